// RUN: async-cpu-bound-in-coroutine -each-place %folly
#include "folly/folly.h"
#include "compute/compute.h"
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

using namespace folly;

using Bytes = std::vector<unsigned char>;
[[clang::annotate("async-tidy::cpu_bound")]] Bytes render(int Page);
[[clang::annotate("async-tidy::cpu_bound")]] const Bytes &renderOnce(int Page);
[[clang::annotate("async-tidy::cpu_bound")]] coro::Task<int> renderTask(int);
[[clang::annotate("async-tidy::cpu_bound")]] int measure(std::string_view Text);
[[clang::annotate("async-tidy::cpu_bound")]] void sortAll(Bytes &Data);
Future<int> number();
void use(const Bytes &Data);

static std::string hash(const std::string &Password) {
  std::string Out(128, '\0');
  crypto_pwhash_str(Out.data(), Password.data(), Password.size(), 3, 1 << 28);
  return Out;
}

//===-- Handed to the library's pool --------------------------------------===//

coro::Task<std::string> hashes(std::string Password) {
  co_return hash(Password);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'hash' computes for a long time on the thread of coroutine 'hashes', which stalls everything else on it; offload it to other threads [async-cpu-bound-in-coroutine]
  // CHECK-NOTES: :[[@LINE-9]]:3: note: 'hash' computes here, in 'crypto_pwhash_str'
  // CHECK-FIXES: co_return co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return hash(Password); });
}

coro::Task<size_t> inMemberChain(const std::string &Password) {
  co_return hash(Password + "salt").size();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'hash' computes for a long time
  // CHECK-NOTES: :[[@LINE-16]]:3: note: 'hash' computes here
  // CHECK-FIXES: co_return (co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return hash(Password + "salt"); })).size();
}

coro::Task<> inStatements(int Page) {
  render(Page);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'render' computes for a long time
  // CHECK-FIXES: {{^}}  co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return render(Page); });
  for (int I = 0; I < Page; ++I)
    use(render(I));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'render' computes for a long time
  // CHECK-FIXES: use(co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return render(I); }));
  co_return;
}

//===-- Not handed on: what it names may not live, or gives another type --===//

coro::Task<> byReference(Bytes Data) {
  sortAll(Data);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sortAll' computes for a long time on the thread of coroutine 'byReference', which stalls everything else on it [async-cpu-bound-in-coroutine]
  // CHECK-FIXES: {{^}}  sortAll(Data);
  co_return;
}

coro::Task<int> view(std::string_view Text) {
  co_return measure(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'measure' computes for a long time
  // CHECK-FIXES: co_return measure(Text);
}

coro::Task<> givesReference(int Page) {
  const Bytes &Data = renderOnce(Page);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'renderOnce' computes for a long time
  // CHECK-FIXES: const Bytes &Data = renderOnce(Page);
  use(Data);
  co_return;
}

coro::Task<int> givesTask(int Page) {
  co_return co_await renderTask(Page);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'renderTask' computes for a long time
  // CHECK-FIXES: co_return co_await renderTask(Page);
}

struct Page {
  int Number;
  coro::Task<Bytes> ofMember() {
    co_return render(Number);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'render' computes for a long time
    // CHECK-FIXES: co_return render(Number);
  }
};

coro::Task<> inHandler(int Page) {
  try {
    use({});
  } catch (...) {
    render(Page);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'render' computes for a long time
    // CHECK-FIXES: {{^}}    render(Page);
  }
  co_return;
}

#define RENDER(Page) render(Page)
coro::Task<Bytes> inMacro(int Page) {
  co_return RENDER(Page);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'render' computes for a long time
  // CHECK-FIXES: co_return RENDER(Page);
}

//===-- Continuations -----------------------------------------------------===//

Future<Bytes> inContinuation() {
  return number().thenValue([](int Page) { return render(Page); });
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'render' computes for a long time on the thread that runs this continuation, which stalls everything else on it
  // CHECK-FIXES: return number().thenValue([](int Page) { return render(Page); });
}

Future<Bytes> onLoop(EventBase &Loop) {
  return via(&Loop).thenValue([](Unit) { return render(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'render' computes for a long time on the thread that runs this continuation
}

// On a pool, computing is right.
void okOnPool(Future<int> From) {
  via(getGlobalCPUExecutor()).thenValue([](Unit) { return render(1); });
  std::move(From)
      .via(getGlobalCPUExecutor())
      .thenValue([](int Page) { return render(Page); })
      .thenValue([](Bytes) { return render(2); });
  auto There = number().via(getGlobalCPUExecutor());
  std::move(There).thenValue([](int Page) { return render(Page); });
}

coro::Task<Bytes> startedOnPool(int Page) { co_return render(Page); }
coro::Task<Bytes> startedLater(int Page) { co_return render(Page); }
coro::Task<> okByItsCaller(int Page) {
  co_await coro::co_withExecutor(getGlobalCPUExecutor(), startedOnPool(Page));
  auto Later = startedLater(Page);
  co_await coro::co_withExecutor(getGlobalCPUExecutor(), std::move(Later));
}

// What would be handed on is the object, not its conversion.
struct Digest {
  [[clang::annotate("async-tidy::cpu_bound")]] operator int() const;
};
coro::Task<int> converts(Digest Of) {
  int Value = Of;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'operator int' computes for a long time
  // CHECK-FIXES: int Value = Of;
  co_return Value;
}

// A declaration that is annotated is started there as well.
coro::Task<int> okAnnotatedOnPool(int Page) {
  auto Later = renderTask(Page);
  co_return co_await coro::co_withExecutor(getGlobalCPUExecutor(),
                                           renderTask(Page)) +
      co_await coro::co_withExecutor(getGlobalCPUExecutor(), std::move(Later));
}
coro::Task<int> annotatedOnLoop(EventBase &Loop, int Page) {
  co_return co_await coro::co_withExecutor(&Loop, renderTask(Page));
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'renderTask' computes for a long time
}

coro::Task<Bytes> okOffloaded(int Page) {
  co_return co_await via(getGlobalCPUExecutor(), [=] { return render(Page); });
}

Bytes okPlain(int Page) { return render(Page); }

//===-- What the compiler evaluates ---------------------------------------===//

[[clang::annotate("async-tidy::cpu_bound")]] constexpr int table(int Size) {
  int Sum = 0;
  for (int I = 0; I < Size; ++I)
    Sum += I;
  return Sum;
}
[[clang::annotate("async-tidy::cpu_bound")]] consteval int first(int Size) {
  return Size;
}
coro::Task<int> okEvaluated(int Number) {
  constexpr int Local = table(100);
  static constexpr int Shared = table(3);
  constexpr auto Later = [](int Size) { return Size; };
  if constexpr (table(3) > 1)
    Number += 1;
  switch (Number) {
  case table(5):
    Number = Later(2);
  }
  co_return Local + Shared + first(3) + Number;
}
coro::Task<int> evaluatedLater(int Size) {
  const int Sum = table(Size);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'table' computes for a long time on the thread of coroutine 'evaluatedLater'
  co_return Sum;
}

//===-- What a copy would not have, or another thread would change --------===//

thread_local int Depth = 0;
Bytes Shared;
const int Best = 9;
[[clang::annotate("async-tidy::cpu_bound")]] int route(int From, int To);
[[clang::annotate("async-tidy::cpu_bound")]] int sum(const Bytes &Data);
int takeNumber();
int *pick();
struct Router {
  int Start;
  [[clang::annotate("async-tidy::cpu_bound")]] int route(int To) const;
};
Router &router();
Router newRouter();

coro::Task<int> ofThread() {
  co_return route(Depth, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'route' computes for a long time on the thread of coroutine 'ofThread', which stalls everything else on it [async-cpu-bound-in-coroutine]
  // CHECK-FIXES: {{^}}  co_return route(Depth, 1);
}
coro::Task<int> ofProgram() {
  co_return sum(Shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sum' computes for a long time on the thread of coroutine 'ofProgram', which stalls everything else on it [async-cpu-bound-in-coroutine]
  // CHECK-FIXES: {{^}}  co_return sum(Shared);
}
coro::Task<int> withEffect() {
  co_return route(takeNumber(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'route' computes for a long time on the thread of coroutine 'withEffect', which stalls everything else on it [async-cpu-bound-in-coroutine]
  // CHECK-FIXES: {{^}}  co_return route(takeNumber(), 1);
}
coro::Task<int> throughPointer() {
  co_return route(*pick(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'route' computes for a long time on the thread of coroutine 'throughPointer', which stalls everything else on it [async-cpu-bound-in-coroutine]
  // CHECK-FIXES: {{^}}  co_return route(*pick(), 1);
}
coro::Task<int> throughReference() {
  co_return router().route(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'route' computes for a long time on the thread of coroutine 'throughReference', which stalls everything else on it [async-cpu-bound-in-coroutine]
  // CHECK-FIXES: {{^}}  co_return router().route(1);
}
coro::Task<int> ofConstant(int Id) {
  co_return route(Best, Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'route' computes for a long time on the thread of coroutine 'ofConstant', which stalls everything else on it; offload it
  // CHECK-FIXES: [=] { return route(Best, Id); });
}
coro::Task<int> underLock(std::mutex &Mutex, int Id) {
  std::lock_guard Held(Mutex);
  co_return route(Id, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'route' computes for a long time on the thread of coroutine 'underLock', which stalls everything else on it [async-cpu-bound-in-coroutine]
  // CHECK-FIXES: {{^}}  co_return route(Id, 2);
}
