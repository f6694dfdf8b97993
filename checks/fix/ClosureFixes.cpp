//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Closures.h"
#include "facts/Names.h"
#include "facts/ValueTypes.h"
#include "fix/FixParts.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async::fix {

//===----------------------------------------------------------------------===//
// Lambdas
//===----------------------------------------------------------------------===//

/// True if the coroutine may run when a variable that it captured by reference
/// is gone as well.
static bool hasDanglingReferent(const Body &Coroutine, const WorkSpan &Span) {
  return Span.End == WorkEnd::Escapes && localReferent(Coroutine);
}

static bool isCallOf(const Operation &Call, const LambdaExpr *Lambda) {
  return isa<CXXOperatorCallExpr>(Call.expr()) && Call.Site.Object &&
         stripImplicit(Call.Site.Object) == Lambda;
}

/// The edit that makes \p Text a parameter of \p Lambda: the first one, or the
/// last one. None if it cannot be edited.
static std::optional<Edit> addParameter(const LambdaExpr *Lambda,
                                        const llvm::Twine &Text, bool First,
                                        const SourceText &Source) {
  const CXXMethodDecl *Operator = Lambda->getCallOperator();
  if (!Lambda->hasExplicitParameters())
    return Source.insert(Source.endOf(Lambda->getIntroducerRange().getEnd()),
                         "(" + Text + ")");
  FunctionTypeLoc TypeLoc = Operator->getFunctionTypeLoc();
  if (!TypeLoc || !Source.isEditable(TypeLoc.getLocalSourceRange()) ||
      Operator->isVariadic())
    return std::nullopt;
  bool IsAlone = Operator->getNumParams() == 0;
  if (First)
    return Source.insert(Source.endOf(TypeLoc.getLParenLoc()),
                         Text + (IsAlone ? "" : ", "));
  return Source.insert(TypeLoc.getRParenLoc(), (IsAlone ? "" : ", ") + Text);
}

/// `[x]() -> Task` -> `[x](this auto) -> Task`: the coroutine has a copy of the
/// closure.
static Fix copyClosure(const Body &Coroutine, const SourceText &Source,
                       const Facts &F) {
  const LambdaExpr *Lambda = Coroutine.Lambda;
  if (!Source.LangOpts.CPlusPlus23 || Lambda->isMutable() ||
      !Source.isEditable(Lambda->getSourceRange()))
    return {};
  // A library may call the lambda as an lvalue.
  for (const FieldDecl *Field : Lambda->getLambdaClass()->fields())
    if (!isCopyable(Field->getType(), F))
      return {};
  std::optional<Edit> New =
      addParameter(Lambda, "this auto", /*First=*/true, Source);
  if (!New)
    return {};
  return {{*New}, "give the coroutine a copy of the lambda"};
}

/// `co_spawn(ex, [x]() -> Task {..}(), ..)` -> without the call, if the library
/// accepts a callable instead of the task, and keeps it.
static Fix passLambda(const Body &Coroutine, const Operation &Call,
                      const Operation *Launch, const SourceText &Source) {
  if (!Launch || !Launch->Match || !Call.Site.Args.empty())
    return {};
  auto Position = llvm::find_if(Launch->Site.Args, [&](const Expr *Arg) {
    return stripImplicit(Arg) == Call.expr();
  });
  unsigned Index = Position - Launch->Site.Args.begin();
  if (Position == Launch->Site.Args.end())
    return {};
  const CallModel &Entry = *Launch->Match.Entry;
  bool KeepsLambda =
      llvm::any_of(Entry.Library->Calls, [&](const CallModel &Other) {
        return Other.Is == Entry.Is && Other.Names == Entry.Names &&
               Other.Closure == ClosureLife::Kept &&
               Other.Callable.K == Position::Index && Other.Callable.N == Index;
      });
  if (!KeepsLambda)
    return {};
  SourceLocation Begin = Source.endOf(Call.Site.Object->getEndLoc());
  SourceLocation End = Source.endOf(Call.expr()->getEndLoc());
  if (!Source.isEditable(Call.expr()->getSourceRange()))
    return {};
  return {{Source.replaceBefore(Begin, End, "")},
          "pass the lambda itself to " + nameOf(*Launch)};
}

/// `[x]() -> Task {..}()` -> `[](auto x) -> Task {..}(x)`.
static Fix captureAsParameters(const Body &Coroutine, const Operation &Call,
                               const SourceText &Source) {
  const LambdaExpr *Lambda = Coroutine.Lambda;
  const CXXMethodDecl *Operator = Lambda->getCallOperator();
  if (Call.Site.Args.size() != Operator->getNumParams() ||
      Lambda->getTemplateParameterList() ||
      !Source.isEditable(Call.expr()->getSourceRange()))
    return {};
  std::string Params, Args;
  for (const LambdaCapture &Capture : Lambda->captures()) {
    const auto *Var = Capture.capturesVariable()
                          ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                          : nullptr;
    if (!Var || Capture.isPackExpansion() || Var->getType()->isArrayType())
      return {};
    bool IsInit = Lambda->isInitCapture(&Capture);
    if (IsInit && Var->getInitStyle() == VarDecl::ListInit)
      return {};
    StringRef Value = IsInit ? Source.text(Var->getInit()) : Var->getName();
    if (Value.empty())
      return {};
    bool IsReference = Capture.getCaptureKind() == LCK_ByRef ||
                       (IsInit && Var->getType()->isReferenceType());
    Params += (Params.empty() ? "" : ", ") +
              std::string(IsReference ? "auto &" : "auto ") +
              Var->getName().str();
    Args += (Args.empty() ? "" : ", ") + Value.str();
  }
  std::optional<Edit> Param =
      addParameter(Lambda, Params, /*First=*/false, Source);
  if (!Param)
    return {};
  SourceRange Introducer = Lambda->getIntroducerRange();
  std::vector<Edit> Edits = {Source.replace(Introducer, "[]"), *Param};
  // An insertion after the introducer is part of its replacement.
  if (!Lambda->hasExplicitParameters())
    Edits = {Source.replace(Introducer, "[](" + Params + ")")};
  Edits.push_back(Source.insert(Call.expr()->getEndLoc(),
                                (Call.Site.Args.empty() ? "" : ", ") + Args));
  return {std::move(Edits), "make the captures parameters"};
}

/// The text \p Text of \p Library for the lambda.
static std::string keep(const FixText &Text, const Body &Coroutine,
                        const CallSite &Site, StringRef Root,
                        const SourceText &Source, const Facts &F) {
  StringRef Lambda = Source.text(Coroutine.Lambda);
  return Text && !Lambda.empty()
             ? expand(Text, Site, Root, Lambda, Source, F.models(),
                      Coroutine.Lambda->getBeginLoc())
             : std::string();
}

/// Calls the lambda through a function of the library of its task that keeps
/// it.
static Fix invokeByLibrary(const Body &Coroutine, const Operation &Call,
                           const SourceText &Source, const Facts &F) {
  if (!Call.Task || !Call.Task->Model || !Call.Site.Args.empty())
    return {};
  const LibraryModel &Library = *Call.Task->Model->Library;
  StringRef Root = F.models().rootOf(Call.Task->Class, *Call.Task->Model);
  for (const FixText *Text : {&Library.Invoker, &Library.Keeper}) {
    std::string New = keep(*Text, Coroutine, Call.Site, Root, Source, F);
    if (New.empty())
      continue;
    SourceRange Replaced = Text == &Library.Invoker
                               ? Call.expr()->getSourceRange()
                               : Coroutine.Lambda->getSourceRange();
    if (Source.isEditable(Replaced))
      return {{Source.replace(Replaced, New)},
              "let the library keep the lambda"};
  }
  return {};
}

Fix outliveCall(const Body &Coroutine, const Operation &Call,
                const WorkSpan &Span, const Facts &F) {
  SourceText Source(F);
  if (hasDanglingReferent(Coroutine, Span) || !isCallOf(Call, Coroutine.Lambda))
    return {};
  Fix Found = passLambda(Coroutine, Call, Span.Launch, Source);
  if (Found.empty())
    Found = copyClosure(Coroutine, Source, F);
  if (Found.empty())
    Found = captureAsParameters(Coroutine, Call, Source);
  return Found.empty() ? invokeByLibrary(Coroutine, Call, Source, F) : Found;
}

Fix outliveSink(const Body &Coroutine, const Operation &Sink,
                const WorkSpan &Span, const Facts &F) {
  SourceText Source(F);
  if (hasDanglingReferent(Coroutine, Span))
    return {};
  if (Fix Copied = copyClosure(Coroutine, Source, F); !Copied.empty())
    return Copied;
  const LibraryModel &Library = *Sink.Match->Library;
  bool IsInPlace = Span.End == WorkEnd::FullExpression;
  const FixText &Text =
      Library.Keeper || !IsInPlace ? Library.Keeper : Library.Borrower;
  std::string New =
      keep(Text, Coroutine, Sink.Site, Sink.Match.Root, Source, F);
  if (New.empty())
    return {};
  return {{Source.replace(Coroutine.Lambda->getSourceRange(), New)},
          "let the library keep the lambda"};
}

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

Fix takeByValue(const FunctionDecl *Function, unsigned Index, const Facts &F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  QualType Type = Function->getParamDecl(Index)->getType();
  QualType Value = Type.getNonReferenceType().getUnqualifiedType();
  bool IsRvalue = Type->isRValueReferenceType();
  if (!Type->isReferenceType() ||
      (!IsRvalue && !Type.getNonReferenceType().isConstQualified()) ||
      !(IsRvalue ? isMovable(Value) : isCopyable(Value, F)) ||
      Value->isArrayType() || Value->isFunctionType() ||
      (Method && Method->isVirtual()) || Function->isOverloadedOperator() ||
      Function->getTemplateInstantiationPattern() ||
      !Function->getDefinition() || F.isAddressTaken(Function))
    return {};
  if (const CXXRecordDecl *Class = classOf(Value);
      Class && (!Class->hasDefinition() || Class->isAbstract() ||
                // A derived object would be sliced.
                Class->isPolymorphic() || isView(Class)))
    return {};
  // Another overload may differ in this parameter only.
  if (!Function->getDeclContext()
           ->lookup(Function->getDeclName())
           .isSingleResult())
    return {};
  SourceText Source(F);
  std::vector<Edit> Edits;
  for (const FunctionDecl *Redecl : Function->redecls()) {
    const ParmVarDecl *Param = Redecl->getParamDecl(Index);
    const TypeSourceInfo *Info = Param->getTypeSourceInfo();
    ReferenceTypeLoc Reference =
        Info ? Info->getTypeLoc().getAs<ReferenceTypeLoc>()
             : ReferenceTypeLoc();
    if (!Reference)
      return {};
    SourceLocation Begin = Param->getBeginLoc();
    SourceLocation Sign = Reference.getSigilLoc();
    if (Sign.isInvalid() || !Source.isEditable({Begin, Sign}))
      return {};
    StringRef Text = Source.text({Begin, Sign});
    Text = Text.rtrim("& \t");
    if (!Text.consume_front("const "))
      Text.consume_back(" const");
    if (Text.empty() || hasWord(Text, "const"))
      return {};
    SourceLocation End = Source.endOf(Sign);
    bool NeedsSpace = Param->getIdentifier() && Param->getLocation() == End;
    Edits.push_back(Source.replaceBefore(
        Begin, End, Text.trim() + (NeedsSpace ? " " : "")));
  }
  return {std::move(Edits),
          "take " + nameOf(Function->getParamDecl(Index)) + " by value"};
}

} // namespace clang::tidy::async::fix
