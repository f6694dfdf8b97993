// RUN: async-blocking-wait %cobalt
#include "cobalt/cobalt.h"

namespace cobalt = boost::cobalt;
namespace io = boost::cobalt::io;

cobalt::task<int> load(int Id = 0);
cobalt::promise<int> started();

cobalt::task<int> blocks(cobalt::thread Thread) {
  int First = cobalt::run(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'run' blocks the thread of coroutine 'blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: int First = co_await load();
  Thread.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' blocks the thread of coroutine 'blocks' until the task is finished [async-blocking-wait]
  co_return First;
}

// The plain names are the asynchronous operations.
cobalt::task<int> okIo(io::stream_socket &Socket, io::acceptor &Acceptor,
                       io::steady_timer &Timer, std::string &Buffer) {
  co_await Socket.wait();
  co_await Acceptor.wait();
  co_await Timer.wait();
  co_await Socket.read_some(Buffer);
  auto Value = started();
  co_await Value;
  co_return Value.get();
}

// A thread of its own.
cobalt::thread okThread() {
  int First = cobalt::run(load());
  co_await load(First);
}

int main() { return cobalt::run(load()); }
