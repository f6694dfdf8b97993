//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The fixes that an editor offers for findings, and the resulting text.

#include "FixesTest.h"
#include "CheckList.h"
#include "ClangdFixture.h"
#include "DocsPage.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static std::vector<std::string> titles(llvm::ArrayRef<CodeAction> Offered) {
  std::vector<std::string> Result;
  for (const CodeAction &Each : Offered)
    Result.push_back(Each.Title);
  return Result;
}

using Titles = std::vector<std::string>;

static std::vector<Diagnostic> errors(std::vector<Diagnostic> Found) {
  llvm::erase_if(Found, [](const Diagnostic &Each) { return !Each.IsError; });
  return Found;
}

//===----------------------------------------------------------------------===//
// Choices
//===----------------------------------------------------------------------===//

namespace {
class Fixes : public Clangd {
protected:
  /// The finding of \p Text, and the fixes offered for it.
  std::vector<CodeAction> offers(StringRef Text) {
    std::vector<Diagnostic> Found = open(Text);
    EXPECT_EQ(Found.size(), 1u) << str(Found);
    return Open->fixes(Found);
  }
};
} // namespace

TEST_F(Fixes, AwaitInstead) {
  std::vector<CodeAction> Offered = offers(Wait);
  ASSERT_EQ(titles(Offered), Titles{"await it instead"});
  EXPECT_EQ(Offered[0].Kind, "quickfix");
  Open->apply(Offered[0]);
  EXPECT_EQ(codes(Open->diagnostics()), Codes());
  EXPECT_TRUE(
      StringRef(Open->text()).contains("  int R = co_await std::move(F);\n"))
      << Open->text();
}

TEST_F(Fixes, MakeItSynchronous) {
  Folder.write(".clang-tidy", "Checks: '-*,async-fake-async'\n");
  std::vector<CodeAction> Offered = offers(R"cpp(
static int ask(int Question) {
  std::this_thread::sleep_for(1s);
  return Question;
}
static folly::Future<int> answer(int Question) {
  return folly::makeFuture(ask(Question));
}
folly::coro::Task<int> other();
folly::coro::Task<int> both() {
  co_return co_await answer(1) + co_await other();
}
)cpp");
  ASSERT_EQ(titles(Offered),
            (Titles{"offload it to threads that may block",
                    "make 'answer' synchronous, and let its callers decide"}));
  std::string Before = Open->text();
  for (const CodeAction &Each : Offered) {
    Open->change(Before);
    Open->diagnostics();
    Open->apply(Each);
    std::vector<Diagnostic> After = Open->diagnostics();
    EXPECT_EQ(errors(After).size(), 0u) << str(After) << Open->text();
    EXPECT_FALSE(llvm::is_contained(codes(After), "async-fake-async"))
        << str(After) << Open->text();
  }
}

TEST_F(Fixes, HandleTheError) {
  std::vector<CodeAction> Offered = offers(R"cpp(
folly::Future<folly::Unit> save();
void start() { save(); }
)cpp");
  ASSERT_EQ(titles(Offered), Titles{"handle its error here"});
  Open->apply(Offered[0]);
  std::vector<Diagnostic> After = Open->diagnostics();
  EXPECT_EQ(codes(After), Codes()) << str(After) << Open->text();
}

//===----------------------------------------------------------------------===//
// Several at once
//===----------------------------------------------------------------------===//

static constexpr StringRef ThreeWaits = R"cpp(
folly::coro::Task<int> poll(folly::Future<int> F, folly::Future<int> G,
                            folly::Future<int> H) {
  int First = std::move(F).get();
  int Second = std::move(G).get();
  int Third = std::move(H).get();
  co_return First + Second + Third;
}
)cpp";

TEST_F(Fixes, AllOfACheck) {
  std::vector<Diagnostic> Found = open(ThreeWaits);
  ASSERT_EQ(Found.size(), 3u) << str(Found);
  for (const Diagnostic &Each : Found)
    EXPECT_EQ(titles(Open->fixes(Each)),
              (Titles{"await it instead",
                      "fix all 3 findings of async-blocking-wait"}));
  Open->apply(Open->fixes(Found[1])[1]);
  EXPECT_EQ(codes(Open->diagnostics()), Codes());
  EXPECT_EQ(StringRef(Open->text()).count("co_await std::move("), 3u)
      << Open->text();
}

TEST_F(Fixes, NoneThatASilencingCommentIsAbout) {
  std::string Text = ThreeWaits.str();
  size_t Second =
      Text.find("std::move(G).get();") + strlen("std::move(G).get();");
  auto offered = [&](const std::string &Changed) {
    std::vector<Diagnostic> Found = change(Changed);
    EXPECT_EQ(Found.size(), 2u) << str(Found);
    return titles(Open->fixes(Found.front()));
  };
  Titles Two = {"await it instead",
                "fix all 2 findings of async-blocking-wait"};
  open(ThreeWaits);
  EXPECT_EQ(offered(std::string(Text).insert(Second, " // NOLINT")), Two);
  size_t LineStart = Text.rfind('\n', Second - 1) + 1;
  EXPECT_EQ(offered(std::string(Text).insert(LineStart,
                                             "// NOLINTNEXTLINE(async-*)\n")),
            Two);
  EXPECT_EQ(offered(std::string(Text)
                        .insert(Second, "\n// NOLINTEND")
                        .insert(LineStart, "// NOLINTBEGIN\n\n")),
            Two);
  Open->apply(Open->fixes(Open->diagnostics())[1]);
}

//===----------------------------------------------------------------------===//
// The examples of the pages
//===----------------------------------------------------------------------===//

namespace {
class PageFixes : public testing::Test {
public:
  explicit PageFixes(std::string Path) : Path(std::move(Path)) {}
  void TestBody() override;

private:
  /// Returns the number of fixes that it offers.
  size_t tryExample(const Example &Bad, StringRef Check);

  const std::string Path;
};
} // namespace

// The headers of real libraries are slow to parse.
static bool isQuick(const Library &Of) {
  return llvm::is_contained(Of.Flags, "stubs") || Of.Name == "std";
}

size_t PageFixes::tryExample(const Example &Bad, StringRef Check) {
  SCOPED_TRACE(Path + ":" + std::to_string(Bad.FirstLine));
  ScratchFolder Folder;
  std::string Flags = "-w\n"; // Compiler warnings do not matter here.
  for (StringRef Flag : Bad.Of->Flags)
    Flags +=
        (Flag == "stubs" ? ASYNC_TIDY_TEST_DIR "/stubs" : Flag.str()) + "\n";
  makeProject(Folder, Flags);
  std::string Config = ("Checks: '-*," + Check + "'\n").str();
  for (StringRef Option : Bad.Options)
    Config += ("CheckOptions: {" + Option.split('=').first + ": '" +
               Option.split('=').second + "'}\n")
                  .str();
  Folder.write(".clang-tidy", Config);

  Editor Open(Folder);
  std::string Before = Bad.asFile();
  Open.open(Before, Bad.Header.empty() ? "a.cpp" : StringRef(Bad.Header));
  std::vector<Diagnostic> Found = Open.diagnostics();
  EXPECT_EQ(codes(Found), Codes{Check.str()}) << str(Found) << Before;
  std::vector<CodeAction> Offered = Open.fixes(Found);
  for (const CodeAction &Each : Offered) {
    SCOPED_TRACE(Each.Title);
    Open.apply(Each);
    std::vector<Diagnostic> After = Open.diagnostics();
    EXPECT_EQ(codes(After), Codes()) << str(After) << Open.text();
    Open.change(Before);
    Open.diagnostics();
  }
  EXPECT_EQ(Open.stop(), 0);
  return Offered.size();
}

// Until one offers something: each takes seconds, the quick ones fewer.
void PageFixes::TestBody() {
  DocsPage Page = DocsPage::parse(Path, readFile(Path).value_or(""));
  size_t Offered = 0;
  for (bool Quick : {true, false})
    for (const Example &Each : Page.Examples)
      if (Each.IsBad && isQuick(*Each.Of) == Quick && Offered == 0)
        Offered = tryExample(Each, Page.Check);
  EXPECT_GT(Offered, 0u) << "no example has a fix";
}

void registerFixTests() {
  for (const ListedCheck &Check : readCheckList(ASYNC_TIDY_SOURCE_DIR)) {
    if (Check.Fix == "Never")
      continue;
    const std::string Path =
        ASYNC_TIDY_SOURCE_DIR "/docs/checks/" + Check.Name + ".md";
    StringRef Name = Check.Name;
    Name.consume_front("async-");
    testing::RegisterTest(
        "FixesOnPages", camelCase(Name).c_str(), nullptr, nullptr, Path.c_str(),
        1, [Path]() -> testing::Test * { return new PageFixes(Path); });
  }
}

} // namespace clang::tidy::async::test
