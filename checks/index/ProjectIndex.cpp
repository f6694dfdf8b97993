//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "index/ProjectIndex.h"
#include "index/Bytes.h"
#include "index/FileHeader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SaveAndRestore.h"

using llvm::StringRef;

namespace clang::tidy::async {

static constexpr FileFormat Format{"ATINDX\r\n", 2, "an index of async-tidy",
                                   "async-tidy index"};

// Behind the header: the sizes of five tables, 4 bytes each, the tables
// (symbols, ends of records, ends of texts, records, texts), then the root and
// what the index was made with.
static constexpr size_t SizesSize = 5 * 4;

/// What a record has, as bits.
namespace {
enum Has : unsigned {
  HasBody = 1 << 0,
  HasCoroutine = 1 << 1,
  HasAddress = 1 << 2,
  HasCall = 1 << 3,
  HasCallInCoroutine = 1 << 4,
  HasErrors = 1 << 5,
  /// The effect on the thread is the same as the one in a fiber.
  HasSame = 1 << 6,
  HasValues = 1 << 7,
  HasVirtualValues = 1 << 8,
  HasEffect = 1 << 9,                     ///< And the bits of the next kinds.
  HasDispatch = HasEffect << EffectKinds, ///< Likewise.
  HasAll = (HasDispatch << EffectKinds) - 1,
};
} // namespace

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

namespace {
class IndexWriter {
public:
  IndexWriter(const LinkedProgram &Program) : Program(Program) {
    for (auto [Number, Each] : llvm::enumerate(Program.Functions))
      Numbers[Each.Symbol] = Number;
  }
  std::string write(StringRef Root);

private:
  void write(const LinkedFunction &Function);
  void write(const LinkedEffect &Effect);

  const LinkedProgram &Program;
  llvm::DenseMap<SymbolId, unsigned> Numbers;
  StringTable Strings;
  ByteWriter To{Strings};
};
} // namespace

static void write(ByteWriter &To, const WitnessStep &Step) {
  To.span(Step.At);
  To.span(Step.In);
  To.text(Step.Callee);
  To.text(Step.Signature);
}

static void write(ByteWriter &To, const ModelEntry &Entry) {
  To.text(Entry.Library);
  To.text(Entry.File);
  To.number(Entry.Line);
}

static void write(ByteWriter &To, llvm::ArrayRef<ErrorWay> Ways) {
  To.number(Ways.size());
  for (const ErrorWay &Each : Ways) {
    To.texts(Each.Of);
    To.number(Each.Parameter);
    To.number(Each.IsReported | Each.IsCertain << 1);
    To.span(Each.At);
  }
}

static void write(ByteWriter &To, llvm::ArrayRef<LinkedValue> Values) {
  To.number(Values.size());
  for (const LinkedValue &Each : Values) {
    To.number(Each.Number);
    To.number(uint64_t(Each.Fate));
    To.span(Each.At);
  }
}

void IndexWriter::write(const LinkedEffect &Effect) {
  To.number(Effect.Distance);
  async::write(To, Effect.Step);
  // One more, as 0 is the operation itself.
  To.number(Effect.Next ? Numbers.lookup(Effect.Next) + 1 : 0);
  if (!Effect.Next)
    async::write(To, Effect.Entry);
}

void IndexWriter::write(const LinkedFunction &Function) {
  auto Of = [&](EffectKind Kind) -> const LinkedEffect & {
    return Function.Effects[unsigned(Kind)];
  };
  unsigned Flags = 0;
  auto Set = [&](unsigned Bit, bool IsSet) { Flags |= IsSet ? Bit : 0; };
  Set(HasBody, Function.HasBody);
  Set(HasCoroutine, Function.IsCoroutine);
  Set(HasAddress, Function.IsAddressTaken);
  Set(HasCall, bool(Function.SuspendingCall));
  Set(HasCallInCoroutine, Function.IsCallInCoroutine);
  Set(HasErrors, !Function.Thrown.empty() || !Function.InTask.empty());
  Set(HasValues, !Function.Values.empty());
  Set(HasVirtualValues, !Function.VirtualValues.empty());
  bool IsSame = Of(EffectKind::Blocks).Distance &&
                Of(EffectKind::Blocks) == Of(EffectKind::BlocksOnThread);
  Set(HasSame, IsSame);
  for (unsigned Kind = 0; Kind < EffectKinds; ++Kind) {
    bool IsLeftOut = IsSame && EffectKind(Kind) == EffectKind::BlocksOnThread;
    Set(HasEffect << Kind, Function.Effects[Kind].Distance && !IsLeftOut);
    Set(HasDispatch << Kind, bool(Function.Dispatched[Kind]));
  }

  To.number(Flags);
  To.text(Function.Name);
  To.span(Function.Site);
  To.number(uint64_t(Function.Context));
  To.number(Function.CalledFrom);
  for (unsigned Kind = 0; Kind < EffectKinds; ++Kind)
    if (Flags & HasEffect << Kind)
      write(Function.Effects[Kind]);
  for (const SymbolId &Each : Function.Dispatched)
    if (Each)
      To.number(Numbers.lookup(Each));
  if (Flags & HasErrors) {
    async::write(To, Function.Thrown);
    async::write(To, Function.InTask);
  }
  if (Flags & HasValues)
    async::write(To, Function.Values);
  if (Flags & HasVirtualValues)
    async::write(To, Function.VirtualValues);
  if (Flags & HasCall)
    To.span(Function.SuspendingCall);
}

std::string IndexWriter::write(StringRef Root) {
  auto Add32 = [](std::string &Bytes, size_t N) {
    char Raw[4];
    llvm::support::endian::write32le(Raw, N);
    Bytes.append(Raw, sizeof(Raw));
  };
  std::string Symbols, RecordEnds, TextEnds, Texts;
  for (const LinkedFunction &Each : Program.Functions) {
    writeSymbol(Symbols, Each.Symbol);
    write(Each);
    Add32(RecordEnds, To.Bytes.size());
  }
  ByteWriter Rest(Strings);
  Rest.text(Root);
  Rest.number(Program.MadeWith.size());
  for (FactsBasis Each : Program.MadeWith)
    Rest.fixed64(Each);
  for (StringRef Each : Strings.all()) {
    Texts += Each;
    Add32(TextEnds, Texts.size());
  }
  std::string Content;
  for (const std::string *Table :
       {&Symbols, &RecordEnds, &TextEnds, &To.Bytes, &Texts})
    Add32(Content, Table->size());
  for (const std::string *Table :
       {&Symbols, &RecordEnds, &TextEnds, &To.Bytes, &Texts, &Rest.Bytes})
    Content += *Table;
  return withHeader(Format, Content);
}

std::string indexBytes(const LinkedProgram &Program, StringRef Root) {
  return IndexWriter(Program).write(Root);
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

llvm::Expected<std::unique_ptr<const ProjectIndex>>
ProjectIndex::read(std::unique_ptr<llvm::MemoryBuffer> File, std::string Root) {
  llvm::Expected<StringRef> Content = contentOf(Format, File->getBuffer());
  if (!Content)
    return Content.takeError();
  if (Content->size() < SizesSize)
    return damaged(Format);
  std::unique_ptr<ProjectIndex> Index(new ProjectIndex);
  StringRef Rest = Content->drop_front(SizesSize);
  const char *Sizes = Content->data();
  for (StringRef *Table :
       {&Index->Symbols, &Index->RecordEnds, &Index->TextEnds, &Index->Records,
        &Index->TextBytes}) {
    uint32_t Size = llvm::support::endian::read32le(Sizes);
    Sizes += 4;
    if (Size > Rest.size())
      return damaged(Format);
    *Table = Rest.take_front(Size);
    Rest = Rest.drop_front(Size);
  }
  Index->Count = Index->Symbols.size() / 16;
  Index->Texts = Index->TextEnds.size() / 4;
  if (Index->Symbols.size() % 16 || Index->TextEnds.size() % 4 ||
      Index->RecordEnds.size() != Index->Count * 4)
    return damaged(Format);
  ByteReader From(Rest, [&](uint64_t N) { return Index->textAt(N); });
  std::string MadeIn = From.text();
  for (size_t N = From.count(); N && !From.hasFailed(); --N)
    Index->MadeWith.push_back(From.fixed64());
  if (!From.isAtEnd())
    return damaged(Format);
  Index->Root = Root.empty() ? std::move(MadeIn) : std::move(Root);
  Index->File = std::move(File);
  return std::move(Index);
}

std::unique_ptr<const ProjectIndex> ProjectIndex::empty() {
  return llvm::cantFail(
      read(llvm::MemoryBuffer::getMemBufferCopy(indexBytes({}, ""))));
}

bool ProjectIndex::isMadeWith(FactsBasis Given) const {
  return llvm::is_contained(MadeWith, Given);
}

/// The part of \p Bytes that is number \p Index, by where each of them ends.
static std::optional<StringRef> partAt(StringRef Bytes, StringRef Ends,
                                       size_t Index) {
  auto EndOf = [&](size_t I) {
    return llvm::support::endian::read32le(Ends.data() + 4 * I);
  };
  size_t Begin = Index ? EndOf(Index - 1) : 0, End = EndOf(Index);
  if (Begin > End || End > Bytes.size())
    return std::nullopt;
  return Bytes.slice(Begin, End);
}

std::optional<StringRef> ProjectIndex::textAt(uint64_t Number) const {
  return Number < Texts ? partAt(TextBytes, TextEnds, Number) : std::nullopt;
}

SymbolId ProjectIndex::symbolAt(size_t Index) const {
  return readSymbol(Symbols.data() + 16 * Index);
}

std::optional<size_t> ProjectIndex::find(const SymbolId &Symbol) const {
  size_t Low = 0, High = Count;
  while (Low < High) {
    size_t Middle = Low + (High - Low) / 2;
    if (symbolAt(Middle) < Symbol)
      Low = Middle + 1;
    else
      High = Middle;
  }
  return Low < Count && symbolAt(Low) == Symbol ? std::optional(Low)
                                                : std::nullopt;
}

void ProjectIndex::place(Span &At) const {
  if (!At || Root.empty() || IsHashing || llvm::sys::path::is_absolute(At.File))
    return;
  llvm::SmallString<256> Path(Root);
  llvm::sys::path::append(Path, At.File);
  At.File = Path.str().str();
}

std::optional<LinkedFunction> ProjectIndex::functionAt(size_t Index) const {
  std::optional<StringRef> Bytes = partAt(Records, RecordEnds, Index);
  if (!Bytes)
    return std::nullopt;
  ByteReader From(*Bytes, [this](uint64_t N) { return textAt(N); });
  auto ReadSpan = [&] {
    Span At = From.span();
    place(At);
    return At;
  };
  auto ReadSymbol = [&](uint64_t Number) {
    if (Number < Count)
      return symbolAt(Number);
    From.fail();
    return SymbolId();
  };
  auto ReadWays = [&](std::vector<ErrorWay> &To) {
    for (size_t N = From.count(); N && !From.hasFailed(); --N) {
      ErrorWay &Way = To.emplace_back();
      Way.Of = From.texts();
      Way.Parameter = From.small();
      unsigned Flags = From.number(3);
      Way.IsReported = Flags & 1;
      Way.IsCertain = Flags & 2;
      Way.At = ReadSpan();
    }
  };
  auto ReadValues = [&](std::vector<LinkedValue> &To) {
    for (size_t N = From.count(); N && !From.hasFailed(); --N) {
      LinkedValue &Value = To.emplace_back();
      Value.Number = From.small();
      Value.Fate = ValueFate(From.number(uint64_t(LastValueFate)));
      Value.At = ReadSpan();
    }
  };

  LinkedFunction To;
  To.Symbol = symbolAt(Index);
  unsigned Flags = From.number(HasAll);
  To.HasBody = Flags & HasBody;
  To.IsCoroutine = Flags & HasCoroutine;
  To.IsAddressTaken = Flags & HasAddress;
  To.IsCallInCoroutine = Flags & HasCallInCoroutine;
  To.Name = From.text();
  To.Site = ReadSpan();
  To.Context = ContextKind(From.number(uint64_t(ContextKind::Unknown)));
  To.CalledFrom = From.number(0xff);
  for (unsigned Kind = 0; Kind < EffectKinds; ++Kind) {
    if (!(Flags & HasEffect << Kind))
      continue;
    LinkedEffect &Effect = To.Effects[Kind];
    Effect.Distance = From.small();
    Effect.Step.At = ReadSpan();
    Effect.Step.In = ReadSpan();
    Effect.Step.Callee = From.text();
    Effect.Step.Signature = From.text();
    if (uint64_t Next = From.number()) {
      Effect.Next = ReadSymbol(Next - 1);
      continue;
    }
    Effect.Entry.Library = From.text();
    Effect.Entry.File = From.text();
    Effect.Entry.Line = From.small();
  }
  if (Flags & HasSame)
    To.Effects[unsigned(EffectKind::BlocksOnThread)] =
        To.Effects[unsigned(EffectKind::Blocks)];
  for (unsigned Kind = 0; Kind < EffectKinds; ++Kind)
    if (Flags & HasDispatch << Kind)
      To.Dispatched[Kind] = ReadSymbol(From.number());
  if (Flags & HasErrors) {
    ReadWays(To.Thrown);
    ReadWays(To.InTask);
  }
  if (Flags & HasValues)
    ReadValues(To.Values);
  if (Flags & HasVirtualValues)
    ReadValues(To.VirtualValues);
  if (Flags & HasCall)
    To.SuspendingCall = ReadSpan();
  return From.isAtEnd() ? std::optional(std::move(To)) : std::nullopt;
}

std::optional<LinkedFunction>
ProjectIndex::known(const SymbolId &Symbol) const {
  std::optional<size_t> Index = find(Symbol);
  return Index ? functionAt(*Index) : std::nullopt;
}

std::optional<LinkedFunction>
ProjectIndex::function(const SymbolId &Symbol) const {
  noteQuery({Symbol, std::nullopt});
  return known(Symbol);
}

/// The function that \p Symbol runs, where that has the effect.
std::optional<LinkedFunction> ProjectIndex::run(const SymbolId &Symbol,
                                                EffectKind Kind,
                                                bool IsVirtual) const {
  std::optional<LinkedFunction> Found = known(Symbol);
  if (Found && IsVirtual)
    Found = Found->Dispatched[unsigned(Kind)]
                ? known(Found->Dispatched[unsigned(Kind)])
                : std::nullopt;
  return Found && Found->Effects[unsigned(Kind)].Distance ? Found
                                                          : std::nullopt;
}

unsigned ProjectIndex::distance(const SymbolId &Symbol, EffectKind Kind,
                                bool IsVirtual) const {
  noteQuery({Symbol, Kind, IsVirtual});
  // Most functions have no effect, which a look at the flags shows.
  std::optional<size_t> Index = find(Symbol);
  std::optional<StringRef> Bytes =
      Index ? partAt(Records, RecordEnds, *Index) : std::nullopt;
  if (!Bytes)
    return 0;
  unsigned Wanted = HasEffect << unsigned(Kind) | HasSame;
  if (IsVirtual)
    Wanted = HasDispatch << unsigned(Kind);
  ByteReader From(*Bytes, [](uint64_t) { return std::nullopt; });
  if (!(From.number(HasAll) & Wanted))
    return 0;
  std::optional<LinkedFunction> Found = run(Symbol, Kind, IsVirtual);
  return Found ? Found->Effects[unsigned(Kind)].Distance : 0;
}

std::optional<ProjectIndex::Way> ProjectIndex::way(const SymbolId &Symbol,
                                                   EffectKind Kind,
                                                   bool IsVirtual) const {
  noteQuery({Symbol, Kind, IsVirtual});
  Way Found;
  std::optional<LinkedFunction> At = run(Symbol, Kind, IsVirtual);
  unsigned Left = ~0u;
  while (At) {
    LinkedEffect &Effect = At->Effects[unsigned(Kind)];
    // Each of them is nearer than the one before, or the file is wrong.
    if (!Effect.Distance || Effect.Distance >= Left)
      return std::nullopt;
    Left = Effect.Distance;
    Found.Functions.push_back(At->Symbol);
    Found.Steps.push_back(std::move(Effect.Step));
    if (!Effect.Next) {
      Found.Entry = std::move(Effect.Entry);
      return Found;
    }
    At = known(Effect.Next);
  }
  return std::nullopt;
}

std::optional<LinkedValue> ProjectIndex::value(const SymbolId &Symbol,
                                               unsigned Number,
                                               bool IsVirtual) const {
  if (Number > IndexQuery::MaxValue)
    return std::nullopt;
  noteQuery({Symbol, std::nullopt, IsVirtual, Number});
  std::optional<LinkedFunction> Found = known(Symbol);
  if (!Found)
    return std::nullopt;
  for (const LinkedValue &Each :
       IsVirtual ? Found->VirtualValues : Found->Values)
    if (Each.Number == Number && Each.Fate != ValueFate::Unknown)
      return Each;
  return std::nullopt;
}

/// A hash of everything in \p Bytes, whose texts are in \p Strings.
static uint64_t hashOf(const ByteWriter &Bytes, const StringTable &Strings) {
  std::string All = Bytes.Bytes;
  for (StringRef Each : Strings.all()) {
    All += Each;
    All += '\0';
  }
  // 0 means that nothing is known.
  return llvm::xxh3_64bits(All) | 1;
}

/// Writes everything known about \p Function except its symbol.
static void write(ByteWriter &To, const LinkedFunction &Function) {
  To.text(Function.Name);
  To.span(Function.Site);
  To.number(Function.HasBody);
  To.number(Function.IsCoroutine);
  To.number(uint64_t(Function.Context));
  for (const LinkedEffect &Effect : Function.Effects) {
    To.number(Effect.Distance);
    write(To, Effect.Step);
    To.symbol(Effect.Next);
    write(To, Effect.Entry);
  }
  for (const SymbolId &Override : Function.Dispatched)
    To.symbol(Override);
  write(To, Function.Thrown);
  write(To, Function.InTask);
  write(To, Function.Values);
  write(To, Function.VirtualValues);
  To.number(Function.CalledFrom);
  To.number(Function.IsAddressTaken);
  To.span(Function.SuspendingCall);
  To.number(Function.IsCallInCoroutine);
}

uint64_t ProjectIndex::answer(const IndexQuery &Query) const {
  llvm::SaveAndRestore Hashing(IsHashing, true);
  StringTable Strings;
  ByteWriter To(Strings);
  if (Query.Value) {
    auto Found = value(Query.Symbol, *Query.Value, Query.IsVirtual);
    if (!Found)
      return 0;
    write(To, *Found);
    return hashOf(To, Strings);
  }
  if (!Query.Effect) {
    std::optional<LinkedFunction> Found = function(Query.Symbol);
    if (!Found)
      return 0;
    write(To, *Found);
    return hashOf(To, Strings);
  }
  unsigned Distance = distance(Query.Symbol, *Query.Effect, Query.IsVirtual);
  if (!Distance)
    return 0;
  To.number(Distance);
  if (auto Found = way(Query.Symbol, *Query.Effect, Query.IsVirtual)) {
    for (const auto &[Step, Function] :
         llvm::zip_equal(Found->Steps, Found->Functions)) {
      To.symbol(Function);
      write(To, Step);
    }
    write(To, Found->Entry);
  }
  return hashOf(To, Strings);
}

} // namespace clang::tidy::async
