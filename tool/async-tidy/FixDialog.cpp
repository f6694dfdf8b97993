//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FixDialog.h"
#include "FileSelection.h"
#include "UnifiedDiff.h"
#include "Workers.h"
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

using llvm::StringRef;

namespace clang::tidy::async {

static constexpr llvm::StringLiteral Help =
    "y - apply this fix\n"
    "n - do not apply it\n"
    "a - apply it, and all others in this file\n"
    "d - apply neither it nor any other in this file\n"
    "q - quit: apply those that were chosen so far\n"
    "? - print this help\n";

llvm::Error FixDialog::test() {
  // A terminal, a pipe or a file can answer.
  struct stat Input;
  if (::fstat(STDIN_FILENO, &Input) == 0 &&
      (!S_ISCHR(Input.st_mode) || ::isatty(STDIN_FILENO)))
    return llvm::Error::success();
  return userError(
      "fix -i asks questions, but standard input is not a terminal: "
      "pipe the answers to it, or leave out -i");
}

std::optional<std::string> FixDialog::readLine() {
  while (true) {
    if (size_t End = Unread.find('\n'); End != std::string::npos) {
      std::string Line = Unread.substr(0, End);
      Unread.erase(0, End + 1);
      return Line;
    }
    char Buffer[256];
    ssize_t N = ::read(STDIN_FILENO, Buffer, sizeof(Buffer));
    if (N > 0) {
      Unread.append(Buffer, N);
      continue;
    }
    if (N < 0 && errno == EINTR && !caughtSignal())
      continue;
    if (N < 0 || Unread.empty())
      return std::nullopt;
    return std::exchange(Unread, "");
  }
}

bool FixDialog::wants(const Fixes::Offer &Next) {
  if (IsOver)
    return false;
  const tooling::DiagnosticMessage &Message = Next.Finding.Message;
  if (!File.empty() && Message.FilePath == File)
    return WantsRest;
  File.clear();
  To << S.shownPath(Message.FilePath);
  if (auto At = S.place(Message.FilePath, Message.FileOffset))
    To << ':' << At->Line << ':' << At->Column;
  To << ": " << Message.Message << " [" << Next.Finding.DiagnosticName << "]\n"
     << (Colors ? colored(Next.Diff) : Next.Diff);
  while (true) {
    To << '(' << Next.Index << '/' << Next.Total << ") " << Next.Title
       << " [y,n,a,d,q,?]? ";
    To.flush();
    std::optional<std::string> Line = readLine();
    if (!Line) {
      To << '\n';
      IsCutOff = IsOver = true;
      return false;
    }
    StringRef Answer = StringRef(*Line).trim();
    // A terminal echoes the input itself.
    if (!::isatty(STDIN_FILENO))
      To << Answer << '\n';
    switch (Answer.size() == 1 ? Answer.front() : '?') {
    case 'y':
      return true;
    case 'n':
      return false;
    case 'a':
    case 'd':
      File = Message.FilePath;
      WantsRest = Answer == "a";
      return WantsRest;
    case 'q':
      IsOver = true;
      return false;
    default:
      To << Help;
    }
  }
}

} // namespace clang::tidy::async
