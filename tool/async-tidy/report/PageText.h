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

/// The first paragraph of a check's page after its summary.
std::string introductionOf(llvm::StringRef Page);

/// A page as text for a terminal. Pages use only a little Markdown: headings,
/// paragraphs, lists, tables, fenced code, `code`, **bold** and links.
std::string pageAsText(llvm::StringRef Page, TextStyle Style);

/// A page for viewers that do not know our fences and folders: fences name only
/// the language, and links are resolved relative to \p Uri; if that is empty,
/// links to other pages become text.
std::string pageAsMarkdown(llvm::StringRef Page, llvm::StringRef Uri);

/// Aligns columns, and wraps the last one. The first row is the header. Cells
/// may contain Markdown.
std::string tableAsText(llvm::ArrayRef<std::vector<std::string>> Rows,
                        TextStyle Style);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_PAGETEXT_H
