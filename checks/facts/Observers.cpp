//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Observers.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

bool canReturn(const Operation &Op, const Facts &Unit) {
  const FunctionDecl *Function = Op.In->Function;
  const auto *Block = dyn_cast<CompoundStmt>(Op.In->Code);
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Block && Block->size() == 1 &&
         Block->body_front() == Op.Result.Statement && !Op.In->Lambda &&
         Function->getReturnType()->isVoidType() &&
         !isa<CXXConstructorDecl, CXXDestructorDecl>(Function) &&
         !(Method && Method->isVirtual()) && !Function->isExternC() &&
         !Op.In->IsTest && !Unit.isAddressTaken(Function) &&
         !Unit.models().isEntryPoint(Function);
}

std::pair<const ValueDecl *, StringRef> reachableScope(const Operation &Op,
                                                       const Facts &Unit) {
  llvm::SmallVector<const ValueDecl *, 8> Candidates(
      Op.In->Function->parameters());
  if (const auto *Block = dyn_cast<CompoundStmt>(Op.In->Code))
    for (const Stmt *Part : Block->body())
      if (const auto *Declaration = dyn_cast<DeclStmt>(Part);
          Declaration && Unit.sources().isBeforeInTranslationUnit(
                             Part->getEndLoc(), Op.expr()->getBeginLoc()))
        for (const Decl *D : Declaration->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D))
            Candidates.push_back(Var);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Op.In->Function);
      Method && Method->isInstance())
    llvm::append_range(Candidates, Method->getParent()->fields());
  for (const ValueDecl *D : Candidates) {
    QualType T = D->getType().getNonReferenceType();
    const TypeModel *Model =
        Unit.models().type(T->isPointerType() ? T->getPointeeType() : T);
    if (!Model || Model->Kind != TypeKind::Scope || !Op.Task->Model ||
        Model->Library != Op.Task->Model->Library)
      continue;
    for (const MemberCall &Call : Unit.models().callsOn(*Model, Role::Spawn))
      if (Call.Entry->Task)
        return {D, Call.Name};
  }
  return {};
}

} // namespace clang::tidy::async
