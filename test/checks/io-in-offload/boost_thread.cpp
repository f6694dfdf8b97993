// RUN: async-io-in-offload %inhouse -DBOOST_THREAD_VERSION=4
#include <boost/thread/future.hpp>

boost::future<int> fetch(int Id);
int compute(int);

boost::future<int> forwards(int Id) {
  return boost::async(boost::launch::async, [Id] { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'async' ties up a thread waiting for 'fetch', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:69: note: the thread waits here, in 'get'
  // CHECK-FIXES: return fetch(Id);
}

// There is other work.
boost::future<int> okComputes(int Id) {
  return boost::async(boost::launch::async,
                      [Id] { return compute(fetch(Id).get()); });
}
