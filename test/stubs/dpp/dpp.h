//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the coroutine types of DPP (brainboxdotcc/DPP, 2026) and its event
/// routers, without anything that runs. Each part names the header that it
/// mirrors.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_DPP_DPP_H
#define ASYNC_TIDY_TEST_STUBS_DPP_DPP_H

#include <chrono>
#include <coroutine>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace dpp {

namespace detail {
void *nowhere() noexcept;
template <typename T> T any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(nowhere()));
}
} // namespace detail

//===-- dpp/coro/awaitable.h ----------------------------------------------===//

template <typename Derived> class basic_awaitable {
public:
  auto sync_wait() {
    return detail::any<decltype(detail::any<Derived &>().await_resume())>();
  }
  template <typename Rep, typename Period>
  bool sync_wait_for(const std::chrono::duration<Rep, Period> &) {
    return false;
  }
};

template <typename T> class awaitable : public basic_awaitable<awaitable<T>> {
public:
  bool await_ready() const noexcept { return false; }
  template <typename P> bool await_suspend(std::coroutine_handle<P>) noexcept {
    return true;
  }
  T await_resume() { return detail::any<T>(); }
};

template <typename T> class moveable_promise {
public:
  template <typename U> void set_value(U &&) {}
  void set_exception(std::exception_ptr) {}
  awaitable<T> get_awaitable() { return {}; }
};
template <typename T> using promise = moveable_promise<T>;

//===-- dpp/coro/task.h, async.h, job.h -----------------------------------===//

template <typename R> class [[nodiscard]] task : public awaitable<R> {
public:
  task() {}
  task(task &&) noexcept {}
  task &operator=(task &&) noexcept { return *this; }
  ~task() {}
  [[nodiscard]] bool done() const noexcept { return false; }
  task &cancel() & noexcept { return *this; }
};
template <typename R> class async : public awaitable<R> {
public:
  async() {}
  async(async &&) noexcept {}
};
struct job {};

namespace detail {
template <typename R> struct promise_base {
  task<R> get_return_object() noexcept { return {}; }
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }
  void unhandled_exception() { exception = std::current_exception(); }
  template <typename T> T &&await_transform(T &&expr) const noexcept {
    return std::forward<T>(expr);
  }
  std::exception_ptr exception;
};
template <typename R> struct promise_t : promise_base<R> {
  void return_value(R) {}
};
template <> struct promise_t<void> : promise_base<void> {
  void return_void();
};
} // namespace detail

//===-- dpp/event_router.h, dpp/cluster.h ---------------------------------===//

struct message_create_t {
  std::string content;
};
template <typename T> class event_router_t {
public:
  template <typename F> std::size_t operator()(F &&) { return 0; }
};
class cluster {
public:
  event_router_t<message_create_t> on_message_create;
  [[nodiscard]] async<bool> co_sleep(std::uint64_t seconds);
};

} // namespace dpp

template <typename R, typename... Args>
struct std::coroutine_traits<dpp::task<R>, Args...> {
  using promise_type = dpp::detail::promise_t<R>;
};
template <typename... Args> struct std::coroutine_traits<dpp::job, Args...> {
  struct promise_type {
    dpp::job get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void unhandled_exception() const { throw; }
    void return_void() const noexcept {}
  };
};

#endif // ASYNC_TIDY_TEST_STUBS_DPP_DPP_H
