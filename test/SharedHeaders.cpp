//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SharedHeaders.h"
#include "Paths.h"
#include "RunProgram.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/xxhash.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

// Each set of these headers that a case includes is precompiled: few, but the
// slowest to parse.
static constexpr StringRef Shared[] = {
    "arangodb/arangodb.h",
    "async_lib/inhouse.h",
    "async_simple/async_simple.h",
    "boost/asio/awaitable.hpp",
    "boost/asio/co_spawn.hpp",
    "boost/asio/io_context.hpp",
    "boost/asio/ip/tcp.hpp",
    "boost/thread/future.hpp",
    "cobalt/cobalt.h",
    "concurrencpp/concurrencpp.h",
    "cppcoro/cppcoro.h",
    "dpp/dpp.h",
    "drogon/drogon.h",
    "folly/folly.h",
    "hpx/hpx.h",
    "kj/async-io.h",
    "kj/coroutines.h",
    "libcoro/coro.h",
    "mongodb/mongodb.h",
    "pplx/pplx.h",
    "seastar/seastar.h",
    "stdexec/stdexec.h",
    "stlab/stlab.h",
    "unifex/unifex.h",
    "userver/userver.h",
    "winrt/winrt.h",
    "yaclib/yaclib.h",
    "QCoroCore",
    "QCoroFuture",
    "QCoroTask",
    "QtConcurrent",
};

std::vector<std::string> sharedHeaders(const LintJob &Job) {
  std::vector<std::string> Headers;
  auto Main = Job.Files.find(Job.MainFile);
  if (Main == Job.Files.end())
    return Headers;
  llvm::SmallVector<StringRef, 0> Lines;
  StringRef(Main->second).split(Lines, '\n');
  for (StringRef Line : Lines) {
    Line = Line.trim();
    if (Line.empty() || Line.starts_with("//"))
      continue;
    // After code, or a macro, a header may mean something else, and must not
    // see the code that precedes it in the case.
    if (!Line.consume_front("#include"))
      break;
    StringRef Name = Line.ltrim();
    if (Name.size() < 2)
      break;
    char End = Name.front() == '<' ? '>' : '"';
    Name = Name.drop_front().take_until([&](char C) { return C == End; });
    if (llvm::any_of(Job.Files, [&](const auto &Own) {
          return StringRef(Own.first).ends_with(("/" + Name).str());
        }))
      break;
    if (llvm::is_contained(Shared, Name))
      Headers.push_back(Name.str());
  }
  llvm::sort(Headers);
  Headers.erase(llvm::unique(Headers), Headers.end());
  return Headers;
}

// Properties that change with a file: its size, and its modification time.
static std::string stateOf(StringRef Path) {
  llvm::sys::fs::file_status Status;
  if (llvm::sys::fs::status(Path, Status))
    return "";
  return llvm::utostr(Status.getSize()) + " " +
         llvm::itostr(
             Status.getLastModificationTime().time_since_epoch().count());
}

// The states of the files that, according to MakeRule, a header depends on.
static std::string statesOf(StringRef MakeRule, StringRef Directory) {
  std::string States;
  llvm::SmallVector<StringRef, 0> Words;
  llvm::SplitString(MakeRule.split(':').second, Words, " \\\n");
  for (StringRef Word : Words) {
    llvm::SmallString<128> Path;
    if (!llvm::sys::path::is_absolute(Word))
      Path = Directory;
    llvm::sys::path::append(Path, Word);
    States += (Path + "\t" + stateOf(Path) + "\n").str();
  }
  return States;
}

static bool areAsBefore(StringRef States) {
  llvm::SmallVector<StringRef, 0> Lines;
  States.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  return !Lines.empty() && llvm::all_of(Lines, [](StringRef Line) {
    auto [Path, State] = Line.split('\t');
    return State == stateOf(Path);
  });
}

// Another process may create the same file, so it gets its name when it is
// complete.
static bool precompile(const LintJob &Job, StringRef Name, StringRef Text) {
  std::string Mine =
      (Name + "-" + llvm::utostr(llvm::sys::Process::getProcessId())).str();
  // The result is unusable without it. That of another process is fine.
  if (!llvm::sys::fs::exists(Name + ".h")) {
    writeFile(Mine + ".h", Text);
    llvm::sys::fs::rename(Mine + ".h", Name + ".h");
  }
  std::vector<std::string> Command = {"sh", "-c", "cd \"$0\" && exec \"$@\"",
                                      Job.Directory,
                                      ASYNC_TIDY_LLVM_BIN "/clang++"};
  llvm::append_range(Command, Job.Flags);
  for (const std::string &Flag : std::initializer_list<std::string>{
           "-resource-dir", ASYNC_TIDY_RESOURCE_DIR,
           // As clang-tidy parses the rest.
           "-Xclang", "-setup-static-analyzer",
           // Not again in each file that uses it.
           "-fpch-instantiate-templates",
           // We check that ourselves, and would rather rebuild than fail.
           "-Xclang", "-fno-pch-timestamp", "-MD", "-MF", Mine + ".d", "-o",
           Mine + ".pch", "-x", "c++-header", (Name + ".h").str()})
    Command.push_back(Flag);
  bool IsDone = runProgram(Command).ExitCode == 0;
  if (IsDone) {
    writeFile(Mine + ".files",
              statesOf(readFile(Mine + ".d").value_or(""), Job.Directory));
    IsDone = !llvm::sys::fs::rename(Mine + ".pch", Name + ".pch") &&
             !llvm::sys::fs::rename(Mine + ".files", Name + ".files");
  }
  llvm::sys::fs::remove(Mine + ".d");
  return IsDone;
}

std::vector<std::string> flagsForSharedHeaders(const LintJob &Job) {
  std::string Text;
  for (const std::string &Header : sharedHeaders(Job))
    Text += "#include <" + Header + ">\n";
  if (Text.empty())
    return {};
  std::string Name = ASYNC_TIDY_SHARED_HEADERS "/" +
                     llvm::utohexstr(llvm::xxh3_64bits(
                         getClangFullVersion() + "\n" + Job.Directory + "\n" +
                         llvm::join(Job.Flags, "\n") + "\n" + Text));
  // The job itself reports code that does not compile better.
  if (!areAsBefore(readFile(Name + ".files").value_or("")) &&
      !precompile(Job, Name, Text))
    return {};
  return {"-include-pch", Name + ".pch"};
}

} // namespace clang::tidy::async::test
