// RUN: async-lock-across-suspend -std=c++20 -isystem stubs
#include "cppcoro/cppcoro.h"
#include <mutex>

using cppcoro::task;

task<int> load(int Id = 0);

task<int> locked(std::mutex &M) {
  std::lock_guard L(M);
  co_return co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'locked' suspends while it holds the lock of 'L': it may resume on a thread that does not own the lock, and threads that need the lock are blocked until then; release it first [async-lock-across-suspend]
}

// The guard of a generator is held while other code uses the value.
cppcoro::generator<int> yields(std::mutex &M) {
  std::lock_guard L(M);
  co_yield 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'yields' suspends while it holds the lock of 'L'
  co_yield 2;
}

// Silent: a mutex for coroutines.
task<int> okCoroutineMutex(cppcoro::async_mutex &M) {
  auto Locked = co_await M.scoped_lock_async();
  co_return co_await load();
}

task<int> okCoroutineMutexByHand(cppcoro::async_mutex &M) {
  co_await M.lock_async();
  cppcoro::async_mutex_lock Locked(M, std::adopt_lock);
  co_return co_await load();
}
