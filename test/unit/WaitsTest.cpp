//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Waits.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

TEST(Waits, CanBeLeftToACallerThatGoesOn) {
  TestUnit Unit(R"cpp(
#include <coroutine>
#include <future>
namespace lib {
struct Followed { int get(); template <typename F> Followed then(F) {} };
struct Awaited { int get(); std::suspend_always operator co_await(); };
struct Closed { int get(); };
}
lib::Followed Follow;
lib::Followed *Pointer;
lib::Awaited Await;
std::suspend_always Awaiter;
lib::Closed Close;
int Number;
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib]
types:
  - {name: Followed, start: eager, await: none}
  - {name: Closed, start: eager, await: none}
  - {name: Awaited, start: eager}
calls: [{name: "Followed::then", role: continue, task: this, callable: 0}]
)yaml"});
  auto Can = [&](StringRef Variable) {
    return canContinueFrom(Unit.typeOf(Variable), Unit.facts());
  };
  for (StringRef Variable : {"Follow", "Pointer", "Await", "Awaiter"})
    EXPECT_TRUE(Can(Variable)) << Variable.str();
  for (StringRef Variable : {"Close", "Number"})
    EXPECT_FALSE(Can(Variable)) << Variable.str();
}

TEST(Waits, ForAFutureThatWasAskedFor) {
  TestUnit Unit(R"cpp(
#include <future>
namespace lib {
struct use_future_t {} use_future;
struct use_awaitable_t {} use_awaitable;
template <typename T> std::future<int> read(T Token);
}
void asked() { lib::read(lib::use_future).get(); }
void other() { lib::read(lib::use_awaitable).get(); }
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib]
types:
  - {name: use_future_t, kind: token, token: future, fix: {text: use_awaitable}}
  - {name: use_awaitable_t, kind: token, token: awaitable}
)yaml"});
  EXPECT_TRUE(couldReturnAwaitable(Unit.call("asked", "read"), Unit.facts()));
  EXPECT_FALSE(couldReturnAwaitable(Unit.call("other", "read"), Unit.facts()));
}

TEST(Waits, MayRunWorkMeanwhile) {
  TestUnit Unit(R"cpp(
namespace lib {
struct Loop {};
struct Future { int get(); int getVia(Loop &); };
int sync_wait(Future);
int run_until(Future, Loop &);
template <typename... T> void wait_all(T...);
}
using namespace lib;
void member(Future F) { F.get(); }
void memberOnLoop(Future F, Loop &L) { F.getVia(L); }
void function(Future F) { sync_wait(F); }
void functionOnLoop(Future F, Loop &L) { run_until(F, L); }
void several(Future F) { wait_all(F, F); }
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib]
types: [{name: Future, start: eager}]
calls:
  - {name: [Future::get, Future::getVia], role: wait, task: this}
  - {name: [sync_wait, run_until], role: wait, task: 0}
  - {name: wait_all, role: wait, task: all}
)yaml"});
  auto RunsWork = [&](StringRef Function, StringRef Callee) {
    return runsWorkWhileWaiting(Unit.call(Function, Callee));
  };
  EXPECT_FALSE(RunsWork("member", "get"));
  EXPECT_TRUE(RunsWork("memberOnLoop", "getVia"));
  EXPECT_FALSE(RunsWork("function", "sync_wait"));
  EXPECT_TRUE(RunsWork("functionOnLoop", "run_until"));
  EXPECT_FALSE(RunsWork("several", "wait_all"));
}

TEST(Waits, MayBeMeantForFibers) {
  static constexpr StringRef Model = R"yaml(
library: fib
roots: [fib]
types: [{name: Future, start: eager}]
calls:
  - {name: Future::get, role: wait, task: this}
  - {name: thread, role: may-block, callable: 0, runs: fiber}
)yaml";
  static constexpr StringRef Header = R"cpp(
namespace fib {
struct Future { int get(); };
template <typename F> void thread(F) {}
}
int plain(fib::Future F) { return F.get(); }
)cpp";
  auto RunsFibers = [](StringRef Code) {
    TestUnit Unit((Header + Code).str(), {.Model = Model.str()});
    return runsFibersFor(Unit.call("plain", "get").Match, Unit.facts());
  };
  EXPECT_FALSE(RunsFibers(""));
  EXPECT_TRUE(RunsFibers("void code() { fib::thread([] {}); }"));
  // The library's own code does not count for its users.
  EXPECT_FALSE(RunsFibers("namespace fib { void run() { thread([] {}); } }"));
}

} // namespace clang::tidy::async::test
