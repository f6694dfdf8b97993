//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_BLOCKINGCALLCHECK_H
#define ASYNC_TIDY_CHECKS_BLOCKINGCALLCHECK_H

#include "AsyncCheck.h"

namespace clang::tidy::async {

/// Finds calls that block the thread of a coroutine or continuation.
///
/// User documentation: docs/checks/async-blocking-call.md
class BlockingCallCheck : public AsyncCheck {
public:
  BlockingCallCheck(StringRef Name, ClangTidyContext *Context);
  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void checkBody(const Body &B, const Facts &Unit, Effects &UnitEffects);
  void checkAnnotations(const Body &B, const Facts &Unit, Effects &UnitEffects);

  const bool Locks;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_BLOCKINGCALLCHECK_H
