//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Shows that each way in which a check can be wrong makes its case fail, with a
// message that names the problem.

#include "CaseRunner.h"
#include "DocsPage.h"
#include "Paths.h"
#include "SharedHeaders.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Functions = R"cpp(
int wait(int = 0); int await(int = 0); void later(int = 0); int waitAll(int);
int awaitAll(int); void waitPlain(); void waitBadly(); void waitAgain();
void waitForever(); void waitOnNote(); void waitOnNotes(); void waitOnBadNote();
void waitInTemplate(); void waitWithRest(); void templated();
)cpp";

static std::string join(const Failures &All) {
  std::string Text;
  for (const Failure &Each : All)
    Text += Each.File + ":" + llvm::utostr(Each.Line) + ": " + Each.Text + "\n";
  return Text;
}

static std::string runText(StringRef Text, CaseFile::Reader Read) {
  return join(runCase(CaseFile::parse("/tests/trial/std.cpp", Text, Read)));
}

static std::optional<std::string> readNothing(StringRef) {
  return std::nullopt;
}

// Runs a case with one RUN line and the functions above; returns its failures.
static std::string runBody(StringRef Flags, StringRef Body) {
  return runText(
      ("// RUN: trial-wait " + Flags + "\n" + Functions + Body).str(),
      readNothing);
}

#define EXPECT_HAS(Text, Part)                                                 \
  EXPECT_PRED2([](StringRef All, StringRef One) { return All.contains(One); }, \
               std::string(Text), std::string(Part))

TEST(Harness, AcceptsARightCase) {
  EXPECT_EQ(runBody("", R"(
void f() {
  wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} the thread [trial-wait]
  // CHECK-NOTES: :3:5: note: declared {{h..e}}
  // CHECK-FIXES: {{^}}  await();
  waitPlain();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]}}: warning: 'wait{{P[a-z]*}}' blocks
  // CHECK-FIXES-NEXT: //
  // CHECK-FIXES-NOT: later
  await(); // wait is not called.
}
)"),
            "");
}

TEST(Harness, FailsOnAnUnlistedFinding) {
  std::string Text = runBody("", "void f() {\n  waitPlain();\n}\n");
  EXPECT_HAS(Text, "/tests/trial/std.cpp:8: not listed in the case: 3: "
                   "warning: 'waitPlain' blocks the thread [trial-wait]");
  EXPECT_HAS(Text, "  8 |   waitPlain();");
}

TEST(Harness, FailsOnAMissingFinding) {
  EXPECT_HAS(runBody("", "// CHECK-MESSAGES: :[[@LINE+1]]:1: warning: here\n"),
             "std.cpp:7: not found: line 8: warning: here");
}

TEST(Harness, FailsOnOtherWords) {
  EXPECT_HAS(runBody("", R"(
void f() { waitPlain(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitPlain' sleeps
)"),
             "std.cpp:9: differs: line 8: warning: 'waitPlain' sleeps");
}

TEST(Harness, FailsOnAnotherColumnCheckOrLevel) {
  for (StringRef Want :
       {":11: warning: 'waitPlain'", ":12: error: 'waitPlain'",
        ":12: warning: 'waitPlain' blocks the thread [trial-other]",
        ":12: warning: blocks"})
    EXPECT_HAS(runBody("", ("\nvoid f() { waitPlain(); }\n"
                            "// CHECK-MESSAGES: :[[@LINE-1]]" +
                            Want + "\n")
                               .str()),
               "std.cpp:9: differs");
}

TEST(Harness, FailsOnASecondFindingOfALine) {
  EXPECT_HAS(runBody("", R"(
void f() { waitPlain(); waitPlain(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitPlain'
)"),
             "std.cpp:8: not listed in the case: 25: warning: 'waitPlain'");
}

TEST(Harness, FailsOnAMissingNote) {
  std::string Text = runBody("", R"(
void f() { waitPlain(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitPlain'
// CHECK-MESSAGES: :3:1: note: declared there
)");
  EXPECT_HAS(Text, "std.cpp:10: not found: line 3: note: declared there");
  EXPECT_HAS(Text, "these notes:\n  line 4:25: note: declared here");
}

TEST(Harness, FailsOnCodeThatDoesNotCompile) {
  EXPECT_HAS(runBody("", "int f() { return missing(); }"),
             "error: use of undeclared identifier 'missing' "
             "[clang-diagnostic-error]");
}

TEST(Harness, FailsOnAnErrorInASystemHeader) {
  std::string Text = "// RUN: trial-wait\n#include <memory>\n"
                     "std::unique_ptr<int> P = std::make_unique<int>(\"\");\n";
  EXPECT_HAS(runText(Text, readNothing), "[clang-diagnostic-error]");

  // clang-tidy itself does not show this one, as no note leads to user code.
  auto read = [](StringRef) -> std::optional<std::string> {
    return "#pragma clang system_header\nint X = missing;\n";
  };
  EXPECT_HAS(runText("// RUN: trial-wait -include-file=system.h\n"
                     "#include \"system.h\"\n",
                     read),
             "system.h:2: not listed in the case: 9: error: use of undeclared");
}

TEST(Harness, FailsOnAnotherFixedText) {
  std::string Text = runBody("", R"(
void f() { wait(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait'
// CHECK-FIXES: co_await
)");
  EXPECT_HAS(Text, "std.cpp:10: the fixed text has no 'co_await'");
  EXPECT_HAS(Text, "\n  8 | void f() { await(); }");
}

TEST(Harness, FailsOnFixesInAnotherOrder) {
  EXPECT_HAS(runBody("", R"(
void f() { wait(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait'
void g() { wait(2); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait'
// CHECK-FIXES: await(2)
// CHECK-FIXES: await(1)
)"),
             "std.cpp:13: the fixed text has no 'await(1)' after line 10");
}

TEST(Harness, FailsOnForbiddenText) {
  EXPECT_HAS(runBody("", R"(
void f() { wait(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait'
// CHECK-FIXES-NOT: await(1)
)"),
             "std.cpp:10: the fixed text has 'await(1)', which it must not");
}

TEST(Harness, FailsOnUnlistedFixes) {
  EXPECT_HAS(runBody("", R"(
void f() { wait(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait'
)"),
             "no CHECK-FIXES");
}

TEST(Harness, FailsOnAMissingFix) {
  EXPECT_HAS(runBody("", R"(
void f() { waitPlain(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitPlain'
// CHECK-FIXES: await();
)"),
             "has no 'await();'; nothing in it was changed");
}

TEST(Harness, FailsOnAFixThatDoesNotCompile) {
  EXPECT_HAS(runBody("", R"(
void f() { waitBadly(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitBadly'
// CHECK-FIXES: nonsense();
)"),
             "std.cpp:8: the fixed text does not compile: error: use of "
             "undeclared identifier 'nonsense' [clang-diagnostic-error]\n"
             "  8 | void f() { nonsense(); }");
}

TEST(Harness, FailsOnAFixThatLeavesAFinding) {
  EXPECT_HAS(runBody("", R"(
void f() { waitAgain(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitAgain'
// CHECK-FIXES: waitPlain();
)"),
             "std.cpp:8: is still found after its fix: warning: 'waitPlain'");
}

TEST(Harness, FailsOnAFixThatTakesAFindingAway) {
  EXPECT_HAS(runBody("", R"(
void f() {
  waitWithRest(); waitPlain();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitWithRest'
  // CHECK-MESSAGES: :[[@LINE-2]]:19: warning: 'waitPlain'
  // CHECK-FIXES: await();
}
)"),
             "std.cpp:9: was not fixed, but is gone after the fixes of others: "
             "warning: 'waitPlain'");
}

TEST(Harness, FixesNestedFindingsOneAfterAnother) {
  EXPECT_EQ(runBody("", R"(
int f() { return waitAll(wait(1)); }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'waitAll'
// CHECK-MESSAGES: :[[@LINE-2]]:26: warning: 'wait'
// CHECK-FIXES: awaitAll(wait(1))
)"),
            "");
}

TEST(Harness, UsesFixesOnNotesWhenTold) {
  StringRef Body = R"(
void f() { waitOnNote(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitOnNote'
// CHECK-FIXES: await();
)";
  EXPECT_EQ(runBody("-fix-notes", Body), "");
  EXPECT_EQ(runBody("'-fix-note=await it'", Body), "");
  EXPECT_HAS(runBody("", Body), "the fixed text has no 'await();'");
}

TEST(Harness, ChoosesOneOfManyNotesOnlyByItsText) {
  StringRef Body = R"(
void f() { waitOnNotes(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitOnNotes'
// CHECK-FIXES: later();
)";
  EXPECT_EQ(runBody("-fix-note=later", Body), "");
  EXPECT_HAS(runBody("-fix-notes", Body), "the fixed text has no 'later();'");
}

TEST(Harness, FailsOnAnUnusedFixThatDoesNotCompile) {
  std::string Text = runBody("", R"(
void f() { waitOnBadNote(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitOnBadNote'
void g() { waitOnNote(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitOnNote'
)");
  EXPECT_HAS(Text,
             "std.cpp:8: the fix offered by 'do it in vain' does not "
             "compile:\n  error: use of undeclared identifier 'nonsense'");
  EXPECT_FALSE(StringRef(Text).contains("await it"));
}

TEST(Harness, RunsWithOptionsAndSuffixes) {
  StringRef Body = R"(
void f() { waitPlain(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitPlain' blocks
// CHECK-MESSAGES-X: :[[@LINE-2]]:12: warning: 'waitPlain' stops
)";
  for (StringRef Other :
       {"-option trial-wait.Verb=stops",
        "-config='{CheckOptions: {trial-wait.Verb: stops}}'",
        "-config='{CheckOptions: [{key: trial-wait.Verb, value: stops}]}'"})
    EXPECT_EQ(
        runBody(("\n// RUN: trial-wait -check-suffix=X " + Other).str(), Body),
        "");
  std::string Text =
      runBody("\n// RUN: trial-wait -check-suffixes=,X -DMORE", Body);
  EXPECT_HAS(Text, "not found: line 9: warning: 'waitPlain' stops");
  EXPECT_HAS(Text, "(in the RUN of line 2)");
}

TEST(Harness, FixesIncludedFilesOfTheCase) {
  auto read = [](StringRef Path) -> std::optional<std::string> {
    if (Path != "/tests/trial/include/header.h")
      return std::nullopt;
    return (Functions + "inline void f() { wait(); }\n"
                        "// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'wait'\n"
                        "// CHECK-FIXES: { await(); }\n")
        .str();
  };
  StringRef Text = "// RUN: trial-wait -include-file=include/header.h\n"
                   "#include \"include/header.h\"\n";
  EXPECT_EQ(runText(Text, read), "");
  EXPECT_EQ(runText((Text + "void g() { waitPlain(); }\n"
                            "// CHECK-MESSAGES: std.cpp:3:12: warning:"
                            " 'waitPlain'\n"
                            "// CHECK-NOTES: header.h:3:25: note: declared\n")
                        .str(),
                    read),
            "");
  EXPECT_HAS(runText(Text, readNothing),
             "cannot read -include-file=include/header.h");
}

TEST(Harness, HidesThatACaseIsATest) {
  EXPECT_EQ(CaseFile::parse("/x/test/trial/std.cpp", "// RUN: trial-wait",
                            readNothing)
                .MainFile,
            "/case/trial/std.cpp");
}

TEST(Harness, RejectsWhatItDoesNotUnderstand) {
  auto problems = [](StringRef Text) {
    return join(
        CaseFile::parse("/tests/trial/std.cpp", Text, readNothing).Problems);
  };
  EXPECT_HAS(problems("int X;"), "std.cpp:1: no '// RUN:");
  EXPECT_HAS(problems("// RUN:"), "RUN wants a list of checks");
  EXPECT_HAS(problems("// RUN: trial-weight"), "no check fits 'trial-weight'");
  EXPECT_HAS(problems("// RUN: trial-wait -option trial-wait.Verbs=x"),
             "no check reads the option 'trial-wait.Verbs'");
  EXPECT_HAS(problems("// RUN: trial-wait -option Verb"),
             "-option wants <key>=<value>");
  EXPECT_HAS(problems("// RUN: trial-wait '-config={CheckOptions: 1}'"),
             "std.cpp:1: bad -config: ");
  EXPECT_HAS(problems("// RUN: trial-wait %sdt"), "no library is called");
  auto directive = [&](StringRef Text) {
    return problems(("// RUN: trial-wait\n// " + Text).str());
  };
  EXPECT_HAS(directive("CHECK-MESAGES: :1:1: warning: x"),
             "std.cpp:2: unknown directive 'CHECK-MESAGES'");
  EXPECT_HAS(directive("CHECK-FIXES text"), "unknown directive 'CHECK-FIXES'");
  EXPECT_HAS(directive("CHECK-MESSAGES: warning: x"), "bad message");
  EXPECT_HAS(directive("CHECK-MESSAGES-NOT: :1:1: warning: x"),
             "no RUN has -check-suffix=NOT");
  EXPECT_HAS(directive("CHECK-FIXES-X: x"), "no RUN has -check-suffix=X");
  EXPECT_HAS(directive("CHECK-FIXES: {{x"), "no '}}' ends it");
  EXPECT_HAS(directive("CHECK-FIXES: {{(}}"), "bad regular expression");
  EXPECT_HAS(directive("CHECK-FIXES:"), "CHECK-FIXES without a text");
  EXPECT_HAS(problems("// RUN: trial-wait -check-suffix=X\n// CHECK-FIXES: x"),
             "no run reads this");
}

static std::string runPage(StringRef Text) {
  return join(runExamples(DocsPage::parse("/docs/trial-wait.md", Text)));
}

static constexpr StringRef Head = "# trial-wait\nFinds.\n\n";
static constexpr StringRef Good = "```cpp good\nvoid f() {}\n```\n";
static constexpr StringRef Bad = "```cpp bad std\n#include <vector>\n"
                                 "void wait();\nvoid f() { wait(); }\n```\n";

TEST(Docs, RunsExamplesApart) {
  EXPECT_EQ(runPage((Head + Bad + Good + Bad + Bad).str()), "");
  EXPECT_EQ(runPage((Head + Bad + Good + "```cpp\nnonsense\n```\n" +
                     "```yaml\ngood: bad\n```\n")
                        .str()),
            "");
}

TEST(Docs, FailsOnWrongExamples) {
  EXPECT_HAS(runPage((Head + Bad).str()), "no example in ```cpp good");
  EXPECT_HAS(runPage((Head + Good).str()), "no example in ```cpp bad");
  EXPECT_HAS(runPage((Head + Bad + Good +
                      "```cpp bad\nvoid wait();\n"
                      "void f() { wait(); wait(); }\n```\n")
                         .str()),
             "trial-wait.md:12: a bad example has exactly one finding, this "
             "has 2\n  warning: 'wait' blocks the thread [trial-wait]\n"
             "  14 | void f()");
  EXPECT_HAS(runPage((Head + Bad +
                      "```cpp good\nvoid wait();\n"
                      "void f() { wait(); }\n```\n")
                         .str()),
             "a good example has no finding, this has 1");
  EXPECT_HAS(
      runPage((Head + Bad + "```cpp good\nint f() { return x; }\n```\n").str()),
      "trial-wait.md:10: error: use of undeclared identifier 'x'");
  EXPECT_HAS(runPage("```cpp ugly\n```\n"), "is 'bad' or 'good', not 'ugly'");
  EXPECT_HAS(runPage("```cpp bad fooly\n```\n"),
             "no library is called 'fooly'");
  EXPECT_HAS(runPage("```cpp bad\n"), "has no end");
}

// The sections of a page that has all of them.
static constexpr StringRef Sections[] = {
    "## The pattern\n**Wrong:**\n**Right:**\n",
    "## Why it matters\n[a](https://b)\n",
    "## Examples\nb\n",
    "## When it is silent\nb\n",
    "## Fix\nb\n",
    "## Limits\nb\n",
    "## Options\nb\n",
    "## How to suppress\n`// NOLINT(trial-wait)`, "
    "`// NOLINTNEXTLINE(trial-wait)`\n"};

TEST(Docs, WantTheirSectionsInOrder) {
  auto check = [](llvm::ArrayRef<StringRef> Parts) {
    return join(checkSections(DocsPage::parse(
        "/docs/trial-wait.md", Head.str() + llvm::join(Parts, ""))));
  };
  std::vector<StringRef> Parts(std::begin(Sections), std::end(Sections));
  EXPECT_EQ(check(Parts), "");
  for (size_t I = 0; I < Parts.size(); ++I) {
    std::vector<StringRef> Less = Parts;
    Less.erase(Less.begin() + I);
    EXPECT_HAS(check(Less), Parts[I].split('\n').first) << I;
    std::vector<StringRef> Empty = Parts;
    Empty[I] = Parts[I].take_front(Parts[I].find('\n') + 1);
    EXPECT_HAS(check(Empty), "there is nothing below '" +
                                 Parts[I].split('\n').first.str() + "'");
  }
  std::vector<StringRef> Swapped = Parts;
  std::swap(Swapped[4], Swapped[5]);
  EXPECT_HAS(check(Swapped), "expected the heading '## Fix', not '## Limits'");
  std::vector<StringRef> More = Parts;
  More.push_back("## More\nb\n");
  EXPECT_HAS(check(More), "no heading '## More'");
  std::vector<StringRef> Other = Parts;
  Other[1] = "## Why it matters\n[a](b.md)\n";
  EXPECT_HAS(check(Other), "there is no '](https://' below");
}

TEST(Docs, WantALabelBeforeEachExample) {
  auto check = [](const llvm::Twine &Text) {
    return join(
        checkLabels(DocsPage::parse("/docs/trial-wait.md", Text.str())));
  };
  EXPECT_EQ(
      check("**Wrong:**\n" + Bad + "**Right**, with `A` and `B=c`:\n" + Good),
      "");
  EXPECT_HAS(check("**Right:**\n" + Bad), "must be '**Wrong:**'");
  EXPECT_HAS(check("**Wrong:**\n" + Good), "must be '**Right:**'");
  EXPECT_HAS(check("**Wrong:**\n\n" + Bad), "must be '**Wrong:**'");
  EXPECT_HAS(check(Bad), "must be '**Wrong:**'");
}

TEST(Docs, RunsExamplesInHeaders) {
  EXPECT_HAS(runPage((Head + Good +
                      "```cpp bad include/x.h\nvoid wait();\n"
                      "inline void f() { wait(); wait(); }\n```\n")
                         .str()),
             "trial-wait.md:7: a bad example has exactly one finding, this "
             "has 2\n  warning: 'wait' blocks the thread [trial-wait]\n  9 | ");
}

TEST(Docs, RunsExamplesWithOptions) {
  EXPECT_HAS(runPage((Head + Good +
                      "```cpp bad std trial-wait.Verb=stops\nvoid wait();\n"
                      "void f() { wait(); wait(); }\n```\n")
                         .str()),
             "'wait' stops the thread");
}

TEST(Docs, ComparesOptionTables) {
  auto compare = [](StringRef Rows) {
    return join(compareOptions(DocsPage::parse(
        "/docs/trial-wait.md",
        ("| option | default | meaning |\n| --- | --- | --- |\n" + Rows)
            .str())));
  };
  EXPECT_EQ(compare("| `Verb` | `blocks` | what it does |\n"
                    "| `Fixes` | `true` | whether to fix |\n"),
            "");
  EXPECT_HAS(compare("| `Verb` | `blocks` | what it does |\n"),
             "the table lacks the option 'Fixes', 'true' by default");
  EXPECT_HAS(compare("| `Verb` | `stops` | what it does |\n"),
             "'Verb' is 'stops' by default, but the check stores 'blocks'");
  EXPECT_HAS(compare("| `Noun` | | what |\n"),
             "has the option 'Noun', which the check does not store");
  EXPECT_HAS(compare("| `Verb` | `a\\|b` | what |\n"), "'Verb' is 'a|b' by");
}

TEST(SharedHeaders, AreThoseThatACaseIncludesFirst) {
  LintJob Job;
  Job.MainFile = "/case/trial/std.cpp";
  Job.Files[Job.MainFile] = R"(
// RUN: trial-wait
#include "seastar/seastar.h"
#include <thread>
#include <folly/folly.h>
int I;
#include <kj/async-io.h>
)";
  EXPECT_EQ(sharedHeaders(Job),
            (std::vector<std::string>{"folly/folly.h", "seastar/seastar.h"}));
  // A case that hides one of the headers, or defines a macro before it, shares
  // none.
  Job.Files["/case/trial/own/folly.h"];
  Job.Files[Job.MainFile].insert(0, "#include \"own/folly.h\"\n");
  EXPECT_EQ(sharedHeaders(Job), std::vector<std::string>());
  Job.Files.erase("/case/trial/own/folly.h");
  EXPECT_EQ(sharedHeaders(Job).size(), 2u);
  Job.Files[Job.MainFile].insert(0, "#define FOLLY_WITHOUT_COROUTINES\n");
  EXPECT_EQ(sharedHeaders(Job), std::vector<std::string>());
}

TEST(SharedHeaders, AreMadeAgainWhenTheyHaveChanged) {
  ScratchFolder Folder;
  LintJob Job;
  Job.Directory = Folder.path();
  Job.Flags = {"-std=c++20", "-isystem", "."};
  Job.MainFile = "/case/trial/std.cpp";
  Job.Files[Job.MainFile] = "#include <folly/folly.h>\nint I = old();\n";
  Job.Options = makeOptions("");
  Folder.write("folly/folly.h", "int old();\n");
  EXPECT_TRUE(lint(Job).empty());
  std::vector<std::string> Flags = flagsForSharedHeaders(Job);
  ASSERT_EQ(Flags.size(), 2u);
  Folder.write("folly/folly.h", "int other();\n");
  std::vector<Finding> Found = lint(Job);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].Line, 2u);
  // No later run uses this folder.
  StringRef Made = Flags[1];
  Made.consume_back(".pch");
  for (StringRef Each : {".pch", ".h", ".files"})
    llvm::sys::fs::remove(Made + Each);
}

} // namespace clang::tidy::async::test
