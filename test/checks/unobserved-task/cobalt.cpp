// RUN: async-unobserved-task %cobalt -fix-notes
#include "cobalt/cobalt.h"
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace cobalt = boost::cobalt;
namespace io = boost::cobalt::io;

cobalt::promise<int> started();
cobalt::task<int> later();

cobalt::task<void> dropped(io::stream_socket &Socket, std::string &Buffer) {
  started();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'started' is destroyed at once, which cancels its work [async-unobserved-task]
  // CHECK-FIXES: {{^}}  co_await started();
  later();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'later' is dropped before it starts: it runs only when awaited
  // CHECK-FIXES: {{^}}  co_await later();
  (void)Socket.read_some(Buffer);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task returned by 'read_some' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await Socket.read_some(Buffer);
  (void)io::sleep(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'sleep' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await io::sleep(std::chrono::seconds(1));
  (void)cobalt::join(later(), later());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'join' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await cobalt::join(later(), later());
  co_return;
}

cobalt::task<int> mayFail() { co_return co_await later(); }
void spawns(boost::asio::io_context &Context) {
  cobalt::spawn(Context, mayFail(), boost::asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'mayFail' is lost: 'detached' drops it
  cobalt::spawn(Context, mayFail(), [](std::exception_ptr E, int) {
    if (E)
      std::rethrow_exception(E);
  });
}

// `+` lets go of it, and its error goes to the event loop.
cobalt::task<void> okDetached(cobalt::wait_group &Group,
                              cobalt::promise<void> Given) {
  +started();
  Group.push_back(std::move(Given));
  co_await Group.wait();
  auto Value = started();
  co_await Value;
}

// Nor are results of calls that are over at once tasks.
void okCloses(io::stream_socket &Socket) { (void)Socket.close(); }
