//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LintRunner.h"
#include "SharedHeaders.h"
#include "clang-tidy/ClangTidy.h"
#include "clang/Basic/Version.h"
#include "clang/Format/Format.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using llvm::ArrayRef;
using llvm::StringRef;

namespace clang::tidy::async::test {

using OverlayFS = llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem>;

std::shared_ptr<void> (*KeepPlacesApart)(const ClangTidyContext &) = nullptr;

std::string Finding::str() const {
  return (StringRef(IsError    ? "error: "
                    : IsRemark ? "remark: "
                               : "warning: ") +
          Text + " [" + Check + "]")
      .str();
}

unsigned lineAt(StringRef Text, unsigned Offset) {
  return Text.take_front(Offset).count('\n') + 1;
}

ClangTidyOptions makeOptions(StringRef Checks) {
  ClangTidyOptions Options = ClangTidyOptions::getDefaults();
  Options.Checks = ("-*," + Checks).str();
  Options.HeaderFilterRegex = ".*";
  return Options;
}

std::vector<std::string> enabledChecks(const ClangTidyOptions &Options) {
#if CLANG_VERSION_MAJOR >= 22
  return getCheckNames(Options, false, false);
#else
  return getCheckNames(Options, false);
#endif
}

bool isKnownOption(StringRef Key) {
#if CLANG_VERSION_MAJOR >= 22
  static const ChecksAndOptions All = getAllChecksAndOptions(false, false);
#else
  static const NamesAndOptions All = getAllChecksAndOptions(false);
#endif
  return All.Options.contains(Key);
}

ClangTidyOptions::OptionMap storedOptions(const ClangTidyOptions &Options) {
#if CLANG_VERSION_MAJOR >= 22
  return getCheckOptions(Options, false, false);
#else
  return getCheckOptions(Options, false);
#endif
}

// A separate file system: that of the process would change the directory of the
// process to that of the job.
static OverlayFS makeFileSystem(const LintJob &Job) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk(
      llvm::vfs::createPhysicalFileSystem().release());
  OverlayFS FS(new llvm::vfs::OverlayFileSystem(Disk));
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Memory(
      new llvm::vfs::InMemoryFileSystem);
  for (const auto &[Path, Text] : Job.Files)
    Memory->addFile(Path, 0, llvm::MemoryBuffer::getMemBufferCopy(Text, Path));
  FS->pushOverlay(Memory);
  FS->setCurrentWorkingDirectory(Job.Directory);
  return FS;
}

static std::vector<ClangTidyError> run(const LintJob &Job,
                                       const ClangTidyOptions &Options,
                                       const OverlayFS &FS, unsigned &Ignored) {
  std::vector<std::string> Flags = Job.Flags;
  llvm::append_range(Flags, flagsForSharedHeaders(Job));
  // The folder of the clang that these libraries belong to; clang would look
  // next to this program.
  Flags.push_back("-resource-dir");
  Flags.push_back(ASYNC_TIDY_RESOURCE_DIR);
  tooling::FixedCompilationDatabase Commands(Job.Directory, Flags);
  ClangTidyContext Context(std::make_unique<DefaultOptionsProvider>(
      ClangTidyGlobalOptions(), Options));
  std::shared_ptr<void> Apart =
      Job.EachPlace && KeepPlacesApart ? KeepPlacesApart(Context) : nullptr;
  std::vector<ClangTidyError> Errors =
      runClangTidy(Context, Commands, {Job.MainFile}, FS, Job.FixNotes);
  Ignored = Context.getStats().ErrorsIgnoredNonUserCode;
  return Errors;
}

static std::string absolutePath(const LintJob &Job, StringRef Path) {
  if (Path.empty())
    return "";
  llvm::SmallString<128> Absolute;
  if (!llvm::sys::path::is_absolute(Path))
    Absolute = Job.Directory;
  llvm::sys::path::append(Absolute, Path);
  llvm::sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  return Absolute.str().str();
}

static Message convert(const LintJob &Job, const OverlayFS &FS,
                       const tooling::DiagnosticMessage &From) {
  Message To;
  To.File = absolutePath(Job, From.FilePath);
  To.Text = From.Message;
  for (const auto &Entry : From.Fix)
    To.Fix[absolutePath(Job, Entry.first())] = Entry.second;
  if (To.File.empty())
    return To;
  auto Buffer = FS->getBufferForFile(To.File);
  if (!Buffer)
    return To;
  StringRef Before = (*Buffer)->getBuffer().take_front(From.FileOffset);
  To.Offset = From.FileOffset;
  To.Line = Before.count('\n') + 1;
  // npos + 1 is 0, the start of the first line.
  To.Column = Before.size() - (Before.rfind('\n') + 1) + 1;
  return To;
}

static Finding convert(const LintJob &Job, const OverlayFS &FS,
                       const ClangTidyError &Error) {
  Finding Result;
  static_cast<Message &>(Result) = convert(Job, FS, Error.Message);
  Result.Check = Error.DiagnosticName;
  Result.IsError = Error.DiagLevel == ClangTidyError::Error;
  Result.IsRemark = Error.DiagLevel == ClangTidyError::Remark;
  for (const tooling::DiagnosticMessage &Note : Error.Notes) {
    // The names of ClangTidyDiagnosticConsumer::removeIncompatibleErrors.
    if (StringRef(Note.Message).starts_with("this fix will not be applied"))
      Result.FixDropped = true;
    else
      Result.Notes.push_back(convert(Job, FS, Note));
  }
  return Result;
}

std::vector<Finding> lint(const LintJob &Job) {
  OverlayFS FS = makeFileSystem(Job);
  unsigned Ignored = 0;
  std::vector<Finding> Findings;
  for (const ClangTidyError &Error : run(Job, Job.Options, FS, Ignored))
    Findings.push_back(convert(Job, FS, Error));
  if (!Ignored)
    return Findings;

  // clang-tidy hides errors in system headers, but code that makes a template
  // there fail does not compile.
  ClangTidyOptions ErrorsOnly = Job.Options;
  ErrorsOnly.Checks = "-*";
  ErrorsOnly.SystemHeaders = true;
  for (const ClangTidyError &Error : run(Job, ErrorsOnly, FS, Ignored)) {
    Finding New = convert(Job, FS, Error);
    if (llvm::none_of(Findings, [&](const Finding &Old) {
          return Old.IsError && Old.File == New.File &&
                 Old.Offset == New.Offset && Old.Text == New.Text;
        }))
      Findings.push_back(std::move(New));
  }
  return Findings;
}

unsigned FixedFiles::shift(const std::string &File, unsigned Offset) const {
  auto It = Edits.find(File);
  return It == Edits.end() ? Offset : It->second.getShiftedCodePosition(Offset);
}

// Adds a replacement as clang-tidy's ErrorReporter does.
static bool addReplacement(tooling::Replacements &To,
                           const tooling::Replacement &New) {
  llvm::Error Conflict = To.add(New);
  if (!Conflict)
    return true;
  llvm::consumeError(std::move(Conflict));
  unsigned Begin = To.getShiftedCodePosition(New.getOffset());
  unsigned End = To.getShiftedCodePosition(New.getOffset() + New.getLength());
  if (End - Begin != New.getLength())
    return false;
  To = To.merge(tooling::Replacements(tooling::Replacement(
      New.getFilePath(), Begin, New.getLength(), New.getReplacementText())));
  return true;
}

static llvm::Error addFix(const LintJob &Job, FileEdits &To,
                          const FileEdits &Fix) {
  for (const auto &Entry : Fix) {
    std::string File = Entry.first().str();
    if (!Job.Files.count(File))
      return llvm::createStringError(
          llvm::inconvertibleErrorCode(),
          "it edits %s, which is not part of the case (see -include-file)",
          File.c_str());
    for (const tooling::Replacement &New : Entry.second)
      if (!addReplacement(To[File], New))
        return llvm::createStringError(
            llvm::inconvertibleErrorCode(),
            "it overlaps the fix of another finding");
  }
  return llvm::Error::success();
}

static llvm::Error rewrite(FixedFiles &Fixed, StringRef File) {
  std::string &Text = Fixed.Files[File.str()];
  tooling::Replacements &Edits = Fixed.Edits[File];
  // clang-tidy cleans up after its edits (commas, empty lines) in this way
  // whatever the style, and formats nothing if there is none.
  auto Clean =
      format::cleanupAroundReplacements(Text, Edits, format::getNoStyle());
  if (!Clean)
    return Clean.takeError();
  auto New = tooling::applyAllReplacements(Text, *Clean);
  if (!New)
    return New.takeError();
  Edits = *Clean;
  Text = *New;
  return llvm::Error::success();
}

FixedFiles applyFixes(const LintJob &Job, ArrayRef<Finding> Findings,
                      ArrayRef<const FileEdits *> Chosen) {
  FixedFiles Fixed;
  Fixed.Files = Job.Files;
  Fixed.Applied.resize(Findings.size());
  for (size_t I = 0; I < Findings.size(); ++I) {
    if (!Chosen[I])
      continue;
    FileEdits Together = Fixed.Edits;
    if (llvm::Error Why = addFix(Job, Together, *Chosen[I])) {
      Fixed.Problems.push_back(
          "the fix of '" + Findings[I].Text +
          "' cannot be applied: " + llvm::toString(std::move(Why)));
      continue;
    }
    Fixed.Edits = std::move(Together);
    Fixed.Applied[I] = true;
  }
  for (auto &Entry : Fixed.Edits)
    if (llvm::Error Why = rewrite(Fixed, Entry.first()))
      Fixed.Problems.push_back("the fixes cannot be applied to " +
                               Entry.first().str() + ": " +
                               llvm::toString(std::move(Why)));
  return Fixed;
}

} // namespace clang::tidy::async::test
