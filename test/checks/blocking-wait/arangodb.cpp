// RUN: async-blocking-wait %arangodb
#include "arangodb/arangodb.h"

using arangodb::futures::Future;
using arangodb::futures::Try;
using arangodb::futures::Unit;

Future<int> load(int Id = 0);
Future<Unit> store(int);
void use(int);

Future<int> blocks(Future<int> F) {
  store(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of coroutine 'blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: {{^}}  co_await store(1);
  store(1).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' blocks the thread of coroutine 'blocks' until the task is finished [async-blocking-wait]
  int First = load().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' blocks the thread of coroutine 'blocks' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  int First = co_await load();
  co_return First + std::move(F).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'get' blocks the thread of coroutine 'blocks' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  co_return First + co_await std::move(F);
}

Future<int> onLvalue(Future<int> F) { co_return F.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'get' blocks the thread of coroutine 'onLvalue' until the task is finished; await it instead
// CHECK-FIXES: {{^}}Future<int> onLvalue(Future<int> F) { co_return co_await std::move(F); }

Future<int> inContinuation() {
  return load().thenValue([](int Id) { return load(Id).get() + 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
}

void atTheEnd() {
  load().thenFinal([](Try<int> &&Got) {
    if (!Got.hasException())
      use(load(Got.get()).get());
      // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'get' blocks the thread that runs this continuation, and all other work on it
  });
}

Future<int> okReady(Future<int> F) {
  if (F.isReady())
    co_return F.get();
  co_return co_await std::move(F);
}

Future<int> okChained() {
  return load().thenValue([](int Id) { return load(Id); });
}

int okPlain() { return load().get(); }
int main() { use(load().get()); }

Future<int> suppressed() {
  co_return load().get(); // NOLINT(async-blocking-wait)
}
