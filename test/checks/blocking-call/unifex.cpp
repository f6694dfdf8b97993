// RUN: async-blocking-call %unifex
#include "unifex/unifex.h"
#include <thread>

using namespace unifex;

task<void> sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it; await a timer instead [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await unifex::schedule_after(std::chrono::seconds(1));
  co_return;
}

auto inChain(task<int> Given) {
  return std::move(Given) | then([](int) { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'sleep_for' blocks the thread that runs this continuation, and all other work on it
}
auto okOnPool(static_thread_pool &Pool) {
  return schedule(Pool.get_scheduler()) | then([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
}

// The thread that waits runs it.
int main() {
  sync_wait(just(1) | then([](int) { std::this_thread::sleep_for(std::chrono::seconds(1)); }));
}

// A task stays where it has hopped to.
task<void> okAfterHop(static_thread_pool &Pool) {
  co_await schedule(Pool.get_scheduler());
  std::this_thread::sleep_for(std::chrono::seconds(1));
}
