// RUN: async-cpu-bound-in-coroutine %unifex
#include "unifex/unifex.h"
#include "compute/compute.h"
#include <vector>

using namespace unifex;

using Bytes = std::vector<unsigned char>;
task<void> wait();

task<int> packs(Bytes In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await wait();
  co_return compress(Out.data(), &Size, In.data(), In.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

auto okOnPool(static_thread_pool &Pool, const Bytes &In, Bytes &Out) {
  return schedule(Pool.get_scheduler()) | then([&] {
           unsigned long Size = Out.size();
           return compress(Out.data(), &Size, In.data(), In.size());
         });
}
