//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_SUMMARYFILE_H
#define ASYNC_TIDY_CHECKS_INDEX_SUMMARYFILE_H

#include "index/UnitSummary.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace clang::tidy::async {

/// \p Summary as a file: `.ats`, for the link. Equal summaries yield equal
/// bytes.
std::string toBytes(const UnitSummary &Summary);

/// The summary in \p Bytes, which toBytes() made. An error is one line, which
/// follows the name of the file in messages.
llvm::Expected<UnitSummary> summaryFrom(llvm::StringRef Bytes);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_SUMMARYFILE_H
