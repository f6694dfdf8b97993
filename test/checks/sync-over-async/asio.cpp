// RUN: async-sync-over-async %asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_future;

awaitable<int> load(int Id = 0);
std::future<int> fetch();
int work(int);
void use(std::size_t);

//===-- Called by coroutines ----------------------------------------------===//

static int spawns(asio::any_io_executor Where, int Id) {
  // CHECK-FIXES: static boost::asio::awaitable<int> spawns(asio::any_io_executor Where, int Id) {
  if (Id == 0)
    return 0;
  // CHECK-FIXES: {{^}}    co_return 0;
  return asio::co_spawn(Where, load(Id), use_future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'get' blocks the thread of every caller of 'spawns' until the task is finished; make 'spawns' a coroutine, like its callers [async-sync-over-async]
  // CHECK-NOTES: :[[@LINE+4]]:13: note: a coroutine calls it here, which blocks all other coroutines on its thread
  // CHECK-FIXES: co_return co_await asio::co_spawn(Where, load(Id), boost::asio::use_awaitable);
}
awaitable<int> callsSpawns(asio::any_io_executor Where) {
  co_return spawns(Where, 1) + spawns(Where, 2);
  // CHECK-FIXES: co_return co_await spawns(Where, 1) + co_await spawns(Where, 2);
}

std::size_t reads(asio::ip::tcp::socket &Socket, std::array<char, 8> &Data) {
  auto Count = Socket.async_read_some(asio::buffer(Data), use_future);
  return Count.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' blocks the thread of every caller of 'reads' until the task is finished [async-sync-over-async]
  // CHECK-NOTES: :[[@LINE+5]]:7: note: a coroutine calls it here
  // CHECK-NOTES: :[[@LINE-5]]:13: note: return a task from 'reads'
}
awaitable<void> callsReads(asio::ip::tcp::socket &Socket) {
  std::array<char, 8> Data;
  use(reads(Socket, Data));
  co_return;
}

// What is no awaitable in any form cannot be handed on.
static int okFuture() { return fetch().get() + 1; }
awaitable<int> callsFuture() { co_return okFuture(); }

//===-- Called by others --------------------------------------------------===//

// The loop runs on another thread: this is how ordinary code uses it.
int okSpawns(asio::io_context &Context) {
  return asio::co_spawn(Context, load(1), use_future).get() + 1;
}
std::size_t okReads(asio::ip::tcp::socket &Socket, std::array<char, 8> &Data) {
  return Socket.async_read_some(asio::buffer(Data), use_future).get() + 1;
}
void okRuns(asio::io_context &Context) { Context.run(); }

// Work on a pool.
static int okForkAndJoin(asio::thread_pool &Pool) {
  auto A = asio::post(Pool, use_future([] { return work(1); }));
  auto B = asio::post(Pool, use_future([] { return work(2); }));
  return A.get() + B.get();
}
awaitable<int> callsForkAndJoin(asio::thread_pool &Pool) {
  co_return okForkAndJoin(Pool);
}
