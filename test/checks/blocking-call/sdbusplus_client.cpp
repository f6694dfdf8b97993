// RUN: async-blocking-call -std=c++20 -isystem stubs
#include "sdbusplus/sdbusplus.h"
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fstream>
#include <string>
#include <thread>

// A client of the bus may be any program.
class Page {
public:
  Page(boost::asio::io_context &Loop, sdbusplus::asio::connection &Bus)
      : Timer(Loop), Bus(Bus) {}
  void asks() {
    Bus.async_method_call([](std::error_code) {}, "a", "/b", "c", "get");
  }
  void reads(const std::string &Path) {
    Timer.async_wait([this, Path](boost::system::error_code) {
      std::ifstream In(Path);
      // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'basic_ifstream' blocks the thread that runs this continuation
      In >> Value;
    });
  }

private:
  boost::asio::steady_timer Timer;
  sdbusplus::asio::connection &Bus;
  int Value = 0;
};
