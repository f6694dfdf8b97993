//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_PARSEJSON_H
#define ASYNC_TIDY_TOOL_REPORT_PARSEJSON_H

#include "llvm/Support/JSON.h"

namespace clang::tidy::async {

/// Parses \p Text from the file \p Path, in which \p LinesBefore precede it. An
/// error has the form `file:line:column: error: message`.
llvm::Expected<llvm::json::Value>
parseJson(llvm::StringRef Text, llvm::StringRef Path, unsigned LinesBefore = 0);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_PARSEJSON_H
