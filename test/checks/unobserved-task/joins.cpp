// RUN: async-unobserved-task -std=c++20 -isystem stubs
#include <latch>
#include "async_lib/inhouse.h"
#include "drogon/drogon.h"
#include "pplx/pplx.h"

//===-- An error ends the process before the work signals its end ----------===//

drogon::Task<> store(int Id);
static drogon::Task<> failing() { throw 1; co_return; }
static int parse(int Value) {
  if (Value < 0)
    throw 1;
  return Value;
}

void waits() {
  std::latch Done(1);
  drogon::async_run([&]() -> drogon::Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: an exception that escapes this coroutine ends the process: 'async_run' has no handler for it [async-unobserved-task]
    co_await failing();
    Done.count_down();
  });
  Done.wait();
}

void okWaits() {
  std::latch Done(1);
  drogon::async_run([&]() -> drogon::Task<> {
    try {
      co_await failing();
    } catch (...) {
    }
    Done.count_down();
  });
  Done.wait();
}

// The code that waits has the signal before anything fails.
void okSignalsFirst() {
  std::latch Done(1);
  drogon::async_run([&]() -> drogon::Task<> {
    Done.count_down();
    co_await failing();
  });
  Done.wait();
}

pplx::task<int> load();
void continuation() {
  std::latch Done(1);
  pplx::create_task([] { return 1; }).then([&](int Value) {
    // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the task returned by 'then' is dropped; if it fails, the process ends
    parse(Value);
    Done.count_down();
  });
  Done.wait();
}

void okContinuation() {
  std::latch Done(1);
  pplx::create_task([] { return 1; }).then([&](pplx::task<int> Value) {
    try {
      parse(Value.get());
    } catch (...) {
    }
    Done.count_down();
  });
  Done.wait();
}

//===-- An error is only lost ----------------------------------------------===//

template <typename Function> static inhouse::Job<> start(Function Code) {
  Code();
  co_return;
}
void okLost() {
  std::latch Done(1);
  start([&] {
    parse(1);
    Done.count_down();
  });
  Done.wait();
}
