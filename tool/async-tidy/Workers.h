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
  std::string Bytes;  ///< What it gave, if it came to its end.
  std::string Reason; ///< Why it did not; empty if it did.
  bool HasCrashed = false;
};

struct WorkerOptions {
  unsigned AtATime = 1;
  /// After which a job is ended; 0 for never.
  unsigned TimeoutSeconds = 0;
};

/// Runs \p Jobs in other processes, which are copies of this one: so nothing
/// has to be started, and what goes wrong goes wrong there. A process does one
/// job after another, because the memory of the last is at hand for the next;
/// one that does not come to its end costs the job that it is at.
///
/// \p Run is called in those processes, \p OnEnd here in the order in which the
/// jobs end, \p OnTick here at least every half second. Returns false if a
/// signal asked this process to end; then no process is left.
bool runJobs(llvm::ArrayRef<size_t> Jobs, const WorkerOptions &Options,
             llvm::function_ref<std::string(size_t Job)> Run,
             llvm::function_ref<void(size_t Job, Outcome &&)> OnEnd,
             llvm::function_ref<void()> OnTick);

/// Has SIGINT, SIGTERM and SIGHUP end runJobs() instead of this process. It has
/// half a second then to end by itself.
void catchSignals();
/// The signal that was caught, or 0.
int caughtSignal();
/// Ends this process so that whoever started it sees what ended it.
void endByCaughtSignal();

/// While it lives, no signal to end is heeded: for what must not be half done.
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
