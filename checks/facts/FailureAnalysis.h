//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_FAILUREANALYSIS_H
#define ASYNC_TIDY_CHECKS_FACTS_FAILUREANALYSIS_H

#include "facts/Endings.h"
#include "facts/Failure.h"
#include "facts/Proofs.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <map>

namespace clang::tidy::async {

struct LinkedFunction;
class ProjectIndex;
class ReportedErrors;

/// Judges whether code can fail, and whether the error escapes as an exception
/// or in the task that the code returns. Follows visible functions, and queries
/// the index, if there is one, for all others.
///
/// No answer depends on earlier queries: functions that call each other are
/// settled together. Running out of memory does not count as a failure.
class FailureAnalysis {
public:
  /// \p Project may be null; it must outlive this.
  FailureAnalysis(const Facts &Unit, Proofs &Proven, Endings &Ends,
                  const ProjectIndex *Project = nullptr);
  ~FailureAnalysis();

  /// Limits each answer to one function: calls are not followed, but recorded
  /// as Failure::Through. For summaries.
  void skipCallees() { FollowsCalls = false; }

  /// The errors that can escape from the code of \p B: to its caller, or into
  /// its promise if it is a coroutine.
  const Failure &escaping(const Body &B);
  /// The errors that can be in the task that a call of \p B returns: for a
  /// coroutine, those that escape from it.
  const Failure &inReturnedTask(const Body &B);
  /// The errors that are lost if a call of \p B is not observed: both of the
  /// above.
  Failure running(const Body &B);

  /// The first place where an error that is not reported escapes from the
  /// coroutine of another file that \p Op calls. None if the index does not
  /// know the coroutine, or if it has no such error.
  std::optional<Span> escapeSiteElsewhere(const Operation &Op);
  /// The same for \p Function, which is not necessarily a coroutine.
  std::optional<Span> escapeSiteElsewhere(const FunctionDecl *Function);

  /// The errors that can be in the task that \p Op returns, whether or not the
  /// task is observed.
  Failure inTask(const Operation &Op);
  /// The errors that can be in the task that \p Task denotes.
  Failure inTask(const Expr *Task);

  /// The ways of \p Value that justify a finding: an error that is merely not
  /// ruled out does so only in strict mode.
  Failure likely(const Failure &Value) const;

private:
  enum Question { Escaping, InTask };
  /// The answer to one question about one body.
  struct Answer {
    Failure Value;
    /// The answers that depend on this one.
    llvm::SmallVector<unsigned, 2> Readers;
    bool IsSettled = false;
    bool IsOpen = false;   ///< It is being settled.
    bool IsQueued = false; ///< It must be computed again.
  };
  static unsigned indexOf(const Body &B, Question Q) { return 2 * B.Id + Q; }
  const Failure &answer(const Body &B, Question Q);
  const Failure &unfollowed(const Body &B, Question Q);
  std::optional<LinkedFunction>
  functionElsewhere(const FunctionDecl *Function) const;
  std::optional<Failure> elsewhere(const Operation &Op, ErrorExit Exit,
                                   UnknownError IfUnknown);
  void settle(unsigned First);
  Failure compute(unsigned Index);

  const ReportedErrors &reportedErrorsOf(const Body &B);
  bool mayThrow(const CXXThrowExpr &Throw, const Body &B);
  Failure escapingAsWritten(const Body &B);
  Failure returnedBy(const Body &B);
  Failure thrownBy(const Operation &Op);
  Failure thrownByCall(const Operation &Op, const Body *Callee);
  Failure thrownByArguments(const Operation &Op);
  Failure thrownBy(const Await &A);
  Failure inCalled(const Operation &Op, const Body &Callee);
  Failure inModelled(const Operation &Op);
  Failure inContinuation(const Operation &Op);
  Failure inParts(const Operation &Op);
  /// The errors of running the callable of \p Op.
  Failure runningCallable(const Operation &Op);
  /// The errors of \p Task, whose value is used as a \p Value.
  Failure inTaskWithValue(const Expr *Task, QualType Value);
  Failure inVariable(const VarDecl *Var, const DeclRefExpr *Ref);
  /// The errors that can be in the task \p E, if only its type is known.
  Failure inUnknown(const Expr *E) const;
  /// The part of \p Value that escapes a handler for the exceptions of \p
  /// Caught, which may be null.
  Failure passing(Failure Value, const LibraryModel *Caught) const;

  const Facts &Unit;
  Proofs &Proven;
  Endings &Ends;
  const ProjectIndex *Project;
  bool FollowsCalls = true;
  /// The libraries that have exception types: a handler for these catches all
  /// that their operations throw.
  std::vector<const LibraryModel *> Throwing;
  llvm::DenseMap<unsigned, std::unique_ptr<ReportedErrors>>
      ReportedBy; ///< By Body::Id.
  std::vector<Answer> Answers;
  std::map<unsigned, Failure> Unfollowed; ///< By answer.
  std::vector<unsigned> Todo;
  /// The answer that is being computed, if any.
  std::optional<unsigned> Reader;
  /// The expressions that are being followed: an invalid program may initialise
  /// a variable with itself.
  llvm::SmallPtrSet<const Expr *, 8> Following;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FAILUREANALYSIS_H
