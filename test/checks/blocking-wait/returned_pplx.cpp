// What waits last in a continuation may as well return the task.
// RUN: async-blocking-wait %pplx -fix-notes
#include <functional>
#include <memory>
#include "pplx/pplx.h"

using pplx::task;

task<int> load(int Id = 0);
task<int> loadNamed(const std::string &Name);
task<void> store(int);
struct Client {
  task<int> fetch();
};

task<int> value(task<int> T) {
  return T.then([](int Id) { return load(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:12: note: return the task from the callable passed to 'then', and continue in the next one
  // CHECK-FIXES: return T.then([](int Id) { return load(Id); });
}

task<void> nothing(task<int> T) {
  return T.then([](int Id) {
    ++Id;
    store(Id).wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'wait' blocks the thread that runs this continuation
    // CHECK-FIXES: {{^}}    return store(Id);
  });
}

// What it does after that goes on with the value.
task<int> computes(task<int> T) {
  return T.then([](int Id) { return load(Id).get() + 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'get' blocks the thread that runs this continuation
  // CHECK-FIXES: return T.then([](int Id) { return load(Id).get() + 1; });
}

// It would give something else.
task<void> dropsValue(task<int> T) {
  return T.then([](int Id) { load(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'get' blocks the thread that runs this continuation
  // CHECK-FIXES: return T.then([](int Id) { load(Id).get(); });
}
task<long> hasType(task<int> T) {
  return T.then([](int Id) -> long { return load(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'get' blocks the thread that runs this continuation
  // CHECK-FIXES: return T.then([](int Id) -> long { return load(Id).get(); });
}
task<int> severalReturns(task<int> T) {
  return T.then([](int Id) {
    if (Id == 0)
      return 1;
    return load(Id).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread that runs this continuation
    // CHECK-FIXES: {{^}}    return load(Id).get();
  });
}

// What the task may look at would be gone.
task<int> looksAtLocals(task<int> T, std::shared_ptr<Client> From) {
  T.then([](int Id) {
     std::string Name(Id, 'a');
     return loadNamed(Name).get();
     // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'get' blocks the thread that runs this continuation
     // CHECK-FIXES: {{^}}     return loadNamed(Name).get();
   })
      .then([](int) { return loadNamed("a").get(); })
      // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'get' blocks the thread that runs this continuation
      // CHECK-FIXES: .then([](int) { return loadNamed("a").get(); })
      .wait();
  return T.then([From](int) { return From->fetch().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'get' blocks the thread that runs this continuation
  // CHECK-FIXES: return T.then([From](int) { return From->fetch().get(); });
}

#define WAIT(Task) Task.get()
task<int> inMacro(task<int> T) {
  return T.then([](int Id) { return WAIT(load(Id)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'get' blocks the thread that runs this continuation
  // CHECK-FIXES: return T.then([](int Id) { return WAIT(load(Id)); });
}

template <typename N> task<N> inTemplate(task<N> T) {
  return T.then([](N Id) { return load(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'get' blocks the thread that runs this continuation
  // CHECK-FIXES: return T.then([](N Id) { return load(Id); });
}
template task<int> inTemplate(task<int>);

task<int> suppressed(task<int> T) {
  return T.then([](int Id) { return load(Id).get(); }); // NOLINT(async-blocking-wait)
}
