//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/OwnThreads.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

/// The calls with which `f` of \p Code, a member function, uses its own
/// threads.
static std::string ownThreads(StringRef Code) {
  TestUnit Unit = libUnit((R"cpp(
using namespace lib;
int work();
Pool Shared;
struct S {
  Pool Own;
  Future<int> (*Work)();
  S(Pool &);
  )cpp" + Code + "\n};")
                              .str());
  std::string Found;
  for (const Operation *Op : ownThreadsOf(Unit.body("f"), Unit.facts()))
    Found += (Found.empty() ? "" : " ") + Op->callee()->getNameAsString();
  return Found;
}

TEST(OwnThreads, AreThoseOfAGlobalPool) {
  EXPECT_EQ(ownThreads("Task<int> f() {"
                       "  co_await global_pool().schedule();"
                       "  co_return work(); }"),
            "schedule");
  EXPECT_EQ(ownThreads("Task<int> f() {"
                       "  co_await Shared.schedule(); co_return work(); }"),
            "schedule");
  EXPECT_EQ(ownThreads("Task<int> f() {"
                       "  Pool &P = global_pool();"
                       "  co_await P.schedule(); co_return work(); }"),
            "schedule");
}

TEST(OwnThreads, AreNotWhatTheCallerGave) {
  EXPECT_EQ(ownThreads("Task<int> f(Pool &P) {"
                       "  co_await P.schedule(); co_return work(); }"),
            "");
  EXPECT_EQ(ownThreads("Task<int> f() {"
                       "  co_await Own.schedule(); co_return work(); }"),
            "");
}

TEST(OwnThreads, AreChosenForWorkOfTheCaller) {
  // A result that is awaited or returned, at once or later, is for the caller.
  StringRef Model = R"yaml(
library: own
roots: [own]
types: [{name: Future, start: eager, await: rvalue}]
calls:
  - {name: async, role: offload, callable: 0, runs: pool, global: true}
  - {name: Future::then, role: continue, task: this, callable: 0}
)yaml";
  TestUnit Unit(R"cpp(
namespace own {
struct Future { template <typename F> Future then(F) {} };
template <typename F> Future async(F) {}
}
using namespace own;
void keep(Future);
int work();
Future returned() { return async([] { work(); }); }
Future later() { auto F = async([] { work(); }); return F; }
Future chained() { return async([] { work(); }).then([] {}); }
void handedOn() { keep(async([] { work(); })); }
void dropped() { async([] { work(); }); }
template <typename F> Future forCaller(F Work) { return async(Work); }
template Future forCaller(void (*)());
Future callsIt(void (*Work)()) { return async([=] { Work(); }); }
)cpp",
                {.Model = Model.str()});
  auto Count = [&](StringRef Function) {
    return ownThreadsOf(Unit.body(Function), Unit.facts()).size();
  };
  for (StringRef Function : {"returned", "later", "chained"})
    EXPECT_EQ(Count(Function), 1u) << Function.str();
  // The last two are executors themselves.
  for (StringRef Function : {"handedOn", "dropped", "forCaller", "callsIt"})
    EXPECT_EQ(Count(Function), 0u) << Function.str();
}

} // namespace clang::tidy::async::test
