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

/// True if \p Function is annotated with `async-tidy::` \p Annotation, or has
/// clang's own attribute with the same meaning. False for null.
bool isAnnotated(const FunctionDecl *Function, llvm::StringRef Annotation);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ANNOTATIONS_H
