// RUN: async-sync-over-async %kj
#include <kj/async-io.h>

kj::Promise<int> load(int Id = 0);
void use(int);

// Who has a WaitScope may wait.
int okWaits(kj::WaitScope &Scope) { return load().wait(Scope) + 1; }

static int calledByContinuation(kj::WaitScope &Scope) {
  return load().wait(Scope) + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'wait' blocks the thread of every caller of 'calledByContinuation' until the task is finished [async-sync-over-async]
}
kj::Promise<int> calls(kj::WaitScope &Scope) {
  return load().then([&](int) { return calledByContinuation(Scope); });
}
