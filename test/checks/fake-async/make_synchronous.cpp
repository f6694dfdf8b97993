// RUN: async-fake-async -each-place %folly -fix-note=synchronous
#include "folly/folly.h"
#include "seastar/seastar.h"
#include <string>
#include <unistd.h>

int slow(int Seconds) {
  ::sleep(Seconds);
  return Seconds;
}
seastar::future<> elsewhere();

//===-- All callers can follow --------------------------------------------===//

static seastar::future<int> value(int Seconds);
// CHECK-FIXES: static int value(int Seconds);
seastar::future<int> awaits() {
  co_await elsewhere();
  co_return 1 + co_await value(1);
  // CHECK-FIXES: co_return 1 + value(1);
}
int waits() { return value(1).get() + 1; }
// CHECK-FIXES: int waits() { return value(1) + 1; }
static seastar::future<int> value(int Seconds) {
  // CHECK-FIXES: static int value(int Seconds) {
  if (Seconds == 0)
    return seastar::make_ready_future<int>(0);
  // CHECK-FIXES: {{^}}    return 0;
  return seastar::make_ready_future<int>(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'value' looks asynchronous, but blocks its caller in 'slow' before it returns a finished task [async-fake-async]
  // CHECK-NOTES: :[[@LINE-7]]:29: note: make 'value' synchronous, and let its callers decide
  // CHECK-FIXES: {{^}}  return slow(Seconds);
}

static seastar::future<> nothing() {
  // CHECK-FIXES: static void nothing() {
  ::sleep(1);
  return seastar::make_ready_future<>();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'nothing' looks asynchronous, but blocks its caller in 'sleep'
  // CHECK-NOTES: :[[@LINE-5]]:26: note: make 'nothing' synchronous
  // CHECK-FIXES: {{^}}  return;
}
seastar::future<> awaitsNothing() {
  co_await nothing();
  // CHECK-FIXES: {{^}}  nothing();
  co_await elsewhere();
}

namespace {
struct Sensor {
  seastar::future<std::string> read() const;
  // CHECK-FIXES: std::string read() const;
};
seastar::future<std::string> Sensor::read() const {
  // CHECK-FIXES: std::string Sensor::read() const {
  ::sleep(1);
  return seastar::make_ready_future<std::string>("warm");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read' looks asynchronous, but blocks its caller in 'sleep'
  // CHECK-NOTES: :[[@LINE-5]]:38: note: make 'read' synchronous
  // CHECK-FIXES: return "warm";
}
} // namespace
seastar::future<std::size_t> awaitsMember(Sensor &From) {
  co_await elsewhere();
  co_return (co_await From.read()).size();
  // CHECK-FIXES: co_return (From.read()).size();
}

// There is an offload as well: the choice is on the note.
static folly::Future<int> folded(int Seconds) {
  // CHECK-FIXES: static int folded(int Seconds) {
  return folly::makeFuture(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'folded' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-NOTES: :[[@LINE-4]]:27: note: make 'folded' synchronous
  // CHECK-FIXES: {{^}}  return slow(Seconds);
}
folly::coro::Task<int> awaitsFolded() {
  co_await folly::coro::co_reschedule_on_current_executor;
  co_return co_await folded(1);
  // CHECK-FIXES: co_return folded(1);
}

//===-- Not offered -------------------------------------------------------===//

// Others may call it.
seastar::future<int> visible() {
  // CHECK-FIXES: {{^}}seastar::future<int> visible() {
  return seastar::make_ready_future<int>(slow(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'visible' looks asynchronous, but blocks its caller in 'slow'
}

// A caller goes on with the task.
static seastar::future<int> chained() {
  // CHECK-FIXES: static seastar::future<int> chained() {
  return seastar::make_ready_future<int>(slow(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'chained' looks asynchronous, but blocks its caller in 'slow'
}
seastar::future<> chains() {
  return chained().then([](int) {});
}

static seastar::future<int> kept() {
  // CHECK-FIXES: static seastar::future<int> kept() {
  return seastar::make_ready_future<int>(slow(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'kept' looks asynchronous, but blocks its caller in 'slow'
}
seastar::future<int> keeps() {
  auto Later = kept();
  co_await elsewhere();
  co_return co_await std::move(Later);
}

// An error, a task of somebody else's, a callable: there is no value.
static seastar::future<int> fails(bool IsOpen) {
  // CHECK-FIXES: static seastar::future<int> fails(bool IsOpen) {
  if (!IsOpen)
    return seastar::make_exception_future<int>(std::runtime_error("closed"));
  return seastar::make_ready_future<int>(slow(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'fails' looks asynchronous, but blocks its caller in 'slow'
}
static seastar::future<int> handsOn(int Size) {
  // CHECK-FIXES: static seastar::future<int> handsOn(int Size) {
  if (Size < 0)
    return fails(false);
  return seastar::make_ready_future<int>(slow(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'handsOn' looks asynchronous, but blocks its caller in 'slow'
}
static seastar::future<int> invokes() {
  // CHECK-FIXES: static seastar::future<int> invokes() {
  return seastar::futurize_invoke([] { return slow(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'invokes' looks asynchronous, but blocks its caller in 'slow'
}
seastar::future<> callsThem() {
  co_await fails(true);
  co_await handsOn(1);
  co_await invokes();
}

// The type is not written here.
using Number = seastar::future<int>;
static Number aliased() {
  // CHECK-FIXES: static Number aliased() {
  return seastar::make_ready_future<int>(slow(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'aliased' looks asynchronous, but blocks its caller in 'slow'
}
seastar::future<int> awaitsAliased() { co_return co_await aliased(); }
