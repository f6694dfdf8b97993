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

/// How many functions deep it is followed what becomes of a task.
static constexpr unsigned MaxDepth = 4;

bool UnobservedTaskCheck::isSafe(const Body &B, const Facts &Unit,
                                 Effects &Does, unsigned Depth) {
  if (!Does.cannotFail(B))
    return false;
  if (B.IsCoroutine || !Unit.types().task(B.Function->getReturnType()))
    return true;
  // It hands on tasks of somebody else's.
  return Depth < MaxDepth && !B.Returns.empty() &&
         llvm::all_of(
             B.Returns,
             [&](const Stmt *S) {
               const auto *Return = dyn_cast<ReturnStmt>(S);
               const Operation *Made =
                   Return ? makerOf(Return->getRetValue(), Unit) : nullptr;
               return Made && losesNothing(*Made, Unit, Does, Depth + 1);
             });
}

/// True if \p Callable keeps a scope open that waits for its end.
static bool holdsScope(const Body &Callable, const Facts &Unit) {
  if (!Callable.Lambda)
    return false;
  return llvm::any_of(
      Callable.Lambda->captures(), [&](const LambdaCapture &Capture) {
        if (!Capture.capturesVariable())
          return false;
        const TypeModel *Model =
            Unit.models().type(Capture.getCapturedVar()->getType());
        return Model && Model->Kind == TypeKind::Scope;
      });
}

/// True if no error that matters can be in the task that \p Op gives.
bool UnobservedTaskCheck::losesNothing(const Operation &Op, const Facts &Unit,
                                       Effects &Does, unsigned Depth) {
  const Body *Callee = Unit.bodyOf(Op.Site.Function);
  if (Callee && !Op.Match)
    return Depth < MaxDepth && isSafe(*Callee, Unit, Does, Depth + 1);
  if (!Op.Match)
    return false;
  switch (Op.Match->Error) {
  case Errors::Handled:
    if (!Op.is(Role::Continue))
      return true;
    break;
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
  const Operation *Before = nullptr;
  if (Op.is(Role::Continue) || Op.is(Role::Adapt))
    Before =
        makerOf(Op.Match->Task.K == Position::Index ? Op.Site.at(Op.Match->Task)
                                                    : Op.Site.Object,
                Unit);
  switch (Op.Match->Is) {
  case Role::Ready:
    return !Op.Match->Callable ||
           (Callable && isSafe(*Callable, Unit, Does, Depth));
  case Role::Observe:
    return true;
  case Role::Adapt:
    return Before && losesNothing(*Before, Unit, Does, Depth);
  case Role::Continue: {
    if (Callable && holdsScope(*Callable, Unit) && !Unit.isStrict())
      return true;
    // A callable that is given the task itself has the error in hand.
    bool TakesTask =
        Callable && Callable->Function->getNumParams() > 0 &&
        Unit.types().task(Callable->Function->getParamDecl(0)->getType());
    if (TakesTask && Op.Match->Error != Errors::Handled)
      return isSafe(*Callable, Unit, Does, Depth);
    if (Op.Match->Error != Errors::Handled &&
        (!Before || !losesNothing(*Before, Unit, Does, Depth)))
      return false;
    // After the last handler a new task, or a throw in sight, starts anew.
    return !Callable ||
           (!Callable->Throws &&
            !Unit.types().task(Callable->Function->getReturnType())) ||
           isSafe(*Callable, Unit, Does, Depth);
  }
  case Role::Offload:
  case Role::Post:
  case Role::MayBlock:
  case Role::Spawn:
    return Callable && isSafe(*Callable, Unit, Does, Depth);
  default:
    return false;
  }
}

/// True if \p Callable tells the code that it comes from that it is done, by
/// something that this code waits for: a latch, a counter.
static bool isJoinedByEvent(const Expr *Callable, const Body &From,
                            const Facts &Unit) {
  const Body *B = Callable ? Unit.bodyOfCallable(Callable) : nullptr;
  auto VariableOf = [](const Operation &Op) -> const Decl * {
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(
        Op.Site.Object ? stripImplicit(Op.Site.Object) : nullptr);
    return Ref ? Ref->getDecl() : nullptr;
  };
  return B && llvm::any_of(B->Operations, [&](const Operation &Told) {
           const Decl *Event = VariableOf(Told);
           return Event &&
                  llvm::any_of(From.Operations, [&](const Operation &Wait) {
                    return Wait.is(Role::Block) &&
                           Wait.Match->Blocks == Blocking::Event &&
                           VariableOf(Wait) == Event;
                  });
         });
}

static bool isJoinedByEvent(const Operation &Op, const Facts &Unit) {
  const Operation *Link = &Op;
  for (unsigned Depth = 0; Link && Depth < 8; ++Depth) {
    for (const Expr *Arg : Link->Site.Args)
      if (isJoinedByEvent(Arg, *Op.In, Unit))
        return true;
    Link = Link->Site.Object ? makerOf(Link->Site.Object, Unit) : nullptr;
  }
  return false;
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
  return Unit.types().task(Param->getType()) &&
         !Param->getType()->isLValueReferenceType() &&
         llvm::all_of(Unit.mentions(Param),
                      [](const Mention &M) { return M.How.isDiscarded(); });
}

/// True if the task went into another one, of which the same can be said.
static bool isWrapped(const Operation &Op, const Facts &Unit) {
  const Operation *Wrapper =
      Op.Result.Through ? Unit.operationAt(Op.Result.Through) : nullptr;
  return Wrapper && Wrapper->Task;
}

void UnobservedTaskCheck::checkDiscarded(const Operation &Op, const Facts &Unit,
                                         Effects &Does) {
  // What returns a reference, a builder say, returns no new task.
  if (!Op.Task || Op.expr()->isGLValue() || Op.In->isDependent())
    return;
  if (isWrapped(Op, Unit))
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
    if (Op.In->IsTest || losesNothing(Op, Unit, Does, 0) ||
        isJoinedByEvent(Op, Unit) ||
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
      (!Unit.types().task(Var->getType()) &&
       classOf(Var->getType()) != Op.Task->Class) ||
      isAllowed(Op) || isWrapped(Op, Unit))
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
        losesNothing(Op, Unit, Does, 0))
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

/// True if \p Task is a parameter, or was made from one.
static bool isOfCaller(const Expr *Task, const Facts &Unit) {
  for (unsigned Depth = 0; Task && Depth < 4; ++Depth) {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripAdapters(Task, Unit.models()));
    if (!Ref || isa<ParmVarDecl>(Ref->getDecl()))
      return Ref;
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    Task = Var ? Var->getInit() : nullptr;
  }
  return false;
}

/// What the completion token of type \p T does, inside its adapters.
static TokenEffect effectOf(QualType T, const Models &Known) {
  for (unsigned Depth = 0; Depth < 8; ++Depth) {
    const TypeModel *Model = Known.type(T);
    if (!Model || Model->Kind != TypeKind::Token)
      return TokenEffect::None;
    if (Model->Token != TokenEffect::Adapter)
      return Model->Token;
    const auto *Special =
        dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T));
    if (!Special || Special->getTemplateArgs().size() == 0 ||
        Special->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      return TokenEffect::Adapter;
    T = Special->getTemplateArgs()[0].getAsType();
  }
  return TokenEffect::None;
}

void UnobservedTaskCheck::checkDetached(const Operation &Op, const Facts &Unit,
                                        Effects &Does) {
  // What comes with a task is lost, or not, with that task.
  if (!Op.Match || Op.In->isDependent() || Op.In->IsTest || isAllowed(Op) ||
      (Op.Task && !Op.expr()->isGLValue()) || isJoinedByEvent(Op, Unit))
    return;
  bool IsSpawn = Op.is(Role::Spawn);
  if (!IsSpawn && !Op.is(Role::Detach) && !Op.is(Role::Async))
    return;

  // Who gets the error?
  Errors Error = Op.Match->Error;
  const Expr *Token = Op.Site.at(Op.Match->Token);
  if (Token)
    Token = stripAdapters(Token, Unit.models());
  bool ByHandler = false;
  if (Token) {
    if (TokenEffect Effect = effectOf(Token->getType(), Unit.models());
        Effect != TokenEffect::None) {
      Error = Effect == TokenEffect::Detached ? Errors::Lost : Errors::Unknown;
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
           "nobody watches this thread: its end cannot be awaited");
    return;
  }
  // A caller that hands its task over has decided.
  if (Error != Errors::Lost || (Op.is(Role::Detach) && isOfCaller(Task, Unit)))
    return;

  // What is started, as far as it is in sight.
  const Expr *Argument =
      Op.Match->Task ? nullptr : Op.Site.at(Op.Match->Callable);
  const Body *Started = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  if (!Started && Argument && !Maker)
    Maker = makerOf(Argument, Unit);
  if (!Started && Maker)
    Started = Unit.bodyOf(Maker->Site.Function);
  if (Started ? isSafe(*Started, Unit, Does, 0)
              : Maker && losesNothing(*Maker, Unit, Does, 0))
    return;
  if (IsSpawn && !Started && !Unit.isStrict())
    return; // It may well catch everything.

  std::string What = "the error of this task";
  if (Op.is(Role::Async))
    What = "the error of " + nameOf(Op.callee());
  if (IsSpawn && Started)
    What = !Started->Lambda       ? "the error of " + nameOf(Started->Function)
           : Started->IsCoroutine ? "the error of this coroutine"
                                  : "the error of what this lambda starts";
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
  if (const Stmt *Where =
          Started && IsSpawn ? Does.failingAt(*Started) : nullptr)
    New.Notes.push_back(
        {Where->getBeginLoc(),
         "an exception here leaves " +
             (Started->Lambda ? "this coroutine" : nameOf(Started->Function)),
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
  New.Notes.push_back({Does.failingAt(B)->getBeginLoc(),
                       "an exception can come from here",
                       {}});
}

} // namespace clang::tidy::async
