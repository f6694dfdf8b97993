//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of cppcoro (andreasbuhr/cppcoro, 2026, whose names
/// are those of lewissbaker/cppcoro): its types, overloads and coroutine
/// shapes, without anything that runs. Each part names the header that it
/// mirrors, relative to include/cppcoro/.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_CPPCORO_CPPCORO_H
#define ASYNC_TIDY_TEST_STUBS_CPPCORO_CPPCORO_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace std {
struct adopt_lock_t; // <mutex> is too costly to include.
} // namespace std

namespace cppcoro {

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

//===-- coroutine.hpp, broken_promise.hpp, operation_cancelled.hpp --------===//

using std::coroutine_handle;
using std::noop_coroutine;
using std::suspend_always;
using std::suspend_never;

class broken_promise : public std::logic_error {
public:
  broken_promise();
};
class operation_cancelled : public std::exception {};

//===-- awaitable_traits.hpp, is_awaitable.hpp ----------------------------===//

namespace detail {
template <typename T>
auto get_awaiter_impl(T &&value, int) noexcept
    -> decltype(static_cast<T &&>(value).operator co_await()) {
  return static_cast<T &&>(value).operator co_await();
}
template <typename T>
auto get_awaiter_impl(T &&value, long) noexcept
    -> decltype(operator co_await(static_cast<T &&>(value))) {
  return operator co_await(static_cast<T &&>(value));
}
template <typename T>
  requires requires(T &&t) {
    t.await_ready();
    t.await_resume();
  }
T &&get_awaiter_impl(T &&value, ...) noexcept {
  return static_cast<T &&>(value);
}
template <typename T>
auto get_awaiter(T &&value) noexcept
    -> decltype(get_awaiter_impl(static_cast<T &&>(value), 123)) {
  return get_awaiter_impl(static_cast<T &&>(value), 123);
}
template <typename T>
using remove_rvalue_reference_t =
    std::conditional_t<std::is_rvalue_reference_v<T>,
                       std::remove_reference_t<T>, T>;
} // namespace detail

template <typename T, typename = std::void_t<>>
struct is_awaitable : std::false_type {};
template <typename T>
struct is_awaitable<
    T, std::void_t<decltype(detail::get_awaiter(std::declval<T>()))>>
    : std::true_type {};
template <typename T> constexpr bool is_awaitable_v = is_awaitable<T>::value;

template <typename T, typename = void> struct awaitable_traits {};
template <typename T>
struct awaitable_traits<
    T, std::void_t<decltype(detail::get_awaiter(std::declval<T>()))>> {
  using awaiter_t = decltype(detail::get_awaiter(std::declval<T>()));
  using await_result_t = decltype(std::declval<awaiter_t>().await_resume());
};

namespace detail {
template <typename T>
using await_value_t =
    remove_rvalue_reference_t<typename awaitable_traits<T>::await_result_t>;
} // namespace detail

//===-- task.hpp ----------------------------------------------------------===//

template <typename T> class task;

namespace detail {

class task_promise_base {
  struct final_awaitable {
    bool await_ready() const noexcept { return false; }
    template <typename PROMISE>
    coroutine_handle<> await_suspend(coroutine_handle<PROMISE>) noexcept {
      return noop_coroutine();
    }
    void await_resume() noexcept {}
  };

public:
  auto initial_suspend() noexcept { return suspend_always{}; }
  auto final_suspend() noexcept { return final_awaitable{}; }
};

template <typename T> class task_promise final : public task_promise_base {
public:
  task_promise() noexcept {}
  ~task_promise() {}
  task<T> get_return_object() noexcept { return detail::any<task<T>>(); }
  void unhandled_exception() noexcept {
    m_exception = std::current_exception();
  }
  template <typename VALUE,
            typename = std::enable_if_t<std::is_convertible_v<VALUE &&, T>>>
  void return_value(VALUE &&value) {}

private:
  std::exception_ptr m_exception;
};
template <> class task_promise<void> : public task_promise_base {
public:
  task_promise() noexcept;
  ~task_promise();
  task<void> get_return_object() noexcept;
  void return_void() noexcept {}
  void unhandled_exception() noexcept {
    m_exception = std::current_exception();
  }

private:
  std::exception_ptr m_exception;
};
template <typename T> class task_promise<T &> : public task_promise_base {
public:
  task_promise() noexcept {}
  ~task_promise() {}
  task<T &> get_return_object() noexcept { return detail::any<task<T &>>(); }
  void unhandled_exception() noexcept {
    m_exception = std::current_exception();
  }
  void return_value(T &value) noexcept {}

private:
  std::exception_ptr m_exception;
};

} // namespace detail

template <typename T = void> class [[nodiscard]] task {
public:
  using promise_type = detail::task_promise<T>;
  using value_type = T;

private:
  template <typename Result> struct awaitable {
    bool await_ready() const noexcept { return detail::any<bool>(); }
    coroutine_handle<>
    await_suspend(coroutine_handle<> awaitingCoroutine) noexcept {
      return detail::any<coroutine_handle<>>();
    }
    Result await_resume() { return detail::any<Result>(); }
  };
  using rvalue_type =
      std::conditional_t<std::is_arithmetic_v<T> || std::is_pointer_v<T> ||
                             std::is_void_v<T>,
                         T, std::add_rvalue_reference_t<T>>;

public:
  task() noexcept {}
  explicit task(coroutine_handle<promise_type> coroutine) {}
  task(task &&t) noexcept = default;
  task(const task &) = delete;
  task &operator=(const task &) = delete;
  ~task() {}
  task &operator=(task &&other) noexcept = default;
  bool is_ready() const noexcept { return detail::any<bool>(); }
  awaitable<std::add_lvalue_reference_t<T>>
  operator co_await() const & noexcept {
    return detail::any<awaitable<std::add_lvalue_reference_t<T>>>();
  }
  awaitable<rvalue_type> operator co_await() const && noexcept {
    return detail::any<awaitable<rvalue_type>>();
  }
  awaitable<void> when_ready() const noexcept {
    return detail::any<awaitable<void>>();
  }
};

template <typename AWAITABLE>
task<detail::await_value_t<AWAITABLE>> make_task(AWAITABLE awaitable) {
  return detail::any<task<detail::await_value_t<AWAITABLE>>>();
}

//===-- shared_task.hpp ---------------------------------------------------===//

template <typename T> class shared_task;

namespace detail {

class shared_task_promise_base {
public:
  suspend_always initial_suspend() noexcept { return {}; }
  suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {
    m_exception = std::current_exception();
  }

private:
  std::exception_ptr m_exception;
};
template <typename T>
class shared_task_promise : public shared_task_promise_base {
public:
  shared_task<T> get_return_object() noexcept {
    return detail::any<shared_task<T>>();
  }
  template <typename VALUE,
            typename = std::enable_if_t<std::is_convertible_v<VALUE &&, T>>>
  void return_value(VALUE &&value) {}
};
template <> class shared_task_promise<void> : public shared_task_promise_base {
public:
  shared_task<void> get_return_object() noexcept;
  void return_void() noexcept {}
};

} // namespace detail

template <typename T = void> class [[nodiscard]] shared_task {
public:
  using promise_type = detail::shared_task_promise<T>;
  using value_type = T;

private:
  template <typename Result> struct awaitable {
    bool await_ready() const noexcept { return detail::any<bool>(); }
    bool await_suspend(coroutine_handle<> awaiter) noexcept {
      return detail::any<bool>();
    }
    Result await_resume() { return detail::any<Result>(); }
  };

public:
  shared_task() noexcept {}
  explicit shared_task(coroutine_handle<promise_type> coroutine) {}
  shared_task(shared_task &&other) noexcept = default;
  shared_task(const shared_task &other) noexcept = default;
  ~shared_task() {}
  shared_task &operator=(shared_task &&other) noexcept = default;
  shared_task &operator=(const shared_task &other) noexcept = default;
  bool is_ready() const noexcept { return detail::any<bool>(); }
  awaitable<std::add_lvalue_reference_t<T>> operator co_await() const noexcept {
    return detail::any<awaitable<std::add_lvalue_reference_t<T>>>();
  }
  awaitable<void> when_ready() const noexcept {
    return detail::any<awaitable<void>>();
  }
};

template <typename AWAITABLE>
shared_task<detail::await_value_t<AWAITABLE>>
make_shared_task(AWAITABLE awaitable) {
  return detail::any<shared_task<detail::await_value_t<AWAITABLE>>>();
}

//===-- sync_wait.hpp, fmap.hpp, when_all_ready.hpp, when_all.hpp ---------===//

template <typename AWAITABLE>
auto sync_wait(AWAITABLE &&awaitable) ->
    typename awaitable_traits<AWAITABLE &&>::await_result_t {
  return detail::any<typename awaitable_traits<AWAITABLE &&>::await_result_t>();
}

namespace detail {

/// What fmap and when_all return: starts its operands when awaited.
template <typename RESULT> class fmap_awaitable {
  struct awaiter {
    bool await_ready() const noexcept { return false; }
    bool await_suspend(coroutine_handle<>) noexcept { return true; }
    RESULT await_resume() { return detail::any<RESULT>(); }
  };

public:
  fmap_awaitable(fmap_awaitable &&) noexcept = default;
  ~fmap_awaitable() {}
  awaiter operator co_await() & noexcept { return {}; }
  awaiter operator co_await() && noexcept { return {}; }
};

/// What when_all_ready returns, likewise.
template <typename RESULT>
class when_all_ready_awaitable : public fmap_awaitable<RESULT> {};

/// One task's outcome: its exception stays inside until result() is called.
template <typename RESULT> class when_all_task final {
public:
  when_all_task(when_all_task &&other) noexcept = default;
  ~when_all_task() {}
  RESULT result() { return detail::any<RESULT>(); }
};

struct void_value {};
template <typename T>
using non_void_t = std::conditional_t<
    std::is_void_v<await_value_t<T>>, void_value,
    std::decay_t<std::conditional_t<std::is_void_v<await_value_t<T>>,
                                    void_value, await_value_t<T>>>>;
template <typename T> struct vector_of {
  using type = std::vector<std::decay_t<T>>;
};
template <> struct vector_of<void> {
  using type = void;
};

} // namespace detail

template <typename FUNC> struct fmap_transform {
  FUNC func;
};
template <typename FUNC, typename AWAITABLE,
          std::enable_if_t<is_awaitable_v<AWAITABLE>, int> = 0>
detail::fmap_awaitable<
    std::invoke_result_t<FUNC, detail::await_value_t<AWAITABLE>>>
fmap(FUNC &&func, AWAITABLE &&awaitable) {
  return detail::any<detail::fmap_awaitable<
      std::invoke_result_t<FUNC, detail::await_value_t<AWAITABLE>>>>();
}
template <typename FUNC> fmap_transform<FUNC> fmap(FUNC &&func) {
  return {std::forward<FUNC>(func)};
}
template <typename T, typename FUNC>
decltype(auto) operator|(T &&value, fmap_transform<FUNC> &&transform) {
  return fmap(std::forward<FUNC>(transform.func), std::forward<T>(value));
}

template <typename... AWAITABLES,
          std::enable_if_t<std::conjunction_v<is_awaitable<
                               std::remove_reference_t<AWAITABLES>>...>,
                           int> = 0>
[[nodiscard]] detail::when_all_ready_awaitable<
    std::tuple<detail::when_all_task<detail::await_value_t<AWAITABLES>>...>>
when_all_ready(AWAITABLES &&...awaitables) {
  return detail::any<detail::when_all_ready_awaitable<std::tuple<
      detail::when_all_task<detail::await_value_t<AWAITABLES>>...>>>();
}
template <typename AWAITABLE>
[[nodiscard]] detail::when_all_ready_awaitable<
    std::vector<detail::when_all_task<detail::await_value_t<AWAITABLE>>>>
when_all_ready(std::vector<AWAITABLE> awaitables) {
  return detail::any<detail::when_all_ready_awaitable<
      std::vector<detail::when_all_task<detail::await_value_t<AWAITABLE>>>>>();
}

template <typename... AWAITABLES,
          std::enable_if_t<std::conjunction_v<is_awaitable<
                               std::remove_reference_t<AWAITABLES>>...>,
                           int> = 0>
[[nodiscard]] detail::fmap_awaitable<
    std::tuple<detail::non_void_t<AWAITABLES>...>>
when_all(AWAITABLES &&...awaitables) {
  return detail::any<
      detail::fmap_awaitable<std::tuple<detail::non_void_t<AWAITABLES>...>>>();
}
template <typename AWAITABLE>
[[nodiscard]] detail::fmap_awaitable<
    typename detail::vector_of<detail::await_value_t<AWAITABLE>>::type>
when_all(std::vector<AWAITABLE> awaitables) {
  return detail::any<detail::fmap_awaitable<
      typename detail::vector_of<detail::await_value_t<AWAITABLE>>::type>>();
}

//===-- cancellation_token.hpp, cancellation_source.hpp -------------------===//

class cancellation_token {
public:
  cancellation_token() noexcept;
  cancellation_token(const cancellation_token &other) noexcept;
  cancellation_token &operator=(const cancellation_token &other) noexcept;
  ~cancellation_token();
  bool can_be_cancelled() const noexcept;
  bool is_cancellation_requested() const noexcept;
  void throw_if_cancellation_requested() const;
};
class cancellation_source {
public:
  cancellation_source();
  cancellation_source(const cancellation_source &other) noexcept;
  ~cancellation_source();
  cancellation_token token() const noexcept;
  void request_cancellation();
};

//===-- static_thread_pool.hpp, inline_scheduler.hpp, io_service.hpp ------===//

class static_thread_pool {
public:
  static_thread_pool();
  explicit static_thread_pool(std::uint32_t threadCount);
  static_thread_pool(const static_thread_pool &) = delete;
  static_thread_pool &operator=(const static_thread_pool &) = delete;
  ~static_thread_pool();
  class schedule_operation {
  public:
    schedule_operation(static_thread_pool *tp) noexcept;
    bool await_ready() noexcept { return false; }
    void await_suspend(coroutine_handle<> awaitingCoroutine) noexcept;
    void await_resume() noexcept {}
  };
  std::uint32_t thread_count() const noexcept;
  [[nodiscard]] schedule_operation schedule() noexcept;
};

class inline_scheduler {
public:
  suspend_never schedule() const noexcept { return {}; }
};

class io_service {
public:
  class schedule_operation;
  class timed_schedule_operation;
  io_service();
  io_service(std::uint32_t concurrencyHint);
  ~io_service();
  io_service(const io_service &other) = delete;
  io_service &operator=(const io_service &other) = delete;
  [[nodiscard]] schedule_operation schedule() noexcept;
  template <typename REP, typename PERIOD>
  [[nodiscard]] timed_schedule_operation
  schedule_after(const std::chrono::duration<REP, PERIOD> &delay,
                 cancellation_token cancellationToken = {}) noexcept;
  std::uint64_t process_events();
  std::uint64_t process_pending_events();
  std::uint64_t process_one_event();
  std::uint64_t process_one_pending_event();
  void stop() noexcept;
  void reset();
  bool is_stop_requested() const noexcept;
  void notify_work_started() noexcept;
  void notify_work_finished() noexcept;
};
class io_service::schedule_operation {
public:
  schedule_operation(io_service &service) noexcept;
  bool await_ready() const noexcept { return false; }
  void await_suspend(coroutine_handle<> awaiter) noexcept;
  void await_resume() const noexcept {}
};
class io_service::timed_schedule_operation {
public:
  timed_schedule_operation(timed_schedule_operation &&other) noexcept;
  ~timed_schedule_operation();
  bool await_ready() const noexcept;
  void await_suspend(coroutine_handle<> awaiter);
  void await_resume();
};
class io_work_scope {
public:
  explicit io_work_scope(io_service &service) noexcept;
  io_work_scope(const io_work_scope &other) noexcept;
  ~io_work_scope();
  io_service &service() noexcept;
};

//===-- schedule_on.hpp, resume_on.hpp ------------------------------------===//

template <typename SCHEDULER> struct schedule_on_transform {
  SCHEDULER &scheduler;
};
template <typename SCHEDULER>
schedule_on_transform<SCHEDULER> schedule_on(SCHEDULER &scheduler) {
  return {scheduler};
}
template <typename SCHEDULER, typename AWAITABLE>
auto schedule_on(SCHEDULER &scheduler, AWAITABLE awaitable)
    -> task<detail::await_value_t<AWAITABLE>> {
  return detail::any<task<detail::await_value_t<AWAITABLE>>>();
}
template <typename T, typename SCHEDULER>
decltype(auto) operator|(T &&value,
                         schedule_on_transform<SCHEDULER> transform) {
  return schedule_on(transform.scheduler, std::forward<T>(value));
}

template <typename SCHEDULER> struct resume_on_transform {
  SCHEDULER &scheduler;
};
template <typename SCHEDULER>
resume_on_transform<SCHEDULER> resume_on(SCHEDULER &scheduler) noexcept {
  return {scheduler};
}
template <typename SCHEDULER, typename AWAITABLE>
auto resume_on(SCHEDULER &scheduler, AWAITABLE awaitable)
    -> task<detail::await_value_t<AWAITABLE>> {
  return detail::any<task<detail::await_value_t<AWAITABLE>>>();
}
template <typename T, typename SCHEDULER>
decltype(auto) operator|(T &&value, resume_on_transform<SCHEDULER> transform) {
  return resume_on(transform.scheduler, std::forward<T>(value));
}

//===-- async_scope.hpp ---------------------------------------------------===//

class async_scope {
  struct join_awaiter {
    bool await_ready() noexcept;
    bool await_suspend(coroutine_handle<> continuation) noexcept;
    void await_resume() noexcept;
  };

public:
  async_scope() noexcept;
  ~async_scope();
  template <typename AWAITABLE> void spawn(AWAITABLE &&awaitable) {}
  [[nodiscard]] join_awaiter join() noexcept;
};

//===-- async_mutex.hpp ---------------------------------------------------===//

class async_mutex_lock_operation;
class async_mutex_scoped_lock_operation;

class async_mutex {
public:
  async_mutex() noexcept;
  ~async_mutex();
  bool try_lock() noexcept;
  async_mutex_lock_operation lock_async() noexcept;
  async_mutex_scoped_lock_operation scoped_lock_async() noexcept;
  void unlock();
};
class async_mutex_lock {
public:
  explicit async_mutex_lock(async_mutex &mutex, std::adopt_lock_t) noexcept;
  async_mutex_lock(async_mutex_lock &&other) noexcept;
  async_mutex_lock(const async_mutex_lock &other) = delete;
  ~async_mutex_lock();
};
class async_mutex_lock_operation {
public:
  explicit async_mutex_lock_operation(async_mutex &mutex) noexcept;
  bool await_ready() const noexcept { return false; }
  bool await_suspend(coroutine_handle<> awaiter) noexcept;
  void await_resume() const noexcept {}
};
class async_mutex_scoped_lock_operation : public async_mutex_lock_operation {
public:
  using async_mutex_lock_operation::async_mutex_lock_operation;
  [[nodiscard]] async_mutex_lock await_resume() const noexcept;
};

//===-- single_consumer_event.hpp, async_{manual,auto}_reset_event.hpp,
//     async_latch.hpp ----------------------------------------------------===//

class single_consumer_event {
  class awaiter {
  public:
    bool await_ready() const noexcept;
    bool await_suspend(coroutine_handle<> awaiter);
    void await_resume() noexcept {}
  };

public:
  single_consumer_event(bool initiallySet = false) noexcept;
  bool is_set() const noexcept;
  void set();
  void reset() noexcept;
  awaiter operator co_await() noexcept;
};

class async_manual_reset_event_operation {
public:
  bool await_ready() const noexcept;
  bool await_suspend(coroutine_handle<> awaiter) noexcept;
  void await_resume() const noexcept {}
};
class async_manual_reset_event {
public:
  async_manual_reset_event(bool initiallySet = false) noexcept;
  ~async_manual_reset_event();
  async_manual_reset_event_operation operator co_await() const noexcept;
  bool is_set() const noexcept;
  void set() noexcept;
  void reset() noexcept;
};
class async_auto_reset_event_operation {
public:
  bool await_ready() const noexcept;
  bool await_suspend(coroutine_handle<> awaiter) noexcept;
  void await_resume() const noexcept {}
};
class async_auto_reset_event {
public:
  async_auto_reset_event(bool initiallySet = false) noexcept;
  ~async_auto_reset_event();
  async_auto_reset_event_operation operator co_await() const noexcept;
  void set() noexcept;
  void reset() noexcept;
};
class async_latch {
public:
  async_latch(std::ptrdiff_t initialCount) noexcept;
  bool is_ready() const noexcept;
  void count_down(std::ptrdiff_t n = 1) noexcept;
  async_manual_reset_event_operation operator co_await() const noexcept;
};

//===-- generator.hpp, async_generator.hpp --------------------------------===//

template <typename T> class [[nodiscard]] generator {
public:
  class promise_type {
  public:
    generator get_return_object() noexcept { return detail::any<generator>(); }
    suspend_always initial_suspend() const noexcept { return {}; }
    suspend_always final_suspend() const noexcept { return {}; }
    suspend_always yield_value(const std::remove_reference_t<T> &v) noexcept {
      return detail::any<suspend_always>();
    }
    void unhandled_exception() { m_exception = std::current_exception(); }
    void return_void() {}
    template <typename U> suspend_never await_transform(U &&value) = delete;

  private:
    std::exception_ptr m_exception;
  };
  struct sentinel {};
  class iterator {
  public:
    bool operator==(sentinel) const noexcept { return detail::any<bool>(); }
    iterator &operator++() { return detail::any<iterator &>(); }
    std::remove_reference_t<T> &operator*() const noexcept {
      return detail::any<std::remove_reference_t<T> &>();
    }
  };
  generator() noexcept {}
  generator(generator &&other) noexcept = default;
  ~generator() {}
  iterator begin() { return detail::any<iterator>(); }
  sentinel end() noexcept { return detail::any<sentinel>(); }
};

template <typename T> class [[nodiscard]] async_generator {
public:
  class promise_type {
  public:
    async_generator get_return_object() noexcept {
      return detail::any<async_generator>();
    }
    suspend_always initial_suspend() const noexcept { return {}; }
    suspend_always final_suspend() const noexcept { return {}; }
    suspend_always yield_value(const std::remove_reference_t<T> &v) noexcept {
      return detail::any<suspend_always>();
    }
    void unhandled_exception() noexcept {
      m_exception = std::current_exception();
    }
    void return_void() noexcept {}

  private:
    std::exception_ptr m_exception;
  };
  template <typename Result> class advance_operation {
  public:
    bool await_ready() const noexcept { return detail::any<bool>(); }
    coroutine_handle<> await_suspend(coroutine_handle<> consumer) noexcept {
      return detail::any<coroutine_handle<>>();
    }
    Result await_resume() { return detail::any<Result>(); }
  };
  class iterator {
  public:
    advance_operation<iterator &> operator++() noexcept {
      return detail::any<advance_operation<iterator &>>();
    }
    std::remove_reference_t<T> &operator*() const noexcept {
      return detail::any<std::remove_reference_t<T> &>();
    }
    bool operator==(const iterator &other) const noexcept {
      return detail::any<bool>();
    }
  };
  async_generator() noexcept {}
  async_generator(async_generator &&other) noexcept = default;
  ~async_generator() {}
  advance_operation<iterator> begin() noexcept {
    return detail::any<advance_operation<iterator>>();
  }
  iterator end() noexcept { return detail::any<iterator>(); }
};

//===-- file.hpp, {readable,writable,read_only,write_only,read_write}_file.hpp,
//     file_{read,write}_operation.hpp ------------------------------------===//

namespace detail {
/// An operation that is issued to the system when awaited.
template <typename RESULT> class io_operation {
public:
  io_operation(io_operation &&other) noexcept = default;
  ~io_operation() {}
  bool await_ready() const noexcept { return false; }
  bool await_suspend(coroutine_handle<> awaitingCoroutine) {
    return detail::any<bool>();
  }
  RESULT await_resume() { return detail::any<RESULT>(); }
};
} // namespace detail

namespace filesystem {
// In place of std::filesystem, whose header costs more than all others.
class path {
public:
  template <typename Source> path(const Source &source);
  ~path();
};
} // namespace filesystem

class file_read_operation : public detail::io_operation<std::size_t> {};
class file_read_operation_cancellable
    : public detail::io_operation<std::size_t> {};
class file_write_operation : public detail::io_operation<std::size_t> {};
class file_write_operation_cancellable
    : public detail::io_operation<std::size_t> {};

enum class file_share_mode { none = 0, read = 1, write = 2 };
enum class file_open_mode { create_or_open, create_always, open_existing };

class file {
public:
  file(file &&other) noexcept;
  virtual ~file();
  std::uint64_t size() const;
};
class readable_file : virtual public file {
public:
  [[nodiscard]] file_read_operation read(std::uint64_t offset, void *buffer,
                                         std::size_t byteCount) const noexcept;
  [[nodiscard]] file_read_operation_cancellable
  read(std::uint64_t offset, void *buffer, std::size_t byteCount,
       cancellation_token ct) const noexcept;
};
class writable_file : virtual public file {
public:
  void set_size(std::uint64_t fileSize);
  [[nodiscard]] file_write_operation write(std::uint64_t offset,
                                           const void *buffer,
                                           std::size_t byteCount) noexcept;
  [[nodiscard]] file_write_operation_cancellable
  write(std::uint64_t offset, const void *buffer, std::size_t byteCount,
        cancellation_token ct) noexcept;
};
class read_only_file : public readable_file {
public:
  [[nodiscard]] static read_only_file
  open(io_service &ioService, const filesystem::path &path,
       file_share_mode shareMode = file_share_mode::read);
};
class write_only_file : public writable_file {
public:
  [[nodiscard]] static write_only_file
  open(io_service &ioService, const filesystem::path &path,
       file_open_mode openMode = file_open_mode::create_or_open,
       file_share_mode shareMode = file_share_mode::none);
};
class read_write_file : public readable_file, public writable_file {
public:
  [[nodiscard]] static read_write_file
  open(io_service &ioService, const filesystem::path &path,
       file_open_mode openMode = file_open_mode::create_or_open,
       file_share_mode shareMode = file_share_mode::none);
};

//===-- net/socket.hpp, net/socket_*_operation.hpp, net/ip_endpoint.hpp ---===//

namespace net {

class ip_endpoint {
public:
  ip_endpoint() noexcept;
};
class ipv4_address {
public:
  constexpr ipv4_address() {}
  static constexpr ipv4_address loopback() { return {}; }
};
class ipv4_endpoint {
public:
  explicit ipv4_endpoint(ipv4_address address, std::uint16_t port = 0) noexcept;
  operator ip_endpoint() const noexcept;
};

class socket_connect_operation : public detail::io_operation<void> {};
class socket_connect_operation_cancellable : public detail::io_operation<void> {
};
class socket_accept_operation : public detail::io_operation<void> {};
class socket_accept_operation_cancellable : public detail::io_operation<void> {
};
class socket_disconnect_operation : public detail::io_operation<void> {};
class socket_send_operation : public detail::io_operation<std::size_t> {};
class socket_send_operation_cancellable
    : public detail::io_operation<std::size_t> {};
class socket_recv_operation : public detail::io_operation<std::size_t> {};
class socket_recv_operation_cancellable
    : public detail::io_operation<std::size_t> {};
class socket_recv_from_operation
    : public detail::io_operation<std::tuple<std::size_t, ip_endpoint>> {};
class socket_send_to_operation : public detail::io_operation<std::size_t> {};

class socket {
public:
  static socket create_tcpv4(io_service &ioSvc);
  static socket create_tcpv6(io_service &ioSvc);
  static socket create_udpv4(io_service &ioSvc);
  static socket create_udpv6(io_service &ioSvc);
  socket(socket &&other) noexcept;
  socket &operator=(socket &&other) noexcept;
  ~socket();
  const ip_endpoint &local_endpoint() const noexcept;
  const ip_endpoint &remote_endpoint() const noexcept;
  void bind(const ip_endpoint &localEndPoint);
  void listen();
  void listen(std::uint32_t backlog);
  [[nodiscard]] socket_connect_operation
  connect(const ip_endpoint &remoteEndPoint) noexcept;
  [[nodiscard]] socket_connect_operation_cancellable
  connect(const ip_endpoint &remoteEndPoint, cancellation_token ct) noexcept;
  [[nodiscard]] socket_accept_operation
  accept(socket &acceptingSocket) noexcept;
  [[nodiscard]] socket_accept_operation_cancellable
  accept(socket &acceptingSocket, cancellation_token ct) noexcept;
  [[nodiscard]] socket_disconnect_operation disconnect() noexcept;
  [[nodiscard]] socket_send_operation send(const void *buffer,
                                           std::size_t size) noexcept;
  [[nodiscard]] socket_send_operation_cancellable
  send(const void *buffer, std::size_t size, cancellation_token ct) noexcept;
  [[nodiscard]] socket_recv_operation recv(void *buffer,
                                           std::size_t size) noexcept;
  [[nodiscard]] socket_recv_operation_cancellable
  recv(void *buffer, std::size_t size, cancellation_token ct) noexcept;
  [[nodiscard]] socket_recv_from_operation recv_from(void *buffer,
                                                     std::size_t size) noexcept;
  [[nodiscard]] socket_send_to_operation send_to(const ip_endpoint &destination,
                                                 const void *buffer,
                                                 std::size_t size) noexcept;
  void close_send();
  void close_recv();
};

} // namespace net
} // namespace cppcoro

#endif // ASYNC_TIDY_TEST_STUBS_CPPCORO_CPPCORO_H
