// RUN: async-blocking-call %stdexec
#include "stdexec/stdexec.h"
#include <fstream>
#include <thread>
#include <unistd.h>

namespace ex = stdexec;

exec::task<void> sleeps() {
  // CHECK-FIXES: {{^}}  std::this_thread::sleep_for(std::chrono::seconds(1));
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it [async-blocking-call]
  co_return;
}

ex::task<int> synchronizes(int File) {
  co_return fsync(File);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'fsync' blocks the thread of coroutine 'synchronizes', and all other coroutines on it; offload it to threads that may block, and await the result
  // CHECK-FIXES: co_return co_await ::stdexec::starts_on(::stdexec::get_parallel_scheduler(), ::stdexec::then(::stdexec::just(), [=] { return fsync(File); }));
}

// Its own scheduler is no start scheduler of the pool's.
exec::task<int> hasOtherScheduler(int File) {
  co_return fsync(File);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'fsync' blocks the thread of coroutine 'hasOtherScheduler', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_return fsync(File);
}

auto inChain(exec::task<int> Given) {
  return std::move(Given) | ex::then([](int) { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'sleep_for' blocks the thread that runs this continuation, and all other work on it
}
auto okOnPool(exec::static_thread_pool &Pool) {
  return ex::schedule(Pool.get_scheduler()) | ex::then([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
}
