//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_CASERUNNER_H
#define ASYNC_TIDY_TEST_CASERUNNER_H

#include "CaseFile.h"

namespace clang::tidy::async::test {

/// Does all runs of \p Case, and returns the differences from its expectations:
/// findings that are missing, not listed, or worded or fixed differently, and
/// fixes that break their promise. A fixed text must compile, its fixed
/// findings must be gone and the others still there, and no fixes may be left.
/// Every other fix, on a note, must compile, too.
Failures runCase(const CaseFile &Case);

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_CASERUNNER_H
