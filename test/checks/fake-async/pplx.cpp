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

//===-- On the way that blocked -------------------------------------------===//

void prepare();
task<bool> joined(std::thread &T) {
  try {
    T.join();
    return pplx::task_from_result(true);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'joined' looks asynchronous, but blocks its caller in 'join' before it returns a finished task
  } catch (const std::exception &) {
    return pplx::task_from_result(false);
  }
}

// The handler runs if something failed before, not after it blocked.
task<bool> okInHandler(std::thread &T) {
  try {
    prepare();
    return joined(T);
  } catch (const std::exception &) {
    return pplx::task_from_result(false);
  }
}
task<bool> afterHandler(std::thread &T) {
  try {
    T.join();
  } catch (const std::exception &) {
  }
  return pplx::task_from_result(false);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'afterHandler' looks asynchronous, but blocks its caller in 'join'
}

// An error is known before the work begins.
task<int> okError(int Id) {
  if (slowly(Id) < 0)
    return pplx::task_from_result(0);
  return pplx::create_task([=] { return slowly(Id); });
}
task<int> okErrorInChoice(int Id) {
  return slowly(Id) < 0 ? pplx::task_from_result(0)
                        : pplx::create_task([=] { return slowly(Id); });
}
task<int> okErrorInVariable(int Id) {
  task<int> Made = pplx::task_from_result(0);
  if (slowly(Id) > 0)
    Made = pplx::create_task([=] { return slowly(Id); });
  return Made;
}
// Here, everything is done in any case,
static task<int> failed() {
  return pplx::task_from_exception<int>(std::exception());
}
task<int> error(int Id) {
  int Number = slowly(Id);
  if (Number < 0)
    return failed();
  return pplx::task_from_result(int(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'error' looks asynchronous, but blocks its caller in 'slowly'
}
// and here on the way on which it blocks.
task<int> onlyCached(int Id) {
  if (Id < 0)
    return pplx::task_from_result(slowly(Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'onlyCached' looks asynchronous, but blocks its caller in 'slowly'
  return pplx::create_task([=] { return slowly(Id); });
}
