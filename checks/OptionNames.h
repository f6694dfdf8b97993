//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_OPTIONNAMES_H
#define ASYNC_TIDY_CHECKS_OPTIONNAMES_H

#include "clang-tidy/ClangTidyOptions.h"
#include <string>

namespace clang::tidy::async {

/// Why \p Option, a key of CheckOptions, has no effect although it looks like
/// an option of all checks or one of their own: \p Known has all that there
/// are. Empty if it has one, or belongs to other checks.
std::string problemOfOption(llvm::StringRef Option,
                            const ClangTidyOptions::OptionMap &Known);

/// The same where only the options of all checks are known: it judges no
/// others.
std::string problemOfSharedOption(llvm::StringRef Option,
                                  const ClangTidyOptions::OptionMap &Shared);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_OPTIONNAMES_H
