// RUN: async-cpu-bound-in-coroutine %inhouse
#include "hpx/hpx.h"
#include "compute/compute.h"
#include <vector>

using Bytes = std::vector<unsigned char>;
hpx::future<void> wait();

// Silent: its threads are there for that, in coroutines and in continuations.
hpx::future<int> okInCoroutine(Bytes In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await wait();
  co_return compress(Out.data(), &Size, In.data(), In.size());
}

hpx::future<int> okInContinuation(const Bytes &In, Bytes &Out) {
  return wait().then([&](hpx::future<void>) {
    unsigned long Size = Out.size();
    return compress(Out.data(), &Size, In.data(), In.size());
  });
}
