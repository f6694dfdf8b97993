// RUN: async-unobserved-task %folly
// RUN: async-unobserved-task %folly -check-suffix=,STRICT -option AsyncStrict=true
// RUN: async-unobserved-task %folly -check-suffix=,NOTES -fix-notes
#include "folly/folly.h"
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <tuple>

using namespace folly;

Future<Unit> save();
SemiFuture<int> load();
coro::Task<void> work();
coro::Task<int> value();
int compute();
Executor::KeepAlive<> Where;
struct BadDisk : std::exception {};

//===-- Futures -----------------------------------------------------------===//

void discarded() {
  save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: handle its error here
  // CHECK-FIXES-NOTES: save().unit().thenError([](folly::exception_wrapper&&) { /* handle the error */ });
  (void)save();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'save' is dropped;
  // CHECK-FIXES-NOTES: (void)save().unit().thenError(
}

void valueLast() {
  save().thenValue([](Unit) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'thenValue' is dropped;
  // CHECK-FIXES-NOTES: save().thenValue([](Unit) {}).unit().thenError(
}

void viaLast() {
  load().via(Where);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'via' is dropped;
  // CHECK-FIXES-NOTES: load().via(Where).unit().thenError(
}

// A SemiFuture has no thenError().
void semiFuture() {
  load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  load().toUnsafeFuture().unit().thenError([](folly::exception_wrapper&&) { /* handle the error */ });
}

void ensureLast() {
  save().ensure([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'ensure' is dropped;
  // CHECK-FIXES-NOTES: save().ensure([] {}).unit().thenError(
}

void throwsAfterHandler() {
  save().thenError([](exception_wrapper &&) {}).thenValue([](Unit) {
    throw BadDisk();
  });
  // CHECK-MESSAGES: :[[@LINE-3]]:49: warning: the task returned by 'thenValue' is dropped;
  // CHECK-FIXES-NOTES: }).unit().thenError(
}

// The handler knows nothing of what comes after it.
void newTaskAfterHandler() {
  save().thenError([](exception_wrapper &&) {}).thenValue([](Unit) {
    return save();
  });
  // CHECK-MESSAGES: :[[@LINE-3]]:49: warning: the task returned by 'thenValue' is dropped;
  // CHECK-FIXES-NOTES: }).unit().thenError(
}

void okHandled() {
  save().thenError([](exception_wrapper &&) {});
  save().thenError([](exception_wrapper &&) {}).ensure([] {});
  save().thenError([](exception_wrapper &&) {}).unit();
  save().thenError([](exception_wrapper &&) {}).via(Where);
  save().thenError([](exception_wrapper &&) {}).thenValue([](Unit) {});
  save().thenTry([](Try<Unit> Outcome) { Outcome.hasException(); });
}

// FIXME: Silent, but should report: a callable that is given the outcome is
// trusted to look at it.
void missedIgnored() { save().thenTry([](Try<Unit>) {}); }

// The error goes on.
void throwsAgain() {
  save().thenTry([](Try<Unit> Outcome) { Outcome.value(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'thenTry' is dropped;
  // CHECK-FIXES-NOTES: Outcome.value(); }).unit().thenError(
  save().thenTry([](auto &&Outcome) { std::move(Outcome).throwUnlessValue(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'thenTry' is dropped;
  // CHECK-FIXES-NOTES: throwUnlessValue(); }).unit().thenError(
  save().thenError([](exception_wrapper E) { E.throw_exception(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'thenError' is dropped;
  // CHECK-FIXES-NOTES: E.throw_exception(); }).unit().thenError(
}

void okThrowsNothing() {
  save().thenTry([](Try<Unit> Outcome) {
    if (Outcome.hasValue())
      Outcome.value();
  });
  save().thenError([](exception_wrapper &&) {}).thenTry([](Try<Unit> Outcome) {
    Outcome.value();
  });
}

//===-- Joined in another way ---------------------------------------------===//

void mayThrow();

// Who does something that may fail, whatever the outcome, handles nothing.
void ignoresOutcome() {
  save().thenTry([](Try<Unit>) { mayThrow(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'thenTry' is dropped; if it fails, nobody will know
  save().then([](Try<Unit> &&) { mayThrow(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'then' is dropped; if it fails, nobody will know
  save().thenError([](exception_wrapper) { mayThrow(); });
}

void okLatch() {
  Latch Done(2);
  save().ensure([&] { Done.count_down(); });
  save().ensure([&] { Done.count_down(); }).via(Where);
  Done.wait();
}

void okLatchAndVariable() {
  Latch Done(1);
  auto Saved = save().ensure([&] { Done.count_down(); });
  Done.wait();
}

void okBaton() {
  Baton<> Done;
  save().thenTry([&](Try<Unit> Outcome) {
    Done.post();
    Outcome.value();
  });
  Done.wait();
}

// Nobody waits for this one.
void latchElsewhere(Latch &Done) {
  Latch Other(1);
  save().ensure([&] { Done.count_down(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'ensure' is dropped;
  // CHECK-FIXES-NOTES: Done.count_down(); }).unit().thenError(
  Other.wait();
}

void handledInPart() {
  save().thenError(tag_t<BadDisk>{}, [](const BadDisk &) {});
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:10: warning: the task returned by 'thenError' is dropped;
}

void okReady() {
  makeFuture();
  (void)makeFuture(compute());
}

// A timer does not fail in practice: what matters is what comes after it.
struct Alarm {
  virtual void ring() noexcept = 0;
};
int next(Unit);
void okAfterTimer(Alarm *Wakes, Executor *Where) {
  futures::sleep(std::chrono::seconds(1)).via(Where).thenValue([Wakes](Unit) {
    Wakes->ring();
  });
}
void afterTimer(Executor *Where) {
  futures::sleep(std::chrono::seconds(1)).via(Where).thenValue([](Unit) {
    // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: the task returned by 'thenValue' is dropped;
    // CHECK-FIXES-NOTES: {{^}}    compute();
    // CHECK-FIXES-NOTES-NEXT: {{^}}  }).unit().thenError(
    compute();
  });
  futures::sleep(std::chrono::seconds(1)).via(Where).thenValue(next);
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: the task returned by 'thenValue' is dropped;
}

void onPool() {
  via(getGlobalCPUExecutor(), [] { return compute(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'via' is dropped;
  // CHECK-FIXES-NOTES: return compute(); }).unit().thenError(
}

void okOnPool() {
  via(getGlobalCPUExecutor(), []() noexcept { return compute(); });
  via(getGlobalCPUExecutor(), [] {
    try {
      compute();
    } catch (...) {
    }
  });
}

// A deferred callable runs when somebody asks for the value.
void deferred() {
  load().deferValue([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'deferValue' is dropped before it starts: it runs only when awaited
  (void)load().deferError([](exception_wrapper &&) { return 0; });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task returned by 'deferError' is dropped before it starts
}

void detached() {
  futures::detachOn(Where, load());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'load' is lost: 'detachOn' discards it
  futures::detachOnGlobalCPUExecutor(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'load' is lost: 'detachOnGlobalCPUExecutor' discards it
}

void okDetachedHandled() {
  futures::detachOn(Where,
                    load().deferError([](exception_wrapper &&) { return 0; }));
}

//===-- Coroutines --------------------------------------------------------===//

void lazy() {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts: it runs only when awaited
  // CHECK-NOTES: :[[@LINE-2]]:3: note: start it, and handle its error
  // CHECK-FIXES-NOTES: {{^}}  folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(), work()).start([](auto &&Done) { if (Done.hasException()) { /* handle the error */ } });
  (void)value();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'value' is dropped before it starts
  std::ignore = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'work' is dropped before it starts
}

coro::Task<void> inCoroutine() {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await work();
  (void)value();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'value' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await value();
  save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  co_await save();
  (void)load();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  co_await load();
  for (int I = 0; I < 3; ++I)
    (void)load();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'load' is dropped;
  // CHECK-FIXES-NOTES: {{^}}    (void)load().toUnsafeFuture().unit().thenError(
  coro::sleep(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sleep' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await coro::sleep(std::chrono::seconds(1));
  co_return;
}

// One finding for a task and what is around it.
coro::Task<void> wrapped() {
  coro::co_withExecutor(Where, work());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'co_withExecutor' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await coro::co_withExecutor(Where, work());
  (void)coro::co_awaitTry(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'co_awaitTry' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await coro::co_awaitTry(work());
  co_return;
}

coro::Task<void> collected() {
  coro::collectAll(work(), work());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'collectAll' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await coro::collectAll(work(), work());
  co_await coro::collectAll(work(), work());
}

coro::Task<void> variable() {
  auto Work = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Work' never runs: nothing awaits it
  // CHECK-FIXES: {{^}}  co_await work();
  coro::Task<int> Value = value();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task in 'Value' never runs
  // CHECK-FIXES: auto Value = co_await value();
  Future<Unit> Saved = save();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: nothing awaits 'Saved': its value and its error are lost
  // CHECK-FIXES-NOTES: {{^}}  co_await save();
  auto Later = work();
  co_await std::move(Later);
}

// Awaited without a name, the lock would be given back at once.
coro::Task<void> lock(coro::Mutex &Mutex) {
  auto Lock = Mutex.co_scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Lock' never runs
  // CHECK-FIXES: auto Lock = co_await Mutex.co_scoped_lock();
  auto Held = co_await Mutex.co_scoped_lock();
}

coro::now_task<void> now();
void nowTask() {
  now();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'now' is dropped before it starts
}

//===-- Scopes and generators ---------------------------------------------===//

// It waits for the end, and logs errors.
void inScope(coro::AsyncScope &Scope) {
  Scope.add(coro::co_withExecutor(Where, work()));
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:9: warning: the error of 'work' is lost: 'add' discards it
}

void besideScope(coro::AsyncScope &Scope) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-NOTES: :[[@LINE-2]]:3: note: return it, so that the callers of 'besideScope' can wait for it
  // CHECK-NOTES: :[[@LINE-4]]:36: note: hand it to 'Scope' with 'add'
}

struct HasScope {
  void start(int Times) {
    save();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'save' is dropped;
    // CHECK-NOTES: :[[@LINE-2]]:5: note: handle its error here
    // CHECK-NOTES: :[[@LINE+4]]:20: note: hand it to 'Background' with 'add'
    // CHECK-FIXES-NOTES: save().unit().thenError(
    compute();
  }
  coro::AsyncScope Background;
};

coro::Task<void> joins(coro::AsyncScope &Scope) {
  Scope.joinAsync();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'joinAsync' is dropped before it starts
  // CHECK-FIXES: co_await Scope.joinAsync();
  co_return;
}

void okStarted() {
  coro::co_withExecutor(Where, work()).start([](Try<void> Outcome) {
    Outcome.throwUnlessValue();
  });
}

coro::Task<void> fails() { co_await work(); }
coro::Task<void> catches() {
  try {
    co_await work();
  } catch (...) {
  }
}

void startedIgnoring() {
  coro::co_withExecutor(Where, fails()).start([](Try<void>) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the error of 'fails' is lost: the handler ignores it
  coro::co_withExecutor(Where, fails()).start([](auto &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the error of 'fails' is lost: the handler ignores it
  coro::co_withExecutor(Where, catches()).start([](Try<void>) {});
}

coro::Task<void> started() {
  coro::co_withExecutor(Where, work()).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: the task returned by 'start' is dropped;
  // CHECK-NOTES: :[[@LINE-2]]:40: note: await it, if the code that follows may wait
  // CHECK-FIXES-NOTES: {{^}}  coro::co_withExecutor(Where, work()).start().toUnsafeFuture().unit().thenError(
  co_return;
}

coro::AsyncGenerator<int> numbers();
void okGenerator() {
  numbers();
  auto Unused = numbers();
}
coro::Task<void> next() {
  auto Numbers = numbers();
  Numbers.next();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'next' is dropped before it starts
  // CHECK-FIXES: co_await Numbers.next();
  co_return;
}

//===-- Templates, macros, lambdas, suppression ---------------------------===//

template <typename T> coro::Task<void> inTemplate(T Value) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: co_await work();
  co_return;
}
template coro::Task<void> inTemplate(int);
template coro::Task<void> inTemplate(std::string);

#define START(Work) Work
coro::Task<void> inMacro() {
  START(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: START(work());
  co_return;
}

auto InLambda = []() -> coro::Task<void> {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: co_await work();
  co_return;
};

using Saved = Future<Unit>;
Saved aliased();
void alias() {
  aliased();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'aliased' is dropped;
  // CHECK-FIXES-NOTES: aliased().unit().thenError(
}

void suppressed() {
  save(); // NOLINT(async-unobserved-task)
  work(); // NOLINT
}

// Who awaits the baton awaits the task.
struct Shared {
  coro::Baton Done, Other;
};
coro::Task<void> mayFail();
coro::Task<void> okJoinedByBaton() {
  auto State = std::make_shared<Shared>();
  coro::co_withExecutor(Where, mayFail()).start([State](auto &&) {
    State->Done.post();
  });
  co_await State->Done;
}
coro::Task<void> awaitsAnother() {
  auto State = std::make_shared<Shared>();
  coro::co_withExecutor(Where, mayFail()).start([State](auto &&) {
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:43: warning: the error of 'mayFail' is lost: the handler ignores it
    State->Done.post();
  });
  co_await State->Other;
}

// Whoever asks whether it has failed, or whether it is there, has looked at it.
bool okAsksForOutcome() {
  auto Started = coro::co_withExecutor(Where, work()).start();
  return Started.hasValue();
}
bool okAsksForEnd() {
  auto Started = coro::co_withExecutor(Where, work()).start();
  return Started.isReady();
}
void asksForNothing() {
  auto Started = coro::co_withExecutor(Where, work()).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Started': its value and its error are lost
  Started.isReady();
}

// Who takes the errors of what he awaits as values has thought of them: what
// else is called is trusted, and so is what asks the coroutine itself.
void log(const char *Text);
coro::Task<int> number();
coro::Task<void> handles() {
  co_await coro::co_safe_point;
  auto Done = co_await coro::co_awaitTry(mayFail());
  if (Done.hasException())
    log("failed");
}
void okHandlesWhatItAwaits() {
  coro::co_withExecutor(Where, handles()).start();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:43: warning: the task returned by 'start' is dropped;
  coro::co_withExecutor(Where, coro::co_withCancellation({}, handles())).start();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:74: warning: the task returned by 'start' is dropped;
  coro::co_withExecutor(Where, coro::co_invoke([]() -> coro::Task<void> {
    co_await handles();
  })).start();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:7: warning: the task returned by 'start' is dropped;
}
coro::Task<void> asksFirst() {
  auto Done = co_await coro::co_awaitTry(number());
  if (!Done.hasException())
    [&] { log("done"); }();
  else
    log("failed");
  if (Done.hasValue() && Done.value())
    log("some");
}
void okAsksFirst() {
  coro::co_withExecutor(Where, asksFirst()).start();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:45: warning: the task returned by 'start' is dropped;
}
coro::Task<void> doesNotAsk() {
  auto Done = co_await coro::co_awaitTry(number());
  log(Done.value() ? "one" : "none");
}
coro::Task<void> handlesOne() {
  (void)co_await coro::co_awaitTry(mayFail());
  co_await mayFail();
}
coro::Task<void> throwsAfterwards() {
  auto Done = co_await coro::co_awaitTry(mayFail());
  if (Done.hasException())
    throw 1;
}
coro::Task<void> handlesNothing() {
  co_await coro::co_safe_point;
  log("unknown");
}
void startsWhatMayFail() {
  coro::co_withExecutor(Where, doesNotAsk()).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: the task returned by 'start' is dropped;
  coro::co_withExecutor(Where, handlesOne()).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: the task returned by 'start' is dropped;
  coro::co_withExecutor(Where, throwsAfterwards()).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: the task returned by 'start' is dropped;
  coro::co_withExecutor(Where, handlesNothing()).start();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:50: warning: the task returned by 'start' is dropped;
}

// Nothing is known of these but that they might throw: neither of a method that
// is called by its pointer, nor of an object of the library's that is made. What
// the compiler has evaluated has not failed, and an optional that was asked
// before has something.
struct Counters {
  void add(int);
};
consteval int countOf(const char *Text) { return Text[0] ? 1 : throw "empty"; }
struct Reader {
  std::optional<int> Limit;
  coro::Task<void> read(Counters &Where) {
    auto Done = co_await coro::co_awaitTry(number());
    if (Done.hasException())
      co_return;
    std::invoke(&Counters::add, Where, countOf("reader"));
    Promise<int> Later;
    if (Limit)
      Where.add(Limit.value());
    log(Limit.has_value() && Limit.value() > 1 ? "many" : "few");
  }
  coro::Task<void> readsUpTo(Counters &Where) {
    (void)co_await coro::co_awaitTry(number());
    Where.add(Limit.value());
  }
  coro::Task<void> invokes() {
    (void)co_await coro::co_awaitTry(number());
    std::invoke([] { throw BadDisk(); });
  }
};
void startsReaders(Reader &R, Counters &Where_) {
  coro::co_withExecutor(Where, R.read(Where_)).start();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:48: warning: the task returned by 'start' is dropped;
  coro::co_withExecutor(Where, R.readsUpTo(Where_)).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: the task returned by 'start' is dropped;
  coro::co_withExecutor(Where, R.invokes()).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: the task returned by 'start' is dropped;
}

// What is trusted is what is not known; functions in sight are followed.
int limitOf(const std::string &Text) { return std::stoi(Text); }
int twice(const std::string &Text) { return 2 * limitOf(Text); }
int okLengthOf(const std::string &Text) {
  log(Text.c_str());
  return 1;
}
coro::Task<void> convertsFarAway(std::string Text) {
  (void)co_await coro::co_awaitTry(mayFail());
  if (twice(Text))
    log("some");
}
coro::Task<void> okLogsFarAway(std::string Text) {
  (void)co_await coro::co_awaitTry(mayFail());
  if (okLengthOf(Text))
    log("some");
}
void startsFarAway() {
  coro::co_withExecutor(Where, convertsFarAway("1")).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: the task returned by 'start' is dropped;
  coro::co_withExecutor(Where, okLogsFarAway("1")).start();
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:52: warning: the task returned by 'start' is dropped;
}

// Yielded, an error passes all handlers; a timer does not fail.
coro::Task<void> yieldsError() {
  try {
    co_yield coro::co_error(BadDisk());
  } catch (...) {
  }
}
coro::Task<void> okSleeps() { co_await coro::sleep(std::chrono::seconds(1)); }
coro::Task<void> throwsForItself() {
  auto Done = co_await coro::co_awaitTry(mayFail());
  if (Done.hasException()) {
    log("failed");
    Done.throwUnlessValue();
  }
}
// Only a cancellation ends these waits early, and nothing cancels them.
coro::Task<void> okWaitsForEvents(folly::fibers::Semaphore &S, coro::Baton &B) {
  co_await S.co_wait();
  co_await B;
}
void startsYielding(folly::fibers::Semaphore &S, coro::Baton &B) {
  coro::co_withExecutor(Where, okWaitsForEvents(S, B)).start();
  coro::co_withExecutor(Where, yieldsError()).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: the task returned by 'start' is dropped;
  coro::co_withExecutor(Where, okSleeps()).start();
  coro::co_withExecutor(Where, throwsForItself()).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: the task returned by 'start' is dropped;
}

//===-- A callable that owns a promise ------------------------------------===//

int numberOf(int);
// If it throws, the promise breaks, and whoever has the future learns of it.
void okPromiseOfCaller(folly::Executor *On, Promise<int> Later) {
  folly::via(On, [Later = std::move(Later)]() mutable {
    Later.setValue(numberOf(1));
  });
}
void okPromiseHandedOn(folly::Executor *On, Promise<int> Later,
                       folly::EventBase &Loop) {
  Loop.runInEventBaseThread([On, Later = std::move(Later)]() mutable {
    folly::via(On, [Later = std::move(Later)]() mutable {
      Later.setValue(numberOf(2));
    });
  });
}
void promiseOfSomebodyElse(folly::Executor *On, Promise<int> &Later) {
  folly::via(On, [&Later] { Later.setValue(numberOf(3)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'via' is dropped;
}
