//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_ASYNCCHECK_H
#define ASYNC_TIDY_CHECKS_ASYNCCHECK_H

#include "Findings.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "facts/Effects.h"
#include <memory>

namespace clang::tidy::async {

class UnitSession;

/// What all checks share: models and facts, made once for a translation unit,
/// the language they are about, and how findings are printed.
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
  /// Reports what is wrong in one translation unit.
  virtual void checkFacts(const Facts &Unit, Effects &Does) = 0;

  /// Says \p Text of \p About in \p In. The finding may be added to until the
  /// next one is reported.
  Finding &report(const Body &In, const Expr *About, std::string Text);
  /// The same at a place that is no expression.
  Finding &report(const Body *In, SourceRange About, std::string Text);

private:
  friend class UnitSession;
  std::shared_ptr<UnitSession> Session;
  std::vector<Finding> Found;
  const SourceManager *Sources = nullptr;
  const StringRef ModelFiles;
  const bool Strict;
  const bool ShowModel;
  const StringRef TestPaths;
};

/// True if the checks may read the body of \p D even where it is not of the
/// user's own code. Hosts that skip bodies while parsing must leave it.
bool needsForeignBody(const FunctionDecl &D);

/// \p D's name in quotes, as messages show it.
std::string nameOf(const NamedDecl *D);
/// The name of what \p Op calls: that of the variable or member which holds it,
/// if it is called through one.
std::string nameOf(const Operation &Op);

/// The coroutine that \p B is, or is called at once by, as messages show it.
std::string coroutineName(const Body &B);

/// What blocking in \p B costs: "the thread of coroutine 'f'" and the like.
/// \p Others names those on it, too.
std::string threadOf(const Body &B, bool Others);

/// Adds the notes that lead along \p Path, after its first step, to where it
/// \p Does what the finding says.
void addWitness(Finding &To, const Witness &Path, StringRef Does = "blocks");

/// Adds a note of the asynchronous form of \p Block, if it has one.
void addSibling(Finding &To, const Operation &Block, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_ASYNCCHECK_H
