//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/OtherWork.h"

namespace clang::tidy::async {

/// True if the call \p Op costs almost nothing.
static bool isCheap(const Operation &Op, const Facts &F) {
  const FunctionDecl *Function = Op.Site.Function;
  if (!Function)
    return false;
  if (isa<CXXConstructorDecl>(Function) || Function->isTrivial() ||
      Function->isDefaulted())
    return true;
  if (isa<CXXConversionDecl>(Function))
    return true;
  // For example, a string that is concatenated for a call.
  if (Function->isOverloadedOperator() && F.models().isNoFail(Function))
    return true;
  switch (Function->getOverloadedOperator()) {
  case OO_Arrow:
  case OO_Star:
  case OO_Equal:
  case OO_EqualEqual:
  case OO_Subscript:
    return true;
  default:
    break;
  }
  // An accessor: a function without loops and calls, or a const getter of a
  // library.
  if (const Body *Callee = F.bodyOf(Function))
    return !Callee->HasLoop && Callee->Awaits.empty() &&
           Callee->Operations.empty();
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Method && Method->isConst() && Method->getNumParams() == 0 &&
         F.models().isNoFail(Method);
}

static const Stmt *otherWork(const Body &B, const Facts &F,
                             llvm::DenseSet<unsigned> &Visited) {
  if (!Visited.insert(B.Id).second)
    return nullptr;
  if (B.HasLoop)
    return B.Code;
  for (const Operation &Op : B.Operations) {
    if (Op.Match) {
      bool CallsHere =
          Op.Match.has(RoleInfo::RunsCallableHere) && Op.Match->Callable;
      if (CallsHere || Op.Match.has(RoleInfo::IsOtherWork))
        return Op.expr();
      continue;
    }
    auto Has = [&](Trait T) { return F.models().hasTrait(Op.Site, T); };
    if (Has(Trait::NoFail) || Has(Trait::Readable) || Has(Trait::Writable) ||
        Has(Trait::Unblock))
      continue;
    if (Has(Trait::Throws))
      return Op.expr();
    if (Op.Task) {
      // A user-defined task may do anything before it suspends.
      if (const Body *Callee = F.bodyOf(Op.Site.Function))
        if (const Stmt *Work = otherWork(*Callee, F, Visited))
          return Work;
      continue;
    }
    if (!isCheap(Op, F))
      return Op.expr();
  }
  for (const Body *Child : B.Children)
    if (!Child->IsInline)
      return Child->Lambda;
    else if (const Stmt *Work = otherWork(*Child, F, Visited))
      return Work;
  return nullptr;
}

const Stmt *otherWork(const Body &B, const Facts &F) {
  llvm::DenseSet<unsigned> Visited;
  return otherWork(B, F, Visited);
}

} // namespace clang::tidy::async
