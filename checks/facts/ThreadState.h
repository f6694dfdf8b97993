//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_THREADSTATE_H
#define ASYNC_TIDY_CHECKS_FACTS_THREADSTATE_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// True if the code of \p B reads thread-local state: `errno`, which describes
/// the error of the last call, or `perror`, which prints it. On another thread,
/// the last call is a different one.
bool readsThreadState(const Body &B);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_THREADSTATE_H
