//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The index as a file.

#include "RandomSummary.h"
#include "SmallProgram.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

using Read = llvm::Expected<std::unique_ptr<const ProjectIndex>>;

static Read read(StringRef Bytes, std::string Root = "") {
  return ProjectIndex::read(llvm::MemoryBuffer::getMemBufferCopy(Bytes),
                            std::move(Root));
}

static LinkedProgram randomProgram(RandomSummary &Random) {
  return link(merge({Random.make(), Random.make(), Random.make()}));
}

/// All queries about the functions of \p Program.
static IndexQueries queriesAbout(const LinkedProgram &Program) {
  IndexQueries All;
  for (const LinkedFunction &Each : Program.Functions) {
    All.insert({Each.Symbol, std::nullopt});
    for (unsigned Kind = 0; Kind < EffectKinds; ++Kind)
      for (bool IsVirtual : {false, true})
        All.insert({Each.Symbol, EffectKind(Kind), IsVirtual});
    for (unsigned Number = 0; Number < 3; ++Number)
      for (bool IsVirtual : {false, true})
        All.insert({Each.Symbol, std::nullopt, IsVirtual, Number});
  }
  return All;
}

TEST(ProjectIndex, HasTheSameAnswersBesideOtherFunctions) {
  RandomSummary Random(5);
  unsigned Compared = 0, Fates = 0;
  for (unsigned I = 0; I < 300; ++I) {
    LinkedProgram First = randomProgram(Random), Second = randomProgram(Random);
    auto A = llvm::cantFail(read(indexBytes(First, "")));
    auto B = llvm::cantFail(read(indexBytes(Second, "")));
    for (const IndexQuery &Each : queriesAbout(First)) {
      auto InA = A->function(Each.Symbol), InB = B->function(Each.Symbol);
      if (Each.Value) {
        auto Value = A->value(Each.Symbol, *Each.Value, Each.IsVirtual);
        EXPECT_EQ(A->answer(Each) == 0, !Value);
        EXPECT_EQ(A->answer(Each) == B->answer(Each),
                  Value == B->value(Each.Symbol, *Each.Value, Each.IsVirtual));
        Fates += bool(Value);
        continue;
      }
      if (!Each.Effect) {
        EXPECT_EQ(A->answer(Each) == B->answer(Each), InA == InB);
        EXPECT_EQ(B->answer(Each) == 0, !InB);
        ++Compared;
        continue;
      }
      unsigned Far = A->distance(Each.Symbol, *Each.Effect, Each.IsVirtual);
      EXPECT_EQ(A->answer(Each) == 0, Far == 0);
      if (A->answer(Each) == B->answer(Each))
        EXPECT_EQ(B->distance(Each.Symbol, *Each.Effect, Each.IsVirtual), Far);
    }
  }
  EXPECT_GT(Compared, 1000u);
  EXPECT_GT(Fates, 100u);
}

TEST(ProjectIndex, RecordsItsQueries) {
  RandomSummary Random(6);
  LinkedProgram Program = randomProgram(Random);
  auto Index = llvm::cantFail(read(indexBytes(Program, "")));
  IndexQueries All = queriesAbout(Program), Recorded;
  for (const IndexQuery &Each : All)
    Index->answer(Each);
  Index->record(&Recorded);
  // Hashing an answer is not a query.
  for (const IndexQuery &Each : All)
    Index->answer(Each);
  EXPECT_TRUE(Recorded.empty());
  for (const IndexQuery &Each : All)
    if (Each.Value)
      Index->value(Each.Symbol, *Each.Value, Each.IsVirtual);
    else if (!Each.Effect)
      Index->function(Each.Symbol);
    else if (Each.IsVirtual)
      Index->distance(Each.Symbol, *Each.Effect, true);
    else
      Index->way(Each.Symbol, *Each.Effect, false);
  EXPECT_EQ(Recorded, All);
  Index->record(nullptr);
  Index->function(SymbolId::of("other"));
  EXPECT_EQ(Recorded, All);
}

TEST(ProjectIndex, KeepsQueriesAsBytes) {
  RandomSummary Random(7);
  IndexQueries All = queriesAbout(randomProgram(Random));
  std::string Bytes = toBytes(All);
  EXPECT_EQ(queriesFrom(Bytes), All);
  EXPECT_EQ(queriesFrom(""), IndexQueries());
  EXPECT_EQ(queriesFrom(StringRef(Bytes).drop_back()), std::nullopt);
  Bytes.back() = '\x7f';
  EXPECT_EQ(queriesFrom(Bytes), std::nullopt);
}

TEST(ProjectIndex, KnowsNothingWhenEmpty) {
  auto Empty = ProjectIndex::empty();
  RandomSummary Random(8);
  IndexQueries All = queriesAbout(randomProgram(Random));
  auto Combined = [&](const ProjectIndex &Index) {
    return combinedAnswer(
        All, [&](const IndexQuery &Each) { return Index.answer(Each); });
  };
  EXPECT_EQ(Empty->size(), 0u);
  EXPECT_EQ(Combined(*Empty), 0u);
  auto Other = llvm::cantFail(read(indexBytes(randomProgram(Random), "")));
  EXPECT_NE(Combined(*Other), 0u);
}

TEST(ProjectIndex, IsReadAsItWasWritten) {
  RandomSummary Random(21);
  for (unsigned I = 0; I < 1000; ++I) {
    LinkedProgram Program = randomProgram(Random);
    Read Index = read(indexBytes(Program, ""));
    ASSERT_TRUE(bool(Index)) << llvm::toString(Index.takeError());
    EXPECT_EQ((*Index)->size(), Program.Functions.size());
    for (const LinkedFunction &Each : Program.Functions)
      EXPECT_EQ((*Index)->function(Each.Symbol), Each);
    EXPECT_EQ((*Index)->function(SymbolId::of("nowhere")), std::nullopt);
    for (FactsBasis Each : Program.MadeWith)
      EXPECT_TRUE((*Index)->isMadeWith(Each));
    EXPECT_FALSE((*Index)->isMadeWith(77));
  }
}

TEST(ProjectIndex, HasItsFilesWhereItIsToldTo) {
  SmallProgram Program;
  Program.define("f", "lib/a.cpp").does("read");
  Program.define("g", "/else/b.cpp").does("read");
  std::string Bytes = indexBytes(Program.link(), "/made/here");
  auto FileOf = [](const ProjectIndex &Index, StringRef Name) {
    return Index.way(SymbolId::of(Name), EffectKind::Blocks, false)
        ->Steps[0]
        .At.File;
  };
  auto There = llvm::cantFail(read(Bytes));
  EXPECT_EQ(FileOf(*There, "f"), "/made/here/lib/a.cpp");
  EXPECT_EQ(FileOf(*There, "g"), "/else/b.cpp");
  auto Here = llvm::cantFail(read(Bytes, "/used/there"));
  EXPECT_EQ(FileOf(*Here, "f"), "/used/there/lib/a.cpp");
}

TEST(ProjectIndex, MayKnowNothing) {
  auto Empty = llvm::cantFail(read(indexBytes({}, "")));
  EXPECT_EQ(Empty->size(), 0u);
  EXPECT_EQ(Empty->distance(SymbolId::of("f"), EffectKind::Blocks, false), 0u);
}

static std::string errorOf(Read Index) {
  return Index ? "" : llvm::toString(Index.takeError());
}

TEST(ProjectIndex, TellsWhatIsWrongWithItsFile) {
  SmallProgram Program;
  Program.define("f").does("read");
  std::string Bytes = indexBytes(Program.link(), "/src");
  EXPECT_EQ(errorOf(read(Bytes)), "");
  EXPECT_EQ(errorOf(read("")), "this is not an index of async-tidy");
  std::string Other = Bytes;
  Other[8] = 9;
  EXPECT_EQ(errorOf(read(Other)), "it has version 9 of its format, not 2; "
                                  "recreate it with 'async-tidy index'");
  Other = Bytes;
  Other.back() ^= 1;
  EXPECT_EQ(errorOf(read(Other)),
            "the file is damaged; recreate it with 'async-tidy index'");
}

/// \p Bytes with a hash that says that they are whole.
static std::string asWhole(std::string Bytes) {
  llvm::support::endian::write64le(
      Bytes.data() + 16, llvm::xxh3_64bits(StringRef(Bytes).drop_front(24)));
  return Bytes;
}

/// Asks \p Index all there is to ask.
static void askAll(const ProjectIndex &Index, const LinkedProgram &Program) {
  for (const LinkedFunction &Each : Program.Functions) {
    (void)Index.function(Each.Symbol);
    for (unsigned Number = 0; Number < 3; ++Number)
      for (bool IsVirtual : {false, true})
        (void)Index.value(Each.Symbol, Number, IsVirtual);
    for (unsigned Kind = 0; Kind < EffectKinds; ++Kind)
      for (bool IsVirtual : {false, true}) {
        unsigned Distance =
            Index.distance(Each.Symbol, EffectKind(Kind), IsVirtual);
        auto Way = Index.way(Each.Symbol, EffectKind(Kind), IsVirtual);
        EXPECT_TRUE(!Way || Way->Steps.size() <= Distance);
      }
  }
}

TEST(ProjectIndex, IsNotReadFromAPart) {
  RandomSummary Random(22);
  LinkedProgram Program = randomProgram(Random);
  std::string Bytes = indexBytes(Program, "/src");
  for (size_t Size = 0; Size < Bytes.size(); ++Size) {
    std::string Part = Bytes.substr(0, Size);
    EXPECT_NE(errorOf(read(Part)), "") << Size;
    if (Size < 24)
      continue;
    if (Read Index = read(asWhole(Part)))
      askAll(**Index, Program);
    else
      llvm::consumeError(Index.takeError());
  }
}

TEST(ProjectIndex, SurvivesAnyBytes) {
  RandomSummary Random(23);
  for (unsigned I = 0; I < 5000; ++I) {
    LinkedProgram Program = randomProgram(Random);
    const std::string Good = indexBytes(Program, "/src");
    std::string Bytes = Good;
    for (unsigned N = 1 + Random.below(3); N; --N)
      Bytes[24 + Random.below(Bytes.size() - 24)] ^= 1 << Random.below(8);
    EXPECT_EQ(errorOf(read(Bytes)) == "", Bytes == Good);
    if (Read Index = read(asWhole(Bytes)))
      askAll(**Index, Program);
    else
      llvm::consumeError(Index.takeError());
  }
}

} // namespace clang::tidy::async::test
