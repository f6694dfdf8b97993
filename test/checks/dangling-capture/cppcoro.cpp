// RUN: async-dangling-capture %cppcoro
#include "cppcoro/cppcoro.h"
#include <string>
#include <utility>
#include <vector>

using namespace cppcoro;

task<> sleep(int Time);
void use(int);

task<> inVariable(int Value) {
  auto Task = [Value]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Value'; make the captures parameters [async-dangling-capture]
    // CHECK-FIXES: {{^}}  auto Task = [](auto Value) -> task<> {
    use(Value);
    co_return;
  }();
  // CHECK-FIXES: {{^}}  }(Value);
  co_await Task;
}

task<> byReference(std::vector<int> Values) {
  int Sum = 0;
  task<> Task = [&, Count = Values.size()]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Sum'; make
    // CHECK-FIXES: {{^}}  task<> Task = [](auto Count, auto &Sum) -> task<> {
    Sum += int(Count);
    co_return;
  }();
  // CHECK-FIXES: {{^}}  }(Values.size(), Sum);
  co_await Task;
}

task<> combined(int Value) {
  auto Both = when_all([Value]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: this lambda is destroyed
    // CHECK-FIXES: {{^}}  auto Both = when_all([](auto Value) -> task<> {
    use(Value);
    co_return;
  }(), sleep(1));
  // CHECK-FIXES: {{^}}  }(Value), sleep(1));
  co_await std::move(Both);
}

generator<int> numbers(int Last) {
  return [=]() -> generator<int> {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Last'; make
    // CHECK-FIXES: {{^}}  return [](auto Last) -> generator<int> {
    for (int I = 0; I < Last; ++I)
      co_yield I;
  }();
  // CHECK-FIXES: {{^}}  }(Last);
}

using Task = task<>;
template <typename T> Task inTemplate(T Value) {
  Task Held = [Value]() -> Task {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this lambda is destroyed
    // CHECK-FIXES: {{^}}  Task Held = [](auto Value) -> Task {
    use(int(Value));
    co_return;
  }();
  // CHECK-FIXES: {{^}}  }(Value);
  co_await Held;
}
template Task inTemplate(int);
template Task inTemplate(char);

#define HOLD(Name, Call) auto Name = Call
task<> inMacro(int Value) {
  HOLD(Held, [Value]() -> task<> { use(Value); co_return; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: this lambda is destroyed
  // CHECK-FIXES: {{^}}  HOLD(Held, [Value]() -> task<> { use(Value); co_return; }());
  co_await Held;
}

// The closure must outlive a task in a container, too.
task<> inContainer(std::vector<int> Values) {
  std::vector<task<>> Tasks;
  for (int Value : Values)
    Tasks.push_back([Value]() -> task<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: this lambda is destroyed
      // CHECK-FIXES: {{^}}    Tasks.push_back([](auto Value) -> task<> {
      use(Value);
      co_return;
    }());
  // CHECK-FIXES: {{^}}    }(Value));
  co_await when_all(std::move(Tasks));
}

void spawned(async_scope &Scope, int Value) {
  // It starts at once.
  Scope.spawn([Value]() -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this lambda is destroyed
    // CHECK-FIXES: {{^}}  Scope.spawn([](auto Value) -> task<> {
    co_await sleep(1);
    use(Value);
  }());
  // CHECK-FIXES: {{^}}  }(Value));
}

task<> local(int Value) {
  auto Work = [Value]() -> task<> {
    use(Value);
    co_return;
  };
  return Work();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Work' is destroyed when 'local' returns, but its coroutine still uses the captured 'Value'
}

//===-- Silent ------------------------------------------------------------===//

task<> okSuppressed(int Value) {
  // NOLINTNEXTLINE(async-dangling-capture)
  auto Task = [Value]() -> task<> {
    use(Value);
    co_return;
  }();
  co_await Task;
}
task<> okAwaited(int Value) {
  co_await [Value]() -> task<> {
    co_await sleep(1);
    use(Value);
  }();
  co_await when_all([Value]() -> task<> {
    co_await sleep(1);
    use(Value);
  }(), sleep(1));
}
void okWaited(int Value) {
  sync_wait([&]() -> task<> {
    co_await sleep(1);
    use(Value);
  }());
}
void okUsedBeforeSuspension(async_scope &Scope, int Value) {
  Scope.spawn([Value]() -> task<> {
    use(Value);
    co_await sleep(1);
  }());
}
task<> okNamed(int Value) {
  auto Work = [Value]() -> task<> {
    use(Value);
    co_return;
  };
  auto Task = Work();
  co_await Task;
}
task<> okUnused(int Value) {
  auto Task = [Value]() -> task<> { co_return; }();
  co_await Task;
}
// Nothing starts it: async-unobserved-task.
void okNeverRuns(int Value) {
  auto Task = [Value]() -> task<> {
    use(Value);
    co_return;
  }();
}
