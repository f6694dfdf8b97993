// RUN: async-unobserved-task %concurrencpp -fix-notes
#include "concurrencpp/concurrencpp.h"

using namespace concurrencpp;

result<int> value();
result<void> work();
lazy_result<int> later();
int compute();

// They have started, and nothing is nodiscard.
result<void> dropped(std::shared_ptr<thread_pool_executor> Pool) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-FIXES: {{^}}  co_await work();
  Pool->submit([] { return compute(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'submit' is dropped;
  // CHECK-FIXES: {{^}}  co_await Pool->submit([] { return compute(); });
  later();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'later' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await later();
  later().run();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'run' is dropped;
  // CHECK-NOTES: :[[@LINE-2]]:11: note: await it, if the code that follows may wait
  // CHECK-FIXES: {{^}}  later().run();
  co_return;
}

result<void> locks(async_lock &Lock, std::shared_ptr<executor> On) {
  Lock.lock(On);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'lock' is dropped before it starts
  // CHECK-FIXES: co_await Lock.lock(On);
  auto Held = co_await Lock.lock(On);
  resume_on(On);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'resume_on' is dropped before it starts
  // CHECK-FIXES: co_await resume_on(On);
}

void held() {
  auto Value = value();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Value': its value and its error are lost
}

// The error stays in the elements.
lazy_result<std::tuple<result<int>, result<int>>>
okCombined(std::shared_ptr<executor> On) {
  return when_all(On, value(), value());
}

// post() says that nobody is to look.
void okPosted(executor &On) {
  On.post([] { work().get(); });
}

result<int> okReturned() { return value(); }
int okWaited() { return value().get(); }
void okSafe(std::shared_ptr<thread_pool_executor> Pool) {
  Pool->submit([]() noexcept { return compute(); });
  Pool->submit([] { return 1; });
}

// Its promise ignores exceptions.
null_result forgets() {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: an exception in 'forgets' is lost: its return type ignores it, and nothing can await it
  co_await work();
}
null_result okForgetsNothing() {
  try {
    co_await work();
  } catch (...) {
  }
}

bool okAsked() {
  auto Started = value();
  return Started.status() == result_status::exception;
}

// All that is awaited is caught; what comes after is trusted.
struct Waiter {
  void wake();
  void wakeOrThrow() { throw 1; }
};
result<void> wakes(Waiter &Who) {
  try {
    co_await work();
  } catch (...) {
  }
  Who.wake();
}
result<void> throwsBefore(Waiter &Who) {
  Who.wakeOrThrow();
  try {
    co_await work();
  } catch (...) {
  }
}
result<void> wakesBefore(Waiter &Who) {
  Who.wake();
  try {
    co_await work();
  } catch (...) {
  }
}
void okStarts(Waiter &Who) {
  wakes(Who);
  wakesBefore(Who);
  throwsBefore(Who);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'throwsBefore' is dropped; if it fails, nobody will know
}
