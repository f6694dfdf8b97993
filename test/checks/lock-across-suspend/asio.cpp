// RUN: async-lock-across-suspend %asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <mutex>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;

awaitable<std::string> load(std::string Key);
void log(std::string_view);

struct Cache {
  std::mutex M;
  std::map<std::string, std::string> Data;

  awaitable<std::string> get(std::string Key) {
    std::lock_guard<std::mutex> L(M);
    if (auto It = Data.find(Key); It != Data.end())
      co_return It->second;
    Data[Key] = co_await load(Key);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: coroutine 'get' suspends while it holds the lock of 'L': it may resume on a thread that does not own the lock, and threads that need the lock are blocked until then; release it first [async-lock-across-suspend]
    co_return Data[Key];
  }

  awaitable<void> refresh(std::string Key) {
    std::unique_lock L(M);
    std::string New = co_await load(Key);
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: coroutine 'refresh' suspends while it holds the lock of 'L'
    Data[Key] = New;
  }

  awaitable<void> later(asio::steady_timer &Timer) {
    std::scoped_lock L(M);
    Data.clear();
    co_await Timer.async_wait(use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: coroutine 'later' suspends while it holds the lock of 'L'
  }

  awaitable<void> okRefresh(std::string Key) {
    std::unique_lock L(M);
    L.unlock();
    std::string New = co_await load(Key);
    L.lock();
    Data[Key] = New;
  }

  awaitable<std::string> okGet(std::string Key) {
    {
      std::lock_guard<std::mutex> L(M);
      if (auto It = Data.find(Key); It != Data.end())
        co_return It->second;
    }
    std::string New = co_await load(Key);
    std::lock_guard<std::mutex> L(M);
    co_return Data[Key] = New;
  }

  // Silent: the lambda is a coroutine of its own, which starts later.
  void okSpawned(asio::io_context &Io) {
    std::lock_guard L(M);
    asio::co_spawn(
        Io, [this]() -> awaitable<void> { log(co_await load("")); },
        asio::detached);
  }
};
