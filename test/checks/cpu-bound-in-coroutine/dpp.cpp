// RUN: async-cpu-bound-in-coroutine %dpp
#include "dpp/dpp.h"
#include "compute/compute.h"
#include <thread>
#include <vector>

using Bytes = std::vector<unsigned char>;
dpp::task<void> wait();

dpp::task<int> packs(Bytes In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await wait();
  co_return compress(Out.data(), &Size, In.data(), In.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

std::jthread okInThread(const Bytes &In, Bytes &Out) {
  return std::jthread([&] {
    unsigned long Size = Out.size();
    compress(Out.data(), &Size, In.data(), In.size());
  });
}
