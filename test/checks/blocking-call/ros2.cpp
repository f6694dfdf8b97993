// RUN: async-blocking-call -std=c++20 -isystem stubs
#include "ros2/rclcpp.h"
#include <cstdlib>
#include <fstream>
#include <thread>

using namespace std::chrono_literals;

struct Add {
  struct Request {};
  struct Response {
    int Sum = 0;
  };
};
struct Number {
  int Value;
};

class Commander : public rclcpp::Node {
public:
  Commander() : Node("commander") {
    Client->wait_for_service(5s); // Nothing runs here yet.
    Timer = create_wall_timer(100ms, std::bind(&Commander::tick, this));
    Numbers = create_subscription<Number>("n", 10, [this](const Number &) {
      while (!Client->wait_for_service(1s)) {
        // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'wait_for_service' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
      }
      if (Client->wait_for_service(0s))
        turn();
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'turn' blocks the thread that runs this continuation
      // CHECK-NOTES: :[[@LINE+17]]:10: note: 'turn' blocks here, in 'sleep'
      rclcpp::SyncParametersClient Of(shared_from_this());
      Wait = Of.get_parameter<int>("wait");
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get_parameter' blocks the thread that runs this continuation
      std::ofstream("log") << Wait; // Custom.
    });
  }

private:
  void tick() {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs 'tick', and all other work on it [async-blocking-call]
    std::system("reboot");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'system' blocks the thread that runs 'tick', and all other work on it [async-blocking-call]
  }
  void turn() {
    rclcpp::Rate Rate(10);
    Rate.sleep();
  }
  rclcpp::Client<Add>::SharedPtr Client;
  rclcpp::TimerBase::SharedPtr Timer;
  rclcpp::SubscriptionBase::SharedPtr Numbers;
  int Wait = 0;
};

int main() {
  auto Node = std::make_shared<Commander>();
  rclcpp::Rate Rate(10);
  Rate.sleep();
  rclcpp::spin(Node);
}
