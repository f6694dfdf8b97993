// RUN: async-dangling-capture -std=c++20 -isystem stubs
// RUN: async-dangling-capture -std=c++23 -isystem stubs -check-suffix=23
#include "seastar/seastar.h"
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;
struct Log {
  ss::future<std::vector<std::string>> segments();
};
ss::future<Log> createLog();
ss::future<> sleep(int);
ss::future<> use(int);
void print(int);

// A capture that is not used refers to nothing.
ss::future<Log> okUnusedCapture(int Value) {
  return createLog().then([&Value](auto &&L) { return std::move(L); });
}

//===-- The closure dies --------------------------------------------------===//

struct Manager {
  int Position = 0;
  ss::future<> start() {
    return createLog().then([this](Log L) -> ss::future<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'then' destroys this lambda after calling it, but its coroutine still uses the captured 'this' [async-dangling-capture]
      // CHECK-MESSAGES-23: :[[@LINE-2]]:29: warning: 'then' destroys this lambda after calling it, but its coroutine still uses the captured 'this'; give the coroutine a copy of the lambda [async-dangling-capture]
      // CHECK-FIXES-23: {{^}}    return createLog().then([this](this auto, Log L) -> ss::future<> {
      auto Segments = co_await L.segments();
      Position += int(Segments.size());
      // CHECK-NOTES: :[[@LINE-1]]:7: note: 'this' is used here
      // CHECK-NOTES-23: :[[@LINE-2]]:7: note: 'this' is used here
    });
  }
};

// Awaiting the chain does not help: the closure is in the continuation.
ss::future<> awaited(int Value) {
  co_await createLog().then([Value](Log L) -> ss::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'then' destroys this lambda after calling it, but its coroutine still uses the captured 'Value'; let the library keep the lambda
    // CHECK-FIXES: {{^}}  co_await createLog().then(seastar::coroutine::lambda([Value](Log L) -> ss::future<> {
    // CHECK-MESSAGES-23: :[[@LINE-3]]:29: warning: 'then' destroys this lambda after calling it, but its coroutine still uses the captured 'Value'; give
    // CHECK-FIXES-23: {{^}}  co_await createLog().then([Value](this auto, Log L) -> ss::future<> {
    co_await L.segments();
    co_await use(Value);
  });
  // CHECK-FIXES: {{^}}  }));
}

ss::future<> inLoop(ss::semaphore &Limit, std::vector<int> Values) {
  co_await ss::with_semaphore(Limit, 1, [&Values]() -> ss::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'with_semaphore' destroys this lambda after calling it, but its coroutine still uses the captured 'Values'; let
    // CHECK-FIXES: {{^}}  co_await ss::with_semaphore(Limit, 1, seastar::coroutine::lambda([&Values]() -> ss::future<> {
    // CHECK-MESSAGES-23: :[[@LINE-3]]:41: warning: 'with_semaphore' destroys this lambda after calling it, but its coroutine still uses the captured 'Values'; give
    // CHECK-FIXES-23: {{^}}  co_await ss::with_semaphore(Limit, 1, [&Values](this auto) -> ss::future<> {
    // The second iteration runs after a suspension.
    for (int Value : Values)
      co_await use(Value);
    print(int(Values.size()));
  });
  // CHECK-FIXES: {{^}}  }));
}

// The gate calls the closure of the caller.
void inGate(ss::gate &Gate, int Value) {
  (void)ss::with_gate(Gate, [Value]() -> ss::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Value' [async-dangling-capture]
    // CHECK-MESSAGES-23: :[[@LINE-2]]:29: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Value' [async-dangling-capture]
    co_await sleep(1);
    print(Value);
  });
}

ss::future<> calledAtOnce(int Value) {
  return [Value]() -> ss::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Value'; make the captures parameters
    // CHECK-FIXES: {{^}}  return [](auto Value) -> ss::future<> {
    // CHECK-MESSAGES-23: :[[@LINE-3]]:10: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Value'; give
    // CHECK-FIXES-23: {{^}}  return [Value](this auto) -> ss::future<> {
    co_await sleep(1);
    print(Value);
  }();
  // CHECK-FIXES: {{^}}  }(Value);
}

ss::future<> named(int Value) {
  auto Next = [Value]() -> ss::future<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'then' destroys this lambda after calling it, but its coroutine still uses the captured 'Value' [async-dangling-capture]
    // CHECK-MESSAGES-23: :[[@LINE-2]]:15: warning: 'then' destroys this lambda after
    co_await sleep(1);
    print(Value);
  };
  return sleep(1).then(std::move(Next));
}

//===-- The referent dies -------------------------------------------------===//

ss::future<> returned() {
  int Count = 0;
  return sleep(1).then([&Count] { ++Count; });
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'then' may call this lambda after 'returned' has returned, but it refers to the local variable 'Count' [async-dangling-capture]
  // CHECK-MESSAGES-23: :[[@LINE-2]]:24: warning: 'then' may call this lambda after
}
void discarded(std::string Text) {
  (void)sleep(1).then([&] { print(int(Text.size())); }).handle_exception([](auto) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'then' may call this lambda after 'discarded' has returned
  // CHECK-MESSAGES-23: :[[@LINE-2]]:23: warning: 'then' may call this lambda after
}
ss::future<> repeated(std::vector<int> Values) {
  return ss::do_until([&] { return Values.empty(); }, [] { return sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'do_until' may call this lambda after 'repeated' has returned
  // CHECK-MESSAGES-23: :[[@LINE-2]]:23: warning: 'do_until' may call this lambda after
}

//===-- Silent ------------------------------------------------------------===//

ss::future<> okKept(int Value) {
  co_await createLog().then(ss::coroutine::lambda([Value](Log L) -> ss::future<> {
    co_await L.segments();
    co_await use(Value);
  }));
  co_await ss::smp::submit_to(1, [Value]() -> ss::future<> {
    co_await sleep(1);
    print(Value);
  });
  co_await ss::do_until([] { return true; }, [Value]() -> ss::future<> {
    co_await sleep(1);
    print(Value);
  });
}
// FIXME: Silent, but should warn: the wrapper is valid for one statement only.
ss::future<> missedKeptTooShortly(int Value) {
  return createLog().then(ss::coroutine::lambda([Value](Log L) -> ss::future<> {
    co_await L.segments();
    co_await use(Value);
  }));
}
ss::future<> okInPlace(ss::gate &Gate, int Value) {
  co_await ss::with_gate(Gate, [&]() -> ss::future<> {
    co_await sleep(1);
    print(Value);
  });
  co_await createLog().then([&](Log L) { return use(Value); });
}
ss::future<> okCopiedFirst(int Value) {
  return createLog().then([Value](Log L) -> ss::future<> {
    int Copy = Value;
    co_await L.segments();
    print(Copy);
  });
}
ss::future<> okNeverSuspends(int Value) {
  return createLog().then([Value](Log L) -> ss::future<> {
    co_await ss::make_ready_future<>();
    print(Value);
  });
}
ss::future<> okNotACoroutine(int Value) {
  return createLog().then([Value](Log L) {
    return L.segments().then([Value](auto) { print(Value); });
  });
}
ss::future<> okParameter(int &Value) {
  return sleep(1).then([&Value] { ++Value; });
}
ss::future<> okAwaited() {
  int Count = 0;
  co_await sleep(1).then([&Count] { ++Count; });
  auto Later = sleep(1).then([&Count] { ++Count; });
  co_await std::move(Later);
}
void okInThread() {
  int Count = 0;
  sleep(1).then([&Count] { ++Count; }).get();
}
ss::future<> okInState() {
  return ss::do_with(0, [](int &Count) {
    return sleep(1).then([&Count] { ++Count; });
  });
}
