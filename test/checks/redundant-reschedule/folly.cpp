// RUN: async-redundant-reschedule -std=c++20 -isystem stubs
// RUN: async-redundant-reschedule -std=c++20 -isystem stubs -check-suffix=TEST -option AsyncTestPaths=reschedule/folly
#include "folly/folly.h"

using folly::Executor;
using folly::Future;
using folly::SemiFuture;
using folly::Unit;
using folly::coro::Task;
using namespace std::chrono_literals;

Future<int> fetch(int Id = 0);
SemiFuture<int> fetchSemi(int Id = 0);
Task<int> load(int Id = 0);
Executor *pick(int Id);
void use(int);

//===-- Chosen twice ------------------------------------------------------===//

Future<int> replaced(Executor *A, Executor *B) {
  return fetch().via(A).via(B);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'via' chooses an executor, but the next 'via' chooses another one before anything runs there; remove it [async-redundant-reschedule]
  // CHECK-FIXES: return fetch().via(B);
}

Future<int> replacedOfReady(Executor *A, Executor::KeepAlive<> B) {
  return folly::makeSemiFuture(1).via(A).via(B).thenValue([](int V) {
    // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'via' chooses an executor, but the next 'via' chooses another one
    // CHECK-FIXES: return folly::makeSemiFuture(1).via(B).thenValue([](int V) {
    return V;
  });
}

// One of them is enough.
Future<int> sameTwice(Executor *E) {
  return fetch().via(E).via(E);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'via' chooses an executor, but the next 'via' chooses the same one before anything runs there; remove it
  // CHECK-FIXES: return fetch().via(E);
}

Future<int> sameThrice(Executor *E) {
  return fetch()
      .via(E)
      // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'via' chooses an executor, but the next 'via' chooses the same one
      .via(E)
      // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'via' chooses an executor, but the next 'via' chooses the same one
      .via(E);
  // CHECK-FIXES: .via(E);
}

Future<int> sameTwiceThenAnother(Executor *A, Executor *B) {
  return fetch()
      .via(A)
      // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'via' chooses an executor, but the next 'via' chooses the same one
      .via(A)
      // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'via' chooses an executor, but the next 'via' chooses another one
      .via(B);
  // CHECK-FIXES: .via(B);
}

Future<int> sameTwiceThenWork(Executor *E) {
  return fetch()
      .via(E)
      // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'via' chooses an executor, but the next 'via' chooses the same one
      .via(E)
      // CHECK-FIXES: .via(E)
      .thenValue([](int V) { return V + 1; })
      .via(E);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'via' chooses the executor that the chain is already on
}

Future<int> twiceInOneChain(Future<int> F, Executor *E) {
  return std::move(F)
      .via(E)
      .thenValue([](int V) { return V + 1; })
      .via(E)
      // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'via' chooses the executor that the chain is already on; remove it
      .thenValue([](int V) { return V * 2; });
}
// CHECK-FIXES: .thenValue([](int V) { return V + 1; })
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: .thenValue([](int V) { return V * 2; });

Future<int> twiceOnGlobal() {
  return fetchSemi()
      .via(folly::getGlobalCPUExecutor())
      .thenValue([](int V) { return fetch(V); })
      .thenError([](const folly::exception_wrapper &) { return 0; })
      .via(folly::getGlobalCPUExecutor());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'via' chooses the executor that the chain is already on
}
// CHECK-FIXES: .thenError([](const folly::exception_wrapper &) { return 0; });

Future<int> startedThere(folly::CPUThreadPoolExecutor &Pool) {
  auto *Same = &Pool;
  Same->add([] { use(1); });
  return folly::via(&Pool, [] { return 1; }).via(Same);
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'via' chooses the executor that the chain is already on
  // CHECK-FIXES: return folly::via(&Pool, [] { return 1; });
}

Future<Unit> startedByVia(Executor::KeepAlive<> E) {
  return folly::via(E)
      .thenValue([](Unit) { use(1); })
      .via(E)
      // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'via' chooses the executor that the chain is already on
      .thenValue([](Unit) { use(2); });
}

template <typename T> Future<T> inTemplate(Future<T> F, Executor *A) {
  return std::move(F).via(A).via(folly::getGlobalCPUExecutor());
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'via' chooses an executor, but the next 'via' chooses another one
  // CHECK-FIXES: return std::move(F).via(folly::getGlobalCPUExecutor());
}
template Future<int> inTemplate(Future<int>, Executor *);
template Future<long> inTemplate(Future<long>, Executor *);

#define ON(Executor) via(Executor)
Future<int> inMacro(Executor *A, Executor *B) {
  return fetch().ON(A).via(B);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'via' chooses an executor, but the next 'via' chooses another one before anything runs there [async-redundant-reschedule]
  // CHECK-FIXES: return fetch().ON(A).via(B);
}

Future<int> suppressed(Executor *A, Executor *B) {
  return fetch().via(A).via(B); // NOLINT(async-redundant-reschedule)
}

class Client {
public:
  Future<int> viaMember();
  Future<int> okMember();

private:
  Executor &Own;
  Executor *Changing;
};

Future<int> Client::viaMember() {
  return fetch().via(&Own).thenValue([](int V) { return V; }).via(&this->Own);
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'via' chooses the executor that the chain is already on
  // CHECK-FIXES: return fetch().via(&Own).thenValue([](int V) { return V; });
}

//===-- For a task that has nothing to run --------------------------------===//

Task<int> awaits(Future<int> F, Executor *E) {
  int First = co_await std::move(F).via(E);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'via' chooses an executor on which nothing runs: coroutine 'awaits' resumes where it was; remove it
  // CHECK-FIXES: int First = co_await std::move(F);
  co_return First + co_await fetch().via(folly::getGlobalCPUExecutor());
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'via' chooses an executor on which nothing runs
  // CHECK-FIXES: co_return First + co_await fetch();
}

Task<int> awaitsReady(Executor *E) {
  int First = co_await folly::makeSemiFuture(1).via(E);
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'via' chooses an executor on which nothing runs
  // CHECK-FIXES: int First = co_await folly::makeSemiFuture(1);
  int Second =
      co_await folly::coro::co_withExecutor(E, folly::coro::makeTask(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'co_withExecutor' chooses an executor on which nothing runs
  // CHECK-FIXES: co_await folly::coro::makeTask(2);
  co_return First + Second;
}

int waits(Executor *E) {
  int First = folly::makeFuture(1).via(E).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'via' chooses an executor on which nothing runs: 'get' waits here; remove it
  // CHECK-FIXES: int First = folly::makeFuture(1).get();
  int Second = folly::makeSemiFuture(2).via(E).get(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'via' chooses an executor on which nothing runs: 'get' waits here
  // CHECK-FIXES: int Second = folly::makeSemiFuture(2).get(1s);
  return First + Second + fetch().via(E).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'via' chooses an executor on which nothing runs: 'get' waits here
  // CHECK-FIXES: return First + Second + fetch().get();
}

//===-- The executor of the coroutine -------------------------------------===//

Task<int> onCurrent() {
  int First = co_await folly::coro::co_withExecutor(
      co_await folly::coro::co_current_executor, load());
  // CHECK-MESSAGES: :[[@LINE-2]]:24: warning: 'co_withExecutor' chooses the executor that coroutine 'onCurrent' already runs on; remove it
  // CHECK-FIXES: int First = co_await load();
  auto *Current = co_await folly::coro::co_current_executor;
  Current->add([] { use(1); });
  co_return First + co_await folly::coro::co_withExecutor(Current, load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'co_withExecutor' chooses the executor that coroutine 'onCurrent' already runs on
  // CHECK-FIXES: co_return First + co_await load(1);
}

//===-- Silent ------------------------------------------------------------===//

Future<int> okEach(Executor *A, Executor *B) {
  return fetch()
      .via(A)
      .thenValue([](int V) { return V; })
      .via(B)
      .thenValue([](int V) { return V; })
      .via(A);
}

// What is deferred runs on the first one.
Future<int> okDeferred(SemiFuture<int> F, Executor *A, Executor *B) {
  return std::move(F).via(A).via(B);
}

Task<int> okDrives(SemiFuture<int> F, Executor *A) {
  co_return co_await std::move(F).via(A);
}

int okDrivesAndWaits(SemiFuture<int> F, Executor *A) {
  return std::move(F).via(A).get();
}

Task<int> okContinues(Future<int> F, Executor *A) {
  co_return co_await std::move(F).via(A).thenValue([](int V) { return V; });
}

// Another one by then.
Future<int> okReassigned(Executor *E, Executor *Other) {
  auto F = fetch().via(E).thenValue([](int V) { return V; });
  E = Other;
  return std::move(F).via(E);
}

Future<int> okAssigns(Executor *E, Executor *Other) {
  return fetch().via(E).thenValue([](int V) { return V; }).via(E = Other);
}

Future<int> okMoved(Executor::KeepAlive<> E) {
  return fetch().via(std::move(E)).thenValue([](int V) { return V; });
}

Future<int> okByReference(Executor *&E) {
  return fetch().via(E).thenValue([](int V) { return V; }).via(E);
}

Future<int> Client::okMember() {
  return fetch().via(Changing).thenValue([](int V) { return V; }).via(Changing);
}

Future<int> okPicked() {
  return fetch().via(pick(1)).thenValue([](int V) { return V; }).via(pick(1));
}

Future<int> okPriority(Executor *E) {
  return fetch().via(E).thenValue([](int V) { return V; }).via(E, 1);
}

Future<int> okPriorityEnds(Executor *E) {
  return fetch().via(E, 1).thenValue([](int V) { return V; }).via(E);
}

// Each one is a queue of its own.
Future<int> okSerial(Executor::KeepAlive<> E) {
  return fetch()
      .via(folly::SerialExecutor::create(E))
      .thenValue([](int V) { return V; })
      .via(folly::SerialExecutor::create(E));
}

// The variable keeps the future.
Task<int> okOfVariable(Future<int> F, Executor *E) {
  int First = co_await F.via(E);
  co_return First;
}

// It may have deferred something.
int okCallable(Executor *E) {
  return folly::makeSemiFutureWith([] { return fetchSemi(); }).via(E).get();
}

Future<int> okStartsChain(Executor *E) {
  return folly::makeFuture(1).via(E).thenValue([](int V) { return V; });
}

Future<int> okHandedOn(Executor *E) { return folly::makeFuture(1).via(E); }

// They run side by side.
Task<> okParallel() {
  auto *E = co_await folly::coro::co_current_executor;
  co_await folly::coro::collectAll(folly::coro::co_withExecutor(E, load(1)),
                                   folly::coro::co_withExecutor(E, load(2)));
}

Task<int> okElsewhere(Executor *E) {
  co_return co_await folly::coro::co_withExecutor(E, load());
}

// The executor of whoever made the lambda.
Task<> okOfAnother() {
  auto *E = co_await folly::coro::co_current_executor;
  auto Back = [E]() -> Task<int> {
    co_return co_await folly::coro::co_withExecutor(E, load());
  };
  co_await folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), Back());
}

// To let others run, now and then.
Task<> okYields() {
  co_await folly::coro::co_reschedule_on_current_executor;
  for (int I = 0; I < 9; ++I)
    use(co_await folly::coro::co_withExecutor(
        co_await folly::coro::co_current_executor, load()));
  co_await folly::coro::co_reschedule_on_current_executor;
}
