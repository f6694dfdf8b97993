// RUN: async-blocking-destructor %asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <future>

namespace asio = boost::asio;
using asio::awaitable;

int compute(int = 0);
awaitable<void> step();

awaitable<void> pool() {
  asio::thread_pool Pool(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the destructor of 'Pool' blocks the thread of coroutine 'pool', and all other coroutines on it, until its work is done; finish it first [async-blocking-destructor]
  asio::post(Pool, [] { compute(); });
  co_await step();
}

void inHandler(asio::io_context &Io) {
  asio::post(Io, [] {
    auto Done = std::async(std::launch::async, compute, 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the destructor of 'Done' blocks the thread that runs this continuation, and all other work on it, until the task is finished; await it first
  });
}

// Silent: it has no work.
awaitable<void> okIdle() {
  asio::thread_pool Pool(2);
  co_await step();
}

awaitable<void> okJoined() {
  asio::thread_pool Pool(2);
  asio::post(Pool, [] { compute(); });
  Pool.join();
  co_return;
}

// Silent: on a pool whose threads may block.
void okOnPool(asio::thread_pool &Pool) {
  asio::post(Pool, [] {
    auto Done = std::async(std::launch::async, compute, 1);
  });
}
