//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_FAILURE_H
#define ASYNC_TIDY_CHECKS_FACTS_FAILURE_H

#include "facts/Facts.h"
#include "index/UnitSummary.h"

namespace clang::tidy::async {

/// How something can fail: a set of ways, of which none means never. A value of
/// a lattice: joining two of them is the union.
class Failure {
public:
  /// The least that can be said of all ways together.
  enum Kind {
    Never,
    OfLibraries, ///< Only what the operations of some libraries throw.
    Perhaps,     ///< Something runs that is not known not to throw.
    Certainly,   ///< Something throws in practice.
  };

  /// A call whose callee is not looked at: it fails as that does.
  struct Through {
    const FunctionDecl *Callee = nullptr; ///< Null for none.
    ErrorExit Exit = ErrorExit::Throw;    ///< Of the callee.
    bool IsVirtual = false;               ///< Any override of it may be called.
    bool OnlyCertain = false;
    /// What handlers for these libraries catch is left out.
    llvm::SmallVector<const LibraryModel *, 1> Except;
    UnknownError IfUnknown = UnknownError::Perhaps;

    friend bool operator==(const Through &, const Through &) = default;
  };

  /// One way to fail.
  struct Way {
    /// A handler for the exceptions of one of these libraries catches it.
    llvm::SmallVector<const LibraryModel *, 1> Of;
    /// False if it is merely not known that this does not throw.
    bool IsCertain = true;
    /// It is the error in the task that this parameter is; null if it is not
    /// that of a parameter.
    const ParmVarDecl *Argument = nullptr;
    /// Where it comes from, in the body In; null where that is not in sight.
    const Stmt *At = nullptr;
    const Body *In = nullptr;
    /// A handler tells of it before it throws it again.
    bool IsTold = false;
    /// A function that only checks what must hold throws it.
    bool IsAssertion = false;
    /// All ways in which another function fails; only where a summary is made.
    Through Call;

    bool isSame(const Way &Other) const {
      return Of == Other.Of && IsCertain == Other.IsCertain &&
             Argument == Other.Argument && IsTold == Other.IsTold &&
             Call == Other.Call;
    }
  };

  /// Cannot fail.
  Failure() = default;
  /// Fails in one way.
  explicit Failure(Way Only) : Ways({std::move(Only)}) {}
  /// Something at \p At, which is not in sight, may fail.
  static Failure at(const Stmt *At, bool IsCertain = true);

  Kind kind() const;
  bool isNever() const { return Ways.empty(); }
  llvm::ArrayRef<Way> ways() const { return Ways; }
  /// False if nobody needs to look at it: it cannot fail, or tells of it.
  bool mayBeLost() const {
    return llvm::any_of(Ways, [](const Way &Each) { return !Each.IsTold; });
  }
  /// The way to name: the first in sight, one that is lost before others, and
  /// an assertion last. Null for never.
  const Way *witness() const;
  /// Where that comes from; null for never.
  const Stmt *where() const { return Ways.empty() ? nullptr : witness()->At; }

  /// Adds all ways of \p Other that are not here yet; true if there were any.
  bool join(const Failure &Other);
  /// What a handler for the exceptions of \p Library lets pass.
  Failure without(const LibraryModel &Library) const;
  /// Only what throws in practice.
  Failure certain() const;
  /// The same ways, all of them from \p At in \p In.
  Failure from(const Stmt *At, const Body &In) const;
  /// The same ways, of which a handler tells.
  Failure told() const;
  /// The same ways, by a function that only checks what must hold.
  Failure asserted() const;
  /// The same ways, which handlers for one of \p Libraries catch, too.
  Failure caughtFor(llvm::ArrayRef<const LibraryModel *> Libraries) const;

private:
  llvm::SmallVector<Way, 1> Ways;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FAILURE_H
