// RUN: async-blocking-destructor -std=c++20 -isystem stubs
#include "seastar/seastar.h"
#include <future>

namespace ss = seastar;

int compute(int = 0);

struct Service {
  ss::future<> close();
};

// Silent: in a thread of Seastar, its destructors suspend.
ss::future<> okInFiber() {
  return ss::async([] {
    Service S;
    auto Close = ss::deferred_close(S);
  });
}

ss::future<> inFiber() {
  return ss::async([] {
    auto Done = std::async(std::launch::async, compute, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the destructor of 'Done' blocks the thread of this fiber, and all other fibers on it, until the task is finished; await it first [async-blocking-destructor]
  });
}
