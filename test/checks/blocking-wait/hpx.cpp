// RUN: async-blocking-wait %inhouse
// An HPX thread that waits is put aside, and its thread of the system runs
// others: no wait of HPX is wrong in a coroutine or a continuation.
#include "hpx/hpx.h"
#include <future>

hpx::future<int> load(int Id);
void use(int);

hpx::future<int> okInCoroutine() {
  hpx::future<int> First = load(1);
  First.wait();
  hpx::wait_all(First);
  hpx::this_thread::sleep_for(std::chrono::milliseconds(1));
  co_return First.get() + load(2).get();
}

void okInContinuation() {
  load(1)
      .then([](hpx::future<int> Done) { return Done.get() + load(2).get(); })
      .get();
  hpx::dataflow([](hpx::future<int> Done) { use(load(2).get()); }, load(1))
      .get();
}

// Others are: a std::future keeps the thread of the system.
hpx::future<int> ofAnotherLibrary(std::future<int> F) {
  co_return F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of coroutine 'ofAnotherLibrary' until the task is finished [async-blocking-wait]
}

// In an HPX thread as well.
void inThread(std::shared_future<int> F) {
  hpx::post([=] { use(F.get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get' blocks the thread of this fiber, and all other fibers on it [async-blocking-wait]
}

hpx::future<int> okOnSystemThread(std::shared_future<int> F) {
  co_return co_await hpx::run_as_os_thread([=] { return F.get(); });
}
