// RUN: async-blocking-wait -std=c++17 -fdelayed-template-parsing -DBOOST_THREAD_VERSION=4
// The executors of 1.81 have a body that no compiler takes.
#define BOOST_THREAD_PROVIDES_EXECUTORS
#include <boost/thread/executors/basic_thread_pool.hpp>
#include <boost/thread/executors/loop_executor.hpp>
#include <boost/thread/future.hpp>

void use(int);
boost::future<int> load(int Id);

// The loop runs others, too.
void inLoop(boost::loop_executor &Loop) {
  Loop.submit([] { use(load(1).get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
}

void okOnPool(boost::basic_thread_pool &Pool) {
  Pool.submit([] { use(load(1).get()); });
  boost::async(Pool, [] { return load(1).get(); });
}
