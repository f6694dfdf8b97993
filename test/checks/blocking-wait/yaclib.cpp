// RUN: async-blocking-wait %yaclib
#include "yaclib/yaclib.h"

using namespace yaclib;

Future<int> load(int Id = 0);
Task<int> later();
void use(bool);

// Get() gives a Result; Ok() gives the value, or throws, as awaiting does.
Future<int> blocks(Future<int> Given) {
  int First = load().Get().Ok();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Get' blocks the thread of coroutine 'blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: int First = co_await load();
  int Second = std::move(Given).Get().Ok() + later().Get().Ok();
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'Get' blocks the thread of coroutine 'blocks'
  // CHECK-MESSAGES: :[[@LINE-2]]:54: warning: 'Get' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: int Second = co_await std::move(Given) + co_await later();
  auto Third = load(3).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Get' blocks the thread of coroutine 'blocks' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: auto Third = load(3).Get();
  co_return First + Second + std::move(Third).Ok();
}

Future<bool> waits(Future<int> A, Future<int> B) {
  Wait(A);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' blocks the thread of coroutine 'waits' until the task is finished [async-blocking-wait]
  Wait(A, B);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' blocks the thread of coroutine 'waits', and all other coroutines on it [async-blocking-wait]
  co_return WaitFor(std::chrono::seconds(1), B);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'WaitFor' blocks the thread of coroutine 'waits' until the task is finished or the timeout expires
}

// Of an lvalue, Get() only looks.
Future<int> okLooks(Future<int> Given) {
  if (auto *Outcome = Given.Get())
    use(bool(*Outcome));
  if (Given.Ready())
    co_return std::move(Given).Get().Ok();
  co_return co_await std::move(Given);
}

// It has been waited for.
Future<int> okAwaited(Future<int> Given) {
  co_await Await(Given);
  co_return std::move(Given).Get().Ok();
}

Future<int> okOffloaded(FairThreadPool &Pool) {
  co_await On(Pool);
  co_return load().Get().Ok();
}

// A continuation does not block either.
void continues(FairThreadPool &Pool) {
  load().ThenInline([](int Id) { return load(Id).Get(); }).DetachInline([](Result<int>) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'Get' blocks the thread that runs this continuation, and all other work on it
  load().Then(Pool, [](int Id) { return load(Id).Get(); }).Detach(Pool, [](Result<int>) {});
}

int main() { return load().Get().Ok(); }
