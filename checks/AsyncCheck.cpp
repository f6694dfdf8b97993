//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AsyncCheck.h"
#include "Causes.h"
#include "Display.h"
#include "EditorChoices.h"
#include "EditorMode.h"
#include "FindingLog.h"
#include "IndexFile.h"
#include "IndexOffer.h"
#include "OptionNames.h"
#include "ProjectRoot.h"
#include "SummaryRequest.h"
#include "UnitTimes.h"
#include "WatchedFiles.h"
#include "facts/Places.h"
#include "facts/Summaries.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <map>
#include <mutex>

namespace clang::tidy::async {

// Options of all checks: their keys have no check name.
static constexpr llvm::StringLiteral ModelsKey = "AsyncModels";
static constexpr llvm::StringLiteral IndexKey = "AsyncProjectIndex";
static constexpr llvm::StringLiteral StrictKey = "AsyncStrict";
static constexpr llvm::StringLiteral ShowModelKey = "AsyncShowModel";
static constexpr llvm::StringLiteral TestPathsKey = "AsyncTestPaths";
static constexpr llvm::StringLiteral OldTestPathsKey = "TestPaths";
static constexpr llvm::StringLiteral ConventionKey = "AsyncConventionThreshold";

// Folders of tests, and files with the usual names of tests.
static constexpr llvm::StringLiteral DefaultTestPaths =
    "/([Tt]ests?|testing|[Uu]nit_?[Tt]est[^/]*)/|/test_[^/]*$"
    "|[_-](unit)?tests?[.][^/]*$|[^/]Tests?[.][^/]*$";

static bool IsInEditor = false;

void workInEditor() { IsInEditor = true; }

static std::string ProjectRoot;

void setProjectRoot(std::string Folder) { ProjectRoot = std::move(Folder); }

static UnitTimes *Times = nullptr;

void setTimesOfUnits(UnitTimes *To) { Times = To; }

/// The folder below which a path determines whether a file is a test.
static std::string testRoot() {
  if (!ProjectRoot.empty())
    return ProjectRoot;
  llvm::SmallString<128> Here;
  return llvm::sys::fs::current_path(Here) ? "" : Here.str().str();
}

/// The data of the current unit that the checks of one clang-tidy context
/// share. Each check holds a reference to it.
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

  /// The findings of all enrolled checks in \p Unit that may be printed.
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
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files =
        SM.getFileManager().getVirtualFileSystemPtr();
    if (IsInEditor)
      Files = watched(std::move(Files));
    auto User = readUserModels(Any.ModelFiles, Folder, *Files);
    std::string Failure, Problem;
    if (!User)
      Failure = llvm::toString(User.takeError());
    else if (!Any.TestPaths.empty() &&
             !llvm::Regex(Any.TestPaths).isValid(Problem))
      Failure = (TestPathsKey + ": '" + Any.TestPaths +
                 "' is not a regular expression: " + Problem)
                    .str();
    if (!Failure.empty()) {
      // A part of the user's models would cause wrong findings. clang-tidy
      // itself marks the message as an error.
      auto [Where, What] = StringRef(Failure).split(" error: ");
      Context->configurationDiag("%0", DiagnosticIDs::Error)
          << (What.empty() ? Failure : (Where + " " + What).str());
      return Findings;
    }

    if (Any.HasOldTestPaths)
      Context->configurationDiag("'%0' is now called '%1'",
                                 DiagnosticIDs::Remark)
          << OldTestPathsKey << TestPathsKey;
    // A host that keeps a log has judged the options of all checks already.
    if (!FindingLog::isKept(*Context))
      warnOfSharedOptions();

    Models Known(Unit, std::move(*User), Any.Strict);
    Facts F = [&] {
      Stopwatch Watch(Times ? &Times->Facts : nullptr);
      return buildFacts(Unit, Known,
                        {Any.Strict, Any.TestPaths.str(), testRoot()});
    }();
    FactsBasis Given = fingerprintOf(Known, Any);
    if (SummaryRequest *Asked = SummaryRequest::of(*Context)) {
      Effects Alone(F);
      Asked->Summary = summarize(F, Alone, Asked->Root);
      Asked->Summary->MadeWith = {Given};
      if (Asked->IsAlone)
        return Findings;
    }
    std::unique_ptr<const ProjectIndex> Opened;
    const ProjectIndex *Index = nullptr;
    auto Open = [&] {
      Stopwatch Watch(Times ? &Times->Index : nullptr);
      return openIndex(Any.IndexPath, Folder, Given, *Files);
    };
    if (const IndexOffer *Offer = IndexOffer::of(*Context);
        Offer && Any.IndexPath.empty()) {
      Index = &Offer->Index;
    } else if (auto File = Open()) {
      Opened = std::move(*File);
      Index = Opened.get();
    } else {
      // The answers are those without one.
      Context->configurationDiag("the project index is not used: %0",
                                 DiagnosticIDs::Remark)
          << llvm::toString(File.takeError());
    }
    F.useIndex(Index);
    Effects UnitEffects(F, Index);
    Findings = arbitrate(gather(F, UnitEffects, Any.ShowModel));
    shareCauses(Unit.getSourceManager(), Any.ConventionThreshold);
    FindingLog::add(*Context, Findings);
    if (IsInEditor)
      offerChoices(Findings,
                   spanAt(SM.getLocForStartOfFile(SM.getMainFileID()), SM).File,
                   SM.getBufferData(SM.getMainFileID()));
    return Findings;
  }

private:
  /// Warns of options that were meant to be those of all checks, which
  /// clang-tidy ignores.
  void warnOfSharedOptions() {
    ClangTidyOptions::OptionMap Shared;
    Checks.front()->AsyncCheck::storeOptions(Shared);
    for (const auto &Option : Context->getOptions().CheckOptions)
      if (std::string Why = problemOfSharedOption(Option.first(), Shared);
          !Why.empty())
        Context->configurationDiag("%0", DiagnosticIDs::Warning) << Why;
  }

  /// Identifies everything except the code that the facts depend on.
  static FactsBasis fingerprintOf(const Models &Known, const AsyncCheck &Any) {
    return llvm::xxh3_64bits((llvm::Twine(Known.fingerprint()) +
                              (Any.Strict ? " strict " : " ") + Any.TestPaths)
                                 .str());
  }

  /// What each check finds, whether it may be printed or not.
  std::vector<Finding> gather(const Facts &Unit, Effects &UnitEffects,
                              bool ShowModels) {
    // The number of times that each piece of code was visited: once for each
    // instance.
    llvm::DenseMap<SourceLocation, unsigned> Instances;
    for (const Body &B : Unit.bodies())
      ++Instances[B.Code->getBeginLoc()];
    std::vector<Finding> All;
    for (AsyncCheck *Check : Checks) {
      const ast_matchers::MatchFinder::MatchCallback &Named = *Check;
      Stopwatch Watch(Times ? &Times->Checks[Named.getID().str()] : nullptr);
      Check->Unit = &Unit;
      Check->Drafts.clear();
      Check->checkFacts(Unit, UnitEffects);
      for (Draft &Each : std::exchange(Check->Drafts, {})) {
        const Body *In = Each.body();
        if (In && In->IsTest && !Each.IsReportedInTests)
          continue;
        if (In)
          Each.Instances = Instances.lookup(In->Code->getBeginLoc());
        All.push_back(std::move(Each).take(ShowModels));
      }
      Check->Unit = nullptr;
    }
    return All;
  }

  /// Removes findings that are suppressed at their cause, and merges those with
  /// the same cause, unless the host does.
  void shareCauses(SourceManager &SM, unsigned Convention) {
    if (llvm::none_of(Findings, [](const Finding &F) { return F.Behind; }))
      return;
    Display Shown(*Context, SM, IsInEditor);
    llvm::erase_if(Findings, [&](Finding &Each) {
      if (!Each.Behind)
        return false;
      Cause &Of = *Each.Behind;
      Of.Convention = Convention;
      for (CauseStep &Step : Of.Steps)
        Step.IsOwn = Shown.shows(Step.At);
      for (const Span &At : {Of.root(), Of.Steps[Of.nearestOwn()].At})
        if (Shown.isSilenced(Each.Check, At)) {
          FindingLog::addSilenced(*Context, Each.Check, At);
          return true;
        }
      return false;
    });
    if (!FindingLog::isKept(*Context))
      Findings = mergeByCause(std::move(Findings), [&](const Finding &Each) {
        return Shown.shows(Each) && !Shown.isSilenced(Each.Check, Each.At);
      });
  }

  ClangTidyContext *Context;
  std::vector<AsyncCheck *> Checks;
  const ASTContext *Seen = nullptr;
  std::vector<Finding> Findings;
};

/// Reads the options of all checks: those whose keys carry no check's name.
static ClangTidyCheck::OptionsView sharedOptions(ClangTidyContext *Context) {
  return {"", Context->getOptions().CheckOptions, Context};
}

AsyncCheck::AsyncCheck(StringRef Name, ClangTidyContext *Context)
    : ClangTidyCheck(Name, Context), Session(UnitSession::of(Context)),
      ModelFiles(sharedOptions(Context).getLocalOrGlobal(ModelsKey, "")),
      IndexPath(sharedOptions(Context).getLocalOrGlobal(IndexKey, "")),
      Strict(sharedOptions(Context).getLocalOrGlobal(StrictKey, false)),
      ShowModel(sharedOptions(Context).getLocalOrGlobal(ShowModelKey, false)),
      HasOldTestPaths(!sharedOptions(Context).getLocalOrGlobal(TestPathsKey) &&
                      sharedOptions(Context).getLocalOrGlobal(OldTestPathsKey)),
      TestPaths(sharedOptions(Context).getLocalOrGlobal(
          HasOldTestPaths ? OldTestPathsKey : TestPathsKey, DefaultTestPaths)),
      ConventionThreshold(
          sharedOptions(Context).getLocalOrGlobal(ConventionKey, 10U)) {}

AsyncCheck::~AsyncCheck() { Session->withdraw(*this); }

void AsyncCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  // Each check writes the same here: they are dumped once.
  auto Store = [&Opts](StringRef Key, StringRef Value) {
    Opts[Key] = ClangTidyOptions::ClangTidyValue(Value);
  };
  Store(ModelsKey, ModelFiles);
  Store(IndexKey, IndexPath);
  Store(StrictKey, Strict ? "true" : "false");
  Store(ShowModelKey, ShowModel ? "true" : "false");
  Store(TestPathsKey, TestPaths);
  Store(ConventionKey, llvm::utostr(ConventionThreshold));
}

namespace {
/// Matches the first declaration of each unit.
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
  // They show how a library's promise handles errors, and whether an await
  // suspends: see TaskTypes::unhandled and maySuspend.
  return D.getIdentifier() &&
         (D.getName() == "unhandled_exception" || D.getName() == "await_ready");
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
  for (const Finding &Next : Session->findings(*Result.Context))
    if (Next.Check == getID())
      print(Next, *Result.SourceManager);
}

void AsyncCheck::print(const Finding &What, SourceManager &SM) {
  auto RangeOf = [&](const Span &Of) {
    SourceLocation Begin = locationOf(Of, SM);
    return CharSourceRange::getCharRange(Begin,
                                         Begin.getLocWithOffset(Of.Length));
  };
  auto AddEdits = [&](const DiagnosticBuilder &Diag, const Fix &Offered) {
    for (const Edit &Each : Offered.Edits)
      Diag << FixItHint::CreateReplacement(RangeOf(Each.At), Each.Text);
  };
  {
    auto Diag =
        diag(locationOf(What.At, SM), "%0%select{|; %2}1",
             What.IsRemark ? DiagnosticIDs::Remark : DiagnosticIDs::Warning)
        << What.Text << !What.advice().empty() << What.advice();
    if (What.Highlight)
      Diag << RangeOf(What.Highlight);
    AddEdits(Diag, What.Offered);
  }
  for (const Note &N : What.Notes) {
    // It may be in a file that the unit does not read.
    auto Diag = diag(locationToShow(N.At, SM), "%0", DiagnosticIDs::Note)
                << N.Text;
    AddEdits(Diag, N.Offered);
  }
}

Draft &AsyncCheck::report(const Body &In, const Expr *About, std::string Text) {
  SourceLocation At = About->getExprLoc();
  // Report a member call at the name of the member; an implicit conversion has
  // none.
  if (const auto *Call = dyn_cast<CallExpr>(About))
    if (const auto *Member =
            dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts());
        Member && Member->getMemberLoc().isValid())
      At = Member->getMemberLoc();
  Draft &New = report(&In, About->getSourceRange(), std::move(Text));
  New.putAt(At);
  New.claim(About);
  return New;
}

Draft &AsyncCheck::report(const Body *In, SourceRange About, std::string Text) {
  Draft &New = Drafts.emplace_back(*Unit, getID(), In);
  New.putAt(About.getBegin());
  New.highlight(About);
  New.Text = std::move(Text);
  return New;
}

} // namespace clang::tidy::async
