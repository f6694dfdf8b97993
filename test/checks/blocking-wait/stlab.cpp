// RUN: async-blocking-wait %inhouse
#include "stlab/stlab.h"

stlab::future<int> load(int Id);
int compute(int);
void use(int);

// Its name is await, but it blocks.
stlab::future<int> waits(int Id) {
  co_return stlab::await(load(Id)) + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'await' blocks the thread of coroutine 'waits' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: co_return co_await load(Id) + 1;
}

stlab::future<int> waitsForVariable(int Id) {
  stlab::future<int> First = load(Id);
  int Value = stlab::await(std::move(First));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'await' blocks the thread of coroutine 'waitsForVariable' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: int Value = co_await std::move(First);
  co_return Value;
}

stlab::future<void> waitsForAWhile(int Id) {
  auto Later = stlab::await_for(load(Id), std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'await_for' blocks the thread of coroutine 'waitsForAWhile' until the task is finished or the timeout expires [async-blocking-wait]
  use(Later.is_ready());
  co_return;
}

stlab::future<int> oldName(int Id) {
  co_return stlab::blocking_get(load(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'blocking_get' blocks the thread of coroutine 'oldName' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: co_return co_await load(Id);
}

// Of the continuation's thread it is known only that others wait for it.
void onMainThread() {
  load(1)
      .then(stlab::main_executor, [](int Id) { use(stlab::await(load(Id))); })
      // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'await' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
      // CHECK-NOTES: :[[@LINE-2]]:8: note: return the task from the callable passed to 'then', and continue in the next one
      .recover([](auto) {})
      .detach();
}

#define AWAIT(F) stlab::await(F)
stlab::future<int> inMacro(int Id) {
  co_return AWAIT(load(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'await' blocks the thread of coroutine 'inMacro' until the task is finished [async-blocking-wait]
}

template <typename T> stlab::future<T> inTemplate(int Id) {
  co_return stlab::await(load(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'await' blocks the thread of coroutine 'inTemplate' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: co_return co_await load(Id);
}
stlab::future<int> instances() {
  co_return co_await inTemplate<int>(1) + co_await inTemplate<long>(2);
}

stlab::future<int> okAsked(stlab::future<int> F) {
  if (F.is_ready())
    co_return stlab::await(std::move(F));
  co_return co_await F;
}

// On the library's threads.
stlab::future<int> okOffloaded(int Id) {
  co_return co_await stlab::async(stlab::default_executor, [Id] {
    return stlab::await(load(Id));
  });
}
void okOnExecutor() {
  stlab::default_executor([]() noexcept { use(stlab::await(load(1))); });
}

int okPlain(int Id) { return stlab::await(load(Id)); }

stlab::future<int> suppressed(int Id) {
  co_return stlab::await(load(Id)); // NOLINT(async-blocking-wait)
}
