//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FIX_FIXPARTS_H
#define ASYNC_TIDY_CHECKS_FIX_FIXPARTS_H

#include "fix/Fixes.h"
#include "fix/SourceText.h"

/// What the fixes are made of.
namespace clang::tidy::async::fix {

/// True if `co_await` may stand at \p At in \p B.
bool maySuspend(const Body &B, const Surroundings &At);

/// What to write so that an awaiter that takes \p Form gets \p Task; empty if
/// it cannot have it.
std::string awaited(const Expr *Task, AwaitForm Form, const SourceText &Source);

/// True if `co_await` of a \p Task gives void, as far as its template argument
/// tells.
bool givesVoid(QualType Task);

/// True if what \p Callable names means the same outside of it.
bool hasPlainCaptures(const Body &Callable);

/// True if \p Class is one of \p Names in \p Library.
bool isOneOf(const CXXRecordDecl *Class, llvm::ArrayRef<std::string> Names,
             const LibraryModel &Library);

} // namespace clang::tidy::async::fix

#endif // ASYNC_TIDY_CHECKS_FIX_FIXPARTS_H
