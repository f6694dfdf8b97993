//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_BLOCKINGDESTRUCTORCHECK_H
#define ASYNC_TIDY_CHECKS_BLOCKINGDESTRUCTORCHECK_H

#include "AsyncCheck.h"
#include "facts/Destructions.h"

namespace clang::tidy::async {

/// Finds objects whose destructor blocks a thread that others share.
///
/// User documentation: docs/checks/async-blocking-destructor.md
class BlockingDestructorCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void reportIn(const Body &B, const Destruction &Found);
  void reportUnused(const Destruction &Found);
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_BLOCKINGDESTRUCTORCHECK_H
