//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "facts/Endings.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Prelude = R"cpp(
extern "C" [[noreturn]] void abort() noexcept;
extern "C" [[noreturn]] void exit(int);
[[noreturn]] void throw_error(int);
[[noreturn]] void die(const char *);
bool check();
using namespace lib;
)cpp";

static TestUnit unit(StringRef Code) { return libUnit((Prelude + Code).str()); }

/// True if the process ends after the call of read() in \p Function.
static bool ends(TestUnit &Unit, StringRef Function) {
  Endings Ends(Unit.facts());
  return Ends.endsAfter(Unit.call(Function, "read"));
}

TEST(Endings, OfPaths) {
  TestUnit Unit = unit(R"cpp(
void last(bool Fatal) { if (Fatal) { read(1); abort(); } }
void inside(bool Fatal) { if (Fatal) { { read(1); } if (check()) read(2); exit(1); } }
void before(bool Fatal) { read(1); if (Fatal) abort(); }
void arms(int Level) { switch (Level) { case 1: break; case 2: read(1); die(""); default: ; } }
void falls(int Level) { switch (Level) { case 1: read(1); case 2: abort(); } }
void ternary(bool Ok) { Ok ? (void)0 : (read(1), abort()); }
void both(bool Bad) { (void)(Bad && (read(1), abort(), true)); }
void argument() { exit(read(1)); }
void eitherWay() { read(1); if (check()) abort(); else exit(1); }
void oneWay() { read(1); if (check()) abort(); else return; }
void loop(int N) { for (int I = 0; I < N; ++I) read(1); abort(); }
void leavesLoop() { while (true) { read(1); if (check()) break; abort(); } }
void handler() { try { check(); } catch (...) { read(1); abort(); } }
void tries() { try { read(1); abort(); } catch (...) {} }
void always() { read(1); abort(); }
)cpp");
  for (StringRef Name :
       {"last", "inside", "arms", "falls", "ternary", "both", "argument",
        "eitherWay", "loop", "handler", "tries", "always"})
    EXPECT_TRUE(ends(Unit, Name)) << Name.str();
  for (StringRef Name : {"before", "oneWay", "leavesLoop"})
    EXPECT_FALSE(ends(Unit, Name)) << Name.str();
}

TEST(Endings, NotWhereTheProcessGoesOn) {
  TestUnit Unit = unit(R"cpp(
void throws() { read(1); throw 1; }
void throwsElsewhere() { read(1); throw_error(1); }
void rethrows() { read(1); std::rethrow_exception(std::current_exception()); }
void loops() { read(1); for (;;) check(); }
void loopsUntil() { for (;;) { read(1); if (check()) abort(); } }
Task<> suspends() { read(1); co_await read_async(); abort(); }
Task<> suspendsFirst() { co_await read_async(); read(1); abort(); }
)cpp");
  for (StringRef Name : {"throws", "throwsElsewhere", "rethrows", "loops",
                         "loopsUntil", "suspends"})
    EXPECT_FALSE(ends(Unit, Name)) << Name.str();
  EXPECT_TRUE(ends(Unit, "suspendsFirst"));
}

TEST(Endings, ByFunctionsInSight) {
  TestUnit Unit = unit(R"cpp(
void fail() { check(); abort(); }
void failByAnother(int Code) { if (Code) exit(Code); fail(); }
[[noreturn]] void serves() { for (;;) check(); }
[[noreturn]] void throwsInSight() { throw 1; }
struct Guard { Guard(); ~Guard() { fail(); } };
struct Fatal { Fatal(int); [[noreturn]] ~Fatal(); Fatal &operator<<(int); };
void calls() { read(1); fail(); }
void callsThrough() { read(1); failByAnother(1); }
void callsLambda() { auto Fail = [] { abort(); }; read(1); Fail(); }
void callsServer() { read(1); serves(); }
void callsThrower() { read(1); throwsInSight(); }
void guards() { Guard G; read(1); }
void streams(bool Bad) { if (Bad) Fatal(1) << read(1); }
void streamsBefore(bool Bad) { read(1); if (Bad) Fatal(1) << 2; }
)cpp");
  for (StringRef Name :
       {"calls", "callsThrough", "callsLambda", "guards", "streams"})
    EXPECT_TRUE(ends(Unit, Name)) << Name.str();
  for (StringRef Name : {"callsServer", "callsThrower", "streamsBefore"})
    EXPECT_FALSE(ends(Unit, Name)) << Name.str();
  Endings Ends(Unit.facts());
  EXPECT_TRUE(Ends.endsProcess(Unit.find<FunctionDecl>("failByAnother")));
  EXPECT_FALSE(Ends.endsProcess(Unit.find<FunctionDecl>("serves")));
}

TEST(Endings, OfLambdasThatAreCalledAtOnce) {
  TestUnit Unit = unit(R"cpp(
void inArm(bool Bad) { if (Bad) { [&] { read(1); }(); abort(); } }
void later(bool Bad) { if (Bad) { mystery([&] { read(1); }); abort(); } }
)cpp");
  Endings Ends(Unit.facts());
  EXPECT_TRUE(Ends.endsAfter(Unit.lambda("inArm").Operations.front()));
  EXPECT_FALSE(Ends.endsAfter(Unit.lambda("later").Operations.front()));
}

TEST(Endings, FailsAfter) {
  TestUnit Unit = unit(R"cpp(
void throws() { try { read(1); throw 1; } catch (int) { return; } }
void goesOn() { try { read(1); } catch (int) { throw; } }
void ends() { try { read(1); } catch (int) { return; } abort(); }
)cpp");
  Endings Ends(Unit.facts());
  EXPECT_TRUE(Ends.failsAfter(Unit.call("throws", "read")));
  EXPECT_TRUE(Ends.failsAfter(Unit.call("ends", "read")));
  EXPECT_FALSE(Ends.failsAfter(Unit.call("goesOn", "read")));
}

/// The calls of \p Function that are in an assertion.
static std::string asserted(TestUnit &Unit, StringRef Function) {
  std::string Text;
  for (const Operation &Op : Unit.body(Function).Operations)
    if (Op.At.InAssertion && Op.callee())
      Text += (Text.empty() ? "" : " ") + Op.callee()->getNameAsString();
  return Text;
}

TEST(Assertions, AreKnownByWhatTheirMacrosAre) {
  TestUnit Unit = unit(R"cpp(
void failed(const char *);
#define MY_ASSERT(X) ((X) ? (void)0 : failed(#X))
#define ASSERT_IF(X) do { if (!(X)) { failed(#X); } } while (0)
#define ASSERT_OR_RETURN(X) do { if (!(X)) return; } while (0)
#define ASSERT_VALUE(X) failed((X) ? "1" : "0")
#define CHECK(X) while (!(X)) die(#X)
#ifdef OPTIMIZED
#define VERIFY(X)
#define TRACE(X)
#else
#define VERIFY(X) CHECK(X)
#define TRACE(X) if (!(X)) failed(#X)
#endif
#define UNLESS_OPTIMIZED(X) (void)(false && (X))
#define OUTER(X, Y) Y; MY_ASSERT(X)
#define READS(X) (read(X) > 0)

void byName() { MY_ASSERT(read(1) > 0); }
void byIf() { ASSERT_IF(read(1) > 0 && poll(1, 2)); }
void byDefinition() { VERIFY(read(1)); }
void isNever() { UNLESS_OPTIMIZED(read(1)); }
void through() { OUTER(read(1), poll(1, 2)); }
void ofMacro() { MY_ASSERT(READS(1)); }
void choice(bool A) { MY_ASSERT(A ? read(1) : poll(1, 2)); }

void checks() { CHECK(read(1)); }
void traces() { TRACE(read(1)); }
void returns() { ASSERT_OR_RETURN(read(1)); }
void passes() { ASSERT_VALUE(read(1)); }
void noMacro() { read(1) ? (void)0 : failed(""); }
)cpp");
  EXPECT_EQ(asserted(Unit, "byName"), "read");
  EXPECT_EQ(asserted(Unit, "byIf"), "read poll");
  EXPECT_EQ(asserted(Unit, "byDefinition"), "read");
  EXPECT_EQ(asserted(Unit, "isNever"), "read");
  EXPECT_EQ(asserted(Unit, "through"), "read");
  EXPECT_EQ(asserted(Unit, "ofMacro"), "read");
  EXPECT_EQ(asserted(Unit, "choice"), "read poll");
  for (StringRef Name : {"checks", "traces", "returns", "passes", "noMacro"})
    EXPECT_EQ(asserted(Unit, Name), "") << Name.str();
}

TEST(Assertions, HoldLambdas) {
  TestUnit Unit = unit(R"cpp(
#define MY_ASSERT(X) ((X) ? (void)0 : abort())
void asserts() { MY_ASSERT([] { return read(1); }()); }
)cpp");
  EXPECT_TRUE(Unit.lambda("asserts").Operations.front().At.InAssertion);
  EXPECT_TRUE(Unit.effects().blocking(Unit.body("asserts")).empty());
}

} // namespace clang::tidy::async::test
