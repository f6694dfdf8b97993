//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_READERERRORS_H
#define ASYNC_TIDY_CHECKS_MODEL_READERERRORS_H

#include "model/Roles.h"
#include <algorithm>
#include <string>
#include <vector>

namespace llvm {
class SMDiagnostic;
} // namespace llvm

namespace clang::tidy::async {

/// The state that the reader shares with the handler of its errors.
struct ReaderState {
  llvm::StringRef File;
  /// The words, or the keys, that are allowed here.
  std::vector<llvm::StringRef> Allowed;
  bool AreRoles = false; ///< They are roles.
  /// For an entry of calls, the role that determines its keys.
  const RoleInfo *Role = nullptr;
  /// The current mapping has an unknown key: other errors may follow from that.
  bool HasUnknownKey = false;
  std::string Message;

  /// The line of \p At, which is not before that of the last call.
  unsigned lineAt(const char *At) {
    Line += std::count(LineStart, At, '\n');
    LineStart = At;
    return Line;
  }
  const char *LineStart = nullptr;
  unsigned Line = 1;
};

/// Records the first error in \p State, a ReaderState, with the allowed words.
/// LLVM's reader calls it.
void recordDiagnostic(const llvm::SMDiagnostic &Diag, void *State);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_READERERRORS_H
