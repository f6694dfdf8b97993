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

/// Replaces all \p Name in \p Text by \p Value.
static void fillIn(std::string &Text, StringRef Name, StringRef Value) {
  for (size_t At = Text.find(Name); At != std::string::npos;
       At = Text.find(Name, At + Value.size()))
    Text.replace(At, Name.size(), Value);
}

/// True if \p Text is C++ of the unit's version.
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

/// True if \p T is written with names that everybody has: of classes, and of
/// aliases in namespaces.
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

/// How code in \p B writes \p T; empty if it cannot.
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

/// True if \p Op's task is one of the two values of a conditional operator,
/// which have one type.
static bool isArm(const Operation &Op) {
  const Stmt *S = Op.Result.Statement;
  while (S && S != Op.expr()) {
    const auto *E = dyn_cast<Expr>(S);
    if (!E)
      return false; // A declaration, say.
    E = E->IgnoreParens();
    if (isa<AbstractConditionalOperator>(E))
      return true;
    // The other half of a comma, or of an assignment, is not its way.
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

/// What goes before and after the task of \p Op, so that its error is handled;
/// both are empty if that is not known.
static std::pair<std::string, std::string> observer(const Operation &Op,
                                                    const Facts &F) {
  const TypeModel *Model = Op.Task ? Op.Task->Model : nullptr;
  SourceText Source(F);
  if (!Model || Op.In->isDependent() ||
      !Source.isEditable(Op.expr()->getSourceRange()))
    return {};
  FixText Wanted = Model->Observer ? Model->Observer : Model->Library->Observer;
  // To be started, it takes more than to be looked at.
  if (!isInVersion(Wanted.Text, F) || (isLazy(Op) && !Model->Observer))
    return {};
  if (StringRef(Wanted.Text).contains("$type")) {
    std::string Type = nameOfType(Op.expr()->getType(), *Op.In, F);
    if (Type.empty())
      return {};
    fillIn(Wanted.Text, "$type", Type);
  }
  auto [Before, After] = StringRef(Wanted.Text).split("$task");
  FixText Head, Tail;
  Head.Text = Before.str();
  Tail.Text = After.str();
  Head.Needs = Tail.Needs = Wanted.Needs;
  if (Before.size() == Wanted.Text.size())
    std::swap(Head.Text, Tail.Text);
  StringRef Root = F.models().rootOf(Op.Task->Class, *Model);
  auto Expand = [&](const FixText &Text) {
    return expand(Text, Op.Site, Root, "", Source, F.models());
  };
  std::string Tailed = Expand(Tail);
  // Tasks of one library differ in what can be called on them. What is said of
  // one type knows what its members give.
  for (StringRef Rest = Tailed; Head.Text.empty() && Rest.contains('.');) {
    Rest = Rest.split('.').second;
    StringRef Name =
        Rest.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    if (Rest.substr(Name.size()).starts_with("(") &&
        !F.types().hasMember(Op.Task->Class, Name))
      return {};
    if (Model->Observer)
      break;
  }
  return {Expand(Head), std::move(Tailed)};
}

static std::string handlingTitle(const Operation &Op) {
  return isLazy(Op) ? "start it, and handle its error"
                    : "handle its error here";
}

/// The edits that put \p Before and \p After around \p Op, and \p Before
/// instead of what is between \p Begin and it.
static std::vector<Edit> around(const Operation &Op, SourceLocation Begin,
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
  // What starts a task may give nothing to assign.
  if ((Before.empty() && After.empty()) || isArm(Op) ||
      (isLazy(Op) && Op.Result.Is == Use::Ignored))
    return {};
  return {around(Op, Op.expr()->getBeginLoc(), Before, After, SourceText(F)),
          handlingTitle(Op)};
}

Fix handleErrorOf(const VarDecl *Var, const Operation &From, const Facts &F) {
  auto [Before, After] = observer(From, F);
  // What is gone must not have been kept for an attribute of its type.
  if ((Before.empty() && After.empty()) || From.Task->IsNoDiscard ||
      !isWholeDeclaration(Var, From, F))
    return {};
  return {around(From, From.Result.Statement->getBeginLoc(), Before, After,
                 SourceText(F)),
          handlingTitle(From)};
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
  // One that makes the error a part of something else takes another handler.
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

/// The parameter that takes the value of what \p Launch starts, after another
/// one: empty if there is no value.
static StringRef valueParameter(const Operation &Launch, const Facts &F) {
  QualType T;
  if (const Expr *Task = Launch.Site.at(Launch.Match->Task)) {
    T = Task->getType();
  } else if (const Expr *Callable = Launch.Site.at(Launch.Match->Callable)) {
    if (const Body *Started = F.bodyOfCallable(Callable))
      T = Started->Function->getReturnType();
  }
  if (T.isNull())
    return ", auto &&...";
  bool IsVoid = F.types().task(T) ? givesVoid(T, F) : T->isVoidType();
  return IsVoid ? "" : ", auto &&";
}

Fix handlerInstead(const Operation &Launch, const Facts &F) {
  const Expr *Token = droppingToken(Launch, F);
  if (!Token || !Launch.Match->Handler || Launch.In->isDependent())
    return {};
  SourceText Source(F);
  FixText Wanted = Launch.Match->Handler;
  fillIn(Wanted.Text, "$value", valueParameter(Launch, F));
  std::string Text =
      expand(Wanted, Launch.Site, Launch.Match.Root, "", Source, F.models());
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

/// True if \p S is \p Part, and at most destroys temporaries after it.
static bool is(const Stmt *S, const Stmt *Part) {
  const auto *Full = dyn_cast<ExprWithCleanups>(S);
  return S == Part || (Full && Full->getSubExpr() == Part);
}

/// The block in \p S in which \p Part is a statement of its own; null for none.
static const CompoundStmt *blockOf(const Stmt *Part, const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return nullptr;
  if (const auto *Block = dyn_cast<CompoundStmt>(S);
      Block && llvm::any_of(Block->body(),
                            [&](const Stmt *Each) { return is(Each, Part); }))
    return Block;
  for (const Stmt *Child : S->children())
    if (const CompoundStmt *Found = blockOf(Part, Child))
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
  // Where nothing follows, it would wait at the same place.
  const CompoundStmt *Block = blockOf(Whole, B.Code);
  if (!Block || is(Block->body_back(), Whole))
    return {};
  StringRef Code = Source.text(B.Code);
  StringRef Text = Source.text(Op.expr());
  static constexpr llvm::StringLiteral Names[] = {"Task", "Work", "Pending"};
  const auto *Name = llvm::find_if(
      Names, [&](StringRef Each) { return !hasWord(Code, Each); });
  if (Code.empty() || Text.empty() || Name == std::end(Names))
    return {};
  return {
      {Source.replace(Whole->getSourceRange(), "auto " + *Name + " = " + Text)},
      "keep it, and wait for it where the scope ends"};
}

} // namespace clang::tidy::async::fix
