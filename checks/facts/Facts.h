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
class Locks;
class ProjectIndex;
struct Body;

/// A call that may matter: to a function with a role, or to user code.
struct Operation {
  CallSite Site;
  CallMatch Match;
  /// The type of the result, if it is a task; null otherwise.
  const TaskInfo *Task = nullptr;
  Use Result;
  Surroundings At;
  Body *In = nullptr;

  bool is(Role R) const { return Match && Match->Is == R; }
  const Expr *expr() const { return Site.E; }
  /// The declaration that is called, for messages.
  const NamedDecl *callee() const { return Site.Callee; }
};

/// One `co_await`.
struct Await {
  const Expr *E = nullptr; ///< A CoawaitExpr or DependentCoawaitExpr.
  const Expr *Operand = nullptr;
  Surroundings At;
  Use Result;
};

/// One mention of a local variable or parameter that is or holds a task, or of
/// a member that is a task.
struct Mention {
  const Expr *Ref = nullptr;
  Use Usage;
  Body *In = nullptr;
};

/// The code of one function or lambda.
struct Body {
  /// Its index in Facts::bodies(): a dense number, for tables.
  unsigned Id = 0;
  const FunctionDecl *Function = nullptr;
  const LambdaExpr *Lambda = nullptr; ///< Null for a function.
  Use Usage; ///< Of a lambda: how the surrounding code uses it.
  const Way *Chosen = nullptr; ///< Of a lambda: the branch that creates it.
  const Stmt *Code = nullptr;
  Body *Parent = nullptr; ///< Of a lambda: the enclosing body.
  ContextKind Context = ContextKind::Plain;
  /// Of a lambda, or of a function that is only passed on: the call that it is
  /// passed to; null if it is called directly.
  const Operation *PassedTo = nullptr;
  /// Of a fiber: the library whose waits suspend the fiber.
  const LibraryModel *Fibers = nullptr;
  /// True on the event loop of one user or device, see Place::LocalLoop.
  bool OnLocalLoop = false;
  /// True if it runs as a part of its parent.
  bool IsInline = false;
  /// True for a lambda in a variable that is only called: its exceptions are
  /// handled at these calls.
  bool IsOnlyCalled = false;
  /// True for a lambda that is used where it is written, in a `try` whose
  /// handler catches everything it throws.
  bool IsInTry = false;
  /// The library whose exceptions that handler catches, if it only catches
  /// those.
  const LibraryModel *CaughtLibrary = nullptr;
  bool IsTest = false;
  bool HasLoop = false;
  const Stmt *Throws = nullptr;     ///< A throw that no handler here catches.
  std::deque<Operation> Operations; ///< In the order of the source.
  std::deque<Await> Awaits;
  std::vector<Body *> Children;
  std::vector<const Stmt *> Returns; ///< `return` or `co_return`.
  /// Coroutines have a promise.
  const CXXRecordDecl *Promise = nullptr;
  bool IsCoroutine = false;

  /// The function to name in messages: the body itself, or the function around
  /// a lambda.
  const FunctionDecl *named() const {
    return Lambda && Parent ? Parent->named() : Function;
  }
  /// True in a template pattern, where types are not known yet.
  bool isDependent() const { return Function->isDependentContext(); }
  /// True if a call with \p Match, which would block a thread, suspends here
  /// instead.
  bool suspendsIn(const CallMatch &Match) const;
  bool suspendsIn(const Operation &Op) const { return suspendsIn(Op.Match); }
  /// True if it runs where blocking in a call with \p Match is customary.
  bool toleratesBlocking(const CallMatch &Match) const {
    return OnLocalLoop && Match && Match->Is == Role::Block &&
           (Match->Blocks == Blocking::File ||
            Match->Blocks == Blocking::NestedLoop);
  }
  bool toleratesBlocking(const Operation &Op) const {
    return toleratesBlocking(Op.Match);
  }
};

/// The body that runs \p B: \p B itself, or the one that calls it immediately.
const Body &outermost(const Body &B);

/// Options for gathering the facts.
struct FactsOptions {
  bool Strict = false;
  /// A regular expression that the paths of tests match; empty if unused.
  std::string TestPaths;
  /// Paths below this directory are matched relative to it; empty if unused.
  std::string TestRoot;
};

/// The tables behind the facts, filled by the walk over a unit.
struct FactsTables {
  FactsTables(ASTContext &Context, const Models &AllModels,
              FactsOptions Options)
      : Context(Context), AllModels(AllModels), Options(std::move(Options)),
        Types(Context, AllModels) {}

  ASTContext &Context;
  const Models &AllModels;
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

/// The facts about the code of a translation unit, gathered in one pass.
class Facts : FactsTables {
public:
  explicit Facts(FactsTables Tables) : FactsTables(std::move(Tables)) {}

  ASTContext &context() const { return Context; }
  const SourceManager &sources() const { return Context.getSourceManager(); }
  const Models &models() const { return AllModels; }
  const TaskTypes &types() const { return Types; }
  bool isStrict() const { return Options.Strict; }
  /// The index of the functions of other files; null if there is none.
  const ProjectIndex *project() const { return Project; }
  /// Uses \p Index, which may be null and must outlive this, for the contexts
  /// of bodies and all later questions.
  void useIndex(const ProjectIndex *Index);

  const std::deque<Body> &bodies() const { return Bodies; }
  std::deque<Body> &bodies() { return Bodies; }
  /// The body of \p F; null if it is not visible.
  const Body *bodyOf(const FunctionDecl *F) const;
  /// The body of the lambda \p E, instantiated if it is generic.
  const Body *bodyOf(const LambdaExpr *E) const;
  /// The body that calling \p E would run: of a lambda, of a variable that
  /// holds one, of a named function, or of a functor. Null if it is unknown.
  const Body *bodyOfCallable(const Expr *E) const;

  /// Where the variable or member \p D is mentioned, in the order of the
  /// source.
  llvm::ArrayRef<Mention> mentions(const ValueDecl *D) const;

  /// The origin of the executor \p E: a pool, an accessor of a global pool, or
  /// a parameter.
  const Expr *executorRoot(const Expr *E) const;

  /// Where a call of \p Op runs its callable.
  Place placeOf(const Operation &Op) const;

  /// The chains of links that lead to tasks; needs facts/Chains.h.
  Chains chains() const;

  /// The control flow of \p B, built on first use; needs facts/Flow.h.
  const Flow &flow(const Body &B) const;

  /// The locks that \p B holds at each point, found on first use; needs
  /// facts/Locks.h.
  const Locks &locks(const Body &B) const;

  /// The operation at \p E; null if there is none.
  const Operation *operationAt(const Expr *E) const;

  /// The function that \p Op runs regardless of overrides; null if it depends
  /// on the object, or if it is unknown.
  const FunctionDecl *fixedTarget(const Operation &Op) const;

  /// The function that \p Op runs: for a virtual function, the only visible
  /// override, or the one that the type of the object determines. Null if it is
  /// unknown.
  const FunctionDecl *target(const Operation &Op) const;

  /// The bodies of all overrides of the pure virtual function that \p Op calls;
  /// empty if one of the known overrides has no visible body, or if \p Op does
  /// not call a pure virtual function.
  llvm::SmallVector<const Body *, 2> overrideBodies(const Operation &Op) const;

  /// The direct overriders of each virtual function that are visible.
  const auto &overriders() const { return Overriders; }

  /// The functions that are mentioned other than in a direct call.
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

  const ProjectIndex *Project = nullptr;
  mutable std::shared_ptr<ChainCache> AllChains;
  mutable llvm::DenseMap<unsigned, std::shared_ptr<const Flow>>
      Flows; ///< By Body::Id.
  mutable llvm::DenseMap<unsigned, std::shared_ptr<const Locks>>
      AllLocks; ///< By Body::Id.
};

/// Walks the user's own code in the unit of \p Context, within the traversal
/// scope.
Facts buildFacts(ASTContext &Context, const Models &AllModels,
                 FactsOptions Options);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FACTS_H
