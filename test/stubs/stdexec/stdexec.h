//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of stdexec (NVIDIA/stdexec, 2026): its function
/// objects, senders, the namespace alias exec and coroutine shapes, without
/// anything that runs. Each part names the header that it mirrors, relative to
/// include/.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_STDEXEC_STDEXEC_H
#define ASYNC_TIDY_TEST_STUBS_STDEXEC_STDEXEC_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

namespace stdexec {

namespace __detail {

// Clang wants the body of a function whose type names a lambda, or a type from
// an unnamed namespace. So templates have one: it makes its result of nothing.
void *__nowhere() noexcept;
template <typename T> T __any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(__nowhere()));
}

template <typename _Fun, typename _Tuple> struct __called;
template <typename _Fun, typename... _Values>
struct __called<_Fun, std::tuple<_Values...>> {
  using type = std::invoke_result_t<_Fun, _Values...>;
};
template <typename _Value> struct __tuple_of {
  using type = std::tuple<_Value>;
};
template <> struct __tuple_of<void> {
  using type = std::tuple<>;
};
template <typename _Tuple> struct __single {
  using type = _Tuple;
};
template <typename _Value> struct __single<std::tuple<_Value>> {
  using type = _Value;
};
template <> struct __single<std::tuple<>> {
  using type = void;
};

} // namespace __detail

//===-- stdexec/__detail/__senders.hpp, __basic_sender.hpp ----------------===//

struct sender_tag {};
template <typename _Sender>
concept sender =
    requires { typename std::remove_cvref_t<_Sender>::sender_concept; };
/// A tuple of what it completes with.
template <typename _Sender>
using __values_t = typename std::remove_cvref_t<_Sender>::__values;

namespace __detail {
template <typename _Tag, typename _Values, typename... _Parts> struct __sexpr {
  using sender_concept = sender_tag;
  using __values = _Values;
};
template <typename _Tag, typename... _Args> struct __closure {};
} // namespace __detail

/// `sender | closure`, and `closure | closure`.
template <sender _Sender, typename _Tag, typename... _Args>
constexpr auto operator|(_Sender &&__sndr,
                         __detail::__closure<_Tag, _Args...> __clsur) {
  return __detail::__any<std::invoke_result_t<_Tag, _Sender, _Args...>>();
}

//===-- __just.hpp, __then.hpp, __upon_error.hpp, __let.hpp ---------------===//

struct just_t {
  template <typename... _Ts> constexpr auto operator()(_Ts &&...) const {
    return __detail::__sexpr<just_t, std::tuple<std::decay_t<_Ts>...>>{};
  }
};
inline constexpr just_t just{};

struct then_t {
  template <sender _Sender, typename _Fun>
  constexpr auto operator()(_Sender &&__sndr, _Fun __fun) const {
    using __result =
        typename __detail::__called<_Fun, __values_t<_Sender>>::type;
    return __detail::__sexpr<
        then_t, typename __detail::__tuple_of<__result>::type, _Fun>{};
  }
  template <typename _Fun> constexpr auto operator()(_Fun __fun) const {
    return __detail::__closure<then_t, _Fun>{};
  }
};
inline constexpr then_t then{};

template <typename _Tag> struct __upon_t {
  template <sender _Sender, typename _Fun>
  constexpr auto operator()(_Sender &&__sndr, _Fun __fun) const {
    return __detail::__sexpr<_Tag, __values_t<_Sender>, _Fun>{};
  }
  template <typename _Fun> constexpr auto operator()(_Fun __fun) const {
    return __detail::__closure<_Tag, _Fun>{};
  }
};
struct upon_error_t : __upon_t<upon_error_t> {};
inline constexpr upon_error_t upon_error{};
struct let_error_t : __upon_t<let_error_t> {};
inline constexpr let_error_t let_error{};

struct let_value_t {
  template <sender _Sender, typename _Fun>
  constexpr auto operator()(_Sender &&__sndr, _Fun __fun) const {
    return __detail::__sexpr<let_value_t,
                             __values_t<typename __detail::__called<
                                 _Fun, __values_t<_Sender>>::type>,
                             _Fun>{};
  }
  template <typename _Fun> constexpr auto operator()(_Fun __fun) const {
    return __detail::__closure<let_value_t, _Fun>{};
  }
};
inline constexpr let_value_t let_value{};

//===-- __schedulers.hpp, __starts_on.hpp, __continues_on.hpp, __on.hpp ---===//

struct schedule_t {
  template <typename _Scheduler>
  constexpr auto operator()(_Scheduler &&__sched) const noexcept {
    return __detail::__sexpr<schedule_t, std::tuple<>,
                             std::remove_cvref_t<_Scheduler>>{};
  }
};
inline constexpr schedule_t schedule{};

struct starts_on_t {
  template <typename _Scheduler, sender _Sender>
  constexpr auto operator()(_Scheduler &&__sched, _Sender &&__sndr) const {
    return __detail::__sexpr<starts_on_t, __values_t<_Sender>>{};
  }
};
inline constexpr starts_on_t starts_on{};

struct continues_on_t {
  template <sender _Sender, typename _Scheduler>
  constexpr auto operator()(_Sender &&__sndr, _Scheduler &&__sched) const {
    return __detail::__sexpr<continues_on_t, __values_t<_Sender>>{};
  }
  template <typename _Scheduler>
  constexpr auto operator()(_Scheduler __sched) const {
    return __detail::__closure<continues_on_t, _Scheduler>{};
  }
};
inline constexpr continues_on_t continues_on{};

class parallel_scheduler {};
auto get_parallel_scheduler() -> parallel_scheduler;
class run_loop {
public:
  run_loop();
  class scheduler {};
  scheduler get_scheduler() noexcept;
  void run() noexcept;
  void finish() noexcept;
};

//===-- __when_all.hpp, __sync_wait.hpp, __counting_scopes.hpp, __spawn.hpp
//===//

struct when_all_t {
  template <sender... _Senders>
  constexpr auto operator()(_Senders &&...) const {
    return __detail::__sexpr<when_all_t,
                             decltype(std::tuple_cat(
                                 std::declval<__values_t<_Senders>>()...))>{};
  }
};
inline constexpr when_all_t when_all{};

struct sync_wait_t {
  template <sender _Sender> auto operator()(_Sender &&__sndr) const {
    return __detail::__any<std::optional<__values_t<_Sender>>>();
  }
};
inline constexpr sync_wait_t sync_wait{};

class counting_scope {
public:
  counting_scope() noexcept;
  counting_scope(counting_scope &&) = delete;
  ~counting_scope();
  class token {};
  [[nodiscard]] token get_token() noexcept;
  [[nodiscard]] auto join() noexcept {
    return __detail::__sexpr<counting_scope, std::tuple<>>{};
  }
};
struct spawn_t {
  template <sender _Sender, typename _Token>
  void operator()(_Sender &&__sndr, _Token &&__tkn) const {}
};
inline constexpr spawn_t spawn{};
struct spawn_future_t {
  template <sender _Sender, typename _Token>
  auto operator()(_Sender &&__sndr, _Token &&__tkn) const {
    return __detail::__sexpr<spawn_future_t, __values_t<_Sender>>{};
  }
};
inline constexpr spawn_future_t spawn_future{};

} // namespace stdexec

namespace experimental::execution {

//===-- exec/start_detached.hpp, exec/async_scope.hpp, ... ----------------===//

struct start_detached_t {
  template <stdexec::sender _Sender> void operator()(_Sender &&__sndr) const {}
};
inline constexpr start_detached_t start_detached{};

struct async_scope {
  async_scope();
  ~async_scope();
  template <stdexec::sender _Sender> void spawn(_Sender &&__sndr) {}
  template <stdexec::sender _Sender>
  [[nodiscard]] auto spawn_future(_Sender &&__sndr) {
    return stdexec::__detail::__sexpr<async_scope,
                                      stdexec::__values_t<_Sender>>{};
  }
  auto on_empty() const {
    return stdexec::__detail::__sexpr<async_scope, std::tuple<>>{};
  }
};

namespace _pool_ {
class _static_thread_pool {
public:
  struct scheduler {};
  auto get_scheduler() noexcept -> scheduler;
};
} // namespace _pool_
struct static_thread_pool : private _pool_::_static_thread_pool {
  static_thread_pool();
  explicit static_thread_pool(unsigned __threads);
  static_thread_pool(static_thread_pool &&) = delete;
  ~static_thread_pool();
  using _pool_::_static_thread_pool::get_scheduler;
};

//===-- exec/task.hpp -----------------------------------------------------===//

namespace __task {
template <typename _Ty> struct __returns {
  template <typename _Value> void return_value(_Value &&__value) {}
};
template <> struct __returns<void> {
  void return_void() noexcept {}
};
template <typename _Ty> struct __awaiter {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) noexcept { return true; }
  _Ty await_resume() { return stdexec::__detail::__any<_Ty>(); }
};
template <typename _Ty> struct default_task_context {};
template <typename _Ty, typename _Context> class [[nodiscard]] basic_task {
  struct __promise : __returns<_Ty> {
    basic_task get_return_object() noexcept {
      return stdexec::__detail::__any<basic_task>();
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { __error = std::current_exception(); }
    template <stdexec::sender _CvSender>
    auto await_transform(_CvSender &&__sndr) noexcept -> decltype(auto) {
      return __awaiter<typename stdexec::__detail::__single<
          stdexec::__values_t<_CvSender>>::type>{};
    }
    std::exception_ptr __error;
  };

public:
  using promise_type = __promise;
  using sender_concept = stdexec::sender_tag;
  using __values = typename stdexec::__detail::__tuple_of<_Ty>::type;
  basic_task(basic_task &&__that) noexcept {}
  ~basic_task() {}
};
} // namespace __task
template <typename _Ty, typename _Context>
using basic_task = __task::basic_task<_Ty, _Context>;
template <typename _Ty>
using task = basic_task<_Ty, __task::default_task_context<_Ty>>;

} // namespace experimental::execution

//===-- stdexec/__detail/__task.hpp ---------------------------------------===//

namespace stdexec {
struct __task_env {};
template <typename _Ty = void, typename _TaskEnv = __task_env>
class [[nodiscard]] task {
  struct __promise : experimental::execution::__task::__returns<_Ty> {
    task get_return_object() noexcept { return __detail::__any<task>(); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { __error = std::current_exception(); }
    template <sender _CvSender>
    auto await_transform(_CvSender &&__sndr) noexcept -> decltype(auto) {
      return experimental::execution::__task::__awaiter<
          typename __detail::__single<__values_t<_CvSender>>::type>{};
    }
    std::exception_ptr __error;
  };

public:
  using promise_type = __promise;
  using sender_concept = sender_tag;
  using __values = typename __detail::__tuple_of<_Ty>::type;
  task(task &&__that) noexcept {}
  ~task() {}
};
} // namespace stdexec

namespace exec = experimental::execution;

#endif // ASYNC_TIDY_TEST_STUBS_STDEXEC_STDEXEC_H
