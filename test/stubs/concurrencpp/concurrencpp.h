//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of concurrencpp (David-Haim/concurrencpp, v0.1.7):
/// its types, overloads and coroutine shapes, without anything that runs. Each
/// part names the header that it mirrors, relative to include/concurrencpp/.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_CONCURRENCPP_CONCURRENCPP_H
#define ASYNC_TIDY_TEST_STUBS_CONCURRENCPP_CONCURRENCPP_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace concurrencpp {

namespace details {

// Clang wants the body of a function whose type names a lambda, or a type from
// an unnamed namespace. So templates have one: it makes its result of nothing.
void *nowhere() noexcept;
template <typename type> type any() noexcept {
  if constexpr (!std::is_void_v<type>)
    return static_cast<type &&>(
        *static_cast<std::remove_reference_t<type> *>(nowhere()));
}

template <typename type> struct return_value_struct {
  template <typename value_type> void return_value(value_type &&value) {}
};
template <> struct return_value_struct<void> {
  void return_void() noexcept {}
};

} // namespace details

//===-- results/result_fwd_declarations.h ---------------------------------===//

struct executor_tag {};
struct null_result {};
enum class result_status { idle, value, exception };

//===-- results/result.h, result_awaitable.h ------------------------------===//

template <class type> class result;
template <class type> class shared_result;
template <class type> class lazy_result;

template <class type> class awaitable {
public:
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) noexcept { return true; }
  type await_resume() { return details::any<type>(); }
};
template <class type> class resolve_awaitable {
public:
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) noexcept { return true; }
  result<type> await_resume() { return details::any<result<type>>(); }
};

template <class type> class result {
public:
  result() noexcept = default;
  result(result &&rhs) noexcept = default;
  result &operator=(result &&rhs) noexcept { return *this; }
  result(const result &rhs) = delete;
  result &operator=(const result &rhs) = delete;
  ~result() {}
  explicit operator bool() const noexcept { return details::any<bool>(); }
  result_status status() const { return details::any<result_status>(); }
  void wait() const {}
  template <class duration_type, class ratio_type>
  result_status
  wait_for(std::chrono::duration<duration_type, ratio_type>) const {
    return details::any<result_status>();
  }
  type get() { return details::any<type>(); }
  auto operator co_await() { return awaitable<type>{}; }
  auto resolve() { return resolve_awaitable<type>{}; }
};

template <class type> class result_promise {
public:
  result_promise() {}
  result_promise(result_promise &&rhs) noexcept {}
  ~result_promise() noexcept {}
  template <class... argument_types> void set_result(argument_types &&...) {}
  void set_exception(std::exception_ptr exception_ptr) {}
  template <class callable_type, class... argument_types>
  void set_from_function(callable_type &&callable,
                         argument_types &&...) noexcept {}
  result<type> get_result() { return details::any<result<type>>(); }
};

//===-- results/shared_result.h -------------------------------------------===//

template <class type> class shared_awaitable {
public:
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) noexcept { return true; }
  std::add_lvalue_reference_t<type> await_resume() {
    return details::any<std::add_lvalue_reference_t<type>>();
  }
};
template <class type> class shared_result {
public:
  shared_result() noexcept = default;
  ~shared_result() noexcept {}
  shared_result(result<type> rhs) {}
  shared_result(const shared_result &rhs) noexcept = default;
  result_status status() const { return details::any<result_status>(); }
  void wait() {}
  std::add_lvalue_reference_t<type> get() {
    return details::any<std::add_lvalue_reference_t<type>>();
  }
  auto operator co_await() { return shared_awaitable<type>{}; }
};

//===-- results/lazy_result.h ---------------------------------------------===//

template <class type> class lazy_awaitable {
public:
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
    return details::any<std::coroutine_handle<>>();
  }
  type await_resume() { return details::any<type>(); }
};
template <class type> class lazy_result {
public:
  lazy_result() noexcept = default;
  lazy_result(lazy_result &&rhs) noexcept {}
  ~lazy_result() noexcept {}
  lazy_result &operator=(lazy_result &&rhs) noexcept { return *this; }
  result_status status() const { return details::any<result_status>(); }
  auto operator co_await() { return lazy_awaitable<type>{}; }
  result<type> run() { return details::any<result<type>>(); }
};

//===-- results/promises.h ------------------------------------------------===//

namespace details {

struct initialy_resumed_promise {
  std::suspend_never initial_suspend() const noexcept { return {}; }
};
template <class executor_type> class initialy_rescheduled_promise {
public:
  template <class... argument_types>
  initialy_rescheduled_promise(executor_tag, argument_types &&...) {}
  class initial_scheduling_awaiter : public std::suspend_always {};
  initial_scheduling_awaiter initial_suspend() const noexcept { return {}; }
};
struct null_result_promise {
  null_result get_return_object() const noexcept { return {}; }
  std::suspend_never final_suspend() const noexcept { return {}; }
  void unhandled_exception() const noexcept {}
  void return_void() const noexcept {}
};
template <class type>
struct result_coro_promise : public return_value_struct<type> {
  void unhandled_exception() noexcept { error = std::current_exception(); }
  result<type> get_return_object() noexcept { return any<result<type>>(); }
  std::suspend_always final_suspend() const noexcept { return {}; }

private:
  std::exception_ptr error;
};
template <class type> struct lazy_promise : public return_value_struct<type> {
  void unhandled_exception() noexcept { error = std::current_exception(); }
  lazy_result<type> get_return_object() noexcept {
    return any<lazy_result<type>>();
  }
  std::suspend_always initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }

private:
  std::exception_ptr error;
};
struct initialy_resumed_null_result_promise : public initialy_resumed_promise,
                                              public null_result_promise {};
template <class type>
struct initialy_resumed_result_promise : public initialy_resumed_promise,
                                         public result_coro_promise<type> {};
template <class type, class executor_type>
struct initialy_rescheduled_result_promise
    : public initialy_rescheduled_promise<executor_type>,
      public result_coro_promise<type> {
  using initialy_rescheduled_promise<
      executor_type>::initialy_rescheduled_promise;
};

} // namespace details
} // namespace concurrencpp

namespace std {
template <class... arguments>
struct coroutine_traits<::concurrencpp::null_result, arguments...> {
  using promise_type =
      concurrencpp::details::initialy_resumed_null_result_promise;
};
template <class type, class... arguments>
struct coroutine_traits<::concurrencpp::result<type>, arguments...> {
  using promise_type =
      concurrencpp::details::initialy_resumed_result_promise<type>;
};
template <class type, class executor_type, class... arguments>
struct coroutine_traits<::concurrencpp::result<type>,
                        concurrencpp::executor_tag,
                        std::shared_ptr<executor_type>, arguments...> {
  using promise_type =
      concurrencpp::details::initialy_rescheduled_result_promise<type,
                                                                 executor_type>;
};
template <class type, class... arguments>
struct coroutine_traits<::concurrencpp::lazy_result<type>, arguments...> {
  using promise_type = concurrencpp::details::lazy_promise<type>;
};
} // namespace std

namespace concurrencpp {

//===-- results/make_result.h, results/when_result.h ----------------------===//

template <class type, class... argument_types>
result<type> make_ready_result(argument_types &&...arguments) {
  return details::any<result<type>>();
}
template <class type>
result<type> make_exceptional_result(std::exception_ptr exception_ptr) {
  return details::any<result<type>>();
}
template <class executor_type, class... result_types>
lazy_result<std::tuple<typename std::decay<result_types>::type...>>
when_all(std::shared_ptr<executor_type> resume_executor,
         result_types &&...results) {
  return details::any<
      lazy_result<std::tuple<typename std::decay<result_types>::type...>>>();
}
template <class executor_type, std::input_iterator iterator_type>
lazy_result<
    std::vector<typename std::iterator_traits<iterator_type>::value_type>>
when_all(std::shared_ptr<executor_type> resume_executor, iterator_type begin,
         iterator_type end) {
  return details::any<lazy_result<
      std::vector<typename std::iterator_traits<iterator_type>::value_type>>>();
}

//===-- executors/executor.h, derivable_executor.h, ... -------------------===//

/// A callable, not an awaitable.
class task {
public:
  template <class callable_type> task(callable_type &&callable) {}
  void operator()();
};

class executor {
public:
  virtual ~executor() noexcept = default;
  virtual void enqueue(concurrencpp::task task) = 0;
  virtual void shutdown() = 0;
  template <class callable_type, class... argument_types>
  void post(callable_type &&callable, argument_types &&...arguments) {}
  template <class callable_type, class... argument_types>
  auto submit(callable_type &&callable, argument_types &&...arguments) {
    return details::any<
        result<std::invoke_result_t<callable_type, argument_types...>>>();
  }
};
template <class concrete_executor_type>
struct derivable_executor : public executor {
  template <class callable_type, class... argument_types>
  void post(callable_type &&callable, argument_types &&...arguments) {}
  template <class callable_type, class... argument_types>
  auto submit(callable_type &&callable, argument_types &&...arguments) {
    return details::any<
        result<std::invoke_result_t<callable_type, argument_types...>>>();
  }
};
class thread_pool_executor final
    : public derivable_executor<thread_pool_executor> {
public:
  void enqueue(task task) override;
  void shutdown() override;
};
class thread_executor final : public derivable_executor<thread_executor> {
public:
  void enqueue(task task) override;
  void shutdown() override;
};
class inline_executor final : public executor {
public:
  void enqueue(task task) override;
  void shutdown() override;
};
class worker_thread_executor final
    : public derivable_executor<worker_thread_executor> {
public:
  void enqueue(task task) override;
  void shutdown() override;
};
class manual_executor final : public derivable_executor<manual_executor> {
public:
  void enqueue(task task) override;
  void shutdown() override;
  bool loop_once();
  bool loop_once_for(std::chrono::milliseconds max_waiting_time);
  void wait_for_task();
};

//===-- results/resume_on.h -----------------------------------------------===//

namespace details {
template <class executor_type>
class resume_on_awaitable : public std::suspend_always {
public:
  resume_on_awaitable(executor_type &executor) noexcept {}
  void await_suspend(std::coroutine_handle<void> handle) {}
  void await_resume() const {}
};
} // namespace details
template <class executor_type>
auto resume_on(std::shared_ptr<executor_type> executor) {
  return details::resume_on_awaitable<executor_type>(*executor);
}
template <class executor_type>
auto resume_on(executor_type &executor) noexcept {
  return details::resume_on_awaitable<executor_type>(executor);
}

//===-- timers/timer_queue.h, threads/async_lock.h, runtime/runtime.h -----===//

class timer {
public:
  timer() noexcept;
  timer(timer &&rhs) noexcept;
  ~timer() noexcept;
};
class timer_queue {
public:
  template <class callable_type, class... argument_types>
  timer make_one_shot_timer(std::chrono::milliseconds due_time,
                            std::shared_ptr<executor> executor,
                            callable_type &&callable, argument_types &&...) {
    return {};
  }
  lazy_result<void> make_delay_object(std::chrono::milliseconds due_time,
                                      std::shared_ptr<executor> executor);
};
class scoped_async_lock {
public:
  scoped_async_lock() noexcept;
  scoped_async_lock(scoped_async_lock &&rhs) noexcept;
  ~scoped_async_lock() noexcept;
};
class async_lock {
public:
  ~async_lock() noexcept;
  lazy_result<scoped_async_lock> lock(std::shared_ptr<executor> executor);
  lazy_result<bool> try_lock();
  void unlock();
};
class runtime {
public:
  runtime();
  ~runtime() noexcept;
  std::shared_ptr<concurrencpp::timer_queue> timer_queue() const noexcept;
  std::shared_ptr<concurrencpp::inline_executor>
  inline_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor>
  thread_pool_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_pool_executor>
  background_executor() const noexcept;
  std::shared_ptr<concurrencpp::thread_executor>
  thread_executor() const noexcept;
};

} // namespace concurrencpp

#endif // ASYNC_TIDY_TEST_STUBS_CONCURRENCPP_CONCURRENCPP_H
