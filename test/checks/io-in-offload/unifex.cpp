// RUN: async-io-in-offload %unifex
#include "unifex/unifex.h"

using namespace unifex;

task<int> load(int Id = 0);
int compute(int);

static task<void> pause() { co_await schedule_after(std::chrono::seconds(1)); }
static task<int> loadAndCompute() { co_return compute(co_await load()); }

task<void> onPool(static_thread_pool &Pool) {
  co_await on(Pool.get_scheduler(), pause());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'on' moves 'pause' to a thread pool, where all it does is wait; await it directly [async-io-in-offload]
  // CHECK-FIXES: {{^}}  co_await pause();
}

task<int> okComputes(static_thread_pool &Pool) {
  co_return co_await on(Pool.get_scheduler(), loadAndCompute());
}
