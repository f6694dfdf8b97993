// RUN: async-dangling-argument -std=c++20 -isystem stubs
#include "seastar/seastar.h"
#include <string>
#include <utility>

namespace ss = seastar;
ss::future<> sleep(int);
void print(std::size_t);
std::string name();

ss::future<> greet(const std::string &Text) {
  // CHECK-FIXES: {{^}}ss::future<> greet(std::string Text) {
  co_await sleep(1);
  print(Text.size());
}
// With overloads, there is no fix.
ss::future<> late(int);
ss::future<> late(const std::string &Text) {
  co_await sleep(1);
  print(Text.size());
}
ss::future<> early(const std::string &Text) {
  print(Text.size());
  co_await sleep(1);
}
ss::future<> elsewhere(const std::string &Text);

ss::future<> fixed() {
  return greet(name());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the argument for 'Text' is destroyed at the end of the statement, but coroutine 'greet' still refers to it; take 'Text' by value [async-dangling-argument]
}
ss::future<> alsoFixed() {
  return greet("text");
  // CHECK-NOTES: :[[@LINE-1]]:16: note: this argument is also destroyed too early
}
ss::future<> returned() {
  return late(name());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the argument for 'Text' is destroyed at the end of the statement, but coroutine 'late' still refers to it [async-dangling-argument]
}
ss::future<> chained() {
  return late(name()).then([] { return sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the argument for 'Text' is destroyed
}
ss::future<> inVariable() {
  auto Task = late(name());
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the argument for 'Text' is destroyed
  co_await std::move(Task);
}
void dropped() {
  (void)late("text");
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the argument for 'Text' is destroyed
}
ss::future<> ofLocal(std::string Name) {
  return late(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: coroutine 'late' may use the local variable 'Name' after 'ofLocal' has returned [
}
ss::future<> inContinuation() {
  return sleep(1).then([] { return late(name()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the argument for 'Text' is destroyed
}

ss::future<> okAwaited() {
  co_await late(name());
  co_await late(name()).then([] {});
  std::string Name = name();
  auto Task = late(Name);
  co_await std::move(Task);
}
// What it uses is used when it returns.
ss::future<> okEarly() { return early(name()); }
// Its body is not known, and it has run already.
ss::future<> okElsewhere() { return elsewhere(name()); }
void okInThread() { late(name()).get(); }
