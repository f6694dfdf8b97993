//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/BlockingGroups.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

/// The names of the callees in each group of `f`, as `open read; sleep`.
static std::string groups(StringRef Code) {
  TestUnit Unit(("#include <coroutine>\n"
                 "namespace io {\n"
                 "struct File { int read(); int write(); };\n"
                 "struct Handle;\n"
                 "struct Future { int get(); };\n"
                 "File open(const char *);\n"
                 "void openInto(const char *, Handle **);\n"
                 "int use(Handle *);\n"
                 "void sleep(int);\n"
                 "void wait();\n"
                 "}\n"
                 "using namespace io;\n" +
                 Code)
                    .str(),
                {.Model = R"yaml(
library: io
roots: [io]
types: [{name: Future, start: eager}]
calls:
  - {name: [open, openInto, use, File::read, File::write], role: block, blocks: io}
  - {name: sleep, role: block, blocks: sleep}
  - {name: wait, role: block, blocks: event}
  - {name: Future::get, role: wait, task: this}
)yaml"});
  std::string Found;
  for (const BlockingGroup &Group :
       blockingGroups(Unit.body("f"), Unit.facts(), Unit.effects())) {
    Found += Found.empty() ? "" : "; ";
    for (const Witness *Each : Group)
      Found += (Each == Group.front() ? "" : " ") +
               Each->First->callee()->getNameAsString();
  }
  return Found;
}

TEST(BlockingGroups, AreOfOneFile) {
  EXPECT_EQ(groups("void f() { File F = open(\"\"); F.read(); F.write(); }"),
            "open read write");
  EXPECT_EQ(
      groups("void f(File &F, File &G) { F.read(); G.read(); F.write(); }"),
      "read write; read");
  EXPECT_EQ(groups("void f() { Handle *H; openInto(\"\", &H); use(H); }"),
            "openInto use");
  EXPECT_EQ(groups("struct S { File F, G; void f() { F.read(); G.read(); } };"),
            "read; read");
}

TEST(BlockingGroups, AreOfOneFunctionThatBlocks) {
  EXPECT_EQ(groups("void slow() { sleep(1); } void slower() { sleep(2); }"
                   "void f() { slow(); slower(); slow(); }"),
            "slow slow; slower");
  EXPECT_EQ(groups("template <typename T> void slow(T) { sleep(1); }"
                   "void f() { slow(1); slow('a'); }"),
            "slow slow");
  EXPECT_EQ(groups("void f() { sleep(1); sleep(2); }"), "sleep; sleep");
}

TEST(BlockingGroups, LeaveOutWhatOthersSpeakOf) {
  EXPECT_EQ(groups("void f(Future F) { F.get(); wait(); }"), "");
  EXPECT_EQ(groups("void f() { auto Later = [] { sleep(1); }; Later(); }"), "");
  // Inside a function, a wait counts like any other call that blocks.
  EXPECT_EQ(groups("void waits() { wait(); } void f() { waits(); }"), "waits");
}

} // namespace clang::tidy::async::test
