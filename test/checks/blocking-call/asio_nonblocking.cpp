// RUN: async-blocking-call -std=c++20
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/write.hpp>
#include <functional>

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::ip::udp;

/// Reads when it is told that there is something.
class Session {
public:
  explicit Session(tcp::socket &Socket) : Socket(Socket) {}
  void read(boost::system::error_code &Error) {
    Socket.read_some(asio::buffer(Data), Error);
  }
  void write(boost::system::error_code &Error) {
    asio::write(Socket, asio::buffer(Data), Error);
  }

private:
  tcp::socket &Socket;
  char Data[8];
};

// It makes the socket of the session give up where it would block.
class Connection {
public:
  Connection(asio::io_context &Context) : Socket(Context), Handler(Socket) {
    Socket.non_blocking(true);
  }
  void okStart() {
    Socket.async_wait(tcp::socket::wait_read,
                      [this](boost::system::error_code Error) {
                        Handler.read(Error);
                        Handler.write(Error);
                      });
  }

private:
  tcp::socket Socket;
  Session Handler;
};

// Sockets of another kind are what they were, and this says that they block.
asio::awaitable<void> receives(udp::socket &Socket, char (&Data)[8]) {
  Socket.non_blocking(false);
  if (!Socket.non_blocking())
    Socket.receive(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'receive' blocks the thread of coroutine 'receives', and all other coroutines on it [async-blocking-call]
  co_return;
}

// FIXME: Silent, but should report: nothing makes this socket give up, but the
// call above speaks for all of its class.
asio::awaitable<void> missedOtherSocket(tcp::socket &Other, char (&Data)[8]) {
  Other.read_some(asio::buffer(Data));
  co_return;
}
