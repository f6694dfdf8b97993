//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/SelfWaits.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
#include <lib.h>
struct Crew {
  Crew();
  Crew(const Crew &) = delete;
  Crew &operator=(const Crew &) = delete;
  template <typename F> lib::Future<int> run(F) {}
  template <typename F> lib::Future<int> help(F) {}
  template <typename F> void ask(F) {}
  void finish();
  void join();
  bool isHere();
};
struct Engine {
  void loop();
};
template <typename F> void post(Engine &, F) {}
template <typename T> struct Ref {
  T *operator->() const;
};
int work();
)cpp";

static std::string model() {
  return libModel().str() + R"yaml(
  - {name: "::Crew::run", role: offload, executor: this, callable: 0, runs: pool}
  - {name: "::Crew::ask", role: block, blocks: thread, executor: this, callable: 0}
  - {name: "::Crew::finish", role: block, blocks: thread}
  - {name: "::Crew::join", role: block, blocks: thread, traits: [helps]}
  - {name: "::Crew::isHere", traits: [worker-test]}
  - {name: "::Engine::loop", role: block, blocks: loop}
  - {name: "::post", role: post, executor: 0, callable: 1, runs: loop}
)yaml";
}

/// The number of waits in the first lambda of `code()` that need the executor
/// that runs it.
static size_t selfWaits(StringRef Code) {
  TestUnit Unit((Header + "void code(Crew &A, Crew &B) {" + Code + "}").str(),
                {model()});
  return selfWaitsIn(Unit.lambda("code"), Unit.facts(), Unit.effects()).size();
}

TEST(SelfWaits, AreOnTheSameExecutor) {
  EXPECT_EQ(selfWaits("A.run([&] { A.run(work).get(); });"), 1u);
  EXPECT_EQ(selfWaits("A.run([&] { auto F = A.run(work); F.wait(); });"), 1u);
  EXPECT_EQ(selfWaits("A.run([&] { A.finish(); });"), 1u);
  EXPECT_EQ(selfWaits("A.run([&] { B.run(work).get(); });"), 0u);
  EXPECT_EQ(selfWaits("A.run([&] { B.finish(); });"), 0u);
  EXPECT_EQ(selfWaits("lib::offload([&] { A.run(work).get(); });"), 0u);
}

TEST(SelfWaits, AreForACallable) {
  EXPECT_EQ(selfWaits("A.run([&] { A.ask(work); });"), 1u);
  EXPECT_EQ(selfWaits("A.run([&] { B.ask(work); });"), 0u);
}

TEST(SelfWaits, AreNotHarmless) {
  EXPECT_EQ(selfWaits("A.run([&] { A.join(); });"), 0u);
  EXPECT_EQ(selfWaits("A.run([&] { if (!A.isHere()) A.run(work).get(); });"),
            0u);
  EXPECT_EQ(selfWaits("A.run([&] { A.run(work).wait_for(1); });"), 0u);
  EXPECT_EQ(selfWaits("A.run([&] { auto F = A.run(work);"
                      "  if (F.ready()) F.get(); });"),
            0u);
}

/// The number of joins in the destructor of `S` that may wait for their own
/// thread. \p Captured is what the code that is posted captures.
static size_t selfJoins(StringRef Captured, StringRef Destructor,
                        StringRef Runs = "Loop.loop();") {
  TestUnit Unit((Header +
                 "struct Thread { template <typename F> explicit "
                 "Thread(F) {} void join(); };"
                 "struct S { S() : Worker([this] {" +
                 Runs + "}) {} ~S() {" + Destructor +
                 "} void code(Ref<S> Self) { post(Loop, [" + Captured +
                 "] {}); } Engine Loop; Thread Worker; };")
                    .str(),
                {model() + R"yaml(
  - {name: "::Thread::Thread", role: offload, callable: 0, runs: thread}
  - {name: "::Thread::join", role: block, blocks: thread}
)yaml"});
  return selfJoinsIn(Unit.body("~S"), Unit.facts()).size();
}

TEST(SelfJoins, AreOfObjectsThatTheirThreadKeepsAlive) {
  EXPECT_EQ(selfJoins("Self", "Worker.join();"), 1u);
  EXPECT_EQ(selfJoins("Other = Self", "Worker.join();"), 1u);
  EXPECT_EQ(selfJoins("this", "Worker.join();"), 0u);
  EXPECT_EQ(selfJoins("&Self", "Worker.join();"), 0u);
  EXPECT_EQ(selfJoins("Self", ""), 0u);
  EXPECT_EQ(selfJoins("Self", "Worker.join();", ""), 0u);
  EXPECT_EQ(selfJoins("Self", "Crew C; if (!C.isHere()) Worker.join();"), 0u);
}

} // namespace clang::tidy::async::test
