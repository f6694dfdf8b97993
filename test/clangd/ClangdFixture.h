//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_CLANGD_CLANGDFIXTURE_H
#define ASYNC_TIDY_TEST_CLANGD_CLANGDFIXTURE_H

#include "Editor.h"
#include "llvm/ADT/Twine.h"
#include "gtest/gtest.h"

namespace clang::tidy::async::test {

inline constexpr llvm::StringRef Prelude = R"cpp(#include "folly/folly.h"
#include <thread>
using namespace std::chrono_literals;
)cpp";

/// One finding of async-blocking-wait, with one fix.
inline constexpr llvm::StringRef Wait = R"cpp(
folly::coro::Task<int> poll(folly::Future<int> F) {
  int R = std::move(F).get();
  co_return R;
}
)cpp";

/// The checks that report \p Found.
using Codes = std::vector<std::string>;
inline Codes codes(llvm::ArrayRef<Diagnostic> Found) {
  Codes Result;
  for (const Diagnostic &Each : Found)
    Result.push_back(Each.Code);
  return Result;
}

/// Makes \p Folder a project that is compiled with \p Flags, one per line.
inline void makeProject(const ScratchFolder &Folder, llvm::StringRef Flags) {
  Folder.write("compile_flags.txt", ("-std=c++20\n-xc++\n" + Flags).str());
  // Turns off slow features of clangd, and its diagnostics about includes.
  Folder.write(".clangd", "Index: {StandardLibrary: false}\n"
                          "Diagnostics: {UnusedIncludes: None}\n");
}

/// A project folder, and an editor that shows a file of it.
class Clangd : public testing::Test {
protected:
  Clangd() { makeProject(Folder, "-isystem\n" ASYNC_TIDY_TEST_DIR "/stubs\n"); }

  Editor &editor(std::vector<std::string> Options = {}) {
    if (!Open)
      Open.emplace(Folder, std::move(Options));
    return *Open;
  }
  /// The diagnostics of \p Text, after the prelude.
  std::vector<Diagnostic> open(const llvm::Twine &Text) {
    editor().open((Prelude + Text).str());
    return Open->diagnostics();
  }
  /// The same for a new text of the open file.
  std::vector<Diagnostic> change(const llvm::Twine &Text) {
    Open->change((Prelude + Text).str());
    return Open->diagnostics();
  }

  void TearDown() override {
    if (Open)
      EXPECT_EQ(Open->stop(), 0);
  }

  ScratchFolder Folder;
  std::optional<Editor> Open;
};

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_CLANGD_CLANGDFIXTURE_H
