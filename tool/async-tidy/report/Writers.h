//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_WRITERS_H
#define ASYNC_TIDY_TOOL_REPORT_WRITERS_H

#include "Report.h"
#include "llvm/Support/JSON.h"

namespace clang::tidy::async {

/// The content of a report, for one format.
struct ReportContent {
  llvm::ArrayRef<ReportedFinding> Findings;
  llvm::ArrayRef<FileFailure> Failures;
};

void writeText(const ReportContent &Content, Sources &S, bool Colors,
               llvm::raw_ostream &OS);
void writeJson(const ReportContent &Content, Sources &S, llvm::raw_ostream &OS);
void writeSarif(const ReportContent &Content, Sources &S,
                llvm::raw_ostream &OS);
void writeGithub(const ReportContent &Content, Sources &S,
                 llvm::raw_ostream &OS);
void writeGitlab(const ReportContent &Content, Sources &S,
                 llvm::raw_ostream &OS);
void writeHtml(const ReportContent &Content, Sources &S,
               const ReportOptions &Options, llvm::raw_ostream &OS);

/// \p Text as valid UTF-8 for JSON: sources may contain other bytes.
inline std::string toUtf8(llvm::StringRef Text) {
  return llvm::json::isUTF8(Text) ? Text.str() : llvm::json::fixUTF8(Text);
}

/// The replacements of a fix, grouped and sorted by path.
std::vector<std::pair<llvm::StringRef, const tooling::Replacements *>>
editsByFile(const llvm::StringMap<tooling::Replacements> &Fix);

/// A fix that a finding offers.
struct OfferedFix {
  std::string Text; ///< Its title, which describes its effect.
  const llvm::StringMap<tooling::Replacements> *Edits;
};

/// The finding's own fix, if it has one, then those of its notes.
std::vector<OfferedFix> offeredFixes(const ReportedFinding &Finding,
                                     Sources &S);

/// The word for \p Kind; empty for notes with context only.
llvm::StringRef nameOf(NoteKind Kind);

/// The messages on the way from a finding to the operation behind it, which is
/// the last; empty if there is no such way.
std::vector<const tooling::DiagnosticMessage *>
pathToCause(const ReportedFinding &Finding);

/// A call on the ways from the functions that a finding is in to the operation
/// behind it.
struct WayNode {
  std::string Name; ///< The code with the call; empty if it is not known.
  Span At;          ///< The call; none for the operation.
  size_t To;        ///< The node that is called.
};

/// The ways from all functions that a finding is in. The first node is the
/// operation, or the last known call; each node is behind the one it leads to.
std::vector<WayNode> waysToCause(const ReportedFinding &Finding);

/// "could not be analysed: it crashed".
std::string messageOf(const FileFailure &Failure);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_WRITERS_H
