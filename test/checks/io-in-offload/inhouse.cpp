// RUN: async-io-in-offload -std=c++20 -isystem stubs
// RUN: async-io-in-offload -std=c++20 -isystem stubs -check-suffix=MODEL -option AsyncModels=%S/inhouse.yaml
#include "async_lib/inhouse.h"
#include <chrono>
#include <future>

using namespace std::chrono_literals;
using inhouse::blockOn;
using inhouse::Job;
using inhouse::Pool;
using inhouse::Task;

Task<int> load(int Id = 0);
Job<int> start(int Id = 0);
int compute(int Value);

// Without a model, nothing is known about Pool, and nothing is reported.

Task<int> blocks(Pool &Threads, int Id) {
  int First = co_await Threads.submit([Id] { return blockOn(load(Id)); });
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:32: warning: 'submit' ties up a thread waiting for 'load', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES-MODEL: :[[@LINE-2]]:53: note: the thread waits here, in 'blockOn'
  // CHECK-FIXES-MODEL: int First = co_await load(Id);
  co_return First + co_await Threads.submit([=] { return start(Id).get(); });
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:38: warning: 'submit' ties up a thread waiting for 'start'
  // CHECK-FIXES-MODEL: co_return First + co_await start(Id);
}

static int loadBlocking() { return blockOn(load()); }
Task<int> blocksInFunction(Pool &Threads) {
  co_return co_await Threads.submit(loadBlocking);
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:30: warning: 'submit' ties up a thread waiting for 'load', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES-MODEL: :[[@LINE-4]]:36: note: the thread waits here, in 'blockOn'
  // CHECK-FIXES-MODEL: co_return co_await Threads.submit(loadBlocking);
}

// An asynchronous form is what a model says, never what is called like one.
[[clang::annotate("async-tidy::blocking")]] int readDisk(int From);
Task<int> async_readDisk(int From);
Task<int> readDiskAsync(int From);
Task<int> okHasTwinsByName(Pool &Threads, int From) {
  co_return co_await Threads.submit([From] { return readDisk(From); });
}

struct Loader {
  Pool &Threads;
  Task<int> load(int Id);
  Task<int> run(int Id) {
    co_return co_await Threads.submit([this, Id] { return blockOn(load(Id)); });
    // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:32: warning: 'submit' ties up a thread waiting for 'load'
    // CHECK-FIXES-MODEL: co_return co_await load(Id);
  }
};

Job<int> returnsOffloaded(Pool &Threads, int Id) {
  return Threads.submit([Id] { return start(Id).get(); });
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:18: warning: 'submit' ties up a thread waiting for 'start'
  // CHECK-FIXES-MODEL: return start(Id);
}

// A Task is no Job: nothing of the same type is at hand.
Job<int> okReturnsOther(Pool &Threads, int Id) {
  return Threads.submit([Id] { return blockOn(load(Id)); });
}

Task<int> withInitCapture(Pool &Threads, int Id) {
  co_return co_await Threads.submit(
      [Next = Id + 1] { return blockOn(load(Next)); });
  // CHECK-MESSAGES-MODEL: :[[@LINE-2]]:30: warning: 'submit' ties up a thread waiting for 'load'
  // CHECK-FIXES-MODEL: co_return co_await Threads.submit(
}

// The promise of these cannot await a std::future: the thread is needed.
std::future<int> fetch(int Id = 0);
Task<int> okNotAwaitable(Pool &Threads) {
  co_return co_await Threads.submit([] { return fetch().get(); });
}

Task<int> okComputes(Pool &Threads) {
  co_return co_await Threads.submit([] { return compute(1); });
}

Task<int> okWaitsAndComputes(Pool &Threads) {
  co_return co_await Threads.submit([] { return compute(blockOn(load())); });
}

Task<int> okInLoop(Pool &Threads) {
  co_return co_await Threads.submit([] {
    int Sum = 0;
    while (Sum < 10)
      Sum += blockOn(load());
    return Sum;
  });
}

#define ON_POOL(Call) Threads.submit([=] { return Call; })
Task<int> inMacro(Pool &Threads) {
  co_return co_await ON_POOL(blockOn(load()));
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:22: warning: 'submit' ties up a thread waiting for 'load'
  // CHECK-FIXES-MODEL: co_return co_await ON_POOL(blockOn(load()));
}

template <class T> Task<T> inTemplate(Pool &Threads, Task<T> (*Get)(int)) {
  co_return co_await Threads.submit([Get] { return blockOn(Get(1)); });
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:30: warning: 'submit' ties up a thread waiting for a task, which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES-MODEL: :[[@LINE-2]]:52: note: the thread waits here, in 'blockOn'
  // CHECK-FIXES-MODEL: co_return co_await Get(1);
}
template Task<int> inTemplate(Pool &, Task<int> (*)(int));
template Task<long> inTemplate(Pool &, Task<long> (*)(int));

Task<int> suppressed(Pool &Threads) {
  co_return co_await Threads.submit( // NOLINT(async-io-in-offload)
      [] { return blockOn(load()); });
}
