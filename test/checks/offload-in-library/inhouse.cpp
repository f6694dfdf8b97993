// Which functions offload is nothing that the structure of a library tells:
// only a model of it does.
//
// RUN: async-offload-in-library -isystem stubs -check-suffix=NONE -include-file=include/lib/tasks.h
// RUN: async-offload-in-library -isystem stubs -option AsyncModels=%S/inhouse.yaml
#include "include/lib/tasks.h"

namespace lib {

int compute(int X) { return X * 2; }

static inhouse::Pool Shared(4);

inhouse::Job<int> onGlobalPool(int X) {
  return Shared.submit([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'onGlobalPool' chooses an executor on behalf of its callers: it hands its work to 'submit' [async-offload-in-library]
  // CHECK-NOTES: :[[@LINE-3]]:19: note: make 'onGlobalPool' synchronous, and let its callers decide
}

inhouse::Job<int> onStaticPool(int X) {
  static inhouse::Pool Own(4);
  return Own.submit([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'onStaticPool' chooses an executor
}

inhouse::Task<int> awaits(int X) {
  co_return co_await Shared.submit([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'awaits' chooses an executor on behalf
}

inhouse::Job<int> okOnParameter(inhouse::Pool &Where, int X) {
  return Where.submit([X] { return compute(X); });
}

inhouse::Job<int> Service::okOnMember(int X) {
  return Where.submit([X] { return compute(X); });
}

inhouse::Job<int> okRunsFor(std::function<int()> Work) {
  return Shared.submit(std::move(Work));
}

inhouse::Task<int> okOnCallersThread(int X) { co_return compute(X); }

} // namespace lib
