//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of libunifex (facebookexperimental/libunifex, 2026):
/// its function objects, senders, aliases and coroutine shapes, without
/// anything that runs. Each part names the header that it mirrors, relative to
/// include/unifex/.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_UNIFEX_UNIFEX_H
#define ASYNC_TIDY_TEST_STUBS_UNIFEX_UNIFEX_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

namespace unifex {

namespace _detail {

// Clang wants the body of a function whose type names a lambda, or a type from
// an unnamed namespace. So templates have one: it makes its result of nothing.
void *nowhere() noexcept;
template <typename T> T any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(nowhere()));
}

template <typename T> using bare = std::remove_cvref_t<T>;
template <typename F, typename V> auto call() {
  if constexpr (std::is_void_v<V>)
    return std::type_identity<std::invoke_result_t<F>>();
  else
    return std::type_identity<std::invoke_result_t<F, V>>();
}
template <typename F, typename V>
using called = typename decltype(call<F, V>())::type;

/// What `f(args)` gives where f takes a sender in front of them.
template <typename Fn, typename... Args> struct closure {};
template <typename T> constexpr bool is_closure = false;
template <typename Fn, typename... Args>
constexpr bool is_closure<closure<Fn, Args...>> = true;

} // namespace _detail

struct unit {};

/// Senders say what they complete with.
template <typename S>
concept sender = requires { typename _detail::bare<S>::sends; };
template <typename S>
using sender_single_value_result_t = typename _detail::bare<S>::sends;

namespace _detail {
template <sender S, typename Fn, typename... Args>
auto operator|(S &&s, closure<Fn, Args...> c) {
  return any<std::invoke_result_t<Fn, S, Args...>>();
}
} // namespace _detail

//===-- just.hpp, just_from.hpp, then.hpp, let_value.hpp, upon_error.hpp --===//

namespace _just_cpo {
template <typename... Values> struct _sender {
  struct type {
    using sends = std::tuple<Values...>;
  };
};
template <typename Value> struct _sender<Value> {
  struct type {
    using sends = Value;
  };
};
template <> struct _sender<> {
  struct type {
    using sends = void;
  };
};
inline const struct just_fn {
  template <typename... Values> constexpr auto operator()(Values &&...) const {
    return _detail::any<typename _sender<_detail::bare<Values>...>::type>();
  }
} just{};
} // namespace _just_cpo
using _just_cpo::just;

namespace _just_from {
template <typename F> struct _sender {
  struct type {
    using sends = std::invoke_result_t<F>;
  };
};
inline const struct _fn {
  template <typename F> auto operator()(F &&f) const {
    return _detail::any<typename _sender<std::decay_t<F>>::type>();
  }
} just_from{};
} // namespace _just_from
using _just_from::just_from;

namespace _then {
template <typename Predecessor, typename Func> struct _sender {
  struct type {
    using sends =
        _detail::called<Func, sender_single_value_result_t<Predecessor>>;
  };
};
namespace _cpo {
struct _fn {
  template <sender Predecessor, typename Func>
  auto operator()(Predecessor &&predecessor, Func &&func) const {
    return _detail::any<typename _sender<_detail::bare<Predecessor>,
                                         std::decay_t<Func>>::type>();
  }
  template <typename Func> constexpr auto operator()(Func &&func) const {
    return _detail::closure<_fn, std::decay_t<Func>>{};
  }
};
} // namespace _cpo
} // namespace _then
inline constexpr _then::_cpo::_fn then{};

namespace _let_v {
template <typename Predecessor, typename Func> struct _sender {
  struct type {
    using sends = sender_single_value_result_t<
        _detail::called<Func, sender_single_value_result_t<Predecessor>>>;
  };
};
namespace _cpo {
struct _fn {
  template <sender Predecessor, typename Func>
  auto operator()(Predecessor &&predecessor, Func &&func) const {
    return _detail::any<typename _sender<_detail::bare<Predecessor>,
                                         std::decay_t<Func>>::type>();
  }
  template <typename Func> constexpr auto operator()(Func &&func) const {
    return _detail::closure<_fn, std::decay_t<Func>>{};
  }
};
} // namespace _cpo
} // namespace _let_v
inline constexpr _let_v::_cpo::_fn let_value{};

namespace _upon_error {
template <typename Predecessor, typename Func> struct _sender {
  struct type {
    using sends = sender_single_value_result_t<Predecessor>;
  };
};
namespace _cpo {
struct _fn {
  template <sender Predecessor, typename Func>
  auto operator()(Predecessor &&predecessor, Func &&func) const {
    return _detail::any<typename _sender<_detail::bare<Predecessor>,
                                         std::decay_t<Func>>::type>();
  }
  template <typename Func> constexpr auto operator()(Func &&func) const {
    return _detail::closure<_fn, std::decay_t<Func>>{};
  }
};
} // namespace _cpo
} // namespace _upon_error
inline constexpr _upon_error::_cpo::_fn upon_error{};

//===-- scheduler_concepts.hpp, static_thread_pool.hpp, ... ---------------===//

namespace _detail {
template <typename Scheduler> struct schedule_sender {
  using sends = void;
};
} // namespace _detail
namespace _schedule {
struct _fn {
  template <typename Scheduler> auto operator()(Scheduler &&s) const noexcept {
    return _detail::schedule_sender<_detail::bare<Scheduler>>{};
  }
  constexpr auto operator()() const noexcept {
    return _detail::schedule_sender<void>{};
  }
};
} // namespace _schedule
inline constexpr _schedule::_fn schedule{};
namespace _schedule_after {
inline const struct _fn {
  template <typename Scheduler, typename Duration>
  auto operator()(Scheduler &&s, Duration &&d) const {
    return _detail::schedule_sender<_detail::bare<Scheduler>>{};
  }
  template <typename Duration> auto operator()(Duration &&d) const {
    return _detail::schedule_sender<void>{};
  }
} schedule_after{};
} // namespace _schedule_after
using _schedule_after::schedule_after;

namespace _static_thread_pool {
class context {
public:
  context();
  context(const context &) = delete;
  ~context();
  class scheduler {};
  scheduler get_scheduler() noexcept;
};
} // namespace _static_thread_pool
using static_thread_pool = _static_thread_pool::context;
namespace _single_thread {
class context {
public:
  context();
  context(const context &) = delete;
  ~context();
  class scheduler {};
  scheduler get_scheduler() noexcept;
};
} // namespace _single_thread
using single_thread_context = _single_thread::context;
namespace _manual_event_loop {
class context {
public:
  class scheduler {};
  scheduler get_scheduler();
  void run();
  void stop();
};
} // namespace _manual_event_loop
using manual_event_loop = _manual_event_loop::context;

//===-- on.hpp, via.hpp, when_all.hpp, sync_wait.hpp ----------------------===//

namespace _detail {
template <typename Value> struct other_sender {
  using sends = Value;
};
} // namespace _detail
namespace _on {
inline const struct _fn {
  template <typename Scheduler, sender Sender>
  auto operator()(Scheduler &&scheduler, Sender &&s) const {
    return _detail::other_sender<sender_single_value_result_t<Sender>>{};
  }
} on{};
} // namespace _on
using _on::on;
namespace _via {
struct _fn {
  template <sender Source, typename Scheduler>
  auto operator()(Source &&source, Scheduler &&scheduler) const {
    return _detail::other_sender<sender_single_value_result_t<Source>>{};
  }
  template <typename Scheduler>
  constexpr auto operator()(Scheduler &&scheduler) const {
    return _detail::closure<_fn, _detail::bare<Scheduler>>{};
  }
};
} // namespace _via
inline constexpr _via::_fn via{};
namespace _when_all::_cpo {
struct _fn {
  template <sender... Senders> auto operator()(Senders &&...) const {
    return _detail::other_sender<
        std::tuple<sender_single_value_result_t<Senders> *...>>{};
  }
};
} // namespace _when_all::_cpo
inline constexpr _when_all::_cpo::_fn when_all{};

namespace _sync_wait_cpo {
class _fn {
public:
  template <sender Sender>
  auto operator()(Sender &&s) const -> std::optional<
      std::conditional_t<std::is_void_v<sender_single_value_result_t<Sender>>,
                         unit, sender_single_value_result_t<Sender>>> {
    return {};
  }
};
} // namespace _sync_wait_cpo
inline constexpr _sync_wait_cpo::_fn sync_wait{};

//===-- task.hpp ----------------------------------------------------------===//

namespace _task {
template <typename T, bool nothrow> struct _task {
  struct [[nodiscard]] type;
};
template <typename T> struct _return_value_or_void {
  template <typename Value> void return_value(Value &&value) {}
};
template <> struct _return_value_or_void<void> {
  void return_void() noexcept {}
};
template <typename T> struct _awaiter {
  bool await_ready() noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) noexcept { return true; }
  T await_resume() { return _detail::any<T>(); }
};
template <typename T, bool nothrow> struct _promise {
  struct type final : _return_value_or_void<T> {
    typename _task<T, nothrow>::type get_return_object() noexcept {
      return _detail::any<typename _task<T, nothrow>::type>();
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { error = std::current_exception(); }
    template <typename Value, bool WithAsyncStackSupport = true>
    decltype(auto) await_transform(Value &&value) {
      if constexpr (sender<Value>)
        return _awaiter<sender_single_value_result_t<Value>>{};
      else
        return static_cast<Value &&>(value);
    }
    std::exception_ptr error;
  };
};
template <typename T, bool nothrow> struct _task<T, nothrow>::type {
  using promise_type = typename _promise<T, nothrow>::type;
  using sends = T;
  type(type &&other) noexcept {}
  ~type() {}
};
} // namespace _task
template <typename T = void> using task = typename _task::_task<T, false>::type;
template <typename T = void>
using nothrow_task = typename _task::_task<T, true>::type;

//===-- v1/async_scope.hpp, spawn_detached.hpp, spawn_future.hpp ----------===//

namespace _spawn_future {
template <typename Scope, typename... T> struct _future {
  struct [[nodiscard]] type;
};
template <typename Scope, typename T> struct _future<Scope, T> {
  struct [[nodiscard]] type {
    using sends = T;
    type(type &&other) noexcept {}
    ~type() {}
  };
};
struct _spawn_future_fn {
  template <sender Sender, typename Scope>
  auto operator()(Sender &&s, Scope &scope) const {
    return _detail::any<
        typename _future<Scope, sender_single_value_result_t<Sender>>::type>();
  }
};
} // namespace _spawn_future
inline constexpr _spawn_future::_spawn_future_fn spawn_future{};
namespace _spawn_detached {
struct _spawn_detached_fn {
  template <sender Sender, typename Scope>
  void operator()(Sender &&s, Scope &scope) const {}
};
} // namespace _spawn_detached
inline constexpr _spawn_detached::_spawn_detached_fn spawn_detached{};

inline namespace v1 {
namespace _async_scope {
struct async_scope {
  async_scope();
  ~async_scope();
  template <sender Sender> auto spawn(Sender &&s) {
    return spawn_future(static_cast<Sender &&>(s), *this);
  }
  template <sender Sender> void detached_spawn(Sender &&s) {}
  template <typename Scheduler, typename Fun>
  void detached_spawn_call_on(Scheduler &&scheduler, Fun &&fun) {}
  [[nodiscard]] auto complete() noexcept {
    return _detail::other_sender<void>{};
  }
  [[nodiscard]] auto join() noexcept { return _detail::other_sender<void>{}; }
};
} // namespace _async_scope
using v1::_async_scope::async_scope;
} // namespace v1

} // namespace unifex

#endif // ASYNC_TIDY_TEST_STUBS_UNIFEX_UNIFEX_H
