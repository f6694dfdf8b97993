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

/// Texts by absolute path. They hide the files with these paths on disk.
using FileSet = std::map<std::string, std::string>;

/// The replacements of one fix, by absolute path.
using FileEdits = llvm::StringMap<tooling::Replacements>;

/// A finding or a note: its text, its place, and the edits that it offers.
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
  /// clang-tidy dropped the fix because it overlaps that of another finding.
  bool FixDropped = false;
  std::vector<Message> Notes;

  /// As clang-tidy prints it, starting with the level.
  std::string str() const;
};

/// One run of clang-tidy on one file.
struct LintJob {
  std::string MainFile;
  FileSet Files;
  /// The base folder of relative paths in the flags.
  std::string Directory;
  std::vector<std::string> Flags;
  ClangTidyOptions Options;
  /// As --fix-notes: determines which of two overlapping fixes is dropped.
  bool FixNotes = false;
  /// Do not merge findings with the same cause.
  bool EachPlace = false;
};

/// Keeps findings with the same cause apart in a context, as long as the
/// returned object lives. To be set by a program that links the checks.
extern std::shared_ptr<void> (*KeepPlacesApart)(const ClangTidyContext &);

/// Runs the checks of \p Job in this process. Compile errors are findings of
/// the check `clang-diagnostic-error`, wherever they are.
std::vector<Finding> lint(const LintJob &Job);

/// Options that run only \p Checks, and show findings in all user headers.
ClangTidyOptions makeOptions(llvm::StringRef Checks);

/// The names of the checks that \p Options enables.
std::vector<std::string> enabledChecks(const ClangTidyOptions &Options);

/// Whether any check reads the option \p Key, as `check-name.Option`, or
/// without the name if it is an option of all checks.
bool isKnownOption(llvm::StringRef Key);

/// The options that the checks enabled by \p Options store.
ClangTidyOptions::OptionMap storedOptions(const ClangTidyOptions &Options);

/// The texts after some fixes.
struct FixedFiles {
  FileSet Files;
  FileEdits Edits;
  /// For each finding, whether its fix is in the text.
  std::vector<bool> Applied;
  /// Why fixes are not in the text although they should be.
  std::vector<std::string> Problems;

  /// The offset in the new text of \p File that corresponds to \p Offset in the
  /// old text.
  unsigned shift(const std::string &File, unsigned Offset) const;
};

/// Applies the fixes \p Chosen, one for each finding (null for none), to the
/// files of \p Job, as clang-tidy does.
FixedFiles applyFixes(const LintJob &Job, llvm::ArrayRef<Finding> Findings,
                      llvm::ArrayRef<const FileEdits *> Chosen);

/// The number of the line of \p Text that contains \p Offset, from 1.
unsigned lineAt(llvm::StringRef Text, unsigned Offset);

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_LINTRUNNER_H
