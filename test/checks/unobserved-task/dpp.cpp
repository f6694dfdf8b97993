// RUN: async-unobserved-task %dpp -Wno-unused-result -fix-notes
#include "dpp/dpp.h"
#include <thread>

dpp::task<int> load(int Id = 0);
dpp::task<void> store(int);

// The destructor cancels it.
dpp::task<void> dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is destroyed at once, which cancels its work [async-unobserved-task]
  // CHECK-FIXES: {{^}}  co_await store(1);
  (void)load();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is destroyed at once, which cancels its work
  // CHECK-FIXES: {{^}}  co_await load();
  co_return;
}

void plain() { store(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task returned by 'store' is destroyed at once, which cancels its work

dpp::task<void> okAwaited() {
  auto Later = load();
  co_await store(1);
  co_await Later;
}

dpp::job okJob() { co_await store(1); }
void okStarts() { okJob(); }

// Who awaits what the promise gives waits for the thread.
dpp::task<int> okByPromise() {
  dpp::promise<int> Result;
  dpp::awaitable<int> Later = Result.get_awaitable();
  std::thread Worker(
      [Result = std::move(Result)]() mutable { Result.set_value(1); });
  Worker.detach();
  co_return co_await Later;
}
dpp::task<int> okByFailure() {
  dpp::promise<int> Result;
  dpp::awaitable<int> Later = Result.get_awaitable();
  std::thread Worker([Result = std::move(Result)]() mutable {
    Result.set_exception(std::current_exception());
  });
  Worker.detach();
  co_return co_await Later;
}
