// RUN: async-io-in-offload %inhouse
#include "stlab/stlab.h"

stlab::future<int> load(int Id);
int compute(int);

stlab::future<int> waits(int Id) {
  co_return co_await stlab::async(stlab::default_executor, [Id] {
    return stlab::await(load(Id));
  });
  // CHECK-MESSAGES: :[[@LINE-3]]:22: warning: 'async' ties up a thread waiting for 'load', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-3]]:12: note: the thread waits here, in 'await'
  // CHECK-FIXES: co_return co_await load(Id);
}

stlab::future<int> forwards(int Id) {
  return stlab::async(stlab::default_executor,
                      [Id] { return stlab::await(load(Id)); });
  // CHECK-MESSAGES: :[[@LINE-2]]:10: warning: 'async' ties up a thread waiting for 'load', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:37: note: the thread waits here, in 'await'
  // CHECK-FIXES: return load(Id);
}

stlab::future<int> okComputes(int Id) {
  return stlab::async(stlab::default_executor,
                      [Id] { return compute(stlab::await(load(Id))); });
}
