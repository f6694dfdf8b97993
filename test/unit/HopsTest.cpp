//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Hops.h"
#include "TestUnit.h"
#include "facts/ExecutorChoices.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
#include <coroutine>
#include <utility>
namespace own {
struct Pool {
  Pool(const Pool &) = delete;
  Pool &operator=(const Pool &) = delete;
};
template <typename T> struct Awaitable {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  T await_resume() const;
};
struct Job : Awaitable<void> {
  struct promise_type {
    Job get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
};
template <typename T> struct Chain : Awaitable<T> {
  Chain via(Pool &);
  template <typename F> Chain then(F) {}
  T get();
};
Awaitable<void> moveTo(Pool &);
Chain<int> ready();
Chain<int> start();
void work();
} // namespace own
using namespace own;
)cpp";

static constexpr StringRef Model = R"yaml(
library: own
roots: [own]
types:
  - {name: Pool, kind: executor, runs: pool}
  - {name: Job, start: lazy, resumes: own}
  - {name: Chain, start: eager}
calls:
  - {name: moveTo, role: hop, executor: 0, stays: true}
  - {name: ready, role: ready}
  - {name: start, role: async}
  - {name: "Chain::via", role: adapt, task: this, executor: 0, moves: rest}
  - {name: "Chain::then", role: continue, task: this, callable: 0}
  - {name: "Chain::get", role: wait, task: this}
)yaml";

static TestUnit unitOf(StringRef Code) {
  TestUnitOptions Options;
  Options.Model = Model.str();
  return TestUnit((Header + Code).str(), std::move(Options));
}

/// The useless hops in `f`, as "0 moves on; 1 is there!" if the second one
/// cannot be removed.
static std::string hopsIn(StringRef Code) {
  TestUnit Unit = unitOf(("Job f(Pool &P, Pool &Q) {" + Code + "}").str());
  std::string Text;
  for (const UselessHop &Each : uselessHops(Unit.body("f"), Unit.facts())) {
    unsigned Nth = 0;
    while (&Unit.call("f", "moveTo", Nth) != Each.Hop)
      ++Nth;
    static constexpr const char *Names[] = {" moves on", " is there",
                                            " at end"};
    Text += (Text.empty() ? "" : "; ") + std::to_string(Nth) + Names[Each.Why] +
            (Each.IsRemovable ? "" : "!");
  }
  return Text;
}

TEST(Hops, ThatChangeNothing) {
  EXPECT_EQ(hopsIn("co_await moveTo(P); co_await moveTo(Q); work();"),
            "0 moves on");
  EXPECT_EQ(hopsIn("co_await moveTo(P); work(); co_await moveTo(P); work();"),
            "1 is there");
  // The only word that makes it a coroutine stays.
  EXPECT_EQ(hopsIn("work(); co_await moveTo(P);"), "0 at end!");
  EXPECT_EQ(hopsIn("work(); co_await moveTo(P); co_return;"), "0 at end");
}

TEST(Hops, ThatChangeSomething) {
  for (StringRef Code :
       {"co_await moveTo(P); work();",
        "co_await moveTo(P); work(); co_await moveTo(Q); work();",
        "if (&P == &Q) co_await moveTo(P); co_await moveTo(P); work();"})
    EXPECT_EQ(hopsIn(Code), "") << Code.str();
}

/// Why the choice of the first via() in `f` is useless: -1 if it is not.
static int choiceIn(StringRef Code) {
  TestUnit Unit = unitOf(Code);
  std::optional<RedundantChoice> Found =
      redundantChoice(Unit.call("f", "via"), Unit.facts());
  return Found ? Found->Why : -1;
}

TEST(ExecutorChoices, ThatChangeNothing) {
  // The first via() in source order is the last link.
  EXPECT_EQ(choiceIn("int f(Pool &P) { return ready().via(P).get(); }"),
            RedundantChoice::OnlyWaitedFor);
  EXPECT_EQ(choiceIn("void f(Pool &P) {"
                     "  start().via(P).then([](int) {}).via(P)"
                     "      .then([](int) {}); }"),
            RedundantChoice::AlreadyChosen);
}

TEST(ExecutorChoices, ThatChangeSomething) {
  for (StringRef Code :
       {"void f(Pool &P) { start().via(P).then([](int) {}); }",
        "void f(Pool &P, Pool &Q) {"
        "  start().via(P).then([](int) {}).via(Q).then([](int) {}); }"})
    EXPECT_EQ(choiceIn(Code), -1) << Code.str();
}

} // namespace clang::tidy::async::test
