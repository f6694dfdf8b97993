//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The packages that `cpack` makes, each unpacked into a clean folder.

#include "PackageFixture.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class Packages : public Package {
protected:
  /// Runs CPack; the packages are in the folder "out".
  ProgramResult pack(const std::string &Options) {
    return shell("cpack --config " ASYNC_TIDY_BUILD_DIR
                 "/CPackConfig.cmake -B $PWD/out " +
                 Options);
  }

  /// Lints a file with \p Program, which is below the folder "root", on a
  /// system that consists of this folder and the C library only.
  void expectToRun(const std::string &Program) {
    // This system has no C++ library, but clang's own headers.
    write("root/src/coroutine", R"cpp(#pragma once
#include <stddef.h>
namespace std {
template <class T, class...> struct coroutine_traits {
  using promise_type = typename T::promise_type;
};
template <class = void> struct coroutine_handle {
  static coroutine_handle from_address(void *) noexcept;
  operator coroutine_handle<>() noexcept;
  void *address() const noexcept;
};
struct suspend_always {
  bool await_ready() noexcept;
  void await_suspend(coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
} // namespace std
)cpp");
    write("root/src/task.h", TaskHeader);
    write("root/src/a.cpp", Blocks);
    ProgramResult R = shell(
        "set -e; for F in $(ldd root/" + Program +
        " | grep -o '/[^ ]*'); do mkdir -p root/$(dirname $F); "
        "cp -L $F root/$F; done; cd root; Change=chroot; chroot . /" +
        Program +
        " --version >/dev/null 2>&1 || Change='unshare --map-root-user "
        "chroot'; exec $Change . /" +
        Program + " --no-cache /src/a.cpp -- -std=c++20 -nostdinc++ -I/src");
    if (StringRef(R.Err).contains("unshare failed"))
      R = shell("cd root/src && exec ../" + Program +
                " --no-cache a.cpp -- -std=c++20 -nostdinc++ -I.");
    EXPECT_EQ(R.ExitCode, 1) << R.str();
    EXPECT_EQ(count(R.Out, "a.cpp:2:12: warning: "), 1u) << R.str();
    EXPECT_EQ(count(R.Out, "error: "), 0u) << R.str();
  }

  void expectStripped(const std::string &Name) {
    ProgramResult R = shell("readelf -SW " + Name + " | grep -w symtab");
    EXPECT_EQ(R.Out, "") << Name;
  }
};
} // namespace

// Zstandard, because xz takes half a minute.
TEST_F(Packages, ArchiveRunsOnAMachineWithoutLLVM) {
  ProgramResult R = pack("-G TZST");
  ASSERT_EQ(R.ExitCode, 0) << R.str();
  R = shell("mkdir root && cd root && cmake -E tar xf ../out/*.tar.zst && ls");
  const std::string Top = StringRef(R.Out).trim().str();
  EXPECT_TRUE(
      StringRef(Top).starts_with("async-tidy-" ASYNC_TIDY_VERSION "-Linux-"))
      << R.str();
  EXPECT_TRUE(llvm::sys::fs::exists(path("root/" + Top + "/LICENSE")));
  EXPECT_TRUE(llvm::sys::fs::exists(
      path("root/" + Top + "/share/man/man1/async-tidy.1")));
  expectStripped("root/" + Top + "/bin/async-tidy");
  R = shell("find root -type f -size +100M");
  EXPECT_EQ(R.Out, "");
  expectToRun(Top + "/bin/async-tidy");
}

// CPack asks dpkg-shlibdeps for the libraries, which takes long;
// Install.IsAProgramThatNeedsOnlyTheCLibrary shows what the program needs.
TEST_F(Packages, DebianPackagesAreCompleteAndRun) {
  ASSERT_TRUE(has("dpkg-deb")) << NotInstalled;
  std::string Options = "-G DEB -D CPACK_DEBIAN_COMPRESSION_TYPE=none "
                        "-D CPACK_DEBIAN_PACKAGE_SHLIBDEPS=OFF";
  // tool/build.sh builds clangd on request.
  const bool HasClangd =
      llvm::sys::fs::exists(ASYNC_TIDY_BUILD_DIR "/bin/async-tidy-clangd");
  if (!HasClangd)
    Options += " -D 'CPACK_COMPONENTS_ALL=driver;plugin;models;docs;cmake'";
  ProgramResult R = pack(Options);
  ASSERT_EQ(R.ExitCode, 0) << R.str();
  R = shell("for F in out/*.deb; do dpkg-deb -W --showformat '${Package} "
            "${Version} ${Depends} ${Recommends}\\n' $F && "
            "dpkg-deb -x $F root; done");
  std::string Expected =
      "async-tidy " ASYNC_TIDY_VERSION "  clang-tidy-" ASYNC_TIDY_LLVM "\n";
  if (HasClangd)
    Expected = "async-tidy-clangd " ASYNC_TIDY_VERSION
               " libclang-common-" ASYNC_TIDY_LLVM
               "-dev async-tidy (= " ASYNC_TIDY_VERSION ")\n" +
               Expected;
  EXPECT_EQ(R.Out, Expected) << R.str();
  for (const char *Name :
       {"doc/async-tidy/copyright", "doc/async-tidy/checks/README.md",
        "async-tidy/models/std.yaml", "man/man1/async-tidy.1"})
    EXPECT_TRUE(llvm::sys::fs::exists(path("root/usr/share/") + Name)) << Name;
  expectStripped("root/usr/bin/async-tidy");
  expectStripped("root/usr/lib/libAsyncTidy.so");
  if (HasClangd) {
    EXPECT_TRUE(llvm::sys::fs::exists(
        path("root/usr/share/doc/async-tidy-clangd/copyright")));
    R = shell("root/usr/bin/async-tidy-clangd --version");
    EXPECT_EQ(R.ExitCode, 0) << R.str();
  }
  // Stripping leaves the plugin usable.
  write("a.cpp", Blocks);
  R = shell("exec " ASYNC_TIDY_LLVM_BIN "/clang-tidy "
            "--load=root/usr/lib/libAsyncTidy.so --checks='-*,async-*' a.cpp "
            "-- -std=c++20");
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  expectToRun("usr/bin/async-tidy");
}

} // namespace clang::tidy::async::test
