// RUN: async-blocking-wait -std=c++20 -isystem stubs
// RUN: async-blocking-wait -std=c++20 -isystem stubs -check-suffix=TEST -option AsyncTestPaths=blocking-wait/std
#include "async_lib/inhouse.h"
#include <algorithm>
#include <atomic>
#include <barrier>
#include <cassert>
#include <condition_variable>
#include <functional>
#include <future>
#include <latch>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <stdexcept>
#include <thread>

using namespace std::chrono_literals;
using inhouse::Job;
using inhouse::Task;

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
std::future<std::string> fetchText();
std::vector<int> fetchAll(std::future<int> &, std::future<int> &);
std::future<void> send(int Value);
Flow<> turn();
void use(int);
void refill(std::future<int> &Slot);
void refill(std::future<int> *Slot);
int size(const std::future<int> &Slot);

//===-- Waits for a future ------------------------------------------------===//

Flow<int> gets(std::future<int> F) { co_return F.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'get' blocks the thread of coroutine 'gets' until the task is finished; await it instead [async-blocking-wait]
// CHECK-FIXES: Flow<int> gets(std::future<int> F) { co_return co_await std::move(F); }

// At the call that waits, not where the statement begins.
int sumOf(int First, int Second);
Flow<int> overLines(std::future<int> First, std::future<int> Second) {
  co_return sumOf(co_await std::move(First) * 1000,
                  std::move(Second).get() * 1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'get' blocks the thread of coroutine 'overLines'
  // CHECK-FIXES: {{^}}                  co_await std::move(Second) * 1000);
}

Flow<int> getsOfCall() { co_return fetch(1).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'get' blocks the thread of coroutine 'getsOfCall'
// CHECK-FIXES: Flow<int> getsOfCall() { co_return co_await fetch(1); }

Flow<int> getsOfMoved(std::future<int> F) {
  int Result = std::move(F).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'get' blocks the thread of coroutine 'getsOfMoved'
  // CHECK-FIXES: int Result = co_await std::move(F);
  co_return Result;
}

Flow<> getsNothing() {
  send(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread of coroutine 'getsNothing'
  // CHECK-FIXES: co_await send(1);
  co_return;
}

// The promise of this coroutine cannot await a std::future.
Task<int> getsWhereNothingHelps(std::future<int> F) { co_return F.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' blocks the thread of coroutine 'getsWhereNothingHelps' until the task is finished [async-blocking-wait]
// CHECK-FIXES: Task<int> getsWhereNothingHelps(std::future<int> F) { co_return F.get(); }

Flow<int> waits(std::future<int> F) {
  F.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' blocks the thread of coroutine 'waits'
  // CHECK-FIXES: F.wait();
  co_return F.get(); // Does not wait any more.
}

// One finding. An await instead of the first line would leave none for the
// second.
Flow<int> waitsOfCall() {
  std::future<int> F = fetch();
  F.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' blocks the thread of coroutine 'waitsOfCall'
  // CHECK-FIXES: F.wait();
  use(1);
  co_return F.get();
}

Flow<> waitsForNoValue() {
  send(1).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread of coroutine 'waitsForNoValue'
  // CHECK-FIXES: co_await send(1);
  co_return;
}

Flow<> waitsForSome(std::future<int> F) {
  if (F.wait_for(1s) == std::future_status::timeout)
    use(1);
  // CHECK-MESSAGES: :[[@LINE-2]]:9: warning: 'wait_for' blocks the thread of coroutine 'waitsForSome' until the task is finished or the timeout expires [async-blocking-wait]
  // CHECK-FIXES: if (F.wait_for(1s) == std::future_status::timeout)
  F.wait_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait_until' blocks the thread of coroutine 'waitsForSome'
  // CHECK-FIXES: F.wait_until(std::chrono::steady_clock::now() + 1s);
  co_return;
}

Flow<int> getsShared(std::shared_future<int> F) {
  int First = F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of coroutine 'getsShared'
  // CHECK-FIXES: int First = F.get();
  co_return First + F.get();
}

Flow<int> getsSharedConst(const std::shared_future<int> &F) {
  co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'getsSharedConst'
  // CHECK-FIXES: co_return F.get();
}

Flow<> waitsShared(std::shared_future<void> F) {
  F.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' blocks the thread of coroutine 'waitsShared'
  // CHECK-FIXES: F.wait();
  co_return;
}

using Answer = std::future<int>;
Flow<int> getsOfAlias(Answer Deep) { co_return Deep.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'get' blocks the thread of coroutine 'getsOfAlias'
// CHECK-FIXES: Flow<int> getsOfAlias(Answer Deep) { co_return co_await std::move(Deep); }

struct Reply : std::future<int> {
  using future::future;
  int Id = 0;
};
Flow<int> getsOfDerived(Reply R) { co_return R.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'get' blocks the thread of coroutine 'getsOfDerived'
// CHECK-FIXES: Flow<int> getsOfDerived(Reply R) { co_return R.get(); }

struct Client {
  std::future<int> Pending;
  std::unique_ptr<std::future<int>> Last;
  std::map<int, std::future<int>> ById;

  Flow<int> member() { co_return Pending.get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' blocks the thread of coroutine 'member'
  // CHECK-FIXES: Flow<int> member() { co_return co_await std::move(Pending); }
  Flow<int> behindPointer() { co_return Last->get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'get' blocks the thread of coroutine 'behindPointer'
  // CHECK-FIXES: Flow<int> behindPointer() { co_return Last->get(); }
  Flow<int> inMap(int Id) { co_return ById.at(Id).get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'get' blocks the thread of coroutine 'inMap'
  // CHECK-FIXES: Flow<int> inMap(int Id) { co_return co_await std::move(ById.at(Id)); }
  static Flow<int> ofClass(Client &C) { co_return C.Pending.get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:61: warning: 'get' blocks the thread of coroutine 'ofClass'
  // CHECK-FIXES: static Flow<int> ofClass(Client &C) { co_return co_await std::move(C.Pending); }
};

//===-- The text around it ------------------------------------------------===//

Flow<std::size_t> inMemberChain(std::future<std::string> F) {
  co_return F.get().size();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'inMemberChain'
  // CHECK-FIXES: co_return (co_await std::move(F)).size();
}

Flow<char> underSubscript(std::future<std::string> F) { co_return F.get()[0]; }
// CHECK-MESSAGES: :[[@LINE-1]]:69: warning: 'get' blocks the thread of coroutine 'underSubscript'
// CHECK-FIXES: Flow<char> underSubscript(std::future<std::string> F) { co_return (co_await std::move(F))[0]; }

Flow<int> inArithmetic(std::future<int> F, std::future<int> G) {
  co_return -F.get() + 2 * G.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' blocks the thread of coroutine 'inArithmetic'
  // CHECK-MESSAGES: :[[@LINE-2]]:30: warning: 'get' blocks the thread of coroutine 'inArithmetic'
  // CHECK-FIXES: co_return -co_await std::move(F) + 2 * co_await std::move(G);
}

Flow<bool> underNot(std::future<bool> F) { co_return !F.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:57: warning: 'get' blocks the thread of coroutine 'underNot'
// CHECK-FIXES: Flow<bool> underNot(std::future<bool> F) { co_return !co_await std::move(F); }

Flow<int> ofParentheses(std::future<int> F) { co_return (F).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:61: warning: 'get' blocks the thread of coroutine 'ofParentheses'
// CHECK-FIXES: Flow<int> ofParentheses(std::future<int> F) { co_return co_await std::move((F)); }

Flow<int> ofEither(bool First, std::future<int> F, std::future<int> G) {
  co_return (First ? F : G).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'get' blocks the thread of coroutine 'ofEither'
  // CHECK-FIXES: co_return co_await std::move((First ? F : G));
}

Flow<int> inEither(bool First, std::future<int> F) {
  int Result = First ? F.get() : 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks the thread of coroutine 'inEither'
  // CHECK-FIXES: int Result = First ? co_await std::move(F) : 0;
  co_return Result;
}

Flow<int> asArgument(std::future<int> F) {
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks the thread of coroutine 'asArgument'
  // CHECK-FIXES: use(co_await std::move(F));
  co_return std::max(fetch(1).get(), 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'get' blocks the thread of coroutine 'asArgument'
  // CHECK-FIXES: co_return std::max(co_await fetch(1), 2);
}

Flow<int> inCondition(std::future<int> F) {
  if (int Result = F.get(); Result > 0)
    co_return Result;
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'get' blocks the thread of coroutine 'inCondition'
  // CHECK-FIXES: if (int Result = co_await std::move(F); Result > 0)
  co_return 0;
}

// At the call, not where the statement begins.
Flow<int> inSeveralLines(std::future<int> Left, std::future<int> Right) {
  co_return std::max(std::min(fetchAll(Left, Right).size(), std::size_t(4)),
                     std::size_t(Right.get()) + fetchText().get().size());
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'get' blocks the thread of coroutine 'inSeveralLines'
  // CHECK-MESSAGES: :[[@LINE-2]]:61: warning: 'get' blocks the thread of coroutine 'inSeveralLines'
  // CHECK-FIXES: std::size_t(co_await std::move(Right)) + (co_await fetchText()).size());
}

Flow<int> ofOutermost(std::future<std::future<int>> F) {
  std::future<int> G = F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks the thread of coroutine 'ofOutermost'
  // CHECK-FIXES: std::future<int> G = co_await std::move(F);
  co_return 0;
}

//===-- Where co_await is not allowed -------------------------------------===//

Flow<int> inHandler(std::future<int> F) {
  try {
    use(1);
  } catch (...) {
    use(F.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread of coroutine 'inHandler'
    // CHECK-FIXES: use(F.get());
  }
  co_return 0;
}

Flow<int> inTry(std::future<int> F) {
  try {
    use(F.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread of coroutine 'inTry'
    // CHECK-FIXES: use(co_await std::move(F));
  } catch (...) {
  }
  co_return 0;
}

Flow<int> inStatic() {
  static int Once = fetch().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'get' blocks the thread of coroutine 'inStatic'
  // CHECK-FIXES: static int Once = fetch().get();
  co_return Once;
}

Flow<int> inLambdaCalledHere(std::future<int> F) {
  int Result = [&] { return F.get(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'get' blocks the thread of coroutine 'inLambdaCalledHere'
  // CHECK-FIXES: int Result = [&] { return F.get(); }();
  co_return Result;
}

Flow<> inAlgorithm(std::vector<std::future<int>> All) {
  std::for_each(All.begin(), All.end(),
                [](std::future<int> &F) { use(F.get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'get' blocks the thread of coroutine 'inAlgorithm'
  // CHECK-FIXES: [](std::future<int> &F) { use(F.get()); });
  co_return;
}

Flow<int> inLambdaCalledLater(std::future<int> F) {
  auto Result = [&] { return F.get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'get' blocks the thread of coroutine 'inLambdaCalledLater'
  // CHECK-FIXES: auto Result = [&] { return F.get(); };
  use(1);
  co_return Result();
}

struct Functor {
  Flow<int> operator()(std::future<int> F) const { co_return F.get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:64: warning: 'get' blocks the thread of coroutine 'operator()'
  // CHECK-FIXES: Flow<int> operator()(std::future<int> F) const { co_return co_await std::move(F); }
};

auto LambdaCoroutine = [](std::future<int> F) -> Flow<int> {
  co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: co_return co_await std::move(F);
};

//===-- Other waits -------------------------------------------------------===//

Flow<> joins(std::thread &Worker, std::jthread &Other) {
  Worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of coroutine 'joins', and all other coroutines on it [async-blocking-wait]
  Other.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'join' blocks the thread of coroutine 'joins'
  co_return;
}

Flow<> onEvents(std::latch &Done, std::barrier<> &Phase,
                std::counting_semaphore<4> &Slots, std::binary_semaphore &Turn,
                std::atomic<int> &Flag) {
  Done.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread of coroutine 'onEvents'
  Done.arrive_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'arrive_and_wait' blocks the thread of coroutine 'onEvents'
  Phase.arrive_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'arrive_and_wait' blocks the thread of coroutine 'onEvents'
  Slots.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'acquire' blocks the thread of coroutine 'onEvents'
  Turn.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'acquire' blocks the thread of coroutine 'onEvents'
  Turn.try_acquire_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'try_acquire_for' blocks the thread of coroutine 'onEvents'
  Flag.wait(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread of coroutine 'onEvents'
  co_return;
}

Flow<> onCondition(std::condition_variable &Changed, std::mutex &Lock,
                   bool &Ready) {
  std::unique_lock Held(Lock);
  Changed.wait(Held);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread of coroutine 'onCondition'
  Changed.wait(Held, [&] { return Ready; });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait' blocks the thread of coroutine 'onCondition'
  Changed.wait_for(Held, 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'wait_for' blocks the thread of coroutine 'onCondition'
  Changed.wait_for(Held, 0s);
  co_return;
}

Flow<> okTried(std::latch &Done, std::counting_semaphore<4> &Slots) {
  if (Done.try_wait() && Slots.try_acquire() && Slots.try_acquire_for(0s))
    use(1);
  co_return;
}

// Short locks are taken everywhere.
Flow<> okLocks(std::mutex &Lock) {
  std::lock_guard Held(Lock);
  co_return;
}

//===-- It is known to be over --------------------------------------------===//

Flow<int> okWhenAsked(std::future<int> F) {
  if (F.wait_for(0s) == std::future_status::ready)
    co_return F.get();
  co_return 0;
}

Flow<int> okWhenAskedBackwards(std::future<int> F) {
  if (std::future_status::ready == F.wait_for(std::chrono::seconds(0)))
    co_return F.get();
  co_return 0;
}

Flow<int> okAfterEarlyReturn(std::future<int> F) {
  if (F.wait_for(0ms) != std::future_status::ready)
    co_return 0;
  co_return F.get();
}

Flow<int> okNegated(std::future<int> F) {
  if (!(F.wait_for(0s) == std::future_status::ready))
    co_return 0;
  co_return F.get();
}

Flow<int> okElse(std::future<int> F) {
  if (F.wait_for(0s) != std::future_status::ready) {
    use(1);
  } else {
    use(F.get());
  }
  co_return 0;
}

Flow<int> notInTheOtherBranch(std::future<int> F) {
  if (F.wait_for(0s) == std::future_status::ready)
    use(1);
  else
    use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread of coroutine 'notInTheOtherBranch'
  // CHECK-FIXES: use(co_await std::move(F));
  co_return 0;
}

Flow<int> notOfAnother(std::future<int> F, std::future<int> G) {
  if (F.wait_for(0s) == std::future_status::ready)
    use(G.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread of coroutine 'notOfAnother'
  // CHECK-FIXES: use(co_await std::move(G));
  co_return 0;
}

Flow<int> notWhenTimedOut(std::future<int> F) {
  if (F.wait_for(0s) == std::future_status::timeout)
    use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread of coroutine 'notWhenTimedOut'
  // CHECK-FIXES: use(co_await std::move(F));
  co_return 0;
}

Flow<int> okPolled(std::future<int> F) {
  while (F.wait_for(0s) != std::future_status::ready)
    co_await turn();
  co_return F.get();
}

Flow<int> okBoth(std::future<int> F, std::future<int> G) {
  if (F.wait_for(0s) == std::future_status::ready &&
      G.wait_for(0s) == std::future_status::ready)
    co_return F.get() + G.get();
  co_return 0;
}

Flow<int> okEitherMissing(std::future<int> F, std::future<int> G) {
  if (F.wait_for(0s) != std::future_status::ready ||
      G.wait_for(0s) != std::future_status::ready)
    co_return 0;
  co_return F.get() + G.get();
}

Flow<int> notIfEither(std::future<int> F, std::future<int> G) {
  if (F.wait_for(0s) == std::future_status::ready ||
      G.wait_for(0s) == std::future_status::ready)
    co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of coroutine 'notIfEither'
  // CHECK-FIXES: co_return co_await std::move(F);
  co_return 0;
}

Flow<int> okAnyOfSeveral(std::future<int> F) {
  if (F.wait_for(0s) == std::future_status::ready ||
      F.wait_for(0ms) == std::future_status::ready ||
      F.wait_for(0ns) == std::future_status::ready)
    co_return F.get();
  co_return 0;
}

Flow<int> okInSameCondition(std::future<int> F) {
  if (F.wait_for(0s) == std::future_status::ready && F.get() > 0)
    co_return 1;
  co_return 0;
}

Flow<int> okChosen(std::future<int> F) {
  co_return F.wait_for(0s) == std::future_status::ready ? F.get() : 0;
}

Flow<int> okKeptAnswer(std::future<int> F) {
  bool IsReady = F.wait_for(0s) == std::future_status::ready;
  if (IsReady)
    co_return F.get();
  co_return 0;
}

Flow<int> okKeptStatus(std::future<int> F) {
  std::future_status Status = F.wait_for(0s);
  if (Status == std::future_status::ready)
    co_return F.get();
  co_return 0;
}

Flow<int> okSwitched(std::future<int> F) {
  switch (F.wait_for(0s)) {
  case std::future_status::ready:
    co_return F.get();
  default:
    co_return 0;
  }
}

Flow<int> okZero(std::future<int> F) {
  constexpr auto NoWait = 0s;
  if (F.wait_for(NoWait) == std::future_status::ready)
    co_return F.get();
  const std::chrono::milliseconds Zero(0);
  if (F.wait_for(Zero) == std::future_status::ready)
    co_return F.get();
  if (F.wait_for(std::chrono::seconds{}) == std::future_status::ready)
    co_return F.get();
  if (F.wait_for(std::chrono::minutes::zero()) == std::future_status::ready)
    co_return F.get();
  if (F.wait_until(std::chrono::steady_clock::now()) ==
      std::future_status::ready)
    co_return F.get();
  co_return 0;
}

Flow<int> okAsserted(std::future<int> F) {
  assert(F.wait_for(0s) == std::future_status::ready);
  co_return F.get();
}

Flow<int> okThrows(std::future<int> F) {
  if (F.wait_for(0s) != std::future_status::ready)
    throw std::runtime_error("too early");
  co_return F.get();
}

template <class T> static bool isReady(const std::future<T> &F) {
  return F.wait_for(0s) == std::future_status::ready;
}
Flow<int> okAskedByHelper(std::future<int> F) {
  if (isReady(F))
    co_return F.get();
  co_return 0;
}

Flow<int> okPointedTo(std::unique_ptr<std::future<int>> F,
                      std::optional<std::future<int>> G, std::future<int> *H) {
  if ((*F).wait_for(0s) == std::future_status::ready)
    co_return F->get();
  if (G && G->wait_for(0s) == std::future_status::ready)
    co_return G->get();
  if (H->wait_for(0s) == std::future_status::ready)
    co_return H->get();
  co_return 0;
}

Flow<int> okCalledHere(std::future<int> F) {
  if (F.wait_for(0s) != std::future_status::ready)
    co_return 0;
  std::invoke([&] { use(F.get()); });
  co_return [&] { return F.get(); }();
}

Flow<int> okCalledHereWithItsOwn(std::future<int> F) {
  if (F.wait_for(0s) != std::future_status::ready)
    co_return 0;
  co_return [G = std::move(F)]() mutable { return G.get(); }();
}

// The thread was blocked already, in wait_for.
Flow<int> okAfterTimedWait(std::future<int> F) {
  if (F.wait_for(1s) == std::future_status::ready)
    co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-2]]:9: warning: 'wait_for' blocks the thread of coroutine 'okAfterTimedWait'
  // CHECK-FIXES: if (F.wait_for(1s) == std::future_status::ready)
  co_return 0;
}

Flow<int> notAfterAssignment(std::future<int> F) {
  if (F.wait_for(0s) != std::future_status::ready)
    co_return 0;
  F = fetch();
  co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'notAfterAssignment'
  // CHECK-FIXES: co_return co_await std::move(F);
}

Flow<int> okMovedOn(std::future<int> F) {
  if (F.wait_for(0s) != std::future_status::ready)
    co_return 0;
  std::future<int> G = std::move(F);
  co_return G.get();
}

Flow<int> okMovedOnByAssignment(std::future<int> F, std::future<int> G) {
  if (F.wait_for(0s) != std::future_status::ready)
    co_return 0;
  G = std::move(F);
  co_return G.get();
}

Flow<int> notAfterReference(std::future<int> F) {
  if (F.wait_for(0s) != std::future_status::ready)
    co_return 0;
  refill(F);
  co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'notAfterReference'
  // CHECK-FIXES: co_return co_await std::move(F);
}

Flow<int> notAfterPointer(std::future<int> F) {
  if (F.wait_for(0s) != std::future_status::ready)
    co_return 0;
  refill(&F);
  co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'notAfterPointer'
  // CHECK-FIXES: co_return co_await std::move(F);
}

Flow<int> okAfterConstReference(std::future<int> F) {
  if (F.wait_for(0s) != std::future_status::ready)
    co_return 0;
  use(size(F));
  co_return F.get();
}

Flow<int> okThroughReference(std::future<int> F) {
  std::future<int> &Same = F;
  if (Same.wait_for(0s) != std::future_status::ready)
    co_return 0;
  co_return F.get();
}

Flow<> notInTheNextRound(std::future<int> F) {
  bool Ready = F.wait_for(0s) == std::future_status::ready;
  while (Ready) {
    use(F.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread of coroutine 'notInTheNextRound'
    // CHECK-FIXES: use(co_await std::move(F));
    F = fetch();
  }
  co_return;
}

Flow<> okInEachRound(std::vector<std::future<int>> All) {
  for (std::future<int> &F : All)
    if (F.wait_for(0s) == std::future_status::ready)
      use(F.get());
  co_return;
}

Flow<int> onOnePathOnly(std::future<int> F) {
  if (size(F) > 1)
    F.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' blocks the thread of coroutine 'onOnePathOnly'
  // CHECK-FIXES: F.wait();
  co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'onOnePathOnly'
  // CHECK-FIXES: co_return co_await std::move(F);
}

Flow<int> okShared(std::shared_future<int> F) {
  if (F.wait_for(0s) == std::future_status::ready)
    co_return F.get();
  co_return 0;
}

Flow<int> okMember(Client &C) {
  if (C.Pending.wait_for(0s) == std::future_status::ready)
    co_return C.Pending.get();
  co_return 0;
}

Flow<int> okPromiseIsSet() {
  std::promise<int> P;
  P.set_value(1);
  co_return P.get_future().get();
}

Flow<int> okPromiseIsSetLater() {
  std::promise<int> P;
  std::future<int> F = P.get_future();
  P.set_value(1);
  co_return F.get();
}

Flow<int> okPackagedTaskHasRun() {
  std::packaged_task<int()> Work([] { return 1; });
  std::future<int> F = Work.get_future();
  Work();
  co_return F.get();
}

//===-- A shared path, chosen by the caller -------------------------------===//

Flow<int> okBothWays(bool Async, std::future<int> F) {
  if (Async)
    co_return co_await std::move(F);
  else
    co_return F.get();
}

//===-- Who runs it -------------------------------------------------------===//

int okPlainFunction() { return fetch().get(); }

int main() { return fetch().get(); }

Flow<> okOnItsOwnThread() {
  std::thread Worker([] { use(fetch().get()); });
  std::jthread Other([] { use(fetch().get()); });
  auto Both = std::async(std::launch::async, [] {
    std::latch Done(1);
    Done.wait();
    return fetch().get();
  });
  auto Later = [] { use(fetch().get()); };
  std::thread Third(Later);
  Worker.detach();
  Third.detach();
  co_return;
}

Flow<> okUnknown(void (*Run)(std::function<int()>)) {
  Run([] { return fetch().get(); });
  std::function<int()> Later = [] { return fetch().get(); };
  co_return;
}

// It runs where somebody waits for it.
std::future<int> okDeferred(std::shared_future<int> Answer) {
  return std::async(std::launch::deferred, [Answer] { return Answer.get(); });
}

Flow<int> okNotEvaluated(std::future<int> F) {
  using Value = decltype(F.get());
  static_assert(!noexcept(F.get()));
  if constexpr (sizeof(F.get()) < 1)
    co_return F.get();
  co_return requires { F.get(); };
}

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

// Whoever pulls it waits, as in an ordinary function.
inhouse::Generator<int> okPulled(std::future<int> F) { co_yield F.get(); }

TEST(Suite, okInTest) {
  auto Body = []() -> Flow<int> { co_return fetch().get(); };
  use(fetch().get());
}

//===-- What only looks like it -------------------------------------------===//

Task<int> okOtherGets(std::unique_ptr<int> Pointer,
                      std::unique_ptr<std::future<int>> Holder,
                      std::reference_wrapper<int> Reference,
                      std::tuple<int, long> Pair, inhouse::ErasedPtr<int> Own,
                      inhouse::Maybe<int> Missing, inhouse::Service &Server) {
  use(Holder.get() != nullptr);
  use(Missing.wait().get());
  co_await Server.wait();
  use(co_await Server.get());
  co_return *Pointer.get() + Reference.get() + std::get<0>(Pair) + *Own.get();
}

//===-- Macros, templates, suppression ------------------------------------===//

#define VALUE_OF(Future) Future.get()
#define TWICE(Number) ((Number) * 2)
Flow<int> inMacro(std::future<int> F, std::future<int> G) {
  use(VALUE_OF(F));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES: use(VALUE_OF(F));
  co_return TWICE(G.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES: co_return TWICE(G.get());
}

template <class T> Flow<T> inTemplate(std::future<T> F) { co_return F.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:71: warning: 'get' blocks the thread of coroutine 'inTemplate'
// CHECK-FIXES: template <class T> Flow<T> inTemplate(std::future<T> F) { co_return co_await std::move(F); }
template Flow<int> inTemplate(std::future<int>);
template Flow<std::string> inTemplate(std::future<std::string>);

// Right for one of the two.
template <class T> Flow<int> inTemplateForOne(T Holder) {
  Holder.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread of coroutine 'inTemplateForOne'
  // CHECK-FIXES: Holder.get();
  co_return 0;
}
template Flow<int> inTemplateForOne(std::future<int>);
template Flow<int> inTemplateForOne(std::unique_ptr<int>);

template <class T> struct Box {
  Flow<T> inClassTemplate(std::future<T> F) { co_return F.get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'get' blocks the thread of coroutine 'inClassTemplate'
  // CHECK-FIXES: Flow<T> inClassTemplate(std::future<T> F) { co_return co_await std::move(F); }
};
template struct Box<int>;
template struct Box<long>;

// Nothing is known of it before it is used.
template <class T> Flow<int> okInPattern(T Holder) { co_return Holder.get(); }

Flow<> generic(std::future<int> F) {
  auto Wait = [](auto &Any) { return Any.get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' blocks the thread of coroutine 'generic'
  // CHECK-FIXES: auto Wait = [](auto &Any) { return Any.get(); };
  use(Wait(F));
  co_return;
}

Flow<int> suppressed(std::future<int> F) {
  use(F.get()); // NOLINT(async-blocking-wait)
  // NOLINTNEXTLINE
  co_return fetch().get();
}

//===-- What it misses ----------------------------------------------------===//

// Silent: the call is behind a function, which decides for itself.
static int valueOf(std::future<int> F) { return F.get(); }
Flow<int> missedInFunction(std::future<int> F) {
  co_return valueOf(std::move(F));
}

// Silent: the elements of a container are not told apart.
Flow<int> missedOther(std::vector<std::future<int>> All) {
  if (All[0].wait_for(0s) != std::future_status::ready)
    co_return 0;
  co_return All[1].get();
}

// Silent: what a lambda or a member function changes is not followed.
Flow<int> missedAssignmentInLambda(std::future<int> F) {
  auto Refill = [&] { F = fetch(); };
  if (F.wait_for(0s) != std::future_status::ready)
    co_return 0;
  Refill();
  co_return F.get();
}

// Silent: what is behind a function pointer is not known.
Flow<int> missedThroughPointer(int (*Get)(std::future<int> &),
                               std::future<int> F) {
  co_return Get(F);
}

// Silent: the wait is in a destructor.
Flow<> missedInDestructor() {
  std::jthread Worker([] { use(1); });
  co_return;
}

// FIXME: Silent, but should report if it waits: no model tells what it does.
class Response {
public:
  int get();
};
Flow<int> missedUnknown(Response Answer) { co_return Answer.get(); }
