//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CodeExcerpts.h"
#include "Writers.h"

using llvm::StringRef;

namespace clang::tidy::async {

unsigned CodeExcerpts::numberOf(StringRef Path) {
  auto [It, IsNew] = Numbers.try_emplace(S.shownPath(Path), Files.size());
  if (IsNew)
    Files.push_back({Path.str(), {}});
  return It->second;
}

void CodeExcerpts::add(unsigned Number, unsigned Line, unsigned Around) {
  for (unsigned L = Line > Around ? Line - Around : 1; L <= Line + Around; ++L)
    Files[Number].Lines.insert(L);
}

/// \p Line as it is shown: a line of generated code may be long.
static std::string shown(StringRef Line) {
  static constexpr size_t MaxBytes = 400;
  Line = Line.rtrim('\r');
  if (Line.size() <= MaxBytes)
    return toUtf8(Line);
  Line = Line.take_front(MaxBytes);
  // Leave the last character whole.
  size_t Rest = Line.size();
  while (Rest > MaxBytes - 4 && (Line[Rest - 1] & 0xC0) == 0x80)
    --Rest;
  return toUtf8(Line.take_front(Rest - 1)) + "\xE2\x80\xA6";
}

void CodeExcerpts::writeLines(llvm::json::OStream &J, const Excerpt &Each) {
  StringRef Text = S.text(Each.Path).value_or("");
  Text.consume_front("\xEF\xBB\xBF");
  unsigned Current = 1;
  for (auto Next = Each.Lines.begin(); Next != Each.Lines.end();) {
    for (; Current < *Next && !Text.empty(); ++Current)
      Text = Text.split('\n').second;
    if (Text.empty())
      return;
    J.array([&] {
      J.value(Current);
      for (; Next != Each.Lines.end() && *Next == Current && !Text.empty();
           ++Next, ++Current) {
        auto [Line, After] = Text.split('\n');
        J.value(shown(Line));
        Text = After;
      }
    });
  }
}

void CodeExcerpts::write(llvm::json::OStream &J) {
  J.array([&] {
    for (const Excerpt &Each : Files)
      J.object([&] {
        J.attribute("path", toUtf8(S.shownPath(Each.Path)));
        J.attributeArray("code", [&] { writeLines(J, Each); });
      });
  });
}

} // namespace clang::tidy::async
