// RUN: async-fake-async -std=c++20 -DBOOST_THREAD_VERSION=4
#include <boost/thread/future.hpp>
#include <boost/thread/thread.hpp>
#include <unistd.h>

boost::future<int> load(int Id);

boost::future<int> sleepsFirst() {
  boost::this_thread::sleep_for(boost::chrono::milliseconds(5));
  return boost::make_ready_future(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sleepsFirst' looks asynchronous, but blocks its caller in 'sleep_for' before it returns a finished task [async-fake-async]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'sleep_for' blocks here
}

boost::future<int> waitsFirst(int Id) {
  int Value = load(Id).get();
  return boost::make_ready_future(Value + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitsFirst' looks asynchronous, but blocks its caller in 'get' before it returns a finished task [async-fake-async]
  // CHECK-NOTES: :[[@LINE-3]]:24: note: 'get' blocks here
}

boost::future<int> okAtHand(int Value) { return boost::make_ready_future(Value); }

boost::future<int> okOffloads() {
  return boost::async([] {
    boost::this_thread::sleep_for(boost::chrono::milliseconds(5));
    return 1;
  });
}

boost::future<int> okError(int Id) {
  if (Id < 0)
    return boost::make_exceptional_future<int>(std::out_of_range("Id"));
  return load(Id);
}
