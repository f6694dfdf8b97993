//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_CONTEXTKIND_H
#define ASYNC_TIDY_CHECKS_INDEX_CONTEXTKIND_H

namespace clang::tidy::async {

/// On which thread, and on whose behalf, a body runs.
enum class ContextKind {
  Plain,        ///< An ordinary function: it depends on its callers.
  Coroutine,    ///< On a thread that other coroutines wait for.
  Continuation, ///< The same: run by an event loop, or after a task.
  Offloaded,    ///< On a pool thread that may block.
  MayBlock,     ///< A thread, main or a test: waiting is fine.
  Fiber,        ///< Waits of the fiber's library suspend; others block.
  Unknown,      ///< Passed to unknown code.
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_CONTEXTKIND_H
