// RUN: async-blocking-call %inhouse
// A socket that gives up at once; of all sockets of a file, as of others.
#include "async_lib/inhouse.h"
#include <zmq.hpp>

using inhouse::Task;

Task<> okGivesUp(zmq::context_t &Context) {
  zmq::socket_t Socket(Context, zmq::socket_type::pull);
  Socket.set(zmq::sockopt::rcvtimeo, 0);
  zmq::message_t Message;
  (void)Socket.recv(Message);
  co_return;
}
