// RUN: async-blocking-call %pplx
// RUN: async-blocking-call %cpprest
#include "pplx/pplx.h"
#include <chrono>
#include <fstream>
#include <thread>

using pplx::task;
using namespace std::chrono_literals;

task<int> load(int Id = 0);
void use(int);

task<void> sleeps(task<int> T) {
  return T.then([](int) { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'sleep_for' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
}

static void helper() { std::this_thread::sleep_for(1s); }
task<void> throughHelper(task<int> T) {
  return T.then([](task<int> Done) {
    Done.wait();
    helper();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'helper' blocks the thread that runs this continuation, and all other work on it
  });
}

// Waits for tasks are another check's.
task<int> okWaits(task<int> T) {
  return T.then([](int Id) { return load(Id).get(); });
}

static int waitsItself(int Id) { return load(Id).get(); }
task<int> waitsInHelper(task<int> T) {
  return T.then([](int Id) { return waitsItself(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'waitsItself' blocks the thread that runs this continuation, and all other work on it
}

task<void> okOffloaded() {
  return pplx::create_task([] { std::this_thread::sleep_for(1s); });
}

void okPlain() { std::this_thread::sleep_for(1s); }

task<void> suppressed(task<int> T) {
  return T.then([](int) {
    std::this_thread::sleep_for(1s); // NOLINT(async-blocking-call)
  });
}
