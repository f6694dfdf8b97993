//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Names.h"

namespace clang::tidy::async {

std::string nameOf(const NamedDecl *D) {
  std::string Name = "'";
  if (const auto *Constructor = dyn_cast_or_null<CXXConstructorDecl>(D))
    Name += Constructor->getParent()->getNameAsString();
  else if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(D);
           Method && Method->getParent()->isLambda())
    return "this lambda";
  else
    Name += D ? D->getNameAsString() : "it";
  return Name + "'";
}

std::string nameOf(const Operation &Op) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Op.callee());
  const Expr *Called = nullptr;
  if (Method && Method->getOverloadedOperator() == OO_Call &&
      !Method->getParent()->isLambda())
    Called = Op.Site.Object;
  else if (const auto *Call = dyn_cast<CallExpr>(Op.expr());
           Call && !Op.callee())
    Called = Call->getCallee();
  else
    return nameOf(Op.callee());
  Called = Called ? Called->IgnoreParenImpCasts() : nullptr;
  while (const auto *Deref = dyn_cast_or_null<UnaryOperator>(Called))
    Called = Deref->getSubExpr()->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Called))
    return nameOf(Ref->getDecl());
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Called))
    return nameOf(Member->getMemberDecl());
  return "this call";
}

/// \p D with its class or namespace.
static std::string nameInScope(const FunctionDecl *D) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(D))
    return Method->getParent()->getNameAsString() + "::" + D->getNameAsString();
  return D->getQualifiedNameAsString();
}

/// \p D as it is written: all instances of a template are one function.
static const FunctionDecl *asWritten(const FunctionDecl *D) {
  const FunctionDecl *Pattern = D->getTemplateInstantiationPattern();
  return (Pattern ? Pattern : D)->getCanonicalDecl();
}

/// True unless \p D is the call operator of a lambda.
static bool hasName(const FunctionDecl *D) {
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  return !Method || !Method->getParent()->isLambda();
}

std::string signatureOf(const NamedDecl *D) {
  const auto *Function = dyn_cast_or_null<FunctionDecl>(D);
  if (!Function || !hasName(Function))
    return nameOf(D);
  PrintingPolicy Policy = D->getASTContext().getPrintingPolicy();
  Policy.SuppressScope = true;
  std::string Text = "'";
  Text += isa<CXXMethodDecl>(D) ? nameInScope(Function) : D->getNameAsString();
  Text += "(";
  bool IsFirst = true;
  for (const ParmVarDecl *Param : asWritten(Function)->parameters())
    Text += (std::exchange(IsFirst, false) ? "" : ", ") +
            Param->getType().getAsString(Policy);
  return Text + ")'";
}

std::string nameOf(const NamedDecl *D, const NamedDecl *Mentioned) {
  std::string Name = nameOf(D);
  const auto *Function = dyn_cast_or_null<FunctionDecl>(D);
  const auto *Other = dyn_cast_or_null<FunctionDecl>(Mentioned);
  if (!Function || !Other || !hasName(Function) || Name != nameOf(Mentioned) ||
      asWritten(Function) == asWritten(Other))
    return Name;
  std::string InScope = nameInScope(Function);
  return InScope == nameInScope(Other) ? signatureOf(D) : "'" + InScope + "'";
}

/// The coroutine that \p B is, or that calls \p B immediately.
static const Body &enclosingCoroutine(const Body &B) {
  const Body *Coroutine = &B;
  while (!Coroutine->IsCoroutine && Coroutine->Parent)
    Coroutine = Coroutine->Parent;
  return *Coroutine;
}

std::string coroutineName(const Body &B, const NamedDecl *Mentioned) {
  const Body &Coroutine = enclosingCoroutine(B);
  return Coroutine.Lambda
             ? "this coroutine"
             : "coroutine " + nameOf(Coroutine.Function, Mentioned);
}

std::string threadOf(const Body &B, bool IncludeOthers,
                     const NamedDecl *Mentioned) {
  if (B.Context == ContextKind::Fiber)
    return std::string("the thread of this fiber") +
           (IncludeOthers ? ", and all other fibers on it" : "");
  if (B.Context != ContextKind::Coroutine)
    return "the thread that runs " +
           (B.Lambda ? std::string("this continuation")
                     : nameOf(B.Function, Mentioned)) +
           (IncludeOthers ? ", and all other work on it" : "");
  return "the thread of " + coroutineName(B, Mentioned) +
         (IncludeOthers ? ", and all other coroutines on it" : "");
}

FunctionName functionOf(const Body &B) {
  if (B.Context == ContextKind::Coroutine || B.IsCoroutine) {
    const Body &Coroutine = enclosingCoroutine(B);
    return {&Coroutine,
            Coroutine.Lambda ? "a coroutine"
                             : "coroutine " + nameOf(Coroutine.Function),
            "coroutine"};
  }
  std::string Name = nameOf(B.Function);
  if (B.Context == ContextKind::Fiber)
    return {&B, B.Lambda ? "a fiber" : "fiber " + Name, "fiber"};
  if (B.Context == ContextKind::Continuation)
    return {&B, B.Lambda ? "a continuation" : Name, "continuation"};
  return {&B, B.Lambda ? "a lambda" : Name, "function"};
}

std::string FunctionName::thread() const {
  bool HasOwnThread = Kind == "coroutine" || Kind == "fiber";
  return (HasOwnThread ? "the thread of " : "the thread that runs ") + Name;
}

} // namespace clang::tidy::async
