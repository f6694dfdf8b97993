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

std::string coroutineName(const Body &B) {
  const Body *Coroutine = &B;
  while (!Coroutine->IsCoroutine && Coroutine->Parent)
    Coroutine = Coroutine->Parent;
  return Coroutine->Lambda ? "this coroutine"
                           : "coroutine " + nameOf(Coroutine->Function);
}

std::string threadOf(const Body &B, bool Others) {
  if (B.Context == ContextKind::Fiber)
    return std::string("the thread of this fiber") +
           (Others ? ", and of all others on it" : "");
  if (B.Context != ContextKind::Coroutine)
    return "the thread that runs " +
           (B.Lambda ? std::string("this continuation") : nameOf(B.Function)) +
           (Others ? ", and all that wait for that thread" : "");
  return "the thread of " + coroutineName(B) +
         (Others ? ", and of all others on it" : "");
}

} // namespace clang::tidy::async
