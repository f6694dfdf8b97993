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

/// Replaces a project's root in texts by a placeholder, so that paths below it
/// remain valid when the project is moved.
class PortablePaths {
public:
  /// A \p Root right below "/" is not hidden.
  explicit PortablePaths(llvm::StringRef Root);

  /// \p Text with the placeholder instead of the root.
  std::string hide(llvm::StringRef Text) const;
  /// \p Text, a result of hide(), with the root again.
  std::string show(llvm::StringRef Text) const;
  /// False if \p Text itself contains the placeholder.
  static bool isPlain(llvm::StringRef Text);

private:
  std::string Root; ///< Empty if there is nothing to hide.
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_PORTABLEPATHS_H
