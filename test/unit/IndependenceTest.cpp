//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Independence.h"
#include "TestUnit.h"
#include "facts/ValueTypes.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

TEST(Independence, ValuesOwnWhatTheyHold) {
  TestUnit Unit(R"cpp(
enum Color { Red };
struct Point { int X, Y; Color Of; };
struct Named : Point { const char *Name; const Point *Next; };
struct Handle { Point *To; };
struct Guard { int File; ~Guard(); };
struct Abstract { virtual void f(); };
struct Counter { mutable int Times; };
struct Holder { Handle Held; };
struct Unseen;
template <typename T> struct Box { T *Content; ~Box(); };
int Number;
Point Plain;
Named Derived;
int (*Function)(int);
const Unseen *Pointer;
Handle Pointing;
Guard Guarding;
Abstract Virtual;
Counter Counting;
Holder Holding;
int *Writable;
Box<int> OfNumbers;
Box<Handle> OfHandles;
)cpp",
                {.Model = R"yaml(
library: box
types:
  - name: Box
    kind: value
)yaml"});
  for (StringRef Name : {"Number", "Plain", "Derived", "Function", "OfNumbers"})
    EXPECT_TRUE(isPlainValue(Unit.typeOf(Name), Unit.facts())) << Name.str();
  for (StringRef Name : {"Pointer", "Pointing", "Guarding", "Virtual",
                         "Counting", "Holding", "Writable", "OfHandles"})
    EXPECT_FALSE(isPlainValue(Unit.typeOf(Name), Unit.facts())) << Name.str();
}

TEST(Independence, ValuesAreNotWhatIsDerivedFromThem) {
  TestUnit Unit(R"cpp(
struct Text { char *Content; ~Text(); };
struct Named : Text { int *To; };
Text Plain;
Named Derived;
)cpp",
                {.Model = R"yaml(
library: text
types:
  - name: Text
    kind: value
)yaml"});
  EXPECT_TRUE(isPlainValue(Unit.typeOf("Plain"), Unit.facts()));
  EXPECT_FALSE(isPlainValue(Unit.typeOf("Derived"), Unit.facts()));
}

//===----------------------------------------------------------------------===//
// Reach
//===----------------------------------------------------------------------===//

/// True if the first two calls of `f` in `test`, after \p Before, are
/// independent.
static bool areIndependent(StringRef Before, StringRef Code) {
  TestUnit Unit(("struct Db { int *Rows; int get(int); int size() const; };\n"
                 "struct Pair { int X; Db D; };\n"
                 "Db &theDb();\n"
                 "int f(...);\n" +
                 Before + "\n" + Code)
                    .str());
  Reach First(Unit.facts()), Second(Unit.facts());
  First.addCall(Unit.call("test", "f", 0));
  Second.addCall(Unit.call("test", "f", 1));
  EXPECT_EQ(First.mayConflict(Second), Second.mayConflict(First));
  return !First.mayConflict(Second);
}

TEST(Independence, OfWhatIsOnlyRead) {
  EXPECT_TRUE(areIndependent("", "void test(int A) { f(A); f(A + 1); }"));
  EXPECT_TRUE(areIndependent("", "void test(Pair &P) { f(P.X); f(P.X); }"));
  EXPECT_TRUE(areIndependent("", "void test(const int *A) { f(*A); f(*A); }"));
  EXPECT_FALSE(areIndependent("", "void test(int A) { f(A++); f(A); }"));
  EXPECT_FALSE(areIndependent("", "void test(int A) { f(A); f(&A); }"));
  EXPECT_FALSE(areIndependent("", "void test(int *A) { f(A); f(A); }"));
}

TEST(Independence, OfParts) {
  EXPECT_TRUE(areIndependent("", "void test(Pair &P) { f(P.X); f(&P.D); }"));
  EXPECT_FALSE(areIndependent("", "void test(Pair &P) { f(P.X); f(&P); }"));
  EXPECT_FALSE(areIndependent("", "void test(Pair &P) { f(&P.D); f(&P.D); }"));
  EXPECT_FALSE(areIndependent("", "void test(int *A) { f(&A[0]); f(&A[1]); }"));
}

TEST(Independence, OfWhatVariablesAreMadeFrom) {
  EXPECT_TRUE(areIndependent(
      "", "void test(Db &A, Db &B) { Db &C = A; f(&C); f(&B); }"));
  EXPECT_FALSE(
      areIndependent("", "void test(Db &A) { Db &C = A; f(&C); f(&A); }"));
  EXPECT_FALSE(areIndependent(
      "", "void test() { Db *A = &theDb(); f(A); f(&theDb()); }"));
  EXPECT_FALSE(areIndependent("struct Reader { Reader(Db &); Db *Of; };",
                              "void test(Db &A) { Reader B(A), C(A); "
                              "f(&B); f(&C); }"));
  EXPECT_TRUE(areIndependent(
      "", "void test(Db &A) { int N = A.get(1); f(N); f(&A); }"));
}

TEST(Independence, OfMembersOfThis) {
  StringRef Class = "struct S { int N; Db D, E; int *P; int g(int); int "
                    "h() const; void test(); };";
  EXPECT_TRUE(areIndependent(Class, "void S::test() { f(&D); f(&E); }"));
  EXPECT_TRUE(areIndependent(Class, "void S::test() { f(N); f(N); }"));
  EXPECT_FALSE(areIndependent(Class, "void S::test() { f(D.get(N)); f(&D); }"));
  EXPECT_FALSE(areIndependent(Class, "void S::test() { f(g(1)); f(N); }"));
  EXPECT_FALSE(areIndependent(Class, "void S::test() { f(this); f(N); }"));
  // It may change what P points to.
  EXPECT_FALSE(areIndependent(Class, "void S::test() { f(h()); f(h()); }"));
}

TEST(Independence, OfGlobalsInBodies) {
  StringRef Functions = "int Count; const int Limit = 1;\n"
                        "int count() { return ++Count; }\n"
                        "int look() { return Count; }\n"
                        "int indirectly() { return count(); }\n"
                        "int limit() { return Limit; }\n"
                        "int local() { static int N; return ++N; }\n";
  EXPECT_TRUE(
      areIndependent(Functions, "void test() { f(limit()); f(limit()); }"));
  EXPECT_TRUE(
      areIndependent(Functions, "void test() { f(look()); f(look()); }"));
  EXPECT_FALSE(
      areIndependent(Functions, "void test() { f(count()); f(look()); }"));
  EXPECT_FALSE(
      areIndependent(Functions, "void test() { f(indirectly()); f(look()); }"));
  EXPECT_FALSE(
      areIndependent(Functions, "void test() { f(local()); f(local()); }"));
}

TEST(Independence, OfLambdas) {
  EXPECT_TRUE(areIndependent("", "void test(int A) { f([A] { return A; }); "
                                 "f([&] { return A; }); }"));
  EXPECT_FALSE(areIndependent("", "void test(int A) { f([&] { ++A; }); "
                                  "f([A] { return A; }); }"));
  EXPECT_FALSE(areIndependent("", "void test(Db &A) { f([&A] { A.get(1); }); "
                                  "f([B = &A] {}); }"));
}

TEST(Independence, IsUnclearForPointersFromNowhere) {
  TestUnit Unit(R"cpp(
int f(int *);
void test(int *A) {
  int *B;
  f(A);
  f(B);
}
)cpp");
  Reach First(Unit.facts()), Second(Unit.facts());
  First.addCall(Unit.call("test", "f", 0));
  Second.addCall(Unit.call("test", "f", 1));
  EXPECT_FALSE(First.isIncomplete());
  EXPECT_TRUE(Second.isIncomplete());
}

} // namespace clang::tidy::async::test
