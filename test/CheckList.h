//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_CHECKLIST_H
#define ASYNC_TIDY_TEST_CHECKLIST_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace clang::tidy::async::test {

/// A line of checks/Checks.def.
struct ListedCheck {
  std::string Class;
  std::string Name;
  std::string Severity;
  std::string Fix;
  std::string Since;
  std::string Summary;
};

/// Reads checks/Checks.def of the project's tree \p Root. It is parsed, not
/// included, so that a scaffolded tree can be tested without compiling it.
std::vector<ListedCheck> readCheckList(llvm::StringRef Root);

/// The text of a Markdown or `///` paragraph: lines joined by spaces.
std::string joinLines(llvm::StringRef Paragraph);

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_CHECKLIST_H
