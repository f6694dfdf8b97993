//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// What files say of their functions, and what others learn from it.

#include "facts/Summaries.h"
#include "TestUnit.h"
#include "facts/Callers.h"
#include "facts/Launches.h"
#include "facts/Outcomes.h"
#include "facts/Symbols.h"
#include "index/ProjectIndex.h"
#include "index/SummaryFile.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

/// Several files of code that includes "lib.h", and their index.
class Project {
public:
  Project &add(StringRef File, StringRef Code) {
    TestUnit Unit = libUnit(Code, {.File = ("/unit/" + File).str()});
    Units.push_back(summarize(Unit.facts(), Unit.effects(), "/unit"));
    return *this;
  }
  const UnitSummary &unit(size_t Index) const { return Units[Index]; }
  const ProjectIndex &index() {
    if (!Linked)
      Linked = llvm::cantFail(
          ProjectIndex::read(llvm::MemoryBuffer::getMemBufferCopy(
              indexBytes(link(merge(Units)), "/unit"))));
    return *Linked;
  }

private:
  std::vector<UnitSummary> Units;
  std::unique_ptr<const ProjectIndex> Linked;
};

/// The ways on which \p Function of \p Unit has an effect, as "outer > inner;
/// other".
static std::string waysOf(TestUnit &Unit, StringRef Function,
                          const ProjectIndex *Index,
                          EffectKind Kind = EffectKind::Blocks) {
  Effects Does(Unit.facts(), Index);
  const Body &B = Unit.body(Function);
  std::string Text;
  for (const Witness &Path : Kind == EffectKind::Computes ? Does.computing(B)
                             : Kind == EffectKind::Blocks
                                 ? Does.blocking(B)
                                 : Does.blockingOnThread(B)) {
    Text += Text.empty() ? "" : "; ";
    Text += Path.First->callee()->getNameAsString();
    for (const WitnessStep &Next : Path.LaterSteps)
      Text += (" > " + StringRef(Next.Callee).trim('\'')).str();
  }
  return Text;
}

//===----------------------------------------------------------------------===//
// Symbols
//===----------------------------------------------------------------------===//

TEST(Symbols, AreTheSameInAllFiles) {
  TestUnit A = libUnit("int load(int); int use() { return load(1); }\n"
                       "template <typename T> T twice(T V) { return V + V; }\n"
                       "int two() { return twice(1); }");
  TestUnit B = libUnit("struct S {}; int load(int N) { return N; }\n"
                       "int load(S);\n"
                       "template <typename T> T twice(T V) { return V + V; }\n"
                       "int four() { return twice(2); }");
  SymbolId Load = symbolOf(*A.find<FunctionDecl>("load"));
  ASSERT_TRUE(bool(Load));
  EXPECT_EQ(Load, symbolOf(*B.find<FunctionDecl>("load")));
  EXPECT_EQ(symbolOf(*A.body("twice").Function),
            symbolOf(*B.body("twice").Function));
  EXPECT_NE(Load, symbolOf(*A.find<FunctionDecl>("use")));
}

TEST(Symbols, OfWhatOtherFilesCannotCallHaveTheirFile) {
  StringRef Code = "static int load() { return 1; }\n"
                   "namespace { int hidden() { return load(); } }\n"
                   "inline int use() { return hidden(); }";
  TestUnit A = libUnit(Code, {.File = "/unit/a.cpp"});
  TestUnit B = libUnit(Code, {.File = "/unit/b.cpp"});
  Symbols OfA(A.facts(), "/unit"), OfB(B.facts(), "/unit");
  for (StringRef Name : {"load", "hidden"}) {
    EXPECT_FALSE(bool(symbolOf(*A.body(Name).Function)));
    EXPECT_TRUE(bool(OfA.of(A.body(Name))));
    EXPECT_NE(OfA.of(A.body(Name)), OfB.of(B.body(Name))) << Name.str();
  }
  EXPECT_EQ(OfA.of(A.body("use")), OfB.of(B.body("use")));
}

TEST(Symbols, OfLambdasAreTheirOwn) {
  TestUnit Unit = libUnit("void f() {\n"
                          "  lib::offload([] { return 1; });\n"
                          "  lib::offload([] { return 2; });\n"
                          "}");
  Symbols Of(Unit.facts(), "/unit");
  SymbolId F = Of.of(Unit.body("f")), First = Of.of(Unit.lambda("f", 0)),
           Second = Of.of(Unit.lambda("f", 1));
  EXPECT_TRUE(F && First && Second);
  EXPECT_TRUE(F != First && First != Second && F != Second);
}

TEST(Symbols, NameFilesFromTheRoot) {
  TestUnit Unit =
      libUnit("int f() { return 1; }", {.File = "/unit/a/../b.cpp"});
  SourceLocation At = Unit.body("f").Function->getLocation();
  EXPECT_EQ(Symbols(Unit.facts(), "/unit").place(At).File, "b.cpp");
  EXPECT_EQ(Symbols(Unit.facts(), "/uni").place(At).File, "/unit/b.cpp");
  EXPECT_EQ(Symbols(Unit.facts(), "").place(At).File, "/unit/b.cpp");
}

//===----------------------------------------------------------------------===//
// Effects
//===----------------------------------------------------------------------===//

TEST(Summaries, TellOfEffectsAcrossFiles) {
  Project All;
  All.add("load.cpp", "int open(int); int load() { return open(1); }");
  All.add("open.cpp", "int open(int F) { return lib::read(F); }\n"
                      "void hash() { lib::compress(); }\n"
                      "void quiet() { lib::close(1); }");
  TestUnit Unit =
      libUnit("int load(); void hash(); void quiet(); void none();\n"
              "void f() { load(); quiet(); none(); }\n"
              "void g() { hash(); }");
  EXPECT_EQ(waysOf(Unit, "f", nullptr), "");
  EXPECT_EQ(waysOf(Unit, "f", &All.index()), "load > open > read");
  EXPECT_EQ(waysOf(Unit, "g", &All.index()), "");
  EXPECT_EQ(waysOf(Unit, "g", &All.index(), EffectKind::Computes),
            "hash > compress");

  Effects Does(Unit.facts(), &All.index());
  const Witness &Path = Does.blocking(Unit.body("f")).front();
  ASSERT_EQ(Path.LaterSteps.size(), 2u);
  EXPECT_EQ(Path.LaterSteps[0].At.File, "/unit/load.cpp");
  EXPECT_EQ(Path.LaterSteps[1].At.File, "/unit/open.cpp");
  EXPECT_EQ(Path.LaterSteps[1].Signature, "'read(int)'");
  ASSERT_TRUE(bool(Path.RootMatch));
  EXPECT_EQ(Path.RootMatch->Blocks, Blocking::Io);
  EXPECT_EQ(Path.RootMatch->Library->Name, "lib");
}

// A recursive call with the same path proves nothing about that path.
TEST(Summaries, TellOfEffectsOfRecursiveFunctions) {
  Project All;
  All.add("tree.cpp",
          "struct FILE; extern \"C\" FILE *fopen(const char *, const char *);\n"
          "bool tree(const char *Path, int N) {\n"
          "  return N ? tree(Path, N - 1) : fopen(Path, \"r\") != nullptr;\n"
          "}\n"
          "static bool kernel(const char *Path, int N) {\n"
          "  return N ? kernel(Path, N - 1) : fopen(Path, \"r\") != nullptr;\n"
          "}\n"
          "bool uptime() { return kernel(\"/proc/uptime\", 1); }");
  TestUnit Unit = libUnit("bool tree(const char *Path, int N); bool uptime();\n"
                          "void f() { tree(\"x\", 1); }\n"
                          "void g() { uptime(); }");
  EXPECT_EQ(waysOf(Unit, "f", &All.index()), "tree > fopen");
  EXPECT_EQ(waysOf(Unit, "g", &All.index()), "");
}

TEST(Summaries, CountForLessThanABodyOrAWordOfTheUser) {
  Project All;
  All.add("a.cpp", "void load() { lib::read(1); }\n"
                   "void safe() { lib::read(1); }\n"
                   "void marked() { lib::read(1); }");
  TestUnit Unit = libUnit(R"cpp(
void load() {}
[[clang::annotate("async-tidy::nonblocking")]] void safe();
[[clang::annotate("async-tidy::blocking")]] void marked();
void f() { load(); safe(); marked(); }
)cpp");
  EXPECT_EQ(waysOf(Unit, "f", &All.index()), "marked");
}

TEST(Summaries, AreOfWhatRunsOnTheThreadOfTheCaller) {
  Project All;
  All.add("a.cpp", R"cpp(
void offloads() { lib::offload([] { return lib::read(1); }); }
void here() { lib::for_each([] { lib::read(1); }); }
void named() { auto L = [] { lib::read(1); }; L(); }
lib::Task<int> coroutine() { lib::read(1); co_return 1; }
[[noreturn]] void abort();
void ends() { lib::read(1); abort(); }
)cpp");
  TestUnit Unit = libUnit(R"cpp(
void offloads(); void here(); void named(); void ends();
lib::Task<int> coroutine();
void callOffloads() { offloads(); }
void callHere() { here(); }
void callNamed() { named(); }
void callCoroutine() { coroutine(); }
void callEnds() { ends(); }
lib::Task<int> hops(lib::Pool &P) { co_await P.schedule(); here(); co_return 1; }
)cpp");
  for (StringRef Silent : {"callOffloads", "callCoroutine", "callEnds", "hops"})
    EXPECT_EQ(waysOf(Unit, Silent, &All.index()), "") << Silent.str();
  EXPECT_EQ(waysOf(Unit, "callHere", &All.index()), "here > read");
  EXPECT_EQ(waysOf(Unit, "callNamed", &All.index()), "named > read");
}

TEST(Summaries, LeaveOutWaitsForWhatCallersGive) {
  Project All;
  All.add("a.cpp", R"cpp(
using namespace lib;
int given(Future<int> F) { return F.get(); }
int moved(Future<int> F) { auto G = std::move(F); return G.get(); }
int follows(Future<int> F) { return F.then([](int) { return 1; }).get(); }
struct State { Future<int> F; int own() { return F.get(); } };
int keep(State &S) { return S.own(); }
int starts(Future<int> F) { return offload([] { return 1; }).get(); }
int plain() { auto F = offload([] { return 1; }); return F.get(); }
)cpp");
  const ProjectIndex &Index = All.index();
  auto DistanceOf = [&](StringRef Name) {
    for (const FunctionSummary &Each : All.unit(0).Functions)
      if (Each.Name == ("'" + Name + "'").str())
        return Index.distance(Each.Symbol, EffectKind::Blocks, false);
    ADD_FAILURE() << Name.str();
    return 0u;
  };
  for (StringRef Silent : {"given", "moved", "follows", "own", "keep"})
    EXPECT_EQ(DistanceOf(Silent), 0u) << Silent.str();
  for (StringRef Blocks : {"starts", "plain"})
    EXPECT_EQ(DistanceOf(Blocks), 1u) << Blocks.str();
}

TEST(Summaries, TellWhatAllOverridesDo) {
  StringRef Header = "struct Store { virtual void load() = 0; };\n"
                     "struct Cache { virtual void load() = 0; };\n"
                     "struct Disk : Store { void load() override; };\n";
  Project All;
  All.add("disk.cpp", (Header + "void Disk::load() { lib::read(1); }").str());
  All.add("use.cpp", (Header + "void use(Store &S) { S.load(); }").str());
  All.add("caches.cpp",
          (Header + "struct Slow : Cache { void load() override; };\n"
                    "struct Fast : Cache { void load() override {} };\n"
                    "void Slow::load() { lib::sleep(1); }")
              .str());
  TestUnit Unit = libUnit(
      (Header + "void use(Store &); void through(Store &S) { use(S); }\n"
                "void straight(Store &S) { S.load(); }\n"
                "void known() { Disk D; D.load(); }\n"
                "void cached(Cache &C) { C.load(); }")
          .str());
  EXPECT_EQ(waysOf(Unit, "through", &All.index()), "use > load > read");
  EXPECT_EQ(waysOf(Unit, "straight", &All.index()), "load > read");
  EXPECT_EQ(waysOf(Unit, "known", &All.index()), "load > read");
  EXPECT_EQ(waysOf(Unit, "cached", &All.index()), "");
}

TEST(Summaries, EndWhereFilesCallEachOther) {
  Project All;
  All.add("a.cpp", "void pong(int); void ping(int N) { if (N) pong(N); }");
  All.add("b.cpp", "void ping(int); void pong(int N) {\n"
                   "  ping(N - 1); lib::sleep(1); }");
  TestUnit Ping =
      libUnit("void pong(int); void ping(int N) { if (N) pong(N); }");
  EXPECT_EQ(waysOf(Ping, "ping", &All.index()), "pong > sleep");
  TestUnit Pong = libUnit("void ping(int); void pong(int N) {\n"
                          "  ping(N - 1); lib::sleep(1); }");
  // A path that leads back to its start is reported there.
  EXPECT_EQ(waysOf(Pong, "pong", &All.index()), "sleep");
}

TEST(Summaries, StopAfterAFewCalls) {
  Project All;
  std::string Code = "void f0() { lib::read(1); }\n";
  for (unsigned I = 1; I < 12; ++I)
    Code += "void f" + std::to_string(I) + "() { f" + std::to_string(I - 1) +
            "(); }\n";
  All.add("a.cpp", Code);
  TestUnit Unit = libUnit("void f6(); void f9();\n"
                          "void near() { f6(); } void far() { f9(); }");
  EXPECT_NE(waysOf(Unit, "near", &All.index()), "");
  EXPECT_EQ(waysOf(Unit, "far", &All.index()), "");
}

TEST(Summaries, OfEqualCodeAreEqual) {
  StringRef Code = R"cpp(
using namespace lib;
struct Base { virtual int run() = 0; };
struct A : Base { int run() override { return read(1); } };
struct B : Base { int run() override { throw 1; } };
int use(Base &B) { return B.run(); }
Task<int> work(Base *B) { post(global_pool(), [B] { use(*B); }); co_return 1; }
)cpp";
  Project First, Second;
  First.add("a.cpp", Code);
  Second.add("a.cpp", Code);
  EXPECT_EQ(toBytes(First.unit(0)), toBytes(Second.unit(0)));
  EXPECT_FALSE(First.unit(0).Functions.empty());
  EXPECT_FALSE(First.unit(0).Methods.empty());
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

/// How running \p Function can fail, with what \p Index knows.
static Failure::Kind failureOf(TestUnit &Unit, StringRef Function,
                               const ProjectIndex *Index) {
  Effects Does(Unit.facts(), Index);
  return Does.failing().running(Unit.body(Function)).kind();
}

TEST(Summaries, TellOfErrorsAcrossFiles) {
  Project All;
  All.add("a.cpp", R"cpp(
using namespace lib;
void check();
void deep();
Task<int> quiet() { co_return 1; }
Task<int> throws() { throw 1; co_return 1; }
Task<int> awaits() { co_return co_await throws(); }
Task<int> calls() { check(); co_return 1; }
Task<int> catches() { try { check(); } catch (...) {} co_return 1; }
Task<int> goesDeep() { deep(); co_return 1; }
void step() {}
void rethrows() { try { step(); } catch (...) { throw; } }
void passesOn() { try { check(); } catch (...) { throw; } }
)cpp");
  All.add("b.cpp", "void check() { throw 1; }\n"
                   "void step(); void deep() { step(); }");
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<int> quiet(); Task<int> throws(); Task<int> awaits(); Task<int> calls();
Task<int> catches(); Task<int> goesDeep(); Task<int> nowhere();
void check(); void step(); void unknown(); void rethrows(); void passesOn();
Task<int> a() { co_return co_await quiet(); }
Task<int> b() { co_return co_await throws(); }
Task<int> c() { co_return co_await awaits(); }
Task<int> d() { co_return co_await calls(); }
Task<int> e() { co_return co_await catches(); }
Task<int> f() { co_return co_await goesDeep(); }
Task<int> g() { co_return co_await nowhere(); }
void h() { check(); }
void i() { step(); }
void j() { unknown(); }
void k() { rethrows(); }
void l() { passesOn(); }
)cpp");
  const ProjectIndex *Index = &All.index();
  EXPECT_EQ(failureOf(Unit, "a", nullptr), Failure::Certainly);
  EXPECT_EQ(failureOf(Unit, "a", Index), Failure::Never);
  EXPECT_EQ(failureOf(Unit, "b", Index), Failure::Certainly);
  EXPECT_EQ(failureOf(Unit, "c", Index), Failure::Certainly);
  EXPECT_EQ(failureOf(Unit, "d", Index), Failure::Certainly);
  EXPECT_EQ(failureOf(Unit, "e", Index), Failure::Never);
  EXPECT_EQ(failureOf(Unit, "f", Index), Failure::Never);
  EXPECT_EQ(failureOf(Unit, "g", Index), Failure::Certainly);
  EXPECT_EQ(failureOf(Unit, "h", nullptr), Failure::Perhaps);
  EXPECT_EQ(failureOf(Unit, "h", Index), Failure::Certainly);
  EXPECT_EQ(failureOf(Unit, "i", nullptr), Failure::Perhaps);
  EXPECT_EQ(failureOf(Unit, "i", Index), Failure::Never);
  EXPECT_EQ(failureOf(Unit, "j", Index), Failure::Perhaps);
  EXPECT_EQ(failureOf(Unit, "k", Index), Failure::Never);
  EXPECT_NE(failureOf(Unit, "l", Index), Failure::Never);
}

TEST(Summaries, TellOfErrorsThatArgumentsDecide) {
  Project All;
  All.add("a.cpp", "lib::Task<int> wrap(lib::Task<int> T) {\n"
                   "  co_return co_await std::move(T); }\n"
                   "lib::Task<int> quiet() { co_return 1; }\n"
                   "lib::Task<int> throws() { throw 1; co_return 1; }");
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<int> wrap(Task<int>); Task<int> quiet(); Task<int> throws();
Task<int> a() { co_return co_await wrap(quiet()); }
Task<int> b() { co_return co_await wrap(throws()); }
)cpp");
  EXPECT_EQ(failureOf(Unit, "a", &All.index()), Failure::Never);
  EXPECT_EQ(failureOf(Unit, "b", &All.index()), Failure::Certainly);
}

TEST(Summaries, TellOfErrorsOfWhatIsStarted) {
  Project All;
  All.add("a.cpp", "lib::Task<int> throws() { throw 1; co_return 1; }\n"
                   "lib::Task<int> quiet() { co_return 1; }\n"
                   "lib::Task<int> passes();\n"
                   "lib::Task<int> wraps() { return passes(); }");
  TestUnit Unit = libUnit(R"cpp(
lib::Task<int> throws(); lib::Task<int> quiet(); lib::Task<int> wraps();
lib::Task<int> nowhere();
void a() { lib::spawn(throws()); }
void b() { lib::spawn(quiet()); }
void c() { lib::spawn(wraps()); }
void d() { lib::spawn(nowhere()); }
)cpp");
  Effects Does(Unit.facts(), &All.index());
  auto Launched = [&](StringRef Function, Effects &With) {
    return launchAt(Unit.call(Function, "spawn"), Unit.facts(), With.failing());
  };
  std::optional<Launch> Throws = Launched("a", Does);
  ASSERT_TRUE(Throws.has_value());
  EXPECT_EQ(Throws->Is, Launch::Lost);
  EXPECT_EQ(Throws->FailsAt, (Span{"/unit/a.cpp", 43}));
  // What is not in sight may well catch everything.
  for (StringRef Silent : {"b", "c", "d"})
    EXPECT_FALSE(Launched(Silent, Does).has_value()) << Silent.str();
  EXPECT_FALSE(Launched("a", Unit.effects()).has_value());
}

TEST(Summaries, TellOfErrorsThatEndTheProcess) {
  Project All;
  All.add("a.cpp", "lib::Task<int> throws() { throw 1; co_return 1; }\n"
                   "lib::Task<int> quiet() { co_return 1; }\n"
                   "void body() { throw 1; }\nvoid silent() {}\n"
                   "struct Base { virtual void run(); void stop(); };\n"
                   "void Base::run() { throw 1; }\n"
                   "void Base::stop() { throw 1; }");
  TestUnit Unit = libUnit(R"cpp(
struct Base { virtual void run(); void stop(); };
lib::Task<int> throws(); lib::Task<int> quiet(); lib::Task<int> nowhere();
void body(); void silent(); void unknown();
void a() { lib::detach(throws()); }
void b() { lib::detach(quiet()); }
void c() { lib::detach(nowhere()); }
void d() { lib::start_thread(body); }
void e() { lib::start_thread(silent); }
void f() { lib::start_thread(&unknown); }
void g() { lib::start_thread(&Base::run); }
void h() { lib::start_thread(&Base::stop); }
)cpp");
  Effects Does(Unit.facts(), &All.index());
  auto Launched = [&](StringRef Function, StringRef By, Effects &With) {
    return launchAt(Unit.call(Function, By), Unit.facts(), With.failing());
  };
  std::optional<Launch> Task = Launched("a", "detach", Does);
  ASSERT_TRUE(Task.has_value());
  EXPECT_EQ(Task->Is, Launch::Ends);
  EXPECT_EQ(Task->StartedElsewhere->getNameAsString(), "throws");
  EXPECT_EQ(Task->FailsAt, (Span{"/unit/a.cpp", 43}));
  std::optional<Launch> Thread = Launched("d", "start_thread", Does);
  ASSERT_TRUE(Thread.has_value());
  EXPECT_EQ(Thread->StartedElsewhere->getNameAsString(), "body");
  for (StringRef Silent : {"b", "c"})
    EXPECT_FALSE(Launched(Silent, "detach", Does)) << Silent.str();
  EXPECT_TRUE(Launched("h", "start_thread", Does));
  // An override may run, too.
  for (StringRef Silent : {"e", "f", "g"})
    EXPECT_FALSE(Launched(Silent, "start_thread", Does)) << Silent.str();
  EXPECT_FALSE(Launched("a", "detach", Unit.effects()));
  EXPECT_FALSE(Launched("d", "start_thread", Unit.effects()));
}

TEST(Summaries, TellWhoCallsFromOtherFiles) {
  Project All;
  All.add("a.cpp", R"cpp(
void byMain(); void byCoroutine(); void byBoth(); void byPlain();
void byThread(); void byConstructor(); void byTest();
LIB_TEST(waits) { byTest(); }
int main() { byMain(); byBoth(); lib::Thread T([] { byThread(); }); }
lib::Task<int> coroutine() { byCoroutine(); byBoth(); co_return 1; }
void plain() { byPlain(); }
struct S { S() { byConstructor(); } };
)cpp");
  StringRef Code = "void byMain() {} void byCoroutine() {} void byBoth() {}\n"
                   "void byPlain() {} void byThread() {} void nobody() {}\n"
                   "void byConstructor() {} void byTest() {}";
  All.add("b.cpp", Code);
  TestUnit Unit = libUnit(Code);
  Effects Does(Unit.facts(), &All.index());
  Callers Who(Unit.facts(), Does), Alone(Unit.facts(), Unit.effects());
  for (StringRef Name : {"byMain", "byThread", "byConstructor"}) {
    EXPECT_TRUE(Who.mayAllWait(Unit.body(Name).Function)) << Name.str();
    EXPECT_FALSE(Alone.mayAllWait(Unit.body(Name).Function)) << Name.str();
  }
  for (StringRef Name :
       {"byCoroutine", "byBoth", "byPlain", "byTest", "nobody"})
    EXPECT_FALSE(Who.mayAllWait(Unit.body(Name).Function)) << Name.str();
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

// Like std::function.
static constexpr StringRef Work =
    "struct Work { template <typename F> Work(F) {}"
    " Work(const Work &); Work(Work &&);"
    " void operator()() const;"
    " explicit operator bool() const; };\n";

/// The contexts of the lambdas in \p Function, according to \p Index.
static std::vector<ContextKind> contextsIn(TestUnit &Unit, StringRef Function,
                                           const ProjectIndex *Index) {
  std::vector<ContextKind> Found;
  for (const Body &B : Unit.facts(Index).bodies())
    if (B.Lambda && B.named()->getNameAsString() == Function)
      Found.push_back(outermost(B).Context);
  return Found;
}

using Contexts = std::vector<ContextKind>;

TEST(Summaries, TellWhereCallablesRun) {
  Project All;
  All.add("a.cpp", (Work + R"cpp(
using namespace lib;
Loop &loop();
void submit(Work);
void inBackground(Work W) { offload(std::move(W)); }
void viaLambda(Work W) { offload([W] { if (W) W(); }); }
void viaMove(Work W) { post(loop(), [W = std::move(W)] { W(); }); }
void viaOther(Work W) { submit(std::move(W)); }
Task<int> hops(Pool &P, Work W) { co_await P.schedule(); W(); co_return 1; }
Task<int> stays(Work W) { W(); co_return 1; }
void onLoop(Work W) { if (W) post(loop(), W); }
void startThread(Work W) { Thread T(W); }
void callHere(const Work &W) { W(); }
void kept(Work W) { static Work Kept = W; }
void both(Work W) { W(); offload(W); }
void unknown(Work W) { mystery(W); }
)cpp")
                       .str());
  All.add("b.cpp", (Work + "void submit(Work W) { lib::offload(W); }").str());
  TestUnit Unit = libUnit((Work + R"cpp(
void inBackground(Work); void viaLambda(Work); void viaMove(Work);
void viaOther(Work); void onLoop(Work); void startThread(Work);
void callHere(const Work &); void kept(Work); void both(Work);
void unknown(Work); void nowhere(Work);
lib::Task<int> hops(lib::Pool &, Work); lib::Task<int> stays(Work);
void pool(lib::Pool &P) {
  inBackground([] {}); viaLambda([] {}); viaOther([] {}); hops(P, [] {});
}
void loop() { viaMove([] {}); onLoop([] {}); }
void thread() { startThread([] {}); }
lib::Task<> here() { callHere([] {}); co_return; }
void silent() {
  kept([] {}); both([] {}); unknown([] {}); nowhere([] {}); stays([] {});
}
)cpp")
                              .str());
  EXPECT_EQ(contextsIn(Unit, "pool", nullptr),
            Contexts(4, ContextKind::Unknown));
  const ProjectIndex *Index = &All.index();
  EXPECT_EQ(contextsIn(Unit, "pool", Index),
            Contexts(4, ContextKind::Offloaded));
  EXPECT_EQ(contextsIn(Unit, "loop", Index),
            Contexts(2, ContextKind::Continuation));
  EXPECT_EQ(contextsIn(Unit, "thread", Index), Contexts{ContextKind::MayBlock});
  EXPECT_EQ(contextsIn(Unit, "here", Index), Contexts{ContextKind::Coroutine});
  EXPECT_EQ(contextsIn(Unit, "silent", Index),
            Contexts(5, ContextKind::Unknown));
  // Facts that are no longer known are forgotten.
  EXPECT_EQ(contextsIn(Unit, "pool", nullptr),
            Contexts(4, ContextKind::Unknown));
}

TEST(Summaries, TellWhereCallablesRunThatAreGivenToInterfaces) {
  std::string Header =
      (Work + "struct Runner { virtual void run(Work) = 0; };\n"
              "struct Pooled : Runner { void run(Work) "
              "override; };\n")
          .str();
  Project All;
  All.add("a.cpp", Header + "void Pooled::run(Work W) { lib::offload(W); }");
  TestUnit Unit = libUnit(
      Header + "struct Runner2;\nvoid use(Runner &R) { R.run([] {}); }");
  EXPECT_EQ(contextsIn(Unit, "use", &All.index()),
            Contexts{ContextKind::Offloaded});
}

TEST(Summaries, TellThatNamedFunctionsArePosted) {
  Project All;
  All.add("a.cpp", "template <typename F> void onLoop(lib::Loop &L, F W) {\n"
                   "  lib::post(L, W); }\n"
                   "void g(); void f(lib::Loop &L) { onLoop(L, g); }");
  All.add("b.cpp", (Work + "void onPool(Work W) { lib::offload(W); }\n"
                           "void later(lib::Loop &L, Work W) {\n"
                           "  lib::post(L, W); }")
                       .str());
  TestUnit Unit = libUnit((Work + "void onPool(Work); void later(lib::Loop &, "
                                  "Work);\n"
                                  "static void a() {} static void b() {}\n"
                                  "static void both() {}\n"
                                  "void use(lib::Loop &L) {\n"
                                  "  later(L, a); onPool(b);\n"
                                  "  lib::post(L, both); onPool(both); }")
                              .str());
  EXPECT_EQ(Unit.body("both").Context, ContextKind::Continuation);
  Unit.facts(&All.index());
  EXPECT_EQ(Unit.body("a").Context, ContextKind::Continuation);
  EXPECT_EQ(Unit.body("b").Context, ContextKind::Plain);
  // Other files contradict the first answer.
  EXPECT_EQ(Unit.body("both").Context, ContextKind::Plain);
}

TEST(Summaries, TellWhereTasksAreDropped) {
  Project All;
  All.add("a.cpp", R"cpp(
using namespace lib;
void log(Future<int> &);
void deep(Future<int>);
void runQuietly(Future<int>) {}
void casts(Future<int> F) { (void)F; }
void passes(Future<int> F) { deep(std::move(F)); }
void runAndLog(Future<int> F) { F.get(); }
void handles(Future<int> F) { F.handle([](int) {}); }
void refers(Future<int> &F) {}
void keeps(Future<int> F) { static Future<int> Kept = std::move(F); }
)cpp");
  All.add("b.cpp", "void deep(lib::Future<int> F) {}");
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void runQuietly(Future<int>); void casts(Future<int>);
void passes(Future<int>); void runAndLog(Future<int>);
void handles(Future<int>); void refers(Future<int> &);
void keeps(Future<int>); void nowhere(Future<int>);
Future<int> start();
void dropped() { runQuietly(start()); casts(start()); passes(start()); }
void observed() {
  runAndLog(start()); handles(start()); keeps(start()); nowhere(start());
}
void held() { auto F = start(); runQuietly(std::move(F)); }
void referred() { auto F = start(); refers(F); }
)cpp");
  const Facts &Alone = Unit.facts();
  for (unsigned I = 0; I < 3; ++I)
    EXPECT_FALSE(sinkOf(Unit.call("dropped", "start", I).Result, Alone));
  const Facts &Known = Unit.facts(&All.index());
  for (unsigned I = 0; I < 3; ++I) {
    auto Sunk = sinkOf(Unit.call("dropped", "start", I).Result, Known);
    ASSERT_TRUE(Sunk.has_value()) << I;
    EXPECT_FALSE(Sunk->Function);
    EXPECT_EQ(Sunk->At.File, I < 2 ? "/unit/a.cpp" : "/unit/b.cpp");
  }
  for (unsigned I = 0; I < 4; ++I)
    EXPECT_FALSE(sinkOf(Unit.call("observed", "start", I).Result, Known)) << I;
  auto IsNeverObserved = [&](StringRef Function) {
    const Operation &Start = Unit.call(Function, "start");
    return isNeverObserved(Start.Result.Var, Drop::LosesError, Known);
  };
  EXPECT_TRUE(IsNeverObserved("held"));
  EXPECT_FALSE(IsNeverObserved("referred"));
}

TEST(Summaries, TellOfFinishedTasksThatAreReturned) {
  Project All;
  All.add("a.cpp", R"cpp(
using namespace lib;
Future<int> other();
Future<int> cached() { return make_ready(1); }
Future<int> either(bool B) { if (B) return cached(); return from_memory(); }
Future<int> sometimes(bool B) { if (B) return cached(); return other(); }
Future<int> runs() { return make_ready_with([] { return 1; }); }
)cpp");
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Future<int> cached(); Future<int> either(bool); Future<int> sometimes(bool);
Future<int> runs(); Future<int> nowhere();
void a() { cached().get(); }
void b() { auto F = either(true); F.get(); }
void c() { sometimes(true).get(); }
void d() { runs().get(); }
void e() { nowhere().get(); }
)cpp");
  Unit.facts(&All.index());
  Effects Does(Unit.facts(), &All.index());
  for (StringRef Ready : {"a", "b"})
    EXPECT_FALSE(Does.isBlockingWait(Unit.call(Ready, "get"))) << Ready.str();
  for (StringRef Unready : {"c", "d", "e"})
    EXPECT_TRUE(Does.isBlockingWait(Unit.call(Unready, "get")))
        << Unready.str();
}

TEST(Summaries, TellOfCoroutinesThatCall) {
  Project All;
  All.add("a.cpp", "void waits(); void takes(lib::Future<int> &);\n"
                   "lib::Task<int> c(lib::Future<int> F) {\n"
                   "  waits(); takes(F); co_return 1; }");
  StringRef Code = "lib::Future<int> start();\n"
                   "void waits() { start().get(); }\n"
                   "void takes(lib::Future<int> &F) { F.get(); }\n"
                   "void nobody() {}";
  All.add("b.cpp", Code);
  TestUnit Unit = libUnit(Code);
  Unit.facts(&All.index());
  Effects Does(Unit.facts(), &All.index());
  Callers Who(Unit.facts(), Does);
  auto Call = Who.callElsewhere(Unit.body("waits").Function);
  ASSERT_TRUE(Call.has_value());
  EXPECT_EQ(Call->At.File, "/unit/a.cpp");
  EXPECT_TRUE(Call->IsInCoroutine);
  // The caller may know that it is finished.
  EXPECT_FALSE(Does.isWaitForParameter(Unit.call("waits", "get")));
  EXPECT_TRUE(Does.isWaitForParameter(Unit.call("takes", "get")));
  EXPECT_FALSE(Who.callElsewhere(Unit.body("nobody").Function));
}

TEST(Summaries, BelieveNothingOfVirtualErrors) {
  StringRef Header = "struct Base { virtual void run(); };\n"
                     "struct Quiet : Base { void run() override; };\n";
  Project All;
  All.add("a.cpp", (Header + "void Base::run() {} void Quiet::run() {}").str());
  TestUnit Unit = libUnit((Header + "void any(Base &B) { B.run(); }\n"
                                    "void known() { Quiet Q; Q.run(); }")
                              .str());
  EXPECT_EQ(failureOf(Unit, "any", &All.index()), Failure::Perhaps);
  EXPECT_EQ(failureOf(Unit, "known", &All.index()), Failure::Never);
}

} // namespace clang::tidy::async::test
