//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_OFFLOADINLIBRARYCHECK_H
#define ASYNC_TIDY_CHECKS_OFFLOADINLIBRARYCHECK_H

#include "AsyncCheck.h"

namespace clang::tidy::async {

/// Finds library functions that choose an executor on behalf of their callers.
///
/// User documentation: docs/checks/async-offload-in-library.md
class OffloadInLibraryCheck : public AsyncCheck {
public:
  OffloadInLibraryCheck(StringRef Name, ClangTidyContext *Context);
  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void checkBody(const Body &B, const Facts &Unit);
  bool isLibraryCode(const FunctionDecl *D, const SourceManager &SM) const;

  const StringRef LibraryPaths;
  std::optional<llvm::Regex> Paths;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_OFFLOADINLIBRARYCHECK_H
