//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_FAILURE_H
#define ASYNC_TIDY_TEST_FAILURE_H

#include <string>
#include <vector>

namespace clang::tidy::async::test {

/// What is wrong with a file under test, and where.
struct Failure {
  std::string File;
  unsigned Line = 0;
  std::string Text;
};

using Failures = std::vector<Failure>;

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_FAILURE_H
