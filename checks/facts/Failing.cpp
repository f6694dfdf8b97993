//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Failing.h"
#include "facts/ErrorForm.h"
#include "facts/Symbols.h"
#include "facts/Telling.h"
#include "index/ProjectIndex.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::async {

Failing::~Failing() = default;

Failing::Failing(const Facts &Unit, Proofs &Proven, Endings &Ends,
                 const ProjectIndex *Project)
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

const Failure &Failing::leaving(const Body &B) { return answer(B, Leaving); }

const Failure &Failing::inTaskOf(const Body &B) {
  return answer(B, B.IsCoroutine ? Leaving : InTask);
}

Failure Failing::running(const Body &B) {
  Failure Both = leaving(B);
  if (!B.IsCoroutine)
    Both.join(inTaskOf(B));
  return Both;
}

const Failure &Failing::answer(const Body &B, Question What) {
  // A lambda that is called at once is a part of the function.
  bool IsPart = B.IsInline && !B.IsCoroutine;
  if (!FollowsCalls && Reader && !IsPart)
    return unfollowed(B, What);
  unsigned Index = indexOf(B, What);
  Answer &There = Answers[Index];
  if (There.IsSettled)
    return There.Value;
  if (!Reader) {
    settle(Index);
    return There.Value;
  }
  if (!llvm::is_contained(There.Readers, *Reader))
    There.Readers.push_back(*Reader);
  if (!std::exchange(There.IsOpen, true)) {
    There.IsQueued = true;
    Todo.push_back(Index);
  }
  return There.Value;
}

/// That a call of \p B fails as it does, for those who do not follow it.
const Failure &Failing::unfollowed(const Body &B, Question What) {
  auto [Found, IsNew] = Unfollowed.try_emplace(indexOf(B, What));
  if (IsNew) {
    Failure::Way Only;
    Only.Call.Callee = B.Function;
    Only.Call.Exit =
        What == InTask || B.IsCoroutine ? ErrorExit::Task : ErrorExit::Throw;
    Found->second = Failure(std::move(Only));
  }
  return Found->second;
}

/// What is known of the function of another file that \p Op calls. Which
/// override an object has, or that there is no other one, is not certain.
std::optional<LinkedFunction>
Failing::calleeElsewhere(const Operation &Op) const {
  const FunctionDecl *Function = Project ? Unit.fixedTarget(Op) : nullptr;
  if (!Function || Unit.bodyOf(Function) ||
      Unit.sources().isInSystemHeader(Function->getLocation()))
    return std::nullopt;
  SymbolId Symbol = symbolOf(*Function);
  std::optional<LinkedFunction> Known =
      Symbol ? Project->function(Symbol) : std::nullopt;
  return Known && Known->HasBody ? Known : std::nullopt;
}

std::optional<Span> Failing::leavesElsewhere(const Operation &Op) {
  std::optional<LinkedFunction> Known = calleeElsewhere(Op);
  if (!Known || !Known->IsCoroutine)
    return std::nullopt;
  for (const ErrorWay &Each : Known->InTask)
    if (!Each.IsTold)
      return Each.At;
  return std::nullopt;
}

/// How the function that \p Op calls fails, of which no model says anything, if
/// that is known from other files. For summaries, what it is called as.
std::optional<Failure> Failing::elsewhere(const Operation &Op, ErrorExit Exit,
                                          UnknownError IfUnknown) {
  const FunctionDecl *Function = Op.Site.Function;
  if (Op.Match || !Function)
    return std::nullopt;
  if (!FollowsCalls) {
    if (Unit.sources().isInSystemHeader(Function->getLocation()))
      return std::nullopt;
    const FunctionDecl *Fixed = Unit.fixedTarget(Op);
    Failure::Way Only;
    Only.At = Op.expr();
    Only.Call.Callee = Fixed ? Fixed : Function;
    Only.Call.Exit = Exit;
    Only.Call.IsVirtual = !Fixed;
    Only.Call.IfUnknown = IfUnknown;
    return Failure(std::move(Only));
  }
  std::optional<LinkedFunction> Known = calleeElsewhere(Op);
  if (!Known)
    return std::nullopt;
  Failure All;
  for (const ErrorWay &Each :
       Exit == ErrorExit::Throw ? Known->Thrown : Known->InTask) {
    if (Each.Parameter) {
      if (Each.Parameter > Op.Site.Args.size())
        continue;
      Failure Given = inTask(Op.Site.Args[Each.Parameter - 1]);
      All.join(Each.IsTold ? Given.told() : Given);
      continue;
    }
    Failure::Way Way;
    Way.At = Op.expr();
    Way.IsCertain = Each.IsCertain;
    Way.IsTold = Each.IsTold;
    for (const LibraryModel *Library : Throwing)
      if (llvm::is_contained(Each.Of, Library->Name))
        Way.Of.push_back(Library);
    All.join(Failure(std::move(Way)));
  }
  return All;
}

Failure Failing::compute(unsigned Index) {
  llvm::SaveAndRestore Reading(Reader, std::optional(Index));
  const Body &B = Unit.bodies()[Index / 2];
  return Index % 2 == Leaving ? leavingAsWritten(B) : returnedBy(B);
}

/// Nothing fails until it is shown that it does; what shows it spreads to all
/// that rest on it.
void Failing::settle(unsigned First) {
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
  // In the order of the source, whichever way was found first.
  std::vector<Failure> Ordered;
  for (unsigned Index : Opened)
    Ordered.push_back(compute(Index));
  for (auto [Index, Value] : llvm::zip_equal(Opened, Ordered)) {
    Answers[Index].Value = std::move(Value);
    Answers[Index].IsSettled = true;
    Answers[Index].Readers.clear();
  }
}

Failure Failing::passing(Failure Value, const LibraryModel *Caught) const {
  if (!Caught)
    return Value;
  // Whoever catches what a library throws has thought of errors.
  Failure Passed = Value.without(*Caught);
  return Unit.isStrict() ? Passed : Passed.certain();
}

/// True if \p Op takes the value of an outcome that was asked before whether it
/// is an error.
static bool isAskedBefore(const Operation &Op, const Facts &F, Proofs &Proven) {
  // What gives nothing is there to throw.
  bool GivesValue =
      Op.Site.Function && !Op.Site.Function->getReturnType()->isVoidType();
  return GivesValue && outcomeOf(Op) &&
         F.models().hasTrait(Op.Site, Trait::Throws) &&
         llvm::any_of(
             Op.In->Operations,
             [](const Operation &Other) { return Other.is(Role::Query); }) &&
         Proven.of(*Op.In).isAskedBefore(Op);
}

/// The first expression of \p B around which everything is caught; null if that
/// is nothing it could be about: of a coroutine, an await counts.
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

const Telling &Failing::tellingOf(const Body &B) {
  std::unique_ptr<Telling> &Of = Tellings[B.Id];
  if (!Of)
    Of = std::make_unique<Telling>(B);
  return *Of;
}

Failure Failing::leavingAsWritten(const Body &B) {
  // An exception does not leave it, whatever happens.
  if (!B.IsCoroutine && isNoexcept(B.Function))
    return {};
  if (B.isDependent())
    return Failure::at(B.Code).from(B.Code, B);
  Failure All;
  const Telling &Errors = tellingOf(B);
  auto Add = [&](const Failure &Value, const Stmt *At) {
    All.join(Errors.isTold(At) ? Value.told() : Value);
  };
  if (B.Throws) {
    Failure::Way Thrown;
    const auto *Throw = dyn_cast<CXXThrowExpr>(B.Throws);
    const Expr *Exception = Throw ? Throw->getSubExpr() : nullptr;
    for (const LibraryModel *Library : Throwing)
      if (Exception &&
          Unit.models().isException(classOf(Exception->getType()), *Library))
        Thrown.Of.push_back(Library);
    Add(Failure(Thrown).from(B.Throws, B), B.Throws);
  }
  // Whoever takes the errors of what he awaits as values, or catches all that
  // comes before, has thought of errors: that something else could throw as
  // well is no more than a guess.
  const SourceManager &SM = Unit.sources();
  const Expr *Caught = Unit.isStrict() ? nullptr : firstCaught(B, SM);
  auto Trusted = [&](Failure Value, const Expr *At) {
    return Caught && SM.isBeforeInTranslationUnit(Caught->getBeginLoc(),
                                                  At->getBeginLoc())
               ? Value.certain()
               : Value;
  };
  // Unless it is what was caught.
  auto IsCaughtElsewhere = [&](const Operation &Op) {
    return llvm::any_of(B.Operations, [&](const Operation &Other) {
      return Other.At.InTry && Other.Site.Function &&
             Other.Site.Function == Op.Site.Function;
    });
  };
  for (const Await &A : B.Awaits)
    Add(passing(thrownBy(A), A.At.Caught).from(A.E, B), A.E);
  for (const Operation &Op : B.Operations) {
    if (isAskedBefore(Op, Unit, Proven))
      continue;
    Failure Value = passing(thrownBy(Op), Op.At.Caught);
    if (Caught && !IsCaughtElsewhere(Op))
      Value = Trusted(std::move(Value), Op.expr());
    Value = Value.from(Op.expr(), B);
    const Body *Callee = Op.Match ? nullptr : Unit.bodyOf(Op.Site.Function);
    Add(Callee && onlyAsserts(*Callee) ? Value.asserted() : Value, Op.expr());
  }
  for (const Body *Child : B.Children)
    if (Child->IsInline && !Child->IsCaughtAround && !Child->IsOnlyCalled)
      All.join(Trusted(passing(leaving(*Child), Child->CaughtAround),
                       Child->Lambda));
  bool TrustsUnknown = B.IsCoroutine && !Unit.isStrict() &&
                       llvm::any_of(B.Awaits, [&](const Await &A) {
                         return handlesError(A, Unit);
                       });
  return TrustsUnknown ? All.certain() : All;
}

Failure Failing::returnedBy(const Body &B) {
  Failure All;
  if (!Unit.types().task(B.Function->getReturnType()))
    return All;
  for (const Stmt *S : B.Returns)
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      All.join(inTask(Return->getRetValue()).from(Return, B));
  return All;
}

//===----------------------------------------------------------------------===//
// What is thrown here
//===----------------------------------------------------------------------===//

/// True if what blocks on \p What can fail in practice: files, peers and
/// handlers do, locks and clocks do not.
static bool canFail(Blocking What) {
  switch (What) {
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

/// True if \p Op is a part of `LOG(..) << A << B;`: what a macro makes only to
/// be written to is there to tell of something, and trusted to do so.
static bool isLogging(const Operation &Op, const Facts &F) {
  if (!Op.expr()->getBeginLoc().isMacroID())
    return false;
  const Operation *Last = &Op;
  bool Writes = false;
  while (true) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Last->expr());
    Writes |= Operator && Operator->getOperator() == OO_LessLess;
    if (Last->Result.Is == Use::Discarded)
      return Writes;
    bool IsLeft = Last->Result.Is == Use::ObjectOf ||
                  (Last->Result.Is == Use::Passed && Last->Result.Index == 0);
    const Operation *Next = IsLeft ? F.operationAt(Last->Result.Call) : nullptr;
    if (!Next || !isa<CXXOperatorCallExpr>(Next->expr()))
      return false;
    Last = Next;
  }
}

Failure Failing::thrownByArguments(const Operation &Op) {
  Failure All;
  for (const Expr *Arg : Op.Site.Args) {
    const CXXRecordDecl *Class = classOf(Arg->getType());
    // A lambda that is called at once is looked at by itself.
    if (Class && Class->isLambda())
      continue;
    if (const Body *Callee = Unit.bodyOfCallable(Arg)) {
      All.join(leaving(*Callee));
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

Failure Failing::thrownBy(const Operation &Op) {
  // What is done before the process ends loses no error that anybody misses.
  bool IsBeforeEnd = !Unit.isStrict() && Op.Site.Function &&
                     !Op.Site.Function->isNoReturn() && Ends.endsAfter(Op);
  if (Op.At.InTry || IsBeforeEnd || isLogging(Op, Unit))
    return {};
  const Models &Known = Unit.models();
  const Body *Callee = Unit.bodyOf(Op.Site.Function);
  // What a std::function or the like calls is not known, whatever throws it.
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Op.expr());
  bool IsUnknown = Operator && Operator->getOperator() == OO_Call && !Callee;
  // What a handler does to report an error is trusted, as far as it is not
  // known to throw.
  if (Op.At.InHandler) {
    bool Throws = (!IsUnknown && Known.hasTrait(Op.Site, Trait::Throws) &&
                   !Known.hasTrait(Op.Site, Trait::NoFail)) ||
                  (Callee && !Callee->IsCoroutine && Callee->Throws);
    return Throws ? Failure::at(Op.expr()) : Failure();
  }
  Failure Value = thrownByCall(Op, Callee);
  if (IsUnknown && !Value.isNever())
    Value = Failure::at(Op.expr(), /*IsCertain=*/false);
  // Handlers for a library's exceptions catch what its functions throw.
  llvm::SmallVector<const LibraryModel *, 1> Libraries;
  if (!Value.isNever() && Op.Site.Function)
    for (const LibraryModel *Library : Throwing)
      if (Known.isIn(Op.Site.Function, *Library))
        Libraries.push_back(Library);
  return Value.caughtFor(Libraries);
}

Failure Failing::thrownByCall(const Operation &Op, const Body *Callee) {
  const FunctionDecl *Function = Op.Site.Function;
  const Models &Known = Unit.models();
  Failure Certain = Failure::at(Op.expr());
  Failure Perhaps = Failure::at(Op.expr(), /*IsCertain=*/false);
  if (Known.hasTrait(Op.Site, Trait::NoFail))
    return {};
  if (Known.hasTrait(Op.Site, Trait::Throws) ||
      Op.Match.has(RoleInfo::WaitsForTask))
    return Certain;
  if (!Function)
    return Perhaps;
  if (isNoexcept(Function) || Function->isTrivial() ||
      Function->isDefaulted() || takesError(Op.Site, Known))
    return {};
  // What it starts fails when it is awaited.
  if (Op.Task) {
    if (!Callee || !FollowsCalls)
      return elsewhere(Op, ErrorExit::Throw, UnknownError::Never)
          .value_or(Failure());
    return !Callee->IsCoroutine && !Op.Match ? leaving(*Callee) : Failure();
  }
  if (Op.is(Role::Inline)) {
    Failure All = thrownByArguments(Op);
    if (!Known.isNoFail(Function))
      All.join(Perhaps);
    return All;
  }
  if (Op.Match && !Op.is(Role::Compute) && !Op.is(Role::Block))
    return {};
  if (Known.isNoFail(Function) ||
      (Function->isExternC() &&
       Unit.sources().isInSystemHeader(Function->getLocation())))
    return {};
  if (Op.is(Role::Block))
    return canFail(Op.Match->Blocks) ? Certain : Failure();
  if (!Callee || !FollowsCalls)
    if (auto Known = elsewhere(Op, ErrorExit::Throw,
                               !Unit.isStrict() && Ends.endsProcess(Function)
                                   ? UnknownError::Never
                                   : UnknownError::Perhaps))
      return *Known;
  if (Callee)
    return Callee->IsCoroutine ? Failure() : leaving(*Callee);
  if (auto Overrides = Unit.overridesRunBy(Op); !Overrides.empty()) {
    Failure All;
    for (const Body *Each : Overrides)
      All.join(leaving(*Each));
    return All;
  }
  return !Unit.isStrict() && Ends.endsProcess(Function) ? Failure() : Perhaps;
}

Failure Failing::thrownBy(const Await &A) {
  return A.At.InTry || takesErrorAsValue(A, Unit) || isNoexcept(A)
             ? Failure()
             : inTask(A.Operand);
}

} // namespace clang::tidy::async
