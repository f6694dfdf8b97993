//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Executors.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
#include <coroutine>
#include <utility>
namespace own {
struct Pool {
  Pool();
  Pool(const Pool &) = delete;
  Pool &operator=(const Pool &) = delete;
};
struct Handle {
  Handle(Pool *);
  Handle(const Handle &);
  Handle &operator=(const Handle &);
  Pool *get() const;
};
struct Pointer {
  Pool &operator*() const;
  Pool *operator->() const;
};
struct ThisExecutor {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  Handle await_resume() const;
};
struct Job {
  struct promise_type {
    Job get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
};
inline ThisExecutor this_executor;
Pool &global();
Pool &newStrand(Pool &);
Pool *find(int);
void use(Handle);
void change(Handle &);
} // namespace own
using namespace own;
)cpp";

static constexpr StringRef Model = R"yaml(
library: own
roots: [own]
types:
  - {name: [Pool, Handle], kind: executor, runs: pool}
  - {name: ThisExecutor, kind: executor, which: current}
calls:
  - {name: use, role: async, executor: 0}
  - {name: global, role: executor, global: true, which: same}
  - {name: background, role: hop, runs: pool, which: same}
  - {name: elsewhere, role: hop, runs: pool}
  - {name: newStrand, role: executor, executor: 0}
  - {name: "Handle::get", role: executor, executor: this, which: same}
)yaml";

namespace {
class ExecutorsTest : public testing::Test {
protected:
  /// Whether the first two calls of `use` in `f` name the same executor.
  static bool areSame(StringRef Code) {
    TestUnitOptions Options;
    Options.Model = Model.str();
    TestUnit Unit((Header + Code).str(), Options);
    Executors Known(Unit.facts());
    return Known.of(Unit.call("f", "use", 0))
        .isSame(Known.of(Unit.call("f", "use", 1)));
  }
  /// The executor that the first call of `use` in `f` names.
  static ExecutorId first(StringRef Code) {
    TestUnitOptions Options;
    Options.Model = Model.str();
    TestUnit Unit((Header + Code).str(), Options);
    return Executors(Unit.facts()).of(Unit.call("f", "use"));
  }
};
} // namespace

TEST_F(ExecutorsTest, ObjectsAreThemselves) {
  EXPECT_TRUE(areSame("void f(Pool &P) { use(&P); use(&P); }"));
  EXPECT_TRUE(areSame("void f() { Pool P; use(&P); use(&P); }"));
  EXPECT_TRUE(areSame("Pool P; void f() { use(&P); use(&P); }"));
  EXPECT_TRUE(areSame("struct S { Pool P; void f() { use(&P); use(&this->P); "
                      "} };"));
  EXPECT_TRUE(areSame("struct S { Pool &P; }; void f(S &A) { use(&A.P); "
                      "use(&A.P); }"));
  EXPECT_FALSE(areSame("void f(Pool &P, Pool &Q) { use(&P); use(&Q); }"));
  EXPECT_FALSE(areSame("struct S { Pool &P; }; void f(S &A, S &B) { "
                       "use(&A.P); use(&B.P); }"));
}

TEST_F(ExecutorsTest, HandlesAreWhatTheyWereMade) {
  EXPECT_TRUE(areSame("void f(Pool *P) { use(P); use(P); }"));
  EXPECT_TRUE(areSame("void f(Handle H) { use(H); use(H.get()); }"));
  EXPECT_TRUE(areSame("void f(Pool &P) { auto *Q = &P; use(Q); use(&P); }"));
  EXPECT_TRUE(areSame("void f(Pointer P) { use(&*P); use(&*P); }"));
}

TEST_F(ExecutorsTest, UnlessTheyChange) {
  EXPECT_FALSE(areSame("void f(Pool *P, Pool *Q) { use(P); P = Q; use(P); }"));
  EXPECT_FALSE(areSame("void f(Handle H) { use(H); change(H); use(H); }"));
  EXPECT_FALSE(areSame("void f(Handle &H) { use(H); use(H); }"));
  EXPECT_FALSE(areSame("struct S { Pool *P; void f() { use(P); use(P); } };"));
  EXPECT_FALSE(areSame("Pool *P; void f() { use(P); use(P); }"));
  EXPECT_TRUE(areSame("Pool *const P = find(1); void f() { use(P); use(P); }"));
}

TEST_F(ExecutorsTest, AccessorsSayWhatTheyGive) {
  EXPECT_TRUE(areSame("void f() { use(&global()); use(&global()); }"));
  EXPECT_TRUE(areSame("void f() { Pool &P = global(); use(&P); "
                      "use(&global()); }"));
  EXPECT_FALSE(areSame("void f(Pool &P) { use(&newStrand(P)); "
                       "use(&newStrand(P)); }"));
  EXPECT_FALSE(areSame("void f() { use(find(1)); use(find(1)); }"));
}

// `co_await background();`
TEST_F(ExecutorsTest, HopsMayNameNoExecutor) {
  TestUnitOptions Options;
  Options.Model = Model.str();
  TestUnit Unit((Header + R"cpp(
namespace own {
ThisExecutor background();
ThisExecutor background(int);
ThisExecutor elsewhere();
}
Job f() {
  co_await background();
  co_await background();
  co_await background(1);
  co_await elsewhere();
}
)cpp")
                    .str(),
                Options);
  Executors Known(Unit.facts());
  ExecutorId First = Known.of(Unit.call("f", "background", 0));
  EXPECT_TRUE(First);
  EXPECT_TRUE(First.isSame(Known.of(Unit.call("f", "background", 1))));
  EXPECT_FALSE(Known.of(Unit.call("f", "background", 2)));
  EXPECT_FALSE(Known.of(Unit.call("f", "elsewhere")));
}

TEST_F(ExecutorsTest, TheCurrentOneIsThatOfTheBody) {
  EXPECT_TRUE(first("Job f() { use(co_await this_executor); }").K ==
              ExecutorId::Current);
  EXPECT_TRUE(
      first("Job f() { Handle H = co_await this_executor; use(H); }").K ==
      ExecutorId::Current);
  EXPECT_TRUE(first("Job f() { Handle H = co_await this_executor; H = "
                    "find(1); use(H); }")
                  .K == ExecutorId::Object);
}

} // namespace clang::tidy::async::test
