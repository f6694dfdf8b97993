// RUN: async-dangling-capture %kj
#include <kj/async-io.h>

kj::Promise<void> sleep();
kj::Promise<int> load();

kj::Promise<void> returned() {
  int Count = 0;
  return load().then([&Count](int Value) { Count += Value; });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'then' may call this lambda after 'returned' has returned, but it refers to the local variable 'Count' [async-dangling-capture]
}

void okWaited(kj::WaitScope &Scope) {
  int Count = 0;
  load().then([&Count](int Value) { Count += Value; }).wait(Scope);
}
// Dropping it cancels it.
void okCancelled() {
  int Count = 0;
  auto Work = load().then([&Count](int Value) { Count += Value; });
}
