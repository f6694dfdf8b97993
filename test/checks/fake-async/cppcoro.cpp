// RUN: async-fake-async %cppcoro
// RUN: async-fake-async %cppcoro -check-suffix=,NOTES -fix-notes
#include "cppcoro/cppcoro.h"
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

using namespace cppcoro;

task<> elsewhere();

std::string slurp(const std::string &Path) {
  std::ifstream File(Path);
  std::string Line;
  std::getline(File, Line);
  return Line;
}

//===-- Coroutines that never suspend -------------------------------------===//

task<> sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'sleeps' never suspends: it blocks its caller in 'sleep_for' [async-fake-async]
  co_return;
}

task<std::string> reads(std::string Path) {
  co_return slurp(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'reads' never suspends: it blocks its caller in 'slurp'
  // CHECK-NOTES: :[[@LINE-17]]:17: note: 'slurp' blocks here, in 'basic_ifstream'
}

shared_task<int> shared() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'shared' never suspends: it blocks its caller in 'sleep'
  co_return 1;
}

// Once, at the first call that blocks.
task<> sleepsTwice() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'sleepsTwice' never suspends: it blocks its caller in 'sleep'
  ::sleep(2);
  co_return;
}

task<int> sleepsInTry() {
  try {
    ::sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'sleepsInTry' never suspends: it blocks its caller in 'sleep'
    co_return 1;
  } catch (...) {
    co_return 2;
  }
}

// The coroutine in the lambda is another one.
task<int> lambdaSuspends() {
  auto Other = []() -> task<> { co_await sleeps(); };
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'lambdaSuspends' never suspends: it blocks its caller in 'sleep'
  co_return 1;
}

task<> callsLambda() {
  auto Pause = [] { ::sleep(1); };
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: coroutine 'callsLambda' never suspends: it blocks its caller in 'sleep'
  Pause();
  co_return;
}

struct Pauses {
  Pauses() { ::sleep(1); }
};
task<> constructs() {
  Pauses Now;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: coroutine 'constructs' never suspends: it blocks its caller in 'Pauses'
  co_return;
}

//===-- Silent ------------------------------------------------------------===//

task<> okHops(static_thread_pool &Pool) {
  co_await Pool.schedule();
  ::sleep(1);
}

task<> okSuspendsAtTimes(bool IsFirst) {
  if (IsFirst)
    co_await sleeps();
  ::sleep(1);
}

task<int> okCheap(int Number) { co_return Number + 1; }

// It suspends where it yields.
generator<std::string> okGenerator() { co_yield slurp("/etc/hosts"); }
async_generator<std::string> okStream() { co_yield slurp("/etc/hosts"); }

// A wait for a task is async-blocking-wait's to tell: there is something to
// await.
task<int> okWaits(task<int> Number) { co_return sync_wait(Number); }

task<> okThread() {
  auto Pause = [] { ::sleep(1); };
  std::jthread Thread(Pause);
  co_return;
}

task<std::size_t> okUnevaluated() {
  auto Pause = [] { return ::sleep(1); };
  co_return sizeof(Pause());
}

template <bool IsSlow> task<> okDiscardedArm() {
  if constexpr (IsSlow)
    ::sleep(1);
  co_return;
}
template task<> okDiscardedArm<false>();

// FIXME: Silent, but blocks: pointers and destructors are not followed.
task<int> missedThroughPointer(int (*Ask)()) { co_return Ask(); }
struct Sleeper {
  ~Sleeper() { ::sleep(1); }
};
task<> missedDestructor() {
  Sleeper Pause;
  co_return;
}

// FIXME: Silent, but blocks: the body is in another file.
void pauseElsewhere();
task<> missedInOtherFile() {
  pauseElsewhere();
  co_return;
}

// FIXME: Silent, but blocks: a virtual call is taken for the function it names.
struct Device {
  virtual void read() {}
};
struct Disk : Device {
  void read() override { ::sleep(1); }
};
task<> missedOverride(Device &From) {
  From.read();
  co_return;
}

int main() { sync_wait(sleeps()); }

//===-- On a note: make it synchronous ------------------------------------===//

static task<int> internal(int Seconds) {
  // CHECK-FIXES-NOTES: static int internal(int Seconds) {
  ::sleep(Seconds);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'internal' never suspends: it blocks its caller in 'sleep'
  // CHECK-NOTES: :[[@LINE-4]]:18: note: make 'internal' synchronous, and let its callers decide
  co_return Seconds + 1;
  // CHECK-FIXES-NOTES: {{^}}  return Seconds + 1;
}
task<int> callsInternal() {
  int First = co_await internal(1);
  // CHECK-FIXES-NOTES: int First = internal(1);
  co_await elsewhere();
  co_return First + co_await internal(First);
  // CHECK-FIXES-NOTES: co_return First + internal(First);
}

static task<> internalVoid();
// CHECK-FIXES-NOTES: static void internalVoid();
task<> callsVoid() {
  co_await internalVoid();
  // CHECK-FIXES-NOTES: {{^}}  internalVoid();
  co_await elsewhere();
}
static task<> internalVoid() {
  // CHECK-FIXES-NOTES: static void internalVoid() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'internalVoid' never suspends: it blocks its caller in 'sleep'
  // CHECK-NOTES: :[[@LINE-4]]:15: note: make 'internalVoid' synchronous
  co_return;
  // CHECK-FIXES-NOTES: {{^}}  return;
}

namespace {
auto trailing() -> task<int> {
  // CHECK-FIXES-NOTES: auto trailing() -> int {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'trailing' never suspends: it blocks its caller in 'sleep'
  // CHECK-NOTES: :[[@LINE-4]]:6: note: make 'trailing' synchronous
  co_return 1;
  // CHECK-FIXES-NOTES: {{^}}  return 1;
}
} // namespace
task<int> callsTrailing() {
  co_await elsewhere();
  co_return co_await trailing();
  // CHECK-FIXES-NOTES: co_return trailing();
}

//===-- Not offered -------------------------------------------------------===//

// Its caller would be no coroutine any more.
static task<> onlyAwait() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'onlyAwait' never suspends: it blocks its caller in 'sleep'
  co_return;
}
task<> callsOnly() { co_await onlyAwait(); }
// CHECK-FIXES-NOTES: task<> callsOnly() { co_await onlyAwait(); }

// A caller that needs the task.
static task<int> combined() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'combined' never suspends: it blocks its caller in 'sleep'
  co_return 1;
}
task<> combines() { co_await when_all(combined(), combined()); }
// CHECK-FIXES-NOTES: task<> combines() { co_await when_all(combined(), combined()); }

static task<int> pointedTo() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'pointedTo' never suspends: it blocks its caller in 'sleep'
  co_return 1;
}
auto *Pointer = &pointedTo;

struct Base {
  virtual task<int> load() {
    ::sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'load' never suspends: it blocks its caller in 'sleep' [
    co_return 1;
  }
};
struct Derived : Base {
  task<int> load() override {
    ::sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'load' never suspends: it blocks its caller in 'sleep', perhaps because its interface requires a task, and no asynchronous alternative is known
    co_return 1;
  }
};

#define RETURN(Value) co_return Value
static task<int> returnsInMacro() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'returnsInMacro' never suspends: it blocks its caller in 'sleep'
  RETURN(1);
}
task<int> callsMacro() { co_return co_await returnsInMacro(); }
// CHECK-FIXES-NOTES: task<int> callsMacro() { co_return co_await returnsInMacro(); }

#define AWAIT(Task) co_await Task
static task<int> awaitedInMacro() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'awaitedInMacro' never suspends: it blocks its caller in 'sleep'
  co_return 1;
}
task<int> awaitsInMacro() { co_return AWAIT(awaitedInMacro()); }

//===-- Templates, lambdas, aliases, suppression --------------------------===//

template <typename T> static task<T> inTemplate(T Value) {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'inTemplate' never suspends: it blocks its caller in 'sleep'
  co_return Value;
}
task<> callsTemplate() {
  co_await inTemplate(1);
  co_await inTemplate(1L);
}

auto InLambda = []() -> task<> {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this coroutine never suspends: it blocks its caller in 'sleep'
  co_return;
};

using Work = task<>;
Work aliased() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'aliased' never suspends: it blocks its caller in 'sleep'
  co_return;
}

task<> suppressed() {
  ::sleep(1); // NOLINT(async-fake-async)
  co_return;
}

// The declaration in a condition suspends like any other.
task<int> okSuspendsInCondition(task<int> Next) {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  while (int Value = co_await std::move(Next))
    co_return Value;
  co_return 0;
}
