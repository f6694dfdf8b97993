// RUN: async-unobserved-task %kj -Wno-unused-result
#include <kj/async-io.h>

kj::Promise<int> load(int Id = 0);
kj::Promise<void> store(int);
void use(int);

// The destructor cancels.
void dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'store' returns is destroyed at once, which cancels its work [async-unobserved-task]
  (void)load();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'load' returns is destroyed at once, which cancels its work
  load().then([](int Id) { use(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'then' returns is destroyed at once, which cancels its work
  (void)store(1).eagerlyEvaluate(nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that 'eagerlyEvaluate' returns is destroyed at once, which cancels its work
}

void okKept(kj::TaskSet &Tasks) {
  store(1).detach([](kj::Exception &&E) { use(1); });
  Tasks.add(store(1));
  Tasks.add(load().then([](int Id) { use(Id); }));
}

struct Owner {
  kj::Promise<void> Running = nullptr;
  kj::Maybe<kj::Promise<void>> Other;
  void okMember() { Running = store(1).eagerlyEvaluate(nullptr); }
  void okMaybe() { Other = store(1); }
};

// It runs as long as the scope is there.
void okLocal(kj::WaitScope &Scope) {
  auto Background = store(1).eagerlyEvaluate(nullptr);
  use(load().wait(Scope));
}

kj::Promise<void> okReturned() { return store(1); }

#define STORE(Value) store(Value)
void inMacro() { STORE(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that 'store' returns is destroyed at once, which cancels its work

void suppressed() {
  store(1); // NOLINT(async-unobserved-task)
}

// There is nothing to cancel.
kj::Promise<int> cached() { return kj::Promise<int>(1); }
void okFinished() { (void)cached(); }
