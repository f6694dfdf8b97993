//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Facades.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
using namespace lib;
struct Answer { int value() const; int &ref(); };
struct Request { void setId(int); };
int work(int);
Future<int> fetch(int = 0);
Future<Answer> ask(Request);
namespace other { Future<int> fetch(); }
)cpp";

/// True if the function `f` with the code \p Text only waits for a sibling.
static bool isTwin(StringRef Text) {
  TestUnit Unit = libUnit((Header + "int f(int Id) {" + Text + "}").str());
  const Body &B = Unit.body("f");
  for (const Operation &Op : B.Operations)
    if (Op.is(Role::Wait))
      return isFacade(B, Op, Unit.facts());
  ADD_FAILURE() << "no wait";
  return false;
}

TEST(Facades, OnlyWait) {
  EXPECT_TRUE(isTwin("return fetch(Id).get();"));
  EXPECT_TRUE(isTwin("return fetch(work(Id)).get();"));
  EXPECT_TRUE(isTwin("auto F = fetch(Id); return F.get();"));
  EXPECT_TRUE(isTwin("Future<int> F; F = fetch(Id); return F.get();"));
  EXPECT_TRUE(isTwin("auto R = fetch(Id).get(); return R;"));
  EXPECT_TRUE(isTwin("auto F = fetch(Id); F.wait(); return F.get();"));
}

TEST(Facades, MayPrepareWhatTheyAskFor) {
  EXPECT_TRUE(isTwin("int A = work(Id); return fetch(A).get();"));
  EXPECT_TRUE(isTwin("Request R; R.setId(Id); return ask(R).get().value();"));
  EXPECT_FALSE(isTwin("work(Id); return fetch(Id).get();"));
  EXPECT_FALSE(isTwin("int A = work(Id); return fetch(Id).get() + A;"));
}

TEST(Facades, MayTakeOutTheValue) {
  EXPECT_TRUE(isTwin("return ask({}).get().value();"));
  EXPECT_TRUE(isTwin("auto A = ask({}).get(); return A.value();"));
  EXPECT_TRUE(isTwin("auto F = ask({}); auto A = F.get(); return A.value();"));
  EXPECT_FALSE(isTwin("return work(fetch(Id).get());"));
  EXPECT_FALSE(isTwin("auto R = fetch(Id).get(); return work(R);"));
}

TEST(Facades, DoNothingElse) {
  EXPECT_FALSE(isTwin("if (Id) return 0; return fetch(Id).get();"));
  EXPECT_FALSE(isTwin("auto F = fetch(Id); auto G = fetch(1);"
                      "return F.get();"));
  EXPECT_FALSE(isTwin("return other::fetch().get();"));
}

} // namespace clang::tidy::async::test
