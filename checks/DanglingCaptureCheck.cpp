//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DanglingCaptureCheck.h"
#include "facts/Closures.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

void DanglingCaptureCheck::checkFacts(const Facts &Unit, Effects &UnitEffects) {
  for (const Body &B : Unit.bodies()) {
    if (!B.Lambda || B.isDependent() || B.Lambda->capture_size() == 0)
      continue;
    Start Started = B.IsCoroutine ? startOf(B.Function->getReturnType(), Unit)
                                  : Start::Unknown;
    // One lambda is reported once.
    if (Started != Start::Unknown &&
        (checkCalls(B, Started, Unit) || checkSinks(B, Started, Unit)))
      continue;
    checkReferences(B, Unit);
  }
}

static std::string nameOfCapture(const LateUse &Use) {
  return Use.Of ? nameOf(Use.Of) : "'this'";
}

static std::string nameOfFunction(const Body &B) {
  return B.Lambda ? "the lambda around it" : nameOf(B.Function);
}

//===----------------------------------------------------------------------===//
// Closures that die
//===----------------------------------------------------------------------===//

bool DanglingCaptureCheck::checkCalls(const Body &Coroutine, Start Started,
                                      const Facts &Unit) {
  for (const Operation *Call : Unit.callsOf(Coroutine.Function)) {
    const Expr *Object = Call->Site.Object;
    if (!Object || Call->In->isDependent())
      continue;
    const VarDecl *Closure = nullptr;
    WorkSpan Span = workSpanOf(*Call, Unit);
    if (stripImplicit(Object) == Coroutine.Lambda) {
      if (!Span.outlivesFullExpression())
        continue;
    } else {
      Closure = localOwnerOf(Object, *Call->In, Unit);
      if (!Closure || Span.End != WorkEnd::Escapes ||
          mayBeWaitedFor(*Call, Unit))
        continue;
    }
    Start First = Span.StartsLater ? Started : Start::Eager;
    if (auto Use = lateUseOfCapture(Coroutine, First, Unit)) {
      reportCall(Coroutine, *Call, Span, Closure, *Use, Unit);
      return true;
    }
  }
  return false;
}

void DanglingCaptureCheck::reportCall(const Body &Coroutine,
                                      const Operation &Call,
                                      const WorkSpan &Span,
                                      const VarDecl *Closure,
                                      const LateUse &Use, const Facts &Unit) {
  std::string End =
      Closure ? nameOf(Closure) + " is destroyed when " +
                    nameOfFunction(*Call.In) + " returns"
              : "this lambda is destroyed at the end of the statement";
  Draft &New = report(*Call.In, Call.expr(),
                      End + ", but its coroutine still uses the captured " +
                          nameOfCapture(Use));
  New.putAt(Closure ? Call.expr()->getExprLoc()
                    : Coroutine.Lambda->getBeginLoc());
  New.claim(Coroutine.Lambda);
  New.IsReportedInTests = true;
  New.note(Use.At->getExprLoc(), nameOfCapture(Use) + " is used here");
  if (!Closure)
    New.advise(fix::outliveCall(Coroutine, Call, Span, Unit));
}

bool DanglingCaptureCheck::checkSinks(const Body &Coroutine, Start Started,
                                      const Facts &Unit) {
  for (const ClosureSink &Sink : sinksOf(Coroutine, Unit)) {
    const Operation &To = *Sink.To;
    WorkSpan Span = workSpanOf(To, Unit);
    if (Sink.Life == ClosureLife::Called) {
      // Nothing starts a lazy task that is returned to such a call, unless the
      // call awaits it.
      if (Started == Start::Lazy && !To.Match->Flattens)
        continue;
    } else if (Sink.Life != ClosureLife::Borrowed || Sink.Closure ||
               !Span.outlivesFullExpression()) {
      continue;
    }
    auto Use = lateUseOfCapture(Coroutine, Started, Unit);
    if (!Use)
      continue;
    std::string End =
        Sink.Life == ClosureLife::Called
            ? nameOf(To) + " destroys this lambda after calling it"
            : "this lambda is destroyed at the end of the statement";
    Draft &New = report(*To.In, Coroutine.Lambda,
                        End + ", but its coroutine still uses the captured " +
                            nameOfCapture(*Use));
    New.putAt(Coroutine.Lambda->getBeginLoc());
    New.IsReportedInTests = true;
    New.note(Use->At->getExprLoc(), nameOfCapture(*Use) + " is used here");
    if (Sink.Life == ClosureLife::Called && !Sink.Closure)
      New.advise(fix::outliveSink(Coroutine, To, Span, Unit));
    return true;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Referents that die
//===----------------------------------------------------------------------===//

void DanglingCaptureCheck::checkReferences(const Body &Lambda,
                                           const Facts &Unit) {
  if (!Lambda.Parent)
    return;
  const VarDecl *Referent = localReferent(Lambda);
  if (!Referent)
    return;
  for (const ClosureSink &Sink : sinksOf(Lambda, Unit)) {
    const Operation &To = *Sink.To;
    if (To.In != Lambda.Parent || Sink.Life == ClosureLife::Borrowed ||
        To.is(Role::Inline) || To.is(Role::Ready) ||
        workSpanOf(To, Unit).End != WorkEnd::Escapes ||
        usesOtherLocal(Sink, Unit) || mayBeWaitedFor(To, Unit))
      continue;
    Draft &New = report(
        *To.In, Lambda.Lambda,
        nameOf(To) + " may call this lambda after " + nameOfFunction(*To.In) +
            " has returned, but it refers to the local variable " +
            nameOf(Referent));
    New.putAt(Lambda.Lambda->getBeginLoc());
    New.note(Referent->getLocation(), nameOf(Referent) + " is declared here");
    return;
  }
}

} // namespace clang::tidy::async
