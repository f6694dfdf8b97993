// RUN: async-dangling-capture %folly
#include "folly/folly.h"
#include <string>
#include <utility>

namespace coro = folly::coro;
coro::Task<void> sleep(int);
folly::Future<int> load();
void use(int);

struct Service {
  int Count = 0;
  void run(folly::EventBase &Loop, coro::AsyncScope &Scope) {
    Scope.add(coro::co_withExecutor(&Loop, [this]() -> coro::Task<void> {
      // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'this'; let the library keep the lambda [async-dangling-capture]
      // CHECK-FIXES: {{^}}    Scope.add(coro::co_withExecutor(&Loop, folly::coro::co_invoke([this]() -> coro::Task<void> {
      co_await sleep(1);
      ++Count;
    }()));
    // CHECK-FIXES: {{^}}    })));
  }
};

coro::Task<void> inVariable(int Value) {
  auto Task = [Value]() -> coro::Task<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Value'; make the captures parameters
    // CHECK-FIXES: {{^}}  auto Task = [](auto Value) -> coro::Task<void> {
    co_await sleep(1);
    use(Value);
  }();
  // CHECK-FIXES: {{^}}  }(Value);
  co_await std::move(Task);
}

folly::Future<folly::Unit> returned() {
  int Count = 0;
  return load().thenValue([&Count](int Value) { Count += Value; });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'thenValue' may call this lambda after 'returned' has returned, but it refers to the local variable 'Count'
}

void queued(folly::Executor &Pool) {
  std::string Text;
  Pool.add([&Text] { use(int(Text.size())); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'add' may call this lambda after 'queued' has returned
}

coro::Task<void> okKept(int Value) {
  auto Task = coro::co_invoke([Value]() -> coro::Task<void> {
    co_await sleep(1);
    use(Value);
  });
  co_await std::move(Task);
}
int okWaited() {
  int Count = 0;
  return load().thenValue([&Count](int Value) { return Count += Value; }).get();
}
void okBlockingWait(int Value) {
  coro::blockingWait([&]() -> coro::Task<void> {
    co_await sleep(1);
    use(Value);
  }());
}
