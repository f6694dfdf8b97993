//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates sdbusplus (openbmc/sdbusplus, 2026), without anything that runs.
/// Each part names the header that it mirrors.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_SDBUSPLUS_SDBUSPLUS_H
#define ASYNC_TIDY_TEST_STUBS_SDBUSPLUS_SDBUSPLUS_H

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

namespace sdbusplus {

//===-- sdbusplus/message.hpp, sdbusplus/bus.hpp --------------------------===//

struct message_t {
  template <typename... Args> void append(Args &&...) {}
  template <typename... Args> void read(Args &&...) {}
};
struct bus_t {
  message_t new_method_call(const char *service, const char *objpath,
                            const char *interf, const char *method);
  message_t call(message_t &m, uint64_t timeout_us);
  message_t call(message_t &m, std::optional<int> timeout = std::nullopt);
  void call_noreply(message_t &m, std::optional<int> timeout = std::nullopt);
  int wait(std::optional<int> timeout = std::nullopt);
  void process_loop();
  void request_name(const char *service);
};
bus_t new_default();

//===-- sdbusplus/bus/match.hpp, sdbusplus/timer.hpp ----------------------===//

struct match {
  using callback_t = std::function<void(message_t &)>;
  match(bus_t &bus, const char *_match, callback_t callback);
};
namespace bus {
using match_t = sdbusplus::match;
}
class Timer {
public:
  Timer(std::function<void()> userCallBack = nullptr);
};

//===-- sdbusplus/server/object.hpp ---------------------------------------===//

namespace server {
namespace object {
template <class... Args> struct object;
namespace details {
template <class... Args> struct compose : Args... {};
} // namespace details
template <class... Args> struct object : details::compose<Args...> {
  object(bus_t &bus, const char *path);
};
} // namespace object
template <class... Args> using object_t = object::object<Args...>;
} // namespace server

//===-- sdbusplus/asio/connection.hpp, object_server.hpp, property.hpp ----===//

namespace asio {
class connection : public bus_t {
public:
  template <typename MessageHandler, typename... InputArgs>
  void async_method_call(MessageHandler &&handler, const std::string &service,
                         const std::string &objpath, const std::string &interf,
                         const std::string &method, InputArgs &&...) {}
};
class dbus_interface {
public:
  template <typename PropertyType, typename CallbackTypeSet>
  bool register_property(const std::string &name, const PropertyType &property,
                         CallbackTypeSet &&setFunction) {
    return true;
  }
  template <typename CallbackType>
  bool register_method(const std::string &name, CallbackType &&handler) {
    return true;
  }
};
class object_server {
public:
  std::shared_ptr<dbus_interface> add_interface(const std::string &path,
                                                const std::string &name);
};
template <typename PropertyType, typename Handler>
void getProperty(connection &bus, const std::string &service,
                 const std::string &path, const std::string &interface,
                 const std::string &propertyName, Handler &&handler) {}
} // namespace asio

} // namespace sdbusplus

#endif // ASYNC_TIDY_TEST_STUBS_SDBUSPLUS_SDBUSPLUS_H
