// RUN: async-cpu-bound-in-coroutine %mongodb
#include "compute/compute.h"
#include "mongodb/mongodb.h"

using namespace mongo;
using Bytes = std::vector<unsigned char>;

static int pack(const Bytes &In, Bytes &Out) {
  unsigned long Size = Out.size();
  return compress(Out.data(), &Size, In.data(), In.size());
}

// It runs wherever the value is set.
Future<int> inContinuation(Future<Bytes> F, Bytes &Out) {
  return std::move(F).then([&Out](Bytes In) { return pack(In, Out); });
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'pack' computes for a long time on the thread that runs this continuation, which stalls everything else on it [async-cpu-bound-in-coroutine]
}

int okPlain(const Bytes &In, Bytes &Out) { return pack(In, Out); }
