// RUN: async-unobserved-task %std
// RUN: async-unobserved-task %std -check-suffix=,NOTES -fix-notes
#include <condition_variable>
#include <coroutine>
#include <functional>
#include <future>
#include <latch>
#include <mutex>
#include <thread>
#include <tuple>
#include <vector>

int compute();
std::future<int> start();

//===-- std::async: its future waits in the destructor --------------------===//

void dropped() {
  std::async(std::launch::async, compute);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' blocks here until its work is done: the task it returns is destroyed at once [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: keep it, and wait for it where the scope ends
  // CHECK-FIXES-NOTES: {{^}}  auto Task = std::async(std::launch::async, compute);
  compute();
}
void droppedByCast() {
  (void)std::async(std::launch::async, [] { return compute(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'async' blocks here until its work is done
  // CHECK-FIXES-NOTES: {{^}}  auto Task = std::async(std::launch::async, [] { return compute(); });
  compute();
}
void ignored() {
  std::ignore = std::async(compute);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'async' blocks here until its work is done
  // CHECK-FIXES-NOTES: {{^}}  auto Task = std::async(compute);
  compute();
}
// Nothing could go on beside it.
void droppedLast(bool IsBusy) {
  if (IsBusy)
    std::async(compute);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'async' blocks here until its work is done
    // CHECK-FIXES-NOTES: {{^}}    std::async(compute);
  std::async(compute);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' blocks here until its work is done
  // CHECK-FIXES-NOTES: {{^}}  std::async(compute);
}
// The name is taken.
struct Task {};
void hasName() {
  Task Other;
  (void)Other;
  std::async(compute);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' blocks here until its work is done
  // CHECK-FIXES-NOTES: {{^}}  auto Work = std::async(compute);
  compute();
}

// It blocks whether it can fail or not.
void droppedNoexcept() {
  (void)std::async(std::launch::async, []() noexcept {});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'async' blocks here
}

void deferred() {
  (void)std::async(std::launch::deferred, compute);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'async' is dropped before it starts
  auto Number = std::async(std::launch::deferred, compute);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Number' never runs: nothing awaits it
}

void okJoined() {
  auto First = std::async(std::launch::async, compute);
  auto Second = std::async(std::launch::async, compute);
  First.get() + Second.get();
}

// FIXME: Silent, but should report: its value and its error are lost, and its
// destructor waits at the end of the scope.
void missedWaitAtTheEnd() { auto Work = std::async(compute); }

//===-- Other futures -----------------------------------------------------===//

void futures() {
  start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'start' is dropped; if it fails, nobody will know
  (void)start();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'start' is dropped;
  auto Number = start();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Number': its value and its error are lost
  if (Number.valid())
    return;
}

struct Owner {
  void okStored(std::vector<std::future<int>> &All) {
    Number = start();
    Work = std::async(compute);
    All.push_back(start());
    start().get();
  }
  std::future<int> Number, Work;
};
std::future<int> okReturned() { return start(); }

// Who is given a callable that takes the finished future calls it with that.
struct Client {
  std::shared_future<int> send(int,
                               std::function<void(std::shared_future<int>)>);
  std::shared_future<int> send(int, std::function<void(int)>);
};
void okCallback(Client &To) {
  To.send(1, [](std::shared_future<int> Sent) { Sent.get(); });
  auto Handle = [](std::shared_future<int> Sent) { Sent.get(); };
  To.send(1, Handle);
}
void otherCallback(Client &To) {
  To.send(1, [](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task returned by 'send' is dropped; if it fails, nobody will know
}

//===-- Threads -----------------------------------------------------------===//

void detached() {
  std::thread(compute).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this thread is detached: nothing can wait for it to finish
  std::thread Worker([] { compute(); });
  Worker.detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this thread is detached
  std::jthread(compute).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: this thread is detached
}

void okThreads() {
  std::thread Worker(compute);
  Worker.join();
  std::jthread Joins(compute);
}

// The callers of a wrapper decide.
class OkWrapper {
  std::thread Worker;

public:
  void join() { Worker.join(); }
  void detach() { Worker.detach(); }
};

// Who waits for the latch waits for the thread.
void okJoinedByLatch() {
  std::latch Done(1);
  std::thread([&] {
    compute();
    Done.count_down();
  }).detach();
  std::thread Worker([&Done] {
    compute();
    Done.count_down();
  });
  Worker.detach();
  Done.wait();
}

int okJoinedByPromise() {
  std::promise<int> Result;
  std::future<int> Ready = Result.get_future();
  std::thread([Result = std::move(Result)]() mutable {
    Result.set_value(compute());
  }).detach();
  return Ready.get();
}

void post(std::function<void()> Work);
int okJoinedByWhatItPosts() {
  std::promise<int> Result;
  std::future<int> Ready = Result.get_future();
  std::thread([&Result] {
    post([&Result] { Result.set_value(compute()); });
  }).detach();
  return Ready.get();
}

void otherLatch(std::latch &Done) {
  std::latch Other(1);
  std::thread([&] { Done.count_down(); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: this thread is detached
  Other.wait();
}

// Its owner waits, in another function, until the thread says that it is done.
class Loop {
  std::mutex Mutex;
  std::condition_variable Done, Step;
  bool IsDone = false;

public:
  void okToldAtItsEnd() {
    std::thread Worker([this] {
      compute();
      std::lock_guard<std::mutex> Lock(Mutex);
      IsDone = true;
      Done.notify_all();
    });
    Worker.detach();
  }
  void stop() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Done.wait(Lock, [this] { return IsDone; });
  }

  // What is told at each step does not tell the end.
  void toldAtEachStep() {
    std::thread Worker([this] {
      while (compute())
        Step.notify_one();
    });
    Worker.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this thread is detached
  }
  void next() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Step.wait(Lock);
  }
};

// Whoever started the work gave it a handler for its end.
using Handler = std::function<void(int)>;
void okEndsInHandler(Handler Done) {
  std::thread([Done = std::move(Done)]() mutable {
    int Result = compute();
    Done(Result);
  }).detach();
}
void okHandsHandlerOn(Handler Done) {
  std::thread([Done = std::move(Done)]() mutable {
    compute();
    post([Done] {
      int Result = compute();
      Done(Result);
    });
  }).detach();
}
class Notifier {
  Handler OnExit;
  void okOfOwner() {
    std::thread([this] {
      compute();
      OnExit(0);
    }).detach();
  }
};
// It is the work itself.
void isWork(std::function<int()> Work) {
  std::thread([Work] { Work(); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: this thread is detached
}
// It reports a step.
void reportsSteps(Handler Step) {
  std::thread([Step] {
    while (compute())
      Step(1);
  }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: this thread is detached
}
void ownHelper() {
  auto Local = [] { compute(); };
  std::thread([Local] {
    compute();
    Local();
  }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: this thread is detached
}

//===-- Templates, macros, lambdas, aliases, suppression ------------------===//

template <typename T> void inTemplate(T Work) {
  std::async(std::launch::async, Work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' blocks here
}
template void inTemplate(int (*)());
template void inTemplate(void (*)());

#define ASYNC(Work) std::async(std::launch::async, Work)
void inMacro() {
  ASYNC(compute);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' blocks here
}

auto InLambda = [] {
  start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'start' is dropped;
};

using Result = std::future<int>;
Result aliased();
void alias() {
  aliased();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'aliased' is dropped;
}

void suppressed() {
  start();             // NOLINT(async-unobserved-task)
  std::async(compute); // NOLINT
}

void okUnevaluated() {
  static_assert(sizeof(start()) > 0);
  using Result = decltype(std::async(compute));
}

//===-- Awaiters ----------------------------------------------------------===//

// The coroutine that awaits sees the end.
struct OnThread {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> Handle) {
    std::thread([Handle] { Handle.resume(); }).detach();
  }
  int await_resume() { return compute(); }

  void suspendElsewhere(std::coroutine_handle<> Handle) {
    std::thread([Handle] { Handle.resume(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: this thread is detached
  }
};

//===-- What cannot be joined ---------------------------------------------===//

class Reader {
  std::thread Worker, Other;

public:
  ~Reader() {
    // A thread cannot wait for itself.
    if (Worker.joinable() && Worker.get_id() != std::this_thread::get_id())
      Worker.join();
    else if (Worker.joinable())
      Worker.detach();
    Other.detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this thread is detached
  }
};

//===-- What only a library calls -----------------------------------------===//

// Its instance comes from a body in a system header.
std::function<int(int)> called() {
  return [](auto Number) -> int {
    std::thread([Number] { return Number + compute(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: this thread is detached
    return Number;
  };
}
