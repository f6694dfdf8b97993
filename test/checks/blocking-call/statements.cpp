// Several statements, handed over as one.
// RUN: async-blocking-call %folly -fix-notes
#include "folly/folly.h"
#include <fstream>
#include <sstream>
#include <string>

using folly::coro::Task;

Task<void> tick();
void use(const std::string &);
std::string Shared;

Task<std::string> reads(std::string Path) {
  std::ifstream In(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'reads', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:17: note: offload these statements to threads that may block, and await the result
  // CHECK-FIXES: {{^}}  auto Line = co_await folly::via(folly::getGlobalCPUExecutor(), [&] {
  // CHECK-FIXES-NEXT: {{^}}  std::ifstream In(Path);
  std::string Line;
  std::getline(In, Line);
  // CHECK-FIXES: {{^}}  std::getline(In, Line);
  // CHECK-FIXES-NEXT: {{^}}  return Line;
  // CHECK-FIXES-NEXT: {{^}}  });
  co_return Line;
}

Task<void> writes(const std::string &Path, int Count) {
  co_await tick();
  std::ofstream Out(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ofstream' blocks the thread of coroutine 'writes'
  // CHECK-FIXES: {{^}}  co_await folly::via(folly::getGlobalCPUExecutor(), [&] {
  // CHECK-FIXES-NEXT: {{^}}  std::ofstream Out(Path);
  for (int I = 0; I < Count; ++I) {
    if (I == 5)
      break;
    Out << I << '\n';
  }
  // CHECK-FIXES: {{^}}  }
  // CHECK-FIXES-NEXT: {{^}}  });
  co_await tick();
}

// Two of them are used later.
Task<std::string> twoResults(std::string Path) {
  std::ifstream In(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'twoResults'
  // CHECK-FIXES: {{^}}  std::ifstream In(Path);
  std::string First, Second;
  In >> First >> Second;
  co_return First + Second;
}

// The coroutine goes away in between, or waits.
Task<std::string> leaves(std::string Path) {
  std::ifstream In(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'leaves'
  // CHECK-FIXES: {{^}}  std::ifstream In(Path);
  if (!In)
    co_return "";
  std::string Line;
  std::getline(In, Line);
  co_return Line;
}
Task<std::string> waits(std::string Path) {
  std::ifstream In(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'waits'
  // CHECK-FIXES: {{^}}  std::ifstream In(Path);
  co_await tick();
  std::string Line;
  std::getline(In, Line);
  co_return Line;
}

// Others may use this at the same time.
Task<void> usesShared(std::string Path) {
  std::ifstream In(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'usesShared'
  // CHECK-FIXES: {{^}}  std::ifstream In(Path);
  std::getline(In, Shared);
  co_return;
}
Task<void> usesParameter(std::string Path, std::string &Into) {
  std::ifstream In(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'usesParameter'
  // CHECK-FIXES: {{^}}  std::ifstream In(Path);
  std::getline(In, Into);
  co_return;
}
// What comes after it stays.
Task<void> usesLine(std::string Path) {
  std::ifstream In(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'usesLine'
  // CHECK-FIXES: {{^}}  auto Line = co_await folly::via(folly::getGlobalCPUExecutor(), [&] {
  std::string Line;
  std::getline(In, Line);
  // CHECK-FIXES: {{^}}  });
  use(Line);
  co_return;
}

struct Reader {
  std::string Line;
  Task<void> reads(std::string Path) {
    std::ifstream In(Path);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'basic_ifstream' blocks the thread of coroutine 'reads'
    // CHECK-FIXES: {{^}}    std::ifstream In(Path);
    std::getline(In, Line);
    co_return;
  }
};

#define OPEN(Name) std::ifstream In(Name)
Task<void> inMacro(std::string Path) {
  OPEN(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'basic_ifstream' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES: {{^}}  OPEN(Path);
  std::string Line;
  std::getline(In, Line);
  co_return;
}

template <typename T> Task<T> inTemplate(std::string Path) {
  std::ifstream In(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'inTemplate'
  // CHECK-FIXES: {{^}}  auto Value = co_await folly::via(folly::getGlobalCPUExecutor(), [&] {
  T Value;
  In >> Value;
  // CHECK-FIXES: {{^}}  return Value;
  co_return Value;
}
template Task<int> inTemplate(std::string);
template Task<long> inTemplate(std::string);

Task<void> suppressed(std::string Path) {
  std::ifstream In(Path); // NOLINT(async-blocking-call)
  std::string Line;
  std::getline(In, Line);
  co_return;
}
