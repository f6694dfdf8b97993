//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every word of a model file stands here once, with the sentence that documents
// it; the roles are in Roles.def. The reader, its messages, the schema for
// editors and docs/models.md all come from it.
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

/// The words that an enumeration is written with.
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
    {"readiness", Trait::Readiness,
     "reports, or waits for, the moment when the object it is called on has "
     "something to give: using that object afterwards does not block"},
    {"unblock", Trait::Unblock,
     "makes the object it is called on, or its first argument, give up where "
     "it would block"},
    {"told-of-errors", Trait::ToldOfErrors,
     "what overrides it is told of the errors of tasks that nobody awaits"},
    {"to-await", Trait::ToAwait,
     "is there to be awaited: a plain operation that ends by itself, such as a "
     "send, a write or a flush, or one that gives a lock; where its task is "
     "dropped, a fix awaits it though it has started already"},
    {"threads", Trait::Threads,
     "gives the event loops of its library several threads, of which one may "
     "wait: in a file with such a call, nothing is said of what runs on them"})

VOCABULARY(Place, "runs", {"unknown", Place::Unknown, "not known"},
           {"pool", Place::Pool, "on a pool thread that may block"},
           {"thread", Place::Thread, "on a thread of its own"},
           {"loop", Place::Loop,
            "on a thread that others wait for, such as an event loop"},
           {"local-loop", Place::LocalLoop,
            "on the event loop of one user or one device, such as that of a "
            "user interface, where work on local files is custom"},
           {"fiber", Place::Fiber,
            "in a fiber, where waits of its library suspend and all else "
            "blocks"},
           {"here", Place::Here, "on the calling thread"})

VOCABULARY(Errors, "errors", {"unknown", Errors::Unknown, "not known"},
           {"handled", Errors::Handled, "all reach somebody"},
           {"partly", Errors::Partly, "some kinds do"},
           {"ends", Errors::Ends, "the end is waited for, errors are dropped"},
           {"passed", Errors::Passed, "they go on to the returned task"},
           {"lost", Errors::Lost, "nobody will see them"},
           {"terminates", Errors::Terminates, "they end the process"})

VOCABULARY(
    TypeKind, "kind", {"task", TypeKind::Task, "work that may not be finished"},
    {"promise", TypeKind::Promise, "the side that finishes a task"},
    {"executor", TypeKind::Executor, "what runs callables, at `runs`"},
    {"thread", TypeKind::Thread, "a thread object"},
    {"scope", TypeKind::Scope, "what owns tasks and joins them"},
    {"token", TypeKind::Token, "a completion token, with the effect `token`"},
    {"error", TypeKind::Error,
     "an argument that takes the error instead of a throw"},
    {"value", TypeKind::Value,
     "owns all that it holds, as a string does, or is made to be shared "
     "by tasks that run side by side; its template arguments count"},
    {"test", TypeKind::Test,
     "methods of its subclasses, and functions that are given one, are tests"},
    {"start-tag", TypeKind::StartTag,
     "a parameter of coroutines, which start on the executor that is "
     "the next one"},
    {"handler", TypeKind::Handler,
     "what its subclasses override runs at `runs`"},
    {"semaphore", TypeKind::Semaphore,
     "who awaits it is let through once for each signal: then a queue beside "
     "it has something to give"},
    {"exception", TypeKind::Exception,
     "what the operations of its library throw: a handler for it, or for a "
     "base of it, catches what they fail with; a coroutine that yields one "
     "fails"})

VOCABULARY(Start, "start", {"unknown", Start::Unknown, "not known"},
           {"lazy", Start::Lazy, "it starts when awaited"},
           {"eager", Start::Eager, "it has started already"})

VOCABULARY(Shots, "shots", {"one", Shots::One, "its outcome can be taken once"},
           {"many", Shots::Many, "its outcome can be taken often"})

VOCABULARY(Drop, "drop", {"unknown", Drop::Unknown, "not known"},
           {"never-runs", Drop::NeverRuns, "its work never starts"},
           {"loses-error", Drop::LosesError,
            "the work goes on, its error is lost"},
           {"cancels", Drop::Cancels, "the work is cancelled"},
           {"blocks", Drop::Blocks, "the destructor waits for the work"},
           {"terminates", Drop::Terminates, "the destructor ends the process"},
           {"harmless", Drop::Harmless, "nothing is lost"})

VOCABULARY(AwaitForm, "await",
           {"structure", AwaitForm::Unknown, "as its members say"},
           {"none", AwaitForm::None, "it cannot be awaited"},
           {"lvalue", AwaitForm::Lvalue, "its awaiter takes it as it is"},
           {"rvalue", AwaitForm::Rvalue, "it has to be moved into its awaiter"})

VOCABULARY(TokenEffect, "token", {"none", TokenEffect::None, "no token"},
           {"awaitable", TokenEffect::Awaitable, "gives a lazy awaitable"},
           {"future", TokenEffect::Future, "gives a blocking future"},
           {"detached", TokenEffect::Detached, "drops the outcome"},
           {"adapter", TokenEffect::Adapter,
            "as its first template argument says"})

VOCABULARY(Blocking, "blocks", {"none", Blocking::None, "does not block"},
           {"io", Blocking::Io, "sockets, names, clients of servers"},
           {"file", Blocking::File,
            "files, and databases that are files; no matter on a `local-loop`"},
           {"sleep", Blocking::Sleep, "time"},
           {"lock", Blocking::Lock, "locks, which are held for a short time"},
           {"event", Blocking::Event,
            "conditions, semaphores, latches, queues: what somebody else does"},
           {"process", Blocking::Process, "other processes"},
           {"thread", Blocking::Thread, "other threads"},
           {"loop", Blocking::Loop, "runs an event loop"},
           {"nested-loop", Blocking::NestedLoop,
            "goes on with the event loop that its caller runs on"})

VOCABULARY(Moves, "moves", {"unknown", Moves::Unknown, "not known"},
           {"rest", Moves::Rest,
            "only what comes after: the rest of the coroutine, or what is "
            "attached to the task"},
           {"work", Moves::Work, "the work of the task that it is given"})

VOCABULARY(Resumes, "resumes",
           {"unknown", Resumes::Unknown,
            "not known, or where the awaited work ended"},
           {"own", Resumes::Own, "where it was, wherever that ended"})

VOCABULARY(Which, "which", {"unknown", Which::Unknown, "perhaps a new one"},
           {"same", Which::Same,
            "the one that `executor` is; without that key, one and the same "
            "for everybody"},
           {"current", Which::Current, "the one that the caller runs on"})

VOCABULARY(Finished, "finished", {"unknown", Finished::Unknown, "not known"},
           {"often", Finished::Often,
            "often it is: that a wait for it blocks is only said with "
            "`AsyncStrict`"},
           {"always", Finished::Always,
            "it is, though it comes of I/O: a wait for it does not block"})

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
  Use(Finished());
}

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_VOCABULARY_H
