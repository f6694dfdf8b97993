// RUN: async-fake-async %stdexec
#include "stdexec/stdexec.h"
#include <cstdlib>
#include <thread>

namespace ex = stdexec;
using namespace std::chrono_literals;

auto pretends() {
  std::this_thread::sleep_for(1s);
  return ex::just(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'pretends' looks asynchronous, but blocks its caller in 'sleep_for' before it returns a finished task [async-fake-async]
}

ex::task<int> neverSuspends() {
  std::system("ls");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'neverSuspends' never suspends: it blocks its caller in 'system'
  // CHECK-FIXES: co_await ::stdexec::starts_on(
  co_return 1;
}

// It has no sleep of its own, and a thread that only sleeps is wasted.
exec::task<int> sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'sleeps' never suspends: it blocks its caller in 'sleep_for'
  // CHECK-FIXES: {{^}}  std::this_thread::sleep_for(1s);
  co_return 1;
}

auto okJust(int Value) { return ex::just(Value); }
auto okChain(exec::static_thread_pool &Pool) {
  return ex::schedule(Pool.get_scheduler()) | ex::then([] {
           std::this_thread::sleep_for(1s);
           return 1;
         });
}
