// RUN: async-fake-async -each-place %pplx -fix-notes
// RUN: async-fake-async -each-place %cpprest -fix-notes
#include "pplx/pplx.h"
#include <chrono>
#include <thread>

using pplx::task;
using namespace std::chrono_literals;

int slowly(int Id) {
  std::this_thread::sleep_for(1s);
  return Id;
}

task<int> looksAsync(int Id) { return pplx::task_from_result(slowly(Id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'looksAsync' looks asynchronous, but blocks its caller in 'slowly' before it returns a finished task [async-fake-async]
// CHECK-FIXES: {{^}}task<int> looksAsync(int Id) { return pplx::create_task([=] { return slowly(Id); }); }

task<void> naps() {
  std::this_thread::sleep_for(1s);
  return pplx::task_from_result();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'naps' looks asynchronous, but blocks its caller in 'sleep_for' before it returns a finished task
}

// A function or a constructor takes the event.
task<int> byEvent(int Id) {
  pplx::task_completion_event<int> Event;
  Event.set(slowly(Id));
  return pplx::create_task(Event);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'byEvent' looks asynchronous, but blocks its caller in 'slowly' before it returns a finished task
}
task<int> byEventOfItsOwn(int Id) {
  pplx::task_completion_event<int> Event;
  Event.set(slowly(Id));
  return task<int>(Event);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'byEventOfItsOwn' looks asynchronous, but blocks its caller in 'slowly' before it returns a finished task
}
task<int> okSetLater(int Id) {
  pplx::task_completion_event<int> Event;
  pplx::create_task([=] { Event.set(slowly(Id)); });
  return pplx::create_task(Event);
}

task<int> okAtHand() { return pplx::task_from_result(5); }
task<int> okFailed() {
  return pplx::task_from_exception<int>(std::exception());
}
task<int> okOffloaded(int Id) {
  return pplx::create_task([=] { return slowly(Id); });
}

task<void> suppressed() {
  std::this_thread::sleep_for(1s);
  return pplx::task_from_result(); // NOLINT(async-fake-async)
}
