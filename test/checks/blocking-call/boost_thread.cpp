// RUN: async-blocking-call %inhouse -DBOOST_THREAD_VERSION=4
#include "async_lib/inhouse.h"
#include <boost/thread/thread.hpp>

using inhouse::Task;

Task<> sleeps() {
  boost::this_thread::sleep_for(boost::chrono::milliseconds(5));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it [async-blocking-call]
  co_return;
}

Task<> okYields() {
  boost::this_thread::yield();
  co_return;
}

void okThread() {
  boost::thread Sleeper(
      [] { boost::this_thread::sleep_for(boost::chrono::milliseconds(5)); });
  Sleeper.join();
}

Task<> suppressed() {
  boost::this_thread::sleep_for(boost::chrono::seconds(1)); // NOLINT
  co_return;
}
