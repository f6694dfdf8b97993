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

static std::string nameOf(const NamedDecl *D) {
  return D ? D->getQualifiedNameAsString() : "";
}

static constexpr Position First{Position::Index, 0};
static constexpr Position Second{Position::Index, 1};
static constexpr Position This{Position::This, 0};
static constexpr Position Last{Position::Last, 0};
static constexpr Position All{Position::All, 0};

TEST(CallSite, IsOfAFunction) {
  TestUnit Unit(R"cpp(
namespace lib { int add(int A, int B); }
void code() { lib::add(1, 2); }
)cpp");
  CallSite Site = Unit.site("code");
  ASSERT_TRUE(Site);
  EXPECT_EQ(nameOf(Site.Callee), "lib::add");
  EXPECT_EQ(Site.Function, Site.Callee);
  EXPECT_FALSE(Site.Object);
  EXPECT_FALSE(Site.ObjectClass);
  ASSERT_EQ(Site.Args.size(), 2u);
  EXPECT_EQ(Site.at(First), Site.Args[0]);
  EXPECT_EQ(Site.at(Second), Site.Args[1]);
  EXPECT_EQ(Site.at(Last), Site.Args[1]);
  EXPECT_FALSE(Site.at(This));
  EXPECT_FALSE(Site.at(All));
  EXPECT_FALSE(Site.at({}));
  EXPECT_FALSE(Site.at({Position::Index, 2}));
}

TEST(CallSite, LeavesOutWhatIsNotWritten) {
  TestUnit Unit(R"cpp(
void run(int A, int B = 2, int C = 3);
struct Timer { Timer(int A, int B = 2); };
void none();
void callsRun() { run(1); }
void makesTimer() { Timer(1); }
void callsNone() { none(); }
)cpp");
  EXPECT_EQ(Unit.site("callsRun").Args.size(), 1u);
  EXPECT_EQ(Unit.site("makesTimer").Args.size(), 1u);
  EXPECT_FALSE(Unit.site("callsNone").at(Last));
}

TEST(CallSite, IsOfAMember) {
  TestUnit Unit(R"cpp(
struct Base { void wait(int); };
struct Derived : Base {
  void inside() { wait(1); }
  void written() { this->wait(1); }
};
void dot(Derived D) { D.wait(1); }
void arrow(Derived *D) { D->wait(1); }
void upcast(Derived D) { static_cast<Base &>(D).wait(1); }
void qualified(Derived D) { D.Base::wait(1); }
)cpp");
  for (StringRef Function : {"dot", "arrow", "qualified"}) {
    CallSite Site = Unit.site(Function);
    EXPECT_EQ(nameOf(Site.Callee), "Base::wait");
    EXPECT_TRUE(Site.at(This)) << Function.str();
    // The type of the object matters, not the class that declares the member.
    EXPECT_EQ(nameOf(Site.ObjectClass), "Derived") << Function.str();
    EXPECT_EQ(Site.Args.size(), 1u);
  }
  EXPECT_EQ(nameOf(Unit.site("upcast").ObjectClass), "Base");
  CallSite Inside = Unit.site("inside");
  EXPECT_FALSE(Inside.Object);
  EXPECT_EQ(nameOf(Inside.ObjectClass), "Derived");
  CallSite Written = Unit.site("written");
  EXPECT_TRUE(Written.Object);
  EXPECT_EQ(nameOf(Written.ObjectClass), "Derived");
}

TEST(CallSite, IsOfAStaticMember) {
  TestUnit Unit(R"cpp(
struct Pool { static Pool &instance(int = 0); };
void byClass() { Pool::instance(1); }
)cpp");
  CallSite Site = Unit.site("byClass");
  EXPECT_EQ(nameOf(Site.Callee), "Pool::instance");
  EXPECT_FALSE(Site.Object);
  EXPECT_EQ(Site.Args.size(), 1u);
}

TEST(CallSite, IsOfAConstructor) {
  TestUnit Unit(R"cpp(
struct Thread { template <typename F> explicit Thread(F, int); };
void temporary() { Thread(1, 2); }
void variable() { Thread T(1, 2); }
void braces() { Thread T{1, 2}; }
)cpp");
  for (StringRef Function : {"temporary", "variable", "braces"}) {
    CallSite Site = Unit.site(Function);
    ASSERT_TRUE(Site) << Function.str();
    EXPECT_TRUE(isa<CXXConstructorDecl>(Site.Callee));
    EXPECT_EQ(nameOf(Site.ObjectClass), "Thread");
    EXPECT_FALSE(Site.Object);
    EXPECT_EQ(Site.Args.size(), 2u) << Function.str();
  }
}

TEST(CallSite, IsOfAnOperator) {
  TestUnit Unit(R"cpp(
struct Task { Task operator|(int); };
Task operator+(Task, int);
struct Pool { int operator()(int, int); };
void member(Task T) { T | 1; }
void free(Task T) { T + 1; }
void object(Pool P) { P(1, 2); }
)cpp");
  CallSite Member = Unit.site("member");
  EXPECT_EQ(nameOf(Member.Callee), "Task::operator|");
  EXPECT_TRUE(Member.Object);
  EXPECT_EQ(nameOf(Member.ObjectClass), "Task");
  EXPECT_EQ(Member.Args.size(), 1u);
  CallSite Free = Unit.site("free");
  EXPECT_EQ(nameOf(Free.Callee), "operator+");
  EXPECT_FALSE(Free.Object);
  EXPECT_EQ(Free.Args.size(), 2u);
  CallSite Object = Unit.site("object");
  EXPECT_EQ(nameOf(Object.Callee), "Pool::operator()");
  EXPECT_EQ(nameOf(Object.ObjectClass), "Pool");
  EXPECT_EQ(Object.Args.size(), 2u);
}

// Some algorithms are constants of a class with a call operator.
TEST(CallSite, IsOfAFunctionObject) {
  TestUnit Unit(R"cpp(
namespace lib {
struct sync_wait_t { int operator()(int) const; };
inline constexpr sync_wait_t sync_wait;
}
void named() { lib::sync_wait(1); }
void local(lib::sync_wait_t Wait) { Wait(1); }
void localStatic() { static lib::sync_wait_t Wait; Wait(1); }
)cpp");
  CallSite Site = Unit.site("named");
  EXPECT_EQ(nameOf(Site.Callee), "lib::sync_wait");
  EXPECT_EQ(nameOf(Site.Function), "lib::sync_wait_t::operator()");
  EXPECT_EQ(Site.Args.size(), 1u);
  for (StringRef Function : {"local", "localStatic"})
    EXPECT_EQ(nameOf(Unit.site(Function).Callee),
              "lib::sync_wait_t::operator()");
}

TEST(CallSite, IsOfNothingKnown) {
  TestUnit Unit(R"cpp(
struct Task { void wait(int); };
void pointer(void (*F)(int)) { F(1); }
void member(Task T, void (Task::*F)(int)) { (T.*F)(1); }
template <typename T> void pattern(T Object) { Object.wait(1); }
template <typename T> void lookup(T Object) { wait(Object); }
int Number = 1;
)cpp");
  for (StringRef Function : {"pointer", "member", "pattern", "lookup"}) {
    CallSite Site = Unit.site(Function);
    EXPECT_FALSE(Site) << Function.str();
    EXPECT_FALSE(Site.Function) << Function.str();
    EXPECT_EQ(Site.Args.size(), 1u) << Function.str();
  }
  EXPECT_TRUE(Unit.site("pattern").Object);
  EXPECT_FALSE(CallSite::of(Unit.find<VarDecl>("Number")->getInit()));
}

TEST(StripImplicit, LooksBehindWhatTheCompilerAdds) {
  TestUnit Unit(R"cpp(
struct Task { Task(const Task &); Task(Task &&); ~Task(); };
Task make();
void take(Task);
void prvalue() { take(((make()))); }
void lvalue(Task T) { take(T); }
void number(short S) { static void (*Use)(long); Use((S)); }
)cpp");
  EXPECT_TRUE(isa<CallExpr>(stripImplicit(Unit.site("prvalue").at(First))));
  EXPECT_TRUE(isa<DeclRefExpr>(stripImplicit(Unit.site("lvalue").at(First))));
  EXPECT_TRUE(isa<DeclRefExpr>(stripImplicit(Unit.site("number").at(First))));
  EXPECT_FALSE(stripImplicit(nullptr));
}

TEST(ClassOf, LooksThroughReferencesAndAliases) {
  TestUnit Unit(R"cpp(
template <typename T> struct Task {};
using Alias = Task<int>;
Alias Value;
const Alias &Reference = Value;
Alias *Pointer;
int Number;
template <typename T> void pattern(Task<T> Dependent, T Unknown) {}
)cpp");
  EXPECT_EQ(nameOf(classOf(Unit.typeOf("Value"))), "Task");
  EXPECT_EQ(nameOf(classOf(Unit.typeOf("Reference"))), "Task");
  EXPECT_EQ(nameOf(classOf(Unit.typeOf("Dependent"))), "Task");
  EXPECT_FALSE(classOf(Unit.typeOf("Pointer")));
  EXPECT_FALSE(classOf(Unit.typeOf("Number")));
  EXPECT_FALSE(classOf(Unit.typeOf("Unknown")));
  EXPECT_FALSE(classOf(QualType()));
}

TEST(IsCallable, KnowsWhatCanBeCalled) {
  TestUnit Unit(R"cpp(
struct Functor { void operator()(); };
struct Template { template <typename T> void operator()(T); };
struct Plain {};
struct Declared;
auto Lambda = [] {};
auto &Reference = Lambda;
void (*Pointer)();
void (&Function)() = *Pointer;
Functor F;
Template T;
Plain P;
extern Declared D;
int Number;
)cpp");
  for (StringRef Name :
       {"Lambda", "Reference", "Pointer", "Function", "F", "T"})
    EXPECT_TRUE(isCallable(Unit.typeOf(Name))) << Name.str();
  for (StringRef Name : {"P", "D", "Number"})
    EXPECT_FALSE(isCallable(Unit.typeOf(Name))) << Name.str();
}

TEST(IsZero, KnowsZeroInAllItsForms) {
  TestUnit Unit(R"cpp(
namespace chrono {
struct seconds {
  constexpr seconds(int Count = 0) : Count(Count) {}
  static constexpr seconds zero();
  int Count;
};
template <char... Digits> constexpr seconds operator""_s();
constexpr seconds operator""_ms(unsigned long long);
}
using namespace chrono;
void use(seconds, long, void *);
void plain() { use(0, 0, 0); }
void durations() { use(seconds(0), 0x0, nullptr); }
void literals() { use(0_s, 1 - 1, nullptr); }
void otherLiteral() { use(0_ms, false, 0); }
void named() { use(seconds::zero(), 0L, (0)); }
void braces() { use(seconds{0}, long{0}, 0); }
constexpr int None = 0;
void constants() { use({0}, None, 0); }
const seconds Nothing(0);
struct clock { static seconds now(); };
void alreadyOver() { use(clock::now(), None, 0); }
void empty() { use({}, long{}, nullptr); }
void emptyDuration() { use(seconds{}, int(), nullptr); }
void constantDuration() { use(Nothing, 0, nullptr); }
)cpp");
  for (StringRef Function : {"plain", "durations", "literals", "otherLiteral",
                             "named", "braces", "constants", "alreadyOver",
                             "empty", "emptyDuration", "constantDuration"}) {
    CallSite Site = Unit.site(Function);
    for (unsigned I = 0; I < Site.Args.size(); ++I)
      EXPECT_TRUE(isZero(Site.Args[I], Unit.context()))
          << Function.str() << ", argument " << I;
  }
}

TEST(IsZero, TakesNothingElseForZero) {
  TestUnit Unit(R"cpp(
namespace chrono {
struct seconds {
  constexpr seconds(int Count) : Count(Count) {}
  seconds(int, int);
  static constexpr seconds max();
  int Count;
};
template <char... Digits> constexpr seconds operator""_s();
}
using namespace chrono;
void use(seconds, long);
void numbers() { use(1, -1); }
void literals() { use(10_s, 0 + 1); }
void named() { use(seconds::max(), true); }
void two() { use(seconds(0, 0), 2); }
void unknown(seconds S, long L) { use(S, L); }
template <int N> void dependent() { use(seconds(N), N); }
)cpp");
  for (StringRef Function :
       {"numbers", "literals", "named", "two", "unknown", "dependent"}) {
    CallSite Site = Unit.site(Function);
    for (unsigned I = 0; I < Site.Args.size(); ++I)
      EXPECT_FALSE(isZero(Site.Args[I], Unit.context()))
          << Function.str() << ", argument " << I;
  }
  EXPECT_FALSE(isZero(nullptr, Unit.context()));
}

// `x | f(y)` is `f(x, y)` if f is a function object.
TEST(CallSite, IsOfAPipe) {
  TestUnit Unit(R"cpp(
namespace lib {
struct Sender {};
struct Closure {};
inline namespace detail {
inline constexpr struct Then {
  Closure operator()(int) const;
  Sender operator()(Sender, int) const;
} then{};
}
Closure make(int);
Sender operator|(Sender, Closure);
}
void piped(lib::Sender S) { S | lib::then(1); }
void chained(lib::Sender S) { S | lib::then(1) | lib::then(2); }
void direct(lib::Sender S) { lib::then(S, 1); }
void function(lib::Sender S) { S | lib::make(1); }
void variable(lib::Sender S, lib::Closure C) { S | C; }
)cpp");
  for (StringRef Function : {"piped", "chained"}) {
    CallSite Site = Unit.site(Function);
    EXPECT_EQ(nameOf(Site.Callee), "lib::then") << Function.str();
    ASSERT_EQ(Site.Args.size(), 2u) << Function.str();
    EXPECT_TRUE(Site.Args[1]->getType()->isIntegerType());
    EXPECT_TRUE(Site.Closure);
    EXPECT_FALSE(Site.Object);
  }
  EXPECT_EQ(nameOf(Unit.site("direct").Callee), "lib::then");
  EXPECT_FALSE(Unit.site("direct").Closure);
  for (StringRef Function : {"function", "variable"}) {
    EXPECT_EQ(nameOf(Unit.site(Function).Callee), "lib::operator|");
    EXPECT_FALSE(Unit.site(Function).Closure);
  }
}

TEST(PointedTo, SeesThroughSmartPointers) {
  TestUnit Unit(R"cpp(
struct Pool {};
template <typename T> struct Access { T *operator->() const; };
template <typename T> struct Shared : Access<T> {};
template <typename T> struct Box { T Inner; };
Pool *Raw;
Shared<Pool> Smart;
Shared<Pool> &Reference = Smart;
Pool Plain;
Box<Pool> Boxed;
int Number;
)cpp");
  QualType Pool = Unit.typeOf("Plain").getCanonicalType();
  for (StringRef Name : {"Raw", "Smart", "Reference", "Plain"})
    EXPECT_EQ(pointedTo(Unit.typeOf(Name)).getCanonicalType(), Pool)
        << Name.str();
  for (StringRef Name : {"Boxed", "Number"})
    EXPECT_EQ(pointedTo(Unit.typeOf(Name)), Unit.typeOf(Name)) << Name.str();
}

} // namespace clang::tidy::async::test
