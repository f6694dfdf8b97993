//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompilerFlags.h"
#include "Compat.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using llvm::StringRef;

namespace clang::tidy::async {

/// True if \p Program is GCC, or may be: the system's compiler has no name.
static bool isGcc(StringRef Program) {
  static const llvm::Regex Names(
      "^(.*-)?(g\\+\\+|gcc|c\\+\\+|cc)(-[0-9.]+)?(\\.exe)?$");
  StringRef Name = llvm::sys::path::filename(Program);
  return !Name.contains("clang") && Names.match(Name);
}

/// What clang has under the same name with another meaning, or refuses.
static bool isOfGccAlone(StringRef Arg) {
  static const llvm::Regex Patterns(
      // Modules of GCC, and what goes with them.
      "^(-f(no-)?modules(-ts)?|-fmodule-.*|-fdeps-.*"
      // Plugins and profiles of GCC.
      "|-fplugin.*|-f(auto-profile|profile-use|branch-probabilities)(=.*)?"
      // Values that only GCC takes.
      "|-fcf-protection=check|-fdiagnostics-format=(json|sarif).*"
      "|-fexcess-precision=.*|-f(exec|wide-exec|input)-charset=.*"
      "|-flto=[0-9]+|-gz=zlib-gnu|-mfpmath=.*[,+].*|-mfunction-return=thunk.*"
      "|-fsanitize=.*pointer-(compare|subtract).*"
      // What clang refuses, for some targets or for all.
      "|-fno-extended-identifiers|-f(pcc|reg)-struct-return"
      "|-fcall-(saved|used)-.*|-ffixed-.*|-m(no-)?avx256-split-.*"
      "|-m(no-)?fp-ret-in-387|-m(record|nop)-mcount|-C|-CC|-MG)$");
  return Patterns.match(Arg);
}

std::vector<std::string> adaptToClang(std::vector<std::string> &Args) {
  std::vector<std::string> Dropped;
  if (Args.empty() || !isGcc(Args.front()))
    return Dropped;
  std::vector<bool> IsUnknown = unknownToClang(Args);
  std::vector<std::string> Kept;
  for (size_t I = 0; I < Args.size(); ++I)
    if (I && (IsUnknown[I] || isOfGccAlone(Args[I])))
      Dropped.push_back(Args[I]);
    else
      Kept.push_back(Args[I]);
  // Before all others: a later one may ask for some of them again.
  Kept.insert(Kept.begin() + 1,
              {"-Wno-unknown-warning-option",
               "-Wno-ignored-optimization-argument",
               "-Wno-unused-command-line-argument", "-Wno-ignored-pragmas",
               "-Wno-unknown-pragmas", "-Wno-unknown-attributes",
               "-Wno-ignored-attributes"});
  Args = std::move(Kept);
  return Dropped;
}

} // namespace clang::tidy::async
