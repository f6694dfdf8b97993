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

  /// Writes a file to lint, and what it includes, to the folder \p Name. There
  /// is no C++ library, but clang has headers of its own.
  void writeSources(const std::string &Name) {
    write(Name + "/coroutine", R"cpp(#pragma once
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
    write(Name + "/task.h", TaskHeader);
    write(Name + "/a.cpp", Blocks);
  }

  /// A command that copies the libraries of \p Programs to the folder \p Root.
  static std::string copyLibraries(const std::string &Programs,
                                   const std::string &Root) {
    return "for F in $(ldd " + Programs +
           " | grep -o '/[^ ]*[^: ]' | sort -u); do mkdir -p " + Root +
           "/$(dirname $F); cp -L $F " + Root + "/$F; done; ";
  }

  /// Lints a file with \p Program, which is below the folder "root", on a
  /// system that consists of this folder and the C library only.
  void expectToRun(const std::string &Program) {
    writeSources("root/src");
    ProgramResult R = shell(
        "set -e; " + copyLibraries("root/" + Program, "root") +
        "cd root; Change=chroot; chroot . /" + Program +
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

// The steps of the Dockerfile, on a system with little more than the programs
// that they name. `apt-get` only records its arguments.
TEST_F(Packages, AreInstalledByTheDockerfile) {
  write("base/usr/bin/apt-get", "#!/bin/sh\necho \"$*\" >>/apt-get.log\n");
  const std::string Programs =
      "$(which sh grep ls mkdir rm sha256sum tar uname xz) \"$0\"";
  // The archive has only a link to the program, because xz is slow.
  ProgramResult R = shell(
      "set -e; chmod +x base/usr/bin/apt-get; ln -s usr/bin base/bin; "
      "cp -L " +
      Programs + " base/usr/bin; " + copyLibraries(Programs, "base") +
      "mkdir -p base/var/lib/apt/lists base/usr/local base/tmp base/dev "
      "release/async-tidy-9/bin; : >base/dev/null; "
      "mv base/usr/bin/async-tidy base/program; cd release; "
      "ln -s /program async-tidy-9/bin/async-tidy; "
      "tar -cJf async-tidy-9-Linux-$(uname -m).tar.xz async-tidy-9; "
      "cp *.xz async-tidy-9-Linux-other.tar.xz; sha256sum *.xz >SHA256SUMS");
  ASSERT_EQ(R.ExitCode, 0) << R.str();
  const std::string Build =
      ASYNC_TIDY_PYTHON " " ASYNC_TIDY_TEST_DIR
                        "/package/run-dockerfile.py " ASYNC_TIDY_SOURCE_DIR
                        "/ci/Dockerfile release base ";
  R = shell(Build + "image");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Out, "USAGE: async-tidy "), 1u) << R.str();
  EXPECT_EQ(read("image/apt-get.log"),
            "update\ninstall -y --no-install-recommends git "
            "libstdc++-12-dev\n");
  writeSources("image/src");
  R = shell("Change=chroot; [ $(id -u) = 0 ] || Change='unshare "
            "--map-root-user chroot'; exec $Change image async-tidy "
            "/src/a.cpp -- -std=c++20 -nostdinc++ -I/src");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, "a.cpp:2:12: warning: "), 1u) << R.str();
  // Not an archive that was changed.
  R = shell("echo >>release/async-tidy-9-Linux-$(uname -m).tar.xz; " + Build +
            "other");
  EXPECT_EQ(R.ExitCode, 125) << R.str();
  EXPECT_EQ(count(R.Out, ".tar.xz: FAILED"), 1u) << R.str();
}

} // namespace clang::tidy::async::test
