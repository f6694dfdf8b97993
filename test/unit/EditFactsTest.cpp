//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The questions that fixes ask before they change code.

#include "TestUnit.h"
#include "facts/FunctionMentions.h"
#include "facts/Locks.h"
#include "facts/Places.h"
#include "facts/ThreadState.h"
#include "facts/ValueTypes.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

TEST(Locks, AreHeldUntilTheyAreReleased) {
  TestUnit Unit = libUnit(R"cpp(
struct Mutex { bool try_lock(); void unlock(); };
void here();
void free(Mutex &M) { here(); }
void held(Mutex &M) { M.try_lock(); here(); }
void released(Mutex &M) { M.try_lock(); M.unlock(); here(); }
void before(Mutex &M) { here(); M.try_lock(); }
void other(Mutex &M, Mutex &N) { M.try_lock(); N.unlock(); here(); }
struct Owner { Mutex M; };
void ofOther(Owner &A, Owner &B) { A.M.try_lock(); B.M.unlock(); here(); }
void byAlias(Owner &A) {
  A.M.try_lock();
  Mutex &Alias = A.M;
  Alias.unlock();
  here();
}
void unlockAll();
void shared() { lib::lock(); here(); }
void sharedReleased() { lib::lock(); unlockAll(); here(); }
)cpp");
  auto Holds = [&](StringRef Function) {
    return holdsLock(Unit.body(Function), Unit.call(Function, "here").expr(),
                     Unit.facts());
  };
  for (StringRef Function : {"held", "other", "ofOther", "shared"})
    EXPECT_TRUE(Holds(Function)) << Function.str();
  for (StringRef Function :
       {"free", "released", "before", "byAlias", "sharedReleased"})
    EXPECT_FALSE(Holds(Function)) << Function.str();
}

TEST(ThreadState, IsWhatALastCallLeft) {
  TestUnit Unit = libUnit(R"cpp(
extern int *__errno_location();
#define errno (*__errno_location())
#define REPORT() lib::read(errno)
void perror(const char *);
struct Result { int errno_code; };
void looks() { if (errno) lib::read(1); }
void prints() { perror("it"); }
void byMacro() { REPORT(); }
void inLambda() { auto F = [] { return errno; }; F(); }
void ok(Result R) { lib::read(R.errno_code); /* errno */ }
)cpp");
  for (StringRef Function : {"looks", "prints", "byMacro", "inLambda"})
    EXPECT_TRUE(readsThreadState(Unit.body(Function))) << Function.str();
  EXPECT_FALSE(readsThreadState(Unit.body("ok")));
}

TEST(ValueTypes, Copies) {
  TestUnit Unit = libUnit(R"cpp(
struct Plain { int N; };
struct MoveOnly { MoveOnly(MoveOnly &&); };
struct Pinned { Pinned(const Pinned &) = delete; };
struct Holds { MoveOnly Part; };
Plain A;
std::vector<int> B;
extern MoveOnly C;
extern Holds D;
extern std::vector<MoveOnly> E;
extern Pinned G;
)cpp");
  for (StringRef Name : {"A", "B"})
    EXPECT_TRUE(isCopyable(Unit.typeOf(Name), Unit.facts())) << Name.str();
  for (StringRef Name : {"C", "D", "E", "G"})
    EXPECT_FALSE(isCopyable(Unit.typeOf(Name), Unit.facts())) << Name.str();
  for (StringRef Name : {"A", "C"})
    EXPECT_TRUE(isMovable(Unit.typeOf(Name))) << Name.str();
  EXPECT_FALSE(isMovable(Unit.typeOf("G")));
}

TEST(ValueTypes, Views) {
  TestUnit Unit = libUnit(R"cpp(
struct string_view {};
template <typename T> struct span {};
struct viewer {};
string_view A;
span<int> B;
viewer C;
)cpp");
  auto IsView = [&](StringRef Name) {
    return isView(Unit.typeOf(Name)->getAsCXXRecordDecl());
  };
  EXPECT_TRUE(IsView("A"));
  EXPECT_TRUE(IsView("B"));
  EXPECT_FALSE(IsView("C"));
}

TEST(FunctionMentions, AreCallsOrMore) {
  TestUnit Unit = libUnit(R"cpp(
static int called();
static int typed();
static int addressed();
static int named();
int user() { return called() + typed() + addressed() + named(); }
static int called() { return 1; }
static int typed() { return 1; }
static int addressed() { return 1; }
static int named() { return 1; }
using Type = decltype(typed());
auto *Address = &addressed;
template <typename T> int pattern(T X) { return named() + X; }
)cpp");
  auto IsOnlyCalled = [&](StringRef Name) {
    return isOnlyCalled(Unit.find<FunctionDecl>(Name), Unit.facts());
  };
  EXPECT_TRUE(IsOnlyCalled("called"));
  EXPECT_FALSE(IsOnlyCalled("typed"));
  EXPECT_FALSE(IsOnlyCalled("addressed"));
}

TEST(Places, AreWhereAMacroIsUsed) {
  TestUnit Unit = libUnit(R"cpp(
#define BOTH() (lib::read(1), lib::poll(1, 2))
void direct() { lib::read(1); }
void byMacro() { BOTH(); }
)cpp");
  const SourceManager &SM = Unit.facts().sources();
  auto At = [&](StringRef Function, StringRef Callee) {
    return spanAt(Unit.call(Function, Callee).expr()->getExprLoc(), SM);
  };
  Span Direct = At("direct", "read");
  EXPECT_EQ(Direct.File, "/unit/input.cpp");
  EXPECT_EQ(Direct.InMacro, 0u);
  EXPECT_EQ(locationOf(Direct, SM),
            Unit.call("direct", "read").expr()->getExprLoc());
  Span First = At("byMacro", "read"), Second = At("byMacro", "poll");
  EXPECT_EQ(First.Offset, Second.Offset);
  EXPECT_NE(First, Second);
  EXPECT_FALSE(locationOf({"/unit/other.cpp", 1}, SM).isValid());
  EXPECT_FALSE(spanAt(SourceLocation(), SM));
}

} // namespace clang::tidy::async::test
