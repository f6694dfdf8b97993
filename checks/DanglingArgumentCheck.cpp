//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DanglingArgumentCheck.h"
#include "facts/Referents.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

void DanglingArgumentCheck::checkFacts(const Facts &Unit,
                                       Effects &UnitEffects) {
  ByFix.clear();
  for (const Body &B : Unit.bodies()) {
    if (B.isDependent())
      continue;
    for (const Operation &Op : B.Operations)
      if (!Op.Match && Op.Site.Function && isa<CallExpr>(Op.expr()))
        checkCall(Op, Unit);
  }
}

/// The text of a finding about \p Found.
static std::string textFor(const Referent &Found, const Operation &Call) {
  std::string Callee = nameOf(Call);
  if (Found.Owner)
    return "coroutine " + Callee + " may use the local variable " +
           nameOf(Found.Owner) + " after " +
           (Call.In->Lambda ? "this lambda" : nameOf(Call.In->Function)) +
           " has returned";
  if (!Found.Param)
    return "the object of " + Callee +
           " is destroyed at the end of the statement, but its coroutine still "
           "uses it";
  std::string Name = Found.Param->getIdentifier()
                         ? "the argument for " + nameOf(Found.Param)
                         : std::string("this argument");
  return Name + " is destroyed at the end of the statement, but coroutine " +
         Callee + " still refers to it";
}

void DanglingArgumentCheck::checkCall(const Operation &Call,
                                      const Facts &Unit) {
  Start Started = startOf(Call.expr()->getType(), Unit);
  if (Started == Start::Unknown || Call.expr()->isGLValue() ||
      Call.At.InAssertion)
    return;
  WorkSpan Span = workSpanOf(Call, Unit);
  if (!Span.outlivesFullExpression())
    return;
  std::optional<bool> MayBeWaitedFor;
  for (const Referent &Found :
       referentsOf(Call, Span.StartsLater ? Started : Start::Eager, Unit)) {
    if (Found.Owner) {
      if (Span.End != WorkEnd::Escapes)
        continue;
      if (!MayBeWaitedFor)
        MayBeWaitedFor = mayBeWaitedFor(Call, Unit);
      if (*MayBeWaitedFor)
        continue;
    }
    // One parameter is one mistake, if taking it by value corrects all calls.
    if (Draft *Earlier = ByFix.lookup(Found.Param)) {
      Earlier->claim(Call.expr());
      Earlier->note(Found.Argument->getBeginLoc(),
                    "this argument is also destroyed too early", NoteKind::Place);
      return;
    }
    Draft &New = report(*Call.In, Found.Argument, textFor(Found, Call));
    New.putAt(Found.Argument->getBeginLoc());
    New.claim(Call.expr());
    New.IsReportedInTests = true;
    if (Found.Use)
      New.note(Found.Use->At->getExprLoc(), "it is used here");
    else
      New.note(Found.Param->getLocation(), "the parameter is declared here");
    if (Found.Param && (!Found.Use || Found.Use->Of == Found.Param))
      New.advise(fix::takeByValue(Unit.target(Call), Found.Index, Unit));
    if (New.hasFix())
      ByFix[Found.Param] = &New;
    return;
  }
}

} // namespace clang::tidy::async
