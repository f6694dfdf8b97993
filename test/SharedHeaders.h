//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_SHAREDHEADERS_H
#define ASYNC_TIDY_TEST_SHAREDHEADERS_H

#include "LintRunner.h"

namespace clang::tidy::async::test {

/// The headers that the main file of \p Job includes before any code of its
/// own, and that enough cases include to make precompiling worthwhile.
std::vector<std::string> sharedHeaders(const LintJob &Job);

/// The flags that avoid parsing again the headers that \p Job shares with
/// others; none if it shares none. They declare nothing that the job does not
/// include. Precompiled headers stay in the build folder, and are made again
/// when a header has changed.
std::vector<std::string> flagsForSharedHeaders(const LintJob &Job);

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_SHAREDHEADERS_H
