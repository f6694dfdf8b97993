//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParseJson.h"
#include "model/InputFile.h"

using llvm::StringRef;

namespace clang::tidy::async {

llvm::Expected<llvm::json::Value> parseJson(StringRef Text, StringRef Path,
                                            unsigned LinesBefore) {
  auto Error = [&](unsigned Line, StringRef Column, StringRef Message) {
    return llvm::createStringError(Path + ":" +
                                   llvm::Twine(LinesBefore + Line) + ":" +
                                   Column + ": error: " + Message);
  };
  if (auto Line = lineNestedTooDeeply(Text))
    return Error(*Line, "1", nestingProblem());
  auto Parsed = llvm::json::parse(Text);
  if (Parsed)
    return Parsed;
  // [line:column, byte=offset]: message
  std::string Problem = toString(Parsed.takeError());
  auto [Position, Message] = StringRef(Problem).drop_front().split("]: ");
  auto [Line, Column] = Position.split(',').first.split(':');
  unsigned Number = 1;
  Line.getAsInteger(10, Number);
  return Error(Number, Column, Message);
}

} // namespace clang::tidy::async
