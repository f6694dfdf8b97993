//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of Seastar at API level 9 (scylladb/seastar, 2026):
/// its names, overloads and coroutine shapes, without anything that runs. Each
/// part names the header that it mirrors, relative to include/seastar/.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_SEASTAR_SEASTAR_H
#define ASYNC_TIDY_TEST_STUBS_SEASTAR_SEASTAR_H

#include <chrono>
#include <concepts>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

// What alien::submit_to returns. A test that uses the result includes <future>.
namespace std {
template <typename R> class future;
} // namespace std

namespace seastar {

template <typename T = void> class future;
template <typename T = void> class promise;
class abort_source;

namespace internal {

// Clang wants the body of a function whose type names a lambda, or a type from
// an unnamed namespace. So templates have one: it makes its result of nothing.
void *nowhere() noexcept;
template <typename T> T any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(nowhere()));
}

} // namespace internal

//===-- util/noncopyable_function.hh --------------------------------------===//

template <typename Signature> class noncopyable_function;
template <typename Ret, typename... Args>
class noncopyable_function<Ret(Args...)> {
public:
  noncopyable_function() noexcept;
  template <typename Func>
    requires std::is_invocable_r_v<Ret, Func, Args...>
  noncopyable_function(Func func) {}
  noncopyable_function(noncopyable_function &&) noexcept;
  noncopyable_function &operator=(noncopyable_function &&) noexcept;
  ~noncopyable_function();
  Ret operator()(Args... args) const;
  explicit operator bool() const;
};

//===-- core/future.hh ----------------------------------------------------===//

namespace internal {

struct monostate {};
template <typename T>
using future_stored_type_t =
    std::conditional_t<std::is_void_v<T>, monostate, T>;
template <typename T>
using future_tuple_type_t = std::conditional_t<std::is_same_v<T, monostate>,
                                               std::tuple<>, std::tuple<T>>;

class future_base {
protected:
  future_base() noexcept;
  ~future_base();
};

class promise_base {
public:
  promise_base(promise_base &&) noexcept;
  promise_base &operator=(promise_base &&) noexcept;

protected:
  promise_base() noexcept;
  ~promise_base();
};

template <typename T> class promise_base_with_type : protected promise_base {
public:
  template <typename U>
    requires std::is_convertible_v<U &&, future_stored_type_t<T>>
  void set_value(U &&v) noexcept {}

protected:
  promise_base_with_type() noexcept {}
};

template <typename T> struct futurize_base {
  using type = future<T>;
  using promise_type = promise<T>;
  static type convert(T &&value) { return internal::any<type>(); }
  static type convert(type &&value) { return internal::any<type>(); }
  template <typename Arg> static type make_exception_future(Arg &&arg) noexcept;
};
template <> struct futurize_base<void> {
  using type = future<>;
  using promise_type = promise<>;
  static type convert(type &&value);
  template <typename Arg> static type make_exception_future(Arg &&arg) noexcept;
};
template <typename T> struct futurize_base<future<T>> : futurize_base<T> {};

} // namespace internal

struct broken_promise : std::logic_error {
  broken_promise();
};

template <typename... T> struct is_future : std::false_type {};
template <typename... T> struct is_future<future<T...>> : std::true_type {};
template <typename T>
concept Future = is_future<T>::value;

template <typename T> struct futurize : internal::futurize_base<T> {
  using base = internal::futurize_base<T>;
  using type = typename base::type;
  using promise_type = typename base::promise_type;
  template <typename Func, typename... Args>
  static type apply(Func &&func, std::tuple<Args...> &&args) noexcept {
    return internal::any<type>();
  }
  template <typename Func, typename... Args>
  static type invoke(Func &&func, Args &&...args) noexcept {
    return internal::any<type>();
  }
  static type current_exception_as_future() noexcept {
    return internal::any<type>();
  }
};
template <typename T> using futurize_t = typename futurize<T>::type;

namespace internal {

template <typename Func, typename... T> struct future_result {
  using future_type = futurize_t<std::invoke_result_t<Func, T...>>;
};
template <typename Func> struct future_result<Func, void> {
  using future_type = futurize_t<std::invoke_result_t<Func>>;
};
template <typename Func, typename... T> struct result_of_apply {};
template <typename Func, typename... T>
struct result_of_apply<Func, std::tuple<T...>>
    : std::invoke_result<Func, T...> {};

} // namespace internal

template <typename T>
class [[nodiscard]] future : private internal::future_base {
public:
  using value_type = internal::future_stored_type_t<T>;
  using tuple_type = internal::future_tuple_type_t<value_type>;
  using promise_type = promise<T>;

  future(future &&x) noexcept = default;
  future(const future &) = delete;
  future &operator=(future &&x) noexcept = default;
  void operator=(const future &) = delete;

  value_type &&get() { return internal::any<value_type &&>(); }
  /// Gone in current releases, still found in older code.
  T get0() { return internal::any<T>(); }
  std::exception_ptr get_exception() noexcept {
    return internal::any<std::exception_ptr>();
  }
  void wait() noexcept {}
  bool available() const noexcept { return internal::any<bool>(); }
  bool failed() const noexcept { return internal::any<bool>(); }

  template <typename Func, typename Result = typename internal::future_result<
                               Func, T>::future_type>
    requires std::invocable<Func, T> ||
             (std::same_as<void, T> && std::invocable<Func>)
  Result
  then(Func &&func,
       std::source_location sl = std::source_location::current()) noexcept {
    return internal::any<Result>();
  }
  template <typename Func,
            typename Result =
                futurize_t<typename internal::result_of_apply<Func, T>::type>>
  Result then_unpack(
      Func &&func,
      std::source_location sl = std::source_location::current()) noexcept {
    return internal::any<Result>();
  }
  template <std::invocable<future> Func,
            typename FuncResult = std::invoke_result_t<Func, future>>
  futurize_t<FuncResult> then_wrapped(
      Func &&func,
      std::source_location sl = std::source_location::current()) & noexcept {
    return internal::any<futurize_t<FuncResult>>();
  }
  template <std::invocable<future &&> Func,
            typename FuncResult = std::invoke_result_t<Func, future &&>>
  futurize_t<FuncResult> then_wrapped(
      Func &&func,
      std::source_location sl = std::source_location::current()) && noexcept {
    return internal::any<futurize_t<FuncResult>>();
  }
  void forward_to(promise<T> &&pr) noexcept {}
  template <std::invocable Func>
  future<T>
  finally(Func &&func,
          std::source_location sl = std::source_location::current()) noexcept {
    return internal::any<future<T>>();
  }
  future<> or_terminate(
      std::source_location sl = std::source_location::current()) noexcept {
    return internal::any<future<>>();
  }
  future<> discard_result(
      std::source_location sl = std::source_location::current()) noexcept {
    return internal::any<future<>>();
  }
  template <typename Func>
    requires std::is_invocable_r_v<future<T>, Func, std::exception_ptr> ||
             std::is_invocable_r_v<T, Func, std::exception_ptr>
  future<T> handle_exception(
      Func &&func,
      std::source_location sl = std::source_location::current()) noexcept {
    return internal::any<future<T>>();
  }
  template <typename Func>
  future<T> handle_exception_type(
      Func &&func,
      std::source_location sl = std::source_location::current()) noexcept {
    return internal::any<future<T>>();
  }
  void ignore_ready_future() noexcept {}
};

template <typename T>
class promise : private internal::promise_base_with_type<T> {
  using accepted_type = internal::future_stored_type_t<T>;

public:
  promise() noexcept {}
  promise(promise &&x) noexcept = default;
  promise(const promise &) = delete;
  promise &operator=(promise &&x) noexcept = default;
  void operator=(const promise &) = delete;

  future<T> get_future() noexcept { return internal::any<future<T>>(); }
  void set_value() noexcept
    requires std::is_void_v<T>
  {}
  template <typename... A>
    requires(sizeof...(A) > 0 && std::is_constructible_v<T, A && ...>)
  void set_value(A &&...a) noexcept {}
  void set_value(accepted_type &&value) noexcept {}
  using internal::promise_base_with_type<T>::set_value;
  template <typename... A> void emplace_value(A &&...a) noexcept {}
  void set_exception(std::exception_ptr &&ex) noexcept {}
  void set_exception(const std::exception_ptr &ex) noexcept {}
  template <typename Exception>
    requires(
        !std::same_as<std::remove_reference_t<Exception>, std::exception_ptr>)
  void set_exception(Exception &&e) noexcept {}
  void set_to_current_exception() noexcept {}
};

// Seastar accepts anything here and fails inside; a constraint fails here.
template <typename T = void, typename... A>
  requires(std::is_void_v<T> ? sizeof...(A) == 0
                             : std::is_constructible_v<T, A && ...>)
future<T> make_ready_future(A &&...value) noexcept {
  return internal::any<future<T>>();
}
template <typename T>
future<std::remove_cvref_t<T>> as_ready_future(T &&v) noexcept {
  return internal::any<future<std::remove_cvref_t<T>>>();
}

template <typename T = void>
future<T> make_exception_future(std::exception_ptr &&value) noexcept {
  return internal::any<future<T>>();
}
template <typename T = void, typename Exception>
future<T> make_exception_future(Exception &&ex) noexcept {
  return internal::any<future<T>>();
}
template <typename T = void>
future<T> make_exception_future(const std::exception_ptr &ex) noexcept {
  return internal::any<future<T>>();
}
template <typename T = void>
future<T> make_exception_future(std::exception_ptr &ex) noexcept {
  return internal::any<future<T>>();
}
template <typename T = void> future<T> current_exception_as_future() noexcept {
  return internal::any<future<T>>();
}

template <typename Func, typename... Args>
futurize_t<std::invoke_result_t<Func &&, Args &&...>>
futurize_invoke(Func &&func, Args &&...args) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func &&, Args &&...>>>();
}
template <typename Func, typename... Args>
futurize_t<std::invoke_result_t<Func, Args &&...>>
futurize_apply(Func &&func, std::tuple<Args...> &&args) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func, Args &&...>>>();
}

//===-- core/sstring.hh, core/shared_ptr.hh, core/temporary_buffer.hh -----===//

template <typename CharT, typename Size, Size MaxSize, bool NulTerminate = true>
class basic_sstring {
public:
  basic_sstring() noexcept;
  basic_sstring(const CharT *x);
  basic_sstring(const CharT *x, size_t size);
  basic_sstring(const std::basic_string<CharT> &x);
  explicit basic_sstring(std::basic_string_view<CharT> x);
  basic_sstring(const basic_sstring &x);
  basic_sstring(basic_sstring &&x) noexcept;
  basic_sstring &operator=(const basic_sstring &x);
  basic_sstring &operator=(basic_sstring &&x) noexcept;
  ~basic_sstring();
  size_t size() const noexcept;
  bool empty() const noexcept;
  const CharT *c_str() const noexcept;
  const CharT *data() const noexcept;
  const CharT *begin() const noexcept;
  const CharT *end() const noexcept;
  operator std::basic_string_view<CharT>() const noexcept;
  bool operator==(const basic_sstring &x) const noexcept;
};
using sstring = basic_sstring<char, uint32_t, 15>;
sstring operator+(const sstring &a, const sstring &b);

template <typename T> class lw_shared_ptr {
public:
  lw_shared_ptr() noexcept {}
  lw_shared_ptr(const lw_shared_ptr &x) noexcept = default;
  lw_shared_ptr(lw_shared_ptr &&x) noexcept = default;
  lw_shared_ptr &operator=(lw_shared_ptr x) noexcept { return *this; }
  ~lw_shared_ptr() {}
  T &operator*() const noexcept { return internal::any<T &>(); }
  T *operator->() const noexcept { return internal::any<T *>(); }
  T *get() const noexcept { return internal::any<T *>(); }
  explicit operator bool() const noexcept { return internal::any<bool>(); }
};
template <typename T> class shared_ptr {
public:
  shared_ptr() noexcept {}
  shared_ptr(const shared_ptr &x) noexcept = default;
  shared_ptr(shared_ptr &&x) noexcept = default;
  shared_ptr &operator=(shared_ptr x) noexcept { return *this; }
  ~shared_ptr() {}
  T &operator*() const noexcept { return internal::any<T &>(); }
  T *operator->() const noexcept { return internal::any<T *>(); }
  T *get() const noexcept { return internal::any<T *>(); }
  explicit operator bool() const noexcept { return internal::any<bool>(); }
};
template <typename T, typename... A> lw_shared_ptr<T> make_lw_shared(A &&...a) {
  return internal::any<lw_shared_ptr<T>>();
}
template <typename T, typename... A> shared_ptr<T> make_shared(A &&...a) {
  return internal::any<shared_ptr<T>>();
}

template <typename CharType> class temporary_buffer {
public:
  temporary_buffer() noexcept;
  explicit temporary_buffer(size_t size);
  temporary_buffer(const CharType *src, size_t size);
  temporary_buffer(temporary_buffer &&x) noexcept;
  temporary_buffer &operator=(temporary_buffer &&x) noexcept;
  ~temporary_buffer();
  const CharType *get() const noexcept;
  CharType *get_write() noexcept;
  size_t size() const noexcept;
  const CharType *begin() const noexcept;
  const CharType *end() const noexcept;
  bool empty() const noexcept;
  explicit operator bool() const noexcept;
  temporary_buffer share();
};

//===-- core/coroutine.hh -------------------------------------------------===//

namespace coroutine {

struct exception {
  std::exception_ptr eptr;
  explicit exception(std::exception_ptr eptr) noexcept;
};
[[nodiscard]] exception make_exception(std::exception_ptr ex) noexcept;
template <typename T> [[nodiscard]] exception make_exception(T &&t) noexcept {
  return internal::any<exception>();
}
[[nodiscard]] exception return_exception_ptr(std::exception_ptr ex) noexcept;
template <typename T> [[nodiscard]] exception return_exception(T &&t) noexcept {
  return internal::any<exception>();
}

} // namespace coroutine

namespace internal {

template <typename T = void> class coroutine_traits_base {
public:
  class promise_type final {
    promise<T> _promise;

  public:
    promise_type() = default;
    promise_type(promise_type &&) = delete;
    template <typename U>
      requires std::is_convertible_v<U &&, T>
    void return_value(U &&value) {
      _promise.set_value(std::forward<U>(value));
    }
    [[deprecated("use co_return co_await")]] void
    return_value(future<T> &&fut) noexcept {
      fut.forward_to(std::move(_promise));
    }
    void return_value(coroutine::exception ce) noexcept {
      _promise.set_exception(std::move(ce.eptr));
    }
    void unhandled_exception() noexcept {
      _promise.set_exception(std::current_exception());
    }
    future<T> get_return_object() noexcept { return _promise.get_future(); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
  };
};
template <> class coroutine_traits_base<> {
public:
  class promise_type final {
    promise<> _promise;

  public:
    promise_type() = default;
    promise_type(promise_type &&) = delete;
    void return_void() noexcept { _promise.set_value(); }
    void unhandled_exception() noexcept {
      _promise.set_exception(std::current_exception());
    }
    future<> get_return_object() noexcept { return _promise.get_future(); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
  };
};

template <bool CheckPreempt, typename T> struct awaiter {
  future<T> _future;

  explicit awaiter(future<T> &&f) noexcept : _future(std::move(f)) {}
  awaiter(const awaiter &) = delete;
  awaiter(awaiter &&) = delete;
  bool await_ready() const noexcept { return internal::any<bool>(); }
  template <typename U>
  void await_suspend(
      std::coroutine_handle<U> hndl,
      std::source_location sl = std::source_location::current()) noexcept {}
  T await_resume() { return internal::any<T>(); }
};

struct exception_awaiter {
  bool await_ready() const noexcept;
  template <typename U>
  void await_suspend(std::coroutine_handle<U> hndl) noexcept {}
  void await_resume() noexcept;
};

template <typename T>
struct [[nodiscard]] without_preemption_check : public future<T> {
  explicit without_preemption_check(future<T> &&f) noexcept
      : future<T>(std::move(f)) {}
};

template <bool CheckPreempt, typename T> class [[nodiscard]] as_future_awaiter {
  future<T> _future;

public:
  explicit as_future_awaiter(future<T> &&f) noexcept : _future(std::move(f)) {}
  as_future_awaiter(const as_future_awaiter &) = delete;
  as_future_awaiter(as_future_awaiter &&) = delete;
  bool await_ready() const noexcept { return internal::any<bool>(); }
  template <typename U>
  void await_suspend(std::coroutine_handle<U> hndl) noexcept {}
  future<T> await_resume() { return internal::any<future<T>>(); }
};

template <bool CheckPreempt, typename T>
class [[nodiscard]] try_future_awaiter {
  future<T> _future;

public:
  explicit try_future_awaiter(future<T> &&f) noexcept : _future(std::move(f)) {}
  try_future_awaiter(const try_future_awaiter &) = delete;
  try_future_awaiter(try_future_awaiter &&) = delete;
  bool await_ready() const noexcept { return internal::any<bool>(); }
  template <typename U>
  void await_suspend(std::coroutine_handle<U> hndl) noexcept {}
  T await_resume() { return internal::any<T>(); }
};

} // namespace internal

template <typename T>
internal::awaiter<true, T> operator co_await(future<T> &&f) noexcept {
  return internal::awaiter<true, T>(std::move(f));
}
template <typename T>
internal::awaiter<false, T>
operator co_await(internal::without_preemption_check<T> f) noexcept {
  return internal::awaiter<false, T>(std::move(f));
}

namespace coroutine {

[[nodiscard]] internal::exception_awaiter
operator co_await(exception ex) noexcept;

template <typename T>
internal::without_preemption_check<T>
without_preemption_check(future<T> &&f) noexcept {
  return internal::without_preemption_check<T>(std::move(f));
}

template <typename Func> class lambda {
public:
  explicit lambda(Func &&func) {}
  template <typename... Args>
  std::invoke_result_t<Func &, Args...> operator()(Args &&...args) const {
    return internal::any<std::invoke_result_t<Func &, Args...>>();
  }
};

//===-- coroutine/{as_future,try_future,maybe_yield,all,...}.hh -----------===//

template <typename T = void>
internal::as_future_awaiter<true, T> as_future(future<T> &&f) noexcept {
  return internal::as_future_awaiter<true, T>(std::move(f));
}
template <typename T = void>
internal::as_future_awaiter<false, T>
as_future_without_preemption_check(future<T> &&f) noexcept {
  return internal::as_future_awaiter<false, T>(std::move(f));
}
template <typename T>
internal::try_future_awaiter<true, T> try_future(future<T> &&f) noexcept {
  return internal::try_future_awaiter<true, T>(std::move(f));
}
template <typename T>
internal::try_future_awaiter<false, T>
try_future_without_preemption_check(future<T> &&f) noexcept {
  return internal::try_future_awaiter<false, T>(std::move(f));
}

namespace internal {
struct maybe_yield_awaiter final {
  bool await_ready() const;
  template <typename T>
  void await_suspend(std::coroutine_handle<T> h) noexcept {}
  void await_resume();
};
} // namespace internal

class [[nodiscard("must co_await an maybe_yield() object")]] maybe_yield {
public:
  internal::maybe_yield_awaiter operator co_await();
};

template <typename... Futures>
class [[nodiscard("must co_await an all() object")]] all {
  std::tuple<Futures...> _futures;
  struct awaiter {
    bool await_ready() const noexcept { return seastar::internal::any<bool>(); }
    void await_suspend(std::coroutine_handle<> h) {}
    decltype(std::tuple_cat(std::declval<typename Futures::tuple_type>()...))
    await_resume() {
      return seastar::internal::any<decltype(std::tuple_cat(
          std::declval<typename Futures::tuple_type>()...))>();
    }
  };

public:
  template <typename... Func>
    requires(... && Future<std::invoke_result_t<Func>>)
  explicit all(Func &&...funcs) : _futures(funcs()...) {}
  awaiter operator co_await() { return seastar::internal::any<awaiter>(); }
};
template <typename FirstFunc, typename... MoreFuncs>
explicit all(FirstFunc &&, MoreFuncs &&...)
    -> all<std::invoke_result_t<FirstFunc>, std::invoke_result_t<MoreFuncs>...>;

template <typename Func>
class [[nodiscard("must co_await an parallel_for_each() object")]]
parallel_for_each final {
  std::exception_ptr _ex;

public:
  template <typename Iterator, typename Func1>
  explicit parallel_for_each(Iterator begin, Iterator end,
                             Func1 &&func) noexcept {}
  template <typename Range, typename Func1>
  explicit parallel_for_each(Range &&range, Func1 &&func) noexcept {}
  bool await_ready() const noexcept { return false; }
  template <typename T>
  void await_suspend(std::coroutine_handle<T> h) noexcept {}
  void await_resume() const {}
};
template <typename Iterator, typename Func>
parallel_for_each(Iterator begin, Iterator end, Func &&func)
    -> parallel_for_each<Func>;
template <typename Range, typename Func>
parallel_for_each(Range &&range, Func &&func) -> parallel_for_each<Func>;

} // namespace coroutine

//===-- core/timer.hh, core/lowres_clock.hh, core/scheduling.hh -----------===//

using steady_clock_type = std::chrono::steady_clock;
using shard_id = unsigned;
shard_id this_shard_id() noexcept;

class lowres_clock {
public:
  using rep = std::chrono::steady_clock::rep;
  using period = std::chrono::steady_clock::period;
  using duration = std::chrono::steady_clock::duration;
  using time_point = std::chrono::time_point<lowres_clock, duration>;
  static constexpr bool is_steady = true;
  static time_point now() noexcept;
};

template <typename Clock = steady_clock_type> class timer {
public:
  using time_point = typename Clock::time_point;
  using duration = typename Clock::duration;
  using clock = Clock;
  timer() noexcept;
  timer(timer &&t) noexcept;
  explicit timer(noncopyable_function<void()> &&callback) noexcept;
  ~timer();
  void set_callback(noncopyable_function<void()> &&callback) noexcept;
  void arm(time_point until, std::optional<duration> period = {}) noexcept;
  void arm(duration delta) noexcept;
  void rearm(duration delta) noexcept;
  void arm_periodic(duration delta) noexcept;
  bool armed() const noexcept;
  bool cancel() noexcept;
};

class scheduling_group {
public:
  bool active() const noexcept;
};
future<scheduling_group> create_scheduling_group(sstring name,
                                                 float shares) noexcept;
template <typename Func, typename... Args>
futurize_t<std::invoke_result_t<Func, Args...>>
with_scheduling_group(scheduling_group sg, Func func, Args &&...args) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func, Args...>>>();
}

namespace coroutine {
struct [[nodiscard("must co_await a switch_to object")]] switch_to final {
  explicit switch_to(scheduling_group new_sg) noexcept;
  bool await_ready() const noexcept;
  template <typename T>
  void await_suspend(std::coroutine_handle<T> h) noexcept {}
  scheduling_group await_resume() noexcept;
};
} // namespace coroutine

//===-- core/abort_source.hh, core/sleep.hh, core/with_timeout.hh ---------===//

class abort_requested_exception : public std::exception {};
class abort_source {
public:
  abort_source() noexcept;
  virtual ~abort_source();
  void request_abort() noexcept;
  bool abort_requested() const noexcept;
  void check() const;
};
class timed_out_error : public std::exception {};
struct default_timeout_exception_factory {
  static timed_out_error timeout();
};

template <typename Clock = steady_clock_type, typename Rep, typename Period>
future<> sleep(std::chrono::duration<Rep, Period> dur);
template <typename Clock = steady_clock_type>
future<> sleep_abortable(typename Clock::duration dur);
template <typename Clock = steady_clock_type>
future<> sleep_abortable(typename Clock::duration dur, abort_source &as);

template <typename ExceptionFactory = default_timeout_exception_factory,
          typename Clock, typename Duration, typename... T>
future<T...> with_timeout(std::chrono::time_point<Clock, Duration> timeout,
                          future<T...> f) {
  return internal::any<future<T...>>();
}

//===-- core/thread.hh ----------------------------------------------------===//

class thread_attributes {
public:
  std::optional<scheduling_group> sched_group;
  size_t stack_size = 0;
};

class thread {
public:
  thread() = default;
  template <typename Func> thread(Func func) {}
  template <typename Func> thread(thread_attributes attr, Func func) {}
  thread(thread &&x) noexcept;
  thread &operator=(thread &&x) noexcept;
  ~thread();
  future<> join();
  static void yield();
  static bool should_yield();
  static void maybe_yield();
  static bool running_in_thread();
};

template <typename Func, typename... Args>
futurize_t<std::invoke_result_t<Func, Args...>>
async(thread_attributes attr, Func &&func, Args &&...args) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func, Args...>>>();
}
template <typename Func, typename... Args>
futurize_t<std::invoke_result_t<Func, Args...>> async(Func &&func,
                                                      Args &&...args) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func, Args...>>>();
}

//===-- util/later.hh -----------------------------------------------------===//

future<> now();
future<> yield() noexcept;
future<> maybe_yield() noexcept;

//===-- core/semaphore.hh -------------------------------------------------===//

class broken_semaphore : public std::exception {};
class semaphore_timed_out : public timed_out_error {};
class semaphore_aborted : public abort_requested_exception {};
struct semaphore_default_exception_factory {
  static semaphore_timed_out timeout() noexcept;
  static broken_semaphore broken() noexcept;
  static semaphore_aborted aborted() noexcept;
};
struct named_semaphore_exception_factory {
  sstring name;
};

template <typename ExceptionFactory, typename Clock = typename timer<>::clock>
class basic_semaphore : private ExceptionFactory {
public:
  using duration = typename timer<Clock>::duration;
  using clock = typename timer<Clock>::clock;
  using time_point = typename timer<Clock>::time_point;
  basic_semaphore(size_t count) noexcept;
  basic_semaphore(size_t count, ExceptionFactory &&factory) noexcept;
  basic_semaphore(basic_semaphore &&other) noexcept;
  ~basic_semaphore();
  future<> wait(size_t nr = 1) noexcept;
  future<> wait(time_point timeout, size_t nr = 1) noexcept;
  future<> wait(abort_source &as, size_t nr = 1) noexcept;
  future<> wait(duration timeout, size_t nr = 1) noexcept;
  void signal(size_t nr = 1) noexcept;
  void consume(size_t nr = 1) noexcept;
  bool try_wait(size_t nr = 1) noexcept;
  size_t current() const noexcept;
  size_t waiters() const noexcept;
  void broken() noexcept;
};

template <typename ExceptionFactory = semaphore_default_exception_factory,
          typename Clock = typename timer<>::clock>
class semaphore_units {
public:
  semaphore_units() noexcept;
  semaphore_units(basic_semaphore<ExceptionFactory, Clock> &sem,
                  size_t n) noexcept;
  semaphore_units(semaphore_units &&o) noexcept;
  semaphore_units &operator=(semaphore_units &&o) noexcept;
  semaphore_units(const semaphore_units &) = delete;
  ~semaphore_units() noexcept;
  void return_all() noexcept;
  size_t count() const noexcept;
  explicit operator bool() const noexcept;
};

template <typename ExceptionFactory, typename Clock = typename timer<>::clock>
future<semaphore_units<ExceptionFactory, Clock>>
get_units(basic_semaphore<ExceptionFactory, Clock> &sem, size_t units) noexcept;
template <typename ExceptionFactory, typename Clock = typename timer<>::clock>
future<semaphore_units<ExceptionFactory, Clock>>
get_units(basic_semaphore<ExceptionFactory, Clock> &sem, size_t units,
          typename basic_semaphore<ExceptionFactory, Clock>::time_point
              timeout) noexcept;
template <typename ExceptionFactory, typename Clock>
future<semaphore_units<ExceptionFactory, Clock>>
get_units(basic_semaphore<ExceptionFactory, Clock> &sem, size_t units,
          typename basic_semaphore<ExceptionFactory, Clock>::duration
              timeout) noexcept;
template <typename ExceptionFactory, typename Clock>
future<semaphore_units<ExceptionFactory, Clock>>
get_units(basic_semaphore<ExceptionFactory, Clock> &sem, size_t units,
          abort_source &as) noexcept;
template <typename ExceptionFactory, typename Clock = typename timer<>::clock>
std::optional<semaphore_units<ExceptionFactory, Clock>>
try_get_units(basic_semaphore<ExceptionFactory, Clock> &sem,
              size_t units) noexcept;
template <typename ExceptionFactory, typename Clock = typename timer<>::clock>
semaphore_units<ExceptionFactory, Clock>
consume_units(basic_semaphore<ExceptionFactory, Clock> &sem,
              size_t units) noexcept;
template <typename ExceptionFactory, typename Func,
          typename Clock = typename timer<>::clock>
futurize_t<std::invoke_result_t<Func>>
with_semaphore(basic_semaphore<ExceptionFactory, Clock> &sem, size_t units,
               Func &&func) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func>>>();
}

using semaphore = basic_semaphore<semaphore_default_exception_factory>;
using named_semaphore = basic_semaphore<named_semaphore_exception_factory>;

//===-- core/gate.hh ------------------------------------------------------===//

class gate_closed_exception : public std::exception {};

class gate {
public:
  gate() noexcept;
  gate(const gate &) = delete;
  gate(gate &&x) noexcept;
  gate &operator=(gate &&x) noexcept;
  virtual ~gate();
  bool try_enter() noexcept;
  void enter();
  void leave() noexcept;
  void check() const;
  future<> close() noexcept;
  size_t get_count() const noexcept;
  bool is_closed() const noexcept;

  class holder {
  public:
    holder() noexcept;
    explicit holder(gate &g);
    holder(const holder &x) noexcept;
    holder(holder &&x) noexcept;
    ~holder();
    holder &operator=(const holder &x) noexcept;
    holder &operator=(holder &&x) noexcept;
    void release() noexcept;
  };
  holder hold();
  std::optional<holder> try_hold() noexcept;
};
class named_gate : public gate {
public:
  named_gate() = default;
  explicit named_gate(sstring name) noexcept;
};

template <typename Func>
futurize_t<std::invoke_result_t<Func>> with_gate(gate &g, Func &&func) {
  return internal::any<futurize_t<std::invoke_result_t<Func>>>();
}
template <typename Func>
futurize_t<std::invoke_result_t<Func>> try_with_gate(gate &g,
                                                     Func &&func) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func>>>();
}

//===-- core/rwlock.hh, core/shared_mutex.hh, core/condition-variable.hh,
//     core/queue.hh ------------------------------------------------------===//

template <typename Clock = typename timer<>::clock> class rwlock_for_read {
public:
  future<> lock();
  void unlock();
};
template <typename Clock = typename timer<>::clock> class rwlock_for_write {
public:
  future<> lock();
  void unlock();
};
template <typename Clock = typename timer<>::clock>
class basic_rwlock : private rwlock_for_read<Clock>,
                     private rwlock_for_write<Clock> {
  using time_point = typename timer<Clock>::time_point;

public:
  using holder = semaphore_units<semaphore_default_exception_factory, Clock>;
  basic_rwlock();
  rwlock_for_read<Clock> &for_read() noexcept;
  rwlock_for_write<Clock> &for_write() noexcept;
  future<> read_lock(time_point timeout = time_point::max());
  void read_unlock();
  future<> write_lock(time_point timeout = time_point::max());
  void write_unlock();
  bool try_read_lock();
  bool try_write_lock();
  future<holder> hold_read_lock(time_point timeout = time_point::max());
  future<holder> hold_write_lock(time_point timeout = time_point::max());
  std::optional<holder> try_hold_read_lock() noexcept;
  std::optional<holder> try_hold_write_lock() noexcept;
  bool locked() const;
};
using rwlock = basic_rwlock<>;

class shared_mutex {
public:
  shared_mutex() noexcept;
  shared_mutex(shared_mutex &&) noexcept;
  ~shared_mutex();
  future<> lock_shared() noexcept;
  bool try_lock_shared() noexcept;
  void unlock_shared() noexcept;
  future<> lock() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
};
template <std::invocable Func>
futurize_t<std::invoke_result_t<Func>> with_shared(shared_mutex &sm,
                                                   Func &&func) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func>>>();
}
template <std::invocable Func>
futurize_t<std::invoke_result_t<Func>> with_lock(shared_mutex &sm,
                                                 Func &&func) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func>>>();
}

class condition_variable {
  struct [[nodiscard("must co_await a when() call")]] awaiter {
    internal::awaiter<true, void> operator co_await();
  };

public:
  condition_variable() noexcept;
  ~condition_variable();
  future<> wait() noexcept;
  template <typename Rep, typename Period>
  future<> wait(std::chrono::duration<Rep, Period> timeout) noexcept;
  template <typename Pred>
    requires std::is_invocable_r_v<bool, Pred>
  future<> wait(Pred &&pred) noexcept {
    return internal::any<future<>>();
  }
  awaiter when() noexcept;
  template <typename Pred>
    requires std::is_invocable_r_v<bool, Pred>
  awaiter when(Pred &&pred) noexcept {
    return internal::any<awaiter>();
  }
  void signal() noexcept;
  void broadcast() noexcept;
  void broken() noexcept;
};

template <typename T> class queue {
public:
  explicit queue(size_t size) {}
  ~queue() {}
  bool push(T &&a) { return internal::any<bool>(); }
  T pop() { return internal::any<T>(); }
  bool empty() const noexcept { return internal::any<bool>(); }
  bool full() const noexcept { return internal::any<bool>(); }
  future<> not_empty() noexcept { return internal::any<future<>>(); }
  future<> not_full() noexcept { return internal::any<future<>>(); }
  future<T> pop_eventually() noexcept { return internal::any<future<T>>(); }
  future<> push_eventually(T &&data) noexcept {
    return internal::any<future<>>();
  }
};

//===-- core/do_with.hh ---------------------------------------------------===//

namespace internal {
template <typename All, typename Indices> struct do_with_result;
template <typename All, size_t... Idx>
struct do_with_result<All, std::index_sequence<Idx...>> {
  using type = futurize_t<
      std::invoke_result_t<std::tuple_element_t<sizeof...(Idx), All>,
                           std::decay_t<std::tuple_element_t<Idx, All>> &...>>;
};
} // namespace internal

template <typename T1, typename T2, typename... More>
typename internal::do_with_result<
    std::tuple<T1, T2, More...>,
    std::make_index_sequence<1 + sizeof...(More)>>::type
do_with(T1 &&rv1, T2 &&rv2, More &&...more) noexcept {
  return internal::any<typename internal::do_with_result<
      std::tuple<T1, T2, More...>,
      std::make_index_sequence<1 + sizeof...(More)>>::type>();
}
template <typename Lock, typename Func>
futurize_t<std::invoke_result_t<Func>> with_lock(Lock &lock, Func &&func) {
  return internal::any<futurize_t<std::invoke_result_t<Func>>>();
}

//===-- core/loop.hh, core/map_reduce.hh ----------------------------------===//

template <typename Tag> class bool_class {
public:
  constexpr bool_class() noexcept = default;
  constexpr explicit bool_class(bool v) noexcept : _value(v) {}
  explicit operator bool() const noexcept { return _value; }
  static const bool_class yes;
  static const bool_class no;

private:
  bool _value = false;
};
template <typename Tag> const bool_class<Tag> bool_class<Tag>::yes{true};
template <typename Tag> const bool_class<Tag> bool_class<Tag>::no{false};
struct stop_iteration_tag {};
using stop_iteration = bool_class<stop_iteration_tag>;

template <typename AsyncAction>
  requires std::is_invocable_r_v<stop_iteration, AsyncAction> ||
           std::is_invocable_r_v<future<stop_iteration>, AsyncAction>
future<> repeat(AsyncAction &&action) noexcept {
  return internal::any<future<>>();
}
template <typename AsyncAction>
future<typename futurize_t<
    std::invoke_result_t<AsyncAction>>::value_type::value_type>
repeat_until_value(AsyncAction action) noexcept {
  return internal::any<future<typename futurize_t<
      std::invoke_result_t<AsyncAction>>::value_type::value_type>>();
}
template <typename AsyncAction, typename StopCondition>
  requires std::is_invocable_r_v<bool, StopCondition> &&
           std::is_invocable_r_v<future<>, AsyncAction>
future<> do_until(StopCondition stop_cond, AsyncAction action) noexcept {
  return internal::any<future<>>();
}
template <typename AsyncAction>
  requires std::is_invocable_r_v<future<>, AsyncAction>
future<> keep_doing(AsyncAction action) noexcept {
  return internal::any<future<>>();
}
template <typename Iterator, typename AsyncAction>
  requires requires(Iterator i, AsyncAction aa) {
    { aa(*i) } -> std::same_as<future<>>;
  }
future<> do_for_each(Iterator begin, Iterator end,
                     AsyncAction action) noexcept {
  return internal::any<future<>>();
}
template <typename Range, typename AsyncAction>
future<> do_for_each(Range &c, AsyncAction action) noexcept {
  return internal::any<future<>>();
}
template <typename Iterator, typename Func>
  requires requires(Func f, Iterator i) {
    { f(*i) } -> std::same_as<future<>>;
  }
future<> parallel_for_each(Iterator begin, Iterator end, Func &&func) noexcept {
  return internal::any<future<>>();
}
template <typename Range, typename Func>
  requires requires(Func f, Range r) {
    { f(*std::begin(r)) } -> std::same_as<future<>>;
  }
future<> parallel_for_each(Range &&range, Func &&func) noexcept {
  return internal::any<future<>>();
}
template <typename Range, typename Func>
  requires requires(Func f, Range r) {
    { f(*std::begin(r)) } -> std::same_as<future<>>;
  }
future<> max_concurrent_for_each(Range &&range, size_t max_concurrent,
                                 Func &&func) noexcept {
  return internal::any<future<>>();
}
template <typename Range, typename Mapper, typename Initial, typename Reduce>
future<Initial> map_reduce(Range &&range, Mapper &&mapper, Initial initial,
                           Reduce reduce) {
  return internal::any<future<Initial>>();
}

//===-- core/when_all.hh, core/when_any.hh --------------------------------===//

namespace internal {
template <typename FutOrFunc> struct future_of {};
template <std::invocable Func> struct future_of<Func> {
  using type = futurize_t<std::invoke_result_t<Func>>;
};
template <typename T> struct future_of<future<T>> {
  using type = future<T>;
};
template <typename FutOrFunc>
using future_of_t = typename future_of<std::remove_cvref_t<FutOrFunc>>::type;

template <typename FutureIterator>
using iterator_future_t =
    std::remove_cvref_t<decltype(*std::declval<FutureIterator &>())>;
template <typename Fut> struct vector_future {
  using type = future<std::vector<typename Fut::value_type>>;
};
template <> struct vector_future<future<>> {
  using type = future<>;
};
} // namespace internal

template <typename... FutOrFuncs>
future<std::tuple<internal::future_of_t<FutOrFuncs>...>>
when_all(FutOrFuncs &&...fut_or_funcs) noexcept {
  return internal::any<
      future<std::tuple<internal::future_of_t<FutOrFuncs>...>>>();
}
template <typename FutureIterator>
  requires Future<internal::iterator_future_t<FutureIterator>>
future<std::vector<internal::iterator_future_t<FutureIterator>>>
when_all(FutureIterator begin, FutureIterator end) noexcept {
  return internal::any<
      future<std::vector<internal::iterator_future_t<FutureIterator>>>>();
}

template <typename... FutOrFuncs>
future<decltype(std::tuple_cat(
    std::declval<typename internal::future_of_t<FutOrFuncs>::tuple_type>()...))>
when_all_succeed(FutOrFuncs &&...fut_or_funcs) noexcept {
  return internal::any<future<decltype(std::tuple_cat(
      std::declval<
          typename internal::future_of_t<FutOrFuncs>::tuple_type>()...))>>();
}
template <typename FutureIterator>
  requires Future<internal::iterator_future_t<FutureIterator>>
typename internal::vector_future<
    internal::iterator_future_t<FutureIterator>>::type
when_all_succeed(FutureIterator begin, FutureIterator end) noexcept {
  return internal::any<typename internal::vector_future<
      internal::iterator_future_t<FutureIterator>>::type>();
}
template <typename T>
typename internal::vector_future<future<T>>::type
when_all_succeed(std::vector<future<T>> &&futures) noexcept {
  return internal::any<typename internal::vector_future<future<T>>::type>();
}

template <class Sequence> struct when_any_result {
  std::size_t index;
  Sequence futures;
};
template <class... FutOrFuncs>
future<when_any_result<std::tuple<internal::future_of_t<FutOrFuncs>...>>>
when_any(FutOrFuncs &&...fut_or_funcs) noexcept {
  return internal::any<future<
      when_any_result<std::tuple<internal::future_of_t<FutOrFuncs>...>>>>();
}

//===-- core/shared_future.hh ---------------------------------------------===//

template <typename... T> class shared_future {
public:
  using future_type = future<T...>;
  using time_point = lowres_clock::time_point;
  shared_future(future_type f) {}
  shared_future() = default;
  shared_future(const shared_future &) = default;
  shared_future(shared_future &&) noexcept = default;
  shared_future &operator=(const shared_future &) = default;
  shared_future &operator=(shared_future &&) noexcept = default;
  ~shared_future() {}
  future_type
  get_future(time_point timeout = time_point::max()) const noexcept {
    return internal::any<future_type>();
  }
  future_type get_future(abort_source &as) const noexcept {
    return internal::any<future_type>();
  }
  operator future_type() const noexcept { return internal::any<future_type>(); }
  bool available() const noexcept { return internal::any<bool>(); }
  bool failed() const noexcept { return internal::any<bool>(); }
  bool valid() const noexcept { return internal::any<bool>(); }
};
template <typename... T> class shared_promise {
public:
  using future_type = future<T...>;
  shared_promise() {}
  shared_promise(const shared_promise &) = delete;
  shared_promise(shared_promise &&) noexcept = default;
  ~shared_promise() {}
  future_type get_shared_future() const noexcept {
    return internal::any<future_type>();
  }
  template <typename... A> void set_value(A &&...a) noexcept {}
  void set_exception(std::exception_ptr ex) noexcept {}
  bool available() const noexcept { return internal::any<bool>(); }
};

//===-- util/closeable.hh -------------------------------------------------===//

template <typename Object>
concept closeable = requires(Object o) {
  { o.close() } -> std::same_as<future<>>;
};
template <typename Object>
concept stoppable = requires(Object o) {
  { o.stop() } -> std::same_as<future<>>;
};
template <closeable Object> class [[nodiscard]] deferred_close {
public:
  deferred_close(Object &obj) noexcept {}
  deferred_close(deferred_close &&x) noexcept = default;
  ~deferred_close() {}
  void close_now() noexcept {}
  void cancel() noexcept {}
};
template <stoppable Object> class [[nodiscard]] deferred_stop {
public:
  deferred_stop(Object &obj) noexcept {}
  deferred_stop(deferred_stop &&x) noexcept = default;
  ~deferred_stop() {}
  void stop_now() noexcept {}
  void cancel() noexcept {}
};
template <closeable Closeable, std::invocable<Closeable &> Func>
futurize_t<std::invoke_result_t<Func, Closeable &>>
with_closeable(Closeable &&obj, Func func) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func, Closeable &>>>();
}
template <stoppable Stoppable, std::invocable<Stoppable &> Func>
futurize_t<std::invoke_result_t<Func, Stoppable &>>
with_stoppable(Stoppable &&obj, Func func) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func, Stoppable &>>>();
}

//===-- core/smp.hh, core/sharded.hh, core/alien.hh -----------------------===//

struct smp_submit_to_options {};

class smp {
public:
  static unsigned count;
  template <typename Func>
  static futurize_t<std::invoke_result_t<Func>>
  submit_to(unsigned t, smp_submit_to_options options, Func &&func) noexcept {
    return internal::any<futurize_t<std::invoke_result_t<Func>>>();
  }
  template <typename Func>
  static futurize_t<std::invoke_result_t<Func>>
  submit_to(unsigned t, Func &&func) noexcept {
    return internal::any<futurize_t<std::invoke_result_t<Func>>>();
  }
  template <typename Func>
  static future<> invoke_on_all(smp_submit_to_options options,
                                Func &&func) noexcept {
    return internal::any<future<>>();
  }
  template <typename Func> static future<> invoke_on_all(Func &&func) noexcept {
    return internal::any<future<>>();
  }
  template <typename Func>
  static future<> invoke_on_others(unsigned cpu_id, Func func) noexcept {
    return internal::any<future<>>();
  }
};

template <typename Service> class sharded {
public:
  sharded() noexcept {}
  sharded(const sharded &) = delete;
  sharded(sharded &&x) noexcept = default;
  ~sharded() {}
  template <typename... Args> future<> start(Args &&...args) noexcept {
    return internal::any<future<>>();
  }
  template <typename... Args> future<> start_single(Args &&...args) noexcept {
    return internal::any<future<>>();
  }
  future<> stop() noexcept { return internal::any<future<>>(); }
  template <typename Func, typename... Args>
    requires std::invocable<Func, Service &, Args...>
  future<> invoke_on_all(Func func, Args... args) noexcept {
    return internal::any<future<>>();
  }
  template <typename Func, typename... Args>
    requires std::invocable<Func, Service &, Args...>
  future<> invoke_on_others(Func func, Args... args) noexcept {
    return internal::any<future<>>();
  }
  template <
      typename Func, typename... Args,
      typename Ret = futurize_t<std::invoke_result_t<Func, Service &, Args...>>>
  Ret invoke_on(unsigned id, Func &&func, Args &&...args) {
    return internal::any<Ret>();
  }
  template <typename Mapper, typename Initial, typename Reduce>
  future<Initial> map_reduce0(Mapper map, Initial initial, Reduce reduce) {
    return internal::any<future<Initial>>();
  }
  template <typename Mapper, typename Future = futurize_t<
                                 std::invoke_result_t<Mapper, Service &>>>
  future<std::vector<typename Future::value_type>> map(Mapper mapper) {
    return internal::any<future<std::vector<typename Future::value_type>>>();
  }
  Service &local() noexcept { return internal::any<Service &>(); }
  const Service &local() const noexcept {
    return internal::any<const Service &>();
  }
  bool local_is_initialized() const noexcept { return internal::any<bool>(); }
};

template <typename PtrType> class foreign_ptr {
public:
  foreign_ptr(PtrType value) noexcept {}
  foreign_ptr(foreign_ptr &&x) noexcept = default;
  foreign_ptr &operator=(foreign_ptr &&x) noexcept = default;
  ~foreign_ptr() {}
  std::remove_pointer_t<PtrType> *get() const noexcept {
    return internal::any<std::remove_pointer_t<PtrType> *>();
  }
  future<> destroy() noexcept { return internal::any<future<>>(); }
};

namespace alien {

class instance {};

template <typename Func>
  requires std::is_nothrow_invocable_r_v<void, Func>
void run_on(instance &instance, unsigned shard, Func func) {}

namespace internal {
template <typename Fut> struct future_value;
template <typename T> struct future_value<future<T>> {
  using type = T;
};
template <typename Func>
using return_type_t =
    typename future_value<futurize_t<std::invoke_result_t<Func>>>::type;
} // namespace internal

template <std::invocable Func, typename T = internal::return_type_t<Func>>
std::future<T> submit_to(instance &instance, unsigned shard, Func func) {
  return seastar::internal::any<std::future<T>>();
}

} // namespace alien

//===-- core/reactor.hh, core/internal/run_in_background.hh,
//     core/app-template.hh -----------------------------------------------===//

class reactor {
public:
  void run_in_background(future<> f);
  template <typename Func> void run_in_background(Func &&func) {
    run_in_background(futurize_invoke(std::forward<Func>(func)));
  }
  void at_exit(noncopyable_function<future<>()> func);
  void exit(int ret);
  bool stopped() const noexcept;
  alien::instance &alien();
};
reactor &engine();

namespace internal {
void run_in_background(future<> f);
template <typename Func> void run_in_background(Func &&func) {
  run_in_background(futurize_invoke(std::forward<Func>(func)));
}
} // namespace internal

class app_template {
public:
  app_template();
  ~app_template();
  int run(int ac, char **av, std::function<future<int>()> &&func) noexcept;
  int run(int ac, char **av, std::function<future<>()> &&func) noexcept;
};

//===-- core/file.hh, core/seastar.hh, core/iostream.hh, core/fstream.hh,
//     util/file.hh -------------------------------------------------------===//

enum class open_flags { ro = 0, wo = 1, rw = 2, create = 64, truncate = 512 };
constexpr open_flags operator|(open_flags a, open_flags b) {
  return open_flags(int(a) | int(b));
}
enum class access_flags { exists = 0, read = 4, write = 2, execute = 1 };
struct file_open_options {};
struct stat_data {
  uint64_t size;
};

class file {
public:
  file() noexcept;
  file(const file &x);
  file(file &&x) noexcept;
  file &operator=(const file &x) noexcept;
  file &operator=(file &&x) noexcept;
  ~file();
  explicit operator bool() const noexcept;
  template <typename CharType>
  future<size_t> dma_read(uint64_t pos, CharType *buffer, size_t len) noexcept;
  template <typename CharType>
  future<temporary_buffer<CharType>> dma_read(uint64_t pos,
                                              size_t len) noexcept;
  template <typename CharType>
  future<temporary_buffer<CharType>> dma_read_exactly(uint64_t pos,
                                                      size_t len) noexcept;
  template <typename CharType>
  future<size_t> dma_write(uint64_t pos, const CharType *buffer,
                           size_t len) noexcept;
  future<> flush() noexcept;
  future<> truncate(uint64_t length) noexcept;
  future<uint64_t> size() const noexcept;
  future<> close() noexcept;
};

future<file> open_file_dma(std::string_view name, open_flags flags) noexcept;
future<file> open_file_dma(std::string_view name, open_flags flags,
                           file_open_options options) noexcept;
future<file> open_directory(std::string_view name) noexcept;
future<> make_directory(std::string_view name) noexcept;
future<> recursive_touch_directory(std::string_view name) noexcept;
future<> sync_directory(std::string_view name) noexcept;
future<> remove_file(std::string_view name) noexcept;
future<> rename_file(std::string_view old_name,
                     std::string_view new_name) noexcept;
future<stat_data> file_stat(std::string_view name) noexcept;
future<uint64_t> file_size(std::string_view name) noexcept;
future<bool> file_exists(std::string_view name) noexcept;
future<bool> file_accessible(std::string_view name,
                             access_flags flags) noexcept;
template <std::invocable<file &> Func>
futurize_t<std::invoke_result_t<Func, file &>> with_file(future<file> file_fut,
                                                         Func func) noexcept {
  return internal::any<futurize_t<std::invoke_result_t<Func, file &>>>();
}

template <typename CharType> class input_stream final {
public:
  using tmp_buf = temporary_buffer<CharType>;
  input_stream() noexcept;
  input_stream(input_stream &&) noexcept;
  input_stream &operator=(input_stream &&) noexcept;
  ~input_stream();
  future<temporary_buffer<CharType>> read_exactly(size_t n) noexcept;
  template <typename Consumer> future<> consume(Consumer &&c) noexcept {
    return internal::any<future<>>();
  }
  bool eof() const noexcept;
  future<tmp_buf> read() noexcept;
  future<tmp_buf> read_up_to(size_t n) noexcept;
  future<> skip(uint64_t n) noexcept;
  future<> close() noexcept;
};
template <typename CharType> class output_stream final {
public:
  output_stream() noexcept;
  output_stream(output_stream &&) noexcept;
  output_stream &operator=(output_stream &&) noexcept;
  ~output_stream();
  future<> write(const CharType *buf, size_t n) noexcept;
  future<> write(const CharType *buf) noexcept;
  template <typename Size, Size MaxSize, bool NulTerminate>
  future<>
  write(const basic_sstring<CharType, Size, MaxSize, NulTerminate> &s) noexcept;
  future<> write(const std::basic_string<CharType> &s) noexcept;
  future<> write(temporary_buffer<CharType> buf) noexcept;
  future<> flush() noexcept;
  future<> close() noexcept;
};
template <typename CharType>
future<> copy(input_stream<CharType> &, output_stream<CharType> &);

class data_source {
public:
  data_source() noexcept;
  data_source(data_source &&) noexcept;
  ~data_source();
  future<temporary_buffer<char>> get() noexcept;
  future<> close() noexcept;
};
struct file_input_stream_options {
  size_t buffer_size = 8192;
};
struct file_output_stream_options {
  unsigned buffer_size = 65536;
};
input_stream<char>
make_file_input_stream(file file, uint64_t offset, uint64_t len,
                       file_input_stream_options options = {});
input_stream<char> make_file_input_stream(file file,
                                          file_input_stream_options = {});
future<output_stream<char>>
make_file_output_stream(file file, uint64_t buffer_size = 8192) noexcept;
future<output_stream<char>>
make_file_output_stream(file file, file_output_stream_options options) noexcept;

namespace internal {
// In place of std::filesystem::path, whose header costs more than all others.
class path {
public:
  template <typename Source> path(const Source &source);
  ~path();
};
} // namespace internal

future<> recursive_remove_directory(internal::path path) noexcept;

namespace util {
future<std::vector<temporary_buffer<char>>> read_entire_file(internal::path p);
future<sstring> read_entire_file_contiguous(internal::path path);
} // namespace util

//===-- net/socket_defs.hh, net/api.hh, net/dns.hh ------------------------===//

struct ipv4_addr {
  ipv4_addr();
  ipv4_addr(const char *addr, uint16_t port);
  ipv4_addr(const std::string &addr, uint16_t port);
  ipv4_addr(const sstring &addr, uint16_t port);
  ipv4_addr(uint16_t port);
};
class socket_address {
public:
  socket_address() noexcept;
  socket_address(uint16_t port) noexcept;
  socket_address(ipv4_addr addr) noexcept;
};

class connected_socket {
public:
  connected_socket();
  connected_socket(connected_socket &&cs) noexcept;
  connected_socket &operator=(connected_socket &&cs) noexcept;
  ~connected_socket();
  input_stream<char> input();
  output_stream<char> output(size_t buffer_size = 8192);
  void set_nodelay(bool nodelay);
  void shutdown_output();
  void shutdown_input();
  future<> wait_input_shutdown();
};
struct accept_result {
  connected_socket connection;
  socket_address remote_address;
};
class server_socket {
public:
  server_socket();
  server_socket(server_socket &&ss) noexcept;
  server_socket &operator=(server_socket &&ss) noexcept;
  ~server_socket();
  future<accept_result> accept();
  void abort_accept();
};
struct listen_options {
  bool reuse_address = false;
};
server_socket listen(socket_address sa);
server_socket listen(socket_address sa, listen_options opts);
future<connected_socket> connect(socket_address sa);

namespace net {
class inet_address {};
struct hostent {
  std::vector<sstring> names;
  std::vector<inet_address> addr_list;
};
namespace dns {
future<hostent> get_host_by_name(const sstring &name);
future<inet_address> resolve_name(const sstring &name);
} // namespace dns
} // namespace net

//===-- util/log.hh -------------------------------------------------------===//

class logger {
public:
  explicit logger(sstring name);
  ~logger();
  template <typename... Args>
  void error(std::string_view fmt, Args &&...args) noexcept;
  template <typename... Args>
  void warn(std::string_view fmt, Args &&...args) noexcept;
  template <typename... Args>
  void info(std::string_view fmt, Args &&...args) noexcept;
  template <typename... Args>
  void debug(std::string_view fmt, Args &&...args) noexcept;
};

//===-- testing/seastar_test.hh, testing/test_case.hh,
//     testing/thread_test_case.hh ----------------------------------------===//

namespace testing {
class seastar_test {
public:
  seastar_test(const char *test_name, const char *test_file, int test_line);
  virtual ~seastar_test();
  virtual future<> run_test_case() const = 0;
};
} // namespace testing

#define SEASTAR_TEST_CASE(name)                                                \
  struct name : public seastar::testing::seastar_test {                        \
    using seastar::testing::seastar_test::seastar_test;                        \
    seastar::future<> run_test_case() const override;                          \
  };                                                                           \
  static const name name##_instance(#name, __FILE__, __LINE__);                \
  seastar::future<> name::run_test_case() const

#define SEASTAR_THREAD_TEST_CASE(name)                                         \
  struct name : public seastar::testing::seastar_test {                        \
    using seastar::testing::seastar_test::seastar_test;                        \
    seastar::future<> run_test_case() const override {                         \
      return seastar::async([this] { do_run_test_case(); });                   \
    }                                                                          \
    void do_run_test_case() const;                                             \
  };                                                                           \
  static const name name##_instance(#name, __FILE__, __LINE__);                \
  void name::do_run_test_case() const

} // namespace seastar

namespace std {
template <typename T, typename... Args>
struct coroutine_traits<seastar::future<T>, Args...>
    : public seastar::internal::coroutine_traits_base<T> {};
} // namespace std

#endif // ASYNC_TIDY_TEST_STUBS_SEASTAR_SEASTAR_H
