// RUN: async-sync-over-async -std=c++20 -isystem stubs
#include "cppcoro/cppcoro.h"

using cppcoro::sync_wait;
using cppcoro::task;

namespace client {
task<int> load(int Id = 0);
task<std::string> line();
cppcoro::shared_task<int> shared();
} // namespace client
using namespace client;
void use(int);

size_t waits() { return sync_wait(line()).size(); }
// CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'sync_wait' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE-2]]:8: note: return a task from 'waits', and let its callers continue when it is finished

int waitsForAll() {
  auto [A, B] = sync_wait(cppcoro::when_all(load(1), load(2)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'sync_wait' blocks the thread of every caller of 'waitsForAll'
  return A + B;
}

int waitsForMany(int Count) {
  std::vector<task<int>> All;
  for (int I = 0; I < Count; ++I)
    All.push_back(load(I));
  return sync_wait(cppcoro::when_all(std::move(All)))[0];
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread of every caller of 'waitsForMany'
}

int waitsForShared() { return sync_wait(shared()) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sync_wait' blocks the thread of every caller of 'waitsForShared'

// A coroutine of its own.
void waitsForLambda() {
  sync_wait([]() -> task<> { use(co_await load()); }());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of every caller of 'waitsForLambda'
}

// In a coroutine and in a test, other rules hold.
task<int> okCoroutine() { co_return sync_wait(load()) + 1; }

// What was given is waited for, as was asked.
template <class T> auto okWaiter(task<T> Work) {
  return sync_wait(std::move(Work));
}
int okUses() { return okWaiter(load()); }

// So it is for what makes the task.
template <class F> auto okMakesAndWaits(F Make) { return sync_wait(Make()); }
int okMakes() { return okMakesAndWaits([] { return load(); }); }
int okMakesByPointer(task<int> (*Make)(int)) {
  auto Work = Make(1);
  return sync_wait(std::move(Work)) + sync_wait((*Make)(2));
}

// Run at start-up, when nobody is kept waiting yet.
static int okInitial() { return sync_wait(load(2)) + 1; }
static int First = okInitial();
static int initialAndLater() { return sync_wait(load(3)) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'sync_wait' blocks the thread of every caller of 'initialAndLater'
static int Second = initialAndLater();
int later() { return initialAndLater(); }

struct OkHolder {
  cppcoro::shared_task<int> Value;
  int value() { return sync_wait(Value); }
};

// Not a task: who waits here has a reason to.
void okEvent(cppcoro::single_consumer_event &Posted) { sync_wait(Posted); }

int okHelper() { return sync_wait(load()) + 1; }
int main() { return okHelper(); }

int suppressed() {
  return sync_wait(load()) + 1; // NOLINT(async-sync-over-async)
}

// All callers are coroutines of this file: they can follow.
static int known(int Id) { return 1 + sync_wait(load(Id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'sync_wait' blocks the thread of every caller of 'known' until the task is finished; make 'known' a coroutine, like its callers [async-sync-over-async]
// CHECK-FIXES: static cppcoro::task<int> known(int Id) { co_return 1 + co_await load(Id); }
task<int> callsKnown() { co_return known(1) + known(2); }
// CHECK-FIXES: task<int> callsKnown() { co_return co_await known(1) + co_await known(2); }
