// RUN: async-blocking-wait -std=c++20 -isystem stubs
// RUN: async-blocking-wait -std=c++20 -isystem stubs -check-suffix=,STRICT -option AsyncStrict=true
// RUN: async-blocking-wait -std=c++20 -isystem stubs -check-suffix=TEST -option AsyncTestPaths=blocking-wait/sea
#include "seastar/seastar.h"
#include <algorithm>
#include <memory>

namespace ss = seastar;
using ss::future;

future<int> fetch(int Id = 0);
future<ss::sstring> fetchText();
future<> send(int Value);
void use(int);
void refill(future<int> &Slot);

//===-- In a coroutine ----------------------------------------------------===//

future<int> gets(future<int> F) { co_return F.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'get' blocks the thread of coroutine 'gets' until the task is finished; await it instead [async-blocking-wait]
// CHECK-FIXES: future<int> gets(future<int> F) { co_return co_await std::move(F); }

future<int> getsOfCall() {
  int Result = fetch().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'get' blocks the thread of coroutine 'getsOfCall'
  // CHECK-FIXES: int Result = co_await fetch();
  co_return Result + fetch().get0();
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'get0' blocks the thread of coroutine 'getsOfCall'
  // CHECK-FIXES: co_return Result + co_await fetch();
}

future<> getsNothing() {
  send(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread of coroutine 'getsNothing'
  // CHECK-FIXES: co_await send(1);
  co_return;
}

// Takes neither the value nor the error.
future<> waits(future<int> F) {
  F.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' blocks the thread of coroutine 'waits' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: F.wait();
  use(F.get());
  co_return;
}

future<size_t> inMemberChain() { co_return fetchText().get().size(); }
// CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'get' blocks the thread of coroutine 'inMemberChain'
// CHECK-FIXES: future<size_t> inMemberChain() { co_return (co_await fetchText()).size(); }

future<const char *> inMemberChainOfLvalue(future<ss::sstring> F) {
  co_return F.get().c_str();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'inMemberChainOfLvalue'
  // CHECK-FIXES: co_return (co_await std::move(F)).c_str();
}

future<bool> inExpression() {
  co_return !fetch().get() && fetch(1).get() + 1 < 2 * fetch(2).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' blocks the thread of coroutine 'inExpression'
  // CHECK-MESSAGES: :[[@LINE-2]]:40: warning: 'get' blocks the thread of coroutine 'inExpression'
  // CHECK-MESSAGES: :[[@LINE-3]]:65: warning: 'get' blocks the thread of coroutine 'inExpression'
  // CHECK-FIXES: co_return !co_await fetch() && co_await fetch(1) + 1 < 2 * co_await fetch(2);
}

future<int> ofChain() {
  co_return fetch().then([](int Value) { return Value + 1; }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'get' blocks the thread of coroutine 'ofChain'
  // CHECK-FIXES: co_return co_await fetch().then([](int Value) { return Value + 1; });
}

future<> inHandler() {
  try {
    co_await send(1);
  } catch (...) {
    send(2).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks the thread of coroutine 'inHandler'
    // CHECK-FIXES: send(2).get();
  }
}

future<int> inStatic() {
  static int Once = fetch().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'get' blocks the thread of coroutine 'inStatic'
  // CHECK-FIXES: static int Once = fetch().get();
  co_return Once;
}

future<> ofCloser(ss::file File) {
  ss::deferred_close Closer(File);
  Closer.close_now();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'close_now' blocks the thread of coroutine 'ofCloser'
  // CHECK-FIXES: Closer.close_now();
  co_return;
}

using Units = future<ss::semaphore_units<>>;
future<> ofAlias(ss::semaphore &Slots) {
  Units Taken = ss::get_units(Slots, 1);
  auto Held = Taken.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread of coroutine 'ofAlias'
  // CHECK-FIXES: auto Held = co_await std::move(Taken);
  co_return;
}

future<> inLambdaCalledHere(std::vector<int> Ids) {
  auto Get = [](int Id) { return fetch(Id).get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'get' blocks the thread of coroutine 'inLambdaCalledHere'
  // CHECK-FIXES: auto Get = [](int Id) { return fetch(Id).get(); };
  for (int Id : Ids)
    use(Get(Id));
  co_return;
}

future<> inEachOfAll(std::vector<int> Ids) {
  co_await ss::coroutine::parallel_for_each(Ids, [](int Id) -> future<> {
    use(fetch(Id).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks the thread of this coroutine until the task is finished; await it instead [async-blocking-wait]
    // CHECK-FIXES: use(co_await fetch(Id));
    co_return;
  });
}

//===-- In a continuation -------------------------------------------------===//

future<int> inThen() {
  return fetch().then([](int Id) { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:18: note: return the task from the callable passed to 'then', and continue in the next one
}

future<> inOtherContinuations(ss::gate &Gate, ss::semaphore &Slots) {
  return ss::with_gate(Gate,
                       [&Slots] {
                         return ss::with_semaphore(Slots, 1, [] {
                           send(1).get();
                           // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'get' blocks the thread that runs this continuation
                           return send(2);
                         });
                       })
      .handle_exception([](std::exception_ptr) { send(3).get(); })
      .finally([] { send(4).wait(); });
  // CHECK-MESSAGES: :[[@LINE-2]]:58: warning: 'get' blocks the thread that runs this continuation
  // CHECK-MESSAGES: :[[@LINE-2]]:29: warning: 'wait' blocks the thread that runs this continuation
}

future<> inLoops(std::vector<int> &Ids) {
  return ss::do_for_each(Ids,
                         [](int Id) {
                           use(fetch(Id).get());
                           // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' blocks the thread that runs this continuation
                           return send(Id);
                         })
      .then([] {
        return ss::repeat([] {
          return fetch().get() ? ss::stop_iteration::yes
                               : ss::stop_iteration::no;
          // CHECK-MESSAGES: :[[@LINE-2]]:26: warning: 'get' blocks the thread that runs this continuation
        });
      });
}

future<int> onOtherShard() {
  return ss::smp::submit_to(1, [] { return fetch().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'get' blocks the thread that runs this continuation
}

int main(int Count, char **Args) {
  ss::app_template App;
  return App.run(Count, Args, [] {
    send(1).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks the thread that runs this continuation
    return send(2);
  });
}

auto NamedContinuation = [](int Id) { return fetch(Id).get(); };
future<int> inNamedContinuation() {
  auto Next = [](int Id) { return fetch(Id).get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'get' blocks the thread that runs this continuation
  return fetch().then(Next);
}

future<int> notOfCaptured(future<int> Other) {
  return send(1).then_wrapped([Other = std::move(Other)](future<> F) mutable {
    F.get();
    return Other.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks the thread that runs this continuation
  });
}

//===-- It is known to be over --------------------------------------------===//

future<int> okAvailable(future<int> F) {
  if (F.available())
    co_return F.get();
  co_return co_await std::move(F);
}

future<int> okNotAvailable(future<int> F) {
  if (!F.available())
    co_return 0;
  co_return F.get();
}

future<int> okFailed(future<int> F) {
  if (F.available() && !F.failed())
    co_return F.get();
  co_return 0;
}

future<int> okAvailableInThen(future<int> F) {
  return send(1).then([F = std::move(F)]() mutable {
    if (F.available())
      return F.get();
    return 0;
  });
}

future<int> okPolled(future<int> F) {
  while (!F.available())
    co_await ss::yield();
  co_return F.get();
}

future<int> okKept(future<int> F) {
  bool Available = F.available();
  if (!Available)
    co_return 0;
  co_return F.get();
}

future<int> okThenWrapped() {
  return fetch().then_wrapped([](future<int> F) {
    try {
      return F.get();
    } catch (...) {
      return 0;
    }
  });
}

future<int> okThenWrappedGeneric() {
  return fetch().then_wrapped([](auto &&F) {
    auto Mine = std::move(F);
    return Mine.failed() ? 0 : Mine.get();
  });
}

future<int> okWhenAll() {
  auto [A, B] = co_await ss::when_all(fetch(1), fetch(2));
  co_return A.get() + B.get();
}

future<int> okWhenAllInTuple() {
  auto Both = co_await ss::when_all(fetch(1), fetch(2));
  co_return std::get<0>(Both).get() + std::get<1>(std::move(Both)).get();
}

future<> okWhenAllOfRange(std::vector<future<int>> All) {
  auto Done = co_await ss::when_all(All.begin(), All.end());
  use(Done[0].get());
  use(Done.front().get());
  for (future<int> &F : Done)
    use(F.get());
  for (auto &&F : co_await ss::when_all(Done.begin(), Done.end()))
    use(F.get());
}

future<int> okWhenAllThen() {
  return ss::when_all(fetch(1), fetch(2))
      .then([](std::tuple<future<int>, future<int>> Both) {
        auto [A, B] = std::move(Both);
        return A.get() + B.get();
      });
}

future<int> okAsFuture() {
  future<int> F = co_await ss::coroutine::as_future(fetch());
  if (F.failed())
    co_return 0;
  co_return F.get();
}

future<int> okReadyMade() {
  future<int> F = ss::make_ready_future<int>(1);
  ss::now().get();
  co_return F.get() + ss::make_ready_future<int>(2).get();
}

future<int> notTheOtherOfAll(future<int> Other) {
  auto [A, B] = co_await ss::when_all(fetch(1), fetch(2));
  co_return A.get() + Other.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'get' blocks the thread of coroutine 'notTheOtherOfAll'
  // CHECK-FIXES: co_return A.get() + co_await std::move(Other);
}

future<int> notAfterAssignment(future<int> F) {
  if (!F.available())
    co_return 0;
  F = fetch();
  co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'notAfterAssignment'
  // CHECK-FIXES: co_return co_await std::move(F);
}

future<int> notAfterReference(future<int> F) {
  if (!F.available())
    co_return 0;
  refill(F);
  co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'notAfterReference'
  // CHECK-FIXES: co_return co_await std::move(F);
}

future<> notInTheNextRound(future<int> F) {
  if (!F.available())
    co_return;
  for (int I = 0; I < 3; ++I) {
    use(F.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread of coroutine 'notInTheNextRound'
    // CHECK-FIXES: use(co_await std::move(F));
    F = fetch(I);
  }
}

future<int> notOnBothPaths(bool Look, future<int> F) {
  if (Look && !F.available())
    co_return 0;
  co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'notOnBothPaths'
  // CHECK-FIXES: co_return co_await std::move(F);
}

//===-- Where a fiber waits -----------------------------------------------===//

future<> okInFiber() {
  return ss::async([] {
    send(1).get();
    std::vector<int> Ids = {1, 2};
    for (int Id : Ids)
      use(fetch(Id).get());
    auto Again = [] { return fetch().get(); };
    use(Again());
  });
}

future<> okInFiberOfCoroutine() {
  co_await ss::async([] { use(fetch().get()); });
  ss::thread_attributes Attributes;
  co_await ss::async(Attributes, [](int Id) { use(fetch(Id).get()); }, 1);
}

future<> okInThread() {
  ss::thread Worker([] { use(fetch().get()); });
  return Worker.join();
}

// In a fiber, again: the reactor.
future<> inThenInFiber() {
  return ss::async(
      [] { fetch().then([](int Id) { return fetch(Id).get(); }).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'get' blocks the thread that runs this continuation
}

// Only those who call it know whether it runs in a fiber.
int okPlainFunction() { return fetch().get(); }

SEASTAR_THREAD_TEST_CASE(okInThreadTest) { use(fetch().get()); }

SEASTAR_TEST_CASE(okInTest) {
  use(fetch().get());
  return fetch().then([](int Id) { send(fetch(Id).get()).get(); });
}

//===-- What only looks like it -------------------------------------------===//

future<> okOtherGets(ss::lw_shared_ptr<int> Pointer, ss::data_source &Source,
                     ss::semaphore &Slots, ss::condition_variable &Changed,
                     ss::temporary_buffer<char> Buffer,
                     std::unique_ptr<future<int>> Holder) {
  use(*Pointer.get() + *Buffer.get() + (Holder.get() != nullptr));
  co_await Slots.wait();
  co_await Changed.wait();
  auto Data = co_await Source.get();
}

future<> yields() {
  ss::thread::yield();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'yield' blocks the thread of coroutine 'yields', and all other coroutines on it [async-blocking-wait]
  co_return;
}

//===-- Macros, templates, suppression ------------------------------------===//

#define VALUE_OF(Future) Future.get()
#define GET_NOW(Call)                                                          \
  do {                                                                         \
    use(Call.get());                                                           \
  } while (false)
future<int> inMacro() {
  GET_NOW(fetch());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES: GET_NOW(fetch());
  co_return VALUE_OF(fetch());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES: co_return VALUE_OF(fetch());
}

template <class T> future<T> inTemplate(future<T> F) { co_return F.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:68: warning: 'get' blocks the thread of coroutine 'inTemplate'
// CHECK-FIXES: template <class T> future<T> inTemplate(future<T> F) { co_return co_await std::move(F); }
template future<int> inTemplate(future<int>);
template future<ss::sstring> inTemplate(future<ss::sstring>);

template <class T> future<int> inThenInTemplate(future<T> F) {
  return F.then([](T) { return fetch().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'get' blocks the thread that runs this continuation
}
template future<int> inThenInTemplate(future<int>);
template future<int> inThenInTemplate(future<long>);

future<int> suppressed() {
  use(fetch(1).get()); // NOLINT(async-blocking-wait)
  // NOLINTNEXTLINE(async-*)
  use(fetch(2).get());
  co_return 0;
}

// What a continuation is given stays finished in what it is moved into.
seastar::future<int> okMovedOn(seastar::future<int> First,
                               seastar::future<> Last) {
  return First.then_wrapped(
      [Last = std::move(Last)](seastar::future<int> F) mutable {
        return Last.then_wrapped(
            [F = std::move(F)](seastar::future<> L) mutable {
              L.ignore_ready_future();
              return F.get();
            });
      });
}

// What is given to a callable that is called at once is a part of what is there.
future<int> okEachOfFinished(std::vector<future<int>> All) {
  auto Done = co_await ss::when_all(All.begin(), All.end());
  int Sum = 0;
  std::for_each(Done.begin(), Done.end(),
                [&Sum](future<int> &F) { Sum += F.get(); });
  co_return Sum;
}
future<int> eachOfRunning(std::vector<future<int>> All) {
  int Sum = 0;
  std::for_each(All.begin(), All.end(),
                [&Sum](future<int> &F) { Sum += F.get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'get' blocks the thread of coroutine 'eachOfRunning'
  co_return Sum;
}
