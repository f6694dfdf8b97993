//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Stub of loggers and of the JSON library nlohmann: their names, nothing runs.

#ifndef ASYNC_TIDY_TEST_STUBS_LOGGING_LOGGING_H
#define ASYNC_TIDY_TEST_STUBS_LOGGING_LOGGING_H

#include <initializer_list>
#include <memory>
#include <ostream>
#include <string>
#include <type_traits>

//===-- fmt/core.h --------------------------------------------------------===//

namespace fmt {
template <typename Char> struct basic_runtime {
  const Char *Text;
};
inline basic_runtime<char> runtime(const char *Text) noexcept { return {Text}; }
// Its constructors are not noexcept, and constexpr if there is no consteval.
template <typename Char, typename... T> class basic_format_string {
public:
  template <typename Text> constexpr basic_format_string(const Text &) {}
};
template <typename... T>
using format_string = basic_format_string<char, std::type_identity_t<T>...>;
template <typename... T> std::string format(format_string<T...>, T &&...) {
  return {};
}
} // namespace fmt

//===-- spdlog/spdlog.h, spdlog/logger.h ----------------------------------===//

namespace spdlog {
class logger {
public:
  template <typename... T> void info(fmt::format_string<T...>, T &&...) {}
  template <typename... T> void warn(fmt::format_string<T...>, T &&...) {}
  void flush();
};
template <typename... T> void info(fmt::format_string<T...>, T &&...) {}
template <typename... T> void error(fmt::format_string<T...>, T &&...) {}
std::shared_ptr<logger> get(const std::string &Name);
std::shared_ptr<logger> basic_logger_mt(const std::string &Name,
                                        const std::string &File);
} // namespace spdlog

//===-- glog/logging.h ----------------------------------------------------===//

namespace google {
class LogMessage {
public:
  LogMessage(const char *File, int Line, int Severity);
  ~LogMessage();
  std::ostream &stream();
};
class LogMessageVoidify {
public:
  LogMessageVoidify() {}
  void operator&(std::ostream &) {}
};
} // namespace google
#define LOG(severity) google::LogMessage(__FILE__, __LINE__, severity).stream()
#define LOG_IF(severity, condition)                                            \
  !(condition) ? (void)0 : google::LogMessageVoidify() & LOG(severity)

//===-- phosphor-logging/lg2.hpp ------------------------------------------===//

namespace lg2 {
template <typename... T> struct info {
  explicit info(const char *Message, T &&...) {}
};
template <typename... T> explicit info(const char *, T &&...) -> info<T...>;
} // namespace lg2

//===-- nlohmann/json.hpp -------------------------------------------------===//

namespace nlohmann {
namespace detail {
template <typename Json> class json_ref {
public:
  json_ref(std::initializer_list<json_ref> Parts) {}
  template <typename... T> json_ref(T &&...) {}
};
} // namespace detail
template <typename Strings = std::string> class basic_json {
public:
  using Parts = std::initializer_list<detail::json_ref<basic_json>>;
  basic_json() noexcept;
  basic_json(Parts Init, bool MayGuess = true, int Type = 0);
  template <typename T> basic_json(T &&Value) {}
  basic_json(const basic_json &);
  basic_json(basic_json &&) noexcept;
  ~basic_json() noexcept;
  std::string dump(int Indent = -1) const;
};
using json = basic_json<>;
} // namespace nlohmann

#endif // ASYNC_TIDY_TEST_STUBS_LOGGING_LOGGING_H
