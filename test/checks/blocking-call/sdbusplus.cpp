// RUN: async-blocking-call -std=c++20 -isystem stubs
#include "sdbusplus/sdbusplus.h"
#include <cstdlib>
#include <fstream>

class Sensors {
public:
  Sensors(sdbusplus::asio::connection &Bus, sdbusplus::asio::dbus_interface &At)
      : Bus(Bus), Changed(Bus, "type='signal'",
                          [this](sdbusplus::message_t &) { refresh(); }),
        // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'refresh' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
        // CHECK-NOTES: :[[@LINE+28]]:9: note: 'refresh' blocks here, in 'call'
        Told(Bus, "type='signal'",
             std::bind(&Sensors::told, this, std::placeholders::_1)) {
    At.register_method("reset", [this](int Id) {
      auto Call = this->Bus.new_method_call("a", "/b", "c", "reset");
      Call.append(Id);
      this->Bus.call_noreply(Call);
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'call_noreply' blocks the thread that runs this continuation
      std::ofstream("/etc/state") << Id; // Custom.
    });
    At.register_property("limit", 1, [](const int &, int &) {
      std::system("reload");
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'system' blocks the thread that runs this continuation
      return true;
    });
    sdbusplus::asio::getProperty<int>(
        Bus, "a", "/b", "c", "limit",
        [this](std::error_code, int) { okSends(); });
  }

private:
  void told(sdbusplus::message_t &) { std::system("told"); }
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'system' blocks the thread that runs 'told', and all other work on it [async-blocking-call]
  void okSends() {
    Bus.async_method_call([](std::error_code) {}, "a", "/b", "c", "reset");
  }
  void refresh() {
    auto Call = Bus.new_method_call("a", "/b", "c", "get");
    Bus.call(Call);
  }
  sdbusplus::asio::connection &Bus;
  sdbusplus::bus::match_t Changed, Told;
};

// As sdbus++ writes it.
namespace sdbusplus::server::demo {
struct Door {
  virtual ~Door();
  virtual void open(int How) = 0;
  virtual bool locked(bool Value);
};
} // namespace sdbusplus::server::demo
class Door
    : public sdbusplus::server::object_t<sdbusplus::server::demo::Door> {
public:
  explicit Door(sdbusplus::bus_t &Bus) : object(Bus, "/door") {}
  void open(int) override { std::system("open"); }
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'system' blocks the thread that runs 'open', and all other work on it [async-blocking-call]
  bool locked(bool Value) override {
    std::ofstream("/etc/door") << Value;
    return Value;
  }
};

int main() {
  auto Bus = sdbusplus::new_default();
  auto Call = Bus.new_method_call("a", "/b", "c", "get");
  Bus.call(Call);
  Bus.process_loop();
}
