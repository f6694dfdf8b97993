//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The web site that is made of the pages, and what checks its links.

#include "PackageFixture.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class Site : public Package {
protected:
  const std::string Build = ASYNC_TIDY_SOURCE_DIR "/tool/build-site.sh";
};
} // namespace

// Takes seconds: Sphinx reads all pages.
TEST_F(Site, IsBuiltWithoutBrokenLinks) {
  ASSERT_TRUE(has("sphinx-build")) << NotInstalled;
  ProgramResult R = shell(Build + " --no-install --output=site");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_TRUE(StringRef(R.Out).ends_with(" pages, no broken links\n"))
      << R.str();
  EXPECT_NE(read("site/index.html").find("<h1>async-tidy"), std::string::npos);
  EXPECT_NE(read("site/docs/checks/async-blocking-call.html")
                .find("class=\"highlight-cpp"),
            std::string::npos);
}

TEST_F(Site, IsCheckedForBrokenLinks) {
  write("site/a.html", "<p id='top'><a href='b.html#there'>b</a>\n"
                       "<a href='#top'>a</a> <a href='b.html#gone'>b</a>\n"
                       "<a href='c.html'>c</a> <a href='https://a/b#c'>w</a>\n"
                       "<script src='https://a/b.js'></script>\n"
                       "<link rel='stylesheet' href='d.css'>\n");
  write("site/b.html", "<p id='there'><a href='a.html'>a</a>\n");
  ProgramResult R =
      shell(ASYNC_TIDY_PYTHON " " ASYNC_TIDY_TEST_DIR "/check-site.py site");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(R.Out, "a.html:2: b.html#gone: there is no such anchor\n"
                   "a.html:3: c.html: there is no such file\n"
                   "a.html:5: d.css: there is no such file\n"
                   "a.html:4: https://a/b.js: it is loaded from elsewhere\n");
}

TEST_F(Site, ReplacesOnlySites) {
  ASSERT_TRUE(has("sphinx-build")) << NotInstalled;
  write("other/file", "");
  ProgramResult R = shell(Build + " --no-install --output=other");
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(R.Err, "error: other is not a site\n");
  R = shell(Build + " --help");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_TRUE(StringRef(R.Out).starts_with("usage: tool/build-site.sh "))
      << R.str();
}

} // namespace clang::tidy::async::test
