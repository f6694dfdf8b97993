//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AsyncCheck.h"
#include "EditorChoices.h"
#include "EditorMode.h"
#include "WitnessText.h"
#include "fix/Fixes.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/Support/Path.h"
#include <map>
#include <mutex>

namespace clang::tidy::async {

static bool IsInEditor = false;

void workInEditor() { IsInEditor = true; }

/// What the checks of one clang-tidy context know of the unit at hand. Each
/// check holds it; it goes with the last of them.
class UnitSession {
public:
  static std::shared_ptr<UnitSession> of(ClangTidyContext *Context) {
    static std::mutex Mutex;
    static std::map<ClangTidyContext *, std::weak_ptr<UnitSession>> Sessions;
    std::lock_guard<std::mutex> Lock(Mutex);
    std::weak_ptr<UnitSession> &Slot = Sessions[Context];
    std::shared_ptr<UnitSession> Session = Slot.lock();
    if (!Session) {
      for (auto It = Sessions.begin(); It != Sessions.end();)
        It = It->second.expired() && It->first != Context ? Sessions.erase(It)
                                                          : std::next(It);
      Session = std::make_shared<UnitSession>(Context);
      Sessions[Context] = Session;
    }
    return Session;
  }

  explicit UnitSession(ClangTidyContext *Context) : Context(Context) {}

  void enroll(AsyncCheck &Check) { Checks.push_back(&Check); }
  void withdraw(AsyncCheck &Check) { llvm::erase(Checks, &Check); }

  /// What may be printed of what all enrolled checks found in \p Unit.
  llvm::ArrayRef<Finding> findings(ASTContext &Unit) {
    if (Seen == &Unit)
      return Findings;
    Seen = &Unit;
    Findings.clear();
    const AsyncCheck &Any = *Checks.front();
    const SourceManager &SM = Unit.getSourceManager();
    llvm::SmallString<128> Folder(Context->getCurrentFile());
    SM.getFileManager().makeAbsolutePath(Folder);
    llvm::sys::path::remove_filename(Folder);
    auto User = readUserModels(Any.ModelFiles, Folder,
                               SM.getFileManager().getVirtualFileSystem());
    std::string Failure, Problem;
    if (!User)
      Failure = llvm::toString(User.takeError());
    else if (!Any.TestPaths.empty() &&
             !llvm::Regex(Any.TestPaths).isValid(Problem))
      Failure = ("TestPaths: '" + Any.TestPaths +
                 "' is not a regular expression: " + Problem)
                    .str();
    if (!Failure.empty()) {
      // Half of what the user says would make findings that are wrong.
      // clang-tidy says itself that it is an error.
      auto [Where, What] = StringRef(Failure).split(" error: ");
      Context->configurationDiag("%0", DiagnosticIDs::Error)
          << (What.empty() ? Failure : (Where + " " + What).str());
      return Findings;
    }

    Models Known(Unit, std::move(*User), Any.Strict);
    Facts F = buildFacts(Unit, Known, {Any.Strict, Any.TestPaths.str()});
    Effects Does(F);
    std::vector<Finding> All;
    for (AsyncCheck *Check : Checks) {
      Check->Found.clear();
      Check->Sources = &SM;
      Check->checkFacts(F, Does);
      llvm::append_range(All, std::exchange(Check->Found, {}));
    }
    for (Finding &Each : All)
      if (Each.In && fix::hasHiddenName(Each.Edits, *Each.In, Unit))
        Each.Edits.clear();
    Findings = arbitrate(std::move(All), F);
    if (Any.ShowModel)
      for (Finding &Each : Findings)
        addModelNotes(Each, F);
    if (IsInEditor)
      offerChoices(Findings, Unit);
    return Findings;
  }

private:
  ClangTidyContext *Context;
  std::vector<AsyncCheck *> Checks;
  const ASTContext *Seen = nullptr;
  std::vector<Finding> Findings;
};

// Options of all checks at once: their keys carry no check's name.
static constexpr llvm::StringLiteral ModelsKey = "AsyncModels";
static constexpr llvm::StringLiteral StrictKey = "AsyncStrict";
static constexpr llvm::StringLiteral ShowModelKey = "AsyncShowModel";
static constexpr llvm::StringLiteral TestPathsKey = "TestPaths";

AsyncCheck::AsyncCheck(StringRef Name, ClangTidyContext *Context)
    : ClangTidyCheck(Name, Context), Session(UnitSession::of(Context)),
      ModelFiles(Options.getLocalOrGlobal(ModelsKey, "")),
      Strict(Options.getLocalOrGlobal(StrictKey, false)),
      ShowModel(Options.getLocalOrGlobal(ShowModelKey, false)),
      TestPaths(Options.getLocalOrGlobal(TestPathsKey, "")) {}

AsyncCheck::~AsyncCheck() { Session->withdraw(*this); }

void AsyncCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  Options.store(Opts, ModelsKey, ModelFiles);
  Options.store(Opts, StrictKey, Strict);
  Options.store(Opts, ShowModelKey, ShowModel);
  Options.store(Opts, TestPathsKey, TestPaths);
}

namespace {
/// Holds for the first declaration of each unit.
class FirstDecl : public ast_matchers::internal::MatcherInterface<Decl> {
public:
  bool matches(const Decl &Node, ast_matchers::internal::ASTMatchFinder *Finder,
               ast_matchers::internal::BoundNodesTreeBuilder *) const override {
    return std::exchange(Seen, &Finder->getASTContext()) != Seen;
  }

private:
  mutable const ASTContext *Seen = nullptr;
};
} // namespace

bool needsForeignBody(const FunctionDecl &D) {
  // What a library's promise does with errors: see TaskTypes::unhandled.
  return D.getIdentifier() && D.getName() == "unhandled_exception";
}

void AsyncCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  Session->enroll(*this);
  if (IsInEditor)
    Finder->addMatcher(ast_matchers::internal::Matcher<Decl>(new FirstDecl),
                       this);
  else
    Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
}

void AsyncCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  for (const Finding &Next : Session->findings(*Result.Context)) {
    if (Next.Check != getID())
      continue;
    {
      auto Diag =
          diag(Next.At, "%0%select{|; %2}1",
               Next.IsRemark ? DiagnosticIDs::Remark : DiagnosticIDs::Warning)
          << Next.Text << (!Next.Edits.empty() && !Next.Advice.empty())
          << Next.Advice << Next.Highlight;
      for (const FixItHint &Edit : Next.Edits)
        Diag << Edit;
    }
    for (const Note &N : Next.Notes) {
      auto Diag = diag(N.At, "%0", DiagnosticIDs::Note) << N.Text;
      for (const FixItHint &Edit : N.Edits)
        Diag << Edit;
    }
  }
}

Finding &AsyncCheck::report(const Body &In, const Expr *About,
                            std::string Text) {
  SourceLocation At = About->getExprLoc();
  // A member call is pointed at where its name stands; a conversion that nobody
  // wrote has none.
  if (const auto *Call = dyn_cast<CallExpr>(About))
    if (const auto *Member =
            dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts());
        Member && Member->getMemberLoc().isValid())
      At = Member->getMemberLoc();
  Finding &New = report(&In, About->getSourceRange(), std::move(Text));
  New.At = Sources->getFileLoc(At);
  New.Claims.push_back(About);
  return New;
}

Finding &AsyncCheck::report(const Body *In, SourceRange About,
                            std::string Text) {
  Finding &New = Found.emplace_back();
  New.Check = getID().str();
  New.At = Sources->getFileLoc(About.getBegin());
  if (!About.getBegin().isMacroID() && !About.getEnd().isMacroID())
    New.Highlight = About;
  New.Text = std::move(Text);
  New.In = In;
  return New;
}

std::string nameOf(const NamedDecl *D) {
  std::string Name = "'";
  if (const auto *Constructor = dyn_cast_or_null<CXXConstructorDecl>(D))
    Name += Constructor->getParent()->getNameAsString();
  else if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(D);
           Method && Method->getParent()->isLambda())
    return "this lambda";
  else
    Name += D ? D->getNameAsString() : "it";
  return Name + "'";
}

std::string nameOf(const Operation &Op) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Op.callee());
  const Expr *Called = nullptr;
  if (Method && Method->getOverloadedOperator() == OO_Call &&
      !Method->getParent()->isLambda())
    Called = Op.Site.Object;
  else if (const auto *Call = dyn_cast<CallExpr>(Op.expr());
           Call && !Op.callee())
    Called = Call->getCallee();
  else
    return nameOf(Op.callee());
  Called = Called ? Called->IgnoreParenImpCasts() : nullptr;
  while (const auto *Deref = dyn_cast_or_null<UnaryOperator>(Called))
    Called = Deref->getSubExpr()->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Called))
    return nameOf(Ref->getDecl());
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Called))
    return nameOf(Member->getMemberDecl());
  return "this call";
}

std::string coroutineName(const Body &B) {
  const Body *Coroutine = &B;
  while (!Coroutine->IsCoroutine && Coroutine->Parent)
    Coroutine = Coroutine->Parent;
  return Coroutine->Lambda ? "this coroutine"
                           : "coroutine " + nameOf(Coroutine->Function);
}

std::string threadOf(const Body &B, bool Others) {
  if (B.Context == ContextKind::Fiber)
    return std::string("the thread of this fiber") +
           (Others ? ", and of all others on it" : "");
  if (B.Context != ContextKind::Coroutine)
    return "the thread that runs " +
           (B.Lambda ? std::string("this continuation") : nameOf(B.Function)) +
           (Others ? ", and all that wait for that thread" : "");
  return "the thread of " + coroutineName(B) +
         (Others ? ", and of all others on it" : "");
}

void addWitness(Finding &To, const Witness &Path, StringRef Does) {
  for (size_t I = 1; I < Path.size(); ++I) {
    std::string Text = nameOf(Path[I - 1]->callee()) +
                       (I + 1 == Path.size() ? (" " + Does + WitnessIn).str()
                                             : WitnessCalls.str()) +
                       nameOf(Path[I]->callee());
    To.Notes.push_back({Path[I]->expr()->getExprLoc(), std::move(Text), {}});
  }
  To.Behind.push_back(Path.back()->expr());
}

void addSibling(Finding &To, const Operation &Block, const Facts &Unit) {
  if (Block.Match && Block.Match->Sibling)
    To.Notes.push_back({Block.expr()->getExprLoc(),
                        nameOf(Block) + " has an asynchronous form: '" +
                            fix::siblingText(Block, Unit) + "'",
                        {}});
}

} // namespace clang::tidy::async
