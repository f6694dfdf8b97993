// RUN: async-unobserved-task %inhouse -fix-notes
#include "async_lib/inhouse.h"
#include <functional>
#include <memory>
#include <tuple>

using namespace inhouse;

Task<> work();
Job<> job();
static void mayThrow() { throw 1; }
void cannotThrow() noexcept;

// What a type means is read off its promise.
Task<> okAwaits() { co_await work(); }
Job<> okCatches() {
  try {
    co_await work();
  } catch (...) {
  }
}

//===-- Discarded ---------------------------------------------------------===//

void lazy() {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  (void)work();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'work' is dropped before it starts
  std::ignore = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'work' is dropped before it starts
}

void eager() {
  job();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'job' is dropped; if it fails, nobody will know
  (void)job();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'job' is dropped;
  std::ignore = job();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'job' is dropped;
  (void)okCatches();
}

// No coroutine of these types is in this file: only their templates are.
Task<int> declaredOnly();
Job<int> startedElsewhere();
struct Derived : Task<long> {
  using Task::Task;
};
Derived derived();
void declared() {
  declaredOnly();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'declaredOnly' is dropped before it starts
  auto Number = declaredOnly();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Number' never runs
  startedElsewhere();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'startedElsewhere' is dropped;
  derived();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'derived' is dropped before it starts
}

Task<> inCoroutine() {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await work();
  (void)job();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'job' is dropped;
  // CHECK-FIXES: {{^}}  co_await job();
  co_return;
}

// What is let go of on purpose in a loop runs side by side: awaiting each would
// make the loop wait. A task that never runs is awaited all the same.
Task<> loop(bool (*IsOpen)()) {
  while (IsOpen()) {
    (void)job();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'job' is dropped;
    // CHECK-FIXES: {{^}}    (void)job();
    std::ignore = job();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task returned by 'job' is dropped;
    // CHECK-FIXES: {{^}}    std::ignore = job();
    job();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'job' is dropped;
    // CHECK-FIXES: {{^}}    co_await job();
    (void)work();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'work' is dropped before it starts
    // CHECK-FIXES: {{^}}    co_await work();
  }
  co_return;
}

Job<> inJob() {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await work();
  co_return;
}

Task<> variable() {
  auto Work = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Work' never runs: nothing awaits it
  // CHECK-FIXES: {{^}}  co_await work();
  auto Started = job();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Started': its error is lost
  // CHECK-FIXES: {{^}}  co_await job();
  co_return;
}

// Two in one declaration: no fix.
Task<> twoVariables() {
  auto First = work(), Second = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'First' never runs
  // CHECK-FIXES: auto First = work(), Second = work();
  co_await std::move(Second);
}

Task<> okVariable() {
  auto Work = work();
  auto Started = job();
  co_await std::move(Work);
  co_await Started;
}

// Only what stands behind `=` is awaited by the fix.
Task<> otherForms() {
  Task<> Braces{work()};
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'Braces' never runs
  // CHECK-FIXES: Task<> Braces{work()};
  Task<> Parentheses(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'Parentheses' never runs
  // CHECK-FIXES: Task<> Parentheses(work());
  Task<> Both = {work()};
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task in 'Both' never runs
  // CHECK-FIXES: Task<> Both = {work()};
  auto Written = Task<>{work()};
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Written' never runs
  // CHECK-FIXES: auto Written = Task<>{work()};
  auto Wrapped = (work());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Wrapped' never runs
  // CHECK-FIXES: auto Wrapped = (work());
  co_return;
}

Task<> okBraces() {
  Task<> Work{work()};
  co_await Task<>{std::move(Work)};
  co_await Task<>{work()};
}

struct Source {
  Task<> (*Start)();
  std::function<Job<>()> Restart;
};
Task<> (*pick())();
void byPointer(Task<> (*Start)(), Source &From) {
  Start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'Start' is dropped before it starts
  (*Start)();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'Start' is dropped before it starts
  From.Start();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'Start' is dropped before it starts
  From.Restart();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'Restart' is dropped;
  pick()();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by this call is dropped before it starts
}

void okWaits() { job().get(); }

// What stands before it stays.
Task<> commas() {
  work(), job();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-MESSAGES: :[[@LINE-2]]:11: warning: the task returned by 'job' is dropped;
  // CHECK-FIXES: co_await work(), job();
  mayThrow(), job();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'job' is dropped;
  // CHECK-FIXES: mayThrow(), job();
  co_return;
}

int choose(bool Both) {
  Both ? work() : okAwaits();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'work' is dropped before it starts
  // CHECK-MESSAGES: :[[@LINE-2]]:19: warning: the task returned by 'okAwaits' is dropped before it starts
  return Both && (work(), true);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task returned by 'work' is dropped before it starts
}

//===-- Sinks -------------------------------------------------------------===//

void drops(Task<> Work) {}
void dropsUnnamed(Task<>) {}
void dropsJob(Job<>) {}
void dropsByCast(Task<> Work) { (void)Work; }
void dropsReference(Task<> &&Work) {}
void sunk() {
  drops(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'work' is dropped before it starts
  // CHECK-NOTES: :[[@LINE-8]]:6: note: 'drops' never uses it
  dropsUnnamed(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task returned by 'work' is dropped before it starts
  // CHECK-NOTES: :[[@LINE-10]]:6: note: 'dropsUnnamed' never uses it
  dropsJob(job());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by 'job' is dropped;
  // CHECK-NOTES: :[[@LINE-12]]:6: note: 'dropsJob' never uses it
  dropsByCast(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'work' is dropped before it starts
  // CHECK-NOTES: :[[@LINE-14]]:6: note: 'dropsByCast' never uses it
  dropsReference(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task returned by 'work' is dropped before it starts
  // CHECK-NOTES: :[[@LINE-16]]:6: note: 'dropsReference' never uses it
}

template <typename T> void fire(T &&) {}
void sunkInTemplate() {
  fire(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'work' is dropped before it starts
  // CHECK-NOTES: :[[@LINE-4]]:28: note: 'fire' never uses it
}

struct Background {
  Background &operator=(Task<>) { return *this; }
};
struct Keeper {
  Keeper &operator=(Task<> Work) {
    All.push_back(std::move(Work));
    return *this;
  }
  void keep(Task<> Work) { All.push_back(std::move(Work)); }
  std::vector<Task<>> All;
};
void sunkByAssignment(Background &Run) {
  Run = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'work' is dropped before it starts
  // CHECK-NOTES: :[[@LINE-13]]:15: note: 'operator=' never uses it
}

void invisible(Task<> Work);
void awaitsElsewhere(Task<> &&Work) { invisible(std::move(Work)); }
void okStored(Keeper &Store, Scope &All) {
  Store = work();
  Store.keep(work());
  All.add(work());
  invisible(work());
  awaitsElsewhere(work());
}

//===-- What is no task ---------------------------------------------------===//

// A builder gives back itself.
Task<std::string> okBuilder() {
  RequestBuilder Request("/");
  Request.header("a", "b").timeout(std::chrono::milliseconds(1));
  Request.then([] {});
  co_return co_await Request.send();
}

void builderNotSent() {
  RequestBuilder("/").header("a", "b").send();
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: the task returned by 'send' is dropped before it starts
}

Generator<int> numbers() { co_yield 1; }
void okOthers(ErasedPtr<int> &Pointer, Maybe<int> &Value) {
  numbers();
  auto Unused = numbers();
  Pointer.get();
  Value.get();
  Value.wait();
}

// Silent, but does nothing: what can be awaited and has no promise may as well
// be an event, a lock or a switch.
void missedTimer() { sleepFor(std::chrono::milliseconds(1)); }

//===-- Coroutines that nobody can await ----------------------------------===//

FireAndForget fails() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception in 'fails' is lost: its return type ignores it, and nothing can await it
  co_await work();
  // CHECK-NOTES: :[[@LINE-1]]:3: note: an exception can come from here
}

FireAndForget calls() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception in 'calls' is lost
  mayThrow();
  co_return;
}

auto FiredLambda = []() -> FireAndForget {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an exception in this coroutine is lost
  co_await work();
};

FireAndForget throwsOther() {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception in 'throwsOther' is lost
  try {
    co_await work();
    throw 1;
  } catch (const std::exception &) {
  }
}

FireAndForget okCatchesAll() {
  try {
    co_await work();
  } catch (...) {
  }
}

FireAndForget okFunctionTry() try { co_await work(); } catch (...) {
}

FireAndForget okNothingThrows() {
  cannotThrow();
  co_return;
}

// An exception ends the process: nothing is lost.
Terminating okTerminating() { co_await work(); }

void okLaunched() {
  fails();
  okTerminating();
}

FireAndForget catchesOne() try {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: an exception in 'catchesOne' is lost
  co_await work();
} catch (int) {
}

//===-- Annotations -------------------------------------------------------===//

[[clang::annotate("async-tidy::fire_and_forget_ok")]] Job<> heartbeat();
void okAnnotated() {
  heartbeat();
  (void)heartbeat();
  auto Beat = heartbeat();
}

//===-- Members -----------------------------------------------------------===//

class Keeps {
public:
  Keeps() : Made(job()), Lazy{work()} {}
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing awaits 'Made': its error is lost
  // CHECK-MESSAGES: :[[@LINE-2]]:31: warning: the task in 'Lazy' never runs: nothing awaits it
  void again() {
    Made = job();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nothing awaits 'Made'
    (void)Made;
  }
  void later();

private:
  Job<> Made;
  Task<> Lazy;
};
void Keeps::later() {
  this->Lazy = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task in 'Lazy' never runs
}

class OkLooksAt {
public:
  OkLooksAt()
      : Awaited(job()), Waited(job()), Given(job()), Pointed(job()),
        Inside(job()), Captured(job()), Caught(okCatches()) {}
  ~OkLooksAt() { Waited.get(); }
  Task<> awaits() { co_await Awaited; }
  Job<> gives() { return std::move(Given); }
  auto pointer() { return &OkLooksAt::Pointed; }
  void start() {
    Pointed = job();
    [this] { Inside = job(); }();
    Captured = job();
    [Mine = std::move(Captured)] {}();
    Caught = okCatches();
  }
  struct Inner {
    void looks(OkLooksAt &At) { At.Inside.get(); }
  };

private:
  Job<> Awaited, Waited, Given, Pointed, Inside, Captured, Caught;
};

// Others can see these.
class OkOthersLook {
public:
  OkOthersLook() : Public(job()), Protected(job()) {}
  Job<> Public;

protected:
  Job<> Protected;
};
class OkElsewhere {
public:
  OkElsewhere() : Made(job()) {}
  Job<> stop();

private:
  Job<> Made;
};
class OkFriend {
public:
  OkFriend() : Made(job()) {}
  friend class Looks;

private:
  Job<> Made;
};
class OkMadeFromIt {
public:
  OkMadeFromIt() : Made(job()) {}

private:
  Job<> Made;
  Job<> Next = std::move(Made);
};

// FIXME: Silent, but should report: nobody looks at these. What others can name
// is not followed, nor is a member of a template, nor one that is given its task
// where it is declared.
struct MissedPublic {
  MissedPublic() : Made(job()) {}
  Job<> Made;
};
class MissedFriend {
public:
  MissedFriend() : Made(job()) {}

private:
  friend class LooksAway;
  Job<> Made;
};
class LooksAway {};
class MissedElsewhere {
public:
  MissedElsewhere() : Made(job()) {}
  int size() const;

private:
  Job<> Made;
};
template <typename T> class MissedTemplate {
public:
  MissedTemplate() : Made(job()) {}

private:
  Job<> Made;
};
template class MissedTemplate<int>;
class MissedInitializer {
  Job<> Made = job();
};

//===-- Templates, macros, lambdas, aliases, suppression ------------------===//

// Names of blocking calls on functions that return a task.
Task<> names(Service &Server) {
  Server.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'wait' is dropped before it starts
  // CHECK-FIXES: co_await Server.wait();
  co_return;
}

struct Owner {
  Owner() : Started(job()) {
    job();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'job' is dropped;
  }
  Job<> Started;
};

template <typename T> Task<> inTemplate(T Value) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: co_await work();
  co_return;
}
template Task<> inTemplate(int);
template Task<> inTemplate(const char *);

template <bool IsOn> Task<> okDiscardedArm() {
  if constexpr (IsOn)
    work();
  co_return;
}
template Task<> okDiscardedArm<false>();

#define DROP(Task) (void)Task
Task<> inMacro() {
  DROP(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: DROP(work());
  co_return;
}

Task<> inLambda() {
  auto Start = []() -> Task<> {
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'work' is dropped before it starts
    // CHECK-FIXES: co_await work();
    co_return;
  };
  co_await Start();
  auto Plain = [] { work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: auto Plain = [] { work(); };
  Plain();
}

// co_await is not allowed in a handler.
Task<> inHandler() {
  try {
    co_await work();
  } catch (...) {
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'work' is dropped before it starts
    // CHECK-FIXES: {{^}}    work();
  }
}

using Chore = Task<>;
Chore aliased();
void alias() {
  aliased();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'aliased' is dropped before it starts
}

void suppressed() {
  work();      // NOLINT(async-unobserved-task)
  (void)job(); // NOLINT
}

Task<> okUnevaluated() {
  static_assert(sizeof(work()) > 0);
  static_assert(!noexcept(work()));
  using Result = decltype(work());
  co_return;
}
