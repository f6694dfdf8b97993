//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FINDINGS_H
#define ASYNC_TIDY_CHECKS_FINDINGS_H

#include "index/Span.h"
#include <optional>
#include <vector>

/// What checks find, as data: it outlives the unit that it was found in.
namespace clang::tidy::async {

/// The text of \p At becomes \p Text.
struct Edit {
  Span At;
  std::string Text;

  friend bool operator==(const Edit &, const Edit &) = default;
};

/// Edits that belong together: all or none.
struct Fix {
  std::vector<Edit> Edits;
  std::string Title; ///< What they do: "await it instead".

  bool empty() const { return Edits.empty(); }
  friend bool operator==(const Fix &, const Fix &) = default;
};

enum class NoteKind {
  Context, ///< What else there is to see.
  Step,    ///< A call on the way from the finding to what is behind it.
  Advice,  ///< Something that can be done, perhaps by a fix.
  Model,   ///< The entry of a model that the finding rests on.
  Place,   ///< Code from which one gets to what is behind the finding.
};

/// What else there is to say about a finding, somewhere else.
struct Note {
  Span At;
  std::string Text;
  NoteKind Kind = NoteKind::Context;
  Fix Offered;
};

/// A call on the way from the operation behind a finding to its place.
struct CauseStep {
  Span At;
  std::string Callee; ///< As messages show it.
  bool IsOwn = false; ///< It is the user's own code, which is reported on.
};

/// What is behind a finding, and may be behind others of the same check.
struct Cause {
  /// The calls that lead there, the nearest first: that is the operation which
  /// really blocks or computes. The last is in the place of the finding.
  std::vector<CauseStep> Steps;
  /// What to say, after the name of its callee, where the finding stands at one
  /// of these calls.
  std::string Says;
  Span In;              ///< Where the code begins that the place is in.
  std::string Function; ///< What that code is: "coroutine 'f'".
  std::string Kind;     ///< Of what kind it is: "coroutine".
  /// How many functions make it a convention; 0 for never.
  unsigned Convention = 0;

  /// The same for all findings that it is behind.
  const Span &root() const { return Steps.front().At; }
  /// The nearest call that is the user's own; the last if there is none.
  size_t nearestOwn() const;
};

/// What a check reports, before it is known whether it may.
struct Finding {
  std::string Check;
  Span At;
  Span Highlight;
  std::string Text; ///< What is wrong.
  std::string
      Advice; ///< What to do, whether a fix does it or not; may be empty.
  Fix Offered;
  bool AdvisesFix = false; ///< The fix, if there is one, is the advice.
  std::vector<Note> Notes;
  bool IsRemark = false; ///< Good to know, but perhaps as it should be.
  /// It is about what a macro of a system header does.
  bool IsOfSystem = false;
  /// How many instances of a template have the code that it is about.
  unsigned Instances = 1;
  /// The expressions that it is about: no other check speaks of them then.
  std::vector<Span> Claims;
  /// Expressions that the edits, if there are any, put right as well: nobody
  /// needs to speak of them.
  std::vector<Span> Mends;
  /// What other findings may have behind them as well; nothing if none can.
  std::optional<Cause> Behind;

  /// What the message ends with: what to do; may be empty.
  const std::string &advice() const {
    return Advice.empty() && AdvisesFix && !Offered.empty() ? Offered.Title
                                                            : Advice;
  }
};

/// Leaves of \p Found what is to be printed, in the order of the files' names
/// and texts.
///
/// What was found in several instances of one template is said once, and its
/// fix only if all of them agree. Where two checks claim one expression, the
/// one that stands first in Checks.def speaks. What the fix of a finding mends
/// on its way is not said, nor what is behind another finding.
std::vector<Finding> arbitrate(std::vector<Finding> Found);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FINDINGS_H
