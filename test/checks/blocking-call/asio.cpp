// RUN: async-blocking-call -std=c++20
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <mutex>
#include <optional>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

// The socket and the two operations on it are mended together.
asio::awaitable<void> echo(tcp::socket &Socket) {
  char Data[8];
  auto N = Socket.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'read_some' blocks the thread of coroutine 'echo', and all other coroutines on it; await its asynchronous form [async-blocking-call]
  // CHECK-FIXES: auto N = co_await Socket.async_read_some(asio::buffer(Data), boost::asio::use_awaitable);
  asio::write(Socket, asio::buffer(Data, N));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: note: 'write' also blocks here
  // CHECK-FIXES: co_await boost::asio::async_write(Socket, asio::buffer(Data, N), boost::asio::use_awaitable);
  co_return;
}

asio::awaitable<void> timer(asio::steady_timer &Timer) {
  Timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of coroutine 'timer', and all other coroutines on it; await its asynchronous form
  // CHECK-FIXES: co_await Timer.async_wait(boost::asio::use_awaitable);
  co_return;
}

// A flag chooses the peer, not the way to wait.
asio::awaitable<std::size_t> readFromProxy(tcp::socket &Proxy);
asio::awaitable<std::size_t> fromEither(tcp::socket &Socket, bool IsProxy) {
  char Data[8];
  if (IsProxy) {
    co_return co_await readFromProxy(Socket);
  } else {
    std::size_t N = Socket.read_some(asio::buffer(Data));
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'read_some' blocks the thread of coroutine 'fromEither', and all other coroutines on it; await its asynchronous form
    // CHECK-FIXES: std::size_t N = co_await Socket.async_read_some(asio::buffer(Data), boost::asio::use_awaitable);
    co_return N;
  }
}

// One operation in both forms.
asio::awaitable<std::size_t> okInBothForms(tcp::socket &Socket, bool IsAlone) {
  char Data[8];
  if (IsAlone)
    co_return Socket.read_some(asio::buffer(Data));
  co_return co_await Socket.async_read_some(asio::buffer(Data),
                                            asio::use_awaitable);
}

// The sleep of the library in use.
asio::awaitable<void> naps() {
  std::this_thread::sleep_for(5ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'naps', and all other coroutines on it; await a timer instead [async-blocking-call]
  // CHECK-FIXES: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, 5ms).async_wait(boost::asio::use_awaitable);
  sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread of coroutine 'naps', and all other coroutines on it; await a timer instead
  // CHECK-FIXES: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(1)).async_wait(boost::asio::use_awaitable);
  std::chrono::duration<double> Half(0.5);
  std::this_thread::sleep_for(Half);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'naps', and all other coroutines on it [async-blocking-call]
  co_return;
}

// A handler has nothing to await with.
void posts(asio::io_context &Context) {
  asio::post(Context, [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'sleep' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
}

asio::awaitable<void> inHandler(tcp::socket &Socket) {
  try {
    co_await Socket.async_wait(tcp::socket::wait_read, asio::use_awaitable);
  } catch (const std::exception &) {
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread of coroutine 'inHandler', and all other coroutines on it [async-blocking-call]
  }
}

// A pool may block.
void okOnPool(asio::thread_pool &Pool) {
  asio::post(Pool, [] { sleep(1); });
}

// A half close waits for nobody, and there is nobody to connect to by UDP.
asio::awaitable<void> okDoesNotWait(tcp::socket &Socket,
                                    asio::ip::udp::socket &Datagrams,
                                    int Handle) {
  Socket.shutdown(tcp::socket::shutdown_send);
  Datagrams.connect({asio::ip::udp::v4(), 53});
  ::shutdown(Handle, SHUT_WR);
  Socket.close();
  co_return;
}

// A connection waits for its peer.
asio::awaitable<void> connects(tcp::socket &Socket, tcp::endpoint To) {
  Socket.connect(To);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'connect' blocks the thread of coroutine 'connects'
  // CHECK-FIXES: co_await Socket.async_connect(To, boost::asio::use_awaitable);
  co_return;
}

struct Server {
  asio::awaitable<void> run();
  asio::awaitable<void> wait();
  int get() const;
};

// The same names, another meaning.
asio::awaitable<void> okSameNames(Server &S, std::optional<int> Value,
                                  std::unique_ptr<int> Pointer) {
  co_await S.run();
  co_await S.wait();
  S.get();
  (void)*Pointer.get();
  (void)Value.value();
}

// Where it runs decides, wherever it is written.
asio::awaitable<void> okGivenToThread(std::vector<std::function<void()>> &Jobs,
                                      asio::thread_pool &Pool) {
  auto Loop = [] { sleep(1); };
  std::jthread Thread(Loop);
  auto Work = [] { sleep(2); };
  asio::post(Pool, Work);
  Jobs.push_back([] { sleep(3); });
  std::function<void()> Later = [] { sleep(4); };
  Jobs.push_back(Later);
  co_return;
}

// Its asynchronous form is not for everybody.
class SynchronousSocket : public tcp::socket {
  using tcp::socket::async_read_some;

public:
  using tcp::socket::socket;
};
class PlainSocket : public tcp::socket {
public:
  using tcp::socket::socket;
};

asio::awaitable<void> readsBoth(SynchronousSocket &First, PlainSocket &Second) {
  char Data[8];
  First.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'read_some' blocks the thread of coroutine 'readsBoth', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: {{^}}  First.read_some(asio::buffer(Data));
  Second.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread of coroutine 'readsBoth', and all other coroutines on it; await its asynchronous form
  // CHECK-FIXES: {{^}}  co_await Second.async_read_some(asio::buffer(Data), boost::asio::use_awaitable);
  co_return;
}

//===-- A handler of the caller's -----------------------------------------===//

// A blocking handler is one mistake, however many places call it. It runs
// where its caller, also a handler, runs.
template <typename Handler>
void connectTo(tcp::socket &Socket, char *Answer, Handler Done) {
  asio::async_write(
      Socket, asio::buffer(Answer, 1),
      [Answer, Done](boost::system::error_code Error, std::size_t) mutable {
        if (Error)
          return Done(Error);
        switch (*Answer) {
        case 0:
          return Done(asio::error::access_denied);
        default:
          return Done(asio::error::host_unreachable);
        }
      });
}
void connects(tcp::socket &Socket, char *Answer) {
  connectTo(Socket, Answer, [&Socket](boost::system::error_code) {
    Socket.send(asio::buffer("", 1));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'send' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
  });
}

//===-- A handler that is bound to a pool ---------------------------------===//

void okBoundToPool(asio::steady_timer &Timer, asio::thread_pool &Pool) {
  Timer.async_wait(asio::bind_executor(
      Pool, [](boost::system::error_code) { sleep(1); }));
  asio::post(asio::bind_executor(Pool, [] { sleep(1); }));
}
void boundToLoop(asio::steady_timer &Timer, asio::io_context &Io) {
  Timer.async_wait(asio::bind_executor(Io, [](boost::system::error_code) {
    sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the thread that runs this continuation
  }));
}

//===-- What its asynchronous form would not give -------------------------===//

asio::awaitable<bool> errorIsUsed(tcp::socket &Socket, tcp::endpoint To) {
  boost::system::error_code Error;
  if (Socket.connect(To, Error))
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'connect' blocks the thread of coroutine 'errorIsUsed', and all other coroutines on it [async-blocking-call]
    // CHECK-FIXES: {{^}}  if (Socket.connect(To, Error))
    co_return false;
  co_return true;
}
asio::awaitable<bool> errorIsKept(tcp::acceptor &From, tcp::socket &Socket) {
  boost::system::error_code Error;
  auto Result = From.accept(Socket, Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'accept' blocks the thread of coroutine 'errorIsKept', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: {{^}}  auto Result = From.accept(Socket, Error);
  co_return !Result;
}
asio::awaitable<void> errorIsElsewhere(tcp::socket &Socket, tcp::endpoint To) {
  boost::system::error_code Error;
  Socket.connect(To, Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'connect' blocks the thread of coroutine 'errorIsElsewhere', and all other coroutines on it; await its asynchronous form
  // CHECK-FIXES: {{^}}  co_await Socket.async_connect(To, boost::asio::redirect_error(boost::asio::use_awaitable, Error));
  if (Error)
    throw boost::system::system_error(Error);
  co_return;
}

// The texts are for the executor that is usual.
using Strand = asio::strand<asio::io_context::executor_type>;
asio::awaitable<void, Strand> readsOnStrand(tcp::socket &Socket) {
  char Data[8];
  Socket.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread of coroutine 'readsOnStrand', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: {{^}}  Socket.read_some(asio::buffer(Data));
  co_return;
}
asio::awaitable<void, Strand> napsOnStrand() {
  std::this_thread::sleep_for(7ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'napsOnStrand', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: {{^}}  std::this_thread::sleep_for(7ms);
  co_return;
}
asio::awaitable<void> napsUnderLock(std::mutex &Mutex, tcp::socket &Socket) {
  std::lock_guard Held(Mutex);
  char Data[9];
  Socket.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread of coroutine 'napsUnderLock', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: {{^}}  Socket.read_some(asio::buffer(Data));
  co_return;
}

// Here the names of the library mean something else.
namespace acme {
namespace boost {
int version();
} // namespace boost
asio::awaitable<int> napsInside() {
  std::this_thread::sleep_for(8ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'napsInside', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: {{^}}  std::this_thread::sleep_for(8ms);
  co_return boost::version();
}
} // namespace acme
