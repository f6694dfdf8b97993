//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Elsewhere.h"
#include "facts/Symbols.h"
#include "index/ProjectIndex.h"

namespace clang::tidy::async {

SymbolId calleeElsewhere(const Operation &Op, const Facts &Unit) {
  const FunctionDecl *Function = Op.Site.Function;
  // A visible body takes precedence.
  if (!Function || Unit.bodyOf(Unit.target(Op)) ||
      Unit.sources().isInSystemHeader(Function->getLocation()))
    return {};
  const FunctionDecl *Fixed = Unit.fixedTarget(Op);
  return symbolOf(*(Fixed ? Fixed : Function)->getCanonicalDecl());
}

std::optional<LinkedValue> valueElsewhere(const Operation &Op, unsigned Number,
                                          const Facts &Unit) {
  // A model takes precedence.
  SymbolId Callee =
      Unit.project() && !Op.Match ? calleeElsewhere(Op, Unit) : SymbolId();
  return Callee ? Unit.project()->value(Callee, Number, !Unit.fixedTarget(Op))
                : std::nullopt;
}

} // namespace clang::tidy::async
