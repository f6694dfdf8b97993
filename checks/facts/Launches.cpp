//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Launches.h"
#include "facts/Chains.h"
#include "facts/Joins.h"
#include "facts/Names.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::async {

/// True if \p Task is a parameter, is made from one, or is `*this`.
static bool comesFromCaller(const Expr *Task, const Facts &Unit) {
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

/// The effect of a completion token of type \p T, inside its adapters.
static TokenEffect effectOf(QualType T, const Models &AllModels) {
  for (unsigned Depth = 0; Depth < 8; ++Depth) {
    const TypeModel *Model = AllModels.type(T);
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

/// True if \p Op is in a function of the same name: the callers of a wrapper
/// have chosen it.
static bool isInWrapper(const Operation &Op) {
  const FunctionDecl *Enclosing = Op.In->named();
  return Enclosing && Op.Site.Function &&
         Enclosing->getDeclName() == Op.Site.Function->getDeclName();
}

/// True if the body of \p B is empty, without even a comment that explains why.
static bool isEmpty(const Body &B, const Facts &Unit) {
  const auto *Code = dyn_cast<CompoundStmt>(B.Code);
  if (!Code || !Code->body_empty() || Code->getLBracLoc().isMacroID())
    return false;
  llvm::StringRef Text = Lexer::getSourceText(
      CharSourceRange::getTokenRange(Code->getSourceRange()), Unit.sources(),
      Unit.context().getLangOpts());
  return Text.trim("{} \t\r\n").empty();
}

/// True if a word in the name of \p Class, such as `NullErrorHandler` or
/// `ignore_errors`, explains that it does nothing on purpose.
static bool isNamedAfterIgnoring(const CXXRecordDecl *Class) {
  std::string Name = llvm::convertToSnakeFromCamelCase(Class->getName());
  llvm::SmallVector<llvm::StringRef, 4> Words;
  llvm::StringRef(Name).split(Words, '_', -1, /*KeepEmpty=*/false);
  for (auto [Index, Word] : llvm::enumerate(Words)) {
    bool IsNoOp =
        Word == "no" && Index + 1 < Words.size() && Words[Index + 1] == "op";
    if (IsNoOp || Word == "null" || Word == "noop" ||
        Word.starts_with("ignor") || Word.starts_with("discard") ||
        Word.starts_with("swallow") || Word.starts_with("silen"))
      return true;
  }
  return false;
}

bool ignoresErrors(const Body &B, const Facts &Unit) {
  const auto *Method = dyn_cast<CXXMethodDecl>(B.Function);
  if (!Method || !isEmpty(B, Unit) || isNamedAfterIgnoring(Method->getParent()))
    return false;
  return llvm::any_of(
      Method->overridden_methods(), [&](const CXXMethodDecl *Overridden) {
        CallSite Site;
        Site.Callee = Site.Function = Overridden;
        Site.ObjectClass = Overridden->getParent();
        return Unit.models().hasTrait(Site, Trait::ToldOfErrors);
      });
}

/// True if at least some of the work that a call of \p B starts is visible:
/// none is if \p B only forwards to a function that is defined elsewhere.
static bool isVisible(const Body &B, const Facts &Unit,
                      llvm::SmallDenseSet<unsigned, 4> &Visited) {
  if (B.IsCoroutine || B.Throws || B.isDependent() ||
      !Unit.types().task(B.Function->getReturnType()))
    return true;
  // A recursive call adds no visible work.
  if (!Visited.insert(B.Id).second)
    return false;
  return llvm::any_of(B.Returns, [&](const Stmt *Return) {
    const auto *WithValue = dyn_cast<ReturnStmt>(Return);
    const Operation *Maker =
        WithValue ? makerOf(WithValue->getRetValue(), Unit) : nullptr;
    if (!Maker)
      return false;
    const Body *Callee =
        Maker->Match ? nullptr : Unit.bodyOf(Maker->Site.Function);
    return Maker->Match || (Callee && isVisible(*Callee, Unit, Visited));
  });
}

namespace {
/// The receiver of the errors of work that an operation starts or detaches.
struct Recipient {
  Errors Error = Errors::Unknown;
  const Expr *Token = nullptr;
  bool IsHandler = false;
};
} // namespace

static Recipient recipientOf(const Operation &Op, const Facts &Unit) {
  Recipient Found{Op.Match->Error};
  if (const Expr *Token = Op.Site.at(Op.Match->Token)) {
    Found.Token = stripAdapters(Token, Unit.models());
    if (TokenEffect Effect = effectOf(Found.Token->getType(), Unit.models());
        Effect != TokenEffect::None) {
      Found.Error =
          Effect == TokenEffect::Detached ? Errors::Lost : Errors::Unknown;
    } else if (const Body *Handler = Unit.bodyOfCallable(Found.Token);
               Handler && Handler->Function->getNumParams() > 0) {
      // The first parameter is the error.
      const ParmVarDecl *First = Handler->Function->getParamDecl(0);
      bool Ignores = !First->isReferenced() && !First->isUsed();
      Found.IsHandler = true;
      bool MayLose = Op.is(Role::Spawn) || Unit.isStrict() ||
                     (Op.is(Role::Detach) && isEmpty(*Handler, Unit));
      Found.Error = Ignores && MayLose ? Errors::Lost : Errors::Handled;
    } else {
      Found.Error = Errors::Unknown;
    }
  }
  if (Found.Error == Errors::Ends && Unit.isStrict())
    Found.Error = Errors::Lost;
  return Found;
}

/// The function that \p Callable names; null if it names none.
static const FunctionDecl *functionNamedBy(const Expr *Callable,
                                           const Facts &Unit) {
  Callable = stripAdapters(Callable, Unit.models());
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(Callable);
      Address && Address->getOpcode() == UO_AddrOf)
    Callable = stripImplicit(Address->getSubExpr());
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Callable);
  return Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
}

/// A launch whose error ends the process, if an error can escape from a body
/// that is visible or in another file.
static std::optional<Launch>
endingLaunch(const Operation &Op, const Facts &Unit, FailureAnalysis &Judge) {
  const Expr *Task =
      Op.Site.at(Op.Match->Task ? Op.Match->Task : Op.Match->Callable);
  // A task that is passed to the library is judged at the call that passes it.
  if (Unit.models().isIn(Op.In->named(), *Op.Match->Library) &&
      comesFromCaller(Task, Unit))
    return std::nullopt;
  Launch Found{Launch::Ends};
  Found.Started = Task ? Unit.bodyOfCallable(Task) : nullptr;
  Found.Error = Judge.likely(Found.Started ? Judge.running(*Found.Started)
                                           : Judge.inTask(Task));
  if (llvm::any_of(Found.Error.ways(), [](const Failure::Way &Each) {
        return Each.In && !Each.IsReported;
      }))
    return Found;
  if (Found.Started || !Task)
    return std::nullopt;
  if (const Operation *Maker = makerOf(Task, Unit)) {
    Found.StartedElsewhere = Maker->callee();
    if (!Maker->Match)
      Found.FailsAt = Judge.escapeSiteElsewhere(*Maker);
  } else if (const FunctionDecl *Named = functionNamedBy(Task, Unit)) {
    Found.StartedElsewhere = Named;
    Found.FailsAt = Judge.escapeSiteElsewhere(Named);
  }
  return Found.FailsAt ? std::optional(Found) : std::nullopt;
}

std::optional<Launch> launchAt(const Operation &Op, const Facts &Unit,
                               FailureAnalysis &Judge) {
  // If the operation returns a task, the task carries the error.
  if (!Op.Match || (Op.Task && !Op.expr()->isGLValue()) ||
      (Op.is(Role::Detach) && isInWrapper(Op)) ||
      isObservedByEvent(
          Op, Op.Match->Error == Errors::Terminates && Op.is(Role::Spawn), Unit,
          Judge))
    return std::nullopt;
  bool IsSpawn = Op.is(Role::Spawn);
  if (!IsSpawn && !Op.is(Role::Detach) && !Op.is(Role::Async))
    return std::nullopt;
  Recipient ErrorRecipient = recipientOf(Op, Unit);
  const Expr *Task = Op.Site.at(Op.Match->Task);
  if (ErrorRecipient.Error == Errors::Terminates && Op.is(Role::Detach)) {
    const TypeModel *Model =
        Task ? Unit.models().type(Op.Site.ObjectClass) : nullptr;
    if (!Model || Model->Kind != TypeKind::Thread ||
        isJoinedElsewhere(Op, Unit))
      return std::nullopt;
    return Launch{Launch::Unjoinable};
  }
  if (ErrorRecipient.Error == Errors::Terminates && IsSpawn)
    return endingLaunch(Op, Unit, Judge);
  // A caller that passes in the task or the handler has made the choice.
  if (ErrorRecipient.Error != Errors::Lost ||
      (Op.is(Role::Detach) && comesFromCaller(Task, Unit)) ||
      (ErrorRecipient.Token && comesFromCaller(ErrorRecipient.Token, Unit)))
    return std::nullopt;
  // Some operations also report their errors in another way.
  if (Op.is(Role::Async) &&
      (Op.Match->Error == Errors::Handled ||
       (Op.Match->Error == Errors::Partly && !Unit.isStrict())))
    return std::nullopt;

  Launch Found{Launch::Lost, Failure::at(Op.expr())};
  Found.ByHandler = ErrorRecipient.IsHandler;
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(ErrorRecipient.Token))
    Found.Token = Ref->getDecl();
  Found.Maker = makerOf(Task, Unit);
  const Expr *Argument =
      Op.Match->Task ? nullptr : Op.Site.at(Op.Match->Callable);
  Found.Started = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  if (!Found.Started && Argument && !Found.Maker)
    Found.Maker = makerOf(Argument, Unit);
  // The model of a function takes precedence over its body.
  if (!Found.Started && Found.Maker && !Found.Maker->Match)
    Found.Started = Unit.bodyOf(Found.Maker->Site.Function);
  if (Found.Maker || (Op.is(Role::Async) && !Unit.isStrict()))
    Found.Error = Judge.inTask(Found.Maker ? *Found.Maker : Op);
  else if (Found.Started)
    Found.Error = Judge.running(*Found.Started);
  Found.Error = Judge.likely(Found.Error);
  // Code that is not visible may catch all errors.
  llvm::SmallDenseSet<unsigned, 4> Visited;
  if (!Found.Started && Found.Maker && !Found.Maker->Match)
    Found.FailsAt = Judge.escapeSiteElsewhere(*Found.Maker);
  bool IsKnown = !IsSpawn || Unit.isStrict() || Found.FailsAt ||
                 (Found.Started && isVisible(*Found.Started, Unit, Visited));
  if (!Found.Error.mayBeLost() || !IsKnown)
    return std::nullopt;
  return Found;
}

std::string nameOfSource(const Launch &Launched) {
  if (Launched.FailsAt)
    return nameOf(Launched.StartedElsewhere);
  const Body &Source = *Launched.Error.witness()->In;
  if (!Source.Lambda)
    return nameOf(Source.Function);
  return Source.IsCoroutine ? "this coroutine" : "this lambda";
}

std::string nameOfLostWork(const Operation &Op, const Launch &Launched) {
  if (const Body *Started = Op.is(Role::Spawn) ? Launched.Started : nullptr) {
    if (!Started->Lambda)
      return nameOf(Started->Function);
    return Started->IsCoroutine ? "this coroutine"
                                : "the work that this lambda starts";
  }
  if (Launched.Maker || Op.is(Role::Async))
    return nameOf(Launched.Maker ? *Launched.Maker : Op);
  return "this task";
}

std::string reasonOfLoss(const Operation &Op, const Launch &Launched) {
  if (Launched.ByHandler)
    return "the handler ignores it";
  return Launched.Token ? nameOf(Launched.Token) + " drops it"
                        : nameOf(Op) + " discards it";
}

std::optional<Unhandled> lossOfFireAndForget(const Body &B, const Facts &Unit,
                                             FailureAnalysis &Judge) {
  if (!B.IsCoroutine || B.isDependent() ||
      !Unit.types().isFireAndForget(B.Function->getReturnType()))
    return std::nullopt;
  Unhandled Handling = Unit.types().unhandled(B.Promise);
  bool IsLoss = Handling == Unhandled::Ignored ||
                (Handling == Unhandled::Terminates && Unit.isStrict());
  return IsLoss && Judge.likely(Judge.escaping(B)).mayBeLost()
             ? std::optional(Handling)
             : std::nullopt;
}

} // namespace clang::tidy::async
