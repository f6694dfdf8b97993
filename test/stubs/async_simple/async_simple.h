//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of async_simple (alibaba/async_simple, 2026): its
/// types, overloads and coroutine shapes, without anything that runs. Each part
/// names the header that it mirrors, relative to async_simple/.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_ASYNC_SIMPLE_ASYNC_SIMPLE_H
#define ASYNC_TIDY_TEST_STUBS_ASYNC_SIMPLE_ASYNC_SIMPLE_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace async_simple {

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
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) noexcept { return true; }
  T await_resume() { return any<T>(); }
};

} // namespace detail

//===-- Try.h, Executor.h -------------------------------------------------===//

template <typename T> class Try {
public:
  Try(Try &&) noexcept {}
  ~Try() {}
  bool hasError() const { return detail::any<bool>(); }
  std::exception_ptr getException() const { return nullptr; }
  T value() { return detail::any<T>(); }
};

class Executor {
public:
  using Func = std::function<void()>;
  using Duration = std::chrono::duration<int64_t, std::micro>;
  class TimeAwaitable {
  public:
    auto coAwait(Executor *) { return detail::awaiter<void>{}; }
  };
  virtual ~Executor() {}
  virtual bool schedule(Func func) = 0;
  TimeAwaitable after(Duration dur);
};
struct CurrentExecutor {};

namespace executors {
class SimpleExecutor : public Executor {
public:
  explicit SimpleExecutor(size_t threadNum);
  bool schedule(Func func) override;
};
} // namespace executors

//===-- Future.h, Promise.h -----------------------------------------------===//

template <typename T> class Future {
public:
  Future(const Future &) = delete;
  Future(Future &&other) {}
  ~Future() {}
  Future &operator=(Future &&other) { return *this; }
  bool valid() const { return detail::any<bool>(); }
  bool hasResult() const { return detail::any<bool>(); }
  T value() { return detail::any<T>(); }
  T get() && { return detail::any<T>(); }
  void wait() {}
  Future<T> via(Executor *executor) && { return std::move(*this); }
  template <typename F> auto thenTry(F &&f) && {
    return detail::any<Future<std::invoke_result_t<F, Try<T>>>>();
  }
  template <typename F> auto thenValue(F &&f) && {
    return detail::any<Future<std::invoke_result_t<F, T>>>();
  }
  template <typename F> void setContinuation(F &&func) {}
};
template <typename T> Future<T> makeReadyFuture(T &&v) {
  return detail::any<Future<T>>();
}
template <typename T> class Promise {
public:
  Promise() {}
  Promise(Promise &&) {}
  ~Promise() {}
  Future<T> getFuture() { return detail::any<Future<T>>(); }
  void setValue(T &&v) {}
  void setException(std::exception_ptr error) {}
};

//===-- coro/Lazy.h -------------------------------------------------------===//

namespace coro {

template <typename T> class Lazy;
template <typename T> class RescheduleLazy;

namespace detail {

using async_simple::detail::any;
using async_simple::detail::awaiter;

class LazyPromiseBase {
public:
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  template <typename Awaitable>
  decltype(auto) await_transform(Awaitable &&awaitable) {
    if constexpr (requires { awaitable.coAwait(nullptr); })
      return static_cast<Awaitable &&>(awaitable).coAwait(nullptr);
    else if constexpr (requires {
                         static_cast<Awaitable &&>(awaitable)
                             .operator co_await();
                       })
      return static_cast<Awaitable &&>(awaitable).operator co_await();
    else if constexpr (requires {
                         operator co_await(
                             static_cast<Awaitable &&>(awaitable));
                       })
      return operator co_await(static_cast<Awaitable &&>(awaitable));
    else
      return static_cast<Awaitable &&>(awaitable);
  }
  auto await_transform(CurrentExecutor) { return awaiter<Executor *>{}; }
};
template <typename T> class LazyPromise : public LazyPromiseBase {
public:
  Lazy<T> get_return_object() noexcept { return any<Lazy<T>>(); }
  template <typename V> void return_value(V &&value) {}
  void unhandled_exception() noexcept { error = std::current_exception(); }
  std::exception_ptr error;
};
template <> class LazyPromise<void> : public LazyPromiseBase {
public:
  Lazy<void> get_return_object() noexcept;
  void return_void() noexcept {}
  void unhandled_exception() noexcept { error = std::current_exception(); }
  std::exception_ptr error;
};
template <typename T, bool reschedule> class LazyBase {
public:
  using promise_type = LazyPromise<T>;
  using ValueType = T;
  LazyBase(LazyBase &&other) noexcept {}
  ~LazyBase() {}
  template <typename F> void start(F &&callback) {}
  bool isReady() const { return any<bool>(); }
  auto operator co_await() { return awaiter<T>{}; }
  auto coAwaitTry() { return awaiter<Try<T>>{}; }
};

} // namespace detail

template <typename T = void>
class [[nodiscard]] Lazy : public detail::LazyBase<T, false> {
public:
  RescheduleLazy<T> via(Executor *ex) && {
    return detail::any<RescheduleLazy<T>>();
  }
  template <typename F> void directlyStart(F &&callback, Executor *executor) {}
};
template <typename T = void>
class [[nodiscard]] RescheduleLazy : public detail::LazyBase<T, true> {
public:
  void detach() {}
};

//===-- coro/SyncAwait.h, coro/Sleep.h, coro/Dispatch.h, coro/Collect.h ---===//

template <typename LazyType> inline auto syncAwait(LazyType &&lazy) {
  return detail::any<typename std::decay_t<LazyType>::ValueType>();
}
template <typename LazyType>
inline auto syncAwait(LazyType &&lazy, Executor *ex) {
  return detail::any<typename std::decay_t<LazyType>::ValueType>();
}
template <typename Rep, typename Period>
Lazy<void> sleep(std::chrono::duration<Rep, Period> dur) {
  return detail::any<Lazy<void>>();
}
namespace detail {
class DispatchAwaitable {
public:
  auto coAwait(Executor *) { return awaiter<void>{}; }
};
} // namespace detail
detail::DispatchAwaitable dispatch(Executor *ex);
template <typename... Ts>
Lazy<std::tuple<Try<Ts>...>> collectAll(Lazy<Ts> &&...awaitables) {
  return detail::any<Lazy<std::tuple<Try<Ts>...>>>();
}
template <typename T>
Lazy<std::vector<Try<T>>> collectAll(std::vector<Lazy<T>> &&input) {
  return detail::any<Lazy<std::vector<Try<T>>>>();
}

//===-- coro/Mutex.h, coro/SharedMutex.h ----------------------------------===//

class Mutex {
public:
  class LockAwaiter : public detail::awaiter<void> {};
  [[nodiscard]] LockAwaiter coLock() noexcept;
  void unlock() noexcept;
};
class SharedMutex {
public:
  Lazy<> coLock() noexcept;
  Lazy<void> unlock() noexcept;
};

} // namespace coro

template <typename T> auto operator co_await(Future<T> &&future) {
  return detail::awaiter<T>{};
}

//===-- uthread/Uthread.h, uthread/Async.h, uthread/Await.h ---------------===//

namespace uthread {
struct Attribute {
  Executor *ex;
};
enum class Launch { Prompt, Schedule, Current };
class Uthread {
public:
  template <class Func> Uthread(Attribute attr, Func &&func) {}
  ~Uthread();
};
template <Launch policy, class F> inline void async(F &&f, Executor *ex) {}
template <class F, class... Args>
inline auto async(Launch policy, Attribute attr, F &&f, Args &&...args) {
  return detail::any<Future<std::invoke_result_t<F, Args...>>>();
}
template <class T> T await(Future<T> &&fut) { return detail::any<T>(); }
} // namespace uthread

} // namespace async_simple

#endif // ASYNC_TIDY_TEST_STUBS_ASYNC_SIMPLE_ASYNC_SIMPLE_H
