//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_VALUEFATE_H
#define ASYNC_TIDY_CHECKS_INDEX_VALUEFATE_H

#include "index/ContextKind.h"

namespace clang::tidy::async {

/// The fate of a value that a function receives, or the kind of value that it
/// returns.
enum class ValueFate : uint8_t {
  Unknown,
  // A callable that it receives:
  Called,      ///< The function calls it before it returns.
  CalledInTry, ///< The same, in a `try` that catches everything.
  Offloaded,   ///< It runs on a pool thread.
  OnThread,    ///< It runs on a thread of its own, which may block.
  OnLoop,      ///< It runs on an event loop, or when a task is finished.
  OnLocalLoop, ///< It runs on the event loop of one user or device.
  // A task that it receives:
  Dropped, ///< Nothing observes it.
  // A task that it returns:
  Ready, ///< It is finished.
};
inline constexpr ValueFate LastValueFate = ValueFate::Ready;

/// The context of a callable with the fate \p Fate: Unknown if the function
/// calls it, or if it is not a callable.
inline ContextKind contextOfFate(ValueFate Fate) {
  switch (Fate) {
  case ValueFate::Offloaded:
    return ContextKind::Offloaded;
  case ValueFate::OnThread:
    return ContextKind::MayBlock;
  case ValueFate::OnLoop:
  case ValueFate::OnLocalLoop:
    return ContextKind::Continuation;
  default:
    return ContextKind::Unknown;
  }
}

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_VALUEFATE_H
