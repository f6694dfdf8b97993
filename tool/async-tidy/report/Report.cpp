//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"
#include "FilePaths.h"
#include "Writers.h"
#include "model/Closest.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <map>

using llvm::StringRef;

namespace clang::tidy::async {

FindingKind kindOf(const ReportedFinding &D) {
  StringRef Name = D.DiagnosticName;
  // Also where clang-tidy only warns, for instance about an option's value.
  if (Name == "clang-tidy-config" && !isRemark(D))
    return FindingKind::ConfigError;
  // A warning that was turned into an error has its own name.
  if (D.DiagLevel == ReportedFinding::Error && Name == "clang-diagnostic-error")
    return FindingKind::CompileError;
  return FindingKind::Finding;
}

bool isRemark(const ReportedFinding &D) {
  return D.DiagLevel == ReportedFinding::Remark;
}

Severity severityOf(const ReportedFinding &Finding) {
  switch (Finding.DiagLevel) {
  case ReportedFinding::Error:
    return Severity::High;
  case ReportedFinding::Remark:
    return Severity::Low;
  case ReportedFinding::Warning:
    break;
  }
  // A useless comment does no harm.
  if (Finding.DiagnosticName == "clang-tidy-nolint")
    return Severity::Low;
  const CheckInfo *Listed = findCheck(Finding.DiagnosticName);
  Severity Level = Listed ? Listed->Level : Severity::Medium;
  if (!Finding.IsConvention)
    return Level;
  return Level == Severity::High ? Severity::Medium : Severity::Low;
}

namespace {
template <typename T> struct Choice {
  StringRef Word;
  T Value;
};
} // namespace

template <typename T, size_t N>
static llvm::Expected<T> parseWord(StringRef Option, StringRef Typed,
                                   const Choice<T> (&Choices)[N]) {
  std::vector<StringRef> Words;
  for (const Choice<T> &Each : Choices) {
    if (Each.Word == Typed)
      return Each.Value;
    Words.push_back(Each.Word);
  }
  std::string Problem = ("unknown value '" + Typed + "' of " + Option).str();
  if (std::optional<StringRef> Suggestion = closest(Typed, Words))
    Problem += "; did you mean '" + Suggestion->str() + "'?";
  else
    Problem += "; allowed are " + llvm::join(Words, ", ");
  return llvm::createStringError(Problem);
}

static constexpr Choice<Format> Formats[] = {
    {"text", Format::Text},     {"json", Format::Json},
    {"sarif", Format::Sarif},   {"github", Format::Github},
    {"gitlab", Format::Gitlab}, {"html", Format::Html}};
static constexpr Choice<FailOn> Policies[] = {{"low", FailOn::Low},
                                              {"medium", FailOn::Medium},
                                              {"high", FailOn::High},
                                              {"never", FailOn::Never}};

template <typename T, size_t N>
static std::vector<std::string> wordsOf(const Choice<T> (&Choices)[N]) {
  std::vector<std::string> Words;
  for (const Choice<T> &Each : Choices)
    Words.push_back(Each.Word.str());
  return Words;
}

llvm::Expected<Format> parseFormat(StringRef Word, StringRef Option) {
  return parseWord(Option, Word, Formats);
}

std::vector<std::string> formatWords() { return wordsOf(Formats); }

llvm::Expected<FailOn> parseFailOn(StringRef Word) {
  return parseWord("--fail-on", Word, Policies);
}

std::vector<std::string> failOnWords() { return wordsOf(Policies); }

static void makeAbsolute(std::string &Path, StringRef Folder,
                         llvm::vfs::FileSystem &Files) {
  if (Path.empty())
    return;
  llvm::ErrorOr<std::string> WorkingFolder = Files.getCurrentWorkingDirectory();
  Path = absolutePath(Path, !Folder.empty() ? Folder
                            : WorkingFolder ? StringRef(*WorkingFolder)
                                            : "/");
}

static void makeAbsolute(tooling::DiagnosticMessage &Message, StringRef Folder,
                         llvm::vfs::FileSystem &Files) {
  makeAbsolute(Message.FilePath, Folder, Files);
  for (tooling::FileByteRange &Range : Message.Ranges)
    makeAbsolute(Range.FilePath, Folder, Files);
  llvm::StringMap<tooling::Replacements> Fix;
  for (const auto &[Path, Edits] : Message.Fix) {
    for (const tooling::Replacement &Edit : Edits) {
      std::string File = Edit.getFilePath().str();
      makeAbsolute(File, Folder, Files);
      // They were compatible before.
      llvm::cantFail(Fix[File].add(
          tooling::Replacement(File, Edit.getOffset(), Edit.getLength(),
                               Edit.getReplacementText())));
    }
  }
  Message.Fix = std::move(Fix);
}

void putInOrder(std::vector<ReportedFinding> &Findings, const Sources &S) {
  for (ReportedFinding &D : Findings) {
    makeAbsolute(D.Message, D.BuildDirectory, S.files());
    for (tooling::DiagnosticMessage &Note : D.Notes)
      makeAbsolute(Note, D.BuildDirectory, S.files());
  }
  llvm::stable_sort(Findings,
                    [](const ReportedFinding &A, const ReportedFinding &B) {
                      return std::tie(A.Message.FilePath, A.Message.FileOffset,
                                      A.DiagnosticName, A.Message.Message) <
                             std::tie(B.Message.FilePath, B.Message.FileOffset,
                                      B.DiagnosticName, B.Message.Message);
                    });
}

void SeenFindings::filter(std::vector<ReportedFinding> &Findings,
                          const Sources &S) {
  putInOrder(Findings, S);
  llvm::erase_if(Findings, [&](const ReportedFinding &D) {
    std::string Key = D.DiagnosticName + '\n' + S.realPath(D.Message.FilePath) +
                      '\n' + llvm::utostr(D.Message.FileOffset) + '\n' +
                      D.Message.Message;
    return !Keys.insert(Key).second;
  });
}

std::vector<std::pair<StringRef, const tooling::Replacements *>>
editsByFile(const llvm::StringMap<tooling::Replacements> &Fix) {
  std::vector<std::pair<StringRef, const tooling::Replacements *>> Sorted;
  for (const auto &File : Fix)
    if (!File.second.empty())
      Sorted.emplace_back(File.first(), &File.second);
  llvm::sort(Sorted);
  return Sorted;
}

/// \p Code in quotes, on one line, and truncated if it is long.
static std::string quoted(StringRef Code) {
  static constexpr size_t MaxLength = 40;
  std::string Line;
  for (StringRef Word : llvm::split(Code, ' ')) {
    Word = Word.trim();
    if (!Word.empty())
      Line += (Line.empty() ? "" : " ") + Word.str();
  }
  std::replace(Line.begin(), Line.end(), '\n', ' ');
  if (Line.size() > MaxLength)
    Line = Line.substr(0, MaxLength - 3) + "...";
  return "'" + Line + "'";
}

/// Describes the edits of \p Fix, for checks that provide no title.
static std::string titleOf(const llvm::StringMap<tooling::Replacements> &Fix,
                           Sources &S) {
  std::string Title;
  unsigned OtherEdits = 0;
  for (const auto &[Path, Edits] : editsByFile(Fix))
    for (const tooling::Replacement &Edit : *Edits) {
      if (!Title.empty()) {
        ++OtherEdits;
        continue;
      }
      StringRef Text = S.text(Path).value_or("");
      StringRef Old = Text.substr(Edit.getOffset(), Edit.getLength());
      StringRef New = Edit.getReplacementText();
      Title = Old.trim().empty() ? "insert " + quoted(New)
              : New.trim().empty()
                  ? "remove " + quoted(Old)
                  : "replace " + quoted(Old) + " with " + quoted(New);
    }
  if (OtherEdits)
    Title += ", and " + llvm::utostr(OtherEdits) + " more edit" +
             (OtherEdits == 1 ? "" : "s");
  return Title;
}

std::vector<OfferedFix> offeredFixes(const ReportedFinding &Finding,
                                     Sources &S) {
  std::vector<OfferedFix> Fixes;
  if (!Finding.Message.Fix.empty())
    Fixes.push_back({Finding.FixTitle.empty() ? titleOf(Finding.Message.Fix, S)
                                              : Finding.FixTitle,
                     &Finding.Message.Fix});
  for (const tooling::DiagnosticMessage &Note : Finding.Notes)
    if (!Note.Fix.empty())
      Fixes.push_back({Note.Message, &Note.Fix});
  return Fixes;
}

std::string messageOf(const FileFailure &Failure) {
  return "could not be analysed: " + Failure.Reason;
}

void writeReport(llvm::ArrayRef<ReportedFinding> Findings,
                 llvm::ArrayRef<FileFailure> Failures, Sources &S,
                 const ReportOptions &Options, llvm::raw_ostream &OS) {
  ReportContent Content{Findings, Failures};
  switch (Options.As) {
  case Format::Text:
    return writeText(Content, S, Options.Colors, OS);
  case Format::Json:
    return writeJson(Content, S, OS);
  case Format::Sarif:
    return writeSarif(Content, S, OS);
  case Format::Github:
    return writeGithub(Content, S, OS);
  case Format::Gitlab:
    return writeGitlab(Content, S, OS);
  case Format::Html:
    return writeHtml(Content, S, Options, OS);
  }
}

/// "1 finding", "2 findings".
static std::string count(unsigned N, StringRef One, StringRef Many) {
  return (llvm::Twine(N) + " " + (N == 1 ? One : Many)).str();
}

void writeSummary(llvm::ArrayRef<ReportedFinding> Findings,
                  llvm::ArrayRef<FileFailure> Failures,
                  const RunSummary &Summary, llvm::raw_ostream &OS) {
  std::map<StringRef, unsigned> ByCheck;
  llvm::StringSet<> Files;
  unsigned All = 0, Fixable = 0, Remarks = 0, CompileErrors = 0,
           ConfigErrors = 0;
  for (const ReportedFinding &D : Findings) {
    if (kindOf(D) != FindingKind::Finding) {
      ++(kindOf(D) == FindingKind::CompileError ? CompileErrors : ConfigErrors);
      continue;
    }
    if (isRemark(D)) {
      ++Remarks;
      continue;
    }
    ++All;
    ++ByCheck[D.DiagnosticName];
    Files.insert(D.Message.FilePath);
    Fixable += !D.Message.Fix.empty();
  }
  std::string Analysed = count(Summary.Files, "file", "files") + " analysed";
  if (Summary.FromCache)
    Analysed += " (" + llvm::utostr(Summary.FromCache) + " from the cache)";
  if (Summary.SwitchedOff)
    Analysed += ", " + count(Summary.SwitchedOff, "file", "files") +
                " left out by .clang-tidy";
  if (!All && ConfigErrors) {
    OS << "fix the configuration first: nothing was checked\n";
  } else if (!All) {
    OS << "no findings, " << Analysed << '\n';
  } else {
    OS << count(All, "finding", "findings") << " in "
       << count(Files.size(), "file", "files") << ", " << Analysed;
    if (Fixable)
      OS << ", " << Fixable << " with a fix";
    OS << '\n';
    std::vector<std::pair<StringRef, unsigned>> Sorted(ByCheck.begin(),
                                                       ByCheck.end());
    llvm::stable_sort(Sorted, [](const auto &A, const auto &B) {
      return A.second > B.second;
    });
    for (const auto &[Check, N] : Sorted)
      OS << llvm::right_justify(llvm::utostr(N), 6) << "  " << Check << '\n';
  }
  if (Remarks)
    OS << count(Remarks, "remark", "remarks") << '\n';
  if (Summary.InBaseline)
    OS << count(Summary.InBaseline, "finding is", "findings are")
       << " in the baseline\n";
  if (Summary.BaselineGone)
    OS << count(Summary.BaselineGone, "baseline entry", "baseline entries")
       << " no longer found\n";
  if (Summary.OutsideDiff)
    OS << count(Summary.OutsideDiff, "finding is", "findings are")
       << " on lines that have not changed\n";
  if (CompileErrors)
    OS << count(CompileErrors, "compile error", "compile errors") << '\n';
  if (!Failures.empty())
    OS << count(Failures.size(), "file", "files") << " could not be analysed\n";
}

ExitCode exitCode(llvm::ArrayRef<ReportedFinding> Findings,
                  llvm::ArrayRef<FileFailure> Failures, FailOn Policy) {
  ExitCode Worst = Failures.empty() ? ExitClean : ExitNotAnalysed;
  auto AtLeast = [&Worst](ExitCode Code) { Worst = std::max(Worst, Code); };
  for (const ReportedFinding &D : Findings) {
    switch (kindOf(D)) {
    case FindingKind::CompileError:
      AtLeast(ExitNotAnalysed);
      break;
    case FindingKind::ConfigError:
      AtLeast(ExitUsage);
      break;
    case FindingKind::Finding:
      if (Policy != FailOn::Never && !isRemark(D) &&
          static_cast<int>(severityOf(D)) >= static_cast<int>(Policy))
        AtLeast(ExitFindings);
      break;
    }
  }
  return Worst;
}

} // namespace clang::tidy::async
