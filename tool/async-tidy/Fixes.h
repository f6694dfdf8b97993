//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_FIXES_H
#define ASYNC_TIDY_TOOL_FIXES_H

#include "ReplaceFiles.h"
#include "ReportedFinding.h"
#include "Sources.h"
#include "clang/Format/Format.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// Which fixes of a finding are considered.
enum class FixChoice {
  Own,        ///< The fix of the finding itself.
  SingleNote, ///< Its own, or else the fix of its only note with one.
  Any         ///< Its own, then those of its notes: for choose().
};

/// Returns an error unless \p Word is a style that `clang-format --style`
/// accepts.
llvm::Error testFormatStyle(llvm::StringRef Word);

/// The files that a run may fix.
struct FixableFiles {
  /// Files elsewhere are left alone; no symbolic links.
  std::string Root;
  /// The hash of the text that the analyses have read, by the path of a file
  /// without symbolic links; 0 if they have read several texts.
  llvm::StringMap<uint64_t> Analysed;
};

/// The fixes of a run, merged by file. A file with several names is one file,
/// which has its path without symbolic links here.
class Fixes {
public:
  /// Adds the fixes of \p Findings that \p Choice selects, each completely or
  /// not at all. A fix is refused if it overlaps an earlier one, or if the same
  /// finding has a different fix in another translation unit; \p Everything has
  /// the findings of all translation units. Edited code is formatted according
  /// to \p Style, an argument of `clang-format --style`. Only the texts in
  /// \p Files are edited: those that were analysed. \p Findings and \p Files
  /// must outlive this object.
  Fixes(llvm::ArrayRef<ReportedFinding> Findings,
        llvm::ArrayRef<ReportedFinding> Everything, FixChoice Choice,
        std::string Style, const FixableFiles &Files, Sources &S);

  /// A fix that the user can accept or decline.
  struct Offer {
    const ReportedFinding &Finding;
    llvm::StringRef Title;
    std::string Diff; ///< The changes of this fix alone.
    size_t Index;     ///< From 1 to Total.
    size_t Total;
  };

  /// Drops the fixes that \p IsWanted rejects. It is not called for a fix that
  /// overlaps an accepted one or fixes the same finding.
  void choose(llvm::function_ref<bool(const Offer &)> IsWanted);

  /// The texts to write, by path.
  const std::map<std::string, std::string> &texts() const { return Texts; }

  /// All changes, as one unified diff.
  std::string diff() const;

  /// Drops all fixes that edit \p Path, with their edits of other files.
  void refuse(const std::string &Path, const std::string &Reason);

  /// Replaces the files, all or none as far as the system allows, with the help
  /// of the file \p Journal, whose name may be empty. Returns why there is no
  /// journal, or nothing.
  std::string write(const std::string &Journal);

  /// The findings without a fix in the texts. \p Findings are those passed to
  /// the constructor.
  std::vector<ReportedFinding>
  left(llvm::ArrayRef<ReportedFinding> Findings) const;

  struct Refusal {
    std::string File;
    std::string Why;
    unsigned Fixes;
  };

  /// The titles of the fixes in the texts, by path.
  const std::map<std::string, std::vector<std::string>> &applied() const {
    return Applied;
  }
  llvm::ArrayRef<Refusal> refused() const { return Refused; }

  /// True if a file was left alone because it was not the one that was
  /// analysed.
  bool haveMissedAChange() const;

private:
  using FilesAndEdits = std::map<std::string, tooling::Replacements>;
  struct Fix {
    FilesAndEdits Edits;
    std::string Title;
    const ReportedFinding *Finding;
    bool IsAccepted = true;
  };

  using Subject =
      std::tuple<llvm::StringRef, llvm::StringRef, unsigned, llvm::StringRef>;
  Subject subjectOf(const ReportedFinding &Finding) const;
  FilesAndEdits editsOf(const llvm::StringMap<tooling::Replacements> &Fix);
  void add(const ReportedFinding &Finding, FixChoice Choice,
           llvm::ArrayRef<const ReportedFinding *> Duplicates);
  bool addTo(FilesAndEdits &Combined, const Fix &Next) const;
  llvm::Expected<tooling::Replacements>
  formatted(const std::string &File, const tooling::Replacements &Edits);
  llvm::Expected<format::FormatStyle> styleOf(const std::string &File,
                                              llvm::StringRef Text);
  void combine();
  void drop(const std::map<std::string, std::string> &NotWritten);
  /// As the findings call it.
  const std::string &nameOf(const std::string &File) const;

  const std::string Style;
  const FixableFiles &Files;
  Sources &S;
  std::vector<Fix> All;
  std::map<std::string, std::string> Names;
  std::map<std::string, std::string> Originals;
  std::map<std::string, format::FormatStyle> Styles;
  std::map<std::string, std::string> Texts;
  std::map<std::string, std::string> Diffs;
  std::map<std::string, std::vector<std::string>> Applied;
  std::vector<Refusal> Refused;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_FIXES_H
