//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of YACLib (YACLib/YACLib, 2026): its types,
/// overloads and coroutine shapes, without anything that runs. Each part names
/// the header that it mirrors, relative to include/yaclib/.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_YACLIB_YACLIB_H
#define ASYNC_TIDY_TEST_STUBS_YACLIB_YACLIB_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace yaclib {

namespace detail {

// Clang wants the body of a function whose type names a lambda, or a type from
// an unnamed namespace. So templates have one: it makes its result of nothing.
void *Nowhere() noexcept;
template <typename T> T Any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(Nowhere()));
}
template <typename T> struct Awaiter {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) noexcept { return true; }
  T await_resume() { return Any<T>(); }
};

} // namespace detail

//===-- util/result.hpp ---------------------------------------------------===//

struct StopError {};
template <typename V = void, typename E = StopError> class Result final {
public:
  Result(Result &&) noexcept {}
  ~Result() {}
  explicit operator bool() const noexcept { return detail::Any<bool>(); }
  V Ok() && { return detail::Any<V>(); }
  const E &Error() const & { return detail::Any<const E &>(); }
};

//===-- exe/executor.hpp, runtime/fair_thread_pool.hpp, exe/submit.hpp ----===//

struct Job {};
class IExecutor {
public:
  virtual ~IExecutor();
  virtual void Submit(Job &job) noexcept = 0;
};
template <typename T> class IntrusivePtr final {
public:
  T *operator->() const noexcept { return detail::Any<T *>(); }
  T &operator*() const noexcept { return detail::Any<T &>(); }
};
using IExecutorPtr = IntrusivePtr<IExecutor>;
class FairThreadPool : public IExecutor {
public:
  explicit FairThreadPool(std::uint64_t threads = 4);
  ~FairThreadPool() noexcept override;
  void Submit(Job &task) noexcept final;
  void Stop() noexcept;
  void Wait() noexcept;
};
IntrusivePtr<FairThreadPool> MakeFairThreadPool(std::uint64_t threads = 4);
IExecutor &MakeInline() noexcept;
template <typename Func> void Submit(IExecutor &executor, Func &&f) {}

//===-- async/future.hpp --------------------------------------------------===//

template <typename V = void, typename E = StopError> class Future;
template <typename V = void, typename E = StopError> class FutureOn;

namespace detail {
template <typename T> struct IsResult : std::false_type {};
template <typename V, typename E>
struct IsResult<Result<V, E>> : std::true_type {};
template <typename T> struct Flat {
  using type = T;
};
template <typename V, typename E> struct Flat<Result<V, E>> {
  using type = V;
};
template <typename V, typename E> struct Flat<Future<V, E>> {
  using type = V;
};
template <typename Func, typename V> auto Call() {
  if constexpr (std::is_invocable_v<Func, Result<V>>)
    return std::type_identity<std::invoke_result_t<Func, Result<V>>>();
  else if constexpr (std::is_void_v<V>)
    return std::type_identity<std::invoke_result_t<Func>>();
  else
    return std::type_identity<std::invoke_result_t<Func, V>>();
}
template <typename Func, typename V>
using Called = typename Flat<typename decltype(Call<Func, V>())::type>::type;
} // namespace detail

template <typename V, typename E> class FutureBase {
public:
  FutureBase(const FutureBase &) = delete;
  FutureBase(FutureBase &&other) noexcept {}
  FutureBase &operator=(FutureBase &&other) noexcept { return *this; }
  ~FutureBase() noexcept {}
  [[nodiscard]] bool Valid() const & noexcept { return detail::Any<bool>(); }
  [[nodiscard]] bool Ready() const & noexcept { return detail::Any<bool>(); }
  [[nodiscard]] const Result<V, E> *Get() const & noexcept { return nullptr; }
  [[nodiscard]] Result<V, E> Get() && noexcept {
    return detail::Any<Result<V, E>>();
  }
  [[nodiscard]] const Result<V, E> &Touch() const & noexcept {
    return detail::Any<const Result<V, E> &>();
  }
  [[nodiscard]] Result<V, E> Touch() && noexcept {
    return detail::Any<Result<V, E>>();
  }
  template <typename Func> [[nodiscard]] auto Then(IExecutor &e, Func &&f) && {
    return detail::Any<FutureOn<detail::Called<Func, V>, E>>();
  }
  void Detach() && noexcept {}
  template <typename Func> void DetachInline(Func &&f) && {}
  template <typename Func> void Detach(IExecutor &e, Func &&f) && {}
};
template <typename V, typename E> class Future final : public FutureBase<V, E> {
public:
  using FutureBase<V, E>::FutureBase;
  template <typename Func> [[nodiscard]] auto ThenInline(Func &&f) && {
    return detail::Any<Future<detail::Called<Func, V>, E>>();
  }
};
template <typename V, typename E>
class FutureOn final : public FutureBase<V, E> {
public:
  using FutureBase<V, E>::FutureBase;
  using FutureBase<V, E>::Detach;
  using FutureBase<V, E>::Then;
  [[nodiscard]] Future<V, E> On(std::nullptr_t) && noexcept {
    return detail::Any<Future<V, E>>();
  }
  template <typename Func> [[nodiscard]] auto Then(Func &&f) && {
    return detail::Any<FutureOn<detail::Called<Func, V>, E>>();
  }
  template <typename Func> void Detach(Func &&f) && {}
};
template <typename V, typename E>
auto operator co_await(FutureBase<V, E> &&future) noexcept {
  return detail::Awaiter<V>{};
}

//===-- lazy/task.hpp, lazy/schedule.hpp, lazy/make.hpp -------------------===//

template <typename V = void, typename E = StopError> class Task final {
public:
  Task(Task &&other) noexcept {}
  Task &operator=(Task &&other) noexcept { return *this; }
  ~Task() noexcept {}
  template <typename Func> auto Then(IExecutor &e, Func &&f) && {
    return detail::Any<Task<detail::Called<Func, V>, E>>();
  }
  template <typename Func> auto ThenInline(Func &&f) && {
    return detail::Any<Task<detail::Called<Func, V>, E>>();
  }
  void Cancel() && noexcept {}
  void Detach() && noexcept {}
  void Detach(IExecutor &e) && noexcept {}
  Future<V, E> ToFuture() && noexcept { return detail::Any<Future<V, E>>(); }
  FutureOn<V, E> ToFuture(IExecutor &e) && noexcept {
    return detail::Any<FutureOn<V, E>>();
  }
  Result<V, E> Get() && noexcept { return detail::Any<Result<V, E>>(); }
};
template <typename V, typename E>
auto operator co_await(Task<V, E> &&task) noexcept {
  return detail::Awaiter<V>{};
}
template <typename E = StopError, typename Func>
auto Schedule(IExecutor &e, Func &&f) {
  return detail::Any<
      Task<typename detail::Flat<std::invoke_result_t<Func>>::type, E>>();
}
template <typename V> auto MakeTask(V &&v) {
  return detail::Any<Task<std::decay_t<V>>>();
}

//===-- async/run.hpp, async/make.hpp, async/contract.hpp, async/wait.hpp -===//

template <typename E = StopError, typename Func> auto Run(Func &&f) {
  return detail::Any<
      Future<typename detail::Flat<std::invoke_result_t<Func>>::type, E>>();
}
template <typename E = StopError, typename Func>
auto Run(IExecutor &e, Func &&f) {
  return detail::Any<
      FutureOn<typename detail::Flat<std::invoke_result_t<Func>>::type, E>>();
}
template <typename V> auto MakeFuture(V &&v) {
  return detail::Any<Future<std::decay_t<V>>>();
}
inline Future<void> MakeFuture() { return detail::Any<Future<void>>(); }
template <typename V, typename E = StopError> class Promise final {
public:
  Promise(Promise &&other) noexcept {}
  ~Promise() noexcept {}
  template <typename... Args> void Set(Args &&...args) && {}
};
template <typename V = void, typename E = StopError>
[[nodiscard]] std::pair<Future<V, E>, Promise<V, E>> MakeContract() {
  return detail::Any<std::pair<Future<V, E>, Promise<V, E>>>();
}
template <typename... Fs> void Wait(Fs &...fs) noexcept {}
template <typename Rep, typename Period, typename... Fs>
bool WaitFor(const std::chrono::duration<Rep, Period> &timeout_duration,
             Fs &...fs) noexcept {
  return detail::Any<bool>();
}

//===-- async/when_all.hpp, coro/on.hpp, coro/await.hpp, coro/await_on.hpp ===//

template <typename V, typename E, typename... Rest>
auto WhenAll(Future<V, E> first, Rest... rest) {
  return detail::Any<Future<std::vector<V>, E>>();
}
template <typename It>
  requires requires(It I) { *I; }
auto WhenAll(It begin, It end) {
  return detail::Any<Future<std::vector<int>, StopError>>();
}
namespace detail {
class [[nodiscard]] OnAwaiter final : public Awaiter<void> {};
} // namespace detail
detail::OnAwaiter On(IExecutor &e) noexcept;
template <typename Waited> auto Await(Waited &waited) noexcept {
  return detail::Awaiter<void>{};
}
template <typename Waited> auto AwaitOn(IExecutor &e, Waited &waited) noexcept {
  return detail::Awaiter<void>{};
}

//===-- coro/future.hpp, coro/task.hpp ------------------------------------===//

namespace detail {
template <typename V> struct Returns {
  template <typename Value> void return_value(Value &&value) {}
};
template <> struct Returns<void> {
  void return_void() noexcept {}
};
template <typename V, typename E, bool Lazy> struct PromiseType : Returns<V> {
  auto get_return_object() noexcept {
    return Any<std::conditional_t<Lazy, Task<V, E>, Future<V, E>>>();
  }
  auto initial_suspend() noexcept {
    return std::conditional_t<Lazy, std::suspend_always, std::suspend_never>{};
  }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
  std::exception_ptr error;
};
} // namespace detail

} // namespace yaclib

template <typename V, typename E, typename... Args>
struct std::coroutine_traits<yaclib::Future<V, E>, Args...> {
  using promise_type = yaclib::detail::PromiseType<V, E, false>;
};
template <typename V, typename E, typename... Args>
struct std::coroutine_traits<yaclib::Task<V, E>, Args...> {
  using promise_type = yaclib::detail::PromiseType<V, E, true>;
};

#endif // ASYNC_TIDY_TEST_STUBS_YACLIB_YACLIB_H
