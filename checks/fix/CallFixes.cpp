//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ThreadState.h"
#include "facts/ValueTypes.h"
#include "fix/FixParts.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::async::fix {

/// True if calling \p D on another thread makes no difference: it is a member
/// of an object that is only read, or known to do no more than to give a value.
static bool mayMove(const FunctionDecl *D, const SourceManager &SM) {
  if (!D)
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(D);
      Method && Method->isInstance())
    return true;
  return D->isConstexpr() || SM.isInSystemHeader(D->getLocation());
}

/// True if \p E is, or points to, something that a call has chosen.
static bool isChosenByCall(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  return isa<CallExpr>(E) && (E->isGLValue() || E->getType()->isPointerType());
}

/// True if \p E can move into a lambda that copies what it names, and run on
/// another thread: that exists, is only read, and lives on in the copy.
static bool canBeCopied(const Expr *E, const Facts &F) {
  struct Item {
    const Stmt *S;
    bool IsRead;
    bool IsArgument; ///< Of a call: not the work itself.
  };
  llvm::SmallVector<Item, 8> Todo = {{E, false, false}};
  while (!Todo.empty()) {
    auto [S, IsRead, IsArgument] = Todo.pop_back_val();
    if (!S)
      continue;
    if (isa<CXXThisExpr, CoawaitExpr, LambdaExpr>(S))
      return false;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (isa<BindingDecl>(Ref->getDecl()))
        return false;
      QualType T = Var ? Var->getType() : QualType();
      if (!Var)
        continue;
      // What is not copied must be the same for all threads, and forever.
      if (Var->hasGlobalStorage()) {
        if (Var->getTLSKind() != VarDecl::TLS_None ||
            !T.isConstant(F.context()))
          return false;
        continue;
      }
      if (T->isReferenceType() && !T->getPointeeType().isConstQualified())
        return false;
      T = T.getNonReferenceType();
      if (T->isPointerType() || T->isArrayType())
        return false;
      if (!IsRead && !T.isConstQualified())
        return false;
      if (const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
          Class && (isView(Class) || !isCopyable(T, F)))
        return false; // A view would outlive what it looks at.
      continue;
    }
    const auto *Call = dyn_cast<CallExpr>(S);
    if (Call && IsArgument && !mayMove(Call->getDirectCallee(), F.sources()))
      return false;
    const Expr *Place = nullptr;
    if (const auto *Unary = dyn_cast<UnaryOperator>(S);
        Unary && Unary->getOpcode() == UO_Deref)
      Place = Unary->getSubExpr();
    else if (const auto *Member = dyn_cast<MemberExpr>(S))
      Place = Member->getBase();
    if (Place && isChosenByCall(Place))
      return false;
    bool ReadsBelow = false;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S))
      ReadsBelow = Cast->getCastKind() == CK_LValueToRValue ||
                   (Cast->getCastKind() == CK_NoOp &&
                    Cast->getType().isConstQualified());
    else if (isa<ParenExpr, MemberExpr>(S))
      ReadsBelow = IsRead;
    for (const Stmt *Child : S->children())
      Todo.push_back({Child, ReadsBelow,
                      IsArgument || (Call && Child != Call->getCallee())});
  }
  return true;
}

/// `work()` -> `co_await offload([=] { return work(); })`, by the offload of
/// the library of the coroutine.
static std::vector<Edit> offloadCall(const Operation &Work, const Facts &F) {
  const Body &B = *Work.In;
  const TaskInfo *Own = F.types().task(B.Function->getReturnType());
  const FixText *Offload = Own ? offloadIn(*Own) : nullptr;
  if (!maySuspend(Work, F) || !Offload || B.isDependent() ||
      // It would await a task of a task, and give a copy of what is referred
      // to.
      !isa<CallExpr>(Work.expr()) || Work.Task ||
      (Work.expr()->isGLValue() && !Work.Result.isDiscarded()) ||
      !canBeCopied(Work.expr(), F))
    return {};
  // A conversion that nobody wrote would be left to the coroutine.
  if (isa<CXXMemberCallExpr>(Work.expr()) &&
      cast<CallExpr>(Work.expr())->getCallee()->getExprLoc().isInvalid())
    return {};
  SourceText Source(F);
  StringRef Text = Source.text(Work.expr());
  if (Text.empty() || readsThreadState(B))
    return {};
  std::string NewText =
      expand(*Offload, Work.Site, F.models().rootOf(Own->Class, *Own->Model),
             ("[=] { return " + Text + "; }").str(), Source, F.models());
  if (NewText.empty())
    return {};
  NewText = "co_await " + NewText;
  if (Source.hasPostfix(Work.expr()))
    NewText = "(" + NewText + ")";
  return {Source.replace(Work.expr()->getSourceRange(), NewText)};
}

Fix offloadComputation(const Operation &Work, const Facts &F) {
  return {offloadCall(Work, F), "offload it to other threads"};
}

Fix offloadInstead(const Operation &Ready, const Facts &F) {
  const LibraryModel &Library = *Ready.Match->Library;
  if (!Library.Offload || Ready.Site.Args.size() != 1 || !Ready.Task ||
      Ready.In->isDependent() || Ready.Result.Is != Use::Returned ||
      !isOneOf(Ready.Task->Class, Library.Offload.Gives, Library))
    return {};
  SourceText Source(F);
  const Expr *Work = Ready.Site.Args.front();
  StringRef Text = Source.text(Work);
  if (Text.empty() || !Source.isEditable(Ready.expr()->getSourceRange()) ||
      !canBeCopied(Work, F) || readsThreadState(*Ready.In))
    return {};
  // The value must be what the task was made to hold.
  std::string Type;
  if (const auto *Special =
          dyn_cast<ClassTemplateSpecializationDecl>(Ready.Task->Class))
    if (Special->getTemplateArgs().size() > 0 &&
        Special->getTemplateArgs()[0].getKind() == TemplateArgument::Type) {
      QualType Held = Special->getTemplateArgs()[0].getAsType();
      if (Held.getCanonicalType() != Work->getType()
                                         .getNonReferenceType()
                                         .getUnqualifiedType()
                                         .getCanonicalType())
        return {};
    }
  std::string Callable = "[=] { return " + Text.str() + "; }";
  std::string NewText = expand(Library.Offload, Ready.Site, Ready.Match.Root,
                               Callable, Source, F.models());
  if (NewText.empty())
    return {};
  return {{Source.replace(Ready.expr()->getSourceRange(), NewText)},
          "offload it to threads that may block"};
}

/// The name of the function that \p Text calls.
static StringRef calleeIn(const FixText &Text) {
  StringRef Name = StringRef(Text.Text).split('(').first;
  return Name.substr(Name.find_last_of(" .:") + 1);
}

/// True if \p B is a function of the name that \p Text calls: it may be what
/// the text would call again.
static bool isNamedAs(const Body &B, const FixText &Text) {
  const FunctionDecl *Around = B.named();
  return Around && Around->getDeclName().isIdentifier() &&
         Around->getName() == calleeIn(Text);
}

/// True if everybody may call a member \p Name of \p Class.
static bool isPublicIn(const CXXRecordDecl *Class, StringRef Name,
                       const ASTContext &Context) {
  const IdentifierInfo *Ident = findIdentifier(Context, Name);
  if (!Ident)
    return false;
  bool Is = false;
  walkBases(
      Class,
      [&](const CXXRecordDecl *Next) {
        auto Found = Next->lookup(Ident);
        Is |= llvm::any_of(Found, [](const NamedDecl *D) {
          return D->getAccess() == AS_public;
        });
        return Found.empty();
      },
      /*OnlyPublic=*/true);
  return Is;
}

std::string siblingText(const Operation &Block, const Facts &F) {
  std::string Text = expand(Block.Match->Sibling, Block.Site, Block.Match.Root,
                            "", SourceText(F), F.models());
  return Text.empty() ? calleeIn(Block.Match->Sibling).str() : Text;
}

/// True if \p Block's sibling is written with names from the namespace of
/// \p Own: it gives what coroutines of that library await.
static bool usesNamesOf(const TaskInfo &Own, const Operation &Block,
                        const Facts &F) {
  StringRef Home = F.models().rootOf(Own.Class, *Own.Model);
  return llvm::any_of(Block.Match->Sibling.Needs, [&](const std::string &Name) {
    std::string Full = inRoot(Name, Block.Match.Root);
    StringRef Rest = Full;
    Rest.consume_front("::");
    return Rest.consume_front(Home) && Rest.starts_with("::");
  });
}

/// True if \p Library has coroutines of its own, whose tasks others cannot
/// await for all that is known.
static bool hasCoroutines(const LibraryModel &Library) {
  return llvm::any_of(Library.Types, [](const TypeModel &Type) {
    return Type.Kind == TypeKind::Task &&
           (Type.Await == AwaitForm::Lvalue || Type.Await == AwaitForm::Rvalue);
  });
}

/// True if \p Block gives the error that it was also told to put somewhere, and
/// that is looked at: its asynchronous form gives what it gives without.
static bool givesItsError(const Operation &Block, const Facts &F) {
  const CXXRecordDecl *Given = classOf(Block.expr()->getType());
  return Given && !Block.Result.isDiscarded() &&
         llvm::any_of(Block.Site.Args, [&](const Expr *Arg) {
           const CXXRecordDecl *Class = classOf(Arg->getType());
           const TypeModel *Model = F.models().type(Class);
           return Model && Model->Kind == TypeKind::Error &&
                  declaresSameEntity(Class, Given);
         });
}

/// True if the asynchronous form of \p Block is awaited in coroutines like
/// \p B: those of its own library, or of the one that it takes what makes it
/// awaitable from.
static bool isAwaitedIn(const Body &B, const Operation &Block, const Facts &F) {
  const TaskInfo *Own = F.types().task(B.Function->getReturnType());
  return Own && Own->Model && isUsual(*Own) &&
         (Own->Model->Library == Block.Match->Library ||
          usesNamesOf(*Own, Block, F) ||
          (!hasCoroutines(*Block.Match->Library) &&
           F.types().awaitsAnything(B.Promise)));
}

Fix siblingInstead(const Operation &Block, const Facts &F) {
  if (!Block.Match || !Block.Match->Sibling || Block.Match->Sibling.IsNote ||
      !maySuspend(Block, F) || Block.In->isDependent() ||
      isNamedAs(*Block.In, Block.Match->Sibling) || givesItsError(Block, F))
    return {};
  // A class of its own may hide it.
  if (StringRef(Block.Match->Sibling.Text).contains("$object.") &&
      !isPublicIn(Block.Site.ObjectClass, calleeIn(Block.Match->Sibling),
                  F.context()))
    return {};
  SourceText Source(F);
  if (!Source.isEditable(Block.expr()->getSourceRange()))
    return {};
  if (!isAwaitedIn(*Block.In, Block, F))
    return {};
  std::string Text = expand(Block.Match->Sibling, Block.Site, Block.Match.Root,
                            "", Source, F.models());
  if (Text.empty())
    return {};
  if (Source.hasPostfix(Block.expr()))
    Text = "(" + Text + ")";
  return {{Source.replace(Block.expr()->getSourceRange(), Text)},
          "await its asynchronous form"};
}

/// True if \p E, where it is a duration, converts to what a library's sleep
/// takes.
static bool isWholeDuration(const Expr *E) {
  const auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(E->getType()));
  if (!Special)
    return true;
  if (Special->getTemplateArgs().size() != 2)
    return false;
  const TemplateArgument &Count = Special->getTemplateArgs()[0];
  const TemplateArgument &Period = Special->getTemplateArgs()[1];
  if (Count.getKind() != TemplateArgument::Type ||
      !Count.getAsType()->isIntegerType() ||
      Period.getKind() != TemplateArgument::Type)
    return false;
  const auto *Ratio = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      classOf(Period.getAsType()));
  return Ratio && Ratio->getTemplateArgs().size() == 2 &&
         Ratio->getTemplateArgs()[1].getKind() == TemplateArgument::Integral &&
         // Some libraries count in microseconds.
         Ratio->getTemplateArgs()[1].getAsIntegral() <= 1000000;
}

Fix sleepInstead(const Operation &Sleep, const Facts &F) {
  const Body &B = *Sleep.In;
  bool InFiber = B.Context == ContextKind::Fiber;
  const TaskInfo *Own = F.types().task(B.Function->getReturnType());
  bool CanSleep = InFiber ? bool(B.Fibers->FiberSleep)
                          : maySuspend(Sleep, F) && Own && Own->Model &&
                                isUsual(*Own) && Own->Model->Library->Sleep;
  if (!Sleep.Match || !Sleep.Match->Duration || !CanSleep || B.isDependent() ||
      isNamedAs(B,
                InFiber ? B.Fibers->FiberSleep : Own->Model->Library->Sleep) ||
      !(Sleep.expr()->getType()->isVoidType() || Sleep.Result.isDiscarded()) ||
      !llvm::all_of(Sleep.Site.Args, isWholeDuration))
    return {};
  SourceText Source(F);
  // In an instance of a template, `1s` is a call that is known by its suffix.
  auto IsHalf = [&](const Expr *Arg) {
    const Expr *E = stripImplicit(Arg);
    StringRef Text = Source.text(Arg);
    return isa<CallExpr>(E) && !isa<CXXOperatorCallExpr>(E) &&
           !Text.contains('(') && !Text.empty() && !llvm::isDigit(Text.front());
  };
  if (!Source.isEditable(Sleep.expr()->getSourceRange()) ||
      llvm::any_of(Sleep.Site.Args, IsHalf))
    return {};
  std::string Duration = expand(Sleep.Match->Duration, Sleep.Site,
                                Sleep.Match.Root, "", Source, F.models());
  if (Duration.empty())
    return {};
  std::string Text;
  if (InFiber) {
    // What it needs is in one of the library's namespaces.
    for (StringRef Root : B.Fibers->Roots)
      if (Text.empty())
        Text = expand(B.Fibers->FiberSleep, Sleep.Site, Root, Duration, Source,
                      F.models());
  } else {
    Text = expand(Own->Model->Library->Sleep, Sleep.Site,
                  F.models().rootOf(Own->Class, *Own->Model), Duration, Source,
                  F.models());
  }
  if (Text.empty())
    return {};
  return {{Source.replace(Sleep.expr()->getSourceRange(),
                          (InFiber ? "" : "co_await ") + Text)},
          InFiber ? "let the fiber sleep instead" : "await a timer instead"};
}

std::string awaitedInstead(const Operation &Block, const Body &B,
                           const Facts &F) {
  const CallModel &Says = *Block.Match.Entry;
  SourceText Source(F);
  if (Says.Sibling && !Says.Sibling.IsNote && isAwaitedIn(B, Block, F)) {
    std::string Text = expand(Says.Sibling, Block.Site, Block.Match.Root, "",
                              Source, F.models());
    StringRef Rest = Text;
    return Rest.consume_front("co_await ") ? Rest.str() : std::string();
  }
  const TaskInfo *Own = F.types().task(B.Function->getReturnType());
  if (!Says.Duration || !Own || !Own->Model || !isUsual(*Own) ||
      !Own->Model->Library->Sleep ||
      !llvm::all_of(Block.Site.Args, isWholeDuration))
    return {};
  std::string Duration = expand(Says.Duration, Block.Site, Block.Match.Root, "",
                                Source, F.models());
  return Duration.empty() ? Duration
                          : expand(Own->Model->Library->Sleep, Block.Site,
                                   F.models().rootOf(Own->Class, *Own->Model),
                                   Duration, Source, F.models());
}

Fix insteadOfBlocking(const Witness &Path, const Facts &F) {
  const Operation &First = *Path.First;
  if (Path.isDirect()) {
    if (Fix Found = siblingInstead(First, F); !Found.empty())
      return Found;
    if (Fix Found = sleepInstead(First, F); !Found.empty())
      return Found;
    // A thread that only sleeps is a thread wasted, too.
    if (First.Match && First.Match->Blocks == Blocking::Sleep)
      return {};
  }
  return {offloadCall(First, F),
          "offload it to threads that may block, and await the result"};
}

} // namespace clang::tidy::async::fix
