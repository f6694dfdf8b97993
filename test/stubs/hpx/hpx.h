//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Stands for HPX: futures, HPX threads, function objects that combine and
/// wait, coroutines.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_HPX_HPX_H
#define ASYNC_TIDY_TEST_STUBS_HPX_HPX_H

#include <chrono>
#include <coroutine>
#include <exception>
#include <tuple>
#include <type_traits>
#include <utility>

namespace hpx {

enum class future_status { ready, timeout, deferred };

namespace detail {
struct policy_holder_base {};
template <typename Derived> struct policy_holder : policy_holder_base {};
struct async_policy : policy_holder<async_policy> {
  /// The same with a priority: a policy can be called.
  async_policy operator()(int priority) const;
};
struct sync_policy : policy_holder<sync_policy> {};
} // namespace detail

struct launch : detail::policy_holder<launch> {
  static constexpr detail::async_policy async{};
  static constexpr detail::sync_policy sync{};
};

template <typename R> class future;
template <typename R> class shared_future;

namespace lcos::detail {
template <typename T> struct Unwrap {
  using type = future<T>;
};
template <typename T> struct Unwrap<future<T>> {
  using type = future<T>;
};
template <typename F, typename... Ts>
using Result =
    typename Unwrap<std::invoke_result_t<std::decay_t<F>, Ts...>>::type;

template <typename Derived, typename R> class future_base {
public:
  bool valid() const noexcept;
  bool is_ready() const noexcept;
  bool has_value() const noexcept;
  bool has_exception() const noexcept;
  std::exception_ptr get_exception_ptr() const;
  void wait() const;
  template <typename Rep, typename Period>
  hpx::future_status
  wait_for(const std::chrono::duration<Rep, Period> &rel_time) const;

  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> rh);
  R await_resume();
};
} // namespace lcos::detail

template <typename R>
class future : public lcos::detail::future_base<future<R>, R> {
public:
  future() noexcept = default;
  future(future &&) noexcept = default;
  future &operator=(future &&) noexcept = default;
  R get();
  shared_future<R> share() noexcept;
  template <typename F> auto then(F &&f) {
    return lcos::detail::Result<F, future>();
  }
  template <typename T0, typename F> auto then(T0 &&t0, F &&f) {
    return lcos::detail::Result<F, future>();
  }
};

template <typename R>
class shared_future : public lcos::detail::future_base<shared_future<R>, R> {
public:
  shared_future() noexcept = default;
  const R &get() const;
};

template <typename R> class promise {
public:
  hpx::future<R> get_future();
  template <typename T> void set_value(T &&value);
  void set_exception(std::exception_ptr e);
};

template <typename F, typename... Ts>
  requires std::is_invocable_v<std::decay_t<F>, Ts...>
auto async(F &&f, Ts &&...ts) {
  return lcos::detail::Result<F, Ts...>();
}
template <typename P, typename F, typename... Ts>
  requires std::is_base_of_v<detail::policy_holder_base, std::decay_t<P>>
auto async(P &&policy, F &&f, Ts &&...ts) {
  return lcos::detail::Result<F, Ts...>();
}
template <typename F, typename... Ts> bool post(F &&f, Ts &&...ts) {
  return true;
}
template <typename F, typename... Ts> auto dataflow(F &&f, Ts &&...ts) {
  return lcos::detail::Result<F, Ts...>();
}
template <typename F, typename... Ts> auto run_as_os_thread(F &&f, Ts &&...vs) {
  return lcos::detail::Result<F, Ts...>();
}
template <typename F, typename... Ts>
std::invoke_result_t<F, Ts...> run_as_hpx_thread(F &&f, Ts &&...vs) {
  return f(vs...);
}

template <typename T> future<std::decay_t<T>> make_ready_future(T &&init) {
  return {};
}
future<void> make_ready_future();
template <typename Rep, typename Period>
future<void>
make_ready_future_after(const std::chrono::duration<Rep, Period> &rel_time) {
  return {};
}
template <typename T> future<T> make_exceptional_future(std::exception_ptr e) {
  return {};
}

inline constexpr struct when_all_t final {
  template <typename... Ts> auto operator()(Ts &&...ts) const {
    return future<std::tuple<std::decay_t<Ts>...>>();
  }
} when_all{};
inline constexpr struct wait_all_t final {
  template <typename... Ts> void operator()(Ts &&...ts) const {}
} wait_all{};

namespace components {
/// What its subclasses stand for is a future of a component.
template <typename Derived> class client_base {
public:
  template <typename F> auto then(F &&f) const {
    return lcos::detail::Result<F, Derived>();
  }
};
} // namespace components

class thread {
public:
  thread() noexcept;
  template <typename F> explicit thread(F &&f) {}
  ~thread();
  void join();
  void detach();
};

class mutex {
public:
  void lock();
  bool try_lock();
  void unlock();
};

namespace this_thread {
template <typename Rep, typename Period>
void sleep_for(const std::chrono::duration<Rep, Period> &rel_time);
void yield();
} // namespace this_thread

} // namespace hpx

template <typename T, typename... Ts>
struct std::coroutine_traits<hpx::future<T>, Ts...> {
  struct promise_type {
    hpx::future<T> get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    template <typename U> void return_value(U &&value) {}
    void unhandled_exception() noexcept {}
  };
};

template <typename... Ts>
struct std::coroutine_traits<hpx::future<void>, Ts...> {
  struct promise_type {
    hpx::future<void> get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() noexcept {}
  };
};

#endif // ASYNC_TIDY_TEST_STUBS_HPX_HPX_H
