//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "facts/Endings.h"
#include "facts/ErrorForm.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

Endings::Endings(const Facts &F) : F(F) {}
Endings::~Endings() = default;
Endings::Graph::Graph() = default;
Endings::Graph::Graph(Graph &&) = default;
Endings::Graph::~Graph() = default;

/// True if the name of \p Function, which does not return, suggests that it
/// throws. A library function that throws looks like one that ends the process.
static bool isThrower(const FunctionDecl *Function) {
  if (!Function->getDeclName().isIdentifier())
    return false;
  StringRef Name = Function->getName();
  return Name.contains_insensitive("throw") ||
         Name.contains_insensitive("raise");
}

bool Endings::endsProcess(const FunctionDecl *Function) {
  if (!Function)
    return false;
  settle();
  if (const Body *B = F.bodyOf(Function))
    return Ending.contains(B->Id);
  return Function->isNoReturn() &&
         (isNoexcept(Function) || !isThrower(Function));
}

/// The destructor of the object that \p Function constructs; null if it is not
/// a constructor.
static const CXXDestructorDecl *destructorOf(const FunctionDecl *Function) {
  const auto *Constructor = dyn_cast_or_null<CXXConstructorDecl>(Function);
  return Constructor ? Constructor->getParent()->getDestructor() : nullptr;
}

/// True if \p B calls a function that may end the process.
bool Endings::mayEnd(const Body &B) {
  return llvm::any_of(B.Operations, [&](const Operation &Op) {
    const FunctionDecl *Callee = F.target(Op);
    if (!Callee)
      Callee = Op.Site.Function;
    return llvm::any_of(
        std::initializer_list<const FunctionDecl *>{Callee,
                                                    destructorOf(Callee)},
        [&](const FunctionDecl *Called) {
          if (!Called || Called->isNoReturn())
            return Called != nullptr;
          const Body *CalledBody = F.bodyOf(Called);
          return CalledBody && Ending.contains(CalledBody->Id);
        });
  });
}

/// Finds the visible functions that end the process. Each may make its callers
/// end the process, too.
void Endings::settle() {
  if (std::exchange(IsSettled, true))
    return;
  for (bool IsNew = true; std::exchange(IsNew, false);)
    for (const Body &B : F.bodies()) {
      // A function that returns a value or is resumed later does not end the
      // process.
      if (B.IsCoroutine || !B.Returns.empty() || B.isDependent() ||
          Ending.contains(B.Id) || !mayEnd(B))
        continue;
      const Graph &G = graphOf(B);
      if (G.Blocks && allEnd(G, {&G.Blocks->getEntry(), 0})) {
        Ending.insert(B.Id);
        IsNew = true;
      }
    }
}

const Endings::Graph &Endings::graphOf(const Body &B) {
  auto [At, IsNew] = Graphs.try_emplace(B.Id);
  Graph &New = At->second;
  if (!IsNew || B.isDependent())
    return New;
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddImplicitDtors = true;
  Options.AddTemporaryDtors = true;
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  New.Blocks = CFG::buildCFG(
      B.Function, const_cast<Stmt *>(Coroutine ? Coroutine->getBody() : B.Code),
      &F.context(), Options);
  if (New.Blocks)
    for (const CFGBlock *Block : *New.Blocks)
      for (auto [Index, Element] : llvm::enumerate(*Block))
        if (auto Statement = Element.getAs<CFGStmt>())
          if (const auto *E = dyn_cast<Expr>(Statement->getStmt()))
            New.Points[E] = {Block, static_cast<unsigned>(Index)};
  return New;
}

/// The effect of \p Element on its path.
Endings::Step Endings::stepAt(const CFGElement &Element) {
  const FunctionDecl *Callee = nullptr;
  if (auto Destroyed = Element.getAs<CFGImplicitDtor>()) {
    Callee = Destroyed->getDestructorDecl(F.context());
  } else if (auto Statement = Element.getAs<CFGStmt>()) {
    const Stmt *S = Statement->getStmt();
    // Other code runs before the coroutine resumes.
    if (isa<CoawaitExpr, DependentCoawaitExpr, CoyieldExpr>(S))
      return Step::Survives;
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      const Operation *Op = F.operationAt(Call);
      Callee = Op ? F.target(*Op) : nullptr;
      if (!Callee)
        Callee = Call->getDirectCallee();
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
      Callee = Construct->getConstructor();
    }
  }
  if (!Callee)
    return Step::Next;
  if (endsProcess(Callee))
    return Step::Ends;
  return Callee->isNoReturn() ? Step::Survives : Step::Next;
}

/// True if \p Block begins a loop that can end only from inside.
static bool isForever(const CFGBlock &Block) {
  const Stmt *Loop = Block.getTerminatorStmt();
  return isa_and_nonnull<ForStmt, WhileStmt, DoStmt>(Loop) &&
         Block.succ_size() == 2 && *Block.succ_begin() &&
         !*std::next(Block.succ_begin());
}

/// True if there is a path from \p From, and all paths end the process, or
/// throw if they \p MayThrow.
bool Endings::allEnd(const Graph &G, Point From, bool MayThrow) {
  bool IsEnded = false;
  llvm::SmallVector<Point, 16> Todo = {From};
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  while (!Todo.empty()) {
    auto [Block, Index] = Todo.pop_back_val();
    if (Block == &G.Blocks->getExit())
      return false;
    Step Last = Step::Next;
    for (; Index < Block->size() && Last == Step::Next; ++Index) {
      Last = stepAt((*Block)[Index]);
      if (MayThrow && Last == Step::Next)
        if (auto Statement = (*Block)[Index].getAs<CFGStmt>())
          if (isa<CXXThrowExpr>(Statement->getStmt()))
            Last = Step::Ends;
    }
    if (Last == Step::Survives || (Last == Step::Next && isForever(*Block)))
      return false;
    // Some elements that do not return have no callee.
    if (Last == Step::Ends || Block->hasNoReturnElement()) {
      IsEnded = true;
      continue;
    }
    for (const CFGBlock *Next : Block->succs())
      if (Next && Seen.insert(Next).second)
        Todo.push_back({Next, 0});
  }
  return IsEnded;
}

bool Endings::endsAfter(const Body &B, const Expr *At) {
  auto [Memo, IsNew] = EndsAfter.try_emplace(At, false);
  if (!IsNew)
    return Memo->second;
  auto [May, IsFirst] = MayEnd.try_emplace(B.Id, false);
  if (IsFirst) {
    settle();
    May->second = mayEnd(B);
  }
  if (!May->second)
    return false;
  const Graph &G = graphOf(B);
  auto Place = G.Points.find(At);
  if (Place == G.Points.end())
    return false;
  auto [Block, Index] = Place->second;
  return EndsAfter[At] = allEnd(G, {Block, Index + 1});
}

bool Endings::failsAfter(const Operation &Op) {
  settle();
  const Graph &G = graphOf(*Op.In);
  auto Place = G.Points.find(Op.expr());
  return Place != G.Points.end() &&
         allEnd(G, {Place->second.first, Place->second.second + 1},
                /*MayThrow=*/true);
}

bool Endings::endsAfter(const Operation &Op) {
  if (endsAfter(*Op.In, Op.expr()))
    return true;
  // A lambda that is called at once runs in place.
  for (const Body *B = Op.In; B->IsInline && B->Parent && B->Lambda;
       B = B->Parent)
    if (endsAfter(*B->Parent, B->Lambda))
      return true;
  return false;
}

} // namespace clang::tidy::async
