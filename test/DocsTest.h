//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_DOCSTEST_H
#define ASYNC_TIDY_TEST_DOCSTEST_H

namespace clang::tidy::async::test {

/// Registers tests for each page in docs/checks, and for the guide.
void registerPages();

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_DOCSTEST_H
