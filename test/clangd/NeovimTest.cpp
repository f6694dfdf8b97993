//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// A real editor shows a finding and fixes it.

#include "ClangdFixture.h"
#include "RunProgram.h"

namespace clang::tidy::async::test {

TEST_F(Clangd, IsOfUseInNeovim) {
  std::string File = Folder.write("a.cpp", (Prelude + Wait).str());
  ProgramResult Result =
      runProgram({"env", "XDG_CACHE_HOME=" + Folder.path() + "/cache",
                  "XDG_CONFIG_HOME=" + Folder.path() + "/config",
                  "XDG_STATE_HOME=" + Folder.path() + "/state", "nvim",
                  "--clean", "--headless", "-n", "--cmd",
                  "lua Clangd, File = '" ASYNC_TIDY_CLANGD "', '" + File + "'",
                  "-c", "luafile " ASYNC_TIDY_TEST_DIR "/clangd/neovim.lua"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
}

} // namespace clang::tidy::async::test
