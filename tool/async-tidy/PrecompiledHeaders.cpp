//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PrecompiledHeaders.h"
#include "FilePaths.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async {

namespace {
/// The headers that precompiled files are made from, by the absolute path of
/// the precompiled file.
using Sources = llvm::StringMap<std::string>;

/// The arguments of a command, each without the `-Xclang` before it.
class Arguments {
public:
  explicit Arguments(std::vector<std::string> &Args) : Args(Args) {}

  /// The next argument; null at the end.
  std::string *next() {
    if (I + 1 < Args.size() && Args[I] == "-Xclang")
      ++I;
    return I < Args.size() ? &Args[I++] : nullptr;
  }

private:
  std::vector<std::string> &Args;
  size_t I = 0;
};
} // namespace

static bool isPrecompiled(StringRef Path) {
  return Path.ends_with(".gch") || Path.ends_with(".pch");
}

static std::string outputOf(const tooling::CompileCommand &Command) {
  const std::vector<std::string> &Args = Command.CommandLine;
  for (size_t I = 0; I + 1 < Args.size(); ++I)
    if (Args[I] == "-o")
      return Args[I + 1];
  return Command.Output;
}

static Sources sourcesIn(llvm::ArrayRef<tooling::CompileCommand> All) {
  Sources Found;
  for (const tooling::CompileCommand &Each : All)
    if (std::string Output = outputOf(Each); isPrecompiled(Output))
      Found.try_emplace(absolutePath(Output, Each.Directory),
                        absolutePath(Each.Filename, Each.Directory));
  return Found;
}

static void findSources(tooling::CompileCommand &Command, const Sources &All) {
  // GCC looks for the precompiled file where it looks for the header.
  std::vector<std::string> Folders = {Command.Directory};
  Arguments Flags(Command.CommandLine);
  while (const std::string *Arg = Flags.next()) {
    StringRef Folder = *Arg;
    if (!Folder.consume_front("-I"))
      continue;
    const std::string *Next = Folder.empty() ? Flags.next() : nullptr;
    Folders.push_back(
        absolutePath(Next ? StringRef(*Next) : Folder, Command.Directory));
  }
  auto SourceOf = [&](StringRef Header) -> std::string {
    for (const std::string &Folder : Folders) {
      std::string Path = absolutePath(Header, Folder);
      if (llvm::sys::fs::exists(Path))
        break;
      if (auto Found = All.find(Path + ".gch"); Found != All.end())
        return Found->second;
    }
    return "";
  };
  Arguments Args(Command.CommandLine);
  while (std::string *Arg = Args.next()) {
    if (*Arg == "-include") {
      if (std::string *Header = Args.next())
        if (std::string Source = SourceOf(*Header); !Source.empty())
          *Header = std::move(Source);
    } else if (*Arg == "-include-pch") {
      std::string *File = Args.next();
      if (!File)
        return;
      std::string Path = absolutePath(*File, Command.Directory);
      // By convention, the header is beside it.
      if (auto Found = All.find(Path);
          Found != All.end() &&
          !llvm::sys::fs::exists(StringRef(Path).drop_back(4))) {
        *Arg = "-include";
        *File = Found->second;
      }
    }
  }
}

void findSourcesOfPrecompiled(std::vector<tooling::CompileCommand> &All) {
  Sources Found = sourcesIn(All);
  if (!Found.empty())
    for (tooling::CompileCommand &Command : All)
      findSources(Command, Found);
}

} // namespace clang::tidy::async
