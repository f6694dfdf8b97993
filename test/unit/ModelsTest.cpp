//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

// The key `source` identifies the entry that was used.

static std::string entryFor(TestUnit &Unit, StringRef Function) {
  CallMatch Match = Unit.models().call(Unit.site(Function));
  return Match ? Match->Source : "none";
}

static std::string typeOf(TestUnit &Unit, StringRef Variable) {
  const TypeModel *Model = Unit.models().type(Unit.typeOf(Variable));
  return Model ? Model->Source : "none";
}

/// A model of `lib` with the entries \p Calls.
static TestUnitOptions withCalls(StringRef Calls, bool Strict = false) {
  return {.Model = ("library: lib\nroots: [lib]\ncalls:\n" + Calls).str(),
          .Strict = Strict};
}

static TestUnitOptions withTypes(StringRef Types) {
  return {.Model = ("library: lib\nroots: [lib]\ntypes:\n" + Types).str()};
}

TEST(ModelsType, EndsAtAPatternThatIsItsOwnBase) {
  TestUnit Unit(R"cpp(
template <typename T> struct Traits : Traits<decltype(&T::operator())> {
  void wait();
};
template <typename T> void dependent(Traits<T> Made) { Made.wait(); }
)cpp",
                {.Model = "library: lib\nroots: [lib]\n"
                          "types:\n  - {name: Task, kind: task}\n"
                          "calls:\n"
                          "  - {name: Task::wait, role: wait, task: this}\n"});
  EXPECT_EQ(typeOf(Unit, "Made"), "none");
}

//===----------------------------------------------------------------------===//
// Names of functions
//===----------------------------------------------------------------------===//

TEST(ModelsCall, ComparesQualifiedNames) {
  TestUnit Unit(R"cpp(
void wait();
namespace lib { void wait(); namespace inner { void wait(); } }
namespace other { void wait(); namespace lib { void wait(); } }
struct lib2 { static void wait(); };
void right() { lib::wait(); }
void global() { ::wait(); }
void inner() { lib::inner::wait(); }
void foreign() { other::wait(); }
void nested() { other::lib::wait(); }
void member() { lib2::wait(); }
)cpp",
                withCalls("  - {name: wait, role: query, source: it}"));
  EXPECT_EQ(entryFor(Unit, "right"), "it");
  for (StringRef Function : {"global", "inner", "foreign", "nested", "member"})
    EXPECT_EQ(entryFor(Unit, Function), "none") << Function.str();
}

TEST(ModelsCall, LooksThroughInlineNamespaces) {
  TestUnit Unit(R"cpp(
namespace lib {
inline namespace v2 {
void wait();
namespace detail { inline namespace abi { struct Task { void get(); }; } }
}
namespace { void hidden() {} }
}
void inlined() { lib::wait(); }
void spelledOut() { lib::v2::wait(); }
void member(lib::detail::Task T) { T.get(); }
void unnamed() { lib::hidden(); }
)cpp",
                withCalls("  - {name: [wait, hidden], role: query, source: f}\n"
                          "  - {name: detail::Task::get, role: query, source: "
                          "m}"));
  EXPECT_EQ(entryFor(Unit, "inlined"), "f");
  EXPECT_EQ(entryFor(Unit, "spelledOut"), "f");
  EXPECT_EQ(entryFor(Unit, "unnamed"), "f");
  EXPECT_EQ(entryFor(Unit, "member"), "m");
}

TEST(ModelsCall, LooksThroughAliasesAndUsings) {
  TestUnit Unit(R"cpp(
namespace lib {
void wait();
template <typename T> struct Task {
  void get();
};
} // namespace lib
namespace shorter = lib;
namespace mine {
using lib::wait;
using namespace lib;
} // namespace mine
using Alias = lib::Task<int>;
template <typename T> using Template = lib::Task<T>;
void alias() { shorter::wait(); }
void usingDeclaration() { mine::wait(); }
void typeAlias(Alias T) { T.get(); }
void aliasTemplate(Template<int> T) { T.get(); }
void deduced(Alias Object) {
  auto T = Object;
  T.get();
}
)cpp",
                withCalls("  - {name: [wait, Task::get], role: query, "
                          "source: it}"));
  for (StringRef Function :
       {"alias", "usingDeclaration", "typeAlias", "aliasTemplate", "deduced"})
    EXPECT_EQ(entryFor(Unit, Function), "it") << Function.str();
}

TEST(ModelsCall, KnowsSeveralRootsAndAbsoluteNames) {
  TestUnit Unit(R"cpp(
namespace lib { void wait(); }
namespace company { namespace lib { void wait(); void stop(); } }
namespace other { void wait(); }
void stop();
void first() { lib::wait(); }
void second() { company::lib::wait(); }
void absolute() { other::wait(); }
void global() { stop(); }
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib, company::lib]
calls:
  - {name: [wait, "::other::wait"], role: query, source: it}
)yaml"});
  EXPECT_EQ(entryFor(Unit, "first"), "it");
  EXPECT_EQ(Unit.models().call(Unit.site("first")).Root, "lib");
  EXPECT_EQ(Unit.models().call(Unit.site("second")).Root, "company::lib");
  EXPECT_EQ(entryFor(Unit, "absolute"), "it");
  EXPECT_EQ(entryFor(Unit, "global"), "none");
}

TEST(ModelsCall, KnowsTheGlobalNamespace) {
  TestUnit Unit("void wait(); struct Task { void get(); };"
                "namespace lib { void wait(); }"
                "void function() { wait(); }"
                "void member(Task T) { T.get(); }"
                "void inNamespace() { lib::wait(); }",
                {.Model = "library: my\ncalls:\n"
                          "  - {name: [wait, Task::get], role: query, "
                          "source: it}"});
  EXPECT_EQ(entryFor(Unit, "function"), "it");
  EXPECT_EQ(entryFor(Unit, "member"), "it");
  EXPECT_EQ(entryFor(Unit, "inNamespace"), "none");
}

TEST(ModelsCall, KnowsMembersByTheObject) {
  TestUnit Unit(R"cpp(
namespace lib {
namespace detail { struct FutureBase { void wait(); void get(); }; }
struct Future : detail::FutureBase { void get(); };
struct Other : detail::FutureBase {};
}
struct Mine : lib::Future { void get(); };
struct Hidden : private lib::Future { void code() { get(); } };
void inherited(lib::Future F) { F.wait(); }
void derived(Mine F) { F.wait(); }
void overridden(Mine F) { F.get(); }
void sibling(lib::Other O) { O.wait(); }
void throughBase(lib::detail::FutureBase &F) { F.wait(); }
)cpp",
                withCalls("  - {name: [Future::wait, Future::get], role: "
                          "query, source: it}"));
  for (StringRef Function : {"inherited", "derived", "overridden", "code"})
    EXPECT_EQ(entryFor(Unit, Function), "it") << Function.str();
  EXPECT_EQ(entryFor(Unit, "sibling"), "none");
  EXPECT_EQ(entryFor(Unit, "throughBase"), "none");
}

TEST(ModelsCall, KnowsMembersByTheirClass) {
  TestUnit Unit(R"cpp(
namespace lib { struct Executor { virtual void add(int); }; }
struct Mine : lib::Executor { void add(int) override; };
void base(lib::Executor &E) { E.add(1); }
void derived(Mine E) { E.add(1); }
void pointer(Mine *E) { E->add(1); }
void wrapped(Mine E) { E.lib::Executor::add(1); }
)cpp",
                withCalls("  - {name: Executor::add, role: query, source: "
                          "it}"));
  for (StringRef Function : {"base", "derived", "pointer", "wrapped"})
    EXPECT_EQ(entryFor(Unit, Function), "it") << Function.str();
}

TEST(ModelsCall, KnowsConstructors) {
  TestUnit Unit(R"cpp(
namespace lib {
struct Thread {
  Thread();
  template <typename F> explicit Thread(F);
  void Run();
};
template <typename T> struct Box {
  explicit Box(T);
};
void Free();
} // namespace lib
struct Mine : lib::Thread {
  using lib::Thread::Thread;
  Mine(int, int);
};
void temporary() { lib::Thread(1); }
void variable() { lib::Thread T(1); }
void noArguments() { lib::Thread(); }
void deduced() { lib::Box B(1); }
void subclass() { Mine(1, 2); }
void method(lib::Thread T) { T.Run(); }
)cpp",
                withCalls("  - name: [Thread::Thread, Box::Box]\n"
                          "    role: query\n"
                          "    when: {args: 1+}\n"
                          "    source: it"));
  for (StringRef Function : {"temporary", "variable", "deduced"})
    EXPECT_EQ(entryFor(Unit, Function), "it") << Function.str();
  for (StringRef Function : {"noArguments", "subclass", "method"})
    EXPECT_EQ(entryFor(Unit, Function), "none") << Function.str();
}

TEST(ModelsCall, KnowsFunctionObjects) {
  TestUnit Unit(R"cpp(
namespace lib {
namespace _sync_wait { struct fn { int operator()(int) const; }; }
inline namespace _cpo { inline constexpr _sync_wait::fn sync_wait; }
struct Hasher { int operator()(int) const; };
}
void object() { lib::sync_wait(1); }
void copy() { auto Wait = lib::sync_wait; Wait(1); }
void operatorOfClass(lib::Hasher H) { H(1); }
)cpp",
                withCalls("  - {name: sync_wait, role: query, source: object}\n"
                          "  - {name: 'Hasher::operator()', role: query, "
                          "source: class}"));
  EXPECT_EQ(entryFor(Unit, "object"), "object");
  EXPECT_EQ(entryFor(Unit, "copy"), "none");
  EXPECT_EQ(entryFor(Unit, "operatorOfClass"), "class");
}

TEST(ModelsCall, KnowsOperators) {
  TestUnit Unit(R"cpp(
namespace lib {
struct Task { Task operator&&(Task); };
struct Then {};
Task operator|(Task, Then);
}
void free(lib::Task T) { T | lib::Then(); }
void member(lib::Task T) { T && T; }
)cpp",
                withCalls("  - {name: operator|, role: query, source: free}\n"
                          "  - {name: 'Task::operator&&', role: query, source: "
                          "member}"));
  EXPECT_EQ(entryFor(Unit, "free"), "free");
  EXPECT_EQ(entryFor(Unit, "member"), "member");
}

TEST(ModelsCall, KnowsInstancesOfTemplates) {
  TestUnit Unit(R"cpp(
namespace lib {
template <typename T> void spawn(T);
template <typename T> struct Pool { template <typename F> void post(F); };
}
void function() { lib::spawn(1); }
void explicitly() { lib::spawn<long>(1); }
void member(lib::Pool<int> P) { P.post(1); }
)cpp",
                withCalls("  - {name: [spawn, Pool::post], role: query, "
                          "source: it}"));
  for (StringRef Function : {"function", "explicitly", "member"})
    EXPECT_EQ(entryFor(Unit, Function), "it") << Function.str();
}

//===----------------------------------------------------------------------===//
// Selectors
//===----------------------------------------------------------------------===//

TEST(ModelsSelector, CountsArguments) {
  TestUnit Unit(R"cpp(
namespace lib { void run(int = 0, int = 0, int = 0, int = 0); }
void none() { lib::run(); }
void one() { lib::run(1); }
void two() { lib::run(1, 2); }
void three() { lib::run(1, 2, 3); }
void four() { lib::run(1, 2, 3, 4); }
)cpp",
                withCalls("  - {name: run, role: query, source: none, "
                          "when: {args: 0}}\n"
                          "  - {name: run, role: query, source: many, "
                          "when: {args: 4+}}\n"
                          "  - {name: run, role: query, source: two or three, "
                          "when: {args: 2-3}}\n"));
  EXPECT_EQ(entryFor(Unit, "none"), "none");
  EXPECT_EQ(entryFor(Unit, "one"), "none");
  EXPECT_EQ(entryFor(Unit, "two"), "two or three");
  EXPECT_EQ(entryFor(Unit, "three"), "two or three");
  EXPECT_EQ(entryFor(Unit, "four"), "many");
}

TEST(ModelsSelector, KnowsTypes) {
  TestUnit Unit(R"cpp(
namespace lib {
struct detached_t {};
inline constexpr detached_t detached;
struct Options {};
template <typename T> struct bound {};
enum class policy { sync };
template <typename T> void spawn(int, T &&);
template <typename T> void spawn(int, const T &);
} // namespace lib
namespace other {
struct detached_t {};
struct Special {};
} // namespace other
struct Mine : lib::Options {};
using Alias = lib::detached_t;
void same() { lib::spawn(1, lib::detached_t()); }
void constant() { lib::spawn(1, lib::detached); }
void alias() { lib::spawn(1, Alias()); }
void reference(lib::detached_t &&D) {
  lib::spawn(1, static_cast<lib::detached_t &&>(D));
}
void templated() { lib::spawn(1, lib::bound<int>()); }
void derived() { lib::spawn(1, Mine()); }
void pointer(Mine *M) { lib::spawn(1, M); }
void enumeration() { lib::spawn(1, lib::policy::sync); }
void absolute() { lib::spawn(1, other::Special()); }
void builtin() { lib::spawn(1, 'c'); }
void foreign() { lib::spawn(1, other::detached_t()); }
void number() { lib::spawn(1, 2); }
void tooFew() { lib::spawn<int>(1, 2); }
)cpp",
                withCalls(R"yaml(
  - name: spawn
    role: query
    when:
      argument: 1
      type: [detached_t, bound, Options, policy, "::other::Special", char]
    source: it
)yaml"));
  for (StringRef Function :
       {"same", "constant", "alias", "reference", "templated", "derived",
        "pointer", "enumeration", "absolute", "builtin"})
    EXPECT_EQ(entryFor(Unit, Function), "it") << Function.str();
  for (StringRef Function : {"foreign", "number", "tooFew"})
    EXPECT_EQ(entryFor(Unit, Function), "none") << Function.str();
}

TEST(ModelsSelector, KnowsValues) {
  TestUnit Unit(R"cpp(
#define NOW 0x40
namespace lib {
enum flags { none, async = 1, deferred = 2, asynchronous = 4 };
enum class mode { nonblock };
void open(int, long);
void open(int, flags);
void open(int, mode);
void open(int, void *);
}
constexpr int Seven = 7;
void number() { lib::open(0, 7L); }
void computed() { lib::open(0, Seven); }
void enumerator() { lib::open(0, lib::async); }
void inMask() { lib::open(0, lib::flags(lib::deferred | lib::async)); }
void scoped() { lib::open(0, lib::mode::nonblock); }
void macro() { lib::open(0, NOW | 1L); }
void zero() { lib::open(0, 0L); }
void null() { lib::open(0, nullptr); }
void other() { lib::open(0, 8L); }
void longerName() { lib::open(0, lib::asynchronous); }
void unknown(long L) { lib::open(0, L); }
)cpp",
                withCalls("  - {name: open, role: query, source: it, when: "
                          "{argument: 1, value: [0, 7, async, nonblock, "
                          "NOW]}}"));
  for (StringRef Function : {"number", "computed", "enumerator", "inMask",
                             "scoped", "macro", "zero", "null"})
    EXPECT_EQ(entryFor(Unit, Function), "it") << Function.str();
  for (StringRef Function : {"other", "longerName", "unknown"})
    EXPECT_EQ(entryFor(Unit, Function), "none") << Function.str();
}

TEST(ModelsSelector, KnowsCallables) {
  TestUnit Unit(R"cpp(
namespace lib { template <typename... T> void post(T &&...) {} }
struct Functor { void operator()(); };
void function();
void lambda() { lib::post(1, [] {}); }
void name() { lib::post(1, function); }
void address() { lib::post(1, &function); }
void functor() { lib::post(1, Functor()); }
void variable() { auto L = [] {}; lib::post(1, L); }
void number() { lib::post(1, 2); }
void elsewhere() { lib::post([] {}, 2); }
)cpp",
                withCalls("  - {name: post, role: query, source: it, when: "
                          "{argument: 1, callable: true}}"));
  for (StringRef Function :
       {"lambda", "name", "address", "functor", "variable"})
    EXPECT_EQ(entryFor(Unit, Function), "it") << Function.str();
  for (StringRef Function : {"number", "elsewhere"})
    EXPECT_EQ(entryFor(Unit, Function), "none") << Function.str();
}

TEST(ModelsSelector, KnowsPlaces) {
  TestUnit Unit(R"cpp(
namespace lib {
struct Token {};
struct Socket { template <typename... T> void read(T...); };
struct Quick : Socket {};
template <typename... T> void post(T...);
}
void last() { lib::post(1, 2, lib::Token()); }
void notLast() { lib::post(1, lib::Token(), 2); }
void none() { lib::post(1); }
void onQuick(lib::Quick S) { S.read(1); }
void onSocket(lib::Socket S) { S.read(1); }
)cpp",
                withCalls("  - {name: post, role: query, source: last, when: "
                          "{argument: last, type: [Token]}}\n"
                          "  - {name: post, role: query, source: any, when: "
                          "{argument: all, type: [Token]}}\n"
                          "  - {name: Socket::read, role: query, source: "
                          "this, when: {argument: this, type: [Quick]}}"));
  EXPECT_EQ(entryFor(Unit, "last"), "last");
  EXPECT_EQ(entryFor(Unit, "notLast"), "any");
  EXPECT_EQ(entryFor(Unit, "none"), "none");
  EXPECT_EQ(entryFor(Unit, "onQuick"), "this");
  EXPECT_EQ(entryFor(Unit, "onSocket"), "none");
}

TEST(ModelsSelector, WantsAllOfWhenAndNoneOfUnless) {
  TestUnit Unit(R"cpp(
namespace lib { void poll(int, int, int = 0); }
void both() { lib::poll(1, 1); }
void onlyCount() { lib::poll(2, 1); }
void onlyValue() { lib::poll(1, 1, 1); }
void excluded() { lib::poll(1, 0); }
void excludedToo() { lib::poll(1, 9); }
)cpp",
                withCalls(R"yaml(
  - name: poll
    role: query
    when: [{args: 2}, {argument: 0, value: [1]}]
    unless: [{argument: 1, value: [0]}, {argument: 1, value: [9]}]
    source: it
)yaml"));
  EXPECT_EQ(entryFor(Unit, "both"), "it");
  for (StringRef Function :
       {"onlyCount", "onlyValue", "excluded", "excludedToo"})
    EXPECT_EQ(entryFor(Unit, Function), "none") << Function.str();
}

TEST(ModelsCall, TakesTheFirstEntryThatFits) {
  TestUnit Unit(R"cpp(
namespace lib { void run(int); }
void special() { lib::run(1); }
void general() { lib::run(2); }
)cpp",
                withCalls("  - {name: run, role: wait, source: special, "
                          "when: {argument: 0, value: [1]}}\n"
                          "  - {name: run, role: query, source: general}\n"
                          "  - {name: run, role: detach, task: 0}"));
  EXPECT_EQ(entryFor(Unit, "special"), "special");
  EXPECT_EQ(entryFor(Unit, "general"), "general");
}

TEST(ModelsCall, TraitsOfAllEntriesAddUp) {
  TestUnit Unit(
      R"cpp(
namespace lib { void run(int); void rest(); void twice(); }
void special() { lib::run(1); }
void general() { lib::run(2); }
void bare() { lib::rest(); }
void both() { lib::twice(); }
)cpp",
      withCalls("  - {name: [run, rest], traits: nofail, source: trait}\n"
                "  - {name: run, role: wait, source: special, "
                "when: {argument: 0, value: [1]}, traits: [readable]}\n"
                "  - {name: run, role: query, source: general}\n"
                "  - {name: run, traits: [unblock], source: selected, "
                "when: {argument: 0, value: [2]}}\n"
                "  - {name: twice, role: query, source: both, "
                "traits: [throws, unblock]}\n"));
  // An entry that has only traits replaces no other entry, even if it comes
  // first.
  EXPECT_EQ(entryFor(Unit, "special"), "special");
  EXPECT_EQ(entryFor(Unit, "general"), "general");
  EXPECT_EQ(entryFor(Unit, "both"), "both");
  EXPECT_FALSE(Unit.models().call(Unit.site("bare")));
  auto TraitsIn = [&](llvm::StringRef Function) {
    std::string Found;
    for (auto [T, Letter] : {std::pair(Trait::NoFail, 'n'),
                             {Trait::Throws, 't'},
                             {Trait::Readable, 'r'},
                             {Trait::Unblock, 'u'}})
      if (Unit.models().hasTrait(Unit.site(Function), T))
        Found += Letter;
    return Found;
  };
  EXPECT_EQ(TraitsIn("special"), "nr");
  EXPECT_EQ(TraitsIn("general"), "nu");
  EXPECT_EQ(TraitsIn("bare"), "n");
  EXPECT_EQ(TraitsIn("both"), "tu");
  EXPECT_FALSE(Unit.models().hasTrait({}, Trait::NoFail));
}

TEST(ModelsCall, BelievesSomeEntriesOnlyIfStrict) {
  static constexpr StringRef Code = "namespace lib { void run(); }"
                                    "void code() { lib::run(); }";
  static constexpr StringRef Calls =
      "  - {name: run, role: wait, source: strict, strict: true}\n"
      "  - {name: run, role: query, source: always}";
  TestUnit Lenient(Code, withCalls(Calls));
  EXPECT_EQ(entryFor(Lenient, "code"), "always");
  TestUnit Strict(Code, withCalls(Calls, /*Strict=*/true));
  EXPECT_EQ(entryFor(Strict, "code"), "strict");
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

TEST(ModelsType, ComparesQualifiedNames) {
  TestUnit Unit(R"cpp(
namespace lib {
template <typename T> struct Task {};
inline namespace v1 { struct Job {}; }
struct Outer { struct Inner {}; };
}
namespace other { struct Job {}; }
struct Task {};
template <typename T> using Alias = lib::Task<T>;
lib::Task<int> task;
const lib::Task<int> &reference = task;
Alias<int> alias;
lib::Job job;
lib::Outer::Inner inner;
lib::Outer outer;
other::Job foreign;
Task global;
lib::Task<int> *pointer;
int number;
)cpp",
                withTypes("  - {name: [Task, Job], source: it}\n"
                          "  - {name: 'Outer::Inner', source: inner}"));
  for (StringRef Variable : {"task", "reference", "alias", "job"})
    EXPECT_EQ(typeOf(Unit, Variable), "it") << Variable.str();
  EXPECT_EQ(typeOf(Unit, "inner"), "inner");
  for (StringRef Variable : {"outer", "foreign", "global", "pointer", "number"})
    EXPECT_EQ(typeOf(Unit, Variable), "none") << Variable.str();
}

TEST(ModelsType, TakesThatOfTheNearestBase) {
  TestUnit Unit(R"cpp(
namespace lib { struct Future {}; struct Shared : Future {}; }
struct Mine : lib::Future {};
struct Deeper : Mine {};
struct Own : lib::Shared {};
struct Hidden : private lib::Future {};
class HiddenToo : lib::Future {};
struct Second : Hidden, lib::Shared {};
struct Incomplete;
extern Incomplete incomplete;
Mine mine; Deeper deeper; Own own; Hidden hidden; HiddenToo hiddenToo;
Second second;
)cpp",
                withTypes("  - {name: Future, source: future}\n"
                          "  - {name: Shared, source: shared}"));
  EXPECT_EQ(typeOf(Unit, "mine"), "future");
  EXPECT_EQ(typeOf(Unit, "deeper"), "future");
  EXPECT_EQ(typeOf(Unit, "own"), "shared");
  EXPECT_EQ(typeOf(Unit, "second"), "shared");
  // A private base is how it is made, not what it is.
  EXPECT_EQ(typeOf(Unit, "hidden"), "none");
  EXPECT_EQ(typeOf(Unit, "hiddenToo"), "none");
  EXPECT_EQ(typeOf(Unit, "incomplete"), "none");
}

TEST(ModelsType, KnowsTheRootOfAType) {
  TestUnit Unit("namespace a { struct Task {}; }"
                "namespace b { namespace c { struct Task {}; } }"
                "a::Task first; b::c::Task second;"
                "struct Mine : b::c::Task {}; Mine mine;",
                {.Model = "library: l\nroots: [a, b::c]\n"
                          "types: [{name: Task}]"});
  auto RootOf = [&](StringRef Variable) {
    QualType T = Unit.typeOf(Variable);
    return Unit.models().rootOf(classOf(T), *Unit.models().type(T)).str();
  };
  EXPECT_EQ(RootOf("first"), "a");
  EXPECT_EQ(RootOf("second"), "b::c");
  // Its place is unknown: then the first one is as good as any.
  EXPECT_EQ(RootOf("mine"), "a");
}

//===----------------------------------------------------------------------===//
// Whose models
//===----------------------------------------------------------------------===//

static constexpr StringRef StdCode = R"cpp(
#include <future>
std::future<int> Task;
void takes(std::future<int> F) { F.get(); }
void waits(std::future<int> F) { F.wait(); }
)cpp";

TEST(ModelsOrder, ReadsBuiltinModels) {
  TestUnit Unit(StdCode);
  EXPECT_TRUE(Unit.models().call(Unit.site("takes"))->Is == Role::Wait);
  const TypeModel *Future = Unit.models().type(Unit.typeOf("Task"));
  ASSERT_TRUE(Future);
  EXPECT_EQ(Future->Library->Name, "C++ standard library");
}

TEST(ModelsOrder, PrefersTheUsersModels) {
  TestUnit Unit(StdCode, {.Model = R"yaml(
library: better
roots: [std]
types: [{name: future, start: lazy, source: mine}]
calls: [{name: future::get, role: query, source: mine}]
)yaml"});
  EXPECT_EQ(entryFor(Unit, "takes"), "mine");
  EXPECT_EQ(typeOf(Unit, "Task"), "mine");
  EXPECT_EQ(Unit.models().libraries().front()->Name, "better");
  // Text without placeholders stays.
  EXPECT_TRUE(Unit.models().call(Unit.site("waits"))->Is == Role::Wait);
}

// Reading them all would take longer than everything else.
TEST(ModelsOrder, ReadsOnlyWhatIsMentioned) {
  auto IsRead = [](TestUnit &Unit, StringRef Name) {
    return llvm::any_of(Unit.models().libraries(),
                        [&](const LibraryModel *L) { return L->Name == Name; });
  };
  TestUnit Std(StdCode), None("int X;");
  EXPECT_TRUE(IsRead(Std, "C++ standard library"));
  EXPECT_FALSE(IsRead(None, "C++ standard library"));
}

// The namespace of the parallel algorithms is also that of senders.
TEST(ModelsOrder, ReadsByWhatAModelSaysIsMentioned) {
  auto IsRead = [](StringRef Code) {
    TestUnit Unit(Code);
    return llvm::any_of(Unit.models().libraries(), [](const LibraryModel *L) {
      return L->Name == "stdexec";
    });
  };
  EXPECT_FALSE(IsRead("namespace std::execution { struct parallel_policy; }"));
  EXPECT_TRUE(IsRead("namespace std::execution { struct sender_t; }"));
  EXPECT_TRUE(IsRead("namespace stdexec { struct task; }"));
}

TEST(ModelsOrder, LeavesPlainNamesToTheUser) {
  static constexpr StringRef Code = R"cpp(
extern "C" unsigned sleep(unsigned);
void code() { sleep(1); }
)cpp";
  TestUnit C(Code);
  EXPECT_TRUE(C.models().call(C.site("code"))->Is == Role::Block);
  // A user's own function of the same name is a different one.
  TestUnit Own("unsigned sleep(unsigned); void code() { sleep(1); }");
  EXPECT_EQ(entryFor(Own, "code"), "none");
  TestUnit InNamespace("namespace mine { unsigned sleep(unsigned); }"
                       "void code() { mine::sleep(1); }");
  EXPECT_EQ(entryFor(InNamespace, "code"), "none");
  // The user's model takes precedence.
  TestUnit Modelled("unsigned sleep(unsigned); void code() { sleep(1); }",
                    {.Model = "library: my\ncalls:\n"
                              "  - {name: sleep, role: query, source: mine}"});
  EXPECT_EQ(entryFor(Modelled, "code"), "mine");
}

//===----------------------------------------------------------------------===//
// What a library says as a whole
//===----------------------------------------------------------------------===//

TEST(Models, KnowsEntryPointsAndTests) {
  TestUnit Unit(R"cpp(
namespace lib {
void start();
struct App { void onInit(); };
struct Fixture {};
}
struct Mine : lib::Fixture {};
struct Other {};
void start();
int main() {}
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib]
entry-points: [start, App::onInit, "::lib::none"]
test-macros: [LIB_TEST, LIB_TEST_F]
types: [{name: Fixture, kind: test}]
)yaml"});
  const Models &Known = Unit.models();
  EXPECT_TRUE(Known.isEntryPoint(Unit.find<FunctionDecl>("main")));
  EXPECT_TRUE(Known.isEntryPoint(Unit.find<FunctionDecl>("lib::start")));
  EXPECT_TRUE(Known.isEntryPoint(Unit.find<FunctionDecl>("onInit")));
  EXPECT_FALSE(Known.isEntryPoint(Unit.find<FunctionDecl>("::start")));
  EXPECT_TRUE(Known.isTestMacro("LIB_TEST"));
  EXPECT_FALSE(Known.isTestMacro("LIB"));
  EXPECT_TRUE(Known.isTest(Unit.find<CXXRecordDecl>("Fixture")));
  EXPECT_TRUE(Known.isTest(Unit.find<CXXRecordDecl>("Mine")));
  EXPECT_FALSE(Known.isTest(Unit.find<CXXRecordDecl>("Other")));
}

TEST(Models, KnowsLibrariesThatDoNotFail) {
  TestUnit Unit(R"cpp(
namespace lib {
void f();
inline namespace v1 {
namespace detail {
void g();
}
} // namespace v1
} // namespace lib
namespace other {
void h();
}
void i();
)cpp",
                {.Model = "library: lib\nroots: [lib]\nnofail: true\n"});
  EXPECT_TRUE(Unit.models().isNoFail(Unit.find<FunctionDecl>("f")));
  EXPECT_TRUE(Unit.models().isNoFail(Unit.find<FunctionDecl>("g")));
  EXPECT_FALSE(Unit.models().isNoFail(Unit.find<FunctionDecl>("h")));
  EXPECT_FALSE(Unit.models().isNoFail(Unit.find<FunctionDecl>("i")));
}

TEST(Models, KnowsWhatIsDeclared) {
  TestUnit Unit(R"cpp(
namespace lib {
inline namespace v1 { struct Pool { void post(); struct Token {}; }; }
template <typename T> struct Task { void get(); };
}
namespace shorter = lib;
int Global;
)cpp");
  for (StringRef Name :
       {"lib", "lib::Pool", "lib::Pool::post", "lib::Pool::Token", "lib::Task",
        "lib::Task::get", "shorter::Pool", "::lib::Pool", "Global"})
    EXPECT_TRUE(Unit.models().isDeclared(Name)) << Name.str();
  for (StringRef Name : {"Pool", "lib::Nothing", "lib::Pool::Nothing",
                         "nothing::Pool", "Global::Pool"})
    EXPECT_FALSE(Unit.models().isDeclared(Name)) << Name.str();
  SourceLocation Task = Unit.find<CXXRecordDecl>("Task")->getLocation();
  EXPECT_TRUE(Unit.models().isDeclared("lib::Pool", Task));
  EXPECT_FALSE(Unit.models().isDeclared("Global", Task));
}

// What generated code is called, only its users know.
TEST(Models, KnowFunctionsByWhatTheyReturn) {
  TestUnit Unit(R"cpp(
namespace lib {
struct Context {};
struct Status {};
struct Better : Status {};
}
struct Stub {
  lib::Status hello(lib::Context *);
  lib::Better world(lib::Context *);
  lib::Status number(int);
  lib::Context *other(lib::Context *);
  void later(lib::Context *);
  void done(int);
};
lib::Status get(lib::Context *);
int get(int);
lib::Context Context;
Stub Server;
void callsHello() { Server.hello(&Context); }
void callsWorld() { Server.world(&Context); }
void callsNumber() { Server.number(1); }
void callsOther() { Server.other(&Context); }
void callsLater() { Server.later(&Context); }
void callsDone() { Server.done(1); }
void gets() { ::get(1); }
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib]
calls:
  - name: ["::get"]
    role: query
    returns: [Status]
    source: by name
  - name: "*"
    role: block
    blocks: io
    returns: [Status]
    when: {argument: 0, type: [Context]}
    source: by type
  - name: "*"
    role: async
    returns: [void]
    when: {argument: 0, type: [Context]}
    source: by no type
)yaml"});
  EXPECT_EQ(entryFor(Unit, "callsHello"), "by type");
  EXPECT_EQ(entryFor(Unit, "callsWorld"), "by type");
  EXPECT_EQ(entryFor(Unit, "callsNumber"), "none");
  EXPECT_EQ(entryFor(Unit, "callsOther"), "none");
  EXPECT_EQ(entryFor(Unit, "callsLater"), "by no type");
  EXPECT_EQ(entryFor(Unit, "callsDone"), "none");
  EXPECT_EQ(entryFor(Unit, "gets"), "none");
}

TEST(HasQualifiedName, LeavesOutWhatModelsLeaveOut) {
  TestUnit Unit(R"cpp(
namespace a {
inline namespace v1 {
namespace {
template <typename T> struct S {
  void f();
};
} // namespace
} // namespace v1
} // namespace a
struct Global {};
)cpp");
  const auto *S = Unit.find<CXXRecordDecl>("S");
  EXPECT_TRUE(hasQualifiedName(S, "a::S"));
  EXPECT_TRUE(hasQualifiedName(Unit.find<FunctionDecl>("f"), "a::S::f"));
  for (StringRef Name : {"S", "a::v1::S", "b::S", "b::a::S", "a::T", ""})
    EXPECT_FALSE(hasQualifiedName(S, Name)) << Name.str();
  const auto *Global = Unit.find<CXXRecordDecl>("Global");
  EXPECT_TRUE(hasQualifiedName(Global, "Global"));
  EXPECT_FALSE(hasQualifiedName(Global, "a::Global"));
}

//===----------------------------------------------------------------------===//
// Files of the user
//===----------------------------------------------------------------------===//

namespace {
class UserModels : public testing::Test {
protected:
  UserModels() : FS(new llvm::vfs::InMemoryFileSystem) {
    FS->setCurrentWorkingDirectory("/start");
  }

  void write(StringRef Path, StringRef Text) {
    FS->addFile(Path, 0, llvm::MemoryBuffer::getMemBufferCopy(Text, Path));
  }

  /// The names of the libraries read for a file in \p Folder.
  std::vector<std::string> read(StringRef Files,
                                StringRef Folder = "/project/src") {
    Failure.clear();
    std::vector<std::string> Names;
    auto Read = readUserModels(Files, Folder, *FS);
    if (!Read) {
      Failure = llvm::toString(Read.takeError());
      return Names;
    }
    for (const auto &Library : *Read)
      Names.push_back(Library->Name);
    return Names;
  }

  using Names = std::vector<std::string>;
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> FS;
  std::string Failure;
};
} // namespace

TEST_F(UserModels, AreSeparatedByCommasAndSemicolons) {
  for (StringRef Name : {"a", "b", "c"})
    write(("/m/" + Name + ".yaml").str(), ("library: " + Name).str());
  EXPECT_EQ(read(" /m/a.yaml, /m/b.yaml;/m/c.yaml,;"), (Names{"a", "b", "c"}));
  EXPECT_EQ(read(""), Names());
  EXPECT_EQ(Failure, "");
}

TEST_F(UserModels, AreLookedForWhereTheToolRunsThenUpwardsFromTheFile) {
  write("/start/here.yaml", "library: here");
  write("/project/src/here.yaml", "library: other");
  write("/project/src/beside.yaml", "library: beside");
  write("/project/tools/above.yaml", "library: above");
  EXPECT_EQ(read("here.yaml,beside.yaml,tools/above.yaml"),
            (Names{"here", "beside", "above"}));
  EXPECT_EQ(Failure, "");
}

TEST_F(UserModels, AreReadFromTheNearestFileOfAProject) {
  write("/project/.async-tidy.yaml", "library: project");
  write("/project/src/net/.async-tidy.yaml", "library: net");
  write("/m.yaml", "library: option");
  EXPECT_EQ(read("", "/project/src"), Names{"project"});
  EXPECT_EQ(read("", "/project/src/net/http"), Names{"net"});
  EXPECT_EQ(read("", "/elsewhere"), Names());
  // The files of the option come first.
  EXPECT_EQ(read("/m.yaml", "/project/src"), (Names{"option", "project"}));
  EXPECT_EQ(Failure, "");
}

TEST_F(UserModels, NameFurtherOnes) {
  write("/project/.async-tidy.yaml",
        "library: a\nmodels: [models/b.yaml, /c.yaml]");
  write("/project/models/b.yaml", "library: b\nmodels: [d.yaml]");
  write("/project/models/d.yaml", "library: d");
  write("/c.yaml", "library: c");
  EXPECT_EQ(read(""), (Names{"a", "b", "d", "c"}));
  EXPECT_EQ(Failure, "");
}

// A part of the models would be worse than none.
TEST_F(UserModels, ThatCannotBeReadLeaveNone) {
  write("/good.yaml", "library: good");
  write("/bad.yaml", "library: bad\nnonsense: 1");
  write("/lost.yaml", "library: good\nmodels: [none.yaml]");
  EXPECT_EQ(read("/good.yaml"), Names{"good"});
  EXPECT_EQ(read("/good.yaml,/none.yaml"), Names());
  EXPECT_TRUE(StringRef(Failure).starts_with(
      "/none.yaml: error: cannot read this model file: "))
      << Failure;
  EXPECT_TRUE(StringRef(Failure).ends_with(
      "; check the option AsyncModels or the key models"))
      << Failure;
  EXPECT_EQ(read("/good.yaml,/bad.yaml,/none.yaml"), Names());
  EXPECT_TRUE(StringRef(Failure).starts_with(
      "/bad.yaml:2:1: error: unknown key 'nonsense'; "))
      << Failure;
  EXPECT_EQ(read("/lost.yaml"), Names());
  EXPECT_TRUE(StringRef(Failure).starts_with("/none.yaml: error: ")) << Failure;
  // One line.
  EXPECT_FALSE(StringRef(Failure).contains('\n'));
}

TEST_F(UserModels, OfAProjectThatCannotBeReadLeaveNone) {
  write("/good.yaml", "library: good");
  write("/project/.async-tidy.yaml", "library: project\ncalls: [{name: f}]");
  EXPECT_EQ(read("/good.yaml"), Names());
  EXPECT_TRUE(StringRef(Failure).starts_with(
      "/project/.async-tidy.yaml:2:10: error: missing required key 'role'"))
      << Failure;
}

TEST_F(UserModels, ThatIncludeEachOtherAreAnError) {
  write("/a.yaml", "library: a\nmodels: [b.yaml]");
  write("/b.yaml", "library: b\nmodels: [a.yaml]");
  EXPECT_EQ(read("/a.yaml"), Names());
  EXPECT_TRUE(
      StringRef(Failure).ends_with("error: model files include each other"))
      << Failure;
}

} // namespace clang::tidy::async::test
