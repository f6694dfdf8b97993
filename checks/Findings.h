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

/// Findings as data, which outlives the translation unit.
namespace clang::tidy::async {

/// Replaces the text of \p At with \p Text.
struct Edit {
  Span At;
  std::string Text;

  friend bool operator==(const Edit &, const Edit &) = default;
};

/// Edits that must be applied together.
struct Fix {
  std::vector<Edit> Edits;
  std::string Title; ///< The title: "await it instead".

  bool empty() const { return Edits.empty(); }
  friend bool operator==(const Fix &, const Fix &) = default;
};

enum class NoteKind {
  Context, ///< Further context.
  Step,    ///< A call on the way from the finding to its cause.
  Advice,  ///< Advice, perhaps with a fix.
  Model,   ///< The model entry behind the finding.
  Place,   ///< Code that leads to the cause of the finding.
};

/// Further text about a finding, at another place.
struct Note {
  Span At;
  std::string Text;
  NoteKind Kind = NoteKind::Context;
  Fix Offered;
};

/// A call on the way from the cause of a finding to its place.
struct CauseStep {
  Span At;
  std::string Callee; ///< As messages show it.
  bool IsOwn = false; ///< It is in the user's own code, where findings are
                      ///< reported.
};

/// The cause of a finding, which other findings of the same check may share.
struct Cause {
  /// The calls that lead to the place of the finding. The first is the
  /// operation that actually blocks or computes, the last is at the place of
  /// the finding.
  std::vector<CauseStep> Steps;
  /// The message, after the name of the callee, for a finding that is reported
  /// at one of these calls.
  std::string Says;
  Span In;              ///< The start of the code that contains the place.
  std::string Function; ///< A description of that code: "coroutine 'f'".
  std::string Kind;     ///< Its kind: "coroutine".
  /// The number of functions that make it a convention; 0 for never.
  unsigned Convention = 0;

  /// The same for all findings with this cause.
  const Span &root() const { return Steps.front().At; }
  /// The nearest call in the user's own code; the last one if there is none.
  size_t nearestOwn() const;
};

/// A finding of a check, before arbitration.
struct Finding {
  std::string Check;
  Span At;
  Span Highlight;
  std::string Text;   ///< What is wrong.
  std::string Advice; ///< What to do, with or without a fix; may be empty.
  Fix Offered;
  bool AdvisesFix = false; ///< The title of the fix is the advice.
  std::vector<Note> Notes;
  bool IsRemark = false; ///< Informational: it may be intended.
  /// It is about the expansion of a macro in a system header.
  bool IsInSystemMacro = false;
  /// The number of template instances that contain this code.
  unsigned Instances = 1;
  /// The expressions that it is about: no other check reports them then.
  std::vector<Span> Claims;
  /// Expressions that the edits, if there are any, fix as well: they need not
  /// be reported.
  std::vector<Span> AlsoFixes;
  /// A cause that other findings may share; none if it cannot be shared.
  std::optional<Cause> Behind;

  /// The end of the message: what to do; may be empty.
  const std::string &advice() const {
    return Advice.empty() && AdvisesFix && !Offered.empty() ? Offered.Title
                                                            : Advice;
  }
};

/// Leaves those of \p Found that are to be printed, sorted by file name and
/// position.
///
/// Findings in several instances of one template are reported once, and with
/// their fix only if all of them agree. If two checks claim one expression, the
/// one that comes first in Checks.def reports it. Findings that the fix of
/// another one also fixes are not reported, and neither are findings on the
/// operation that is the cause of another finding.
std::vector<Finding> arbitrate(std::vector<Finding> Found);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FINDINGS_H
