//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingCallCheck.h"
#include "BlockingDestructorCheck.h"
#include "BlockingWaitCheck.h"
#include "Compat.h"
#include "CpuBoundInCoroutineCheck.h"
#include "DanglingArgumentCheck.h"
#include "DanglingCaptureCheck.h"
#include "FakeAsyncCheck.h"
#include "IoInOffloadCheck.h"
#include "LockAcrossSuspendCheck.h"
#include "OffloadInLibraryCheck.h"
#include "RedundantRescheduleCheck.h"
#include "SelfWaitCheck.h"
#include "SequentialAwaitsCheck.h"
#include "SyncOverAsyncCheck.h"
#include "UnobservedTaskCheck.h"

namespace clang::tidy {
namespace async {
namespace {

class AsyncTidyModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
#define ASYNC_CHECK(CLASS, NAME, SEVERITY, FIX, SINCE, SUMMARY)                \
  Factories.registerCheck<CLASS>(NAME);
#include "Checks.def"
  }
};

} // namespace
} // namespace async

static ClangTidyModuleRegistry::Add<async::AsyncTidyModule>
    RegisterAsyncTidy("async-module", "Finds misuse of asynchrony.");

// Targets that link the module as a library refer to this, so that it is kept.
volatile int AsyncTidyModuleAnchorSource = 0;

} // namespace clang::tidy
