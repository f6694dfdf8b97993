// RUN: async-sync-over-async -std=c++20 -isystem stubs -option AsyncModels=%S/inhouse.yaml
// In what the macros of test frameworks define, waiting is right.
#include "async_lib/inhouse.h"

using inhouse::blockOn, inhouse::Task;

Task<int> load();
void use(int);

// As Catch2 and doctest define them: a function for each.
#define CONCAT(A, B) A##B
#define NAME(Line) CONCAT(test, Line)
#define TEST_CASE(Title) static void NAME(__LINE__)()
#define SCENARIO(Title) TEST_CASE("Scenario: " Title)
#define CATCH_TEST_CASE(Title) TEST_CASE(Title)
#define DOCTEST_TEST_CASE(Title) TEST_CASE(Title)

// As Boost.Test does: a class with a method.
#define BOOST_FIXTURE_TEST_CASE(Name, Fixture)                                 \
  struct Name : Fixture {                                                      \
    void test_method();                                                        \
  };                                                                           \
  void Name::test_method()
#define BOOST_AUTO_TEST_CASE(Name) BOOST_FIXTURE_TEST_CASE(Name, Nothing)
struct Nothing {};

TEST_CASE("loads") { use(blockOn(load()) + 1); }
SCENARIO("loads") { use(blockOn(load()) + 1); }
CATCH_TEST_CASE("loads") { use(blockOn(load()) + 1); }
DOCTEST_TEST_CASE("loads") {
  auto Twice = [] { return blockOn(load()) * 2; };
  use(Twice());
}
BOOST_AUTO_TEST_CASE(okLoads) { use(blockOn(load()) + 1); }
BOOST_FIXTURE_TEST_CASE(okLoadsAgain, Nothing) { use(blockOn(load()) + 1); }

#define BODY(Name) static void Name##Body()
BODY(other) { use(blockOn(load()) + 1); }
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'blockOn' blocks the thread of every caller of 'otherBody' until the task is finished [async-sync-over-async]
void calls() { otherBody(); }
