// RUN: async-cpu-bound-in-coroutine %asio -isystem stubs
#include "compute/compute.h"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable, asio::use_awaitable;

using Bytes = std::vector<unsigned char>;
[[clang::annotate("async-tidy::cpu_bound")]] Bytes render(int Page);
void use(const Bytes &Data);

static Bytes pack(const Bytes &In) {
  Bytes Out(compressBound(In.size()));
  uLongf Size = Out.size();
  compress(Out.data(), &Size, In.data(), In.size());
  return Out;
}

awaitable<void> sends(asio::ip::tcp::socket To, Bytes Body) {
  Bytes Packed = pack(Body);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'pack' computes for a long time on the thread of coroutine 'sends', which stalls everything else on it; offload it to other threads [async-cpu-bound-in-coroutine]
  // CHECK-NOTES: :[[@LINE-7]]:3: note: 'pack' computes here, in 'compress'
  // CHECK-FIXES: Bytes Packed = co_await boost::asio::co_spawn(boost::asio::system_executor(), [](auto Work) -> boost::asio::awaitable<decltype(Work())> { co_return Work(); }([=] { return pack(Body); }), boost::asio::use_awaitable);
  co_await To.async_write_some(asio::buffer(Packed), use_awaitable);
}

void inHandlers(asio::io_context &Loop, asio::steady_timer &Timer) {
  asio::post(Loop, [] { use(render(1)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'render' computes for a long time on the thread that runs this continuation, which stalls everything else on it
  Timer.async_wait([](boost::system::error_code) { use(render(2)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'render' computes for a long time on the thread that runs this continuation
}

void inSpawned(asio::io_context &Loop) {
  asio::co_spawn(
      Loop,
      []() -> awaitable<void> {
        use(render(1));
        // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'render' computes for a long time on the thread of this coroutine
        co_return;
      },
      asio::detached);
}

//===-- Silent ------------------------------------------------------------===//

void okOnPool(asio::thread_pool &Pool) {
  asio::post(Pool, [] { use(render(1)); });
  asio::co_spawn(
      Pool,
      []() -> awaitable<void> {
        use(render(1));
        co_return;
      },
      asio::detached);
}

awaitable<Bytes> startedOnPool(int Page) { co_return render(Page); }
awaitable<void> okByItsCaller(asio::thread_pool &Pool) {
  use(co_await asio::co_spawn(Pool, startedOnPool(1), use_awaitable));
}

awaitable<void> okAfterHop(asio::thread_pool &Pool) {
  co_await asio::post(asio::bind_executor(Pool, use_awaitable));
  use(render(1));
}

Bytes okPlain(int Page) { return pack(render(Page)); }
