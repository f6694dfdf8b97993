// RUN: async-unobserved-task %seastar
#include "seastar/seastar.h"
#include <utility>

seastar::future<int> count();
void use(int) noexcept;

//===-- What a variable holds where it is dropped -------------------------===//

void onOneWay(bool Cached) {
  auto Number = seastar::make_ready_future<int>(1);
  if (!Cached)
    Number = count();
  (void)std::move(Number).then([](int N) { use(N); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the task returned by 'then' is dropped; if it fails, nobody will know [async-unobserved-task]
}

// Silent: it is ready on every way.
void okReady(bool Cached) {
  auto Number = seastar::make_ready_future<int>(1);
  if (!Cached)
    Number = seastar::make_ready_future<int>(2);
  (void)std::move(Number).then([](int N) { use(N); });
}
