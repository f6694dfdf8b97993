// RUN: async-lock-across-suspend %inhouse
#include "async_lib/inhouse.h"
#include <pthread.h>

using inhouse::Task;

Task<int> load(int Id = 0);

Task<> byHand(pthread_mutex_t &M) {
  pthread_mutex_lock(&M);
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'byHand' suspends while it holds 'M': it may resume on a thread that does not own the lock, and threads that need the lock are blocked until then; release it first [async-lock-across-suspend]
  pthread_mutex_unlock(&M);
  co_await load();
}
