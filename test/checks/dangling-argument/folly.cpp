// RUN: async-dangling-argument %folly
#include "folly/folly.h"
#include <string>
#include <utility>

namespace coro = folly::coro;
coro::Task<void> sleep(int);
void use(std::size_t);
std::string name();

coro::Task<void> greet(const std::string &Name) {
  // CHECK-FIXES: {{^}}coro::Task<void> greet(std::string Name) {
  co_await sleep(1);
  use(Name.size());
}
void scoped(coro::AsyncScope &Scope, folly::EventBase &Loop) {
  Scope.add(coro::co_withExecutor(&Loop, greet(name())));
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: the argument for 'Name' is destroyed at the end of the statement, but coroutine 'greet' still refers to it; take 'Name' by value [async-dangling-argument]
}
coro::Task<void> okAwaited() {
  co_await greet(name());
  co_await coro::collectAll(greet(name()), sleep(1));
}
void okBlockingWait() { coro::blockingWait(greet(name())); }
coro::Task<void> okKept() {
  co_await coro::co_invoke(
      [Name = name()]() -> coro::Task<void> { co_await greet(Name); });
}
