//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_SYMBOLS_H
#define ASYNC_TIDY_CHECKS_FACTS_SYMBOLS_H

#include "facts/Facts.h"
#include "index/Span.h"
#include "index/Symbol.h"
#include "llvm/ADT/StringMap.h"

namespace clang::tidy::async {

/// What identifies \p Function in all files of a program; nothing if other
/// files cannot call it.
SymbolId symbolOf(const FunctionDecl &Function);

/// What identifies functions, and the lambdas that stand in them, for those who
/// write data that outlives the unit. Files below \p Root are named from there.
class Symbols {
public:
  Symbols(const Facts &Unit, std::string Root)
      : Unit(Unit), Root(std::move(Root)) {}

  /// Of a function that other files cannot call as well: there its file counts.
  SymbolId of(const FunctionDecl *Function);
  SymbolId of(const Body &B);

  /// The point that \p Loc stands for.
  Span place(SourceLocation Loc);

private:
  SymbolId make(const FunctionDecl &Function);
  SymbolId makeLambda(const Body &B);
  const std::string &nameFromRoot(const std::string &File);

  const Facts &Unit;
  const std::string Root;
  llvm::DenseMap<const FunctionDecl *, SymbolId> Known;
  llvm::StringMap<std::string> Files;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_SYMBOLS_H
