//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/FailureAnalysis.h"
#include "facts/ErrorForm.h"
#include "facts/ReportedErrors.h"
#include "facts/Symbols.h"
#include "index/ProjectIndex.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::async {

FailureAnalysis::~FailureAnalysis() = default;

FailureAnalysis::FailureAnalysis(const Facts &Unit, Proofs &Proven,
                                 Endings &Ends, const ProjectIndex *Project)
    : Unit(Unit), Proven(Proven), Ends(Ends), Project(Project),
      Answers(2 * Unit.bodies().size()) {
  for (const LibraryModel *Library : Unit.models().libraries())
    if (llvm::any_of(Library->Types, [](const TypeModel &Type) {
          return Type.Kind == TypeKind::Exception;
        }))
      Throwing.push_back(Library);
}

//===----------------------------------------------------------------------===//
// Bodies
//===----------------------------------------------------------------------===//

const Failure &FailureAnalysis::escaping(const Body &B) {
  return answer(B, Escaping);
}

const Failure &FailureAnalysis::inReturnedTask(const Body &B) {
  return answer(B, B.IsCoroutine ? Escaping : InTask);
}

Failure FailureAnalysis::likely(const Failure &Value) const {
  return Unit.isStrict() ? Value : Value.certain();
}

Failure FailureAnalysis::running(const Body &B) {
  Failure Both = escaping(B);
  if (!B.IsCoroutine)
    Both.join(inReturnedTask(B));
  return Both;
}

const Failure &FailureAnalysis::answer(const Body &B, Question Q) {
  // A lambda that is called immediately is a part of the function.
  bool IsPart = B.IsInline && !B.IsCoroutine;
  if (!FollowsCalls && Reader && !IsPart)
    return unfollowed(B, Q);
  unsigned Index = indexOf(B, Q);
  Answer &Slot = Answers[Index];
  if (Slot.IsSettled)
    return Slot.Value;
  if (!Reader) {
    settle(Index);
    return Slot.Value;
  }
  if (!llvm::is_contained(Slot.Readers, *Reader))
    Slot.Readers.push_back(*Reader);
  if (!std::exchange(Slot.IsOpen, true)) {
    Slot.IsQueued = true;
    Todo.push_back(Index);
  }
  return Slot.Value;
}

/// A failure that stands for a call of \p B, which is not followed.
const Failure &FailureAnalysis::unfollowed(const Body &B, Question Q) {
  auto [Found, IsNew] = Unfollowed.try_emplace(indexOf(B, Q));
  if (IsNew) {
    Failure::Way Single;
    Single.Call.Callee = B.Function;
    Single.Call.Exit =
        Q == InTask || B.IsCoroutine ? ErrorExit::Task : ErrorExit::Throw;
    Found->second = Failure(std::move(Single));
  }
  return Found->second;
}

/// The entry of the index for \p Function, which may be null, in another file.
std::optional<LinkedFunction>
FailureAnalysis::functionElsewhere(const FunctionDecl *Function) const {
  if (!Project || !Function || Unit.bodyOf(Function) ||
      Unit.sources().isInSystemHeader(Function->getLocation()))
    return std::nullopt;
  SymbolId Symbol = symbolOf(*Function);
  std::optional<LinkedFunction> Linked =
      Symbol ? Project->function(Symbol) : std::nullopt;
  return Linked && Linked->HasBody ? Linked : std::nullopt;
}

/// The first likely one of \p Ways that is not reported, and is not the error
/// of an argument.
static std::optional<Span> siteOf(llvm::ArrayRef<ErrorWay> Ways,
                                  const Facts &Unit) {
  for (const ErrorWay &Each : Ways)
    if (!Each.IsReported && !Each.Parameter &&
        (Each.IsCertain || Unit.isStrict()))
      return Each.At;
  return std::nullopt;
}

std::optional<Span> FailureAnalysis::escapeSiteElsewhere(const Operation &Op) {
  // Any override may run if the callee depends on the object.
  auto Callee = functionElsewhere(Unit.fixedTarget(Op));
  return Callee && Callee->IsCoroutine ? siteOf(Callee->InTask, Unit)
                                       : std::nullopt;
}

std::optional<Span>
FailureAnalysis::escapeSiteElsewhere(const FunctionDecl *Function) {
  // An override may run instead.
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  bool IsFixed =
      !Method || !Method->isVirtual() || Method->hasAttr<FinalAttr>();
  auto Callee = functionElsewhere(IsFixed ? Function : nullptr);
  if (!Callee)
    return std::nullopt;
  return siteOf(Callee->IsCoroutine ? Callee->InTask : Callee->Thrown, Unit);
}

/// How the callee of \p Op, which has no model, fails according to the index;
/// none if the index does not know it. For summaries, the call itself.
std::optional<Failure> FailureAnalysis::elsewhere(const Operation &Op,
                                                  ErrorExit Exit,
                                                  UnknownError IfUnknown) {
  const FunctionDecl *Function = Op.Site.Function;
  if (Op.Match || !Function)
    return std::nullopt;
  if (!FollowsCalls) {
    if (Unit.sources().isInSystemHeader(Function->getLocation()))
      return std::nullopt;
    const FunctionDecl *Fixed = Unit.fixedTarget(Op);
    Failure::Way Single;
    Single.At = Op.expr();
    Single.Call.Callee = Fixed ? Fixed : Function;
    Single.Call.Exit = Exit;
    Single.Call.IsVirtual = !Fixed;
    Single.Call.IfUnknown = IfUnknown;
    return Failure(std::move(Single));
  }
  auto Callee = functionElsewhere(Unit.fixedTarget(Op));
  if (!Callee)
    return std::nullopt;
  Failure All;
  for (const ErrorWay &Each :
       Exit == ErrorExit::Throw ? Callee->Thrown : Callee->InTask) {
    if (Each.Parameter) {
      if (Each.Parameter > Op.Site.Args.size())
        continue;
      Failure InArgument = inTask(Op.Site.Args[Each.Parameter - 1]);
      All.join(Each.IsReported ? InArgument.reported() : InArgument);
      continue;
    }
    Failure::Way Way;
    Way.At = Op.expr();
    Way.IsCertain = Each.IsCertain;
    Way.IsReported = Each.IsReported;
    for (const LibraryModel *Library : Throwing)
      if (llvm::is_contained(Each.Of, Library->Name))
        Way.Of.push_back(Library);
    All.join(Failure(std::move(Way)));
  }
  return All;
}

Failure FailureAnalysis::compute(unsigned Index) {
  llvm::SaveAndRestore Reading(Reader, std::optional(Index));
  const Body &B = Unit.bodies()[Index / 2];
  return Index % 2 == Escaping ? escapingAsWritten(B) : returnedBy(B);
}

/// Each answer starts as never; when it grows, the answers that depend on it
/// are computed again.
void FailureAnalysis::settle(unsigned First) {
  assert(Todo.empty() && "one at a time");
  std::vector<unsigned> Opened;
  Answers[First].IsOpen = true;
  Answers[First].IsQueued = true;
  Todo.push_back(First);
  while (!Todo.empty()) {
    unsigned Index = Todo.back();
    Todo.pop_back();
    Answers[Index].IsQueued = false;
    if (!llvm::is_contained(Opened, Index))
      Opened.push_back(Index);
    if (!Answers[Index].Value.join(compute(Index)))
      continue;
    for (unsigned Next : Answers[Index].Readers)
      if (!std::exchange(Answers[Next].IsQueued, true))
        Todo.push_back(Next);
  }
  // Compute again, so that the ways are in source order and do not depend
  // on the order in which they were found.
  std::vector<Failure> Ordered;
  for (unsigned Index : Opened)
    Ordered.push_back(compute(Index));
  for (auto [Index, Value] : llvm::zip_equal(Opened, Ordered)) {
    Answers[Index].Value = std::move(Value);
    Answers[Index].IsSettled = true;
    Answers[Index].Readers.clear();
  }
}

Failure FailureAnalysis::passing(Failure Value,
                                 const LibraryModel *Caught) const {
  if (!Caught)
    return Value;
  // Code that catches the exceptions of a library has considered errors.
  Failure Escaping = Value.without(*Caught);
  return Unit.isStrict() ? Escaping : Escaping.certain();
}

/// True if \p Op takes the value of an outcome after a test of whether it is an
/// error.
static bool isTestedBefore(const Operation &Op, const Facts &F,
                           Proofs &Proven) {
  // A function that returns nothing exists to throw.
  bool GivesValue =
      Op.Site.Function && !Op.Site.Function->getReturnType()->isVoidType();
  return GivesValue && outcomeOf(Op) &&
         F.models().hasTrait(Op.Site, Trait::Throws) &&
         llvm::any_of(
             Op.In->Operations,
             [](const Operation &Other) { return Other.is(Role::Query); }) &&
         Proven.of(*Op.In).isErrorChecked(Op);
}

/// The first expression of \p B in a `try` that catches everything; null if
/// there is none. If \p B has awaits, only these count.
static const Expr *firstCaught(const Body &B, const SourceManager &SM) {
  const Expr *First = nullptr;
  auto Add = [&](const Expr *E, const Surroundings &At) {
    if (At.InTry && !At.InHandler &&
        (!First ||
         SM.isBeforeInTranslationUnit(E->getBeginLoc(), First->getBeginLoc())))
      First = E;
  };
  for (const Await &A : B.Awaits)
    Add(A.E, A.At);
  if (B.Awaits.empty())
    for (const Operation &Op : B.Operations)
      Add(Op.expr(), Op.At);
  return First;
}

const ReportedErrors &FailureAnalysis::reportedErrorsOf(const Body &B) {
  std::unique_ptr<ReportedErrors> &Slot = ReportedBy[B.Id];
  if (!Slot)
    Slot = std::make_unique<ReportedErrors>(B);
  return *Slot;
}

/// True unless \p Throw, in \p B, rethrows the errors of a `try` in which
/// nothing can fail.
bool FailureAnalysis::mayThrow(const CXXThrowExpr &Throw, const Body &B) {
  if (Throw.getSubExpr())
    return true;
  llvm::SmallPtrSet<const Stmt *, 32> Tried = codeWhoseErrorsAre(Throw, B);
  if (Tried.empty())
    return true;
  // For summaries, a call fails as its callee does: that is a way of its own.
  auto Fails = [&](const Failure &Value) {
    return llvm::any_of(Value.ways(), [&](const Failure::Way &Each) {
      return FollowsCalls || !Each.Call.Callee;
    });
  };
  // Code whose errors another handler catches may have failed, too.
  return llvm::any_of(Tried, llvm::IsaPred<CXXThrowExpr>) ||
         llvm::any_of(B.Operations,
                      [&](const Operation &Op) {
                        return Tried.contains(Op.expr()) &&
                               (Op.At.InTry || Fails(thrownBy(Op)));
                      }) ||
         llvm::any_of(B.Awaits,
                      [&](const Await &A) {
                        return Tried.contains(A.E) &&
                               (A.At.InTry || Fails(thrownBy(A)));
                      }) ||
         llvm::any_of(B.Children, [&](const Body *Child) {
           return Child->IsInline && Tried.contains(Child->Lambda) &&
                  (Child->IsInTry || Fails(escaping(*Child)));
         });
}

Failure FailureAnalysis::escapingAsWritten(const Body &B) {
  // No exception can escape from it.
  if (!B.IsCoroutine && isNoexcept(B.Function))
    return {};
  if (B.isDependent())
    return Failure::at(B.Code).from(B.Code, B);
  Failure All;
  const ReportedErrors &Errors = reportedErrorsOf(B);
  auto Add = [&](const Failure &Value, const Stmt *At) {
    All.join(Errors.isReported(At) ? Value.reported() : Value);
  };
  const auto *Throw = dyn_cast_or_null<CXXThrowExpr>(B.Throws);
  if (B.Throws && (!Throw || mayThrow(*Throw, B))) {
    Failure::Way Thrown;
    const Expr *Exception = Throw ? Throw->getSubExpr() : nullptr;
    for (const LibraryModel *Library : Throwing)
      if (Exception &&
          Unit.models().isException(classOf(Exception->getType()), *Library))
        Thrown.Of.push_back(Library);
    Add(Failure(Thrown).from(B.Throws, B), B.Throws);
  }
  // A body that receives the errors of its awaits as values, or catches
  // everything earlier on, has considered errors: the claim that other code in
  // it could also throw is only a guess.
  const SourceManager &SM = Unit.sources();
  const Expr *Caught = Unit.isStrict() ? nullptr : firstCaught(B, SM);
  auto Trusted = [&](Failure Value, const Expr *At) {
    return Caught && SM.isBeforeInTranslationUnit(Caught->getBeginLoc(),
                                                  At->getBeginLoc())
               ? Value.certain()
               : Value;
  };
  // Except for functions that are also called in such a `try`.
  auto IsCaughtElsewhere = [&](const Operation &Op) {
    return llvm::any_of(B.Operations, [&](const Operation &Other) {
      return Other.At.InTry && Other.Site.Function &&
             Other.Site.Function == Op.Site.Function;
    });
  };
  for (const Await &A : B.Awaits)
    Add(passing(thrownBy(A), A.At.Caught).from(A.E, B), A.E);
  for (const Operation &Op : B.Operations) {
    if (isTestedBefore(Op, Unit, Proven))
      continue;
    Failure Value = passing(thrownBy(Op), Op.At.Caught);
    if (Caught && !IsCaughtElsewhere(Op))
      Value = Trusted(std::move(Value), Op.expr());
    Value = Value.from(Op.expr(), B);
    const Body *Callee = Op.Match ? nullptr : Unit.bodyOf(Op.Site.Function);
    Add(Callee && onlyAsserts(*Callee) ? Value.asserted() : Value, Op.expr());
  }
  for (const Body *Child : B.Children)
    if (Child->IsInline && !Child->IsInTry && !Child->IsOnlyCalled)
      All.join(Trusted(passing(escaping(*Child), Child->CaughtLibrary),
                       Child->Lambda));
  bool TrustsUnknown = B.IsCoroutine && !Unit.isStrict() &&
                       llvm::any_of(B.Awaits, [&](const Await &A) {
                         return handlesError(A, Unit);
                       });
  return TrustsUnknown ? All.certain() : All;
}

Failure FailureAnalysis::returnedBy(const Body &B) {
  Failure All;
  if (!Unit.types().task(B.Function->getReturnType()))
    return All;
  for (const Stmt *S : B.Returns)
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      All.join(inTask(Return->getRetValue()).from(Return, B));
  return All;
}

//===----------------------------------------------------------------------===//
// Exceptions
//===----------------------------------------------------------------------===//

/// True if a call that blocks because of \p Reason can fail in practice:
/// files, peers and handlers do, locks and clocks do not.
static bool canFail(Blocking Reason) {
  switch (Reason) {
  case Blocking::Sleep:
  case Blocking::Lock:
  case Blocking::Event:
  case Blocking::Thread:
    return false;
  case Blocking::None:
  case Blocking::Io:
  case Blocking::File:
  case Blocking::Process:
  case Blocking::Loop:
  case Blocking::NestedLoop:
    return true;
  }
  llvm_unreachable("covered switch");
}

/// True if \p Op is a part of `LOG(..) << A << B;`: a stream that a macro
/// creates only to be written to is a log, and trusted not to fail. A macro
/// that may be disabled turns the stream into nothing: `Voidify() &
/// Log().stream()`.
static bool isLogging(const Operation &Op, const Facts &F) {
  if (!Op.expr()->getBeginLoc().isMacroID())
    return false;
  const Operation *Last = &Op;
  bool Writes = false;
  while (true) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Last->expr());
    Writes |= Operator && (Operator->getOperator() == OO_LessLess ||
                           (Operator->getOperator() == OO_Amp &&
                            Operator->getType()->isVoidType()));
    if (Last->Result.Is == Use::Discarded)
      return Writes;
    bool IsLeft = Last->Result.Is == Use::ObjectOf ||
                  (Last->Result.Is == Use::Passed && Last->Result.Index == 0);
    const Operation *Next = IsLeft ? F.operationAt(Last->Result.Call) : nullptr;
    if (!Next || !isa<CXXOperatorCallExpr, CXXMemberCallExpr>(Next->expr()) ||
        !Next->expr()->getBeginLoc().isMacroID())
      return false;
    Last = Next;
  }
}

Failure FailureAnalysis::thrownByArguments(const Operation &Op) {
  Failure All;
  for (const Expr *Arg : Op.Site.Args) {
    const CXXRecordDecl *Class = classOf(Arg->getType());
    // A lambda that is called immediately is judged separately.
    if (Class && Class->isLambda())
      continue;
    if (const Body *Callee = Unit.bodyOfCallable(Arg)) {
      All.join(escaping(*Callee));
      continue;
    }
    const auto *Function = dyn_cast_or_null<FunctionDecl>(
        stripImplicit(Arg)->getReferencedDeclOfCallee());
    bool IsFunctor =
        Class && Class->hasDefinition() &&
        !Class
             ->lookup(
                 Unit.context().DeclarationNames.getCXXOperatorName(OO_Call))
             .empty();
    if ((Function && !Unit.models().isNoFail(Function)) ||
        (IsFunctor && !Unit.models().isNoFail(Class)))
      All.join(Failure::at(Arg, /*IsCertain=*/false));
  }
  return All;
}

Failure FailureAnalysis::thrownBy(const Operation &Op) {
  // Errors right before the process ends do not matter.
  bool IsBeforeEnd = !Unit.isStrict() && Op.Site.Function &&
                     !Op.Site.Function->isNoReturn() && Ends.endsAfter(Op);
  if (Op.At.InTry || IsBeforeEnd || isLogging(Op, Unit))
    return {};
  const Models &AllModels = Unit.models();
  const Body *Callee = Unit.bodyOf(Op.Site.Function);
  // The target of a std::function or the like is unknown.
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Op.expr());
  bool IsUnknown = Operator && Operator->getOperator() == OO_Call && !Callee;
  // Code that reports an error in a handler is trusted, unless it is known to
  // throw.
  if (Op.At.InHandler) {
    bool Throws = (!IsUnknown && AllModels.hasTrait(Op.Site, Trait::Throws) &&
                   !AllModels.hasTrait(Op.Site, Trait::NoFail)) ||
                  (Callee && !Callee->IsCoroutine && Callee->Throws);
    return Throws ? Failure::at(Op.expr()) : Failure();
  }
  Failure Value = thrownByCall(Op, Callee);
  if (IsUnknown && !Value.isNever())
    Value = Failure::at(Op.expr(), /*IsCertain=*/false);
  // Handlers for the exceptions of a library catch what its functions throw.
  llvm::SmallVector<const LibraryModel *, 1> Libraries;
  if (!Value.isNever() && Op.Site.Function)
    for (const LibraryModel *Library : Throwing)
      if (AllModels.isIn(Op.Site.Function, *Library))
        Libraries.push_back(Library);
  return Value.caughtFor(Libraries);
}

Failure FailureAnalysis::thrownByCall(const Operation &Op, const Body *Callee) {
  const FunctionDecl *Function = Op.Site.Function;
  const Models &AllModels = Unit.models();
  Failure Certain = Failure::at(Op.expr());
  Failure Perhaps = Failure::at(Op.expr(), /*IsCertain=*/false);
  if (AllModels.hasTrait(Op.Site, Trait::NoFail))
    return {};
  if (AllModels.hasTrait(Op.Site, Trait::Throws) ||
      Op.Match.has(RoleInfo::WaitsForTask))
    return Certain;
  if (!Function)
    return Perhaps;
  if (isNoexcept(Function) || Function->isTrivial() ||
      Function->isDefaulted() || receivesError(Op.Site, AllModels))
    return {};
  // The task that it starts fails when it is awaited.
  if (Op.Task) {
    if (!Callee || !FollowsCalls)
      return elsewhere(Op, ErrorExit::Throw, UnknownError::Never)
          .value_or(Failure());
    return !Callee->IsCoroutine && !Op.Match ? escaping(*Callee) : Failure();
  }
  if (Op.is(Role::Inline)) {
    Failure All = thrownByArguments(Op);
    if (!AllModels.isNoFail(Function))
      All.join(Perhaps);
    return All;
  }
  if (Op.Match && !Op.is(Role::Compute) && !Op.is(Role::Block))
    return {};
  if (AllModels.isNoFail(Function) ||
      (Function->isExternC() &&
       Unit.sources().isInSystemHeader(Function->getLocation())))
    return {};
  if (Op.is(Role::Block))
    return canFail(Op.Match->Blocks) ? Certain : Failure();
  if (!Callee || !FollowsCalls)
    if (auto Indexed = elsewhere(Op, ErrorExit::Throw,
                                 !Unit.isStrict() && Ends.endsProcess(Function)
                                     ? UnknownError::Never
                                     : UnknownError::Perhaps))
      return *Indexed;
  if (Callee)
    return Callee->IsCoroutine ? Failure() : escaping(*Callee);
  if (auto Overrides = Unit.overrideBodies(Op); !Overrides.empty()) {
    Failure All;
    for (const Body *Each : Overrides)
      All.join(escaping(*Each));
    return All;
  }
  return !Unit.isStrict() && Ends.endsProcess(Function) ? Failure() : Perhaps;
}

Failure FailureAnalysis::thrownBy(const Await &A) {
  return A.At.InTry || yieldsErrorAsValue(A, Unit) || isNoexcept(A)
             ? Failure()
             : inTaskWithValue(A.Operand, A.E->getType());
}

} // namespace clang::tidy::async
