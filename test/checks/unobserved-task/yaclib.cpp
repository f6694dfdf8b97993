// RUN: async-unobserved-task %yaclib -fix-notes
#include "yaclib/yaclib.h"

using namespace yaclib;

Future<int> value();
Future<> work();
Task<int> later();
int compute();
void use(int);

Future<> dropped(IExecutor &Pool) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-FIXES: {{^}}  co_await work();
  Run(Pool, [] { return compute(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'Run' is dropped;
  // CHECK-FIXES: {{^}}  co_await Run(Pool, [] { return compute(); });
  later();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'later' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await later();
  Schedule(Pool, [] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'Schedule' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await Schedule(Pool, [] { return 1; });
  (void)On(Pool);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'On' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await On(Pool);
  later().ToFuture();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'ToFuture' is dropped;
  // CHECK-NOTES: :[[@LINE-2]]:11: note: await it, if the code that follows may wait
  // CHECK-FIXES: {{^}}  later().ToFuture();
  co_return;
}

// What one instance does not look at, another one does.
template <typename T> Future<T> load();
template <typename T> void okInOneInstance() {
  auto Held = load<T>();
  if constexpr (sizeof(T) == sizeof(int))
    use(static_cast<int>(std::move(Held).Get().Ok()));
}
template <typename T> void inAllInstances() {
  auto Held = load<T>();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Held': its value and its error are lost
  if constexpr (sizeof(T) == sizeof(int))
    use(1);
}
template void okInOneInstance<int>();
template void okInOneInstance<char>();
template void inAllInstances<int>();
template void inAllInstances<char>();

void detaches() {
  value().Detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the error of 'value' is lost: 'Detach' discards it
}

// What it does with itself is its own affair.
class OkOwn : public FutureBase<int, StopError> {
public:
  ~OkOwn() { std::move(*this).Detach(); }
};

// What is made of nothing has nothing to lose.
void okOfNothing() {
  std::vector<Future<int>> None;
  auto All = WhenAll(None.begin(), None.end());
  use(All.Valid());
}
void ofSomething() {
  std::vector<Future<int>> Some;
  Some.push_back(value());
  auto All = WhenAll(Some.begin(), Some.end());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'All'
  use(All.Valid());
}
void ofWhatIsGiven(std::vector<Future<int>> Given) {
  auto All = WhenAll(Given.begin(), Given.end());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'All'
  use(All.Valid());
}

// A callable is given the outcome.
void okObserved(IExecutor &Pool) {
  value().DetachInline([](Result<int>) {});
  value().Then(Pool, [](Result<int>) { return 1; }).Detach();
  Run(Pool, [] { return 1; }).Detach([](Result<int> R) { use(bool(R)); });
}

Task<int> okReturned() { return later(); }
Future<int> okAwaited() {
  auto Value = value();
  co_await Await(Value);
  co_return std::move(Value).Touch().Ok() + co_await later();
}
void okSafe(IExecutor &Pool) {
  Run(Pool, []() noexcept { return compute(); });
  Run(Pool, [] { return 1; });
}
