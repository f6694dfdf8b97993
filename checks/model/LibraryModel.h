//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_LIBRARYMODEL_H
#define ASYNC_TIDY_CHECKS_MODEL_LIBRARYMODEL_H

#include "model/Roles.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <memory>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// A property of a function, whatever its role is.
enum class Trait {
  NoFail,       ///< Does not fail in practice.
  Throws,       ///< May fail, in a library whose other functions do not.
  Readable,     ///< Tests whether, or waits until, there is data to read.
  Writable,     ///< Tests whether, or waits until, there is room to write.
  Writes,       ///< Blocks until there is room to write, not for data.
  Unblock,      ///< Makes its object non-blocking from then on.
  ToldOfErrors, ///< Overrides receive the errors of tasks.
  ToAwait,      ///< Its task ends by itself, or acquires something.
  Threads,      ///< The loops of its library have several threads in this unit.
  LocalLoop,    ///< All loops of this unit are those of one user or device.
  InMemory,     ///< Makes a file or the like that is held in memory.
  ThreadOwned,  ///< Takes a lock or the like that belongs to the thread.
  Helps,        ///< Runs other work of its executor while it waits.
  WorkerTest,   ///< Tests whether the caller runs on its executor.
  DropsResult,  ///< Ignores what its callables return.
};

/// Where the callable of an offload, a post, a continuation or a hop runs.
enum class Place {
  Unknown,
  Pool,   ///< A thread that may block.
  Thread, ///< A separate thread.
  Loop,   ///< A thread that others share: an event loop, an I/O pool.
  /// The loop of one user or device, where work on local files is customary.
  LocalLoop,
  Fiber, ///< A stackful fiber, in which waits of its library suspend.
  Here,  ///< The calling thread, immediately.
};

/// What happens to an error.
enum class Errors {
  Unknown,
  Handled,    ///< Every error reaches a handler.
  Partly,     ///< Some kinds of errors do.
  Ends,       ///< Something waits for the end, but the error is dropped.
  Passed,     ///< Errors propagate to the returned task.
  Lost,       ///< Errors are lost.
  Terminates, ///< Errors end the process.
};

enum class TypeKind {
  Task,     ///< Work that may not be finished.
  Promise,  ///< The side that finishes a task.
  Executor, ///< Runs callables.
  Thread,   ///< A thread object.
  Scope,    ///< Owns tasks and joins them.
  Token,    ///< A completion token: determines what an operation returns.
  Error,    ///< Receives the error instead of an exception.
  Value,    ///< Owns everything that it holds, or is designed to be shared.
  Test,     ///< Methods of derived classes are test bodies.
  StartTag, ///< A coroutine with it starts on the next parameter.
  Handler,  ///< The overrides of its subclasses run at Runs.
  /// Each signal lets one awaiter through.
  Semaphore,
  Exception, ///< Thrown by its library, or yielded by coroutines.
  Function,  ///< Holds a callable of the type in its template argument.
};

enum class Start { Unknown, Lazy, Eager };

enum class Shots { One, Many };

/// The effect of destroying an unobserved task.
enum class Drop {
  Unknown,
  NeverRuns,
  LosesError,
  Cancels,
  Blocks,
  Terminates,
  Harmless,
};

/// How a task is awaited.
enum class AwaitForm {
  Unknown, ///< As the structure of the type determines.
  None,    ///< It cannot be awaited.
  Lvalue,
  Rvalue,
};

/// The effect of a completion token on an operation.
enum class TokenEffect {
  None,
  Awaitable, ///< Returns a lazy awaitable.
  Future,    ///< Returns a blocking future.
  Detached,  ///< Drops the outcome.
  Adapter,   ///< As its first template argument determines.
};

/// True if \p P is a thread of an event loop.
inline bool isLoop(Place P) {
  return P == Place::Loop || P == Place::LocalLoop;
}

/// What a blocking call waits for.
enum class Blocking {
  None,
  Io,
  File, ///< I/O that stays on this machine.
  Sleep,
  Lock,
  Event,
  Process,
  Thread,
  Loop,
  NestedLoop, ///< Runs the event loop of its caller, nested.
};

/// True if a call that blocks on \p B reads or writes.
inline bool isIo(Blocking B) {
  return B == Blocking::Io || B == Blocking::File;
}

/// What a call moves to the executor that it names.
enum class Moves {
  Unknown,
  Rest, ///< The code that follows: the coroutine, or continuations of the task.
  Work, ///< The work of the task passed to it.
};

/// Where a coroutine resumes after an await.
enum class Resumes {
  Unknown, ///< Possibly where the awaited work ended.
  Own,     ///< Where it was before, wherever the awaited work ended.
};

/// The executor that a call, or awaiting an object, yields.
enum class Which {
  Unknown, ///< Possibly a new one.
  Same,    ///< The one that is passed, or a single one for the whole program.
  Current, ///< The one that the caller runs on.
};

/// How long a call keeps the closure of the callable that it receives.
enum class ClosureLife {
  Unknown,
  Called,   ///< Until it has called it.
  Kept,     ///< Until the task that the callable returns is finished.
  Borrowed, ///< It does not own it: the caller's own closure is called.
};

/// Whether the task that a call returns is finished.
enum class Finished {
  Unknown,
  Often,  ///< Too often to report that a wait blocks.
  Always, ///< A wait for it does not block.
};

/// A place in a call.
struct Position {
  enum Kind { Unset, This, Last, All, Index };
  Kind K = Unset;
  unsigned N = 0;
  explicit operator bool() const { return K != Unset; }
};

/// Restricts an entry to some calls of the function.
struct Selector {
  std::string Args;               ///< How many arguments: "2", "2+", "0-2".
  Position Argument;              ///< The argument that the next keys describe.
  std::vector<std::string> Type;  ///< The types that it may have.
  std::vector<std::string> Value; ///< The constants or enumerators it may be.
  bool Callable = false;          ///< It is callable.
  bool Lvalue = false;            ///< It is an lvalue.
};

/// Text that a fix inserts. In it, $0, $1 ... are the arguments, $args all of
/// them, $object the object of a member call, $callable a callable, $duration a
/// std::chrono duration, $root the library's namespace. An observer may contain
/// $task for the task and $type for its type, and a handler $value for a
/// parameter that takes the value, if there is one.
struct FixText {
  std::string Text;
  std::vector<std::string> Needs; ///< Names that must be declared in the unit.
  std::vector<std::string> Gives; ///< The task types that it can replace.
  std::vector<std::string> In;    ///< The coroutine types that can await it.
  bool IsNote = false;            ///< Show it in a note only.
  explicit operator bool() const { return !Text.empty(); }
};

/// How a library awaits several tasks at once. In the text, $tasks are the
/// tasks, each written as Each.
struct TogetherText {
  std::string Text; ///< Yields a tuple of plain values when awaited.
  std::string Each = "$task";
  std::string Between = ", ";
  std::vector<std::string> Takes; ///< The task types that it accepts.
  std::vector<std::string> Needs; ///< Names that must be declared.
  std::string Opens;              ///< Must be opened by a using directive.
  std::string Range;              ///< Awaits all tasks of a range, for notes.
  explicit operator bool() const { return !Text.empty(); }
};

struct LibraryModel;

/// The meaning of a type.
struct TypeModel {
  std::vector<std::string> Names;
  TypeKind Kind = TypeKind::Task;
  Start StartsAs = Start::Unknown;
  Shots Shot = Shots::One;
  Drop Dropped = Drop::Unknown;
  AwaitForm Await = AwaitForm::Unknown;
  TokenEffect Token = TokenEffect::None;
  Place Runs = Place::Unknown;
  Errors Error = Errors::Unknown; ///< Handled: awaiting it does not throw.
  Resumes Resumption = Resumes::Unknown; ///< Of coroutines that return it.
  Which Gives = Which::Unknown;          ///< Current: awaiting it yields that.
  bool NoFail = false;                   ///< Of a task: rarely fails.
  bool MayBeLeft = false; ///< Of a task: code that cannot await may drop it.
  bool Factories = false; ///< Of a handler: its factory methods run there, too.
  bool GivesNothing = false; ///< Of a task: awaiting it yields no value.
  FixText Fix;        ///< Of a token: the one to use in a coroutine instead.
  FixText Observer;   ///< Of a task: replaces the observer of the library.
  std::string Source; ///< The headers that the entry is based on.
  unsigned Line = 0;  ///< The line of the entry in its file.
  LibraryModel *Library = nullptr;
};

/// The meaning of a call of a function.
struct CallModel {
  std::vector<std::string> Names;
  Role Is = Role::None;
  std::vector<Trait> Traits;
  std::vector<Selector> When;       ///< All must hold.
  std::vector<Selector> Unless;     ///< None may hold.
  std::vector<std::string> Returns; ///< Return types, one of which must match.
  Position Task;                    ///< The task that the call is about.
  Position Callable;                ///< The callable that the function calls.
  Position Executor;                ///< Its type determines where it runs.
  Position Token;                   ///< The completion token.
  Position Timeout;                 ///< A zero timeout does not wait.
  Place Runs = Place::Unknown;
  Errors Error = Errors::Unknown;
  Blocking Blocks = Blocking::None;
  Drop Dropped = Drop::Unknown;    ///< Of the returned task, if not its type's.
  Start StartsAs = Start::Unknown; ///< The same.
  AwaitForm Await = AwaitForm::Unknown; ///< The same.
  Finished IsFinished = Finished::Unknown;
  Moves Moved = Moves::Unknown;
  Which Gives = Which::Unknown; ///< Of the role executor.
  ClosureLife Closure = ClosureLife::Unknown; ///< Of Callable, or of Token.
  bool Stays = false;           ///< A no-op where the caller already is.
  bool YieldsReady = false;     ///< Awaiting it yields finished tasks.
  bool MeansReady = false;      ///< True means that the task is finished.
  bool ResultDiffers = false;   ///< Awaiting yields another value.
  /// The result wraps the awaited value, and these members extract it.
  std::vector<std::string> Unwrap;
  std::string Pending;     ///< For MeansReady: the enumerator that negates it.
  bool Flattens = false;   ///< Its callable may return a task as well.
  bool Global = false;     ///< The threads belong to the whole program.
  bool Concurrent = false; ///< May run concurrently on the same object.
  bool Strict = false;     ///< Used only with AsyncStrict.
  /// Used only with AsyncStrict, or beside a library with AsyncFiles.
  bool Brief = false;
  FixText Sibling;         ///< The asynchronous form of a blocking call.
  FixText Duration;        ///< The length of a blocking sleep.
  FixText Fix;             ///< The correct form of this call.
  FixText Handler;         ///< Replaces a token that drops the error.
  std::string Source;
  unsigned Line = 0;
  LibraryModel *Library = nullptr;
};

/// The model of one library.
struct LibraryModel {
  std::string File; ///< The file that it was read from, for messages.
  std::string Name;
  /// The namespaces of its names; empty means the global one.
  std::vector<std::string> Roots;
  /// Names, one of which a unit must mention for a built-in model to be read;
  /// empty means the roots.
  std::vector<std::string> Mentions;
  /// Its functions fail only if an entry gives them the trait `throws`.
  bool NoFail = false;
  /// It has asynchronous forms of operations on the names of files.
  bool AsyncFiles = false;
  /// Its tasks and continuations run on threads meant for computation.
  bool Computes = false;
  /// Everything that it runs is run in fibers, even on its pools.
  bool Fibers = false;
  FixText Offload;       ///< Hands $callable to its threads, yields a task.
  FixText Sleep;         ///< Yields a task that takes $duration.
  FixText FiberSleep;    ///< The call that makes a fiber sleep for $duration.
  FixText Observer;      ///< Handles the error of a task.
  FixText ExecutorParam; ///< The type of an executor parameter.
  FixText Keeper;        ///< Keeps a coroutine lambda as long as its task.
  FixText Borrower;      ///< The same, if the task is awaited in the statement.
  FixText Invoker;       ///< Calls a coroutine lambda and keeps it.
  TogetherText Together; ///< Awaits several tasks at once.
  std::vector<std::string> TestMacros;
  std::vector<std::string> AssertionMacros;
  std::vector<std::string> EntryPoints; ///< Functions that may block.
  /// Path prefixes of files that can be read without waiting.
  std::vector<std::string> InMemory;
  std::vector<TypeModel> Types;
  std::vector<CallModel> Calls;
  std::vector<std::string> Models; ///< Further files, relative to this one.

  // Derived from the entries; computed once.

  /// Its fibers can wait for tasks without blocking a thread.
  bool HasFibers = false;
  /// Only its fibers may wait for its tasks.
  bool IsForFibersOnly = false;
};

/// Reads one model file. The text of an error is `file:line:column: error: what
/// was wrong, and what was allowed`.
llvm::Expected<std::unique_ptr<LibraryModel>>
readLibraryModel(llvm::MemoryBufferRef File);

/// How \p Entry describes the name \p Name, and where, for notes.
std::string describe(const CallModel &Entry, llvm::StringRef Name);
std::string describe(const TypeModel &Entry, llvm::StringRef Name);

/// A built-in model.
struct BuiltinModel {
  llvm::StringRef File;
  /// Separated by spaces, as in the model's `mentions` or else its `roots`.
  llvm::StringRef Mentions;
  llvm::StringRef Text;
};

/// All models in checks/models, in the order of their names.
llvm::ArrayRef<BuiltinModel> builtinModels();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_LIBRARYMODEL_H
