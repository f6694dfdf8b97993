//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_CLANGD_FIXESTEST_H
#define ASYNC_TIDY_TEST_CLANGD_FIXESTEST_H

namespace clang::tidy::async::test {

/// Registers a test for the bad examples of each page in docs/checks.
void registerFixTests();

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_CLANGD_FIXESTEST_H
