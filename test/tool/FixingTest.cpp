//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Fixes: how they are shown, chosen and applied.

#include "DriverFixture.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static bool contains(StringRef Text, StringRef Part) {
  return Text.contains(Part);
}

namespace {
class Fixing : public Driver {
protected:
  /// Runs `fix -i` with \p Answers on standard input.
  ProgramResult answer(const std::string &Answers,
                       const std::string &Args = "") {
    return shell("printf '" + Answers + "' | \"$0\" fix -i " + Args);
  }
};

/// A task that is dropped, on line 3.
const std::string Dropped = "#include \"task.h\"\n"
                            "Task h() {\n"
                            "  step();\n"
                            "  co_await step();\n"
                            "}\n";
const std::string Awaited = "#include \"task.h\"\n"
                            "Task h() {\n"
                            "  co_await step();\n"
                            "  co_await step();\n"
                            "}\n";

/// Only a note has a fix.
const std::string Launches = "#include <future>\n"
                             "int other();\n"
                             "void f() {\n"
                             "  std::async(std::launch::async, [] { return "
                             "other(); });\n"
                             "  other();\n"
                             "}\n";
} // namespace

//===----------------------------------------------------------------------===//
// Diffs
//===----------------------------------------------------------------------===//

TEST_F(Fixing, ShowsADiffAndChangesNothing) {
  add("a.cpp", Dropped);
  ProgramResult R = tidy({"fix", "--dry-run"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(R.Out, "--- a/a.cpp\n"
                   "+++ b/a.cpp\n"
                   "@@ -1,5 +1,5 @@\n"
                   " #include \"task.h\"\n"
                   " Task h() {\n"
                   "-  step();\n"
                   "+  co_await step();\n"
                   "   co_await step();\n"
                   " }\n");
  EXPECT_TRUE(contains(R.Err, "1 finding would be fixed in 1 file, 0 left"))
      << R.str();
  EXPECT_EQ(read("a.cpp"), Dropped);
  write("a.cpp", Awaited);
  R = tidy({"fix", "--dry-run"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(R.Out, "");
}

// The diff shows exactly the changes that fixing makes.
TEST_F(Fixing, ShowsADiffThatGitApplies) {
  std::string Many = "#include \"task.h\"\n";
  for (unsigned I = 0; I < 40; ++I)
    Many += "Task f" + llvm::utostr(I) + "() {\n" +
            (I % 7 == 0 || I % 11 == 1 ? "  step();\n" : "") +
            (I == 20 ? "  step(); step();\n\n  step();\n" : "") +
            "  co_await step();\n}\n";
  std::string WithReturns;
  for (char C : Dropped)
    WithReturns += C == '\n' ? std::string("\r\n") : std::string(1, C);
  const std::pair<std::string, std::string> Texts[] = {
      {"many.cpp", Many},
      {"returns.cpp", WithReturns},
      {"with space/ü.cpp", Dropped},
      {"no end.cpp", "#include \"task.h\"\nTask h() {\n  step();\n"
                     "  co_await step(); }"},
      {"last.cpp", "#include \"task.h\"\nTask h() { co_await step();\n"
                   "  step(); }"},
  };
  for (const auto &[Name, Text] : Texts)
    add(Name, Text);
  write(".clang-format", "BasedOnStyle: LLVM\n");
  ProgramResult R = tidy({"fix", "--dry-run"});
  EXPECT_EQ(count(R.Out, "--- "), 5u) << R.str();
  EXPECT_EQ(count(R.Out, "\\ No newline at end of file\n"), 3u) << R.str();
  ASSERT_EQ(shell("mkdir by-git && cp -r *.cpp with* by-git && \"$0\" fix "
                  "--dry-run -q | { cd by-git; git apply -; }")
                .ExitCode,
            0);
  EXPECT_EQ(tidy({"fix"}).ExitCode, 0);
  for (const auto &[Name, Text] : Texts) {
    EXPECT_NE(read(Name), Text) << Name;
    EXPECT_EQ(read("by-git/" + Name), read(Name)) << Name;
  }
}

TEST_F(Fixing, LeavesOnlyTheDiffOnStandardOutput) {
  add("a.cpp", Dropped);
  add("broken.cpp", "int F() { return Wrong; }\n");
  ProgramResult R = tidy({"fix", "--dry-run"});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_TRUE(StringRef(R.Out).starts_with("--- a/a.cpp\n")) << R.str();
  EXPECT_TRUE(StringRef(R.Out).ends_with("   co_await step();\n }\n"))
      << R.str();
}

//===----------------------------------------------------------------------===//
// Formatting
//===----------------------------------------------------------------------===//

// With the await, the line is too long; the next one was never formatted.
static const std::string Long =
    "#include \"task.h\"\nTask longNamedStep(int First, int Second);\n"
    "Task h() {\n  longNamedStep(1000000000,2000000000); \n"
    "  int   X   = 5;\n  co_await step();\n}\n";

TEST_F(Fixing, FormatsWhatItEditsWhereThereIsAStyle) {
  struct {
    std::string Style; // In .clang-format; empty for no such file.
    std::string Arg;
    std::string Expected;
  } const Cases[] = {
      {"", "", "  co_await longNamedStep(1000000000,2000000000); \n"},
      {"", "--format-style=file",
       "  co_await longNamedStep(1000000000,2000000000); \n"},
      {"ColumnLimit: 40", "",
       "  co_await longNamedStep(1000000000,\n"
       "                         2000000000);\n"},
      {"ColumnLimit: 40", "--format-style=none",
       "  co_await longNamedStep(1000000000,2000000000); \n"},
      {"DisableFormat: true", "",
       "  co_await longNamedStep(1000000000,2000000000); \n"},
      {"ColumnLimit: 40", "--format-style=llvm",
       "  co_await longNamedStep(1000000000, 2000000000);\n"},
      {"", "'--format-style={BasedOnStyle: LLVM, ColumnLimit: 40}'",
       "  co_await longNamedStep(1000000000,\n"
       "                         2000000000);\n"},
  };
  for (const auto &[Style, Arg, Expected] : Cases) {
    Entries.clear();
    add("src/a.cpp", Long);
    if (!Style.empty())
      write(".clang-format", Style + "\n");
    ProgramResult R = shell("\"$0\" fix " + Arg + "; rm -f .clang-format");
    std::string Text = read("src/a.cpp");
    EXPECT_TRUE(contains(Text, Expected)) << Style << Arg << Text << R.str();
    // Unedited code stays as it is.
    EXPECT_TRUE(contains(Text, "  int   X   = 5;\n")) << Text;
  }
}

TEST_F(Fixing, DoesNotGuessAStyle) {
  add("a.cpp", Long);
  ProgramResult R = tidy({"fix", "--format-style=Lvm"});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(count(R.Err, "\n"), 1u) << R.str();
  EXPECT_TRUE(contains(R.Err, "error: --format-style: ")) << R.str();
  write(".clang-format", "ColumnLimit: forty\n");
  R = tidy({"fix"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(read("a.cpp"), Long);
  EXPECT_TRUE(contains(R.Out, "a.cpp: 1 finding not fixed: the style to format "
                              "it in cannot be read: "))
      << R.str();
  EXPECT_EQ(count(R.Out + R.Err, "forty"), 0u) << R.str();
  EXPECT_EQ(tidy({"fix", "--format-style=none"}).ExitCode, 0);
}

//===----------------------------------------------------------------------===//
// Comments
//===----------------------------------------------------------------------===//

static const std::string Sleeps = R"cpp(#include "task.h"
namespace std {
namespace chrono {
struct milliseconds {
  milliseconds(int);
};
}
namespace this_thread {
void sleep_for(chrono::milliseconds);
}
}
namespace lib {
struct Task : ::Task {
  struct promise_type : ::Task::promise_type {
    Task get_return_object() { return {}; }
  };
};
Task sleep(std::chrono::milliseconds);
}
lib::Task h() {
  co_await step();
  std::this_thread::sleep_for($);
  co_await step();
}
)cpp";

TEST_F(Fixing, LosesNoCommentsAndNoDirectives) {
  write("lib.yaml", "library: lib\nroots: [lib]\n"
                    "sleep: {text: \"$root::sleep($duration)\"}\n"
                    "types: [{name: Task, kind: task, await: rvalue}]\n");
  write(".clang-tidy", "CheckOptions: {AsyncModels: lib.yaml}\n");
  const std::string Short = "std::chrono::milliseconds(1)";
  struct {
    std::string Duration;
    bool IsFixed;
  } const Cases[] = {
      {Short, true},
      {"std::chrono::milliseconds(1 /* a moment */)", true},
      {"std::chrono::milliseconds(1'000 + '/' - \"/*\"[0])", true},
      {"\n  // Long enough for the device.\n  " + Short, false},
      {"/* long enough */ " + Short, false},
      {"\n#ifdef LONG\n  std::chrono::milliseconds(9)\n#else\n  " + Short +
           "\n#endif\n",
       false},
  };
  for (const auto &[Duration, IsFixed] : Cases) {
    std::string Text = Sleeps;
    Text.replace(Text.find('$'), 1, Duration);
    Entries.clear();
    add("a.cpp", Text);
    ProgramResult R = tidy({"--format=json"});
    EXPECT_EQ(count(R.Out, "\"check\": "), 1u) << Duration << R.str();
    EXPECT_EQ(contains(R.Out, "\"fixTitle\": \"await a timer instead\""),
              IsFixed)
        << Duration << R.str();
    EXPECT_EQ(tidy({"fix"}).ExitCode, !IsFixed) << Duration;
    EXPECT_EQ(read("a.cpp") == Text, !IsFixed) << Duration;
    if (contains(Duration, "moment"))
      EXPECT_TRUE(contains(read("a.cpp"), "1 /* a moment */")) << read("a.cpp");
  }
}

//===----------------------------------------------------------------------===//
// Notes
//===----------------------------------------------------------------------===//

TEST_F(Fixing, AppliesFixesOfNotesIfAsked) {
  add("a.cpp", Launches);
  ProgramResult R = tidy({"fix"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(read("a.cpp"), Launches);
  R = tidy({"fix", "--fix-notes"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_TRUE(contains(R.Out, "a.cpp: 1 finding fixed: keep it, and wait for "
                              "it where the scope ends\n"))
      << R.str();
  EXPECT_TRUE(contains(read("a.cpp"), "  auto Task = std::async(")) << R.str();
}

//===----------------------------------------------------------------------===//
// Questions
//===----------------------------------------------------------------------===//

TEST_F(Fixing, AsksAboutEachFix) {
  auto Reset = [&] {
    Entries.clear();
    add("a.cpp", Dropped + "Task i() {\n  step();\n  co_await step();\n}\n"
                           "Task j() {\n  step();\n  co_await step();\n}\n");
    add("b.cpp", Dropped);
  };
  struct {
    std::string Answers;
    size_t InFirst; // Fixed.
    size_t InSecond;
  } const Cases[] = {
      {"y\\ny\\ny\\ny\\n", 3, 1},
      {"n\\ny\\nn\\ny\\n", 1, 1},
      {"n\\nn\\nn\\nn\\n", 0, 0},
      {"a\\nn\\n", 3, 0},
      {"y\\nd\\ny\\n", 1, 1},
      {"y\\nq\\n", 1, 0},
      {"q\\n", 0, 0},
      {"?\\nyes\\n\\ny\\nq\\n", 1, 0},
      {"y\\nq", 1, 0},
  };
  for (const auto &[Answers, InFirst, InSecond] : Cases) {
    Reset();
    ProgramResult R = answer(Answers);
    size_t Fixed = InFirst + InSecond;
    EXPECT_EQ(R.ExitCode, Fixed < 4) << Answers << R.str();
    EXPECT_EQ(count(read("a.cpp"), "co_await"), 3 + InFirst) << Answers;
    EXPECT_EQ(count(read("b.cpp"), "co_await"), 1 + InSecond) << Answers;
    EXPECT_TRUE(contains(R.Out, "a.cpp:3:3: the task returned by 'step' is "
                                "dropped before it starts: it runs only when "
                                "awaited [async-unobserved-task]\n"
                                "--- a/a.cpp\n"))
        << R.str();
    EXPECT_TRUE(contains(R.Out, "(1/4) await it [y,n,a,d,q,?]? ")) << R.str();
    EXPECT_EQ(count(R.Out, "q - quit"), Answers.front() == '?' ? 3u : 0u)
        << R.str();
  }
}

TEST_F(Fixing, AsksAboutFixesOfNotes) {
  add("a.cpp", Launches);
  EXPECT_EQ(count(answer("").Out, "?"), 0u);
  EXPECT_EQ(answer("n\\n", "--fix-notes").ExitCode, 1);
  EXPECT_EQ(read("a.cpp"), Launches);
  EXPECT_EQ(answer("y\\n", "--fix-notes").ExitCode, 0);
  EXPECT_NE(read("a.cpp"), Launches);
}

TEST_F(Fixing, ShowsWhatWasChosen) {
  add("a.cpp", Dropped);
  add("b.cpp", Dropped);
  ProgramResult R = answer("n\\ny\\n", "--dry-run 2>/dev/null | sed -n "
                                       "'/^(2/,$p'");
  EXPECT_TRUE(contains(R.Out, "--- a/b.cpp\n")) << R.str();
  EXPECT_FALSE(contains(R.Out, "--- a/a.cpp\n")) << R.str();
  EXPECT_EQ(read("b.cpp"), Dropped);
}

TEST_F(Fixing, ChangesNothingWithoutAnswers) {
  add("a.cpp", Dropped);
  add("b.cpp", Dropped);
  ProgramResult R = shell("\"$0\" fix -i </dev/null");
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(R.Err, "error: fix -i asks questions, but standard input is not a "
                   "terminal: pipe the answers to it, or leave out -i\n");
  R = shell("\"$0\" fix -i <&-");
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  // The first answer alone does not decide the second fix.
  R = answer("y\\n", "-q");
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(R.Err, "error: standard input ended before all fixes were decided: "
                   "no file was changed\n");
  EXPECT_EQ(read("a.cpp"), Dropped);
  EXPECT_EQ(read("b.cpp"), Dropped);
  // Without questions, no answers are missing.
  write("a.cpp", Awaited);
  write("b.cpp", Awaited);
  EXPECT_EQ(answer("", "-q").ExitCode, 0);
}

TEST_F(Fixing, AsksOnATerminal) {
  add("a.cpp", Dropped);
  ProgramResult R = shell("echo y | script -qec \"$0 fix -i -q\" /dev/null");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_TRUE(contains(R.Out, "\033[32m+  co_await step();\033[0m")) << R.str();
  EXPECT_EQ(read("a.cpp"), Awaited);
}

// clang-tidy's own checks give their fixes no titles.
TEST_F(Fixing, NamesEachFixByWhatItDoes) {
  add("a.cpp", "#include <mutex>\n#include \"task.h\"\nstd::mutex M;\n"
               "int F() { int *P = 0; return P ? 1 : 2; }\n");
  ProgramResult R = tidy({"--format=json", "--checks=modernize-use-nullptr"});
  EXPECT_TRUE(contains(R.Out, "\"fixTitle\": \"replace '0' with 'nullptr'\""))
      << R.str();
  R = tidy({"--format=sarif", "--checks=modernize-use-nullptr"});
  EXPECT_TRUE(contains(R.Out, "\"text\": \"replace '0' with 'nullptr'\""))
      << R.str();
  R = tidy({"--format=github", "--checks=modernize-use-nullptr"});
  EXPECT_TRUE(
      contains(R.Out, "::use nullptr%0Afix: replace '0' with 'nullptr'"))
      << R.str();
  R = tidy({"--format=gitlab", "--checks=modernize-use-nullptr"});
  EXPECT_TRUE(contains(R.Out, "use nullptr; fix: replace '0' with 'nullptr'"))
      << R.str();
}

TEST_F(Fixing, HasOptionsOfItsOwn) {
  add("a.cpp", Dropped);
  for (const char *Option : {"--dry-run", "-i", "--interactive", "--fix-notes",
                             "--format-style=none"}) {
    ProgramResult R = tidy({"check", Option});
    EXPECT_EQ(R.ExitCode, 2) << Option << R.str();
    EXPECT_EQ(count(R.Err, "\n"), 1u) << R.str();
    EXPECT_TRUE(contains(R.Err, "async-tidy fix")) << R.str();
  }
}

} // namespace clang::tidy::async::test
