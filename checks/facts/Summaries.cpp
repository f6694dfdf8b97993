//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Summaries.h"
#include "facts/Callables.h"
#include "facts/Chains.h"
#include "facts/Names.h"
#include "facts/Outcomes.h"
#include "facts/ReadyTests.h"
#include "facts/Symbols.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

namespace clang::tidy::async {

namespace {
/// Writes the summary of one unit.
class Summarizer {
public:
  Summarizer(const Facts &Unit, Effects &UnitEffects, std::string Root)
      : Unit(Unit), UnitEffects(UnitEffects), Names(Unit, std::move(Root)),
        Failures(Unit, UnitEffects.entered(), UnitEffects.endings()),
        Receivers(Unit) {
    Failures.skipCallees();
  }

  UnitSummary run();

private:
  FunctionSummary summarize(const Body &B);
  void addEffects(const Body &B, FunctionSummary &To);
  void addCalls(const Body &B, FunctionSummary &To);
  ErrorSummary errors(const Failure &From, const Body &B);
  ValueId valueOf(const Operation &Op, unsigned Number);
  bool addPassedOn(const Operation &Op, unsigned Number, ValueFate IfCalled,
                   ValueSummary &To);
  bool addCallable(const Body &B, const ParmVarDecl *Param, ValueSummary &To);
  bool addTask(const ParmVarDecl *Param, ValueSummary &To);
  bool addReturned(const Body &B, ValueSummary &To);
  void addValues(const Body &B, FunctionSummary &To);
  void addMethod(const CXXMethodDecl &Method);

  const Facts &Unit;
  Effects &UnitEffects;
  Symbols Names;
  FailureAnalysis Failures;
  Callables Receivers;
  UnitSummary Summary;
  llvm::DenseMap<const CXXMethodDecl *, size_t> Methods;
};
} // namespace

/// True if \p B is a part of the function around it.
static bool isPart(const Body &B) { return B.IsInline && !B.IsCoroutine; }

static ModelEntry entryOf(const CallMatch &Match) {
  if (!Match)
    return {};
  return {Match->Library->Name,
          llvm::sys::path::filename(Match->Library->File).str(), Match->Line};
}

void Summarizer::addEffects(const Body &B, FunctionSummary &To) {
  for (unsigned Kind = 0; Kind < EffectKinds; ++Kind)
    UnitEffects.forEachDirect(B, EffectKind(Kind), [&](const Operation &Op) {
      DirectEffect &New = To.Effects.emplace_back();
      New.add(EffectKind(Kind));
      New.At = Names.place(Op.expr()->getExprLoc());
      New.Callee = nameOf(Op.callee());
      New.Signature = signatureOf(Op.callee());
      New.Entry = entryOf(Op.Match);
    });
}

void Summarizer::addCalls(const Body &B, FunctionSummary &To) {
  for (const Operation &Op : B.Operations) {
    const FunctionDecl *Function = Op.Site.Function;
    const Body *Callee = Unit.bodyOf(Function);
    if (Op.Match || !Function || (Callee && isPart(*Callee)) ||
        Unit.sources().isInSystemHeader(Function->getLocation()))
      continue;
    const FunctionDecl *Fixed = Unit.fixedTarget(Op);
    CallSummary Call;
    Call.Callee = Names.of(Fixed ? Fixed : Function);
    if (!Call.Callee)
      continue;
    if (!Fixed)
      addMethod(*cast<CXXMethodDecl>(Function));
    Call.At = Names.place(Op.expr()->getExprLoc());
    Call.Name = nameOf(Op.callee());
    Call.Signature = signatureOf(Op.callee());
    Call.IsVirtual = !Fixed;
    Call.IsAfterHop = UnitEffects.isOffloadedByHop(Op);
    Call.IsMoot = !UnitEffects.countsForCaller(Op);
    To.Calls.push_back(std::move(Call));
  }
  for (const Body *Child : B.Children)
    if (isPart(*Child))
      addCalls(*Child, To);
}

static std::vector<std::string>
namesOf(llvm::ArrayRef<const LibraryModel *> Libraries) {
  std::vector<std::string> Names;
  for (const LibraryModel *Each : Libraries)
    Names.push_back(Each->Name);
  return Names;
}

ErrorSummary Summarizer::errors(const Failure &From, const Body &B) {
  ErrorSummary To;
  for (const Failure::Way &Way : From.ways()) {
    Span At = Way.At ? Names.place(Way.At->getBeginLoc()) : Span();
    const Failure::Through &Call = Way.Call;
    SymbolId Callee = Names.of(Call.Callee);
    if (Callee) {
      ErrorPath &New = To.Paths.emplace_back();
      New.Callee = Callee;
      New.Exit = Call.Exit;
      New.IsVirtual = Call.IsVirtual;
      New.IsReported = Way.IsReported;
      New.OnlyCertain = Call.OnlyCertain;
      New.Of = namesOf(Way.Of);
      New.Except = namesOf(Call.Except);
      New.IfUnknown = Call.IfUnknown;
      New.At = std::move(At);
      if (Call.IsVirtual)
        addMethod(*cast<CXXMethodDecl>(Call.Callee));
      continue;
    }
    if (Call.Callee && Call.IfUnknown == UnknownError::Never)
      continue;
    ErrorWay &New = To.Ways.emplace_back();
    New.Of = namesOf(Way.Of);
    New.IsReported = Way.IsReported;
    New.IsCertain =
        Call.Callee ? Call.IfUnknown == UnknownError::Certain : Way.IsCertain;
    New.At = std::move(At);
    if (!Way.Argument)
      continue;
    // The argument for a parameter of another function is unknown here.
    if (Way.Argument->getDeclContext() == B.Function)
      New.Parameter = Way.Argument->getFunctionScopeIndex() + 1;
    else
      New.IsCertain = false;
  }
  return To;
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

/// The value number \p Number of the function that \p Op calls; none if other
/// files cannot know it.
ValueId Summarizer::valueOf(const Operation &Op, unsigned Number) {
  const FunctionDecl *Function = Op.Site.Function;
  if (Op.Match || !Function ||
      Unit.sources().isInSystemHeader(Function->getLocation()))
    return {};
  const FunctionDecl *Fixed = Unit.fixedTarget(Op);
  ValueId Value{Names.of(Fixed ? Fixed : Function), Number, !Fixed};
  if (Value && !Fixed)
    addMethod(*cast<CXXMethodDecl>(Function));
  return Value;
}

bool Summarizer::addPassedOn(const Operation &Op, unsigned Number,
                             ValueFate IfCalled, ValueSummary &To) {
  ValueId Value = valueOf(Op, Number);
  To.Uses.push_back({IfCalled, Value, Names.place(Op.expr()->getExprLoc())});
  return bool(Value);
}

bool Summarizer::addCallable(const Body &B, const ParmVarDecl *Param,
                             ValueSummary &To) {
  auto Uses =
      isCallable(Param->getType()) ? Receivers.usesOf(B, Param) : std::nullopt;
  if (!Uses)
    return false;
  // A single call outside of a `try` lets errors escape.
  bool IsCaught = llvm::all_of(
      *Uses, [](const CallableUse &Each) { return Each.Fate.InTry; });
  return llvm::all_of(*Uses, [&](const CallableUse &Each) {
    ValueFate Fate = Each.Fate.Is;
    if (Fate == ValueFate::Called) {
      if (Each.Fate.Caught && !IsCaught)
        return false;
      Fate = IsCaught ? ValueFate::CalledInTry : Fate;
    }
    if (Each.To)
      return addPassedOn(*Each.To, Each.Index + 1, Fate, To);
    To.Uses.push_back({Fate, {}, Names.place(Each.At->getExprLoc())});
    return true;
  });
}

bool Summarizer::addTask(const ParmVarDecl *Param, ValueSummary &To) {
  auto Handoffs = handoffsOf(Param, Unit);
  if (!Handoffs)
    return false;
  if (Handoffs->empty())
    To.Uses.push_back(
        {ValueFate::Dropped, {}, Names.place(Param->getBeginLoc())});
  return llvm::all_of(*Handoffs, [&](const Use &Each) {
    return addPassedOn(*Unit.operationAt(Each.Call), Each.Index + 1,
                       ValueFate::Unknown, To);
  });
}

/// Describes the values that \p B returns, if each is a finished task or
/// returned by another function.
bool Summarizer::addReturned(const Body &B, ValueSummary &To) {
  if (B.IsCoroutine || B.Returns.empty() ||
      !Unit.types().task(B.Function->getReturnType()))
    return false;
  return llvm::all_of(B.Returns, [&](const Stmt *S) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    const Expr *Value = Return ? Return->getRetValue() : nullptr;
    const Operation *Maker = Value ? makerOf(Value, Unit) : nullptr;
    if (Maker && !Maker->Match)
      return addPassedOn(*Maker, 0, ValueFate::Unknown, To);
    if (!Value || !isReadyForGood(Value, Unit))
      return false;
    To.Uses.push_back(
        {ValueFate::Ready, {}, Names.place(Return->getBeginLoc())});
    return true;
  });
}

void Summarizer::addValues(const Body &B, FunctionSummary &To) {
  auto Add = [&](unsigned Number, llvm::function_ref<bool(ValueSummary &)> Do) {
    ValueSummary New;
    New.Number = Number;
    if (Do(New))
      To.Values.push_back(std::move(New));
  };
  Add(0, [&](ValueSummary &New) { return addReturned(B, New); });
  for (const ParmVarDecl *Param : B.Function->parameters())
    Add(Param->getFunctionScopeIndex() + 1, [&](ValueSummary &New) {
      return Unit.types().task(Param->getType()) ? addTask(Param, New)
                                                 : addCallable(B, Param, New);
    });
}

/// A hash of the text of \p B in its file, where macros are not expanded.
static uint64_t hashOfText(const Body &B, const Facts &Unit) {
  const SourceManager &SM = Unit.sources();
  return llvm::xxh3_64bits(Lexer::getSourceText(
      CharSourceRange::getTokenRange(SM.getFileLoc(B.Code->getBeginLoc()),
                                     SM.getFileLoc(B.Code->getEndLoc())),
      SM, Unit.context().getLangOpts()));
}

FunctionSummary Summarizer::summarize(const Body &B) {
  FunctionSummary New;
  New.Symbol = Names.of(B);
  New.Name = B.Lambda ? "" : nameOf(B.Function);
  New.Site = Names.place(B.Lambda ? B.Lambda->getBeginLoc()
                                  : B.Function->getLocation());
  New.Code = Names.place(B.Code->getBeginLoc());
  New.Text = hashOfText(B, Unit);
  New.Context = B.IsTest ? ContextKind::MayBlock : B.Context;
  // Constructors and destructors cannot suspend, so their callers do not
  // matter.
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(B.Function) &&
      New.Context == ContextKind::Plain)
    New.Context = ContextKind::Unknown;
  New.IsCoroutine = B.IsCoroutine;
  // The effects of a coroutine are not effects of a call to it.
  if (!B.IsCoroutine)
    addEffects(B, New);
  // Tests may wait, but the users of a library may not: calls in tests are not
  // evidence.
  if (!B.IsTest)
    addCalls(B, New);
  if (!B.IsCoroutine)
    New.Thrown = errors(Failures.escaping(B), B);
  New.InTask = errors(Failures.inReturnedTask(B), B);
  if (!B.Lambda) {
    addValues(B, New);
  } else if (New.Context == ContextKind::Unknown && !B.IsCoroutine) {
    Handoff How = handoffOf(B.Usage, Unit);
    if (How.To && !placeOfAdapters(How, Unit))
      New.PassedTo = valueOf(*How.To, How.Index + 1);
  }
  return New;
}

void Summarizer::addMethod(const CXXMethodDecl &Method) {
  const CXXMethodDecl *Canonical = Method.getCanonicalDecl();
  auto [Slot, IsNew] = Methods.try_emplace(Canonical, Summary.Methods.size());
  SymbolId Symbol = IsNew ? Names.of(Canonical) : SymbolId();
  if (!Symbol)
    return;
  MethodSummary New;
  New.Symbol = Symbol;
  New.IsPure = Canonical->isPureVirtual();
  llvm::SmallVector<const CXXMethodDecl *, 4> Overriders;
  if (auto Found = Unit.overriders().find(Canonical);
      Found != Unit.overriders().end())
    llvm::copy_if(
        Found->second, std::back_inserter(Overriders),
        [](const CXXMethodDecl *Each) { return !Each->isDependentContext(); });
  // An overrider without a symbol is unknown.
  for (const CXXMethodDecl *Each : Overriders)
    New.Overriders.push_back(Names.of(Each));
  Summary.Methods.push_back(std::move(New));
  for (const CXXMethodDecl *Each : Overriders)
    addMethod(*Each);
}

UnitSummary Summarizer::run() {
  for (const Body &B : Unit.bodies()) {
    if (B.isDependent() || isPart(B) || !Names.of(B))
      continue;
    FunctionSummary New = summarize(B);
    Summary.Functions.push_back(std::move(New));
  }
  // A unit may override a function without calling it.
  for (const auto &[Method, Overriders] : Unit.overriders())
    if (!Method->isDependentContext() &&
        !Unit.sources().isInSystemHeader(Method->getLocation()))
      addMethod(*Method);
  for (const FunctionDecl *Function : Unit.addressTaken())
    if (!Unit.sources().isInSystemHeader(Function->getLocation()))
      if (SymbolId Symbol = Names.of(Function))
        Summary.AddressTaken.push_back(Symbol);
  Summary.normalize();
  return std::move(Summary);
}

UnitSummary summarize(const Facts &Unit, Effects &UnitEffects,
                      std::string Root) {
  return Summarizer(Unit, UnitEffects, std::move(Root)).run();
}

} // namespace clang::tidy::async
