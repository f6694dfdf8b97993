// RUN: async-io-in-offload %inhouse
#include "taskflow/taskflow.h"

std::future<int> fetch(int Id);
int compute(int);

std::future<int> forwards(tf::Executor &Pool, int Id) {
  return Pool.async([Id] { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'async' ties up a thread waiting for 'fetch', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:45: note: the thread waits here, in 'get'
  // CHECK-FIXES: {{^}}  return fetch(Id);
}

// There is other work.
std::future<int> okComputes(tf::Executor &Pool, int Id) {
  return Pool.async([Id] { return compute(fetch(Id).get()); });
}

void okNobodyAsks(tf::Executor &Pool, int Id) {
  Pool.silent_async([Id] { fetch(Id).get(); });
}

// The graph decides when it runs.
void okInGraph(tf::Taskflow &Graph, int Id) {
  Graph.emplace([Id] { fetch(Id).get(); });
}
