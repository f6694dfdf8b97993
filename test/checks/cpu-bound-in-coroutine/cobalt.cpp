// RUN: async-cpu-bound-in-coroutine %cobalt
#include "cobalt/cobalt.h"
#include "compute/compute.h"
#include <vector>

namespace cobalt = boost::cobalt;

using Bytes = std::vector<unsigned char>;
cobalt::task<void> wait();

cobalt::promise<int> packs(Bytes In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await wait();
  co_return compress(Out.data(), &Size, In.data(), In.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

// An ordinary function: its callers decide.
int okPlain(const Bytes &In, Bytes &Out) {
  unsigned long Size = Out.size();
  return compress(Out.data(), &Size, In.data(), In.size());
}
