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

/// The reason why \p Option, a key of CheckOptions, has no effect although it
/// looks like an option of these checks, all of which are in \p Options. Empty
/// if it has an effect, or belongs to other checks.
std::string problemOfOption(llvm::StringRef Option,
                            const ClangTidyOptions::OptionMap &Options);

/// The same, but only for options that all checks share, which are in
/// \p Shared. Empty for other options.
std::string problemOfSharedOption(llvm::StringRef Option,
                                  const ClangTidyOptions::OptionMap &Shared);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_OPTIONNAMES_H
