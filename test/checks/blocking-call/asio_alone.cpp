// RUN: async-blocking-call -std=c++20
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <fstream>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> connect();

// A command: nothing else runs on the loop until the coroutine is finished.
void okCommand(asio::io_context &Loop) {
  auto Result = asio::co_spawn(
      Loop,
      [&]() -> asio::awaitable<void> {
        std::ofstream Certificate("certificate");
        co_await connect();
        std::this_thread::sleep_for(1ms);
      },
      asio::use_future);
  Loop.run();
  Result.get();
}
static asio::awaitable<int> count() {
  std::ifstream In("a");
  int Number;
  In >> Number;
  co_await connect();
  co_return Number;
}
int okCommandInFunction() {
  asio::io_context Loop;
  auto Result = asio::co_spawn(Loop, count(), asio::use_future);
  Loop.run();
  return Result.get();
}

// Other work is started beside it.
void besideAnother(asio::io_context &Loop) {
  asio::co_spawn(Loop, connect(), asio::detached);
  auto Result = asio::co_spawn(
      Loop,
      []() -> asio::awaitable<void> {
        std::ofstream Certificate("certificate");
        // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'basic_ofstream' blocks the thread of this coroutine
        co_await connect();
      },
      asio::use_future);
  Loop.run();
  Result.get();
}

// It starts work itself.
void server(asio::io_context &Loop) {
  auto Result = asio::co_spawn(
      Loop,
      [&]() -> asio::awaitable<void> {
        asio::co_spawn(Loop, connect(), asio::detached);
        std::ofstream Log("log");
        // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'basic_ofstream' blocks the thread of this coroutine
        co_await connect();
      },
      asio::use_future);
  Loop.run();
  Result.get();
}

// The loop may run other work: another thread drives it, or it is a service.
void elsewhere(asio::io_context &Loop) {
  auto Result = asio::co_spawn(
      Loop,
      []() -> asio::awaitable<void> {
        std::ofstream Log("log");
        // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'basic_ofstream' blocks the thread of this coroutine
        co_await connect();
      },
      asio::use_future);
  Result.get();
}
void service(asio::io_context &Loop) {
  asio::co_spawn(
      Loop,
      []() -> asio::awaitable<void> {
        std::ofstream Log("log");
        // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'basic_ofstream' blocks the thread of this coroutine
        co_await connect();
      },
      asio::detached);
  Loop.run();
}

// Others may call it.
asio::awaitable<void> shared() {
  std::ifstream In("a");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'shared'
  co_await connect();
}
void startsShared(asio::io_context &Loop) {
  auto Result = asio::co_spawn(Loop, shared(), asio::use_future);
  Loop.run();
  Result.get();
}
