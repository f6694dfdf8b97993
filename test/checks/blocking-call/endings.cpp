// RUN: async-blocking-call,async-blocking-wait,async-sync-over-async,async-unobserved-task -std=c++20 -isystem stubs -option AsyncModels=%S/../sync-over-async/inhouse.yaml
// What is done where the process ends keeps nobody waiting.
#include "async_lib/inhouse.h"
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <unistd.h>

using inhouse::Job, inhouse::Task;

Task<> next();
Job<> job();
bool isBroken();

enum class Level { Info, Fatal };

// As loggers do, to show where the process was.
void record(Level Of, const char *Text) {
  if (Of == Level::Fatal) {
    FILE *Trace = popen("addr2line", "r");
    pclose(Trace);
    std::exit(1);
  }
}
Task<> okLogs() {
  record(Level::Info, "new connection");
  co_await next();
}

// Without an attribute.
void fail(const char *Text) {
  usleep(1000);
  std::abort();
}
Task<> okFails(int State) {
  switch (State) {
  case 0:
    break;
  case 1:
    fail("state");
  default:
    usleep(1);
    std::terminate();
  }
  co_await next();
}
Task<> okFailsInside() {
  isBroken() ? fail("broken") : void();
  isBroken() && (usleep(1), std::abort(), true);
  co_await next();
}

// A log that ends the process when it has been written.
struct FatalLog {
  explicit FatalLog(int Line);
  [[noreturn]] ~FatalLog();
  FatalLog &operator<<(int);
};
#define LOG_FATAL FatalLog(__LINE__)
Task<> okLogsFatally() {
  if (isBroken())
    LOG_FATAL << system("gdb");
  co_await next();
}

Task<> okWaits(std::FILE *From) {
  if (isBroken()) {
    job().get();
    job();
    std::abort();
  }
  co_await next();
}

// Nothing is written before it runs.
Task<> lazy() {
  if (isBroken()) {
    next();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'next' is dropped before it starts: it runs only when awaited [async-unobserved-task]
    // CHECK-FIXES: co_await next();
    std::abort();
  }
  co_await next();
}

// Some paths go on.
void recordAlways(Level Of) {
  system("logger");
  if (Of == Level::Fatal)
    std::abort();
}
Task<> logsAlways() {
  recordAlways(Level::Info);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'recordAlways' blocks the thread of coroutine 'logsAlways', and all other coroutines on it [async-blocking-call]
  co_await next();
}

// What throws ends no process.
[[noreturn]] void throwError(const char *Text);
void check() {
  if (isBroken()) {
    system("logger");
    throw std::runtime_error("broken");
  }
}
Task<> throws() {
  check();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'check' blocks the thread of coroutine 'throws', and all other coroutines on it
  if (isBroken()) {
    usleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'usleep' blocks
    throwError("broken");
  }
  co_await next();
}

// Others run before it ends.
Task<> endsLater() {
  usleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks
  co_await next();
  std::exit(0);
}

// Each round of it blocks.
Task<> runs() {
  while (true) {
    usleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'usleep' blocks
    if (isBroken())
      std::abort();
  }
  co_await next();
}
