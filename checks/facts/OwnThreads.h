//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_OWNTHREADS_H
#define ASYNC_TIDY_CHECKS_FACTS_OWNTHREADS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// The operations by which \p B offloads work that it does for its caller to
/// threads that the caller did not provide: a global pool, or the library's
/// own.
llvm::SmallVector<const Operation *, 2> ownThreadsOf(const Body &B,
                                                     const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_OWNTHREADS_H
