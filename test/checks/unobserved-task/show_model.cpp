// RUN: async-unobserved-task,async-blocking-call,async-blocking-wait %folly -option AsyncShowModel=true
#include "folly/folly.h"
#include <unistd.h>

folly::coro::Task<int> work();

folly::coro::Task<void> waits(folly::Future<int> F, int File) {
  co_await work();
  int Value = std::move(F).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'get' blocks the thread of coroutine 'waits' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:28: note: in the model of folly, 'Future::get' has the role 'wait': checks/models/folly.yaml:{{[0-9]+}}, from folly/futures/Future.h
  // CHECK-FIXES: int Value = co_await std::move(F);
}

void drops() {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: in the model of folly, 'coro::Task' has the kind 'task' and the drop effect 'never-runs': checks/models/folly.yaml:{{[0-9]+}}, from folly/coro/Task.h
}

// What lies behind it is where the calls lead to.
static void store(int File) { fsync(File); }
folly::coro::Task<void> far(int File) {
  co_await work();
  store(File);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'store' blocks the thread of coroutine 'far', and all other coroutines on it; offload it to threads that may block, and await the result [async-blocking-call]
  // CHECK-FIXES: co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return store(File); });
  // CHECK-NOTES: :[[@LINE-6]]:31: note: 'store' blocks here, in 'fsync'
  // CHECK-NOTES: :[[@LINE-7]]:31: note: in the model of POSIX, 'fsync' has the role 'block': checks/models/posix.yaml:{{[0-9]+}}, from unistd.h, fcntl.h
}
