//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_ERRORFORM_H
#define ASYNC_TIDY_CHECKS_FACTS_ERRORFORM_H

#include "facts/Facts.h"

/// In which form an operation reports its error: as a value, or by what
/// exception.
namespace clang::tidy::async {

/// True if \p Function promises not to throw.
bool isNoexcept(const FunctionDecl *Function);
/// True if everything that runs when \p A suspends and resumes promises that.
bool isNoexcept(const Await &A);

/// True if an argument of \p Site takes the error that would be thrown
/// otherwise.
bool takesError(const CallSite &Site, const Models &Known);

/// True if the error of \p Awaited is there as a value, and not in the task,
/// because of an argument, an adapter or what the model says.
bool hasErrorAsValue(const Expr *Awaited, const Facts &Unit);
/// True if awaiting \p Awaited gives outcomes, errors among them.
bool yieldsOutcomes(const Expr *Awaited, const Facts &Unit);
/// True if \p A gives the error as a value, rather than to throw it: because of
/// its type, an argument, an adapter or what the model says.
bool takesErrorAsValue(const Await &A, const Facts &Unit);
/// Likewise, or if a continuation at the end of the chain handles the error.
bool handlesError(const Await &A, const Facts &Unit);

/// True if awaiting what \p Op gives throws nothing except what the operations
/// of \p Library do: it is one of them, or a token determines how it ends.
bool throwsOnly(const Operation &Op, const LibraryModel &Library,
                const Models &Known);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ERRORFORM_H
