//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates what nodes of ROS 2 are written with (ros2/rclcpp, 2026), without
/// anything that runs. Each part names the header that it mirrors.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_ROS2_RCLCPP_H
#define ASYNC_TIDY_TEST_STUBS_ROS2_RCLCPP_H

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace rclcpp {

//===-- rclcpp/callback_group.hpp, rclcpp/future_return_code.hpp ----------===//

enum class CallbackGroupType { MutuallyExclusive, Reentrant };
class CallbackGroup {
public:
  using SharedPtr = std::shared_ptr<CallbackGroup>;
};
enum class FutureReturnCode { SUCCESS, INTERRUPTED, TIMEOUT };

//===-- rclcpp/client.hpp -------------------------------------------------===//

namespace detail {
template <typename FutureT> struct FutureAndRequestId {
  FutureT future;
  int64_t request_id;
  operator FutureT &() { return this->future; }
  auto get() { return this->future.get(); }
  bool valid() const noexcept { return this->future.valid(); }
  void wait() const { return this->future.wait(); }
  template <class Rep, class Period>
  std::future_status
  wait_for(const std::chrono::duration<Rep, Period> &timeout) const {
    return this->future.wait_for(timeout);
  }
};
} // namespace detail

class ClientBase {
public:
  template <typename Rep = int64_t, typename Ratio = std::milli>
  bool wait_for_service(std::chrono::duration<Rep, Ratio> timeout =
                            std::chrono::duration<Rep, Ratio>(-1)) {
    return timeout.count() != 0;
  }
};

template <typename ServiceT> class Client : public ClientBase {
public:
  using SharedPtr = std::shared_ptr<Client>;
  using SharedRequest = std::shared_ptr<typename ServiceT::Request>;
  using SharedResponse = std::shared_ptr<typename ServiceT::Response>;
  using SharedFuture = std::shared_future<SharedResponse>;
  struct FutureAndRequestId
      : detail::FutureAndRequestId<std::future<SharedResponse>> {
    SharedFuture share() noexcept { return this->future.share(); }
  };
  struct SharedFutureAndRequestId
      : detail::FutureAndRequestId<std::shared_future<SharedResponse>> {};

  FutureAndRequestId async_send_request(SharedRequest request) { return {}; }
  template <typename CallbackT>
  SharedFutureAndRequestId async_send_request(SharedRequest request,
                                              CallbackT &&cb) {
    return {};
  }
};

//===-- rclcpp/node.hpp ---------------------------------------------------===//

class TimerBase {
public:
  using SharedPtr = std::shared_ptr<TimerBase>;
};
class SubscriptionBase {
public:
  using SharedPtr = std::shared_ptr<SubscriptionBase>;
};
template <typename ServiceT> class Service {
public:
  using SharedPtr = std::shared_ptr<Service>;
};

class Node : public std::enable_shared_from_this<Node> {
public:
  using SharedPtr = std::shared_ptr<Node>;
  explicit Node(const std::string &node_name);
  virtual ~Node();
  CallbackGroup::SharedPtr create_callback_group(CallbackGroupType group_type,
                                                 bool automatically_add = true);
  template <typename MessageT, typename CallbackT>
  SubscriptionBase::SharedPtr
  create_subscription(const std::string &topic_name, int qos,
                      CallbackT &&callback) {
    return {};
  }
  template <typename Rep, typename Period, typename CallbackT>
  TimerBase::SharedPtr
  create_wall_timer(std::chrono::duration<Rep, Period> period,
                    CallbackT callback,
                    CallbackGroup::SharedPtr group = nullptr) {
    return {};
  }
  template <typename ServiceT>
  typename Client<ServiceT>::SharedPtr
  create_client(const std::string &service_name) {
    return {};
  }
  template <typename ServiceT, typename CallbackT>
  typename Service<ServiceT>::SharedPtr
  create_service(const std::string &service_name, CallbackT &&callback) {
    return {};
  }
};

//===-- rclcpp/executors.hpp ----------------------------------------------===//

class Executor {
public:
  virtual ~Executor();
  virtual void add_node(Node::SharedPtr node, bool notify = true);
  virtual void spin() = 0;
  template <typename FutureT, typename Rep = int64_t, typename Ratio = std::milli>
  FutureReturnCode
  spin_until_future_complete(const FutureT &future,
                             std::chrono::duration<Rep, Ratio> timeout =
                                 std::chrono::duration<Rep, Ratio>(-1)) {
    return {};
  }
};
namespace executors {
class SingleThreadedExecutor : public Executor {
public:
  void spin() override;
};
class MultiThreadedExecutor : public Executor {
public:
  void spin() override;
};
} // namespace executors

void spin(Node::SharedPtr node_ptr);
template <typename FutureT, typename Rep = int64_t, typename Ratio = std::milli>
FutureReturnCode
spin_until_future_complete(Node::SharedPtr node_ptr, const FutureT &future,
                           std::chrono::duration<Rep, Ratio> timeout =
                               std::chrono::duration<Rep, Ratio>(-1)) {
  return {};
}

//===-- rclcpp/parameter_client.hpp, rclcpp/rate.hpp ----------------------===//

class SyncParametersClient {
public:
  explicit SyncParametersClient(Node::SharedPtr node);
  template <typename T> T get_parameter(const std::string &parameter_name) {
    return {};
  }
};
class RateBase {
public:
  virtual ~RateBase();
  virtual bool sleep() = 0;
};
class Rate : public RateBase {
public:
  explicit Rate(double rate);
  bool sleep() override;
};

} // namespace rclcpp

namespace rclcpp_action {

//===-- rclcpp_action/create_server.hpp, rclcpp_action/client.hpp ---------===//

enum class GoalResponse { REJECT, ACCEPT };
enum class CancelResponse { REJECT, ACCEPT };
template <typename ActionT> class ServerGoalHandle {};
template <typename ActionT> class Server {
public:
  using SharedPtr = std::shared_ptr<Server>;
  using Handle = std::shared_ptr<ServerGoalHandle<ActionT>>;
};
template <typename ActionT, typename NodeT>
typename Server<ActionT>::SharedPtr create_server(
    NodeT node, const std::string &name,
    std::function<GoalResponse(const int &)> handle_goal,
    std::function<CancelResponse(typename Server<ActionT>::Handle)> handle_cancel,
    std::function<void(typename Server<ActionT>::Handle)> handle_accepted) {
  return {};
}

} // namespace rclcpp_action

#endif // ASYNC_TIDY_TEST_STUBS_ROS2_RCLCPP_H
