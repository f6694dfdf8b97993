// RUN: async-blocking-call %async_simple
#include "async_simple/async_simple.h"
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>

using namespace async_simple;
using namespace async_simple::coro;

Lazy<> sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it; await a timer instead [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await async_simple::coro::sleep(std::chrono::seconds(1));
  co_return;
}

Lazy<> okSleeps(Executor *Ex) {
  co_await coro::sleep(std::chrono::seconds(1));
  co_await Ex->after(std::chrono::seconds(1));
}

// A hop to a pool, whose threads may block.
Lazy<> okDispatched(executors::SimpleExecutor &Pool) {
  co_await dispatch(&Pool);
  std::this_thread::sleep_for(std::chrono::seconds(1));
}

// What the library's sleep is made of must not call it.
namespace async_simple::coro {
struct Rest {
  Lazy<> sleep(Executor *Ex, std::chrono::seconds For) {
    if (Ex)
      co_return co_await Ex->after(For);
    std::this_thread::sleep_for(For);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of coroutine 'sleep', and all other coroutines on it [async-blocking-call]
    // CHECK-FIXES: {{^}}    std::this_thread::sleep_for(For);
  }
};
} // namespace async_simple::coro

// What Asio's operations return is awaited in its own coroutines only.
Lazy<> resolves(boost::asio::ip::tcp::resolver &Resolver) {
  Resolver.resolve("host", "http");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resolve' blocks the thread of coroutine 'resolves', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: {{^}}  Resolver.resolve("host", "http");
  co_return;
}

// Waits in functions that a coroutine calls, whatever class or linkage they
// have: the coroutine is in no fiber.
Lazy<int> load();
int helper() { return syncAwait(load()); }
struct Client {
  Lazy<int> asyncGet();
  int get() { return syncAwait(asyncGet()); }
};
Lazy<int> callsHelpers() {
  co_await load();
  int X = helper();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'helper' blocks the thread of coroutine 'callsHelpers', and all other coroutines on it
  Client C;
  co_return X + C.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks the thread of coroutine 'callsHelpers', and all other coroutines on it
}

// The member template of a class template, wherever its body stands.
template <class T> struct Service {
  template <class U> Lazy<> serve(U) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of coroutine 'serve', and all other coroutines on it
    // CHECK-FIXES: co_await async_simple::coro::sleep(std::chrono::seconds(1));
    co_return;
  }
  template <class U> Lazy<> serveLater(U);
};
template <class T> template <class U> Lazy<> Service<T>::serveLater(U) {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'serveLater', and all other coroutines on it
  // CHECK-FIXES: co_await async_simple::coro::sleep(std::chrono::seconds(1));
  co_return;
}
void serves(Service<int> &Of) {
  Of.serve(1).start([](auto &&) {});
  Of.serve('a').start([](auto &&) {});
  Of.serveLater(1).start([](auto &&) {});
}
