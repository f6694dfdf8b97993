//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The single list of all words of a model file, each with the text that
// documents it; the roles are in Roles.def. The reader, its messages, the
// schema for editors and docs/models.md are all based on it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_VOCABULARY_H
#define ASYNC_TIDY_CHECKS_MODEL_VOCABULARY_H

#include "model/LibraryModel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"

namespace clang::tidy::async {

/// A word of a model file.
template <typename T> struct Word {
  llvm::StringRef Text;
  T Value;
  llvm::StringRef Doc;
};

/// The words of an enumeration.
template <typename T> struct Vocabulary;

/// The word for \p Value.
template <typename T> llvm::StringRef wordFor(T Value) {
  for (const Word<T> &W : Vocabulary<T>::words())
    if (W.Value == Value)
      return W.Text;
  llvm_unreachable("every value has a word");
}

/// True if \p Text is a word of \p T.
template <typename T> bool isWord(llvm::StringRef Text) {
  return llvm::any_of(Vocabulary<T>::words(),
                      [&](const Word<T> &W) { return W.Text == Text; });
}

#define VOCABULARY(TYPE, TITLE, ...)                                           \
  template <> struct Vocabulary<TYPE> {                                        \
    static constexpr llvm::StringLiteral Title = TITLE;                        \
    static llvm::ArrayRef<Word<TYPE>> words() {                                \
      static const Word<TYPE> List[] = {__VA_ARGS__};                          \
      return List;                                                             \
    }                                                                          \
  };

template <> struct Vocabulary<Role> {
  static constexpr llvm::StringLiteral Title = "role";
  static llvm::ArrayRef<Word<Role>> words() {
    static const Word<Role> List[] = {
#define ROLE(Enumerator, Word, Needs, Takes, Properties, Doc)                  \
  {Word, Role::Enumerator, Doc},
#include "model/Roles.def"
    };
    return List;
  }
};
VOCABULARY(
    Trait, "traits", {"nofail", Trait::NoFail, "does not fail in practice"},
    {"throws", Trait::Throws,
     "may fail, even where its library or the caller is trusted"},
    {"readable", Trait::Readable,
     "tests whether, or waits until, the object that it is called on has data "
     "to read: the next read does not block"},
    {"writable", Trait::Writable,
     "tests whether, or waits until, the object that it is called on has room "
     "to write: the next call with the trait `writes` does not block"},
    {"writes", Trait::Writes,
     "for a blocking call: it waits for room to write, not for data"},
    {"unblock", Trait::Unblock,
     "makes the object that it is called on, or its first argument, "
     "non-blocking"},
    {"told-of-errors", Trait::ToldOfErrors,
     "its overrides receive the errors of tasks that nobody awaits"},
    {"to-await", Trait::ToAwait,
     "is meant to be awaited: a plain operation that ends by itself, such as a "
     "send, a write or a flush, or one that acquires a lock; if its task is "
     "dropped, a fix awaits it even though it has already started"},
    {"threads", Trait::Threads,
     "gives the event loops of its library several threads, one of which may "
     "wait: in a file with such a call, code that runs on them is not "
     "reported"},
    {"local-loop", Trait::LocalLoop,
     "belongs to a program that serves one user or one device: in a file with "
     "such a call, work on local files is customary on every event loop"},
    {"in-memory", Trait::InMemory,
     "makes a file, a folder or the like that is held in memory: using it, or "
     "what is opened in it, does not block"},
    {"thread-owned", Trait::ThreadOwned,
     "takes something that belongs to the calling thread, such as a lock, "
     "until it is released or the object that holds it is destroyed: it must "
     "not be held across a suspension"},
    {"helps", Trait::Helps,
     "runs other work of its executor while it waits, so that the executor may "
     "wait for its own work"},
    {"worker-test", Trait::WorkerTest,
     "tests whether its caller runs on the executor that it is called on"},
    {"drops-result", Trait::DropsResult,
     "ignores what its `callable` returns: a task that it returns is dropped"})

VOCABULARY(
    Place, "runs", {"unknown", Place::Unknown, "not known"},
    {"pool", Place::Pool, "on a pool thread that may block"},
    {"thread", Place::Thread, "on a thread of its own"},
    {"loop", Place::Loop,
     "on a thread that other work shares, such as that of an event loop"},
    {"local-loop", Place::LocalLoop,
     "on the event loop of one user or one device, such as that of a user "
     "interface, where work on local files is customary"},
    {"fiber", Place::Fiber,
     "in a fiber, where waits of its library suspend and everything else "
     "blocks"},
    {"here", Place::Here, "on the calling thread"})

VOCABULARY(Errors, "errors", {"unknown", Errors::Unknown, "not known"},
           {"handled", Errors::Handled, "every error reaches a handler"},
           {"partly", Errors::Partly, "some kinds of errors do"},
           {"ends", Errors::Ends,
            "something waits for the end, but errors are dropped"},
           {"passed", Errors::Passed, "errors propagate to the returned task"},
           {"lost", Errors::Lost, "errors are lost"},
           {"terminates", Errors::Terminates, "errors end the process"})

VOCABULARY(
    TypeKind, "kind", {"task", TypeKind::Task, "work that may not be finished"},
    {"promise", TypeKind::Promise, "the side that finishes a task"},
    {"executor", TypeKind::Executor, "runs callables at `runs`"},
    {"thread", TypeKind::Thread, "a thread object"},
    {"scope", TypeKind::Scope, "owns tasks and joins them"},
    {"token", TypeKind::Token, "a completion token, with the effect `token`"},
    {"error", TypeKind::Error,
     "an argument that receives the error instead of an exception"},
    {"value", TypeKind::Value,
     "owns everything that it holds, as a string does, or is designed to be "
     "shared by concurrent tasks; its template arguments count, too"},
    {"test", TypeKind::Test,
     "methods of its subclasses, and functions that take one, are tests"},
    {"start-tag", TypeKind::StartTag,
     "a coroutine parameter: the coroutine starts on the executor that is the "
     "next parameter"},
    {"handler", TypeKind::Handler,
     "the methods that its subclasses override run at `runs`"},
    {"semaphore", TypeKind::Semaphore,
     "each signal lets one awaiter through: a queue beside it then has an "
     "element"},
    {"exception", TypeKind::Exception,
     "the operations of its library throw it: a handler for it, or for one of "
     "its bases, catches their errors; a coroutine that yields one fails"},
    {"function", TypeKind::Function,
     "holds any callable for the signature in its template argument: with "
     "`void()`, it ignores what the callable returns"})

VOCABULARY(Start, "start", {"unknown", Start::Unknown, "not known"},
           {"lazy", Start::Lazy, "it starts when awaited"},
           {"eager", Start::Eager, "it has started already"})

VOCABULARY(Shots, "shots", {"one", Shots::One, "its outcome can be taken once"},
           {"many", Shots::Many, "its outcome can be taken many times"})

VOCABULARY(Drop, "drop", {"unknown", Drop::Unknown, "not known"},
           {"never-runs", Drop::NeverRuns, "its work never starts"},
           {"loses-error", Drop::LosesError,
            "the work continues, but its error is lost"},
           {"cancels", Drop::Cancels, "the work is cancelled"},
           {"blocks", Drop::Blocks, "the destructor waits for the work"},
           {"terminates", Drop::Terminates, "the destructor ends the process"},
           {"harmless", Drop::Harmless, "nothing is lost"})

VOCABULARY(AwaitForm, "await",
           {"structure", AwaitForm::Unknown, "as its members determine"},
           {"none", AwaitForm::None, "it cannot be awaited"},
           {"lvalue", AwaitForm::Lvalue, "its awaiter takes it as it is"},
           {"rvalue", AwaitForm::Rvalue, "it has to be moved into its awaiter"})

VOCABULARY(TokenEffect, "token", {"none", TokenEffect::None, "no token"},
           {"awaitable", TokenEffect::Awaitable, "gives a lazy awaitable"},
           {"future", TokenEffect::Future, "gives a blocking future"},
           {"detached", TokenEffect::Detached, "drops the outcome"},
           {"adapter", TokenEffect::Adapter,
            "as its first template argument determines"})

VOCABULARY(Blocking, "blocks", {"none", Blocking::None, "does not block"},
           {"io", Blocking::Io, "sockets, name resolution, clients of servers"},
           {"file", Blocking::File,
            "files, and databases in files; accepted on a `local-loop`"},
           {"sleep", Blocking::Sleep, "time"},
           {"lock", Blocking::Lock, "locks, which are held for a short time"},
           {"event", Blocking::Event,
            "conditions, semaphores, latches, queues: events caused elsewhere"},
           {"process", Blocking::Process, "other processes"},
           {"thread", Blocking::Thread, "other threads"},
           {"loop", Blocking::Loop, "runs an event loop"},
           {"nested-loop", Blocking::NestedLoop,
            "runs the event loop of its caller, nested"})

VOCABULARY(Moves, "moves", {"unknown", Moves::Unknown, "not known"},
           {"rest", Moves::Rest,
            "only what follows: the rest of the coroutine, or the "
            "continuations of the task"},
           {"work", Moves::Work, "the work of the task passed to it"})

VOCABULARY(Resumes, "resumes",
           {"unknown", Resumes::Unknown,
            "not known, or where the awaited work ended"},
           {"own", Resumes::Own,
            "where it was before, wherever the awaited work ended"})

VOCABULARY(
    Which, "which", {"unknown", Which::Unknown, "perhaps a new one"},
    {"same", Which::Same,
     "the one in `executor`; without that key, the same one for all callers"},
    {"current", Which::Current, "the one that the caller runs on"})

VOCABULARY(ClosureLife, "closure",
           {"unknown", ClosureLife::Unknown, "not known"},
           {"called", ClosureLife::Called,
            "it is destroyed after the call, even if the callable is a "
            "coroutine that is not finished"},
           {"kept", ClosureLife::Kept,
            "it is kept until the task that the callable returns is finished"},
           {"borrowed", ClosureLife::Borrowed,
            "the closure of the caller is called, and not copied or moved"})

VOCABULARY(
    Finished, "finished", {"unknown", Finished::Unknown, "not known"},
    {"often", Finished::Often,
     "often: a wait for it is reported only with `AsyncStrict`"},
    {"always", Finished::Always,
     "always, although it results from I/O: a wait for it does not block"})

#undef VOCABULARY

/// Calls \p Use with an object of each type that is written as a word.
template <typename Callback> void forEachVocabulary(Callback Use) {
  Use(Role());
  Use(Trait());
  Use(TypeKind());
  Use(Start());
  Use(Shots());
  Use(Drop());
  Use(AwaitForm());
  Use(TokenEffect());
  Use(Place());
  Use(Errors());
  Use(Blocking());
  Use(Moves());
  Use(Resumes());
  Use(Which());
  Use(ClosureLife());
  Use(Finished());
}

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_VOCABULARY_H
