// RUN: async-unobserved-task %arangodb -fix-notes
#include "arangodb/arangodb.h"

using arangodb::futures::Future;
using arangodb::futures::Try;
using arangodb::futures::Unit;

Future<int> load(int Id = 0);
Future<Unit> store(int);
void use(int);

void dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is dropped; if it fails, nobody will know [async-unobserved-task]
  load().thenValue([](int Id) { return Id; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'thenValue' is dropped; if it fails, nobody will know
  auto Kept = load();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Kept': its value and its error are lost [async-unobserved-task]
}

Future<Unit> inCoroutine() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is dropped; if it fails, nobody will know
  // CHECK-FIXES: {{^}}  co_await store(1);
  (void)load();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is dropped; if it fails, nobody will know
  // CHECK-FIXES: {{^}}  co_await load();
  co_return;
}

void okHandled() {
  load().thenFinal([](Try<int> &&Got) {
    if (Got.hasException())
      use(1);
  });
  load().then([](Try<int> &&Got) { return Got.hasException() ? 0 : 1; });
  use(load().get());
}

void okReady() { arangodb::futures::makeFuture(1); }

void suppressed() {
  store(1); // NOLINT(async-unobserved-task)
}
