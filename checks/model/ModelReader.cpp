//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every key and word of a model file stands here once, with the sentence that
// documents it: the reader, its messages and docs/models.md all come from it.
//
//===----------------------------------------------------------------------===//

#include "model/Closest.h"
#include "model/ModelSchema.h"
#include "model/PackedModel.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>

using namespace clang::tidy::async;
using llvm::StringRef;

namespace {

/// A list that may be written as its only element.
struct Words {
  std::vector<std::string> List;
};
struct Selectors {
  std::vector<Selector> List;
};
struct TraitWords {
  std::vector<Trait> List;
};
struct NoMapping {};
struct NoScalar {};

template <typename T> struct Word {
  StringRef Text;
  T Value;
  StringRef Doc;
};

/// The words that an enumeration is written with.
template <typename T> struct Vocabulary;

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
     "it would block"})

VOCABULARY(Place, "runs", {"unknown", Place::Unknown, "not known"},
           {"pool", Place::Pool, "on a pool thread that may block"},
           {"thread", Place::Thread, "on a thread of its own"},
           {"loop", Place::Loop,
            "on a thread that others wait for, such as an event loop"},
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
           {"io", Blocking::Io, "files, sockets, names, clients of servers"},
           {"sleep", Blocking::Sleep, "time"},
           {"lock", Blocking::Lock, "locks, which are held for a short time"},
           {"event", Blocking::Event,
            "conditions, semaphores, latches, queues: what somebody else does"},
           {"process", Blocking::Process, "other processes"},
           {"thread", Blocking::Thread, "other threads"},
           {"loop", Blocking::Loop, "runs an event loop"})

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

template <typename T> bool isWord(StringRef Text) {
  return llvm::any_of(Vocabulary<T>::words(),
                      [&](const Word<T> &W) { return W.Text == Text; });
}

/// What the reader tells the handler of its errors.
struct ReaderState {
  StringRef File;
  std::vector<StringRef> Allowed;
  bool IsRole = false; ///< They are the roles.
  /// The mapping at hand has a key that does not exist: what else seems wrong
  /// comes of that.
  bool HasUnknownKey = false;
  std::string Message;

  /// The line of \p At, which is not before that of the last call.
  unsigned lineAt(const char *At) {
    Line += std::count(LineStart, At, '\n');
    LineStart = At;
    return Line;
  }
  const char *LineStart = nullptr;
  unsigned Line = 1;
};

} // namespace

static StringRef wordAt(const llvm::SMDiagnostic &Diag) {
  StringRef Rest = Diag.getLineContents();
  Rest = Rest.substr(std::max(Diag.getColumnNo(), 0)).ltrim("\"'");
  return Rest.take_while(
      [](char C) { return llvm::isAlnum(C) || C == '-' || C == '_'; });
}

/// LLVM's text with what was allowed.
static StringRef inOurWords(StringRef Text) {
  return llvm::StringSwitch<StringRef>(Text)
      .Case("invalid boolean", "expected true or false")
      .Case("not a mapping", "expected keys and values, as in 'name: value'")
      .Case("not a sequence", "expected a list: lines that begin with '-'")
      .Case("unexpected scalar", "expected one value, not a list")
      .Case("Unexpected token. Expected Key, Flow Entry, or Flow Mapping End.",
            "the '{' before this is not closed; expected ',' or '}'")
      .Case("Could not find closing ]!",
            "the '[' before this is not closed; expected ',' or ']'")
      .Default(Text);
}

static void recordDiagnostic(const llvm::SMDiagnostic &Diag, void *Context) {
  auto &State = *static_cast<ReaderState *>(Context);
  if (!State.Message.empty())
    return; // What follows comes of the first.
  llvm::raw_string_ostream OS(State.Message);
  OS << State.File << ':' << Diag.getLineNo() << ':' << Diag.getColumnNo() + 1
     << ": error: ";
  StringRef Text = Diag.getMessage();
  if (Text.starts_with("unknown enumerated scalar")) {
    StringRef Typed = wordAt(Diag);
    if (State.IsRole && isWord<Trait>(Typed)) {
      OS << "'" << Typed << "' is a trait, not a role; write `traits: ["
         << Typed << "]`";
      return;
    }
    OS << "unknown word '" << Typed << "'";
  } else {
    OS << inOurWords(Text);
  }
  bool OfKey = Text.starts_with("unknown key");
  if (!OfKey && !Text.starts_with("unknown enumerated scalar"))
    return;
  StringRef Typed = wordAt(Diag);
  if (!OfKey && llvm::is_contained(State.Allowed, Typed)) {
    // `start: [lazy]`
    State.Message = (State.File + ":" + llvm::Twine(Diag.getLineNo()) + ":" +
                     llvm::Twine(Diag.getColumnNo() + 1) +
                     ": error: expected one word, not a list")
                        .str();
    return;
  }
  if (OfKey)
    Typed = Text.drop_front(strlen("unknown key '")).take_until([](char C) {
      return C == '\'';
    });
  if (std::optional<StringRef> Meant = closest(Typed, State.Allowed))
    OS << "; did you mean '" << *Meant << "'?";
  else
    OS << "; allowed are " << llvm::join(State.Allowed, ", ");
}

//===----------------------------------------------------------------------===//
// The keys of each mapping
//===----------------------------------------------------------------------===//

template <typename Keys> static void mapKeys(Keys &K, Selector &S) {
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

template <typename Keys> static void mapKeys(Keys &K, FixText &F) {
  K.required("text", F.Text,
             "the text; `$0`, `$1` ... are the arguments, `$args` all of them, "
             "`$object` what a member is called on, `$callable` a callable, "
             "`$duration` a std::chrono duration, `$root` the library's "
             "namespace");
  K.optional("needs", F.Needs, "names that must be declared for it to compile");
  K.optional("gives", F.Gives,
             "of an offload: the tasks that it may stand for");
  K.optional("note", F.IsNote,
             "it is only said, in a note: what to write takes more than that");
}

template <typename Keys> static void mapKeys(Keys &K, TogetherText &T) {
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

template <typename Keys> static void mapKeys(Keys &K, TypeModel &T) {
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
  K.optional("fix", T.Fix, "the token to use in a coroutine instead");
  K.optional("source", T.Source, "the headers that this was read from");
}

template <typename Keys> static void mapKeys(Keys &K, CallModel &C) {
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
             "types, one of which it must return; with it, the name may be "
             "`*`, which is any name");
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
  K.optional("global", C.Global, "the threads belong to the whole program");
  K.optional("concurrent", C.Concurrent,
             "its tasks may run side by side on the same object");
  K.optional("strict", C.Strict, "only believed with `AsyncStrict`");
  K.optional("sibling", C.Sibling, "the asynchronous form of a blocking call");
  K.optional("duration", C.Duration,
             "how long a blocking sleep takes, as a std::chrono duration");
  K.optional("fix", C.Fix, "the right form of this call");
  K.optional("source", C.Source, "the headers that this was read from");
}

template <typename Keys> static void mapKeys(Keys &K, LibraryModel &L) {
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
             "what is appended to a task to handle its error");
  K.optional("executor-parameter", L.ExecutorParam,
             "the type of a parameter that takes an executor");
  K.optional("together", L.Together, "how several tasks are awaited at once");
  K.optional("test-macros", L.TestMacros, "macros that define test bodies");
  K.optional("entry-points", L.EntryPoints,
             "functions whose bodies may block, such as start-up code");
  K.optional("in-memory", L.InMemory,
             "files that are there at once, or the folders that they are in: "
             "how their paths begin");
  K.optional("types", L.Types, "its types");
  K.optional("calls", L.Calls, "its functions");
  K.optional("models", L.Models, "further model files, relative to this one");
}

namespace {

/// Reads the keys.
class YamlKeys {
public:
  YamlKeys(llvm::yaml::IO &IO, llvm::ArrayRef<StringRef> Written,
           bool AreRequired)
      : IO(IO), Written(Written), AreRequired(AreRequired) {}
  template <typename T> void required(StringRef Key, T &Value, StringRef) {
    read(Key, Value, AreRequired);
  }
  template <typename T> void optional(StringRef Key, T &Value, StringRef) {
    // Most are left out, and asking LLVM for each takes long.
    if (llvm::is_contained(Written, Key))
      read(Key, Value, false);
  }

private:
  template <typename T> void map(StringRef Key, T &Value, bool Required) {
    // The keys outlive the document: they are literals.
    if (Required)
      IO.mapRequired(Key.data(), Value);
    else
      IO.mapOptional(Key.data(), Value);
  }
  template <typename T> void read(StringRef Key, T &Value, bool Required) {
    map(Key, Value, Required);
  }
  void read(StringRef Key, std::vector<std::string> &Value, bool Required) {
    Words W{Value};
    map(Key, W, Required);
    Value = std::move(W.List);
  }
  void read(StringRef Key, std::vector<Trait> &Value, bool Required) {
    TraitWords T{Value};
    map(Key, T, Required);
    Value = std::move(T.List);
  }
  void read(StringRef Key, std::vector<Selector> &Value, bool Required) {
    Selectors S{Value};
    map(Key, S, Required);
    Value = std::move(S.List);
  }
  llvm::yaml::IO &IO;
  const llvm::ArrayRef<StringRef> Written;
  const bool AreRequired;
};

/// Collects their names.
class KeyNames {
public:
  template <typename T> void required(StringRef Key, T &, StringRef) {
    Names.push_back(Key);
  }
  template <typename T> void optional(StringRef Key, T &, StringRef) {
    Names.push_back(Key);
  }
  std::vector<StringRef> Names;
};

/// Writes their values as bytes.
class PackKeys {
public:
  explicit PackKeys(std::string &To) : To(To) {}
  template <typename T> void required(StringRef, T &Value, StringRef) {
    write(Value);
  }
  template <typename T> void optional(StringRef, T &Value, StringRef) {
    write(Value);
  }
  void writeNumber(unsigned Number) {
    // Seven bits in each byte, the lowest first.
    for (; Number >= 128; Number /= 128)
      To += char(Number % 128 + 128);
    To += char(Number);
  }

private:
  void write(bool &Value) { To += char(Value); }
  void write(std::string &Text) {
    writeNumber(Text.size());
    To += Text;
  }
  void write(Position &P) {
    writeNumber(P.K);
    writeNumber(P.N);
  }
  template <typename T> void write(std::vector<T> &List) {
    writeNumber(List.size());
    for (T &Each : List)
      write(Each);
  }
  template <typename T> void write(T &Value) {
    if constexpr (std::is_enum_v<T>) {
      To += char(Value);
    } else {
      mapKeys(*this, Value);
      if constexpr (requires { Value.Line; })
        writeNumber(Value.Line);
    }
  }

  std::string &To;
};

/// Reads what PackKeys wrote.
class UnpackKeys {
public:
  explicit UnpackKeys(StringRef Bytes) : Bytes(Bytes) {}
  template <typename T> void required(StringRef, T &Value, StringRef) {
    read(Value);
  }
  template <typename T> void optional(StringRef, T &Value, StringRef) {
    read(Value);
  }
  unsigned readNumber() {
    unsigned Number = 0;
    for (unsigned Shift = 0;; Shift += 7) {
      unsigned char Byte = take(1).front();
      Number |= unsigned(Byte % 128) << Shift;
      if (Byte < 128)
        return Number;
    }
  }

private:
  StringRef take(size_t Size) {
    assert(Size <= Bytes.size() && "not what PackKeys wrote");
    StringRef Taken = Bytes.take_front(Size);
    Bytes = Bytes.drop_front(Size);
    return Taken;
  }
  void read(bool &Value) { Value = take(1).front(); }
  void read(std::string &Text) { Text = take(readNumber()).str(); }
  void read(Position &P) {
    P.K = Position::Kind(readNumber());
    P.N = readNumber();
  }
  template <typename T> void read(std::vector<T> &List) {
    List.resize(readNumber());
    for (T &Each : List)
      read(Each);
  }
  template <typename T> void read(T &Value) {
    if constexpr (std::is_enum_v<T>) {
      Value = T(take(1).front());
    } else {
      mapKeys(*this, Value);
      if constexpr (requires { Value.Line; })
        Value.Line = readNumber();
    }
  }

  StringRef Bytes;
};

/// Writes them as a table.
class DocKeys {
public:
  explicit DocKeys(llvm::raw_ostream &OS) : OS(OS) {}
  template <typename T> void required(StringRef Key, T &, StringRef Doc) {
    OS << "| `" << Key << "` | " << Doc << "; required |\n";
  }
  template <typename T> void optional(StringRef Key, T &, StringRef Doc) {
    OS << "| `" << Key << "` | " << Doc << " |\n";
  }

private:
  llvm::raw_ostream &OS;
};

} // namespace

//===----------------------------------------------------------------------===//
// LLVM's YAML traits
//===----------------------------------------------------------------------===//

LLVM_YAML_IS_SEQUENCE_VECTOR(TypeModel)
LLVM_YAML_IS_SEQUENCE_VECTOR(CallModel)
LLVM_YAML_IS_SEQUENCE_VECTOR(Selector)
LLVM_YAML_IS_FLOW_SEQUENCE_VECTOR(Trait)

static ReaderState &stateOf(llvm::yaml::IO &IO) {
  return *static_cast<ReaderState *>(IO.getContext());
}

/// The line of the mapping at hand. To be asked for before its keys are read.
static unsigned lineOf(llvm::yaml::IO &IO) {
  const llvm::yaml::Node *Node =
      static_cast<llvm::yaml::Input &>(IO).getCurrentNode();
  return stateOf(IO).lineAt(Node->getSourceRange().Start.getPointer());
}

template <typename T> static void mapWithKeys(llvm::yaml::IO &IO, T &Value) {
  ReaderState &State = stateOf(IO);
  static const std::vector<StringRef> Allowed = [] {
    KeyNames Keys;
    T Empty;
    mapKeys(Keys, Empty);
    return Keys.Names;
  }();
  std::vector<StringRef> Written = IO.keys();
  bool HasUnknown = llvm::any_of(Written, [&](StringRef Key) {
    return !llvm::is_contained(Allowed, Key);
  });
  YamlKeys K(IO, Written, /*AreRequired=*/!HasUnknown);
  mapKeys(K, Value);
  // Nested mappings are done: the next error about a key is about ours.
  State.Allowed = Allowed;
  State.IsRole = false;
  State.HasUnknownKey = HasUnknown;
}

/// What is wrong with \p Name as the name of a declaration; empty for nothing.
static std::string problemWithName(StringRef Name) {
  if (Name.empty())
    return "expected a name";
  StringRef Bare = Name;
  Bare.consume_front("::");
  if (size_t Operator = Bare.find("operator"); Operator != StringRef::npos)
    Bare = Bare.substr(0, Operator).rtrim(":");
  if (Bare.contains('<'))
    return ("'" + Name + "': template arguments are never written: '" +
            Name.split('<').first + "'")
        .str();
  llvm::SmallVector<StringRef> Parts;
  Bare.split(Parts, "::");
  for (StringRef Part : Parts) {
    bool IsWord = !Part.empty() && !llvm::isDigit(Part.front()) &&
                  llvm::all_of(Part, [](char C) {
                    return llvm::isAlnum(C) || C == '_' || C == '~';
                  });
    if (!IsWord && !Bare.empty())
      return ("'" + Name + "' is no qualified name, like 'ns::Type::member'")
          .str();
  }
  return {};
}

static std::string problemWithNames(llvm::ArrayRef<std::string> Names) {
  if (Names.empty())
    return "expected a name";
  for (const std::string &Name : Names)
    if (std::string Problem = problemWithName(Name); !Problem.empty())
      return Problem;
  return {};
}

/// What is wrong with the keys that stand beside the role of \p C.
static std::string problemWithRole(const CallModel &C) {
  auto Needs = [&](bool Has, StringRef Key) -> std::string {
    if (Has)
      return {};
    auto Words = Vocabulary<Role>::words();
    const Word<Role> *Own = llvm::find_if(
        Words, [&](const Word<Role> &W) { return W.Value == C.Is; });
    return ("the role " + Own->Text + " needs the key " + Key).str();
  };
  if (C.Is == Role::None && C.Traits.empty())
    return "missing required key 'role' or 'traits'";
  if (!C.MeansReady && !C.Pending.empty())
    return "the key pending needs the key means-ready";
  switch (C.Is) {
  case Role::Offload:
  case Role::Post:
  case Role::MayBlock:
  case Role::Inline:
  case Role::Bind:
    return Needs(bool(C.Callable), "callable");
  case Role::Spawn:
    return Needs(C.Callable || C.Task, "task or callable");
  case Role::Observe:
  case Role::Detach:
  case Role::Adapt:
    return Needs(bool(C.Task), "task");
  case Role::TimedWait:
    return Needs(bool(C.Timeout), "timeout");
  case Role::Block:
    return Needs(C.Blocks != Blocking::None, "blocks");
  default:
    return {};
  }
}

/// What is wrong with the placeholders of \p Text.
static std::string problemWithText(StringRef Text) {
  static const StringRef Allowed[] = {"args", "callable", "duration", "object",
                                      "root"};
  while (Text.contains('$')) {
    Text = Text.split('$').second;
    StringRef Word =
        Text.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    unsigned Index;
    if (!Word.getAsInteger(10, Index) || llvm::is_contained(Allowed, Word))
      continue;
    std::string Problem = ("unknown placeholder '$" + Word + "'").str();
    if (std::optional<StringRef> Meant = closest(Word, Allowed))
      return Problem + "; did you mean '$" + Meant->str() + "'?";
    return Problem + "; allowed are $0, $1 ..., $args, $callable, "
                     "$duration, $object, $root";
  }
  return {};
}

namespace llvm::yaml {

template <typename T> struct WordTraits {
  static void enumeration(IO &IO, T &Value) {
    auto &Allowed = stateOf(IO).Allowed;
    Allowed.clear();
    stateOf(IO).IsRole = std::is_same_v<T, Role>;
    for (const Word<T> &W : Vocabulary<T>::words()) {
      Allowed.push_back(W.Text);
      IO.enumCase(Value, W.Text.data(), W.Value);
    }
  }
};

#define WORD_TRAITS(TYPE)                                                      \
  template <> struct ScalarEnumerationTraits<TYPE> : WordTraits<TYPE> {};
WORD_TRAITS(Role)
WORD_TRAITS(Trait)
WORD_TRAITS(Place)
WORD_TRAITS(Errors)
WORD_TRAITS(TypeKind)
WORD_TRAITS(Start)
WORD_TRAITS(Shots)
WORD_TRAITS(Drop)
WORD_TRAITS(AwaitForm)
WORD_TRAITS(TokenEffect)
WORD_TRAITS(Blocking)
WORD_TRAITS(Moves)
WORD_TRAITS(Resumes)
WORD_TRAITS(Which)
WORD_TRAITS(Finished)

template <> struct ScalarTraits<Position> {
  static void output(const Position &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, Position &P) {
    P.K = llvm::StringSwitch<Position::Kind>(Text)
              .Case("this", Position::This)
              .Case("last", Position::Last)
              .Case("all", Position::All)
              .Default(Position::Index);
    if (P.K == Position::Index && Text.getAsInteger(10, P.N))
      return "not a position; allowed are 0, 1 ..., this, last, all";
    return {};
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct MappingTraits<NoMapping> {
  static void mapping(IO &IO, NoMapping &) {
    IO.setError("expected a word or a list of words");
  }
};

template <> struct ScalarTraits<NoScalar> {
  static void output(const NoScalar &, void *, raw_ostream &) {}
  static StringRef input(StringRef, void *, NoScalar &) {
    return "expected a selector, as in {args: 2}, or a list of them";
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct PolymorphicTraits<Words> {
  static NodeKind getKind(const Words &) { return NodeKind::Sequence; }
  static std::string &getAsScalar(Words &W) { return W.List.emplace_back(); }
  static std::vector<std::string> &getAsSequence(Words &W) { return W.List; }
  static NoMapping &getAsMap(Words &) {
    static NoMapping None;
    return None;
  }
};

template <> struct PolymorphicTraits<TraitWords> {
  static NodeKind getKind(const TraitWords &) { return NodeKind::Sequence; }
  static Trait &getAsScalar(TraitWords &T) { return T.List.emplace_back(); }
  static std::vector<Trait> &getAsSequence(TraitWords &T) { return T.List; }
  static NoMapping &getAsMap(TraitWords &) {
    static NoMapping None;
    return None;
  }
};

template <> struct PolymorphicTraits<Selectors> {
  static NodeKind getKind(const Selectors &) { return NodeKind::Sequence; }
  static NoScalar &getAsScalar(Selectors &) {
    static NoScalar None;
    return None;
  }
  static std::vector<Selector> &getAsSequence(Selectors &S) { return S.List; }
  static Selector &getAsMap(Selectors &S) { return S.List.emplace_back(); }
};

template <> struct MappingTraits<FixText> {
  static void mapping(IO &IO, FixText &F) { mapWithKeys(IO, F); }
  static std::string validate(IO &IO, FixText &F) {
    return stateOf(IO).HasUnknownKey ? "" : problemWithText(F.Text);
  }
};

template <> struct MappingTraits<TogetherText> {
  static void mapping(IO &IO, TogetherText &T) { mapWithKeys(IO, T); }
  static std::string validate(IO &IO, TogetherText &T) {
    if (stateOf(IO).HasUnknownKey)
      return {};
    if (!StringRef(T.Text).contains("$tasks"))
      return "the text needs the placeholder $tasks";
    if (!StringRef(T.Each).contains("$task"))
      return "the key each needs the placeholder $task";
    return problemWithNames(T.Takes);
  }
};

template <> struct MappingTraits<Selector> {
  static void mapping(IO &IO, Selector &S) { mapWithKeys(IO, S); }
  static std::string validate(IO &IO, Selector &S) {
    if (stateOf(IO).HasUnknownKey)
      return {};
    StringRef Args = S.Args;
    unsigned Low = 0, High = 0;
    if (!Args.empty() && (Args.consumeInteger(10, Low) ||
                          (!Args.empty() && Args != "+" &&
                           (!Args.consume_front("-") ||
                            Args.getAsInteger(10, High) || High < Low))))
      return "args: '" + S.Args + "' is not like 2, 2+ or 0-2";
    bool IsAboutOne =
        !S.Type.empty() || !S.Value.empty() || S.Callable || S.Lvalue;
    if (!S.Argument && IsAboutOne)
      return "type, value, callable and lvalue are about an argument: say "
             "which with the key argument";
    if (S.Argument && !IsAboutOne)
      return "argument needs one of type, value, callable and lvalue";
    if (S.Args.empty() && !S.Argument)
      return "a selector needs the key args or argument";
    return {};
  }
  static const bool flow = true;
};

template <> struct MappingTraits<TypeModel> {
  static void mapping(IO &IO, TypeModel &T) {
    T.Line = lineOf(IO);
    mapWithKeys(IO, T);
  }
  static std::string validate(IO &IO, TypeModel &T) {
    if (stateOf(IO).HasUnknownKey)
      return {};
    if (std::string Problem = problemWithNames(T.Names); !Problem.empty())
      return Problem;
    if (T.Kind == TypeKind::Token && T.Token == TokenEffect::None)
      return "a type of the kind token needs the key token";
    if (T.Kind != TypeKind::Token && T.Token != TokenEffect::None)
      return "the key token is only for types of the kind token";
    if (T.Kind == TypeKind::Handler && T.Runs == Place::Unknown)
      return "a type of the kind handler needs the key runs";
    return {};
  }
};

template <> struct MappingTraits<CallModel> {
  static void mapping(IO &IO, CallModel &C) {
    C.Line = lineOf(IO);
    mapWithKeys(IO, C);
  }
  static std::string validate(IO &IO, CallModel &C) {
    if (stateOf(IO).HasUnknownKey)
      return {};
    // What generated code is called, only its users know.
    bool IsAnyName = C.Names == std::vector<std::string>{"*"};
    if (IsAnyName && C.Returns.empty())
      return "the name '*' needs the key returns";
    if (!IsAnyName)
      if (std::string Problem = problemWithNames(C.Names); !Problem.empty())
        return Problem;
    return problemWithRole(C);
  }
};

template <> struct MappingTraits<LibraryModel> {
  static void mapping(IO &IO, LibraryModel &L) { mapWithKeys(IO, L); }
  static std::string validate(IO &IO, LibraryModel &L) {
    if (stateOf(IO).HasUnknownKey)
      return {};
    if (L.Name.empty())
      return "expected the library's name";
    for (const std::string &Root : L.Roots)
      if (StringRef(Root).starts_with("::") || !problemWithName(Root).empty())
        return "'" + Root + "' is no namespace, like 'ns::inner'";
    auto Repeats = [&](const std::string &Name) {
      return llvm::any_of(L.Roots, [&](const std::string &Root) {
        return StringRef(Name).starts_with(Root + "::");
      });
    };
    for (const TypeModel &T : L.Types)
      for (const std::string &Name : T.Names)
        if (Repeats(Name))
          return "'" + Name + "' begins with a root already: leave that out";
    for (const CallModel &C : L.Calls)
      for (const std::string &Name : C.Names)
        if (Repeats(Name))
          return "'" + Name + "' begins with a root already: leave that out";
    return {};
  }
};

} // namespace llvm::yaml

/// Tells the entries which library they belong to, and computes what follows
/// from all of them.
static void adopt(LibraryModel &Library) {
  Library.HasFibers = llvm::any_of(Library.Calls, [](const CallModel &Call) {
    return Call.Is == Role::MayBlock && Call.Runs == Place::Fiber;
  });
  Library.IsForFibersOnly =
      Library.HasFibers &&
      (Library.Fibers ||
       llvm::none_of(Library.Types, [](const TypeModel &Type) {
         return Type.Kind == TypeKind::Executor &&
                (Type.Runs == Place::Pool || Type.Runs == Place::Thread);
       }));
  for (TypeModel &T : Library.Types)
    T.Library = &Library;
  for (CallModel &C : Library.Calls)
    C.Library = &Library;
}

namespace clang::tidy::async {

llvm::Expected<std::unique_ptr<LibraryModel>>
readLibraryModel(llvm::MemoryBufferRef File) {
  ReaderState State;
  State.File = File.getBufferIdentifier();
  State.LineStart = File.getBufferStart();
  llvm::yaml::Input In(File, &State, recordDiagnostic, &State);
  auto Library = std::make_unique<LibraryModel>();
  bool HasDocument = In.setCurrentDocument();
  if (HasDocument)
    llvm::yaml::yamlize(
        In, *Library, true, *[] {
          static llvm::yaml::EmptyContext Empty;
          return &Empty;
        }());
  if (In.error() && State.Message.empty())
    State.Message =
        (State.File + ":1:1: error: not a model file: " + In.error().message())
            .str();
  if (HasDocument && !In.error() && In.nextDocument() &&
      In.setCurrentDocument() && State.Message.empty())
    State.Message =
        (State.File + ":1:1: error: one library for each file: a second "
                      "document begins in it")
            .str();
  if (!HasDocument && State.Message.empty())
    State.Message =
        (State.File + ":1:1: error: empty; a model file starts with 'library:'")
            .str();
  if (!State.Message.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   State.Message);
  Library->File = State.File.str();
  adopt(*Library);
  return Library;
}

std::string packModel(const LibraryModel &Library) {
  std::string Bytes;
  PackKeys K(Bytes);
  LibraryModel Copy = Library;
  K.required("", Copy.File, "");
  mapKeys(K, Copy);
  return Bytes;
}

std::unique_ptr<LibraryModel> unpackModel(StringRef Bytes) {
  auto Library = std::make_unique<LibraryModel>();
  UnpackKeys K(Bytes);
  K.required("", Library->File, "");
  mapKeys(K, *Library);
  adopt(*Library);
  return Library;
}

template <typename T> static StringRef wordFor(T Value) {
  for (const Word<T> &W : Vocabulary<T>::words())
    if (W.Value == Value)
      return W.Text;
  llvm_unreachable("every value has a word");
}

/// \p Said of the name in \p Entry that ends in \p Of, or else of the first.
template <typename T>
static std::string describeEntry(const T &Entry, StringRef Of,
                                 const llvm::Twine &Said) {
  StringRef Name = Entry.Names.front();
  for (StringRef Each : Entry.Names)
    if (Each == Of || Each.ends_with(("::" + Of).str())) {
      Name = Each;
      break;
    }
  std::string Text =
      ("the model of " + Entry.Library->Name + " says that '" + Name + "' " +
       Said + ": " + Entry.Library->File + ":" + llvm::Twine(Entry.Line))
          .str();
  return Entry.Source.empty() ? Text : Text + ", from " + Entry.Source;
}

std::string describe(const CallModel &Entry, StringRef Of) {
  std::string Said;
  if (Entry.Is != Role::None)
    Said = ("has the role '" + wordFor(Entry.Is) + "'").str();
  for (Trait T : Entry.Traits)
    Said += (Said.empty() ? "has the trait '" : " and the trait '") +
            wordFor(T).str() + "'";
  return describeEntry(Entry, Of, Said);
}

std::string describe(const TypeModel &Entry, StringRef Of) {
  std::string Said = ("is of the kind '" + wordFor(Entry.Kind) + "'").str();
  if (Entry.Dropped != Drop::Unknown)
    Said += (", dropped '" + wordFor(Entry.Dropped) + "'").str();
  return describeEntry(Entry, Of, Said);
}

template <typename T>
static void describeKeys(llvm::raw_ostream &OS, StringRef Title) {
  OS << "### " << Title << "\n\n| key | meaning |\n| --- | --- |\n";
  DocKeys K(OS);
  T Value;
  mapKeys(K, Value);
  OS << '\n';
}

template <typename T> static void describeWords(llvm::raw_ostream &OS) {
  OS << "### Words for `" << Vocabulary<T>::Title
     << "`\n\n| word | meaning |\n| --- | --- |\n";
  for (const Word<T> &W : Vocabulary<T>::words())
    OS << "| `" << W.Text << "` | " << W.Doc << " |\n";
  OS << '\n';
}

std::string describeSchema() {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  describeKeys<LibraryModel>(OS, "A model file");
  describeKeys<TypeModel>(OS, "An entry of `types`");
  describeKeys<CallModel>(OS, "An entry of `calls`");
  describeKeys<Selector>(OS, "A selector, for `when` and `unless`");
  describeKeys<FixText>(OS,
                        "A text, for `sibling`, `duration`, `fix`, `offload`, "
                        "`sleep`, `fiber-sleep`, `observer` and "
                        "`executor-parameter`");
  describeKeys<TogetherText>(OS, "What awaits several tasks, for `together`");
  describeWords<Role>(OS);
  describeWords<Trait>(OS);
  describeWords<TypeKind>(OS);
  describeWords<Start>(OS);
  describeWords<Shots>(OS);
  describeWords<Drop>(OS);
  describeWords<AwaitForm>(OS);
  describeWords<TokenEffect>(OS);
  describeWords<Place>(OS);
  describeWords<Errors>(OS);
  describeWords<Blocking>(OS);
  describeWords<Moves>(OS);
  describeWords<Resumes>(OS);
  describeWords<Which>(OS);
  describeWords<Finished>(OS);
  return StringRef(Text).rtrim().str() + "\n";
}

} // namespace clang::tidy::async
