//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompilerFlags.h"
#include "Compat.h"
#include "FilePaths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
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

/// The header that \p Precompiled is made from, by the naming conventions of
/// build systems.
static StringRef sourceOf(StringRef Precompiled) {
  StringRef Header = Precompiled;
  if (!Header.consume_back(".pch"))
    Header.consume_back(".gch");
  return Header;
}

/// The headers that \p Header includes, if CMake has generated it for
/// precompiling: it marks itself, and thus all of them, as system headers. None
/// for any other header.
static std::vector<std::string> includedByCMake(StringRef Header,
                                                llvm::vfs::FileSystem &Files) {
  std::vector<std::string> Included;
  StringRef Name = llvm::sys::path::filename(Header);
  if (!Name.starts_with("cmake_pch.h"))
    return Included;
  auto Buffer = Files.getBufferForFile(Header);
  if (!Buffer || !(*Buffer)->getBuffer().contains(" system_header"))
    return Included;
  for (StringRef Line : llvm::split((*Buffer)->getBuffer(), '\n'))
    if (Line.consume_front("#include "))
      Included.push_back(Line.trim().drop_front().drop_back().str());
  return Included;
}

void useSourcesOfPrecompiled(std::vector<std::string> &Args, StringRef Folder,
                             llvm::vfs::FileSystem &Files) {
  std::vector<std::string> Kept;
  size_t I = 0;
  // Each argument of the compiler proper follows one `-Xclang`.
  auto Take = [&]() -> std::string {
    if (I + 1 < Args.size() && Args[I] == "-Xclang")
      ++I;
    return I < Args.size() ? Args[I++] : "";
  };
  auto Include = [&](StringRef Header) {
    // The driver itself would look for a precompiled one.
    std::vector<std::string> All =
        includedByCMake(absolutePath(Header, Folder), Files);
    if (All.empty())
      All.push_back(Header.str());
    for (const std::string &Each : All)
      Kept.insert(Kept.end(), {"-Xclang", "-include", "-Xclang", Each});
  };
  auto IsIncluded = [&](StringRef Header) {
    for (size_t J = 0; J + 1 < Args.size(); ++J)
      if (Args[J] == "-include" &&
          Args[Args[J + 1] == "-Xclang" ? std::min(J + 2, Args.size() - 1)
                                        : J + 1] == Header)
        return true;
    return false;
  };
  while (I < Args.size()) {
    size_t Begin = I;
    std::string Arg = Take();
    if (Arg == "-emit-pch" || StringRef(Arg).starts_with("-fpch-") ||
        Arg == "-fno-pch-timestamp")
      continue;
    if (Arg == "-include-pch") {
      std::string Precompiled = Take();
      StringRef Header = sourceOf(Precompiled);
      // Without the header, the precompiled file is the only source.
      if (!Files.exists(absolutePath(Header, Folder)) &&
          Files.exists(absolutePath(Precompiled, Folder)))
        Kept.insert(Kept.end(), {"-include-pch", Precompiled});
      else if (!IsIncluded(Header))
        Include(Header);
      continue;
    }
    if (Arg == "-include") {
      Include(Take());
      continue;
    }
    Kept.insert(Kept.end(), Args.begin() + Begin, Args.begin() + I);
  }
  Args = std::move(Kept);
}

} // namespace clang::tidy::async
