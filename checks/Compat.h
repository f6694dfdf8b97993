//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The differences between the versions of LLVM that async-tidy builds against.

#ifndef ASYNC_TIDY_CHECKS_COMPAT_H
#define ASYNC_TIDY_CHECKS_COMPAT_H

#include "clang/AST/Decl.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"

#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyModule.h"
#if LLVM_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "clang/Driver/Options.h"
#else
#include "clang/Options/Options.h"
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

/// Options for clang's diagnostics, in the forms that its classes need.
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

/// A separate engine that passes diagnostics to \p Consumer.
inline std::unique_ptr<DiagnosticsEngine>
makeDiagnosticsEngine(DiagnosticConsumer &Consumer) {
#if LLVM_VERSION_MAJOR < 21
  return std::make_unique<DiagnosticsEngine>(
      llvm::IntrusiveRefCntPtr<DiagnosticIDs>(new DiagnosticIDs),
      new DiagnosticOptions, &Consumer, /*ShouldOwnClient=*/false);
#else
  // The engine keeps a reference to them.
  static DiagnosticOptions Options;
  return std::make_unique<DiagnosticsEngine>(
      llvm::IntrusiveRefCntPtr<DiagnosticIDs>(new DiagnosticIDs), Options,
      &Consumer, /*ShouldOwnClient=*/false);
#endif
}

/// Makes \p Context print to \p Consumer; the engine must live as long as
/// \p Context.
inline std::unique_ptr<DiagnosticsEngine>
makeDiagnosticsEngine(ClangTidyContext &Context, DiagnosticConsumer &Consumer) {
  DiagnosticOptionsPtr Options(new DiagnosticOptions);
  auto Engine = std::make_unique<DiagnosticsEngine>(
      llvm::IntrusiveRefCntPtr<DiagnosticIDs>(new DiagnosticIDs),
      toPass(Options), &Consumer, /*ShouldOwnClient=*/false);
#if LLVM_VERSION_MAJOR < 21
  Context.setDiagnosticsEngine(Engine.get());
#else
  Context.setDiagnosticsEngine(std::move(Options), Engine.get());
#endif
  return Engine;
}

/// The checks that \p Options enables.
inline std::vector<std::string> namesOfChecks(const ClangTidyOptions &Options) {
#if LLVM_VERSION_MAJOR >= 22
  return getCheckNames(Options, false, false);
#else
  return getCheckNames(Options, false);
#endif
}

/// The options of the checks that \p Options enables.
inline ClangTidyOptions::OptionMap
knownOptions(const ClangTidyOptions &Options) {
#if LLVM_VERSION_MAJOR >= 22
  return getCheckOptions(Options, false, false);
#else
  return getCheckOptions(Options, false);
#endif
}

/// The arguments that \p Options makes clang-tidy remove.
inline llvm::ArrayRef<std::string>
removedArguments(const ClangTidyOptions &Options) {
#if LLVM_VERSION_MAJOR >= 22
  if (Options.RemovedArgs)
    return *Options.RemovedArgs;
#endif
  return {};
}

/// For each of \p Args, a command: true if clang's driver does not know it.
inline std::vector<bool> unknownToClang(llvm::ArrayRef<std::string> Args) {
#if LLVM_VERSION_MAJOR < 22
  const llvm::opt::OptTable &Table = driver::getDriverOptTable();
  static constexpr unsigned Unknown = driver::options::OPT_UNKNOWN;
  llvm::opt::Visibility Visible(driver::options::ClangOption);
#else
  const llvm::opt::OptTable &Table = getDriverOptTable();
  static constexpr unsigned Unknown = options::OPT_UNKNOWN;
  llvm::opt::Visibility Visible(options::ClangOption);
#endif
  std::vector<bool> Found(Args.size());
  llvm::SmallVector<const char *, 64> Arguments;
  for (const std::string &Arg : Args.drop_front(Args.empty() ? 0 : 1))
    Arguments.push_back(Arg.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  llvm::opt::InputArgList Parsed =
      Table.ParseArgs(Arguments, MissingIndex, MissingCount, Visible);
  for (const llvm::opt::Arg *Each : Parsed)
    if (Each->getOption().getID() == Unknown)
      Found[Each->getIndex() + 1] = true;
  return Found;
}

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_COMPAT_H
