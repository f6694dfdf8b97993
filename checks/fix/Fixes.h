//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FIX_FIXES_H
#define ASYNC_TIDY_CHECKS_FIX_FIXES_H

#include "Findings.h"
#include "facts/Effects.h"

/// Edits that several checks share, each with its title. Empty if it is not
/// certain that the edited code compiles.
namespace clang::tidy::async::fix {

/// `F.get()` -> `co_await std::move(F)`, `sync_wait(T)` -> `co_await T`.
Fix awaitInstead(const Operation &Wait, const Facts &F);

/// `then([] { return f().get(); })` -> `then([] { return f(); })`, for \p Wait,
/// the last that a continuation does, where what it returns may be a task.
Fix returnInstead(const Operation &Wait, const Facts &F);

/// Returns the task that \p Op gives and that a continuation drops last, where
/// that may be a task: what comes next waits for it.
Fix returnDropped(const Operation &Op, const Facts &F);

/// True if the model of \p Wait has a text that awaits its task in the
/// coroutine
/// \p B, whose own type says nothing of it.
bool isAwaitedByModel(const Operation &Wait, const Body &B, const Facts &F);

/// Awaits the task that \p Op returns and that is discarded, by \p How.
Fix awaitDiscarded(const Operation &Op, const Facts &F);

/// Awaits the task that \p Var is made from and that nothing else mentions.
Fix awaitVariable(const VarDecl *Var, const Operation &From, const Facts &F);

/// Handles the error of the task that \p Op returns and that is discarded, as
/// its library does; one that is lazy is started as well.
Fix handleError(const Operation &Op, const Facts &F);

/// The same for a task in \p Var, which nothing else mentions: the variable
/// goes.
Fix handleErrorOf(const VarDecl *Var, const Operation &From, const Facts &F);

/// Gives \p Launch a handler of errors for the token that drops its outcome.
Fix handlerInstead(const Operation &Launch, const Facts &F);

/// The place of that token, or of \p Launch if there is none.
SourceLocation tokenOf(const Operation &Launch, const Facts &F);

/// Keeps the task that \p Op returns, whose destructor waits, in a variable,
/// so that what follows in the scope goes on beside it.
Fix keepInVariable(const Operation &Op, const Facts &F);

/// What remains of `offload([..] { return f(x).get(); })`: `f(x)`. \p Inner is
/// what the callable waits for, and \p Value the wait, which must be all that
/// it does.
Fix unwrapOffload(const Operation &Offload, const Body &Callable,
                  const Expr *Inner, const Expr *Value, const Facts &F);

/// What a coroutine like \p B awaits, rather than to call \p Block: its
/// asynchronous form, or a timer. Empty if there is nothing.
std::string awaitedInstead(const Operation &Block, const Body &B,
                           const Facts &F);

/// `offload([..] { sleepFor(D); })` -> `asyncSleep(D)`, where that is awaited:
/// \p Block must be all that \p Callable does.
Fix unwrapBlocking(const Operation &Offload, const Body &Callable,
                   const Operation &Block, const Facts &F);

/// `on(pool, T)` -> `T`, where that is awaited.
Fix awaitMoved(const Operation &Offload, const Expr *Task, const Facts &F);

/// Leaves out \p Hop, which is awaited in \p Statement; of one that is given a
/// task, that is left.
Fix removeHop(const Operation &Hop, const Stmt *Statement, const Facts &F);

/// `T.via(pool)` -> `T`, `co_await on(pool, T)` -> `co_await T`, for the call
/// \p Choice.
Fix removeChoice(const Operation &Choice, const Facts &F);

/// The best that can be done about a call that blocks, the first of \p Path:
/// its asynchronous form, a timer, or threads that may block.
Fix insteadOfBlocking(const Witness &Path, const Facts &F);

/// `work()` -> `co_await offload([=] { return work(); })`, by the offload of
/// the library of the coroutine.
Fix offloadComputation(const Operation &Work, const Facts &F);

/// The statements around \p Block that use the same object, as one: `co_await
/// offload([&] { .. })`. \p Block makes the object, or uses it first.
Fix offloadStatements(const Operation &Block, const Facts &F);

/// `ready(work())` -> `offload([=] { return work(); })`, by the offload of the
/// library of \p Ready.
Fix offloadInstead(const Operation &Ready, const Facts &F);

/// The asynchronous form of \p Block as it would be written there; its name if
/// that cannot be said.
std::string siblingText(const Operation &Block, const Facts &F);

/// `work()` -> `co_await asyncWork()`, as the model says.
Fix siblingInstead(const Operation &Block, const Facts &F);

/// `sleepFor(D)` -> `co_await asyncSleep(D)`, by the sleep of the library of
/// the coroutine.
Fix sleepInstead(const Operation &Sleep, const Facts &F);

/// An expression that makes the task that a function returns, and the text of
/// the value that it is made from; empty for none.
using TaskMaker = std::pair<const Expr *, std::string>;

/// The value that the ready future \p Ready is made from.
std::optional<TaskMaker> valueOfReady(const Operation &Ready, const Facts &F);

/// The value that the offloaded \p Callable computes, if that is all it does.
std::optional<TaskMaker> valueOfOffload(const Operation &Offload,
                                        const Body &Callable, const Facts &F);

/// Makes \p B give its value rather than a task: its return type, all that it
/// returns, for which \p Makers has the values, its declarations, and its
/// callers in this unit. Where \p IsPublic, callers elsewhere must follow.
Fix makeSynchronous(const Body &B, llvm::ArrayRef<TaskMaker> Makers,
                    bool IsPublic, const Facts &F);

/// `auto A = co_await f(); auto B = co_await g();` -> `auto [A, B] = co_await
/// all(f(), g());`, by the text of the library of \p B. The statements of
/// \p Awaits must follow one another.
Fix awaitTogether(llvm::ArrayRef<const Await *> Awaits, const Body &B,
                  const Facts &F);

/// What awaits many tasks like that of \p Op at once; empty if that is not
/// known.
std::string combinatorOfRange(const Operation &Op, const Facts &F);

/// Makes \p B, which only coroutines of this unit call, a coroutine of their
/// kind: its return type, its returns, \p Waits, which are all of its waits,
/// and its calls, which await it.
Fix makeCoroutine(const Body &B, llvm::ArrayRef<const Operation *> Waits,
                  const Facts &F);

/// Takes the executor that all of \p Offloads use as a last parameter of \p B,
/// defaulted to what is used now.
Fix executorParameter(const Body &B, llvm::ArrayRef<const Operation *> Offloads,
                      const Facts &F);

/// True if a qualified name in \p New begins with a name of the global
/// namespace that means something else in \p In.
bool hasHiddenName(const Fix &New, const Body &In, const ASTContext &Context);

} // namespace clang::tidy::async::fix

#endif // ASYNC_TIDY_CHECKS_FIX_FIXES_H
