//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// What differs between the versions of LLVM that async-tidy builds against.

#ifndef ASYNC_TIDY_CHECKS_COMPAT_H
#define ASYNC_TIDY_CHECKS_COMPAT_H

#include "clang/AST/Decl.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "llvm/Config/llvm-config.h"

#include "clang-tidy/ClangTidyModule.h"
#if LLVM_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

namespace clang::tidy::async {

/// True if the type of \p Function has the effect \p Name, as in
/// `[[clang::blocking]]`.
inline bool hasFunctionEffect(const FunctionDecl &Function,
                              llvm::StringRef Name) {
  if (const auto *Type = Function.getType()->getAs<FunctionProtoType>())
    for (const FunctionEffectWithCondition Effect : Type->getFunctionEffects())
      if (Effect.Effect.name() == Name)
        return true;
  return false;
}

/// Options of clang's diagnostics, in the forms that its classes ask for.
#if LLVM_VERSION_MAJOR < 21
using DiagnosticOptionsPtr = llvm::IntrusiveRefCntPtr<DiagnosticOptions>;
inline DiagnosticOptions *toPass(const DiagnosticOptionsPtr &Options) {
  return Options.get();
}
#else
using DiagnosticOptionsPtr = std::unique_ptr<DiagnosticOptions>;
inline DiagnosticOptions &toPass(const DiagnosticOptionsPtr &Options) {
  return *Options;
}
#endif

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_COMPAT_H
