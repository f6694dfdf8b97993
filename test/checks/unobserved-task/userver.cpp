// RUN: async-unobserved-task %userver -Wno-unused-result
#include "userver/userver.h"

using namespace userver;

static int work() { throw 1; }
static void use(int) { throw 1; }

// The destructor cancels, and waits for the end.
void dropped() {
  utils::Async("work", [] { return work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'Async' is destroyed at once, which cancels its work [async-unobserved-task]
  (void)engine::AsyncNoSpan([] { return work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'AsyncNoSpan' is destroyed at once, which cancels its work
}

void detached() {
  utils::Async("work", [] { return work(); }).Detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: the error of 'Async' is lost: 'Detach' discards it [async-unobserved-task]
  utils::Async("work", [] {
    try {
      use(work());
    } catch (...) {
    }
  }).Detach();
}

// Seen from inside the library, where the body is in sight: the model counts.
namespace userver::engine {
template <typename Function>
auto CriticalAsyncNoSpan(TaskProcessor &, Function &&f) {
  use(work());
  return TaskWithResult<void>();
}
} // namespace userver::engine
void okNothingToFail(engine::TaskProcessor &Processor) {
  engine::CriticalAsyncNoSpan(Processor, [] {}).Detach();
}
void mayFail(engine::TaskProcessor &Processor) {
  engine::CriticalAsyncNoSpan(Processor, [] { use(1); }).Detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: the error of 'CriticalAsyncNoSpan' is lost: 'Detach' discards it
}

// It ends with the scope.
void okLocal() {
  auto Task = utils::Async("work", [] { return work(); });
  use(work());
}

void okWaited() { use(utils::Async("work", [] { return work(); }).Get()); }

void okStored(concurrent::BackgroundTaskStorage &Storage) {
  Storage.AsyncDetach("work", [] { use(work()); });
}

void suppressed() {
  utils::Async("work", [] { return work(); }); // NOLINT(async-unobserved-task)
}
