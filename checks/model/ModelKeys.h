//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The single list of all keys of a model file, each with the text that
// documents it. Code that reads, packs and documents models passes a visitor,
// whose functions `required` and `optional` are called with each key.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_MODELKEYS_H
#define ASYNC_TIDY_CHECKS_MODEL_MODELKEYS_H

#include "model/LibraryModel.h"
#include <vector>

namespace clang::tidy::async {

/// The globs that the file read by this thread excludes. They are about files,
/// so no model has them.
std::vector<std::string> &excludedGlobs();

template <typename Keys> void mapKeys(Keys &K, Selector &S) {
  K.optional("args", S.Args,
             "the number of arguments written: `2`, `2+`, `0-2`");
  K.optional("argument", S.Argument,
             "the argument that the keys below describe: 0, 1 ..., `last`, "
             "`this`, or `all` for any of them");
  K.optional("type", S.Type, "the types that it may have");
  K.optional("value", S.Value, "the constants or enumerators that it may be");
  K.optional("callable", S.Callable, "it is callable");
  K.optional("lvalue", S.Lvalue, "it is an lvalue: `f`, not `std::move(f)`");
}

template <typename Keys> void mapKeys(Keys &K, FixText &F) {
  K.required(
      "text", F.Text,
      "the text; `$0`, `$1` ... are the arguments, `$args` all of them, "
      "`$object` the object of a member call, `$callable` a callable, "
      "`$duration` a std::chrono duration, `$root` the library's namespace; in "
      "an observer, `$task` is the task (without it, the text is appended to "
      "the task) and `$type` its type, and in a handler, `$value` is a second "
      "parameter if the task yields a value");
  K.optional("needs", F.Needs, "names that must be declared for it to compile");
  K.optional("gives", F.Gives,
             "for an offload: the task types that it can replace");
  K.optional("in", F.In,
             "for an offload: the types of the coroutines in which it can be "
             "awaited, if not in all of the library's");
  K.optional("note", F.IsNote,
             "show it in a note only: the edit takes more than this text");
}

template <typename Keys> void mapKeys(Keys &K, TogetherText &T) {
  K.required(
      "text", T.Text,
      "an expression that yields a tuple of the values when it is awaited; "
      "`$tasks` are the tasks, `$root` is the library's namespace");
  K.optional("each", T.Each, "how each task is written (default: `$task`)");
  K.optional("between", T.Between,
             "the separator between tasks (default: `, `)");
  K.required("takes", T.Takes, "the task types that it accepts");
  K.optional("needs", T.Needs, "names that must be declared for it to compile");
  K.optional("opens", T.Opens,
             "a namespace that a using directive must make visible");
  K.optional(
      "range", T.Range,
      "the function that awaits all tasks of a range, as a note names it");
}

template <typename Keys> void mapKeys(Keys &K, TypeModel &T) {
  K.required("name", T.Names, "the name of the type, or a list of names");
  K.optional("kind", T.Kind, "what the type is");
  K.optional("start", T.StartsAs, "when the work of a task starts");
  K.optional("shots", T.Shot, "how often its outcome can be taken");
  K.optional("drop", T.Dropped, "the effect of destroying it unobserved");
  K.optional("await", T.Await, "how it is awaited");
  K.optional("token", T.Token, "what a completion token does");
  K.optional("runs", T.Runs,
             "where an executor runs its work, where coroutines that return "
             "this task run, or where a handler is called");
  K.optional("errors", T.Error,
             "`handled` means that awaiting it, or an operation with this "
             "token, does not throw");
  K.optional("resumes", T.Resumption,
             "where a coroutine that returns it resumes after an await");
  K.optional(
      "which", T.Gives,
      "`current` means that awaiting it yields the executor of the coroutine");
  K.optional("nofail", T.NoFail,
             "a task of this type fails only where visible code or an entry "
             "makes it fail");
  K.optional("may-be-left", T.MayBeLeft,
             "for a task: code that cannot await may start a coroutine whose "
             "body is not visible, and drop its task");
  K.optional("factories", T.Factories,
             "for a handler: a method that overrides another one and returns a "
             "pointer to this type runs there, too");
  K.optional("gives-nothing", T.GivesNothing,
             "for a task: awaiting it yields no value, although its template "
             "arguments do not show that");
  K.optional("fix", T.Fix, "the token to use in a coroutine instead");
  K.optional("observer", T.Observer,
             "for a task: handles its error, instead of the library's "
             "`observer`; if the task is lazy, it also starts it");
  K.optional("source", T.Source, "the headers that this entry is based on");
}

template <typename Keys> void mapKeys(Keys &K, CallModel &C) {
  K.required("name", C.Names,
             "the function, `Type::member`, constructor `Type::Type` or "
             "function object, or a list of them");
  K.optional("role", C.Is, "what a call means");
  K.optional("traits", C.Traits,
             "properties of the function besides its role: those of all "
             "matching entries add up, so an entry may have traits only and "
             "leave the role to another entry");
  K.optional("when", C.When, "match only calls for which all of these hold");
  K.optional("unless", C.Unless,
             "do not match calls for which one of these holds");
  K.optional("returns", C.Returns,
             "the return types to match, such as `void`; with this key, the "
             "name may be `*`, which matches any name");
  K.optional("task", C.Task, "which argument is the task");
  K.optional("callable", C.Callable, "which argument is called");
  K.optional("executor", C.Executor, "which argument determines where it runs");
  K.optional("token", C.Token, "which argument is the completion token");
  K.optional("timeout", C.Timeout, "which argument limits the wait");
  K.optional(
      "runs", C.Runs,
      "where the callable runs, or where a coroutine resumes after a hop");
  K.optional("errors", C.Error, "what happens to the error of the work");
  K.optional("blocks", C.Blocks, "what a blocking call waits for");
  K.optional("drop", C.Dropped,
             "the effect of dropping the returned task, if it differs from "
             "that of its type");
  K.optional("start", C.StartsAs, "when its work starts, likewise");
  K.optional("await", C.Await, "how it is awaited, likewise");
  K.optional("finished", C.IsFinished,
             "whether its task is finished when it returns");
  K.optional("moves", C.Moved, "what moves to `executor`");
  K.optional("which", C.Gives, "which executor it yields");
  K.optional("closure", C.Closure,
             "how long it keeps the closure of `callable`, or of `token` if "
             "that is callable");
  K.optional("stays", C.Stays,
             "it does nothing if the caller already runs there, so it does not "
             "yield to other work");
  K.optional("yields-ready", C.YieldsReady,
             "awaiting the result yields finished tasks");
  K.optional("means-ready", C.MeansReady,
             "the task is finished when it returns true, or an enumerator "
             "named `ready`");
  K.optional(
      "pending", C.Pending,
      "for `means-ready`: the enumerator that means that it is not finished");
  K.optional("result-differs", C.ResultDiffers,
             "awaiting the task yields something other than this call does");
  K.optional("unwrap", C.Unwrap,
             "the members of the result, such as a std::optional, that extract "
             "what awaiting the task yields; `none` if there are none, so that "
             "an await can replace the wait only where the result is dropped");
  K.optional(
      "flattens", C.Flattens,
      "its callable may return a task of the library instead of a value: "
      "the type of the returned task is the same");
  K.optional("global", C.Global, "the threads belong to the whole program");
  K.optional("concurrent", C.Concurrent,
             "its tasks may run concurrently on the same object");
  K.optional("strict", C.Strict, "used only with `AsyncStrict`");
  K.optional("brief", C.Brief,
             "a brief operation, such as renaming a file: used only with "
             "`AsyncStrict`, or in files that also use a library with "
             "`async-files`");
  K.optional("sibling", C.Sibling, "the asynchronous form of a blocking call");
  K.optional("duration", C.Duration,
             "the length of a blocking sleep, as a std::chrono duration");
  K.optional("fix", C.Fix, "the correct form of this call");
  K.optional("handler", C.Handler,
             "handles the error, as a replacement for a token that drops it");
  K.optional("source", C.Source, "the headers that this entry is based on");
}

template <typename Keys> void mapKeys(Keys &K, LibraryModel &L) {
  K.required("library", L.Name, "the name of the library, as messages show it");
  K.optional("Exclude", excludedGlobs(),
             "in the project's own file: globs of files that async-tidy leaves "
             "out, relative to the folder of this file");
  K.optional("roots", L.Roots,
             "the namespaces of all names here, unless they start with `::`; "
             "without this key, the global namespace");
  K.optional("mentions", L.Mentions,
             "for a built-in model: names, one of which a file must mention "
             "for the model to be read (default: `roots`)");
  K.optional(
      "nofail", L.NoFail,
      "its functions fail only if an entry gives them the trait `throws`");
  K.optional("async-files", L.AsyncFiles,
             "it has asynchronous forms of operations on the names and "
             "attributes of files");
  K.optional(
      "computes", L.Computes,
      "its tasks and continuations run on threads meant for computation");
  K.optional("fibers", L.Fibers,
             "everything that it runs is run in fibers, even on a pool that "
             "may block");
  K.optional("offload", L.Offload,
             "how to hand `$callable` to its threads; yields a task");
  K.optional("sleep", L.Sleep,
             "the expression to await to sleep for `$duration`, a std::chrono "
             "duration");
  K.optional("fiber-sleep", L.FiberSleep,
             "the call that makes a fiber sleep for `$duration`");
  K.optional("observer", L.Observer,
             "the code that handles the error of a task");
  K.optional("executor-parameter", L.ExecutorParam,
             "the type of a parameter that takes an executor");
  K.optional("keeper", L.Keeper,
             "a callable that calls `$callable`, a coroutine lambda, and keeps "
             "it until its task is finished");
  K.optional("borrower", L.Borrower,
             "the same, but only if that task is awaited in the statement");
  K.optional("invoker", L.Invoker,
             "an expression that calls `$callable`, a coroutine lambda, and "
             "keeps it until its task is finished");
  K.optional("together", L.Together, "how to await several tasks at once");
  K.optional("test-macros", L.TestMacros, "macros that define test bodies");
  K.optional("assertion-macros", L.AssertionMacros,
             "macros that check a condition and fail if it does not hold; the "
             "condition does not count as part of the program");
  K.optional("entry-points", L.EntryPoints,
             "functions whose bodies may block, such as start-up code");
  K.optional("in-memory", L.InMemory,
             "path prefixes of files that can be read without waiting");
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
