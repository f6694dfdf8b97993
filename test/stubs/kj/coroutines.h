//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the promises of KJ with their coroutines (capnproto/capnproto,
/// 2026, c++/src/kj/async.h and async-inl.h), which the release that the
/// distribution has does not know yet. All else is tested with real headers.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_KJ_COROUTINES_H
#define ASYNC_TIDY_TEST_STUBS_KJ_COROUTINES_H

#include <coroutine>
#include <type_traits>
#include <utility>

namespace kj {

using uint = unsigned int;

template <typename T> constexpr T &&mv(T &t) noexcept {
  return static_cast<T &&>(t);
}

class Exception {};
class WaitScope {};
template <typename T> class Promise;

namespace _ {
struct Void {};
template <typename T> T any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(nullptr));
}
template <typename T> struct FixVoid {
  using Type = T;
};
template <> struct FixVoid<void> {
  using Type = Void;
};
template <typename T> struct Reduced {
  using Type = Promise<T>;
};
template <typename T> struct Reduced<Promise<T>> {
  using Type = Promise<T>;
};
template <typename F, typename T> struct Result {
  using Type = typename Reduced<std::invoke_result_t<F, T>>::Type;
};
template <typename F> struct Result<F, void> {
  using Type = typename Reduced<std::invoke_result_t<F>>::Type;
};
} // namespace _

constexpr _::Void READY_NOW = _::Void();

template <typename T> class [[nodiscard]] Promise {
public:
  Promise(typename _::FixVoid<T>::Type) {}
  Promise(kj::Exception &&) {}
  Promise(decltype(nullptr)) {}
  Promise(Promise &&) {}
  Promise &operator=(Promise &&) { return *this; }
  template <typename F>
  [[nodiscard]] typename _::Result<F, T>::Type then(F &&) {
    return nullptr;
  }
  template <typename E> [[nodiscard]] Promise<T> catch_(E &&) {
    return nullptr;
  }
  T wait(WaitScope &) { return _::any<T>(); }
  bool poll(WaitScope &) { return false; }
  template <typename E> [[nodiscard]] Promise<T> eagerlyEvaluate(E &&) {
    return nullptr;
  }
  [[nodiscard]] Promise<T> eagerlyEvaluate(decltype(nullptr)) {
    return nullptr;
  }
  template <typename E> void detach(E &&) {}
};

class Executor {
public:
  template <typename F>
  typename _::Result<F, void>::Type executeAsync(F &&) const {
    return nullptr;
  }
  template <typename F> std::invoke_result_t<F> executeSync(F &&) const {
    return _::any<std::invoke_result_t<F>>();
  }
};

namespace _ {
template <typename T> struct PromiseAwaiter {
  bool await_ready() const { return false; }
  bool await_suspend(std::coroutine_handle<>) { return true; }
  T await_resume() { return any<T>(); }
};
template <typename T> struct CoroutineBase {
  Promise<T> get_return_object() { return nullptr; }
  std::suspend_never initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception();
  template <typename U> PromiseAwaiter<U> await_transform(Promise<U> &) {
    return {};
  }
  template <typename U> PromiseAwaiter<U> await_transform(Promise<U> &&) {
    return {};
  }
};
template <typename T> struct Coroutine : CoroutineBase<T> {
  void return_value(T) {}
};
template <> struct Coroutine<void> : CoroutineBase<void> {
  void return_void();
};
} // namespace _

} // namespace kj

template <typename T, typename... Args>
struct std::coroutine_traits<kj::Promise<T>, Args...> {
  using promise_type = kj::_::Coroutine<T>;
};

#endif // ASYNC_TIDY_TEST_STUBS_KJ_COROUTINES_H
