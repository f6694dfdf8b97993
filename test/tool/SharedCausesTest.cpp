//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Findings with one cause are one finding, whatever files its places are in.

#include "DriverFixture.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
/// A header with a blocking function, and sources with coroutines that call it.
class SharedCauses : public Driver {
protected:
  SharedCauses() {
    write("stall.h", "#pragma once\n"
                     "#include \"task.h\"\n"
                     "inline void stall() { block(); }\n"
                     "inline void retry() { stall(); }\n");
  }

  /// A source with coroutines of these names, one of which calls retry().
  void addCallers(StringRef File, std::vector<std::string> Names) {
    std::string Text = "#include \"stall.h\"\n";
    for (const std::string &Name : Names)
      Text += "Task " + Name + "() {\n  stall();\n  co_await step();\n}\n";
    add(File, Text);
  }

  llvm::json::Array findings(std::vector<std::string> Args = {}) {
    Args.push_back("--format=json");
    ProgramResult R = tidy(Args);
    auto Report = llvm::json::parse(R.Out);
    if (!Report) {
      ADD_FAILURE() << toString(Report.takeError()) << R.str();
      return {};
    }
    return *Report->getAsObject()->getArray("findings");
  }

  /// "file:line: message" of all places in the notes of \p Finding.
  static std::vector<std::string> placesOf(const llvm::json::Value &Finding) {
    std::vector<std::string> Places;
    for (const llvm::json::Value &Each :
         *Finding.getAsObject()->getArray("notes")) {
      const llvm::json::Object &Note = *Each.getAsObject();
      if (Note.getString("kind").value_or("") == "place")
        Places.push_back(Note.getString("file")->str() + ":" +
                         llvm::itostr(*Note.getInteger("line")) + ": " +
                         Note.getString("message")->str());
    }
    return Places;
  }

  static StringRef stringOf(const llvm::json::Value &Finding, StringRef Key) {
    return Finding.getAsObject()->getString(Key).value_or("(none)");
  }

  std::vector<std::string> names(unsigned Number) {
    std::vector<std::string> Names;
    for (unsigned I = 0; I < Number; ++I)
      Names.push_back("f" + llvm::utostr(I));
    return Names;
  }

  void git(const std::string &Args) {
    ProgramResult R = shell("git -c user.name=t -c user.email=t@t " + Args);
    EXPECT_EQ(R.ExitCode, 0) << R.str();
  }
};
} // namespace

using Lines = std::vector<std::string>;

static bool contains(StringRef Text, StringRef Part) {
  return Text.contains(Part);
}

TEST_F(SharedCauses, AreOneFindingAcrossFiles) {
  addCallers("a.cpp", {"f"});
  addCallers("b.cpp", {"g", "h"});
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, "warning: "), 1u) << R.str();
  EXPECT_PRED2(contains, R.Out,
               "stall.h:3:23: warning: 'block' blocks the thread of coroutine "
               "'f', and in 2 more coroutines [async-blocking-call]");
  EXPECT_PRED2(contains, R.Out,
               "a.cpp:3:3: note: it is reached from coroutine 'f' through "
               "'stall'");
  EXPECT_PRED2(contains, R.Out, "b.cpp:7:3: note: it is reached from ");
  EXPECT_PRED2(contains, R.Err, "1 finding in 1 file, 2 files analysed");
  // From the cache, and in whatever order files are analysed, the result is the
  // same.
  EXPECT_EQ(tidy({}).Out, R.Out);
  EXPECT_EQ(tidy({"--no-cache", "-j2"}).Out, R.Out);
}

TEST_F(SharedCauses, StayWhereTheyAreWithOnePlace) {
  addCallers("a.cpp", {"f"});
  add("b.cpp", Clean);
  ProgramResult R = tidy({});
  EXPECT_PRED2(contains, R.Out,
               "a.cpp:3:3: warning: 'stall' blocks the thread of coroutine "
               "'f', and all other coroutines on it [async-blocking-call]");
  EXPECT_PRED2(contains, R.Out,
               "stall.h:3:23: note: 'stall' blocks here, in 'block'");
}

// A header that several files include is one place.
TEST_F(SharedCauses, CountAHeaderOnce) {
  write("f.h", "#pragma once\n#include \"stall.h\"\n"
               "inline Task f() { stall(); co_await step(); }\n");
  add("a.cpp", "#include \"f.h\"\n");
  add("b.cpp", "#include \"f.h\"\n");
  ProgramResult R = tidy({});
  EXPECT_EQ(count(R.Out, "warning: "), 1u) << R.str();
  EXPECT_PRED2(contains, R.Out, "f.h:3:19: warning: 'stall' blocks ");
}

TEST_F(SharedCauses, AreShownInPartAndWrittenAsAWhole) {
  addCallers("a.cpp", names(5));
  ProgramResult Text = tidy({});
  EXPECT_EQ(count(Text.Out, "it is reached from"), 3u) << Text.str();
  EXPECT_PRED2(contains, Text.Out,
               "stall.h:3:23: note: and from 2 more places");
  EXPECT_EQ(count(tidy({"--format=github"}).Out, "it is reached from"), 3u);
  llvm::json::Array Found = findings();
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(placesOf(Found[0]).size(), 5u);
  EXPECT_EQ(placesOf(Found[0])[4],
            "a.cpp:19: it is reached from coroutine 'f4' through 'stall'");
  EXPECT_EQ(*Found[0].getAsObject()->getInteger("functions"), 5);

  ProgramResult Sarif = tidy({"--format=sarif"});
  auto Report = llvm::json::parse(Sarif.Out);
  ASSERT_TRUE(!!Report) << toString(Report.takeError());
  const llvm::json::Array &Results =
      *(*Report->getAsObject()->getArray("runs"))[0].getAsObject()->getArray(
          "results");
  ASSERT_EQ(Results.size(), 1u);
  const llvm::json::Object &Result = *Results[0].getAsObject();
  EXPECT_EQ(Result.getArray("relatedLocations")->size(), 5u) << Sarif.Out;
  // From the first place to the blocking operation.
  const llvm::json::Array &Flow =
      *(*(*Result.getArray("codeFlows"))[0].getAsObject()->getArray(
          "threadFlows"))[0]
           .getAsObject()
           ->getArray("locations");
  std::vector<int64_t> FlowLines;
  for (const llvm::json::Value &Each : Flow)
    FlowLines.push_back(*Each.getAsObject()
                             ->getObject("location")
                             ->getObject("physicalLocation")
                             ->getObject("region")
                             ->getInteger("startLine"));
  EXPECT_EQ(FlowLines, (std::vector<int64_t>{3, 3})) << Sarif.Out;
}

TEST_F(SharedCauses, SayWhatThePluginSaysOfOneFile) {
  addCallers("a.cpp", names(5));
  ProgramResult Plugin =
      shell(ASYNC_TIDY_LLVM_BIN
            "/clang-tidy --load=" ASYNC_TIDY_PLUGIN
            " --quiet --header-filter=.* --checks=-*,async-* -p . a.cpp"
            " | sed \"s|$PWD/||g\"");
  EXPECT_EQ(tidy({}).Out, Plugin.Out) << Plugin.str();
}

TEST_F(SharedCauses, StandAtTheNearestCallInTheProject) {
  write("sdk/sdk.h", "#pragma once\n#include \"task.h\"\n"
                     "template <class T> void linger(T) { block(); }\n");
  write("own/own.h", "#pragma once\n#include \"sdk/sdk.h\"\n"
                     "struct Mine {};\n"
                     "inline void own() { linger(Mine()); }\n");
  for (StringRef Name : {"f", "g"})
    add(("own/" + Name + ".cpp").str(), ("#include \"own.h\"\nTask " + Name +
                                         "() { own(); co_await step(); }\n")
                                            .str());
  ProgramResult R = tidy({"--project-root=own"});
  EXPECT_EQ(count(R.Out, "warning: "), 1u) << R.str();
  EXPECT_PRED2(
      contains, R.Out,
      "own/own.h:4:21: warning: 'linger' blocks the thread of coroutine "
      "'f', and in 1 more coroutine");
  EXPECT_PRED2(contains, R.Out,
               "sdk/sdk.h:3:37: note: 'linger' blocks here, in 'block'");
  // The whole is the project.
  EXPECT_PRED2(contains, tidy({}).Out, "sdk/sdk.h:3:37: warning: 'block' ");
  // Headers without findings do not count as the user's own, either.
  EXPECT_PRED2(contains, tidy({"--header-filter=/own/"}).Out,
               "own/own.h:4:21: warning: 'linger' ");
}

TEST_F(SharedCauses, AreSilencedWhereTheyAre) {
  write("stall.h", "#pragma once\n#include \"task.h\"\n"
                   "inline void stall() { block(); } // NOLINT\n");
  addCallers("a.cpp", {"f"});
  addCallers("b.cpp", {"g", "h"});
  EXPECT_EQ(tidy({}).Out, "");
}

TEST_F(SharedCauses, AreSilencedInOnePlace) {
  addCallers("a.cpp", {"f"});
  add("b.cpp", "#include \"stall.h\"\n"
               "Task g() { stall(); co_await step(); } // NOLINT\n"
               "Task h() { stall(); co_await step(); }\n");
  llvm::json::Array Found = findings();
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(placesOf(Found[0]),
            (Lines{"a.cpp:3: it is reached from coroutine 'f' through 'stall'",
                   "b.cpp:3: it is reached from coroutine 'h' through "
                   "'stall'"}));
}

//===----------------------------------------------------------------------===//
// Baselines and changes
//===----------------------------------------------------------------------===//

TEST_F(SharedCauses, HaveAnEntryOfTheBaselineForEachPlace) {
  addCallers("a.cpp", {"f", "g"});
  tidy({"--write-baseline=old.json"});
  EXPECT_EQ(count(read("old.json"), "\"code\":\"stall()\""), 2u)
      << read("old.json");
  ProgramResult R = tidy({"--baseline=old.json"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(R.Out, "") << R.str();
  EXPECT_PRED2(contains, R.Err, "1 finding is in the baseline");

  // One more place is new, and is reported alone.
  addCallers("b.cpp", {"h"});
  R = tidy({"--baseline=old.json"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, "warning: "), 1u) << R.str();
  EXPECT_PRED2(contains, R.Out,
               "b.cpp:3:3: warning: 'stall' blocks the thread of coroutine "
               "'h', and all other coroutines on it");
  // Two are one finding, without the known places.
  addCallers("c.cpp", {"i"});
  llvm::json::Array Found = findings({"--baseline=old.json"});
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(placesOf(Found[0]),
            (Lines{"b.cpp:3: it is reached from coroutine 'h' through 'stall'",
                   "c.cpp:3: it is reached from coroutine 'i' through "
                   "'stall'"}));
  EXPECT_PRED2(contains, stringOf(Found[0], "message"),
               "'h', and in 1 more coroutine");
}

// As async-tidy used to write it, with one finding for each place.
TEST_F(SharedCauses, AreKnownToAnOldBaseline) {
  addCallers("a.cpp", {"f"});
  addCallers("b.cpp", {"g"});
  write("old.json", "{\n\"version\": 1,\n\"findings\": [\n"
                    "{\"file\":\"a.cpp\",\"check\":\"async-blocking-call\","
                    "\"code\":\"stall()\",\"context\":\"0\"},\n"
                    "{\"file\":\"b.cpp\",\"check\":\"async-blocking-call\","
                    "\"code\":\"stall()\",\"context\":\"0\"}\n]\n}\n");
  ProgramResult R = tidy({"--baseline=old.json"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(R.Out, "");
  llvm::sys::fs::remove(path("b.cpp"));
  R = tidy({"--baseline=old.json", "a.cpp"});
  EXPECT_PRED2(contains, R.Err, "1 baseline entry no longer found");
}

TEST_F(SharedCauses, AreToldOfChangedPlaces) {
  addCallers("a.cpp", {"f"});
  addCallers("b.cpp", {"g"});
  addCallers("c.cpp", {"h"});
  git("init -q . && git add . && git -c user.name=t -c user.email=t@t commit "
      "-q -m x");
  EXPECT_EQ(tidy({"--diff=HEAD"}).Out, "");
  EXPECT_PRED2(contains, tidy({"--diff=HEAD"}).Err,
               "1 finding is on lines that have not changed");
  // Places that have changed.
  shell("sed -i 's/  stall/ stall/' b.cpp");
  EXPECT_PRED2(contains, tidy({"--diff=HEAD"}).Out,
               "b.cpp:3:2: warning: 'stall' blocks the thread of coroutine "
               "'g', and all other coroutines on it");
  shell("sed -i 's/  stall/ stall/' c.cpp");
  llvm::json::Array Found = findings({"--diff=HEAD"});
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(placesOf(Found[0]),
            (Lines{"b.cpp:3: it is reached from coroutine 'g' through 'stall'",
                   "c.cpp:3: it is reached from coroutine 'h' through "
                   "'stall'"}));
  // The blocking operation has changed: so all places are affected.
  git("checkout -q .");
  shell("sed -i 's/block();/block(); block();/' stall.h");
  Found = findings({"--diff=HEAD"});
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(placesOf(Found[0]).size(), 3u);
}

//===----------------------------------------------------------------------===//
// Conventions
//===----------------------------------------------------------------------===//

TEST_F(SharedCauses, AreConventionsInManyFunctions) {
  addCallers("a.cpp", names(9));
  ProgramResult R = tidy({"--fail-on=high"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(stringOf(findings()[0], "severity"), "high");

  addCallers("b.cpp", {"g"});
  R = tidy({"--fail-on=high"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(tidy({"--fail-on=medium"}).ExitCode, 1);
  llvm::json::Array Found = findings();
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(stringOf(Found[0], "severity"), "medium");
  EXPECT_EQ(stringOf(Found[0], "level"), "warning");
  EXPECT_TRUE(Found[0].getAsObject()->getBoolean("convention").value_or(false));
  EXPECT_PRED2(contains, tidy({"--format=sarif"}).Out,
               "\"level\": \"warning\",\n          \"message\"");
  EXPECT_PRED2(contains, tidy({"--format=github"}).Out, "::warning file=");
  EXPECT_PRED2(contains, tidy({"--format=gitlab"}).Out,
               "\"severity\": \"major\"");

  // Most of them are known.
  tidy({"a.cpp", "--write-baseline=old.json"});
  Found = findings({"--baseline=old.json"});
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(stringOf(Found[0], "severity"), "medium");

  write(".clang-tidy", "CheckOptions:\n  AsyncConventionThreshold: 11\n");
  EXPECT_EQ(stringOf(findings()[0], "severity"), "high");
  write(".clang-tidy", "CheckOptions:\n  AsyncConventionThreshold: 0\n");
  EXPECT_EQ(stringOf(findings()[0], "severity"), "high");
}

//===----------------------------------------------------------------------===//
// Outside of the project
//===----------------------------------------------------------------------===//

TEST_F(Driver, ReportsNothingOutsideOfTheProject) {
  write("vendored/lib.h",
        "#pragma once\n#include \"task.h\"\n"
        "template <class T> Task f(T) { block(); co_await step(); }\n");
  add("vendored/lib.cpp", Blocks);
  add("own/a.cpp", "#include \"vendored/lib.h\"\nstruct Mine {};\n"
                   "Task g() { block(); co_await f(Mine()); }\n");
  EXPECT_EQ(count(tidy({}).Out, SaysBlocks), 3u) << tidy({}).str();
  ProgramResult R = tidy({"--project-root=own"});
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_PRED2(contains, R.Out, "own/a.cpp:3:12: warning: ");
  // Errors are: a misunderstood file may hide a finding.
  add("vendored/broken.cpp", "int x = y;\n");
  R = tidy({"--project-root=own"});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_PRED2(contains, R.Out, "vendored/broken.cpp:1:9: error: ");
}

} // namespace clang::tidy::async::test
