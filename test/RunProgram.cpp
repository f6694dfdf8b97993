//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunProgram.h"
#include "Paths.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Program.h"
#include <optional>

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr unsigned MaxSeconds = 300;

std::string ProgramResult::str() const {
  return "exit code " + llvm::itostr(ExitCode) + "\nstdout:\n" + Out +
         "\nstderr:\n" + Err;
}

ProgramResult runProgram(llvm::ArrayRef<std::string> Command) {
  ProgramResult Result;
  auto Program = llvm::sys::findProgramByName(Command.front());
  if (!Program) {
    Result.Err = Command.front() + ": " + Program.getError().message();
    return Result;
  }
  ScratchFolder Folder;
  std::string Out = Folder.path() + "/out";
  std::string Err = Folder.path() + "/err";
  llvm::SmallVector<StringRef, 16> Words(Command.begin(), Command.end());
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(Out),
                                          StringRef(Err)};
  std::string Why;
  Result.ExitCode = llvm::sys::ExecuteAndWait(*Program, Words, std::nullopt,
                                              Redirects, MaxSeconds, 0, &Why);
  Result.Out = readFile(Out).value_or("");
  Result.Err = readFile(Err).value_or("") + Why;
  return Result;
}

} // namespace clang::tidy::async::test
