//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_DROPPEDRESULTS_H
#define ASYNC_TIDY_CHECKS_FACTS_DROPPEDRESULTS_H

#include "facts/Facts.h"

/// Tasks that are results of other code, which nothing takes.
namespace clang::tidy::async {

/// A callable that returns a task, and whose caller ignores what it returns.
struct IgnoredResult {
  const Expr *Callable = nullptr;         ///< A lambda, a variable or a name.
  const FunctionDecl *Function = nullptr; ///< The function that it calls.
  const Body *Code = nullptr;     ///< Of Function; null if it is not visible.
  const TaskInfo *Task = nullptr; ///< The task that Function returns.
  /// The call that receives the callable; null if an object keeps it.
  const Operation *To = nullptr;
  /// The type that holds the callable and ignores its result; null if To does.
  QualType Holder = {};
};

/// The callables in \p B that return a task to code that ignores it, according
/// to the model of the call that receives them, or to the type that they are
/// converted to. Each callable is listed once for each call.
llvm::SmallVector<IgnoredResult, 1> ignoredResultsIn(const Body &B,
                                                     const Facts &Unit);

/// A task that is the value of another task, which alone is observed.
struct NestedTask {
  /// The `co_await` of the outer task, or the operation that makes it.
  const Expr *Outer = nullptr;
  const TaskInfo *Task = nullptr; ///< The inner task.
  /// The variable that holds it, or the outer task; null if it is discarded.
  const VarDecl *Holder = nullptr;
  bool IsTaken = false; ///< The outer task has yielded it.
};

/// The inner tasks in \p B that nothing observes.
llvm::SmallVector<NestedTask, 1> nestedTasksIn(const Body &B,
                                               const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_DROPPEDRESULTS_H
