//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/FunctionMentions.h"
#include "facts/Locks.h"
#include "facts/Names.h"
#include "facts/ValueTypes.h"
#include "fix/FixParts.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async::fix {

/// True if \p D could be a coroutine, except for its return type.
static bool canBeCoroutine(const FunctionDecl *D) {
  const auto *Type = D->getType()->getAs<FunctionProtoType>();
  return Type && !Type->isVariadic() && !D->isMain() && !D->isConstexpr() &&
         !isa<CXXConstructorDecl, CXXDestructorDecl>(D) &&
         !D->isOverloadedOperator() && !D->isNoReturn() &&
         !Type->hasNoexceptExceptionSpec() &&
         llvm::all_of(D->parameters(), [](const ParmVarDecl *Param) {
           return Param->getType()->isReferenceType() ||
                  isMovable(Param->getType());
         });
}

/// True if \p T, as a return type, is written in one piece before the name of
/// the function.
static bool isPlainlyWritten(QualType T) {
  while (T->isPointerType()) {
    if (T.hasQualifiers())
      return false;
    T = T->getPointeeType();
  }
  return !T.hasQualifiers() && !T->isReferenceType() && !T->isFunctionType() &&
         !T->isArrayType() && !T->isMemberPointerType() &&
         !T->getContainedDeducedType();
}

/// The template of the task that \p Caller returns, if one type as its argument
/// makes another task of the same kind.
static const ClassTemplateDecl *taskTemplate(const Body &Caller,
                                             const Facts &F) {
  QualType T = Caller.Function->getReturnType();
  const auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T));
  // A generator is not a task, or not one that can be awaited.
  const TaskInfo *Info = F.types().task(T);
  if (!Special || !Info || Info->Await == AwaitForm::None ||
      !F.types().isAwaitableIn(T, Caller.Promise))
    return nullptr;
  const ClassTemplateDecl *Template = Special->getSpecializedTemplate();
  const TemplateArgumentList &Args = Special->getTemplateArgs();
  if (!Template->getDeclContext()->isFileContext() || Args.size() == 0 ||
      Args[0].getKind() != TemplateArgument::Type ||
      !hasDefaultsAfterFirst(Special, /*Unknown=*/false))
    return nullptr;
  return Template->getCanonicalDecl();
}

/// True if each `return` in \p B can become `co_return`. \p IsModelled means
/// that the promise is known to accept anything that converts to its value.
static bool canCoReturn(const Body &B, bool IsModelled,
                        const SourceText &Source) {
  // The facts do not contain returns in discarded code.
  size_t NumReturns = 0;
  llvm::SmallVector<const Stmt *, 16> Worklist = {B.Code};
  while (!Worklist.empty()) {
    const Stmt *S = Worklist.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    NumReturns += isa<ReturnStmt>(S);
    llvm::append_range(Worklist, S->children());
  }
  return NumReturns == B.Returns.size() &&
         llvm::all_of(B.Returns, [&](const Stmt *S) {
           if (!Source.isEditable(S->getSourceRange()))
             return false;
           const Expr *Value = cast<ReturnStmt>(S)->getRetValue();
           if (!Value)
             return true;
           if (!Source.isEditable(Value->getSourceRange()) ||
               Source.text(Value).starts_with("{"))
             return false;
           const Expr *Bare = stripImplicit(Value);
           const auto *Ref = dyn_cast<DeclRefExpr>(Bare);
           bool IsLocal = Ref && isa<VarDecl>(Ref->getDecl()) &&
                          cast<VarDecl>(Ref->getDecl())->hasLocalStorage();
           return IsModelled ||
                  ((IsLocal || Bare->isPRValue()) &&
                   Bare->getType().getCanonicalType().getUnqualifiedType() ==
                       B.Function->getReturnType()
                           .getCanonicalType()
                           .getUnqualifiedType());
         });
}

/// True if the value of \p Call does not outlive the expression that would
/// await it: its value may be a reference into the task.
static bool isConsumedImmediately(const Operation &Call) {
  switch (Call.Result.Is) {
  case Use::Local:
    return !Call.Result.Var->getType()->isReferenceType();
  case Use::Other:
    return !classOf(Call.expr()->getType());
  default:
    return true;
  }
}

/// True if no two of \p Edits overlap.
static bool areDisjoint(llvm::ArrayRef<Edit> Edits) {
  std::vector<Span> Places;
  for (const Edit &E : Edits)
    Places.push_back(E.At);
  llvm::sort(Places);
  for (size_t I = 1; I < Places.size(); ++I)
    if (Places[I] == Places[I - 1] || Places[I].overlaps(Places[I - 1]))
      return false;
  return true;
}

Fix makeCoroutine(const Body &B, llvm::ArrayRef<const Operation *> Waits,
                  const Facts &F) {
  const FunctionDecl *D = B.Function;
  QualType T = D->getReturnType();
  llvm::ArrayRef<const Operation *> Calls = F.callsOf(D);
  if (!canChangeType(B, F) || D->isExternallyVisible() || !canBeCoroutine(D) ||
      Calls.empty() || !isa<CompoundStmt>(B.Code) || !isPlainlyWritten(T) ||
      F.types().task(T) || !isMovable(T))
    return {};
  const ClassTemplateDecl *Template = nullptr;
  SourceText Source(F);
  std::vector<Edit> Edits;
  for (const Operation *Call : Calls) {
    const Body &Caller = *Call->In;
    const ClassTemplateDecl *OwnTemplate = taskTemplate(Caller, F);
    if (!OwnTemplate || (Template && OwnTemplate != Template) ||
        !maySuspend(*Call, F) || Caller.isDependent() ||
        Caller.Context != ContextKind::Coroutine ||
        Caller.Function->getTemplateInstantiationPattern() ||
        !isConsumedImmediately(*Call) ||
        !Source.isEditable(Call->expr()->getSourceRange()))
      return {};
    Template = OwnTemplate;
    bool Wrap = Source.hasPostfix(Call->expr());
    Edits.push_back(Source.insert(Call->expr()->getBeginLoc(),
                                  Wrap ? "(co_await " : "co_await "));
    if (Wrap)
      Edits.push_back(
          Source.insert(Source.endOf(Call->expr()->getEndLoc()), ")"));
  }
  const Body &FirstCaller = *Calls.front()->In;
  AwaitingCoroutine Result = {
      FirstCaller.Promise,
      F.types().task(FirstCaller.Function->getReturnType())};

  PrintingPolicy Policy = F.context().getPrintingPolicy();
  Policy.SuppressUnwrittenScope = true;
  std::string Name;
  llvm::raw_string_ostream Stream(Name);
  Template->printQualifiedName(Stream, Policy);
  static constexpr llvm::StringLiteral Specifiers[] = {
      "static", "inline", "constexpr", "friend", "virtual", "extern"};
  for (const FunctionDecl *Redecl : D->redecls()) {
    FunctionTypeLoc TypeLoc = Redecl->getFunctionTypeLoc();
    SourceRange ReturnRange =
        TypeLoc ? TypeLoc.getReturnLoc().getSourceRange() : SourceRange();
    // Another file may be part of other programs as well.
    if (!Source.isEditable(ReturnRange) ||
        // `unsigned static long`: the specifier between is not part of the
        // type.
        llvm::any_of(Specifiers,
                     [&](StringRef Specifier) {
                       return hasWord(Source.text(ReturnRange), Specifier);
                     }) ||
        !Source.SM.isInMainFile(ReturnRange.getBegin()) ||
        !isDeclaredBefore(Template, ReturnRange.getBegin(), Source.SM))
      return {};
    // `int *f()` has no space before the name.
    SourceLocation After = Source.endOf(ReturnRange.getEnd());
    StringRef Space = After == Redecl->getLocation() ? " " : "";
    Edits.push_back(Source.replace(ReturnRange, Stream.str() + "<" +
                                                    Source.text(ReturnRange) +
                                                    ">" + Space));
  }
  if (!canCoReturn(B, Result.Task->Model != nullptr, Source))
    return {};
  for (const Stmt *S : B.Returns)
    Edits.push_back(Source.replace(S->getBeginLoc(), "co_return"));
  for (const Operation *Wait : Waits) {
    if (Wait->In != &B || Wait->At.InHandler || Wait->At.IsNoAwait ||
        holdsLock(B, Wait->expr(), F))
      return {};
    std::vector<Edit> Await = awaitInstead(*Wait, Result, F);
    if (Await.empty())
      return {};
    llvm::append_range(Edits, Await);
  }
  if (!areDisjoint(Edits) || !isOnlyCalled(D, F))
    return {};
  return {std::move(Edits),
          "make " + nameOf(D) + " a coroutine, like its callers"};
}

} // namespace clang::tidy::async::fix
