// RUN: async-fake-async %concurrencpp
#include "concurrencpp/concurrencpp.h"
#include <thread>

using namespace concurrencpp;
using namespace std::chrono_literals;

result<int> load(int Id);

result<int> pretends() {
  std::this_thread::sleep_for(1s);
  return make_ready_result<int>(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'pretends' looks asynchronous, but blocks its caller in 'sleep_for' before it returns a finished task [async-fake-async]
}

result<int> keepsPromise() {
  result_promise<int> Promise;
  std::this_thread::sleep_for(1s);
  Promise.set_result(1);
  return Promise.get_result();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'keepsPromise' looks asynchronous, but blocks its caller in 'sleep_for'
}

result<int> neverSuspends() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'neverSuspends' never suspends: it blocks its caller in 'sleep_for'
  co_return 1;
}

// It starts elsewhere.
result<int> okParallel(executor_tag, std::shared_ptr<thread_executor> On) {
  std::this_thread::sleep_for(1s);
  co_return 1;
}

result<int> okCached(int Id) {
  static int Cached = 0;
  if (Cached != 0)
    return make_ready_result<int>(Cached);
  return load(Id);
}
