// RUN: async-blocking-call %stdexec
#include "stdexec/stdexec.h"
#include <fstream>
#include <thread>

namespace ex = stdexec;

exec::task<void> sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and of all others on it; hand it to threads that may block, and await that [async-blocking-call]
  // CHECK-FIXES: co_await ::stdexec::starts_on(::stdexec::get_parallel_scheduler(), ::stdexec::then(::stdexec::just(), [=] { return std::this_thread::sleep_for(std::chrono::seconds(1)); }));
  co_return;
}

auto inChain(exec::task<int> Given) {
  return std::move(Given) | ex::then([](int) { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'sleep_for' blocks the thread that runs this continuation, and all that wait for that thread
}
auto okOnPool(exec::static_thread_pool &Pool) {
  return ex::schedule(Pool.get_scheduler()) | ex::then([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
}
