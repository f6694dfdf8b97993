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

/// The identity of \p Function in all files of a program; empty if other files
/// cannot call it.
SymbolId symbolOf(const FunctionDecl &Function);

/// Identifies functions, and the lambdas in them, in data that outlives the
/// unit. The names of files below \p Root are relative to it.
class Symbols {
public:
  Symbols(const Facts &Unit, std::string Root)
      : Unit(Unit), Root(std::move(Root)) {}

  /// Functions that other files cannot call have a symbol, too: it includes
  /// their file.
  SymbolId of(const FunctionDecl *Function);
  SymbolId of(const Body &B);

  /// The position of \p Loc in a file.
  Span place(SourceLocation Loc);

private:
  SymbolId make(const FunctionDecl &Function);
  SymbolId makeLambda(const Body &B);
  const std::string &nameFromRoot(const std::string &File);

  const Facts &Unit;
  const std::string Root;
  llvm::DenseMap<const FunctionDecl *, SymbolId> Cache;
  llvm::StringMap<std::string> Files;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_SYMBOLS_H
