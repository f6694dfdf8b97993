// RUN: async-blocking-call %inhouse
// RUN: async-blocking-call %inhouse -check-suffix=,STRICT -option AsyncStrict=true
// The real headers of cppzmq.
#include "async_lib/inhouse.h"
#include <zmq.hpp>
#include <zmq_addon.hpp>

using inhouse::Task;

Task<> receives(zmq::socket_t &From) {
  zmq::message_t Message;
  (void)From.recv(Message);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'recv' blocks the thread of coroutine 'receives', and all other coroutines on it [async-blocking-call]
  co_return;
}
Task<> receivesParts(zmq::socket_ref From) {
  std::vector<zmq::message_t> Parts;
  (void)zmq::recv_multipart(From, std::back_inserter(Parts));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'recv_multipart' blocks the thread of coroutine 'receivesParts', and all other coroutines on it [async-blocking-call]
  co_return;
}
Task<> sends(zmq::socket_t &To) {
  To.send(zmq::str_buffer("a"), zmq::send_flags::sndmore);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:6: warning: 'send' blocks the thread of coroutine 'sends', and all other coroutines on it [async-blocking-call]
  co_return;
}
Task<> polls(std::vector<zmq::pollitem_t> &Items) {
  zmq::poll(Items, std::chrono::milliseconds(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'poll' blocks the thread of coroutine 'polls', and all other coroutines on it [async-blocking-call]
  co_return;
}

Task<> okAtOnce(zmq::socket_t &Socket, std::vector<zmq::pollitem_t> &Items) {
  zmq::message_t Message;
  (void)Socket.recv(Message, zmq::recv_flags::dontwait);
  Socket.send(Message,
              zmq::send_flags::sndmore | zmq::send_flags::dontwait);
  zmq::poll(Items, std::chrono::milliseconds{0});
  zmq::multipart_t Parts;
  Parts.recv(Socket, ZMQ_DONTWAIT);
  co_return;
}
bool okPlain(zmq::socket_t &Socket) {
  zmq::message_t Message;
  return Socket.recv(Message).has_value();
}
