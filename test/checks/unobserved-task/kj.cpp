// RUN: async-unobserved-task %kj -Wno-unused-result
#include <kj/async-io.h>

kj::Promise<int> load(int Id = 0);
kj::Promise<void> store(int);
void use(int);

// The destructor cancels.
void dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is destroyed at once, which cancels its work [async-unobserved-task]
  (void)load();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is destroyed at once, which cancels its work
  load().then([](int Id) { use(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'then' is destroyed at once, which cancels its work
  (void)store(1).eagerlyEvaluate(nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task returned by 'eagerlyEvaluate' is destroyed at once, which cancels its work
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

// Nothing runs before its scope ends.
void cancelled() {
  auto Never = store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Never': it is destroyed at the end of its scope, which cancels its work
}

void okCancelled(kj::WaitScope &Scope) {
  auto During = store(1);
  Scope.poll();
}
void okUnknown() {
  auto During = store(1);
  use(1);
}

// The handlers of errors that are written to do nothing.
void handlers() {
  store(1).detach([](kj::Exception &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the error of 'store' is lost: the handler ignores it
  store(1).detach([](kj::Exception &&) { /* The peer is gone. */ });
  store(1).detach([](kj::Exception &&) { use(1); });
}
struct Careless : kj::TaskSet::ErrorHandler {
  void taskFailed(kj::Exception &&) override {}
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'taskFailed' drops the errors of failed tasks; handle or log them
};
struct NullableTasks : kj::TaskSet::ErrorHandler {
  void taskFailed(kj::Exception &&) override {}
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'taskFailed' drops the errors of failed tasks; handle or log them
};
// A name explains it as well as a comment does.
struct OkNullErrorHandler : kj::TaskSet::ErrorHandler {
  void taskFailed(kj::Exception &&) override {}
};
struct OkErrorsAreIgnored : kj::TaskSet::ErrorHandler {
  void taskFailed(kj::Exception &&) override {}
};
struct ok_no_op_handler : kj::TaskSet::ErrorHandler {
  void taskFailed(kj::Exception &&) override {}
};
struct OkExplained : kj::TaskSet::ErrorHandler {
  void taskFailed(kj::Exception &&) override {
    // The peer is gone.
  }
};
struct OkCounting : kj::TaskSet::ErrorHandler {
  int Failed = 0;
  void taskFailed(kj::Exception &&) override { ++Failed; }
};
struct NoHandler {
  void taskFailed(kj::Exception &&) {}
};

kj::Promise<void> okReturned() { return store(1); }

// The work of a fork goes on as long as one of its branches is kept.
struct Writer {
  kj::Promise<void> Queue = kj::READY_NOW;
  kj::ForkedPromise<void> Ready = kj::Promise<void>(kj::READY_NOW).fork();
  kj::TaskSet &Tasks;
  kj::Promise<void> write(int Id) {
    auto Fork = Queue.then([Id] { return store(Id); }).fork();
    Queue = Fork.addBranch();
    return Fork.addBranch();
  }
  kj::Promise<void> watch(int Id) {
    auto Fork = store(Id).fork();
    Tasks.add(Fork.addBranch());
    return Fork.addBranch();
  }
  kj::Promise<void> whenReady() { return Ready.addBranch(); }
  kj::Promise<void> once(int Id) {
    auto Fork = store(Id).fork();
    return Fork.addBranch();
  }
  kj::Promise<void> thenMore() {
    return Ready.addBranch().then([] { return store(1); });
  }
  void okBranches() {
    (void)write(1);
    (void)watch(1);
    (void)whenReady();
    (void)Ready.addBranch();
  }
  void onlyBranch() {
    (void)once(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'once' is destroyed at once, which cancels its work
    (void)store(1).fork().addBranch();
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the task returned by 'addBranch' is destroyed at once, which cancels its work
    (void)thenMore();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'thenMore' is destroyed at once, which cancels its work
  }
};

#define STORE(Value) store(Value)
void inMacro() { STORE(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task returned by 'store' is destroyed at once, which cancels its work

void suppressed() {
  store(1); // NOLINT(async-unobserved-task)
}

// There is nothing to cancel.
kj::Promise<int> cached() { return kj::Promise<int>(1); }
void okFinished() { (void)cached(); }

//===-- GNU statement expressions -----------------------------------------===//

// The last statement is the value of the whole.
kj::Promise<int> okValueOfStatements(int Id) {
  auto Loaded = ({
    use(Id);
    load(Id);
  });
  return Loaded.then([](int Value) { return Value + 1; });
}
kj::Promise<int> okReturnsStatements(int Id) {
  return ({ load(Id); });
}
void statements(int Id) {
  ({ store(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task returned by 'store' is destroyed at once, which cancels its work
  auto Loaded = ({
    store(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'store' is destroyed at once, which cancels its work
    Id + 1;
  });
  use(Loaded);
}

// There is no work behind a promise that other code fulfills.
struct Journal {
  kj::Own<kj::PromiseFulfiller<void>> Waiting;
  kj::Promise<void> commit() {
    auto Pair = kj::newPromiseAndFulfiller<void>();
    Waiting = kj::mv(Pair.fulfiller);
    return kj::mv(Pair.promise);
  }
  kj::Promise<void> commitUnless(bool IsReadOnly) {
    if (IsReadOnly)
      return kj::READY_NOW;
    return commit();
  }
  kj::Promise<void> commitThenStore() {
    auto Pair = kj::newPromiseAndFulfiller<void>();
    Waiting = kj::mv(Pair.fulfiller);
    return Pair.promise.then([] { return store(1); });
  }
  kj::Promise<void> commitOrStore(bool IsLate) {
    if (IsLate)
      return store(2);
    return commit();
  }
};
void okCancelsNothing(Journal &J) {
  J.commit();
  J.commitUnless(false);
}
void cancelsContinuation(Journal &J) {
  J.commitThenStore();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'commitThenStore' is destroyed at once, which cancels its work
  J.commitOrStore(true);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'commitOrStore' is destroyed at once, which cancels its work
}
