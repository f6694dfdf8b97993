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
#include "facts/Lifetimes.h"

namespace clang::tidy::async {
struct HeldLock;
} // namespace clang::tidy::async

/// Edits that several checks share, each with a title. A fix is empty unless
/// the edited code is known to compile.
namespace clang::tidy::async::fix {

/// `F.get()` -> `co_await std::move(F)`, `sync_wait(T)` -> `co_await T`.
Fix awaitInstead(const Operation &Wait, const Facts &F);

/// `then([] { return f().get(); })` -> `then([] { return f(); })`, if \p Wait
/// is the last operation of a continuation that may return a task.
Fix returnInstead(const Operation &Wait, const Facts &F);

/// Returns the task of \p Op, which the last statement of a continuation drops,
/// if the continuation may return a task: the next one then waits for it.
Fix returnDropped(const Operation &Op, const Facts &F);

/// True if the model of \p Wait has a text that awaits its task in the
/// coroutine \p B, even if the type of the task is not awaitable.
bool isAwaitedByModel(const Operation &Wait, const Body &B, const Facts &F);

/// Awaits the task that \p Await, a `co_await` in \p B, yields.
Fix awaitAgain(const Expr *Await, const Body &B, const Facts &F);

/// Awaits the task that \p Op returns and the code discards.
Fix awaitDiscarded(const Operation &Op, const Facts &F);

/// Awaits the task that \p Maker returns. It is in \p Var, which nothing
/// mentions.
Fix awaitVariable(const VarDecl *Var, const Operation &Maker, const Facts &F);

/// Handles the error of the task that \p Op returns and the code discards, in
/// the way of its library; a lazy task is started as well.
Fix handleError(const Operation &Op, const Facts &F);

/// The same for the task that \p Maker returns. It is in \p Var, which nothing
/// mentions, and which is removed.
Fix handleErrorOfVariable(const VarDecl *Var, const Operation &Maker,
                          const Facts &F);

/// Replaces the token that drops the outcome of \p Launch with an error
/// handler.
Fix addErrorHandler(const Operation &Launch, const Facts &F);

/// The location of that token, or of \p Launch if there is none.
SourceLocation tokenOf(const Operation &Launch, const Facts &F);

/// Keeps the task that \p Op returns, whose destructor waits, in a variable, so
/// that the rest of the scope runs concurrently.
Fix keepInVariable(const Operation &Op, const Facts &F);

/// `offload([..] { return f(x).get(); })` -> `f(x)`. \p Inner is the task that
/// the callable waits for, and \p Value the wait, which must be all that it
/// does.
Fix unwrapOffload(const Operation &Offload, const Body &Callable,
                  const Expr *Inner, const Expr *Value, const Facts &F);

/// The expression that a coroutine like \p B can await instead of calling
/// \p Block: its asynchronous form, or a timer. Empty if there is none.
std::string asyncReplacement(const Operation &Block, const Body &B,
                             const Facts &F);

/// `offload([..] { sleepFor(D); })` -> `asyncSleep(D)`, if the offload is
/// awaited: \p Block must be all that \p Callable does.
Fix unwrapBlocking(const Operation &Offload, const Body &Callable,
                   const Operation &Block, const Facts &F);

/// `on(pool, T)` -> `T`, if the call is awaited.
Fix awaitMoved(const Operation &Offload, const Expr *Task, const Facts &F);

/// Removes \p Hop, which is awaited in \p Statement; a hop that is given a task
/// is replaced with the task.
Fix removeHop(const Operation &Hop, const Stmt *Statement, const Facts &F);

/// `T.via(pool)` -> `T`, `co_await on(pool, T)` -> `co_await T`, for the call
/// \p Choice.
Fix removeChoice(const Operation &Choice, const Facts &F);

/// The best replacement for a blocking call, the first operation of \p Path:
/// its asynchronous form, a timer, or threads that may block.
Fix replaceBlockingCall(const Witness &Path, const Facts &F);

/// `work()` -> `co_await offload([=] { return work(); })`, with the offload of
/// the coroutine's library.
Fix offloadComputation(const Operation &Work, const Facts &F);

/// Offloads the statements around \p Block that use the same object together:
/// `co_await offload([&] { .. })`. \p Block creates the object, or is the first
/// to use it.
Fix offloadStatements(const Operation &Block, const Facts &F);

/// `ready(work())` -> `offload([=] { return work(); })`, with the offload of
/// the library of \p Ready.
Fix offloadInstead(const Operation &Ready, const Facts &F);

/// The asynchronous form of \p Block as it would be written there; only its
/// name if that is unknown.
std::string siblingText(const Operation &Block, const Facts &F);

/// `work()` -> `co_await asyncWork()`, according to the model.
Fix siblingInstead(const Operation &Block, const Facts &F);

/// `sleepFor(D)` -> `co_await asyncSleep(D)`, with the sleep of the coroutine's
/// library.
Fix sleepInstead(const Operation &Sleep, const Facts &F);

/// An expression that makes the task that a function returns, and the text of
/// the value that it is made from; empty if there is no value.
using TaskMaker = std::pair<const Expr *, std::string>;

/// The value that the ready future \p Ready is made from.
std::optional<TaskMaker> valueOfReady(const Operation &Ready, const Facts &F);

/// The value that the offloaded \p Callable computes, if that is all it does.
std::optional<TaskMaker> valueOfOffload(const Operation &Offload,
                                        const Body &Callable, const Facts &F);

/// Makes \p B return its value instead of a task. Edits its declarations, its
/// returns, whose values are in \p Makers, and its callers in this unit. If
/// \p IsPublic, callers in other files must be adapted by hand.
Fix makeSynchronous(const Body &B, llvm::ArrayRef<TaskMaker> Makers,
                    bool IsPublic, const Facts &F);

/// `auto A = co_await f(); auto B = co_await g();` -> `auto [A, B] = co_await
/// all(f(), g());`, with the combinator of the library of \p B. The statements
/// of \p Awaits must be consecutive.
Fix awaitTogether(llvm::ArrayRef<const Await *> Awaits, const Body &B,
                  const Facts &F);

/// The combinator that awaits a range of tasks like that of \p Op; empty if
/// unknown.
std::string combinatorOfRange(const Operation &Op, const Facts &F);

/// Makes \p B, which only coroutines of this unit call, a coroutine of their
/// kind. Edits its return type, its returns, \p Waits, which must be all of its
/// waits, and its callers, which then await it.
Fix makeCoroutine(const Body &B, llvm::ArrayRef<const Operation *> Waits,
                  const Facts &F);

/// Adds a last parameter to \p B for the executor that all of \p Offloads use.
/// Its default is the executor that they use now.
Fix executorParameter(const Body &B, llvm::ArrayRef<const Operation *> Offloads,
                      const Facts &F);

/// `Lock L(M); use(); co_await f();` -> `{ Lock L(M); use(); } co_await f();`,
/// for the guard of \p Lock, if nothing after \p Suspension seems to need the
/// lock or the variables that are declared under it.
Fix endScopeBefore(const HeldLock &Lock, const Expr *Suspension, const Body &B,
                   const Facts &F);

/// Lets the coroutine of the lambda \p Coroutine, which \p Call calls where it
/// is written, keep what it captured: the captures become parameters, or the
/// library keeps the lambda. \p Span is when the coroutine runs.
Fix outliveCall(const Body &Coroutine, const Operation &Call,
                const WorkSpan &Span, const Facts &F);

/// The same for a lambda that \p Sink receives; \p Span is when its task runs.
Fix outliveSink(const Body &Coroutine, const Operation &Sink,
                const WorkSpan &Span, const Facts &F);

/// Lets \p Function, a coroutine, take parameter number \p Index by value, if
/// all of its declarations can be edited.
Fix takeByValue(const FunctionDecl *Function, unsigned Index, const Facts &F);

/// True if a qualified name in \p NewFix begins with a name of the global
/// namespace that means something else in \p B.
bool hasHiddenName(const Fix &NewFix, const Body &B, const ASTContext &Context);

} // namespace clang::tidy::async::fix

#endif // ASYNC_TIDY_CHECKS_FIX_FIXES_H
