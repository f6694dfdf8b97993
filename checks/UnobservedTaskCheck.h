//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_UNOBSERVEDTASKCHECK_H
#define ASYNC_TIDY_CHECKS_UNOBSERVEDTASKCHECK_H

#include "AsyncCheck.h"
#include "facts/DroppedResults.h"
#include "facts/Launches.h"

namespace clang::tidy::async {

/// Finds tasks whose outcome nothing will ever observe.
///
/// User documentation: docs/checks/async-unobserved-task.md
class UnobservedTaskCheck : public AsyncCheck {
public:
  UnobservedTaskCheck(StringRef Name, ClangTidyContext *Context);
  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void checkDiscarded(const Operation &Op, const Facts &Unit,
                      Effects &UnitEffects);
  void checkHeld(const Operation &Op, const Facts &Unit, Effects &UnitEffects);
  void checkIgnored(const Body &B, const IgnoredResult &Ignored,
                    const Facts &Unit, Effects &UnitEffects);
  void checkNested(const Body &B, const NestedTask &Nested, const Facts &Unit,
                   Effects &UnitEffects);
  void checkDetached(const Operation &Op, const Facts &Unit,
                     Effects &UnitEffects);
  void reportEnd(const Operation &Op, const Launch &Launched);
  void reportLost(const Operation &Op, const Launch &Launched,
                  const Facts &Unit);
  void checkFireAndForget(const Body &B, const Facts &Unit,
                          FailureAnalysis &Failures);
  bool isAllowed(const Operation &Op) const;
  bool isAllowed(const NamedDecl *Callee, const TaskInfo *Task) const;

  const bool AllowVoidCast;
  const std::vector<StringRef> AllowedTypes;
  const std::vector<StringRef> AllowedFunctions;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_UNOBSERVEDTASKCHECK_H
