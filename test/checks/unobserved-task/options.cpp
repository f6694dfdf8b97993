// RUN: async-unobserved-task %inhouse
// RUN: async-unobserved-task %inhouse -check-suffix=VOID -option async-unobserved-task.AllowVoidCast=true
// RUN: async-unobserved-task %inhouse -check-suffix=TYPES -option async-unobserved-task.AllowedTypes="inhouse::Job; other::Task"
// RUN: async-unobserved-task %inhouse -check-suffix=FUNCTIONS -option async-unobserved-task.AllowedFunctions="audit::Log::put;heartbeat"
// RUN: async-unobserved-task %inhouse -check-suffix=TESTS -option AsyncTestPaths=/unobserved-task/options
#include "async_lib/inhouse.h"
#include <tuple>

using inhouse::Job, inhouse::Task;

Task<> work();
Job<> job();
Job<> heartbeat();
namespace audit {
struct Log {
  Job<> put();
};
Job<> heartbeat();
} // namespace audit

Task<> okAwaits() { co_await work(); }
Job<> okJob() { co_return; }

void discarded() {
  job();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'job' is dropped;
  // CHECK-MESSAGES-VOID: :[[@LINE-2]]:3: warning: the task returned by 'job' is dropped;
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-3]]:3: warning: the task returned by 'job' is dropped;
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-MESSAGES-VOID: :[[@LINE-2]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-MESSAGES-TYPES: :[[@LINE-3]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-4]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-MESSAGES-TESTS: :[[@LINE-5]]:3: warning: the task returned by 'work' is dropped before it starts
}

// A lazy task never runs, whatever was meant.
void byCast() {
  (void)job();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'job' is dropped;
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:9: warning: the task returned by 'job' is dropped;
  static_cast<void>(job());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task returned by 'job' is dropped;
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:21: warning: the task returned by 'job' is dropped;
  std::ignore = job();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'job' is dropped;
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:17: warning: the task returned by 'job' is dropped;
  (void)work();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'work' is dropped before it starts
  // CHECK-MESSAGES-VOID: :[[@LINE-2]]:9: warning: the task returned by 'work' is dropped before it starts
  // CHECK-MESSAGES-TYPES: :[[@LINE-3]]:9: warning: the task returned by 'work' is dropped before it starts
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-4]]:9: warning: the task returned by 'work' is dropped before it starts
  // CHECK-MESSAGES-TESTS: :[[@LINE-5]]:9: warning: the task returned by 'work' is dropped before it starts
}

// The whole name counts.
void byName(audit::Log &Log) {
  Log.put();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task returned by 'put' is dropped;
  // CHECK-MESSAGES-VOID: :[[@LINE-2]]:7: warning: the task returned by 'put' is dropped;
  heartbeat();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'heartbeat' is dropped;
  // CHECK-MESSAGES-VOID: :[[@LINE-2]]:3: warning: the task returned by 'heartbeat' is dropped;
  audit::heartbeat();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'heartbeat' is dropped;
  // CHECK-MESSAGES-VOID: :[[@LINE-2]]:3: warning: the task returned by 'heartbeat' is dropped;
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-3]]:3: warning: the task returned by 'heartbeat' is dropped;
}

void variable() {
  auto Started = job();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Started'
  // CHECK-MESSAGES-VOID: :[[@LINE-2]]:8: warning: nothing awaits 'Started'
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-3]]:8: warning: nothing awaits 'Started'
}
