// RUN: async-blocking-call -std=c++20 -isystem stubs
#include "cppcoro/cppcoro.h"
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;
using cppcoro::task;

void use(int);

// The library has no sleep that needs no scheduler, and no pool for all.
task<> naps() {
  std::this_thread::sleep_for(5ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'naps', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: std::this_thread::sleep_for(5ms);
  co_return;
}

void sleepsLong() { sleep(1); }
void callsLong() { sleepsLong(); }

// It blocks after it was asked for, whoever awaits it.
cppcoro::shared_task<> far() {
  callsLong();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'callsLong' blocks the thread of coroutine 'far'
  // CHECK-MESSAGES: :[[@LINE-6]]:20: note: 'callsLong' calls 'sleepsLong' here
  // CHECK-MESSAGES: :[[@LINE-8]]:21: note: 'sleepsLong' blocks here, in 'sleep'
  co_return;
}

cppcoro::async_generator<int> streams() {
  for (int I = 0; I < 3; ++I) {
    usleep(I);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'usleep' blocks the thread of coroutine 'streams'
    co_yield I;
  }
}

// In an event loop's thread.
task<> onLoop(cppcoro::io_service &Service) {
  co_await Service.schedule();
  usleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread of coroutine 'onLoop'
}

//===-- What is right -----------------------------------------------------===//

// A generator runs in its user's loop, who may block.
cppcoro::generator<int> okPulled() {
  usleep(1);
  co_yield 1;
}

task<> okAfterHop(cppcoro::static_thread_pool &Pool) {
  co_await Pool.schedule();
  std::this_thread::sleep_for(5ms);
  callsLong();
}

task<> okSchedules(cppcoro::io_service &Service) {
  co_await Service.schedule_after(5ms);
}

void okPlain() { std::this_thread::sleep_for(5ms); }
