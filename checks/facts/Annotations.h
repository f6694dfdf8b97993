//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_ANNOTATIONS_H
#define ASYNC_TIDY_CHECKS_FACTS_ANNOTATIONS_H

#include "clang/AST/Decl.h"

namespace clang::tidy::async {

/// True if \p Function is annotated with `async-tidy::` \p What, or has the
/// attribute of clang's own that means the same. Null has none.
bool isAnnotated(const FunctionDecl *Function, llvm::StringRef What);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ANNOTATIONS_H
