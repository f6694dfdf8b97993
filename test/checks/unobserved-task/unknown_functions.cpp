// RUN: async-unobserved-task %folly
// RUN: async-unobserved-task %folly -check-suffix=,STRICT -option AsyncStrict=true
#include "folly/folly.h"

namespace coro = folly::coro;

// Functions of other files, of which nothing is known.
void unknown();
template <typename T> struct Expected {
  bool has_value() const;
  T &value();
  int &error();
};
coro::Task<int> fetch();
coro::Task<Expected<int>> fetchOutcome();
folly::Future<Expected<int>> requestOutcome();

coro::Task<void> onlyCalls() {
  unknown();
  co_return;
}
coro::Task<void> throwsAfterwards() {
  unknown();
  throw 1;
  co_return;
}
coro::Task<void> awaits() { co_await fetch(); }
coro::Task<void> awaitsOutcome() {
  auto Outcome = co_await fetchOutcome();
  if (!Outcome.has_value())
    unknown();
}

void starts(folly::Executor::KeepAlive<> E) {
  onlyCalls().scheduleOn(E).start();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:29: warning: the task returned by 'start' is dropped; if it fails, nobody will know
  awaitsOutcome().scheduleOn(E).start();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:33: warning: the task returned by 'start' is dropped
  throwsAfterwards().scheduleOn(E).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task returned by 'start' is dropped
  awaits().scheduleOn(E).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the task returned by 'start' is dropped
}

// The value, which is an outcome, is lost with the task.
void drops() {
  requestOutcome();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'requestOutcome' is dropped
  requestOutcome().thenValue([](Expected<int> Outcome) {
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:20: warning: the task returned by 'thenValue' is dropped
    if (!Outcome.has_value())
      unknown();
  });
}
