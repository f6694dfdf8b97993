// RUN: async-unobserved-task %inhouse
// RUN: async-unobserved-task %inhouse -check-suffix=FUNCTIONS -option async-unobserved-task.AllowedFunctions="work;job"
// RUN: async-unobserved-task %inhouse -check-suffix=TYPES -option async-unobserved-task.AllowedTypes="inhouse::Task"
// RUN: async-unobserved-task %inhouse -check-suffix=TESTS -option AsyncTestPaths=/unobserved-task/std_callbacks
#include "async_lib/inhouse.h"
#include <algorithm>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

using inhouse::Job, inhouse::Task;

Task<> work();
Job<> job();
Task<> store(int Id);
static Job<> failing() { throw 1; co_return; }
static Job<> calm() { co_return; }

//===-- Threads and algorithms --------------------------------------------===//

void thread() {
  std::thread Worker(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task returned by 'work' never runs: 'thread' ignores it, and it runs only when awaited [async-unobserved-task]
  // CHECK-MESSAGES-TESTS: :[[@LINE-2]]:22: warning: the task returned by 'work' never runs
  Worker.join();
  std::jthread Other(store, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task returned by 'store' never runs
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:22: warning: the task returned by 'store' never runs
  // CHECK-MESSAGES-TESTS: :[[@LINE-3]]:22: warning: the task returned by 'store' never runs
  std::thread Third(failing);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task returned by 'failing' is dropped, because 'thread' ignores it; if it fails, nobody will know
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:21: warning: the task returned by 'failing' is dropped
  // CHECK-MESSAGES-TYPES: :[[@LINE-3]]:21: warning: the task returned by 'failing' is dropped
  Third.join();
}

void each(std::vector<int> Ids) {
  std::for_each(Ids.begin(), Ids.end(), [](int Id) -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task returned by this lambda never runs: 'for_each' ignores it
    // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:41: warning: the task returned by this lambda never runs
    // CHECK-MESSAGES-TESTS: :[[@LINE-3]]:41: warning: the task returned by this lambda never runs
    co_await store(Id);
  });
  std::ranges::for_each(Ids, store);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the task returned by 'store' never runs:
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:30: warning: the task returned by 'store' never runs:
  // CHECK-MESSAGES-TESTS: :[[@LINE-3]]:30: warning: the task returned by 'store' never runs:
}

void okTransform(std::vector<int> Ids, std::vector<Task<>> &All) {
  std::transform(Ids.begin(), Ids.end(), std::back_inserter(All), store);
  Task<> First = std::invoke(store, 1);
  All.push_back(std::move(First));
}

//===-- std::function -----------------------------------------------------===//

void runLater(std::function<void()> Code);
void runTask(std::function<Task<>()> Code);
struct Button {
  std::function<void()> OnClick;
  std::function<Task<>()> OnClose;
};

std::function<void()> functions(Button &B) {
  runLater([]() -> Task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by this lambda never runs: 'std::function<void ()>' ignores it
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:12: warning: the task returned by this lambda never runs
  // CHECK-MESSAGES-TESTS: :[[@LINE-3]]:12: warning: the task returned by this lambda never runs
  runLater(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by 'work' never runs: 'std::function<void ()>' ignores it
  // CHECK-MESSAGES-TESTS: :[[@LINE-2]]:12: warning: the task returned by 'work' never runs
  B.OnClick = [] { return work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by this lambda never runs: 'std::function<void ()>' ignores it
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:15: warning: the task returned by this lambda never runs
  // CHECK-MESSAGES-TESTS: :[[@LINE-3]]:15: warning: the task returned by this lambda never runs
  std::function<void()> Kept = []() -> Task<> { co_await work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the task returned by this lambda never runs: 'std::function<void ()>' ignores it
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:32: warning: the task returned by this lambda never runs
  // CHECK-MESSAGES-TESTS: :[[@LINE-3]]:32: warning: the task returned by this lambda never runs
  runLater(Kept);
  return []() -> Task<> { co_await work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by this lambda never runs: 'std::function<void ()>' ignores it
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:10: warning: the task returned by this lambda never runs
  // CHECK-MESSAGES-TESTS: :[[@LINE-3]]:10: warning: the task returned by this lambda never runs
}

void okFunctions(Button &B) {
  runLater([] {});
  runTask([]() -> Task<> { co_await work(); });
  B.OnClose = work;
  B.OnClick = [] { static_cast<void>(1); };
}

//===-- Tasks that have started -------------------------------------------===//

void eager() {
  runLater([]() -> Job<> { throw 1; co_return; });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by this lambda is dropped, because 'std::function<void ()>' ignores it; if it fails, nobody will know
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:12: warning: the task returned by this lambda is dropped
  // CHECK-MESSAGES-TYPES: :[[@LINE-3]]:12: warning: the task returned by this lambda is dropped
  runLater([] { return failing(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by this lambda is dropped, because 'std::function<void ()>' ignores it
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:12: warning: the task returned by this lambda is dropped
  // CHECK-MESSAGES-TYPES: :[[@LINE-3]]:12: warning: the task returned by this lambda is dropped
}

void okEager() {
  runLater(calm);
  runLater([] { return calm(); });
  runLater([]() -> Job<> {
    try {
      co_await work();
    } catch (...) {
    }
  });
  // Whether it can fail is not visible.
  runLater(job);
}

//===-- Functions of one's own --------------------------------------------===//

template <typename Function> static void callNow(Function Code) {
  Code();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by this lambda is dropped before it starts
  // CHECK-MESSAGES-FUNCTIONS: :[[@LINE-2]]:3: warning: the task returned by this lambda is dropped before it starts
  // CHECK-MESSAGES-TESTS: :[[@LINE-3]]:3: warning: the task returned by this lambda is dropped before it starts
}
void ownSink() { callNow([]() -> Task<> { co_await work(); }); }

template <typename Function> static Task<> awaitIt(Function Code) {
  co_await Code();
}
Task<> okOwnSink() { return awaitIt([]() -> Task<> { co_await work(); }); }

template <typename Function> void unknownSink(Function) {}
void okUnknownSink() { unknownSink([]() -> Task<> { co_await work(); }); }

void suppressed() {
  runLater(work); // NOLINT(async-unobserved-task)
}
