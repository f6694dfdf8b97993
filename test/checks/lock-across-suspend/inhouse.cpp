// RUN: async-lock-across-suspend -std=c++20 -isystem stubs
// RUN: async-lock-across-suspend -std=c++20 -isystem stubs -check-suffix=,MODEL -option AsyncModels=%S/inhouse.yaml
#include "async_lib/inhouse.h"
#include <mutex>

using inhouse::Task;

Task<int> load(int Id = 0);

//===-- Attributes --------------------------------------------------------===//

class __attribute__((capability("mutex"))) Mutex {
public:
  void lock() __attribute__((acquire_capability()));
  bool tryLock() __attribute__((try_acquire_capability(true)));
  void leave() __attribute__((release_capability()));
};

class __attribute__((scoped_lockable)) MutexLock {
public:
  explicit MutexLock(Mutex &M) __attribute__((acquire_capability(M)));
  ~MutexLock() __attribute__((release_capability()));
};

Task<> annotated(Mutex &M) {
  {
    MutexLock L(M);
    co_await load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'annotated' suspends while it holds the lock of 'L': it may resume on a thread that does not own the lock, and threads that need the lock are blocked until then; release it first [async-lock-across-suspend]
  }
  co_await load();
  M.lock();
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'annotated' suspends while it holds 'M'
  M.leave();
  co_await load();
}

Task<> annotatedTry(Mutex &M) {
  if (!M.tryLock())
    co_return;
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'annotatedTry' suspends while it holds 'M'
  M.leave();
}

//===-- What a model states -----------------------------------------------===//

namespace inhouse {
struct SpinLock {
  void lock();
  void unlock();
};
/// Must not outlive the current step of its thread.
struct ReadSection {
  ReadSection();
  ~ReadSection();
};
/// A mutex for coroutines.
struct AsyncMutex {
  Task<> enter();
  void unlock();
  bool try_lock();
};
} // namespace inhouse

Task<> spins(inhouse::SpinLock &M) {
  std::lock_guard L(M);
  co_await load();
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:3: warning: coroutine 'spins' suspends while it holds the lock of 'L'
}

Task<> reads() {
  inhouse::ReadSection Section;
  co_await load();
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:3: warning: coroutine 'reads' suspends while it holds the lock of 'Section'
}

Task<> okAsyncMutex(inhouse::AsyncMutex &M) {
  co_await M.enter();
  co_await load();
  M.unlock();
  if (M.try_lock()) {
    co_await load();
    M.unlock();
  }
}
