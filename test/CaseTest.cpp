//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CaseRunner.h"
#include "DocsTest.h"
#include "FindingLog.h"
#include "Paths.h"
#include "Report.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class CaseTest : public testing::Test {
public:
  explicit CaseTest(std::string Path) : Path(std::move(Path)) {}

  void TestBody() override {
    std::optional<std::string> Text = readFile(Path);
    ASSERT_TRUE(Text) << "cannot read " << Path;
    report(runCase(CaseFile::parse(Path, *Text, readFile)));
  }

private:
  const std::string Path;
};
} // namespace

// One test for each case, so that a new file needs no entry in a list.
static void registerCases() {
  for (const std::string &Folder : listFolder(ASYNC_TIDY_TEST_DIR "/checks"))
    for (const std::string &Path : listFolder(Folder)) {
      if (llvm::sys::path::extension(Path) != ".cpp")
        continue;
      testing::RegisterTest(
          camelCase(llvm::sys::path::filename(Folder)).c_str(),
          camelCase(llvm::sys::path::stem(Path)).c_str(), nullptr, nullptr,
          Path.c_str(), 1,
          [Path]() -> testing::Test * { return new CaseTest(Path); });
    }
}

} // namespace clang::tidy::async::test

int main(int Count, char **Args) {
  using namespace clang::tidy;
  testing::InitGoogleTest(&Count, Args);
  // The checks do not merge places if there is a log of them.
  async::test::KeepPlacesApart =
      [](const ClangTidyContext &Context) -> std::shared_ptr<void> {
    return std::make_shared<async::FindingLog>(Context);
  };
  clang::tidy::async::test::registerCases();
  clang::tidy::async::test::registerPages();
  return RUN_ALL_TESTS();
}
