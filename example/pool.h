// A pool of threads, as many projects have one of their own. What its functions
// mean stands in .async-tidy.yaml.

#ifndef WEATHER_POOL_H
#define WEATHER_POOL_H

#include "task.h"

namespace weather {

/// Runs what it is given on threads of its own, which may block.
class Pool {
public:
  /// Runs \p Work; its future has what that returns.
  template <class F> auto run(F Work) -> std::future<decltype(Work())> {
    return std::async(std::launch::async, std::move(Work));
  }

  /// Awaiting it goes on in the pool.
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
