// RUN: async-sync-over-async -std=c++20 -isystem stubs -option AsyncModels=%S/inhouse.yaml
// The bodies of threads that other files start.
#include "async_lib/inhouse.h"
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

using inhouse::Job, inhouse::Task;

Job<int> request(int);
bool isStopped();

struct Model {
  std::mutex Mutex;
  std::condition_variable Changed;
  bool Stop = false;
};

void okBody(Model &Of) {
  std::unique_lock<std::mutex> Lock(Of.Mutex);
  auto Started = request(1);
  Of.Changed.wait(Lock, [&] { return Of.Stop; });
  Started.get();
}

void okPolls(int N) {
  while (!isStopped()) {
    request(N).get();
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
}

void okJoins(std::thread &Worker, int N) {
  request(N).get();
  Worker.join();
}

// A queue that its thread waits at.
class Queue {
public:
  int pop() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Filled.wait(Lock);
    return 1;
  }

private:
  std::mutex Mutex;
  std::condition_variable Filled;
};
void okWorks(Queue &Of) {
  while (int N = Of.pop())
    request(N).get();
}

// It is called by such a body only.
static int helper(int N) { return request(N).get() + 1; }
void okCalls(Model &Of) {
  std::unique_lock<std::mutex> Lock(Of.Mutex);
  Of.Changed.wait(Lock);
  helper(1);
}

// It sleeps once, as many do.
int sleepsOnce(int N) {
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return request(N).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread of every caller of 'sleepsOnce' until the task is finished [async-sync-over-async]
}

int plain(int N) { return request(N).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'get' blocks the thread of every caller of 'plain'

// A coroutine calls it.
int waitsInCoroutine(Model &Of, int N) {
  std::unique_lock<std::mutex> Lock(Of.Mutex);
  Of.Changed.wait(Lock);
  return request(N).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread of every caller of 'waitsInCoroutine'
}
Task<int> coroutine(Model &Of) { co_return waitsInCoroutine(Of, 1); }
