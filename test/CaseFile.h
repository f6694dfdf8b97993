//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_CASEFILE_H
#define ASYNC_TIDY_TEST_CASEFILE_H

#include "Failure.h"
#include "LintRunner.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace clang::tidy::async::test {

/// A `// RUN:` line.
struct CaseRun {
  unsigned Line = 0;
  std::string Checks;
  std::vector<std::string> Flags;
  /// The directives that count: "" means those without a suffix.
  std::vector<std::string> Suffixes;
  ClangTidyOptions Options;
  /// Apply fixes on notes, as --fix-notes does.
  bool FixNotes = false;
  /// Do not merge findings with the same cause, as for async-tidy.
  bool EachPlace = false;
  /// Apply the fix of the first note with this text, as a user does who chooses
  /// it in an editor.
  std::string FixNote;

  bool has(llvm::StringRef Suffix) const;
};

/// A line of `CHECK-MESSAGES` or `CHECK-NOTES`.
struct ExpectedMessage {
  std::string File; ///< Path of the file the directive is in.
  unsigned Line = 0;
  std::string Suffix;
  bool IsNote = false;
  /// The end of the path of the file with the message; empty for File.
  std::string AtFile;
  unsigned AtLine = 0;
  std::string Pattern; ///< Regular expression for "column: level: text".
  std::string Text;    ///< As written.

  bool isIn(llvm::StringRef Path) const;
};

/// A line of `CHECK-FIXES`.
struct ExpectedFix {
  enum class Kind { Present, Next, Absent };

  std::string File;
  unsigned Line = 0;
  std::string Suffix;
  Kind How = Kind::Present;
  std::string Pattern;
  std::string Text;
};

/// A case: a file in clang-tidy's own test notation.
///
///   // RUN: <checks> [flags of clang] [options]
///
/// runs the checks that match the comma-separated globs. There may be several.
/// Relative paths in flags start in test/, %S is the case's own folder, and
/// %asio and the like stand for the flags of a library (see Library.cpp).
///
///   -check-suffix=X,Y        read CHECK-...-X and -Y; an empty one (`=,X`)
///                            stands for those without a suffix
///   -option <key>=<value>    one of CheckOptions
///   -config='{...}'          as clang-tidy's --config
///   -fix-notes               as clang-tidy's --fix-notes
///   -each-place              a finding for each of the places that have one
///                            cause, as async-tidy gets them
///   -fix-note=<text>         use the fix of the note that has this text
///   -include-file=<path>     a header that belongs to the case, beside it; it
///                            may have directives of its own
///
///   // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: text [check]
///   // CHECK-NOTES: :[[@LINE-2]]:3: note: text
///
/// A listed text may be cut off at the end. `{{...}}` is a regular expression.
/// The end of a path may precede the first colon.
///
///   // CHECK-FIXES: text
///   // CHECK-FIXES-NEXT: text in the line after
///   // CHECK-FIXES-NOT: text that is not before the next CHECK-FIXES
class CaseFile {
public:
  using Reader =
      llvm::function_ref<std::optional<std::string>(llvm::StringRef)>;

  /// \p Path is the path of the case on disk; \p Read returns the text of the
  /// files that it names with -include-file, by their paths on disk.
  static CaseFile parse(llvm::StringRef Path, llvm::StringRef Text,
                        Reader Read);

  /// What is wrong with the case itself.
  Failures Problems;

  std::vector<CaseRun> Runs;
  std::vector<ExpectedMessage> Messages;
  std::vector<ExpectedFix> Fixes;

  /// The files as the checks see them: without directives, and in a folder that
  /// is not a test folder for any option.
  std::string MainFile;
  FileSet Files;

  /// The path on disk of a file that the checks see as \p File.
  std::string pathOnDisk(llvm::StringRef File) const;

private:
  void parseFile(llvm::StringRef File, llvm::StringRef Text);
  void parseDirective(llvm::StringRef File, unsigned Line,
                      llvm::StringRef Comment);
  void parseRun(unsigned Line, llvm::StringRef Text);
  void parseFlag(CaseRun &Run, llvm::StringRef Flag,
                 llvm::ArrayRef<const char *> &Rest);
  void parseMessage(llvm::StringRef File, unsigned Line, llvm::StringRef Suffix,
                    llvm::StringRef Text);
  void parseFix(llvm::StringRef File, unsigned Line, llvm::StringRef Suffix,
                llvm::StringRef Text);
  void checkSuffixes();
  void problem(llvm::StringRef File, unsigned Line, const llvm::Twine &Text);

  std::string DiskFolder;
  std::string Folder;
  std::vector<std::string> IncludeFiles;
};

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_CASEFILE_H
