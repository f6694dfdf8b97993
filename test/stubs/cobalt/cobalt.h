//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of Boost.Cobalt (boostorg/cobalt, 2025): its types,
/// overloads and coroutine shapes, without anything that runs. Each part names
/// the header that it mirrors, relative to include/boost/cobalt/.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_COBALT_COBALT_H
#define ASYNC_TIDY_TEST_STUBS_COBALT_COBALT_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace boost::cobalt {

template <typename Return> struct promise;
template <typename Return> struct task;
struct thread;

namespace detail {

// Clang wants the body of a function whose type names a lambda, or a type from
// an unnamed namespace. So templates have one: it makes its result of nothing.
void *nowhere() noexcept;
template <typename T> T any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(nowhere()));
}

template <typename T> struct awaiter {
  bool await_ready() const { return false; }
  bool await_suspend(std::coroutine_handle<>) { return true; }
  T await_resume() { return any<T>(); }
};

//===-- concepts.hpp, this_coro.hpp ---------------------------------------===//

template <typename T>
concept awaitable = requires(T t) { t.operator co_await(); } ||
                    requires(T t) { t.await_ready(); };
struct executor_t {};

template <typename Promise> struct enable_awaitables {
  template <awaitable Aw> Aw &&await_transform(Aw &&aw) {
    return static_cast<Aw &&>(aw);
  }
  awaiter<int> await_transform(executor_t) { return {}; }
};
template <typename T> struct result_holder {
  void return_value(T &&ret) {}
  void return_value(const T &ret) {}
};
template <> struct result_holder<void> {
  void return_void() {}
};

template <typename Return>
struct cobalt_promise : result_holder<Return>,
                        enable_awaitables<cobalt_promise<Return>> {
  promise<Return> get_return_object() { return any<promise<Return>>(); }
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { error = std::current_exception(); }
  std::exception_ptr error;
};
template <typename Return>
struct task_promise : result_holder<Return>,
                      enable_awaitables<task_promise<Return>> {
  task<Return> get_return_object() { return any<task<Return>>(); }
  struct initial_awaitable {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    void await_resume() {}
  };
  initial_awaitable initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { error = std::current_exception(); }
  std::exception_ptr error;
};
struct thread_promise : enable_awaitables<thread_promise> {
  cobalt::thread get_return_object();
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void unhandled_exception() { throw; }
  void return_void() {}
};

} // namespace detail

//===-- promise.hpp, task.hpp, detached.hpp, thread.hpp, main.hpp ---------===//

template <typename Return> struct [[nodiscard]] promise {
  using promise_type = detail::cobalt_promise<Return>;
  promise(promise &&lhs) noexcept {}
  promise &operator=(promise &&lhs) noexcept { return *this; }
  ~promise() {}
  void operator+() && {}
  auto operator co_await() { return detail::awaiter<Return>{}; }
  bool ready() const { return detail::any<bool>(); }
  bool attached() const { return detail::any<bool>(); }
  void detach() {}
  Return get() { return detail::any<Return>(); }
};
template <typename Return> struct [[nodiscard]] task {
  using promise_type = detail::task_promise<Return>;
  task(task &&lhs) noexcept {}
  task &operator=(task &&lhs) noexcept { return *this; }
  ~task() {}
  auto operator co_await() { return detail::awaiter<Return>{}; }
};
struct detached {
  struct promise_type : detail::enable_awaitables<promise_type> {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() { throw; }
    void return_void() {}
  };
};
struct thread {
  using promise_type = detail::thread_promise;
  thread(thread &&) noexcept;
  ~thread();
  detail::awaiter<void> operator co_await() &;
  detail::awaiter<void> operator co_await() &&;
  void join();
  bool joinable() const;
  void detach();
};

//===-- run.hpp, spawn.hpp, this_coro.hpp ---------------------------------===//

template <typename T> T run(task<T> t) { return detail::any<T>(); }
template <typename Context, typename T, typename CompletionToken>
auto spawn(Context &context, task<T> &&t, CompletionToken &&token) {}
namespace this_coro {
constexpr detail::executor_t executor;
}

//===-- join.hpp, gather.hpp, race.hpp, result.hpp, wait_group.hpp --------===//

namespace detail {
template <typename T>
using value_t = std::conditional_t<
    std::is_void_v<
        decltype(std::declval<T>().operator co_await().await_resume())>,
    std::monostate,
    decltype(std::declval<T>().operator co_await().await_resume())>;
template <typename... Args> struct join_variadic_impl {
  auto operator co_await() {
    return awaiter<std::tuple<value_t<Args>...>>{};
  }
};
template <typename... Args> struct gather_variadic_impl {
  auto operator co_await() {
    return awaiter<std::tuple<value_t<Args>...>>{};
  }
};
struct gather_wrapper {
  auto operator co_await() { return awaiter<void>{}; }
};
} // namespace detail
template <typename... Promise> auto join(Promise &&...p) {
  return detail::join_variadic_impl<Promise...>{};
}
template <typename... Promise> auto gather(Promise &&...p) {
  return detail::gather_variadic_impl<Promise...>{};
}
struct wait_group {
  void push_back(promise<void> p);
  detail::gather_wrapper wait();
};

//===-- op.hpp, io/ops.hpp, io/stream_socket.hpp, io/sleep.hpp, ... -------===//

template <typename... Args> struct op {
  virtual ~op() = default;
  auto operator co_await() {
    return detail::awaiter<typename last<Args...>::type>{};
  }

private:
  template <typename... T> struct last {
    using type = void;
  };
  template <typename T, typename U> struct last<T, U> {
    using type = U;
  };
};
struct error_code {};

namespace io {

struct write_op final : op<error_code, std::size_t> {};
struct read_op final : op<error_code, std::size_t> {};
struct wait_op final : op<error_code> {};
struct endpoint {};
struct read_stream {
  virtual ~read_stream() = default;
  [[nodiscard]] virtual read_op read_some(std::string &buffer) = 0;
};
struct write_stream {
  virtual ~write_stream() = default;
  [[nodiscard]] virtual write_op write_some(std::string_view buffer) = 0;
};
struct stream : read_stream, write_stream {};
struct socket {
  [[nodiscard]] wait_op connect(endpoint ep);
  [[nodiscard]] wait_op wait(int wt = 0);
  [[nodiscard]] error_code close();
};
struct stream_socket final : socket, stream {
  stream_socket();
  explicit stream_socket(endpoint ep);
  stream_socket(stream_socket &&lhs);
  [[nodiscard]] write_op write_some(std::string_view buffer) override;
  [[nodiscard]] read_op read_some(std::string &buffer) override;
};
struct acceptor {
  struct accept_stream_op final : op<error_code, stream_socket> {};
  explicit acceptor(endpoint ep);
  [[nodiscard]] accept_stream_op accept();
  [[nodiscard]] wait_op wait();
};
struct steady_timer {
  explicit steady_timer(std::chrono::steady_clock::duration d);
  [[nodiscard]] wait_op wait();
};
struct resolver {
  struct resolve_op_ final : op<error_code, endpoint> {};
  [[nodiscard]] resolve_op_ resolve(std::string_view host,
                                    std::string_view service);
};
[[nodiscard]] wait_op sleep(const std::chrono::steady_clock::duration &d);
template <typename Rep, typename Period>
[[nodiscard]] auto sleep(const std::chrono::duration<Rep, Period> &dur) {
  return wait_op{};
}

} // namespace io
} // namespace boost::cobalt

auto co_main(int argc, char *argv[]) -> boost::cobalt::task<int>;

#endif // ASYNC_TIDY_TEST_STUBS_COBALT_COBALT_H
