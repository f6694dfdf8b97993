// RUN: async-self-wait,async-blocking-wait,async-sync-over-async %asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<int> load(int Id = 0);
void use(int);

// The wait blocks the loop, too, but this says why it never ends.
void inHandler(asio::io_context &Io, asio::io_context &Other) {
  asio::post(Io, [&] {
    use(asio::co_spawn(Io, load(), asio::use_future).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'get' blocks a thread of 'Io' for work that needs 'Io': once all of its threads wait, none of them continues [async-self-wait]
    use(asio::co_spawn(Other, load(), asio::use_future).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  });
}

awaitable<void> inCoroutine(asio::io_context &Io) {
  co_await asio::co_spawn(
      Io,
      [&Io]() -> awaitable<void> {
        use(asio::co_spawn(Io, load(), asio::use_future).get());
        // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'get' blocks a thread of 'Io' for work that needs 'Io': once all of its threads wait, none of them continues; await it instead [async-self-wait]
        // CHECK-FIXES: use(co_await asio::co_spawn(Io, load(), boost::asio::use_awaitable));
        co_return;
      },
      asio::use_awaitable);
}
