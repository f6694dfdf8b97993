//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_CALLABLES_H
#define ASYNC_TIDY_CHECKS_FACTS_CALLABLES_H

#include "facts/Handoffs.h"
#include "index/ValueFate.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <functional>

namespace clang::tidy::async {

/// The fate of a callable that a function receives.
struct CallableFate {
  ValueFate Is = ValueFate::Unknown; ///< Never ValueFate::CalledInTry.
  /// If it is called: a handler around all calls catches everything it throws.
  bool InTry = false;
  /// If it is called: a handler around all calls catches the exceptions of this
  /// library.
  const LibraryModel *Caught = nullptr;
};

/// One use of a callable by a function that receives it.
struct CallableUse {
  /// If the callable is passed on: its fate if the receiver calls it.
  CallableFate Fate;
  /// The call that it is passed on to, which has no model; null if it is not
  /// passed on.
  const Operation *To = nullptr;
  unsigned Index = 0; ///< Of the argument.
  const Expr *At = nullptr;
};

/// Judges where callables run that are passed to calls, by the model of the
/// call, by the body of the function, or according to other files.
class Callables {
public:
  using ContextOf = std::function<ContextKind(const Body &)>;
  /// \p Context gives the contexts of lambdas.
  explicit Callables(
      const Facts &F,
      ContextOf Context = [](const Body &B) { return B.Context; });

  /// The context in which \p Op, which has a model, runs its argument number
  /// \p Index. ContextKind::Plain if it calls it before it returns.
  ContextKind contextOf(const Operation &Op, unsigned Index) const;

  /// The fate of argument number \p Index in the function that \p Op calls,
  /// which has no model. None if it is unknown.
  std::optional<CallableFate> fateOf(const Operation &Op,
                                     unsigned Index) const {
    return fateOf(Op, Index, 0);
  }

  /// All uses of the callable \p Param by \p Callee; none if some of them are
  /// unknown.
  std::optional<llvm::SmallVector<CallableUse, 2>>
  usesOf(const Body &Callee, const ParmVarDecl *Param) const;

  /// True if the event loops of \p Library have several threads in this unit.
  bool isThreaded(const LibraryModel *Library) const {
    return Threaded.contains(Library);
  }

private:
  std::optional<CallableFate> fateOf(const Operation &Op, unsigned Index,
                                     unsigned Depth) const;
  bool collect(const Body &Callee, const VarDecl *Var, unsigned Depth,
               llvm::SmallVectorImpl<CallableUse> &To) const;
  std::optional<CallableUse> useOf(const Mention &M, const Body &Callee) const;
  CallableFate fateOfCodeIn(const Body &Code, const Body &Callee) const;

  const Facts &F;
  ContextOf Context;
  llvm::SmallPtrSet<const LibraryModel *, 2> Threaded;
};

/// The context of a callable that runs at \p P and is not called at once.
ContextKind contextAt(Place P);

/// The argument of \p Offload that runs on a thread pool, by its model or by
/// what its function does with it; null if there is none.
const Expr *offloadedArgument(const Operation &Offload, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CALLABLES_H
