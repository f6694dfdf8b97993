//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Names.h"
#include "fix/FixParts.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async::fix {

std::optional<TaskMaker> valueOfReady(const Operation &Ready, const Facts &F) {
  if (Ready.Match->Callable || Ready.Site.Args.size() > 1)
    return std::nullopt;
  if (Ready.Site.Args.empty())
    return TaskMaker(Ready.expr(), "");
  StringRef Text = SourceText(F).text(Ready.Site.Args.front());
  if (Text.empty())
    return std::nullopt;
  return TaskMaker(Ready.expr(), Text.str());
}

std::optional<TaskMaker> valueOfOffload(const Operation &Offload,
                                        const Body &Callable, const Facts &F) {
  if (!hasPlainCaptures(Callable) || Callable.IsCoroutine)
    return std::nullopt;
  const auto *Code = dyn_cast<CompoundStmt>(Callable.Code);
  if (!Code || Code->size() != 1)
    return std::nullopt;
  const auto *Return = dyn_cast<ReturnStmt>(Code->body_front());
  if (!Return || !Return->getRetValue())
    return std::nullopt;
  StringRef Text = SourceText(F).text(Return->getRetValue());
  if (Text.empty())
    return std::nullopt;
  return TaskMaker(Offload.expr(), Text.str());
}

/// Finds the source range \p Whole of the return type of \p D, and the text
/// \p Value of the type of its value. False if they are not plainly written.
static bool findReturnType(const FunctionDecl *D, const SourceText &Source,
                           SourceRange &Whole, std::string &Value) {
  FunctionTypeLoc Type = D->getFunctionTypeLoc();
  if (!Type)
    return false;
  TypeLoc Return = Type.getReturnLoc();
  Whole = Return.getSourceRange();
#if LLVM_VERSION_MAJOR < 22
  if (auto Elaborated = Return.getAs<ElaboratedTypeLoc>())
    Return = Elaborated.getNamedTypeLoc();
#endif
  auto Special = Return.getAs<TemplateSpecializationTypeLoc>();
  if (!Special || !Source.isEditable(Whole))
    return false;
  if (Special.getNumArgs() == 0) {
    Value = "void";
    return true;
  }
  Value = Source.text(Special.getArgLoc(0).getSourceRange()).str();
  return !Value.empty() && Special.getNumArgs() == 1;
}

bool canChangeType(const Body &B, const Facts &F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(B.Function);
  return !B.Lambda && !(Method && Method->isVirtual()) && !B.isDependent() &&
         !B.Function->getTemplateInstantiationPattern() &&
         !F.isAddressTaken(B.Function);
}

Fix makeSynchronous(const Body &B, llvm::ArrayRef<TaskMaker> Makers,
                    bool IsPublic, const Facts &F) {
  const FunctionDecl *D = B.Function;
  if (!canChangeType(B, F) || (!IsPublic && D->isExternallyVisible()))
    return {};
  SourceText Source(F);
  std::vector<Edit> Edits;
  bool IsVoid = false;
  for (const FunctionDecl *Redecl : D->redecls()) {
    SourceRange Type;
    std::string Value;
    if (!findReturnType(Redecl, Source, Type, Value))
      return {};
    IsVoid = Value == "void";
    Edits.push_back(Source.replace(Type, Value));
  }
  for (const Stmt *S : B.Returns) {
    if (!Source.isEditable(S->getSourceRange()))
      return {};
    if (isa<CoreturnStmt>(S)) {
      Edits.push_back(Source.replace(S->getBeginLoc(), "return"));
      continue;
    }
    const Expr *Value = cast<ReturnStmt>(S)->getRetValue();
    const Expr *Bare = Value ? stripImplicit(Value) : nullptr;
    auto Maker = llvm::find_if(
        Makers, [&](const TaskMaker &M) { return M.first == Bare; });
    if (Maker == Makers.end() || (Maker->second.empty() != IsVoid))
      return {};
    Edits.push_back(Source.replace(S->getSourceRange(),
                                   IsVoid ? std::string("return")
                                          : "return " + Maker->second));
  }
  llvm::DenseMap<unsigned, size_t> Removed;
  for (const Operation *Call : F.callsOf(D)) {
    SourceRange Range = Call->expr()->getSourceRange();
    if (!Source.isEditable(Range))
      return {};
    if (Call->Result.Is == Use::Awaited) {
      const Expr *Await = Call->Result.Call;
      const auto *Coawait = dyn_cast<CoawaitExpr>(Await);
      if (!Coawait || stripImplicit(Coawait->getOperand()) != Call->expr() ||
          !Source.isEditable(Await->getSourceRange()))
        return {};
      Edits.push_back(
          Source.replaceBefore(Await->getBeginLoc(), Range.getBegin(), ""));
      // The caller must remain a coroutine.
      const Body &Caller = *Call->In;
      bool HasReturn = llvm::any_of(
          Caller.Returns, [](const Stmt *S) { return isa<CoreturnStmt>(S); });
      if (++Removed[Caller.Id] == Caller.Awaits.size() && !HasReturn)
        return {};
      continue;
    }
    if (Call->Result.Is == Use::ObjectOf) {
      const Operation *Wait = F.operationAt(Call->Result.Call);
      if (!Wait || !Wait->is(Role::Wait) ||
          !Source.isEditable(Wait->expr()->getSourceRange()))
        return {};
      Edits.push_back(
          Source.replaceBefore(Source.endOf(Range.getEnd()),
                               Source.endOf(Wait->expr()->getEndLoc()), ""));
      continue;
    }
    return {};
  }
  return {std::move(Edits),
          "make " + nameOf(D) + " synchronous, and let its callers decide"};
}

bool isDeclaredBefore(const NamedDecl *D, SourceLocation Loc,
                      const SourceManager &SM) {
  for (const Decl *Redecl : D->redecls())
    if (SM.isBeforeInTranslationUnit(Redecl->getLocation(), Loc))
      return true;
  return false;
}

Fix executorParameter(const Body &B, llvm::ArrayRef<const Operation *> Offloads,
                      const Facts &F) {
  const FunctionDecl *D = B.Function;
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  if (B.Lambda || (Method && Method->isVirtual()) || B.isDependent() ||
      D->isVariadic() || D->getTemplateInstantiationPattern() ||
      F.isAddressTaken(D) || D->isOverloadedOperator())
    return {};
  // A call without an executor could select another overload.
  if (!D->getDeclContext()->lookup(D->getDeclName()).isSingleResult())
    return {};
  SourceText Source(F);
  StringRef CodeText = Source.text(B.Code);
  if (CodeText.empty() || CodeText.contains(" Executor"))
    return {};
  std::string Type, Default;
  std::vector<Edit> Edits;
  for (const Operation *Offload : Offloads) {
    const Expr *Executor = Offload->Site.at(Offload->Match->Executor);
    const Expr *Bare = Executor ? stripImplicit(Executor) : nullptr;
    CallSite Accessor = Bare ? CallSite::of(Bare) : CallSite();
    CallMatch Global = F.models().call(Accessor);
    if (!Global || Global->Is != Role::Executor || !Accessor.Args.empty() ||
        Accessor.Object || Offload->In != &B ||
        !Source.isEditable(Executor->getSourceRange()) ||
        !isDeclaredBefore(Accessor.Callee, D->getFirstDecl()->getLocation(),
                          F.sources()))
      return {};
    // A qualified name means the same in every declaration.
    std::string Text = Accessor.Callee->getQualifiedNameAsString();
    if (const auto *Constructor =
            dyn_cast<CXXConstructorDecl>(Accessor.Callee)) {
      const auto *Alias = Bare->getType()->getAs<TypedefType>();
      Text = Alias ? Alias->getDecl()->getQualifiedNameAsString()
                   : Constructor->getParent()->getQualifiedNameAsString();
    }
    Text += "()";
    const FixText &ParamText = Offload->Match->Library->ExecutorParam;
    std::string ParamType =
        ParamText ? expand(ParamText, Offload->Site, Offload->Match.Root, "",
                           Source, F.models(), D->getFirstDecl()->getLocation())
                  : std::string();
    if (ParamType.empty() || (!Type.empty() && Type != ParamType) ||
        (!Default.empty() && Default != Text))
      return {};
    Type = ParamType;
    Default = Text;
    Edits.push_back(Source.replace(Executor->getSourceRange(), "Executor"));
  }
  for (const FunctionDecl *Redecl : D->redecls()) {
    FunctionTypeLoc TypeLoc = Redecl->getFunctionTypeLoc();
    if (!TypeLoc || !Source.isEditable(TypeLoc.getLocalSourceRange()))
      return {};
    bool NeedsSpace = Type.back() != '*' && Type.back() != '&';
    std::string Param = (D->getNumParams() ? ", " : "") + Type +
                        (NeedsSpace ? " Executor" : "Executor");
    // The default belongs to the first declaration.
    if (Redecl->isFirstDecl())
      Param += " = " + Default;
    Edits.push_back(Source.insert(TypeLoc.getRParenLoc(), Param));
  }
  return {std::move(Edits), "take the executor as a parameter"};
}

} // namespace clang::tidy::async::fix
