//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Callables.h"
#include "facts/Locks.h"
#include "fix/FixParts.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::async::fix {

bool maySuspend(const Body &B, const Surroundings &At) {
  return B.IsCoroutine && B.Promise && !At.InHandler && !At.IsNoAwait;
}

bool maySuspend(const Operation &Op, const Facts &F) {
  return maySuspend(*Op.In, Op.At) && !holdsLock(*Op.In, Op.expr(), F);
}

std::string awaitOperand(const Expr *Task, AwaitForm Form,
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

bool hasVoidResult(QualType Task, const Facts &F) {
  if (const TaskInfo *Info = F.types().task(Task);
      Info && Info->Model && Info->Model->GivesNothing)
    return true;
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
  // An empty class carries no more information than void, unless it is a guard.
  return First.getAsType()->isVoidType() ||
         (Class && Class->hasDefinition() && Class->isEmpty() &&
          Class->hasTrivialDestructor() &&
          !isa<ClassTemplateSpecializationDecl>(Class));
}

/// Replaces the token of \p Op, which makes it return a blocking future, with
/// one that makes it return an awaitable.
static std::vector<Edit> awaitableToken(const Operation &Op,
                                        const AwaitingCoroutine &Coroutine,
                                        const Facts &F,
                                        const SourceText &Source) {
  for (const Expr *Arg : Op.Site.Args) {
    const TypeModel *Model = F.models().type(Arg->getType());
    if (!Model || Model->Token != TokenEffect::Future || !Model->Fix)
      continue;
    if (!Coroutine.Task || !Coroutine.Task->Model ||
        Coroutine.Task->Model->Library != Model->Library ||
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

static AwaitingCoroutine awaitingCoroutine(const Body &B, const Facts &F) {
  return {B.Promise, F.types().task(B.Function->getReturnType())};
}

static bool isAwaitedByModel(const Operation &Wait,
                             const AwaitingCoroutine &Coroutine,
                             const Facts &F) {
  return Wait.Match && Wait.Match->Fix && Coroutine.Task &&
         Coroutine.Task->Model && F.types().awaitsAnything(Coroutine.Promise) &&
         llvm::all_of(Wait.Match->Fix.Needs, [&](const std::string &Name) {
           return F.models().isDeclared(Name);
         });
}

bool isAwaitedByModel(const Operation &Wait, const Body &B, const Facts &F) {
  return isAwaitedByModel(Wait, awaitingCoroutine(B, F), F);
}

Fix awaitInstead(const Operation &Wait, const Facts &F) {
  if (!maySuspend(Wait, F))
    return {};
  return {awaitInstead(Wait, awaitingCoroutine(*Wait.In, F), F),
          "await it instead"};
}

/// The expression whose value awaiting the task would have: the wait, or the
/// call that unwraps its result. Null if there is none.
static const Expr *unwrappedResult(const Operation &Wait) {
  if (Wait.Match->Unwrap.empty() || Wait.Result.isDiscarded())
    return Wait.expr();
  const auto *Unwrapping = Wait.Result.Is == Use::ObjectOf
                               ? dyn_cast<CallExpr>(Wait.Result.Call)
                               : nullptr;
  const FunctionDecl *Member =
      Unwrapping ? Unwrapping->getDirectCallee() : nullptr;
  return Member && llvm::is_contained(Wait.Match->Unwrap,
                                      Member->getDeclName().getAsString())
             ? Unwrapping
             : nullptr;
}

std::vector<Edit> awaitInstead(const Operation &Wait,
                               const AwaitingCoroutine &Coroutine,
                               const Facts &F) {
  if (!Wait.is(Role::Wait) || Wait.Match->ResultDiffers)
    return {};
  SourceText Source(F);
  const Expr *Task = waitedTask(Wait);
  const Expr *Value = unwrappedResult(Wait);
  if (!Value)
    return {};
  // A conversion stays: only its operand is awaited.
  SourceRange Whole = Task && isa<CXXConstructExpr>(Value)
                          ? Task->getSourceRange()
                          : Value->getSourceRange();
  if (!Task || !Source.isEditable(Whole) ||
      !Source.isEditable(Task->getSourceRange()))
    return {};
  // The wait has further arguments: a timeout, an executor to drive. A text in
  // the model means that a coroutine does not need them.
  if (Wait.Site.Args.size() !=
          (Wait.Match->Task.K == Position::Index ? 1 : 0) &&
      !Wait.Match->Fix)
    return {};
  const Expr *Bare = stripAdapters(Task, F.models());
  QualType T = Bare->getType();
  const TaskInfo *Info = F.types().task(T);
  std::vector<Edit> Edits;
  AwaitForm Form = F.types().awaitFormIn(T, Coroutine.Promise);
  // The wait may use an adapted form of the task, which cannot be awaited.
  if (Form != AwaitForm::None &&
      !F.types().isAwaitableIn(stripImplicit(Task)->getType(),
                               Coroutine.Promise))
    Task = Bare;
  if (Form == AwaitForm::None) {
    if (isAwaitedByModel(Wait, Coroutine, F) && isUnaryOperand(Task) &&
        (Wait.Result.Is != Use::Discarded || hasVoidResult(T, F))) {
      // The model has a text that awaits the task, and its needs are declared.
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
    Edits = awaitableToken(*Maker, Coroutine, F, Source);
    if (Edits.empty())
      return {};
    Info = nullptr;
  }
  // A call that only waits leaves the outcome in the task; awaiting takes it.
  if (Wait.expr()->getType()->isVoidType() && !hasVoidResult(T, F))
    return {};
  if (Wait.Result.isDiscarded() || Wait.expr()->getType()->isVoidType())
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        if (Info && Info->Shot == Shots::One && F.mentions(Var).size() > 1)
          return {};

  std::string Operand = awaitOperand(Task, Form, Source);
  if (Operand.empty())
    return {};
  bool Wrap = Source.hasPostfix(Value);
  std::string Before = Wrap ? "(co_await " : "co_await ";
  std::string After = Wrap ? ")" : "";
  if (!Edits.empty()) {
    // The token is replaced within the operand: edit around it.
    Edits.push_back(Source.insert(Whole.getBegin(), Before));
    Edits.push_back(Source.replaceBefore(Source.endOf(Task->getEndLoc()),
                                         Source.endOf(Whole.getEnd()), After));
    return Edits;
  }
  return {Source.replace(Whole, Before + Operand + After)};
}

bool isWholeStatement(const Operation &Op) {
  const auto *Outer = dyn_cast_or_null<Expr>(Op.Result.Statement);
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
      return false;
    Outer = Inner;
  }
  return Outer != nullptr;
}

static constexpr llvm::StringLiteral AwaitIt = "await it";

Fix awaitDiscarded(const Operation &Op, const Facts &F) {
  const Body &B = *Op.In;
  if (!maySuspend(Op, F) || !Op.Result.Statement ||
      !F.types().isAwaitableIn(Op.expr()->getType(), B.Promise))
    return {};
  if (!isWholeStatement(Op))
    return {};
  SourceText Source(F);
  // A cast to void or an assignment to `std::ignore` is no longer needed.
  SourceRange Whole = Op.Result.Statement->getSourceRange();
  std::string Text = Source.text(Op.expr()).str();
  if (!Source.isEditable(Whole) || Text.empty())
    return {};
  if (Whole == Op.expr()->getSourceRange() && isUnaryOperand(Op.expr()))
    return {{Source.insert(Whole.getBegin(), "co_await ")}, AwaitIt.str()};
  if (!isUnaryOperand(Op.expr()))
    Text = "(" + Text + ")";
  return {{Source.replace(Whole, "co_await " + Text)}, AwaitIt.str()};
}

Fix awaitAgain(const Expr *Await, const Body &B, const Facts &F) {
  SourceText Source(F);
  if (!B.Promise || !F.types().isAwaitableIn(Await->getType(), B.Promise) ||
      !Source.isEditable(Await->getSourceRange()))
    return {};
  return {{Source.insert(Await->getBeginLoc(), "co_await ")},
          "await it as well"};
}

bool isWholeDeclaration(const VarDecl *Var, const Operation &Maker,
                        const Facts &F) {
  const auto *Statement = dyn_cast_or_null<DeclStmt>(Maker.Result.Statement);
  SourceText Source(F);
  return F.mentions(Var).empty() && Statement && Statement->isSingleDecl() &&
         Source.isEditable(Statement->getSourceRange()) &&
         Source.isEditable(Maker.expr()->getSourceRange()) &&
         Var->getInitStyle() == VarDecl::CInit &&
         Var->getInit()->getSourceRange() == Maker.expr()->getSourceRange();
}

Fix awaitVariable(const VarDecl *Var, const Operation &Maker, const Facts &F) {
  const Body &B = *Maker.In;
  if (!maySuspend(Maker, F) || !isWholeDeclaration(Var, Maker, F) ||
      !F.types().isAwaitableIn(Maker.expr()->getType(), B.Promise))
    return {};
  const Stmt *Statement = Maker.Result.Statement;
  SourceText Source(F);
  // Unless the class is a template, only its awaiter shows whether there is a
  // result.
  const CXXRecordDecl *Class = classOf(Maker.expr()->getType());
  if (!isa_and_nonnull<ClassTemplateSpecializationDecl>(Class) &&
      !hasVoidResult(Maker.expr()->getType(), F) &&
      !(Class && F.types().hasMember(Class, "await_resume")))
    return {};
  SourceLocation Start = Maker.expr()->getBeginLoc();
  if (hasVoidResult(Maker.expr()->getType(), F))
    return {
        {Source.replaceBefore(Statement->getBeginLoc(), Start, "co_await ")},
        AwaitIt.str()};
  if (Var->getType()->getContainedAutoType())
    return {{Source.insert(Start, "co_await ")}, AwaitIt.str()};
  return {{Source.replaceBefore(Statement->getBeginLoc(), Start,
                                "auto " + Var->getName() + " = co_await ")},
          AwaitIt.str()};
}

bool hasPlainCaptures(const Body &Callable) {
  if (!Callable.Lambda || Callable.Function->getNumParams() != 0)
    return false;
  for (const LambdaCapture &Capture : Callable.Lambda->captures())
    if (Callable.Lambda->isInitCapture(&Capture))
      return false;
  return true;
}

/// True if \p B does nothing except evaluate \p Value.
static bool onlyEvaluates(const Body &B, const Expr *Value) {
  const Stmt *Code = B.Code;
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Code))
    Code = Coroutine->getBody();
  const auto *Block = dyn_cast<CompoundStmt>(Code);
  if (!Block || Block->body_empty())
    return false;
  const auto *End = dyn_cast<CoreturnStmt>(Block->body_back());
  if (Block->size() - (End && !End->getOperand()) != 1)
    return false;
  const Stmt *Statement = Block->body_front();
  const Expr *E = dyn_cast<Expr>(Statement);
  if (const auto *Return = dyn_cast<ReturnStmt>(Statement))
    E = Return->getRetValue();
  else if (const auto *CoReturn = dyn_cast<CoreturnStmt>(Statement))
    E = CoReturn->getOperand();
  return E && stripImplicit(E) == stripImplicit(Value);
}

static constexpr llvm::StringLiteral AwaitDirectly = "await it directly";

Fix unwrapOffload(const Operation &Offload, const Body &Callable,
                  const Expr *Inner, const Expr *Value, const Facts &F) {
  const Expr *Argument = offloadedArgument(Offload, F);
  if (!hasPlainCaptures(Callable) || Offload.In->isDependent() ||
      Callable.Lambda->isMutable() || !onlyEvaluates(Callable, Value) ||
      !Argument || stripImplicit(Argument) != Callable.Lambda)
    return {};
  SourceText Source(F);
  SourceRange Whole = Offload.expr()->getSourceRange();
  if (!Source.isEditable(Whole))
    return {};
  const Body &B = *Offload.In;
  QualType T = stripImplicit(Inner)->getType();
  // A call that only waits leaves the outcome in the task; awaiting takes it.
  const Operation *Wait = F.operationAt(stripImplicit(Value));
  if (Wait && Wait->Match &&
      (Wait->Match->ResultDiffers ||
       (Wait->expr()->getType()->isVoidType() && !hasVoidResult(T, F))))
    return {};
  if (Offload.Result.Is == Use::Awaited) {
    AwaitForm Form = F.types().awaitFormIn(T, B.Promise);
    if (Form == AwaitForm::None && Wait && isAwaitedByModel(*Wait, B, F))
      Form = AwaitForm::Lvalue;
    if (!maySuspend(B, Offload.At) || Form == AwaitForm::None)
      return {};
    std::string Text = awaitOperand(Inner, Form, Source);
    if (Text.empty())
      return {};
    return {{Source.replace(Whole, Text)}, AwaitDirectly.str()};
  }
  // A function that is not a coroutine returns the task, if it has that type.
  if (Offload.Result.Is != Use::Returned || B.IsCoroutine ||
      B.Function->getReturnType().getCanonicalType() !=
          T.getNonReferenceType().getUnqualifiedType().getCanonicalType())
    return {};
  StringRef Text = Source.text(Inner);
  if (Text.empty() || stripImplicit(Inner)->isLValue())
    return {};
  return {{Source.replace(Whole, Text)}, AwaitDirectly.str()};
}

Fix unwrapBlocking(const Operation &Offload, const Body &Callable,
                   const Operation &Block, const Facts &F) {
  const Expr *Argument = offloadedArgument(Offload, F);
  const Body &B = *Offload.In;
  // The asynchronous form of a sleep may have another result.
  if (!Callable.Lambda || !hasPlainCaptures(Callable) || B.isDependent() ||
      Callable.Lambda->isMutable() || !onlyEvaluates(Callable, Block.expr()) ||
      !Argument || stripImplicit(Argument) != Callable.Lambda ||
      !maySuspend(B, Offload.At) ||
      (Block.Match->Blocks == Blocking::Sleep &&
       !Block.expr()->getType()->isVoidType() && !Block.Result.isDiscarded()))
    return {};
  SourceText Source(F);
  SourceRange Whole = Offload.expr()->getSourceRange();
  std::string Text = asyncReplacement(Block, B, F);
  if (Text.empty() || !Source.isEditable(Whole) ||
      !Source.isEditable(Block.expr()->getSourceRange()))
    return {};
  return {{Source.replace(Whole, Text)},
          Block.Match->Blocks == Blocking::Sleep ? "await a timer instead"
                                                 : AwaitDirectly.str()};
}

std::vector<Edit> replaceByTask(const Operation &Hop, const Expr *Task,
                                const Facts &F) {
  const Body &B = *Hop.In;
  SourceText Source(F);
  if (!maySuspend(B, Hop.At) || B.isDependent() ||
      !Source.isEditable(Hop.expr()->getSourceRange()))
    return {};
  std::string Text = awaitOperand(
      Task, F.types().awaitFormIn(stripImplicit(Task)->getType(), B.Promise),
      Source);
  if (Text.empty())
    return {};
  return {Source.replace(Hop.expr()->getSourceRange(), Text)};
}

Fix awaitMoved(const Operation &Offload, const Expr *Task, const Facts &F) {
  return {replaceByTask(Offload, Task, F), AwaitDirectly.str()};
}

} // namespace clang::tidy::async::fix
