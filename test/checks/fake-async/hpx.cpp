// RUN: async-fake-async %inhouse
#include "hpx/hpx.h"
#include <thread>
#include <unistd.h>

hpx::future<int> load(int Id);

hpx::future<int> sleepsFirst() {
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  return hpx::make_ready_future(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sleepsFirst' looks asynchronous, but blocks its caller in 'sleep_for' before it returns a finished task [async-fake-async]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'sleep_for' blocks here
  // CHECK-FIXES: {{^}}  return hpx::make_ready_future(1);
}

hpx::future<int> synchronizes(int File) {
  return hpx::make_ready_future(fsync(File));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'synchronizes' looks asynchronous, but blocks its caller in 'fsync' before it returns a finished task [async-fake-async]
  // CHECK-NOTES: :[[@LINE-2]]:33: note: 'fsync' blocks here
  // CHECK-FIXES: return hpx::run_as_os_thread([=] { return fsync(File); });
}

hpx::future<int> okAtHand(int Value) { return hpx::make_ready_future(Value); }

// It suspends.
hpx::future<int> okWaits(int Id) {
  int Value = load(Id).get();
  return hpx::make_ready_future(Value + 1);
}

hpx::future<int> okError() {
  return hpx::make_exceptional_future<int>(nullptr);
}
