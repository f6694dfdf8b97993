// RUN: async-fake-async %inhouse
// RUN: async-fake-async %inhouse -check-suffix=TESTS -option AsyncTestPaths=/fake-async/
#include "async_lib/inhouse.h"
#include <fstream>
#include <string>
#include <unistd.h>

using namespace inhouse;

std::string slurp(const std::string &Path) {
  std::ifstream File(Path);
  std::string Line;
  std::getline(File, Line);
  return Line;
}

// A type that no model knows is judged by its structure.
Task<std::string> lazy(std::string Path) {
  co_return slurp(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'lazy' never suspends: it blocks its caller in 'slurp' [async-fake-async]
  // CHECK-NOTES: :[[@LINE-10]]:17: note: 'slurp' blocks here, in 'basic_ifstream'
}

Job<> eager() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'eager' never suspends: it blocks its caller in 'sleep'
  co_return;
}

Task<> okSuspends() {
  ::sleep(1);
  co_await sleepFor(std::chrono::milliseconds(1));
}

Job<int> okPool(Pool &Workers) {
  co_return co_await Workers.submit([] {
    ::sleep(1);
    return 1;
  });
}

Task<std::string> okCheap(std::string Text) { co_return Text + Text; }

// Neither promises to be asynchronous.
Generator<std::string> okGenerator() { co_yield slurp("/etc/hosts"); }
FireAndForget okFireAndForget() {
  ::sleep(1);
  co_return;
}

// What get() of a type does that no model knows is not known.
Job<int> missedWait(Job<int> Other) { co_return Other.get(); }

//===-- Annotations -------------------------------------------------------===//

[[clang::annotate("async-tidy::blocking")]] void legacy();
Task<> annotated() {
  legacy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'annotated' never suspends: it blocks its caller in 'legacy'
  co_return;
}

#if __has_cpp_attribute(clang::blocking)
void typed() [[clang::blocking]];
#else // Clang 19
[[clang::annotate("async-tidy::blocking")]] void typed();
#endif
Task<> ofType() {
  typed();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'ofType' never suspends: it blocks its caller in 'typed'
  co_return;
}

[[clang::annotate("async-tidy::nonblocking")]] void quick() { ::sleep(1); }
Task<> okAnnotated() {
  quick();
  co_return;
}

//===-- Templates, lambdas, aliases, suppression --------------------------===//

template <typename T> Task<T> inTemplate(T Value) {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'inTemplate' never suspends: it blocks its caller in 'sleep'
  co_return Value;
}
template Task<int> inTemplate(int);
template Task<long> inTemplate(long);

#define PAUSE() ::sleep(1)
Task<> inMacro() {
  PAUSE();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'inMacro' never suspends: it blocks its caller in 'sleep'
  co_return;
}

auto InLambda = []() -> Task<> {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this coroutine never suspends: it blocks its caller in 'sleep'
  co_return;
};

using Work = Task<>;
Work aliased() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'aliased' never suspends: it blocks its caller in 'sleep'
  co_return;
}

Task<> suppressed() {
  ::sleep(1); // NOLINT(async-fake-async)
  co_return;
}
