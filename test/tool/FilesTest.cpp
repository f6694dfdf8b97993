//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Which files are linted.

#include "DriverFixture.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

using Files = Driver;

static bool contains(const ProgramResult &R, StringRef Part) {
  return StringRef(R.Out + R.Err).contains(Part);
}

static std::string blocksIn(StringRef Function) {
  return ("#pragma once\n#include \"task.h\"\ninline Task " + Function +
          "() { block(); co_await step(); }\n")
      .str();
}

TEST_F(Files, LintsHeadersThroughUnits) {
  write("include/deep.h", blocksIn("deep"));
  write("include/top.h",
        "#pragma once\n#include \"deep.h\"\n" + blocksIn("top"));
  write("include/other.h", blocksIn("other"));
  add("src/x.cpp", "#include <top.h>\nTask x() { block(); co_await step(); }\n",
      {"-I" + path("include")});
  add("src/y.cpp", "#include <other.h>\n", {"-I" + path("include")});
  ProgramResult R = tidy({"include/deep.h"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_TRUE(contains(R, "include/deep.h:3:22: warning: ")) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_TRUE(contains(R, "1 file analysed")) << R.str();
  // A folder of headers.
  R = tidy({"include"});
  EXPECT_EQ(count(R.Out, SaysBlocks), 3u) << R.str();
  EXPECT_EQ(count(R.Out, "src/x.cpp"), 0u) << R.str();
  EXPECT_TRUE(contains(R, "2 files analysed")) << R.str();
  // Beside units, as pre-commit passes them.
  R = tidy({"src/y.cpp", "include/top.h"});
  EXPECT_EQ(count(R.Out, SaysBlocks), 2u) << R.str();
  EXPECT_EQ(R.Err.find("note: "), std::string::npos) << R.str();
}

// The finding stands in the header, whoever calls it.
TEST_F(Files, ReportsCausesInHeaders) {
  write("save.h", "#pragma once\n#include \"task.h\"\n"
                  "inline void save() { block(); }\n");
  add("a.cpp", "#include \"save.h\"\n"
               "Task f() { save(); co_await step(); }\n"
               "Task g() { save(); co_await step(); }\n"
               "Task h() { block(); co_await step(); }\n");
  ProgramResult R = tidy({"save.h"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, "warning: "), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "save.h:3:22: warning: "), 1u) << R.str();
}

TEST_F(Files, NamesWhatNobodyIncludes) {
  write("lost.h", blocksIn("lost"));
  write("README.md", "text\n");
  add("a.cpp", Blocks);
  ProgramResult R = tidy({"-q", "lost.h", "README.md", "a.cpp", "*.cxx"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_EQ(R.Err, "note: *.cxx, lost.h, README.md are not in the compilation "
                   "database of " +
                       Folder.path() +
                       ", and no file in it includes them: not analysed\n");
  // If it is all that there is, nothing was looked at.
  R = tidy({"lost.h"});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_TRUE(contains(R, "error: lost.h is not in the compilation database"))
      << R.str();
  // The text includes it, the compiler does not.
  add("b.cpp", "#ifdef NEVER\n#include \"lost.h\"\n#endif\n");
  R = tidy({"lost.h", "a.cpp"});
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_TRUE(contains(R, "note: lost.h was not analysed: b.cpp includes it "
                          "under conditions that do not hold"))
      << R.str();
}

TEST_F(Files, TakesGlobsOfFolders) {
  add("src/a.cpp", Blocks);
  add("src/one/b.cpp", Blocks);
  add("src/one/two/c.cpp", Blocks);
  add("other/src/d.cpp", Blocks);
  EXPECT_EQ(count(tidy({"src/**/*.cpp"}).Out, SaysBlocks), 3u);
  EXPECT_EQ(count(tidy({"**/src/**/*.cpp"}).Out, SaysBlocks), 4u);
  EXPECT_EQ(count(tidy({"src/**/two/*.cpp"}).Out, SaysBlocks), 1u);
  EXPECT_EQ(count(tidy({"src/{a,one/b}.cpp"}).Out, SaysBlocks), 2u);
}

// CMake's target that verifies header sets compiles one file for each header,
// all of them in the build folder.
TEST_F(Files, LintsHeaderVerificationOutsideOfVersionControl) {
  write("include/top.h", blocksIn("top"));
  write("out/CMakeCache.txt",
        "CMAKE_HOME_DIRECTORY:INTERNAL=" + Folder.path() + "\n");
  add("out/lib_verify_interface_header_sets/top.h.cxx", "#include <top.h>\n",
      {"-I" + path("include")});
  llvm::sys::fs::rename(path("compile_commands.json"),
                        path("out/compile_commands.json"));
  ProgramResult R = tidy({"-p", "out"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, "include/top.h:3:21: warning: "), 1u) << R.str();
}

//===----------------------------------------------------------------------===//
// What is left out
//===----------------------------------------------------------------------===//

TEST_F(Files, LeavesOutWhatIsExcluded) {
  write("third_party/lib.h", blocksIn("lib"));
  add("third_party/lib.cpp", "#error not parsed\n");
  add("src/a.cpp", "#include \"../third_party/lib.h\"\n" + Blocks.str());
  add("src/a_gen.cpp", "#error not parsed\n");
  EXPECT_EQ(tidy({}).ExitCode, 3);
  for (const std::string &Globs :
       {std::string("--exclude=third_party --exclude='*_gen.cpp'"),
        std::string("--exclude='third_party/**' --exclude=src/a_gen.cpp"),
        "--exclude=" + path("third_party") + " --exclude '**/*_gen.*'"}) {
    ProgramResult R = shell("exec \"$0\" " + Globs);
    EXPECT_EQ(R.ExitCode, 1) << Globs << R.str();
    EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << Globs << R.str();
    EXPECT_TRUE(contains(R, "src/a.cpp:3:12: warning: ")) << R.str();
    EXPECT_TRUE(contains(R, "1 file analysed")) << R.str();
  }
  EXPECT_EQ(
      count(tidy({"third_party/lib.h", "--exclude=*.cpp"}).Out, SaysBlocks),
      0u);
  ProgramResult R = tidy({"--exclude=*"});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(R.Err, "error: --exclude leaves out all files: nothing is left to "
                   "analyse\n");
  R = tidy({"--exclude=[a"});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
}

TEST_F(Files, LeavesOutWhatClangTidySwitchesOff) {
  add("third_party/lib.cpp", "#error not parsed\n");
  add("src/a.cpp", Blocks);
  write("third_party/.clang-tidy", "Checks: '-*'\n");
  for (const char *From : {"analysed", "from the cache"}) {
    ProgramResult R = tidy({});
    EXPECT_EQ(R.ExitCode, 1) << From << R.str();
    EXPECT_TRUE(contains(R, "1 file left out by .clang-tidy")) << R.str();
  }
  EXPECT_EQ(tidy({"--preset=async"}).ExitCode, 1);
  // The command line counts more, as for clang-tidy.
  EXPECT_EQ(tidy({"--checks=async-*"}).ExitCode, 3);

  struct {
    StringRef Root, Sub;
    bool IsOn;
  } const Cases[] = {
      {"-async-blocking-call", "", false},
      {"bugprone-*,-async-blocking-call", "", false},
      {"-*,bugprone-*,-async-blocking-call", "", false},
      {"-*,bugprone-*,-async-fake-async", "", true},
      {"-async-fake-async", "", true},
      {"*,-async-blocking-call", "", false},
      {"-async-*,async-blocking-call", "", true},
      {"", "-async-blocking-call", false},
      {"-*,bugprone-*", "-async-blocking-call", false},
      {"async-*", "-async-blocking-call", false},
      {"-async-blocking-call", "async-*", true},
      {"-*,clang-diagnostic-*", "", true},
  };
  for (const auto &[Root, Sub, IsOn] : Cases)
    for (bool IsPreset : {false, true}) {
      write(".clang-tidy", ("Checks: '" + Root + "'\n").str());
      write("src/.clang-tidy",
            ("InheritParentConfig: true\nChecks: '" + Sub + "'\n").str());
      std::vector<std::string> Args = {"src/a.cpp"};
      if (IsPreset)
        Args.push_back("--preset=async");
      ProgramResult R = tidy(Args);
      EXPECT_EQ(count(R.Out, SaysBlocks), size_t(IsOn))
          << Root.str() << " " << Sub.str() << R.str();
    }
  // However they are written.
  llvm::sys::fs::remove(path("src/.clang-tidy"));
  for (StringRef Checks :
       {"Checks:\n  - bugprone-*\n  - -async-blocking-call\n",
        "Checks: |\n  bugprone-*,\n  -async-blocking-call\n",
        "Checks: |\n  bugprone-*\n  -async-blocking-call\n"}) {
    write(".clang-tidy", Checks);
    ProgramResult R = tidy({"src/a.cpp"});
    EXPECT_EQ(R.ExitCode, 0) << Checks.str() << R.str();
  }
}

// One list excludes files for all users.
TEST_F(Driver, LeavesOutWhatTheProjectExcludes) {
  write(".git/HEAD", "");
  add("own/a.cpp", Blocks);
  add("third_party/b.cpp", Blocks);
  add("own/gen/c.pb.cpp", "#error not to be parsed\n");
  write("own/gen/d.pb.h", "#include \"task.h\"\n"
                          "inline Task d() { block(); co_await step(); }\n");
  add("own/d.cpp", "#include \"gen/d.pb.h\"\n");
  const std::string Library = "library: own\n";
  write(".async-tidy.yaml", Library);
  EXPECT_EQ(tidy({}).ExitCode, 3);
  write(".async-tidy.yaml",
        Library + "Exclude:\n  - third_party\n  - 'own/**/*.pb.*'\n");
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_EQ(count(R.Err, "2 files analysed"), 1u) << R.str();
  // From any folder, and together with the option.
  R = shell("cd own && \"$0\"");
  EXPECT_EQ(count(R.Out, "a.cpp:2:12: "), 1u) << R.str();
  R = tidy({"--exclude=own/a.cpp"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Err, "1 file analysed"), 1u) << R.str();
  // One glob needs no list. Only the file at the root counts.
  write(".async-tidy.yaml", Library + "Exclude: 'own/**'\n");
  EXPECT_EQ(count(tidy({}).Err, "1 file analysed"), 1u);
  write(".async-tidy.yaml", Library);
  write("own/.async-tidy.yaml", Library + "Exclude: '**'\n");
  EXPECT_EQ(tidy({}).ExitCode, 3);
}

TEST_F(Driver, TellsWhatIsWrongWithWhatTheProjectExcludes) {
  write(".git/HEAD", "");
  add("a.cpp", Blocks);
  write(".async-tidy.yaml", "library: own\nExclude: ['**']\n");
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(R.Err, "error: Exclude: in " + path(".async-tidy.yaml") +
                       " leaves out all files: nothing is left to analyse\n");
  write(".async-tidy.yaml", "library: own\nExclude: ['[']\n");
  R = tidy({});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(count(R.Err, "error: " + path(".async-tidy.yaml") + ": Exclude: "),
            1u)
      << R.str();
  write(".async-tidy.yaml", "library: own\nexclude: ['*']\n");
  R = tidy({});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(count(R.Out, "did you mean 'Exclude'?"), 1u) << R.str();
}

} // namespace clang::tidy::async::test
