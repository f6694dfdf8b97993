// RUN: async-fake-async %inhouse
#include "stlab/stlab.h"
#include <unistd.h>

stlab::future<int> load(int Id);

stlab::future<int> synchronizes(int File) {
  return stlab::make_ready_future(fsync(File), stlab::immediate_executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'synchronizes' looks asynchronous, but blocks its caller in 'fsync' before it returns a finished task [async-fake-async]
  // CHECK-NOTES: :[[@LINE-2]]:35: note: 'fsync' blocks here
}

stlab::future<int> waitsFirst(int Id) {
  int Value = stlab::await(load(Id));
  return stlab::make_ready_future(Value + 1, stlab::immediate_executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitsFirst' looks asynchronous, but blocks its caller in 'await' before it returns a finished task [async-fake-async]
  // CHECK-NOTES: :[[@LINE-3]]:15: note: 'await' blocks here
}

stlab::future<int> okAtHand(int Value) {
  return stlab::make_ready_future(std::move(Value), stlab::default_executor);
}

stlab::future<int> okError() {
  return stlab::make_exceptional_future<int>(nullptr, stlab::default_executor);
}

stlab::future<int> okOffloads(int File) {
  return stlab::async(stlab::default_executor, [=] { return fsync(File); });
}
