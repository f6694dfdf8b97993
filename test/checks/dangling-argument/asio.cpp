// RUN: async-dangling-argument %asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <string>

namespace asio = boost::asio;
using asio::awaitable, asio::co_spawn, asio::detached;

awaitable<void> sleep(int);
void use(std::size_t);
std::string name();

struct Job {
  std::string Name;
  awaitable<void> run() {
    co_await sleep(1);
    use(Name.size());
  }
};
awaitable<void> greet(const std::string &Name) {
  // CHECK-FIXES: {{^}}awaitable<void> greet(std::string Name) {
  use(Name.size());
  co_await sleep(1);
}

// With overloads, there is no fix.
awaitable<void> late(int);
awaitable<void> late(const std::string &Name) {
  use(Name.size());
  co_await sleep(1);
}

void spawned(asio::io_context &Io) {
  co_spawn(Io, greet(name()), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the argument for 'Name' is destroyed at the end of the statement, but coroutine 'greet' still refers to it; take 'Name' by value [async-dangling-argument]
}
void ofLocal(asio::io_context &Io) {
  Job J{"job"};
  co_spawn(Io, J.run(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: coroutine 'run' may use the local variable 'J' after 'ofLocal' has returned [async-dangling-argument]
}
void onExecutor(asio::any_io_executor Executor) {
  std::string Name = name();
  co_spawn(Executor, late(Name), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: coroutine 'late' may use the local variable 'Name' after 'onExecutor' has returned [
}

awaitable<void> okAwaited() {
  co_await greet(name());
  co_await co_spawn(co_await asio::this_coro::executor, greet(name()),
                    asio::use_awaitable);
}
void okWaited(asio::io_context &Io) {
  co_spawn(Io, greet(name()), asio::use_future).get();
}
void okRuns() {
  asio::io_context Io;
  Job J{"job"};
  co_spawn(Io, J.run(), detached);
  Io.run();
}
void okRunsThere(asio::io_context &Io) {
  Job J{"job"};
  co_spawn(Io, J.run(), detached);
  Io.run();
}
void okJoins(asio::thread_pool &Pool) {
  Job J{"job"};
  co_spawn(Pool, J.run(), detached);
  Pool.join();
}
void okOwnPool() {
  Job J{"job"};
  asio::thread_pool Pool;
  co_spawn(Pool, J.run(), detached);
}
struct Server {
  Job Own;
  void okMember(asio::io_context &Io) { co_spawn(Io, Own.run(), detached); }
};
