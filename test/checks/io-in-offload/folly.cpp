// RUN: async-io-in-offload -std=c++20 -isystem stubs
// RUN: async-* -std=c++20 -isystem stubs -check-suffix=,ALL
#include "folly/folly.h"
#include <memory>
#include <string>

using folly::Future;
using folly::getGlobalCPUExecutor;
using folly::coro::blockingWait;
using folly::coro::Task;
using folly::coro::Transport;

Future<int> fetch(int Id = 0);
Task<int> load(int Id = 0);
Task<std::string> loadText(std::string Url);
Task<> store(int Value);
int parse(const std::string &Text);
void use(int);

//===-- A thread that waits for a task ------------------------------------===//

Task<int> blocks(int Id) {
  int First = co_await folly::via(getGlobalCPUExecutor(),
                                  [Id] { return blockingWait(load(Id)); });
  // CHECK-MESSAGES: :[[@LINE-2]]:24: warning: 'via' ties up a thread waiting for 'load', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:49: note: the thread waits here, in 'blockingWait'
  // CHECK-FIXES: int First = co_await load(Id);
  co_return First + co_await folly::via(getGlobalCPUExecutor(),
                                        [&] { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-2]]:30: warning: 'via' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: co_return First + co_await fetch(Id);
}

Task<size_t> inMemberChain(std::string Url) {
  co_return (co_await folly::via(getGlobalCPUExecutor(), [&] {
    return blockingWait(loadText(Url));
  })).size();
  // CHECK-MESSAGES: :[[@LINE-3]]:23: warning: 'via' ties up a thread waiting for 'loadText'
  // CHECK-FIXES: co_return (co_await loadText(Url)).size();
}

Task<> blocksOnOwnPool(folly::CPUThreadPoolExecutor &Pool) {
  co_await folly::via(&Pool, [] { blockingWait(store(1)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'via' ties up a thread waiting for 'store'
  // CHECK-FIXES: co_await store(1);
  co_await folly::via(folly::getKeepAliveToken(Pool),
                      [] { blockingWait(store(2)); });
  // CHECK-MESSAGES: :[[@LINE-2]]:12: warning: 'via' ties up a thread waiting for 'store'
  // CHECK-FIXES: co_await store(2);
}

// Whatever it is, one of its threads waits.
Task<int> blocksOnUnknown(folly::Executor::KeepAlive<> Where) {
  co_return co_await folly::via(Where, [] { return blockingWait(load()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'via' ties up a thread waiting for 'load'
  // CHECK-FIXES: co_return co_await load();
}

static int loadBlocking() { return blockingWait(load()); }
Task<int> blocksInFunction() {
  co_return co_await folly::via(getGlobalCPUExecutor(), loadBlocking);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'via' ties up a thread waiting for 'load', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-4]]:36: note: the thread waits here, in 'blockingWait'
  // CHECK-FIXES: co_return co_await folly::via(getGlobalCPUExecutor(), loadBlocking);
}

Task<int> withInitCapture(int Id) {
  co_return co_await folly::via(getGlobalCPUExecutor(), [Next = Id + 1] {
    return blockingWait(load(Next));
  });
  // CHECK-MESSAGES: :[[@LINE-3]]:22: warning: 'via' ties up a thread waiting for 'load'
  // CHECK-FIXES: co_return co_await folly::via(getGlobalCPUExecutor(), [Next = Id + 1] {
}

// The value is taken later: an await would leave none.
Task<> takenLater(Future<int> F) {
  co_await folly::via(getGlobalCPUExecutor(), [&F] { F.wait(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'via' ties up a thread waiting for a task, which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:56: note: the thread waits here, in 'wait'
  // CHECK-FIXES: co_await folly::via(getGlobalCPUExecutor(), [&F] { F.wait(); });
  use(F.value());
}

//===-- A callable that only starts the task ------------------------------===//

// The result of the offload is the task itself.
Task<size_t> returnsTask(Transport &Peer, char *Buffer) {
  co_return co_await folly::via(getGlobalCPUExecutor(), [&] {
    return Peer.read(Buffer, 8, std::chrono::seconds(1))
        .semi()
        .via(getGlobalCPUExecutor());
  });
  // CHECK-MESSAGES: :[[@LINE-5]]:22: warning: 'via' ties up a thread waiting for 'read'
  // CHECK-FIXES: co_return co_await Peer.read(Buffer, 8, std::chrono::seconds(1))
  // CHECK-FIXES-NEXT: .semi()
  // CHECK-FIXES-NEXT: .via(getGlobalCPUExecutor());
}

// Who knows what is done before the task is returned.
Task<int> okReturnsTaskOfUnknown(int Id) {
  co_return co_await folly::via(getGlobalCPUExecutor(),
                                [Id] { return fetch(Id); });
}

//===-- A function that has the task at hand ------------------------------===//

Future<int> returnsOffloaded(int Id) {
  return folly::via(getGlobalCPUExecutor(), [Id] { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'via' ties up a thread waiting for 'fetch'
  // CHECK-FIXES: return fetch(Id);
}

// A Task is no Future: nothing of the same type is at hand.
Future<int> okReturnsOther(int Id) {
  return folly::via(getGlobalCPUExecutor(),
                    [Id] { return blockingWait(load(Id)); });
}

//===-- Other work --------------------------------------------------------===//

Task<int> okComputes(std::vector<int> Values) {
  co_return co_await folly::via(getGlobalCPUExecutor(), [&] {
    int Sum = 0;
    for (int Value : Values)
      Sum += Value;
    return Sum;
  });
}

Task<std::string> okBlocks() {
  co_return co_await folly::via(getGlobalCPUExecutor(), [] {
    std::string Text;
    folly::readFile("name", Text);
    return Text;
  });
}

Task<int> okWaitsAndWorks(std::string Url) {
  co_return co_await folly::via(getGlobalCPUExecutor(), [Url] {
    return parse(blockingWait(loadText(Url)));
  });
}

Task<int> okWaitsInLoop() {
  co_return co_await folly::via(getGlobalCPUExecutor(), [] {
    int Sum = 0;
    for (int Id = 0; Id < 3; ++Id)
      Sum += blockingWait(load(Id));
    return Sum;
  });
}

// It gives up after a while.
Task<> okWaitsForSome(Future<int> F) {
  co_await folly::via(getGlobalCPUExecutor(),
                      [&F] { F.wait(std::chrono::milliseconds(10)); });
  use(F.isReady());
}

// A coroutine that is moved as a whole computes between its awaits.
Task<int> okCoroutineOnPool(std::string Url) {
  co_return co_await folly::coro::co_withExecutor(
      getGlobalCPUExecutor(), folly::coro::co_invoke([Url]() -> Task<int> {
        co_return parse(co_await loadText(Url));
      }));
}

// This one only awaits I/O.
Task<size_t> coroutineOnPool(Transport &Peer, char *Buffer) {
  co_return co_await folly::coro::co_withExecutor(
      getGlobalCPUExecutor(), folly::coro::co_invoke([&]() -> Task<size_t> {
        co_return co_await Peer.read(Buffer, 8, std::chrono::seconds(1));
      }));
  // CHECK-MESSAGES: :[[@LINE-4]]:22: warning: 'co_withExecutor' moves this lambda to a thread pool, where all it does is wait; await it directly [async-io-in-offload]
  // CHECK-FIXES: co_return co_await folly::coro::co_invoke([&]() -> Task<size_t> {
}

static Task<size_t> readOne(Transport &Peer, char *Buffer) {
  co_return co_await Peer.read(Buffer, 8, std::chrono::seconds(1));
}
Task<size_t> namedCoroutineOnPool(Transport &Peer, char *Buffer) {
  co_return co_await folly::coro::co_withExecutor(getGlobalCPUExecutor(),
                                                  readOne(Peer, Buffer));
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'co_withExecutor' moves 'readOne' to a thread pool
  // CHECK-FIXES: co_return co_await readOne(Peer, Buffer);
}

// What loadText() does before it suspends is not in sight.
Task<std::string> okMaybeComputes(std::string Url) {
  co_return co_await folly::coro::co_withExecutor(
      getGlobalCPUExecutor(),
      folly::coro::co_invoke(
          [Url]() -> Task<std::string> { co_return co_await loadText(Url); }));
}

Task<size_t> okOnUnknownExecutor(folly::Executor::KeepAlive<> Where,
                                 Transport &Peer, char *Buffer) {
  co_return co_await folly::coro::co_withExecutor(Where, readOne(Peer, Buffer));
}

// What waits in an event loop, async-blocking-wait reports.
Task<int> inLoop(folly::IOThreadPoolExecutor &Threads) {
  co_return co_await folly::via(&Threads, [] { return blockingWait(load()); });
  // CHECK-MESSAGES-ALL: :[[@LINE-1]]:55: warning: 'blockingWait' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
}

void okNobodyAwaits(folly::CPUThreadPoolExecutor &Pool) {
  Pool.add([] { use(fetch().get()); });
}

namespace testing {
struct Test {
  virtual ~Test();
  virtual void TestBody() = 0;
};
} // namespace testing
CO_TEST(Suite, OkInTest) {
  co_await folly::via(getGlobalCPUExecutor(), [] { return fetch().get(); });
}

//===-- Macros, templates, suppression ------------------------------------===//

#define ON_POOL(Call) folly::via(getGlobalCPUExecutor(), [&] { return Call; })
Task<int> inMacro() { co_return co_await ON_POOL(blockingWait(load())); }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'via' ties up a thread waiting for 'load'
// CHECK-FIXES: Task<int> inMacro() { co_return co_await ON_POOL(blockingWait(load())); }

template <class T> Task<T> inTemplate(Task<T> (*Get)()) {
  co_return co_await folly::via(getGlobalCPUExecutor(),
                                [Get] { return blockingWait(Get()); });
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'via' ties up a thread waiting for a task, which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:48: note: the thread waits here, in 'blockingWait'
  // CHECK-FIXES: co_return co_await Get();
}
template Task<int> inTemplate(Task<int> (*)());
template Task<std::string> inTemplate(Task<std::string> (*)());

using Answer = Task<int>;
Answer ask();
Answer ofAlias() {
  co_return co_await folly::via(getGlobalCPUExecutor(),
                                [] { return blockingWait(ask()); });
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'via' ties up a thread waiting for 'ask'
  // CHECK-FIXES: co_return co_await ask();
}

Task<int> suppressed() {
  co_return co_await folly::via( // NOLINT(async-io-in-offload)
      getGlobalCPUExecutor(), [] { return blockingWait(load()); });
}
