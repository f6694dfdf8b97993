//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_ERRORFORM_H
#define ASYNC_TIDY_CHECKS_FACTS_ERRORFORM_H

#include "facts/Facts.h"

/// The form in which an operation reports its error: as a value, or as an
/// exception of some library.
namespace clang::tidy::async {

/// True if \p Function is declared not to throw.
bool isNoexcept(const FunctionDecl *Function);
/// True if everything that runs when \p A suspends and resumes is declared not
/// to throw.
bool isNoexcept(const Await &A);

/// True if an argument of \p Site receives the error that would be thrown
/// otherwise.
bool receivesError(const CallSite &Site, const Models &AllModels);

/// True if an argument, an adapter or the model makes the error of \p Awaited a
/// value, so that it is not in the task.
bool hasErrorAsValue(const Expr *Awaited, const Facts &Unit);
/// True if awaiting \p Awaited yields outcomes, which may be errors.
bool yieldsOutcomes(const Expr *Awaited, const Facts &Unit);
/// True if \p A yields the error as a value instead of throwing it, because of
/// its type, an argument, an adapter or the model.
bool yieldsErrorAsValue(const Await &A, const Facts &Unit);
/// True if \p A yields the error as a value, or if a continuation at the end of
/// the chain handles it.
bool handlesError(const Await &A, const Facts &Unit);

/// True if awaiting the result of \p Op throws only what operations of \p
/// Library throw: \p Op is one of them, or a token of the library determines
/// how it completes.
bool throwsOnly(const Operation &Op, const LibraryModel &Library,
                const Models &AllModels);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ERRORFORM_H
