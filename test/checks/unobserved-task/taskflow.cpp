// RUN: async-unobserved-task %inhouse
// RUN: async-unobserved-task %inhouse -check-suffix=,STRICT -option AsyncStrict=true
#include "taskflow/taskflow.h"

int compute(int);
void use(int);

// The executor waits for them, too, and drops errors in all other ways as well.
void drops(tf::Executor &Executor) {
  Executor.async([] { return compute(1); });
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:12: warning: the task returned by 'async' is dropped; if it fails, nobody will know [async-unobserved-task]
  Executor.async("named", [] { return compute(2); });
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:12: warning: the task returned by 'async' is dropped; if it fails, nobody will know [async-unobserved-task]
  std::future<int> Held = Executor.async([] { return compute(3); });
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:20: warning: nothing awaits 'Held': its value and its error are lost [async-unobserved-task]
}

tf::Future<void> starts(tf::Executor &Executor);
void dropsGraph(tf::Executor &Executor) { starts(Executor); }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: the task returned by 'starts' is dropped; if it fails, nobody will know [async-unobserved-task]
// CHECK-NOTES: :[[@LINE-2]]:43: note: return it, so that the callers of 'dropsGraph' can wait for it

// Of a graph one waits in another way as well.
void okGraph(tf::Executor &Executor, tf::Taskflow &Graph) {
  Executor.run(Graph);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:12: warning: the task returned by 'run' is dropped; if it fails, nobody will know [async-unobserved-task]
  Executor.run_n(Graph, 2);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:12: warning: the task returned by 'run_n' is dropped; if it fails, nobody will know
  Executor.wait_for_all();
}

void okSilent(tf::Executor &Executor) {
  Executor.silent_async([] { compute(1); });
  Executor.silent_dependent_async([] { compute(1); });
}

void okWaited(tf::Executor &Executor, tf::Taskflow &Graph) {
  Executor.run(Graph).wait();
  use(Executor.async([] { return compute(1); }).get());
}

void okCannotFail(tf::Executor &Executor, int &Sum) {
  Executor.async([&] { Sum = 1; });
}

#define START(Work) Executor.async(Work)
void inMacro(tf::Executor &Executor) {
  START([] { return compute(1); });
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: the task returned by 'async' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES-STRICT: :[[@LINE-2]]:3: note: return it, so that the callers of 'inMacro' can wait for it
}

void suppressed(tf::Executor &Executor) {
  Executor.async([] { return compute(1); }); // NOLINT(async-unobserved-task)
}
