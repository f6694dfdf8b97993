//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FindingLog.h"
#include "llvm/ADT/STLExtras.h"

namespace clang::tidy::async {

void FindingLog::add(const ClangTidyContext &Context,
                     llvm::ArrayRef<Finding> New) {
  if (FindingLog *Log = find(Context))
    llvm::append_range(Log->Findings, New);
}

void FindingLog::addSilenced(const ClangTidyContext &Context,
                             llvm::StringRef Check, const Span &At) {
  if (FindingLog *Log = find(Context))
    Log->SilencedCauses.push_back({Check.str(), At});
}

} // namespace clang::tidy::async
