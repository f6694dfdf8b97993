// RUN: async-blocking-wait %inhouse
// The real headers.
#include "async_lib/inhouse.h"
#include <future>
#include <tbb/concurrent_queue.h>
#include <tbb/flow_graph.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

using inhouse::Task;
int compute(int);
void use(int);

Task<> groups() {
  tbb::task_group Group;
  Group.run([] { compute(1); });
  Group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of coroutine 'groups', and all other coroutines on it [async-blocking-wait]
  Group.run_and_wait([] { compute(2); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'run_and_wait' blocks the thread of coroutine 'groups', and all other coroutines on it [async-blocking-wait]
  co_return;
}

Task<> graphs(tbb::flow::graph &Graph) {
  Graph.wait_for_all();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait_for_all' blocks the thread of coroutine 'graphs', and all other coroutines on it [async-blocking-wait]
  co_return;
}

Task<> queues(oneapi::tbb::concurrent_bounded_queue<int> &Queue) {
  Queue.push(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'push' blocks the thread of coroutine 'queues', and all other coroutines on it [async-blocking-wait]
  int Next = 0;
  Queue.pop(Next);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'pop' blocks the thread of coroutine 'queues', and all other coroutines on it [async-blocking-wait]
  co_return;
}

#define WAIT(Group) Group.wait()
Task<> inMacro(tbb::task_group &Group) {
  WAIT(Group);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread of coroutine 'inMacro', and all other coroutines on it [async-blocking-wait]
  co_return;
}

Task<int> okTries(tbb::concurrent_bounded_queue<int> &Queue) {
  Queue.try_push(1);
  int Next = 0;
  Queue.try_pop(Next);
  co_return Next;
}

// A task may: its thread runs others meanwhile.
Task<> okInTasks(tbb::task_arena &Arena, tbb::task_group &Group,
                 std::shared_future<int> F) {
  Arena.enqueue([&] { Group.wait(); });
  Group.run([=] { use(F.get()); });
  co_return;
}

void okPlain(tbb::task_group &Group) { Group.wait(); }

Task<> suppressed(tbb::task_group &Group) {
  Group.wait(); // NOLINT(async-blocking-wait)
  co_return;
}
