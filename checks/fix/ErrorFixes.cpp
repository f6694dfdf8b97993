//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Outcomes.h"
#include "fix/FixParts.h"
#include "clang/AST/QualTypeNames.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::async::fix {

//===----------------------------------------------------------------------===//
// Texts
//===----------------------------------------------------------------------===//

/// Replaces each \p Name in \p Text with \p Value.
static void fillIn(std::string &Text, StringRef Name, StringRef Value) {
  for (size_t At = Text.find(Name); At != std::string::npos;
       At = Text.find(Name, At + Value.size()))
    Text.replace(At, Name.size(), Value);
}

/// True if \p Text is valid in the unit's version of C++.
static bool isInVersion(StringRef Text, const Facts &F) {
  return !hasWord(Text, "auto") || F.context().getLangOpts().CPlusPlus14;
}

/// True if code in \p B can write \p T by its qualified name.
static bool canName(QualType T, const Body &B) {
  T = T.getCanonicalType();
  if (const auto *Function = T->getAs<FunctionProtoType>())
    return canName(Function->getReturnType(), B) &&
           llvm::all_of(Function->getParamTypes(),
                        [&](QualType Param) { return canName(Param, B); });
  if (T->isPointerType() || T->isReferenceType())
    return canName(T->getPointeeType(), B);
  if (T->isBuiltinType())
    return true;
  const TagDecl *Tag = T->getAsTagDecl();
  if (!Tag || T->hasUnnamedOrLocalType())
    return false;
  for (const Decl *D = Tag;;) {
    const auto *Class = dyn_cast<CXXRecordDecl>(D->getDeclContext());
    if (!Class)
      break;
    if (D->getAccess() != AS_public && !Class->Encloses(B.Function))
      return false;
    D = Class;
  }
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Tag);
  return !Special ||
         llvm::all_of(Special->getTemplateArgs().asArray(),
                      [&](const TemplateArgument &Arg) {
                        return Arg.getKind() == TemplateArgument::Integral ||
                               (Arg.getKind() == TemplateArgument::Type &&
                                canName(Arg.getAsType(), B));
                      });
}

/// True if \p T is written only with names that are visible everywhere: those
/// of classes, and of aliases in namespaces.
static bool isPlainlyNamed(QualType T) {
#if LLVM_VERSION_MAJOR < 22
  if (const auto *Elaborated = dyn_cast<ElaboratedType>(T))
    return isPlainlyNamed(Elaborated->getNamedType());
#endif
  if (const auto *Substituted = dyn_cast<SubstTemplateTypeParmType>(T))
    return isPlainlyNamed(Substituted->getReplacementType());
  if (const auto *Alias = dyn_cast<TypedefType>(T))
    return Alias->getDecl()->getDeclContext()->isFileContext();
  if (const auto *Special = dyn_cast<TemplateSpecializationType>(T))
    return !Special->isTypeAlias() &&
           llvm::all_of(Special->template_arguments(),
                        [](const TemplateArgument &Arg) {
                          return Arg.getKind() == TemplateArgument::Integral ||
                                 (Arg.getKind() == TemplateArgument::Type &&
                                  isPlainlyNamed(Arg.getAsType()));
                        });
  return isa<BuiltinType, TagType>(T);
}

/// The name of \p T in the code of \p B; empty if it cannot be named there.
static std::string nameOfType(QualType T, const Body &B, const Facts &F) {
  if (!canName(T, B))
    return {};
  PrintingPolicy Policy = F.context().getPrintingPolicy();
  Policy.SuppressUnwrittenScope = true;
  if (!isPlainlyNamed(T))
    T = T.getCanonicalType();
  return TypeName::getFullyQualifiedName(T.getUnqualifiedType(), F.context(),
                                         Policy);
}

//===----------------------------------------------------------------------===//
// Observers
//===----------------------------------------------------------------------===//

/// True if the task of \p Op is an operand of a conditional operator, whose
/// operands must have the same type.
static bool isConditionalOperand(const Operation &Op) {
  const Stmt *S = Op.Result.Statement;
  while (S && S != Op.expr()) {
    const auto *E = dyn_cast<Expr>(S);
    if (!E)
      return false; // For example, a declaration.
    E = E->IgnoreParens();
    if (isa<AbstractConditionalOperator>(E))
      return true;
    // Only the right operand of a comma or an assignment can be the task.
    if (const auto *Binary = dyn_cast<BinaryOperator>(E))
      S = Binary->getRHS();
    else if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(E);
             Assign && Op.Result.Is == Use::Ignored && E != Op.expr())
      S = Assign->getArg(1);
    else if (const auto *Cast = dyn_cast<CastExpr>(E))
      S = Cast->getSubExpr();
    else if (const auto *Full = dyn_cast<FullExpr>(E))
      S = Full->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      S = Temporary->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      S = Bound->getSubExpr();
    else
      return E != Op.expr();
  }
  return false;
}

static bool isLazy(const Operation &Op) {
  return dropOf(Op) == Drop::NeverRuns;
}

/// The texts before and after the task of \p Op that handle its error; both are
/// empty if they are unknown.
static std::pair<std::string, std::string> observer(const Operation &Op,
                                                    const Facts &F) {
  const TypeModel *Model = Op.Task ? Op.Task->Model : nullptr;
  SourceText Source(F);
  if (!Model || Op.In->isDependent() ||
      !Source.isEditable(Op.expr()->getSourceRange()))
    return {};
  FixText ObserverText =
      Model->Observer ? Model->Observer : Model->Library->Observer;
  // Only the observer of its own type is known to start a lazy task.
  if (!isInVersion(ObserverText.Text, F) || (isLazy(Op) && !Model->Observer))
    return {};
  if (StringRef(ObserverText.Text).contains("$type")) {
    std::string Type = nameOfType(Op.expr()->getType(), *Op.In, F);
    if (Type.empty())
      return {};
    fillIn(ObserverText.Text, "$type", Type);
  }
  auto [Before, After] = StringRef(ObserverText.Text).split("$task");
  FixText Head, Tail;
  Head.Text = Before.str();
  Tail.Text = After.str();
  Head.Needs = Tail.Needs = ObserverText.Needs;
  if (Before.size() == ObserverText.Text.size())
    std::swap(Head.Text, Tail.Text);
  StringRef Root = F.models().rootOf(Op.Task->Class, *Model);
  auto Expand = [&](const FixText &Text) {
    return expand(Text, Op.Site, Root, "", Source, F.models());
  };
  std::string TailText = Expand(Tail);
  // The task types of a library have different members. The observer of a
  // single type is written for the results of its members.
  for (StringRef Rest = TailText; Head.Text.empty() && Rest.contains('.');) {
    Rest = Rest.split('.').second;
    StringRef Name =
        Rest.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    if (Rest.substr(Name.size()).starts_with("(") &&
        !F.types().hasMember(Op.Task->Class, Name))
      return {};
    if (Model->Observer)
      break;
  }
  return {Expand(Head), std::move(TailText)};
}

static std::string handlingTitle(const Operation &Op) {
  return isLazy(Op) ? "start it, and handle its error"
                    : "handle its error here";
}

/// The edits that put \p Before and \p After around \p Op. \p Before also
/// replaces the text from \p Begin to \p Op.
static std::vector<Edit> surround(const Operation &Op, SourceLocation Begin,
                                  StringRef Before, StringRef After,
                                  const SourceText &Source) {
  SourceLocation Start = Op.expr()->getBeginLoc();
  std::vector<Edit> Edits;
  if (Begin != Start || !Before.empty())
    Edits.push_back(Source.replaceBefore(Begin, Start, Before));
  if (!After.empty())
    Edits.push_back(Source.insert(Source.endOf(Op.expr()->getEndLoc()), After));
  return Edits;
}

Fix handleError(const Operation &Op, const Facts &F) {
  auto [Before, After] = observer(Op, F);
  // The call that starts a task may have no result to assign.
  if ((Before.empty() && After.empty()) || isConditionalOperand(Op) ||
      (isLazy(Op) && Op.Result.Is == Use::Ignored))
    return {};
  return {surround(Op, Op.expr()->getBeginLoc(), Before, After, SourceText(F)),
          handlingTitle(Op)};
}

Fix handleErrorOfVariable(const VarDecl *Var, const Operation &Maker,
                          const Facts &F) {
  auto [Before, After] = observer(Maker, F);
  // The variable may be needed because the type is [[nodiscard]].
  if ((Before.empty() && After.empty()) || Maker.Task->IsNoDiscard ||
      !isWholeDeclaration(Var, Maker, F))
    return {};
  return {surround(Maker, Maker.Result.Statement->getBeginLoc(), Before, After,
                   SourceText(F)),
          handlingTitle(Maker)};
}

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

/// The token that drops the outcome of \p Launch; null if there is none.
static const Expr *droppingToken(const Operation &Launch, const Facts &F) {
  const Expr *Token =
      Launch.Match ? Launch.Site.at(Launch.Match->Token) : nullptr;
  if (!Token)
    return nullptr;
  // A token that makes the error part of the result takes another handler.
  for (QualType T = Token->getType();;) {
    const TypeModel *Model = F.models().type(T);
    const auto *Special =
        dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T));
    if (Model && Model->Error == Errors::Handled)
      return nullptr;
    if (!Model || Model->Kind != TypeKind::Token || !Special ||
        Special->getTemplateArgs().size() == 0 ||
        Special->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      break;
    T = Special->getTemplateArgs()[0].getAsType();
  }
  Token = stripAdapters(Token, F.models());
  const TypeModel *Model = F.models().type(Token->getType());
  return Model && Model->Kind == TypeKind::Token &&
                 Model->Token == TokenEffect::Detached
             ? Token
             : nullptr;
}

/// The second parameter of a handler, for the value of the work that \p Launch
/// starts; empty if there is no value.
static StringRef valueParameter(const Operation &Launch, const Facts &F) {
  QualType T;
  if (const Expr *Task = Launch.Site.at(Launch.Match->Task)) {
    T = Task->getType();
  } else if (const Expr *Callable = Launch.Site.at(Launch.Match->Callable)) {
    if (const Body *StartedBody = F.bodyOfCallable(Callable))
      T = StartedBody->Function->getReturnType();
  }
  if (T.isNull())
    return ", auto &&...";
  bool IsVoid = F.types().task(T) ? hasVoidResult(T, F) : T->isVoidType();
  return IsVoid ? "" : ", auto &&";
}

Fix addErrorHandler(const Operation &Launch, const Facts &F) {
  const Expr *Token = droppingToken(Launch, F);
  if (!Token || !Launch.Match->Handler || Launch.In->isDependent())
    return {};
  SourceText Source(F);
  FixText HandlerText = Launch.Match->Handler;
  fillIn(HandlerText.Text, "$value", valueParameter(Launch, F));
  std::string Text = expand(HandlerText, Launch.Site, Launch.Match.Root, "",
                            Source, F.models());
  if (Text.empty() || !isInVersion(Text, F) ||
      !Source.isEditable(Token->getSourceRange()))
    return {};
  return {{Source.replace(Token->getSourceRange(), Text)},
          "handle its error here"};
}

SourceLocation tokenOf(const Operation &Launch, const Facts &F) {
  const Expr *Token = droppingToken(Launch, F);
  return (Token ? Token : Launch.expr())->getExprLoc();
}

//===----------------------------------------------------------------------===//
// Variables
//===----------------------------------------------------------------------===//

/// True if \p S is \p Part, perhaps with the destruction of its temporaries.
static bool isStatement(const Stmt *S, const Stmt *Part) {
  const auto *Full = dyn_cast<ExprWithCleanups>(S);
  return S == Part || (Full && Full->getSubExpr() == Part);
}

/// The block in \p S that has \p Part as a statement of its own; null if there
/// is none.
static const CompoundStmt *enclosingBlock(const Stmt *Part, const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return nullptr;
  if (const auto *Block = dyn_cast<CompoundStmt>(S);
      Block && llvm::any_of(Block->body(), [&](const Stmt *Statement) {
        return isStatement(Statement, Part);
      }))
    return Block;
  for (const Stmt *Child : S->children())
    if (const CompoundStmt *Found = enclosingBlock(Part, Child))
      return Found;
  return nullptr;
}

Fix keepInVariable(const Operation &Op, const Facts &F) {
  SourceText Source(F);
  const Body &B = *Op.In;
  const Stmt *Whole = Op.Result.Statement;
  if (!isWholeStatement(Op) || B.isDependent() ||
      !Source.isEditable(Whole->getSourceRange()) ||
      !Source.isEditable(Op.expr()->getSourceRange()))
    return {};
  // If nothing follows, the variable would wait at the same place.
  const CompoundStmt *Block = enclosingBlock(Whole, B.Code);
  if (!Block || isStatement(Block->body_back(), Whole))
    return {};
  StringRef Code = Source.text(B.Code);
  StringRef Text = Source.text(Op.expr());
  static constexpr llvm::StringLiteral Names[] = {"Task", "Work", "Pending"};
  const auto *Name = llvm::find_if(
      Names, [&](StringRef Candidate) { return !hasWord(Code, Candidate); });
  if (Code.empty() || Text.empty() || Name == std::end(Names))
    return {};
  return {
      {Source.replace(Whole->getSourceRange(), "auto " + *Name + " = " + Text)},
      "keep it, and wait for it where the scope ends"};
}

} // namespace clang::tidy::async::fix
