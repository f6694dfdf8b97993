//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_CONTEXTKIND_H
#define ASYNC_TIDY_CHECKS_INDEX_CONTEXTKIND_H

namespace clang::tidy::async {

/// On what thread, and for whom, a body runs.
enum class ContextKind {
  Plain,        ///< An ordinary function: its callers decide.
  Coroutine,    ///< On a thread that other coroutines wait for.
  Continuation, ///< Likewise: run when a task is finished, or by an event loop.
  Offloaded,    ///< On a pool thread that may block.
  MayBlock,     ///< A thread, main or a test: waiting is right.
  Fiber,        ///< Waits of the fiber's library suspend; the rest blocks.
  Unknown,      ///< Handed to something unknown.
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_CONTEXTKIND_H
