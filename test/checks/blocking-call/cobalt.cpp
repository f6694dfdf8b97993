// RUN: async-blocking-call %cobalt
#include "cobalt/cobalt.h"
#include <thread>

namespace cobalt = boost::cobalt;
namespace io = boost::cobalt::io;

cobalt::promise<void> sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it; await a timer instead [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await boost::cobalt::io::sleep(std::chrono::seconds(1));
  co_return;
}

// They have the names of Asio's blocking functions, and give operations.
cobalt::task<void> okIo(io::stream_socket &Socket, io::acceptor &Acceptor,
                        io::resolver &Resolver, std::string &Buffer) {
  io::endpoint Ep = co_await Resolver.resolve("localhost", "80");
  co_await Socket.connect(Ep);
  io::stream_socket Peer = co_await Acceptor.accept();
  size_t Size = co_await Socket.read_some(Buffer);
  co_await Peer.write_some(Buffer.substr(0, Size));
  co_await io::sleep(std::chrono::seconds(1));
}

// It runs on a thread of its own.
cobalt::thread okThread() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  co_return;
}
