//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_INDEXQUERIES_H
#define ASYNC_TIDY_CHECKS_INDEX_INDEXQUERIES_H

#include "index/EffectKind.h"
#include "index/Symbol.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>
#include <set>
#include <string>

namespace clang::tidy::async {

/// A query to a ProjectIndex.
struct IndexQuery {
  SymbolId Symbol;
  /// The effect that is asked for. If it is for neither an effect nor a value,
  /// the query is for everything known about the symbol.
  std::optional<EffectKind> Effect;
  bool IsVirtual = false; ///< Of calling it virtually.
  /// The number of the value whose fate is asked for, at most MaxValue.
  std::optional<unsigned> Value = std::nullopt;

  static constexpr unsigned MaxValue = 100;

  friend auto operator<=>(const IndexQuery &, const IndexQuery &) = default;
};

/// The queries of one analysis. Its outcome depends on nothing else in an
/// index.
using IndexQueries = std::set<IndexQuery>;

/// A hash of the answers to \p Queries, each of which \p AnswerTo hashes. It is
/// 0 if all of these are.
uint64_t
combinedAnswer(const IndexQueries &Queries,
               llvm::function_ref<uint64_t(const IndexQuery &)> AnswerTo);

/// \p Queries as bytes that a cache can keep.
std::string toBytes(const IndexQueries &Queries);
/// The queries in an output of toBytes(); none if \p Bytes are something else.
std::optional<IndexQueries> queriesFrom(llvm::StringRef Bytes);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_INDEXQUERIES_H
