//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_ASYNCCHECK_H
#define ASYNC_TIDY_CHECKS_ASYNCCHECK_H

#include "Draft.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "facts/Names.h"
#include <deque>
#include <memory>

namespace clang::tidy::async {

class UnitSession;

/// The common base of all checks: models and facts, created once per
/// translation unit, the supported languages, and the printing of findings.
class AsyncCheck : public ClangTidyCheck {
public:
  AsyncCheck(StringRef Name, ClangTidyContext *Context);
  ~AsyncCheck() override;

  bool isLanguageVersionSupported(const LangOptions &LangOpts) const override {
    return LangOpts.CPlusPlus;
  }
  void registerMatchers(ast_matchers::MatchFinder *Finder) final;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) final;
  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  /// Reports mistakes in one translation unit.
  virtual void checkFacts(const Facts &Unit, Effects &UnitEffects) = 0;

  /// Reports \p Text about \p About in \p In. The draft may be extended while
  /// the unit is checked.
  Draft &report(const Body &In, const Expr *About, std::string Text);
  /// The same for a place that is not an expression.
  Draft &report(const Body *In, SourceRange About, std::string Text);

private:
  friend class UnitSession;
  void print(const Finding &F, SourceManager &SM);

  std::shared_ptr<UnitSession> Session;
  std::deque<Draft> Drafts;
  const Facts *Unit = nullptr; ///< The unit that is being checked.
  const StringRef ModelFiles;
  const StringRef IndexPath;
  const bool Strict;
  const bool ShowModel;
  const bool HasOldTestPaths; ///< The former name of the option is in use.
  const StringRef TestPaths;
  const unsigned ConventionThreshold;
};

/// True if the checks may need the body of \p D even outside of the user's own
/// code. Hosts that skip bodies while parsing must keep it.
bool needsForeignBody(const FunctionDecl &D);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_ASYNCCHECK_H
