// One finding for each expression, whatever checks there are.
// RUN: async-* %folly
#include "async_lib/inhouse.h"
#include "compute/compute.h"
#include "folly/folly.h"
#include <string>
#include <unistd.h>

using namespace folly;

coro::Task<> elsewhere();

[[clang::annotate("async-tidy::cpu_bound")]] int count(std::string Text);
static int pauseAndCount(std::string Text) {
  ::sleep(1);
  return count(Text);
}

// A coroutine that never suspends only looks like one, which says more.
coro::Task<int> neverSuspends(std::string Text) {
  co_return pauseAndCount(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'neverSuspends' never suspends: it blocks its caller in 'pauseAndCount' [async-fake-async]
  // CHECK-NOTES: :[[@LINE-8]]:3: note: 'pauseAndCount' blocks here, in 'sleep'
  // CHECK-FIXES: co_return co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return pauseAndCount(Text); });
}

// Two calls, two things to say.
coro::Task<> both(std::string Text) {
  co_await elsewhere();
  int Number = count(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'count' computes for a long time on the thread of coroutine 'both', which stalls everything else on it; offload it to other threads [async-cpu-bound-in-coroutine]
  // CHECK-FIXES: int Number = co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return count(Text); });
  coro::blockingWait(elsewhere());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockingWait' blocks the thread of coroutine 'both'
  // CHECK-FIXES: co_await elsewhere();
}

// Computing in C does not throw: no error is lost where this is let go of.
inhouse::Job<> compresses(unsigned char *Data) {
  uLongf Size = 1000;
  compress(Data, &Size, Data, Size);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'compress' computes for a long time on the thread of coroutine 'compresses'
  co_return;
}
void start(unsigned char *Data) { compresses(Data); }
