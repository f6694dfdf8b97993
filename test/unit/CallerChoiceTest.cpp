//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/CallerChoice.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Functions = R"cpp(
using namespace lib;
enum class Mode { Sync, Async };
enum class Level { Low, High };
Future<int> load();
Future<int> unrelated();
Task<int> loadTask();
Task<int> task();
int loadBlocking();
Future<int> asyncLoad();
struct Table {
  int query(int);
  Task<int> queryLater(int);
};
struct Remote {
  Task<int> query(int);
};
)cpp";

/// True if the caller chose the call of \p Callee in the function `f` of
/// \p Code.
static bool isChosen(StringRef Code, StringRef Callee) {
  TestUnit Unit = libUnit((Functions + Code).str());
  return isChosenByCaller(Unit.call("f", Callee), Unit.facts());
}

TEST(CallerChoice, IsKnownByTheNameOfTheFlag) {
  EXPECT_TRUE(isChosen("Task<int> f(bool Sync) {"
                       "  if (Sync) co_return load().get();"
                       "  co_return co_await task(); }",
                       "get"));
  EXPECT_TRUE(isChosen("Task<int> f(bool useAsyncIO) {"
                       "  if (!useAsyncIO) { sleep(1); co_return 1; }"
                       "  co_return co_await task(); }",
                       "sleep"));
  EXPECT_TRUE(isChosen("Task<int> f(bool may_block) {"
                       "  co_return may_block ? (sleep(1), 1)"
                       "                      : co_await task(); }",
                       "sleep"));
  EXPECT_TRUE(isChosen("Task<int> f(Mode How) {"
                       "  if (How == Mode::Sync) sleep(1);"
                       "  else co_await task();"
                       "  co_return 1; }",
                       "sleep"));
  EXPECT_TRUE(isChosen("struct S { bool NoWait; Task<int> f() {"
                       "  for (;;) {"
                       "    if (NoWait) { co_await task(); continue; }"
                       "    sleep(1);"
                       "  } } };",
                       "sleep"));
}

TEST(CallerChoice, IsNotKnownByOtherNames) {
  EXPECT_FALSE(isChosen("Task<int> f(bool Fast) {"
                        "  if (Fast) co_return load().get();"
                        "  co_return co_await task(); }",
                        "get"));
  EXPECT_FALSE(isChosen("Task<int> f(bool Waiter) {"
                        "  if (Waiter) { sleep(1); co_return 1; }"
                        "  co_return co_await task(); }",
                        "sleep"));
  EXPECT_FALSE(isChosen("Task<int> f(Level How) {"
                        "  if (How == Level::Low) sleep(1);"
                        "  else co_await task();"
                        "  co_return 1; }",
                        "sleep"));
  // Nor where no flag selects it.
  EXPECT_FALSE(isChosen("Task<int> f(int Sync) {"
                        "  if (Sync > 1) sleep(1);"
                        "  else co_await task();"
                        "  co_return 1; }",
                        "sleep"));
}

TEST(CallerChoice, IsKnownByTheSameTask) {
  EXPECT_TRUE(isChosen("Task<int> f(bool Fast, Future<int> F) {"
                       "  if (Fast) co_return F.get();"
                       "  co_return co_await std::move(F); }",
                       "get"));
  EXPECT_FALSE(isChosen("Task<int> f(bool Fast, Future<int> F, Future<int> G) {"
                        "  if (Fast) co_return F.get();"
                        "  co_return co_await std::move(G); }",
                        "get"));
}

TEST(CallerChoice, IsKnownByTheSameElement) {
  EXPECT_TRUE(isChosen("Task<int> f(bool Fast, std::vector<Future<int>> &Fs) {"
                       "  if (Fast) co_return Fs[0].get();"
                       "  co_return co_await std::move(Fs[0]); }",
                       "get"));
  EXPECT_FALSE(isChosen("Task<int> f(bool Fast, std::vector<Future<int>> &Fs) {"
                        "  if (Fast) co_return Fs[0].get();"
                        "  co_return co_await std::move(Fs[1]); }",
                        "get"));
  EXPECT_FALSE(isChosen("Task<int> f(bool Fast, std::vector<Future<int>> &Fs) {"
                        "  if (Fast) co_return Fs.front().get();"
                        "  co_return co_await std::move(Fs[1]); }",
                        "get"));
}

TEST(CallerChoice, IsKnownByWhatIsCalled) {
  // The same function,
  EXPECT_TRUE(isChosen("Task<int> f(bool Fast) {"
                       "  if (Fast) co_return load().get();"
                       "  co_return co_await load(); }",
                       "get"));
  EXPECT_TRUE(isChosen("Task<int> f(bool Fast) {"
                       "  Future<int> F;"
                       "  if (Fast) { F = load(); auto G = load();"
                       "              co_return G.get(); }"
                       "  auto H = load();"
                       "  co_return co_await std::move(H); }",
                       "get"));
  // one of the same name,
  EXPECT_TRUE(isChosen("Future<int> f(bool Fast) {"
                       "  if (Fast) return make_ready(loadBlocking());"
                       "  return asyncLoad(); }",
                       "loadBlocking"));
  EXPECT_TRUE(isChosen("Task<int> f(bool Fast, Table &T) {"
                       "  co_return Fast ? T.query(1)"
                       "                 : co_await T.queryLater(1); }",
                       "query"));
  EXPECT_TRUE(isChosen("Task<int> f(bool Fast) {"
                       "  if (Fast) co_return sync_wait(loadTask());"
                       "  co_return co_await load(); }",
                       "sync_wait"));
  // but not of another class or another name,
  EXPECT_FALSE(isChosen("Task<int> f(bool Fast, Table &T, Remote &R) {"
                        "  co_return Fast ? T.query(1)"
                        "                 : co_await R.query(1); }",
                        "query"));
  EXPECT_FALSE(isChosen("Task<int> f(bool Https) {"
                        "  if (Https) co_return co_await unrelated();"
                        "  co_return loadBlocking(); }",
                        "loadBlocking"));
  // and the same call on other threads.
  EXPECT_TRUE(isChosen("Future<int> f(bool Fast) {"
                       "  if (Fast) return make_ready(loadBlocking());"
                       "  return offload([] { return loadBlocking(); }); }",
                       "loadBlocking"));
  EXPECT_FALSE(isChosen("Future<int> f(bool Fast) {"
                        "  if (Fast) return make_ready(loadBlocking());"
                        "  return offload([] { return 1; }); }",
                        "loadBlocking"));
}

TEST(CallerChoice, TakesATaskThatIsKeptInAVariable) {
  EXPECT_TRUE(isChosen("Future<int> f(bool Sync) {"
                       "  if (Sync) { sleep(1); return make_ready(1); }"
                       "  return load(); }",
                       "sleep"));
  EXPECT_TRUE(isChosen("Future<int> f(bool Sync) {"
                       "  if (Sync) { sleep(1); return make_ready(1); }"
                       "  auto F = load(); return F; }",
                       "sleep"));
  EXPECT_TRUE(isChosen("Future<int> f(bool Sync) {"
                       "  if (Sync) { sleep(1); return make_ready(1); }"
                       "  return load().then([](int I) { return I; }); }",
                       "sleep"));
}

TEST(CallerChoice, NeedsAnotherWay) {
  // That is not on the way after all,
  EXPECT_FALSE(isChosen("Task<int> f(bool Sync) {"
                        "  if (Sync) sleep(1);"
                        "  co_return co_await task(); }",
                        "sleep"));
  EXPECT_FALSE(isChosen("Task<int> f(bool Sync) {"
                        "  if (Sync) { sleep(1); co_await task(); }"
                        "  co_return 1; }",
                        "sleep"));
  // or that waits as well,
  EXPECT_FALSE(isChosen("int f(bool Sync) {"
                        "  if (Sync) { sleep(1); return 1; }"
                        "  return load().get(); }",
                        "sleep"));
  // or is finished by then.
  EXPECT_FALSE(isChosen("Future<int> f(bool Sync) {"
                        "  if (Sync) { sleep(1); return make_ready(1); }"
                        "  return make_ready(2); }",
                        "sleep"));
  // Code before the choice is not part of it.
  EXPECT_FALSE(isChosen("Task<int> f(bool Sync) {"
                        "  sleep(1);"
                        "  if (Sync) co_return 1;"
                        "  co_return co_await task(); }",
                        "sleep"));
}

TEST(CallerChoice, TakesTwoTestsOfOneFlag) {
  EXPECT_TRUE(isChosen("Task<int> f(bool Sync) {"
                       "  if (Sync) sleep(1);"
                       "  if (!Sync) co_await task();"
                       "  co_return 1; }",
                       "sleep"));
  EXPECT_FALSE(isChosen("Task<int> f(bool Sync, bool Async) {"
                        "  if (Sync) sleep(1);"
                        "  if (Async) co_await task();"
                        "  co_return 1; }",
                        "sleep"));
}

TEST(CallerChoice, LooksAroundALambdaThatIsCalledAtOnce) {
  EXPECT_TRUE(
      isChosen("Task<int> f(bool Sync) {"
               "  if (Sync) { for_each([] { sleep(1); }); co_return 1; }"
               "  co_return co_await task(); }",
               "sleep"));
  EXPECT_FALSE(
      isChosen("Task<int> f(bool Sync) {"
               "  if (Sync) { mystery([] { sleep(1); }); co_return 1; }"
               "  co_return co_await task(); }",
               "sleep"));
}

TEST(CallerChoice, OfAnInstance) {
  EXPECT_TRUE(isChosen("template <bool Async> Task<int> f() {"
                       "  if constexpr (Async) co_return co_await task();"
                       "  else co_return load().get(); }"
                       "template Task<int> f<false>();",
                       "get"));
  EXPECT_FALSE(isChosen("template <bool Https> Task<int> f() {"
                        "  if constexpr (Https) co_return co_await task();"
                        "  else co_return load().get(); }"
                        "template Task<int> f<false>();",
                        "get"));
}

// An ordinary function can wait or not; a coroutine can always await.
TEST(CallerChoice, ToWaitForATaskAtAll) {
  EXPECT_TRUE(isChosen("void f(bool Last) {"
                       "  auto F = load(); if (Last) F.get(); }",
                       "get"));
  EXPECT_TRUE(isChosen("void f(bool Last, Future<int> &F) {"
                       "  if (Last) F.get(); }",
                       "get"));
  EXPECT_FALSE(
      isChosen("void f(bool Last) { if (Last) load().get(); }", "get"));
  EXPECT_FALSE(isChosen("int f(bool IsClosed, Future<int> &F) {"
                        "  if (IsClosed) return 0; return F.get(); }",
                        "get"));
  EXPECT_FALSE(isChosen("Task<int> f(bool Last) {"
                        "  auto F = load(); if (Last) F.get();"
                        "  co_return 1; }",
                        "get"));
}

} // namespace clang::tidy::async::test
