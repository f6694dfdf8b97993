// RUN: async-cpu-bound-in-coroutine %stdexec
#include "stdexec/stdexec.h"
#include <string>

namespace ex = stdexec;

[[clang::annotate("async-tidy::cpu_bound")]] int render(int Page);

ex::task<int> draws(int Page) {
  const int Wanted = Page;
  co_return render(Wanted);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'render' computes for a long time on the thread of coroutine 'draws', which stalls everything else on it; offload it to other threads [async-cpu-bound-in-coroutine]
  // CHECK-FIXES: co_return co_await ::stdexec::starts_on(::stdexec::get_parallel_scheduler(), ::stdexec::then(::stdexec::just(), [=] { return render(Wanted); }));
}

auto okOnPool(exec::static_thread_pool &Pool, int Page) {
  return ex::schedule(Pool.get_scheduler()) | ex::then([Page] { return render(Page); });
}
