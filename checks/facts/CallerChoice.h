//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_CALLERCHOICE_H
#define ASYNC_TIDY_CHECKS_FACTS_CALLERCHOICE_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// True if whoever calls the function that \p Op stands in decides, by a flag,
/// whether its thread waits in \p Op: there are two ways to do the same thing,
/// and the caller takes the one that is right for its thread.
///
/// \p Op stands in one way of the choice (Surroundings::Chosen), and the other
/// one awaits a task, or makes one and does not wait for it. The two are known
/// to do the same thing if the flag is named after it (`Sync`, `MayBlock`,
/// `Mode::Async`), or if the task in the other way is
///  - the one that \p Op waits for,
///  - of the function that \p Op calls, or whose task it waits for, or of one
///    with the same name, except for words such as `async` and `later`; methods
///    must be of related classes,
///  - what the model calls the asynchronous form of \p Op, or
///  - an offload of the same call.
/// An ordinary function may also make the task before the choice, and wait or
/// not: it cannot suspend.
///
/// A flag that decides on anything else, as in `if (Https) co_await ...; else
/// ...`, excuses nothing.
bool isChosenByCaller(const Operation &Op, const Facts &Unit);

/// True if a parameter decides whether code at \p A runs or code at \p B.
bool areChosenApart(const Surroundings &A, const Surroundings &B);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CALLERCHOICE_H
