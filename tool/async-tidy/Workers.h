//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_WORKERS_H
#define ASYNC_TIDY_TOOL_WORKERS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <signal.h>
#include <string>

namespace clang::tidy::async {

/// How a job ended.
struct Outcome {
  std::string Bytes;  ///< Its output, if it completed.
  std::string Reason; ///< The reason if it did not complete; empty if it did.
  bool HasCrashed = false;
};

struct WorkerOptions {
  unsigned AtATime = 1;
  /// The time limit of a job; 0 for none.
  unsigned TimeoutSeconds = 0;
};

/// Runs \p Jobs in forked copies of this process, so they need no start-up, and
/// a crash does not end this process. A copy runs one job after another and
/// reuses the memory of the last one; if it dies, only its current job fails.
///
/// \p Run is called in those processes, \p OnEnd here in the order in which the
/// jobs end, \p OnTick here at least every half second. Returns false, after
/// ending the copies, if a signal asked this process to end.
bool runJobs(llvm::ArrayRef<size_t> Jobs, const WorkerOptions &Options,
             llvm::function_ref<std::string(size_t Job)> Run,
             llvm::function_ref<void(size_t Job, Outcome &&)> OnEnd,
             llvm::function_ref<void()> OnTick);

/// Makes SIGINT, SIGTERM and SIGHUP end runJobs() instead of this process,
/// which then has half a second to end by itself.
void catchSignals();
/// The signal that was caught, or 0.
int caughtSignal();
/// Stops the half second, for work that ends by itself.
void stopGracePeriod();
/// Gives this process half a second from now on.
void restartGracePeriod();
/// Ends this process so that its parent sees the signal that ended it.
void endByCaughtSignal();

/// Blocks termination signals while alive: for work that must not be
/// interrupted.
class Unhurried {
public:
  Unhurried();
  ~Unhurried();
  Unhurried(const Unhurried &) = delete;
  Unhurried &operator=(const Unhurried &) = delete;

private:
  sigset_t Before;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_WORKERS_H
