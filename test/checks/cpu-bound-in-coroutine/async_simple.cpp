// RUN: async-cpu-bound-in-coroutine %async_simple
#include "async_simple/async_simple.h"
#include "compute/compute.h"
#include <vector>

using namespace async_simple;
using namespace async_simple::coro;

using Bytes = std::vector<unsigned char>;
Lazy<> wait();

Lazy<int> packs(Bytes In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await wait();
  co_return compress(Out.data(), &Size, In.data(), In.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

// On a pool, whose threads may compute.
Lazy<int> okDispatched(executors::SimpleExecutor &Pool, Bytes In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await dispatch(&Pool);
  co_return compress(Out.data(), &Size, In.data(), In.size());
}
