// RUN: async-blocking-call %concurrencpp
#include "concurrencpp/concurrencpp.h"
#include <thread>

using namespace concurrencpp;

// The library has no timer without a runtime, and no threads without one.
result<void> sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and of all others on it [async-blocking-call]
  co_return;
}

result<void> okDelays(timer_queue &Timers, std::shared_ptr<executor> On) {
  co_await Timers.make_delay_object(std::chrono::seconds(1), On);
}

result<void> okOnThreads(runtime &Runtime) {
  co_await Runtime.background_executor()->submit(
      [] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  co_await resume_on(Runtime.thread_executor());
  std::this_thread::sleep_for(std::chrono::seconds(1));
}

// Started on an executor of its own.
result<void> okParallel(executor_tag, std::shared_ptr<thread_executor> On) {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  co_return;
}
