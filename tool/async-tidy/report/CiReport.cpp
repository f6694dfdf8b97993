//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Formats for continuous integration services.

#include "Baseline.h"
#include "SharedCauses.h"
#include "Writers.h"

using llvm::StringRef;

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// GitHub's workflow commands
//===----------------------------------------------------------------------===//

/// Escapes characters that would end a command or start an escape.
static std::string escapeData(StringRef Text) {
  std::string Escaped;
  for (char C : Text) {
    switch (C) {
    case '%':
      Escaped += "%25";
      break;
    case '\r':
      Escaped += "%0D";
      break;
    case '\n':
      Escaped += "%0A";
      break;
    default:
      Escaped += C;
    }
  }
  return Escaped;
}

/// Also escapes the characters that would end the value of a property.
static std::string escapeProperty(StringRef Text) {
  std::string Escaped;
  for (char C : escapeData(Text)) {
    if (C == ':')
      Escaped += "%3A";
    else if (C == ',')
      Escaped += "%2C";
    else
      Escaped += C;
  }
  return Escaped;
}

/// The title of the fix of \p D, unless its message contains it.
static std::string unmentionedFix(const ReportedFinding &D, Sources &S) {
  if (D.Message.Fix.empty())
    return "";
  std::string Title = offeredFixes(D, S).front().Text;
  return StringRef(D.Message.Message).contains(Title) ? "" : Title;
}

static StringRef githubCommand(Severity Level) {
  switch (Level) {
  case Severity::High:
    return "error";
  case Severity::Medium:
    return "warning";
  case Severity::Low:
    return "notice";
  }
  llvm_unreachable("no such severity");
}

void writeGithub(const ReportContent &Content, Sources &S,
                 llvm::raw_ostream &OS) {
  for (const ReportedFinding &D : Content.Findings) {
    OS << "::" << githubCommand(severityOf(D)) << ' ';
    if (!D.Message.FilePath.empty()) {
      OS << "file=" << escapeProperty(S.shownPath(D.Message.FilePath)) << ',';
      if (auto At = S.place(D.Message.FilePath, D.Message.FileOffset))
        OS << "line=" << At->Line << ",col=" << At->Utf16Column << ',';
    }
    OS << "title=" << escapeProperty(D.DiagnosticName)
       << "::" << escapeData(D.Message.Message);
    for (const tooling::DiagnosticMessage &Note : notesToShow(D)) {
      OS << "%0A";
      if (!Note.FilePath.empty()) {
        OS << escapeData(S.shownPath(Note.FilePath)) << ':';
        if (auto At = S.place(Note.FilePath, Note.FileOffset))
          OS << At->Line << ':' << At->Utf16Column << ':';
        OS << ' ';
      }
      OS << "note: " << escapeData(Note.Message);
    }
    if (std::string Fix = unmentionedFix(D, S); !Fix.empty())
      OS << "%0Afix: " << escapeData(Fix);
    OS << '\n';
  }
  for (const FileFailure &Failure : Content.Failures)
    OS << "::error file=" << escapeProperty(S.shownPath(Failure.File))
       << ",title=async-tidy::" << escapeData(messageOf(Failure)) << '\n';
}

//===----------------------------------------------------------------------===//
// GitLab's code quality report
//===----------------------------------------------------------------------===//

static StringRef gitlabSeverity(const ReportedFinding &D) {
  if (kindOf(D) != FindingKind::Finding)
    return "blocker";
  if (isRemark(D))
    return "info";
  switch (severityOf(D)) {
  case Severity::High:
    return "critical";
  case Severity::Medium:
    return "major";
  case Severity::Low:
    return "minor";
  }
  llvm_unreachable("no such severity");
}

static void writeIssue(llvm::json::OStream &J, StringRef Check, StringRef Text,
                       StringRef Severity, StringRef Hash, StringRef Path,
                       unsigned Line) {
  J.object([&] {
    J.attribute("description", toUtf8(Text));
    J.attribute("check_name", toUtf8(Check));
    J.attribute("fingerprint", Hash);
    J.attribute("severity", Severity);
    J.attributeObject("location", [&] {
      // A place is required. Findings without one are about the whole project.
      J.attribute("path", Path.empty() ? "." : toUtf8(Path));
      J.attributeObject("lines", [&] { J.attribute("begin", Line); });
    });
  });
}

void writeGitlab(const ReportContent &Content, Sources &S,
                 llvm::raw_ostream &OS) {
  std::vector<std::string> Hashes = stableHashes(Content.Findings, S);
  llvm::json::OStream J(OS, 2);
  J.array([&] {
    for (const auto &[D, Hash] : llvm::zip_equal(Content.Findings, Hashes)) {
      auto At = S.place(D.Message.FilePath, D.Message.FileOffset);
      std::string Fix = unmentionedFix(D, S);
      writeIssue(J, D.DiagnosticName,
                 D.Message.Message + (Fix.empty() ? "" : "; fix: " + Fix),
                 gitlabSeverity(D), Hash, S.shownPath(D.Message.FilePath),
                 At ? At->Line : 1);
    }
    for (const FileFailure &Failure : Content.Failures) {
      std::string Path = S.shownPath(Failure.File);
      writeIssue(J, "async-tidy", messageOf(Failure), "blocker",
                 hashOf({"not analysed", Path}), Path, 1);
    }
  });
  J.flush();
  OS << '\n';
}

} // namespace clang::tidy::async
