// RUN: async-blocking-call %inhouse
#include "stlab/stlab.h"
#include <unistd.h>

stlab::future<int> load(int Id);

stlab::future<int> synchronizes(int File) {
  int Value = co_await load(1);
  fsync(File);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fsync' blocks the thread of coroutine 'synchronizes', and all other coroutines on it; offload it to threads that may block, and await the result [async-blocking-call]
  // CHECK-FIXES: co_await stlab::async(stlab::default_executor, [=] { return fsync(File); });
  co_return Value;
}

void onMainThread(int File) {
  stlab::main_executor([File]() noexcept { fsync(File); });
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'fsync' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
}

stlab::future<int> okOffloaded(int File) {
  co_return co_await stlab::async(stlab::default_executor,
                                  [File] { return fsync(File); });
}
