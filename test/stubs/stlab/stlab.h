//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Stands for stlab's concurrency: futures with continuations, executors,
/// await(), which blocks.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_STLAB_STLAB_H
#define ASYNC_TIDY_TEST_STUBS_STLAB_STLAB_H

#include <chrono>
#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace stlab {
inline namespace v2 {

using executor_t = std::function<void(std::function<void()>)>;

template <typename F> struct executor_task_pair {
  executor_t _executor;
  F _f;
};

template <typename T> class [[nodiscard]] future;

namespace detail {

template <typename T> struct Unwrap {
  using type = future<T>;
};
template <typename T> struct Unwrap<future<T>> {
  using type = future<T>;
};

template <typename F, typename T> struct Continued {
  using type = std::invoke_result_t<F, T>;
};
template <typename F> struct Continued<F, void> {
  using type = std::invoke_result_t<F>;
};

/// What a continuation \p F of a future of \p T gives.
template <typename F, typename T>
using Then =
    typename Unwrap<typename Continued<std::decay_t<F>, T>::type>::type;

enum class executor_priority { high, medium, low };

template <executor_priority P> struct executor_type {
  using result_type = void;
  template <typename F> void operator()(F &&f) const {}
};
struct main_executor_type {
  using result_type = void;
  template <typename F> void operator()(F f) const {}
};
struct immediate_executor_type {
  using result_type = void;
  template <typename F> void operator()(F &&f) const {}
};
struct system_timer_type {
  template <typename Rep, typename Per, typename F>
  void operator()(std::chrono::duration<Rep, Per> duration, F &&f) const {}
};

} // namespace detail

inline constexpr detail::executor_type<detail::executor_priority::low>
    low_executor{};
inline constexpr detail::executor_type<detail::executor_priority::medium>
    default_executor{};
inline constexpr detail::executor_type<detail::executor_priority::high>
    high_executor{};
inline constexpr detail::main_executor_type main_executor{};
inline constexpr detail::immediate_executor_type immediate_executor{};
inline constexpr detail::system_timer_type system_timer{};

template <typename T> class [[nodiscard]] future {
public:
  using result_type = T;

  future() = default;
  future(const future &) = default;
  future(future &&) noexcept = default;
  future &operator=(const future &) = default;
  future &operator=(future &&) noexcept = default;

  template <typename F> auto then(F &&f) const & {
    return detail::Then<F, T>();
  }
  template <typename F> auto then(F &&f) && { return detail::Then<F, T>(); }
  template <typename E, typename F> auto then(E &&executor, F &&f) const & {
    return detail::Then<F, T>();
  }
  template <typename E, typename F> auto then(E &&executor, F &&f) && {
    return detail::Then<F, T>();
  }
  template <typename F> auto operator|(F &&f) && {
    return detail::Then<F, T>();
  }
  template <typename F> auto recover(F &&f) && {
    return detail::Then<F, future>();
  }
  template <typename E, typename F> auto recover(E &&executor, F &&f) && {
    return detail::Then<F, future>();
  }
  template <typename F> auto operator^(F &&f) && {
    return detail::Then<F, future>();
  }

  void detach() const;
  template <typename F> void detach(F &&f) && {}
  void reset();
  bool valid() const;
  bool is_ready() const &;
  auto get_try() const & -> std::optional<T>;
  T get_ready() const &;
  T get_ready() &&;
  std::exception_ptr exception() const &;
};

template <typename E, typename F, typename... Args>
auto async(const E &executor, F &&f, Args &&...args) {
  return typename detail::Unwrap<
      std::invoke_result_t<std::decay_t<F>, Args...>>::type();
}

template <typename E, typename F, typename... Ts>
auto when_all(const E &executor, F f, future<Ts>... args) {
  return typename detail::Unwrap<std::invoke_result_t<F, Ts...>>::type();
}

template <typename T, typename E>
auto make_ready_future(T &&x, E executor) -> future<std::decay_t<T>> {
  return {};
}
template <typename E> auto make_ready_future(E executor) -> future<void>;
template <typename T, typename E>
auto make_exceptional_future(const std::exception_ptr &error, E executor)
    -> future<T> {
  return {};
}

template <typename T> auto await(future<T> &&x) -> T;
template <typename T>
auto await_for(future<T> &&x, const std::chrono::nanoseconds &timeout)
    -> future<T>;
template <typename T> auto blocking_get(future<T> x) -> T;

} // namespace v2
} // namespace stlab

template <typename T, typename... Args>
struct std::coroutine_traits<stlab::future<T>, Args...> {
  struct promise_type {
    stlab::future<T> get_return_object() { return {}; }
    std::suspend_never initial_suspend() const { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    template <typename U> void return_value(U &&val) {}
    void unhandled_exception() {}
  };
};

template <typename... Args>
struct std::coroutine_traits<stlab::future<void>, Args...> {
  struct promise_type {
    stlab::future<void> get_return_object() { return {}; }
    std::suspend_never initial_suspend() const { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

template <typename R> auto operator co_await(stlab::future<R> f) {
  struct Awaiter {
    stlab::future<R> _input;
    bool await_ready() { return _input.is_ready(); }
    auto await_resume() { return std::move(_input).get_ready(); }
    void await_suspend(std::coroutine_handle<> ch) {}
  };
  return Awaiter{std::move(f)};
}

#endif // ASYNC_TIDY_TEST_STUBS_STLAB_STLAB_H
