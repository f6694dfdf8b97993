//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Observers.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

bool couldReturn(const Operation &Op, const Facts &Unit) {
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

std::pair<const ValueDecl *, StringRef> scopeInReach(const Operation &Op,
                                                     const Facts &Unit) {
  llvm::SmallVector<const ValueDecl *, 8> Near(Op.In->Function->parameters());
  if (const auto *Block = dyn_cast<CompoundStmt>(Op.In->Code))
    for (const Stmt *Part : Block->body())
      if (const auto *Declaring = dyn_cast<DeclStmt>(Part);
          Declaring && Unit.sources().isBeforeInTranslationUnit(
                           Part->getEndLoc(), Op.expr()->getBeginLoc()))
        for (const Decl *D : Declaring->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D))
            Near.push_back(Var);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Op.In->Function);
      Method && Method->isInstance())
    llvm::append_range(Near, Method->getParent()->fields());
  for (const ValueDecl *D : Near) {
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
