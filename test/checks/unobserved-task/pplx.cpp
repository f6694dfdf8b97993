// RUN: async-unobserved-task %pplx
// RUN: async-unobserved-task %pplx -check-suffix=,NOTES -fix-notes
// RUN: async-unobserved-task %cpprest -include cpprest/http_listener.h
#include "pplx/pplx.h"

using pplx::task;

task<int> load(int Id = 0);
task<void> store(int);
void use(int);
void useText(const std::string &);

void dropped() {
  load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load' is dropped; if it fails, the process ends [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: handle its error here
  // CHECK-FIXES-NOTES: load().then([](pplx::task<int> Done) { try { Done.wait(); } catch (...) { /* handle the error */ } });
  (void)store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'store' is dropped; if it fails, the process ends
  // CHECK-FIXES-NOTES: (void)store(1).then([](pplx::task<void> Done) { try {
  auto Kept = load();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Kept': if it fails, the process ends [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:8: note: handle its error here
  // CHECK-FIXES-NOTES: {{^}}  load().then([](pplx::task<int> Done) { try {
  task<int> Held = load(), Other = load();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: nothing awaits 'Held': if it fails, the process ends
  // CHECK-MESSAGES: :[[@LINE-2]]:28: warning: nothing awaits 'Other': if it fails, the process ends
  // CHECK-FIXES-NOTES: {{^}}  task<int> Held = load(), Other = load();
  pplx::create_task([] {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'create_task' is dropped; if it fails, the process ends
    use(1);
    throw 1;
  });
  // CHECK-FIXES-NOTES: {{^}}  }).then([](pplx::task<void> Done) { try { Done.wait(); }
}

// What comes next can wait for what a continuation starts last.
task<void> startsLast() {
  return load().then([](int Id) {
    std::string Name(Id, 'a'); // It ends before the task does in any case.
    useText(Name);
    store(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'store' is dropped;
    // CHECK-NOTES: :[[@LINE-2]]:5: note: return it, so that what comes after 'then' waits for it
    // CHECK-FIXES-NOTES: {{^}}    return store(Id);
  });
}
// This would give a value, that would lose the error as well, and a cast says
// that nobody is to wait.
task<void> startsInBetween() {
  load().then([](int Id) { store(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'then' is dropped;
  // CHECK-MESSAGES: :[[@LINE-2]]:28: warning: the task returned by 'store' is dropped;
  // CHECK-FIXES-NOTES: load().then([](int Id) { store(Id).then([](pplx::task<void> Done) { try
  return load()
      .then([](int Id) { load(Id); })
      // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the task returned by 'load' is dropped;
      // CHECK-FIXES-NOTES: .then([](int Id) { load(Id).then([](pplx::task<int> Done) { try
      .then([] { (void)store(1); })
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the task returned by 'store' is dropped;
      // CHECK-FIXES-NOTES: .then([] { (void)store(1).then([](pplx::task<void> Done) { try
      .then([] {
        store(1);
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'store' is dropped;
        // CHECK-FIXES-NOTES: {{^}}        store(1).then([](pplx::task<void> Done) { try
        store(2).wait();
      });
}

// What has no name cannot be written, nor what is private. The two results of a
// choice have one type.
class Cache {
  struct Entry {};

public:
  task<Entry> find();
  void warms() {
    find();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'find' is dropped;
    // CHECK-FIXES-NOTES: find().then([](pplx::task<Cache::Entry> Done) { try
  }
};
namespace {
struct Hidden {};
} // namespace
task<Hidden> hidden();
void unnamed(Cache &From, bool IsFirst) {
  From.find();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'find' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  From.find();
  hidden();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'hidden' is dropped;
  // CHECK-FIXES-NOTES: hidden().then([](pplx::task<Hidden> Done) { try
  pplx::create_task([] { use(1); return [] {}; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'create_task' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  pplx::create_task([] { use(1); return [] {}; });
  IsFirst ? load(1) : load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task returned by 'load' is dropped;
  // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: the task returned by 'load' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  IsFirst ? load(1) : load(2);
  use(1), load(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'load' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  use(1), load(3).then([](pplx::task<int> Done) { try
}

// It is skipped if there is an error, which nobody sees then.
void value() {
  load().then([](int Id) { use(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'then' is dropped; if it fails, the process ends
  // CHECK-FIXES-NOTES: load().then([](int Id) { use(Id); }).then([](pplx::task<void> Done) { try
  store(1).then([] { use(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by 'then' is dropped; if it fails, the process ends
}

// It throws it again.
void rethrown() {
  load().then([](task<int> Done) { use(Done.get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'then' is dropped; if it fails, the process ends
}

void okObserved() {
  load().then([](task<int> Done) {
    try {
      use(Done.get());
    } catch (...) {
    }
  });
  load().then([](int Id) { return store(Id); }).then([](task<void> Done) {
    try {
      Done.wait();
    } catch (const std::exception &) {
    }
  });
}

// Once the outcome is known, it goes on.
void okGoesOn() {
  load().then([](task<int> Done) {
    int Id = 0;
    try {
      Id = Done.get();
    } catch (...) {
    }
    store(Id).wait();
  });
}

// It does not ask.
void ignored() {
  load().then([](task<int>) { store(1).wait(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'then' is dropped; if it fails, the process ends
}

// What it does with the task is not known, but it has it.
void okHandedOn(std::function<void(task<int>)> Next) { load().then(Next); }
void handedOn(std::function<void(int)> Next) {
  load().then(Next);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'then' is dropped; if it fails, the process ends
}

// How the library combines tasks, and answers in a listener's stead.
void okInLibrary(web::http::http_request Request) {
  load()._Then([](task<int> Done) { use(Done.is_done()); }, nullptr);
  Request._reply_if_not_already(500);
}

// What it throws reaches its caller, as no task was made yet.
task<void> finished(int Id) {
  if (Id < 0)
    throw Id;
  return pplx::task_from_result();
}
void okFinishedElsewhere() { finished(1); }
task<void> failed(int Id) {
  if (Id < 0)
    return pplx::task_from_exception<void>(Id);
  return pplx::task_from_result();
}
void failedElsewhere() {
  failed(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'failed' is dropped; if it fails, the process ends
}

void okUsed() {
  auto Kept = load();
  use(Kept.get());
  load().wait();
}

task<void> okReturned() { return load().then([](int Id) { use(Id); }); }

void okFinished() { pplx::task_from_result(1); }

void handles(web::http::experimental::listener::http_listener &Listener) {
  Listener.support(
      [](web::http::http_request Request) { Request.reply(200); });
  Listener.open();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by 'open' is dropped; if it fails, the process ends
}

template <typename T> void inTemplate(T Value) {
  load().then([=](int) { use(int(Value)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'then' is dropped; if it fails, the process ends
}
template void inTemplate(int);
template void inTemplate(long);

#define STORE(Value) store(Value)
void inMacro() { STORE(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task returned by 'store' is dropped; if it fails, the process ends

void suppressed() {
  store(1); // NOLINT(async-unobserved-task)
}

// An observer may be a functor, of which the call operator may be a template,
// and leave it to a helper to look at the task.
template <typename T> void waitQuietly(const task<T> &Done) {
  try {
    Done.wait();
  } catch (...) {
  }
}
template <typename T> void waitLoudly(const task<T> &Done) { Done.wait(); }
void lookElsewhere(task<void> Done);
struct Quiet {
  template <typename T> void operator()(task<T> Done) const {
    waitQuietly(Done);
  }
};
struct Loud {
  template <typename T> void operator()(task<T> Done) const {
    waitLoudly(Done);
  }
};
struct Hands : Quiet {};
struct Elsewhere {
  void operator()(task<void> Done) const { lookElsewhere(Done); }
};
template void Quiet::operator()(task<void>) const;
template void Loud::operator()(task<void>) const;
inline Quiet observe() { return Quiet(); }

void observers() {
  store(1).then(Quiet());
  store(1).then(observe());
  store(1).then(Hands());
  store(1).then(Elsewhere());
  store(1).then([](task<void> Done) { waitQuietly(Done); });
  store(1).then([](task<void> Done) { lookElsewhere(Done); });
  store(1).then(Loud());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by 'then' is dropped; if it fails, the process ends
  store(1).then([](task<void> Done) { waitLoudly(Done); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by 'then' is dropped; if it fails, the process ends
}

// Of what is kept, a branch that is dropped loses only what it throws itself.
void cleanUp();
task<void> branches(task<void> Given) {
  auto Result = store(1);
  Result.then([](task<void>) { cleanUp(); });
  Result.then([] { cleanUp(); });
  Result.then([] { throw 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'then' is dropped; if it fails, the process ends
  auto Forgotten = store(2);
  Forgotten.then([] { cleanUp(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task returned by 'then' is dropped; if it fails, the process ends
  return Result;
}
class Keeper {
public:
  void start() {
    Kept = store(1);
    Kept.then([](task<void>) { cleanUp(); });
  }

private:
  friend void useKept(Keeper &);
  task<void> Kept;
};

//===-- Tasks that were put into a range ----------------------------------===//

task<int> calm(int Id) {
  return load(Id).then([](task<int> Done) {
    try {
      return Done.get();
    } catch (...) {
      return 0;
    }
  });
}
auto okAllHandled(int Count) {
  std::vector<task<int>> Tasks;
  Tasks.reserve(4);
  for (int Id = 0; Id < Count; ++Id)
    Tasks.push_back(calm(Id));
  return pplx::when_all(Tasks.begin(), Tasks.end());
}
auto oneOther(int Count) {
  std::vector<task<int>> Tasks;
  Tasks.push_back(calm(Count));
  Tasks.push_back(load(Count));
  return pplx::when_all(Tasks.begin(), Tasks.end());
}
void fill(std::vector<task<int>> &);
auto filledElsewhere() {
  std::vector<task<int>> Tasks;
  fill(Tasks);
  return pplx::when_all(Tasks.begin(), Tasks.end());
}
void ranges() {
  okAllHandled(1);
  oneOther(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'oneOther' is dropped; if it fails, the process ends
  filledElsewhere();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'filledElsewhere' is dropped; if it fails, the process ends
}

//===-- Events ------------------------------------------------------------===//

// An event that is only ever set.
void setsIt(const pplx::task_completion_event<int> &Done) { Done.set(1); }
void breaksIt(const pplx::task_completion_event<int> &Done) {
  Done.set_exception(std::make_exception_ptr(1));
}
void handedElsewhere(const pplx::task_completion_event<int> &Done);
void okEvents() {
  pplx::task_completion_event<int> Done, Later;
  pplx::create_task(Done).then([](int) {});
  setsIt(Done);
  pplx::create_task(Later).then([](int) {});
  auto Finish = [Later] { Later.set(2); };
  Finish();
}
void events() {
  pplx::task_completion_event<int> Broken, Unknown;
  pplx::create_task(Broken).then([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the task returned by 'then' is dropped; if it fails, the process ends
  breaksIt(Broken);
  pplx::create_task(Unknown).then([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the task returned by 'then' is dropped; if it fails, the process ends
  handedElsewhere(Unknown);
}
