// RUN: async-blocking-call -std=c++20
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <fstream>
#include <functional>
#include <memory>
#include <thread>

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::placeholders;
using namespace std::chrono_literals;

//===-- Handlers that are given by name -----------------------------------===//

static void onRead(error_code, std::size_t) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs 'onRead', and all other work on it [async-blocking-call]
}
static void onWrite(error_code, std::size_t) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs 'onWrite'
}
static void okAlsoCalled(error_code, std::size_t) {
  std::this_thread::sleep_for(1s);
}
void byName(tcp::socket &Socket, char (&Data)[8]) {
  Socket.async_read_some(asio::buffer(Data), onRead);
  Socket.async_write_some(asio::buffer(Data), &onWrite);
  Socket.async_read_some(asio::buffer(Data), okAlsoCalled);
  okAlsoCalled({}, 0);
}

//===-- Handlers that are bound to an object ------------------------------===//

class Session : public std::enable_shared_from_this<Session> {
public:
  explicit Session(asio::io_context &Io)
      : Io(Io), Socket(Io), Timer(Io), Pool(1) {}

  void start() {
    Socket.async_read_some(asio::buffer(Data), std::bind(&Session::onStd, shared_from_this(), _1, _2));
    Socket.async_read_some(asio::buffer(Data), std::bind_front(&Session::onFront, this));
    Socket.async_read_some(asio::buffer(Data), boost::beast::bind_front_handler(&Session::onBeast, shared_from_this()));
    Timer.async_wait(asio::bind_executor(Io, std::bind(&Session::onTimer, this, _1)));
    asio::post(Io, std::bind(&Session::posted, this));
    Socket.async_read_some(asio::buffer(Data), std::bind([](error_code) {
      std::this_thread::sleep_for(1s);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' blocks the thread that runs this continuation
    }, _1));
  }
  void okStart() {
    Timer.async_wait(asio::bind_executor(Pool, std::bind(&Session::okOnPool, this)));
    asio::post(Pool, std::bind(&Session::okPosted, this));
    Thread = std::thread(std::bind(&Session::okThread, this));
    // Here and there.
    Timer.async_wait(std::bind(&Session::okBoth, this));
    asio::post(Pool, std::bind(&Session::okBoth, this));
    // What else is bound to it is called by it.
    Timer.async_wait(std::bind(&Session::handles, this, &Session::okArgument));
    // What becomes of it is not in sight.
    auto Kept = std::bind(&Session::okKept, this);
    keep(Kept);
  }

private:
  template <typename T> void keep(T);
  void onStd(error_code, std::size_t) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs 'onStd'
  }
  void onFront(error_code, std::size_t) { helper(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'helper' blocks the thread that runs 'onFront'
  // CHECK-MESSAGES: :[[@LINE+1]]:19: note: 'helper' blocks here, in 'sleep_for'
  void helper() { std::this_thread::sleep_for(1s); }
  void onBeast(error_code, std::size_t) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs 'onBeast'
  }
  void onTimer(error_code) {
    std::ifstream File("/etc/motd");
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'basic_ifstream' blocks the thread that runs 'onTimer'
  }
  void posted() {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs 'posted'
  }
  void okOnPool() { std::this_thread::sleep_for(1s); }
  void okPosted() { std::this_thread::sleep_for(1s); }
  void okThread() { std::this_thread::sleep_for(1s); }
  void okBoth() { std::this_thread::sleep_for(1s); }
  void handles(void (Session::*)()) {}
  void okArgument() { std::this_thread::sleep_for(1s); }
  void okKept() { std::this_thread::sleep_for(1s); }

  asio::io_context &Io;
  tcp::socket Socket;
  asio::steady_timer Timer;
  asio::thread_pool Pool;
  std::thread Thread;
  char Data[8];
};
//===-- Handlers of a class template --------------------------------------===//

template <typename Derived> class Base {
public:
  void read() {
    self().Socket.async_read_some(asio::mutable_buffer(), std::bind(&Base::onRead, &self(), _1));
  }
  void onRead(error_code) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs 'onRead'
  }
  Derived &self() { return static_cast<Derived &>(*this); }
};
struct Plain : Base<Plain> {
  explicit Plain(asio::io_context &Io) : Socket(Io) {}
  tcp::socket Socket;
};
void readsPlain(Plain &P) { P.read(); }
