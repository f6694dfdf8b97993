// RUN: async-sync-over-async -std=c++20 -DBOOST_THREAD_VERSION=4
#include <boost/thread/future.hpp>

boost::future<int> load(int Id);
int compute(int);
void use(int);

int waits(int Id) { return load(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'get' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE-2]]:5: note: return a task from 'waits', and let its callers continue when it is finished

int waitsForAll() {
  boost::future<int> First = load(1), Second = load(2);
  boost::wait_for_all(First, Second);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for_all' blocks the thread of every caller of 'waitsForAll' until the task is finished [async-sync-over-async]
  // CHECK-NOTES: :[[@LINE-4]]:5: note: return a task from 'waitsForAll', and let its callers continue when it is finished
  return First.get() + Second.get();
}

int okForkAndJoin() {
  boost::future<int> Sum = boost::async([] { return compute(1); });
  return compute(2) + Sum.get();
}

int okAsked(boost::future<int> &F) { return F.is_ready() ? F.get() : 0; }

boost::future<int> okGoesOn() {
  return load(1).then([](boost::future<int> Done) { return Done.get() + 1; });
}

int main() { use(load(1).get()); }
