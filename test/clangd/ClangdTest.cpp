//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Talks to the real async-tidy-clangd, as an editor does.

#include "ClangdFixture.h"
#include "FixesTest.h"
#include "RunProgram.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

using llvm::StringRef;
namespace json = llvm::json;

namespace clang::tidy::async::test {

static bool contains(StringRef Text, StringRef Part) {
  return Text.contains(Part);
}

//===----------------------------------------------------------------------===//
// Diagnostics
//===----------------------------------------------------------------------===//

TEST_F(Clangd, SaysWhatItCanDo) {
  const json::Object *Can = editor().capabilities().getAsObject();
  ASSERT_TRUE(Can);
  for (StringRef Feature : {"codeActionProvider", "hoverProvider",
                            "completionProvider", "definitionProvider"})
    EXPECT_TRUE(Can->get(Feature)) << Feature.str();
}

TEST_F(Clangd, ShowsAFinding) {
  std::vector<Diagnostic> Found = open(Wait);
  ASSERT_EQ(codes(Found), Codes{"async-blocking-wait"}) << str(Found);
  EXPECT_EQ(Found[0].Source, "clang-tidy");
  EXPECT_EQ(Found[0].Message,
            "'get' blocks the thread of coroutine 'poll' until the task is "
            "finished; await it instead (fix available)");
  EXPECT_FALSE(Found[0].IsError);
  EXPECT_EQ(Found[0].At.Line, 5);
}

TEST_F(Clangd, LinksToThePage) {
  std::vector<Diagnostic> Found = open(Wait.str() + R"cpp(
int f(int N) { return N == N; }
double g(int N) { return 1 / 2 + double(N); }
double h() { return 1.0 + 3 / 2; }
)cpp");
  ASSERT_GE(Found.size(), 2u) << str(Found);
  std::string Pages = ASYNC_TIDY_PAGES;
  // In a checkout that was never published, they are beside the program.
  if (Pages.empty())
    Pages = "file://" ASYNC_TIDY_SOURCE_DIR "/docs/checks";
  EXPECT_EQ(Found[0].Page, Pages + "/async-blocking-wait.md");
  // The diagnostics of other checks stay where they are.
  auto Others = llvm::find_if(Found, [](const Diagnostic &Each) {
    return Each.Code == "bugprone-integer-division";
  });
  ASSERT_NE(Others, Found.end()) << str(Found);
  EXPECT_EQ(Others->Page, "https://clang.llvm.org/extra/clang-tidy/checks/"
                          "bugprone/integer-division.html");

  StringRef Path = Found[0].Page;
  if (Path.consume_front("file://"))
    EXPECT_TRUE(llvm::sys::fs::exists(Path)) << Path.str();
}

TEST_F(Clangd, ShowsTheWitness) {
  std::vector<Diagnostic> Found = open(R"cpp(
static int ask() {
  std::this_thread::sleep_for(1s);
  return 1;
}
static int askTwice() { return ask() + ask(); }
folly::coro::Task<int> other();
folly::coro::Task<int> poll() { co_return askTwice() + co_await other(); }
)cpp");
  ASSERT_EQ(codes(Found), Codes{"async-blocking-call"}) << str(Found);
  ASSERT_EQ(Found[0].Related.size(), 2u) << str(Found);
  EXPECT_EQ(Found[0].Related[0].first.Line, 8);
  EXPECT_EQ(Found[0].Related[0].second, "'askTwice' calls 'ask' here");
  EXPECT_EQ(Found[0].Related[1].first.Line, 5);
  EXPECT_EQ(Found[0].Related[1].second, "'ask' blocks here, in 'sleep_for'");
}

// By the index that async-tidy has written.
TEST_F(Clangd, KnowsWhatFunctionsOfOtherFilesDo) {
  const std::string Load = Folder.write(
      "load.cpp", "#include <chrono>\n#include <thread>\nint load() {\n"
                  "  std::this_thread::sleep_for(std::chrono::seconds(1));\n"
                  "  return 1;\n}\n");
  const std::string Index = Folder.path() + "/.async-tidy/index";
  const std::string Summary = Folder.path() + "/load.ats";
  const std::string Root = "--project-root=" + Folder.path();
  for (const std::vector<std::string> &Args :
       {std::vector<std::string>{"summarize", Load, "-o", Summary, Root, "--",
                                 "-std=c++20"},
        {"link", Summary, "-o", Index, Root}}) {
    std::vector<std::string> Command = {ASYNC_TIDY_DRIVER};
    llvm::append_range(Command, Args);
    ProgramResult R = runProgram(Command);
    ASSERT_EQ(R.ExitCode, 0) << R.str();
  }
  const std::string Code = "folly::coro::Task<int> other();\n"
                           "folly::coro::Task<int> poll() {\n"
                           "  co_return load() + co_await other();\n}\n";
  std::vector<Diagnostic> Found = open("int load();\n" + Code);
  ASSERT_EQ(codes(Found), Codes{"async-blocking-call"}) << str(Found);
  ASSERT_EQ(Found[0].Related.size(), 1u) << str(Found);
  EXPECT_EQ(Found[0].Related[0].first.Line, 3);
  EXPECT_EQ(Found[0].Related[0].second, "'load' blocks here, in 'sleep_for'");
  // What is in sight counts for more, and a new index is taken at once.
  EXPECT_EQ(codes(change("int load() { return 1; }\n" + Code)), Codes());
  EXPECT_EQ(codes(change("int load();\n" + Code)),
            Codes{"async-blocking-call"});
  ASSERT_FALSE(llvm::sys::fs::remove(Index));
  EXPECT_EQ(codes(change("int load();\n\n" + Code)), Codes());
}

TEST_F(Clangd, FollowsEdits) {
  EXPECT_EQ(codes(open(Wait)), Codes{"async-blocking-wait"});
  std::string Right = Wait.str();
  size_t Call = Right.find("std::move(F).get()");
  Right.replace(Call, strlen("std::move(F).get()"), "co_await std::move(F)");
  EXPECT_EQ(codes(change(Right)), Codes());
  std::string Other = Right;
  Other.replace(Other.find("poll"), strlen("poll"), "other");
  EXPECT_EQ(codes(change("\n\n" + Wait + Other)), Codes{"async-blocking-wait"});
  // With another preamble.
  EXPECT_EQ(codes(change("#include <vector>\nstd::vector<int> V;\n" + Wait)),
            Codes{"async-blocking-wait"});
}

TEST_F(Clangd, HonoursNolint) {
  std::string Text = Wait.str();
  Text.insert(Text.find(".get();") + strlen(".get();"), " // NOLINT");
  EXPECT_EQ(codes(open(Text)), Codes());
}

//===----------------------------------------------------------------------===//
// Configuration
//===----------------------------------------------------------------------===//

// Two of our checks, and one that clangd runs by default.
static constexpr StringRef ThreeFindings = R"cpp(
folly::coro::Task<int> poll(folly::Future<int> F) {
  int R = std::move(F).get();
  co_return R;
}
folly::coro::Task<> start() {
  (void)poll(folly::makeFuture(1));
  co_return;
}
double half() { return 1.0 + 3 / 2; }
)cpp";

TEST_F(Clangd, RunsOurChecksUnasked) {
  std::vector<Diagnostic> Found = open(ThreeFindings);
  EXPECT_EQ(codes(Found), (Codes{"async-blocking-wait", "async-unobserved-task",
                                 "bugprone-integer-division"}))
      << str(Found);
}

TEST_F(Clangd, RunsTheChecksOfAConfigFile) {
  Folder.write(".clang-tidy", "Checks: '-*,async-*'\n");
  std::vector<Diagnostic> Found = open(ThreeFindings);
  EXPECT_EQ(codes(Found),
            (Codes{"async-blocking-wait", "async-unobserved-task"}))
      << str(Found);
}

TEST_F(Clangd, SwitchesACheckOff) {
  Folder.write(".clang-tidy", "Checks: 'async-*,-async-blocking-wait'\n");
  std::vector<Diagnostic> Found = open(ThreeFindings);
  EXPECT_EQ(codes(Found), Codes{"async-unobserved-task"}) << str(Found);
}

TEST_F(Clangd, RunsNoCheckThatAConfigFileDoesNotName) {
  Folder.write(".clang-tidy", "Checks: '-*,bugprone-integer-division'\n");
  std::vector<Diagnostic> Found = open(ThreeFindings);
  EXPECT_EQ(codes(Found), Codes{"bugprone-integer-division"}) << str(Found);
}

TEST_F(Clangd, TakesOptionsFromAConfigFile) {
  Folder.write(".clang-tidy", "Checks: '-*,async-*'\n"
                              "CheckOptions:\n  AsyncTestPaths: 'a\\.cpp'\n");
  std::vector<Diagnostic> Found = open(Wait);
  EXPECT_EQ(codes(Found), Codes()) << str(Found);
}

TEST_F(Clangd, StopsAtAModelThatIsWrong) {
  Folder.write(".async-tidy.yaml", "library: own\ncalls:\n  - name: ask\n"
                                   "    role: wiat\n");
  // One line, and no findings with a part of the models.
  std::vector<Diagnostic> Found = open(Wait);
#if LLVM_VERSION_MAJOR < 22
  // In this case, clangd shows no error that has no place in the file.
  EXPECT_TRUE(Found.empty()) << str(Found);
  return;
#endif
  ASSERT_EQ(Found.size(), 1u) << str(Found);
  EXPECT_TRUE(Found.front().IsError) << str(Found);
  EXPECT_EQ(Found.front().At.Line, 0u) << str(Found);
  EXPECT_TRUE(StringRef(Found.front().Message)
                  .ends_with(".async-tidy.yaml:4:11: unknown word 'wiat'; did "
                             "you mean 'wait'?"))
      << str(Found);
}

TEST_F(Clangd, ReadsModelsBesideTheSources) {
  Folder.write(".async-tidy.yaml",
               "library: own\n"
               "roots: [own]\n"
               "calls:\n"
               "  - {name: ask, role: block, blocks: io}\n");
  std::vector<Diagnostic> Found = open(R"cpp(
namespace own { int ask(); }
folly::coro::Task<> other();
folly::coro::Task<int> poll() {
  co_await other();
  co_return own::ask();
}
)cpp");
  EXPECT_EQ(codes(Found), Codes{"async-blocking-call"}) << str(Found);
}

TEST_F(Clangd, NoticesAChangedModelWithoutAnEdit) {
  auto Model = [&](StringRef Role) {
    Folder.write(".async-tidy.yaml",
                 ("library: own\nroots: [own]\nmodels: [more.yaml]\ncalls:\n"
                  "  - {name: ask, role: " +
                  Role + "}\n")
                     .str());
  };
  auto More = [&](StringRef Role) {
    Folder.write("more.yaml", ("library: more\nroots: [own]\ncalls:\n"
                               "  - {name: tell, role: " +
                               Role + "}\n")
                                  .str());
  };
  More("query");
  const std::string Code = R"cpp(
namespace own { int ask(); int tell(); }
folly::coro::Task<> other();
folly::coro::Task<int> poll() {
  co_await other();
  co_return own::ask() + own::tell();
}
)cpp";
  EXPECT_EQ(codes(open(Code)), Codes());
  Model("block, blocks: io"); // It is new.
  EXPECT_EQ(codes(editor().nextDiagnostics()), Codes{"async-blocking-call"});
  More("block, blocks: io"); // Another model refers to it.
  EXPECT_EQ(codes(editor().nextDiagnostics()),
            (Codes{"async-blocking-call", "async-blocking-call"}));
  Model("query");
  EXPECT_EQ(codes(editor().nextDiagnostics()), Codes{"async-blocking-call"});
  ASSERT_FALSE(llvm::sys::fs::remove(Folder.path() + "/.async-tidy.yaml"));
  EXPECT_EQ(codes(editor().nextDiagnostics()), Codes());
  // Edits still arrive.
  EXPECT_EQ(codes(change(Code + Wait.str())), Codes{"async-blocking-wait"});
}

//===----------------------------------------------------------------------===//
// What clangd does anyway
//===----------------------------------------------------------------------===//

TEST_F(Clangd, StillHoversCompletesAndDefines) {
  open(Wait.str() + "int twice(int Number);\n"
                    "int four() { return twice(2); }\n");
  json::Value Hover = editor().ask("textDocument/hover", "twice(2)");
  ASSERT_TRUE(Hover.getAsObject());
  EXPECT_PRED2(contains, llvm::formatv("{0}", Hover).str(), "int twice(int");

  json::Value Where = editor().ask("textDocument/definition", "twice(2)");
  ASSERT_TRUE(Where.getAsArray());
  ASSERT_EQ(Where.getAsArray()->size(), 1u);
  EXPECT_EQ((*Where.getAsArray())[0]
                .getAsObject()
                ->getObject("range")
                ->getObject("start")
                ->getInteger("line"),
            8);

  json::Value Words = editor().ask("textDocument/completion", "ice(2)");
  EXPECT_PRED2(contains, llvm::formatv("{0}", Words).str(), "twice(");
}

TEST_F(Clangd, AcceptsC) {
  editor().open("#include <unistd.h>\n"
                "int f(int co_await) { return sleep(co_await); }\n",
                "a.c");
  Folder.write("compile_flags.txt", "-xc\n");
  std::vector<Diagnostic> Found = Open->diagnostics();
  EXPECT_EQ(codes(Found), Codes()) << str(Found);
}

TEST_F(Clangd, AcceptsAnEmptyFile) {
  editor().open("");
  EXPECT_EQ(codes(Open->diagnostics()), Codes());
  EXPECT_EQ(codes(change(Wait)), Codes{"async-blocking-wait"});
  Open->change("");
  EXPECT_EQ(codes(Open->diagnostics()), Codes());
}

//===----------------------------------------------------------------------===//
// Clang's own headers
//===----------------------------------------------------------------------===//

static std::string copyTo(const std::string &Place) {
  llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Place));
  EXPECT_FALSE(llvm::sys::fs::copy_file(ASYNC_TIDY_CLANGD, Place));
  llvm::sys::fs::setPermissions(Place, llvm::sys::fs::all_all);
  return Place;
}

TEST_F(Clangd, FindsHeadersFromAnotherPlace) {
  std::string File =
      Folder.write("a.cpp", "#include <stddef.h>\nsize_t Size;\n");
  auto run = [&](const std::string &Program, std::vector<std::string> Options) {
    std::vector<std::string> Command = {Program, "--check=" + File};
    llvm::append_range(Command, Options);
    ProgramResult Result = runProgram(Command);
    EXPECT_EQ(Result.ExitCode, 0) << Result.str();
    return Result.Err;
  };
  std::string Built = " -resource-dir " ASYNC_TIDY_RESOURCE_DIR " ";
  std::string Copy = copyTo(Folder.path() + "/prefix/bin/clangd");
  EXPECT_PRED2(contains, run(Copy, {}), Built);

  std::string Link = Folder.path() + "/link";
  ASSERT_FALSE(llvm::sys::fs::create_link(ASYNC_TIDY_CLANGD, Link));
  EXPECT_PRED2(contains, run(Link, {}), Built);

  EXPECT_PRED2(contains, run(Copy, {"--resource-dir=" + Folder.path()}),
               " -resource-dir " + Folder.path() + " ");

  // Installed with its own LLVM.
  std::string Beside = Folder.path() + "/prefix/lib/clang/" +
                       llvm::sys::path::filename(ASYNC_TIDY_RESOURCE_DIR).str();
  llvm::sys::fs::create_directories(Beside);
  ASSERT_FALSE(llvm::sys::fs::create_link(ASYNC_TIDY_RESOURCE_DIR "/include",
                                          Beside + "/include"));
  EXPECT_PRED2(contains, run(Copy, {}), "/prefix/lib/clang/");
}

//===----------------------------------------------------------------------===//
// Code in the making
//===----------------------------------------------------------------------===//

static constexpr StringRef Typed = R"cpp(
template <class T> folly::coro::Task<T> twice(folly::Future<T> F) try {
  auto Ask = [&]() -> T { return std::move(F).get(); };
  co_return co_await folly::coro::co_invoke([&] -> folly::coro::Task<T> {
    co_return Ask() + 1;
  });
} catch (...) {}
struct Poller {
  folly::Future<int> Next = folly::makeFuture(1);
  folly::coro::Task<int> poll() { co_return std::move(Next).get(); }
  ~Poller() { poll(); }
};
auto Four = twice(folly::makeFuture(2));
)cpp";

TEST_F(Clangd, SurvivesTyping) {
  editor().open(Prelude);
  Open->diagnostics();
  std::vector<std::string> Texts;
  for (size_t Size = 1; Size <= Typed.size(); ++Size)
    Texts.push_back((Prelude + Typed.take_front(Size)).str());
  Open->type(Texts);
  std::vector<Diagnostic> Found = Open->diagnostics();
  EXPECT_TRUE(llvm::is_contained(codes(Found), "async-blocking-wait"))
      << str(Found);
}

TEST_F(Clangd, SurvivesDeletedLines) {
  editor().open((Prelude + Typed).str());
  Open->diagnostics();
  std::vector<std::string> Texts;
  for (size_t At = Typed.find('\n'); At + 1 < Typed.size();
       At = Typed.find('\n', At + 1))
    Texts.push_back((Prelude + Typed.take_front(At) +
                     Typed.drop_front(Typed.find('\n', At + 1)))
                        .str());
  Texts.push_back((Prelude + Wait).str());
  Open->type(Texts);
  EXPECT_EQ(codes(Open->diagnostics()), Codes{"async-blocking-wait"});
}

//===----------------------------------------------------------------------===//
// Bodies in headers, which clangd does not read
//===----------------------------------------------------------------------===//

TEST_F(Clangd, SaysNothingOfBodiesItDoesNotSee) {
  // Each body would answer the question of the main file.
  Folder.write("header.h", R"cpp(#pragma once
#include "folly/folly.h"
#include <thread>
// Blocks.
inline int ask() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  return 1;
}
// Looks at the member.
class Holder {
public:
  Holder() { start(); }
  void start();
  ~Holder() { std::move(Member).get(); }

private:
  folly::Future<int> Member = folly::makeFuture(1);
};
// Looks at its parameter.
inline void keep(folly::Future<int> F) { std::move(F).get(); }
template <class T> void keepAny(T F) { std::move(F).get(); }
// Cannot fail.
inline void quiet() noexcept {}
struct Base {
  virtual folly::Future<int> answer() { return folly::makeFuture(ask()); }
};
)cpp");
  editor().open(R"cpp(#include "header.h"
folly::coro::Task<> other();
folly::coro::Task<int> poll() {
  co_await other();
  co_return ask();
}
folly::Future<int> fake() { return folly::makeFuture(ask()); }
folly::Future<int> later();
void Holder::start() { Member = later(); }
void hand() {
  keep(later());
  keepAny(later());
}
struct Derived : Base {
  folly::Future<int> answer() override { return later(); }
};
)cpp");
  std::vector<Diagnostic> Found = Open->diagnostics();
  EXPECT_EQ(codes(Found), Codes()) << str(Found);
}

} // namespace clang::tidy::async::test

int main(int Count, char **Args) {
  testing::InitGoogleTest(&Count, Args);
  clang::tidy::async::test::registerFixTests();
  return RUN_ALL_TESTS();
}
