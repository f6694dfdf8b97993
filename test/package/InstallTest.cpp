//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The files that `cmake --install` installs.

#include "PackageFixture.h"
#include "llvm/ADT/StringExtras.h"
#include <gnu/libc-version.h>
#include <set>

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class Install : public Package {
protected:
  /// The files below \p Name, relative to it.
  std::set<std::string> filesIn(const std::string &Name) {
    std::set<std::string> Files;
    ProgramResult R =
        shell("cd " + Name + " && find . -type f -o -type l | cut -c3-");
    for (StringRef Line : llvm::split(R.Out, '\n'))
      if (!Line.empty())
        Files.insert(Line.str());
    return Files;
  }
};
} // namespace

TEST_F(Install, PutsEachPartInItsPlace) {
  install({}, "all");
  std::set<std::string> All = filesIn("all");
  auto Has = [&](const std::string &Name) {
    EXPECT_TRUE(All.count(Name)) << Name << "\n" << llvm::join(All, "\n");
  };
  Has("bin/async-tidy");
  Has("include/async-tidy/annotations.h");
  Has("lib/libAsyncTidy.so");
  Has("lib/cmake/AsyncTidy/AsyncTidyConfig.cmake");
  Has("lib/cmake/AsyncTidy/AsyncTidyConfigVersion.cmake");
  Has("share/async-tidy/models.schema.json");
  Has("share/bash-completion/completions/async-tidy");
  Has("share/doc/async-tidy/ci.md");
  Has("share/fish/vendor_completions.d/async-tidy.fish");
  Has("share/man/man1/async-tidy.1");
  Has("share/zsh/site-functions/_async-tidy");
  for (const std::string &Model :
       listFolder(ASYNC_TIDY_SOURCE_DIR "/checks/models"))
    if (StringRef(Model).ends_with(".yaml"))
      Has("share/async-tidy/models/" + llvm::sys::path::filename(Model).str());
  for (const std::string &Page :
       listFolder(ASYNC_TIDY_SOURCE_DIR "/docs/checks"))
    Has("share/doc/async-tidy/checks/" + llvm::sys::path::filename(Page).str());
  EXPECT_EQ(All.count("share/async-tidy/models/Embed.cmake"), 0u);
  EXPECT_EQ(read("all/share/async-tidy/models/posix.yaml"),
            *readFile(ASYNC_TIDY_SOURCE_DIR "/checks/models/posix.yaml"));
}

TEST_F(Install, HasComponentsThatTogetherAreEverything) {
  install({}, "all");
  std::set<std::string> Together;
  for (const char *Component :
       {"driver", "plugin", "clangd", "models", "docs", "cmake"}) {
    install({Component}, Component);
    // Only clangd is optional: tool/build.sh builds it on request.
    std::set<std::string> Files = filesIn(Component);
    EXPECT_TRUE(!Files.empty() || StringRef(Component) == "clangd")
        << Component;
    for (const std::string &File : Files)
      EXPECT_TRUE(Together.insert(File).second) << File << " is in two";
  }
  EXPECT_EQ(Together, filesIn("all"));
}

// Distributions install into a folder that is not the one to run from.
TEST_F(Install, HonoursDestdirAndTheFoldersOfADistribution) {
  ProgramResult R =
      shell("DESTDIR=$PWD/root cmake --install " ASYNC_TIDY_BUILD_DIR
            " --component driver --prefix /usr --strip && ls root/usr/bin");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_TRUE(StringRef(R.Out).ends_with("\nasync-tidy\n")) << R.str();
  write("a.cpp", Blocks);
  R = shell("exec root/usr/bin/async-tidy --no-cache a.cpp -- -std=c++20");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
}

// Everything else that the program needs is part of it.
TEST_F(Install, IsAProgramThatNeedsOnlyTheCLibrary) {
  ASSERT_TRUE(has("objdump")) << NotInstalled;
  ProgramResult R = shell("objdump -p \"$0\" | sed -n 's/^ *NEEDED *//p'");
  for (StringRef Name : llvm::split(StringRef(R.Out).trim(), '\n'))
    EXPECT_TRUE(Name.starts_with("libc.") || Name.starts_with("libm.") ||
                Name.starts_with("libgcc_s.") || Name.starts_with("ld-linux"))
        << Name.str();
  // Releases are made on Debian 12, and docs/install.md names the oldest glibc
  // that they run with. Other systems may add symbols of their own.
  if (StringRef(::gnu_get_libc_version()) != "2.36")
    return;
  R = shell("objdump -T \"$0\" | grep -o 'GLIBC_2[.][0-9]*' | sort -Vu | "
            "tail -n 1");
  EXPECT_EQ(R.Out, "GLIBC_2.34\n");
}

} // namespace clang::tidy::async::test
