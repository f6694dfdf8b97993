//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnobservedTaskCheck.h"
#include "facts/Chains.h"
#include "facts/Joins.h"
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
  Failing &Fails = Does.failing();
  for (const Body &B : Unit.bodies()) {
    for (const Operation &Op : B.Operations) {
      checkDiscarded(Op, Unit, Fails);
      checkHeld(Op, Unit, Fails);
      checkDetached(Op, Unit, Fails);
    }
    checkFireAndForget(B, Unit, Fails);
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

/// True if nothing stands in the way of returning \p Op's task from its
/// function, which does nothing else.
static bool couldReturn(const Operation &Op, const Facts &Unit) {
  const FunctionDecl *Function = Op.In->Function;
  const auto *Block = dyn_cast<CompoundStmt>(Op.In->Code);
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Block && Block->size() == 1 &&
         Block->body_front() == Op.Result.Statement && !Op.In->Lambda &&
         Function->getReturnType()->isVoidType() &&
         !isa<CXXConstructorDecl, CXXDestructorDecl>(Function) &&
         !(Method && Method->isVirtual()) && !Function->isExternC() &&
         !Op.In->IsTest && !Unit.isAddressTaken(Function) &&
         !Unit.models().isEntryPoint(Function);
}

/// A scope of the library of \p Op's task that \p Op could hand it to, and the
/// function that does it.
static std::pair<const ValueDecl *, StringRef> scopeInReach(const Operation &Op,
                                                            const Facts &Unit) {
  llvm::SmallVector<const ValueDecl *, 8> Near(Op.In->Function->parameters());
  if (const auto *Block = dyn_cast<CompoundStmt>(Op.In->Code))
    for (const Stmt *Part : Block->body())
      if (const auto *Declaring = dyn_cast<DeclStmt>(Part);
          Declaring && Unit.sources().isBeforeInTranslationUnit(
                           Part->getEndLoc(), Op.expr()->getBeginLoc()))
        for (const Decl *D : Declaring->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D))
            Near.push_back(Var);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Op.In->Function);
      Method && Method->isInstance())
    llvm::append_range(Near, Method->getParent()->fields());
  for (const ValueDecl *D : Near) {
    QualType T = D->getType().getNonReferenceType();
    const TypeModel *Model =
        Unit.models().type(T->isPointerType() ? T->getPointeeType() : T);
    if (!Model || Model->Kind != TypeKind::Scope || !Op.Task->Model ||
        Model->Library != Op.Task->Model->Library)
      continue;
    for (const MemberCall &Call : Unit.models().callsOn(*Model, Role::Spawn))
      if (Call.Entry->Task)
        return {D, Call.Name};
  }
  return {};
}

void UnobservedTaskCheck::checkDiscarded(const Operation &Op, const Facts &Unit,
                                         Failing &Fails) {
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
    Text = "the task that " + nameOf(Op) +
           " returns never runs: it starts when it is awaited";
    break;
  case Drop::LosesError:
  case Drop::Terminates:
    if (Op.In->IsTest || Fails.inTask(Op).isNever() ||
        isJoinedByEvent(Op, Unit) ||
        (AllowVoidCast && Op.Result.Is != Use::Discarded))
      return;
    Text = "nobody looks at the task that " + nameOf(Op) + " returns: " +
           (Dropped == Drop::Terminates ? "if it fails, the process ends"
                                        : "its error is lost");
    break;
  case Drop::Cancels:
    if (Op.In->IsTest)
      return;
    Text = "the task that " + nameOf(Op) +
           " returns is destroyed at once, which cancels its work";
    break;
  case Drop::Blocks:
    if (Op.In->IsTest)
      return;
    Text = nameOf(Op) +
           " blocks here until its work is done: the task that it returns is "
           "destroyed at once";
    break;
  default:
    return;
  }
  Draft &New = report(*Op.In, Op.expr(), std::move(Text));
  if (IsSunk) {
    const Operation *Sink = Unit.operationAt(Op.Result.Call);
    New.note(Sink->Site.Function->getLocation(),
             nameOf(Sink->callee()) + " never uses it");
    return;
  }
  // A loop that lets go of running tasks on purpose has several at once; if it
  // awaited each, it would wait.
  bool IsForMany = Op.At.InLoop && Op.Result.Is != Use::Discarded &&
                   Dropped != Drop::NeverRuns;
  Fix Await = IsForMany ? Fix() : fix::awaitDiscarded(Op, Unit);
  // What is launched on purpose runs beside what follows: to wait for it is not
  // for a fix to decide.
  bool IsLaunched = Op.is(Role::Spawn);
  if (!IsLaunched)
    New.offer(std::move(Await));
  if (New.hasFix())
    return;
  SourceLocation Here = Op.expr()->getExprLoc();
  if (Dropped != Drop::NeverRuns && Dropped != Drop::Blocks)
    New.offerAt(Here, fix::appendObserver(Op, Unit));
  if (IsLaunched && !Await.empty())
    New.note(Here, "await it, if what follows may wait", NoteKind::Advice);
  if (couldReturn(Op, Unit))
    New.note(Here,
             "return it, so that the callers of " + nameOf(Op.In->Function) +
                 " can wait for it",
             NoteKind::Advice);
  if (auto [Scope, Adder] = scopeInReach(Op, Unit); Scope)
    New.note(Scope->getLocation(),
             "hand it to " + nameOf(Scope) + ", by '" + Adder.str() + "'",
             NoteKind::Advice);
}

/// The local variable that \p Op's task is in, or the member of which all uses
/// are in sight.
static const ValueDecl *holderOf(const Operation &Op, const Facts &Unit) {
  if (const VarDecl *Var = Op.Result.Is == Use::Local ? Op.Result.Var : nullptr)
    return Var->hasLocalStorage() ? Var : nullptr;
  if (Op.Result.Is != Use::Assigned)
    return nullptr;
  const FieldDecl *Member = Op.Result.Member;
  if (const auto *Ref = dyn_cast_or_null<MemberExpr>(
          Op.Result.Target ? Op.Result.Target->IgnoreParenImpCasts() : nullptr))
    Member = dyn_cast<FieldDecl>(Ref->getMemberDecl());
  return Member && isNamedOnlyInSight(Member, Unit) ? Member : nullptr;
}

void UnobservedTaskCheck::checkHeld(const Operation &Op, const Facts &Unit,
                                    Failing &Fails) {
  if (!Op.Task || Op.In->isDependent() || Op.expr()->isGLValue())
    return;
  const ValueDecl *Holder = holderOf(Op, Unit);
  if (!Holder || Holder->getType()->isReferenceType() ||
      (!Unit.types().task(Holder->getType()) &&
       classOf(Holder->getType()) != Op.Task->Class) ||
      isAllowed(Op) || isWrapped(Op, Unit) || !isNeverLookedAt(Holder, Unit))
    return;
  std::string Text;
  Drop Dropped = dropOf(Op);
  switch (Dropped) {
  case Drop::NeverRuns:
    Text = "the task in " + nameOf(Holder) + " never runs: nothing awaits it";
    break;
  case Drop::LosesError:
  case Drop::Terminates:
    if (Op.In->IsTest || Holder->hasAttr<UnusedAttr>() ||
        Fails.inTask(Op).isNever() || isJoinedByEvent(Op, Unit))
      return;
    Text = "nothing awaits " + nameOf(Holder) +
           (Dropped == Drop::Terminates ? ": if it fails, the process ends"
                                        : ": its value and its error are lost");
    break;
  default:
    return;
  }
  Draft &New = report(*Op.In, Op.expr(), std::move(Text));
  if (const auto *Var = dyn_cast<VarDecl>(Holder)) {
    New.putAt(Var->getLocation());
    New.offer(fix::awaitVariable(Var, Op, Unit));
  }
}

/// True if \p Task is a parameter, or was made from one, or is `*this`.
static bool isOfCaller(const Expr *Task, const Facts &Unit) {
  const Link *Maker = Task ? Unit.chains().of(Task).maker() : nullptr;
  if (!Maker)
    return false;
  const auto *Deref = dyn_cast<UnaryOperator>(Maker->E);
  const Expr *Object = Deref && Deref->getOpcode() == UO_Deref
                           ? Deref->getSubExpr()->IgnoreParenImpCasts()
                           : Maker->E;
  const auto *Ref = dyn_cast<DeclRefExpr>(Maker->E);
  return isa<CXXThisExpr>(Object) || (Ref && isa<ParmVarDecl>(Ref->getDecl()));
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

void UnobservedTaskCheck::remarkEnd(const Operation &Launch, const Facts &Unit,
                                    Failing &Fails) {
  const Expr *Task = Launch.Site.at(
      Launch.Match->Task ? Launch.Match->Task : Launch.Match->Callable);
  const Body *Callable = Task ? Unit.bodyOfCallable(Task) : nullptr;
  Failure Lost = Callable ? Fails.running(*Callable) : Fails.inTask(Task);
  const auto *Way = llvm::find_if(
      Lost.ways(), [](const Failure::Way &Each) { return Each.In; });
  if (Way == Lost.ways().end())
    return;
  std::string What =
      Way->In->Lambda
          ? std::string(Way->In->IsCoroutine ? "this coroutine" : "this lambda")
          : nameOf(Way->In->Function);
  Draft &New = report(*Launch.In, Launch.expr(),
                      "an exception that leaves " + What +
                          " ends the process: " + nameOf(Launch) +
                          " has nobody to hand it to");
  New.IsRemark = true;
  New.note(Way->At->getBeginLoc(), "it can come from here");
}

/// True if \p Op is in a function of the same name: a wrapper, whose callers
/// have decided.
static bool isHandedOn(const Operation &Op) {
  const FunctionDecl *Around = Op.In->named();
  return Around && Op.Site.Function &&
         Around->getDeclName() == Op.Site.Function->getDeclName();
}

void UnobservedTaskCheck::checkDetached(const Operation &Op, const Facts &Unit,
                                        Failing &Fails) {
  // What comes with a task is lost, or not, with that task.
  if (!Op.Match || Op.In->isDependent() || Op.In->IsTest || isAllowed(Op) ||
      (Op.Task && !Op.expr()->isGLValue()) || isJoinedByEvent(Op, Unit) ||
      (Op.is(Role::Detach) && isHandedOn(Op)))
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
    if (!Model || Model->Kind != TypeKind::Thread ||
        isJoinedOtherwise(Op, Unit))
      return;
    report(*Op.In, Op.expr(),
           "nobody watches this thread: its end cannot be awaited");
    return;
  }
  if (Error == Errors::Terminates && IsSpawn) {
    // What the library itself is handed is remarked on where that is done.
    if (!Unit.models().isIn(Op.In->named(), *Op.Match->Library) ||
        !isOfCaller(Task ? Task : Op.Site.at(Op.Match->Callable), Unit))
      remarkEnd(Op, Unit, Fails);
    return;
  }
  // A caller that hands its task over, or says how it is told, has decided.
  if (Error != Errors::Lost ||
      (Op.is(Role::Detach) && isOfCaller(Task, Unit)) ||
      (Token && isOfCaller(Token, Unit)))
    return;
  // Some operations tell of their errors in another way, too.
  if (Op.is(Role::Async) &&
      (Op.Match->Error == Errors::Handled ||
       (Op.Match->Error == Errors::Partly && !Unit.isStrict())))
    return;

  // What is started, as far as it is in sight.
  const Expr *Argument =
      Op.Match->Task ? nullptr : Op.Site.at(Op.Match->Callable);
  const Body *Started = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  if (!Started && Argument && !Maker)
    Maker = makerOf(Argument, Unit);
  // What a model says of a function counts for more than its body.
  if (!Started && Maker && !Maker->Match)
    Started = Unit.bodyOf(Maker->Site.Function);
  Failure Lost = Failure::at(Op.expr());
  if (Maker || (Op.is(Role::Async) && !Unit.isStrict()))
    Lost = Fails.inTask(Maker ? *Maker : Op);
  else if (Started)
    Lost = Fails.running(*Started);
  if (Lost.isNever())
    return;
  if (IsSpawn && !Started && !Unit.isStrict())
    return; // It may well catch everything.

  std::string What = "the error of this task";
  if (Op.is(Role::Async))
    What = "the error of " + nameOf(Op);
  if (IsSpawn && Started)
    What = !Started->Lambda       ? "the error of " + nameOf(Started->Function)
           : Started->IsCoroutine ? "the error of this coroutine"
                                  : "the error of what this lambda starts";
  else if (Maker)
    What = "the error of " + nameOf(*Maker);
  const NamedDecl *TokenDecl = nullptr;
  if (const auto *Ref =
          Token ? dyn_cast<DeclRefExpr>(stripImplicit(Token)) : nullptr)
    TokenDecl = Ref->getDecl();
  std::string Why = ByHandler   ? ": the handler ignores it"
                    : TokenDecl ? ": " + nameOf(TokenDecl) + " drops it"
                                : ": " + nameOf(Op) + " lets go of it";
  Draft &New = report(*Op.In, Op.expr(), What + " is lost" + Why);
  if (Started && IsSpawn && Lost.ways().front().In)
    New.note(Lost.where()->getBeginLoc(),
             "an exception here leaves " + (Started->Lambda
                                                ? "this coroutine"
                                                : nameOf(Started->Function)));
}

void UnobservedTaskCheck::checkFireAndForget(const Body &B, const Facts &Unit,
                                             Failing &Fails) {
  if (!B.IsCoroutine || B.isDependent() || B.IsTest ||
      !Unit.types().isFireAndForget(B.Function->getReturnType()))
    return;
  Unhandled What = Unit.types().unhandled(B.Promise);
  bool EndsProcess = What == Unhandled::Terminates && Unit.isStrict();
  if ((What != Unhandled::Ignored && !EndsProcess) ||
      Fails.leaving(B).isNever())
    return;
  SourceLocation At =
      B.Lambda ? B.Lambda->getBeginLoc() : B.Function->getLocation();
  Draft &New = report(
      &B, At,
      "an exception in " +
          (B.Lambda ? std::string("this coroutine") : nameOf(B.Function)) +
          (EndsProcess
               ? " ends the process, and nothing can await it"
               : " is lost: its return type ignores it, and nothing can await "
                 "it"));
  New.note(Fails.leaving(B).where()->getBeginLoc(),
           "an exception can come from here");
}

} // namespace clang::tidy::async
