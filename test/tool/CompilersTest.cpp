//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Databases of other compilers, and for other targets.

#include "DriverFixture.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class Compilers : public Driver {
protected:
  /// A database of one file, compiled by \p Compiler.
  void addFor(const std::string &Compiler, StringRef Text,
              std::vector<std::string> Flags) {
    std::string File = write("a.cpp", Text);
    llvm::json::Array Args{Compiler, "-std=c++20", "-I" + Folder.path()};
    for (std::string &Flag : Flags)
      Args.push_back(std::move(Flag));
    Args.push_back("-c");
    Args.push_back(File);
    std::string Json;
    llvm::raw_string_ostream(Json) << llvm::json::Value(
        llvm::json::Array{llvm::json::Object{{"directory", Folder.path()},
                                             {"file", File},
                                             {"arguments", std::move(Args)}}});
    write("compile_commands.json", Json);
  }
};
} // namespace

static bool contains(const ProgramResult &R, StringRef Part) {
  return StringRef(R.Out + R.Err).contains(Part);
}

TEST_F(Compilers, DropsFlagsOfGcc) {
  const std::vector<std::string> Flags = {"-fconcepts",
                                          "-fcoroutines",
                                          "-fipa-pta",
                                          "-fanalyzer",
                                          "-fno-canonical-system-headers",
                                          "-fmodules-ts",
                                          "-fmodule-mapper=a.map",
                                          "-fdeps-format=p1689r5",
                                          "-mno-avx256-split-unaligned-load",
                                          "-fno-tree-dominator-opts",
                                          "-fdump-tree-all",
                                          "--param=max-inline=5",
                                          "-fplugin=gcc_plugin.so",
                                          "-flto=4",
                                          "-mrecord-mcount",
                                          "-fcf-protection=check",
                                          "-gz=zlib-gnu",
                                          "-fdiagnostics-format=json",
                                          "-fno-extended-identifiers",
                                          "-mfunction-return=thunk",
                                          "-mindirect-branch=thunk",
                                          "-mpreferred-stack-boundary=4",
                                          "-fconserve-stack",
                                          "-fprofile-use"};
  for (const char *Compiler :
       {"/usr/bin/g++", "g++-12", "x86_64-linux-gnu-g++-12", "c++"}) {
    addFor(Compiler, Blocks, Flags);
    ProgramResult R = tidy({});
    EXPECT_EQ(R.ExitCode, 1) << Compiler << R.str();
    EXPECT_EQ(count(R.Out, "error: "), 0u) << R.str();
    EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
    EXPECT_EQ(count(R.Err, "note: left out "), 1u) << R.str();
    EXPECT_TRUE(contains(R, " flags of GCC that clang does not have, in 1 "
                            "file: "))
        << R.str();
    // The same from the cache.
    EXPECT_EQ(tidy({}).Err.find("note: left out "), R.Err.find("note: left "));
  }
  EXPECT_EQ(tidy({"-q"}).Err, "");
  // Of clang's own commands nothing is left out.
  addFor("clang++", Blocks, {"-fconcepts"});
  EXPECT_EQ(tidy({}).ExitCode, 3);
}

// What both compilers know stays, and is not counted.
TEST_F(Compilers, SeeAnnotationsWithoutWarnings) {
  const std::string Text = "#include \"async-tidy/annotations.h\"\n"
                           "ASYNC_TIDY_BLOCKING void flush();\n"
                           "ASYNC_TIDY_CPU_BOUND void scale();\n"
                           "ASYNC_TIDY_NONBLOCKING void tryFlush();\n"
                           "ASYNC_TIDY_OFFLOADS void run(void (*Work)());\n"
                           "ASYNC_TIDY_FIRE_AND_FORGET_OK int beat();\n"
                           "ASYNC_TIDY_NONBLOCKING void save() { flush(); }\n";
  const std::string Include = "-I" ASYNC_TIDY_SOURCE_DIR "/include";
  ProgramResult Gcc =
      runProgram({"g++", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic",
                  "-Werror", Include, write("a.cpp", Text)});
  EXPECT_EQ(Gcc.ExitCode, 0) << Gcc.str();
  addFor("g++", Text, {Include});
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_TRUE(contains(R, "a.cpp:7:38: warning: 'save' is annotated as "
                          "'nonblocking', but 'flush' blocks"))
      << R.str();
}

TEST_F(Compilers, ExplainsWhyModulesOfGccAreMissing) {
  auto Analyze = [&](StringRef Text) {
    addFor("g++", Text, {"-fmodules-ts", "-fmodule-mapper=a.map"});
    return tidy({"--no-cache"});
  };
  const std::string Note = "note: left out 2 flags of GCC that clang does not "
                           "have, in 1 file: -fmodule-mapper=a.map "
                           "-fmodules-ts\n";
  // The interface of a module can be parsed.
  ProgramResult R = Analyze("module;\n" + Blocks.str() + "export module m;\n");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_PRED2(contains, R, Note);

  R = Analyze("import m;\n" + Blocks.str());
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_PRED2(contains, R,
               "a.cpp:1:8: error: module 'm' not found; clang cannot read "
               "modules of GCC [clang-diagnostic-error]\n");
  EXPECT_PRED2(contains, R, Note);

  R = Analyze("import <vector>;\n" + Blocks.str());
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_PRED2(contains, R,
               "not known to be a header unit; clang cannot read modules of "
               "GCC [clang-diagnostic-error]\n");
}

TEST_F(Compilers, KeepsFlagsThatClangKnows) {
  addFor("g++", Blocks.str() + "#ifndef __OPTIMIZE__\n#error\n#endif\n",
         {"-O2", "-fno-strict-aliasing", "-ftree-vectorize", "-pthread",
          "-fPIC", "-m64", "-march=x86-64", "-flto=auto", "-g", "-pipe",
          "-fvisibility=hidden", "-ftemplate-depth=900"});
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Err, "note: "), 0u) << R.str();
}

TEST_F(Compilers, IgnoresWarningsOfGcc) {
  addFor("g++", Blocks.str() + "int F() { int Unused; return 0; }\n",
         {"-Wall", "-Wextra", "-Wlogical-op", "-Wduplicated-cond",
          "-Wuseless-cast", "-Werror", "-Werror=suggest-final-types",
          "-fno-ipa-sra", "-O2"});
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "error: "), 0u) << R.str();
  EXPECT_EQ(count(R.Out, "warning: "), 1u) << R.str();
}

TEST_F(Compilers, TakesMoreArguments) {
  add("a.cpp", "#ifdef WAITS\n" + Blocks.str() + "#endif\n");
  EXPECT_EQ(tidy({}).ExitCode, 0);
  EXPECT_EQ(tidy({"--extra-arg=-DWAITS"}).ExitCode, 1);
  EXPECT_EQ(tidy({"--extra-arg-before=-DWAITS"}).ExitCode, 1);
  // What comes last counts.
  EXPECT_EQ(
      tidy({"--extra-arg-before=-DWAITS", "--extra-arg=-UWAITS"}).ExitCode, 0);
  add("b.cpp", Blocks, {"-no-such-flag"});
  EXPECT_EQ(tidy({"b.cpp"}).ExitCode, 3);
  EXPECT_EQ(tidy({"b.cpp", "--removed-arg=-no-such-flag"}).ExitCode, 1);
}

TEST_F(Compilers, ParsesBlocksOfAssembly) {
  addFor("clang++", Blocks.str() + "void F() { __asm { nop } }\n",
         {"--target=x86_64-linux-gnu", "-fasm-blocks"});
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, "error: "), 0u) << R.str();
}

TEST_F(Compilers, AnalysesForTheTarget) {
  // Nothing of the target's libraries is needed.
  const std::string Text = "#ifdef __aarch64__\nint F() { return Wrong; }\n"
                           "#endif\n";
  struct {
    std::string Compiler;
    std::vector<std::string> Flags;
    int ExitCode;
  } const Cases[] = {
      {"g++", {}, 0},
      {"aarch64-linux-gnu-g++", {"-mcpu=cortex-a72"}, 3},
      {"/opt/sdk/bin/aarch64-linux-gnu-g++-12", {}, 3},
      {"clang++", {"--target=aarch64-linux-gnu"}, 3},
      {"clang++", {"--target=riscv64-linux-gnu"}, 0},
  };
  for (const auto &[Compiler, Flags, ExitCode] : Cases) {
    addFor(Compiler, Text, Flags);
    ProgramResult R = tidy({});
    EXPECT_EQ(R.ExitCode, ExitCode) << Compiler << R.str();
    EXPECT_EQ(contains(R, "a.cpp:2:18: error: use of undeclared identifier"),
              ExitCode == 3)
        << R.str();
    EXPECT_EQ(count(R.Out, "error: "), size_t(ExitCode == 3)) << R.str();
  }
}

} // namespace clang::tidy::async::test
