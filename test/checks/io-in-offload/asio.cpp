// RUN: async-io-in-offload %asio
// RUN: async-* %asio -check-suffix=,ALL
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <fstream>
#include <numeric>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

awaitable<int> load(int Id = 0);
int parse(const std::string &Text);
std::string readConfig();
void use(std::size_t);

//===-- A coroutine that only awaits I/O ----------------------------------===//

awaitable<std::size_t> awaitsInCoroutine(asio::thread_pool &Pool,
                                         tcp::socket &Socket,
                                         std::array<char, 8> &Data) {
  co_return co_await asio::co_spawn(
      Pool,
      [&]() -> awaitable<std::size_t> {
        co_return co_await Socket.async_read_some(asio::buffer(Data),
                                                  use_awaitable);
      },
      use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-7]]:22: warning: 'co_spawn' ties up a thread waiting for 'async_read_some', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-FIXES: co_return co_await Socket.async_read_some(asio::buffer(Data),
  // CHECK-FIXES-NEXT: use_awaitable);
}

awaitable<void> awaitsNothingElse(asio::thread_pool &Pool,
                                  asio::steady_timer &Timer) {
  co_await asio::co_spawn(
      Pool.get_executor(),
      [&]() -> awaitable<void> { co_await Timer.async_wait(use_awaitable); },
      use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-4]]:12: warning: 'co_spawn' ties up a thread waiting for 'async_wait'
  // CHECK-FIXES: co_await Timer.async_wait(use_awaitable);
}

// It has no thread to wait in: it returns what to await.
awaitable<std::size_t> returnsTask(asio::thread_pool &Pool, tcp::socket &Socket,
                                   std::array<char, 8> &Data) {
  co_return co_await asio::co_spawn(
      Pool,
      [&] {
        return asio::async_write(Socket, asio::buffer(Data), use_awaitable);
      },
      use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-6]]:22: warning: 'co_spawn' ties up a thread waiting for 'async_write'
  // CHECK-FIXES: co_return co_await asio::async_write(Socket, asio::buffer(Data), use_awaitable);
}

// A std::future cannot be awaited in a coroutine of Asio.
std::future<int> fetch();
awaitable<int> okNotAwaitable(asio::thread_pool &Pool) {
  co_return co_await asio::co_spawn(
      Pool, []() -> awaitable<int> { co_return fetch().get(); }, use_awaitable);
}

//===-- Blocking I/O that has an asynchronous form ------------------------===//

awaitable<std::size_t> blocksOnRead(asio::thread_pool &Pool,
                                    tcp::socket &Socket,
                                    std::array<char, 8> &Data) {
  co_return co_await asio::co_spawn(
      Pool,
      [&]() -> awaitable<std::size_t> {
        co_return Socket.read_some(asio::buffer(Data));
      },
      use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-6]]:22: warning: 'co_spawn' ties up a thread for I/O that could be awaited; await it directly [async-io-in-offload]
  // CHECK-FIXES: co_return co_await Socket.async_read_some(asio::buffer(Data), boost::asio::use_awaitable);
}

awaitable<void> blocksOnSeveral(asio::thread_pool &Pool, tcp::socket &Socket,
                                tcp::endpoint Peer, std::array<char, 8> &Data) {
  co_await asio::co_spawn(
      Pool,
      [&]() -> awaitable<void> {
        Socket.connect(Peer);
        asio::write(Socket, asio::buffer(Data));
        asio::read(Socket, asio::buffer(Data));
        co_return;
      },
      use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-9]]:12: warning: 'co_spawn' ties up a thread for I/O that could be awaited
  // CHECK-FIXES: co_await asio::co_spawn(
}

awaitable<void> sleeps(asio::thread_pool &Pool) {
  co_await asio::co_spawn(
      Pool,
      []() -> awaitable<void> {
        std::this_thread::sleep_for(std::chrono::seconds(1));
        co_return;
      },
      use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-7]]:12: warning: 'co_spawn' ties up a thread to sleep, where a timer could be awaited; await a timer instead [async-io-in-offload]
  // CHECK-FIXES: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(1)).async_wait(boost::asio::use_awaitable);
}

awaitable<void> sleepsForLiteral(asio::thread_pool &Pool) {
  using namespace std::chrono_literals;
  co_await asio::co_spawn(
      Pool,
      []() -> awaitable<void> {
        std::this_thread::sleep_for(5ms);
        co_return;
      },
      use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-7]]:12: warning: 'co_spawn' ties up a thread to sleep
  // CHECK-FIXES: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, 5ms).async_wait(boost::asio::use_awaitable);
}

// Several awaits, and nothing else.
awaitable<std::size_t> echoes(asio::thread_pool &Pool, tcp::socket &Socket,
                              std::array<char, 8> &Data) {
  co_return co_await asio::co_spawn(
      Pool,
      [&]() -> awaitable<std::size_t> {
        std::size_t Size = co_await Socket.async_read_some(asio::buffer(Data),
                                                           use_awaitable);
        co_await asio::async_write(Socket, asio::buffer(Data), use_awaitable);
        co_return Size;
      },
      use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-9]]:22: warning: 'co_spawn' moves a coroutine to a thread pool, where all it does is wait; await it directly [async-io-in-offload]
  // CHECK-FIXES: co_return co_await asio::co_spawn(
}
awaitable<int> okAwaitsAndParses(asio::thread_pool &Pool, tcp::socket &Socket,
                                 std::array<char, 8> &Data) {
  co_return co_await asio::co_spawn(
      Pool,
      [&]() -> awaitable<int> {
        co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
        co_await asio::async_write(Socket, asio::buffer(Data), use_awaitable);
        co_return parse(Data.data());
      },
      use_awaitable);
}

// A file of the standard library has no asynchronous form in Asio.
awaitable<void> okBlocksOnFileToo(asio::thread_pool &Pool, tcp::socket &Socket,
                                  std::array<char, 8> &Data) {
  co_await asio::co_spawn(
      Pool,
      [&]() -> awaitable<void> {
        std::ifstream File("name");
        File.read(Data.data(), 8);
        asio::write(Socket, asio::buffer(Data));
        co_return;
      },
      use_awaitable);
}

//===-- Other work --------------------------------------------------------===//

awaitable<int> okComputes(asio::thread_pool &Pool, std::vector<int> Values) {
  co_return co_await asio::co_spawn(
      Pool,
      [&]() -> awaitable<int> {
        co_return std::accumulate(Values.begin(), Values.end(), 0);
      },
      use_awaitable);
}

awaitable<std::string> okBlocks(asio::thread_pool &Pool) {
  std::string Config = co_await asio::co_spawn(
      Pool, []() -> awaitable<std::string> { co_return readConfig(); },
      use_awaitable);
  co_return Config + co_await asio::co_spawn(
                         Pool,
                         []() -> awaitable<std::string> {
                           std::ifstream File("name");
                           std::string Line;
                           std::getline(File, Line);
                           co_return Line;
                         },
                         use_awaitable);
}

// One that has an asynchronous form, and one that has none.
awaitable<int> okBoth(asio::thread_pool &Pool, tcp::socket &Socket,
                      std::array<char, 8> &Data) {
  co_return co_await asio::co_spawn(
      Pool,
      [&]() -> awaitable<int> {
        asio::read(Socket, asio::buffer(Data));
        co_return parse(readConfig());
      },
      use_awaitable);
}

awaitable<int> okAwaitsAndWorks(asio::thread_pool &Pool, tcp::socket &Socket,
                                std::array<char, 8> &Data) {
  co_return co_await asio::co_spawn(
      Pool,
      [&]() -> awaitable<int> {
        std::size_t Size =
            co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
        co_return parse(std::string(Data.data(), Size));
      },
      use_awaitable);
}

awaitable<void> okReadsInLoop(asio::thread_pool &Pool, tcp::socket &Socket,
                              std::array<char, 8> &Data) {
  co_await asio::co_spawn(
      Pool,
      [&]() -> awaitable<void> {
        for (;;)
          use(co_await Socket.async_read_some(asio::buffer(Data),
                                              use_awaitable));
      },
      use_awaitable);
}

//===-- Where it runs -----------------------------------------------------===//

// An executor without threads to spend: a loop, a strand, one not known.
awaitable<int> okElsewhere(asio::io_context &Context,
                           asio::any_io_executor Where,
                           asio::steady_timer &Timer) {
  co_await asio::co_spawn(
      Context,
      [&]() -> awaitable<void> { co_await Timer.async_wait(use_awaitable); },
      use_awaitable);
  co_await asio::co_spawn(
      Where,
      [&]() -> awaitable<void> { co_await Timer.async_wait(use_awaitable); },
      use_awaitable);
  co_return co_await asio::co_spawn(
      co_await asio::this_coro::executor, [] { return load(); }, use_awaitable);
}

// Nobody waits for it here.
void okStarted(asio::thread_pool &Pool, asio::steady_timer &Timer) {
  asio::co_spawn(
      Pool,
      [&]() -> awaitable<void> { co_await Timer.async_wait(use_awaitable); },
      [](std::exception_ptr E) {
        if (E)
          std::rethrow_exception(E);
      });
}

//===-- Macros, templates, suppression ------------------------------------===//

#define ON_POOL(Pool, Call)                                                    \
  asio::co_spawn(                                                              \
      Pool, [&]() -> awaitable<void> { co_await Call; }, use_awaitable)
awaitable<void> inMacro(asio::thread_pool &Pool, asio::steady_timer &Timer) {
  co_await ON_POOL(Pool, Timer.async_wait(use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'co_spawn' ties up a thread waiting for 'async_wait', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-FIXES: co_await ON_POOL(Pool, Timer.async_wait(use_awaitable));
}

template <class Stream>
awaitable<void> inTemplate(asio::thread_pool &Pool, Stream &Peer,
                           std::array<char, 8> &Data) {
  use(co_await asio::co_spawn(
      Pool,
      [&]() -> awaitable<std::size_t> {
        co_return co_await Peer.async_read_some(asio::buffer(Data),
                                                use_awaitable);
      },
      use_awaitable));
  // CHECK-MESSAGES: :[[@LINE-7]]:16: warning: 'co_spawn' ties up a thread waiting for 'async_read_some'
  // CHECK-FIXES: use(co_await Peer.async_read_some(asio::buffer(Data),
  // CHECK-FIXES-NEXT: use_awaitable));
}
using Loop = asio::io_context::executor_type;
template awaitable<void> inTemplate(asio::thread_pool &, tcp::socket &,
                                    std::array<char, 8> &);
template awaitable<void> inTemplate(asio::thread_pool &,
                                    asio::basic_stream_socket<tcp, Loop> &,
                                    std::array<char, 8> &);

awaitable<void> suppressed(asio::thread_pool &Pool, asio::steady_timer &Timer) {
  co_await asio::co_spawn( // NOLINT(async-io-in-offload)
      Pool,
      [&]() -> awaitable<void> { co_await Timer.async_wait(use_awaitable); },
      use_awaitable);
}
