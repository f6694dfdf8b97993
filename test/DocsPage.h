//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_DOCSPAGE_H
#define ASYNC_TIDY_TEST_DOCSPAGE_H

#include "Failure.h"
#include "Library.h"
#include "clang-tidy/ClangTidyOptions.h"

namespace clang::tidy::async::test {

/// A fenced block: ```` ```cpp <bad|good> [library] [header] [key=value...]
/// ````
struct Example {
  unsigned FirstLine = 0; ///< Of the fence.
  unsigned LastLine = 0;  ///< Of the fence that ends it.
  bool IsBad = false;
  std::string Label; ///< The line before the fence.
  const Library *Of = nullptr;
  /// The file that contains the code, if it is not the main one.
  std::string Header;
  std::vector<std::string> Options;
  std::vector<std::string> Lines;

  /// Whether both can be in one file.
  bool goesWith(const Example &Other) const;
  /// The text of a file that contains nothing else.
  std::string asFile() const;
};

/// A heading of the second level, and the prose below it.
struct Section {
  unsigned Line = 0;
  std::string Title;
  std::string Prose;
};

/// The page of a check, docs/checks/<check>.md, or another one with examples.
struct DocsPage {
  static DocsPage parse(llvm::StringRef Path, llvm::StringRef Text);

  std::string Path;
  /// The subject of its examples: a check, or a glob of several.
  std::string Check;
  std::vector<Example> Examples;
  std::vector<Section> Sections;
  /// The option table: name and default.
  std::vector<std::pair<std::string, std::string>> Options;
  Failures Problems;
};

/// Runs the examples: a bad one must have one finding of the page's check, a
/// good one none. All examples of one library with the same options are in one
/// file, each in its own namespace, because parsing the library's headers takes
/// most of the time.
Failures runExamples(const DocsPage &Page);

/// Compares the headings of a check's page with those that all pages have, in
/// their order, and looks for what each section must have: examples of both
/// kinds in the first one, a reference, and the comment that suppresses.
Failures checkSections(const DocsPage &Page);

/// Whether a reader can tell wrong from right: the words after a fence are not
/// displayed, so the line before it must be "**Wrong:**" or "**Right:**", maybe
/// with options.
Failures checkLabels(const DocsPage &Page);

/// Compares the option table with the options that the check stores. Options of
/// all checks may be left out.
Failures compareOptions(const DocsPage &Page);

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_DOCSPAGE_H
