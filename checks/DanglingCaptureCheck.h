//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_DANGLINGCAPTURECHECK_H
#define ASYNC_TIDY_CHECKS_DANGLINGCAPTURECHECK_H

#include "AsyncCheck.h"
#include "facts/LateUses.h"
#include "facts/Lifetimes.h"

namespace clang::tidy::async {

/// Finds lambdas whose captures are destroyed before the work that uses them is
/// done.
///
/// User documentation: docs/checks/async-dangling-capture.md
class DanglingCaptureCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  bool checkCalls(const Body &Coroutine, Start Started, const Facts &Unit);
  bool checkSinks(const Body &Coroutine, Start Started, const Facts &Unit);
  void checkReferences(const Body &Lambda, const Facts &Unit);
  void reportCall(const Body &Coroutine, const Operation &Call,
                  const WorkSpan &Span, const VarDecl *Closure,
                  const LateUse &Use, const Facts &Unit);
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_DANGLINGCAPTURECHECK_H
