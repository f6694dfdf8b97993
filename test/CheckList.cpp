//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckList.h"
#include "Paths.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Regex.h"

using llvm::SmallVector;
using llvm::StringRef;

namespace clang::tidy::async::test {

// Removes a string literal, or several that the compiler would join, from Text.
static std::string takeString(StringRef &Text) {
  std::string Result;
  for (Text = Text.ltrim(); Text.consume_front("\""); Text = Text.ltrim()) {
    while (!Text.empty() && Text.front() != '"') {
      Text.consume_front("\\");
      Result += Text.front();
      Text = Text.drop_front();
    }
    Text.consume_front("\"");
  }
  return Result;
}

static std::string takeArgument(StringRef &Text) {
  Text = Text.ltrim();
  std::string Result =
      Text.starts_with("\"")
          ? takeString(Text)
          : Text.take_until([](char C) { return C == ',' || C == ')'; })
                .rtrim()
                .str();
  Text = Text.drop_until([](char C) { return C == ',' || C == ')'; });
  Text = Text.drop_front(!Text.empty());
  return Result;
}

// Comments describe the columns, in words that look like entries.
static std::string withoutComments(StringRef Text) {
  std::string Result;
  SmallVector<StringRef, 0> Lines;
  Text.split(Lines, '\n');
  for (StringRef Line : Lines)
    if (!Line.ltrim().starts_with("//") && !Line.ltrim().starts_with("#"))
      Result += (Line + "\n").str();
  return Result;
}

std::vector<ListedCheck> readCheckList(StringRef Root) {
  std::vector<ListedCheck> Checks;
  std::string Text = withoutComments(
      readFile((Root + "/checks/Checks.def").str()).value_or(""));
  StringRef Rest = Text;
  static constexpr StringRef Macro = "ASYNC_CHECK(";
  for (size_t At; (At = Rest.find(Macro)) != StringRef::npos;) {
    Rest = Rest.drop_front(At + Macro.size());
    ListedCheck Check;
    for (std::string *Argument : {&Check.Class, &Check.Name, &Check.Severity,
                                  &Check.Fix, &Check.Since, &Check.Summary})
      *Argument = takeArgument(Rest);
    Checks.push_back(std::move(Check));
  }
  return Checks;
}

std::string joinLines(StringRef Paragraph) {
  std::string Result;
  SmallVector<StringRef, 8> Lines;
  Paragraph.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines)
    Result += (Result.empty() ? "" : " ") + Line.trim().str();
  return Result;
}

} // namespace clang::tidy::async::test
