// RUN: async-blocking-wait -std=c++20 -isystem stubs
// RUN: async-blocking-wait -std=c++20 -isystem stubs -check-suffix=TEST -option AsyncTestPaths=/folly
#include "folly/folly.h"
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

using namespace std::chrono_literals;
using folly::Future;
using folly::SemiFuture;
using folly::coro::blockingWait;
using folly::coro::Task;

Future<int> fetch(int Id = 0);
SemiFuture<std::string> fetchText();
Future<folly::Unit> send(int Value);
Task<int> load(int Id = 0);
Task<> store(int Value);
void use(int);
void refill(Future<int> &Slot);

//===-- In a coroutine ----------------------------------------------------===//

Task<int> gets(Future<int> F) {
  int First = fetch().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'get' blocks the thread of coroutine 'gets' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: int First = co_await fetch();
  co_return First + std::move(F).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'get' blocks the thread of coroutine 'gets'
  // CHECK-FIXES: co_return First + co_await std::move(F);
}

Task<size_t> inMemberChain(SemiFuture<std::string> F) {
  use(fetchText().get().size());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks the thread of coroutine 'inMemberChain'
  // CHECK-FIXES: use((co_await fetchText()).size());
  co_return std::move(F).get().size();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks the thread of coroutine 'inMemberChain'
  // CHECK-FIXES: co_return (co_await std::move(F)).size();
}

Task<> getsNothing() {
  send(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks the thread of coroutine 'getsNothing'
  // CHECK-FIXES: co_await send(1);
  co_return;
}

Task<> getsForSome(Future<int> F) {
  use(fetch().get(10ms));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'getsForSome' until the task is finished or the timeout expires [async-blocking-wait]
  // CHECK-FIXES: use(fetch().get(10ms));
  std::move(F).getTry(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'getTry' blocks the thread of coroutine 'getsForSome'
  // CHECK-FIXES: std::move(F).getTry(1s);
  co_return;
}

// Nothing that is awaited gives the same.
Task<> getsOther(Future<int> F, folly::ManualExecutor &Loop) {
  if (fetch().getTry().hasValue())
    use(1);
  // CHECK-MESSAGES: :[[@LINE-2]]:15: warning: 'getTry' blocks the thread of coroutine 'getsOther' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: if (fetch().getTry().hasValue())
  fetch().getVia(&Loop);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'getVia' blocks the thread of coroutine 'getsOther'
  // CHECK-FIXES: fetch().getVia(&Loop);
  F.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' blocks the thread of coroutine 'getsOther'
  // CHECK-FIXES: F.wait();
  use(F.value());
  use(fetch().wait().value());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'wait' blocks the thread of coroutine 'getsOther'
  // CHECK-FIXES: use(fetch().wait().value());
  co_return;
}

Task<int> blocks(Task<int> T) {
  blockingWait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockingWait' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: co_await store(1);
  int First = folly::coro::blockingWait(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'blockingWait' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: int First = co_await load(1);
  int Second = folly::coro::blocking_wait(load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'blocking_wait' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: int Second = co_await load(2);
  co_return First + Second + blockingWait(std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'blockingWait' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: co_return First + Second + co_await std::move(T);
}

Task<> blocksOnOthers(Future<int> F, folly::Executor::KeepAlive<> Where) {
  use(blockingWait(std::move(F)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks the thread of coroutine 'blocksOnOthers'
  // CHECK-FIXES: use(co_await std::move(F));
  use(blockingWait(fetch()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks the thread of coroutine 'blocksOnOthers'
  // CHECK-FIXES: use(co_await fetch());
  use(blockingWait(folly::coro::co_withExecutor(Where, load())));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks the thread of coroutine 'blocksOnOthers'
  // CHECK-FIXES: use(co_await folly::coro::co_withExecutor(Where, load()));
  auto [A, B] = blockingWait(folly::coro::collectAll(load(1), load(2)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'blockingWait' blocks the thread of coroutine 'blocksOnOthers'
  // CHECK-FIXES: auto [A, B] = co_await folly::coro::collectAll(load(1), load(2));
  co_return;
}

folly::coro::now_task<int> now();
folly::coro::now_task<int> blocksNow() { co_return blockingWait(now()); }
// CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'blockingWait' blocks the thread of coroutine 'blocksNow'
// CHECK-FIXES: folly::coro::now_task<int> blocksNow() { co_return co_await now(); }

// The second argument drives it.
Task<> blocksAndDrives(folly::ManualExecutor &Loop) {
  use(blockingWait(load(), &Loop));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks the thread of coroutine 'blocksAndDrives'
  // CHECK-FIXES: use(blockingWait(load(), &Loop));
  co_return;
}

Task<> inExpression() {
  use(-blockingWait(load()) + 2 * blockingWait(load(2)));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'blockingWait' blocks the thread of coroutine 'inExpression'
  // CHECK-MESSAGES: :[[@LINE-2]]:35: warning: 'blockingWait' blocks the thread of coroutine 'inExpression'
  // CHECK-FIXES: use(-co_await load() + 2 * co_await load(2));
  use(blockingWait(load()) > 0 ? 1 : 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks the thread of coroutine 'inExpression'
  // CHECK-FIXES: use(co_await load() > 0 ? 1 : 2);
  co_return;
}

Task<int> inHandler() {
  try {
    co_await store(1);
  } catch (...) {
    blockingWait(store(2));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'blockingWait' blocks the thread of coroutine 'inHandler'
    // CHECK-FIXES: blockingWait(store(2));
  }
  co_return 0;
}

Task<int> inStatic() {
  static const int Once = blockingWait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'blockingWait' blocks the thread of coroutine 'inStatic'
  // CHECK-FIXES: static const int Once = blockingWait(load());
  co_return Once;
}

folly::coro::AsyncGenerator<int> inGenerator() {
  co_yield blockingWait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'blockingWait' blocks the thread of coroutine 'inGenerator'
  // CHECK-FIXES: co_yield co_await load();
}

Task<> inLambda() {
  co_await folly::coro::co_invoke([]() -> Task<> {
    use(blockingWait(load()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'blockingWait' blocks the thread of this coroutine until the task is finished; await it instead [async-blocking-wait]
    // CHECK-FIXES: use(co_await load());
    co_return;
  });
}

using Answer = Future<int>;
Task<int> ofAlias(Answer A) { co_return std::move(A).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'get' blocks the thread of coroutine 'ofAlias'
// CHECK-FIXES: Task<int> ofAlias(Answer A) { co_return co_await std::move(A); }

//===-- Other waits -------------------------------------------------------===//

Task<> onEvents(folly::Baton<> &Posted, folly::Latch &Done,
                folly::LifoSem &Slots, folly::MPMCQueue<int> &Queue) {
  Posted.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread of coroutine 'onEvents', and all other coroutines on it [async-blocking-wait]
  Posted.try_wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'try_wait_for' blocks the thread of coroutine 'onEvents'
  Done.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread of coroutine 'onEvents'
  Done.arrive_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'arrive_and_wait' blocks the thread of coroutine 'onEvents'
  Slots.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of coroutine 'onEvents'
  int Value;
  Queue.blockingRead(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'blockingRead' blocks the thread of coroutine 'onEvents'
  co_return;
}

Task<> onLoops(folly::EventBase &Base, folly::CPUThreadPoolExecutor &Pool) {
  Base.loop();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'loop' blocks the thread of coroutine 'onLoops'
  Base.runInEventBaseThreadAndWait([] { use(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'runInEventBaseThreadAndWait' blocks the thread of coroutine 'onLoops'
  Pool.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'join' blocks the thread of coroutine 'onLoops'
  co_return;
}

Task<> okTried(folly::Baton<> &Posted, folly::Latch &Done,
               folly::MPMCQueue<int> &Queue, folly::coro::Baton &Own) {
  int Value;
  if (Posted.try_wait() && Done.try_wait() && Queue.read(Value) &&
      Posted.try_wait_for(0s))
    use(Value);
  co_await Own;
}

// What is in the queue is counted by the semaphore.
template <typename T> class Inbox {
public:
  void put(T Value) {
    Items.enqueue(std::move(Value));
    Count.signal();
  }
  Task<T> okTake() {
    co_await Count.co_wait();
    co_return Items.dequeue();
  }
  Task<T> takesFirst() {
    T First = Items.dequeue();
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'dequeue' blocks the thread of coroutine 'takesFirst'
    co_await Count.co_wait();
    co_return First;
  }
  Task<T> takesOf(folly::UnboundedQueue<T> &Others) {
    co_await Count.co_wait();
    co_return Others.dequeue();
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'dequeue' blocks the thread of coroutine 'takesOf'
  }
  Task<T> takesTwo() {
    co_await Count.co_wait();
    T First = Items.dequeue();
    co_return First + Items.dequeue();
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'dequeue' blocks the thread of coroutine 'takesTwo'
  }
  Task<T> takesAnyway(bool Waits) {
    if (Waits)
      co_await Count.co_wait();
    co_return Items.dequeue();
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'dequeue' blocks the thread of coroutine 'takesAnyway'
  }

private:
  folly::UnboundedQueue<T> Items;
  folly::fibers::Semaphore Count{0};
};
template class Inbox<int>;

//===-- In a continuation -------------------------------------------------===//

Future<int> inThen() {
  return fetch().thenValue([](int Id) { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:18: note: return the task from the callable passed to 'thenValue', and continue in the next one
}

Future<int> inOtherContinuations() {
  return fetch()
      .thenTry(
          [](folly::Try<int> Result) { return fetch(Result.value()).get(); })
      .thenError([](folly::exception_wrapper) { return blockingWait(load()); })
      .ensure([] { send(1).wait(); });
  // CHECK-MESSAGES: :[[@LINE-3]]:69: warning: 'get' blocks the thread that runs this continuation
  // CHECK-MESSAGES: :[[@LINE-3]]:56: warning: 'blockingWait' blocks the thread that runs this continuation
  // CHECK-MESSAGES: :[[@LINE-3]]:28: warning: 'wait' blocks the thread that runs this continuation
}

SemiFuture<int> inDeferred() {
  return fetch().semi().deferValue([](int Id) { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:66: warning: 'get' blocks the thread that runs this continuation
}

void inEventLoop(folly::EventBase &Base, folly::IOThreadPoolExecutor &Threads) {
  Base.runInEventBaseThread([] { use(fetch().get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'get' blocks the thread that runs this continuation
  Threads.add([] { use(fetch().get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'get' blocks the thread that runs this continuation
}

void whenStarted(folly::Executor::KeepAlive<> Where) {
  folly::coro::co_withExecutor(Where, load()).start([](folly::Try<int> Result) {
    use(fetch(Result.value()).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'get' blocks the thread that runs this continuation
  });
}

//===-- It is known to be over --------------------------------------------===//

Task<int> okReady(Future<int> F) {
  if (F.isReady())
    co_return std::move(F).get();
  co_return co_await std::move(F);
}

Task<int> okNotReady(SemiFuture<int> F) {
  if (!F.isReady())
    co_return 0;
  co_return std::move(F).get();
}

Task<int> okHasValue(Future<int> F) {
  co_return F.hasValue() ? std::move(F).get() : 0;
}

Task<int> okPolled(Future<int> F) {
  while (!F.isReady())
    co_await folly::coro::sleep(1ms);
  co_return std::move(F).get();
}

Task<int> okReadyMade() {
  use(folly::makeFuture(1).get());
  Future<int> F = folly::makeFuture(2);
  co_return std::move(F).get();
}

// It was waited for in the line before.
Task<int> onlyOnce(Future<int> F) {
  F.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'wait' blocks the thread of coroutine 'onlyOnce'
  // CHECK-FIXES: F.wait();
  co_return std::move(F).get();
}

// Trys have no get().
Task<int> okCollected() {
  auto [A, B] = co_await folly::collectAll(fetch(1), fetch(2));
  co_return A.value() + B.value();
}

Task<int> notAfterAssignment(Future<int> F) {
  if (!F.isReady())
    co_return 0;
  F = fetch();
  co_return std::move(F).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks the thread of coroutine 'notAfterAssignment'
  // CHECK-FIXES: co_return co_await std::move(F);
}

Task<int> notAfterReference(Future<int> F) {
  if (!F.isReady())
    co_return 0;
  refill(F);
  co_return std::move(F).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks the thread of coroutine 'notAfterReference'
  // CHECK-FIXES: co_return co_await std::move(F);
}

Task<> notInTheNextRound(Future<int> F) {
  if (!F.isReady())
    co_return;
  for (int I = 0; I < 3; ++I) {
    use(std::move(F).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' blocks the thread of coroutine 'notInTheNextRound'
    // CHECK-FIXES: use(co_await std::move(F));
    F = fetch(I);
  }
}

//===-- Where it may wait -------------------------------------------------===//

int okPlainFunction() { return fetch().get() + blockingWait(load()); }

int main() { return blockingWait(load()); }

void okOnPool(folly::CPUThreadPoolExecutor &Pool, folly::Executor &Any) {
  Pool.add([] { use(fetch().get()); });
  Any.add([] { use(fetch().get()); });
}

Task<> okOffloaded() {
  co_await folly::via(folly::getGlobalCPUExecutor(),
                      [] { use(fetch().get() + fetch(1).get()); });
}

void okInFiber(folly::fibers::FiberManager &Fibers) {
  Fibers.addTask([] {
    folly::fibers::Baton Posted;
    Posted.wait();
    use(fetch().get());
  });
}

namespace testing {
struct Test {
  virtual ~Test();
  virtual void TestBody() = 0;
};
} // namespace testing
CO_TEST(Suite, OkInTest) {
  use(blockingWait(load()));
  use(fetch().get());
  co_return;
}

//===-- What only looks like it -------------------------------------------===//

Task<> okOthers(folly::Optional<int> Missing, std::reference_wrapper<int> Other,
                folly::Executor::KeepAlive<> Where,
                std::unique_ptr<Future<int>> Holder) {
  use(*Missing.get_pointer() + Other.get());
  use(Where.get() && Holder.get());
  co_return;
}

//===-- Macros, templates, suppression ------------------------------------===//

#define AWAIT(Work) ::folly::coro::blockingWait(Work)
Task<> inMacro() {
  use(AWAIT(load()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'blockingWait' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES: use(AWAIT(load()));
  co_return;
}

template <class T> Task<T> inTemplate(Task<T> Work) {
  co_return blockingWait(std::move(Work));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'blockingWait' blocks the thread of coroutine 'inTemplate'
  // CHECK-FIXES: co_return co_await std::move(Work);
}
template Task<int> inTemplate(Task<int>);
template Task<std::string> inTemplate(Task<std::string>);

template <class T> Task<> inTemplateOfAny(T Work) {
  blockingWait(std::move(Work));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockingWait' blocks the thread of coroutine 'inTemplateOfAny'
  // CHECK-FIXES: co_await std::move(Work);
  co_return;
}
template Task<> inTemplateOfAny(Task<int>);
template Task<> inTemplateOfAny(Future<int>);

// Right for one of the two.
template <class T> Task<int> inTemplateForOne(T Holder) {
  std::move(Holder).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread of coroutine 'inTemplateForOne'
  // CHECK-FIXES: std::move(Holder).get();
  co_return 0;
}
template Task<int> inTemplateForOne(Future<int>);
template Task<int> inTemplateForOne(std::reference_wrapper<int>);

Task<int> suppressed() {
  use(fetch().get()); // NOLINT
  // NOLINTBEGIN(async-blocking-wait)
  co_return blockingWait(load());
  // NOLINTEND(async-blocking-wait)
}

//===-- A lock must not be held while others run --------------------------===//

Task<int> underGuard(std::mutex &Mutex) {
  std::lock_guard<std::mutex> Held(Mutex);
  co_return fetch(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' blocks the thread of coroutine 'underGuard' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: co_return fetch(1).get();
}
Task<int> inInnerBlock(std::mutex &Mutex, int Id) {
  std::unique_lock Held(Mutex, std::try_to_lock);
  if (Id > 0) {
    int Value = fetch(2).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks the thread of coroutine 'inInnerBlock' until the task is finished [async-blocking-wait]
    // CHECK-FIXES: int Value = fetch(2).get();
    co_return Value;
  }
  co_return 0;
}
Task<int> untilUnlocked(std::mutex &Mutex) {
  Mutex.lock();
  int First = fetch(3).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'get' blocks the thread of coroutine 'untilUnlocked' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: int First = fetch(3).get();
  Mutex.unlock();
  int Second = fetch(4).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get' blocks the thread of coroutine 'untilUnlocked' until the task is finished; await it instead
  // CHECK-FIXES: int Second = co_await fetch(4);
  co_return First + Second;
}
Task<int> afterBlock(std::mutex &Mutex) {
  int First = 0;
  {
    std::scoped_lock Held(Mutex);
    First = 1;
  }
  co_return First + fetch(5).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'get' blocks the thread of coroutine 'afterBlock' until the task is finished; await it instead
  // CHECK-FIXES: co_return First + co_await fetch(5);
}
Task<int> guardUnlocked(std::mutex &Mutex) {
  std::unique_lock<std::mutex> Held(Mutex);
  Held.unlock();
  co_return fetch(6).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' blocks the thread of coroutine 'guardUnlocked' until the task is finished; await it instead
  // CHECK-FIXES: co_return co_await fetch(6);
}

folly::coro::Task<> asksLoop(folly::EventBase &Loop) {
  Loop.runInEventBaseThreadAndWait([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'runInEventBaseThreadAndWait' blocks the thread of coroutine 'asksLoop'
  co_return;
}
// It runs at once if this is the loop's thread.
folly::coro::Task<> okAsksOwnLoop(folly::EventBase &Loop) {
  Loop.runImmediatelyOrRunInEventBaseThreadAndWait([] {});
  co_return;
}
