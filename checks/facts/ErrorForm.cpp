//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ErrorForm.h"
#include "facts/Chains.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::async {

bool isNoexcept(const FunctionDecl *Function) {
  const auto *Type = Function->getType()->getAs<FunctionProtoType>();
  return Type && !isUnresolvedExceptionSpec(Type->getExceptionSpecType()) &&
         Type->isNothrow();
}

/// The member function of the awaiter that \p E, a part of an await, calls;
/// null if it is unknown.
static const CXXMethodDecl *awaiterMember(const Expr *E) {
  llvm::SmallVector<const Stmt *, 8> Todo = {E};
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(S);
        Call && Call->getMethodDecl() &&
        Call->getMethodDecl()->getIdentifier() &&
        Call->getMethodDecl()->getName().starts_with("await_"))
      return Call->getMethodDecl();
    if (S)
      llvm::append_range(Todo, S->children());
  }
  return nullptr;
}

bool isNoexcept(const Await &A) {
  const auto *E = dyn_cast<CoawaitExpr>(A.E);
  return E &&
         llvm::all_of(std::initializer_list<const Expr *>{E->getReadyExpr(),
                                                          E->getSuspendExpr(),
                                                          E->getResumeExpr()},
                      [](const Expr *Part) {
                        const CXXMethodDecl *Member = awaiterMember(Part);
                        return Member && isNoexcept(Member);
                      });
}

bool receivesError(const CallSite &Site, const Models &AllModels) {
  return llvm::any_of(Site.Args, [&](const Expr *Arg) {
    const TypeModel *Model = AllModels.type(Arg->getType());
    if (!Model)
      return false;
    if (Model->Kind == TypeKind::Token)
      return Model->Error == Errors::Handled;
    return Model->Kind == TypeKind::Error && Arg->isLValue() &&
           !Arg->getType().isConstQualified();
  });
}

/// True if \p T, the type of an await, holds an error: alone, instead of a
/// value, or in a tuple.
static bool containsError(QualType T, const Facts &Unit) {
  auto IsError = [&](QualType Part) {
    const TypeModel *Model = Unit.models().type(Part);
    return (Model && Model->Kind == TypeKind::Error) ||
           (!Part->isPointerType() && !Unit.types().task(Part) &&
            Unit.types().isValueOrError(classOf(Part)));
  };
  if (IsError(T))
    return true;
  const auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T));
  if (!Special || !hasQualifiedName(Special, "std::tuple"))
    return false;
  for (const TemplateArgument &Arg : Special->getTemplateArgs().asArray())
    if (Arg.getKind() == TemplateArgument::Pack)
      for (const TemplateArgument &Element : Arg.pack_elements())
        if (Element.getKind() == TemplateArgument::Type &&
            IsError(Element.getAsType()))
          return true;
  return false;
}

/// True if \p Pred holds for \p Awaited, for the task that it adapts, or for an
/// adapter in between: an error may become a value at any of them.
static bool anyLink(const Expr *Awaited, const Models &AllModels,
                    llvm::function_ref<bool(const Expr *)> Pred) {
  const Expr *Inner = stripAdapters(Awaited, AllModels);
  for (const Expr *E = stripImplicit(Awaited); E && E != Inner;) {
    if (Pred(E))
      return true;
    CallSite Site = CallSite::of(E);
    CallMatch Match = AllModels.call(Site);
    E = Match && Match->Is == Role::Adapt ? Site.at(Match->Task) : nullptr;
    E = E ? stripImplicit(E) : nullptr;
  }
  return Pred(Inner);
}

bool hasErrorAsValue(const Expr *Awaited, const Facts &Unit) {
  return anyLink(Awaited, Unit.models(), [&](const Expr *Link) {
    const TypeModel *Model = Unit.models().type(Link->getType());
    const Operation *Op = Unit.operationAt(Link);
    return (Model && Model->Error == Errors::Handled) ||
           (Op && receivesError(Op->Site, Unit.models())) ||
           (Op && Op->Match && Op->Match->Error == Errors::Handled &&
            !Op->is(Role::Continue));
  });
}

bool yieldsOutcomes(const Expr *Awaited, const Facts &Unit) {
  return anyLink(Awaited, Unit.models(), [&](const Expr *Link) {
    const Operation *Op = Unit.operationAt(Link);
    return Op && Op->Match && Op->Match->YieldsReady;
  });
}

bool yieldsErrorAsValue(const Await &A, const Facts &Unit) {
  return containsError(A.E->getType(), Unit) ||
         yieldsOutcomes(A.Operand, Unit) || hasErrorAsValue(A.Operand, Unit);
}

bool handlesError(const Await &A, const Facts &Unit) {
  const Operation *Last = makerOf(A.Operand, Unit);
  return yieldsErrorAsValue(A, Unit) || (Last && Last->is(Role::Continue) &&
                                         Last->Match->Error == Errors::Handled);
}

static bool isToken(const CXXRecordDecl *Class, const LibraryModel &Library,
                    const Models &AllModels) {
  const TypeModel *Model = AllModels.type(Class);
  return Model && Model->Kind == TypeKind::Token && Model->Library == &Library;
}

/// True if operations of \p T complete by a token of \p Library unless they are
/// given another one: \p T, a template argument of it, or one of theirs is a
/// class nested in the token.
static bool hasDefaultToken(QualType T, const LibraryModel &Library,
                            const Models &AllModels, unsigned Depth = 4) {
  const CXXRecordDecl *Class = classOf(T);
  if (const auto *Outer = dyn_cast_or_null<CXXRecordDecl>(
          Class ? Class->getDeclContext() : nullptr);
      Outer && isToken(Outer, Library, AllModels))
    return true;
  const auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  return Special && Depth &&
         llvm::any_of(Special->getTemplateArgs().asArray(),
                      [&](const TemplateArgument &Arg) {
                        return Arg.getKind() == TemplateArgument::Type &&
                               hasDefaultToken(Arg.getAsType(), Library,
                                               AllModels, Depth - 1);
                      });
}

bool throwsOnly(const Operation &Op, const LibraryModel &Library,
                const Models &AllModels) {
  auto IsAboutToken = [&](const Expr *E) {
    QualType T = E->getType();
    return isToken(classOf(T), Library, AllModels) ||
           hasDefaultToken(T->isPointerType() ? T->getPointeeType() : T,
                           Library, AllModels);
  };
  return (Op.is(Role::Async) && Op.Match->Library == &Library) ||
         (Op.Site.Object && IsAboutToken(Op.Site.Object)) ||
         llvm::any_of(Op.Site.Args, IsAboutToken);
}

} // namespace clang::tidy::async
