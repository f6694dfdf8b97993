// RUN: async-fake-async %asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

namespace asio = boost::asio;
using asio::awaitable, asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;

//===-- The library has an asynchronous sibling ---------------------------===//

awaitable<std::size_t> reads(tcp::socket &From, char *To) {
  co_return From.read_some(asio::buffer(To, 8));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: coroutine 'reads' never suspends: it blocks its caller in 'read_some' [async-fake-async]
  // CHECK-FIXES: co_return co_await From.async_read_some(asio::buffer(To, 8), boost::asio::use_awaitable);
}

awaitable<std::size_t> readsAll(tcp::socket &From, char *To) {
  std::size_t Count = asio::read(From, asio::buffer(To, 8));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: coroutine 'readsAll' never suspends: it blocks its caller in 'read'
  // CHECK-FIXES: std::size_t Count = co_await boost::asio::async_read(From, asio::buffer(To, 8), boost::asio::use_awaitable);
  co_return Count;
}

awaitable<void> writes(tcp::socket &To, std::string Text) {
  error_code Error;
  asio::write(To, asio::buffer(Text), Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'writes' never suspends: it blocks its caller in 'write'
  // CHECK-FIXES: co_await boost::asio::async_write(To, asio::buffer(Text), boost::asio::redirect_error(boost::asio::use_awaitable, Error));
  co_return;
}

awaitable<void> pauses(asio::steady_timer *Timer) {
  Timer->wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: coroutine 'pauses' never suspends: it blocks its caller in 'wait'
  // CHECK-FIXES: co_await Timer->async_wait(boost::asio::use_awaitable);
  co_return;
}

awaitable<std::string> resolves(tcp::resolver &Names) {
  co_return Names.resolve("localhost", "80").begin()->host_name();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: coroutine 'resolves' never suspends: it blocks its caller in 'resolve'
  // CHECK-FIXES: co_return (co_await Names.async_resolve("localhost", "80", boost::asio::use_awaitable)).begin()->host_name();
}

awaitable<void> accepts(tcp::acceptor &Acceptor) {
  for (;;) {
    tcp::socket Peer = Acceptor.accept();
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: coroutine 'accepts' never suspends: it blocks its caller in 'accept'
    // CHECK-FIXES: tcp::socket Peer = co_await Acceptor.async_accept(boost::asio::use_awaitable);
  }
  co_return;
}

// co_await is not allowed in a handler.
awaitable<void> inHandler(tcp::socket &Socket, char *Data) {
  try {
    throw 1;
  } catch (...) {
    Socket.read_some(asio::buffer(Data, 8));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: coroutine 'inHandler' never suspends: it blocks its caller in 'read_some'
    // CHECK-FIXES: {{^}}    Socket.read_some(asio::buffer(Data, 8));
  }
  co_return;
}

void spawns(asio::io_context &Io, tcp::socket &Socket) {
  auto Done = asio::co_spawn(
      Io,
      [&]() -> awaitable<void> {
        char Data[8];
        Socket.read_some(asio::buffer(Data));
        // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this coroutine never suspends: it blocks its caller in 'read_some'
        // CHECK-FIXES: co_await Socket.async_read_some(asio::buffer(Data), boost::asio::use_awaitable);
        co_return;
      },
      asio::use_future);
  Done.get();
}

//===-- It has none -------------------------------------------------------===//

awaitable<void> sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'sleeps' never suspends: it blocks its caller in 'sleep_for' [
  // CHECK-FIXES: {{^}}  co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(1)).async_wait(boost::asio::use_awaitable);
  co_return;
}

// The sibling is not for this place: the caller blocks in a function of ours.
std::size_t readsHere(tcp::socket &From) {
  char Data[8];
  return From.read_some(asio::buffer(Data));
}
awaitable<std::size_t> calls(tcp::socket &From) {
  co_return readsHere(From);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'calls' never suspends: it blocks its caller in 'readsHere'
  // CHECK-NOTES: :[[@LINE-5]]:15: note: 'readsHere' blocks here, in 'read_some'
}

//===-- Overrides ---------------------------------------------------------===//

struct Source {
  virtual ~Source();
  virtual awaitable<std::size_t> next(char *To) = 0;
};
struct SocketSource : Source {
  awaitable<std::size_t> next(char *To) override {
    co_return Socket.read_some(asio::buffer(To, 8));
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: coroutine 'next' never suspends: it blocks its caller in 'read_some' [
    // CHECK-FIXES: co_return co_await Socket.async_read_some(
  }
  tcp::socket Socket;
};
struct SlowSource : Source {
  awaitable<std::size_t> next(char *To) override {
    std::ifstream From("a");
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: coroutine 'next' never suspends: it blocks its caller in 'basic_ifstream', perhaps because its interface requires a task, and no asynchronous alternative is known
    co_return 1;
  }
};

//===-- Silent ------------------------------------------------------------===//

awaitable<std::size_t> okAwaits(tcp::socket &From, char *To) {
  co_return co_await From.async_read_some(asio::buffer(To, 8), use_awaitable);
}

// Not fake: it suspends. That it also blocks is for another check.
awaitable<void> okSuspends(tcp::socket &Socket, char *Data) {
  co_await Socket.async_read_some(asio::buffer(Data, 8), use_awaitable);
  asio::write(Socket, asio::buffer(Data, 8));
}

awaitable<int> okCheap() { co_return 1; }

//===-- Templates, macros, aliases, suppression ---------------------------===//

template <typename Stream>
awaitable<std::size_t> inTemplate(Stream &From, char *To) {
  co_return From.read_some(asio::buffer(To, 8));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: coroutine 'inTemplate' never suspends: it blocks its caller in 'read_some'
  // CHECK-FIXES: co_return co_await From.async_read_some(
}
template awaitable<std::size_t> inTemplate(tcp::socket &, char *);
template awaitable<std::size_t>
inTemplate(asio::basic_stream_socket<tcp, asio::io_context::executor_type> &,
           char *);

#define READ(From) From.read_some(asio::buffer(To, 8))
awaitable<std::size_t> inMacro(tcp::socket &From, char *To) {
  co_return READ(From);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'inMacro' never suspends: it blocks its caller in 'read_some'
  // CHECK-FIXES: co_return READ(From);
}

using Count = awaitable<std::size_t>;
Count aliased(tcp::socket &From, char *To) {
  co_return From.read_some(asio::buffer(To, 8));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: coroutine 'aliased' never suspends: it blocks its caller in 'read_some'
  // CHECK-FIXES: co_return co_await From.async_read_some(
}

awaitable<void> suppressed(asio::steady_timer &Timer) {
  Timer.wait(); // NOLINT(async-fake-async)
  co_return;
}

//===-- Overrides of the caller, too --------------------------------------===//

asio::any_io_executor executorOfAll();

// The only override blocks, but its class has its own form of the bridge, so
// the bridge never leads there.
struct Command {
  virtual ~Command() = default;
  virtual int execute() = 0;
  virtual awaitable<int> okBridges() { co_return execute(); }
  virtual awaitable<int> okBridgesInLambda() {
    co_return [this] { return execute(); }();
  }
};
struct Add : Command {
  int execute() override {
    sleep(1);
    return 1;
  }
  awaitable<int> okBridges() override {
    asio::steady_timer Timer(executorOfAll());
    co_await Timer.async_wait(asio::use_awaitable);
    co_return 1;
  }
  awaitable<int> okBridgesInLambda() override { return okBridges(); }
};
Command *makeCommand() { return new Add; }

struct Query {
  virtual ~Query() = default;
  virtual int ask() = 0;
  virtual awaitable<int> bridges() { co_return ask(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: coroutine 'bridges' never suspends: it blocks its caller in 'ask'
};
struct SlowQuery : Query {
  int ask() override {
    sleep(1);
    return 1;
  }
};
Query *makeQuery() { return new SlowQuery; }
