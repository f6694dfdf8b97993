// RUN: async-cpu-bound-in-coroutine %inhouse
#include "stlab/stlab.h"
#include "compute/compute.h"
#include <vector>

using Bytes = std::vector<unsigned char>;
stlab::future<void> wait();

stlab::future<int> packs(Bytes In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await wait();
  co_return compress(Out.data(), &Size, In.data(), In.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

stlab::future<int> okOffloaded(Bytes In, Bytes &Out) {
  co_return co_await stlab::async(stlab::default_executor, [&] {
    unsigned long Size = Out.size();
    return compress(Out.data(), &Size, In.data(), In.size());
  });
}
