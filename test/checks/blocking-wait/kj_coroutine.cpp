// With the coroutines of newer releases.
// RUN: async-blocking-wait -isystem stubs
#include "kj/coroutines.h"

kj::Promise<int> load(int Id = 0);
kj::Promise<void> store(int);
void use(int);

kj::Promise<int> waits(kj::WaitScope &Scope, kj::Promise<int> P) {
  store(1).wait(Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' blocks the thread of coroutine 'waits' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: {{^}}  co_await store(1);
  int First = load().wait(Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'wait' blocks the thread of coroutine 'waits' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  int First = co_await load();
  co_return First + P.wait(Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'wait' blocks the thread of coroutine 'waits' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  co_return First + co_await P;
}

kj::Promise<int> moved(kj::WaitScope &Scope, kj::Promise<int> P) {
  co_return kj::mv(P).wait(Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'wait' blocks the thread of coroutine 'moved' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  co_return co_await kj::mv(P);
}

kj::Promise<int> okAwaits(kj::Promise<int> P) {
  co_await store(1);
  co_return co_await P;
}

int okPlain(kj::WaitScope &Scope) { return load().wait(Scope); }

#define WAIT(P, Scope) P.wait(Scope)
kj::Promise<int> inMacro(kj::WaitScope &Scope) {
  co_return WAIT(load(), Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'wait' blocks the thread of coroutine 'inMacro' until the task is finished [async-blocking-wait]
}

template <typename T>
kj::Promise<T> inTemplate(kj::WaitScope &Scope, kj::Promise<T> P) {
  co_return P.wait(Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'wait' blocks the thread of coroutine 'inTemplate' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  co_return co_await P;
}
template kj::Promise<int> inTemplate(kj::WaitScope &, kj::Promise<int>);
template kj::Promise<long> inTemplate(kj::WaitScope &, kj::Promise<long>);
