// RUN: async-unobserved-task %libcoro
// RUN: async-unobserved-task %libcoro -option AsyncStrict=true -check-suffix=,STRICT
#include "libcoro/coro.h"

coro::task<void> work();
coro::task<int> value();

coro::task<void> dropped(coro::mutex &Mutex, coro::thread_pool &Pool,
                         coro::semaphore<4> &Slots) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  // CHECK-FIXES: {{^}}  co_await work();
  (void)Mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'lock' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await Mutex.lock();
  // A coroutine as well: the slot is not given back.
  (void)Slots.release();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'release' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await Slots.release();
  (void)Pool.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task returned by 'schedule' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await Pool.schedule();
  (void)coro::when_all(work(), value());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'when_all' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await coro::when_all(work(), value());
  co_return;
}

// The task that it returns waits in its destructor.
void joinable(coro::thread_pool &Pool) {
  (void)Pool.spawn_joinable(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'spawn_joinable' blocks here until its work is done: the task it returns is destroyed at once
}

coro::task<void> mayFail() { co_await work(); }
coro::task<void> cannotFail() {
  try {
    co_await work();
  } catch (...) {
  }
}
void detaches(std::unique_ptr<coro::thread_pool> &Pool,
              coro::task_group<coro::thread_pool> &Group) {
  Pool->spawn_detached(mayFail());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the error of 'mayFail' is lost: 'spawn_detached' discards it
  Pool->spawn_detached(cannotFail());
  // Its end is waited for.
  (void)Group.start(mayFail());
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:15: warning: the error of 'mayFail' is lost: 'start' discards it
}

coro::task<int> okObserved(coro::scheduler &Scheduler, coro::event &Event) {
  auto Value = value();
  co_await Event;
  co_await Scheduler.yield_for(std::chrono::seconds(1));
  auto Joined = Scheduler.spawn_joinable(work());
  co_await Joined;
  co_return co_await Value;
}
