// RUN: async-blocking-destructor -std=c++20 -isystem stubs
// RUN: async-blocking-destructor -std=c++20 -isystem stubs -check-suffix=TEST -option AsyncTestPaths=blocking-destructor/std
#include "async_lib/inhouse.h"
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <thread>

using inhouse::Task;

int compute(int = 0);
void use(int);
bool flag();
Task<> step();
void keep(std::future<int>);
void look(std::future<int> &);

//===-- In a coroutine ----------------------------------------------------===//

Task<> future() {
  auto Done = std::async(std::launch::async, compute, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the destructor of 'Done' blocks the thread of coroutine 'future', and all other coroutines on it, until the task is finished; await it first [async-blocking-destructor]
  co_await step();
}

Task<> thread() {
  std::jthread Worker([] { compute(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the destructor of 'Worker' blocks the thread of coroutine 'thread', and all other coroutines on it, until its work is done; finish it first
  co_await step();
}

Task<> temporary() {
  std::jthread([] { compute(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the destructor of this temporary object blocks the thread of coroutine 'temporary'
  co_await step();
}

Task<> onOnePath() {
  auto Done = std::async(std::launch::async, compute, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the destructor of 'Done' blocks the thread of coroutine 'onOnePath'
  if (flag())
    co_return;
  use(Done.get());
}

Task<> looksOnly() {
  auto Done = std::async(std::launch::async, compute, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the destructor of 'Done' blocks the thread of coroutine 'looksOnly'
  use(Done.valid());
  co_await step();
}

// A destructor in sight.
class Joins {
public:
  Joins() : Worker([] { compute(); }) {}
  ~Joins() {
    if (Worker.joinable())
      Worker.join();
  }
  int count() const;
  void add(int);

private:
  std::thread Worker;
};
struct Holds {
  Joins Inner;
};

Task<> visible() {
  Joins All;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the destructor of 'All' blocks the thread of coroutine 'visible', and all other coroutines on it; finish its work first
  // CHECK-MESSAGES: :[[@LINE-15]]:14: note: 'join' blocks in the destructor
  use(All.count());
  co_await step();
}

Task<> nested() {
  Holds All{};
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the destructor of 'All' blocks the thread of coroutine 'nested'
  co_await step();
}

//===-- Silent ------------------------------------------------------------===//

Task<> okGet() {
  auto Done = std::async(std::launch::async, compute, 1);
  use(Done.get());
  std::jthread Worker([] { compute(); });
  Worker.join();
  co_return;
}

Task<> okDetached() {
  std::jthread Worker([] { compute(); });
  Worker.detach();
  co_await step();
}

Task<> okMoved() {
  auto Done = std::async(std::launch::async, compute, 1);
  keep(std::move(Done));
  auto Other = std::async(std::launch::async, compute, 1);
  look(Other);
  co_await step();
}

Task<> okStopped() {
  std::jthread Worker([](std::stop_token) { compute(); });
  Worker.request_stop();
  co_await step();
}

Task<std::future<int>> okReturned() {
  auto Done = std::async(std::launch::async, compute, 1);
  co_return Done;
}

Task<> okEmpty() {
  std::future<int> Done;
  std::jthread Worker;
  co_await step();
}

// Silent: the function may finish it.
Task<> okUnknown() {
  Joins All;
  All.add(1);
  co_await step();
}

// Silent: other futures do not wait in their destructor.
std::future<int> start();
Task<> okOther() {
  auto Done = start();
  co_await step();
}

// Silent: an ordinary function may wait, and does other work until then.
void okPlain() {
  std::jthread Worker([] { compute(); });
  Joins All;
  auto Done = std::async(std::launch::async, compute, 1);
  use(compute());
}

int main() {
  auto Done = std::async(std::launch::async, compute, 1);
}

//===-- Futures of std::async that nothing uses ---------------------------===//

struct Executor {
  virtual void execute(std::function<void()> F) = 0;
  virtual ~Executor() = default;
};
struct AsyncExecutor : Executor {
  void execute(std::function<void()> F) override {
    auto Done = std::async(std::launch::async, std::move(F));
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Done' is destroyed at the end of this scope, which blocks until the work of 'async' is done; keep the task, or call the function directly
  }
};
void inScope(std::mutex &M) {
  if (flag()) {
    auto Done = std::async(std::launch::async, [&M] {
      std::lock_guard L(M);
      compute();
    });
    // CHECK-MESSAGES: :[[@LINE-4]]:10: warning: 'Done' is destroyed at the end of this scope
  }
  use(compute());
}
void okBeside() {
  auto Done = std::async(std::launch::async, [] { compute(); });
  use(compute());
}
struct OkExecutor : Executor {
  std::mutex M;
  std::map<int, std::future<void>> Running;
  int Next = 0;
  void execute(std::function<void()> F) override {
    auto Done = std::async(std::launch::async, std::move(F));
    std::lock_guard L(M);
    Running[Next++] = std::move(Done);
  }
};

template <typename T> class AsyncTask {
public:
  void start(std::function<T()> F) {
    Future = std::async(std::launch::async, std::move(F));
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the assignment destroys the previous task in 'Future', which blocks until that is finished; wait for it where blocking is fine
  }

private:
  std::future<T> Future;
};
void loop(AsyncTask<int> &Task) {
  Task.start([] { return 1; });
}

template <typename T> class OkTask {
public:
  bool start(std::function<T()> F) {
    if (Future.valid())
      return false;
    Future = std::async(std::launch::async, std::move(F));
    return true;
  }
  T take() { return Future.get(); }

private:
  std::future<T> Future;
};
void loop(OkTask<int> &Task) {
  Task.start([] { return 1; });
}

class Service {
public:
  void restart() {
    Running = std::async(std::launch::async, compute, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the assignment destroys the previous task in 'Running'
  }

private:
  std::future<int> Running;
};

// Silent: other code may use a public member.
struct OkPublic {
  std::future<int> Running;
  void restart() { Running = std::async(std::launch::async, compute, 1); }
};

//===-- Macros, suppression -----------------------------------------------===//

#define RUN(Name) auto Name = std::async(std::launch::async, compute, 1)
Task<> inMacro() {
  RUN(Done);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the destructor of 'Done' blocks the thread of coroutine 'inMacro'
  co_await step();
}

template <typename T> Task<> inTemplate(T Value) {
  auto Done = std::async(std::launch::async, compute, Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the destructor of 'Done' blocks the thread of coroutine 'inTemplate'
  co_await step();
}
template Task<> inTemplate(int);
template Task<> inTemplate(long);

Task<> suppressed() {
  std::jthread Worker([] { compute(); }); // NOLINT(async-blocking-destructor)
  co_await step();
}

// FIXME: Silent, but should warn: the object is on the heap.
Task<> missedOnHeap() {
  auto Worker = std::make_unique<std::jthread>([] { compute(); });
  co_await step();
}
