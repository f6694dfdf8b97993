//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// A check for the tests of the harness: the names of the functions that the
// code under test calls determine its messages and fixes.

#include "Compat.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::async::test {

using namespace ast_matchers;

namespace {
class TrialCheck : public ClangTidyCheck {
public:
  TrialCheck(StringRef Name, ClangTidyContext *Context)
      : ClangTidyCheck(Name, Context), Verb(Options.get("Verb", "blocks")),
        Fixes(Options.get("Fixes", true)) {}

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override {
    Options.store(Opts, "Verb", Verb);
    Options.store(Opts, "Fixes", Fixes);
  }

  void registerMatchers(MatchFinder *Finder) override {
    Finder->addMatcher(
        callExpr(callee(functionDecl(matchesName("::wait")).bind("callee")))
            .bind("call"),
        this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto *Call = Result.Nodes.getNodeAs<CallExpr>("call");
    const auto *Callee = Result.Nodes.getNodeAs<FunctionDecl>("callee");
    StringRef Name = Callee->getName();
    diag(Call->getBeginLoc(), "%0 %1 the thread")
        << Callee << Verb << mainFix(Name, Call, *Result.SourceManager);
    diag(Callee->getLocation(), "declared here", DiagnosticIDs::Note);
    if (Name == "waitOnNote" || Name == "waitOnNotes")
      note(Call, "await it", "await");
    if (Name == "waitOnNotes")
      note(Call, "do it later", "later");
    if (Name == "waitOnBadNote")
      note(Call, "do it in vain", "nonsense");
  }

private:
  static CharSourceRange calleeRange(const CallExpr *Call) {
    return CharSourceRange::getTokenRange(Call->getCallee()->getSourceRange());
  }

  void note(const CallExpr *Call, StringRef Text, StringRef New) {
    diag(Call->getBeginLoc(), Text, DiagnosticIDs::Note)
        << FixItHint::CreateReplacement(calleeRange(Call), New);
  }

  std::vector<FixItHint> mainFix(StringRef Name, const CallExpr *Call,
                                 const SourceManager &Sources) {
    auto to = [&](StringRef New) -> std::vector<FixItHint> {
      return {FixItHint::CreateReplacement(calleeRange(Call), New)};
    };
    if (!Fixes)
      return {};
    if (Name == "wait")
      return to("await");
    if (Name == "waitBadly")
      return to("nonsense");
    if (Name == "waitInTemplate")
      return to("templated");
    if (Name == "waitAgain")
      return to("waitPlain");
    if (Name == "waitForever")
      return to("wait");
    if (Name == "waitAll") // The fix covers the arguments, and their fixes.
      return {FixItHint::CreateReplacement(
          Call->getSourceRange(),
          ("awaitAll(" +
           Lexer::getSourceText(CharSourceRange::getTokenRange(
                                    Call->getArg(0)->getSourceRange()),
                                Sources, getLangOpts()) +
           ")")
              .str())};
    if (Name == "waitWithRest") // The fix removes the next statement.
      return {FixItHint::CreateReplacement(
          CharSourceRange::getCharRange(Call->getBeginLoc(),
                                        Call->getEndLoc().getLocWithOffset(14)),
          "await()")};
    return {};
  }

  const StringRef Verb;
  const bool Fixes;
};

class TrialModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<TrialCheck>("trial-wait");
  }
};
} // namespace

static ClangTidyModuleRegistry::Add<TrialModule>
    Trial("trial-module", "A check for the tests of the harness.");

} // namespace clang::tidy::async::test
