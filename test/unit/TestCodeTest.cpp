//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

TEST(TestCode, ByTheNamesOfMacros) {
  TestUnit Unit = libUnit(R"cpp(
#define MY_TEST(Name) void Name()
#define UNIT_TEST_CASE(Name) struct Name##_Case { void run(); }; void Name##_Case::run()
#define TESTABLE(Name) void Name()
#define LATEST(Name) void Name()
MY_TEST(homeMade) {}
UNIT_TEST_CASE(Pasted) {}
TESTABLE(testable) {}
LATEST(latest) {}
)cpp");
  EXPECT_TRUE(Unit.body("homeMade").IsTest);
  EXPECT_TRUE(Unit.body("run").IsTest);
  EXPECT_FALSE(Unit.body("testable").IsTest);
  EXPECT_FALSE(Unit.body("latest").IsTest);
}

TEST(TestCode, WithTheClassesInside) {
  TestUnit Unit = libUnit(R"cpp(
struct MyTest : lib::Fixture {
  struct Handler { void inner() {} };
  void body();
};
LIB_TEST(Something) {
  struct Local { void local() {} };
}
)cpp");
  EXPECT_TRUE(Unit.body("inner").IsTest);
  EXPECT_TRUE(Unit.body("local").IsTest);
}

TEST(TestCode, WithWhatOnlyTestsCall) {
  TestUnit Unit = libUnit(R"cpp(
static void innermost() {}
static void helper() { innermost(); }
static void shared() {}
static void byAddress() {}
static void unused() {}
void visible() {}
static lib::Task<> coroutine() { co_return; }
LIB_TEST(One) { helper(); shared(); byAddress(); visible(); coroutine(); }
void product() { shared(); }
void (*Address)() = byAddress;
)cpp");
  for (StringRef Name : {"helper", "innermost", "coroutine"})
    EXPECT_TRUE(Unit.body(Name).IsTest) << Name.str();
  for (StringRef Name : {"shared", "byAddress", "unused", "visible", "product"})
    EXPECT_FALSE(Unit.body(Name).IsTest) << Name.str();
  EXPECT_EQ(Unit.body("coroutine").Context, ContextKind::MayBlock);
}

TEST(TestCode, ByPathsBelowTheRoot) {
  auto IsTest = [](StringRef File, StringRef Root) {
    TestUnit Unit =
        libUnit("void plain() {}", {.TestPaths = "/tests?/|_test[.]",
                                    .TestRoot = Root.str(),
                                    .File = File.str()});
    return Unit.body("plain").IsTest;
  };
  EXPECT_TRUE(IsTest("/home/test/project/a.cpp", ""));
  EXPECT_FALSE(IsTest("/home/test/project/a.cpp", "/home/test/project"));
  EXPECT_FALSE(IsTest("/home/test/project/a.cpp", "/home/test/"));
  EXPECT_TRUE(IsTest("/home/test/project/tests/a.cpp", "/home/test/project"));
  EXPECT_TRUE(IsTest("/home/project/a_test.cpp", "/home/project"));
  // It is not below that folder.
  EXPECT_TRUE(IsTest("/home/test/a.cpp", "/home/te"));
  EXPECT_TRUE(IsTest("/home/test/a.cpp", "/elsewhere"));
  EXPECT_FALSE(IsTest("/home/contest/src/../a.cpp", "/home"));
}

} // namespace clang::tidy::async::test
