// RUN: async-io-in-offload %inhouse
#include "bs_thread_pool/bs_thread_pool.h"

std::future<int> fetch(int Id);
int compute(int);

std::future<int> forwards(BS::thread_pool<> &Pool, int Id) {
  return Pool.submit_task([Id] { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'submit_task' ties up a thread waiting for 'fetch', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:51: note: the thread waits here, in 'get'
  // CHECK-FIXES: return fetch(Id);
}

// There is other work.
std::future<int> okComputes(BS::thread_pool<> &Pool, int Id) {
  return Pool.submit_task([Id] { return compute(fetch(Id).get()); });
}

void okNobodyAsks(BS::thread_pool<> &Pool, int Id) {
  Pool.detach_task([Id] { fetch(Id).get(); });
}
