//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Finishes.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Code = R"cpp(
namespace lib {
template <typename T> struct Future {
  Future();
  template <typename F> Future then(F) {}
};
template <typename T> struct Promise {
  Future<T> get_future();
  void set_value(T);
  void set_error(int);
};
template <typename T> Future<T> make_ready(T);
template <typename F> Future<int> make_ready_with(F) {}
Future<int> make_failed();
Future<int> start_io();
template <typename F> void later(F) {}
}
using namespace lib;
int block();
bool flag();
Future<int> elsewhere();
Future<int> fails() { return make_failed(); }
Future<int> starts() { if (flag()) return make_ready(1); return start_io(); }
Future<int> calls(int N) { return N ? calls(N - 1) : make_ready(1); }
)cpp";

static constexpr StringRef Model = R"yaml(
library: lib
roots: [lib]
types: [{name: Future, start: eager}]
calls:
  - {name: make_ready, role: ready}
  - {name: make_ready_with, role: ready, callable: 0}
  - {name: make_failed, role: failed}
  - {name: start_io, role: async}
  - {name: "Future::then", role: continue, task: this, callable: 0}
  - {name: "Promise::get_future", role: get-task, task: this}
  - {name: "Promise::set_value", role: set-value, task: this}
  - {name: "Promise::set_error", role: failed, task: this}
)yaml";

/// True if the function `f` with the code \p Text may return an unfinished task
/// after `block()`.
static bool mayBeUnfinished(StringRef Text) {
  TestUnit Unit((Code + "Future<int> f(bool Cached) {" + Text + "}").str(),
                {.Model = Model.str()});
  const Body &B = Unit.body("f");
  auto All = findFinishes(B, Unit.facts(), Unit.effects());
  EXPECT_FALSE(All.empty()) << Text.str();
  return mayReturnUnfinished(B, Unit.call("f", "block").expr(), All.front(),
                             Unit.facts());
}

TEST(Finishes, AfterWhichNothingElseIsReturned) {
  EXPECT_FALSE(mayBeUnfinished("return make_ready(block());"));
  EXPECT_FALSE(mayBeUnfinished("block(); if (flag()) return make_failed();"
                               "return make_ready(1);"));
  EXPECT_FALSE(mayBeUnfinished("block();"
                               "return flag() ? make_ready(1) : fails();"));
  EXPECT_FALSE(mayBeUnfinished("block(); if (flag()) return {};"
                               "auto F = make_ready(1); return F;"));
  EXPECT_FALSE(mayBeUnfinished("block(); if (flag()) return calls(2);"
                               "return make_ready(1);"));
  // On another path,
  EXPECT_FALSE(mayBeUnfinished("if (flag()) return start_io();"
                               "return make_ready(block());"));
  // or where the caller chose it.
  EXPECT_FALSE(mayBeUnfinished("block(); if (Cached) return make_ready(1);"
                               "return start_io();"));
}

TEST(Finishes, AfterWhichOtherWorkIsReturned) {
  EXPECT_TRUE(mayBeUnfinished("if (block()) return make_ready(1);"
                              "return start_io();"));
  EXPECT_TRUE(mayBeUnfinished("return block() ? make_ready(1) : start_io();"));
  EXPECT_TRUE(mayBeUnfinished("if (block()) return make_ready(1);"
                              "auto F = start_io(); return F;"));
  EXPECT_TRUE(mayBeUnfinished("if (block()) return make_ready(1);"
                              "return start_io().then([](int) {});"));
  EXPECT_TRUE(mayBeUnfinished("if (block()) return make_ready(1);"
                              "return elsewhere();"));
  EXPECT_TRUE(mayBeUnfinished("if (block()) return make_ready(1);"
                              "return starts();"));
  EXPECT_TRUE(mayBeUnfinished("Future<int> F = make_ready(1);"
                              "if (block()) F = start_io(); return F;"));
}

TEST(Finishes, OfAPromiseThatMayBeLeftOpen) {
  EXPECT_FALSE(mayBeUnfinished("Promise<int> P; P.set_value(block());"
                               "return P.get_future();"));
  EXPECT_FALSE(mayBeUnfinished("Promise<int> P; auto F = P.get_future();"
                               "if (block()) P.set_error(1);"
                               "else P.set_value(1);"
                               "return F;"));
  EXPECT_TRUE(mayBeUnfinished("Promise<int> P; auto F = P.get_future();"
                              "if (block()) P.set_value(1);"
                              "else later([P]() mutable { P.set_value(1); });"
                              "return F;"));
  // An error that sets it is not on the path.
  EXPECT_FALSE(mayBeUnfinished("Promise<int> P;"
                               "try { P.set_value(block()); }"
                               "catch (...) { P.set_error(1); }"
                               "return P.get_future();"));
}

} // namespace clang::tidy::async::test
