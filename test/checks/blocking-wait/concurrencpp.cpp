// RUN: async-blocking-wait %concurrencpp
#include "concurrencpp/concurrencpp.h"

using namespace concurrencpp;

result<int> load(int Id = 0);
result<std::string> text();
void use(int);

result<int> blocks(result<int> Given, shared_result<int> Shared) {
  int First = load().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' blocks the thread of coroutine 'blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: int First = co_await load();
  use(text().get().size());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: use((co_await text()).size());
  co_return First + Given.get() + Shared.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'get' blocks the thread of coroutine 'blocks'
  // CHECK-MESSAGES: :[[@LINE-2]]:42: warning: 'get' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: co_return First + co_await Given + co_await Shared;
}

// The outcome is taken later.
lazy_result<int> waits(result<int> Given) {
  Given.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of coroutine 'waits' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: {{^}}  Given.wait();
  co_return Given.get();
}

result<int> okReady(result<int> Given, std::shared_ptr<executor> On) {
  if (Given.status() != result_status::idle)
    co_return Given.get();
  if (Given.status() == result_status::value)
    co_return Given.get();
  auto [A, B] = co_await when_all(On, load(1), load(2));
  auto Both = co_await load(3).resolve();
  co_return A.get() + B.get() + Both.get();
}

result<int> notReady(result<int> Given) {
  if (Given.status() == result_status::idle)
    co_return Given.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread of coroutine 'notReady'
  // CHECK-FIXES: co_return co_await Given;
  co_return 0;
}

// On threads that may block: a lambda, a coroutine that starts there, and what
// follows a hop.
result<int> okOffloaded(std::shared_ptr<thread_pool_executor> Pool) {
  int First = co_await Pool->submit([] { return load(1).get() + 1; });
  co_await resume_on(Pool);
  co_return First + load(2).get();
}
result<int> okParallel(executor_tag, std::shared_ptr<thread_executor>) {
  co_return load(1).get();
}
result<int> okParallelAnywhere(executor_tag, std::shared_ptr<executor>) {
  co_return load(1).get();
}

// On the same executor the thread runs everything else.
result<int> loops(manual_executor &Loop) {
  Loop.wait_for_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait_for_task' blocks the thread of coroutine 'loops', and all other coroutines on it
  Loop.loop_once();
  co_return 1;
}

int main() { return load().get(); }

// A helper that does nothing but call what it is given is no way out.
template <typename Function> void once(Function Do) { Do(); }
template <typename Function> void twice(Function &&Do) {
  once(std::forward<Function>(Do));
  Do();
}
template <typename Function> void later(thread_pool_executor &On, Function Do) {
  On.post(std::move(Do));
}
result<void> inHelper(result<int> R, result<int> S, thread_pool_executor &On) {
  once([&R] { R.get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of coroutine 'inHelper' until the task is finished
  later(On, [&R] { R.get(); });
  auto Done = co_await S.resolve();
  once([&Done] { Done.get(); });
  twice([&Done] { Done.get(); });
  auto Look = [&Done] { Done.get(); };
  Look();
}

// All who call it hand over what is finished.
static result<int> okGiven(result<int> Done) { co_return Done.get(); }
// Other files may call this one.
result<int> visible(result<int> Done) {
  co_return Done.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks the thread of coroutine 'visible'
}
result<int> given(result<int> Done) {
  co_return Done.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks the thread of coroutine 'given'
}
result<void> gives(result<int> R, result<int> S, result<int> Open) {
  auto Done = co_await R.resolve();
  auto Other = co_await S.resolve();
  co_await okGiven(std::move(Done));
  auto Third = co_await R.resolve();
  co_await visible(std::move(Third));
  co_await given(std::move(Other));
  co_await given(std::move(Open));
}
