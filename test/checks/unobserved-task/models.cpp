// RUN: async-unobserved-task %inhouse -option AsyncModels=%S/models.yaml
// RUN: async-unobserved-task %inhouse -check-suffix=NONE
#include "async_lib/inhouse.h"

using namespace inhouse;

Task<> work();
Job<> job();

void dropped() {
  sleepFor(std::chrono::milliseconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'sleepFor' returns never runs: it starts when it is awaited [async-unobserved-task]
  job();
  // CHECK-MESSAGES-NONE: :[[@LINE-1]]:3: warning: nobody looks at the task that 'job' returns: its error is lost
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'work' returns never runs
  // CHECK-MESSAGES-NONE: :[[@LINE-2]]:3: warning: the task that 'work' returns never runs
}

Task<> inCoroutine() {
  sleepFor(std::chrono::milliseconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'sleepFor' returns never runs
  // CHECK-FIXES: co_await sleepFor(std::chrono::milliseconds(1));
  co_return;
}
