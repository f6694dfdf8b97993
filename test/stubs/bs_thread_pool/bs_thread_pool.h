//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Stands for BS::thread_pool 5: pools whose tasks give std::future.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_BS_THREAD_POOL_BS_THREAD_POOL_H
#define ASYNC_TIDY_TEST_STUBS_BS_THREAD_POOL_BS_THREAD_POOL_H

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <type_traits>
#include <vector>

namespace BS {

using priority_t = std::int8_t;

template <typename T>
class [[nodiscard]] multi_future : public std::vector<std::future<T>> {
public:
  using std::vector<std::future<T>>::vector;
  [[nodiscard]] std::conditional_t<std::is_void_v<T>, void, std::vector<T>>
  get();
  [[nodiscard]] std::size_t ready_count() const;
  [[nodiscard]] bool valid() const noexcept;
  void wait() const;
  template <typename R, typename P>
  bool wait_for(const std::chrono::duration<R, P> &duration) const;
};

enum class tp : std::uint8_t { none, priority, pause, wait_deadlock_checks };

template <tp OptFlags = tp::none> class [[nodiscard]] thread_pool {
public:
  thread_pool();
  explicit thread_pool(std::size_t num_threads);
  ~thread_pool() noexcept;
  thread_pool(const thread_pool &) = delete;
  thread_pool &operator=(const thread_pool &) = delete;

  template <typename T1, typename T2, typename F>
  void detach_blocks(T1 first_index, T2 index_after_last, F &&block,
                     std::size_t num_blocks = 0, priority_t priority = 0);
  template <typename T1, typename T2, typename F>
  void detach_loop(T1 first_index, T2 index_after_last, F &&loop,
                   std::size_t num_blocks = 0, priority_t priority = 0) {}
  template <typename F> void detach_task(F &&task, priority_t priority = 0) {}

  template <typename T1, typename T2, typename F>
  [[nodiscard]] multi_future<void>
  submit_loop(T1 first_index, T2 index_after_last, F &&loop,
              std::size_t num_blocks = 0, priority_t priority = 0) {
    return {};
  }
  template <typename F, typename R = std::invoke_result_t<std::decay_t<F>>>
  [[nodiscard]] std::future<R> submit_task(F &&task, priority_t priority = 0) {
    return {};
  }

  void reset();
  void wait();
  template <typename R, typename P>
  bool wait_for(const std::chrono::duration<R, P> &duration);
  void purge();
  [[nodiscard]] std::size_t get_tasks_running() const;
};

using light_thread_pool = thread_pool<tp::none>;
using priority_thread_pool = thread_pool<tp::priority>;
using pause_thread_pool = thread_pool<tp::pause>;

} // namespace BS

#endif // ASYNC_TIDY_TEST_STUBS_BS_THREAD_POOL_BS_THREAD_POOL_H
