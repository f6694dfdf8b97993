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

/// True if a using directive before \p At, visible in \p B, opens the namespace
/// \p Name.
static bool isOpened(StringRef Name, const Body &B, SourceLocation At,
                     const SourceManager &SM) {
  auto Opens = [&](const UsingDirectiveDecl *D) {
    return hasQualifiedName(D->getNominatedNamespace(), Name) &&
           SM.isBeforeInTranslationUnit(D->getLocation(), At);
  };
  // In a function, only directives in the outermost block are certain to be
  // visible.
  for (const Body *Scope = &B; Scope; Scope = Scope->Parent) {
    const Stmt *Code = Scope->Code;
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

/// True if the variable that \p A initialises can be a structured binding of a
/// tuple instead.
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
  // The type is `auto`, or the type that `auto` would deduce.
  QualType Value = A.E->getType().getUnqualifiedType();
  if (!F.context().hasSameType(Var->getType().getUnqualifiedType(), Value))
    return false;
  if (const CXXRecordDecl *Class = classOf(Value)) {
    // The combinator may flatten a tuple, and unwrap a reference.
    if (hasQualifiedName(Class, "std::tuple") ||
        hasQualifiedName(Class, "std::reference_wrapper"))
      return false;
    // Returning a variable moves it; returning a binding copies it.
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

/// True if \p S creates a temporary object.
static bool hasTemporary(const Stmt *S) {
  if (!S || isa<LambdaExpr, CXXDefaultArgExpr>(S))
    return false;
  return isa<MaterializeTemporaryExpr>(S) ||
         llvm::any_of(S->children(), hasTemporary);
}

/// True if \p A and \p B differ at most in the type of their result, the first
/// of their template arguments.
static bool differOnlyInResult(const CXXRecordDecl *A, const CXXRecordDecl *B) {
  const auto *Left = dyn_cast<ClassTemplateSpecializationDecl>(A);
  const auto *Right = dyn_cast<ClassTemplateSpecializationDecl>(B);
  if (!Left || !Right)
    return false;
  llvm::ArrayRef<TemplateArgument> LeftArgs = Left->getTemplateArgs().asArray();
  llvm::ArrayRef<TemplateArgument> RightArgs =
      Right->getTemplateArgs().asArray();
  return LeftArgs.size() == RightArgs.size() &&
         (LeftArgs.empty() ||
          llvm::equal(LeftArgs.drop_front(), RightArgs.drop_front(),
                      [](const TemplateArgument &X, const TemplateArgument &Y) {
                        return X.structurallyEquals(Y);
                      }));
}

Fix awaitTogether(llvm::ArrayRef<const Await *> Awaits, const Body &B,
                  const Facts &F) {
  const Await &First = *Awaits.front();
  const TaskInfo *AwaitedTask = F.types().task(First.Operand->getType());
  const TaskInfo *OwnTask = F.types().task(B.Function->getReturnType());
  if (!AwaitedTask || !AwaitedTask->Model || !OwnTask || !OwnTask->Model ||
      AwaitedTask->Model->Library != OwnTask->Model->Library ||
      !maySuspend(B, First.At))
    return {};
  const TogetherText &Together = AwaitedTask->Model->Library->Together;
  StringRef Root = F.models().rootOf(AwaitedTask->Class, *AwaitedTask->Model);
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
  SourceLocation End; // Of the previous statement.
  for (const Await *A : Awaits) {
    const TaskInfo *Task = F.types().task(A->Operand->getType());
    // If the call moves into a callable, its temporary arguments would not
    // outlive it.
    if (Together.Each != "$task" &&
        hasTemporary(stripAdapters(A->Operand, F.models())))
      return {};
    if (!Task || !differOnlyInResult(Task->Class, AwaitedTask->Class) ||
        !isOneOf(Task->Class, Together.Takes, *AwaitedTask->Model->Library) ||
        !canBeBinding(*A, B, IsConst, F))
      return {};
    SourceRange Whole = A->Result.Statement->getSourceRange();
    StringRef CallText = Source.text(A->Operand);
    if (!Source.isEditable(Whole) || CallText.empty())
      return {};
    // No comment and no directive may be lost.
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
    // A call must not mention a name that the new declaration introduces.
    if (llvm::any_of(Awaits, [&](const Await *Other) {
          return Other != A && Other->Result.Var &&
                 mentions(CallText, Other->Result.Var->getName());
        }))
      return {};
    std::string TaskText = Together.Each;
    TaskText.replace(TaskText.find("$task"), strlen("$task"),
                     isUnaryOperand(A->Operand) ? CallText.str()
                                                : ("(" + CallText + ")").str());
    Tasks += (Tasks.empty() ? "" : Together.Between) + TaskText;
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
