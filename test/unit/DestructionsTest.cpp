//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Destructions.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
#include <coroutine>
#include <lib.h>
lib::Future<int> run(int);
struct Crew {
  Crew();
  ~Crew();
  template <typename F> void add(F) {}
  void finish();
};
struct Joins {
  Joins();
  ~Joins() { lib::await_event(); }
  int size() const;
  void stop();
};
struct Outer {
  Joins Inner;
  Outer();
};
bool flag();
lib::Task<> pause();
void take(lib::Future<int>);
)cpp";

static std::string model() {
  std::string Text = libModel().str();
  StringRef Types = "types:\n";
  Text.insert(Text.find(Types.str()) + Types.size(),
              "  - {name: \"::Crew\", kind: executor, runs: pool, drop: "
              "blocks}\n");
  return Text + R"yaml(
  - {name: "::run", role: offload, callable: 0, runs: pool, drop: blocks}
  - {name: "::Crew::add", role: offload, executor: this, callable: 0}
  - {name: "::Crew::finish", role: block, blocks: thread}
)yaml";
}

/// The objects whose destruction blocks in a coroutine with \p Code.
static std::string blocking(StringRef Code) {
  TestUnit Unit(
      (Header + "lib::Task<int> code() {" + Code + " co_return 1; }").str(),
      {model()});
  std::string Text;
  for (const Destruction &Each :
       blockingDestructions(Unit.body("code"), Unit.facts(), Unit.effects()))
    Text += Each.Object ? Each.Object->getNameAsString() + " " : "temporary ";
  return Text;
}

TEST(Destructions, BlockWithoutAnythingThatFinishesTheWork) {
  EXPECT_EQ(blocking("auto F = run(1); co_await pause();"), "F ");
  EXPECT_EQ(blocking("auto F = run(1); F.get();"), "");
  EXPECT_EQ(blocking("auto F = run(1); take(static_cast<lib::Future<int> "
                     "&&>(F));"),
            "");
  EXPECT_EQ(blocking("auto F = run(1); F.valid();"), "F ");
}

TEST(Destructions, BlockOnSomePaths) {
  EXPECT_EQ(blocking("auto F = run(1); if (flag()) co_return 0; F.get();"),
            "F ");
  EXPECT_EQ(blocking("auto F = run(1); if (flag()) F.get();"), "");
}

TEST(Destructions, NeedWork) {
  EXPECT_EQ(blocking("Crew C; co_await pause();"), "");
  EXPECT_EQ(blocking("Crew C; C.add([] {}); co_await pause();"), "C ");
  EXPECT_EQ(blocking("Crew C; C.add([] {}); C.finish();"), "");
  EXPECT_EQ(blocking("lib::Future<int> F; co_await pause();"), "");
}

TEST(Destructions, AreVisible) {
  EXPECT_EQ(blocking("Joins J; co_await pause();"), "J ");
  EXPECT_EQ(blocking("Joins J; J.size(); co_await pause();"), "J ");
  EXPECT_EQ(blocking("Joins J; J.stop(); co_await pause();"), "");
  EXPECT_EQ(blocking("Outer O; co_await pause();"), "O ");
}

} // namespace clang::tidy::async::test
