// RUN: async-blocking-call %mongodb
#include "mongodb/mongodb.h"
#include <chrono>

using mongo::Future;
using namespace std::chrono_literals;

Future<int> load(int Id = 0);

Future<int> sleeps() {
  return load().then([](int Id) {
    mongo::sleepmillis(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleepmillis' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
    mongo::sleepFor(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleepFor' blocks the thread that runs this continuation, and all other work on it
    return Id;
  });
}

// With an executor it gives a future.
Future<int> okLater(mongo::ExecutorPtr Executor) {
  return load().then([=](int) {
    auto Later = mongo::sleepFor(Executor, 1s);
    return std::move(Later).get();
  });
}

void okPlain() { mongo::sleepmillis(10); }

Future<int> suppressed() {
  return load().then([](int Id) {
    mongo::sleepmillis(10); // NOLINT(async-blocking-call)
    return Id;
  });
}
