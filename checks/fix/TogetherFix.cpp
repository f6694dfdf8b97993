//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ValueTypes.h"
#include "fix/FixParts.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::async::fix {

/// True if the namespace \p Name was opened before \p At, where \p B sees it.
static bool isOpened(StringRef Name, const Body &B, SourceLocation At,
                     const SourceManager &SM) {
  auto Opens = [&](const UsingDirectiveDecl *D) {
    return hasQualifiedName(D->getNominatedNamespace(), Name) &&
           SM.isBeforeInTranslationUnit(D->getLocation(), At);
  };
  // In a function, only what stands at its top is sure to be seen.
  for (const Body *In = &B; In; In = In->Parent) {
    const Stmt *Code = In->Code;
    if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Code))
      Code = Coroutine->getBody();
    if (const auto *Block = dyn_cast<CompoundStmt>(Code))
      for (const Stmt *S : Block->body())
        if (const auto *Statement = dyn_cast<DeclStmt>(S))
          for (const Decl *D : Statement->decls())
            if (const auto *Using = dyn_cast<UsingDirectiveDecl>(D);
                Using && Opens(Using))
              return true;
  }
  for (const DeclContext *DC = B.Function; DC; DC = DC->getLexicalParent())
    if (DC->isFileContext())
      for (const UsingDirectiveDecl *Using : DC->using_directives())
        if (Opens(Using))
          return true;
  return false;
}

/// True if the variable that \p A gives its value to can as well be a part of
/// what a tuple is taken apart into.
static bool canBeBinding(const Await &A, const Body &B, bool IsConst,
                         const Facts &F) {
  const VarDecl *Var = A.Result.Var;
  const auto *Statement = dyn_cast_or_null<DeclStmt>(A.Result.Statement);
  if (!Var || !Statement || !Statement->isSingleDecl() || Var->hasAttrs() ||
      Var->isConstexpr() || Var->getInitStyle() != VarDecl::CInit ||
      stripImplicit(Var->getInit()) != A.E || A.E->isLValue() ||
      Var->getType().isConstQualified() != IsConst ||
      Var->getType()->isReferenceType())
    return false;
  // Written as `auto`, or as what that would be.
  QualType Value = A.E->getType().getUnqualifiedType();
  if (!F.context().hasSameType(Var->getType().getUnqualifiedType(), Value))
    return false;
  if (const CXXRecordDecl *Class = classOf(Value)) {
    // A tuple may be taken apart already, and a reference looked through.
    if (hasQualifiedName(Class, "std::tuple") ||
        hasQualifiedName(Class, "std::reference_wrapper"))
      return false;
    // A variable is moved where it is returned, a binding is copied.
    if (!isCopyable(Value, F))
      return false;
  }
  // Not all compilers let a lambda capture a binding.
  return llvm::none_of(B.Children, [&](const Body *Child) {
    return llvm::any_of(Child->Lambda->captures(), [&](const LambdaCapture &C) {
      return C.capturesVariable() && C.getCapturedVar() == Var;
    });
  });
}

/// True if \p S makes an object that is gone where its expression ends.
static bool hasTemporary(const Stmt *S) {
  if (!S || isa<LambdaExpr, CXXDefaultArgExpr>(S))
    return false;
  return isa<MaterializeTemporaryExpr>(S) ||
         llvm::any_of(S->children(), hasTemporary);
}

/// True if \p A and \p B differ at most in what they give: in the first of
/// their template arguments.
static bool isAlike(const CXXRecordDecl *A, const CXXRecordDecl *B) {
  const auto *Left = dyn_cast<ClassTemplateSpecializationDecl>(A);
  const auto *Right = dyn_cast<ClassTemplateSpecializationDecl>(B);
  if (!Left || !Right)
    return false;
  llvm::ArrayRef<TemplateArgument> OfA = Left->getTemplateArgs().asArray();
  llvm::ArrayRef<TemplateArgument> OfB = Right->getTemplateArgs().asArray();
  return OfA.size() == OfB.size() &&
         (OfA.empty() ||
          llvm::equal(OfA.drop_front(), OfB.drop_front(),
                      [](const TemplateArgument &X, const TemplateArgument &Y) {
                        return X.structurallyEquals(Y);
                      }));
}

Fix awaitTogether(llvm::ArrayRef<const Await *> Awaits, const Body &B,
                  const Facts &F) {
  const Await &First = *Awaits.front();
  const TaskInfo *Own = F.types().task(First.Operand->getType());
  const TaskInfo *Ours = F.types().task(B.Function->getReturnType());
  if (!Own || !Own->Model || !Ours || !Ours->Model ||
      Own->Model->Library != Ours->Model->Library || !maySuspend(B, First.At))
    return {};
  const TogetherText &Together = Own->Model->Library->Together;
  StringRef Root = F.models().rootOf(Own->Class, *Own->Model);
  SourceText Source(F);
  SourceLocation At = First.E->getBeginLoc();
  if (!Together ||
      !llvm::all_of(Together.Needs,
                    [&](StringRef Name) {
                      return F.models().isDeclared(inRoot(Name, Root), At);
                    }) ||
      (!Together.Opens.empty() &&
       !isOpened(inRoot(Together.Opens, Root), B, At, F.sources())))
    return {};

  std::string Names, Tasks;
  const VarDecl *FirstVar = First.Result.Var;
  bool IsConst = FirstVar && FirstVar->getType().isConstQualified();
  SourceLocation End; // Of the statement before.
  for (const Await *A : Awaits) {
    const TaskInfo *Task = F.types().task(A->Operand->getType());
    // In a callable, what the call was given would not outlive it.
    if (Together.Each != "$task" &&
        hasTemporary(stripAdapters(A->Operand, F.models())))
      return {};
    if (!Task || !isAlike(Task->Class, Own->Class) ||
        !isOneOf(Task->Class, Together.Takes, *Own->Model->Library) ||
        !canBeBinding(*A, B, IsConst, F))
      return {};
    SourceRange Whole = A->Result.Statement->getSourceRange();
    StringRef Written = Source.text(A->Operand);
    if (!Source.isEditable(Whole) || Written.empty())
      return {};
    // Nothing that somebody wrote may be lost: a comment, a directive.
    auto IsLost = [&](SourceLocation From, SourceLocation To) {
      StringRef Text = Lexer::getSourceText(
          CharSourceRange::getCharRange(From, To), Source.SM, Source.LangOpts);
      return Text.contains("//") || Text.contains("/*") || Text.contains('#');
    };
    SourceLocation Start = A->Operand->getBeginLoc();
    if (!Source.isEditable(A->Operand->getSourceRange()) ||
        IsLost(End.isValid() ? End : Whole.getBegin(), Start))
      return {};
    End = Source.endOf(Whole.getEnd());
    // What a call names must not be one of the names that are new there.
    if (llvm::any_of(Awaits, [&](const Await *Other) {
          return Other != A && Other->Result.Var &&
                 mentions(Written, Other->Result.Var->getName());
        }))
      return {};
    std::string Each = Together.Each;
    Each.replace(Each.find("$task"), strlen("$task"),
                 isUnaryOperand(A->Operand) ? Written.str()
                                            : ("(" + Written + ")").str());
    Tasks += (Tasks.empty() ? "" : Together.Between) + Each;
    Names += (Names.empty() ? "" : ", ") + A->Result.Var->getName().str();
  }
  std::string Text = inRoot(Together.Text, Root);
  Text.replace(Text.find("$tasks"), strlen("$tasks"), Tasks);
  SourceRange Whole(First.Result.Statement->getBeginLoc(),
                    Awaits.back()->Result.Statement->getEndLoc());
  return {{Source.replace(Whole, (IsConst ? "const auto [" : "auto [") + Names +
                                     "] = co_await " + Text + ";")},
          "await them together"};
}

std::string combinatorOfRange(const Operation &Op, const Facts &F) {
  const TypeModel *Model = Op.Task ? Op.Task->Model : nullptr;
  return Model ? inRoot(Model->Library->Together.Range,
                        F.models().rootOf(Op.Task->Class, *Model))
               : "";
}

} // namespace clang::tidy::async::fix
