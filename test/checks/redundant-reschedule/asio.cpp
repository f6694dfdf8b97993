// RUN: async-redundant-reschedule %asio
// RUN: async-redundant-reschedule %asio -check-suffix=TEST -option AsyncTestPaths=reschedule/asio
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;

awaitable<int> load();
void compute();

//===-- There already -----------------------------------------------------===//

awaitable<void> dispatches(asio::steady_timer &Timer) {
  co_await Timer.async_wait(use_awaitable);
  compute();
  co_await asio::dispatch(co_await asio::this_coro::executor, use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'dispatch' schedules coroutine 'dispatches' on the executor that it already runs on; remove this hop [async-redundant-reschedule]
  compute();
}
// CHECK-FIXES: awaitable<void> dispatches(asio::steady_timer &Timer) {
// CHECK-FIXES-NEXT: co_await Timer.async_wait(use_awaitable);
// CHECK-FIXES-NEXT: compute();
// CHECK-FIXES-NEXT: //
// CHECK-FIXES-NEXT: compute();

awaitable<void> dispatchesToVariable(asio::steady_timer &Timer) {
  auto Executor = co_await asio::this_coro::executor;
  asio::post(Executor, compute);
  co_await Timer.async_wait(use_awaitable);
  co_await asio::dispatch(Executor, use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'dispatch' schedules coroutine 'dispatchesToVariable' on the executor that it already runs on
  compute();
}
// CHECK-FIXES: co_await Timer.async_wait(use_awaitable);
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: compute();

//===-- Silent ------------------------------------------------------------===//

// Others get a turn.
awaitable<void> okYields(asio::steady_timer &Timer) {
  co_await Timer.async_wait(use_awaitable);
  co_await asio::post(co_await asio::this_coro::executor, use_awaitable);
  co_await asio::post(use_awaitable);
  co_await asio::post(co_await asio::this_coro::executor, use_awaitable);
}

awaitable<void> okBackFromPool(asio::thread_pool &Pool,
                               asio::steady_timer &Timer) {
  auto Executor = co_await asio::this_coro::executor;
  co_await Timer.async_wait(use_awaitable);
  co_await asio::post(asio::bind_executor(Pool, use_awaitable));
  compute();
  co_await asio::dispatch(Executor, use_awaitable);
}

// Its caller may have been moved.
awaitable<void> okFirst() {
  co_await asio::dispatch(co_await asio::this_coro::executor, use_awaitable);
  compute();
}

// So may the one that it called.
awaitable<void> okAfterAnother(asio::steady_timer &Timer) {
  co_await Timer.async_wait(use_awaitable);
  co_await load();
  co_await asio::dispatch(co_await asio::this_coro::executor, use_awaitable);
  compute();
}

awaitable<void> okStrand(asio::steady_timer &Timer,
                         asio::strand<asio::any_io_executor> Strand) {
  co_await Timer.async_wait(use_awaitable);
  co_await asio::dispatch(Strand, use_awaitable);
  co_await asio::dispatch(asio::bind_executor(Strand, use_awaitable));
  co_await asio::post(asio::bind_executor(Strand, use_awaitable));
  compute();
}

awaitable<void> okPerhaps(asio::thread_pool &Pool, asio::steady_timer &Timer,
                          bool Far) {
  co_await Timer.async_wait(use_awaitable);
  if (Far)
    co_await asio::post(asio::bind_executor(Pool, use_awaitable));
  co_await asio::dispatch(co_await asio::this_coro::executor, use_awaitable);
}

// A coroutine of its own is cancelled on its own.
awaitable<int> okSpawned() {
  co_return co_await asio::co_spawn(co_await asio::this_coro::executor, load(),
                                    use_awaitable);
}

// FIXME: Silent, but should report where it is not meant to give others a turn:
// it goes on where it was, not on the pool.
awaitable<void> missedPost(asio::thread_pool &Pool, asio::steady_timer &Timer) {
  co_await Timer.async_wait(use_awaitable);
  co_await asio::post(Pool, use_awaitable);
  compute();
}
