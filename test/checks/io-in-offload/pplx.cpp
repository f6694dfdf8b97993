// RUN: async-io-in-offload %pplx
// RUN: async-io-in-offload %cpprest
#include "pplx/pplx.h"

using pplx::task;

task<int> load(int Id = 0);
int compute(int);

task<int> waits(int Id) {
  return pplx::create_task([=] { return load(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'create_task' ties up a thread waiting for 'load', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-FIXES: {{^}}  return load(Id);
}

task<int> waitsByConstructor(int Id) {
  return task<int>([=] { return load(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'task' ties up a thread waiting for 'load', which is already asynchronous; await it directly
  // CHECK-FIXES: {{^}}  return load(Id);
}

task<int> okComputes(int Id) {
  return pplx::create_task([=] { return compute(load(Id).get()); });
}

task<int> okChained(int Id) { return load(Id); }

task<int> suppressed(int Id) {
  return pplx::create_task( // NOLINT(async-io-in-offload)
      [=] { return load(Id).get(); });
}
