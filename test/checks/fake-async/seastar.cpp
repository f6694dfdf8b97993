// RUN: async-fake-async -each-place %seastar
#include "seastar/seastar.h"
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

int compute();
const std::string *findCached(int Key);

std::string slurp(const std::string &Path) {
  std::ifstream File(Path);
  std::string Line;
  std::getline(File, Line);
  return Line;
}
std::string slurpTwice(const std::string &Path) { return slurp(slurp(Path)); }

//===-- Ready futures -----------------------------------------------------===//

seastar::future<> sleeps() {
  ::sleep(1);
  return seastar::make_ready_future<>();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sleeps' looks asynchronous, but blocks its caller in 'sleep' before it returns a finished task [async-fake-async]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'sleep' blocks here
}

seastar::future<> sleepsNow() {
  std::this_thread::sleep_for(1s);
  return seastar::now();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sleepsNow' looks asynchronous, but blocks its caller in 'sleep_for'
}

// The path to what blocks is shown.
seastar::future<std::string> reads(std::string Path) {
  return seastar::make_ready_future<std::string>(slurpTwice(Path));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'reads' looks asynchronous, but blocks its caller in 'slurpTwice'
  // CHECK-NOTES: :[[@LINE-2]]:50: note: 'slurpTwice' is called here
  // CHECK-NOTES: :[[@LINE-22]]:58: note: 'slurpTwice' calls 'slurp' here
  // CHECK-NOTES: :[[@LINE-28]]:17: note: 'slurp' blocks here, in 'basic_ifstream'
}

seastar::future<std::string> readsItself(std::string Path) {
  std::ifstream File(Path);
  std::string Line;
  std::getline(File, Line);
  return seastar::make_ready_future<std::string>(Line);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'readsItself' looks asynchronous, but blocks its caller in 'basic_ifstream'
}

seastar::future<std::string> keepsReady(std::string Path) {
  auto Text = slurp(Path);
  auto Ready = seastar::make_ready_future<std::string>(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'keepsReady' looks asynchronous, but blocks its caller in 'slurp'
  return Ready;
}

seastar::future<int> setsPromise() {
  seastar::promise<int> Promise;
  ::sleep(1);
  Promise.set_value(1);
  return Promise.get_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'setsPromise' looks asynchronous, but blocks its caller in 'sleep'
}

seastar::future<int> futurizes() {
  return seastar::futurize_invoke([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'futurizes' looks asynchronous, but blocks its caller in 'sleep'
    ::sleep(1);
    return 1;
  });
}

seastar::future<seastar::stop_iteration> step() {
  ::sleep(1);
  return seastar::make_ready_future<seastar::stop_iteration>(
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'step' looks asynchronous, but blocks its caller in 'sleep'
      seastar::stop_iteration::yes);
}

// Once for a function, however often it blocks.
seastar::future<> sleepsTwice() {
  ::sleep(1);
  ::sleep(2);
  return seastar::now();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sleepsTwice' looks asynchronous, but blocks its caller in 'sleep'
}

//===-- Values at hand ----------------------------------------------------===//

seastar::future<int> okConstant() { return seastar::make_ready_future<int>(1); }
seastar::future<int> okComputed() {
  return seastar::make_ready_future<int>(compute());
}

// Only the return that what blocks can lead to is a fake.
seastar::future<std::string> oneOfTwo(int Key) {
  if (const std::string *Cached = findCached(Key))
    return seastar::make_ready_future<std::string>(*Cached);
  return seastar::make_ready_future<std::string>(slurp("/etc/hosts"));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'oneOfTwo' looks asynchronous, but blocks its caller in 'slurp'
}

seastar::future<std::string> oneOfTwoBranches(int Key) {
  if (!findCached(Key)) {
    auto Text = slurp("/etc/hosts");
    return seastar::make_ready_future<std::string>(Text);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'oneOfTwoBranches' looks asynchronous, but blocks its caller in 'slurp'
  }
  return seastar::make_ready_future<std::string>(*findCached(Key));
}

seastar::future<int> okError() {
  ::sleep(1);
  return seastar::make_exception_future<int>(std::runtime_error("late"));
}

seastar::future<> okBlocksAfter() {
  auto Ready = seastar::now();
  ::sleep(1);
  return Ready;
}

seastar::future<int>
okPromiseOfOthers(std::vector<seastar::promise<int>> &All) {
  seastar::promise<int> Promise;
  auto Future = Promise.get_future();
  ::sleep(1);
  All.push_back(std::move(Promise));
  return Future;
}

seastar::future<int> okFuturizesTask() {
  return seastar::futurize_invoke(
      [] { return seastar::make_ready_future<int>(compute()); });
}

seastar::future<> okZero() {
  ::sleep(0);
  std::this_thread::sleep_for(0s);
  return seastar::now();
}

//===-- Where blocking is right -------------------------------------------===//

// In a seastar::thread it suspends, and any function may be called there.
seastar::future<int> okMayBeInThread(seastar::future<int> Number) {
  return seastar::make_ready_future<int>(Number.get());
}

seastar::future<int> okThread() {
  return seastar::async([] {
    ::sleep(1);
    return 1;
  });
}

SEASTAR_TEST_CASE(okTest) {
  ::sleep(1);
  return seastar::make_ready_future<>();
}

//===-- Coroutines that never suspend -------------------------------------===//

seastar::future<> coroutine() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'coroutine' never suspends: it blocks its caller in 'sleep'
  // CHECK-FIXES: {{^}}  co_await seastar::sleep(std::chrono::seconds(1));
  co_return;
}

seastar::future<std::string> coroutineReads(std::string Path) {
  co_return slurp(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'coroutineReads' never suspends: it blocks its caller in 'slurp'
  // CHECK-NOTES: :[[@LINE-163]]:17: note: 'slurp' blocks here, in 'basic_ifstream'
}

seastar::future<> okSuspends() {
  ::sleep(1);
  co_await seastar::yield();
}

seastar::future<> okSuspendsAtTimes(bool IsBusy) {
  if (IsBusy)
    co_await seastar::yield();
  ::sleep(1);
}

//===-- Overrides ---------------------------------------------------------===//

struct Store {
  virtual ~Store();
  virtual seastar::future<std::string> load(std::string Key) = 0;
  virtual seastar::future<> save() = 0;
};
struct FileStore : Store {
  seastar::future<std::string> load(std::string Key) override {
    return seastar::make_ready_future<std::string>(slurp(Key));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'load' looks asynchronous, but blocks its caller in 'slurp' before it returns a finished task, perhaps because its interface requires a task, and no asynchronous alternative is known
  }
  seastar::future<> save() override {
    slurp("key");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'save' never suspends: it blocks its caller in 'slurp', perhaps because its interface requires a task, and no asynchronous alternative is known
    co_return;
  }
};

//===-- Recursion ---------------------------------------------------------===//

int countDown(int From) {
  if (From == 0)
    ::sleep(1);
  return From ? countDown(From - 1) : 0;
}
seastar::future<int> callsRecursive() {
  return seastar::make_ready_future<int>(countDown(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'callsRecursive' looks asynchronous, but blocks its caller in 'countDown'
}

void ping(int Left);
void pong(int Left) {
  if (Left)
    ping(Left - 1);
  ::sleep(1);
}
void ping(int Left) { pong(Left); }
seastar::future<> callsMutual() {
  ping(1);
  return seastar::now();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'callsMutual' looks asynchronous, but blocks its caller in 'ping'
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'ping' is called here
  // CHECK-NOTES: :[[@LINE-6]]:23: note: 'ping' calls 'pong' here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: 'pong' blocks here, in 'sleep'
}

seastar::future<int> recurses(int Left) {
  if (Left)
    return recurses(Left - 1);
  ::sleep(1);
  return seastar::make_ready_future<int>(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'recurses' looks asynchronous, but blocks its caller in 'sleep'
}

//===-- Lambdas, templates, macros, aliases, suppression ------------------===//

seastar::future<> continues() {
  return seastar::now().then([] {
    ::sleep(1);
    return seastar::make_ready_future<>();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this lambda looks asynchronous, but blocks the thread that runs it in 'sleep' before it returns a finished task
  });
}

seastar::future<> callsLambda() {
  auto Pause = [] {
    ::sleep(1);
    return seastar::now();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: this lambda looks asynchronous, but blocks its caller in 'sleep'
  };
  return Pause();
}

seastar::future<> callsPlainLambda() {
  auto Pause = [] { ::sleep(1); };
  Pause();
  return seastar::now();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'callsPlainLambda' looks asynchronous, but blocks its caller in 'sleep'
}

template <typename T> seastar::future<T> inTemplate(T Value) {
  ::sleep(1);
  return seastar::make_ready_future<T>(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inTemplate' looks asynchronous, but blocks its caller in 'sleep'
}
template seastar::future<int> inTemplate(int);
template seastar::future<long> inTemplate(long);

#define READY(Value) seastar::make_ready_future<int>(Value)
seastar::future<int> inMacro() {
  ::sleep(1);
  return READY(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inMacro' looks asynchronous, but blocks its caller in 'sleep'
}

using Done = seastar::future<>;
Done aliased() {
  ::sleep(1);
  return seastar::make_ready_future<>();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'aliased' looks asynchronous, but blocks its caller in 'sleep'
}

seastar::future<> suppressed() {
  ::sleep(1);
  return seastar::make_ready_future<>(); // NOLINT(async-fake-async)
}
