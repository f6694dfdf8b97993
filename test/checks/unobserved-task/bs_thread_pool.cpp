// RUN: async-unobserved-task %inhouse
#include "bs_thread_pool/bs_thread_pool.h"

int compute(int);
void use(int);
using Numbers = std::future<int>;

void drops(BS::thread_pool<> &Pool) {
  Pool.submit_task([] { return compute(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'submit_task' is dropped; if it fails, nobody will know [async-unobserved-task]
  (void)Pool.submit_task([] { return compute(2); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task returned by 'submit_task' is dropped; if it fails, nobody will know [async-unobserved-task]
  Numbers Held = Pool.submit_task([] { return compute(3); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing awaits 'Held': its value and its error are lost [async-unobserved-task]
  Pool.submit_loop(0, 10, [](int I) { compute(I); });
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'submit_loop' is dropped; if it fails, nobody will know [async-unobserved-task]
}

void dropsParts(BS::light_thread_pool &Pool) {
  BS::multi_future<void> Parts =
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: nothing awaits 'Parts': its error is lost [async-unobserved-task]
      Pool.submit_loop(0, 10, [](int I) { compute(I); });
}

#define RUN(Work) Pool.submit_task(Work)
void inMacro(BS::thread_pool<> &Pool) {
  RUN([] { return compute(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'submit_task' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: return it, so that the callers of 'inMacro' can wait for it
}

template <typename T> void inTemplate(BS::thread_pool<> &Pool) {
  Pool.submit_task([] { return compute(T()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'submit_task' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:8: note: return it, so that the callers of 'inTemplate' can wait for it
}
void instances(BS::thread_pool<> &Pool) {
  inTemplate<int>(Pool);
  inTemplate<char>(Pool);
}

// What cannot fail has no error to lose.
void okCannotFail(BS::thread_pool<> &Pool, int &Sum) {
  Pool.submit_task([&] { Sum = 1; });
}

// The pool's own form for what nobody looks at.
void okDetached(BS::thread_pool<> &Pool) {
  Pool.detach_task([] { compute(1); });
  Pool.detach_loop(0, 10, [](int I) { compute(I); });
}

void okWaited(BS::thread_pool<> &Pool) {
  use(Pool.submit_task([] { return compute(1); }).get());
  Pool.submit_loop(0, 10, [](int I) { compute(I); }).get();
  BS::multi_future<void> Parts =
      Pool.submit_loop(0, 10, [](int I) { compute(I); });
  Parts.wait();
}

Numbers okReturned(BS::thread_pool<> &Pool) {
  return Pool.submit_task([] { return compute(1); });
}

void suppressed(BS::thread_pool<> &Pool) {
  (void)Pool.submit_task([] { return compute(1); }); // NOLINT
}
