//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of Folly's futures, executors, fibers and coroutines
/// (facebook/folly, 2026): its names, overloads and coroutine shapes, without
/// anything that runs. Each part names the header that it mirrors, relative to
/// folly/.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_FOLLY_FOLLY_H
#define ASYNC_TIDY_TEST_STUBS_FOLLY_FOLLY_H

#include <chrono>
#include <concepts>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

// Named below, too costly to include. A test that uses them includes <memory>
// or <atomic>.
namespace std {
template <typename T> class shared_ptr;
template <typename T> struct atomic;
} // namespace std

namespace folly {

namespace detail {

// Clang wants the body of a function whose type names a lambda, or a type from
// an unnamed namespace. So templates have one: it makes its result of nothing.
void *nowhere() noexcept;
template <typename T> T any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(nowhere()));
}

} // namespace detail

//===-- lang/CustomizationPoint.h -----------------------------------------===//

#define FOLLY_DEFINE_CPO(Type, Name)                                           \
  namespace folly_cpo__ {                                                      \
  inline constexpr Type Name{};                                                \
  }                                                                            \
  using namespace folly_cpo__;

//===-- Unit.h, Utility.h, Function.h, Optional.h -------------------------===//

struct Unit {};
constexpr Unit unit{};
template <typename T>
using lift_unit_t = std::conditional_t<std::is_void_v<T>, Unit, T>;
template <typename T>
using drop_unit_t = std::conditional_t<std::is_same_v<T, Unit>, void, T>;

template <typename... T> struct tag_t {};
template <typename... T> inline constexpr tag_t<T...> tag{};

template <typename Signature> class Function;
template <typename Ret, typename... Args> class Function<Ret(Args...)> {
public:
  Function() noexcept;
  Function(std::nullptr_t) noexcept;
  template <typename Fun>
    requires(!std::same_as<std::remove_cvref_t<Fun>, Function> &&
             std::is_invocable_r_v<Ret, Fun, Args...>)
  Function(Fun &&fun) {}
  Function(Function &&) noexcept;
  Function &operator=(Function &&) noexcept;
  ~Function();
  Ret operator()(Args... args);
  explicit operator bool() const noexcept;
};

using fbstring = std::string;

template <typename Value> class Optional {
public:
  Optional() noexcept {}
  Optional(Optional &&) noexcept = default;
  ~Optional() {}
  bool has_value() const noexcept { return folly::detail::any<bool>(); }
  Value &value() & { return folly::detail::any<Value &>(); }
  Value *get_pointer() & { return folly::detail::any<Value *>(); }
  Value &operator*() { return folly::detail::any<Value &>(); }
  explicit operator bool() const noexcept { return folly::detail::any<bool>(); }
};

//===-- ExceptionWrapper.h, Try.h -----------------------------------------===//

class exception_wrapper {
public:
  exception_wrapper() noexcept;
  exception_wrapper(exception_wrapper &&) noexcept;
  exception_wrapper(const exception_wrapper &) noexcept;
  exception_wrapper &operator=(exception_wrapper &&) noexcept;
  exception_wrapper &operator=(const exception_wrapper &) noexcept;
  ~exception_wrapper();
  explicit exception_wrapper(const std::exception_ptr &ptr) noexcept;
  explicit exception_wrapper(std::exception_ptr &&ptr) noexcept;
  template <typename Ex>
    requires std::derived_from<std::decay_t<Ex>, std::exception>
  exception_wrapper(Ex &&ex);
  explicit operator bool() const noexcept;
  void reset();
  const std::exception *get_exception() const noexcept;
  template <typename Ex> Ex *get_exception() const noexcept {
    return folly::detail::any<Ex *>();
  }
  std::exception_ptr to_exception_ptr() const & noexcept;
  fbstring what() const;
  fbstring class_name() const;
  template <typename Ex> bool is_compatible_with() const noexcept {
    return folly::detail::any<bool>();
  }
  [[noreturn]] void throw_exception() const;
  template <typename Ex = const void, typename Fn> bool with_exception(Fn fn) {
    return folly::detail::any<bool>();
  }
};
template <typename Ex, typename... Args>
exception_wrapper make_exception_wrapper(Args &&...args);

class TryException : public std::logic_error {
public:
  using std::logic_error::logic_error;
};

namespace detail {
template <typename T> class TryBase {
public:
  TryBase() noexcept {}
  explicit TryBase(const T &v) {}
  explicit TryBase(T &&v) {}
  explicit TryBase(exception_wrapper e) noexcept {}
  TryBase(TryBase &&t) noexcept = default;
  TryBase(const TryBase &t) = default;
  TryBase &operator=(TryBase &&t) noexcept = default;
  TryBase &operator=(const TryBase &t) = default;
  ~TryBase() {}
};
} // namespace detail

template <typename T> class Try : detail::TryBase<T> {
public:
  using detail::TryBase<T>::TryBase;
  using element_type = T;
  template <typename... Args> T &emplace(Args &&...args) {
    return folly::detail::any<T &>();
  }
  template <typename... Args>
  exception_wrapper &emplaceException(Args &&...args) {
    return folly::detail::any<exception_wrapper &>();
  }
  T &value() & { return folly::detail::any<T &>(); }
  T &&value() && { return folly::detail::any<T &&>(); }
  const T &value() const & { return folly::detail::any<const T &>(); }
  void throwUnlessValue() const {}
  const T &operator*() const & { return folly::detail::any<const T &>(); }
  T &operator*() & { return folly::detail::any<T &>(); }
  T &&operator*() && { return folly::detail::any<T &&>(); }
  const T *operator->() const { return folly::detail::any<const T *>(); }
  T *operator->() { return folly::detail::any<T *>(); }
  bool hasValue() const noexcept { return folly::detail::any<bool>(); }
  bool hasException() const noexcept { return folly::detail::any<bool>(); }
  template <typename Ex> bool hasException() const noexcept {
    return folly::detail::any<bool>();
  }
  exception_wrapper &exception() & {
    return folly::detail::any<exception_wrapper &>();
  }
  const exception_wrapper &exception() const & {
    return folly::detail::any<const exception_wrapper &>();
  }
  const std::exception *tryGetExceptionObject() const noexcept {
    return folly::detail::any<const std::exception *>();
  }
  template <typename Ex, typename F> bool withException(F func) {
    return folly::detail::any<bool>();
  }
};
template <> class Try<void> {
public:
  using element_type = void;
  Try() noexcept;
  explicit Try(exception_wrapper e) noexcept;
  Try(const Try &t) noexcept;
  template <typename... Args>
  exception_wrapper &emplaceException(Args &&...args) {
    return folly::detail::any<exception_wrapper &>();
  }
  Try &operator=(const Try &t) noexcept;
  ~Try();
  void value() const;
  void throwUnlessValue() const;
  bool hasValue() const noexcept;
  bool hasException() const noexcept;
  template <typename Ex> bool hasException() const noexcept {
    return folly::detail::any<bool>();
  }
  exception_wrapper &exception() &;
  const exception_wrapper &exception() const &;
};

//===-- Executor.h --------------------------------------------------------===//

using Func = Function<void()>;
class Executor;

template <typename ExecutorT = Executor> class ExecutorKeepAlive {
public:
  ExecutorKeepAlive() = default;
  ~ExecutorKeepAlive() {}
  ExecutorKeepAlive(ExecutorKeepAlive &&other) noexcept = default;
  ExecutorKeepAlive(const ExecutorKeepAlive &other) noexcept = default;
  template <typename OtherExecutor>
    requires std::convertible_to<OtherExecutor *, ExecutorT *>
  ExecutorKeepAlive(ExecutorKeepAlive<OtherExecutor> &&other) noexcept {}
  template <typename OtherExecutor>
    requires std::convertible_to<OtherExecutor *, ExecutorT *>
  ExecutorKeepAlive(const ExecutorKeepAlive<OtherExecutor> &other) noexcept {}
  ExecutorKeepAlive(ExecutorT *executor) {}
  ExecutorKeepAlive &operator=(ExecutorKeepAlive &&other) noexcept = default;
  ExecutorKeepAlive &operator=(const ExecutorKeepAlive &other) = default;
  void reset() noexcept {}
  explicit operator bool() const { return folly::detail::any<bool>(); }
  ExecutorT *get() const { return folly::detail::any<ExecutorT *>(); }
  ExecutorT &operator*() const { return folly::detail::any<ExecutorT &>(); }
  ExecutorT *operator->() const { return folly::detail::any<ExecutorT *>(); }
  ExecutorKeepAlive copy() const {
    return folly::detail::any<ExecutorKeepAlive>();
  }
  ExecutorKeepAlive get_alias() const {
    return folly::detail::any<ExecutorKeepAlive>();
  }
  template <typename F> void add(F &&f) && {}
};

class Executor {
public:
  virtual ~Executor() = default;
  virtual void add(Func) = 0;
  virtual void addWithPriority(Func, int8_t priority);
  virtual uint8_t getNumPriorities() const;
  static constexpr int8_t LO_PRI = -128;
  static constexpr int8_t MID_PRI = 0;
  static constexpr int8_t HI_PRI = 127;
  template <typename ExecutorT = Executor>
  using KeepAlive = ExecutorKeepAlive<ExecutorT>;
  template <typename ExecutorT>
  static KeepAlive<ExecutorT> getKeepAliveToken(ExecutorT *executor) {
    return folly::detail::any<KeepAlive<ExecutorT>>();
  }
  template <typename ExecutorT>
  static KeepAlive<ExecutorT> getKeepAliveToken(ExecutorT &executor) {
    return folly::detail::any<KeepAlive<ExecutorT>>();
  }
};
template <typename ExecutorT>
Executor::KeepAlive<ExecutorT> getKeepAliveToken(ExecutorT *executor) {
  return folly::detail::any<Executor::KeepAlive<ExecutorT>>();
}
template <typename ExecutorT>
Executor::KeepAlive<ExecutorT> getKeepAliveToken(ExecutorT &executor) {
  return folly::detail::any<Executor::KeepAlive<ExecutorT>>();
}
template <typename ExecutorT>
Executor::KeepAlive<ExecutorT>
getKeepAliveToken(Executor::KeepAlive<ExecutorT> &ka) {
  return folly::detail::any<Executor::KeepAlive<ExecutorT>>();
}

//===-- CancellationToken.h -----------------------------------------------===//

class OperationCancelled : public std::exception {};
class CancellationToken {
public:
  CancellationToken() noexcept;
  CancellationToken(const CancellationToken &) noexcept;
  CancellationToken &operator=(const CancellationToken &) noexcept;
  ~CancellationToken();
  bool isCancellationRequested() const noexcept;
  bool canBeCancelled() const noexcept;
};
class CancellationSource {
public:
  CancellationSource();
  CancellationSource(const CancellationSource &) noexcept;
  ~CancellationSource();
  CancellationToken getToken() const noexcept;
  bool requestCancellation() const noexcept;
};

//===-- futures/detail/Types.h, futures/Promise.h, futures/Future-pre.h ---===//

using Duration = std::chrono::milliseconds;
using HighResDuration = std::chrono::microseconds;

template <typename T> class Future;
template <typename T> class SemiFuture;
template <typename T> class Promise;
class Timekeeper;
class DrivableExecutor;

template <typename T> struct isFuture : std::false_type {
  using Inner = lift_unit_t<T>;
};
template <typename T> struct isFuture<Future<T>> : std::true_type {
  using Inner = T;
};
template <typename T> struct isSemiFuture : std::false_type {
  using Inner = lift_unit_t<T>;
};
template <typename T> struct isSemiFuture<SemiFuture<T>> : std::true_type {
  using Inner = T;
};
template <typename T> struct isFutureOrSemiFuture : std::false_type {
  using Inner = lift_unit_t<T>;
};
template <typename T> struct isFutureOrSemiFuture<Future<T>> : std::true_type {
  using Inner = T;
};
template <typename T>
struct isFutureOrSemiFuture<SemiFuture<T>> : std::true_type {
  using Inner = T;
};

class FutureException : public std::logic_error {
public:
  using std::logic_error::logic_error;
};
class FutureTimeout : public FutureException {
public:
  FutureTimeout();
};
class FutureNotReady : public FutureException {
public:
  FutureNotReady();
};
class BrokenPromise : public std::logic_error {
public:
  using std::logic_error::logic_error;
};

template <typename T> class Promise {
public:
  static Promise<T> makeEmpty() noexcept {
    return folly::detail::any<Promise<T>>();
  }
  Promise() {}
  ~Promise() {}
  Promise(const Promise &) = delete;
  Promise &operator=(const Promise &) = delete;
  Promise(Promise<T> &&other) noexcept = default;
  Promise &operator=(Promise<T> &&other) noexcept = default;
  SemiFuture<T> getSemiFuture() { return folly::detail::any<SemiFuture<T>>(); }
  Future<T> getFuture() { return folly::detail::any<Future<T>>(); }
  void setException(exception_wrapper ew) {}
  template <typename E>
    requires std::derived_from<E, std::exception>
  void setException(const E &e) {}
  template <typename B = T>
    requires std::is_same_v<Unit, B>
  void setValue() {}
  template <typename M>
    requires std::is_constructible_v<T, M &&>
  void setValue(M &&value) {}
  void setTry(Try<T> &&t) {}
  template <typename F> void setWith(F &&func) {}
  bool valid() const noexcept { return folly::detail::any<bool>(); }
  bool isFulfilled() const noexcept { return folly::detail::any<bool>(); }
};

template <typename T> class SharedPromise {
public:
  SharedPromise() = default;
  SharedPromise(SharedPromise &&) noexcept = default;
  ~SharedPromise() {}
  SemiFuture<T> getSemiFuture() const {
    return folly::detail::any<SemiFuture<T>>();
  }
  Future<T> getFuture() const { return folly::detail::any<Future<T>>(); }
  void setException(exception_wrapper ew) {}
  template <typename B = T>
    requires std::is_same_v<Unit, B>
  void setValue() {}
  template <typename M>
    requires std::is_constructible_v<T, M &&>
  void setValue(M &&value) {}
  void setTry(Try<T> &&t) {}
  bool isFulfilled() const { return folly::detail::any<bool>(); }
};

//===-- futures/Future.h --------------------------------------------------===//

namespace futures {
namespace detail {

template <typename T> class FutureBase {
public:
  using value_type = T;
  FutureBase(const FutureBase &) = delete;
  ~FutureBase() {}
  bool valid() const noexcept { return folly::detail::any<bool>(); }
  T &value() & { return folly::detail::any<T &>(); }
  const T &value() const & { return folly::detail::any<const T &>(); }
  T &&value() && { return folly::detail::any<T &&>(); }
  Try<T> &result() & { return folly::detail::any<Try<T> &>(); }
  const Try<T> &result() const & {
    return folly::detail::any<const Try<T> &>();
  }
  Try<T> &&result() && { return folly::detail::any<Try<T> &&>(); }
  bool isReady() const { return folly::detail::any<bool>(); }
  bool hasValue() const { return folly::detail::any<bool>(); }
  bool hasException() const { return folly::detail::any<bool>(); }
  Optional<Try<T>> poll() { return folly::detail::any<Optional<Try<T>>>(); }
  template <typename F> void setCallback_(F &&func) {}
  void raise(exception_wrapper exception) {}
  void cancel() {}

protected:
  FutureBase() noexcept {}
  FutureBase(FutureBase &&) noexcept {}
  FutureBase &operator=(FutureBase &&) noexcept { return *this; }
};

template <typename T, typename F> struct tryCallableResult {
  using value_type =
      typename isFutureOrSemiFuture<std::invoke_result_t<F, Try<T> &&>>::Inner;
};
template <typename T, typename F> struct tryExecutorCallableResult {
  using value_type = typename isFutureOrSemiFuture<
      std::invoke_result_t<F, Executor::KeepAlive<> &&, Try<T> &&>>::Inner;
};
template <typename T, typename F> struct valueCallableResult {
  using value_type =
      typename isFutureOrSemiFuture<std::invoke_result_t<F, T &&>>::Inner;
};
template <typename T, typename F> struct valueExecutorCallableResult {
  using value_type = typename isFutureOrSemiFuture<
      std::invoke_result_t<F, Executor::KeepAlive<> &&, T &&>>::Inner;
};

} // namespace detail

template <typename T>
void detachOn(Executor::KeepAlive<> exec, SemiFuture<T> &&fut) {}
template <typename T> void detachOnGlobalCPUExecutor(SemiFuture<T> &&fut) {}
template <typename T>
void maybeDetachOnGlobalExecutorAfter(HighResDuration dur,
                                      SemiFuture<T> &&fut) {}
template <typename T> void detachWithoutExecutor(SemiFuture<T> &&fut) {}

} // namespace futures

template <typename T>
class SemiFuture : private futures::detail::FutureBase<T> {
  using Base = futures::detail::FutureBase<T>;

public:
  ~SemiFuture() {}
  static SemiFuture<T> makeEmpty() {
    return folly::detail::any<SemiFuture<T>>();
  }
  using typename Base::value_type;

  template <typename T2 = T>
    requires(!isFutureOrSemiFuture<std::decay_t<T2>>::value &&
             std::is_constructible_v<T, T2 &&>)
  SemiFuture(T2 &&val) {}
  SemiFuture()
    requires std::is_same_v<T, Unit>
  {}
  template <typename... Args>
    requires std::is_constructible_v<T, Args &&...>
  explicit SemiFuture(std::in_place_t, Args &&...args) {}
  SemiFuture(const SemiFuture<T> &) = delete;
  SemiFuture(SemiFuture<T> &&) noexcept = default;
  SemiFuture(Future<T> &&) noexcept {}
  SemiFuture &operator=(const SemiFuture &) = delete;
  SemiFuture &operator=(SemiFuture &&) noexcept = default;
  SemiFuture &operator=(Future<T> &&) noexcept { return *this; }

  using Base::cancel;
  using Base::hasException;
  using Base::hasValue;
  using Base::isReady;
  using Base::poll;
  using Base::raise;
  using Base::result;
  using Base::setCallback_;
  using Base::valid;
  using Base::value;

  T get() && { return folly::detail::any<T>(); }
  T get(HighResDuration dur) && { return folly::detail::any<T>(); }
  Try<T> getTry() && { return folly::detail::any<Try<T>>(); }
  Try<T> getTry(HighResDuration dur) && { return folly::detail::any<Try<T>>(); }
  SemiFuture<T> &wait() & { return folly::detail::any<SemiFuture<T> &>(); }
  SemiFuture<T> &&wait() && { return folly::detail::any<SemiFuture<T> &&>(); }
  bool wait(HighResDuration dur) && { return folly::detail::any<bool>(); }

  Future<T> via(Executor::KeepAlive<> executor) && {
    return folly::detail::any<Future<T>>();
  }
  Future<T> via(Executor::KeepAlive<> executor, int8_t priority) && {
    return folly::detail::any<Future<T>>();
  }
  Future<T> viaInlineUnsafe(Executor::KeepAlive<> executor) && {
    return folly::detail::any<Future<T>>();
  }
  Future<T> toUnsafeFuture() && { return folly::detail::any<Future<T>>(); }

  template <typename F>
  SemiFuture<typename futures::detail::tryCallableResult<T, F>::value_type>
  defer(F &&func) && {
    return folly::detail::any<SemiFuture<
        typename futures::detail::tryCallableResult<T, F>::value_type>>();
  }
  template <typename F>
  SemiFuture<
      typename futures::detail::tryExecutorCallableResult<T, F>::value_type>
  deferExTry(F &&func) && {
    return folly::detail::any<
        SemiFuture<typename futures::detail::tryExecutorCallableResult<
            T, F>::value_type>>();
  }
  template <typename F>
  SemiFuture<typename futures::detail::valueCallableResult<T, F>::value_type>
  deferValue(F &&func) && {
    return folly::detail::any<SemiFuture<
        typename futures::detail::valueCallableResult<T, F>::value_type>>();
  }
  template <typename F>
  SemiFuture<
      typename futures::detail::valueExecutorCallableResult<T, F>::value_type>
  deferExValue(F &&func) && {
    return folly::detail::any<
        SemiFuture<typename futures::detail::valueExecutorCallableResult<
            T, F>::value_type>>();
  }
  template <typename ExceptionType, typename F>
  SemiFuture<T> deferError(tag_t<ExceptionType>, F &&func) && {
    return folly::detail::any<SemiFuture<T>>();
  }
  template <typename F> SemiFuture<T> deferError(F &&func) && {
    return folly::detail::any<SemiFuture<T>>();
  }
  template <typename F> SemiFuture<T> deferEnsure(F &&func) && {
    return folly::detail::any<SemiFuture<T>>();
  }
  SemiFuture<Unit> unit() && { return folly::detail::any<SemiFuture<Unit>>(); }
  SemiFuture<T> within(HighResDuration dur, Timekeeper *tk = nullptr) && {
    return folly::detail::any<SemiFuture<T>>();
  }
  SemiFuture<T> delayed(HighResDuration dur, Timekeeper *tk = nullptr) && {
    return folly::detail::any<SemiFuture<T>>();
  }

  friend Future<T> co_viaIfAsync(Executor::KeepAlive<> executor,
                                 SemiFuture<T> &&future) noexcept {
    return std::move(future).via(std::move(executor));
  }
};

template <typename T> class Future : private futures::detail::FutureBase<T> {
  using Base = futures::detail::FutureBase<T>;

public:
  using typename Base::value_type;

  template <typename T2 = T>
    requires(!isFuture<std::decay_t<T2>>::value &&
             std::is_constructible_v<T, T2 &&>)
  Future(T2 &&val) {}
  Future()
    requires std::is_same_v<T, Unit>
  {}
  template <typename... Args>
    requires std::is_constructible_v<T, Args &&...>
  explicit Future(std::in_place_t, Args &&...args) {}
  Future(const Future<T> &) = delete;
  Future(Future<T> &&) noexcept = default;
  template <typename T2>
    requires(!std::is_same_v<T, T2> && std::is_convertible_v<T2 &&, T>)
  Future(Future<T2> &&other) {}
  static Future<T> makeEmpty() { return folly::detail::any<Future<T>>(); }
  Future &operator=(const Future &) = delete;
  Future &operator=(Future &&) noexcept = default;

  using Base::cancel;
  using Base::hasException;
  using Base::hasValue;
  using Base::isReady;
  using Base::poll;
  using Base::raise;
  using Base::result;
  using Base::setCallback_;
  using Base::valid;
  using Base::value;

  T get() && { return folly::detail::any<T>(); }
  T get(HighResDuration dur) && { return folly::detail::any<T>(); }
  Try<T> getTry() && { return folly::detail::any<Try<T>>(); }
  Try<T> getTry(HighResDuration dur) && { return folly::detail::any<Try<T>>(); }
  T getVia(DrivableExecutor *e) && { return folly::detail::any<T>(); }
  Try<T> getTryVia(DrivableExecutor *e) && {
    return folly::detail::any<Try<T>>();
  }
  Future<T> &wait() & { return folly::detail::any<Future<T> &>(); }
  Future<T> &&wait() && { return folly::detail::any<Future<T> &&>(); }
  Future<T> &wait(HighResDuration dur) & {
    return folly::detail::any<Future<T> &>();
  }
  Future<T> &&wait(HighResDuration dur) && {
    return folly::detail::any<Future<T> &&>();
  }
  Future<T> &waitVia(DrivableExecutor *e) & {
    return folly::detail::any<Future<T> &>();
  }
  Future<T> &&waitVia(DrivableExecutor *e) && {
    return folly::detail::any<Future<T> &&>();
  }

  template <typename F = T>
    requires isFuture<F>::value
  Future<typename isFuture<T>::Inner> unwrap() && {
    return folly::detail::any<Future<typename isFuture<T>::Inner>>();
  }
  Future<T> via(Executor::KeepAlive<> executor) && {
    return folly::detail::any<Future<T>>();
  }
  Future<T> via(Executor::KeepAlive<> executor, int8_t priority) && {
    return folly::detail::any<Future<T>>();
  }
  Future<T> via(Executor::KeepAlive<> executor) & {
    return folly::detail::any<Future<T>>();
  }
  Future<T> via(Executor::KeepAlive<> executor, int8_t priority) & {
    return folly::detail::any<Future<T>>();
  }

  template <typename F>
  Future<typename futures::detail::tryCallableResult<T, F>::value_type>
  thenTry(F &&func) && {
    return folly::detail::any<Future<
        typename futures::detail::tryCallableResult<T, F>::value_type>>();
  }
  template <typename F>
  Future<typename futures::detail::tryCallableResult<T, F>::value_type>
  thenTryInline(F &&func) && {
    return folly::detail::any<Future<
        typename futures::detail::tryCallableResult<T, F>::value_type>>();
  }
  template <typename F>
  Future<typename futures::detail::tryExecutorCallableResult<T, F>::value_type>
  thenExTry(F &&func) && {
    return folly::detail::any<
        Future<typename futures::detail::tryExecutorCallableResult<
            T, F>::value_type>>();
  }
  template <typename F>
  Future<typename futures::detail::valueCallableResult<T, F>::value_type>
  thenValue(F &&func) && {
    return folly::detail::any<Future<
        typename futures::detail::valueCallableResult<T, F>::value_type>>();
  }
  template <typename F>
  Future<typename futures::detail::valueCallableResult<T, F>::value_type>
  thenValueInline(F &&func) && {
    return folly::detail::any<Future<
        typename futures::detail::valueCallableResult<T, F>::value_type>>();
  }
  template <typename F>
  Future<
      typename futures::detail::valueExecutorCallableResult<T, F>::value_type>
  thenExValue(F &&func) && {
    return folly::detail::any<
        Future<typename futures::detail::valueExecutorCallableResult<
            T, F>::value_type>>();
  }
  template <typename ExceptionType, typename F>
  Future<T> thenError(tag_t<ExceptionType>, F &&func) && {
    return folly::detail::any<Future<T>>();
  }
  template <typename F> Future<T> thenError(F &&func) && {
    return folly::detail::any<Future<T>>();
  }
  template <typename F> Future<T> thenErrorInline(F &&func) && {
    return folly::detail::any<Future<T>>();
  }
  Future<Unit> then() && { return folly::detail::any<Future<Unit>>(); }
  template <typename F>
  Future<typename futures::detail::tryCallableResult<T, F>::value_type>
  then(F &&func) && {
    return folly::detail::any<Future<
        typename futures::detail::tryCallableResult<T, F>::value_type>>();
  }
  Future<Unit> unit() && { return folly::detail::any<Future<Unit>>(); }
  template <typename F> Future<T> ensure(F &&func) && {
    return folly::detail::any<Future<T>>();
  }
  template <typename F>
  Future<T> onTimeout(HighResDuration dur, F &&func,
                      Timekeeper * = nullptr) && {
    return folly::detail::any<Future<T>>();
  }
  Future<T> within(HighResDuration dur, Timekeeper *tk = nullptr) && {
    return folly::detail::any<Future<T>>();
  }
  Future<T> delayed(HighResDuration dur, Timekeeper *tk = nullptr) && {
    return folly::detail::any<Future<T>>();
  }
  template <typename F> Future<T> filter(F &&predicate) && {
    return folly::detail::any<Future<T>>();
  }
  SemiFuture<T> semi() && { return folly::detail::any<SemiFuture<T>>(); }

  friend Future<T> co_viaIfAsync(Executor::KeepAlive<> executor,
                                 Future<T> &&future) noexcept {
    return std::move(future).via(std::move(executor));
  }
};

class Timekeeper {
public:
  virtual ~Timekeeper() = default;
  virtual SemiFuture<Unit> after(HighResDuration dur) = 0;
};

template <typename T> struct PromiseContract {
  Promise<T> promise;
  Future<T> future;
};
template <typename T> struct SemiPromiseContract {
  Promise<T> promise;
  SemiFuture<T> future;
};
template <typename T>
PromiseContract<T> makePromiseContract(Executor::KeepAlive<> e) {
  return folly::detail::any<PromiseContract<T>>();
}
template <typename T> SemiPromiseContract<T> makePromiseContract() {
  return folly::detail::any<SemiPromiseContract<T>>();
}

namespace futures {
SemiFuture<Unit> sleep(HighResDuration dur, Timekeeper *tk = nullptr);
template <typename F, typename Ensure>
SemiFuture<typename isFutureOrSemiFuture<std::invoke_result_t<F>>::Inner>
ensure(F &&f, Ensure &&ensure) {
  return folly::detail::any<SemiFuture<
      typename isFutureOrSemiFuture<std::invoke_result_t<F>>::Inner>>();
}
} // namespace futures

template <typename T> SemiFuture<std::decay_t<T>> makeSemiFuture(T &&t) {
  return folly::detail::any<SemiFuture<std::decay_t<T>>>();
}
SemiFuture<Unit> makeSemiFuture();
template <typename F>
  requires isFutureOrSemiFuture<std::invoke_result_t<F>>::value
std::invoke_result_t<F> makeSemiFutureWith(F &&func) {
  return folly::detail::any<std::invoke_result_t<F>>();
}
template <typename F>
  requires(!isFutureOrSemiFuture<std::invoke_result_t<F>>::value)
SemiFuture<lift_unit_t<std::invoke_result_t<F>>> makeSemiFutureWith(F &&func) {
  return folly::detail::any<SemiFuture<lift_unit_t<std::invoke_result_t<F>>>>();
}
template <typename T> SemiFuture<T> makeSemiFuture(exception_wrapper ew) {
  return folly::detail::any<SemiFuture<T>>();
}
template <typename T, typename E>
  requires std::is_base_of_v<std::exception, std::decay_t<E>>
SemiFuture<T> makeSemiFuture(E &&e) {
  return folly::detail::any<SemiFuture<T>>();
}
template <typename T> SemiFuture<T> makeSemiFuture(Try<T> t) {
  return folly::detail::any<SemiFuture<T>>();
}

template <typename T> Future<std::decay_t<T>> makeFuture(T &&t) {
  return folly::detail::any<Future<std::decay_t<T>>>();
}
Future<Unit> makeFuture();
template <typename F>
  requires isFuture<std::invoke_result_t<F>>::value
std::invoke_result_t<F> makeFutureWith(F &&func) {
  return folly::detail::any<std::invoke_result_t<F>>();
}
template <typename F>
  requires(!isFuture<std::invoke_result_t<F>>::value)
Future<lift_unit_t<std::invoke_result_t<F>>> makeFutureWith(F &&func) {
  return folly::detail::any<Future<lift_unit_t<std::invoke_result_t<F>>>>();
}
template <typename T> Future<T> makeFuture(exception_wrapper ew) {
  return folly::detail::any<Future<T>>();
}
template <typename T, typename E>
  requires std::is_base_of_v<std::exception, std::decay_t<E>>
Future<T> makeFuture(E &&e) {
  return folly::detail::any<Future<T>>();
}
template <typename T> Future<T> makeFuture(Try<T> t) {
  return folly::detail::any<Future<T>>();
}

Future<Unit> via(Executor::KeepAlive<> executor);
Future<Unit> via(Executor::KeepAlive<> executor, int8_t priority);
template <typename Func>
Future<typename isFutureOrSemiFuture<std::invoke_result_t<Func>>::Inner>
via(Executor::KeepAlive<> executor, Func &&func) {
  return folly::detail::any<Future<
      typename isFutureOrSemiFuture<std::invoke_result_t<Func>>::Inner>>();
}

namespace futures::detail {
template <typename It>
using iterator_value_t =
    typename std::iterator_traits<It>::value_type::value_type;
template <typename Collection>
using collection_value_t =
    iterator_value_t<decltype(std::declval<Collection &>().begin())>;
} // namespace futures::detail

template <typename InputIterator>
SemiFuture<std::vector<Try<futures::detail::iterator_value_t<InputIterator>>>>
collectAll(InputIterator first, InputIterator last) {
  return folly::detail::any<SemiFuture<
      std::vector<Try<futures::detail::iterator_value_t<InputIterator>>>>>();
}
template <typename Collection>
SemiFuture<std::vector<Try<futures::detail::collection_value_t<Collection>>>>
collectAll(Collection &&c) {
  return folly::detail::any<SemiFuture<
      std::vector<Try<futures::detail::collection_value_t<Collection>>>>>();
}
template <typename... Fs>
SemiFuture<std::tuple<Try<typename std::remove_cvref_t<Fs>::value_type>...>>
collectAll(Fs &&...fs) {
  return folly::detail::any<SemiFuture<
      std::tuple<Try<typename std::remove_cvref_t<Fs>::value_type>...>>>();
}
template <typename Collection>
Future<std::vector<Try<futures::detail::collection_value_t<Collection>>>>
collectAllUnsafe(Collection &&c) {
  return folly::detail::any<Future<
      std::vector<Try<futures::detail::collection_value_t<Collection>>>>>();
}
template <typename InputIterator>
SemiFuture<std::vector<futures::detail::iterator_value_t<InputIterator>>>
collect(InputIterator first, InputIterator last) {
  return folly::detail::any<SemiFuture<
      std::vector<futures::detail::iterator_value_t<InputIterator>>>>();
}
template <typename Collection>
SemiFuture<std::vector<futures::detail::collection_value_t<Collection>>>
collect(Collection &&c) {
  return folly::detail::any<SemiFuture<
      std::vector<futures::detail::collection_value_t<Collection>>>>();
}
template <typename... Fs>
SemiFuture<std::tuple<typename std::remove_cvref_t<Fs>::value_type...>>
collect(Fs &&...fs) {
  return folly::detail::any<SemiFuture<
      std::tuple<typename std::remove_cvref_t<Fs>::value_type...>>>();
}
template <typename Collection>
SemiFuture<
    std::pair<size_t, Try<futures::detail::collection_value_t<Collection>>>>
collectAny(Collection &&c) {
  return folly::detail::any<SemiFuture<std::pair<
      size_t, Try<futures::detail::collection_value_t<Collection>>>>>();
}

namespace detail {
template <typename T> class FutureAwaiter {
public:
  explicit FutureAwaiter(Future<T> &&future) noexcept
      : future_(std::move(future)) {}
  bool await_ready() noexcept { return folly::detail::any<bool>(); }
  T await_resume() { return folly::detail::any<T>(); }
  Try<drop_unit_t<T>> await_resume_try() {
    return folly::detail::any<Try<drop_unit_t<T>>>();
  }
  bool await_suspend(std::coroutine_handle<> h) {
    return folly::detail::any<bool>();
  }

private:
  Future<T> future_;
};
} // namespace detail

template <typename T>
detail::FutureAwaiter<T> operator co_await(Future<T> &&future) noexcept {
  return detail::FutureAwaiter<T>(std::move(future));
}

//===-- executors/*.h, io/async/EventBase.h -------------------------------===//

class EventBase;

class DrivableExecutor : public virtual Executor {
public:
  virtual void drive() = 0;
};
class IOExecutor : public virtual Executor {
public:
  virtual EventBase *getEventBase() = 0;
};
class SequencedExecutor : public virtual Executor {};
class DefaultKeepAliveExecutor : public virtual Executor {};

class InlineExecutor : public Executor {
public:
  static InlineExecutor &instance() noexcept;
  void add(Func f) override;
};
class ManualExecutor : public DrivableExecutor, public SequencedExecutor {
public:
  ~ManualExecutor() override;
  void add(Func f) override;
  size_t run();
  size_t drain();
  void wait();
  void drive() override;
};
class ThreadedExecutor : public virtual Executor {
public:
  explicit ThreadedExecutor();
  ~ThreadedExecutor() override;
  void add(Func func) override;
};
class SerialExecutor : public SequencedExecutor {
public:
  static KeepAlive<SerialExecutor> create(KeepAlive<Executor> parent);
  void add(Func func) override;
};

class ThreadPoolExecutor : public DefaultKeepAliveExecutor {
public:
  ~ThreadPoolExecutor() override;
  void add(Func func) override = 0;
  virtual void add(Func func, std::chrono::milliseconds expiration,
                   Func expireCallback = nullptr) = 0;
  size_t numThreads() const;
  void setNumThreads(size_t numThreads);
  virtual void stop();
  virtual void join();
};
class CPUThreadPoolExecutor : public ThreadPoolExecutor {
public:
  explicit CPUThreadPoolExecutor(size_t numThreads);
  explicit CPUThreadPoolExecutor(std::pair<size_t, size_t> numThreads);
  CPUThreadPoolExecutor(size_t numThreads, int8_t numPriorities);
  ~CPUThreadPoolExecutor() override;
  void add(Func func) override;
  void add(Func func, std::chrono::milliseconds expiration,
           Func expireCallback = nullptr) override;
  void addWithPriority(Func func, int8_t priority) override;
};
class IOThreadPoolExecutorBase : public ThreadPoolExecutor, public IOExecutor {
public:
  EventBase *getEventBase() override = 0;
};
class IOThreadPoolExecutor : public IOThreadPoolExecutorBase {
public:
  explicit IOThreadPoolExecutor(size_t numThreads);
  ~IOThreadPoolExecutor() override;
  void add(Func func) override;
  void add(Func func, std::chrono::milliseconds expiration,
           Func expireCallback = nullptr) override;
  EventBase *getEventBase() override;
};
template <typename ExecutorImpl> class FutureExecutor : public ExecutorImpl {
public:
  template <typename... Args>
  explicit FutureExecutor(Args &&...args)
      : ExecutorImpl(std::forward<Args>(args)...) {}
  template <typename F>
  Future<typename isFuture<std::invoke_result_t<F>>::Inner> addFuture(F func) {
    return folly::detail::any<
        Future<typename isFuture<std::invoke_result_t<F>>::Inner>>();
  }
};

class EventBase : public DrivableExecutor,
                  public IOExecutor,
                  public SequencedExecutor {
public:
  EventBase();
  ~EventBase() override;
  bool loop();
  bool loopOnce(int flags = 0);
  void loopForever();
  void terminateLoopSoon();
  void runInLoop(Func c, bool thisIteration = false);
  void runInEventBaseThread(Func fn) noexcept;
  void runInEventBaseThreadAlwaysEnqueue(Func fn) noexcept;
  void runInEventBaseThreadAndWait(Func fn) noexcept;
  void runImmediatelyOrRunInEventBaseThreadAndWait(Func fn) noexcept;
  void runImmediatelyOrRunInEventBaseThread(Func fn) noexcept;
  bool isInEventBaseThread() const;
  void add(Func fn) override;
  void drive() override;
  EventBase *getEventBase() override;
};
class ScopedEventBaseThread : public IOExecutor, public SequencedExecutor {
public:
  ScopedEventBaseThread();
  ~ScopedEventBaseThread() override;
  void add(Func fn) override;
  EventBase *getEventBase() const;
  EventBase *getEventBase() override;
};

Executor::KeepAlive<> getGlobalCPUExecutor();
Executor::KeepAlive<> getGlobalCPUExecutorWeakRef();
Executor::KeepAlive<IOExecutor> getGlobalIOExecutor();
std::shared_ptr<Executor> getUnsafeMutableGlobalCPUExecutor();
std::shared_ptr<IOExecutor> getUnsafeMutableGlobalIOExecutor();
EventBase *getUnsafeMutableGlobalEventBase();

//===-- synchronization/{Baton,Latch,SaturatingSemaphore,LifoSem}.h,
//     Synchronized.h, MPMCQueue.h, UnboundedQueue.h, FileUtil.h, Subprocess.h --------------===//

template <bool MayBlock = true, template <typename> class Atom = std::atomic>
class Baton {
public:
  constexpr Baton() noexcept {}
  ~Baton() noexcept;
  bool ready() const noexcept;
  void reset() noexcept;
  void post() noexcept;
  void wait() noexcept;
  bool try_wait() const noexcept;
  template <typename Rep, typename Period>
  bool try_wait_for(const std::chrono::duration<Rep, Period> &timeout) noexcept;
};
class Latch {
public:
  explicit Latch(ptrdiff_t expected);
  void count_down(ptrdiff_t n = 1) noexcept;
  bool try_wait() noexcept;
  template <typename Rep, typename Period>
  bool try_wait_for(const std::chrono::duration<Rep, Period> &timeout) noexcept;
  bool ready() const noexcept;
  void wait() noexcept;
  void arrive_and_wait(ptrdiff_t n = 1) noexcept;
};
template <bool MayBlock = true, template <typename> class Atom = std::atomic>
class SaturatingSemaphore {
public:
  void post() noexcept;
  void wait() noexcept;
  bool try_wait() noexcept;
};
class LifoSem {
public:
  explicit LifoSem(uint32_t initialValue = 0);
  bool post();
  void wait();
  bool try_wait();
};
template <bool ReaderPriority> class SharedMutexImpl {
public:
  void lock();
  bool try_lock();
  void unlock();
  void lock_shared();
  void unlock_shared();
};
using SharedMutex = SharedMutexImpl<false>;

template <typename T, typename Mutex = SharedMutex> class Synchronized {
  template <typename U> struct Locked {
    ~Locked() {}
    U *operator->() const { return folly::detail::any<U *>(); }
    U &operator*() const { return folly::detail::any<U &>(); }
  };

public:
  Synchronized() = default;
  explicit Synchronized(T rhs) {}
  Locked<T> wlock() { return folly::detail::any<Locked<T>>(); }
  Locked<const T> rlock() const {
    return folly::detail::any<Locked<const T>>();
  }
  template <typename F> std::invoke_result_t<F, T &> withWLock(F &&function) {
    return folly::detail::any<std::invoke_result_t<F, T &>>();
  }
  template <typename F>
  std::invoke_result_t<F, const T &> withRLock(F &&function) const {
    return folly::detail::any<std::invoke_result_t<F, const T &>>();
  }
};
template <typename T> class MPMCQueue {
public:
  explicit MPMCQueue(size_t queueCapacity) {}
  template <typename... Args> void blockingWrite(Args &&...args) noexcept {}
  void blockingRead(T &elem) noexcept {}
  template <typename... Args> bool write(Args &&...args) noexcept {
    return folly::detail::any<bool>();
  }
  bool read(T &elem) noexcept { return folly::detail::any<bool>(); }
};

template <typename T> class UnboundedQueue {
public:
  void enqueue(T &&arg) {}
  T dequeue() noexcept { return folly::detail::any<T>(); }
};

template <typename Container>
bool readFile(const char *file_name, Container &out,
              size_t num_bytes = size_t(-1));
template <typename Container>
bool writeFile(const Container &data, const char *filename);
class Subprocess {
public:
  explicit Subprocess(const std::string &cmd);
  ~Subprocess();
  int wait();
  void waitChecked();
  std::pair<std::string, std::string> communicate(std::string_view input = {});
};

//===-- coro/Coroutine.h, coro/Traits.h -----------------------------------===//

namespace coro {

using std::coroutine_handle;
using std::suspend_always;
using std::suspend_never;

template <typename T = void> class Task;
template <typename T = void> class TaskWithExecutor;

template <typename Awaitable>
decltype(auto) get_awaiter(Awaitable &&awaitable) {
  if constexpr (requires {
                  static_cast<Awaitable &&>(awaitable).operator co_await();
                })
    return static_cast<Awaitable &&>(awaitable).operator co_await();
  else if constexpr (requires {
                       operator co_await(static_cast<Awaitable &&>(awaitable));
                     })
    return operator co_await(static_cast<Awaitable &&>(awaitable));
  else if constexpr (requires {
                       awaitable.await_ready();
                       awaitable.await_resume();
                     })
    return static_cast<Awaitable &&>(awaitable);
}
template <typename Awaitable>
using awaiter_type_t = decltype(get_awaiter(std::declval<Awaitable>()));
template <typename Awaitable>
inline constexpr bool is_awaitable_v =
    !std::is_void_v<awaiter_type_t<Awaitable>>;
template <typename Awaitable>
using await_result_t =
    decltype(std::declval<
                 std::add_lvalue_reference_t<awaiter_type_t<Awaitable>>>()
                 .await_resume());

//===-- coro/ViaIfAsync.h, coro/WithCancellation.h ------------------------===//

template <typename Awaitable> class ViaIfAsyncAwaitable {
  struct Awaiter {
    bool await_ready() const noexcept { return folly::detail::any<bool>(); }
    template <typename Promise>
    void await_suspend(coroutine_handle<Promise> continuation) noexcept {}
    await_result_t<Awaitable> await_resume() {
      return folly::detail::any<await_result_t<Awaitable>>();
    }
  };

public:
  explicit ViaIfAsyncAwaitable(Executor::KeepAlive<> executor,
                               Awaitable &&awaitable) noexcept {}
  Awaiter operator co_await() && { return folly::detail::any<Awaiter>(); }
};

namespace detail::adl {
template <typename Awaitable>
  requires is_awaitable_v<Awaitable>
ViaIfAsyncAwaitable<Awaitable> co_viaIfAsync(Executor::KeepAlive<> executor,
                                             Awaitable &&awaitable) {
  return folly::detail::any<ViaIfAsyncAwaitable<Awaitable>>();
}
struct ViaIfAsyncFunction {
  template <typename Awaitable>
  auto operator()(Executor::KeepAlive<> executor, Awaitable &&awaitable) const
      -> decltype(co_viaIfAsync(std::move(executor),
                                static_cast<Awaitable &&>(awaitable))) {
    return folly::detail::any<decltype(co_viaIfAsync(
        std::move(executor), static_cast<Awaitable &&>(awaitable)))>();
  }
};

template <typename Awaitable>
Awaitable &&co_withCancellation(const CancellationToken &,
                                Awaitable &&awaitable) noexcept {
  return folly::detail::any<Awaitable &&>();
}
struct WithCancellationFunction {
  template <typename Awaitable>
  auto operator()(const CancellationToken &token, Awaitable &&awaitable) const
      -> decltype(co_withCancellation(token,
                                      static_cast<Awaitable &&>(awaitable))) {
    return folly::detail::any<decltype(co_withCancellation(
        token, static_cast<Awaitable &&>(awaitable)))>();
  }
};

void co_withExecutor();
struct WithExecutorFunction {
  template <typename Awaitable>
  auto operator()(Executor::KeepAlive<> executor, Awaitable awaitable) const
      -> decltype(co_withExecutor(std::move(executor), std::move(awaitable))) {
    return folly::detail::any<decltype(co_withExecutor(
        std::move(executor), std::move(awaitable)))>();
  }
};
} // namespace detail::adl

FOLLY_DEFINE_CPO(detail::adl::ViaIfAsyncFunction, co_viaIfAsync)
FOLLY_DEFINE_CPO(detail::adl::WithCancellationFunction, co_withCancellation)
FOLLY_DEFINE_CPO(detail::adl::WithExecutorFunction, co_withExecutor)

template <typename T>
using semi_await_awaitable_t = decltype(folly::coro::co_viaIfAsync(
    std::declval<Executor::KeepAlive<>>(), std::declval<T>()));
template <typename T>
using semi_await_result_t = await_result_t<semi_await_awaitable_t<T>>;

namespace detail {
template <typename T>
using decay_rvalue_reference_t =
    std::conditional_t<std::is_rvalue_reference_v<T>, std::decay_t<T>, T>;

template <typename T> class TryAwaitable {
  struct Awaiter {
    bool await_ready() const noexcept { return folly::detail::any<bool>(); }
    template <typename Promise>
    void await_suspend(coroutine_handle<Promise> continuation) noexcept {}
    Try<drop_unit_t<decay_rvalue_reference_t<semi_await_result_t<T>>>>
    await_resume() noexcept {
      return folly::detail::any<
          Try<drop_unit_t<decay_rvalue_reference_t<semi_await_result_t<T>>>>>();
    }
  };

public:
  explicit TryAwaitable(T &&inner) {}
  friend Awaiter co_viaIfAsync(Executor::KeepAlive<>, TryAwaitable &&) {
    return folly::detail::any<Awaiter>();
  }
};
template <typename T> class NothrowAwaitable {
public:
  explicit NothrowAwaitable(T &&inner) {}
  friend semi_await_awaitable_t<T> co_viaIfAsync(Executor::KeepAlive<>,
                                                 NothrowAwaitable &&) {
    return folly::detail::any<semi_await_awaitable_t<T>>();
  }
};
} // namespace detail

template <typename Awaitable>
detail::TryAwaitable<std::remove_cvref_t<Awaitable>>
co_awaitTry(Awaitable &&awaitable) {
  return folly::detail::any<
      detail::TryAwaitable<std::remove_cvref_t<Awaitable>>>();
}
template <typename Awaitable>
detail::NothrowAwaitable<std::remove_cvref_t<Awaitable>>
co_nothrow(Awaitable &&awaitable) {
  return folly::detail::any<
      detail::NothrowAwaitable<std::remove_cvref_t<Awaitable>>>();
}

//===-- coro/CurrentExecutor.h, coro/Result.h, coro/BasePromise.h ---------===//

template <typename T = void> class ready_awaitable {
public:
  bool await_ready() noexcept { return true; }
  void await_suspend(coroutine_handle<>) noexcept {}
  T await_resume() noexcept { return folly::detail::any<T>(); }
};

namespace detail {
struct co_current_executor_ {};
struct co_current_cancellation_token_ {};
class co_reschedule_on_current_executor_ {
  struct Awaiter {
    bool await_ready() noexcept;
    void await_suspend(coroutine_handle<> coro);
    void await_resume() noexcept;
  };

public:
  friend Awaiter co_viaIfAsync(Executor::KeepAlive<>,
                               co_reschedule_on_current_executor_) {
    return {};
  }
};
} // namespace detail
using co_current_executor_t = detail::co_current_executor_;
inline constexpr co_current_executor_t co_current_executor{};
using co_current_cancellation_token_t = detail::co_current_cancellation_token_;
inline constexpr co_current_cancellation_token_t
    co_current_cancellation_token{};
using co_reschedule_on_current_executor_t =
    detail::co_reschedule_on_current_executor_;
inline constexpr co_reschedule_on_current_executor_t
    co_reschedule_on_current_executor{};
struct co_safe_point_t final {};
inline constexpr co_safe_point_t co_safe_point{};

class co_error final {
public:
  template <typename... A> explicit co_error(A &&...a) {}
};
template <typename T> class co_result final {
public:
  explicit co_result(Try<T> &&result) {}
};

namespace detail {
class BasePromise {
public:
  template <typename Awaitable>
  semi_await_awaitable_t<Awaitable> await_transform(Awaitable &&awaitable) {
    return folly::detail::any<semi_await_awaitable_t<Awaitable>>();
  }
  ready_awaitable<Executor *> await_transform(co_current_executor_t) noexcept;
  ready_awaitable<const CancellationToken &>
      await_transform(co_current_cancellation_token_t) noexcept;
  ready_awaitable<> await_transform(co_safe_point_t) noexcept;

protected:
  std::exception_ptr error_;
};

//===-- coro/Task.h -------------------------------------------------------===//

class TaskPromiseBase : public BasePromise {
protected:
  class FinalAwaiter {
  public:
    bool await_ready() noexcept { return false; }
    template <typename Promise>
    coroutine_handle<> await_suspend(coroutine_handle<Promise> coro) noexcept {
      return std::noop_coroutine();
    }
    void await_resume() noexcept {}
  };

public:
  suspend_always initial_suspend() noexcept { return {}; }
  FinalAwaiter final_suspend() noexcept { return {}; }
};

template <typename Promise, typename T>
class TaskPromiseCrtpBase : public TaskPromiseBase {
public:
  using StorageType =
      std::conditional_t<std::is_lvalue_reference_v<T>,
                         std::reference_wrapper<std::remove_reference_t<
                             std::conditional_t<std::is_void_v<T>, int, T>>>,
                         T>;
  Task<T> get_return_object() noexcept { return folly::detail::any<Task<T>>(); }
  void unhandled_exception() noexcept {
    result_.emplaceException(exception_wrapper(std::current_exception()));
  }
  FinalAwaiter yield_value(co_error ex) {
    return folly::detail::any<FinalAwaiter>();
  }
  template <typename U> FinalAwaiter yield_value(co_result<U> result) {
    return folly::detail::any<FinalAwaiter>();
  }

protected:
  Try<StorageType> result_;
};
template <typename T>
class TaskPromise final : public TaskPromiseCrtpBase<TaskPromise<T>, T> {
public:
  template <typename U = T>
    requires std::is_convertible_v<U &&, T>
  void return_value(U &&value) {}
};
template <>
class TaskPromise<void> final
    : public TaskPromiseCrtpBase<TaskPromise<void>, void> {
public:
  void return_void() noexcept;
};
} // namespace detail

template <typename T> class [[nodiscard]] TaskWithExecutor {
public:
  ~TaskWithExecutor() {}
  TaskWithExecutor(TaskWithExecutor &&t) noexcept = default;
  TaskWithExecutor &operator=(TaskWithExecutor t) noexcept { return *this; }
  Executor *executor() const noexcept {
    return folly::detail::any<Executor *>();
  }
  SemiFuture<lift_unit_t<T>> start() && {
    return folly::detail::any<SemiFuture<lift_unit_t<T>>>();
  }
  template <typename F>
  void start(F &&tryCallback, CancellationToken cancelToken = {}) && {}
  template <typename F>
  void startInlineUnsafe(F &&tryCallback,
                         CancellationToken cancelToken = {}) && {}
  SemiFuture<lift_unit_t<T>> startInlineUnsafe() && {
    return folly::detail::any<SemiFuture<lift_unit_t<T>>>();
  }

  class Awaiter {
  public:
    Awaiter(Awaiter &&other) noexcept = default;
    ~Awaiter() {}
    bool await_ready() const noexcept { return folly::detail::any<bool>(); }
    template <typename Promise>
    void await_suspend(coroutine_handle<Promise> continuation) noexcept {}
    T await_resume() { return folly::detail::any<T>(); }
    Try<T> await_resume_try() noexcept { return folly::detail::any<Try<T>>(); }
  };
  Awaiter operator co_await() && noexcept {
    return folly::detail::any<Awaiter>();
  }

  friend ViaIfAsyncAwaitable<TaskWithExecutor>
  co_viaIfAsync(Executor::KeepAlive<>, TaskWithExecutor &&) noexcept {
    return folly::detail::any<ViaIfAsyncAwaitable<TaskWithExecutor>>();
  }
  friend TaskWithExecutor co_withCancellation(CancellationToken,
                                              TaskWithExecutor &&t) noexcept {
    return std::move(t);
  }
};

template <typename T> class [[nodiscard]] Task {
public:
  using promise_type = detail::TaskPromise<T>;

private:
  class Awaiter {
  public:
    Awaiter(Awaiter &&other) noexcept = default;
    ~Awaiter() {}
    bool await_ready() noexcept { return folly::detail::any<bool>(); }
    template <typename Promise>
    void await_suspend(coroutine_handle<Promise> continuation) noexcept {}
    T await_resume() { return folly::detail::any<T>(); }
    Try<T> await_resume_try() noexcept { return folly::detail::any<Try<T>>(); }
  };

public:
  Task(const Task &t) = delete;
  Task(Task &&t) noexcept = default;
  ~Task() {}
  Task &operator=(Task t) noexcept { return *this; }
  [[deprecated("Legacy form, prefer `co_withExecutor(exec, "
               "yourTask())`.")]] TaskWithExecutor<T>
  scheduleOn(Executor::KeepAlive<> executor) && noexcept {
    return folly::detail::any<TaskWithExecutor<T>>();
  }
  SemiFuture<lift_unit_t<T>> semi() && {
    return folly::detail::any<SemiFuture<lift_unit_t<T>>>();
  }

  friend TaskWithExecutor<T> co_withExecutor(Executor::KeepAlive<>,
                                             Task) noexcept {
    return folly::detail::any<TaskWithExecutor<T>>();
  }
  friend Awaiter co_viaIfAsync(Executor::KeepAlive<>, Task<T> &&) noexcept {
    return folly::detail::any<Awaiter>();
  }
  friend Task co_withCancellation(CancellationToken, Task &&task) noexcept {
    return std::move(task);
  }
};

template <typename T> Task<T> makeTask(T t) {
  return folly::detail::any<Task<T>>();
}
Task<void> makeTask();
template <typename T> Task<T> makeErrorTask(exception_wrapper ew) {
  return folly::detail::any<Task<T>>();
}
template <typename T> Task<drop_unit_t<T>> makeResultTask(Try<T> t) {
  return folly::detail::any<Task<drop_unit_t<T>>>();
}

//===-- coro/safe/NowTask.h -----------------------------------------------===//

template <typename T> class now_task;
namespace detail {
template <typename T> class now_task_promise final : public BasePromise {
public:
  using BasePromise::await_transform;
  now_task<T> get_return_object() noexcept {
    return now_task<T>(coroutine_handle<now_task_promise>::from_promise(*this));
  }
  suspend_always initial_suspend() noexcept { return {}; }
  suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { error_ = std::current_exception(); }
  template <typename U = T> void return_value(U &&value) {}
};
template <> class now_task_promise<void> final : public BasePromise {
public:
  using BasePromise::await_transform;
  now_task<void> get_return_object() noexcept;
  suspend_always initial_suspend() noexcept { return {}; }
  suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept;
  void return_void() noexcept;
};
} // namespace detail
/// Cannot be moved: awaited in the full expression that makes it, or never run.
template <typename T = void> class [[nodiscard]] now_task final {
  struct Awaiter {
    bool await_ready() noexcept { return folly::detail::any<bool>(); }
    template <typename Promise>
    void await_suspend(coroutine_handle<Promise> continuation) noexcept {}
    T await_resume() { return folly::detail::any<T>(); }
  };

public:
  using promise_type = detail::now_task_promise<T>;
  explicit now_task(coroutine_handle<promise_type> coro) noexcept {}
  now_task(now_task &&) = delete;
  ~now_task() {}
  friend Awaiter co_viaIfAsync(Executor::KeepAlive<>, now_task<T> &&) noexcept {
    return {};
  }
};
template <typename T = void> using NowTask = now_task<T>;

//===-- coro/BlockingWait.h -----------------------------------------------===//

struct blocking_wait_fn {
  template <typename SemiAwaitable>
  auto operator()(SemiAwaitable &&awaitable) const
      -> detail::decay_rvalue_reference_t<semi_await_result_t<SemiAwaitable>> {
    return folly::detail::any<
        detail::decay_rvalue_reference_t<semi_await_result_t<SemiAwaitable>>>();
  }
  template <typename SemiAwaitable>
  auto operator()(SemiAwaitable &&awaitable, DrivableExecutor *executor) const
      -> detail::decay_rvalue_reference_t<semi_await_result_t<SemiAwaitable>> {
    return folly::detail::any<
        detail::decay_rvalue_reference_t<semi_await_result_t<SemiAwaitable>>>();
  }
};
inline constexpr blocking_wait_fn blocking_wait{};
static constexpr const blocking_wait_fn &blockingWait = blocking_wait;

//===-- coro/{Invoke,Sleep,Timeout,DetachOnCancel,ToTask}.h ---------------===//

struct co_invoke_fn {
  template <typename F, typename... A>
  constexpr std::invoke_result_t<F, A...> operator()(F &&f, A &&...a) const {
    return folly::detail::any<std::invoke_result_t<F, A...>>();
  }
};
FOLLY_DEFINE_CPO(co_invoke_fn, co_invoke)

Task<void> sleep(HighResDuration d, Timekeeper *tk = nullptr);
Task<void> sleepReturnEarlyOnCancel(HighResDuration d,
                                    Timekeeper *tk = nullptr);
template <typename SemiAwaitable, typename Duration>
Task<semi_await_result_t<SemiAwaitable>> timeout(SemiAwaitable semiAwaitable,
                                                 Duration timeoutDuration,
                                                 Timekeeper *tk = nullptr) {
  return folly::detail::any<Task<semi_await_result_t<SemiAwaitable>>>();
}
template <typename SemiAwaitable, typename Duration>
Task<semi_await_result_t<SemiAwaitable>>
timeoutNoDiscard(SemiAwaitable semiAwaitable, Duration timeoutDuration,
                 Timekeeper *tk = nullptr) {
  return folly::detail::any<Task<semi_await_result_t<SemiAwaitable>>>();
}
template <typename SemiAwaitable>
Task<semi_await_result_t<SemiAwaitable>>
detachOnCancel(SemiAwaitable awaitable) {
  return folly::detail::any<Task<semi_await_result_t<SemiAwaitable>>>();
}
template <typename SemiAwaitable>
Task<semi_await_result_t<SemiAwaitable>> toTask(SemiAwaitable awaitable) {
  return folly::detail::any<Task<semi_await_result_t<SemiAwaitable>>>();
}

//===-- coro/Collect.h ----------------------------------------------------===//

namespace detail {
template <typename SemiAwaitable>
using collect_all_component_t =
    decay_rvalue_reference_t<lift_unit_t<semi_await_result_t<SemiAwaitable>>>;
template <typename SemiAwaitable>
using collect_all_try_component_t =
    Try<decay_rvalue_reference_t<semi_await_result_t<SemiAwaitable>>>;
template <typename T> struct collect_range {
  using type = Task<std::vector<T>>;
};
template <> struct collect_range<void> {
  using type = Task<void>;
};
} // namespace detail

template <typename... SemiAwaitables>
auto collectAll(SemiAwaitables... awaitables)
    -> Task<std::tuple<detail::collect_all_component_t<SemiAwaitables>...>> {
  return folly::detail::any<
      Task<std::tuple<detail::collect_all_component_t<SemiAwaitables>...>>>();
}
template <typename... SemiAwaitables>
auto collectAllTry(SemiAwaitables... awaitables) -> Task<
    std::tuple<detail::collect_all_try_component_t<SemiAwaitables>...>> {
  return folly::detail::any<Task<
      std::tuple<detail::collect_all_try_component_t<SemiAwaitables>...>>>();
}
template <typename SemiAwaitable>
auto collectAllRange(std::vector<SemiAwaitable> awaitables) ->
    typename detail::collect_range<semi_await_result_t<SemiAwaitable>>::type {
  return folly::detail::any<typename detail::collect_range<
      semi_await_result_t<SemiAwaitable>>::type>();
}
template <typename SemiAwaitable>
auto collectAllTryRange(std::vector<SemiAwaitable> awaitables)
    -> Task<std::vector<detail::collect_all_try_component_t<SemiAwaitable>>> {
  return folly::detail::any<
      Task<std::vector<detail::collect_all_try_component_t<SemiAwaitable>>>>();
}
template <typename SemiAwaitable>
auto collectAllWindowed(std::vector<SemiAwaitable> awaitables,
                        std::size_t maxConcurrency) ->
    typename detail::collect_range<semi_await_result_t<SemiAwaitable>>::type {
  return folly::detail::any<typename detail::collect_range<
      semi_await_result_t<SemiAwaitable>>::type>();
}
template <typename SemiAwaitable, typename... SemiAwaitables>
auto collectAny(SemiAwaitable awaitable, SemiAwaitables... awaitables) -> Task<
    std::pair<size_t, detail::collect_all_try_component_t<SemiAwaitable>>> {
  return folly::detail::any<Task<
      std::pair<size_t, detail::collect_all_try_component_t<SemiAwaitable>>>>();
}

//===-- coro/AsyncScope.h -------------------------------------------------===//

class AsyncScope {
public:
  AsyncScope() noexcept;
  explicit AsyncScope(bool throwOnJoin) noexcept;
  ~AsyncScope();
  std::size_t remaining() const noexcept;
  template <typename Awaitable>
  void add(Awaitable &&awaitable, void *returnAddress = nullptr) {}
  Task<void> joinAsync() noexcept;
  SemiFuture<Unit> cleanup() noexcept;
};
class CancellableAsyncScope {
public:
  CancellableAsyncScope() noexcept;
  ~CancellableAsyncScope();
  template <typename Awaitable>
  void add(Awaitable &&awaitable,
           std::optional<CancellationToken> token = std::nullopt,
           void *returnAddress = nullptr) {}
  template <typename T>
  Task<void>
  co_schedule(Task<T> &&task,
              std::optional<CancellationToken> token = std::nullopt) {
    return folly::detail::any<Task<void>>();
  }
  void requestCancellation() const noexcept;
  Task<void> cancelAndJoinAsync() noexcept;
  Task<void> joinAsync() noexcept;
};

//===-- coro/{Baton,Mutex,UnboundedQueue,Promise}.h -----------------------===//

class Baton {
public:
  class WaitOperation {
  public:
    bool await_ready() const noexcept;
    bool await_suspend(coroutine_handle<> awaitingCoroutine) noexcept;
    void await_resume() noexcept;
  };
  explicit Baton(bool initiallySignalled = false) noexcept;
  ~Baton();
  bool ready() const noexcept;
  [[nodiscard]] WaitOperation operator co_await() const noexcept;
  void post() noexcept;
  void reset() noexcept;
};

class Mutex {
  struct ScopedLock {
    ScopedLock(ScopedLock &&) noexcept;
    ~ScopedLock();
  };
  template <typename Result> struct LockAwaiter {
    bool await_ready() noexcept { return folly::detail::any<bool>(); }
    bool await_suspend(coroutine_handle<> awaitingCoroutine) noexcept {
      return folly::detail::any<bool>();
    }
    Result await_resume() noexcept { return folly::detail::any<Result>(); }
  };
  template <typename Awaiter> class LockOperation {
  public:
    friend Awaiter co_viaIfAsync(Executor::KeepAlive<>, LockOperation) {
      return {};
    }
  };

public:
  Mutex() noexcept;
  Mutex(const Mutex &) = delete;
  ~Mutex();
  bool try_lock() noexcept;
  [[nodiscard]] LockOperation<LockAwaiter<ScopedLock>>
  co_scoped_lock() noexcept;
  [[nodiscard]] LockOperation<LockAwaiter<void>> co_lock() noexcept;
  void unlock() noexcept;
};

template <typename T> class UnboundedQueue {
public:
  template <typename U = T> void enqueue(U &&val) {}
  Task<T> dequeue() { return folly::detail::any<Task<T>>(); }
  std::optional<T> try_dequeue() {
    return folly::detail::any<std::optional<T>>();
  }
  template <typename Duration> Task<T> co_try_dequeue_for(Duration timeout) {
    return folly::detail::any<Task<T>>();
  }
};

template <typename T> class Promise;
template <typename T> class Future {
public:
  Future() = default;
  Future(Future &&other) noexcept = default;
  Future &operator=(Future &&other) noexcept = default;
  ~Future() {}
  class WaitOperation {
  public:
    bool await_ready() const noexcept { return folly::detail::any<bool>(); }
    bool await_suspend(coroutine_handle<> awaitingCoroutine) noexcept {
      return folly::detail::any<bool>();
    }
    T await_resume() { return folly::detail::any<T>(); }
  };
  [[nodiscard]] WaitOperation operator co_await() && noexcept {
    return folly::detail::any<WaitOperation>();
  }
  bool valid() const noexcept { return folly::detail::any<bool>(); }
  bool isReady() const noexcept { return folly::detail::any<bool>(); }
};
template <typename T> class Promise {
public:
  Promise() = default;
  Promise(Promise &&other) noexcept = default;
  Promise &operator=(Promise &&other) noexcept = default;
  ~Promise() {}
  bool valid() const noexcept { return folly::detail::any<bool>(); }
  template <typename... Args> void setValue(Args &&...args) {}
  template <typename... Args> void setException(Args &&...args) {}
};
template <typename T> std::pair<Promise<T>, Future<T>> makePromiseContract() {
  return folly::detail::any<std::pair<Promise<T>, Future<T>>>();
}
template <typename T> Future<std::remove_cvref_t<T>> makeFuture(T &&t) {
  return folly::detail::any<Future<std::remove_cvref_t<T>>>();
}
Future<void> makeFuture();

//===-- coro/AsyncGenerator.h ---------------------------------------------===//

template <typename Reference, typename Value = std::remove_cvref_t<Reference>,
          bool RequiresCleanup = false>
class [[nodiscard]] AsyncGenerator {
public:
  class promise_type : public detail::BasePromise {
  public:
    AsyncGenerator get_return_object() noexcept {
      return folly::detail::any<AsyncGenerator>();
    }
    suspend_always initial_suspend() noexcept { return {}; }
    suspend_always final_suspend() noexcept { return {}; }
    suspend_always yield_value(Reference &&value) noexcept {
      return folly::detail::any<suspend_always>();
    }
    template <typename U>
      requires(!std::is_reference_v<Reference> &&
               std::is_convertible_v<U &&, Reference>)
    suspend_always yield_value(U &&value) noexcept {
      return folly::detail::any<suspend_always>();
    }
    suspend_always yield_value(co_error &&error) noexcept {
      return folly::detail::any<suspend_always>();
    }
    void unhandled_exception() noexcept { error_ = std::current_exception(); }
    void return_void() noexcept {}
  };
  class NextResult {
  public:
    NextResult(NextResult &&other) noexcept = default;
    ~NextResult() {}
    bool has_value() const noexcept { return folly::detail::any<bool>(); }
    explicit operator bool() const noexcept {
      return folly::detail::any<bool>();
    }
    Reference &&value() { return folly::detail::any<Reference &&>(); }
    Reference &&operator*() { return folly::detail::any<Reference &&>(); }
  };
  class [[nodiscard]] NextSemiAwaitable {
    struct Awaiter {
      bool await_ready() noexcept { return folly::detail::any<bool>(); }
      template <typename Promise>
      void await_suspend(coroutine_handle<Promise> continuation) noexcept {}
      NextResult await_resume() { return folly::detail::any<NextResult>(); }
    };

  public:
    friend Awaiter co_viaIfAsync(Executor::KeepAlive<>, NextSemiAwaitable) {
      return {};
    }
  };
  AsyncGenerator() noexcept {}
  AsyncGenerator(AsyncGenerator &&other) noexcept = default;
  AsyncGenerator &operator=(AsyncGenerator &&other) noexcept = default;
  ~AsyncGenerator() {}
  NextSemiAwaitable next() noexcept {
    return folly::detail::any<NextSemiAwaitable>();
  }
};

//===-- coro/GtestHelpers.h -----------------------------------------------===//

// For a test that declares ::testing::Test.
#define CO_TEST(test_case_name, test_name)                                     \
  class test_case_name##_##test_name##_Test : public ::testing::Test {         \
    void TestBody() override { folly::coro::blockingWait(co_TestBody()); }     \
    folly::coro::Task<void> co_TestBody();                                     \
  };                                                                           \
  folly::coro::Task<void> test_case_name##_##test_name##_Test::co_TestBody()

} // namespace coro

//===-- io/coro/{Transport,ServerSocket}.h, io/async/SimpleAsyncIO.h ------===//

class SocketAddress {
public:
  SocketAddress();
  SocketAddress(const char *host, uint16_t port, bool allowNameLookup = false);
  SocketAddress(const std::string &host, uint16_t port,
                bool allowNameLookup = false);
  void setFromHostPort(const std::string &host, uint16_t port);
  SocketAddress(const SocketAddress &);
  ~SocketAddress();
};

namespace coro {
class Transport {
public:
  Transport(Transport &&) noexcept;
  Transport &operator=(Transport &&) noexcept;
  ~Transport();
  static Task<Transport>
  newConnectedSocket(EventBase *evb, const SocketAddress &destAddr,
                     std::chrono::milliseconds connectTimeout);
  Task<size_t> read(void *buf, size_t len, std::chrono::milliseconds timeout);
  Task<Unit> write(std::string_view buf,
                   std::chrono::milliseconds timeout = {});
  void close();
};
class ServerSocket {
public:
  ServerSocket(ServerSocket &&) noexcept;
  ~ServerSocket();
  Task<Transport> accept();
};
} // namespace coro

class SimpleAsyncIO {
public:
  SimpleAsyncIO();
  ~SimpleAsyncIO();
  void pread(int fd, void *buf, size_t size, int64_t start,
             Function<void(int)> completor);
  coro::Task<int> co_pread(int fd, void *buf, size_t size, int64_t start);
};

//===-- fibers/{Baton,Semaphore,FiberManager}.h ---------------------------===//

namespace fibers {

class Baton {
public:
  Baton() noexcept;
  ~Baton();
  bool ready() const noexcept;
  void wait();
  bool try_wait();
  template <typename Rep, typename Period>
  bool try_wait_for(const std::chrono::duration<Rep, Period> &timeout);
  void post();
  void reset();
};
class Semaphore {
public:
  explicit Semaphore(size_t tokenCount);
  bool signal();
  void wait();
  bool try_wait();
  coro::Task<void> co_wait();
  SemiFuture<Unit> future_wait();
};
class TimedMutex {
public:
  void lock();
  bool try_lock();
  void unlock();
  coro::Task<void> co_lock();
};
class FiberManager : public Executor {
public:
  static FiberManager &getFiberManager();
  ~FiberManager() override;
  template <typename F> void addTask(F &&func) {}
  template <typename F>
  Future<lift_unit_t<std::invoke_result_t<F>>> addTaskFuture(F &&func) {
    return folly::detail::any<Future<lift_unit_t<std::invoke_result_t<F>>>>();
  }
  template <typename F> void addTaskRemote(F &&func) {}
  template <typename F>
  Future<lift_unit_t<std::invoke_result_t<F>>> addTaskRemoteFuture(F &&func) {
    return folly::detail::any<Future<lift_unit_t<std::invoke_result_t<F>>>>();
  }
  template <typename F, typename G>
  void addTaskFinally(F &&func, G &&finallyFunc) {}
  void add(Func f) override;
};
FiberManager &getFiberManager(EventBase &evb);
bool onFiber();
template <typename F> void addTask(F &&func) {}
template <typename F> std::invoke_result_t<F> runInMainContext(F &&func) {
  return folly::detail::any<std::invoke_result_t<F>>();
}

} // namespace fibers
} // namespace folly

#endif // ASYNC_TIDY_TEST_STUBS_FOLLY_FOLLY_H
