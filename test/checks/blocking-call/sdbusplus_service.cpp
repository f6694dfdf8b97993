// RUN: async-blocking-call -std=c++20 -isystem stubs
#include "sdbusplus/sdbusplus.h"
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fstream>
#include <string>
#include <thread>

// A service of one device: its handlers of Asio read files at the device's pace.
class Sensor {
public:
  Sensor(boost::asio::io_context &Loop,
         sdbusplus::asio::object_server &Objects, std::string Path)
      : Timer(Loop), Path(Path),
        Interface(Objects.add_interface("/sensor", "value")) {}
  void okReads() {
    Timer.async_wait([this](boost::system::error_code) {
      std::ifstream In(Path);
      In >> Value;
      okReads();
    });
  }
  void sleeps() {
    Timer.async_wait([](boost::system::error_code) {
      std::this_thread::sleep_for(std::chrono::seconds(1));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' blocks the thread that runs this continuation
    });
  }

private:
  boost::asio::steady_timer Timer;
  std::string Path;
  std::shared_ptr<sdbusplus::asio::dbus_interface> Interface;
  int Value = 0;
};
