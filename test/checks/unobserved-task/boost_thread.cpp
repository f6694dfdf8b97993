// RUN: async-unobserved-task -std=c++20 -DBOOST_THREAD_VERSION=4
#include <boost/thread/future.hpp>
#include <boost/thread/thread.hpp>

int compute(int);
void use(int);
boost::future<int> load(int Id);
using Numbers = boost::future<int>;

void drops() {
  boost::async([] { return compute(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'async' is dropped; if it fails, nobody will know [async-unobserved-task]
  boost::async(boost::launch::async, [] { return compute(2); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'async' is dropped; if it fails, nobody will know [async-unobserved-task]
  (void)load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
  Numbers Held = load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing awaits 'Held': its value and its error are lost [async-unobserved-task]
}

// Of nothing it gives what is finished, and holds nothing.
void okNothing() { auto All = boost::when_all(); }

void dropsShared(boost::shared_future<int> (*Start)(int)) { Start(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:61: warning: the task returned by 'Start' is dropped; if it fails, nobody will know [async-unobserved-task]
// CHECK-NOTES: :[[@LINE-2]]:61: note: return it, so that the callers of 'dropsShared' can wait for it

void dropsChain() {
  load(1).then([](boost::future<int> Done) { use(Done.get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'then' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:11: note: return it, so that the callers of 'dropsChain' can wait for it
}

void letsGo() {
  boost::thread([] { compute(1); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: this thread is detached: nothing can wait for it to finish [async-unobserved-task]
}

#define LOAD(Id) load(Id)
void inMacro() { LOAD(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
// CHECK-NOTES: :[[@LINE-2]]:18: note: return it, so that the callers of 'inMacro' can wait for it

template <typename T> void inTemplate() { load(T()); }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
// CHECK-NOTES: :[[@LINE-2]]:43: note: return it, so that the callers of 'inTemplate' can wait for it
void instances() {
  inTemplate<int>();
  inTemplate<char>();
}

void okHandled() {
  load(1).then([](boost::future<int> Done) {
    if (Done.has_exception())
      use(0);
  });
}

Numbers okReturned() { return load(1); }
void okWaited() {
  use(load(1).get());
  boost::future<int> First = load(1), Second = load(2);
  boost::wait_for_all(First, Second);
}

void okCannotFail(int &Sum) {
  boost::async([&] { Sum = 1; });
}

void suppressed() {
  load(1); // NOLINT(async-unobserved-task)
}
