//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_FIXDIALOG_H
#define ASYNC_TIDY_TOOL_FIXDIALOG_H

#include "Fixes.h"
#include "llvm/Support/raw_ostream.h"

namespace clang::tidy::async {

/// Asks the user, or a script, which fixes to apply.
///
/// Answers are lines on standard input, as for `git add -p`.
class FixDialog {
public:
  FixDialog(llvm::raw_ostream &To, bool Colors, Sources &S)
      : To(To), Colors(Colors), S(S) {}

  /// Returns an error if standard input cannot provide answers.
  static llvm::Error test();

  /// Shows \p Next, and asks whether to apply it.
  bool wants(const Fixes::Offer &Next);

  /// True if the answers ended before all fixes were decided.
  bool isCutOff() const { return IsCutOff; }

private:
  std::optional<std::string> readLine();

  llvm::raw_ostream &To;
  const bool Colors;
  Sources &S;
  std::string Unread;
  bool IsCutOff = false;
  bool IsOver = false; ///< No further fix is wanted.
  /// The file to whose further fixes WantsRest applies; may be empty.
  std::string File;
  bool WantsRest = false;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_FIXDIALOG_H
