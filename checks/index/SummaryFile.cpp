//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "index/SummaryFile.h"
#include "index/Bytes.h"
#include "index/FileHeader.h"

using llvm::StringRef;

namespace clang::tidy::async {

static constexpr FileFormat Format{"ATSUMM\r\n", 2, "a summary of async-tidy",
                                   "async-tidy summarize"};

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

namespace {
class SummaryWriter {
public:
  std::string write(const UnitSummary &Unit);

private:
  void symbol(const SymbolId &Symbol) {
    auto [Found, IsNew] = Symbols.try_emplace(Symbol, Symbols.size());
    if (IsNew)
      writeSymbol(SymbolBytes, Symbol);
    To.number(Found->second);
  }
  void write(const DirectEffect &Effect);
  void write(const CallSummary &Call);
  void write(const ErrorSummary &Errors);
  void write(const ValueId &Value);
  void write(const FunctionSummary &Function);

  StringTable Strings;
  ByteWriter To{Strings};
  llvm::DenseMap<SymbolId, unsigned> Symbols;
  std::string SymbolBytes;
};
} // namespace

void SummaryWriter::write(const DirectEffect &Effect) {
  To.number(Effect.Kinds);
  To.span(Effect.At);
  To.text(Effect.Callee);
  To.text(Effect.Signature);
  To.text(Effect.Entry.Library);
  To.text(Effect.Entry.File);
  To.number(Effect.Entry.Line);
}

void SummaryWriter::write(const CallSummary &Call) {
  symbol(Call.Callee);
  To.span(Call.At);
  To.text(Call.Name);
  To.text(Call.Signature);
  To.number(Call.IsVirtual | Call.IsAfterHop << 1 | Call.IsMoot << 2);
}

void SummaryWriter::write(const ErrorSummary &Errors) {
  To.number(Errors.Ways.size());
  for (const ErrorWay &Each : Errors.Ways) {
    To.texts(Each.Of);
    To.number(Each.Parameter);
    To.number(Each.IsReported | Each.IsCertain << 1);
    To.span(Each.At);
  }
  To.number(Errors.Paths.size());
  for (const ErrorPath &Each : Errors.Paths) {
    symbol(Each.Callee);
    To.number(uint64_t(Each.Exit));
    To.number(Each.IsVirtual | Each.IsReported << 1 | Each.OnlyCertain << 2 |
              Each.IsCertain << 3);
    To.texts(Each.Of);
    To.texts(Each.Except);
    To.number(uint64_t(Each.IfUnknown));
    To.span(Each.At);
  }
}

void SummaryWriter::write(const ValueId &Value) {
  symbol(Value.Function);
  To.number(Value.Number);
  To.number(Value.IsVirtual);
}

void SummaryWriter::write(const FunctionSummary &Function) {
  symbol(Function.Symbol);
  To.text(Function.Name);
  To.span(Function.Site);
  To.span(Function.Code);
  To.fixed64(Function.Text);
  To.number(uint64_t(Function.Context));
  To.number(Function.IsCoroutine);
  To.number(Function.Effects.size());
  for (const DirectEffect &Each : Function.Effects)
    write(Each);
  To.number(Function.Calls.size());
  for (const CallSummary &Each : Function.Calls)
    write(Each);
  write(Function.Thrown);
  write(Function.InTask);
  To.number(Function.Values.size());
  for (const ValueSummary &Value : Function.Values) {
    To.number(Value.Number);
    To.number(Value.Uses.size());
    for (const ValueUse &Each : Value.Uses) {
      To.number(uint64_t(Each.Fate));
      write(Each.Of);
      To.span(Each.At);
    }
  }
  write(Function.PassedTo);
}

std::string SummaryWriter::write(const UnitSummary &Unit) {
  To.number(Unit.MadeWith.size());
  for (FactsBasis Each : Unit.MadeWith)
    To.fixed64(Each);
  To.number(Unit.Functions.size());
  for (const FunctionSummary &Each : Unit.Functions)
    write(Each);
  To.number(Unit.Methods.size());
  for (const MethodSummary &Each : Unit.Methods) {
    symbol(Each.Symbol);
    To.number(Each.IsPure);
    To.number(Each.Overriders.size());
    for (const SymbolId &Overrider : Each.Overriders)
      symbol(Overrider);
  }
  To.number(Unit.AddressTaken.size());
  for (const SymbolId &Each : Unit.AddressTaken)
    symbol(Each);

  ByteWriter Tables(Strings);
  Tables.number(Symbols.size());
  Tables.Bytes += SymbolBytes;
  Tables.number(Strings.all().size());
  for (StringRef Each : Strings.all()) {
    Tables.number(Each.size());
    Tables.Bytes += Each;
  }
  return withHeader(Format, Tables.Bytes + To.Bytes);
}

std::string toBytes(const UnitSummary &Summary) {
  return SummaryWriter().write(Summary);
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

namespace {
class SummaryReader {
public:
  explicit SummaryReader(StringRef Bytes)
      : From(Bytes, [this](uint64_t N) { return textOf(N); }) {}

  /// None if the bytes are malformed.
  std::optional<UnitSummary> read();

private:
  std::optional<StringRef> textOf(uint64_t Number) const {
    return Number < Strings.size() ? std::optional(Strings[Number])
                                   : std::nullopt;
  }
  SymbolId symbol() {
    uint64_t Number = From.number();
    if (Number < Symbols.size())
      return Symbols[Number];
    From.fail();
    return {};
  }
  /// Reads a list, each element with \p Read.
  template <typename T, typename ReadFn>
  void list(std::vector<T> &To, ReadFn Read) {
    for (size_t N = From.count(); N && !From.hasFailed(); --N)
      Read(To.emplace_back());
  }
  template <typename T> T enumerator(T Last) {
    return T(From.number(uint64_t(Last)));
  }
  void read(DirectEffect &Effect);
  void read(CallSummary &Call);
  void read(ErrorSummary &Errors);
  void read(ValueId &Value);
  void read(FunctionSummary &Function);

  ByteReader From;
  std::vector<SymbolId> Symbols;
  std::vector<StringRef> Strings;
};
} // namespace

void SummaryReader::read(DirectEffect &Effect) {
  Effect.Kinds = From.number((1 << EffectKinds) - 1);
  Effect.At = From.span();
  Effect.Callee = From.text();
  Effect.Signature = From.text();
  Effect.Entry.Library = From.text();
  Effect.Entry.File = From.text();
  Effect.Entry.Line = From.small();
}

void SummaryReader::read(CallSummary &Call) {
  Call.Callee = symbol();
  Call.At = From.span();
  Call.Name = From.text();
  Call.Signature = From.text();
  unsigned Flags = From.number(7);
  Call.IsVirtual = Flags & 1;
  Call.IsAfterHop = Flags & 2;
  Call.IsMoot = Flags & 4;
}

void SummaryReader::read(ErrorSummary &Errors) {
  list(Errors.Ways, [&](ErrorWay &Each) {
    Each.Of = From.texts();
    Each.Parameter = From.small();
    unsigned Flags = From.number(3);
    Each.IsReported = Flags & 1;
    Each.IsCertain = Flags & 2;
    Each.At = From.span();
  });
  list(Errors.Paths, [&](ErrorPath &Each) {
    Each.Callee = symbol();
    Each.Exit = enumerator(ErrorExit::Task);
    unsigned Flags = From.number(15);
    Each.IsVirtual = Flags & 1;
    Each.IsReported = Flags & 2;
    Each.OnlyCertain = Flags & 4;
    Each.IsCertain = Flags & 8;
    Each.Of = From.texts();
    Each.Except = From.texts();
    Each.IfUnknown = enumerator(UnknownError::Certain);
    Each.At = From.span();
  });
}

void SummaryReader::read(ValueId &Value) {
  Value.Function = symbol();
  Value.Number = From.small();
  Value.IsVirtual = From.flag();
}

void SummaryReader::read(FunctionSummary &Function) {
  Function.Symbol = symbol();
  Function.Name = From.text();
  Function.Site = From.span();
  Function.Code = From.span();
  Function.Text = From.fixed64();
  Function.Context = enumerator(ContextKind::Unknown);
  Function.IsCoroutine = From.flag();
  list(Function.Effects, [&](DirectEffect &Each) { read(Each); });
  list(Function.Calls, [&](CallSummary &Each) { read(Each); });
  read(Function.Thrown);
  read(Function.InTask);
  list(Function.Values, [&](ValueSummary &Value) {
    Value.Number = From.small();
    list(Value.Uses, [&](ValueUse &Each) {
      Each.Fate = enumerator(LastValueFate);
      read(Each.Of);
      Each.At = From.span();
    });
  });
  read(Function.PassedTo);
}

std::optional<UnitSummary> SummaryReader::read() {
  list(Symbols, [&](SymbolId &Each) { Each = From.symbol(); });
  list(Strings, [&](StringRef &Each) { Each = From.take(From.number()); });
  UnitSummary Unit;
  list(Unit.MadeWith, [&](FactsBasis &Each) { Each = From.fixed64(); });
  list(Unit.Functions, [&](FunctionSummary &Each) { read(Each); });
  list(Unit.Methods, [&](MethodSummary &Each) {
    Each.Symbol = symbol();
    Each.IsPure = From.flag();
    list(Each.Overriders, [&](SymbolId &Overrider) { Overrider = symbol(); });
  });
  list(Unit.AddressTaken, [&](SymbolId &Each) { Each = symbol(); });
  if (!From.isAtEnd())
    return std::nullopt;
  Unit.normalize();
  return Unit;
}

llvm::Expected<UnitSummary> summaryFrom(StringRef Bytes) {
  llvm::Expected<StringRef> Content = contentOf(Format, Bytes);
  if (!Content)
    return Content.takeError();
  std::optional<UnitSummary> Unit = SummaryReader(*Content).read();
  if (!Unit)
    return damaged(Format);
  return std::move(*Unit);
}

} // namespace clang::tidy::async
