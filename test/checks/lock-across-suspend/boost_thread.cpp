// RUN: async-lock-across-suspend %inhouse
#include "async_lib/inhouse.h"
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/shared_mutex.hpp>

using inhouse::Task;

Task<int> load(int Id = 0);

Task<> guarded(boost::mutex &M, boost::shared_mutex &Shared) {
  {
    boost::lock_guard<boost::mutex> L(M);
    co_await load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'guarded' suspends while it holds the lock of 'L': it may resume on a thread that does not own the lock, and threads that need the lock are blocked until then; release it first [async-lock-across-suspend]
  }
  {
    boost::shared_lock<boost::shared_mutex> L(Shared);
    co_await load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'guarded' suspends while it holds the lock of 'L'
  }
  boost::unique_lock<boost::mutex> L(M, boost::defer_lock);
  co_await load();
  L.lock();
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'guarded' suspends while it holds the lock of 'L'
}

Task<> byHand(boost::mutex &M) {
  M.lock();
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'byHand' suspends while it holds 'M'
  M.unlock();
}

Task<> okReleased(boost::mutex &M) {
  boost::unique_lock<boost::mutex> L(M);
  L.unlock();
  co_await load();
}
