// RUN: async-blocking-wait %inhouse
#include "async_lib/inhouse.h"
#include "taskflow/taskflow.h"

using inhouse::Task;
int compute(int);

Task<> runs(tf::Executor &Executor, tf::Taskflow &Graph) {
  Executor.run(Graph).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'wait' blocks the thread of coroutine 'runs' until the task is finished [async-blocking-wait]
  Executor.run(Graph).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'get' blocks the thread of coroutine 'runs' until the task is finished [async-blocking-wait]
  Executor.wait_for_all();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait_for_all' blocks the thread of coroutine 'runs', and all other coroutines on it [async-blocking-wait]
  co_return;
}

Task<int> computes(tf::Executor &Executor) {
  std::future<int> Sum = Executor.async([] { return compute(1); });
  co_return Sum.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of coroutine 'computes' until the task is finished [async-blocking-wait]
}

Task<> okZero(tf::Executor &Executor, tf::Taskflow &Graph) {
  tf::Future<void> Run = Executor.run(Graph);
  if (Run.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    Run.get();
  co_return;
}

// On the executor's threads, where the library has corun() for it.
Task<> okInTasks(tf::Executor &Executor, tf::Taskflow &Graph,
                 std::shared_future<int> F) {
  Executor.silent_async([=] { compute(F.get()); });
  Graph.emplace([=] { compute(F.get()); }).name("waits");
  auto [A, B] = Graph.emplace([=] { compute(F.get()); }, [=] { F.wait(); });
  A.precede(B);
  co_return;
}

void okPlain(tf::Executor &Executor, tf::Taskflow &Graph) {
  Executor.run(Graph).wait();
}

Task<> suppressed(tf::Executor &Executor) {
  Executor.wait_for_all(); // NOLINT(async-blocking-wait)
  co_return;
}
