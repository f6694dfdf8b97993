// RUN: async-unobserved-task %asio
#include <boost/asio.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <algorithm>
#include <functional>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> work();
awaitable<void> serve(int Id) {
  co_await work();
  static_cast<void>(Id);
}

//===-- Callables that return a task to a call that ignores it -------------===//

void posted(asio::io_context &Io, asio::strand<asio::io_context::executor_type> &S) {
  asio::post(Io, []() -> awaitable<void> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task returned by this lambda never runs: 'post' ignores it, and it runs only when awaited [async-unobserved-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: pass it to 'co_spawn', which starts it
  asio::dispatch(S, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task returned by 'work' never runs: 'dispatch' ignores it
  auto Later = [Id = 1] { return serve(Id); };
  asio::defer(Io, Later);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task returned by this lambda never runs: 'defer' ignores it
  asio::post(asio::bind_executor(S, [] { return work(); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: the task returned by this lambda never runs: 'post' ignores it
  asio::post(Io, std::bind(serve, 2));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the task returned by 'serve' never runs: 'post' ignores it
}

void handlers(asio::steady_timer &Timer, asio::ip::tcp::socket &Socket,
              asio::mutable_buffer Buffer) {
  Timer.async_wait([](boost::system::error_code) -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task returned by this lambda never runs: 'async_wait' ignores it
    co_await work();
  });
  Socket.async_read_some(Buffer, [](auto Error, auto Count) -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the task returned by this lambda never runs: 'async_read_some' ignores it
    static_cast<void>(Error);
    static_cast<void>(Count);
    co_await work();
  });
}

void spawnedHandler(asio::io_context &Io) {
  asio::co_spawn(Io, work(), [](std::exception_ptr Error) -> awaitable<void> {
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the task returned by this lambda never runs: 'co_spawn' ignores it
    if (Error)
      co_await work();
  });
}

#define POST(Io, Code) asio::post(Io, Code)
void inMacro(asio::io_context &Io) {
  POST(Io, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by 'work' never runs: 'post' ignores it
}

template <typename Context> static void inTemplate(Context &Io) {
  asio::post(Io, []() -> awaitable<void> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task returned by this lambda never runs: 'post' ignores it
}
void instances(asio::io_context &Io, asio::thread_pool &Pool) {
  inTemplate(Io);
  inTemplate(Pool);
}

void suppressed(asio::io_context &Io) {
  asio::post(Io, work); // NOLINT(async-unobserved-task)
}

//===-- Silent ------------------------------------------------------------===//

awaitable<void> okTakesTasks(asio::io_context &Io) {
  asio::co_spawn(
      Io,
      []() -> awaitable<void> {
        try {
          co_await work();
        } catch (...) {
        }
      },
      asio::detached);
  co_await asio::post(Io, asio::use_awaitable);
}

void okNoTask(asio::io_context &Io, asio::steady_timer &Timer) {
  asio::post(Io, [] {});
  asio::post(Io, [] { return 1; });
  Timer.async_wait([](boost::system::error_code) {});
}

// A reference refers to a task that other code owns.
void okReference(asio::io_context &Io, awaitable<void> &Owned) {
  asio::post(Io, [&]() -> awaitable<void> & { return Owned; });
}

template <typename Function> void unknownSink(Function);
void okUnknown() {
  auto Code = []() -> awaitable<void> { co_await work(); };
  static_cast<void>(Code);
}
