//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Each fix on its own: the edited code, and the cases without a fix.

#include "fix/Fixes.h"
#include "TestUnit.h"
#include "gtest/gtest.h"
#include <map>

using llvm::StringRef;

namespace clang::tidy::async::test {

// Further functions of the library, and the texts of fixes.
static constexpr StringRef Declarations = R"cpp(#include <lib.h>
namespace lib {
int load(int File);
Task<int> load_later(int File);
void nap(int Time);
Task<> nap_async(int Time);
template <typename F> Task<int> on_pool(F Work) {}
template <typename T> Task<T> moved(Executor &, Task<T>);
Executor &default_executor();
Future<int> start_on(Executor &, int Work);
struct Queue {
  Future<int> via(Executor &) const;
};
} // namespace lib
)cpp";

static constexpr StringRef Entries = R"yaml(
  - name: load
    role: block
    blocks: io
    sibling: {text: "co_await $root::load_later($0)", needs: ["$root::load_later"]}
  - name: nap
    role: block
    blocks: sleep
    duration: {text: "$0"}
  - {name: on_pool, role: offload, callable: 0, runs: pool}
  - {name: moved, role: adapt, executor: 0, task: 1, moves: rest}
  - {name: default_executor, role: executor, global: true, runs: pool}
  - {name: start_on, role: async, executor: 0}
sleep: {text: "$root::nap_async($duration)", needs: ["$root::nap_async"]}
offload: {text: "$root::on_pool($callable)", needs: ["$root::on_pool"], gives: [Task]}
observer: {text: ".handle([](auto &&) {})"}
executor-parameter: {text: "$root::Executor &", needs: ["$root::Executor"]}
together: {text: "$root::when_all($tasks)", takes: [Future], needs: ["$root::when_all"], range: "$root::when_all"}
)yaml";

namespace {
class FixesTest : public testing::Test {
protected:
  void parse(StringRef Code) {
    Text = (Declarations + Code).str();
    TestUnitOptions Options;
    Options.Model = (libModel() + Entries.drop_front()).str();
    Unit.emplace(Text, std::move(Options));
  }

  const Facts &facts() { return Unit->facts(); }
  const Operation &call(StringRef Function, StringRef Callee) {
    return Unit->call(Function, Callee);
  }

  /// The first line of the code that \p New changes, after the change; empty
  /// for no fix.
  std::string line(const Fix &New) {
    if (New.empty())
      return "";
    std::string Changed = apply(New);
    size_t At = New.Edits.front().At.Offset;
    for (const Edit &Each : New.Edits)
      At = std::min<size_t>(At, Each.At.Offset);
    StringRef Rest = Changed;
    size_t Begin = Rest.take_front(At).rfind('\n') + 1;
    return Rest.slice(Begin, Rest.find('\n', Begin)).trim().str();
  }

  /// The whole code after \p New, without the declarations of all tests.
  std::string code(const Fix &New) {
    return StringRef(apply(New)).drop_front(Declarations.size()).str();
  }

  std::optional<TestUnit> Unit;

private:
  std::string apply(const Fix &New) {
    // Of several at one place the first comes first.
    std::multimap<unsigned, const Edit *> ByOffset;
    for (const Edit &Each : New.Edits)
      ByOffset.emplace(Each.At.Offset, &Each);
    std::string Changed = Text;
    for (const auto &[Offset, Each] : llvm::reverse(ByOffset)) {
      EXPECT_EQ(Each->At.File, "/unit/input.cpp");
      Changed.replace(Offset, Each->At.Length, Each->Text);
    }
    return Changed;
  }

  std::string Text;
};
} // namespace

//===----------------------------------------------------------------------===//
// Awaiting
//===----------------------------------------------------------------------===//

TEST_F(FixesTest, AwaitInstead) {
  parse(R"cpp(
lib::Task<int> waits(lib::Future<int> F) { co_return F.get() + 1; }
lib::Task<int> temporary() { co_return lib::make_ready(1).get(); }
int ordinary(lib::Future<int> F) { return F.get(); }
lib::Task<int> handles(lib::Future<int> F) {
  try { co_return 1; } catch (...) { F.get(); }
  co_return 2;
}
#define GET(F) F.get()
lib::Task<int> macro(lib::Future<int> F) { co_return GET(F); }
)cpp");
  Fix New = fix::awaitInstead(call("waits", "get"), facts());
  EXPECT_EQ(line(New), "lib::Task<int> waits(lib::Future<int> F) { co_return "
                       "co_await std::move(F) + 1; }");
  EXPECT_EQ(New.Title, "await it instead");
  EXPECT_EQ(line(fix::awaitInstead(call("temporary", "get"), facts())),
            "lib::Task<int> temporary() { co_return co_await "
            "lib::make_ready(1); }");
  for (StringRef Function : {"ordinary", "handles", "macro"})
    EXPECT_EQ(line(fix::awaitInstead(call(Function, "get"), facts())), "")
        << Function.str();
}

TEST_F(FixesTest, AwaitInsteadNotUnderALock) {
  parse(R"cpp(
lib::Task<int> held(lib::Future<int> F) {
  lib::lock();
  int R = F.get();
  co_return R;
}
)cpp");
  EXPECT_EQ(line(fix::awaitInstead(call("held", "get"), facts())), "");
}

TEST_F(FixesTest, AwaitDiscarded) {
  parse(R"cpp(
lib::Task<> drops() {
  lib::read_async();
  co_return;
}
lib::Task<> casts() {
  (void)lib::read_async();
  co_return;
}
void ordinary() { lib::read_async(); }
)cpp");
  Fix New = fix::awaitDiscarded(call("drops", "read_async"), facts());
  EXPECT_EQ(line(New), "co_await lib::read_async();");
  EXPECT_EQ(New.Title, "await it");
  EXPECT_EQ(line(fix::awaitDiscarded(call("casts", "read_async"), facts())),
            "co_await lib::read_async();");
  EXPECT_EQ(line(fix::awaitDiscarded(call("ordinary", "read_async"), facts())),
            "");
}

TEST_F(FixesTest, AwaitVariable) {
  parse(R"cpp(
lib::Task<> keeps() {
  auto Reading = lib::read_async();
  co_return;
}
lib::Task<> keepsNothing() {
  lib::Future<> Started = lib::start_io();
  co_return;
}
)cpp");
  Fix New = fix::awaitVariable(Unit->find<VarDecl>("Reading"),
                               call("keeps", "read_async"), facts());
  EXPECT_EQ(line(New), "auto Reading = co_await lib::read_async();");
  EXPECT_EQ(New.Title, "await it");
  EXPECT_EQ(line(fix::awaitVariable(Unit->find<VarDecl>("Started"),
                                    call("keepsNothing", "start_io"), facts())),
            "co_await lib::start_io();");
}

TEST_F(FixesTest, HandleError) {
  parse(R"cpp(
void start() { lib::start_io(); }
void lazy() { lib::read_async(); }
)cpp");
  Fix New = fix::handleError(call("start", "start_io"), facts());
  EXPECT_EQ(line(New),
            "void start() { lib::start_io().handle([](auto &&) {}); }");
  EXPECT_EQ(New.Title, "handle its error here");
  // These tasks have no such member.
  EXPECT_EQ(line(fix::handleError(call("lazy", "read_async"), facts())), "");
}

TEST_F(FixesTest, AwaitTogether) {
  parse(R"cpp(
lib::Future<int> one();
lib::Future<int> two();
lib::Future<int> both() {
  auto A = co_await one();
  auto B = co_await two();
  co_return A + B;
}
lib::Future<int> depends() {
  auto A = co_await one();
  // Keep this.
  auto B = co_await two();
  co_return A + B;
}
)cpp");
  auto Together = [&](StringRef Function) {
    const Body &B = Unit->body(Function);
    std::vector<const Await *> Awaits;
    for (const Await &A : B.Awaits)
      Awaits.push_back(&A);
    return fix::awaitTogether(Awaits, B, facts());
  };
  Fix New = Together("both");
  EXPECT_EQ(line(New), "auto [A, B] = co_await lib::when_all(one(), two());");
  EXPECT_EQ(New.Title, "await them together");
  EXPECT_EQ(line(Together("depends")), "");
  EXPECT_EQ(fix::combinatorOfRange(call("both", "one"), facts()),
            "lib::when_all");
}

//===----------------------------------------------------------------------===//
// Calls that block or compute
//===----------------------------------------------------------------------===//

TEST_F(FixesTest, InsteadOfBlocking) {
  parse(R"cpp(
void loadsInside() { lib::load(1); }
lib::Task<> loads() { lib::load(1); co_return; }
lib::Task<> sleeps() { lib::nap(5); co_return; }
lib::Task<> reads() { lib::read(1); co_return; }
lib::Task<> calls() { loadsInside(); co_return; }
lib::Task<> plainSleep() { lib::sleep(5); co_return; }
)cpp");
  auto Instead = [&](StringRef Function) {
    llvm::ArrayRef<Witness> Paths =
        Unit->effects().blocking(Unit->body(Function));
    EXPECT_EQ(Paths.size(), 1u) << Function.str();
    return fix::replaceBlockingCall(Paths.front(), facts());
  };
  Fix Sibling = Instead("loads");
  EXPECT_EQ(line(Sibling),
            "lib::Task<> loads() { co_await lib::load_later(1); co_return; }");
  EXPECT_EQ(Sibling.Title, "await its asynchronous form");
  Fix Timer = Instead("sleeps");
  EXPECT_EQ(line(Timer),
            "lib::Task<> sleeps() { co_await lib::nap_async(5); co_return; }");
  EXPECT_EQ(Timer.Title, "await a timer instead");
  Fix Offloaded = Instead("reads");
  EXPECT_EQ(line(Offloaded), "lib::Task<> reads() { co_await lib::on_pool([=] "
                             "{ return lib::read(1); }); co_return; }");
  EXPECT_EQ(Offloaded.Title,
            "offload it to threads that may block, and await the result");
  // What blocks is further down: only the whole call can be handed over.
  EXPECT_EQ(line(Instead("calls")), "lib::Task<> calls() { co_await "
                                    "lib::on_pool([=] { return loadsInside(); "
                                    "}); co_return; }");
  // A thread that only sleeps is a thread wasted, too.
  EXPECT_EQ(line(Instead("plainSleep")), "");
}

TEST_F(FixesTest, SiblingText) {
  parse("void loads(int F) { lib::load(F); }\n");
  EXPECT_EQ(fix::siblingText(call("loads", "load"), facts()),
            "co_await lib::load_later(F)");
  EXPECT_EQ(line(fix::siblingInstead(call("loads", "load"), facts())), "");
}

TEST_F(FixesTest, OffloadComputation) {
  parse(R"cpp(
extern int errno;
struct string_view {};
int sum(const int &N);
int look(string_view Text);
int onPointer(int *P);
lib::Task<int> computes(int N) { co_return sum(N); }
lib::Task<int> asksErrno(int N) { int R = sum(N); co_return R + errno; }
lib::Task<int> views(string_view Text) { co_return look(Text); }
lib::Task<int> points(int *P) { co_return onPointer(P); }
)cpp");
  auto Offload = [&](StringRef Function, StringRef Callee) {
    return fix::offloadComputation(call(Function, Callee), facts());
  };
  Fix New = Offload("computes", "sum");
  EXPECT_EQ(line(New), "lib::Task<int> computes(int N) { co_return co_await "
                       "lib::on_pool([=] { return sum(N); }); }");
  EXPECT_EQ(New.Title, "offload it to other threads");
  EXPECT_EQ(line(Offload("asksErrno", "sum")), "");
  EXPECT_EQ(line(Offload("views", "look")), "");
  EXPECT_EQ(line(Offload("points", "onPointer")), "");
}

TEST_F(FixesTest, UnwrapOffload) {
  parse(R"cpp(
lib::Task<int> waits() {
  co_return co_await lib::on_pool([] { return lib::from_memory().get(); });
}
)cpp");
  const Body &Callable = Unit->lambda("waits");
  const Operation &Wait = call("waits", "get");
  Fix New = fix::unwrapOffload(call("waits", "on_pool"), Callable,
                               waitedTask(Wait), Wait.expr(), facts());
  EXPECT_EQ(line(New), "co_return co_await lib::from_memory();");
  EXPECT_EQ(New.Title, "await it directly");
}

TEST_F(FixesTest, AwaitMoved) {
  parse(R"cpp(
lib::Task<int> moves(lib::Pool &P) {
  co_return co_await lib::moved(P, lib::read_async());
}
)cpp");
  const Operation &Move = call("moves", "moved");
  Fix New = fix::awaitMoved(Move, Move.Site.at(Move.Match->Task), facts());
  EXPECT_EQ(line(New), "co_return co_await lib::read_async();");
  EXPECT_EQ(New.Title, "await it directly");
  New = fix::removeChoice(Move, facts());
  EXPECT_EQ(line(New), "co_return co_await lib::read_async();");
  EXPECT_EQ(New.Title, "remove it");
}

TEST_F(FixesTest, RemoveHop) {
  parse(R"cpp(
lib::Task<> hops(lib::Pool &P) {
  co_await P.schedule();
  co_return;
}
)cpp");
  const Body &B = Unit->body("hops");
  const auto *Block =
      cast<CompoundStmt>(cast<CoroutineBodyStmt>(B.Code)->getBody());
  Fix New =
      fix::removeHop(call("hops", "schedule"), Block->body_front(), facts());
  EXPECT_EQ(code(New), R"cpp(
lib::Task<> hops(lib::Pool &P) {
  co_return;
}
)cpp");
  EXPECT_EQ(New.Title, "remove this hop");
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

TEST_F(FixesTest, MakeSynchronous) {
  parse(R"cpp(
static lib::Future<int> answer(int Q) {
  return lib::make_ready(Q + 1);
}
lib::Task<int> asks() { co_return co_await answer(1); }
lib::Future<int> published(int Q) {
  return lib::make_ready(Q + 1);
}
)cpp");
  auto Synchronous = [&](StringRef Function, bool IsPublic) {
    auto Value = fix::valueOfReady(call(Function, "make_ready"), facts());
    EXPECT_TRUE(Value.has_value());
    return fix::makeSynchronous(Unit->body(Function), {*Value}, IsPublic,
                                facts());
  };
  Fix New = Synchronous("answer", /*IsPublic=*/false);
  EXPECT_EQ(New.Title, "make 'answer' synchronous, and let its callers decide");
  EXPECT_EQ(code(New), R"cpp(
static int answer(int Q) {
  return Q + 1;
}
lib::Task<int> asks() { co_return answer(1); }
lib::Future<int> published(int Q) {
  return lib::make_ready(Q + 1);
}
)cpp");
  // Others may call it.
  EXPECT_EQ(line(Synchronous("published", /*IsPublic=*/false)), "");
  EXPECT_EQ(line(Synchronous("published", /*IsPublic=*/true)),
            "int published(int Q) {");
}

TEST_F(FixesTest, ValueOfOffload) {
  parse(R"cpp(
lib::Future<int> computes(int N) {
  return lib::offload([N] { return N * 2; });
}
lib::Future<int> captures(int N) {
  return lib::offload([M = N] { return M * 2; });
}
)cpp");
  auto Value = fix::valueOfOffload(call("computes", "offload"),
                                   Unit->lambda("computes"), facts());
  ASSERT_TRUE(Value.has_value());
  EXPECT_EQ(Value->second, "N * 2");
  // What it names means nothing outside.
  EXPECT_FALSE(fix::valueOfOffload(call("captures", "offload"),
                                   Unit->lambda("captures"), facts())
                   .has_value());
}

TEST_F(FixesTest, MakeCoroutine) {
  parse(R"cpp(
static int fetch(lib::Future<int> F) {
  return F.get();
}
lib::Task<int> user(lib::Future<int> F) { co_return fetch(std::move(F)); }
static int shared(lib::Future<int> F) {
  return F.get();
}
lib::Task<int> one(lib::Future<int> F) { co_return shared(std::move(F)); }
using Type = decltype(shared({}));
)cpp");
  auto Coroutine = [&](StringRef Function) {
    return fix::makeCoroutine(Unit->body(Function), {&call(Function, "get")},
                              facts());
  };
  Fix New = Coroutine("fetch");
  EXPECT_EQ(New.Title, "make 'fetch' a coroutine, like its callers");
  StringRef After = R"cpp(
static lib::Task<int> fetch(lib::Future<int> F) {
  co_return co_await std::move(F);
}
lib::Task<int> user(lib::Future<int> F) { co_return co_await fetch(std::move(F)); }
)cpp";
  EXPECT_EQ(StringRef(code(New)).take_front(After.size()).str(), After.str());
  // Something else depends on its type.
  EXPECT_EQ(line(Coroutine("shared")), "");
}

TEST_F(FixesTest, ExecutorParameter) {
  parse(R"cpp(
lib::Future<int> starts(int N) {
  return lib::start_on(lib::default_executor(), N);
}
lib::Future<int> twice(int N);
lib::Future<int> twice(long N) {
  return lib::start_on(lib::default_executor(), N);
}
)cpp");
  Fix New = fix::executorParameter(Unit->body("starts"),
                                   {&call("starts", "start_on")}, facts());
  EXPECT_EQ(New.Title, "take the executor as a parameter");
  EXPECT_EQ(line(New), "lib::Future<int> starts(int N, lib::Executor "
                       "&Executor = lib::default_executor()) {");
  // A call that gives none could mean the other one.
  EXPECT_EQ(line(fix::executorParameter(Unit->body("twice"),
                                        {&call("twice", "start_on")}, facts())),
            "");
}

TEST_F(FixesTest, HasHiddenName) {
  parse(R"cpp(
namespace mine {
namespace lib {}
void inside() {}
}
void outside() {}
)cpp");
  Fix New{{{{"/unit/input.cpp", 1, 1}, "co_await lib::nap_async(1)"}}, "await"};
  EXPECT_TRUE(fix::hasHiddenName(New, Unit->body("inside"), Unit->context()));
  EXPECT_FALSE(fix::hasHiddenName(New, Unit->body("outside"), Unit->context()));
}

} // namespace clang::tidy::async::test
