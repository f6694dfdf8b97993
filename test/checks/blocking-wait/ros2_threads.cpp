// RUN: async-blocking-wait -std=c++20 -isystem stubs
// With groups of callbacks one of them may wait for another one: that is what
// they are for.
#include "ros2/rclcpp.h"

using namespace std::chrono_literals;

struct Add {
  struct Request {};
  struct Response {
    int Sum = 0;
  };
};
using Adder = rclcpp::Client<Add>;

class OkCommander : public rclcpp::Node {
public:
  OkCommander() : Node("commander") {
    Group = create_callback_group(rclcpp::CallbackGroupType::Reentrant);
    Timer = create_wall_timer(100ms, [this] {
      Sum += Client->async_send_request({}).get()->Sum;
    }, Group);
  }

private:
  Adder::SharedPtr Client;
  rclcpp::CallbackGroup::SharedPtr Group;
  rclcpp::TimerBase::SharedPtr Timer;
  int Sum = 0;
};

int main() {
  rclcpp::executors::MultiThreadedExecutor Executor;
  Executor.add_node(std::make_shared<OkCommander>());
  Executor.spin();
}
