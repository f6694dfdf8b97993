//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/DroppedResults.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
#include <lib.h>
#include <utility>
using namespace lib;
template <typename Signature> struct Callback;
template <typename R, typename... A> struct Callback<R(A...)> {
  template <typename F> Callback(F) {}
};
template <typename F> void start(F) {}
template <typename F> void startAll(int, F) {}
template <typename F> void handle(F) {}
template <typename F> F wrap(F Code) { return Code; }
void keep(Callback<void()>);
void keepTask(Callback<Task<>()>);
Task<> work();
Future<> io();
Task<> *pointer();
)cpp";

static std::string model() {
  return libModel().str() + R"yaml(
  - {name: "::start", role: post, callable: 0}
  - {name: "::start", traits: [drops-result]}
  - {name: "::startAll", role: post, callable: 1}
  - {name: "::handle", role: async, token: 0}
  - {name: "::wrap", role: bind, callable: 0}
)yaml";
}

/// The model with the type of callbacks.
static std::string modelWithCallback() {
  std::string Text = model();
  size_t Types = Text.find("types:\n");
  EXPECT_NE(Types, std::string::npos);
  return Text.insert(Types + StringRef("types:\n").size(),
                     "  - {name: \"::Callback\", kind: function}\n");
}

static size_t ignoredResults(StringRef Code) {
  TestUnit Unit((Header + "void code() {" + Code + "}").str(),
                {modelWithCallback()});
  return ignoredResultsIn(Unit.body("code"), Unit.facts()).size();
}

TEST(IgnoredResults, AreOfCallsThatIgnoreThem) {
  EXPECT_EQ(ignoredResults("start([]() -> Task<> { co_return; });"), 1u);
  EXPECT_EQ(ignoredResults("start([] { return io(); });"), 1u);
  EXPECT_EQ(ignoredResults("start(work); start(&io);"), 2u);
  EXPECT_EQ(ignoredResults("auto F = [] { return work(); }; start(F);"), 1u);
  EXPECT_EQ(ignoredResults("start(std::move(wrap(work)));"), 1u);
  EXPECT_EQ(ignoredResults("handle([](int) { return work(); });"), 1u);
}

TEST(IgnoredResults, AreOfObjectsThatIgnoreThem) {
  EXPECT_EQ(ignoredResults("keep([] { return work(); });"), 1u);
  EXPECT_EQ(ignoredResults("keep(work);"), 1u);
  EXPECT_EQ(ignoredResults("Callback<void()> F = [] { return work(); };"), 1u);
}

TEST(IgnoredResults, AreTasks) {
  EXPECT_EQ(ignoredResults("start([] { return 1; });"), 0u);
  EXPECT_EQ(ignoredResults("start([] { work(); });"), 0u);
  EXPECT_EQ(ignoredResults("start(pointer);"), 0u);
}

TEST(IgnoredResults, AreNotUnknown) {
  // The trait is missing.
  EXPECT_EQ(ignoredResults("startAll(1, work);"), 0u);
  EXPECT_EQ(ignoredResults("keepTask(work);"), 0u);
  EXPECT_EQ(ignoredResults("Callback<Task<>()> F = work; start(F);"), 0u);
}

TEST(IgnoredResults, KnowTheCodeAndTheCall) {
  TestUnit Unit(
      (Header + "void code() { start([] { return work(); }); }").str(),
      {modelWithCallback()});
  auto Found = ignoredResultsIn(Unit.body("code"), Unit.facts());
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found.front().Code, &Unit.lambda("code"));
  EXPECT_EQ(Found.front().To, &Unit.call("code", "start"));
  EXPECT_TRUE(Found.front().Holder.isNull());
  EXPECT_EQ(Found.front().Task->Dropped, Drop::NeverRuns);
}

//===----------------------------------------------------------------------===//
// Tasks in tasks
//===----------------------------------------------------------------------===//

static size_t nestedTasks(StringRef Code) {
  TestUnit Unit((Header +
                 "Task<Task<>> outer(); Future<Task<>> eager();"
                 "Task<> code() {" +
                 Code + " co_return; }")
                    .str(),
                {model()});
  return nestedTasksIn(Unit.body("code"), Unit.facts()).size();
}

TEST(NestedTasks, AreDropped) {
  EXPECT_EQ(nestedTasks("co_await outer();"), 1u);
  EXPECT_EQ(nestedTasks("auto T = co_await outer();"), 1u);
  EXPECT_EQ(nestedTasks("auto T = eager(); T.wait();"), 1u);
}

TEST(NestedTasks, AreObserved) {
  EXPECT_EQ(nestedTasks("co_await co_await outer();"), 0u);
  EXPECT_EQ(nestedTasks("auto T = co_await outer(); co_await std::move(T);"),
            0u);
  EXPECT_EQ(nestedTasks("auto T = eager(); T.wait(); co_await T.get();"), 0u);
  EXPECT_EQ(nestedTasks("co_await work();"), 0u);
  // It is dropped as a whole.
  EXPECT_EQ(nestedTasks("auto T = eager();"), 0u);
}

} // namespace clang::tidy::async::test
