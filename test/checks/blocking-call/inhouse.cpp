// RUN: async-blocking-call %inhouse
// RUN: async-blocking-call %inhouse -check-suffix=,MODEL -option AsyncModels=%S/inhouse.yaml
#include "async_lib/inhouse.h"
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;
using inhouse::Job;
using inhouse::Task;

namespace inhouse {
class Table {
public:
  int query(int Key);
  Task<int> queryLater(int Key);
  int load(const char *Path);
};
/// Keeps the asynchronous form to itself.
class Ledger : public Table {
  Task<int> queryLater(int Key);
};
template <typename Rep, typename Period>
Task<> delay(std::chrono::duration<Rep, Period> Time);
Pool &sharedPool();
class Loop {};
template <typename Executor, typename F> F bindTo(Executor &, F Work) {
  return Work;
}
template <typename F> F named(const char *, F Work) { return Work; }
struct Bell {
  void onRing(std::function<void()> Work);
};
} // namespace inhouse

void use(int);

//===-- Models of one's own -----------------------------------------------===//

Task<int> asks(inhouse::Table &Users) {
  co_return Users.query(1);
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:19: warning: 'query' blocks the thread of coroutine 'asks', and all other coroutines on it; await its asynchronous form [async-blocking-call]
  // CHECK-FIXES-MODEL: co_return co_await Users.queryLater(1);
}

// The model says which files are there at once.
Task<int> loads(inhouse::Table &Users) {
  int Count = Users.load("/run/inhouse/users");
  co_return Count + Users.load("/var/inhouse/users");
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:27: warning: 'load' blocks the thread of coroutine 'loads', and all other coroutines on it [async-blocking-call]
}

Task<> naps() {
  std::this_thread::sleep_for(5ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'naps'
  // CHECK-FIXES-MODEL: co_await inhouse::delay(5ms);
  co_return;
}

// The captures are copies, so that they live as long as the work.
Task<int> offloads(int Id) {
  co_return fsync(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'fsync' blocks the thread of coroutine 'offloads'
  // CHECK-FIXES-MODEL: co_return co_await inhouse::sharedPool().submit([=] { return fsync(Id); });
}

// An asynchronous form is what a model says, never what is called like one.
namespace named {
[[clang::annotate("async-tidy::blocking")]] int read(int From);
Task<int> async_read(int From);
Task<int> readAsync(int From);
struct Disk {
  [[clang::annotate("async-tidy::blocking")]] int read();
  Task<int> async_read();
  Task<int> readAsync();
};
} // namespace named
Task<int> hasTwinsByName(named::Disk &From) {
  int Sum = named::read(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'read' blocks the thread of coroutine 'hasTwinsByName', and all other coroutines on it{{(; offload it to threads that may block, and await the result)?}} [async-blocking-call]
  Sum += From.read();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'read' blocks the thread of coroutine 'hasTwinsByName', and all other coroutines on it{{(; offload it to threads that may block, and await the result)?}} [async-blocking-call]
  // CHECK-FIXES: From.read();
  co_return Sum;
}

// Nor is an asynchronous form that cannot be called from here.
Task<int> asksLedger(inhouse::Ledger &Own) {
  co_return Own.query(1);
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:17: warning: 'query' blocks the thread of coroutine 'asksLedger'
  // CHECK-FIXES-MODEL-NOT: Own.queryLater
  // CHECK-FIXES-MODEL: Own.query(1)
}

// The asynchronous form is not used by itself.
inhouse::Task<int> inhouse::Table::queryLater(int Key) {
  co_return query(Key);
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:13: warning: 'query' blocks the thread of coroutine 'queryLater', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES-MODEL: co_return query(Key);
}

//===-- Where it is written -----------------------------------------------===//

#define NAP(Time) std::this_thread::sleep_for(Time)
Task<> inMacro() {
  NAP(5ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES: NAP(5ms);
  co_return;
}

// Said once.
template <typename T> Task<T> inTemplate(T Time) {
  usleep(Time);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread of coroutine 'inTemplate'
  co_return Time;
}
Task<> instances() {
  co_await inTemplate(1);
  co_await inTemplate(1u);
}

using Work = Job<int>;
Work aliased() {
  usleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread of coroutine 'aliased'
  co_return 1;
}

Task<> inLambdas() {
  auto Start = []() -> Task<> {
    usleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'usleep' blocks the thread of this coroutine
    co_return;
  };
  co_await Start();
  [] {
    usleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'usleep' blocks the thread of coroutine 'inLambdas'
  }();
}

//===-- What is right -----------------------------------------------------===//

Task<> suppressed() {
  usleep(1); // NOLINT(async-blocking-call)
  co_return;
}

// The answer is at hand, or there is none.
Task<> okDoesNotWait(int Socket, char *To) {
  recv(Socket, To, 1, MSG_DONTWAIT);
  co_return;
}

Task<> okSubmitted(inhouse::Pool &To) {
  co_await To.submit([] { return usleep(1); });
  co_return;
}

// One function for both ways, as its caller asks.
Task<int> okEither(inhouse::Table &Users, bool Async) {
  if (Async)
    co_return co_await Users.queryLater(1);
  co_return Users.query(1);
}
Task<int> okEitherInArms(inhouse::Table &Users, bool Async) {
  co_return Async ? co_await Users.queryLater(1) : Users.query(1);
}

// A flag chooses what to ask for, not how.
Task<int> countLater();
Task<int> eitherQuestion(inhouse::Table &Users, bool CountOnly) {
  if (CountOnly)
    co_return co_await countLater();
  co_return Users.query(1);
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:19: warning: 'query' blocks the thread of coroutine 'eitherQuestion', and all other coroutines on it; await its asynchronous form
  // CHECK-FIXES-MODEL: co_return co_await Users.queryLater(1);
}

// What is bound to an executor runs there.
void okBound(inhouse::Bell &To, inhouse::Pool &Workers) {
  To.onRing(inhouse::bindTo(Workers, [] { usleep(1); }));
  To.onRing(inhouse::named("a", inhouse::bindTo(Workers, [] { usleep(1); })));
  auto Named = [] { usleep(1); };
  To.onRing(inhouse::bindTo(Workers, Named));
}
void bound(inhouse::Bell &To, inhouse::Loop &Main) {
  To.onRing(inhouse::bindTo(Main, [] { usleep(1); }));
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:40: warning: 'usleep' blocks the thread that runs this continuation
  To.onRing(inhouse::named("b", [] { usleep(1); }));
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:38: warning: 'usleep' blocks the thread that runs this continuation
}

//===-- Instances of one function -----------------------------------------===//

template <typename T> void saveAs(T) { usleep(1); }
Task<> savesTwice() {
  saveAs(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'saveAs' blocks the thread of coroutine 'savesTwice'
  // CHECK-NOTES: :[[@LINE-4]]:40: note: 'saveAs' blocks here, in 'usleep'
  saveAs(std::string("a"));
  // CHECK-NOTES: :[[@LINE-1]]:3: note: 'saveAs' also blocks here
  co_return;
}
