//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every key of a model file stands here once, with the sentence that documents
// it. What reads, packs and documents models passes a visitor, whose functions
// `required` and `optional` are called with each key.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_MODELKEYS_H
#define ASYNC_TIDY_CHECKS_MODEL_MODELKEYS_H

#include "model/LibraryModel.h"
#include <vector>

namespace clang::tidy::async {

template <typename Keys> void mapKeys(Keys &K, Selector &S) {
  K.optional("args", S.Args,
             "how many arguments are written: `2`, `2+`, `0-2`");
  K.optional(
      "argument", S.Argument,
      "which argument the next ones are about: 0, 1 ..., `last`, `this`, "
      "`all` for any of them");
  K.optional("type", S.Type, "types that it may have");
  K.optional("value", S.Value, "constants or enumerators that it may be");
  K.optional("callable", S.Callable, "it can be called");
  K.optional("lvalue", S.Lvalue, "it is an lvalue: `f`, not `std::move(f)`");
}

template <typename Keys> void mapKeys(Keys &K, FixText &F) {
  K.required("text", F.Text,
             "the text; `$0`, `$1` ... are the arguments, `$args` all of them, "
             "`$object` what a member is called on, `$callable` a callable, "
             "`$duration` a std::chrono duration, `$root` the library's "
             "namespace; in an observer `$task` is the task, to which all is "
             "appended without it, and `$type` its type, and in a handler "
             "`$value` is a second parameter, if the task gives a value");
  K.optional("needs", F.Needs, "names that must be declared for it to compile");
  K.optional("gives", F.Gives,
             "of an offload: the tasks that it may stand for");
  K.optional("note", F.IsNote,
             "it is only said, in a note: what to write takes more than that");
}

template <typename Keys> void mapKeys(Keys &K, TogetherText &T) {
  K.required("text", T.Text,
             "what gives a tuple of the values when it is awaited; `$tasks` "
             "are the tasks, `$root` is the library's namespace");
  K.optional("each", T.Each, "how each of them is written, if not as `$task`");
  K.optional("between", T.Between, "what stands between them, if not `, `");
  K.required("takes", T.Takes, "the types of the tasks that it takes");
  K.optional("needs", T.Needs, "names that must be declared for it to compile");
  K.optional("opens", T.Opens,
             "a namespace that a using directive must have opened");
  K.optional("range", T.Range,
             "what awaits all tasks of a range, as a note names it");
}

template <typename Keys> void mapKeys(Keys &K, TypeModel &T) {
  K.required("name", T.Names, "the type's name, or a list of them");
  K.optional("kind", T.Kind, "what the type is");
  K.optional("start", T.StartsAs, "when the work of a task starts");
  K.optional("shots", T.Shot, "how often its outcome can be taken");
  K.optional("drop", T.Dropped, "what destroying it unobserved does");
  K.optional("await", T.Await, "what its awaiter takes");
  K.optional("token", T.Token, "what a completion token does");
  K.optional("runs", T.Runs,
             "where an executor runs what it is given, coroutines that return "
             "this task run, or a handler is run");
  K.optional(
      "errors", T.Error,
      "`handled` says that awaiting it, or an operation with this token, "
      "does not throw");
  K.optional("resumes", T.Resumption,
             "where a coroutine that returns it goes on after an await");
  K.optional("which", T.Gives,
             "`current` says that awaiting it gives the executor of the "
             "coroutine");
  K.optional("nofail", T.NoFail,
             "a task of it fails only where code in sight or an entry makes it "
             "fail");
  K.optional("may-be-left", T.MayBeLeft,
             "of a task: code that cannot await may start a coroutine that is "
             "not in sight, and leave it alone");
  K.optional("factories", T.Factories,
             "of a handler: a method that overrides another one and returns a "
             "pointer to it is run there, too");
  K.optional("gives-nothing", T.GivesNothing,
             "of a task: awaiting it gives no value, though its template "
             "arguments do not tell");
  K.optional("fix", T.Fix, "the token to use in a coroutine instead");
  K.optional("observer", T.Observer,
             "of a task: what handles its error, if not the library's "
             "`observer`; of a lazy one, it starts it as well");
  K.optional("source", T.Source, "the headers that this was read from");
}

template <typename Keys> void mapKeys(Keys &K, CallModel &C) {
  K.required("name", C.Names,
             "the function, `Type::member`, constructor `Type::Type` or "
             "function object, or a list of them");
  K.optional("role", C.Is, "what a call means");
  K.optional(
      "traits", C.Traits,
      "what is true of the function besides its role: entries add up, so "
      "an entry may have only these and leave the role to another one");
  K.optional("when", C.When, "only calls for which all of these hold");
  K.optional("unless", C.Unless, "but no calls for which one of these holds");
  K.optional("returns", C.Returns,
             "types, one of which it must return, such as `void`; with it, the "
             "name may be `*`, which is any name");
  K.optional("task", C.Task, "which argument is the task");
  K.optional("callable", C.Callable, "which argument is called");
  K.optional("executor", C.Executor, "which argument says where it runs");
  K.optional("token", C.Token, "which argument is the completion token");
  K.optional("timeout", C.Timeout, "which argument limits the wait");
  K.optional("runs", C.Runs, "where the callable, or what follows a hop, runs");
  K.optional("errors", C.Error, "what becomes of the work's error");
  K.optional("blocks", C.Blocks, "what a blocking call waits for");
  K.optional("drop", C.Dropped,
             "what dropping the returned task does, if not as its type says");
  K.optional("start", C.StartsAs, "when its work starts, likewise");
  K.optional("await", C.Await, "what its awaiter takes, likewise");
  K.optional("finished", C.IsFinished,
             "whether its task is finished when it returns");
  K.optional("moves", C.Moved, "what goes over to `executor`");
  K.optional("which", C.Gives, "which executor it gives");
  K.optional("stays", C.Stays,
             "where it is already, it does nothing: it is no way to give "
             "others a turn");
  K.optional("yields-ready", C.YieldsReady,
             "awaiting the result gives tasks that are finished");
  K.optional("means-ready", C.MeansReady,
             "when it gives true, or an enumerator that is called ready, the "
             "task is finished");
  K.optional("pending", C.Pending,
             "of `means-ready`: the enumerator that says that it is not");
  K.optional("result-differs", C.ResultDiffers,
             "awaiting the task gives something else than this call");
  K.optional("unwrap", C.Unwrap,
             "the members of what a wait gives, such as a std::optional, that "
             "take out what awaiting the task gives; `none` if there are none, "
             "and only a result that is dropped is no loss");
  K.optional("flattens", C.Flattens,
             "its callable may as well return a task of the library, in which "
             "it has a value: the task that it gives is of the same type");
  K.optional("global", C.Global, "the threads belong to the whole program");
  K.optional("concurrent", C.Concurrent,
             "its tasks may run side by side on the same object");
  K.optional("strict", C.Strict, "only believed with `AsyncStrict`");
  K.optional("sibling", C.Sibling, "the asynchronous form of a blocking call");
  K.optional("duration", C.Duration,
             "how long a blocking sleep takes, as a std::chrono duration");
  K.optional("fix", C.Fix, "the right form of this call");
  K.optional("handler", C.Handler,
             "what handles the error, to be given instead of a token that "
             "drops it");
  K.optional("source", C.Source, "the headers that this was read from");
}

template <typename Keys> void mapKeys(Keys &K, LibraryModel &L) {
  K.required("library", L.Name, "the library's name, as messages show it");
  K.optional("roots", L.Roots,
             "the namespaces that all names here are in, unless they start "
             "with `::`; none means the global one");
  K.optional("mentions", L.Mentions,
             "of a built-in model: names, one of which a file must mention for "
             "it to be read, if not one of `roots`");
  K.optional("nofail", L.NoFail,
             "its functions fail only where an entry with the trait `throws` "
             "says so");
  K.optional("computes", L.Computes,
             "its tasks and continuations run on threads that are there to "
             "compute");
  K.optional(
      "fibers", L.Fibers,
      "all that it runs is run in fibers, also on a pool that may block");
  K.optional("offload", L.Offload,
             "how `$callable` is handed to its threads; gives a task");
  K.optional(
      "sleep", L.Sleep,
      "what is awaited to sleep for `$duration`, a std::chrono duration");
  K.optional("fiber-sleep", L.FiberSleep,
             "what a fiber calls to sleep for `$duration`");
  K.optional("observer", L.Observer,
             "what is done with a task to handle its error");
  K.optional("executor-parameter", L.ExecutorParam,
             "the type of a parameter that takes an executor");
  K.optional("together", L.Together, "how several tasks are awaited at once");
  K.optional("test-macros", L.TestMacros, "macros that define test bodies");
  K.optional("assertion-macros", L.AssertionMacros,
             "macros that check a condition and fail if it does not hold; what "
             "they are given to check is not part of the program");
  K.optional("entry-points", L.EntryPoints,
             "functions whose bodies may block, such as start-up code");
  K.optional("in-memory", L.InMemory,
             "files that are there at once, or the folders that they are in: "
             "how their paths begin");
  K.optional("types", L.Types, "its types");
  K.optional("calls", L.Calls, "its functions");
  K.optional("models", L.Models, "further model files, relative to this one");
}

/// Collects the names of keys.
class KeyNames {
public:
  template <typename T>
  void required(llvm::StringRef Key, T &, llvm::StringRef) {
    Names.push_back(Key);
  }
  template <typename T>
  void optional(llvm::StringRef Key, T &, llvm::StringRef) {
    Names.push_back(Key);
  }
  std::vector<llvm::StringRef> Names;
};

/// The names of all keys of a mapping.
template <typename T> const std::vector<llvm::StringRef> &keysOf() {
  static const std::vector<llvm::StringRef> Keys = [] {
    KeyNames Found;
    T Empty;
    mapKeys(Found, Empty);
    return Found.Names;
  }();
  return Keys;
}

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_MODELKEYS_H
