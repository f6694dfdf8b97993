//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Flow.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

static const Stmt *codeOf(const Body &B) {
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code))
    return Coroutine->getBody();
  return B.Code;
}

Flow::Flow(const Body &B, ASTContext &Context) {
  if (B.isDependent())
    return;
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddImplicitDtors = true; // They end the scopes of locks.
  Options.AddEHEdges = true;       // Otherwise handlers seem unreachable.
  Graph = CFG::buildCFG(B.Function, const_cast<Stmt *>(codeOf(B)), &Context,
                        Options);
  if (!Graph)
    return;
  llvm::SmallVector<const CFGBlock *, 16> Todo = {&Graph->getEntry()};
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen = {&Graph->getEntry()};
  while (!Todo.empty()) {
    const CFGBlock *Block = Todo.pop_back_val();
    for (auto [Index, Element] : llvm::enumerate(*Block))
      if (auto Statement = Element.getAs<CFGStmt>())
        if (const auto *E = dyn_cast<Expr>(Statement->getStmt()))
          Points[E] = {Block, static_cast<unsigned>(Index)};
    for (const CFGBlock *Next : Block->succs())
      if (Next && Seen.insert(Next).second)
        Todo.push_back(Next);
  }
}

Flow::~Flow() = default;

bool Flow::mayPrecede(const Expr *From, const Expr *To) const {
  auto A = Points.find(From), Z = Points.find(To);
  if (A == Points.end() || Z == Points.end())
    return false;
  if (A->second.first == Z->second.first && A->second.second < Z->second.second)
    return true;
  llvm::SmallVector<const CFGBlock *, 16> Todo = {A->second.first};
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  while (!Todo.empty())
    for (const CFGBlock *Next : Todo.pop_back_val()->succs()) {
      if (!Next || !Seen.insert(Next).second)
        continue;
      if (Next == Z->second.first)
        return true;
      Todo.push_back(Next);
    }
  return false;
}

/// True if only exceptions lead to \p Block: it ends a `try`.
static bool isForExceptions(const CFGBlock *Block) {
  return isa_and_nonnull<CXXTryStmt>(Block->getTerminatorStmt());
}

bool Flow::mayLeadTo(const Expr *From, const Expr *To,
                     llvm::ArrayRef<const Expr *> Without) const {
  auto A = Points.find(From), Z = Points.find(To);
  if (A == Points.end() || Z == Points.end())
    return false;
  auto [Start, First] = A->second;
  auto [Last, End] = Z->second;
  auto IsClear = [&](const CFGBlock *Block, unsigned Begin, unsigned End) {
    return llvm::none_of(Without, [&](const Expr *E) {
      auto Found = Points.find(E);
      return Found != Points.end() && Found->second.first == Block &&
             Begin <= Found->second.second && Found->second.second < End;
    });
  };
  if (Start == Last && First < End)
    return IsClear(Start, First + 1, End);
  if (!IsClear(Start, First + 1, Start->size()))
    return false;
  llvm::SmallVector<const CFGBlock *, 16> Todo = {Start};
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  while (!Todo.empty())
    for (const CFGBlock *Next : Todo.pop_back_val()->succs()) {
      if (!Next || isForExceptions(Next) || !Seen.insert(Next).second)
        continue;
      if (Next == Last && IsClear(Next, 0, End))
        return true;
      if (IsClear(Next, 0, Next->size()))
        Todo.push_back(Next);
    }
  return false;
}

std::pair<const Expr *, const Expr *> sidesOfAssignment(const Stmt *S) {
  if (const auto *Assign = dyn_cast<BinaryOperator>(S);
      Assign && Assign->getOpcode() == BO_Assign)
    return {Assign->getLHS(), Assign->getRHS()};
  if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(S);
      Assign && Assign->getOperator() == OO_Equal && Assign->getNumArgs() == 2)
    return {Assign->getArg(0), Assign->getArg(1)};
  return {};
}

std::pair<const VarDecl *, const Expr *> assignmentIn(const Stmt *S) {
  auto [To, Value] = sidesOfAssignment(S);
  const auto *Ref =
      dyn_cast_or_null<DeclRefExpr>(To ? To->IgnoreParenImpCasts() : nullptr);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return {Var, Var ? Value : nullptr};
}

llvm::SmallVector<const Expr *, 2> Flow::valuesAt(const VarDecl *Var,
                                                  const Expr *Use) const {
  auto Start = Points.find(Use);
  if (Start == Points.end())
    return {};
  llvm::SmallVector<const Expr *, 2> Values;
  // Search backwards to the last value on each path.
  llvm::SmallVector<Point, 16> Todo = {Start->second};
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  while (!Todo.empty()) {
    auto [Block, End] = Todo.pop_back_val();
    const Expr *Value = nullptr;
    for (unsigned I = End; I > 0 && !Value; --I) {
      auto Statement = (*Block)[I - 1].getAs<CFGStmt>();
      if (!Statement)
        continue;
      if (const auto *Decls = dyn_cast<DeclStmt>(Statement->getStmt())) {
        if (!llvm::is_contained(Decls->decls(), Var))
          continue;
        Value = Var->getInit();
        if (!Value)
          return {};
      } else if (auto [To, From] = assignmentIn(Statement->getStmt());
                 To == Var) {
        Value = From;
      }
    }
    if (Value) {
      if (!llvm::is_contained(Values, Value))
        Values.push_back(Value);
      continue;
    }
    if (Block == &Graph->getEntry())
      return {};
    for (const CFGBlock *Before : Block->preds())
      if (Before && Seen.insert(Before).second)
        Todo.push_back({Before, Before->size()});
  }
  return Values;
}

} // namespace clang::tidy::async
