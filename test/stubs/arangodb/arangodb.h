//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the futures of ArangoDB (arangodb/arangodb, lib/Futures): their
/// public names and shapes, without anything that runs.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_ARANGODB_ARANGODB_H
#define ASYNC_TIDY_TEST_STUBS_ARANGODB_ARANGODB_H

#include <coroutine>
#include <exception>
#include <tuple>
#include <type_traits>
#include <utility>

namespace arangodb {
namespace futures {

struct Unit {};
template <typename T> class Future;

namespace detail {
void *nowhere() noexcept;
template <typename T> T any() noexcept {
  return static_cast<T &&>(
      *static_cast<std::remove_reference_t<T> *>(nowhere()));
}
template <typename T> struct Inner {
  using Type = T;
};
template <> struct Inner<void> {
  using Type = Unit;
};
template <typename T> struct Inner<Future<T>> {
  using Type = T;
};
template <typename F, typename... T>
using Result = Future<typename Inner<std::invoke_result_t<F, T...>>::Type>;
} // namespace detail

//===-- Futures/Try.h, Futures/Future.h, Futures/Promise.h ----------------===//

template <typename T> class Try {
public:
  bool hasException() const noexcept { return false; }
  T &get() & { return detail::any<T &>(); }
  T get() && { return detail::any<T>(); }
  std::exception_ptr exception() const { return nullptr; }
};

template <typename T> class Future {
public:
  template <typename T2 = T,
            typename = std::enable_if_t<!std::is_same_v<T2, Future>>>
  Future(T2 &&) {}
  Future(Future &&) noexcept {}
  Future &operator=(Future &&) noexcept { return *this; }
  ~Future() {}
  bool valid() const noexcept { return true; }
  bool isReady() const { return false; }
  T &get() & { return detail::any<T &>(); }
  T get() && { return detail::any<T>(); }
  Try<T> &getTry() & { return detail::any<Try<T> &>(); }
  Try<T> &result() & { return detail::any<Try<T> &>(); }
  void wait() {}
  template <typename F> detail::Result<F, T> thenValue(F &&) && {
    return detail::any<detail::Result<F, T>>();
  }
  template <typename F> detail::Result<F, Try<T>> then(F &&) && {
    return detail::any<detail::Result<F, Try<T>>>();
  }
  template <typename F> void thenFinal(F &&) && {}
  template <typename E, typename F> Future<T> thenError(F &&) && {
    return detail::any<Future<T>>();
  }
};

template <typename T> class Promise {
public:
  Promise() {}
  Future<T> getFuture() { return detail::any<Future<T>>(); }
  void setValue(T) {}
  void setException(std::exception_ptr) {}
};

//===-- Futures/Utilities.h, Futures/coro-helper.h ------------------------===//

Future<Unit> makeFuture();
template <typename T> Future<std::decay_t<T>> makeFuture(T &&) {
  return detail::any<Future<std::decay_t<T>>>();
}
template <typename T> Future<T> makeFuture(std::exception_ptr const &) {
  return detail::any<Future<T>>();
}
template <typename F> detail::Result<F> makeFutureWith(F &&) {
  return detail::any<detail::Result<F>>();
}
template <typename... Ts> auto collect(Future<Ts> &&...) {
  return detail::any<Future<std::tuple<Ts...>>>();
}

template <typename T> struct FutureAwaitable {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) noexcept { return true; }
  T await_resume() { return detail::any<T>(); }
};
template <typename T> auto operator co_await(Future<T> &&) noexcept {
  return FutureAwaitable<T>{};
}

} // namespace futures
} // namespace arangodb

template <typename T, typename... Args>
struct std::coroutine_traits<arangodb::futures::Future<T>, Args...> {
  struct promise_type {
    arangodb::futures::Future<T> get_return_object() {
      return arangodb::futures::detail::any<arangodb::futures::Future<T>>();
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T const &) {}
    void unhandled_exception() noexcept { result = std::current_exception(); }
    std::exception_ptr result;
  };
};
template <typename... Args>
struct std::coroutine_traits<arangodb::futures::Future<arangodb::futures::Unit>,
                             Args...> {
  struct promise_type {
    arangodb::futures::Future<arangodb::futures::Unit> get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { result = std::current_exception(); }
    std::exception_ptr result;
  };
};

#endif // ASYNC_TIDY_TEST_STUBS_ARANGODB_ARANGODB_H
