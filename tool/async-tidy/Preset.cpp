//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Preset.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace clang::tidy::async {

// None of them analyses the bodies of called functions, or reports during
// preprocessing: see BodyPolicy. Those about captures, reference parameters and
// guards of coroutines are left out: checks of ours report what they are about,
// and only where something dies, or is locked.
static constexpr StringRef ClangTidyChecks[] = {
    "bugprone-unused-return-value",
    "concurrency-thread-canceltype-asynchronous",
};

std::string presetChecks() {
  return "async-*," + llvm::join(std::begin(ClangTidyChecks),
                                 std::end(ClangTidyChecks), ",");
}

bool isInPreset(StringRef Check) {
  return llvm::is_contained(ClangTidyChecks, Check);
}

} // namespace clang::tidy::async
