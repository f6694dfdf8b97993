// RUN: async-blocking-call -std=c++20
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <memory>

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::placeholders;

//===-- What is there already ---------------------------------------------===//

class Session : public std::enable_shared_from_this<Session> {
public:
  explicit Session(std::shared_ptr<tcp::socket> Socket) : Socket(Socket) {}
  void start() {
    asio::async_read(*Socket, asio::buffer(Header), std::bind(&Session::okHandleHeader, shared_from_this(), _1, _2));
    asio::async_read(*Socket, asio::buffer(Header), std::bind(&Session::handleHeader, shared_from_this(), _1, _2));
  }

private:
  void okHandleHeader(const error_code &, std::size_t) {
    error_code Error;
    std::size_t More = Socket->available(Error);
    if (!Error && More >= sizeof(Payload))
      asio::read(*Socket, asio::buffer(Payload), asio::transfer_all(), Error);
  }
  void handleHeader(const error_code &, std::size_t) {
    error_code Error;
    asio::read(*Socket, asio::buffer(Payload), asio::transfer_all(), Error);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'read' blocks the thread that runs 'handleHeader', and all other work on it [async-blocking-call]
    Left = Socket->available(Error);
  }

  std::shared_ptr<tcp::socket> Socket;
  char Header[4];
  char Payload[16];
  std::size_t Left = 0;
};

//===-- What was waited for -----------------------------------------------===//

void okInHandler(tcp::socket &Socket, asio::posix::stream_descriptor &Input, char (&Data)[8]) {
  Socket.async_wait(tcp::socket::wait_read, [&](error_code) {
    Socket.read_some(asio::buffer(Data));
  });
  Input.async_wait(asio::posix::stream_descriptor::wait_read,
                   [&](error_code Error) { Input.read_some(asio::buffer(Data), Error); });
}
asio::awaitable<void> okAwaited(tcp::acceptor &Acceptor, tcp::socket &Peer) {
  co_await Acceptor.async_wait(tcp::acceptor::wait_read, asio::use_awaitable);
  Acceptor.accept(Peer);
}
class Watcher {
public:
  explicit Watcher(asio::io_context &Io) : Socket(Io) {}
  void watch() {
    Socket.async_wait(tcp::socket::wait_read, std::bind(&Watcher::okReadable, this, _1));
  }

private:
  void okReadable(const error_code &) {
    Socket.read_some(asio::buffer(Data));
    watch();
  }
  tcp::socket Socket;
  char Data[8];
};

// Of another socket, that says nothing.
void ofAnother(tcp::socket &From, tcp::socket &To, char (&Data)[8]) {
  From.async_wait(tcp::socket::wait_read, [&](error_code) {
    To.read_some(asio::buffer(Data));
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'read_some' blocks the thread that runs this continuation
  });
}
asio::awaitable<void> tooLate(tcp::acceptor &Acceptor, tcp::socket &Peer) {
  Acceptor.accept(Peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'accept' blocks the thread of coroutine 'tooLate'
  // CHECK-FIXES: co_await Acceptor.async_accept(Peer, boost::asio::use_awaitable);
  co_await Acceptor.async_wait(tcp::acceptor::wait_read, asio::use_awaitable);
}

//===-- On every way, and for each read -----------------------------------===//

asio::awaitable<void> usedUp(tcp::socket &Socket, char (&Data)[8]) {
  std::size_t Size = Socket.available();
  Socket.read_some(asio::buffer(Data, Size));
  for (;;)
    Socket.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'read_some' blocks the thread of coroutine 'usedUp'
  // CHECK-FIXES: co_await Socket.async_read_some(asio::buffer(Data), boost::asio::use_awaitable);
  co_return;
}
asio::awaitable<void> onAnotherWay(bool Asks, tcp::socket &Socket, char (&Data)[8]) {
  if (Asks) {
    (void)Socket.available();
    co_return;
  }
  Socket.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread of coroutine 'onAnotherWay'
  // CHECK-FIXES: co_await Socket.async_read_some(asio::buffer(Data), boost::asio::use_awaitable);
}
struct Peer {
  tcp::socket Socket;
};
void ofAnotherPeer(Peer &From, Peer &To, asio::io_context &Io, char (&Data)[8]) {
  asio::post(Io, [&] {
    if (From.Socket.available())
      To.Socket.read_some(asio::buffer(Data));
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'read_some' blocks the thread that runs this continuation
  });
}
asio::awaitable<void> okAskedEachTime(tcp::socket &Socket, char (&Data)[8]) {
  while (Socket.available() > 0)
    Socket.read_some(asio::buffer(Data));
  for (;;) {
    co_await Socket.async_wait(tcp::socket::wait_read, asio::use_awaitable);
    Socket.read_some(asio::buffer(Data));
  }
}
asio::awaitable<void> okAskedOnBothWays(bool Waits, tcp::socket &Socket, char (&Data)[8]) {
  if (Waits)
    co_await Socket.async_wait(tcp::socket::wait_read, asio::use_awaitable);
  else if (Socket.available() == 0)
    co_return;
  Socket.read_some(asio::buffer(Data));
}

//===-- In the direction of the operation ---------------------------------===//

asio::awaitable<void> okWaitsForRoom(tcp::socket &Socket, char (&Data)[8]) {
  co_await Socket.async_wait(tcp::socket::wait_write, asio::use_awaitable);
  Socket.write_some(asio::buffer(Data));
}
asio::awaitable<void> waitsForRoomAndReads(tcp::socket &Socket, char (&Data)[8]) {
  co_await Socket.async_wait(tcp::socket::wait_write, asio::use_awaitable);
  Socket.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread of coroutine 'waitsForRoomAndReads'
  // CHECK-FIXES: co_await Socket.async_read_some(asio::buffer(Data), boost::asio::use_awaitable);
}
asio::awaitable<void> waitsForDataAndWrites(tcp::socket &Socket, char (&Data)[8]) {
  co_await Socket.async_wait(tcp::socket::wait_read, asio::use_awaitable);
  asio::write(Socket, asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the thread of coroutine 'waitsForDataAndWrites'
  // CHECK-FIXES: co_await boost::asio::async_write(Socket, asio::buffer(Data), boost::asio::use_awaitable);
  Socket.read_some(asio::buffer(Data));
}
asio::awaitable<void> waitsForAnError(tcp::socket &Socket, char (&Data)[8]) {
  co_await Socket.async_wait(tcp::socket::wait_error, asio::use_awaitable);
  Socket.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread of coroutine 'waitsForAnError'
  // CHECK-FIXES: co_await Socket.async_read_some(asio::buffer(Data), boost::asio::use_awaitable);
}
asio::awaitable<void> okEitherDirection(tcp::socket &Socket, tcp::socket::wait_type Type, char (&Data)[8]) {
  co_await Socket.async_wait(Type, asio::use_awaitable);
  if (Type == tcp::socket::wait_read)
    Socket.read_some(asio::buffer(Data));
  else
    Socket.write_some(asio::buffer(Data));
}
// The wait itself blocks.
asio::awaitable<void> waitsSynchronously(tcp::socket &Socket, char (&Data)[8]) {
  Socket.wait(tcp::socket::wait_read);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' blocks the thread of coroutine 'waitsSynchronously'
  // CHECK-FIXES: co_await Socket.async_wait(tcp::socket::wait_read, boost::asio::use_awaitable);
  Socket.read_some(asio::buffer(Data));
  co_return;
}
// The handler has not run yet.
asio::awaitable<void> readsBeforeTheHandler(tcp::socket &Socket, char (&Data)[8]) {
  Socket.async_wait(tcp::socket::wait_read, [](error_code) {});
  Socket.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read_some' blocks the thread of coroutine 'readsBeforeTheHandler'
  // CHECK-FIXES: co_await Socket.async_read_some(asio::buffer(Data), boost::asio::use_awaitable);
  co_return;
}
