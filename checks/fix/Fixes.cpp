//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fix/Fixes.h"
#include "fix/SourceText.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::async::fix {

static bool maySuspend(const Body &B, const Surroundings &At) {
  return B.IsCoroutine && B.Promise && !At.InHandler && !At.IsNoAwait;
}

/// What to write so that an awaiter that takes \p Form gets \p Task; empty if
/// it cannot have it.
static std::string awaited(const Expr *Task, AwaitForm Form,
                           const SourceText &Source) {
  std::string Text = Source.text(Task).str();
  if (Text.empty())
    return {};
  if (!isUnaryOperand(Task))
    Text = "(" + Text + ")";
  const Expr *Bare = Task->IgnoreParenImpCasts();
  if (Form == AwaitForm::Rvalue && Bare->isLValue()) {
    if (Bare->getType().isConstQualified())
      return {};
    Text = "std::move(" + Text + ")";
  }
  return Text;
}

/// The type that `co_await` of \p Task gives, as far as its template argument
/// tells: true for void.
static bool givesVoid(QualType Task) {
  const auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(Task));
  if (!Special || Special->getTemplateArgs().size() == 0)
    return false;
  const TemplateArgument &First = Special->getTemplateArgs()[0];
  if (First.getKind() == TemplateArgument::Pack)
    return First.pack_size() == 0;
  if (First.getKind() != TemplateArgument::Type)
    return false;
  const CXXRecordDecl *Class = classOf(First.getAsType());
  // An empty class says no more than void does, but a guard may be one.
  return First.getAsType()->isVoidType() ||
         (Class && Class->hasDefinition() && Class->isEmpty() &&
          Class->hasTrivialDestructor() &&
          !isa<ClassTemplateSpecializationDecl>(Class));
}

/// The edits that make \p Token, which asks for a blocking future, ask for an
/// awaitable.
static Fix awaitableToken(const Operation &Op, const Body &B, const Facts &F,
                          const SourceText &Source) {
  for (const Expr *Arg : Op.Site.Args) {
    const TypeModel *Model = F.models().type(Arg->getType());
    if (!Model || Model->Token != TokenEffect::Future || !Model->Fix)
      continue;
    const TaskInfo *Own = F.types().task(B.Function->getReturnType());
    if (!Own || !Own->Model || Own->Model->Library != Model->Library ||
        !Source.isEditable(Arg->getSourceRange()))
      return {};
    std::string Text = expand(
        Model->Fix, Op.Site, F.models().rootOf(classOf(Arg->getType()), *Model),
        "", Source, F.models());
    if (Text.empty())
      return {};
    return {Source.replace(Arg->getSourceRange(), Text)};
  }
  return {};
}

bool isAwaitedByModel(const Operation &Wait, const Body &B, const Facts &F) {
  const TaskInfo *Own = F.types().task(B.Function->getReturnType());
  return Wait.Match && Wait.Match->Fix && Own && Own->Model &&
         F.types().awaitsAnything(B.Promise) &&
         llvm::all_of(Wait.Match->Fix.Needs, [&](const std::string &Name) {
           return F.models().isDeclared(Name);
         });
}

Fix awaitInstead(const Operation &Wait, const Facts &F) {
  const Body &B = *Wait.In;
  if (!maySuspend(B, Wait.At) || !Wait.is(Role::Wait) ||
      Wait.Match->ResultDiffers)
    return {};
  SourceText Source(F);
  const Expr *Task = waitedTask(Wait);
  SourceRange Whole = Wait.expr()->getSourceRange();
  if (!Task || !Source.isEditable(Whole) ||
      !Source.isEditable(Task->getSourceRange()))
    return {};
  // More than the task is given: a timeout, an executor to drive.
  if (Wait.Site.Args.size() != (Wait.Match->Task.K == Position::Index ? 1 : 0))
    return {};
  const Expr *Bare = stripAdapters(Task, F.models());
  QualType T = Bare->getType();
  const TaskInfo *Info = F.types().task(T);
  Fix Edits;
  AwaitForm Form = F.types().awaitFormIn(T, B.Promise);
  if (Form == AwaitForm::None) {
    if (isAwaitedByModel(Wait, B, F) &&
        (Wait.Result.Is != Use::Discarded || givesVoid(T))) {
      // The model knows how it is awaited where its needs are declared.
      std::string Text = expand(Wait.Match->Fix, Wait.Site, Wait.Match.Root, "",
                                Source, F.models());
      if (Text.empty())
        return {};
      if (Source.hasPostfix(Wait.expr()))
        Text = "(" + Text + ")";
      return {Source.replace(Whole, Text)};
    }
    const Operation *Maker = F.operationAt(Bare);
    if (!Maker)
      return {};
    Edits = awaitableToken(*Maker, B, F, Source);
    if (Edits.empty())
      return {};
    Info = nullptr;
  }
  // What only waits leaves the outcome to be taken later; awaiting takes it.
  if (Wait.expr()->getType()->isVoidType() && !givesVoid(T))
    return {};
  if (Wait.Result.isDiscarded() || Wait.expr()->getType()->isVoidType())
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        if (Info && Info->Shot == Shots::One && F.mentions(Var).size() > 1)
          return {};

  std::string Operand = awaited(Task, Form, Source);
  if (Operand.empty())
    return {};
  bool Wrap = Source.hasPostfix(Wait.expr());
  std::string Before = Wrap ? "(co_await " : "co_await ";
  std::string After = Wrap ? ")" : "";
  if (!Edits.empty()) {
    // The token is replaced within the operand: edit around it.
    Edits.push_back(FixItHint::CreateInsertion(Whole.getBegin(), Before));
    Edits.push_back(Source.replaceBefore(Source.endOf(Task->getEndLoc()),
                                         Source.endOf(Whole.getEnd()), After));
    return Edits;
  }
  return {Source.replace(Whole, Before + Operand + After)};
}

Fix awaitDiscarded(const Operation &Op, const Facts &F) {
  const Body &B = *Op.In;
  if (!maySuspend(B, Op.At) || !Op.Result.Statement ||
      !F.types().isAwaitableIn(Op.expr()->getType(), B.Promise))
    return {};
  // Nothing but a cast to void or an assignment to nothing may go with it.
  const auto *Outer = dyn_cast<Expr>(Op.Result.Statement);
  while (Outer && Outer != Op.expr()) {
    const Expr *Inner = Outer->IgnoreImplicit();
    if (const auto *Paren = dyn_cast<ParenExpr>(Inner))
      Inner = Paren->getSubExpr();
    else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Inner))
      Inner = Cast->getSubExpr();
    else if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(Inner);
             Assign && Op.Result.Is == Use::Ignored && Inner != Op.expr())
      Inner = Assign->getArg(1);
    if (Inner == Outer)
      return {};
    Outer = Inner;
  }
  if (!Outer)
    return {};
  SourceText Source(F);
  // A cast to void or an assignment to nothing goes with what it was for.
  SourceRange Whole = Op.Result.Statement->getSourceRange();
  std::string Text = Source.text(Op.expr()).str();
  if (!Source.isEditable(Whole) || Text.empty())
    return {};
  if (Whole == Op.expr()->getSourceRange() && isUnaryOperand(Op.expr()))
    return {FixItHint::CreateInsertion(Whole.getBegin(), "co_await ")};
  if (!isUnaryOperand(Op.expr()))
    Text = "(" + Text + ")";
  return {Source.replace(Whole, "co_await " + Text)};
}

Fix awaitVariable(const VarDecl *Var, const Operation &From, const Facts &F) {
  const Body &B = *From.In;
  if (!maySuspend(B, From.At) || !F.mentions(Var).empty() ||
      !F.types().isAwaitableIn(From.expr()->getType(), B.Promise))
    return {};
  const auto *Statement = dyn_cast_or_null<DeclStmt>(From.Result.Statement);
  SourceText Source(F);
  if (!Statement || !Statement->isSingleDecl() ||
      !Source.isEditable(Statement->getSourceRange()) ||
      !Source.isEditable(From.expr()->getSourceRange()) ||
      Var->getInitStyle() != VarDecl::CInit)
    return {};
  SourceLocation Start = From.expr()->getBeginLoc();
  if (givesVoid(From.expr()->getType()))
    return {Source.replaceBefore(Statement->getBeginLoc(), Start, "co_await ")};
  if (Var->getType()->getContainedAutoType())
    return {FixItHint::CreateInsertion(Start, "co_await ")};
  return {Source.replaceBefore(Statement->getBeginLoc(), Start,
                               "auto " + Var->getName() + " = co_await ")};
}

Fix appendObserver(const Operation &Op, const Facts &F) {
  if (!Op.Task || !Op.Task->Model || !Op.Task->Model->Library->Observer)
    return {};
  SourceText Source(F);
  if (!Source.isEditable(Op.expr()->getSourceRange()) || Op.In->isDependent())
    return {};
  std::string Text = expand(Op.Task->Model->Library->Observer, Op.Site,
                            F.models().rootOf(Op.Task->Class, *Op.Task->Model),
                            "", Source, F.models());
  if (Text.empty())
    return {};
  // Tasks of one library differ in what can be called on them.
  for (StringRef Rest = Text; Rest.contains('.');) {
    Rest = Rest.split('.').second;
    StringRef Name =
        Rest.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    if (Rest.substr(Name.size()).starts_with("(") &&
        !F.types().hasMember(Op.Task->Class, Name))
      return {};
  }
  return {
      FixItHint::CreateInsertion(Source.endOf(Op.expr()->getEndLoc()), Text)};
}

/// True if what \p Callable names means the same outside of it.
static bool hasPlainCaptures(const Body &Callable) {
  if (!Callable.Lambda || Callable.Function->getNumParams() != 0)
    return false;
  for (const LambdaCapture &Capture : Callable.Lambda->captures())
    if (Callable.Lambda->isInitCapture(&Capture))
      return false;
  return true;
}

/// True if \p Value is all that \p B does.
static bool isAllOf(const Body &B, const Expr *Value) {
  const Stmt *Code = B.Code;
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Code))
    Code = Coroutine->getBody();
  const auto *Block = dyn_cast<CompoundStmt>(Code);
  if (!Block || Block->size() != 1)
    return false;
  const Stmt *Only = Block->body_front();
  const Expr *E = dyn_cast<Expr>(Only);
  if (const auto *Return = dyn_cast<ReturnStmt>(Only))
    E = Return->getRetValue();
  else if (const auto *CoReturn = dyn_cast<CoreturnStmt>(Only))
    E = CoReturn->getOperand();
  return E && stripImplicit(E) == stripImplicit(Value);
}

Fix unwrapOffload(const Operation &Offload, const Body &Callable,
                  const Expr *Inner, const Expr *Value, const Facts &F) {
  const Expr *Argument = Offload.Site.at(Offload.Match->Callable);
  if (!hasPlainCaptures(Callable) || Offload.In->isDependent() ||
      Callable.Lambda->isMutable() || !isAllOf(Callable, Value) || !Argument ||
      stripImplicit(Argument) != Callable.Lambda)
    return {};
  SourceText Source(F);
  SourceRange Whole = Offload.expr()->getSourceRange();
  if (!Source.isEditable(Whole))
    return {};
  const Body &B = *Offload.In;
  QualType T = stripImplicit(Inner)->getType();
  // What only waits leaves the outcome to be taken later; awaiting takes it.
  const Operation *Wait = F.operationAt(stripImplicit(Value));
  if (Wait && Wait->Match &&
      (Wait->Match->ResultDiffers ||
       (Wait->expr()->getType()->isVoidType() && !givesVoid(T))))
    return {};
  if (Offload.Result.Is == Use::Awaited) {
    AwaitForm Form = F.types().awaitFormIn(T, B.Promise);
    if (Form == AwaitForm::None && Wait && isAwaitedByModel(*Wait, B, F))
      Form = AwaitForm::Lvalue;
    if (!maySuspend(B, Offload.At) || Form == AwaitForm::None)
      return {};
    std::string Text = awaited(Inner, Form, Source);
    if (Text.empty())
      return {};
    return {Source.replace(Whole, Text)};
  }
  // A function that is no coroutine hands the task on, if it is the same type.
  if (Offload.Result.Is != Use::Returned || B.IsCoroutine ||
      B.Function->getReturnType().getCanonicalType() !=
          T.getNonReferenceType().getUnqualifiedType().getCanonicalType())
    return {};
  StringRef Text = Source.text(Inner);
  if (Text.empty() || stripImplicit(Inner)->isLValue())
    return {};
  return {Source.replace(Whole, Text)};
}

/// True if \p E can move into a lambda that copies what it names: that exists,
/// is only read, and lives on in the copy.
static bool canBeCopied(const Expr *E, const ASTContext &Context) {
  struct Item {
    const Stmt *S;
    bool IsRead;
  };
  llvm::SmallVector<Item, 8> Todo = {{E, false}};
  while (!Todo.empty()) {
    auto [S, IsRead] = Todo.pop_back_val();
    if (!S)
      continue;
    if (isa<CXXThisExpr, CoawaitExpr, LambdaExpr>(S))
      return false;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (isa<BindingDecl>(Ref->getDecl()))
        return false;
      if (!Var || Var->hasGlobalStorage())
        continue;
      QualType T = Var->getType();
      if (T->isReferenceType() && !T->getPointeeType().isConstQualified())
        return false;
      T = T.getNonReferenceType();
      if (T->isPointerType() || T->isArrayType())
        return false;
      if (!IsRead && !T.isConstQualified())
        return false;
      if (const CXXRecordDecl *Class = T->getAsCXXRecordDecl()) {
        Class = Class->getDefinition();
        // A view would outlive what it looks at.
        if (!Class || Class->getName().ends_with("view") ||
            Class->getName() == "span")
          return false;
        bool HasCopy = Class->needsImplicitCopyConstructor() &&
                       !Class->defaultedCopyConstructorIsDeleted();
        for (const CXXConstructorDecl *Constructor : Class->ctors())
          HasCopy |= Constructor->isCopyConstructor() &&
                     !Constructor->isDeleted() &&
                     Constructor->getAccess() == AS_public;
        if (!HasCopy)
          return false;
      }
      continue;
    }
    bool ReadsBelow = false;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S))
      ReadsBelow = Cast->getCastKind() == CK_LValueToRValue ||
                   (Cast->getCastKind() == CK_NoOp &&
                    Cast->getType().isConstQualified());
    else if (isa<ParenExpr, MemberExpr>(S))
      ReadsBelow = IsRead;
    for (const Stmt *Child : S->children())
      Todo.push_back({Child, ReadsBelow});
  }
  return true;
}

Fix awaitMoved(const Operation &Offload, const Expr *Task, const Facts &F) {
  const Body &B = *Offload.In;
  SourceText Source(F);
  if (!maySuspend(B, Offload.At) || B.isDependent() ||
      !Source.isEditable(Offload.expr()->getSourceRange()))
    return {};
  std::string Text = awaited(
      Task, F.types().awaitFormIn(stripImplicit(Task)->getType(), B.Promise),
      Source);
  if (Text.empty())
    return {};
  return {Source.replace(Offload.expr()->getSourceRange(), Text)};
}

/// True if the offload \p Text of the library may stand for \p Task.
static bool mayStandFor(const LibraryModel &Library, const TaskInfo &Task,
                        const Models &Known) {
  return llvm::any_of(Library.Offload.Gives, [&](const std::string &Name) {
    StringRef Rest = Name;
    if (Rest.consume_front("::") || Library.Roots.empty())
      return hasQualifiedName(Task.Class, Rest);
    return llvm::any_of(Library.Roots, [&](const std::string &Root) {
      return hasQualifiedName(Task.Class, Root + "::" + Name);
    });
  });
}

Fix offloadCall(const Operation &Work, const Facts &F) {
  const Body &B = *Work.In;
  const TaskInfo *Own = F.types().task(B.Function->getReturnType());
  if (!maySuspend(B, Work.At) || !Own || !Own->Model ||
      !Own->Model->Library->Offload || B.isDependent() ||
      !canBeCopied(Work.expr(), F.context()))
    return {};
  SourceText Source(F);
  StringRef Text = Source.text(Work.expr());
  if (Text.empty())
    return {};
  std::string NewText =
      expand(Own->Model->Library->Offload, Work.Site,
             F.models().rootOf(Own->Class, *Own->Model),
             ("[=] { return " + Text + "; }").str(), Source, F.models());
  if (NewText.empty())
    return {};
  NewText = "co_await " + NewText;
  if (Source.hasPostfix(Work.expr()))
    NewText = "(" + NewText + ")";
  return {Source.replace(Work.expr()->getSourceRange(), NewText)};
}

Fix offloadInstead(const Operation &Ready, const Facts &F) {
  const LibraryModel &Library = *Ready.Match->Library;
  if (!Library.Offload || Ready.Site.Args.size() != 1 || !Ready.Task ||
      Ready.In->isDependent() || Ready.Result.Is != Use::Returned ||
      !mayStandFor(Library, *Ready.Task, F.models()))
    return {};
  SourceText Source(F);
  const Expr *Work = Ready.Site.Args.front();
  StringRef Text = Source.text(Work);
  if (Text.empty() || !Source.isEditable(Ready.expr()->getSourceRange()) ||
      !canBeCopied(Work, F.context()))
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
  return {Source.replace(Ready.expr()->getSourceRange(), NewText)};
}

std::string siblingText(const Operation &Block, const Facts &F) {
  std::string Text = expand(Block.Match->Sibling, Block.Site, Block.Match.Root,
                            "", SourceText(F), F.models());
  if (!Text.empty())
    return Text;
  StringRef Name = StringRef(Block.Match->Sibling.Text).split('(').first;
  return Name.substr(Name.find_last_of(" .:") + 1).str();
}

Fix siblingInstead(const Operation &Block, const Facts &F) {
  if (!Block.Match || !Block.Match->Sibling ||
      !maySuspend(*Block.In, Block.At) || Block.In->isDependent())
    return {};
  SourceText Source(F);
  if (!Source.isEditable(Block.expr()->getSourceRange()))
    return {};
  // It is awaited in a coroutine of its own library.
  const TaskInfo *Own = F.types().task(Block.In->Function->getReturnType());
  bool IsOwn = Own && Own->Model &&
               (Own->Model->Library == Block.Match->Library ||
                F.types().awaitsAnything(Block.In->Promise));
  if (!IsOwn)
    return {};
  std::string Text = expand(Block.Match->Sibling, Block.Site, Block.Match.Root,
                            "", Source, F.models());
  if (Text.empty())
    return {};
  if (Source.hasPostfix(Block.expr()))
    Text = "(" + Text + ")";
  return {Source.replace(Block.expr()->getSourceRange(), Text)};
}

//===----------------------------------------------------------------------===//
// Signatures
//===----------------------------------------------------------------------===//

std::optional<TaskMaker> valueOfReady(const Operation &Ready, const Facts &F) {
  if (Ready.Match->Callable || Ready.Site.Args.size() > 1)
    return std::nullopt;
  if (Ready.Site.Args.empty())
    return TaskMaker(Ready.expr(), "");
  StringRef Text = SourceText(F).text(Ready.Site.Args.front());
  if (Text.empty())
    return std::nullopt;
  return TaskMaker(Ready.expr(), Text.str());
}

std::optional<TaskMaker> valueOfOffload(const Operation &Offload,
                                        const Body &Callable, const Facts &F) {
  if (!hasPlainCaptures(Callable) || Callable.IsCoroutine)
    return std::nullopt;
  const auto *Code = dyn_cast<CompoundStmt>(Callable.Code);
  if (!Code || Code->size() != 1)
    return std::nullopt;
  const auto *Return = dyn_cast<ReturnStmt>(Code->body_front());
  if (!Return || !Return->getRetValue())
    return std::nullopt;
  StringRef Text = SourceText(F).text(Return->getRetValue());
  if (Text.empty())
    return std::nullopt;
  return TaskMaker(Offload.expr(), Text.str());
}

/// Where the type that \p D returns is written, and that of its value.
static bool findReturnType(const FunctionDecl *D, const SourceText &Source,
                           SourceRange &Whole, std::string &Value) {
  FunctionTypeLoc Type = D->getFunctionTypeLoc();
  if (!Type)
    return false;
  TypeLoc Return = Type.getReturnLoc();
  Whole = Return.getSourceRange();
#if LLVM_VERSION_MAJOR < 22
  if (auto Elaborated = Return.getAs<ElaboratedTypeLoc>())
    Return = Elaborated.getNamedTypeLoc();
#endif
  auto Special = Return.getAs<TemplateSpecializationTypeLoc>();
  if (!Special || !Source.isEditable(Whole))
    return false;
  if (Special.getNumArgs() == 0) {
    Value = "void";
    return true;
  }
  Value = Source.text(Special.getArgLoc(0).getSourceRange()).str();
  return !Value.empty() && Special.getNumArgs() == 1;
}

Fix makeSynchronous(const Body &B, llvm::ArrayRef<TaskMaker> Makers,
                    bool IsPublic, const Facts &F) {
  const FunctionDecl *D = B.Function;
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  if (B.Lambda || (Method && Method->isVirtual()) || B.isDependent() ||
      D->getTemplateInstantiationPattern() || F.isAddressTaken(D) ||
      (!IsPublic && D->isExternallyVisible()))
    return {};
  SourceText Source(F);
  Fix Edits;
  bool IsVoid = false;
  for (const FunctionDecl *Redecl : D->redecls()) {
    SourceRange Type;
    std::string Value;
    if (!findReturnType(Redecl, Source, Type, Value))
      return {};
    IsVoid = Value == "void";
    Edits.push_back(Source.replace(Type, Value));
  }
  for (const Stmt *S : B.Returns) {
    if (!Source.isEditable(S->getSourceRange()))
      return {};
    if (isa<CoreturnStmt>(S)) {
      Edits.push_back(Source.replace(S->getBeginLoc(), "return"));
      continue;
    }
    const Expr *Value = cast<ReturnStmt>(S)->getRetValue();
    const Expr *Bare = Value ? stripImplicit(Value) : nullptr;
    auto Maker = llvm::find_if(
        Makers, [&](const TaskMaker &M) { return M.first == Bare; });
    if (Maker == Makers.end() || (Maker->second.empty() != IsVoid))
      return {};
    Edits.push_back(Source.replace(S->getSourceRange(),
                                   IsVoid ? std::string("return")
                                          : "return " + Maker->second));
  }
  llvm::DenseMap<const Body *, size_t> Removed;
  for (const Operation *Call : F.callsOf(D)) {
    SourceRange Range = Call->expr()->getSourceRange();
    if (!Source.isEditable(Range))
      return {};
    if (Call->Result.Is == Use::Awaited) {
      const Expr *Await = Call->Result.Call;
      const auto *Coawait = dyn_cast<CoawaitExpr>(Await);
      if (!Coawait || stripImplicit(Coawait->getOperand()) != Call->expr() ||
          !Source.isEditable(Await->getSourceRange()))
        return {};
      Edits.push_back(
          Source.replaceBefore(Await->getBeginLoc(), Range.getBegin(), ""));
      // Its caller must remain a coroutine.
      const Body &Caller = *Call->In;
      bool HasReturn = llvm::any_of(
          Caller.Returns, [](const Stmt *S) { return isa<CoreturnStmt>(S); });
      if (++Removed[&Caller] == Caller.Awaits.size() && !HasReturn)
        return {};
      continue;
    }
    if (Call->Result.Is == Use::ObjectOf) {
      const Operation *Wait = F.operationAt(Call->Result.Call);
      if (!Wait || !Wait->is(Role::Wait) ||
          !Source.isEditable(Wait->expr()->getSourceRange()))
        return {};
      Edits.push_back(
          Source.replaceBefore(Source.endOf(Range.getEnd()),
                               Source.endOf(Wait->expr()->getEndLoc()), ""));
      continue;
    }
    return {};
  }
  return Edits;
}

/// True if what \p QualifiedName names is declared before \p Loc.
static bool isDeclaredBefore(const NamedDecl *D, SourceLocation Loc,
                             const SourceManager &SM) {
  for (const Decl *Redecl : D->redecls())
    if (SM.isBeforeInTranslationUnit(Redecl->getLocation(), Loc))
      return true;
  return false;
}

Fix executorParameter(const Body &B, llvm::ArrayRef<const Operation *> Offloads,
                      const Facts &F) {
  const FunctionDecl *D = B.Function;
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  if (B.Lambda || (Method && Method->isVirtual()) || B.isDependent() ||
      D->isVariadic() || D->getTemplateInstantiationPattern() ||
      F.isAddressTaken(D) || D->isOverloadedOperator())
    return {};
  // Another overload could be meant by a call that gives no executor.
  if (!D->getDeclContext()->lookup(D->getDeclName()).isSingleResult())
    return {};
  SourceText Source(F);
  StringRef Written = Source.text(B.Code);
  if (Written.empty() || Written.contains(" Executor"))
    return {};
  std::string Type, Default;
  Fix Edits;
  for (const Operation *Offload : Offloads) {
    const Expr *Executor = Offload->Site.at(Offload->Match->Executor);
    const Expr *Bare = Executor ? stripImplicit(Executor) : nullptr;
    CallSite Accessor = Bare ? CallSite::of(Bare) : CallSite();
    CallMatch Global = F.models().call(Accessor);
    if (!Global || Global->Is != Role::Executor || !Accessor.Args.empty() ||
        Accessor.Object || Offload->In != &B ||
        !Source.isEditable(Executor->getSourceRange()) ||
        !isDeclaredBefore(Accessor.Callee, D->getFirstDecl()->getLocation(),
                          F.sources()))
      return {};
    // What is written in full means the same wherever it is declared.
    std::string Text = Accessor.Callee->getQualifiedNameAsString();
    if (const auto *Constructor =
            dyn_cast<CXXConstructorDecl>(Accessor.Callee)) {
      const auto *Alias = Bare->getType()->getAs<TypedefType>();
      Text = Alias ? Alias->getDecl()->getQualifiedNameAsString()
                   : Constructor->getParent()->getQualifiedNameAsString();
    }
    Text += "()";
    const FixText &Wanted = Offload->Match->Library->ExecutorParam;
    std::string OwnType =
        Wanted ? expand(Wanted, Offload->Site, Offload->Match.Root, "", Source,
                        F.models(), D->getFirstDecl()->getLocation())
               : std::string();
    if (OwnType.empty() || (!Type.empty() && Type != OwnType) ||
        (!Default.empty() && Default != Text))
      return {};
    Type = OwnType;
    Default = Text;
    Edits.push_back(Source.replace(Executor->getSourceRange(), "Executor"));
  }
  for (const FunctionDecl *Redecl : D->redecls()) {
    FunctionTypeLoc TypeLoc = Redecl->getFunctionTypeLoc();
    if (!TypeLoc || !Source.isEditable(TypeLoc.getLocalSourceRange()))
      return {};
    bool NeedsSpace = Type.back() != '*' && Type.back() != '&';
    std::string Param = (D->getNumParams() ? ", " : "") + Type +
                        (NeedsSpace ? " Executor" : "Executor");
    // The default belongs to the first declaration.
    if (Redecl->isFirstDecl())
      Param += " = " + Default;
    Edits.push_back(FixItHint::CreateInsertion(TypeLoc.getRParenLoc(), Param));
  }
  return Edits;
}

} // namespace clang::tidy::async::fix
