// RUN: async-unobserved-task %inhouse
#include "stlab/stlab.h"

stlab::future<int> load(int Id);
int compute(int);
void use(int);

void letsGo() {
  load(1).then([](int Value) { use(Value); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: the error of 'then' is lost: 'detach' discards it [async-unobserved-task]
  stlab::async(stlab::default_executor, compute, 1).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: the error of 'async' is lost: 'detach' discards it [async-unobserved-task]
}

// Dropping cancels.
void dropped() { auto Held = load(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: nothing awaits 'Held': it is destroyed at the end of its scope, which cancels its work
void okKept() {
  auto Held = load(1);
  use(1);
}

void okHandled() {
  load(1)
      .then([](int Value) { use(Value); })
      .recover([](stlab::future<void> Done) {
        if (Done.exception())
          use(0);
      })
      .detach();
}

void okTaken() {
  load(1).detach([](stlab::future<int> Done) {
    if (!Done.exception())
      use(Done.get_ready());
  });
}

stlab::future<int> okReturned() {
  return load(1) | [](int Value) { return Value + 1; };
}

stlab::future<void> okAwaited() { use(co_await load(1)); }

#define GO(F) (F).detach()
void inMacro() { GO(load(1)); }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the error of 'load' is lost: 'detach' discards it [async-unobserved-task]

void suppressed() {
  load(1).detach(); // NOLINT(async-unobserved-task)
}

// Somebody else may have the future, too.
void okShared() { load(2); }
