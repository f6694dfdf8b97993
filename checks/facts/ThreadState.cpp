//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ThreadState.h"
#include "llvm/ADT/StringSwitch.h"

namespace clang::tidy::async {

/// True for `errno`, and for the functions that it expands to in C libraries
/// where it is a macro.
static bool isThreadState(const NamedDecl *D) {
  return D->getDeclName().isIdentifier() &&
         llvm::StringSwitch<bool>(D->getName())
             .Cases("errno", "perror", true)
             .Cases("__errno_location", "___errno", "__errno", "__error",
                    "_errno", true)
             .Default(false);
}

static bool readsThreadState(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return isThreadState(Ref->getDecl());
  // In the pattern of a template, only the name may be known.
  if (const auto *Overload = dyn_cast<OverloadExpr>(S))
    return Overload->getName().getAsString() == "perror";
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return readsThreadState(Child);
  });
}

bool readsThreadState(const Body &B) { return readsThreadState(B.Code); }

} // namespace clang::tidy::async
