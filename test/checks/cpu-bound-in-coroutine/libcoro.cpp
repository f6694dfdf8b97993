// RUN: async-cpu-bound-in-coroutine %libcoro
#include "compute/compute.h"
#include "libcoro/coro.h"

coro::task<int> packs(unsigned char *To, unsigned long *Size,
                      const unsigned char *From) {
  co_return compress(To, Size, From, 100000);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for long on the thread of coroutine 'packs', while all others on it wait [async-cpu-bound-in-coroutine]
}

coro::task<int> okOnPool(coro::thread_pool &Pool, unsigned char *To,
                         unsigned long *Size, const unsigned char *From) {
  co_await Pool.schedule();
  co_return compress(To, Size, From, 100000);
}
