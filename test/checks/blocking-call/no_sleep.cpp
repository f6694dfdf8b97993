// RUN: async-blocking-call %inhouse -option AsyncModels=%S/no_sleep.yaml
#include "async_lib/inhouse.h"
#include <chrono>
#include <cstdio>
#include <thread>

using inhouse::Task;

namespace inhouse {
Pool &workers();
} // namespace inhouse

Task<> elsewhere();

Task<> reads(int Id) {
  co_await elsewhere();
  std::FILE *File = std::fopen("a", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'fopen' blocks the thread of coroutine 'reads', and all other coroutines on it; offload it to threads that may block, and await the result [async-blocking-call]
  // CHECK-FIXES: std::FILE *File = co_await inhouse::workers().submit([=] { return std::fopen("a", "r"); });
  (void)File;
}

// A thread that only sleeps is a thread wasted: no fix.
Task<> sleeps() {
  co_await elsewhere();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: {{^}}  std::this_thread::sleep_for(std::chrono::seconds(1));
}
