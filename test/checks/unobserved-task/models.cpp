// RUN: async-unobserved-task %inhouse -option AsyncModels=%S/models.yaml
// RUN: async-unobserved-task %inhouse -check-suffix=NONE
#include "async_lib/inhouse.h"

using namespace inhouse;

Task<> work();
Job<> job();

void dropped() {
  sleepFor(std::chrono::milliseconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sleepFor' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  job();
  // CHECK-MESSAGES-NONE: :[[@LINE-1]]:3: warning: the task returned by 'job' is dropped; if it fails, nobody will know
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-MESSAGES-NONE: :[[@LINE-2]]:3: warning: the task returned by 'work' is dropped before it starts
}

Task<> inCoroutine() {
  sleepFor(std::chrono::milliseconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sleepFor' is dropped before it starts
  // CHECK-FIXES: co_await sleepFor(std::chrono::milliseconds(1));
  co_return;
}
