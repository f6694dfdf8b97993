// RUN: async-blocking-wait -std=c++20 -isystem stubs
#include "ros2/rclcpp.h"

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
using Adder = rclcpp::Client<Add>;
using SharedRequest = Adder::SharedRequest;
using SharedResponse = Adder::SharedResponse;

class Commander : public rclcpp::Node {
public:
  Commander() : Node("commander") {
    Timer = create_wall_timer(100ms, [this] {
      auto Answer = Client->async_send_request({});
      rclcpp::spin_until_future_complete(shared_from_this(), Answer);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spin_until_future_complete' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
      Sum += Answer.get()->Sum;
    });
    Numbers = create_subscription<Number>(
        "n", 10, std::bind(&Commander::hears, this, std::placeholders::_1));
    Service = create_service<Add>(
        "add", [this](SharedRequest, SharedResponse Reply) {
          auto Answer = Client->async_send_request({}).share();
          if (Answer.wait_for(1s) == std::future_status::ready)
            // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'wait_for' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
            Reply->Sum = Answer.get()->Sum;
        });
    Goals = rclcpp_action::create_server<Add>(
        this, "goals",
        [](const int &) { return rclcpp_action::GoalResponse::ACCEPT; },
        [](auto) { return rclcpp_action::CancelResponse::ACCEPT; },
        [this](rclcpp_action::Server<Add>::Handle) {
          Sum += Client->async_send_request({}).get()->Sum;
          // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
        });
  }

private:
  void hears(const Number &) {
    Sum += Client->async_send_request({}).get()->Sum;
    // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'get' blocks the thread that runs 'hears', and all other work on it [async-blocking-wait]
  }
  Adder::SharedPtr Client;
  rclcpp::TimerBase::SharedPtr Timer;
  rclcpp::SubscriptionBase::SharedPtr Numbers;
  rclcpp::Service<Add>::SharedPtr Service;
  rclcpp_action::Server<Add>::SharedPtr Goals;
  int Sum = 0;
};

class OkCommander : public rclcpp::Node {
public:
  OkCommander() : Node("commander") {
    Timer = create_wall_timer(100ms, [this] {
      // What it is given is there.
      Client->async_send_request({}, [this](Adder::SharedFuture Answer) {
        Sum += Answer.get()->Sum;
      });
      Client->async_send_request({}, std::bind(&OkCommander::told, this,
                                               std::placeholders::_1));
      Asked = Client->async_send_request({}).share();
    });
    Later = create_wall_timer(10ms, [this] {
      if (Asked.valid() && Asked.wait_for(0s) == std::future_status::ready)
        Sum += Asked.get()->Sum;
    });
  }

private:
  void told(Adder::SharedFuture Answer) { Sum += Answer.get()->Sum; }
  Adder::SharedPtr Client;
  Adder::SharedFuture Asked;
  rclcpp::TimerBase::SharedPtr Timer, Later;
  int Sum = 0;
};

// Not in a callback.
int okHelper(rclcpp::Node::SharedPtr Node, Adder::SharedPtr Client) {
  auto Answer = Client->async_send_request({});
  if (rclcpp::spin_until_future_complete(Node, Answer) !=
      rclcpp::FutureReturnCode::SUCCESS)
    return 0;
  return Answer.get()->Sum;
}

int main() { rclcpp::spin(std::make_shared<Commander>()); }
