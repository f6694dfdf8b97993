// RUN: async-cpu-bound-in-coroutine %concurrencpp
#include "concurrencpp/concurrencpp.h"
#include "compute/compute.h"
#include <vector>

using namespace concurrencpp;

using Bytes = std::vector<unsigned char>;
result<void> wait();

result<int> packs(Bytes In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await wait();
  co_return compress(Out.data(), &Size, In.data(), In.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

result<int> okOnPool(runtime &Runtime, Bytes In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await resume_on(Runtime.thread_pool_executor());
  co_return compress(Out.data(), &Size, In.data(), In.size());
}
