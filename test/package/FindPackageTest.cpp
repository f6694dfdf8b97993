//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// A CMake project that uses the installed package.

#include "PackageFixture.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class FindPackage : public Package {
protected:
  FindPackage() {
    write("blocks.cpp", Blocks);
    write("clean.cpp", Clean);
  }

  /// Writes a project whose last lines are \p Lines.
  void project(const std::string &Lines, const char *Language = "CXX") {
    write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.20)\nproject(p " +
                                std::string(Language) +
                                ")\nset(CMAKE_CXX_STANDARD 20)\n"
                                "find_package(AsyncTidy REQUIRED)\n" +
                                Lines);
  }

  /// Writes one that has nothing to compile, which is faster.
  void emptyProject(const std::string &Lines) {
    project("add_custom_target(one)\n" + Lines, "NONE");
  }

  /// Without the tests of the compiler, which take longer than all else.
  ProgramResult configure(const std::string &Options = "") {
    return shell("cmake -G 'Unix Makefiles' -S . -B build -Wno-dev "
                 "-DCMAKE_PREFIX_PATH=$PWD/usr "
                 "-DCMAKE_CXX_COMPILER=" ASYNC_TIDY_LLVM_BIN "/clang++ "
                 "-DCMAKE_CXX_COMPILER_WORKS=ON -DCMAKE_CXX_ABI_COMPILED=ON " +
                 Options + " 2>&1");
  }

  ProgramResult build(const std::string &Target = "all") {
    return shell("make -C build " + Target + " 2>&1");
  }
};
} // namespace

// Prints the command for CXX_CLANG_TIDY of each target, at the end.
static const std::string ShowCommands =
    "function(show)\n"
    "  foreach(target ${ARGN})\n"
    "    get_target_property(command ${target} CXX_CLANG_TIDY)\n"
    "    message(STATUS \"${target}: <${command}>\")\n"
    "  endforeach()\n"
    "endfunction()\n";

TEST_F(FindPackage, ChecksTargetsThatItEnables) {
  install({"plugin", "cmake"}, "usr");
  project("add_library(one OBJECT blocks.cpp clean.cpp)\n"
          "add_library(other OBJECT blocks.cpp)\n"
          "async_tidy_enable(one)\n");
  ProgramResult R = configure();
  ASSERT_EQ(R.ExitCode, 0) << R.str();
  R = build();
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  // Options are those of clang-tidy.
  project("add_library(one OBJECT blocks.cpp)\n"
          "async_tidy_enable(one OPTIONS --quiet "
          "\"--warnings-as-errors=async-*\")\n");
  ASSERT_EQ(configure().ExitCode, 0);
  // Make does not compile again because of another command for clang-tidy.
  R = build("clean all");
  EXPECT_NE(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Out, "[async-blocking-call,-warnings-as-errors]"), 1u)
      << R.str();
}

TEST_F(FindPackage, ChecksAllTargetsOfAProject) {
  install({"plugin", "cmake"}, "usr");
  write("below/CMakeLists.txt", "add_executable(below ../clean.cpp)\n");
  write("build/fetched/CMakeLists.txt", "add_library(fetched ../../clean.cpp)");
  project(ShowCommands +
          "add_library(before clean.cpp)\n"
          "add_library(own clean.cpp)\n"
          "set_target_properties(own PROPERTIES CXX_CLANG_TIDY mine)\n"
          "add_library(without clean.cpp)\n"
          "set_target_properties(without PROPERTIES CXX_CLANG_TIDY \"\")\n"
          "add_library(interface INTERFACE)\n"
          "async_tidy_enable(PROJECT OPTIONS --quiet)\n"
          "add_library(after clean.cpp)\n"
          "add_subdirectory(below)\n"
          "add_subdirectory(build/fetched fetched)\n"
          "cmake_language(DEFER CALL show before own without after below "
          "fetched)\n");
  ProgramResult R = configure();
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  const std::string Enabled = ";--load=" + path("usr/lib/libAsyncTidy.so") +
                              ";--checks=-*,async-*;--quiet>\n";
  EXPECT_EQ(count(R.Out, Enabled), 3u) << R.str();
  for (const char *Name : {"before", "after", "below"})
    EXPECT_EQ(count(R.Out, std::string("-- ") + Name + ": </"), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "-- own: <mine>\n"), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "-- without: <>\n"), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "-- fetched: <command-NOTFOUND>\n"), 1u) << R.str();
}

TEST_F(FindPackage, LeavesTheChoiceOfChecksToTheirConfiguration) {
  install({"plugin", "cmake"}, "usr");
  auto PassesChecks = [&](StringRef Text) {
    write(".clang-tidy", Text);
    ProgramResult R = configure();
    EXPECT_EQ(R.ExitCode, 0) << R.str();
    EXPECT_EQ(count(R.Out, "-- one: </"), 1u) << R.str();
    return count(R.Out, ";--checks=-*,async-*>") == 1;
  };
  emptyProject(ShowCommands + "async_tidy_enable(one)\nshow(one)\n");
  EXPECT_TRUE(PassesChecks("Checks: '-*,bugprone-*'\n"));
  EXPECT_TRUE(PassesChecks("# async-*\nChecks: '-*,bugprone-*'\n"));
  EXPECT_FALSE(PassesChecks("Checks: '-*,async-*,-async-fake-async'\n"));
  EXPECT_FALSE(PassesChecks("Checks:\n  - '-*'\n  - 'async-*'\n"));
  emptyProject("async_tidy_enable(one OPTIONS --checks=async-fake-async)\n" +
               ShowCommands + "show(one)\n");
  EXPECT_FALSE(PassesChecks(""));
}

TEST_F(FindPackage, LintsTheProjectWithTheProgram) {
  install({"driver", "cmake"}, "usr");
  // Neither the order nor an option of the user matters.
  project("add_library(one OBJECT clean.cpp)\n"
          "async_tidy_add_lint_target()\n"
          "async_tidy_add_lint_target(quiet OPTIONS -q --fail-on=never)\n"
          "add_library(two OBJECT blocks.cpp)\n");
  ProgramResult R = configure();
  ASSERT_EQ(R.ExitCode, 0) << R.str();
  R = build("lint");
  EXPECT_NE(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Out, "blocks.cpp:2:12: warning: "), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "2 files"), 1u) << R.str();
  R = build("quiet");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Out, "blocks.cpp:2:12: warning: "), 1u) << R.str();
  write("blocks.cpp", "");
  EXPECT_EQ(build("lint").ExitCode, 0);
}

TEST_F(FindPackage, ExplainsErrors) {
  const std::string OtherVersion =
      write("other", "#!/bin/sh\necho 'Debian LLVM version 18.1.8'\n");
  shell("chmod +x other");
  struct {
    std::vector<std::string> Components;
    const char *Lines;
    std::string Options;
    std::string Why;
  } const Cases[] = {
      {{"cmake"}, "async_tidy_enable(one)", "", "component 'plugin'"},
      {{"cmake"}, "async_tidy_add_lint_target()", "", "component 'driver'"},
      {{"plugin", "cmake"}, "async_tidy_enable()", "", "name targets"},
      {{"plugin", "cmake"},
       "async_tidy_enable(PROJECT one)",
       "",
       "PROJECT already includes the targets 'one'"},
      {{"plugin", "cmake"},
       "async_tidy_enable(none)",
       "",
       "'none' is not a target"},
      {{"plugin", "cmake"},
       "async_tidy_enable(one)",
       "-DAsyncTidy_CLANG_TIDY=" + OtherVersion,
       "is clang-tidy 18, but the plugin is for " ASYNC_TIDY_LLVM},
      {{"plugin", "cmake"},
       "async_tidy_enable(one)",
       "-DAsyncTidy_CLANG_TIDY=/bin/true",
       "prints no version of LLVM"},
      {{"plugin", "cmake"},
       // As on a machine where it is in none of the usual places.
       "set(CMAKE_FIND_ROOT_PATH /nowhere)\n"
       "set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM ONLY)\n"
       "async_tidy_enable(one)",
       "",
       "clang-tidy " ASYNC_TIDY_LLVM " was not found"},
      {{"cmake"}, "find_package(AsyncTidy 99 REQUIRED)", "", "99"},
  };
  for (const auto &[Components, Lines, Options, Why] : Cases) {
    shell("rm -rf usr build");
    install(Components, "usr");
    emptyProject(std::string(Lines) + "\n");
    ProgramResult R = configure(Options);
    EXPECT_EQ(R.ExitCode, 1) << R.str();
    // CMake wraps lines.
    std::string Text =
        shell("tr -s ' \\n' ' ' <<'END'\n" + R.Out + "\nEND").Out;
    EXPECT_EQ(count(Text, Why), 1u) << Why << "\n" << R.str();
  }
}

TEST_F(FindPackage, HasTheVersionOfTheProject) {
  install({"driver", "cmake"}, "usr");
  emptyProject("find_package(AsyncTidy " ASYNC_TIDY_VERSION
               " EXACT REQUIRED)\n");
  ProgramResult R = configure();
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  R = shell("usr/bin/async-tidy --version");
  EXPECT_EQ(count(R.Out, "async-tidy " ASYNC_TIDY_VERSION), 1u) << R.str();
}

} // namespace clang::tidy::async::test
