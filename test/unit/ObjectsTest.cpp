//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Objects.h"
#include "TestUnit.h"
#include "facts/ObjectFacts.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
#include <lib.h>
using namespace lib;
template <typename T> struct Ptr {
  T &operator*() const;
  T *operator->() const;
  T *get() const;
};
struct Inner { int Value; int Other; };
struct Outer {
  Inner In;
  Inner *Pointer;
  static Inner Shared;
  Inner &part();
  Inner copy();
};
Inner &instance();
void take(const Inner &);
void use(int);
)cpp";

namespace {
class ObjectsTest : public testing::Test {
protected:
  /// The paths of the arguments of `use` and `take` in \p Text.
  static std::vector<Path> paths(StringRef Text, bool ToSource = false,
                                 Parts Counted = Parts::References) {
    static std::vector<std::unique_ptr<TestUnit>> Alive;
    Alive.push_back(std::make_unique<TestUnit>(
        (Header +
         "struct Self : Inner { Inner Mine; void code(Outer A, "
         "Outer B, Outer *P, Ptr<Outer> S, std::vector<Inner> V, "
         "Inner Array[4]) {\n" +
         Text + "\n} };")
            .str()));
    TestUnit &Unit = *Alive.back();
    std::vector<Path> Found;
    for (const Body &B : Unit.facts().bodies())
      for (const Operation &Op : B.Operations)
        if (std::string Name = Op.callee()->getNameAsString();
            Name == "use" || Name == "take")
          Found.push_back(pathOf(Op.Site.Args[0], Unit.models(), Counted));
    if (ToSource)
      for (Path &P : Found)
        P = sourceOf(P, Unit.models());
    return Found;
  }
  /// Whether the two objects that \p Text uses are the same.
  static bool areSame(StringRef Text) {
    std::vector<Path> Both = paths(Text);
    return Both.size() == 2 && Both[0] == Both[1];
  }
};
} // namespace

TEST_F(ObjectsTest, AreFoundFromVariables) {
  EXPECT_TRUE(areSame("take(A.In); take(A.In);"));
  EXPECT_FALSE(areSame("take(A.In); take(B.In);"));
  EXPECT_FALSE(areSame("use(A.In.Value); use(A.In.Other);"));
  EXPECT_TRUE(areSame("use(A.In.Value); use((A).In.Value);"));
  EXPECT_TRUE(areSame("take(A.Shared); take(B.Shared);"));
}

TEST_F(ObjectsTest, AreFoundFromThis) {
  EXPECT_TRUE(areSame("take(Mine); take(this->Mine);"));
  EXPECT_TRUE(areSame("use(Value); use((*this).Value);"));
  EXPECT_FALSE(areSame("use(Value); use(Mine.Value);"));
  EXPECT_EQ(paths("take(Mine);")[0].kind(), Path::This);
}

TEST_F(ObjectsTest, AreFoundThroughPointers) {
  EXPECT_TRUE(areSame("take(P->In); take((*P).In);"));
  EXPECT_TRUE(areSame("take(S->In); take((*S).In);"));
  EXPECT_TRUE(areSame("take(A.In); take(*&A.In);"));
  EXPECT_FALSE(areSame("take(P->In); take(A.In);"));
  EXPECT_FALSE(areSame("take(A.In); take(*A.Pointer);"));
  EXPECT_EQ(paths("take(*A.Pointer);")[0].withoutPointers().steps().size(), 1u);
}

TEST_F(ObjectsTest, AReferenceStandsForWhatItIsBoundTo) {
  EXPECT_TRUE(areSame("Inner &R = A.In; take(R); take(A.In);"));
  EXPECT_TRUE(areSame("auto &[I, J] = *P; take(I); take(P->In);"));
  EXPECT_FALSE(areSame("Inner C = A.In; take(C); take(A.In);"));
  EXPECT_TRUE(areSame("Inner &R = R; take(R); take(R);"));
}

TEST_F(ObjectsTest, AnElementIsAnElementOfItsContainer) {
  std::vector<Path> Found = paths("take(V[0]); take(V.front());"
                                  "take(Array[1]); take(A.part());");
  ASSERT_EQ(Found.size(), 4u);
  for (const Path &P : Found) {
    ASSERT_TRUE(P);
    EXPECT_EQ(P.steps().size(), 1u);
    EXPECT_TRUE(P.withoutElements().steps().empty());
  }
  EXPECT_EQ(Found[0], Found[1]);
}

TEST_F(ObjectsTest, AreNoElementsIfNoneCount) {
  std::vector<Path> Found =
      paths("Inner &R = V[0]; Inner &Q = A.part(); take(R); take(Q);"
            "take(V[0]); take(Array[1]); take(A.part()); take(instance());",
            /*ToSource=*/false, Parts::None);
  ASSERT_EQ(Found.size(), 6u);
  EXPECT_EQ(Found[0].named()->getName(), "R");
  EXPECT_EQ(Found[1].named()->getName(), "Q");
  for (const Path &P : llvm::ArrayRef(Found).drop_front(2))
    EXPECT_FALSE(P);
}

TEST_F(ObjectsTest, WhatIsNotKnownEqualsNothing) {
  EXPECT_FALSE(areSame("take(A.copy()); take(A.copy());"));
  EXPECT_FALSE(areSame("use(1); use(1);"));
  EXPECT_FALSE(Path() == Path());
  EXPECT_TRUE(areSame("take(instance()); take(instance());"));
}

TEST_F(ObjectsTest, AreNamedByTheirLastMember) {
  EXPECT_EQ(paths("take(A.In);")[0].named()->getName(), "In");
  EXPECT_EQ(paths("take(V[0]);")[0].named()->getName(), "V");
  EXPECT_EQ(paths("take(*A.Pointer);")[0].named()->getName(), "Pointer");
  EXPECT_EQ(paths("take(A.copy());")[0].named(), nullptr);
}

TEST_F(ObjectsTest, ContainTheirParts) {
  std::vector<Path> All =
      paths("take(A.In); use(A.In.Value); use(B.In.Value);");
  ASSERT_EQ(All.size(), 3u);
  const Path &Whole = All[0], &Part = All[1], &Other = All[2];
  EXPECT_TRUE(Whole.contains(Part));
  EXPECT_EQ(Part.parent(), Whole);
  EXPECT_TRUE(Whole.contains(Whole));
  EXPECT_FALSE(Part.contains(Whole));
  EXPECT_FALSE(Whole.contains(Other));
  EXPECT_FALSE(Path().contains(Path()));
}

TEST_F(ObjectsTest, StandForTheirSourceIfAsked) {
  std::vector<Path> Found =
      paths("auto L = [C = A.In] { take(C); }; take(A.In);", true);
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_EQ(Found[0], Found[1]);
  Found = paths("for (auto &E : V) take(E);", true);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].named()->getName(), "V");
}

//===----------------------------------------------------------------------===//
// Facts
//===----------------------------------------------------------------------===//

TEST_F(ObjectsTest, KeepTheirFacts) {
  std::vector<Path> All =
      paths("use(A.In.Value); use(A.In.Other); take(A.In); take(B.In);");
  ASSERT_EQ(All.size(), 4u);
  const Path &Value = All[0], &Other = All[1], &In = All[2], &OfB = All[3];

  ObjectFacts Known;
  EXPECT_FALSE(Known.holds(In, Fact::Finished));
  Known.gain(In, Fact::Finished);
  EXPECT_TRUE(Known.holds(In, Fact::Finished));
  EXPECT_TRUE(Known.holds(Value, Fact::Finished)); // With its whole.
  EXPECT_FALSE(Known.holds(OfB, Fact::Finished));
  EXPECT_FALSE(Known.holds(In, Fact::Readable));
  Known.gain(Path(), Fact::Finished);
  EXPECT_FALSE(Known.holds(Path(), Fact::Finished));

  // If a part is finished, the whole is.
  Known.lose(Value, Fact::Finished);
  EXPECT_FALSE(Known.holds(In, Fact::Finished));
  EXPECT_TRUE(Known.isEmpty());

  Known.gain(Value, Fact::Readable);
  Known.assign(OfB, Value);
  EXPECT_TRUE(Known.holds(OfB, Fact::Readable));
  Known.forget(In);
  EXPECT_FALSE(Known.holds(Value, Fact::Readable));
  EXPECT_FALSE(Known.holds(Other, Fact::Readable));
}

TEST_F(ObjectsTest, MeetInWhatBothWaysKnow) {
  std::vector<Path> All = paths("use(A.In.Value); take(A.In); take(B.In);");
  ASSERT_EQ(All.size(), 3u);
  const Path &Value = All[0], &In = All[1], &OfB = All[2];
  ObjectFacts One, Two;
  One.gain(In, Fact::Finished);
  One.gain(OfB, Fact::ErrorChecked);
  Two.gain(Value, Fact::Finished);
  EXPECT_TRUE(One.meet(Two));
  EXPECT_TRUE(One.holds(Value, Fact::Finished));
  EXPECT_FALSE(One.holds(In, Fact::Finished));
  EXPECT_FALSE(One.holds(OfB, Fact::ErrorChecked));
  EXPECT_FALSE(One.meet(Two));
}

} // namespace clang::tidy::async::test
