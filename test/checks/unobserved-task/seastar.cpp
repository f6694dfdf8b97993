// RUN: async-unobserved-task %seastar
// RUN: async-unobserved-task %seastar -check-suffix=,STRICT -option AsyncStrict=true
// RUN: async-unobserved-task %seastar -check-suffix=,NOTES -fix-notes
#include "seastar/seastar.h"
#include <tuple>

using namespace std::chrono_literals;

seastar::future<> sendMail();
seastar::future<int> count();
void log(std::exception_ptr);

//===-- Discarded in an ordinary function ---------------------------------===//

void discarded() {
  sendMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sendMail' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: handle its error here
  // CHECK-FIXES-NOTES: sendMail().discard_result().handle_exception([](std::exception_ptr) { /* handle the error */ });
}

void discardedByCast() {
  (void)sendMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'sendMail' is dropped;
  // CHECK-FIXES-NOTES: (void)sendMail().discard_result().handle_exception(
  static_cast<void>(count());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task returned by 'count' is dropped;
  // CHECK-FIXES-NOTES: static_cast<void>(count().discard_result().handle_exception(
}

void ignored() {
  std::ignore = sendMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'sendMail' is dropped;
  // CHECK-FIXES-NOTES: std::ignore = sendMail().discard_result().handle_exception(
}

void everywhere(bool IsLoud) {
  if (IsLoud) {
    sendMail();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'sendMail' is dropped;
    // CHECK-FIXES-NOTES: sendMail().discard_result().handle_exception(
  } else
    (void)count();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'count' is dropped;
  // CHECK-FIXES-NOTES: (void)count().discard_result().handle_exception(
  for (int I = 0; I < 3; ++I)
    sendMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'sendMail' is dropped;
  // CHECK-FIXES-NOTES: sendMail().discard_result().handle_exception(
  int N = (sendMail(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by 'sendMail' is dropped;
  // CHECK-FIXES-NOTES: int N = (sendMail().discard_result().handle_exception(
}

void failed() {
  (void)seastar::make_exception_future<>(std::exception());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'make_exception_future' is dropped;
  // CHECK-FIXES-NOTES: (void)seastar::make_exception_future<>(std::exception()).discard_result()
}

auto InVariable = [] {
  (void)sendMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'sendMail' is dropped;
  // CHECK-FIXES-NOTES: (void)sendMail().discard_result().handle_exception(
};

using Done = seastar::future<>;
Done aliased();
void alias() {
  (void)aliased();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'aliased' is dropped;
  // CHECK-FIXES-NOTES: (void)aliased().discard_result().handle_exception(
}

void suppressed() {
  (void)sendMail(); // NOLINT(async-unobserved-task)
  // NOLINTNEXTLINE
  sendMail();
}

seastar::future<> okReturned() { return sendMail(); }
seastar::future<> okAwaited() { co_await sendMail(); }
void okReady() {
  (void)seastar::make_ready_future<int>(1);
  (void)seastar::now();
}

void okUnevaluated() {
  static_assert(sizeof(sendMail()) > 0);
  static_assert(noexcept(sendMail()) || true);
  using Result = decltype(sendMail());
}

//===-- Chains: the last link decides -------------------------------------===//

void thenLast() {
  (void)sendMail().then([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task returned by 'then' is dropped;
  // CHECK-FIXES-NOTES: (void)sendMail().then([] {}).discard_result().handle_exception(
}

void finallyLast() {
  (void)sendMail().finally([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task returned by 'finally' is dropped;
  // CHECK-FIXES-NOTES: (void)sendMail().finally([] {}).discard_result().handle_exception(
}

void discardResultLast() {
  (void)count().discard_result();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'discard_result' is dropped;
  // CHECK-FIXES-NOTES: (void)count().discard_result().discard_result().handle_exception(
}

void throwsAfterHandler() {
  (void)sendMail().handle_exception(log).then([] { throw 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: the task returned by 'then' is dropped;
  // CHECK-FIXES-NOTES: (void)sendMail().handle_exception(log).then([] { throw 1; }).discard_result()
}

// The handler knows nothing of what comes after it.
void newTaskAfterHandler() {
  (void)sendMail().handle_exception(log).then([] { return sendMail(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: the task returned by 'then' is dropped;
  // CHECK-FIXES-NOTES: return sendMail(); }).discard_result().handle_exception(
}

// The finding is where the last link is named, not where the statement begins.
void manyLines() {
  (void)sendMail()
      .then([] { return seastar::make_ready_future<int>(1); })
      .then([](int Number) { return count(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'then' is dropped;
  // CHECK-FIXES-NOTES: return count(); }).discard_result().handle_exception(
}

void okHandled() {
  (void)sendMail().handle_exception([](std::exception_ptr E) { log(E); });
  (void)sendMail().handle_exception([](std::exception_ptr) {});
  (void)sendMail().handle_exception(log).finally([] {});
  (void)count()
      .handle_exception([](std::exception_ptr) { return 1; })
      .discard_result();
  (void)sendMail().then([] {}).handle_exception(log).then([] {});
}

void okThenWrapped() {
  (void)sendMail().then_wrapped([](seastar::future<> F) { F.get_exception(); });
}

// The error goes on: get() throws it again.
void throwsAgain() {
  (void)sendMail().then_wrapped([](seastar::future<> F) { F.get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task returned by 'then_wrapped' is dropped;
  // CHECK-FIXES-NOTES: F.get(); }).discard_result().handle_exception(
  (void)sendMail().handle_exception(
      [](std::exception_ptr E) { std::rethrow_exception(E); });
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: the task returned by 'handle_exception' is dropped;
  // CHECK-FIXES-NOTES: std::rethrow_exception(E); }).discard_result().handle_exception(
}

void okThrowsNothing() {
  (void)sendMail().then_wrapped([](seastar::future<> F) {
    try {
      F.get();
    } catch (...) {
    }
  });
  // One kind of error may be all that it can fail with.
  (void)sendMail().then_wrapped([](seastar::future<> F) {
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:20: warning: the task returned by 'then_wrapped' is dropped;
    try {
      F.get();
    } catch (const std::bad_alloc &) {
    }
  });
  // It asks before.
  (void)sendMail().then_wrapped([](seastar::future<> F) {
    if (!F.failed())
      F.get();
  });
  (void)sendMail().handle_exception(log).then_wrapped(
      [](seastar::future<> F) { F.get(); });
  (void)sendMail().handle_exception([](std::exception_ptr E) {
    log(E);
    std::rethrow_exception(E);
  });
  (void)sendMail().then_wrapped([](seastar::future<>) {});
}

void okTerminates() { (void)sendMail().or_terminate(); }

void handledInPart() {
  (void)sendMail().handle_exception_type([](std::bad_alloc &) {});
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:20: warning: the task returned by 'handle_exception_type' is dropped;
}

//===-- The task cannot fail ----------------------------------------------===//

seastar::future<> catches() {
  try {
    co_await sendMail();
  } catch (...) {
  }
}

seastar::future<> handles() {
  return sendMail().handle_exception([](std::exception_ptr) {});
}

void okFiberCatches() {
  (void)seastar::async([] {
    try {
      sendMail().get();
    } catch (...) {
    }
  });
}

void fiberFails() {
  (void)seastar::async([] { sendMail().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'async' is dropped;
  // CHECK-FIXES-NOTES: sendMail().get(); }).discard_result().handle_exception(
}

seastar::future<> handsOn() { return sendMail(); }

void okCannotFail() {
  (void)catches();
  (void)handles();
}

void wrapperCanFail() {
  (void)handsOn();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'handsOn' is dropped;
  // CHECK-FIXES-NOTES: (void)handsOn().discard_result().handle_exception(
}

// Awaiting what an ordinary function returns fails as that does.
seastar::future<> handsOnTwice() { return handsOn(); }
seastar::future<> countOrLess(bool Less) {
  if (Less)
    return seastar::make_ready_future<>();
  return count().discard_result();
}
seastar::future<> again(int Times) {
  return Times ? handles() : seastar::make_ready_future<>();
}
seastar::future<> recursive(int Times) {
  if (Times)
    return recursive(Times - 1);
  return handles();
}
seastar::future<> awaitsWhatFails() { co_await handsOnTwice(); }
seastar::future<> awaitsWhatMayFail() { co_await countOrLess(false); }
seastar::future<> awaitsLambda() {
  auto Send = [] { return sendMail(); };
  co_await Send();
}
seastar::future<> okAwaitsWhatHandles() {
  co_await handles();
  co_await again(2);
  co_await recursive(2);
  try {
    co_await handsOnTwice();
  } catch (...) {
  }
}
// A chain that is awaited fails where its links do.
void okWork() noexcept;
seastar::future<> okSubmits() {
  return seastar::smp::submit_to(1, [] { okWork(); });
}
seastar::future<> okGoesOn() {
  return handles().then([] { okWork(); }).then([] { return handles(); });
}
seastar::future<> okAwaitsChains() {
  co_await okSubmits();
  co_await okGoesOn();
  co_await seastar::smp::submit_to(1, [] { return handles(); });
  co_await handles().then([] { okWork(); });
}
seastar::future<> awaitsFailingLink() {
  co_await handles().then([] { return sendMail(); });
}
seastar::future<> awaitsFailingStart() {
  co_await sendMail().then([] { okWork(); });
}
seastar::future<> awaitsFailingElsewhere() {
  co_await seastar::smp::submit_to(1, [] { throw 1; });
}
seastar::future<> awaitsItself() {
  seastar::future<> Self = Self.then([] { okWork(); });
  co_await std::move(Self);
}
void dropsItself() {
  seastar::future<> Self = Self.then([] { return sendMail(); });
  (void)Self.then([] { okWork(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task returned by 'then' is dropped;
  // CHECK-FIXES-NOTES: (void)Self.then([] { okWork(); }).discard_result().handle_exception(
}
void awaitedChains() {
  (void)awaitsItself();
  (void)okAwaitsChains();
  (void)awaitsFailingLink();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'awaitsFailingLink' is dropped;
  // CHECK-FIXES-NOTES: (void)awaitsFailingLink().discard_result().handle_exception(
  (void)awaitsFailingStart();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'awaitsFailingStart' is dropped;
  // CHECK-FIXES-NOTES: (void)awaitsFailingStart().discard_result().handle_exception(
  (void)awaitsFailingElsewhere();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'awaitsFailingElsewhere' is dropped;
  // CHECK-FIXES-NOTES: (void)awaitsFailingElsewhere().discard_result().handle_exception(
}

void awaitedCanFail() {
  (void)awaitsWhatFails();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'awaitsWhatFails' is dropped;
  // CHECK-FIXES-NOTES: (void)awaitsWhatFails().discard_result().handle_exception(
  (void)awaitsWhatMayFail();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'awaitsWhatMayFail' is dropped;
  // CHECK-FIXES-NOTES: (void)awaitsWhatMayFail().discard_result().handle_exception(
  (void)awaitsLambda();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'awaitsLambda' is dropped;
  // CHECK-FIXES-NOTES: (void)awaitsLambda().discard_result().handle_exception(
  (void)okAwaitsWhatHandles();
}

//===-- Gates, and what joins in the background ---------------------------===//

// Seastar's gate waits for the end, and hands no error on.
class Background {
  void inGate() {
    (void)seastar::with_gate(Gate, [] { return sendMail(); });
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:11: warning: the task returned by 'with_gate' is dropped;
  }
  void holdsGate() {
    (void)sendMail().finally([Holder = Gate.hold()] {});
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:22: warning: the task returned by 'finally' is dropped;
    (void)sendMail().then([Holder = Gate.hold()] {});
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:22: warning: the task returned by 'then' is dropped;
    auto Holder = Gate.hold();
    (void)sendMail().then([Holder] {}).finally([] {});
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:40: warning: the task returned by 'finally' is dropped;
  }
  void okHandledInGate() {
    (void)seastar::with_gate(Gate, [] {
      return sendMail();
    }).handle_exception(log);
  }
  void okJoined() { seastar::engine().run_in_background(sendMail()); }

  seastar::gate Gate;
};

// A loop fails where its body does.
void okLoop() {
  (void)seastar::keep_doing([] {
    return sendMail().then_wrapped([](seastar::future<> Sent) {
      try {
        Sent.get();
      } catch (...) {
      }
    });
  });
}
void loop() {
  (void)seastar::keep_doing([] { return sendMail().then([] {}); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'keep_doing' is dropped;
  // CHECK-FIXES-NOTES: (void)seastar::keep_doing([] { return sendMail().then([] {}); }).discard_result().handle_exception(
}

//===-- In a coroutine: await it ------------------------------------------===//

seastar::future<> inCoroutine() {
  sendMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sendMail' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  co_await sendMail();
  (void)count();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'count' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  co_await count();
  (void)(sendMail());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'sendMail' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  co_await sendMail();
  std::ignore = sendMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'sendMail' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  co_await sendMail();
  co_return;
}

seastar::future<int> member(seastar::file File) {
  File.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'flush' is dropped;
  // CHECK-FIXES: co_await File.flush();
  co_return 1;
}

seastar::future<> whenAll() {
  (void)seastar::when_all(sendMail(), count());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'when_all' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  co_await seastar::when_all(sendMail(), count());
  co_return;
}

// An accept loop that lets go of a connection on purpose takes the next one at
// once: it must not wait for the first.
seastar::future<> acceptLoop(bool (*IsOpen)()) {
  while (IsOpen()) {
    co_await count();
    (void)sendMail();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'sendMail' is dropped;
    // CHECK-FIXES: {{^}}    (void)sendMail()
    for (int Left = 2; Left > 0; --Left)
      std::ignore = count();
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task returned by 'count' is dropped;
    // CHECK-FIXES: {{^}}      std::ignore = count()
    auto Once = [&]() -> seastar::future<> {
      (void)sendMail();
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task returned by 'sendMail' is dropped;
      // CHECK-FIXES-NOTES: {{^}}      co_await sendMail();
      co_return;
    };
    co_await Once();
  }
}

// co_await is not allowed in a handler.
seastar::future<> inHandler() {
  try {
    co_await sendMail();
  } catch (...) {
    (void)sendMail();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'sendMail' is dropped;
    // CHECK-NOTES: :[[@LINE-2]]:11: note: handle its error here
    // CHECK-FIXES-NOTES: (void)sendMail().discard_result().handle_exception(
  }
}

// The nearest callable decides: this lambda is no coroutine.
seastar::future<> inLambda() {
  auto Send = [] {
    sendMail();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'sendMail' is dropped;
    // CHECK-FIXES-NOTES: sendMail().discard_result().handle_exception(
  };
  Send();
  co_return;
}

seastar::future<> inCoroutineLambda() {
  co_await seastar::do_with(1, 2, [](int, int) -> seastar::future<> {
    sendMail();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'sendMail' is dropped;
    // CHECK-FIXES-NOTES: co_await sendMail();
    co_return;
  });
}

#define FIRE(Task) (void)Task
seastar::future<> inMacro() {
  FIRE(sendMail());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'sendMail' is dropped;
  // CHECK-FIXES: FIRE(sendMail());
  co_return;
}

// Once, not for each instance.
template <typename T> seastar::future<> inTemplate(T Text) {
  sendMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sendMail' is dropped;
  // CHECK-FIXES-NOTES: co_await sendMail();
  co_return;
}
template seastar::future<> inTemplate(int);
template seastar::future<> inTemplate(seastar::sstring);

// The instances do not agree: no fix.
struct Starts {
  seastar::future<> run();
};
struct Runs {
  void run();
};
template <typename T> seastar::future<> inSomeInstances(T Job) {
  Job.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task returned by 'run' is dropped;
  // CHECK-FIXES: {{^}}  Job.run();
  co_return;
}
template seastar::future<> inSomeInstances(Starts);
template seastar::future<> inSomeInstances(Runs);

//===-- Lazy: it never runs -----------------------------------------------===//

seastar::condition_variable Changed;

seastar::future<> neverRuns() {
  Changed.when();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'when' is dropped before it starts: it runs only when awaited
  // CHECK-FIXES: co_await Changed.when();
  seastar::coroutine::maybe_yield();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'maybe_yield' is dropped before it starts
  // CHECK-FIXES: co_await seastar::coroutine::maybe_yield();
  co_return;
}

//===-- Work on another core ----------------------------------------------===//

void logElsewhere(const char *);
void okVisibleWork() {
  (void)seastar::smp::submit_to(0, [] { logElsewhere("exit"); });
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:9: warning: the task returned by 'submit_to' is dropped;
}
void visibleWorkFails() {
  (void)seastar::smp::submit_to(0, [] { throw 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'submit_to' is dropped; if it fails, nobody will know
}
void visibleWorkHasResult() {
  (void)seastar::smp::submit_to(0, [] { return log(nullptr), count(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'submit_to' is dropped; if it fails, nobody will know
}

//===-- Variables ---------------------------------------------------------===//

seastar::semaphore Limit(1);
std::vector<seastar::future<>> Pending;

void unitsNeverAwaited() {
  auto Units = seastar::get_units(Limit, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Units': its value and its error are lost
  log(nullptr);
}

// Awaited without a name, the units would be given back at once.
seastar::future<> unitsInCoroutine() {
  auto Units = seastar::get_units(Limit, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Units'
  // CHECK-FIXES: auto Units = co_await seastar::get_units(Limit, 1);
  co_await sendMail();
}

seastar::future<> okUnitsAwaited() {
  auto Units = co_await seastar::get_units(Limit, 1);
  auto Later = seastar::get_units(Limit, 1);
  co_await sendMail();
  auto More = co_await std::move(Later);
}

seastar::future<> variable() {
  auto Sent = sendMail();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Sent': its error is lost
  // CHECK-FIXES-NOTES: {{^}}  co_await sendMail();
  auto Number = count();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Number': its value and its error are lost
  // CHECK-FIXES-NOTES: auto Number = co_await count();
  seastar::future<int> Typed = count();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nothing awaits 'Typed': its value and its error are lost
  // CHECK-FIXES-NOTES: auto Typed = co_await count();
  co_return;
}

// Whoever asks whether it is finished has looked at it.
void okLookedAt() {
  auto Sent = sendMail();
  (void)Sent;
  if (Sent.available())
    return;
}

void okMaybeUnused() { [[maybe_unused]] auto Sent = sendMail(); }

void okStored() {
  Pending.push_back(sendMail());
  auto Sent = sendMail();
  Pending.push_back(std::move(Sent));
}

struct Loop {
  void okStart() { Running = sendMail(); }
  seastar::future<> Running = seastar::make_ready_future<>();
};

//===-- Tests drop tasks deliberately, but a lazy one is a mistake --------===//

SEASTAR_TEST_CASE(okTest) {
  (void)sendMail();
  auto Send = [] { (void)sendMail(); };
  Send();
  return sendMail();
}
SEASTAR_THREAD_TEST_CASE(okThreadTest) { (void)sendMail(); }
SEASTAR_TEST_CASE(lazyInTest) {
  (void)Changed.when();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'when' is dropped before it starts
  return sendMail();
}
