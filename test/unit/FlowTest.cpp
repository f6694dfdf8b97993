//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Flow.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
using namespace lib;
void from();
void to();
void set();
bool flag();
void elsewhere();
)cpp";

/// True if the first call of `to()` may run after the first call of `from()` in
/// \p Code; without `set()` in between if \p Without.
static bool leadsTo(StringRef Code, bool Without = false) {
  TestUnit Unit = libUnit((Header + "void code() {" + Code + "}").str());
  llvm::SmallVector<const Expr *, 2> Between;
  const Body &B = Unit.body("code");
  for (const Operation &Op : B.Operations)
    if (Without && Op.callee() && Op.callee()->getNameAsString() == "set")
      Between.push_back(Op.expr());
  return Unit.facts().flow(B).mayLeadTo(Unit.call("code", "from").expr(),
                                        Unit.call("code", "to").expr(),
                                        Between);
}

TEST(Flow, LeadsOnByAnyWay) {
  EXPECT_TRUE(leadsTo("from(); to();"));
  EXPECT_FALSE(leadsTo("to(); from();"));
  EXPECT_TRUE(leadsTo("from(); if (flag()) return; to();"));
  EXPECT_FALSE(leadsTo("if (flag()) { from(); return; } to();"));
  EXPECT_FALSE(leadsTo("if (flag()) from(); else to();"));
  EXPECT_TRUE(leadsTo("while (flag()) { to(); from(); }"));
}

TEST(Flow, DoesNotLeadOnByAnException) {
  EXPECT_FALSE(leadsTo("try { from(); return; } catch (...) { to(); }"));
  EXPECT_FALSE(leadsTo("try { from(); throw 1; } catch (...) { to(); }"));
  EXPECT_TRUE(leadsTo("try { from(); } catch (...) {} to();"));
  EXPECT_TRUE(leadsTo("try { from(); to(); } catch (...) {}"));
  // In the handler nothing is thrown any more.
  EXPECT_TRUE(leadsTo("try { elsewhere(); } catch (...) { from(); to(); }"));
  EXPECT_FALSE(leadsTo("try { try { from(); return; } catch (int) {} }"
                       "catch (...) { to(); }"));
}

TEST(Flow, LeadsOnWithoutOtherCalls) {
  EXPECT_FALSE(leadsTo("from(); set(); to();", true));
  EXPECT_TRUE(leadsTo("from(); if (flag()) set(); to();", true));
  EXPECT_FALSE(leadsTo("from(); if (flag()) set(); else set(); to();", true));
  EXPECT_TRUE(leadsTo("set(); from(); to(); set();", true));
  EXPECT_TRUE(leadsTo(
      "for (;;) { from(); if (flag()) { to(); return; } set(); }", true));
  EXPECT_FALSE(leadsTo("for (;;) { if (flag()) { to(); return; }"
                       "           from(); set(); }",
                       true));
}

} // namespace clang::tidy::async::test
