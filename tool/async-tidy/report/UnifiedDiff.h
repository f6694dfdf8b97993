//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_UNIFIEDDIFF_H
#define ASYNC_TIDY_TOOL_REPORT_UNIFIEDDIFF_H

#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang::tidy::async {

/// The changes that \p Edits make to \p Text, in the unified format; empty if
/// there are none. The result is input for `git apply` and `patch -p1`. \p Name
/// is the path of the file as it is shown. The diff follows the edits: it does
/// not match up other lines that happen to be equal.
std::string unifiedDiff(llvm::StringRef Name, llvm::StringRef Text,
                        const tooling::Replacements &Edits);

/// \p Diff in git's colours.
std::string colored(llvm::StringRef Diff);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_UNIFIEDDIFF_H
