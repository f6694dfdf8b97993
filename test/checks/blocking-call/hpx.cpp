// RUN: async-blocking-call %inhouse
#include "hpx/hpx.h"
#include <fstream>
#include <thread>
#include <unistd.h>

hpx::future<int> load(int Id);

hpx::future<int> sleeps() {
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it; await a timer instead [async-blocking-call]
  // CHECK-FIXES: co_await hpx::make_ready_future_after(std::chrono::milliseconds(5));
  co_return co_await load(1);
}

hpx::future<int> synchronizes(int File) {
  int Value = co_await load(1);
  fsync(File);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fsync' blocks the thread of coroutine 'synchronizes', and all other coroutines on it; offload it to threads that may block, and await the result [async-blocking-call]
  // CHECK-FIXES: co_await hpx::run_as_os_thread([=] { return fsync(File); });
  co_return Value;
}

hpx::future<int> okSuspends() {
  hpx::this_thread::sleep_for(std::chrono::milliseconds(5));
  co_return co_await load(1);
}

hpx::future<int> okOnSystemThread(int File) {
  co_return co_await hpx::run_as_os_thread([=] { return fsync(File); });
}

// It keeps a thread that runs other HPX threads.
void inThread(int File) {
  hpx::post([=] { fsync(File); });
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'fsync' blocks the thread of this fiber, and all other fibers on it [async-blocking-call]
}
