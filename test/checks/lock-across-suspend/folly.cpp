// RUN: async-lock-across-suspend -std=c++20 -isystem stubs
#include "folly/folly.h"
#include <mutex>
#include <vector>

using folly::coro::Task;

Task<int> load(int Id = 0);

Task<int> synchronized(folly::Synchronized<std::vector<int>> &Data) {
  {
    auto Locked = Data.rlock();
    if (!Locked->empty())
      co_return Locked->front();
  }
  auto Locked = Data.wlock();
  Locked->push_back(co_await load());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: coroutine 'synchronized' suspends while it holds the lock of 'Locked': it may resume on a thread that does not own the lock, and threads that need the lock are blocked until then; release it first [async-lock-across-suspend]
  co_return Locked->back();
}

Task<int> shared(folly::SharedMutex &M) {
  std::unique_lock L(M);
  co_return co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'shared' suspends while it holds the lock of 'L'
}

// Silent: a mutex for coroutines.
Task<int> okCoroutineMutex(folly::coro::Mutex &M) {
  auto Locked = co_await M.co_scoped_lock();
  co_return co_await load();
}

Task<int> okCoroutineMutexByHand(folly::coro::Mutex &M) {
  co_await M.co_lock();
  std::unique_lock L(M, std::adopt_lock);
  co_return co_await load();
}

// FIXME: Silent, but should warn: the temporary guard lives until the end of
// the statement.
Task<> missedTemporary(folly::Synchronized<std::vector<int>> &Data) {
  Data.wlock()->push_back(co_await load());
}
