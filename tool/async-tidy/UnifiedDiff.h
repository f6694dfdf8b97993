//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_UNIFIEDDIFF_H
#define ASYNC_TIDY_TOOL_UNIFIEDDIFF_H

#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang::tidy::async {

/// What \p Edits change in \p Text, in the unified format, which `patch -p1`
/// and `git apply` read; empty if they change nothing. \p Name is the path of
/// the file as it is shown. Each edit is shown as it is: no other lines that
/// happen to be equal are paired.
std::string unifiedDiff(llvm::StringRef Name, llvm::StringRef Text,
                        const tooling::Replacements &Edits);

/// \p Diff in the colours that git gives it.
std::string colored(llvm::StringRef Diff);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_UNIFIEDDIFF_H
