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

/// Which fixes of a finding count.
enum class FixChoice {
  Own,        ///< That of the finding itself.
  SingleNote, ///< If it has none, that of a note, if only one note has one.
  Any         ///< Its own, then those of its notes: for choose().
};

/// An error if \p Word is not a style, as `clang-format --style` takes it.
llvm::Error testFormatStyle(llvm::StringRef Word);

/// The fixes of a run, merged by file.
class Fixes {
public:
  /// Adds fixes of \p Findings, as \p Choice says. A fix is added as a whole or
  /// not at all: not if it overlaps one that was added before, or if the same
  /// finding has another fix in another translation unit; \p Everything has the
  /// findings of all of them. What is edited is formatted in \p Style, as
  /// clang-format takes it. \p Findings must outlive this object.
  Fixes(llvm::ArrayRef<ReportedFinding> Findings,
        llvm::ArrayRef<ReportedFinding> Everything, FixChoice Choice,
        std::string Style, Sources &S);

  /// A fix that somebody may want, or not.
  struct Offer {
    const ReportedFinding &Finding;
    llvm::StringRef Title;
    std::string Diff; ///< What it changes, by itself.
    size_t Index;     ///< Of so many, from 1.
    size_t Total;
  };

  /// Drops the fixes that \p IsWanted does not want. It is not asked about
  /// those that overlap one that is wanted, or fix the same finding.
  void choose(llvm::function_ref<bool(const Offer &)> IsWanted);

  /// The texts to write, by path.
  const std::map<std::string, std::string> &texts() const { return Texts; }

  /// All changes, as one unified diff.
  std::string diff() const;

  /// Drops all fixes that edit \p Path, with their edits of other files.
  void refuse(const std::string &Path, const std::string &Why);

  /// Writes each file, as a whole or not at all.
  void write();

  /// Those of \p Findings, which were added before, that are not fixed.
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
    bool IsTaken = true;
  };

  void add(const ReportedFinding &Finding, FixChoice Choice,
           llvm::ArrayRef<const ReportedFinding *> Same);
  bool addTo(FilesAndEdits &Together, const Fix &Next) const;
  llvm::Expected<tooling::Replacements>
  formatted(const std::string &File, const tooling::Replacements &Edits);
  llvm::Expected<format::FormatStyle> styleOf(const std::string &File,
                                              llvm::StringRef Text);
  void combine();

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
