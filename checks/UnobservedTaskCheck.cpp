//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnobservedTaskCheck.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

// One spelling for the reader, the writer and the config dump.
static constexpr llvm::StringLiteral AllowVoidCastKey = "AllowVoidCast";
static constexpr llvm::StringLiteral AllowedTypesKey = "AllowedTypes";
static constexpr llvm::StringLiteral AllowedFunctionsKey = "AllowedFunctions";

static std::vector<StringRef> splitList(StringRef List) {
  llvm::SmallVector<StringRef> Parts;
  List.split(Parts, ';', -1, false);
  for (StringRef &Part : Parts)
    Part = Part.trim();
  return {Parts.begin(), Parts.end()};
}

UnobservedTaskCheck::UnobservedTaskCheck(StringRef Name,
                                         ClangTidyContext *Context)
    : AsyncCheck(Name, Context),
      AllowVoidCast(Options.get(AllowVoidCastKey, false)),
      AllowedTypes(splitList(Options.get(AllowedTypesKey, ""))),
      AllowedFunctions(splitList(Options.get(AllowedFunctionsKey, ""))) {}

void UnobservedTaskCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, AllowVoidCastKey, AllowVoidCast);
  Options.store(Opts, AllowedTypesKey, llvm::join(AllowedTypes, ";"));
  Options.store(Opts, AllowedFunctionsKey, llvm::join(AllowedFunctions, ";"));
}

void UnobservedTaskCheck::checkFacts(const Facts &Unit, Effects &Does) {
  for (const Body &B : Unit.bodies()) {
    for (const Operation &Op : B.Operations) {
      checkDiscarded(Op, Unit, Does);
      checkVariable(Op, Unit, Does);
      checkDetached(Op, Unit, Does);
    }
    checkFireAndForget(B, Unit, Does);
  }
}

bool UnobservedTaskCheck::isAllowed(const Operation &Op) const {
  const NamedDecl *Callee = Op.Site.Function ? Op.Site.Function : Op.callee();
  if (Callee && llvm::any_of(AllowedFunctions, [&](StringRef Name) {
        return hasQualifiedName(Callee, Name);
      }))
    return true;
  if (Callee && llvm::any_of(Callee->specific_attrs<AnnotateAttr>(),
                             [](const AnnotateAttr *Attr) {
                               return Attr->getAnnotation() ==
                                      "async-tidy::fire_and_forget_ok";
                             }))
    return true;
  return Op.Task && llvm::any_of(AllowedTypes, [&](StringRef Name) {
           return hasQualifiedName(Op.Task->Class, Name);
         });
}

/// What happens when the task that \p Op returns is destroyed at once.
static Drop dropOf(const Operation &Op) {
  if (Op.Match && Op.Match->Dropped != Drop::Unknown)
    return Op.Match->Dropped;
  if (Op.Match && Op.Match->StartsAs == Start::Lazy)
    return Drop::NeverRuns;
  return Op.Task->Dropped;
}

/// The operation that made what \p E names: a call, or the call that a local
/// variable is made from.
static const Operation *makerOf(const Expr *E, const Facts &Unit) {
  E = E ? stripAdapters(E, Unit.models()) : nullptr;
  if (!E)
    return nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->hasLocalStorage() && Var->getInit())
      E = stripAdapters(Var->getInit(), Unit.models());
  return Unit.operationAt(E);
}

/// True if no error that matters can be in the task that \p Op gives.
bool UnobservedTaskCheck::losesNothing(const Operation &Op, const Facts &Unit,
                                       Effects &Does) {
  const Body *Callee = Unit.bodyOf(Op.Site.Function);
  if (Callee && !Op.Match) {
    if (Callee->IsCoroutine)
      return Does.cannotFail(*Callee);
    // It hands on a task of somebody else's.
    if (Callee == Op.In || Callee->Returns.empty())
      return false;
    return Does.cannotFail(*Callee) &&
           llvm::all_of(Callee->Returns, [&](const Stmt *S) {
             const auto *Return = dyn_cast<ReturnStmt>(S);
             const Operation *Made =
                 Return ? makerOf(Return->getRetValue(), Unit) : nullptr;
             // One level: enough for a wrapper, and no recursion.
             return Made && Made->Match &&
                    (Made->is(Role::Ready) ||
                     Made->Match->Error == Errors::Handled);
           });
  }
  if (!Op.Match)
    return false;
  switch (Op.Match->Error) {
  case Errors::Handled:
  case Errors::Terminates:
    return true;
  case Errors::Partly:
  case Errors::Ends:
    return !Unit.isStrict();
  default:
    break;
  }
  const Expr *Argument = Op.Site.at(Op.Match->Callable);
  const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  switch (Op.Match->Is) {
  case Role::Ready:
    return !Op.Match->Callable || (Callable && Does.cannotFail(*Callable));
  case Role::Observe:
    return true;
  case Role::Continue: {
    const Operation *Before =
        makerOf(Op.Match->Task.K == Position::Index ? Op.Site.at(Op.Match->Task)
                                                    : Op.Site.Object,
                Unit);
    if (!Before || !losesNothing(*Before, Unit, Does))
      return false;
    // After the last handler a new task, or a throw in sight, starts anew.
    return !Callable ||
           (!Callable->Throws &&
            !Unit.types().task(Callable->Function->getReturnType())) ||
           Does.cannotFail(*Callable);
  }
  case Role::Offload:
  case Role::Post:
  case Role::Spawn:
    return Callable && Does.cannotFail(*Callable);
  default:
    return false;
  }
}

/// True if \p Op's result goes to a function in sight that never looks at it.
static bool isPassedToSink(const Operation &Op, const Facts &Unit) {
  if (Op.Result.Is != Use::Passed && Op.Result.Is != Use::Assigned)
    return false;
  const Operation *Sink =
      Op.Result.Call ? Unit.operationAt(Op.Result.Call) : nullptr;
  if (!Sink || Sink->Match || !Sink->Site.Function)
    return false;
  const Body *B = Unit.bodyOf(Sink->Site.Function);
  unsigned Index = Op.Result.Is == Use::Passed ? Op.Result.Index : 0;
  if (!B || B->isDependent() || Index >= B->Function->getNumParams())
    return false;
  const ParmVarDecl *Param = B->Function->getParamDecl(Index);
  return Unit.types().task(Param->getType()) && Unit.mentions(Param).empty() &&
         !Param->getType()->isLValueReferenceType();
}

void UnobservedTaskCheck::checkDiscarded(const Operation &Op, const Facts &Unit,
                                         Effects &Does) {
  // What returns a reference, a builder say, returns no new task.
  if (!Op.Task || Op.expr()->isGLValue() || Op.In->isDependent())
    return;
  bool IsSunk = isPassedToSink(Op, Unit);
  if (!Op.Result.isDiscarded() && !IsSunk)
    return;
  if (isAllowed(Op))
    return;
  std::string Text;
  Drop Dropped = dropOf(Op);
  switch (Dropped) {
  case Drop::NeverRuns:
    Text = "the task that " + nameOf(Op.callee()) +
           " returns never runs: it starts when it is awaited";
    break;
  case Drop::LosesError:
    if (Op.In->IsTest || losesNothing(Op, Unit, Does) ||
        (AllowVoidCast && Op.Result.Is != Use::Discarded))
      return;
    Text = "nobody looks at the task that " + nameOf(Op.callee()) +
           " returns: its error is lost";
    break;
  case Drop::Blocks:
    if (Op.In->IsTest)
      return;
    Text = nameOf(Op.callee()) +
           " blocks here until its work is done: the task that it returns is "
           "destroyed at once";
    break;
  default:
    return;
  }
  Finding &New = report(*Op.In, Op.expr(), std::move(Text));
  if (IsSunk) {
    const Operation *Sink = Unit.operationAt(Op.Result.Call);
    New.Notes.push_back({Sink->Site.Function->getLocation(),
                         nameOf(Sink->callee()) + " never uses it",
                         {}});
    return;
  }
  New.Edits = fix::awaitDiscarded(Op, Unit);
  if (Dropped == Drop::LosesError && New.Edits.empty())
    if (Fix Edits = fix::appendObserver(Op, Unit); !Edits.empty())
      New.Notes.push_back(
          {Op.expr()->getExprLoc(), "handle its error here", std::move(Edits)});
}

void UnobservedTaskCheck::checkVariable(const Operation &Op, const Facts &Unit,
                                        Effects &Does) {
  const VarDecl *Var = Op.Result.Is == Use::Local ? Op.Result.Var : nullptr;
  if (!Op.Task || !Var || !Var->hasLocalStorage() || Op.In->isDependent() ||
      Op.expr()->isGLValue() || Var->getType()->isReferenceType() ||
      !Unit.types().task(Var->getType()) || isAllowed(Op))
    return;
  bool IsSeen = llvm::any_of(Unit.mentions(Var), [&](const Mention &M) {
    if (M.How.isDiscarded())
      return false;
    const Operation *Call =
        M.How.Is == Use::ObjectOf ? Unit.operationAt(M.How.Call) : nullptr;
    return !Call || !Call->is(Role::Query);
  });
  if (IsSeen)
    return;
  std::string Text;
  switch (dropOf(Op)) {
  case Drop::NeverRuns:
    Text = "the task in '" + Var->getName().str() +
           "' never runs: nothing awaits it";
    break;
  case Drop::LosesError:
    if (Op.In->IsTest || Var->hasAttr<UnusedAttr>() ||
        losesNothing(Op, Unit, Does))
      return;
    Text = "nothing awaits '" + Var->getName().str() +
           "': its value and its error are lost";
    break;
  default:
    return;
  }
  Finding &New = report(*Op.In, Op.expr(), std::move(Text));
  New.At = Unit.sources().getFileLoc(Var->getLocation());
  New.Edits = fix::awaitVariable(Var, Op, Unit);
}

void UnobservedTaskCheck::checkDetached(const Operation &Op, const Facts &Unit,
                                        Effects &Does) {
  if (!Op.Match || Op.In->isDependent() || Op.In->IsTest || isAllowed(Op))
    return;
  bool IsSpawn = Op.is(Role::Spawn);
  if (!IsSpawn && !Op.is(Role::Detach) && !Op.is(Role::Async))
    return;

  // Who gets the error?
  Errors Error = Op.Match->Error;
  const Expr *Token = Op.Site.at(Op.Match->Token);
  bool ByHandler = false;
  if (Token) {
    if (const TypeModel *Model = Unit.models().type(Token->getType());
        Model && Model->Kind == TypeKind::Token) {
      Error = Model->Token == TokenEffect::Detached ? Errors::Lost
                                                    : Errors::Unknown;
    } else if (const Body *Handler = Unit.bodyOfCallable(Token);
               Handler && Handler->Function->getNumParams() > 0) {
      // The first parameter is the error.
      const ParmVarDecl *First = Handler->Function->getParamDecl(0);
      bool Ignores = !First->isReferenced() && !First->isUsed();
      ByHandler = true;
      Error = Ignores && (IsSpawn || Unit.isStrict()) ? Errors::Lost
                                                      : Errors::Handled;
    } else {
      return;
    }
  }
  if (Error == Errors::Ends && Unit.isStrict())
    Error = Errors::Lost;

  const Expr *Task = Op.Site.at(Op.Match->Task);
  const Operation *Maker = makerOf(Task, Unit);
  if (Error == Errors::Terminates && Op.is(Role::Detach)) {
    const TypeModel *Model =
        Task ? Unit.models().type(Op.Site.ObjectClass) : nullptr;
    if (!Model || Model->Kind != TypeKind::Thread)
      return;
    report(*Op.In, Op.expr(),
           "nobody watches this thread: its end cannot be awaited, and an "
           "exception in it ends the process");
    return;
  }
  if (Error != Errors::Lost)
    return;

  // What is started, as far as it is in sight.
  const Expr *Argument = Op.Site.at(Op.Match->Callable);
  const Body *Started = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  if (!Started && Argument && !Maker)
    Maker = makerOf(Argument, Unit);
  if (!Started && Maker)
    Started = Unit.bodyOf(Maker->Site.Function);
  if (Started ? Does.cannotFail(*Started)
              : Maker && losesNothing(*Maker, Unit, Does))
    return;
  if (IsSpawn && !Started && !Unit.isStrict())
    return; // It may well catch everything.

  std::string What = "the error of " + nameOf(Op.callee());
  if (IsSpawn && Started)
    What = Started->Lambda ? "the error of this coroutine"
                           : "the error of " + nameOf(Started->Function);
  else if (Maker)
    What = "the error of " + nameOf(Maker->callee());
  const NamedDecl *TokenDecl = nullptr;
  if (const auto *Ref =
          Token ? dyn_cast<DeclRefExpr>(stripImplicit(Token)) : nullptr)
    TokenDecl = Ref->getDecl();
  std::string Why = ByHandler   ? ": the handler ignores it"
                    : TokenDecl ? ": " + nameOf(TokenDecl) + " drops it"
                                : ": " + nameOf(Op.callee()) + " lets go of it";
  Finding &New = report(*Op.In, Op.expr(), What + " is lost" + Why);
  if (const Stmt *Where = Started && IsSpawn ? Does.failingAt(*Started) : nullptr)
    New.Notes.push_back({Where->getBeginLoc(),
                         "an exception here leaves " +
                             (Started->Lambda ? "this coroutine"
                                              : nameOf(Started->Function)),
                         {}});
}

void UnobservedTaskCheck::checkFireAndForget(const Body &B, const Facts &Unit,
                                             Effects &Does) {
  if (!B.IsCoroutine || B.isDependent() || B.IsTest ||
      !Unit.types().isFireAndForget(B.Function->getReturnType()) ||
      Unit.types().unhandled(B.Promise) != Unhandled::Ignored ||
      Does.cannotFail(B))
    return;
  SourceLocation At =
      B.Lambda ? B.Lambda->getBeginLoc() : B.Function->getLocation();
  Finding &New = report(
      &B, At,
      "an exception in " +
          (B.Lambda ? std::string("this coroutine") : nameOf(B.Function)) +
          " is lost: its return type ignores it, and nothing can await it");
  New.Notes.push_back(
      {Does.failingAt(B)->getBeginLoc(), "an exception can come from here", {}});
}

} // namespace clang::tidy::async
