// RUN: async-cpu-bound-in-coroutine %arangodb
#include "compute/compute.h"
#include "arangodb/arangodb.h"
#include <vector>

using arangodb::futures::Future;
using Bytes = std::vector<unsigned char>;

Future<int> load(int Id = 0);

Future<int> packs(const Bytes &In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await load();
  co_return compress(Out.data(), &Size, In.data(), In.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

int okPlain(const Bytes &In, Bytes &Out) {
  unsigned long Size = Out.size();
  return compress(Out.data(), &Size, In.data(), In.size());
}
