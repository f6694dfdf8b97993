//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_ROLES_H
#define ASYNC_TIDY_CHECKS_MODEL_ROLES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace clang::tidy::async {

/// The meaning of a call for the work and the thread. Roles.def documents each
/// role.
enum class Role {
  None, ///< Nothing: the entry has only traits.
#define ROLE(Enumerator, Word, Needs, Takes, Properties, Doc) Enumerator,
#include "model/Roles.def"
};

/// A row of Roles.def.
struct RoleInfo {
  /// Properties of every call with the role.
  enum Property : unsigned {
    /// Parks the thread until the task is finished.
    WaitsForTask = 1 << 0,
    /// Reveals whether the task is finished.
    LooksAtTask = 1 << 1,
    /// The returned task begins with this call.
    MakesTask = 1 << 2,
    /// The returned task is already finished.
    MakesFinishedTask = 1 << 3,
    /// The returned task follows the task that is passed.
    FollowsTask = 1 << 4,
    /// Calls its callable, if it has one, before it returns.
    RunsCallableHere = 1 << 5,
    /// Hands its callable to another thread or loop.
    RunsCallableElsewhere = 1 << 6,
    /// Arranges for its callable to be called when the task is finished.
    RunsCallableLater = 1 << 7,
    /// The returned task fails where the callable does and, if it follows
    /// another task, where that one does.
    FailsAsCallable = 1 << 8,
    /// May name the executor for its work.
    ChoosesExecutor = 1 << 9,
    /// A function with this call does more than wait. If the call runs its
    /// callable immediately, that counts as well.
    IsOtherWork = 1 << 10,
    /// Its work may run concurrently, so its start time does not matter.
    MayRunBeside = 1 << 11,
    /// Its callable may be a handler: a function that is passed by its name, to
    /// be called back.
    CallsBack = 1 << 12,
    /// The returned task fails where the passed task does.
    FailsAsTask = 1 << 13,
    /// The result does not fail.
    NeverFails = 1 << 14,
  };

  Role Is;
  llvm::StringLiteral Word;
  llvm::StringLiteral Needs; ///< Keys, separated by spaces; see Roles.def.
  llvm::StringLiteral Takes;
  unsigned Properties;
  llvm::StringLiteral Doc;

  bool has(Property P) const { return Properties & P; }
  /// True if an entry with this role may have \p Key.
  bool takes(llvm::StringRef Key) const;

  /// The keys of every entry, whatever its role is.
  static constexpr llvm::StringLiteral CommonKeys =
      "name role traits when unless returns strict source";
};

/// The row of \p R. Role::None has no word, no keys of its own and no
/// properties.
const RoleInfo &infoOf(Role R);

/// All rows, in the order of Roles.def.
llvm::ArrayRef<RoleInfo> allRoles();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_ROLES_H
