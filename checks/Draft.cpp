//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Draft.h"
#include "facts/Names.h"
#include "facts/Places.h"
#include "fix/Fixes.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::async {

void Draft::putAt(SourceLocation Loc) {
  At = spanAt(Unit.sources().getFileLoc(Loc), Unit.sources());
}

void Draft::highlight(SourceRange Range) {
  Highlight = spanOf(CharSourceRange::getTokenRange(Range), Unit.sources(),
                     Unit.context().getLangOpts());
}

void Draft::claim(const Expr *E) {
  const SourceManager &SM = Unit.sources();
  Claims.push_back(spanAt(E->getExprLoc(), SM));
  IsInSystemMacro |= SM.isInSystemHeader(SM.getSpellingLoc(E->getExprLoc()));
  Claimed.push_back(E);
}

void Draft::alsoFix(const Expr *E) {
  AlsoFixes.push_back(spanAt(E->getExprLoc(), Unit.sources()));
}

void Draft::note(SourceLocation Loc, std::string Text, NoteKind Kind) {
  note(spanAt(Loc, Unit.sources()), std::move(Text), Kind);
}

void Draft::note(Span Place, std::string Text, NoteKind Kind) {
  Notes.push_back({std::move(Place), std::move(Text), Kind, {}});
}

void Draft::follow(const Witness &Path, llvm::StringRef Verb) {
  std::string Caller = nameOf(Path.First->callee());
  std::string Signature = signatureOf(Path.First->callee());
  for (const WitnessStep &Next : Path.LaterSteps) {
    bool IsLast = &Next == &Path.LaterSteps.back();
    // Overloads may call each other, and so may functions of the same name.
    bool IsOverload = Caller == Next.Callee && Signature != Next.Signature;
    const std::string &From = IsOverload ? Signature : Caller;
    const std::string &To = IsOverload ? Next.Signature : Next.Callee;
    note(Next.At,
         IsLast ? From + " " + Verb.str() + " here, in " + To
                : From + " calls " + To + " here",
         NoteKind::Step);
    Caller = Next.Callee;
    Signature = Next.Signature;
  }
  Paths.push_back(Path);
}

/// True if functions other than the enclosing one can reach \p First.
static bool canBeShared(const Operation &First) {
  const Body *B = First.In;
  while (B->IsInline && B->Parent)
    B = B->Parent;
  return !B->IsCoroutine;
}

void Draft::shareCause(const Witness &Path, std::string MessageEnd) {
  if (Path.isDirect() && !canBeShared(*Path.First))
    return;
  FunctionName Function = functionOf(*In);
  Cause New;
  for (const WitnessStep &Next : llvm::reverse(Path.LaterSteps))
    New.Steps.push_back({Next.At, Next.Callee});
  New.Steps.push_back({spanAt(Path.First->expr()->getExprLoc(), Unit.sources()),
                       nameOf(Path.First->callee())});
  New.Says = std::move(MessageEnd);
  New.In = spanAt(Function.Is->Code->getBeginLoc(), Unit.sources());
  New.Function = std::move(Function.Name);
  New.Kind = std::move(Function.Kind);
  // Code from a system macro has no place of its own.
  if (New.root())
    Behind = std::move(New);
}

void Draft::noteSibling(const Operation &Block) {
  if (Block.Match && Block.Match->Sibling)
    note(Block.expr()->getExprLoc(),
         nameOf(Block) + " has an asynchronous form: '" +
             fix::siblingText(Block, Unit) + "'",
         NoteKind::Advice);
}

/// The comments and directives that begin in \p Replaced: somebody wrote them
/// for a reason.
static std::vector<llvm::StringRef> remarksIn(const Span &Replaced,
                                              const Facts &Unit) {
  std::vector<llvm::StringRef> Found;
  const SourceManager &SM = Unit.sources();
  SourceLocation Begin = locationOf(Replaced, SM);
  if (Begin.isInvalid() || !Replaced.Length)
    return Found;
  llvm::StringRef Text = SM.getBufferData(SM.getFileID(Begin))
                             .substr(Replaced.Offset, Replaced.Length);
  // Copied, because the lexer needs a zero at the end.
  std::string Copy = Text.str();
  Lexer Raw(SourceLocation(), Unit.context().getLangOpts(), Copy.data(),
            Copy.data(), Copy.data() + Copy.size());
  Raw.SetCommentRetentionState(true);
  for (Token Next; !Raw.LexFromRawLexer(Next) || Next.isNot(tok::eof);) {
    unsigned At = Raw.getBufferLocation() - Copy.data() - Next.getLength();
    if (Next.is(tok::comment))
      Found.push_back(Text.substr(At, Next.getLength()).rtrim());
    else if (Next.is(tok::hash) && Next.isAtStartOfLine() && At)
      Found.push_back(Text.substr(At).split('\n').first.rtrim());
    if (Next.is(tok::eof))
      break;
  }
  return Found;
}

/// True if \p New has all the comments and directives that it replaces.
static bool keepsRemarks(const Fix &New, const Facts &Unit) {
  llvm::StringMap<size_t> Replaced;
  for (const Edit &Each : New.Edits)
    for (llvm::StringRef Remark : remarksIn(Each.At, Unit))
      ++Replaced[Remark];
  return llvm::all_of(Replaced, [&](const auto &Remark) {
    size_t Kept = 0;
    for (const Edit &Each : New.Edits)
      Kept += llvm::StringRef(Each.Text).count(Remark.first());
    return Kept >= Remark.second;
  });
}

bool Draft::isUsable(const Fix &New) const {
  return !New.empty() &&
         llvm::all_of(New.Edits,
                      [](const Edit &Each) { return bool(Each.At); }) &&
         !(In && fix::hasHiddenName(New, *In, Unit.context())) &&
         keepsRemarks(New, Unit);
}

void Draft::offer(Fix New) {
  if (isUsable(New))
    Offered = std::move(New);
}

void Draft::advise(Fix New) {
  offer(std::move(New));
  AdvisesFix = true;
}

bool Draft::offerAt(SourceLocation Loc, Fix Alternative) {
  if (!isUsable(Alternative))
    return false;
  note(Loc, Alternative.Title, NoteKind::Advice);
  Notes.back().Offered = std::move(Alternative);
  return true;
}

void Draft::addModelNotes() {
  llvm::SmallPtrSet<const void *, 4> Described;
  auto Add = [&](const auto &Entry, Span Place, const std::string &Name) {
    if (Described.insert(&Entry).second)
      note(std::move(Place), describe(Entry, Name), NoteKind::Model);
  };
  auto Name = [](const NamedDecl *D) {
    return D ? D->getNameAsString() : std::string();
  };
  for (const Expr *E : Claimed) {
    Span Place = spanAt(E->getExprLoc(), Unit.sources());
    const Operation *Op = Unit.operationAt(E);
    if (Op && Op->Match)
      Add(*Op->Match.Entry, Place, Name(Op->callee()));
    if (Op && Op->Task && Op->Task->Model)
      Add(*Op->Task->Model, Place, Name(Op->Task->Class));
  }
  for (const Witness &Path : Paths)
    if (!Path.isDirect() && Path.RootMatch)
      Add(*Path.RootMatch.Entry, Path.LaterSteps.back().At,
          llvm::StringRef(Path.LaterSteps.back().Callee).trim('\'').str());
}

Finding Draft::take(bool ShowModels) && {
  if (ShowModels)
    addModelNotes();
  return std::move(*this);
}

} // namespace clang::tidy::async
