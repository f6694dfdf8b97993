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

/// True if the caller of the function that contains \p Op decides, by a flag,
/// whether its thread waits in \p Op: there are two ways to do the same thing,
/// and the caller takes the one that is right for its thread.
///
/// \p Op is in one branch of the choice (Surroundings::Chosen), and the other
/// branch awaits a task, or makes one and does not wait for it. The branches
/// are known to do the same thing if the flag is named after it (`Sync`,
/// `MayBlock`, `Mode::Async`), or if the task in the other branch is
///  - the task that \p Op waits for,
///  - made by the function that \p Op calls, by the function whose task \p Op
///    waits for, or by a function with the same name, except for words such as
///    `async` and `later`; methods must belong to related classes,
///  - made by the function that the model names as the asynchronous form of
///    \p Op, or
///  - an offload of the same call.
/// An ordinary function may also make the task before the choice, and then wait
/// for it or not: it cannot suspend.
///
/// A flag that decides anything else, as in `if (Https) co_await ...; else
/// ...`, excuses nothing.
bool isChosenByCaller(const Operation &Op, const Facts &Unit);

/// True if a parameter decides whether the code at \p A or the code at \p B
/// runs.
bool areChosenApart(const Surroundings &A, const Surroundings &B);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CALLERCHOICE_H
