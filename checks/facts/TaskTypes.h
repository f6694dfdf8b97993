//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_TASKTYPES_H
#define ASYNC_TIDY_CHECKS_FACTS_TASKTYPES_H

#include "model/Models.h"

namespace clang::tidy::async {

/// What is known of a type that stands for work, from its model or, where
/// there is none, from its structure.
struct TaskInfo {
  const CXXRecordDecl *Class = nullptr;
  const TypeModel *Model = nullptr;       ///< Null if judged by structure.
  const CXXRecordDecl *Promise = nullptr; ///< Null if it is no coroutine type.
  Start StartsAs = Start::Unknown;
  Shots Shot = Shots::Many;
  Drop Dropped = Drop::Unknown;
  AwaitForm Await = AwaitForm::Unknown;
  bool IsNoDiscard = false;
  /// It can be awaited in coroutines of this library only: a call's model, and
  /// not its type, says that it is a task.
  const LibraryModel *OnlyIn = nullptr;
};

/// What happens to an exception that leaves a coroutine.
enum class Unhandled { Unknown, Stored, Ignored, Terminates, Rethrown };

/// Tells tasks from other types; one for a translation unit.
class TaskTypes {
public:
  TaskTypes(const ASTContext &Context, const Models &Known)
      : Context(Context), Known(Known) {}

  /// What is known of \p T as a task; null if it is none.
  const TaskInfo *task(QualType T) const;

  /// What is known of \p T as the result of a call of which a model says what
  /// dropping it does, though its type is no task by itself. Null if neither
  /// its structure nor that model, \p Said, tells how it is awaited.
  const TaskInfo *awaitable(QualType T, const CallModel *Said = nullptr) const;

  /// The promise of a coroutine that returns \p T; null if it is no coroutine
  /// type.
  const CXXRecordDecl *promise(QualType T) const;

  /// What the promise \p P does with an exception, as far as its body shows.
  Unhandled unhandled(const CXXRecordDecl *P) const;

  /// What `co_await` of \p Operand takes in a coroutine with the promise \p P:
  /// None if it does not compile there.
  AwaitForm awaitFormIn(QualType Operand, const CXXRecordDecl *P) const;
  bool isAwaitableIn(QualType Operand, const CXXRecordDecl *P) const {
    return awaitFormIn(Operand, P) != AwaitForm::None;
  }

  /// True if \p Class or a base of it has a member called \p Name.
  bool hasMember(const CXXRecordDecl *Class, llvm::StringRef Name) const;

  /// True if \p P has an await_transform that takes anything.
  bool awaitsAnything(const CXXRecordDecl *P) const;

  /// True if \p T is a coroutine type whose coroutines nobody can wait for.
  bool isFireAndForget(QualType T) const;

  /// True if coroutines that return \p T give values to whoever asks, and are
  /// no tasks.
  bool isGenerator(QualType T) const;

  /// True if \p T is a task or holds tasks: a tuple, pair or container of them.
  bool containsTask(QualType T) const;

private:
  const CXXRecordDecl *findPromise(const CXXRecordDecl *Class) const;
  bool isAwaitable(const CXXRecordDecl *Class, bool &WantsRvalue) const;
  std::optional<TaskInfo> judge(const CXXRecordDecl *Class) const;

  const ASTContext &Context;
  const Models &Known;
  mutable llvm::DenseMap<const CXXRecordDecl *, std::unique_ptr<TaskInfo>>
      Tasks;
  mutable llvm::DenseMap<const CXXRecordDecl *, std::unique_ptr<TaskInfo>>
      Awaitables;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_TASKTYPES_H
