//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_FIXES_H
#define ASYNC_TIDY_TOOL_FIXES_H

#include "ReportedFinding.h"
#include "Sources.h"
#include "clang/Format/Format.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
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

/// The fixes of a run, merged by file.
class Fixes {
public:
  /// Adds the fixes of \p Findings that \p Choice selects, each completely or
  /// not at all. A fix is refused if it overlaps an earlier one, or if the same
  /// finding has a different fix in another translation unit; \p Everything has
  /// the findings of all translation units. Edited code is formatted according
  /// to \p Style, an argument of `clang-format --style`. \p Findings must
  /// outlive this object.
  Fixes(llvm::ArrayRef<ReportedFinding> Findings,
        llvm::ArrayRef<ReportedFinding> Everything, FixChoice Choice,
        std::string Style, Sources &S);

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

  /// Writes each file, as a whole or not at all. Stops at the first one that
  /// cannot be written.
  void write();

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

private:
  using FilesAndEdits = std::map<std::string, tooling::Replacements>;
  struct Fix {
    FilesAndEdits Edits;
    std::string Title;
    const ReportedFinding *Finding;
    bool IsAccepted = true;
  };

  void add(const ReportedFinding &Finding, FixChoice Choice,
           llvm::ArrayRef<const ReportedFinding *> Duplicates);
  bool addTo(FilesAndEdits &Combined, const Fix &Next) const;
  llvm::Expected<tooling::Replacements>
  formatted(const std::string &File, const tooling::Replacements &Edits);
  llvm::Expected<format::FormatStyle> styleOf(const std::string &File,
                                              llvm::StringRef Text);
  void combine();
  void refuseFrom(const std::string &Failed, const std::string &Reason);

  const std::string Style;
  Sources &S;
  std::vector<Fix> All;
  std::map<std::string, std::string> Originals;
  std::map<std::string, format::FormatStyle> Styles;
  std::map<std::string, std::string> Texts;
  std::map<std::string, std::string> Diffs;
  std::map<std::string, std::vector<std::string>> Applied;
  std::vector<Refusal> Refused;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_FIXES_H
