//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Projects as their build systems describe them, with real compilers.

#include "DriverFixture.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class Builds : public Driver {
protected:
  /// A CMake project: its precompiled header, one of its own headers, contains
  /// a blocking call, and so does one of its two sources.
  void project() {
    write("own.h", "#pragma once\n#include \"task.h\"\n"
                   "inline Task own() { block(); co_await step(); }\n");
    write("a.cpp", "Task a() { block(); co_await step(); }\n");
    write("b.cpp", "Task b() { co_await step(); }\n");
    write("CMakeLists.txt",
          "cmake_minimum_required(VERSION 3.20)\nproject(p CXX)\n"
          "set(CMAKE_CXX_STANDARD 20)\n"
          "set(CMAKE_EXPORT_COMPILE_COMMANDS ON)\n"
          "add_library(p OBJECT a.cpp b.cpp)\n"
          "target_precompile_headers(p PRIVATE own.h)\n");
  }

  ProgramResult cmake(const std::string &Compiler,
                      const std::string &More = "") {
    return shell("rm -rf build && cmake -G Ninja -S . -B build "
                 "-DCMAKE_CXX_COMPILER=" +
                 Compiler + " " + More);
  }

  void expectBoth(const std::string &What) {
    ProgramResult R = tidy({"-p", "build", "--no-cache"});
    EXPECT_EQ(R.ExitCode, 1) << What << R.str();
    EXPECT_EQ(count(R.Out, "own.h:3:21: warning: "), 1u) << What << R.str();
    EXPECT_EQ(count(R.Out, "a.cpp:1:12: warning: "), 1u) << What << R.str();
    EXPECT_EQ(count(R.Out, "error: "), 0u) << What << R.str();
  }
};
} // namespace

//===----------------------------------------------------------------------===//
// Precompiled headers
//===----------------------------------------------------------------------===//

TEST_F(Builds, NeedNoPrecompiledHeaders) {
  project();
  ASSERT_TRUE(has("g++")) << NotInstalled;
  for (StringRef Compiler : {"g++", "clang++-19", "clang++-22"}) {
    // The packages of one LLVM are enough.
    if (!has(Compiler))
      continue;
    ProgramResult R = cmake(Compiler.str());
    ASSERT_EQ(R.ExitCode, 0) << R.str();
    expectBoth(Compiler.str() + ", not built: ");
    // Now this clang cannot read the precompiled header, or would miss the
    // findings in it.
    ASSERT_EQ(shell("cmake --build build").ExitCode, 0);
    expectBoth(Compiler.str() + ", built: ");
  }
}

TEST_F(Builds, MayBeUnityBuilds) {
  ASSERT_TRUE(has("g++")) << NotInstalled;
  project();
  ASSERT_EQ(cmake("g++", "-DCMAKE_UNITY_BUILD=ON").ExitCode, 0);
  expectBoth("unity: ");
}

// Without a header of the same name, the precompiled file itself is used.
TEST_F(Builds, KeepPrecompiledHeadersWithoutASource) {
  write("own.h", "#include \"task.h\"\n");
  add("a.cpp", "Task a() { block(); co_await step(); }\n",
      {"-include-pch", path("other.pch")});
  ProgramResult R = tidy({"--no-cache"});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_EQ(count(R.Out, path("other") + "' file not found"), 1u) << R.str();
  ASSERT_EQ(runProgram({ASYNC_TIDY_LLVM_BIN "/clang++", "-std=c++20",
                        "-I" + Folder.path(), "-x", "c++-header", path("own.h"),
                        "-o", path("other.pch")})
                .ExitCode,
            0);
  R = tidy({});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  // The cached result is not valid with such a header.
  write("other", "#include \"task.h\"\n#define block step\n");
  EXPECT_EQ(count(tidy({}).Out, SaysBlocks), 0u);
}

//===----------------------------------------------------------------------===//
// Other build systems and targets
//===----------------------------------------------------------------------===//

TEST_F(Builds, MayBeOfMeson) {
  ASSERT_TRUE(has("meson") && has("g++")) << NotInstalled;
  write("src/a.cpp", Blocks);
  write("src/b.cpp", Clean);
  write("meson.build", "project('p', 'cpp', default_options: ['cpp_std=c++20', "
                       "'warning_level=3', 'werror=true'])\n"
                       "static_library('p', 'src/a.cpp', 'src/b.cpp')\n");
  ProgramResult R = shell("CXX=g++ meson setup build");
  ASSERT_EQ(R.ExitCode, 0) << R.str();
  R = tidy({"-p", "build"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, "src/a.cpp:2:12: warning: "), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "error: "), 0u) << R.str();
}

// Meson puts the precompiled header into a folder without its header, and only
// the command that makes it shows where that is.
TEST_F(Builds, MayPrecompileHeadersWithMeson) {
  ASSERT_TRUE(has("meson") && has("g++")) << NotInstalled;
  write("pch/all_pch.hpp", "#include \"../src/own.h\"\n");
  write("src/own.h", "#pragma once\n#include \"../task.h\"\n"
                     "inline Task own() { block(); co_await step(); }\n");
  write("src/a.cpp", "Task a() { block(); co_await step(); }\n");
  write("src/b.cpp", "Task b() { co_await step(); }\n");
  write("meson.build",
        "project('p', 'cpp', default_options: ['cpp_std=c++20'])\n"
        "static_library('p', 'src/a.cpp', 'src/b.cpp', "
        "cpp_pch: 'pch/all_pch.hpp')\n");
  auto Expect = [&](const std::string &What) {
    ProgramResult R = tidy({"-p", "build", "--no-cache"});
    EXPECT_EQ(R.ExitCode, 1) << What << R.str();
    EXPECT_EQ(count(R.Out, "src/own.h:3:21: warning: "), 1u) << What << R.str();
    EXPECT_EQ(count(R.Out, "src/a.cpp:1:12: warning: "), 1u) << What << R.str();
    EXPECT_EQ(count(R.Out, "error: "), 0u) << What << R.str();
    // As a hook of an editor or of git does it.
    R = tidy({"-p", "build", "--no-cache", "src/a.cpp"});
    EXPECT_EQ(count(R.Out, "src/a.cpp:1:12: warning: "), 1u) << What << R.str();
    EXPECT_EQ(count(R.Out, "error: "), 0u) << What << R.str();
  };
  for (StringRef Compiler : {"g++", "clang++-19", "clang++-22"}) {
    // The packages of one LLVM are enough.
    if (!has(Compiler))
      continue;
    for (StringRef More : {"", " --unity on"}) {
      ProgramResult R = shell("rm -rf build && CXX=" + Compiler.str() +
                              " meson setup build" + More.str());
      ASSERT_EQ(R.ExitCode, 0) << R.str();
      if (More.empty()) {
        Expect(Compiler.str() + ", not built: ");
        ASSERT_EQ(shell("ninja -C build").ExitCode, 0);
        Expect(Compiler.str() + ", built: ");
      } else {
        R = tidy({"-p", "build", "--no-cache"});
        EXPECT_EQ(count(R.Out, "src/a.cpp:1:12: warning: "), 1u) << R.str();
        EXPECT_EQ(count(R.Out, "error: "), 0u) << R.str();
      }
    }
  }
}

TEST_F(Builds, MayBeForAnotherTarget) {
  ASSERT_TRUE(has("aarch64-linux-gnu-g++")) << NotInstalled;
  project();
  write("a.cpp",
        "#include <vector>\n#include <thread>\n#include <arm_neon.h>\n"
        "#ifndef __aarch64__\n#error\n#endif\n"
        "float32x4_t twice(float32x4_t V) { return vaddq_f32(V, V); }\n"
        "Task a() { block(); co_await step(); }\n");
  ASSERT_EQ(cmake("aarch64-linux-gnu-g++",
                  "-DCMAKE_SYSTEM_NAME=Linux "
                  "-DCMAKE_SYSTEM_PROCESSOR=aarch64 "
                  "'-DCMAKE_CXX_FLAGS=-mcpu=cortex-a72 -Wall'")
                .ExitCode,
            0);
  ProgramResult R = tidy({"-p", "build", "--no-cache"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, "a.cpp:8:12: warning: "), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "own.h:3:21: warning: "), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "error: "), 0u) << R.str();
}

//===----------------------------------------------------------------------===//
// Modules
//===----------------------------------------------------------------------===//

TEST_F(Builds, MayHaveModulesOfThisClang) {
  write("m.cppm", "module;\n#include \"task.h\"\nexport module m;\n"
                  "export Task load();\n"
                  "export [[clang::annotate(\"async-tidy::blocking\")]] void "
                  "stop();\n");
  const std::string Pcm = path("m.pcm");
  auto Precompile = [&](const std::string &Compiler) {
    return runProgram({Compiler, "-std=c++20", "-I" + Folder.path(),
                       "--precompile", path("m.cppm"), "-o", Pcm})
        .ExitCode;
  };
  add("a.cpp",
      "#include \"task.h\"\nimport m;\n"
      "Task a() { stop(); co_await load(); }\n",
      {"-fmodule-file=m=" + Pcm});
  ASSERT_EQ(Precompile(ASYNC_TIDY_LLVM_BIN "/clang++"), 0);
  ProgramResult R = tidy({"--no-cache"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  // A module file of another compiler, or a missing one, is an error.
  auto ExpectError = [&](const std::string &Why) {
    R = tidy({"--no-cache"});
    EXPECT_EQ(R.ExitCode, 3) << Why << R.str();
    // clang 19 does not name a file of a newer version.
    EXPECT_GE(count(R.Out, "m.pcm") +
                  count(R.Out, "error: PCH file uses a newer PCH format"),
              1u)
        << Why << R.str();
  };
  for (StringRef Other : {"clang++-19", "clang++-22"})
    if (has(Other) &&
        !StringRef(ASYNC_TIDY_LLVM_BIN)
             .ends_with(("llvm-" + Other.take_back(2) + "/bin").str())) {
      ASSERT_EQ(Precompile(Other.str()), 0);
      ExpectError(Other.str() + ": ");
    }
  llvm::sys::fs::remove(Pcm);
  ExpectError("missing: ");
  EXPECT_EQ(count(R.Out, "; build the project first"), 1u) << R.str();
}

// CMake 3.28 and newer pass the names of module files in response files, which
// the build makes. Debian 12 has an older CMake, so this is a copy of a
// database.
TEST_F(Builds, MayHaveModulesOfCMake) {
  write("m.cppm", "module;\n#include \"task.h\"\nexport module m;\n"
                  "export Task load();\n"
                  "export void stop() { block(); }\n");
  write("a.cpp", "#include \"task.h\"\nimport m;\n"
                 "Task a() { stop(); co_await load(); }\n");
  const std::string Compiler = ASYNC_TIDY_LLVM_BIN "/clang++ -std=gnu++20 ";
  llvm::json::Array Database;
  for (StringRef Name : {"a.cpp", "m.cppm"}) {
    std::string Object = ("CMakeFiles/p.dir/" + Name + ".o").str();
    Database.push_back(
        llvm::json::Object{{"directory", path("build")},
                           {"command", Compiler + "@" + Object + ".modmap -o " +
                                           Object + " -c " + path(Name)},
                           {"file", path(Name)},
                           {"output", Object}});
  }
  std::string Json;
  llvm::raw_string_ostream(Json) << llvm::json::Value(std::move(Database));
  write("build/compile_commands.json", Json);
  ProgramResult R = tidy({"-p", "build", "--no-cache"});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_EQ(count(R.Out, ".modmap'; build the project first (from clang, about "
                         "the compile command)"),
            2u)
      << R.str();

  write("build/CMakeFiles/p.dir/m.cppm.o.modmap",
        "-x c++-module\n-fmodule-output=CMakeFiles/p.dir/m.pcm\n");
  write("build/CMakeFiles/p.dir/a.cpp.o.modmap",
        "-fmodule-file=m=CMakeFiles/p.dir/m.pcm\n");
  R = shell("cd build && " + Compiler +
            "@CMakeFiles/p.dir/m.cppm.o.modmap -o CMakeFiles/p.dir/m.cppm.o "
            "-c ../m.cppm");
  ASSERT_EQ(R.ExitCode, 0) << R.str();
  R = tidy({"-p", "build", "--no-cache"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, "a.cpp:3:12: warning: 'stop' blocks"), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "error: "), 0u) << R.str();
}

//===----------------------------------------------------------------------===//
// A machine without LLVM
//===----------------------------------------------------------------------===//

TEST_F(Builds, NeedNoLLVMWhereTheProgramRuns) {
  ASSERT_EQ(shell("mkdir bin && cp \"$0\" bin/async-tidy").ExitCode, 0);
  const std::string Program = path("bin/async-tidy");
  // An error in one of clang's own headers names its file.
  write("a.cpp", "typedef char ptrdiff_t;\n#include <stddef.h>\n");
  ProgramResult R =
      shell("exec " + Program + " --no-cache a.cpp -- -std=c++20");
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_GE(count(R.Out, "stddef"), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "/usr/lib/llvm"), 0u) << R.str();

  // Where LLVM was installed, there is an empty folder, if that is permitted.
  std::string Hide = "set -e; for D in /usr/lib/llvm-* /usr/lib/clang; do "
                     "[ ! -d $D ] || mount -t tmpfs none $D; done; ";
  std::string Unshare = "unshare --mount";
  if (shell("unshare --mount true").ExitCode != 0)
    Unshare = "unshare --map-root-user --mount";
  if (shell(Unshare + " sh -c '" + Hide + "'").ExitCode != 0)
    return;
  write("a.cpp", Blocks.str() +
                     "#include <stddef.h>\n#include <stdarg.h>\n"
                     "#include <limits.h>\n#include <stdint.h>\n"
                     "#ifdef __x86_64__\n#include <immintrin.h>\n#endif\n"
                     "size_t Size(va_list); max_align_t M;\n");
  R = shell(Unshare + " sh -c '" + Hide +
            "! ls /usr/lib/llvm-*/bin/* 2>/dev/null; exec " + Program +
            " --no-cache a.cpp -- -std=c++20'");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "error: "), 0u) << R.str();
}

// The headers in the program never change, so results that need them last.
TEST_F(Builds, KeepResultsThatNeedHeadersOfClang) {
  add("a.cpp", "#include <stddef.h>\n" + Blocks.str());
  EXPECT_FALSE(usedCache(tidy({})));
  EXPECT_TRUE(usedCache(tidy({})));
}

} // namespace clang::tidy::async::test
