//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PortablePaths.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace clang::tidy::async {

/// The placeholder for the root: bytes that texts do not contain.
static constexpr llvm::StringLiteral Mark = "\1R\2";

PortablePaths::PortablePaths(StringRef Root) : Root(Root.rtrim('/')) {
  // "/src" also stands in "lib/src/x", which is another folder.
  if (StringRef(this->Root).count('/') < 2)
    this->Root.clear();
}

/// True if a path may begin at \p At: "-I/root" and "'/root", but not
/// "/other/root".
static bool mayBegin(StringRef Text, size_t At) {
  while (At > 0) {
    char Before = Text[--At];
    if (Before == '/')
      return false;
    if (!llvm::isAlnum(Before) && Before != '_' && Before != '-' &&
        Before != '.' && Before != '+')
      return true;
  }
  return true;
}

static bool mayEnd(StringRef Text, size_t At) {
  return At == Text.size() ||
         !(llvm::isAlnum(Text[At]) || Text[At] == '_' || Text[At] == '-' ||
           Text[At] == '.' || Text[At] == '+');
}

std::string PortablePaths::hide(StringRef Text) const {
  if (Root.empty())
    return Text.str();
  std::string Hidden;
  size_t Done = 0;
  for (size_t At = Text.find(Root); At != StringRef::npos;
       At = Text.find(Root, At + 1)) {
    if (At < Done || !mayBegin(Text, At) || !mayEnd(Text, At + Root.size()))
      continue;
    Hidden += Text.slice(Done, At);
    Hidden += Mark;
    Done = At + Root.size();
  }
  Hidden += Text.drop_front(Done);
  return Hidden;
}

std::string PortablePaths::show(StringRef Text) const {
  std::string Shown;
  while (true) {
    auto [Before, After] = Text.split(Mark);
    Shown += Before;
    if (Before.size() == Text.size())
      return Shown;
    Shown += Root;
    Text = After;
  }
}

bool PortablePaths::isPlain(StringRef Text) { return !Text.contains(Mark); }

} // namespace clang::tidy::async
