// RUN: async-cpu-bound-in-coroutine %inhouse
// RUN: async-cpu-bound-in-coroutine %inhouse -check-suffix=,MODEL -option AsyncModels=%S/inhouse.yaml
#include "async_lib/inhouse.h"
#include <functional>
#include <string>

using inhouse::Job;
using inhouse::Task;

namespace inhouse {
std::string render(const std::string &Page);
class Encoder {
public:
  void encode(const std::string &Text);
};
} // namespace inhouse

Task<> elsewhere();

//===-- Models of one's own -----------------------------------------------===//

Task<std::string> renders(std::string Page) {
  co_return inhouse::render(Page);
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:13: warning: 'render' computes for a long time on the thread of coroutine 'renders', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

// One object, one computation.
Task<> encodes(inhouse::Encoder To) {
  To.encode("a");
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:6: warning: 'encode' computes for a long time on the thread of coroutine 'encodes'
  // CHECK-NOTES-MODEL: :[[@LINE+2]]:6: note: 'encode' continues the computation here
  co_await elsewhere();
  To.encode("b");
  inhouse::Encoder Other;
  Other.encode("c");
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:9: warning: 'encode' computes for a long time on the thread of coroutine 'encodes'
}

Task<> inPostedCallable(inhouse::Pool &Loop, std::string Page) {
  Loop.post([Page] { inhouse::render(Page); });
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:22: warning: 'render' computes for a long time on the thread that runs this continuation, which stalls everything else on it
  co_return;
}

Task<std::string> okSubmitted(inhouse::Pool &Workers, std::string Page) {
  co_return co_await Workers.submit([=] { return inhouse::render(Page); });
}

//===-- Annotations -------------------------------------------------------===//

[[clang::annotate("async-tidy::cpu_bound")]] int count(const std::string &Text);
struct Index {
  [[clang::annotate("async-tidy::cpu_bound")]] void build();
  [[clang::annotate("async-tidy::cpu_bound")]] static int rank(int Word);
};

int countTwice(const std::string &Text) { return count(Text) + count(Text); }

Task<int> counts(std::string Text) {
  co_return count(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'count' computes for a long time on the thread of coroutine 'counts', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

Task<int> countsBehind(std::string Text) {
  co_return countTwice(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'countTwice' computes for a long time on the thread of coroutine 'countsBehind'
  // CHECK-NOTES: :[[@LINE-10]]:50: note: 'countTwice' computes here, in 'count'
}

// FIXME: Silent, but should report: what it computes is in another file.
int countElsewhere(const std::string &Text);
Task<int> missedInOtherFile(std::string Text) {
  co_return countElsewhere(Text);
}

Job<int> builds(Index Words) {
  Words.build();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'build' computes for a long time on the thread of coroutine 'builds'
  co_return Index::rank(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'rank' computes for a long time on the thread of coroutine 'builds'
}

inhouse::FireAndForget inBackground(std::string Text) {
  count(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'count' computes for a long time on the thread of coroutine 'inBackground'
  co_return;
}

// Known to be short, whatever it calls.
[[clang::annotate("async-tidy::nonblocking")]] int
countFew(const std::string &Text) {
  return Text.size() < 10 ? count(Text) : 10;
}
Task<int> okTrustedCallee(std::string Text) { co_return countFew(Text); }
[[clang::annotate("async-tidy::nonblocking")]] Task<int>
okTrustedCaller(std::string Text) {
  co_return count(Text);
}

// Without a model of the pool, its function can say what it does.
Job<int> enqueued();
template <typename Callable>
[[clang::annotate("async-tidy::offloads")]] Job<int> onPool(Callable Work) {
  return enqueued();
}
struct Workers {
  [[clang::annotate("async-tidy::offloads")]] Task<>
  run(std::function<void()> Work);
  Task<> later(std::function<void()> Work);
};

Task<int> okOffloaded(std::string Text) {
  co_return co_await onPool([=] { return count(Text); });
}
Task<> okOffloadedByMember(Workers &Pool, std::string Text) {
  co_await Pool.run([&] { count(Text); });
  auto Work = [&] { count(Text); };
  co_await Pool.run(Work);
}
Task<> okOffloadedCoroutine(std::string Text) {
  onPool([=]() -> Task<int> { co_return count(Text); });
  co_return;
}

// A conversion that nobody wrote stands where its operand does.
struct Digest {
  [[clang::annotate("async-tidy::cpu_bound")]] operator int() const;
  [[clang::annotate("async-tidy::cpu_bound")]] explicit operator bool() const;
};
Task<int> converts(Digest Of) {
  int Value = Of;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'operator int' computes for a long time on the thread of coroutine 'converts'
  co_return Value;
}
Task<int> convertsInTest(Digest Of) {
  if (Of)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'operator bool' computes for a long time on the thread of coroutine 'convertsInTest'
    co_return 1;
  co_return 0;
}
Task<int> convertsSuppressed(Digest Of) {
  int Value = Of; // NOLINT(async-cpu-bound-in-coroutine)
  co_return Value;
}

// What an unknown function does with it is not known.
Task<> okUnknown(Workers &Pool, std::string Text) {
  co_await Pool.later([&] { count(Text); });
}

// A call in an argument is made before anything is offloaded.
int twice(int);
Task<int> inArgument(std::string Text) {
  co_return co_await onPool([Number = count(Text)] { return twice(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'count' computes for a long time on the thread of coroutine 'inArgument'
}
