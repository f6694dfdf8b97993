//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_REPORT_H
#define ASYNC_TIDY_TEST_REPORT_H

#include "Failure.h"
#include "gtest/gtest.h"

namespace clang::tidy::async::test {

/// Reports \p All to GoogleTest.
inline void report(const Failures &All) {
  for (const Failure &One : All)
    ADD_FAILURE_AT(One.File.c_str(), One.Line) << One.Text;
}

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_REPORT_H
