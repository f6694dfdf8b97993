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

/// How something can fail: a set of ways; the empty set means never. A value of
/// a lattice, whose join is the union.
class Failure {
public:
  /// The strongest claim that all ways together support.
  enum Kind {
    Never,
    OfLibraries, ///< Throws only exceptions of some libraries.
    Perhaps,     ///< Runs something that is not known not to throw.
    Certainly,   ///< Runs something that throws in practice.
  };

  /// A call that is not followed: it fails as its callee does.
  struct Through {
    const FunctionDecl *Callee = nullptr; ///< Null if there is none.
    ErrorExit Exit = ErrorExit::Throw;    ///< Of the callee.
    bool IsVirtual = false;               ///< Any override may be called.
    bool OnlyCertain = false;
    /// Except for the errors that handlers for these libraries catch.
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
    /// The parameter whose task has the error; null if it comes from elsewhere.
    const ParmVarDecl *Argument = nullptr;
    /// Where it comes from, in the body In; null if that is not visible.
    const Stmt *At = nullptr;
    const Body *In = nullptr;
    /// A handler reports it before rethrowing it.
    bool IsReported = false;
    /// It is thrown by a function that only checks an assertion.
    bool IsAssertion = false;
    /// Stands for all ways in which another function fails; only in summaries.
    Through Call;

    bool isSame(const Way &Other) const {
      return Of == Other.Of && IsCertain == Other.IsCertain &&
             Argument == Other.Argument && IsReported == Other.IsReported &&
             Call == Other.Call;
    }
  };

  /// A failure that never happens.
  Failure() = default;
  /// A failure with one way.
  explicit Failure(Way Single) : Ways({std::move(Single)}) {}
  /// A failure of the code at \p At, about which nothing else is known.
  static Failure at(const Stmt *At, bool IsCertain = true);

  Kind kind() const;
  bool isNever() const { return Ways.empty(); }
  llvm::ArrayRef<Way> ways() const { return Ways; }
  /// False if all errors are reported, or if there are none.
  bool mayBeLost() const {
    return llvm::any_of(Ways, [](const Way &Each) { return !Each.IsReported; });
  }
  /// The way to show: a visible one first, then one that is not reported, and
  /// an assertion last. Null for never.
  const Way *witness() const;
  /// Where the witness comes from; null for never.
  const Stmt *where() const { return Ways.empty() ? nullptr : witness()->At; }

  /// Adds the ways of \p Other; true if any of them is new.
  bool join(const Failure &Other);
  /// The ways that escape a handler for the exceptions of \p Library.
  Failure without(const LibraryModel &Library) const;
  /// Only the ways that are certain.
  Failure certain() const;
  /// Only the ways of callees that are not followed, for which nothing is
  /// claimed unless the callee is known.
  Failure ofKnownCallees() const;
  /// The same ways, all coming from \p At in \p In.
  Failure from(const Stmt *At, const Body &In) const;
  /// The same ways, reported by a handler.
  Failure reported() const;
  /// The same ways, thrown by a function that only checks an assertion.
  Failure asserted() const;
  /// The same ways, also caught by handlers for any of \p Libraries.
  Failure caughtFor(llvm::ArrayRef<const LibraryModel *> Libraries) const;

private:
  llvm::SmallVector<Way, 1> Ways;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FAILURE_H
