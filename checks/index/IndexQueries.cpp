//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "index/IndexQueries.h"
#include "index/Bytes.h"

using llvm::StringRef;

namespace clang::tidy::async {

// A query has the 16 bytes of its symbol and one for the rest: 0 for everything
// known, otherwise the effect, counted from 1, or the value, numbered after the
// effects, and a bit for a virtual call.
static constexpr size_t QuerySize = 17;
static constexpr unsigned VirtualBit = 0x80;
static constexpr unsigned FirstValue = EffectKinds + 1;
static_assert(FirstValue + IndexQuery::MaxValue < VirtualBit);

uint64_t
combinedAnswer(const IndexQueries &Queries,
               llvm::function_ref<uint64_t(const IndexQuery &)> AnswerTo) {
  std::string All;
  bool IsAnyKnown = false;
  for (const IndexQuery &Each : Queries) {
    uint64_t Answer = AnswerTo(Each);
    IsAnyKnown |= Answer != 0;
    appendNumber(All, Answer);
  }
  return IsAnyKnown ? llvm::xxh3_64bits(All) | 1 : 0;
}

std::string toBytes(const IndexQueries &Queries) {
  std::string Bytes;
  Bytes.reserve(Queries.size() * QuerySize);
  for (const IndexQuery &Each : Queries) {
    writeSymbol(Bytes, Each.Symbol);
    unsigned Rest = Each.Value    ? FirstValue + *Each.Value
                    : Each.Effect ? unsigned(*Each.Effect) + 1
                                  : 0;
    Bytes += char(Rest | (Each.IsVirtual ? VirtualBit : 0));
  }
  return Bytes;
}

std::optional<IndexQueries> queriesFrom(StringRef Bytes) {
  IndexQueries Queries;
  for (; Bytes.size() >= QuerySize; Bytes = Bytes.drop_front(QuerySize)) {
    IndexQuery Query{readSymbol(Bytes.data()), std::nullopt};
    unsigned Rest = uint8_t(Bytes[QuerySize - 1]);
    Query.IsVirtual = Rest & VirtualBit;
    Rest &= ~VirtualBit;
    if (Rest > FirstValue + IndexQuery::MaxValue)
      return std::nullopt;
    if (Rest >= FirstValue)
      Query.Value = Rest - FirstValue;
    else if (Rest)
      Query.Effect = EffectKind(Rest - 1);
    Queries.insert(Queries.end(), Query);
  }
  return Bytes.empty() ? std::optional(std::move(Queries)) : std::nullopt;
}

} // namespace clang::tidy::async
