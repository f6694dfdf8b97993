// A thread pool, as many projects have their own. The model .async-tidy.yaml
// describes its functions.

#ifndef WEATHER_POOL_H
#define WEATHER_POOL_H

#include "task.h"

namespace weather {

/// Runs callables on its own threads, which may block.
class Pool {
public:
  /// Runs \p Work; the future has its result.
  template <class F> auto run(F Work) -> std::future<decltype(Work())> {
    return std::async(std::launch::async, std::move(Work));
  }

  /// Awaiting it resumes in the pool.
  auto schedule() {
    struct Awaiter {
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<> Waiter) const {
        std::thread(Waiter).detach(); // NOLINT(async-unobserved-task)
      }
      void await_resume() const noexcept {}
    };
    return Awaiter();
  }
};

/// The pool of this program.
Pool &pool();

} // namespace weather

#endif // WEATHER_POOL_H
