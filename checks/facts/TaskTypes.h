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

/// The properties of a type that stands for work, from its model or, without a
/// model, from its structure.
struct TaskInfo {
  const CXXRecordDecl *Class = nullptr;
  const TypeModel *Model = nullptr;       ///< Null if judged by structure.
  const CXXRecordDecl *Promise = nullptr; ///< Null if not a coroutine type.
  Start StartsAs = Start::Unknown;
  Shots Shot = Shots::Many;
  Drop Dropped = Drop::Unknown;
  AwaitForm Await = AwaitForm::Unknown;
  bool IsNoDiscard = false;
  /// It can be awaited in coroutines of this library only: the model of a call,
  /// not that of the type, makes it a task.
  const LibraryModel *OnlyIn = nullptr;
};

/// The fate of an exception that escapes from the body of a coroutine.
enum class Unhandled { Unknown, Stored, Ignored, Terminates, Rethrown };

/// Distinguishes tasks from other types; there is one for each translation
/// unit.
class TaskTypes {
public:
  TaskTypes(const ASTContext &Context, const Models &AllModels)
      : Context(Context), AllModels(AllModels) {}

  /// The properties of \p T as a task; null if it is not a task.
  const TaskInfo *task(QualType T) const;

  /// The properties of \p T, which is not a task by itself, as the result of a
  /// call whose model describes the effect of dropping it. Null if neither its
  /// structure nor the model, \p Call, determines how it is awaited.
  const TaskInfo *awaitable(QualType T, const CallModel *Call = nullptr) const;

  /// The promise of a coroutine that returns \p T; null if it is not a
  /// coroutine type.
  const CXXRecordDecl *promise(QualType T) const;

  /// How the promise \p P handles an exception, as far as its body shows.
  Unhandled unhandled(const CXXRecordDecl *P) const;

  /// The form in which `co_await` takes \p Operand in a coroutine with the
  /// promise \p P: None if it does not compile there.
  AwaitForm awaitFormIn(QualType Operand, const CXXRecordDecl *P) const;
  bool isAwaitableIn(QualType Operand, const CXXRecordDecl *P) const {
    return awaitFormIn(Operand, P) != AwaitForm::None;
  }

  /// True if \p Class or a base of it has a member called \p Name.
  bool hasMember(const CXXRecordDecl *Class, llvm::StringRef Name) const;

  /// True if \p Class, which may be null, holds either a value or an error, as
  /// std::expected does: it has a test for which of them, and access to the
  /// error.
  bool isValueOrError(const CXXRecordDecl *Class) const;

  /// True if \p P has an await_transform that takes any type.
  bool awaitsAnything(const CXXRecordDecl *P) const;

  /// True if \p T is a coroutine type whose coroutines cannot be waited for.
  bool isFireAndForget(QualType T) const;

  /// True if coroutines that return \p T yield values on demand and are not
  /// tasks.
  bool isGenerator(QualType T) const;

  /// True if awaiting the task type \p T yields nothing, as far as its promise
  /// or its first template argument shows.
  bool yieldsNothing(QualType T) const;

  /// True if \p T is a task or holds tasks: a tuple, pair or container of them.
  bool containsTask(QualType T) const;

private:
  const CXXRecordDecl *findPromise(const CXXRecordDecl *Class) const;
  bool isAwaitable(const CXXRecordDecl *Class, bool &WantsRvalue) const;
  std::optional<TaskInfo> judge(const CXXRecordDecl *Class) const;

  const ASTContext &Context;
  const Models &AllModels;
  mutable llvm::DenseMap<const CXXRecordDecl *, std::unique_ptr<TaskInfo>>
      Tasks;
  mutable llvm::DenseMap<const CXXRecordDecl *, std::unique_ptr<TaskInfo>>
      Awaitables;
  mutable llvm::DenseMap<const CXXRecordDecl *, bool> ValuesOrErrors;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_TASKTYPES_H
