// RUN: async-dangling-argument %cppcoro
#include "cppcoro/cppcoro.h"
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace cppcoro;

struct State {
  std::string current();
  std::string Name;
};
task<> sleep(int Time);
void use(std::size_t);

generator<int> branches(const std::string &Now) {
  // CHECK-FIXES: {{^}}generator<int> branches(std::string Now) {
  co_yield int(Now.size());
}
task<int> fixed(const std::string& Text);
// CHECK-FIXES: {{^}}task<int> fixed(std::string Text);
task<int> fixed(const std::string& Text) { co_return int(Text.size()); }
// CHECK-FIXES: {{^}}task<int> fixed(std::string Text) { co_return int(Text.size()); }
// With overloads, there is no fix.
task<int> count(int);
task<int> count(const std::string& Text) { co_return int(Text.size()); }
task<int> moved(std::string &&Text) { co_return int(Text.size()); }
// CHECK-FIXES: {{^}}task<int> moved(std::string Text) { co_return int(Text.size()); }
task<int> viewed(std::string_view Text) { co_return int(Text.size()); }
task<int> passedOn(const std::string &Text) { return count(Text); }
task<int> elsewhere(const std::string &Text);
task<int> changed(std::string &Text) { co_return int(Text.size()); }
task<int> owned(std::string Text) { co_return int(Text.size()); }
task<int> unused(const std::string &) { co_return 1; }
task<int> pointed(const State *Of) { co_return int(Of->Name.size()); }

//===-- Temporaries -------------------------------------------------------===//

int pulled(State &S) {
  auto Generator = branches(S.current());
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the argument for 'Now' is destroyed at the end of the statement, but coroutine 'branches' still refers to it; take 'Now' by value [async-dangling-argument]
  // CHECK-NOTES: :21:16: note: it is used here
  auto It = Generator.begin();
  return *It;
}
task<int> fixedHere(State &S) {
  auto Task = fixed(S.current() + "!");
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the argument for 'Text' is destroyed at the end of the statement, but coroutine 'fixed' still refers to it; take 'Text' by value
  co_return co_await std::move(Task);
}
task<int> fixedThere(State &S) {
  return fixed(S.Name + "!");
  // CHECK-NOTES: :[[@LINE-1]]:16: note: this argument is also destroyed too early
}
task<int> awaitedLater(State &S) {
  auto Task = count(S.current() + "!");
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the argument for 'Text' is destroyed at the end of the statement, but coroutine 'count' still refers to it [
  co_return co_await std::move(Task);
}
task<int> returned() {
  return count("text");
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the argument for 'Text' is destroyed
}
task<int> byRvalue(State &S) {
  auto Task = moved(S.current());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the argument for 'Text' is destroyed at the end of the statement, but coroutine 'moved' still refers to it; take
  co_return co_await Task;
}
task<int> byView(State &S) {
  auto Task = viewed(S.current());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the argument for 'Text' is destroyed at the end of the statement, but coroutine 'viewed' still refers to it [async-dangling-argument]
  co_return co_await Task;
}
task<int> byFunction(State &S) {
  auto Task = passedOn(S.current());
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the argument for 'Text' is destroyed at the end of the statement, but coroutine 'passedOn' still refers to it [async-dangling-argument]
  co_return co_await Task;
}
// A coroutine in another file uses its parameters.
task<int> byDeclaration(State &S) {
  auto Task = elsewhere(S.current());
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the argument for 'Text' is destroyed at the end of the statement, but coroutine 'elsewhere' still refers to it [async-dangling-argument]
  co_return co_await Task;
}
task<> inContainer(State &S) {
  std::vector<task<int>> Tasks;
  Tasks.push_back(count(S.current()));
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the argument for 'Text' is destroyed
  co_await when_all(std::move(Tasks));
}
task<> combined(State &S) {
  auto Both = when_all(count(S.current()), sleep(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the argument for 'Text' is destroyed
  co_await std::move(Both);
}

struct Job {
  std::string Name;
  task<> run() {
    co_await sleep(1);
    use(Name.size());
  }
  task<> idle() { co_await sleep(1); }
};
task<> onTemporary() {
  auto Task = Job{"job"}.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the object of 'run' is destroyed at the end of the statement, but its coroutine still uses it [async-dangling-argument]
  co_await Task;
}

using Text = std::string;
template <typename T> task<int> measure(const T &Of) {
  co_return int(Of.size());
}
template <typename T> task<int> inTemplate(T Value) {
  auto Task = measure(Value + Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the argument for 'Of' is destroyed
  co_return co_await Task;
}
template task<int> inTemplate(Text);
template task<int> inTemplate(std::wstring);

#define COUNT(Text) count(Text)
task<int> inMacro(State &S) {
  auto Task = COUNT(S.current());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the argument for 'Text' is destroyed
  co_return co_await Task;
}

//===-- Local variables ---------------------------------------------------===//

task<int> ofLocal(State &S) {
  std::string Now = S.current();
  return changed(Now);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: coroutine 'changed' may use the local variable 'Now' after 'ofLocal' has returned [async-dangling-argument]
}
task<int> ofParameter(State S) {
  return pointed(&S);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: coroutine 'pointed' may use the local variable 'S' after 'ofParameter' has returned
}
task<int> inVariable(State S) {
  auto Task = count(S.Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: coroutine 'count' may use the local variable 'S' after 'inVariable' has returned [
  return Task;
}
void spawned(async_scope &Scope) {
  Job J{"job"};
  Scope.spawn(J.run());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: coroutine 'run' may use the local variable 'J' after 'spawned' has returned
}

//===-- Silent ------------------------------------------------------------===//

task<int> okSuppressed(State &S) {
  auto Task = count(S.current()); // NOLINT(async-dangling-argument)
  co_return co_await Task;
}
task<int> okAwaited(State &S) { co_return co_await count(S.current() + "!"); }
task<> okCombined(State &S) {
  co_await when_all(count(S.current()), viewed(S.current()));
}
int okWaited(State &S) { return sync_wait(count(S.current())); }
int okPulled(State &S) {
  std::string Now = S.current();
  auto Generator = branches(Now);
  return *Generator.begin();
}
int okWithin(State &S) { return *branches(S.current()).begin(); }
task<int> okByValue(State &S) {
  auto Task = owned(S.current());
  co_return co_await Task;
}
task<int> okUnused(State &S) {
  auto Task = unused(S.current());
  co_return co_await Task;
}
task<int> okLiteral() {
  auto Task = viewed("text");
  co_return co_await Task;
}
task<int> okStatic() {
  static std::string Text = "text";
  return count(Text);
}
task<int> okReference(State &S, const std::string &Text) {
  return count(S.Name.empty() ? Text : S.Name);
}
task<int> okMember(std::shared_ptr<State> S) { return count(S->Name); }
task<int> okKeptLocal(State &S) {
  std::string Now = S.current();
  auto Task = count(Now);
  co_return co_await Task;
}
task<> okIdle() {
  auto Task = Job{"job"}.idle();
  co_await Task;
}
// It runs up to its first suspension.
task<> usedAtOnce(const std::string &Text) {
  use(Text.size());
  co_await sleep(1);
}
void okUsedAtOnce(async_scope &Scope, State &S) {
  Scope.spawn(usedAtOnce(S.current()));
}
void okScope(State &S) {
  async_scope Scope;
  Job J{"job"};
  Scope.spawn(J.run());
  sync_wait(Scope.join());
}
// The builder may copy what it refers to.
struct Builder {
  Builder &name(const std::string &);
  task<int> send();
};
task<int> okBuilder() {
  auto Task = Builder().name("text").send();
  co_return co_await Task;
}
// An object without data.
struct Tag {};
task<int> tagged(const Tag &Of) {
  use(sizeof(Of));
  co_return 1;
}
task<int> okStateless() {
  auto Task = tagged(Tag());
  co_return co_await Task;
}

// FIXME: Silent, but should warn: a pointer into a temporary.
task<int> length(const char *Text) { co_return Text[0]; }
task<int> missedPointer(State &S) {
  auto Task = length(S.current().c_str());
  co_return co_await Task;
}
// FIXME: Silent, but should warn: the temporary is a default argument.
task<int> defaulted(const std::string &Text = "text") {
  co_return int(Text.size());
}
task<int> missedDefault() {
  auto Task = defaulted();
  co_return co_await Task;
}
// FIXME: Silent, but should warn: before C++23, only the generator lives as long
// as the loop.
int missedInRange(State &S) {
  int Sum = 0;
  for (int Each : branches(S.current()))
    Sum += Each;
  return Sum;
}
