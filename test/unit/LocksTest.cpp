//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Locks.h"
#include "TestUnit.h"
#include "facts/Suspensions.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
#include <coroutine>
#include <lib.h>
namespace lk {
struct Mutex {
  void lock();
  bool try_lock();
  void unlock();
};
struct Other {
  void lock();
  void unlock();
};
struct Deferred {};
struct Guard {
  Guard();
  explicit Guard(Mutex &);
  Guard(Mutex &, Deferred);
  Guard(Guard &&);
  Guard &operator=(Guard &&);
  ~Guard();
  void lock();
  void unlock();
  Mutex *release();
  explicit operator bool() const;
};
template <typename M> struct Holder {
  explicit Holder(M &);
  ~Holder();
};
} // namespace lk
using namespace lk;
bool flag();
void mark();
void change(Guard &);
void look(const Guard &);
void keep(Guard);
Mutex A, B;
Other C;
)cpp";

static std::string model() {
  return libModel().str() + R"yaml(
  - {name: "::lk::Mutex::lock", role: block, blocks: lock, traits: [thread-owned]}
  - {name: ["::lk::Guard::lock", "::lk::Other::lock"], role: block, blocks: lock}
  - name: "::lk::Guard::Guard"
    role: block
    blocks: lock
    when: {args: "1"}
    unless: {argument: 0, type: ["::lk::Guard"]}
    traits: [thread-owned]
  - {name: "::lk::Holder::Holder", role: block, blocks: lock}
)yaml";
}

/// The locks at the first call of `mark()` in \p Code: a name for each, in
/// parentheses if it is held on some paths only, with a `!` if it belongs to
/// the thread.
static std::string locksIn(StringRef Code) {
  TestUnit Unit((Header + "void code() {" + Code + "}").str(), {model()});
  const Body &B = Unit.body("code");
  Locks Known(B, Unit.facts());
  const Expr *Mark = Unit.call("code", "mark").expr();
  std::string Text;
  for (const HeldLock &Each : Known.at(Mark)) {
    std::string Name = Each.Object.named()
                           ? Each.Object.named()->getNameAsString()
                           : std::string("?");
    Name += Each.IsOfThread ? "!" : "";
    Text += (Text.empty() ? "" : " ") +
            (Known.isCertainAt(Each, Mark) ? Name : "(" + Name + ")");
  }
  return Text;
}

TEST(Locks, AreHeldByGuardsUntilTheirScopeEnds) {
  EXPECT_EQ(locksIn("Guard L(A); mark();"), "L!");
  EXPECT_EQ(locksIn("{ Guard L(A); } mark();"), "");
  EXPECT_EQ(locksIn("if (Guard L(A); flag()) mark();"), "L!");
  EXPECT_EQ(
      locksIn("while (flag()) { Guard L(A); if (flag()) break; } mark();"), "");
  EXPECT_EQ(locksIn("mark(); Guard L(A);"), "");
  EXPECT_EQ(locksIn("Holder<Mutex> L(A); mark();"), "L!");
  EXPECT_EQ(locksIn("Holder<Other> L(C); mark();"), "L");
}

TEST(Locks, FollowGuards) {
  EXPECT_EQ(locksIn("Guard L(A); L.unlock(); mark();"), "");
  EXPECT_EQ(locksIn("Guard L(A); L.unlock(); L.lock(); mark();"), "L!");
  EXPECT_EQ(locksIn("Guard L(A); L.release(); mark();"), "");
  EXPECT_EQ(locksIn("Guard L(A); Guard N = static_cast<Guard &&>(L); mark();"),
            "N!");
  EXPECT_EQ(locksIn("Guard L; L = Guard(A); mark();"), "L!");
  EXPECT_EQ(locksIn("Guard L; mark();"), "");
  EXPECT_EQ(locksIn("Guard L(A, Deferred()); mark();"), "(L!)");
  EXPECT_EQ(locksIn("Guard L(A, Deferred()); if (L) mark();"), "L!");
  EXPECT_EQ(locksIn("Guard L(A, Deferred()); if (!L) mark();"), "");
  EXPECT_EQ(locksIn("Guard L(A); if (flag()) L.unlock(); mark();"), "(L!)");
}

TEST(Locks, MayBeReleasedElsewhere) {
  EXPECT_EQ(locksIn("Guard L(A); look(L); mark();"), "L!");
  EXPECT_EQ(locksIn("Guard L(A); change(L); mark();"), "(L!)");
  EXPECT_EQ(locksIn("Guard L(A); auto F = [&L] { L.unlock(); }; mark();"),
            "(L!)");
}

TEST(Locks, AreTakenByHand) {
  EXPECT_EQ(locksIn("A.lock(); mark(); A.unlock();"), "A!");
  EXPECT_EQ(locksIn("A.lock(); A.unlock(); mark();"), "");
  EXPECT_EQ(locksIn("A.lock(); B.unlock(); mark(); A.unlock();"), "A!");
  // Another function may release it.
  EXPECT_EQ(locksIn("A.lock(); mark();"), "(A!)");
  EXPECT_EQ(locksIn("if (A.try_lock()) { mark(); A.unlock(); }"), "A!");
  EXPECT_EQ(locksIn("A.try_lock(); mark(); A.unlock();"), "(A!)");
  EXPECT_EQ(locksIn("C.lock(); mark(); C.unlock();"), "C");
}

TEST(Locks, AreReleasedByExceptions) {
  EXPECT_EQ(
      locksIn("try { Guard L(A); flag(); return; } catch (...) {} mark();"),
      "");
  EXPECT_EQ(locksIn("Guard L(A); try { flag(); } catch (...) {} mark();"),
            "L!");
}

TEST(Locks, CountAnywhereInPatterns) {
  TestUnit Unit((Header + "template <typename T> void code(T V) {"
                          "  mark(); Guard L(A); }"
                          "template <typename T> void other(T V) { mark(); }")
                    .str(),
                {model()});
  EXPECT_TRUE(holdsLock(Unit.body("code"), Unit.call("code", "mark").expr(),
                        Unit.facts()));
  EXPECT_FALSE(holdsLock(Unit.body("other"), Unit.call("other", "mark").expr(),
                         Unit.facts()));
}

/// The number of points at which a coroutine with \p Code may suspend.
static size_t suspensions(StringRef Code) {
  TestUnit Unit((Header + R"cpp(
lib::Task<int> inner();
lib::Task<int> atOnce() { co_return 1; }
lib::Task<int> waits() { co_return co_await inner(); }
struct Ready {
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const;
  void await_resume() const;
};
)cpp" + "lib::Task<int> code() {" +
                 Code + " co_return 1; }")
                    .str(),
                {model()});
  return suspensionsOf(Unit.body("code"), Unit.facts(), Unit.effects()).size();
}

TEST(Suspensions, AreAwaitsThatMayWait) {
  EXPECT_EQ(suspensions("co_await inner();"), 1u);
  EXPECT_EQ(suspensions("co_await waits(); co_await inner();"), 2u);
  EXPECT_EQ(suspensions("auto F = [] { return inner(); };"), 0u);
  EXPECT_EQ(suspensions("co_await Ready();"), 0u);
  EXPECT_EQ(suspensions("co_await atOnce();"), 0u);
  EXPECT_EQ(suspensions("co_await lib::make_ready(1);"), 0u);
}

} // namespace clang::tidy::async::test
