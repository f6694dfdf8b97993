// RUN: async-blocking-call %concurrencpp
#include "concurrencpp/concurrencpp.h"
#include <thread>

using namespace concurrencpp;

// The library has no timer without a runtime, and no threads without one.
result<void> sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it [async-blocking-call]
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

// Whom a finished task is handed to does not wait for it.
template <typename Result> int valueOf(Result Done) { return Done.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' blocks the thread of coroutine 'notFinished', through 2 calls
static int throughOther(result<int> &Done) { return valueOf(std::move(Done)); }
struct Both {
  result<int> First, Second;
  int sum() { return First.get() + Second.get(); }
};
static int firstOf(Both &B) { return B.First.get(); }

result<void> okFinished(result<int> R, result<int> S, Both B) {
  auto Done = co_await R.resolve();
  auto Other = co_await S.resolve();
  valueOf(std::move(Done));
  throughOther(Other);
  B.First = co_await std::move(B.First).resolve();
  B.Second = make_ready_result<int>(1);
  B.sum();
  firstOf(B);
}

result<void> notFinished(result<int> R, result<int> S, Both B) {
  auto Done = co_await R.resolve();
  valueOf(std::move(S));
  throughOther(S);
  B.First = std::move(Done);
  B.sum();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sum' blocks the thread of coroutine 'notFinished'
  co_return;
}
