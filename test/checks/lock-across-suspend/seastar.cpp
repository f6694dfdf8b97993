// RUN: async-lock-across-suspend -std=c++20 -isystem stubs
#include "seastar/seastar.h"
#include <mutex>

namespace ss = seastar;

ss::future<int> load(int Id = 0);
void use(int);

ss::future<int> inFiber(std::mutex &M) {
  return ss::async([&M] {
    std::lock_guard L(M);
    return load().get();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: this fiber suspends while it holds the lock of 'L': it may resume on a thread that does not own the lock, and threads that need the lock are blocked until then; release it first [async-lock-across-suspend]
  });
}

ss::future<int> okInFiber(std::mutex &M) {
  return ss::async([&M] {
    int Value = load().get();
    std::lock_guard L(M);
    return Value;
  });
}

ss::future<int> inCoroutine(std::mutex &M) {
  std::lock_guard L(M);
  co_return co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'inCoroutine' suspends while it holds the lock of 'L'
}

// Silent: a semaphore of the library suspends whoever needs it.
ss::future<int> okSemaphore(ss::semaphore &S) {
  auto Units = co_await ss::get_units(S, 1);
  co_return co_await load();
}

// Silent: the future is ready.
ss::future<> okReady(std::mutex &M) {
  std::lock_guard L(M);
  co_await ss::make_ready_future<>();
}
