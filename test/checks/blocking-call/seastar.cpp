// RUN: async-blocking-call -std=c++20 -isystem stubs
#include "seastar/seastar.h"
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

seastar::future<> naps() {
  std::this_thread::sleep_for(5ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'naps', and all other coroutines on it; await a timer instead [async-blocking-call]
  // CHECK-FIXES: co_await seastar::sleep(5ms);
  co_return;
}

seastar::future<> continues() {
  return seastar::sleep(5ms).then([] {
    std::this_thread::sleep_for(5ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs this continuation
  });
}

void okOrdinary() { std::this_thread::sleep_for(5ms); }
