//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_RUNPROGRAM_H
#define ASYNC_TIDY_TEST_RUNPROGRAM_H

#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace clang::tidy::async::test {

struct ProgramResult {
  /// Negative if it could not be run, crashed, or took too long.
  int ExitCode = -1;
  std::string Out;
  std::string Err;

  /// All output, for a message.
  std::string str() const;
};

/// Runs \p Command, whose first word is the path of the program or is looked up
/// in PATH.
ProgramResult runProgram(llvm::ArrayRef<std::string> Command);

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_RUNPROGRAM_H
