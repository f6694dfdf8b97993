//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_FACTS_H
#define ASYNC_TIDY_CHECKS_FACTS_FACTS_H

#include "facts/Annotations.h"
#include "facts/Objects.h"
#include "facts/Surroundings.h"
#include "facts/TaskTypes.h"
#include "facts/Uses.h"
#include "index/ContextKind.h"
#include <deque>
#include <memory>
#include <optional>

namespace clang::tidy::async {

class Chains;
struct ChainCache;
class Flow;
struct Body;

/// A call that may matter: of a function with a role, or of the user's own.
struct Operation {
  CallSite Site;
  CallMatch Match;
  /// What is returned, if that is a task.
  const TaskInfo *Task = nullptr;
  Use Result;
  Surroundings At;
  Body *In = nullptr;

  bool is(Role R) const { return Match && Match->Is == R; }
  const Expr *expr() const { return Site.E; }
  /// The name of what is called, for messages.
  const NamedDecl *callee() const { return Site.Callee; }
};

/// One `co_await`.
struct Await {
  const Expr *E = nullptr; ///< A CoawaitExpr or DependentCoawaitExpr.
  const Expr *Operand = nullptr;
  Surroundings At;
  Use Result;
};

/// One mention of a local variable or a parameter that is, or holds, a task, or
/// of a member that is one.
struct Mention {
  const Expr *Ref = nullptr;
  Use How;
  Body *In = nullptr;
};

/// The code of one function or lambda.
struct Body {
  /// Its index in Facts::bodies(): a dense number, for tables.
  unsigned Id = 0;
  const FunctionDecl *Function = nullptr;
  const LambdaExpr *Lambda = nullptr; ///< Null for a function.
  Use How; ///< Of a lambda: what the code around it does with it.
  const Way *Chosen = nullptr; ///< Of a lambda: the way that it is made on.
  const Stmt *Code = nullptr;
  Body *Parent = nullptr; ///< Of a lambda: the body that it stands in.
  ContextKind Context = ContextKind::Plain;
  /// Of a lambda, or of a function that is only handed on: what it is handed
  /// to; null if it is called here.
  const Operation *HandedTo = nullptr;
  /// Of a fiber: the library whose waits suspend there.
  const LibraryModel *Fibers = nullptr;
  /// On the event loop of one user or device, see Place::LocalLoop.
  bool OnLocalLoop = false;
  /// It runs while its parent does, as a part of it.
  bool IsInline = false;
  /// A lambda in a variable that is only called: what it throws is a matter of
  /// these calls.
  bool IsOnlyCalled = false;
  /// A lambda where it is used, not kept, and what it throws is caught there.
  bool IsCaughtAround = false;
  /// Likewise, but only what this library's operations throw is caught.
  const LibraryModel *CaughtAround = nullptr;
  bool IsTest = false;
  bool HasLoop = false;
  const Stmt *Throws = nullptr;     ///< A throw outside of what catches it.
  std::deque<Operation> Operations; ///< In the order of the source.
  std::deque<Await> Awaits;
  std::vector<Body *> Children;
  std::vector<const Stmt *> Returns; ///< `return` or `co_return`.
  /// Coroutines have a promise.
  const CXXRecordDecl *Promise = nullptr;
  bool IsCoroutine = false;

  /// The name of the function that it is, or stands in, for messages.
  const FunctionDecl *named() const {
    return Lambda && Parent ? Parent->named() : Function;
  }
  /// True in a pattern, where types are not known yet.
  bool isDependent() const { return Function->isDependentContext(); }
  /// True if what \p Match says of, which would block a thread, suspends here
  /// instead.
  bool suspendsIn(const CallMatch &Match) const;
  bool suspendsIn(const Operation &Op) const { return suspendsIn(Op.Match); }
  /// True if it runs where it is custom to block on what \p Match says.
  bool isUsedTo(const CallMatch &Match) const {
    return OnLocalLoop && Match && Match->Is == Role::Block &&
           (Match->Blocks == Blocking::File ||
            Match->Blocks == Blocking::NestedLoop);
  }
  bool isUsedTo(const Operation &Op) const { return isUsedTo(Op.Match); }
};

/// The function that runs \p B: itself, or the one that calls it at once.
const Body &outermost(const Body &B);

/// What the facts are asked for.
struct FactsOptions {
  bool Strict = false;
  /// A regular expression for the paths of tests; empty for none.
  std::string TestPaths;
  /// The folder below which paths are looked at; empty for none.
  std::string TestRoot;
};

/// The tables behind the facts, which the walk over a unit fills.
struct FactsTables {
  FactsTables(ASTContext &Context, const Models &Known, FactsOptions Options)
      : Context(Context), Known(Known), Options(std::move(Options)),
        Types(Context, Known) {}

  ASTContext &Context;
  const Models &Known;
  FactsOptions Options;
  TaskTypes Types;
  std::deque<Body> Bodies;
  std::deque<Way> Ways;
  llvm::DenseMap<const FunctionDecl *, Body *> ByFunction;
  llvm::DenseMap<const CXXRecordDecl *, Body *> ByLambdaClass;
  llvm::DenseMap<const Decl *, llvm::SmallVector<Mention, 2>> Mentions;
  llvm::DenseMap<const Expr *, Operation *> ByExpr;
  llvm::DenseMap<const FunctionDecl *, llvm::SmallVector<const Operation *, 2>>
      Calls;
  llvm::DenseSet<const FunctionDecl *> AddressTaken;
  llvm::DenseMap<const CXXMethodDecl *,
                 llvm::SmallVector<const CXXMethodDecl *, 1>>
      Overriders;
};

/// What the code of a translation unit does. Gathered in one pass.
class Facts : FactsTables {
public:
  explicit Facts(FactsTables Gathered) : FactsTables(std::move(Gathered)) {}

  ASTContext &context() const { return Context; }
  const SourceManager &sources() const { return Context.getSourceManager(); }
  const Models &models() const { return Known; }
  const TaskTypes &types() const { return Types; }
  bool isStrict() const { return Options.Strict; }

  const std::deque<Body> &bodies() const { return Bodies; }
  std::deque<Body> &bodies() { return Bodies; }
  /// The body of \p F; null if it is not in sight.
  const Body *bodyOf(const FunctionDecl *F) const;
  /// The body of the lambda \p E, instantiated if it is generic.
  const Body *bodyOf(const LambdaExpr *E) const;
  /// The body that calling \p E would run: that of a lambda, of a variable that
  /// holds one, of a function named. Null if that is not known.
  const Body *bodyOfCallable(const Expr *E) const;

  /// Where the variable or member \p D is mentioned, in the order of the
  /// source.
  llvm::ArrayRef<Mention> mentions(const ValueDecl *D) const;

  /// What the executor \p E comes from: a pool, an accessor of a global one, a
  /// parameter.
  const Expr *executorRoot(const Expr *E) const;

  /// Where a call of \p Op runs its callable.
  Place placeOf(const Operation &Op) const;

  /// The chains that tasks come through, for who includes facts/Chains.h.
  Chains chains() const;

  /// The control flow of \p B, for who includes facts/Flow.h; built when it is
  /// first asked for.
  const Flow &flow(const Body &B) const;

  /// The operation at \p E; null if there is none.
  const Operation *operationAt(const Expr *E) const;

  /// The function that \p Op runs, whatever overrides there may be; null if
  /// the object decides that, or if it is not known.
  const FunctionDecl *fixedTarget(const Operation &Op) const;

  /// The function that \p Op runs: of a virtual one, the only override in
  /// sight, or the one that the object's type decides. Null if that is not
  /// known.
  const FunctionDecl *target(const Operation &Op) const;

  /// The bodies of all overrides in sight of the pure virtual function that \p
  /// Op calls; empty if one of them is elsewhere, or if it calls another one.
  llvm::SmallVector<const Body *, 2> overridesRunBy(const Operation &Op) const;

  /// What overrides each virtual function directly, as far as it is in sight.
  const auto &overriders() const { return Overriders; }

  /// The function declarations that are called other than by a direct call.
  const llvm::DenseSet<const FunctionDecl *> &addressTaken() const {
    return AddressTaken;
  }
  bool isAddressTaken(const FunctionDecl *F) const {
    return AddressTaken.contains(F->getCanonicalDecl());
  }
  /// The direct calls of \p F.
  llvm::ArrayRef<const Operation *> callsOf(const FunctionDecl *F) const;

private:
  const Body *bodyOfFunctor(const CXXRecordDecl *Class) const;

  mutable std::shared_ptr<ChainCache> AllChains;
  mutable llvm::DenseMap<unsigned, std::shared_ptr<const Flow>>
      Flows; ///< By Body::Id.
};

/// Walks the user's own code of \p Context's unit, as far as it is in the
/// traversal scope.
Facts buildFacts(ASTContext &Context, const Models &Known,
                 FactsOptions Options);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FACTS_H
