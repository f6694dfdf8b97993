//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of libcoro (jbaldwin/libcoro, 2026): its types,
/// overloads and coroutine shapes, without anything that runs. Each part names
/// the header that it mirrors, relative to include/coro/.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_LIBCORO_CORO_H
#define ASYNC_TIDY_TEST_STUBS_LIBCORO_CORO_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace coro {

template <typename return_type = void> class task;

namespace detail {

// Clang wants the body of a function whose type names a lambda, or a type from
// an unnamed namespace. So templates have one: it makes its result of nothing.
void *nowhere() noexcept;
template <typename type> type any() noexcept {
  if constexpr (!std::is_void_v<type>)
    return static_cast<type &&>(
        *static_cast<std::remove_reference_t<type> *>(nowhere()));
}

//===-- task.hpp ----------------------------------------------------------===//

struct promise_base {
  auto initial_suspend() noexcept { return std::suspend_always{}; }
  auto final_suspend() noexcept { return std::suspend_always{}; }
};
template <typename return_type> struct promise final : public promise_base {
  auto get_return_object() noexcept -> task<return_type>;
  template <typename value_type>
  auto return_value(value_type &&value) -> void {}
  auto unhandled_exception() noexcept -> void {
    m_exception_ptr = std::current_exception();
  }
  std::exception_ptr m_exception_ptr;
};
template <> struct promise<void> : public promise_base {
  auto get_return_object() noexcept -> task<void>;
  auto return_void() noexcept -> void {}
  auto unhandled_exception() noexcept -> void {
    m_exception_ptr = std::current_exception();
  }
  std::exception_ptr m_exception_ptr;
};

} // namespace detail

template <typename return_type> class [[nodiscard]] task {
public:
  using promise_type = detail::promise<return_type>;
  task() noexcept {}
  explicit task(std::coroutine_handle<promise_type> handle) {}
  task(const task &) = delete;
  task(task &&other) noexcept {}
  ~task() {}
  auto operator=(const task &) -> task & = delete;
  auto operator=(task &&other) noexcept -> task & { return *this; }
  auto is_ready() const noexcept -> bool { return detail::any<bool>(); }
  auto resume() -> bool { return detail::any<bool>(); }
  auto operator co_await() const & noexcept {
    struct awaitable {
      auto await_ready() const noexcept -> bool { return false; }
      auto await_suspend(std::coroutine_handle<>) noexcept -> bool {
        return true;
      }
      auto await_resume() -> decltype(auto) {
        return detail::any<std::conditional_t<
            std::is_void_v<return_type>, void,
            std::add_lvalue_reference_t<const return_type>>>();
      }
    };
    return awaitable{};
  }
  auto operator co_await() const && noexcept {
    struct awaitable {
      auto await_ready() const noexcept -> bool { return false; }
      auto await_suspend(std::coroutine_handle<>) noexcept -> bool {
        return true;
      }
      auto await_resume() -> decltype(auto) {
        return detail::any<
            std::conditional_t<std::is_void_v<return_type>, void,
                               std::add_rvalue_reference_t<return_type>>>();
      }
    };
    return awaitable{};
  }
};
template <typename return_type>
auto detail::promise<return_type>::get_return_object() noexcept
    -> task<return_type> {
  return detail::any<task<return_type>>();
}

namespace detail {

/// What co_await of an \p awaitable gives.
template <typename awaitable>
concept has_operator = requires(awaitable &&a) {
  static_cast<awaitable &&>(a).operator co_await();
};
template <typename awaitable> auto result_of() {
  if constexpr (has_operator<awaitable>)
    return std::type_identity<decltype(std::declval<awaitable>()
                                           .operator co_await()
                                           .await_resume())>();
  else
    return std::type_identity<
        decltype(std::declval<awaitable>().await_resume())>();
}
template <typename awaitable>
using result_t = typename decltype(result_of<awaitable>())::type;

} // namespace detail

//===-- sync_wait.hpp, when_all.hpp, when_any.hpp, invoke.hpp -------------===//

template <typename awaitable_type, typename return_type = std::remove_cvref_t<
                                       detail::result_t<awaitable_type>>>
auto sync_wait(awaitable_type &&a) -> return_type {
  return detail::any<return_type>();
}

namespace detail {
template <typename return_type> class when_all_task {
public:
  when_all_task(when_all_task &&other) noexcept {}
  ~when_all_task() {}
  auto return_value() -> return_type { return any<return_type>(); }
};
template <typename task_container_type> class when_all_ready_awaitable {
public:
  when_all_ready_awaitable(when_all_ready_awaitable &&) noexcept {}
  ~when_all_ready_awaitable() {}
  auto operator co_await() noexcept {
    struct awaiter {
      auto await_ready() const noexcept -> bool { return false; }
      auto await_suspend(std::coroutine_handle<>) noexcept -> bool {
        return true;
      }
      auto await_resume() noexcept -> task_container_type {
        return any<task_container_type>();
      }
    };
    return awaiter{};
  }
};
} // namespace detail
template <typename... awaitables_type>
[[nodiscard]] auto when_all(awaitables_type... awaitables) {
  return detail::any<
      detail::when_all_ready_awaitable<std::tuple<detail::when_all_task<
          std::remove_cvref_t<detail::result_t<awaitables_type>>>...>>>();
}
template <typename return_type>
[[nodiscard]] auto when_all(std::vector<task<return_type>> awaitables) {
  return detail::any<detail::when_all_ready_awaitable<
      std::vector<detail::when_all_task<return_type>>>>();
}
template <typename functor_type, typename... args_types>
auto invoke(functor_type functor, args_types &&...args) -> decltype(auto) {
  return detail::any<std::invoke_result_t<functor_type, args_types...>>();
}

//===-- event.hpp, mutex.hpp, semaphore.hpp -------------------------------===//

class event {
public:
  struct awaiter {
    auto await_ready() const noexcept -> bool;
    auto await_suspend(std::coroutine_handle<>) noexcept -> bool;
    auto await_resume() noexcept -> void;
  };
  explicit event(bool initially_set = false) noexcept;
  ~event();
  auto set() noexcept -> void;
  auto operator co_await() const noexcept -> awaiter;
};

class mutex;
class scoped_lock {
public:
  scoped_lock(scoped_lock &&other);
  ~scoped_lock();
};
namespace detail {
struct lock_operation_base {
  auto await_ready() const noexcept -> bool;
  auto await_suspend(std::coroutine_handle<>) noexcept -> bool;
};
template <typename return_type>
struct lock_operation : public lock_operation_base {
  auto await_resume() -> return_type { return any<return_type>(); }
};
} // namespace detail
class mutex {
public:
  mutex() noexcept;
  ~mutex();
  [[nodiscard]] auto scoped_lock() -> detail::lock_operation<coro::scoped_lock>;
  [[nodiscard]] auto lock() -> detail::lock_operation<void>;
  [[nodiscard]] auto try_lock() -> bool;
  auto unlock() -> void;
};
template <std::ptrdiff_t max_value> class semaphore {
public:
  explicit semaphore(std::ptrdiff_t starting_value) {}
  ~semaphore() {}
  [[nodiscard]] auto acquire() -> task<bool> { return task<bool>(); }
  [[nodiscard]] auto release() -> task<void> { return task<void>(); }
};
template <typename element_type> class queue {
public:
  queue() {}
  ~queue() {}
  auto push(element_type &&element) -> task<bool> { return task<bool>(); }
  [[nodiscard]] auto pop() -> task<element_type> { return {}; }
};

//===-- thread_pool.hpp, scheduler.hpp, default_executor.hpp --------------===//

class thread_pool {
public:
  struct schedule_operation {
    auto await_ready() noexcept -> bool;
    auto await_suspend(std::coroutine_handle<>) noexcept -> void;
    auto await_resume() noexcept -> void;
  };
  static auto make_unique() -> std::unique_ptr<thread_pool>;
  thread_pool(const thread_pool &) = delete;
  auto operator=(const thread_pool &) -> thread_pool & = delete;
  virtual ~thread_pool();
  [[nodiscard]] auto schedule() -> schedule_operation;
  template <typename return_type>
  [[nodiscard]] auto schedule(task<return_type> task)
      -> coro::task<return_type> {
    return {};
  }
  auto spawn_detached(task<void> &&task) noexcept -> bool;
  auto spawn_joinable(task<void> &&task) noexcept -> coro::task<void>;
  [[nodiscard]] auto yield() -> schedule_operation;
  auto shutdown() noexcept -> void;
};

enum class poll_status { read, write, timeout, error, closed };
enum class poll_op { read, write, read_write };
class scheduler {
public:
  class schedule_operation {
  public:
    auto await_ready() noexcept -> bool;
    auto await_suspend(std::coroutine_handle<>) noexcept -> void;
    auto await_resume() noexcept -> void;
  };
  static auto make_unique() -> std::unique_ptr<scheduler>;
  scheduler(const scheduler &) = delete;
  auto operator=(const scheduler &) -> scheduler & = delete;
  virtual ~scheduler();
  auto process_events(std::chrono::milliseconds timeout =
                          std::chrono::milliseconds{0}) -> std::size_t;
  auto schedule() -> schedule_operation;
  template <typename return_type>
  [[nodiscard]] auto schedule(task<return_type> task)
      -> coro::task<return_type> {
    return {};
  }
  auto spawn_detached(task<void> &&task) -> bool;
  auto spawn_joinable(task<void> &&task) -> coro::task<void>;
  template <class rep_type, class period_type>
  [[nodiscard]] auto
  schedule_after(std::chrono::duration<rep_type, period_type> amount)
      -> task<void> {
    return {};
  }
  template <class rep_type, class period_type>
  [[nodiscard]] auto
  yield_for(std::chrono::duration<rep_type, period_type> amount) -> task<void> {
    return {};
  }
  [[nodiscard]] auto yield() -> schedule_operation;
  [[nodiscard]] auto
  poll(int fd, poll_op op,
       std::chrono::milliseconds timeout = std::chrono::milliseconds{0})
      -> task<poll_status>;
  auto shutdown() noexcept -> void;
};
namespace default_executor {
auto executor() -> std::unique_ptr<coro::thread_pool> &;
auto io_executor() -> std::unique_ptr<coro::scheduler> &;
} // namespace default_executor

//===-- task_group.hpp ----------------------------------------------------===//

template <typename executor_type> class task_group {
public:
  explicit task_group(std::unique_ptr<executor_type> &executor) {}
  ~task_group() {}
  [[nodiscard]] auto start(task<void> &&task) -> bool {
    return detail::any<bool>();
  }
  auto operator co_await() const noexcept -> event::awaiter { return {}; }
};

//===-- net/tcp/client.hpp ------------------------------------------------===//

namespace net::tcp {
class client {
public:
  client(client &&other) noexcept;
  ~client();
  auto connect(std::chrono::milliseconds timeout = std::chrono::milliseconds{0})
      -> task<bool>;
  template <class buffer_type>
  auto read_some(buffer_type &buffer,
                 std::chrono::milliseconds timeout = std::chrono::milliseconds{
                     0}) -> task<std::size_t> {
    return {};
  }
  template <class buffer_type>
  auto write_all(const buffer_type &buffer,
                 std::chrono::milliseconds timeout = std::chrono::milliseconds{
                     0}) -> task<std::size_t> {
    return {};
  }
  /// Does not block: it may give nothing.
  template <class buffer_type>
  auto recv(buffer_type &&buffer) -> std::span<char> {
    return {};
  }
};
} // namespace net::tcp

} // namespace coro

#endif // ASYNC_TIDY_TEST_STUBS_LIBCORO_CORO_H
