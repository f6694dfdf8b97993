// RUN: async-io-in-offload -std=c++20 -isystem stubs
// RUN: async-* -std=c++20 -isystem stubs -check-suffix=,ALL
// RUN: async-io-in-offload -std=c++20 -isystem stubs -check-suffix=TEST -option AsyncTestPaths=io-in-offload
#include "async_lib/inhouse.h"
#include <fstream>
#include <functional>
#include <future>
#include <numeric>
#include <thread>

using namespace std::chrono_literals;

/// A coroutine that can await std::future: only its promise knows how.
template <class T = void> struct Flow {
  struct promise_type : inhouse::detail::Outcome<T> {
    Flow get_return_object() noexcept {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    inhouse::detail::ResumeWaiter final_suspend() noexcept { return {}; }
    template <class U> struct Polled {
      std::future<U> Result;
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<>);
      U await_resume() { return Result.get(); }
    };
    template <class U> Polled<U> await_transform(std::future<U> &&Result) {
      return {std::move(Result)};
    }
    template <class U> Flow<U> &&await_transform(Flow<U> &&Inner) {
      return std::move(Inner);
    }
  };
  auto operator co_await() && noexcept {
    struct Awaiter {
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<>) noexcept {}
      T await_resume() { return Body.promise().take(); }
      std::coroutine_handle<promise_type> Body;
    };
    return Awaiter{Body};
  }
  std::coroutine_handle<promise_type> Body;
};

std::future<int> fetch(int Id = 0);
std::future<std::string> fetchText(const std::string &Url);
std::future<void> send(int Value);
int parse(const std::string &Text);
std::string readConfig();
void use(int);

//===-- A thread that waits for a task ------------------------------------===//

Flow<int> blocksInLambda(int Id) {
  co_return co_await std::async(std::launch::async,
                                [Id] { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'async' ties up a thread waiting for 'fetch', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:57: note: the thread waits here, in 'get'
  // CHECK-FIXES: co_return co_await fetch(Id);
}

Flow<> blocksWithoutPolicy() {
  co_await std::async([] { send(1).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async' ties up a thread waiting for 'send'
  // CHECK-FIXES: co_await send(1);
  co_await std::async([] { send(2).wait(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async' ties up a thread waiting for 'send'
  // CHECK-FIXES: co_await send(2);
}

Flow<std::size_t> inMemberChain(std::string Url) {
  co_return (co_await std::async([&Url] {
    return fetchText(Url).get();
  })).size();
  // CHECK-MESSAGES: :[[@LINE-3]]:23: warning: 'async' ties up a thread waiting for 'fetchText'
  // CHECK-FIXES: co_return (co_await fetchText(Url)).size();
}

Flow<int> withDefaultCapture(int Id) {
  int Result = co_await std::async([=] { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: int Result = co_await fetch(Id);
  co_return Result;
}

Flow<int> inSeveralStatements(int Id) {
  co_return co_await std::async([Id] {
    std::future<int> F = fetch(Id);
    return F.get();
  });
  // CHECK-MESSAGES: :[[@LINE-4]]:22: warning: 'async' ties up a thread waiting for a task, which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-3]]:14: note: the thread waits here, in 'get'
  // CHECK-FIXES: co_return co_await std::async([Id] {
}

Flow<> ofFutureOutside(std::future<void> F) {
  co_await std::async([&F] { F.get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async' ties up a thread waiting for a task, which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:32: note: the thread waits here, in 'get'
  // CHECK-FIXES: co_await std::move(F);
}

// What stands around the wait costs nothing, and would be lost in a fix.
Flow<int> withLittleAround(int Id) {
  int Sum = co_await std::async([Id] { return fetch(Id).get() + 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'async' ties up a thread waiting for 'fetch', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:57: note: the thread waits here, in 'get'
  // CHECK-FIXES: int Sum = co_await std::async([Id] { return fetch(Id).get() + 1; });
  bool IsZero = co_await std::async([Id] { return !fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: bool IsZero = co_await std::async([Id] { return !fetch(Id).get(); });
  co_await std::async([&Sum, Id] { Sum = fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: co_await std::async([&Sum, Id] { Sum = fetch(Id).get(); });
  Sum += co_await std::async([Id] { return fetch(Id).get() ? 2 : 3; });
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: Sum += co_await std::async([Id] { return fetch(Id).get() ? 2 : 3; });
  Sum += co_await std::async([Id] {
    send(Id).get();
    return 7;
  });
  // CHECK-MESSAGES: :[[@LINE-4]]:19: warning: 'async' ties up a thread waiting for 'send'
  // CHECK-FIXES: Sum += co_await std::async([Id] {
  co_return IsZero ? 0 : Sum;
}

Flow<int> withOtherWays(int Id) {
  int First = co_await std::async([Id] {
    if (Id == 0)
      return 0;
    return fetch(Id).get();
  });
  // CHECK-MESSAGES: :[[@LINE-5]]:24: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: int First = co_await std::async([Id] {
  co_return First + co_await std::async([Id] {
    try {
      return fetch(Id).get();
    } catch (...) {
      return 0;
    }
  });
  // CHECK-MESSAGES: :[[@LINE-7]]:30: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: co_return First + co_await std::async([Id] {
}

// The names mean something else outside.
Flow<int> withOtherNames() {
  int Id = 3;
  int First = co_await std::async([] {
    int Id = 4;
    return fetch(Id).get();
  });
  // CHECK-MESSAGES: :[[@LINE-4]]:24: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: int First = co_await std::async([] {
  int Second = co_await std::async([](int Id) { return fetch(Id).get(); }, 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: int Second = co_await std::async([](int Id) { return fetch(Id).get(); }, 5);
  co_return First + Second +
      co_await std::async([Id]() mutable { return fetch(++Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: co_await std::async([Id]() mutable { return fetch(++Id).get(); });
}

static int fetchBlocking(int Id) { return fetch(Id).get(); }
Flow<int> blocksInFunction() {
  int First = co_await std::async(fetchBlocking, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: int First = co_await std::async(fetchBlocking, 1);
  co_return First + co_await std::async(std::launch::async, &fetchBlocking, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: co_return First + co_await std::async(std::launch::async, &fetchBlocking, 2);
}

// The variable may have changed since.
Flow<int> blocksInNamedLambda(int Id) {
  auto Get = [Id] { return fetch(Id).get(); };
  Id = 4;
  co_return co_await std::async(Get);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: co_return co_await std::async(Get);
}

struct Getter {
  int operator()() const { return fetch().get(); }
};
Flow<int> blocksInFunctor() { co_return co_await std::async(Getter{}); }
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'async' ties up a thread waiting for 'fetch'
// CHECK-FIXES: Flow<int> blocksInFunctor() { co_return co_await std::async(Getter{}); }

// What is captured with an initialiser exists in the lambda only.
Flow<int> withInitCapture(int Id) {
  co_return co_await std::async([Next = Id + 1] { return fetch(Next).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: co_return co_await std::async([Next = Id + 1] { return fetch(Next).get(); });
}

struct Client {
  std::future<int> get(int Id);
  Flow<int> load(int Id) {
    co_return co_await std::async([this, Id] { return get(Id).get(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'async' ties up a thread waiting for 'get'
    // CHECK-FIXES: co_return co_await get(Id);
  }
};

//===-- A function that has the task at hand ------------------------------===//

std::future<int> returnsOffloaded(int Id) {
  return std::async(std::launch::async, [Id] { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: return fetch(Id);
}

std::future<int> returnsOffloadedFunction() {
  return std::async(fetchBlocking, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: return std::async(fetchBlocking, 1);
}

// Another type: there is no task of it at hand.
std::future<long> okConverted(int Id) {
  return std::async([Id] { return long(fetch(Id).get()); });
}

// Neither awaited nor returned here: who knows when.
Flow<int> okStartedEarly(int Id) {
  std::future<int> Early =
      std::async(std::launch::async, [Id] { return fetch(Id).get(); });
  use(1);
  co_return co_await std::move(Early);
}

//===-- Other work --------------------------------------------------------===//

Flow<long> okComputes(std::vector<int> Values) {
  co_return co_await std::async(
      [&] { return std::accumulate(Values.begin(), Values.end(), 0l); });
}

// Blocks in a way that has no asynchronous form.
Flow<std::string> okBlocks() {
  std::string Config = co_await std::async(readConfig);
  co_return Config + co_await std::async([] {
    std::ifstream File("name");
    std::string Line;
    std::getline(File, Line);
    return Line;
  });
}

Flow<int> okWaitsAndWorks(std::string Url) {
  co_return co_await std::async([Url] { return parse(fetchText(Url).get()); });
}

Flow<int> okWaitsForTwo() {
  co_return co_await std::async([] { return fetch(1).get() + fetch(2).get(); });
}

Flow<int> okWaitsInLoop() {
  co_return co_await std::async([] {
    int Sum = 0;
    for (int Id = 0; Id < 3; ++Id)
      Sum += fetch(Id).get();
    return Sum;
  });
}

Flow<> okSleeps() {
  co_await std::async([] { std::this_thread::sleep_for(1s); });
}

// It may give up.
Flow<bool> okWaitsForSome(std::future<int> F) {
  co_return co_await std::async(
      [&F] { return F.wait_for(1s) == std::future_status::ready; });
}

// FIXME: Silent, but should warn: the wait is behind another function.
Flow<int> missedBehindFunction() {
  co_return co_await std::async([] { return fetchBlocking(1); });
}

// FIXME: Silent, but should report: no model says that it offloads.
std::future<int> runElsewhere(std::function<int()> Work);
Flow<int> missedUnknown() {
  co_return co_await runElsewhere([] { return fetch(1).get(); });
}

// FIXME: Silent, but should warn: what a bound callable calls is not followed.
Flow<int> missedBound(int Id) {
  co_return co_await std::async(std::bind(fetchBlocking, Id));
}

//===-- Who runs it -------------------------------------------------------===//

namespace testing {
struct Test {
  virtual ~Test();
  virtual void TestBody() = 0;
};
} // namespace testing
#define TEST(Suite, Name)                                                      \
  struct Suite##Name : testing::Test {                                         \
    void TestBody() override;                                                  \
  };                                                                           \
  void Suite##Name::TestBody()

TEST(Suite, okInTest) {
  auto Body = [](int Id) -> Flow<int> {
    co_return co_await std::async([Id] { return fetch(Id).get(); });
  };
  (void)Body;
}

//===-- Macros, templates, aliases, suppression ---------------------------===//

#define OFFLOAD(Call) std::async(std::launch::async, [=] { return Call; })
Flow<int> inMacro(int Id) { co_return co_await OFFLOAD(fetch(Id).get()); }
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'async' ties up a thread waiting for 'fetch'
// CHECK-FIXES: Flow<int> inMacro(int Id) { co_return co_await OFFLOAD(fetch(Id).get()); }

template <class T> Flow<T> inTemplate(std::future<T> (*Get)()) {
  co_return co_await std::async([Get] { return Get().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'async' ties up a thread waiting for a task
  // CHECK-FIXES: co_return co_await Get();
}
template Flow<int> inTemplate(std::future<int> (*)());
template Flow<std::string> inTemplate(std::future<std::string> (*)());

using Answer = std::future<int>;
Answer ask(int Id);
Answer ofAlias(int Id) {
  return std::async([Id] { return ask(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'async' ties up a thread waiting for 'ask'
  // CHECK-FIXES: return ask(Id);
}

auto InLambda = [](int Id) -> Flow<int> {
  co_return co_await std::async([Id] { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'async' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: co_return co_await fetch(Id);
};

Flow<int> suppressed(int Id) {
  // NOLINTNEXTLINE(async-io-in-offload)
  co_return co_await std::async([Id] { return fetch(Id).get(); });
}
