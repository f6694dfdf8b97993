//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

// Each test declares variables of the types that it needs: nothing else has to
// be complete. Most of the types consist of these parts:
static constexpr StringRef Pieces = R"cpp(
#include <coroutine>
#include <exception>
#include <utility>
struct Awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  int await_resume() const;
};
template <typename Start> struct Promise {
  Start initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_void() noexcept;
  void unhandled_exception() noexcept { Error = std::current_exception(); }
  std::exception_ptr Error;
};
)cpp";

static TestUnit unitOf(StringRef Code, TestUnitOptions Options = {}) {
  return TestUnit((Pieces + Code).str(), std::move(Options));
}

static const TaskInfo *task(TestUnit &Unit, StringRef Variable) {
  return Unit.facts().types().task(Unit.typeOf(Variable));
}

static const CXXRecordDecl *promise(TestUnit &Unit, StringRef Variable) {
  return Unit.facts().types().promise(Unit.typeOf(Variable));
}

//===----------------------------------------------------------------------===//
// Structure
//===----------------------------------------------------------------------===//

TEST(TaskTypes, KnowsALazyTask) {
  TestUnit Unit = unitOf(R"cpp(
struct Task : Awaiter {
  struct promise_type : Promise<std::suspend_always> {
    Task get_return_object();
  };
};
extern Task Lazy;
)cpp");
  const TaskInfo *Lazy = task(Unit, "Lazy");
  ASSERT_TRUE(Lazy);
  EXPECT_TRUE(Lazy->StartsAs == Start::Lazy);
  EXPECT_TRUE(Lazy->Dropped == Drop::NeverRuns);
  EXPECT_TRUE(Lazy->Await == AwaitForm::Lvalue);
  EXPECT_FALSE(Lazy->Model);
  EXPECT_FALSE(Lazy->IsNoDiscard);
  ASSERT_TRUE(Lazy->Promise);
  EXPECT_EQ(Lazy->Promise->getNameAsString(), "promise_type");
  EXPECT_EQ(promise(Unit, "Lazy"), Lazy->Promise);
}

TEST(TaskTypes, KnowsAnEagerTask) {
  TestUnit Unit = unitOf(R"cpp(
struct Kept : Awaiter {
  struct promise_type : Promise<std::suspend_never> {
    Kept get_return_object();
  };
};
struct Ending : Awaiter {
  struct promise_type : Promise<std::suspend_never> {
    Ending get_return_object();
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
extern Kept KeepsError;
extern Ending EndsProcess;
)cpp");
  const TaskInfo *Kept = task(Unit, "KeepsError");
  ASSERT_TRUE(Kept);
  EXPECT_TRUE(Kept->StartsAs == Start::Eager);
  EXPECT_TRUE(Kept->Dropped == Drop::LosesError);
  const TaskInfo *Ending = task(Unit, "EndsProcess");
  ASSERT_TRUE(Ending);
  EXPECT_TRUE(Ending->StartsAs == Start::Eager);
  // Dropping it loses nothing that would have been observed.
  EXPECT_TRUE(Ending->Dropped == Drop::Harmless);
}

TEST(TaskTypes, LeavesOpenWhenItStarts) {
  TestUnit Unit = unitOf(R"cpp(
struct Maybe {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct Task : Awaiter {
  struct promise_type : Promise<Maybe> {
    Task get_return_object();
  };
};
extern Task Somehow;
)cpp");
  const TaskInfo *Somehow = task(Unit, "Somehow");
  ASSERT_TRUE(Somehow);
  EXPECT_TRUE(Somehow->StartsAs == Start::Unknown);
  EXPECT_TRUE(Somehow->Dropped == Drop::Unknown);
}

TEST(TaskTypes, KnowsInstancesAliasesReferencesAndSubclasses) {
  TestUnit Unit = unitOf(R"cpp(
template <typename T = void> struct Task : Awaiter {
  struct promise_type : Promise<std::suspend_always> {
    Task get_return_object();
  };
};
using Alias = Task<>;
template <typename T> using Template = Task<T>;
struct Derived : Task<int> {};
extern Task<int> Instance;
extern Alias Aliased;
extern Template<long> ByTemplate;
extern const Task<int> &Reference;
extern Derived Subclass;
extern Task<int> *Pointer;
template <typename T> void pattern(Task<T> Dependent) {}
// A call would complete them as well.
constexpr int Size = sizeof(Alias) + sizeof(Template<long>);
)cpp");
  for (StringRef Variable : {"Instance", "Aliased", "ByTemplate", "Reference",
                             "Subclass", "Dependent"})
    EXPECT_TRUE(task(Unit, Variable)) << Variable.str();
  // It does not own its pointee.
  EXPECT_FALSE(task(Unit, "Pointer"));
  EXPECT_TRUE(task(Unit, "Subclass")->StartsAs == Start::Lazy);
}

TEST(TaskTypes, KnowsPromisesByCoroutineTraits) {
  TestUnit Unit = unitOf(R"cpp(
struct Task : Awaiter {};
struct TaskPromise : Promise<std::suspend_always> {
  Task get_return_object();
};
template <typename... Args> struct std::coroutine_traits<Task, Args...> {
  using promise_type = TaskPromise;
};
struct Special : Awaiter {};
template <> struct std::coroutine_traits<Special> {
  struct promise_type : Promise<std::suspend_never> {
    Special get_return_object();
  };
};
Task makesOne() { co_return; }
extern Task Outside;
extern Special Explicit;
)cpp");
  const TaskInfo *Outside = task(Unit, "Outside");
  ASSERT_TRUE(Outside);
  EXPECT_TRUE(Outside->StartsAs == Start::Lazy);
  EXPECT_EQ(Outside->Promise->getNameAsString(), "TaskPromise");
  const TaskInfo *Explicit = task(Unit, "Explicit");
  ASSERT_TRUE(Explicit);
  EXPECT_TRUE(Explicit->StartsAs == Start::Eager);
}

TEST(TaskTypes, KnowsOperatorCoAwait) {
  TestUnit Unit = unitOf(R"cpp(
namespace lib {
inline namespace v1 {
template <typename T> struct ByMember {
  struct promise_type : Promise<std::suspend_always> {
    ByMember get_return_object();
  };
  Awaiter operator co_await() const;
};
template <typename T> struct Moved {
  struct promise_type : Promise<std::suspend_always> {
    Moved get_return_object();
  };
  Awaiter operator co_await() &&;
};
template <typename T> struct Both {
  struct promise_type : Promise<std::suspend_always> {
    Both get_return_object();
  };
  Awaiter operator co_await() &&;
  Awaiter operator co_await() const &;
};
template <typename T> struct Free {
  struct promise_type : Promise<std::suspend_always> {
    Free get_return_object();
  };
};
struct FreeMoved {
  struct promise_type : Promise<std::suspend_always> {
    FreeMoved get_return_object();
  };
};
} // namespace v1
template <typename T> Awaiter operator co_await(const Free<T> &);
Awaiter operator co_await(FreeMoved &&);
} // namespace lib
struct Elsewhere {
  struct promise_type : Promise<std::suspend_always> {
    Elsewhere get_return_object();
  };
};
namespace other {
Awaiter operator co_await(Elsewhere);
}
extern lib::ByMember<int> Member;
extern lib::Moved<int> WantsMove;
extern lib::Both<int> TakesBoth;
extern lib::Free<int> FreeOperator;
extern lib::FreeMoved FreeWantsMove;
extern Elsewhere NotFound;
constexpr int Size = sizeof(Member) + sizeof(WantsMove) + sizeof(TakesBoth) +
                     sizeof(FreeOperator);
)cpp");
  auto Form = [&](StringRef Variable) {
    const TaskInfo *Info = task(Unit, Variable);
    return Info ? Info->Await : AwaitForm::None;
  };
  EXPECT_TRUE(Form("Member") == AwaitForm::Lvalue);
  EXPECT_TRUE(Form("WantsMove") == AwaitForm::Rvalue);
  EXPECT_TRUE(Form("TakesBoth") == AwaitForm::Lvalue);
  EXPECT_TRUE(Form("FreeOperator") == AwaitForm::Lvalue);
  EXPECT_TRUE(Form("FreeWantsMove") == AwaitForm::Rvalue);
  // Argument-dependent look-up does not see it.
  EXPECT_FALSE(task(Unit, "NotFound"));
}

TEST(TaskTypes, KnowsPromisesThatAreNotInstantiatedYet) {
  TestUnit Unit = unitOf(R"cpp(
template <typename T> struct Task : Awaiter {
  class promise_type : public Promise<std::suspend_always> {
  public:
    Task get_return_object();
  };
};
extern Task<int> OnlyNamed;
struct Holder { Task<int> Held; };
)cpp");
  const TaskInfo *Info = task(Unit, "OnlyNamed");
  ASSERT_TRUE(Info);
  EXPECT_TRUE(Info->StartsAs == Start::Lazy);
}

TEST(TaskTypes, TakesNothingElseForATask) {
  TestUnit Unit = unitOf(R"cpp(
struct Event { Awaiter operator co_await(); };
struct Generator {
  struct promise_type : Promise<std::suspend_always> {
    Generator get_return_object();
    std::suspend_always yield_value(int);
  };
  int next();
};
struct AsyncGenerator : Awaiter {
  struct promise_type : Promise<std::suspend_always> {
    AsyncGenerator get_return_object();
    std::suspend_always yield_value(int);
  };
};
struct Plain { int get(); void wait(); };
struct Declared;
extern Awaiter JustAwaiter;
extern Event JustAwaitable;
extern Generator Pulled;
extern AsyncGenerator PulledByAwait;
extern Plain HasNames;
extern Declared Incomplete;
extern int Number;
)cpp");
  for (StringRef Variable :
       {"JustAwaiter", "JustAwaitable", "Pulled", "PulledByAwait", "HasNames",
        "Incomplete", "Number"})
    EXPECT_FALSE(task(Unit, Variable)) << Variable.str();
  const TaskTypes &Types = Unit.facts().types();
  EXPECT_TRUE(Types.isGenerator(Unit.typeOf("Pulled")));
  EXPECT_TRUE(Types.isGenerator(Unit.typeOf("PulledByAwait")));
  EXPECT_FALSE(Types.isGenerator(Unit.typeOf("JustAwaiter")));
  EXPECT_FALSE(Types.task(QualType()));
}

TEST(TaskTypes, KnowsFireAndForget) {
  TestUnit Unit = unitOf(R"cpp(
struct Fire {
  struct promise_type : Promise<std::suspend_never> {
    Fire get_return_object();
  };
};
struct Lazy {
  struct promise_type : Promise<std::suspend_always> {
    Lazy get_return_object();
  };
};
struct Awaitable : Awaiter {
  struct promise_type : Promise<std::suspend_never> {
    Awaitable get_return_object();
  };
};
struct Generator {
  struct promise_type : Promise<std::suspend_never> {
    Generator get_return_object();
    std::suspend_always yield_value(int);
  };
};
extern Fire Forgotten;
extern Lazy NotStarted;
extern Awaitable Waitable;
extern Generator Pulled;
extern Awaiter NoCoroutine;
)cpp");
  const TaskTypes &Types = Unit.facts().types();
  EXPECT_TRUE(Types.isFireAndForget(Unit.typeOf("Forgotten")));
  EXPECT_FALSE(task(Unit, "Forgotten"));
  EXPECT_TRUE(promise(Unit, "Forgotten"));
  for (StringRef Variable : {"NotStarted", "Waitable", "Pulled", "NoCoroutine"})
    EXPECT_FALSE(Types.isFireAndForget(Unit.typeOf(Variable)))
        << Variable.str();
  EXPECT_FALSE(promise(Unit, "NoCoroutine"));
}

TEST(TaskTypes, ReadsWhatThePromiseDoesWithAnException) {
  TestUnit Unit = unitOf(R"cpp(
extern "C" void abort();
void log(std::exception_ptr);
struct Stores {
  void unhandled_exception() { Error = std::current_exception(); }
  std::exception_ptr Error;
};
struct Ends {
  void unhandled_exception() noexcept { std::terminate(); }
};
struct Aborts {
  void unhandled_exception() noexcept { abort(); }
};
struct Throws {
  void unhandled_exception() { throw; }
};
struct Ignores {
  void unhandled_exception() noexcept {}
};
struct Calls {
  void unhandled_exception() { handle(); }
  void handle();
};
struct Declares {
  void unhandled_exception();
};
template <typename T> struct Pattern {
  void unhandled_exception() { throw; }
};
struct None {};
struct Inherits : Ignores {};
Pattern<int> Use;
)cpp");
  const TaskTypes &Types = Unit.facts().types();
  auto Of = [&](StringRef Promise) {
    return Types.unhandled(Unit.find<CXXRecordDecl>(Promise));
  };
  EXPECT_TRUE(Of("Stores") == Unhandled::Stored);
  EXPECT_TRUE(Of("Ends") == Unhandled::Terminates);
  EXPECT_TRUE(Of("Aborts") == Unhandled::Terminates);
  EXPECT_TRUE(Of("Throws") == Unhandled::Rethrown);
  EXPECT_TRUE(Of("Ignores") == Unhandled::Ignored);
  EXPECT_TRUE(Of("Inherits") == Unhandled::Ignored);
  EXPECT_TRUE(Types.unhandled(classOf(Unit.typeOf("Use"))) ==
              Unhandled::Rethrown);
  for (StringRef Promise : {"Calls", "Declares", "None"})
    EXPECT_TRUE(Of(Promise) == Unhandled::Unknown) << Promise.str();
}

TEST(TaskTypes, KnowsNoDiscard) {
  TestUnit Unit = unitOf(R"cpp(
struct [[nodiscard]] Task : Awaiter {
  struct promise_type : Promise<std::suspend_always> {
    Task get_return_object();
  };
};
template <typename T> struct [[nodiscard]] Template : Awaiter {
  struct promise_type : Promise<std::suspend_always> {
    Template get_return_object();
  };
};
extern Task Plain;
extern Template<int> Instance;
constexpr int Size = sizeof(Instance);
)cpp");
  ASSERT_TRUE(task(Unit, "Plain") && task(Unit, "Instance"));
  EXPECT_TRUE(task(Unit, "Plain")->IsNoDiscard);
  EXPECT_TRUE(task(Unit, "Instance")->IsNoDiscard);
}

//===----------------------------------------------------------------------===//
// Models
//===----------------------------------------------------------------------===//

TEST(TaskTypes, BelievesTheModelMore) {
  TestUnit Unit = unitOf(R"cpp(
namespace lib {
struct Task : Awaiter {
  struct promise_type : Promise<std::suspend_never> {
    Task get_return_object();
  };
};
struct Moved {
  struct promise_type : Promise<std::suspend_always> {
    Moved get_return_object();
  };
  Awaiter operator co_await() &&;
};
struct Future {
  int get();
};
struct Gate : Awaiter {
  struct promise_type : Promise<std::suspend_always> {
    Gate get_return_object();
  };
};
struct Declared;
} // namespace lib
extern lib::Task Corrected;
extern lib::Moved ByStructure;
extern lib::Future NoCoroutine;
extern lib::Gate Scope;
extern lib::Declared Incomplete;
)cpp",
                         {.Model = R"yaml(
library: lib
roots: [lib]
types:
  - {name: Task, start: lazy, shots: one, drop: cancels, await: rvalue}
  - {name: [Moved, Future, Declared], start: eager, drop: loses-error}
  - {name: Gate, kind: scope}
)yaml"});
  const TaskInfo *Corrected = task(Unit, "Corrected");
  ASSERT_TRUE(Corrected && Corrected->Model);
  EXPECT_TRUE(Corrected->StartsAs == Start::Lazy &&
              Corrected->Shot == Shots::One &&
              Corrected->Dropped == Drop::Cancels &&
              Corrected->Await == AwaitForm::Rvalue);
  EXPECT_TRUE(Corrected->Promise);
  // The structure determines what the model leaves open.
  EXPECT_TRUE(task(Unit, "ByStructure")->Await == AwaitForm::Rvalue);
  EXPECT_TRUE(task(Unit, "NoCoroutine")->Await == AwaitForm::None);
  EXPECT_FALSE(task(Unit, "NoCoroutine")->Promise);
  EXPECT_TRUE(task(Unit, "Incomplete"));
  EXPECT_FALSE(task(Unit, "Scope"));
}

//===----------------------------------------------------------------------===//
// Awaiting
//===----------------------------------------------------------------------===//

TEST(TaskTypes, KnowsWhatAPromiseLetsAwait) {
  TestUnit Unit = unitOf(R"cpp(
template <typename T> struct Task : Awaiter {
  struct promise_type : Promise<std::suspend_always> {
    Task get_return_object();
  };
};
struct Other : Awaiter {};
struct Foreign {};
struct Anything : Promise<std::suspend_always> {};
struct Own : Promise<std::suspend_always> {
  template <typename T> Awaiter await_transform(Task<T>);
  Awaiter await_transform(Foreign &);
  Awaiter await_transform(Other) = delete;
};
struct Passes : Promise<std::suspend_always> {
  template <typename T> T &&await_transform(T &&);
};
struct None : Promise<std::suspend_always> {
  template <typename T> void await_transform(T &&) = delete;
};
extern Task<int> ATask;
constexpr int Size = sizeof(ATask);
extern Other AnAwaiter;
extern Foreign NoAwaiter;
extern int Number;
)cpp");
  const TaskTypes &Types = Unit.facts().types();
  auto Form = [&](StringRef Variable, StringRef Promise) {
    return Types.awaitFormIn(Unit.typeOf(Variable),
                             Unit.find<CXXRecordDecl>(Promise));
  };
  EXPECT_TRUE(Form("ATask", "Anything") == AwaitForm::Lvalue);
  EXPECT_TRUE(Form("AnAwaiter", "Anything") == AwaitForm::Lvalue);
  EXPECT_TRUE(Form("NoAwaiter", "Anything") == AwaitForm::None);
  EXPECT_TRUE(Form("Number", "Anything") == AwaitForm::None);

  EXPECT_TRUE(Form("ATask", "Own") != AwaitForm::None);
  EXPECT_TRUE(Form("NoAwaiter", "Own") == AwaitForm::Lvalue);
  EXPECT_TRUE(Form("AnAwaiter", "Own") == AwaitForm::None);

  EXPECT_TRUE(Form("ATask", "Passes") == AwaitForm::Lvalue);
  EXPECT_TRUE(Form("NoAwaiter", "Passes") == AwaitForm::None);
  EXPECT_TRUE(Form("ATask", "None") == AwaitForm::None);
  EXPECT_FALSE(Types.isAwaitableIn(Unit.typeOf("ATask"), nullptr));

  EXPECT_TRUE(Types.awaitsAnything(Unit.find<CXXRecordDecl>("Passes")));
  EXPECT_FALSE(Types.awaitsAnything(Unit.find<CXXRecordDecl>("Own")));
  EXPECT_FALSE(Types.awaitsAnything(Unit.find<CXXRecordDecl>("Anything")));
}

TEST(TaskTypes, KnowsWhatHasToBeMovedToBeAwaited) {
  TestUnit Unit = unitOf(R"cpp(
struct Moved {
  struct promise_type : Promise<std::suspend_always> {
    Moved get_return_object();
  };
  Awaiter operator co_await() &&;
};
struct Plain : Promise<std::suspend_always> {};
struct ByReference : Promise<std::suspend_always> {
  Awaiter await_transform(Moved &&);
};
struct ByLvalue : Promise<std::suspend_always> {
  Awaiter await_transform(const Moved &);
};
struct ByValue : Promise<std::suspend_always> {
  Awaiter await_transform(Moved);
};
extern Moved ATask;
)cpp");
  auto Form = [&](StringRef Promise) {
    return Unit.facts().types().awaitFormIn(Unit.typeOf("ATask"),
                                            Unit.find<CXXRecordDecl>(Promise));
  };
  EXPECT_TRUE(Form("Plain") == AwaitForm::Rvalue);
  EXPECT_TRUE(Form("ByReference") == AwaitForm::Rvalue);
  EXPECT_TRUE(Form("ByLvalue") == AwaitForm::Lvalue);
  EXPECT_TRUE(Form("ByValue") == AwaitForm::Rvalue);
}

TEST(TaskTypes, LooksIntoWhatHoldsTasks) {
  TestUnit Unit = unitOf(R"cpp(
struct Task : Awaiter {
  struct promise_type : Promise<std::suspend_always> {
    Task get_return_object();
  };
};
template <typename... T> struct Tuple {};
extern Task Alone;
extern std::vector<Task> Many;
extern std::pair<int, Task> Second;
extern Tuple<int, Task> InPack;
extern std::vector<int> Numbers;
extern Tuple<> Empty;
constexpr int Size = sizeof(Many) + sizeof(Second) + sizeof(InPack);
extern int Number;
)cpp");
  const TaskTypes &Types = Unit.facts().types();
  for (StringRef Variable : {"Alone", "Many", "Second", "InPack"})
    EXPECT_TRUE(Types.containsTask(Unit.typeOf(Variable))) << Variable.str();
  for (StringRef Variable : {"Numbers", "Empty", "Number"})
    EXPECT_FALSE(Types.containsTask(Unit.typeOf(Variable))) << Variable.str();
}

TEST(TaskTypes, KnowsMembersOfBases) {
  TestUnit Unit = unitOf("struct Derived : Awaiter { void own(); };");
  const TaskTypes &Types = Unit.facts().types();
  const auto *Class = Unit.find<CXXRecordDecl>("Derived");
  EXPECT_TRUE(Types.hasMember(Class, "own"));
  EXPECT_TRUE(Types.hasMember(Class, "await_ready"));
  EXPECT_FALSE(Types.hasMember(Class, "await_transform"));
  EXPECT_FALSE(Types.hasMember(Class, "nowhere"));
}

} // namespace clang::tidy::async::test
