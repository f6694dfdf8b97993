// RUN: async-cpu-bound-in-coroutine %libcoro
#include "compute/compute.h"
#include "libcoro/coro.h"

coro::task<int> packs(unsigned char *To, unsigned long *Size,
                      const unsigned char *From) {
  co_return compress(To, Size, From, 100000);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

coro::task<int> okOnPool(coro::thread_pool &Pool, unsigned char *To,
                         unsigned long *Size, const unsigned char *From) {
  co_await Pool.schedule();
  co_return compress(To, Size, From, 100000);
}
