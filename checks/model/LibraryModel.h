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

/// What is true of a function whatever its role is.
enum class Trait {
  NoFail,       ///< Does not fail in practice.
  Throws,       ///< May fail, in a library whose other functions do not.
  Readiness,    ///< Tells, or waits for, when there is something to be read.
  Unblock,      ///< From then on what it is about does not block.
  ToldOfErrors, ///< Whoever overrides it gets errors of tasks.
  ToAwait,      ///< Its task ends by itself, or gives what is held.
  Threads,      ///< The loops of its library have several threads in this unit.
};

/// Where the callable of an offload, a post, a continuation or a hop runs.
enum class Place {
  Unknown,
  Pool,   ///< A thread that may block.
  Thread, ///< A thread of its own.
  Loop,   ///< A thread that others wait for: an event loop, an I/O pool.
  /// The loop of one user or device, where work on local files is custom.
  LocalLoop,
  Fiber, ///< A stackful fiber, in which waits of its library suspend.
  Here,  ///< The calling thread, at once.
};

/// What becomes of an error.
enum class Errors {
  Unknown,
  Handled,    ///< All of them reach somebody.
  Partly,     ///< Some kinds of them do.
  Ends,       ///< The end is waited for, the error is dropped.
  Passed,     ///< They go on to the task that is returned.
  Lost,       ///< Nobody will see them.
  Terminates, ///< They end the process.
};

enum class TypeKind {
  Task,     ///< Work that may not be finished.
  Promise,  ///< The side that finishes a task.
  Executor, ///< What runs callables.
  Thread,   ///< A thread object.
  Scope,    ///< What owns tasks and joins them.
  Token,    ///< A completion token: decides what an operation returns.
  Error,    ///< An argument of this type takes the error instead of a throw.
  Value,    ///< Owns all that it holds, or is made to be shared.
  Test,     ///< Methods of classes derived from it are test bodies.
  StartTag, ///< A coroutine with it starts on the parameter after it.
  Handler,  ///< What its subclasses override runs at Runs.
  /// Awaiting one lets through once for each signal that it got.
  Semaphore,
  Exception, ///< What its library's operations throw, or coroutines yield.
};

enum class Start { Unknown, Lazy, Eager };

enum class Shots { One, Many };

/// What destroying a task does that nobody has observed.
enum class Drop {
  Unknown,
  NeverRuns,
  LosesError,
  Cancels,
  Blocks,
  Terminates,
  Harmless,
};

/// What its awaiter takes.
enum class AwaitForm {
  Unknown, ///< As the structure of the type says.
  None,    ///< It cannot be awaited.
  Lvalue,
  Rvalue,
};

/// What an operation does when it is given this completion token.
enum class TokenEffect {
  None,
  Awaitable, ///< Returns a lazy awaitable.
  Future,    ///< Returns a blocking future.
  Detached,  ///< Drops the outcome.
  Adapter,   ///< As its first template argument says.
};

/// True if \p P is a thread of an event loop.
inline bool isLoop(Place P) {
  return P == Place::Loop || P == Place::LocalLoop;
}

/// What kind of waiting a blocking call does.
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
  NestedLoop, ///< Goes on with the loop that its caller runs on.
};

/// True if what blocks on \p What reads or writes.
inline bool isIo(Blocking What) {
  return What == Blocking::Io || What == Blocking::File;
}

/// What a call takes over to the executor that it names.
enum class Moves {
  Unknown,
  Rest, ///< What comes after: the coroutine, or what is attached to the task.
  Work, ///< The work of the task that it is given.
};

/// Where a coroutine goes on after an await.
enum class Resumes {
  Unknown, ///< Perhaps where the awaited work ended.
  Own,     ///< Where it was, wherever that ended.
};

/// Which executor it is that a call, or awaiting an object, gives.
enum class Which {
  Unknown, ///< Perhaps a new one.
  Same,    ///< The one that it is given, or one for the whole program.
  Current, ///< The one that the caller runs on.
};

/// Whether the task that a call gives is finished by then.
enum class Finished {
  Unknown,
  Often,  ///< Too often to say of a wait that it blocks.
  Always, ///< A wait for it does not block.
};

/// A place in a call.
struct Position {
  enum Kind { Unset, This, Last, All, Index };
  Kind K = Unset;
  unsigned N = 0;
  explicit operator bool() const { return K != Unset; }
};

/// Narrows an entry to some calls of the function.
struct Selector {
  std::string Args;               ///< "2", "2+", "0-2": how many are written.
  Position Argument;              ///< Which one the next three are about.
  std::vector<std::string> Type;  ///< Types that it may have.
  std::vector<std::string> Value; ///< Constants or enumerators that it may be.
  bool Callable = false;          ///< It can be called.
  bool Lvalue = false;            ///< It is an lvalue.
};

/// Text that a fix inserts. In it, $0, $1 ... are the arguments, $args all of
/// them, $object what a member is called on, $callable a callable, $duration a
/// std::chrono duration, $root the library's namespace. What handles an error
/// may have $task for the task and $type for its type, and what takes the place
/// of a token $value for a parameter that takes the value, if there is one.
struct FixText {
  std::string Text;
  std::vector<std::string> Needs; ///< Names that must be declared in the unit.
  std::vector<std::string> Gives; ///< The tasks that it may stand for.
  bool IsNote = false; ///< It is only said: what to write takes more than that.
  explicit operator bool() const { return !Text.empty(); }
};

/// How a library awaits several tasks at once. In the text, $tasks are the
/// tasks, each as Each says.
struct TogetherText {
  std::string Text; ///< Gives a tuple of plain values when it is awaited.
  std::string Each = "$task";
  std::string Between = ", ";
  std::vector<std::string> Takes; ///< The tasks that it takes.
  std::vector<std::string> Needs; ///< Names that must be declared.
  std::string Opens;              ///< A namespace that must have been opened.
  std::string Range; ///< What awaits all tasks of a range, for notes.
  explicit operator bool() const { return !Text.empty(); }
};

struct LibraryModel;

/// What a type means.
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
  Resumes Resumption = Resumes::Unknown; ///< Of a task's own coroutine.
  Which Gives = Which::Unknown;          ///< Current: awaiting it gives that.
  bool NoFail = false;       ///< Of a task: fails only where that is shown.
  bool MayBeLeft = false;    ///< Of a task: may run without anybody who looks.
  bool Factories = false;    ///< Of a handler: what makes one runs there, too.
  bool GivesNothing = false; ///< Of a task: awaiting it gives no value.
  FixText Fix;      ///< Of a token: the one to use in a coroutine instead.
  FixText Observer; ///< Of a task: handles its error, not as its library says.
  std::string Source; ///< The header that this was read from.
  unsigned Line = 0;  ///< Where the entry stands in its file.
  LibraryModel *Library = nullptr;
};

/// What a call of a function means.
struct CallModel {
  std::vector<std::string> Names;
  Role Is = Role::None;
  std::vector<Trait> Traits;
  std::vector<Selector> When;       ///< All must hold.
  std::vector<Selector> Unless;     ///< None may hold.
  std::vector<std::string> Returns; ///< Types, one of which it must return.
  Position Task;                    ///< The task that is acted on.
  Position Callable;                ///< What is called by the function.
  Position Executor;                ///< Whose type says where it runs.
  Position Token;                   ///< The completion token.
  Position Timeout;                 ///< Zero means: does not wait.
  Place Runs = Place::Unknown;
  Errors Error = Errors::Unknown;
  Blocking Blocks = Blocking::None;
  Drop Dropped = Drop::Unknown; ///< Of the task it returns, if not its type's.
  Start StartsAs = Start::Unknown;      ///< Likewise.
  AwaitForm Await = AwaitForm::Unknown; ///< Likewise.
  Finished IsFinished = Finished::Unknown;
  Moves Moved = Moves::Unknown;
  Which Gives = Which::Unknown; ///< Of the role executor.
  bool Stays = false;           ///< Does nothing where it is already.
  bool YieldsReady = false;     ///< Awaiting it gives tasks that are finished.
  bool MeansReady = false;      ///< True says that the task is finished.
  bool ResultDiffers = false;   ///< Awaiting does not give what the call gives.
  /// It gives that in something else, out of which these members take it.
  std::vector<std::string> Unwrap;
  std::string Pending;     ///< Of MeansReady: the value that denies it.
  bool Flattens = false;   ///< What its callable gives may be a task, as well.
  bool Global = false;     ///< The threads belong to the whole program.
  bool Concurrent = false; ///< May run beside others on the same object.
  bool Strict = false;     ///< Only believed under AsyncStrict.
  FixText Sibling;         ///< The asynchronous form of a blocking call.
  FixText Duration;        ///< How long a blocking sleep takes.
  FixText Fix;             ///< The right form of this call.
  FixText Handler; ///< What to give it, not a token that drops its outcome.
  std::string Source;
  unsigned Line = 0;
  LibraryModel *Library = nullptr;
};

/// All that is known of one library.
struct LibraryModel {
  std::string File; ///< Where it was read from, for messages.
  std::string Name;
  /// The namespaces that its names are in; none means the global one.
  std::vector<std::string> Roots;
  /// Names, one of which a unit must mention for a built-in model to be read;
  /// none means its roots.
  std::vector<std::string> Mentions;
  /// Its functions fail only where an entry with the trait `throws` says so.
  bool NoFail = false;
  /// Its tasks and continuations run on threads that are there to compute.
  bool Computes = false;
  /// All that it runs is run in fibers, on its pools as well.
  bool Fibers = false;
  FixText Offload;       ///< Hands $callable to its threads, gives a task.
  FixText Sleep;         ///< Gives a task that takes $duration.
  FixText FiberSleep;    ///< What a fiber calls to sleep for $duration.
  FixText Observer;      ///< Handles the error of a task.
  FixText ExecutorParam; ///< The type of an executor parameter.
  TogetherText Together; ///< Awaits several tasks at once.
  std::vector<std::string> TestMacros;
  std::vector<std::string> AssertionMacros;
  std::vector<std::string> EntryPoints; ///< Functions that may block.
  /// How the paths of files begin that are there at once.
  std::vector<std::string> InMemory;
  std::vector<TypeModel> Types;
  std::vector<CallModel> Calls;
  std::vector<std::string> Models; ///< Further files, relative to this one.

  // What follows from the entries; computed once.

  /// Tasks can be waited for in fibers of its own, where that blocks no thread.
  bool HasFibers = false;
  /// They are right to be waited for there only.
  bool IsForFibersOnly = false;
};

/// Reads one model file. The error's text is `file:line:column: error: what was
/// wrong, and what was allowed`.
llvm::Expected<std::unique_ptr<LibraryModel>>
readLibraryModel(llvm::MemoryBufferRef File);

/// What \p Entry says of the name \p Of, and where it says so, as notes show
/// it.
std::string describe(const CallModel &Entry, llvm::StringRef Of);
std::string describe(const TypeModel &Entry, llvm::StringRef Of);

/// A model that comes with async-tidy.
struct BuiltinModel {
  llvm::StringRef File;
  /// Space separated, as in the model's `mentions` or else its `roots`.
  llvm::StringRef Mentions;
  llvm::StringRef Text;
};

/// All models under checks/models, in the order of their names.
llvm::ArrayRef<BuiltinModel> builtinModels();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_LIBRARYMODEL_H
