//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_PORTABLEPATHS_H
#define ASYNC_TIDY_TOOL_PORTABLEPATHS_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang::tidy::async {

/// Texts in which paths below a project's root do not name it, so that they
/// mean the same after the project was moved.
class PortablePaths {
public:
  explicit PortablePaths(llvm::StringRef Root);

  /// \p Text without the root.
  std::string hide(llvm::StringRef Text) const;
  /// \p Text, a result of hide(), with the root.
  std::string show(llvm::StringRef Text) const;
  /// False if \p Text looks as if something was hidden in it.
  static bool isPlain(llvm::StringRef Text);

private:
  std::string Root; ///< Empty if there is nothing to hide.
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_PORTABLEPATHS_H
