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

/// True if \p D can just as well be called on another thread: it is a member
/// of an object that is only read, or is known only to compute a value.
static bool mayMove(const FunctionDecl *D, const SourceManager &SM) {
  if (!D)
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(D);
      Method && Method->isInstance())
    return true;
  return D->isConstexpr() || SM.isInSystemHeader(D->getLocation());
}

/// True if a call selects the object that \p E denotes or points to.
static bool isSelectedByCall(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  return isa<CallExpr>(E) && (E->isGLValue() || E->getType()->isPointerType());
}

/// True if \p E can move into a lambda that copies the variables it mentions,
/// and run on another thread: they can be copied, are only read, and their
/// copies own their data.
static bool canBeCopied(const Expr *E, const Facts &F) {
  struct Item {
    const Stmt *S;
    bool IsRead;
    bool IsArgument; ///< An argument of a call, not the work itself.
  };
  llvm::SmallVector<Item, 8> Worklist = {{E, false, false}};
  while (!Worklist.empty()) {
    auto [S, IsRead, IsArgument] = Worklist.pop_back_val();
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
      // A variable that is not copied must be a constant that all threads
      // share.
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
        return false; // A view would outlive its data.
      continue;
    }
    const auto *Call = dyn_cast<CallExpr>(S);
    if (Call && IsArgument && !mayMove(Call->getDirectCallee(), F.sources()))
      return false;
    const Expr *Base = nullptr;
    if (const auto *Unary = dyn_cast<UnaryOperator>(S);
        Unary && Unary->getOpcode() == UO_Deref)
      Base = Unary->getSubExpr();
    else if (const auto *Member = dyn_cast<MemberExpr>(S))
      Base = Member->getBase();
    if (Base && isSelectedByCall(Base))
      return false;
    bool ReadsBelow = false;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S))
      ReadsBelow = Cast->getCastKind() == CK_LValueToRValue ||
                   (Cast->getCastKind() == CK_NoOp &&
                    Cast->getType().isConstQualified());
    else if (isa<ParenExpr, MemberExpr>(S))
      ReadsBelow = IsRead;
    for (const Stmt *Child : S->children())
      Worklist.push_back({Child, ReadsBelow,
                          IsArgument || (Call && Child != Call->getCallee())});
  }
  return true;
}

/// `work()` -> `co_await offload([=] { return work(); })`, with the offload
/// of the coroutine's library.
static std::vector<Edit> offloadCall(const Operation &Work, const Facts &F) {
  const Body &B = *Work.In;
  const TaskInfo *OwnTask = F.types().task(B.Function->getReturnType());
  const FixText *Offload = OwnTask ? offloadIn(*OwnTask) : nullptr;
  if (!maySuspend(Work, F) || !Offload || B.isDependent() ||
      // Otherwise it would await a task of a task, or return a copy of an
      // object that is returned by reference.
      !isa<CallExpr>(Work.expr()) || Work.Task ||
      (Work.expr()->isGLValue() && !Work.Result.isDiscarded()) ||
      !canBeCopied(Work.expr(), F))
    return {};
  // An implicit conversion would still run in the coroutine.
  if (isa<CXXMemberCallExpr>(Work.expr()) &&
      cast<CallExpr>(Work.expr())->getCallee()->getExprLoc().isInvalid())
    return {};
  SourceText Source(F);
  StringRef Text = Source.text(Work.expr());
  if (Text.empty() || readsThreadState(B))
    return {};
  std::string NewText = expand(
      *Offload, Work.Site, F.models().rootOf(OwnTask->Class, *OwnTask->Model),
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
  // The value must have the type that the task holds.
  std::string Type;
  if (const auto *Special =
          dyn_cast<ClassTemplateSpecializationDecl>(Ready.Task->Class))
    if (Special->getTemplateArgs().size() > 0 &&
        Special->getTemplateArgs()[0].getKind() == TemplateArgument::Type) {
      QualType ValueType = Special->getTemplateArgs()[0].getAsType();
      if (ValueType.getCanonicalType() != Work->getType()
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

/// True if \p B has the name of the function that \p Text calls: the text might
/// make it call itself.
static bool hasNameOfCallee(const Body &B, const FixText &Text) {
  const FunctionDecl *Enclosing = B.named();
  return Enclosing && Enclosing->getDeclName().isIdentifier() &&
         Enclosing->getName() == calleeIn(Text);
}

/// True if the member \p Name of \p Class is public.
static bool isPublicIn(const CXXRecordDecl *Class, StringRef Name,
                       const ASTContext &Context) {
  const IdentifierInfo *Ident = findIdentifier(Context, Name);
  if (!Ident)
    return false;
  bool IsPublic = false;
  walkBases(
      Class,
      [&](const CXXRecordDecl *Next) {
        auto Found = Next->lookup(Ident);
        IsPublic |= llvm::any_of(Found, [](const NamedDecl *D) {
          return D->getAccess() == AS_public;
        });
        return Found.empty();
      },
      /*OnlyPublic=*/true);
  return IsPublic;
}

std::string siblingText(const Operation &Block, const Facts &F) {
  std::string Text = expand(Block.Match->Sibling, Block.Site, Block.Match.Root,
                            "", SourceText(F), F.models());
  return Text.empty() ? calleeIn(Block.Match->Sibling).str() : Text;
}

/// True if the text of \p Block's sibling uses names from the namespace of
/// \p Task: coroutines of that library can await its result.
static bool usesNamesOf(const TaskInfo &Task, const Operation &Block,
                        const Facts &F) {
  StringRef TaskRoot = F.models().rootOf(Task.Class, *Task.Model);
  return llvm::any_of(Block.Match->Sibling.Needs, [&](const std::string &Name) {
    std::string Full = inRoot(Name, Block.Match.Root);
    StringRef Rest = Full;
    Rest.consume_front("::");
    return Rest.consume_front(TaskRoot) && Rest.starts_with("::");
  });
}

/// True if \p Library has coroutine tasks of its own, which coroutines of other
/// libraries are not known to be able to await.
static bool hasCoroutines(const LibraryModel &Library) {
  return llvm::any_of(Library.Types, [](const TypeModel &Type) {
    return Type.Kind == TypeKind::Task &&
           (Type.Await == AwaitForm::Lvalue || Type.Await == AwaitForm::Rvalue);
  });
}

/// True if \p Block returns the error that it also stores in an argument, and
/// the result is used: the asynchronous form returns what the call would return
/// without that argument.
static bool returnsStoredError(const Operation &Block, const Facts &F) {
  const CXXRecordDecl *Returned = classOf(Block.expr()->getType());
  return Returned && !Block.Result.isDiscarded() &&
         llvm::any_of(Block.Site.Args, [&](const Expr *Arg) {
           const CXXRecordDecl *Class = classOf(Arg->getType());
           const TypeModel *Model = F.models().type(Class);
           return Model && Model->Kind == TypeKind::Error &&
                  declaresSameEntity(Class, Returned);
         });
}

/// True if coroutines like \p B can await the asynchronous form of \p Block:
/// they belong to its library, or to the library whose names make it awaitable.
static bool canAwaitAsyncForm(const Body &B, const Operation &Block,
                              const Facts &F) {
  const TaskInfo *OwnTask = F.types().task(B.Function->getReturnType());
  return OwnTask && OwnTask->Model && hasDefaultArguments(*OwnTask) &&
         (OwnTask->Model->Library == Block.Match->Library ||
          usesNamesOf(*OwnTask, Block, F) ||
          (!hasCoroutines(*Block.Match->Library) &&
           F.types().awaitsAnything(B.Promise)));
}

Fix siblingInstead(const Operation &Block, const Facts &F) {
  if (!Block.Match || !Block.Match->Sibling || Block.Match->Sibling.IsNote ||
      !maySuspend(Block, F) || Block.In->isDependent() ||
      hasNameOfCallee(*Block.In, Block.Match->Sibling) ||
      returnsStoredError(Block, F))
    return {};
  // A derived class may hide it.
  if (StringRef(Block.Match->Sibling.Text).contains("$object.") &&
      !isPublicIn(Block.Site.ObjectClass, calleeIn(Block.Match->Sibling),
                  F.context()))
    return {};
  SourceText Source(F);
  if (!Source.isEditable(Block.expr()->getSourceRange()))
    return {};
  if (!canAwaitAsyncForm(*Block.In, Block, F))
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

/// True unless \p E is a duration that does not convert to the one that a
/// library's sleep takes.
static bool fitsSleep(const Expr *E) {
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
  const TaskInfo *OwnTask = F.types().task(B.Function->getReturnType());
  bool CanSleep = InFiber ? bool(B.Fibers->FiberSleep)
                          : maySuspend(Sleep, F) && OwnTask && OwnTask->Model &&
                                hasDefaultArguments(*OwnTask) &&
                                OwnTask->Model->Library->Sleep;
  if (!Sleep.Match || !Sleep.Match->Duration || !CanSleep || B.isDependent() ||
      hasNameOfCallee(B, InFiber ? B.Fibers->FiberSleep
                                 : OwnTask->Model->Library->Sleep) ||
      !(Sleep.expr()->getType()->isVoidType() || Sleep.Result.isDiscarded()) ||
      !llvm::all_of(Sleep.Site.Args, fitsSleep))
    return {};
  SourceText Source(F);
  // In an instance of a template, the location of `1s` is that of its suffix.
  auto IsOnlySuffix = [&](const Expr *Arg) {
    const Expr *E = stripImplicit(Arg);
    StringRef Text = Source.text(Arg);
    return isa<CallExpr>(E) && !isa<CXXOperatorCallExpr>(E) &&
           !Text.contains('(') && !Text.empty() && !llvm::isDigit(Text.front());
  };
  if (!Source.isEditable(Sleep.expr()->getSourceRange()) ||
      llvm::any_of(Sleep.Site.Args, IsOnlySuffix))
    return {};
  std::string Duration = expand(Sleep.Match->Duration, Sleep.Site,
                                Sleep.Match.Root, "", Source, F.models());
  if (Duration.empty())
    return {};
  std::string Text;
  if (InFiber) {
    // Its needs are declared in one of the library's namespaces.
    for (StringRef Root : B.Fibers->Roots)
      if (Text.empty())
        Text = expand(B.Fibers->FiberSleep, Sleep.Site, Root, Duration, Source,
                      F.models());
  } else {
    Text = expand(OwnTask->Model->Library->Sleep, Sleep.Site,
                  F.models().rootOf(OwnTask->Class, *OwnTask->Model), Duration,
                  Source, F.models());
  }
  if (Text.empty())
    return {};
  return {{Source.replace(Sleep.expr()->getSourceRange(),
                          (InFiber ? "" : "co_await ") + Text)},
          InFiber ? "let the fiber sleep instead" : "await a timer instead"};
}

std::string asyncReplacement(const Operation &Block, const Body &B,
                             const Facts &F) {
  const CallModel &Model = *Block.Match.Entry;
  SourceText Source(F);
  if (Model.Sibling && !Model.Sibling.IsNote &&
      canAwaitAsyncForm(B, Block, F)) {
    std::string Text = expand(Model.Sibling, Block.Site, Block.Match.Root, "",
                              Source, F.models());
    StringRef Rest = Text;
    return Rest.consume_front("co_await ") ? Rest.str() : std::string();
  }
  const TaskInfo *OwnTask = F.types().task(B.Function->getReturnType());
  if (!Model.Duration || !OwnTask || !OwnTask->Model ||
      !hasDefaultArguments(*OwnTask) || !OwnTask->Model->Library->Sleep ||
      !llvm::all_of(Block.Site.Args, fitsSleep))
    return {};
  std::string Duration = expand(Model.Duration, Block.Site, Block.Match.Root,
                                "", Source, F.models());
  return Duration.empty()
             ? Duration
             : expand(OwnTask->Model->Library->Sleep, Block.Site,
                      F.models().rootOf(OwnTask->Class, *OwnTask->Model),
                      Duration, Source, F.models());
}

Fix replaceBlockingCall(const Witness &Path, const Facts &F) {
  const Operation &First = *Path.First;
  if (Path.isDirect()) {
    if (Fix Found = siblingInstead(First, F); !Found.empty())
      return Found;
    if (Fix Found = sleepInstead(First, F); !Found.empty())
      return Found;
    // An offloaded sleep would waste another thread instead.
    if (First.Match && First.Match->Blocks == Blocking::Sleep)
      return {};
  }
  return {offloadCall(First, F),
          "offload it to threads that may block, and await the result"};
}

} // namespace clang::tidy::async::fix
