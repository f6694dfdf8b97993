//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ImmediateCalls.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
#include <lib.h>
namespace own {
struct Socket {
  enum Direction { In, Out };
  int available() const;
  int room() const;
  void wait(Direction);
  int peek();
  template <typename F> void onReadable(F) {}
  void setNonBlocking(bool);
};
int read(Socket &);
int write(Socket &);
struct File { File(const char *); void open(const char *); int line(); };
File *inMemory();
File *onDisk();
struct Semaphore { lib::detail::Awaitable<void> acquire(); };
struct Queue { int take(); };
} // namespace own
using namespace own;
using namespace lib;
bool flag();
struct Channel { Semaphore Count; Queue Items; Socket In; };
)cpp";

static constexpr StringRef Model = R"yaml(
library: own
roots: [own]
in-memory: [/mem/]
types:
  - {name: Semaphore, kind: semaphore}
calls:
  - {name: "Socket::available", traits: [readable]}
  - {name: "Socket::room", traits: [writable]}
  - {name: "Socket::wait", role: block, blocks: io}
  - {name: "Socket::wait", traits: [readable], unless: {argument: 0, value: [Out]}}
  - {name: "Socket::wait", traits: [writable], unless: {argument: 0, value: [In]}}
  - {name: "Socket::onReadable", role: async, token: last}
  - {name: "Socket::onReadable", traits: [readable]}
  - {name: "Socket::setNonBlocking", traits: [unblock]}
  - {name: inMemory, traits: [in-memory]}
  - {name: ["Socket::peek", read, write, "File::open", "File::line"], role: block, blocks: io}
  - {name: write, traits: [writes]}
  - {name: "Queue::take", role: block, blocks: event}
  - {name: "Semaphore::acquire", role: async}
)yaml";

/// For each call that blocks in \p Code, in the functions named `code` and in
/// their lambdas: `+` if it does not wait.
static std::string atOnceIn(StringRef Code) {
  TestUnitOptions Options;
  Options.Model = Model.str();
  TestUnit Unit((Header + Code).str(), Options);
  Proofs Proven(Unit.facts());
  ImmediateCalls There(Unit.facts(), Proven);
  std::string Text;
  for (const Body &B : Unit.facts().bodies())
    for (const Operation &Op : B.Operations)
      if (Op.is(Role::Block))
        Text += There.isImmediate(Op) ? '+' : '-';
  return Text;
}

/// The same for the statements \p Text of one coroutine.
static std::string atOnce(StringRef Text) {
  return atOnceIn(("Task<> code(Socket S, Socket T, Channel A, Channel B) {\n" +
                   Text + "\nco_return;\n}")
                      .str());
}

//===----------------------------------------------------------------------===//
// What has something to give
//===----------------------------------------------------------------------===//

TEST(ImmediateCalls, IsWhatWasAsked) {
  EXPECT_EQ(atOnce("read(S);"), "-");
  EXPECT_EQ(atOnce("S.available(); read(S);"), "+");
  EXPECT_EQ(atOnce("S.available(); S.peek();"), "+");
  EXPECT_EQ(atOnce("read(S); S.available();"), "-");
  EXPECT_EQ(atOnce("T.available(); read(S);"), "-");
}

TEST(ImmediateCalls, IsUsedUpByARead) {
  EXPECT_EQ(atOnce("S.available(); read(S); read(S);"), "+-");
  EXPECT_EQ(atOnce("S.available(); read(S); S.available(); read(S);"), "++");
  EXPECT_EQ(atOnce("S.available(); read(T); read(S);"), "-+");
}

TEST(ImmediateCalls, AreReadyInTheirDirection) {
  EXPECT_EQ(atOnce("S.available(); write(S); read(S);"), "-+");
  EXPECT_EQ(atOnce("S.room(); read(S); write(S);"), "-+");
  EXPECT_EQ(atOnce("S.room(); write(S); write(S);"), "+-");
  EXPECT_EQ(atOnce("S.room(); [&] { write(S); read(S); }();"), "+-");
  EXPECT_EQ(atOnce("S.room(); mystery([&] { write(S); read(S); });"), "+-");
}

TEST(ImmediateCalls, AreNotReadyBeforeTheWait) {
  EXPECT_EQ(atOnce("S.wait(Socket::In); read(S); write(S);"), "-+-");
  EXPECT_EQ(atOnce("S.wait(Socket::Out); read(S); write(S);"), "--+");
  // The direction is unknown.
  EXPECT_EQ(atOnce("auto D = Socket::In; S.wait(D); read(S); write(S);"),
            "-++");
  // The handler runs later.
  EXPECT_EQ(atOnce("S.onReadable([] {}); read(S);"), "-");
}

TEST(ImmediateCalls, IsAskedInEachRoundOfALoop) {
  EXPECT_EQ(atOnce("S.available(); for (;;) read(S);"), "-");
  EXPECT_EQ(atOnce("for (;;) { S.available(); read(S); }"), "+");
  EXPECT_EQ(atOnce("while (S.available()) read(S);"), "+");
  EXPECT_EQ(atOnce("while (!S.available()) flag(); read(S);"), "+");
  EXPECT_EQ(atOnce("for (;;) { read(S); S.available(); }"), "-");
}

TEST(ImmediateCalls, IsAskedOnEveryWay) {
  EXPECT_EQ(atOnce("if (flag()) { S.available(); co_return; } read(S);"), "-");
  EXPECT_EQ(atOnce("if (flag()) S.available(); read(S);"), "-");
  EXPECT_EQ(atOnce("if (flag()) S.available(); else S.available(); read(S);"),
            "+");
  EXPECT_EQ(atOnce("if (flag()) S.available(); else co_return; read(S);"), "+");
  EXPECT_EQ(atOnce("flag() && S.available(); read(S);"), "-");
  EXPECT_EQ(atOnce("if (flag() && S.available()) read(S);"), "+");
}

TEST(ImmediateCalls, ForgetsWhatIsReplaced) {
  EXPECT_EQ(atOnce("S.available(); S = T; read(S);"), "-");
  EXPECT_EQ(atOnce("T.available(); S = T; read(S);"), "+");
  EXPECT_EQ(atOnce("Socket *P = &S; P->available(); P = &T; read(*P);"), "-");
}

TEST(ImmediateCalls, KnowsOneObjectFromAnother) {
  EXPECT_EQ(atOnce("A.In.available(); read(A.In);"), "+");
  EXPECT_EQ(atOnce("A.In.available(); read(B.In);"), "-");
  EXPECT_EQ(atOnce("Socket *P = &S; P->available(); read(*P);"), "+");
  EXPECT_EQ(atOnce("Socket &R = A.In; R.available(); read(A.In);"), "+");
}

TEST(ImmediateCalls, IsKnownInLambdasToo) {
  EXPECT_EQ(atOnce("S.available(); [&] { read(S); }();"), "+");
  EXPECT_EQ(atOnce("S.available(); mystery([&] { read(S); });"), "+");
  EXPECT_EQ(atOnce("S.onReadable([&] { read(S); read(S); });"), "+-");
  EXPECT_EQ(atOnce("S.onReadable([&] { read(T); });"), "-");
  EXPECT_EQ(atOnce("if (flag()) S.available(); [&] { read(S); }();"), "-");
}

TEST(ImmediateCalls, IsWhatGivesUp) {
  EXPECT_EQ(atOnce("S.setNonBlocking(true); read(T);"), "+");
}

//===----------------------------------------------------------------------===//
// Queues behind semaphores
//===----------------------------------------------------------------------===//

TEST(ImmediateCalls, IsWhatASemaphoreLetsThrough) {
  EXPECT_EQ(atOnce("A.Items.take();"), "-");
  EXPECT_EQ(atOnce("co_await A.Count.acquire(); A.Items.take();"), "+");
  EXPECT_EQ(atOnce("co_await B.Count.acquire(); A.Items.take();"), "-");
  EXPECT_EQ(atOnce("A.Items.take(); co_await A.Count.acquire();"), "-");
  EXPECT_EQ(atOnce("A.Count.acquire(); A.Items.take();"), "-");
  EXPECT_EQ(atOnce("co_await A.Count.acquire(); A.Items.take();"
                   "A.Items.take();"),
            "+-");
  EXPECT_EQ(atOnce("if (flag()) co_await A.Count.acquire(); A.Items.take();"),
            "-");
  EXPECT_EQ(atOnce("for (;;) { co_await A.Count.acquire(); A.Items.take(); }"),
            "+");
  EXPECT_EQ(atOnceIn("Task<> code(Semaphore &Count, Queue &Items) {"
                     "co_await Count.acquire(); Items.take(); }"),
            "+");
}

//===----------------------------------------------------------------------===//
// Files in memory
//===----------------------------------------------------------------------===//

TEST(ImmediateCalls, IsAFileInMemory) {
  EXPECT_EQ(atOnce("File F(\"/etc/hosts\"); F.line();"), "-");
  EXPECT_EQ(atOnce("File F(\"\"); F.open(\"/etc/hosts\"); F.line();"), "--");
  EXPECT_EQ(atOnce("File F(\"/mem/hosts\"); F.line();"), "+");
  EXPECT_EQ(atOnce("File F(\"\"); F.open(\"/mem/hosts\"); F.line();"), "++");
  EXPECT_EQ(atOnce("inMemory()->line(); File *F = inMemory(); F->line();"),
            "++");
  EXPECT_EQ(atOnce("onDisk()->line();"), "-");
}

// A call by the function itself proves nothing about the other callers.
TEST(ImmediateCalls, IsAFileInMemoryForAllCallers) {
  StringRef Self = "void code(const char *Path, int N) {\n"
                   "  if (N) code(Path, N - 1);\n"
                   "  File F(Path); F.line();\n"
                   "}\n";
  StringRef Both = "void code(const char *Path, int N);\n"
                   "void again(const char *Path, int N) { code(Path, N); }\n"
                   "void code(const char *Path, int N) {\n"
                   "  if (N) again(Path, N - 1);\n"
                   "  File F(Path); F.line();\n"
                   "}\n";
  for (StringRef Code : {Self, Both}) {
    EXPECT_EQ(atOnceIn(Code), "-") << Code.str();
    EXPECT_EQ(atOnceIn((Code + "void f() { code(\"/mem/x\", 1); }").str()), "+")
        << Code.str();
    EXPECT_EQ(atOnceIn((Code + "void f() { code(\"/mem/x\", 1); }\n"
                               "void g() { code(\"/etc/x\", 1); }")
                           .str()),
              "-")
        << Code.str();
  }
  // The other callers of a recursive function are not visible.
  EXPECT_EQ(atOnceIn("void leaf(const char *Path) { File F(Path); F.line(); }\n"
                     "void tree(const char *Path, int N) {\n"
                     "  if (N) tree(Path, N - 1); else leaf(Path);\n"
                     "}\n"
                     "void f() { leaf(\"/mem/x\"); }"),
            "-");
}

} // namespace clang::tidy::async::test
