// RUN: async-blocking-wait -std=c++20 -isystem stubs
#include "cppcoro/cppcoro.h"

using cppcoro::shared_task;
using cppcoro::sync_wait;
using cppcoro::task;

task<int> load(int Id = 0);
task<std::string> loadText();
task<> store(int Value);
task<task<int>> loadLater();
void use(int);
void refill(task<int> &Slot);

//===-- In a coroutine ----------------------------------------------------===//

task<int> blocks() {
  sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of coroutine 'blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: co_await store(1);
  int First = cppcoro::sync_wait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'sync_wait' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: int First = co_await load();
  co_return First + sync_wait(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sync_wait' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: co_return First + co_await load(1);
}

// An lvalue can be awaited, and is left as it is: also if it is const.
task<int> blocksOnLvalue(task<int> T, const task<int> &Const,
                         shared_task<int> Shared) {
  co_return sync_wait(T) + sync_wait(Const) + sync_wait(Shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'blocksOnLvalue'
  // CHECK-MESSAGES: :[[@LINE-2]]:28: warning: 'sync_wait' blocks the thread of coroutine 'blocksOnLvalue'
  // CHECK-MESSAGES: :[[@LINE-3]]:47: warning: 'sync_wait' blocks the thread of coroutine 'blocksOnLvalue'
  // CHECK-FIXES: co_return co_await T + co_await Const + co_await Shared;
}

task<std::string> blocksOnMoved(task<std::string> T) {
  co_return sync_wait(std::move(T));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'blocksOnMoved'
  // CHECK-FIXES: co_return co_await std::move(T);
}

task<size_t> inMemberChain() { co_return sync_wait(loadText()).size(); }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'sync_wait' blocks the thread of coroutine 'inMemberChain'
// CHECK-FIXES: task<size_t> inMemberChain() { co_return (co_await loadText()).size(); }

task<int> inSubscript(const std::vector<int> &Table) {
  co_return Table[sync_wait(load())];
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'sync_wait' blocks the thread of coroutine 'inSubscript'
  // CHECK-FIXES: co_return Table[co_await load()];
}

task<int> inNested() { co_return sync_wait(sync_wait(loadLater())); }
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sync_wait' blocks the thread of coroutine 'inNested'
// CHECK-MESSAGES: :[[@LINE-2]]:44: warning: 'sync_wait' blocks the thread of coroutine 'inNested' until the task is finished; await it instead [async-blocking-wait]
// CHECK-FIXES: task<int> inNested() { co_return co_await sync_wait(loadLater()); }

// Not `co_await co_await`.
task<int> ofAwaited() { co_return sync_wait(co_await loadLater()); }
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'sync_wait' blocks the thread of coroutine 'ofAwaited'
// CHECK-FIXES: task<int> ofAwaited() { co_return co_await (co_await loadLater()); }

task<int> inExpression(bool First, task<int> A, task<int> B) {
  use(!sync_wait(load()) + 2 * sync_wait(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'sync_wait' blocks the thread of coroutine 'inExpression'
  // CHECK-MESSAGES: :[[@LINE-2]]:32: warning: 'sync_wait' blocks the thread of coroutine 'inExpression'
  // CHECK-FIXES: use(!co_await load() + 2 * co_await A);
  co_return sync_wait(First ? A : B);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'inExpression'
  // CHECK-FIXES: co_return co_await (First ? A : B);
}

task<int> blocksOnOperations(cppcoro::net::socket &Socket, char *Buffer,
                             cppcoro::io_service &Service) {
  use(sync_wait(Socket.recv(Buffer, 4)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of coroutine 'blocksOnOperations'
  // CHECK-FIXES: use(co_await Socket.recv(Buffer, 4));
  sync_wait(Service.schedule());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of coroutine 'blocksOnOperations' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: sync_wait(Service.schedule());
  auto [A, B] = sync_wait(cppcoro::when_all(load(1), load(2)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'sync_wait' blocks the thread of coroutine 'blocksOnOperations'
  // CHECK-FIXES: auto [A, B] = co_await cppcoro::when_all(load(1), load(2));
  co_return A + B;
}

task<> onEventLoop(cppcoro::io_service &Service) {
  Service.process_events();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'process_events' blocks the thread of coroutine 'onEventLoop', and all other coroutines on it [async-blocking-wait]
  Service.process_pending_events();
  co_return;
}

task<> inHandler() {
  try {
    co_await store(1);
  } catch (...) {
    sync_wait(store(2));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' blocks the thread of coroutine 'inHandler'
    // CHECK-FIXES: sync_wait(store(2));
  }
}

task<int> inStatic() {
  static int Once = sync_wait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sync_wait' blocks the thread of coroutine 'inStatic'
  // CHECK-FIXES: static int Once = sync_wait(load());
  co_return Once;
}

cppcoro::async_generator<int> inAsyncGenerator() { co_yield sync_wait(load()); }
// CHECK-MESSAGES: :[[@LINE-1]]:61: warning: 'sync_wait' blocks the thread of coroutine 'inAsyncGenerator'
// CHECK-FIXES: cppcoro::async_generator<int> inAsyncGenerator() { co_yield co_await load(); }

// Whoever pulls it waits, as in an ordinary function.
cppcoro::generator<int> okInGenerator() { co_yield sync_wait(load()); }

auto InLambda = [](int Id) -> task<int> { co_return sync_wait(load(Id)); };
// CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'sync_wait' blocks the thread of this coroutine until the task is finished; await it instead [async-blocking-wait]
// CHECK-FIXES: auto InLambda = [](int Id) -> task<int> { co_return co_await load(Id); };

task<> inContinuation() {
  co_await cppcoro::fmap([](int Id) { return sync_wait(load(Id)); }, load());
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'sync_wait' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: return the task from the callable passed to 'fmap', and continue in the next one
}

using Answer = cppcoro::shared_task<int>;
task<int> ofAlias(Answer A) { co_return sync_wait(A); }
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sync_wait' blocks the thread of coroutine 'ofAlias'
// CHECK-FIXES: task<int> ofAlias(Answer A) { co_return co_await A; }

//===-- After a hop -------------------------------------------------------===//

// The threads of a static_thread_pool are there for what takes long.
task<int> okAfterHop(cppcoro::static_thread_pool &Pool) {
  co_await Pool.schedule();
  use(sync_wait(load()));
  if (sync_wait(load(1)))
    co_return sync_wait(load(2));
  co_return 0;
}

task<int> beforeHop(cppcoro::static_thread_pool &Pool) {
  use(sync_wait(load()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of coroutine 'beforeHop'
  // CHECK-FIXES: use(co_await load());
  co_await Pool.schedule();
  co_return 0;
}

task<int> afterNextHop(cppcoro::static_thread_pool &Pool,
                       cppcoro::io_service &Service) {
  co_await Pool.schedule();
  use(sync_wait(load()));
  co_await Service.schedule();
  co_return sync_wait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'afterNextHop'
  // CHECK-FIXES: co_return co_await load();
}

task<int> afterHopToLoop(cppcoro::io_service &Service) {
  co_await Service.schedule();
  co_return sync_wait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'afterHopToLoop'
  // CHECK-FIXES: co_return co_await load();
}

// On one of the paths it is there.
task<int> okAfterHopPerhaps(cppcoro::static_thread_pool &Pool, bool Far) {
  if (Far)
    co_await Pool.schedule();
  co_return sync_wait(load());
}

task<int> otherwiseHops(cppcoro::static_thread_pool &Pool, bool Far) {
  if (Far) {
    co_await Pool.schedule();
    co_return 0;
  }
  co_return sync_wait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'otherwiseHops'
  // CHECK-FIXES: co_return co_await load();
}

task<int> okInLambdaAfterHop(cppcoro::static_thread_pool &Pool) {
  co_await Pool.schedule();
  auto Get = [](int Id) { return sync_wait(load(Id)); };
  co_return Get(1) + Get(2);
}

task<> okInLoopAfterHop(cppcoro::static_thread_pool &Pool) {
  for (int I = 0; I < 3; ++I) {
    co_await Pool.schedule();
    use(sync_wait(load(I)));
  }
}

//===-- It is known to be over --------------------------------------------===//

task<int> okReady(task<int> T) {
  if (T.is_ready())
    co_return sync_wait(T);
  co_return co_await T;
}

task<int> okNotReady(const shared_task<int> &T) {
  if (!T.is_ready())
    co_return 0;
  co_return sync_wait(T);
}

task<int> okAwaited(task<int> T) {
  co_await T;
  co_return sync_wait(T);
}

task<int> okAwaitedWhenReady(task<int> T) {
  co_await T.when_ready();
  co_return sync_wait(T);
}

task<int> okAwaitedTogether(shared_task<int> A, shared_task<int> B) {
  co_await cppcoro::when_all(A, B);
  co_return sync_wait(A) + sync_wait(B);
}

task<int> okWaitedBefore(task<int> T) {
  int First = sync_wait(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'sync_wait' blocks the thread of coroutine 'okWaitedBefore'
  // CHECK-FIXES: int First = co_await T;
  co_return First + sync_wait(T);
}

task<int> notAfterAssignment(task<int> T) {
  co_await T;
  T = load();
  co_return sync_wait(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'notAfterAssignment'
  // CHECK-FIXES: co_return co_await T;
}

task<int> notAfterReference(task<int> T) {
  co_await T;
  refill(T);
  co_return sync_wait(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'notAfterReference'
  // CHECK-FIXES: co_return co_await T;
}

task<> notInTheNextRound(task<int> T) {
  co_await T;
  for (int I = 0; I < 3; ++I) {
    use(sync_wait(T));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of coroutine 'notInTheNextRound'
    // CHECK-FIXES: use(co_await T);
    T = load(I);
  }
}

task<int> notOnBothPaths(bool Early, task<int> T) {
  if (Early)
    co_await T;
  co_return sync_wait(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'notOnBothPaths'
  // CHECK-FIXES: co_return co_await T;
}

// A flag chooses between the two ways.
task<int> okBothWays(bool Async) {
  if (Async)
    co_return co_await load();
  else
    co_return sync_wait(load());
}

task<int> okBothWaysInOne(bool Async) {
  co_return Async ? co_await load() : sync_wait(load());
}

task<int> okBothWaysInARow(bool Sync) {
  if (Sync)
    co_return sync_wait(load());
  co_return co_await load();
}

// A flag chooses what to load, not how.
task<int> loadRemote();
task<int> byKind(bool IsRemote) {
  if (IsRemote)
    co_return co_await loadRemote();
  co_return sync_wait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'byKind'
  // CHECK-FIXES: co_return co_await load();
}

// A flag chooses between the two ways, though its name does not say so.
task<int> okBothWaysByKind(bool IsRemote) {
  if (IsRemote)
    co_return co_await load(1);
  co_return sync_wait(load(2));
}

enum class How { Blocking, Suspending };
task<int> okBothWaysByEnum(How To) {
  if (To == How::Blocking)
    co_return sync_wait(load());
  co_return co_await loadRemote();
}

template <bool Async> task<int> okBothWaysByArgument() {
  if constexpr (Async)
    co_return co_await load();
  else
    co_return sync_wait(load());
}
template task<int> okBothWaysByArgument<true>();
template task<int> okBothWaysByArgument<false>();

// No flag, but what it computed before.
task<int> onlySometimes(int Id) {
  if (Id > 0)
    co_return co_await load(Id);
  co_return sync_wait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'onlySometimes'
  // CHECK-FIXES: co_return co_await load();
}

//===-- Where it may wait -------------------------------------------------===//

int okPlainFunction() { return sync_wait(load()); }

int main() {
  auto Body = []() -> task<> { co_await store(1); };
  sync_wait(Body());
}

task<> okTried(cppcoro::single_consumer_event &Set) {
  if (Set.is_set())
    co_return;
  co_await Set;
}

//===-- Macros, templates, suppression ------------------------------------===//

#define WAIT sync_wait
#define WAIT_FOR(Work) sync_wait(Work)
task<> inMacro() {
  use(WAIT(load()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES: use(WAIT(load()));
  use(WAIT_FOR(load()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES: use(WAIT_FOR(load()));
  co_return;
}

template <class T> task<T> inTemplate(task<T> Work) {
  co_return sync_wait(Work);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'inTemplate'
  // CHECK-FIXES: co_return co_await Work;
}
template task<int> inTemplate(task<int>);
template task<std::string> inTemplate(task<std::string>);

template <class T> task<> inTemplateWithMember(T Worker) {
  sync_wait(Worker.run());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of coroutine 'inTemplateWithMember'
  // CHECK-FIXES: co_await Worker.run();
  co_return;
}
struct Miner {
  task<int> run();
};
struct Baker {
  shared_task<int> run();
};
template task<> inTemplateWithMember(Miner);
template task<> inTemplateWithMember(Baker);

task<int> suppressed() {
  co_return sync_wait(load()); // NOLINT(async-blocking-wait)
}

// Also where a condition declares what it gives.
task<int> waitsInCondition() {
  while (int Left = sync_wait(load(1)))
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sync_wait' blocks the thread of coroutine 'waitsInCondition'
    // CHECK-FIXES: while (int Left = co_await load(1))
    use(Left);
  if (int Some = sync_wait(load(2)))
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'sync_wait' blocks the thread of coroutine 'waitsInCondition'
    // CHECK-FIXES: if (int Some = co_await load(2))
    use(Some);
  co_return 1;
}
