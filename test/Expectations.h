//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_EXPECTATIONS_H
#define ASYNC_TIDY_TEST_EXPECTATIONS_H

#include "CaseFile.h"

namespace clang::tidy::async::test {

/// The differences between \p Found and the CHECK-MESSAGES and CHECK-NOTES of
/// the case. Every finding must be listed; a note need not be. A listed note
/// belongs to the finding listed before it.
Failures compareMessages(const CaseFile &Case, const CaseRun &Run,
                         llvm::ArrayRef<Finding> Found);

/// The differences between the fixed texts and the CHECK-FIXES of the case:
/// each must be found within one line, in the listed order.
Failures compareFixes(const CaseFile &Case, const CaseRun &Run,
                      const FileSet &Fixed);

/// Line \p Number of \p Text, for a message.
std::string quoteLine(llvm::StringRef Text, unsigned Number);

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_EXPECTATIONS_H
