// RUN: async-unobserved-task %inhouse -fix-notes
#include "hpx/hpx.h"

hpx::future<int> load(int Id);
int compute(int);
void use(int);

void drops() {
  hpx::async(compute, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'async' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: handle its error here
  // CHECK-FIXES: hpx::async(compute, 1).then([](auto &&Done) { if (Done.has_exception()) { /* handle the error */ } });
  hpx::async(hpx::launch::async, [] { return compute(2); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'async' is dropped; if it fails, nobody will know [async-unobserved-task]
  (void)load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-FIXES: (void)load(1).then([](auto &&Done) {
  hpx::future<int> Held = load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: nothing awaits 'Held': its value and its error are lost [async-unobserved-task]
  // CHECK-FIXES: {{^}}  load(2).then([](auto &&Done) {
}

void dropsChain() {
  load(1).then([](hpx::future<int> Done) { use(Done.get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'then' is dropped; if it fails, nobody will know [async-unobserved-task]
  hpx::dataflow([](hpx::future<int> Done) { use(Done.get()); }, load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'dataflow' is dropped; if it fails, nobody will know [async-unobserved-task]
}

hpx::future<int> inCoroutine() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-FIXES: co_await load(1);
  co_return 2;
}

#define LOAD(Id) load(Id)
void inMacro() { LOAD(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
// CHECK-NOTES: :[[@LINE-2]]:18: note: return it, so that the callers of 'inMacro' can wait for it

void okHandled() {
  load(1).then([](hpx::future<int> Done) {
    if (Done.has_exception())
      use(0);
  });
}

// The library's own form for what nobody looks at.
void okPosted() { hpx::post(compute, 1); }

void okWaited() {
  hpx::future<int> First = load(1), Second = load(2);
  hpx::wait_all(First, Second);
  use(load(3).get());
  hpx::future<int> Third = load(4);
  Third.wait();
}

class Partition : public hpx::components::client_base<Partition> {};

// Whether the component was made is asked by those who call it.
void okContinued(Partition &Next) {
  Next.then([](Partition &&) { use(1); });
}

hpx::future<int> okCombined() {
  auto Both = co_await hpx::when_all(load(1), load(2));
  co_return std::get<0>(Both).get() + std::get<1>(Both).get();
}

void suppressed() {
  load(1); // NOLINT(async-unobserved-task)
}
