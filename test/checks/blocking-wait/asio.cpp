// RUN: async-blocking-wait %asio
// RUN: async-blocking-wait %asio -check-suffix=TEST -option AsyncTestPaths=asio\.cpp
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <latch>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using asio::awaitable;
using asio::use_awaitable;
using asio::use_future;
using asio::ip::tcp;

awaitable<int> load(int Id = 0);
awaitable<std::string> loadText();
std::future<int> fetch();
void use(std::size_t);

//===-- In a coroutine ----------------------------------------------------===//

awaitable<int> spawnsAndGets(asio::any_io_executor Where) {
  co_return asio::co_spawn(Where, load(), use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'get' blocks the thread of coroutine 'spawnsAndGets' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: co_return co_await asio::co_spawn(Where, load(), boost::asio::use_awaitable);
}

awaitable<void> spawnsCallable(asio::io_context &Context) {
  asio::co_spawn(Context, [] { return load(1); }, asio::use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:69: warning: 'get' blocks the thread of coroutine 'spawnsCallable'
  // CHECK-FIXES: co_await asio::co_spawn(Context, [] { return load(1); }, boost::asio::use_awaitable);
  asio::co_spawn(
      Context, []() -> awaitable<void> { co_await load(2); }, use_future)
      .get();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'get' blocks the thread of coroutine 'spawnsCallable'
  // CHECK-FIXES: co_await asio::co_spawn(
  // CHECK-FIXES-NEXT: Context, []() -> awaitable<void> { co_await load(2); }, boost::asio::use_awaitable);
  co_return;
}

awaitable<std::size_t> inMemberChain(asio::any_io_executor Where) {
  co_return asio::co_spawn(Where, loadText(), use_future).get().size();
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'get' blocks the thread of coroutine 'inMemberChain'
  // CHECK-FIXES: co_return (co_await asio::co_spawn(Where, loadText(), boost::asio::use_awaitable)).size();
}

awaitable<void> operations(tcp::socket &Socket, asio::steady_timer &Timer,
                           std::array<char, 8> Data) {
  use(Socket.async_read_some(asio::buffer(Data), use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:62: warning: 'get' blocks the thread of coroutine 'operations'
  // CHECK-FIXES: use(co_await Socket.async_read_some(asio::buffer(Data), boost::asio::use_awaitable));
  use(asio::async_write(Socket, asio::buffer(Data), boost::asio::use_future)
          .get());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of coroutine 'operations'
  // CHECK-FIXES: use(co_await asio::async_write(Socket, asio::buffer(Data), boost::asio::use_awaitable));
  Timer.async_wait(use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'get' blocks the thread of coroutine 'operations'
  // CHECK-FIXES: co_await Timer.async_wait(boost::asio::use_awaitable);
  co_return;
}

// The future is made here and waited for there.
awaitable<int> spawnsThenGets(asio::any_io_executor Where) {
  std::future<int> F = asio::co_spawn(Where, load(), use_future);
  co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'spawnsThenGets' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: co_return F.get();
}

// No coroutine of Asio can await a std::future.
awaitable<int> gets() { co_return fetch().get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'get' blocks the thread of coroutine 'gets'
// CHECK-FIXES: awaitable<int> gets() { co_return fetch().get(); }

awaitable<void> waits(asio::any_io_executor Where, asio::steady_timer &Timer) {
  asio::co_spawn(Where, load(), use_future).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'wait' blocks the thread of coroutine 'waits'
  // CHECK-FIXES: asio::co_spawn(Where, load(), use_future).wait();
  Timer.async_wait(use_future).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'wait' blocks the thread of coroutine 'waits'
  // CHECK-FIXES: co_await Timer.async_wait(boost::asio::use_awaitable);
  asio::co_spawn(Where, load(), use_future).wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'wait_for' blocks the thread of coroutine 'waits' until the task is finished or the timeout expires [async-blocking-wait]
  // CHECK-FIXES: asio::co_spawn(Where, load(), use_future).wait_for(1s);
  co_return;
}

awaitable<void> nestedLoop(asio::io_context &Context, asio::thread_pool &Pool) {
  Context.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run' blocks the thread of coroutine 'nestedLoop', and all other coroutines on it [async-blocking-wait]
  Context.run_one();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run_one' blocks the thread of coroutine 'nestedLoop'
  Context.run_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'run_for' blocks the thread of coroutine 'nestedLoop'
  Pool.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'join' blocks the thread of coroutine 'nestedLoop'
  Context.poll();
  Context.run_for(0s);
  co_return;
}

awaitable<void> otherWaits(std::thread &Worker, std::latch &Done) {
  Worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of coroutine 'otherWaits'
  Done.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread of coroutine 'otherWaits'
  co_return;
}

awaitable<void> inHandler(asio::any_io_executor Where) {
  try {
    co_await load();
  } catch (...) {
    asio::co_spawn(Where, load(), use_future).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'get' blocks the thread of coroutine 'inHandler'
    // CHECK-FIXES: asio::co_spawn(Where, load(), use_future).get();
  }
}

awaitable<int> inStatic(asio::any_io_executor Where) {
  static int Once = asio::co_spawn(Where, load(), use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'get' blocks the thread of coroutine 'inStatic'
  // CHECK-FIXES: static int Once = asio::co_spawn(Where, load(), use_future).get();
  co_return Once;
}

//===-- In a continuation -------------------------------------------------===//

void inHandlers(asio::io_context &Context, tcp::socket &Socket,
                asio::steady_timer &Timer, std::array<char, 8> &Data) {
  Timer.async_wait([](boost::system::error_code) { use(fetch().get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:64: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  Socket.async_read_some(
      asio::buffer(Data),
      [&](boost::system::error_code, std::size_t) { Context.run(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:61: warning: 'run' blocks the thread that runs this continuation
  asio::post(Context, [] { use(fetch().get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'get' blocks the thread that runs this continuation
  asio::dispatch(Context.get_executor(), [] { use(fetch().get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'get' blocks the thread that runs this continuation
  asio::co_spawn(Context, load(),
                 [](std::exception_ptr, int) { use(fetch().get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'get' blocks the thread that runs this continuation
  auto Named = [](boost::system::error_code) { use(fetch().get()); };
  // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'get' blocks the thread that runs this continuation
  Timer.async_wait(Named);
}

void wrapped(asio::io_context &Context, asio::steady_timer &Timer) {
  Timer.async_wait(asio::bind_executor(
      Context, [](boost::system::error_code) { use(fetch().get()); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'get' blocks the thread that runs this continuation
}

//===-- It is known to be over --------------------------------------------===//

awaitable<int> okReady(asio::any_io_executor Where) {
  std::future<int> F = asio::co_spawn(Where, load(), use_future);
  while (F.wait_for(0s) != std::future_status::ready) {
    asio::steady_timer Pause(Where, 10ms);
    co_await Pause.async_wait(use_awaitable);
  }
  co_return F.get();
}

//===-- Where it may wait -------------------------------------------------===//

int okPlainFunction(asio::any_io_executor Where) {
  return asio::co_spawn(Where, load(), use_future).get();
}

int main() {
  asio::io_context Context;
  asio::thread_pool Pool;
  std::future<int> F = asio::co_spawn(Pool, load(), use_future);
  Context.run();
  return F.get();
}

awaitable<void> okOnPool(asio::thread_pool &Pool, asio::io_context &Context) {
  asio::post(Pool, [] { use(fetch().get()); });
  asio::post(Pool.get_executor(), [] { use(fetch().get()); });
  std::thread Runner([&] { Context.run(); });
  Runner.detach();
  co_return;
}

// What is behind the executor is not known.
awaitable<void> okUnknown(asio::any_io_executor Where) {
  asio::post(Where, [] { use(fetch().get()); });
  co_return;
}

// Only a bound executor takes the coroutine along.
awaitable<int> okAfterBoundPost(asio::thread_pool &Pool) {
  co_await asio::post(asio::bind_executor(Pool, use_awaitable));
  co_return fetch().get();
}

awaitable<int> okAfterUnknownPost(asio::any_io_executor Where) {
  co_await asio::post(asio::bind_executor(Where, use_awaitable));
  co_return fetch().get();
}

// Silent: which executor was bound is not looked up.
awaitable<int> missedAfterPostBack(asio::thread_pool &Pool,
                                   asio::io_context &Context) {
  co_await asio::post(asio::bind_executor(Pool, use_awaitable));
  use(fetch().get());
  co_await asio::post(asio::bind_executor(Context, use_awaitable));
  co_return fetch().get();
}

// Awaiting a post leaves a coroutine of Asio on its own executor.
awaitable<int> afterPost(asio::thread_pool &Pool, asio::any_io_executor Where) {
  co_await asio::post(Pool, use_awaitable);
  co_return asio::co_spawn(Where, load(), use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'get' blocks the thread of coroutine 'afterPost'
  // CHECK-FIXES: co_return co_await asio::co_spawn(Where, load(), boost::asio::use_awaitable);
}

//===-- Macros, templates, suppression ------------------------------------===//

#define SPAWN(Where, Work) asio::co_spawn(Where, Work, use_future)
awaitable<int> inMacro(asio::any_io_executor Where) {
  co_return SPAWN(Where, load()).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'get' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES: co_return SPAWN(Where, load()).get();
}

template <class Socket>
awaitable<void> inTemplate(Socket &Stream, std::array<char, 8> Data) {
  use(Stream.async_read_some(asio::buffer(Data), use_future).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:62: warning: 'get' blocks the thread of coroutine 'inTemplate'
  // CHECK-FIXES: use(co_await Stream.async_read_some(asio::buffer(Data), boost::asio::use_awaitable));
  co_return;
}
template awaitable<void> inTemplate(tcp::socket &, std::array<char, 8>);
template awaitable<void> inTemplate(
    asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type> &,
    std::array<char, 8>);

awaitable<int> suppressed(asio::any_io_executor Where) {
  // NOLINTNEXTLINE(async-blocking-wait)
  co_return asio::co_spawn(Where, load(), use_future).get();
}

// Without a token, as newer versions of Asio have it.
namespace boost::asio {
template <typename Executor> struct partial_executor_binder {
  Executor Where;
};
partial_executor_binder<thread_pool::executor_type>
bind_executor(thread_pool &Pool) {
  return {Pool.get_executor()};
}
template <typename Executor, typename... Signatures>
struct async_result<partial_executor_binder<Executor>, Signatures...> {
  template <typename Initiation>
  static auto initiate(Initiation Start,
                       partial_executor_binder<Executor> Token) {
    auto Bound = bind_executor(Token.Where, use_awaitable);
    return async_initiate<decltype(Bound), Signatures...>(std::move(Start),
                                                          Bound);
  }
};
} // namespace boost::asio

awaitable<int> okAfterPartlyBoundPost(asio::thread_pool &Pool) {
  co_await asio::post(asio::bind_executor(Pool));
  co_return fetch().get();
}
