// RUN: async-blocking-wait %inhouse -DBOOST_THREAD_VERSION=4
#include "async_lib/inhouse.h"
#include <boost/thread/barrier.hpp>
#include <boost/thread/concurrent_queues/sync_queue.hpp>
#include <boost/thread/future.hpp>
#include <boost/thread/thread.hpp>

using inhouse::Task;

int compute(int);
void use(int);
boost::future<int> load(int Id);

Task<int> waits() {
  co_return load(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread of coroutine 'waits' until the task is finished [async-blocking-wait]
}

Task<> waitsInAllWays(boost::future<int> F, boost::shared_future<int> G) {
  F.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' blocks the thread of coroutine 'waitsInAllWays' until the task is finished [async-blocking-wait]
  G.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'get' blocks the thread of coroutine 'waitsInAllWays' until the task is finished [async-blocking-wait]
  load(1).wait_for(boost::chrono::milliseconds(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait_for' blocks the thread of coroutine 'waitsInAllWays' until the task is finished or the timeout expires [async-blocking-wait]
  boost::future<int> First = load(1), Second = load(2);
  boost::wait_for_all(First, Second);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for_all' blocks the thread of coroutine 'waitsInAllWays' until the task is finished [async-blocking-wait]
  co_return;
}

Task<> threads(boost::barrier &Gate, boost::sync_queue<int> &Queue) {
  boost::thread Worker([] { compute(1); });
  Worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of coroutine 'threads', and all other coroutines on it [async-blocking-wait]
  Gate.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread of coroutine 'threads', and all other coroutines on it [async-blocking-wait]
  use(Queue.pull());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'pull' blocks the thread of coroutine 'threads', and all other coroutines on it [async-blocking-wait]
  co_return;
}

// A thread of its own.
void okContinuation() {
  load(1).then([](boost::future<int> Done) { use(Done.get() + load(2).get()); });
}

void okOffloaded() {
  boost::async([] { return load(1).get(); });
}

Task<int> okAsked(boost::future<int> F, boost::sync_queue<int> &Queue) {
  if (F.is_ready())
    co_return F.get();
  int Next = 0;
  Queue.try_pull(Next);
  co_return Next;
}

#define GET(F) (F).get()
Task<int> inMacro() {
  co_return GET(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks the thread of coroutine 'inMacro' until the task is finished [async-blocking-wait]
}

void okPlain() { use(load(1).get()); }

Task<int> suppressed() {
  co_return load(1).get(); // NOLINT(async-blocking-wait)
}
