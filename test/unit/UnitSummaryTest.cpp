//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// What files know of each other, as data: merging it, writing and reading it.

#include "RandomSummary.h"
#include "index/SummaryFile.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr unsigned Rounds = 1000;

//===----------------------------------------------------------------------===//
// Merging
//===----------------------------------------------------------------------===//

TEST(UnitSummary, IsMergedInAnyOrder) {
  RandomSummary Random(1);
  for (unsigned I = 0; I < Rounds; ++I) {
    UnitSummary A = Random.make(), B = Random.make();
    EXPECT_EQ(merge({A, B}), merge({B, A})) << I;
  }
}

TEST(UnitSummary, IsMergedInAnyGroups) {
  RandomSummary Random(2);
  for (unsigned I = 0; I < Rounds; ++I) {
    UnitSummary A = Random.make(), B = Random.make(), C = Random.make();
    UnitSummary All = merge({A, B, C});
    EXPECT_EQ(All, merge({merge({A, B}), C})) << I;
    EXPECT_EQ(All, merge({A, merge({B, C})})) << I;
    EXPECT_EQ(All, merge({merge({A, C}), B})) << I;
  }
}

TEST(UnitSummary, IsTheSameMergedWithItself) {
  RandomSummary Random(3);
  for (unsigned I = 0; I < Rounds; ++I) {
    UnitSummary A = Random.make(), B = Random.make();
    EXPECT_EQ(merge({A, A}), A) << I;
    EXPECT_EQ(merge({A, UnitSummary()}), A) << I;
    UnitSummary Both = merge({A, B});
    EXPECT_EQ(merge({Both, A}), Both) << I;
  }
}

static FunctionSummary function(StringRef Name) {
  FunctionSummary F;
  F.Symbol = SymbolId::of(Name);
  F.Name = Name.str();
  return F;
}

static UnitSummary unitOf(FunctionSummary F) {
  UnitSummary Unit;
  Unit.Functions.push_back(std::move(F));
  Unit.normalize();
  return Unit;
}

static DirectEffect effectAt(unsigned Offset, EffectKind Kind) {
  DirectEffect Effect;
  Effect.At = {"a.h", Offset};
  Effect.add(Kind);
  return Effect;
}

TEST(UnitSummary, HasTheEffectsOfAllBodiesOfAFunction) {
  FunctionSummary Debug = function("f"), Release = Debug;
  Debug.Text = 1;
  Release.Text = 2;
  Debug.Effects = {effectAt(1, EffectKind::Blocks),
                   effectAt(2, EffectKind::Blocks)};
  Debug.Effects[1].add(EffectKind::Computes);
  Release.Effects = {effectAt(2, EffectKind::Blocks)};
  UnitSummary Both = merge({unitOf(Debug), unitOf(Release)});
  ASSERT_EQ(Both.Functions.size(), 1u);
  EXPECT_EQ(Both.Functions[0].Effects, Release.Effects);
  Release.Effects = {effectAt(2, EffectKind::Computes)};
  EXPECT_EQ(merge({unitOf(Debug), unitOf(Release)}).Functions[0].Effects,
            Release.Effects);
}

TEST(UnitSummary, CallsWhatAllBodiesOfAFunctionCall) {
  FunctionSummary A = function("f"), B = A;
  CallSummary First{SymbolId::of("g"), {"a.h", 1}, "'g'", "'g()'"};
  CallSummary Second{SymbolId::of("h"), {"a.h", 2}, "'h'", "'h()'"};
  A.Calls = {First, Second};
  B.Calls = {Second};
  B.Calls[0].IsMoot = true;
  UnitSummary Both = merge({unitOf(A), unitOf(B)});
  EXPECT_EQ(Both.Functions[0].Calls, B.Calls);
}

TEST(UnitSummary, FailsAsAnyBodyOfAFunctionDoes) {
  FunctionSummary A = function("f"), B = A, C = A;
  A.Thrown.Ways = {{{}, 0, false, /*IsCertain=*/true, {"a.h", 9}}};
  B.Thrown.Ways = {{{}, 0, false, /*IsCertain=*/true, {"a.h", 5}}};
  UnitSummary Certain = merge({unitOf(A), unitOf(B)});
  ASSERT_EQ(Certain.Functions[0].Thrown.Ways.size(), 1u);
  EXPECT_TRUE(Certain.Functions[0].Thrown.Ways[0].IsCertain);
  EXPECT_EQ(Certain.Functions[0].Thrown.Ways[0].At.Offset, 5u);
  UnitSummary Perhaps = merge({unitOf(A), unitOf(C)});
  ASSERT_EQ(Perhaps.Functions[0].Thrown.Ways.size(), 1u);
  EXPECT_FALSE(Perhaps.Functions[0].Thrown.Ways[0].IsCertain);
}

TEST(UnitSummary, KnowsNoContextWhereUnitsDisagree) {
  FunctionSummary A = function("f"), B = A;
  B.Context = ContextKind::Continuation;
  EXPECT_EQ(merge({unitOf(A), unitOf(A)}).Functions[0].Context,
            ContextKind::Plain);
  EXPECT_EQ(merge({unitOf(A), unitOf(B)}).Functions[0].Context,
            ContextKind::Unknown);
}

TEST(UnitSummary, KnowsTheFateOfAValueOnlyIfAllBodiesDo) {
  FunctionSummary A = function("f"), B = A, C = A;
  ValueUse Posts{ValueFate::OnLoop, {}, {"a.h", 5}};
  ValueUse Calls{ValueFate::Called, {}, {"a.h", 6}};
  A.Values = {{1, {Posts}}, {2, {Calls}}};
  B.Values = {{1, {Calls}}};
  C.PassedTo = {SymbolId::of("g"), 1};
  UnitSummary Both = merge({unitOf(A), unitOf(B)});
  ASSERT_EQ(Both.Functions[0].Values.size(), 1u);
  // The link finds the disagreement, when the fates are known.
  EXPECT_EQ(Both.Functions[0].Values[0].Uses.size(), 2u);
  EXPECT_EQ(merge({unitOf(A), unitOf(C)}).Functions[0].Values.size(), 0u);
  EXPECT_TRUE(bool(merge({unitOf(C), unitOf(C)}).Functions[0].PassedTo));
  EXPECT_FALSE(bool(merge({unitOf(A), unitOf(C)}).Functions[0].PassedTo));
}

//===----------------------------------------------------------------------===//
// Bytes
//===----------------------------------------------------------------------===//

TEST(UnitSummary, IsReadAsItWasWritten) {
  RandomSummary Random(4);
  for (unsigned I = 0; I < Rounds; ++I) {
    UnitSummary Unit = Random.make();
    std::string Bytes = toBytes(Unit);
    llvm::Expected<UnitSummary> Read = summaryFrom(Bytes);
    ASSERT_TRUE(bool(Read)) << llvm::toString(Read.takeError());
    EXPECT_EQ(*Read, Unit) << I;
    EXPECT_EQ(toBytes(*Read), Bytes) << I;
  }
}

/// The error of reading \p Bytes; empty if there is none.
static std::string errorOf(StringRef Bytes) {
  llvm::Expected<UnitSummary> Read = summaryFrom(Bytes);
  return Read ? "" : llvm::toString(Read.takeError());
}

TEST(UnitSummary, TellsWhatIsWrongWithItsFile) {
  RandomSummary Random(5);
  std::string Bytes = toBytes(Random.make());
  EXPECT_EQ(errorOf(Bytes), "");
  EXPECT_EQ(errorOf(""), "this is not a summary of async-tidy");
  EXPECT_EQ(errorOf("int main() {}"), "this is not a summary of async-tidy");
  std::string Other = Bytes;
  Other[8] = 77;
  EXPECT_EQ(errorOf(Other), "it has version 77 of its format, not 2; "
                            "recreate it with 'async-tidy summarize'");
  std::string Damage = "the file is damaged; recreate it with 'async-tidy "
                       "summarize'";
  Other = Bytes;
  Other.back() ^= 1;
  EXPECT_EQ(errorOf(Other), Damage);
  EXPECT_EQ(errorOf(Bytes + "x"), Damage);
  EXPECT_EQ(errorOf(StringRef(Bytes).take_front(20)), Damage);
}

/// \p Bytes with a hash that says that they are whole.
static std::string asWhole(std::string Bytes) {
  llvm::support::endian::write64le(
      Bytes.data() + 16, llvm::xxh3_64bits(StringRef(Bytes).drop_front(24)));
  return Bytes;
}

TEST(UnitSummary, IsNotReadFromAPart) {
  RandomSummary Random(6);
  UnitSummary Unit = merge({Random.make(), Random.make(), Random.make()});
  std::string Bytes = toBytes(Unit);
  for (size_t Size = 0; Size < Bytes.size(); ++Size) {
    std::string Part = Bytes.substr(0, Size);
    EXPECT_NE(errorOf(Part), "") << Size;
    if (Size >= 24)
      EXPECT_NE(errorOf(asWhole(Part)), "") << Size;
  }
}

TEST(UnitSummary, SurvivesAnyBytes) {
  RandomSummary Random(7);
  for (unsigned I = 0; I < 5 * Rounds; ++I) {
    const std::string Good = toBytes(Random.make());
    std::string Bytes = Good;
    for (unsigned N = 1 + Random.below(3); N; --N)
      Bytes[24 + Random.below(Bytes.size() - 24)] ^= 1 << Random.below(8);
    EXPECT_EQ(errorOf(Bytes) == "", Bytes == Good);
    // Reading what makes sense is no error, but it must be in order.
    if (llvm::Expected<UnitSummary> Read = summaryFrom(asWhole(Bytes))) {
      UnitSummary Again = *Read;
      Again.normalize();
      EXPECT_EQ(Again, *Read);
    } else {
      llvm::consumeError(Read.takeError());
    }
  }
}

} // namespace clang::tidy::async::test
