//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DocsTest.h"
#include "DocsPage.h"
#include "Paths.h"
#include "Report.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

using PageTestFunction = Failures (*)(const DocsPage &);

namespace {
class PageTest : public testing::Test {
public:
  PageTest(std::string Path, PageTestFunction Test)
      : Path(std::move(Path)), Test(Test) {}

  void TestBody() override {
    std::optional<std::string> Text = readFile(Path);
    ASSERT_TRUE(Text) << "cannot read " << Path;
    report(Test(DocsPage::parse(Path, *Text)));
  }

private:
  const std::string Path;
  const PageTestFunction Test;
};
} // namespace

static void registerPage(const char *Suite, const std::string &Path,
                         PageTestFunction Test) {
  StringRef Name = llvm::sys::path::stem(Path);
  Name.consume_front("async-");
  testing::RegisterTest(
      Suite, camelCase(Name).c_str(), nullptr, nullptr, Path.c_str(), 1,
      [=]() -> testing::Test * { return new PageTest(Path, Test); });
}

/// The guide compares several checks: its examples run all of them.
static Failures runGuide(const DocsPage &Page) {
  DocsPage Guide = Page;
  Guide.Check = "async-*";
  return runExamples(Guide);
}

void registerPages() {
  registerPage("DocsExamples", ASYNC_TIDY_SOURCE_DIR "/docs/guide.md",
               runGuide);
  registerPage("DocsLabels", ASYNC_TIDY_SOURCE_DIR "/docs/guide.md",
               checkLabels);
  for (const std::string &Path :
       listFolder(ASYNC_TIDY_SOURCE_DIR "/docs/checks")) {
    // README.md is the index.
    if (!llvm::sys::path::filename(Path).starts_with("async-"))
      continue;
    registerPage("DocsExamples", Path, runExamples);
    registerPage("DocsOptions", Path, compareOptions);
    registerPage("DocsSections", Path, checkSections);
    registerPage("DocsLabels", Path, checkLabels);
  }
}

} // namespace clang::tidy::async::test
