//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_LINTRUNNER_H
#define ASYNC_TIDY_TEST_LINTRUNNER_H

#include "clang-tidy/ClangTidyOptions.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace clang::tidy {
class ClangTidyContext;
}

namespace clang::tidy::async::test {

/// Texts by absolute path. They hide files of the same path on disk.
using FileSet = std::map<std::string, std::string>;

/// The replacements of one fix, by absolute path.
using FileEdits = llvm::StringMap<tooling::Replacements>;

/// What a finding or a note says, where, and what it offers to change.
struct Message {
  std::string File;
  unsigned Offset = 0;
  unsigned Line = 0; ///< 0 if the message has no place.
  unsigned Column = 0;
  std::string Text;
  FileEdits Fix;
};

struct Finding : Message {
  std::string Check;
  bool IsError = false;
  bool IsRemark = false;
  /// clang-tidy dropped the fix, for it overlaps that of another finding.
  bool FixDropped = false;
  std::vector<Message> Notes;

  /// As clang-tidy prints it, from the level on.
  std::string str() const;
};

/// One run of clang-tidy on one file.
struct LintJob {
  std::string MainFile;
  FileSet Files;
  /// Where relative paths in the flags begin.
  std::string Directory;
  std::vector<std::string> Flags;
  ClangTidyOptions Options;
  /// As --fix-notes: decides which of two overlapping fixes is dropped.
  bool FixNotes = false;
  /// Findings with one cause stay apart.
  bool EachPlace = false;
};

/// Keeps findings with one cause apart in a context, while what it gives lives.
/// To be set by a program that links the checks.
extern std::shared_ptr<void> (*KeepPlacesApart)(const ClangTidyContext &);

/// Runs the checks of \p Job in this process. Compile errors are findings too,
/// of the check `clang-diagnostic-error`, wherever they are.
std::vector<Finding> lint(const LintJob &Job);

/// Options that run \p Checks alone, and show findings in all user headers.
ClangTidyOptions makeOptions(llvm::StringRef Checks);

/// The names of the checks that \p Options switches on.
std::vector<std::string> enabledChecks(const ClangTidyOptions &Options);

/// Whether some check reads the option \p Key, as `check-name.Option`, or
/// without the name if it is for all checks.
bool isKnownOption(llvm::StringRef Key);

/// What the checks that \p Options switches on store as their options.
ClangTidyOptions::OptionMap storedOptions(const ClangTidyOptions &Options);

/// The texts after some fixes.
struct FixedFiles {
  FileSet Files;
  FileEdits Edits;
  /// For each finding, whether its fix is in the text.
  std::vector<bool> Applied;
  /// Why fixes are not in the text though they should be.
  std::vector<std::string> Problems;

  /// Where \p Offset of the old text of \p File is in the new text.
  unsigned shift(const std::string &File, unsigned Offset) const;
};

/// Applies the fixes \p Chosen, one for each finding (null: none), to the files
/// of \p Job, the way clang-tidy does it.
FixedFiles applyFixes(const LintJob &Job, llvm::ArrayRef<Finding> Findings,
                      llvm::ArrayRef<const FileEdits *> Chosen);

/// The line of \p Text that \p Offset is in, from 1.
unsigned lineAt(llvm::StringRef Text, unsigned Offset);

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_LINTRUNNER_H
