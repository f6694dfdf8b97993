// RUN: async-blocking-wait %mongodb
#include "mongodb/mongodb.h"
#include <thread>

using mongo::Future;

Future<int> load(int Id = 0);
void use(int);

// Callbacks run where the value is set.
Future<int> blocks() {
  return load().then([](int Id) { return load(Id).get() + 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
}

Future<int> onError() {
  return load().onError([](mongo::Status) { return load().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'get' blocks the thread that runs this continuation, and all other work on it
}

void atTheEnd() {
  load().getAsync([](mongo::StatusWith<int> Got) {
    if (Got.isOK())
      use(load(Got.getValue()).get());
      // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'get' blocks the thread that runs this continuation, and all other work on it
  });
}

Future<int> okChained() {
  return load().then([](int Id) { return load(Id); });
}

int okPlain() { return load().get(); }
int main() { use(load().get()); }

Future<int> okReady(Future<int> Other) {
  return load().then([Other = std::move(Other)](int) mutable {
    return Other.isReady() ? std::move(Other).get() : 0;
  });
}

Future<int> suppressed() {
  return load().then(
      [](int Id) { return load(Id).get(); }); // NOLINT(async-blocking-wait)
}
