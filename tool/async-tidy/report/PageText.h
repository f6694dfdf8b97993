//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_PAGETEXT_H
#define ASYNC_TIDY_TOOL_REPORT_PAGETEXT_H

#include "Catalog.h"

namespace clang::tidy::async {

/// The first paragraph of a check's page that is not its summary.
std::string introductionOf(llvm::StringRef Page);

/// A page as a terminal shows it. Pages use little of Markdown: headings,
/// paragraphs, lists, tables, fenced code, `code`, **bold** and links.
std::string pageAsText(llvm::StringRef Page, TextStyle Style);

/// A page for readers that know nothing of our fences and folders: it says in
/// words what is wrong and right, and its links are relative to \p Uri.
std::string pageAsMarkdown(llvm::StringRef Page, llvm::StringRef Uri);

/// Aligns columns; the last one is wrapped. The first row is the head. Cells
/// may hold Markdown.
std::string tableAsText(llvm::ArrayRef<std::vector<std::string>> Rows,
                        TextStyle Style);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_PAGETEXT_H
