// Without a model nothing is known of hops.
// RUN: async-redundant-reschedule -std=c++20 -isystem stubs
// RUN: async-redundant-reschedule -std=c++20 -isystem stubs -check-suffix=MODEL -option AsyncModels=%S/inhouse.yaml
#include "async_lib/inhouse.h"

namespace crew {
template <typename T = void> using Task = inhouse::Task<T>;
/// Its coroutines go on where they were.
struct Job {
  struct promise_type {
    Job get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const;
};
struct Pool {
  std::suspend_always enter();
};
struct Loop {
  std::suspend_always enter();
  std::suspend_always ensure();
};
struct Strand {
  std::suspend_always enter();
};
Loop &mainLoop();
} // namespace crew

using crew::Job;
using crew::mainLoop;
using crew::Task;

Task<> load();
void compute();

Task<> ensures() {
  co_await mainLoop().enter();
  compute();
  co_await mainLoop().ensure();
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:23: warning: 'ensure' schedules coroutine 'ensures' on the executor that it already runs on; remove this hop [async-redundant-reschedule]
  compute();
}
// CHECK-FIXES-MODEL: co_await mainLoop().enter();
// CHECK-FIXES-MODEL-NEXT: compute();
// CHECK-FIXES-MODEL-NEXT: //

Job endsElsewhere(crew::Pool &Pool) {
  co_await load();
  co_await Pool.enter();
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:17: warning: 'enter' schedules coroutine 'endsElsewhere' on an executor right before it ends, but whatever awaits it resumes where it was anyway; remove this hop
  co_return;
}
// CHECK-FIXES-MODEL: co_await load();
// CHECK-FIXES-MODEL-NEXT: //

Job afterAwait() {
  co_await mainLoop().enter();
  co_await load();
  co_await mainLoop().ensure();
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:23: warning: 'ensure' schedules coroutine 'afterAwait' on the executor that it already runs on
  compute();
}

// The one that is awaited may end elsewhere.
Task<> okAfterAwait() {
  co_await mainLoop().enter();
  co_await load();
  co_await mainLoop().ensure();
  compute();
}

// To wait for one's turn in it may be the purpose.
Task<> okStrand(crew::Strand &Strand) {
  co_await Strand.enter();
  co_await mainLoop().enter();
  compute();
  co_await mainLoop().enter();
  co_await Strand.enter();
  compute();
}

Task<> okEnds(crew::Pool &Pool) {
  co_await load();
  co_await Pool.enter();
}
