//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_FAILING_H
#define ASYNC_TIDY_CHECKS_FACTS_FAILING_H

#include "facts/Endings.h"
#include "facts/Failure.h"
#include "facts/Proofs.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <map>

namespace clang::tidy::async {

struct LinkedFunction;
class ProjectIndex;
class Telling;

/// Judges whether code can fail, and whether the error leaves it by a throw or
/// in the task that it returns. Follows functions that are in sight; of others
/// the index tells, if there is one.
///
/// No answer depends on what was asked before: functions that call each other
/// are settled at once. Memory that runs out does not count.
class Failing {
public:
  /// \p Project may be null; it must outlive this.
  Failing(const Facts &Unit, Proofs &Proven, Endings &Ends,
          const ProjectIndex *Project = nullptr);
  ~Failing();

  /// Has all answers be about one function alone: what it calls is in them as
  /// Failure::Through. For summaries.
  void followNoCalls() { FollowsCalls = false; }

  /// What can be thrown out of the code of \p B: to its caller, or into its
  /// promise if it is a coroutine.
  const Failure &leaving(const Body &B);
  /// What can be in the task that a call of \p B gives: for a coroutine, what
  /// leaves it; for a function that returns a task, what is in that task.
  const Failure &inTaskOf(const Body &B);
  /// What is lost if nobody looks at a call of \p B: both.
  Failure running(const Body &B);

  /// Where an error leaves the coroutine of another file that \p Op calls, the
  /// first place of one that is lost if nobody looks at its task. None if
  /// nothing is known of it, or if it does not fail.
  std::optional<Span> leavesElsewhere(const Operation &Op);

  /// What can be in the task that \p Op gives, whoever looks at it.
  Failure inTask(const Operation &Op);
  /// What can be in the task that \p Task denotes.
  Failure inTask(const Expr *Task);

private:
  enum Question { Leaving, InTask };
  /// The answer to one question about one body.
  struct Answer {
    Failure Value;
    llvm::SmallVector<unsigned, 2> Readers; ///< Answers that rest on this one.
    bool IsSettled = false;
    bool IsOpen = false;   ///< Is being settled.
    bool IsQueued = false; ///< Is to be computed again.
  };
  static unsigned indexOf(const Body &B, Question What) {
    return 2 * B.Id + What;
  }
  const Failure &answer(const Body &B, Question What);
  const Failure &unfollowed(const Body &B, Question What);
  std::optional<LinkedFunction> calleeElsewhere(const Operation &Op) const;
  std::optional<Failure> elsewhere(const Operation &Op, ErrorExit Exit,
                                   UnknownError IfUnknown);
  void settle(unsigned First);
  Failure compute(unsigned Index);

  const Telling &tellingOf(const Body &B);
  Failure leavingAsWritten(const Body &B);
  Failure returnedBy(const Body &B);
  Failure thrownBy(const Operation &Op);
  Failure thrownByCall(const Operation &Op, const Body *Callee);
  Failure thrownByArguments(const Operation &Op);
  Failure thrownBy(const Await &A);
  Failure inCalled(const Operation &Op, const Body &Callee);
  Failure inModelled(const Operation &Op);
  Failure inContinuation(const Operation &Op);
  Failure inParts(const Operation &Op);
  /// What running the callable of \p Op leaves behind.
  Failure runningCallable(const Operation &Op);
  Failure inVariable(const VarDecl *Var, const DeclRefExpr *Ref);
  /// What can be in the task \p E, of which nothing is known but its type.
  Failure inUnknown(const Expr *E) const;
  /// What a handler around code in these surroundings lets pass.
  Failure passing(Failure Value, const LibraryModel *Caught) const;

  const Facts &Unit;
  Proofs &Proven;
  Endings &Ends;
  const ProjectIndex *Project;
  bool FollowsCalls = true;
  /// The libraries of which handlers catch all that their operations throw.
  std::vector<const LibraryModel *> Throwing;
  llvm::DenseMap<unsigned, std::unique_ptr<Telling>> Tellings; ///< By Body::Id.
  std::vector<Answer> Answers;
  std::map<unsigned, Failure> Unfollowed; ///< By answer.
  std::vector<unsigned> Todo;
  /// The answer that is being computed, if one is.
  std::optional<unsigned> Reader;
  /// The expressions that are being followed: a variable may be made from
  /// itself, wrong as that is.
  llvm::SmallPtrSet<const Expr *, 8> Following;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FAILING_H
