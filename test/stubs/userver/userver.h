//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of userver (userver-framework/userver, 2024): its
/// tasks, futures and handlers, and the files that block, without anything that
/// runs. Each part names the header that it mirrors.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_USERVER_USERVER_H
#define ASYNC_TIDY_TEST_STUBS_USERVER_USERVER_H

#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace userver {
inline namespace v2_0 {

namespace stub {
// Clang wants the body of a function whose type names a lambda.
void *nowhere() noexcept;
template <typename T> T any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(nowhere()));
}
} // namespace stub

//===-- userver/engine/task -----------------------------------------------===//

namespace engine {

class TaskProcessor;
class Deadline {
public:
  template <typename Rep, typename Period>
  static Deadline FromDuration(std::chrono::duration<Rep, Period>) {
    return {};
  }
};

class [[nodiscard]] TaskBase {
public:
  bool IsValid() const;
  bool IsFinished() const;
  void Wait() const noexcept(false);
  template <typename Rep, typename Period>
  void WaitFor(const std::chrono::duration<Rep, Period> &) const {}
  void RequestCancel();
  void SyncCancel() noexcept;
  void BlockingWait() const;
};
class [[nodiscard]] Task : public TaskBase {
public:
  Task();
  ~Task();
  Task(Task &&) noexcept;
  Task &operator=(Task &&) noexcept;
  void Detach() &&;
};
template <typename T> class [[nodiscard]] TaskWithResult : public Task {
public:
  TaskWithResult() = default;
  TaskWithResult(TaskWithResult &&) = default;
  TaskWithResult &operator=(TaskWithResult &&) = default;
  T Get() noexcept(false) { return stub::any<T>(); }
};

namespace current_task {
TaskProcessor &GetTaskProcessor();
} // namespace current_task

//===-- userver/engine/future.hpp, sleep.hpp, mutex.hpp -------------------===//

template <typename T> class Future final {
public:
  Future() = default;
  Future(Future &&) noexcept = default;
  Future &operator=(Future &&) noexcept = default;
  bool is_ready() const { return false; }
  T get() { return stub::any<T>(); }
};
template <typename T> class Promise final {
public:
  [[nodiscard]] Future<T> get_future() { return {}; }
  void set_value(const T &) {}
};

template <typename Rep, typename Period>
void SleepFor(const std::chrono::duration<Rep, Period> &) {}

class Mutex final {
public:
  void lock();
  void unlock();
};

//===-- userver/engine/async.hpp ------------------------------------------===//

template <typename Function, typename... Args>
[[nodiscard]] auto AsyncNoSpan(TaskProcessor &, Function &&f, Args &&...args) {
  return TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args>
  requires std::is_invocable_v<Function, Args...>
[[nodiscard]] auto AsyncNoSpan(Function &&f, Args &&...args) {
  return TaskWithResult<std::invoke_result_t<Function, Args...>>();
}

void RunStandalone(void (*payload)());

} // namespace engine

//===-- userver/utils/async.hpp -------------------------------------------===//

namespace utils {
template <typename Function, typename... Args>
  requires std::is_invocable_v<Function, Args...>
[[nodiscard]] auto Async(std::string name, Function &&f, Args &&...args) {
  return engine::TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args>
[[nodiscard]] auto Async(engine::TaskProcessor &, std::string name,
                         Function &&f, Args &&...args) {
  return engine::TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args>
[[nodiscard]] auto Async(std::string name, engine::Deadline, Function &&f,
                         Args &&...args) {
  return engine::TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
} // namespace utils

//===-- userver/concurrent/background_task_storage.hpp --------------------===//

namespace concurrent {
class BackgroundTaskStorage final {
public:
  BackgroundTaskStorage();
  template <typename... Args> void AsyncDetach(std::string, Args &&...) {}
};
} // namespace concurrent

//===-- userver/server/handlers/http_handler_base.hpp ---------------------===//

namespace server {
namespace http {
class HttpRequest {
public:
  const std::string &GetArg(std::string_view) const;
};
} // namespace http
namespace request {
class RequestContext {};
} // namespace request
namespace handlers {
class HandlerBase {
public:
  virtual ~HandlerBase();
};
class HttpHandlerBase : public HandlerBase {
public:
  virtual std::string HandleRequestThrow(const http::HttpRequest &request,
                                         request::RequestContext &) const;
};
} // namespace handlers
} // namespace server

//===-- userver/fs/read.hpp, fs/blocking/read.hpp -------------------------===//

namespace fs {
std::string ReadFileContents(engine::TaskProcessor &, const std::string &path);
namespace blocking {
std::string ReadFileContents(const std::string &path);
} // namespace blocking
} // namespace fs

} // namespace v2_0
} // namespace userver

//===-- userver/utest/utest.hpp -------------------------------------------===//

#define UTEST(Suite, Name) void Suite##_##Name()

#endif // ASYNC_TIDY_TEST_STUBS_USERVER_USERVER_H
