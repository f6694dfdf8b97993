// RUN: async-cpu-bound-in-coroutine %yaclib
#include "yaclib/yaclib.h"
#include "compute/compute.h"
#include <vector>

using namespace yaclib;

using Bytes = std::vector<unsigned char>;
Future<> wait();

Future<int> packs(Bytes In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await wait();
  co_return compress(Out.data(), &Size, In.data(), In.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

Future<int> okOnPool(FairThreadPool &Pool, Bytes In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await On(Pool);
  co_return compress(Out.data(), &Size, In.data(), In.size());
}
