//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HeaderUnits.h"
#include "FilePaths.h"
#include "PathPattern.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <optional>

using llvm::StringRef;

namespace clang::tidy::async {

namespace {
/// Scans files for includes.
class IncludeReader {
public:
  /// The real paths of the files that \p Unit may include.
  const llvm::StringSet<> &filesOf(const tooling::CompileCommand &Unit) {
    Reached.clear();
    Folders.clear();
    std::vector<std::string> Pending = {
        absolutePath(Unit.Filename, Unit.Directory)};
    readArguments(Unit, Pending);
    while (!Pending.empty()) {
      std::string File = std::move(Pending.back());
      Pending.pop_back();
      if (!Reached.insert(realOf(File)).second)
        continue;
      for (const Include &Next : includesOf(File))
        if (std::optional<std::string> Found = find(Next, File))
          Pending.push_back(std::move(*Found));
    }
    return Reached;
  }

private:
  struct Include {
    std::string Name;
    bool IsQuoted;
  };

  /// Collects the include folders, and the files that the command line
  /// includes.
  void readArguments(const tooling::CompileCommand &Unit,
                     std::vector<std::string> &Included) {
    llvm::ArrayRef<std::string> Args = Unit.CommandLine;
    for (size_t I = 0; I < Args.size(); ++I) {
      StringRef Arg = Args[I];
      for (StringRef Option :
           {"-I", "-iquote", "-isystem", "-idirafter", "-include", "/I"}) {
        if (!Arg.starts_with(Option))
          continue;
        StringRef Value = Arg.drop_front(Option.size());
        if (Value.empty() && I + 1 < Args.size())
          Value = Args[++I];
        (Option == "-include" ? Included : Folders)
            .push_back(absolutePath(Value, Unit.Directory));
        break;
      }
    }
  }

  const std::vector<Include> &includesOf(const std::string &File) {
    auto [It, IsNew] = Includes.try_emplace(File);
    std::vector<Include> &Found = It->second;
    if (!IsNew)
      return Found;
    bool IsRegular = false;
    if (llvm::sys::fs::is_regular_file(File, IsRegular) || !IsRegular)
      return Found;
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer)
      return Found;
    for (StringRef Line : llvm::split((*Buffer)->getBuffer(), '\n')) {
      Line = Line.ltrim();
      if (!Line.consume_front("#"))
        continue;
      Line = Line.ltrim();
      if (!Line.consume_front("include") && !Line.consume_front("import"))
        continue;
      Line = Line.ltrim();
      bool IsQuoted = Line.consume_front("\"");
      if (IsQuoted || Line.consume_front("<"))
        Found.push_back(
            {Line.take_until([](char C) { return C == '"' || C == '>'; }).str(),
             IsQuoted});
    }
    return Found;
  }

  std::optional<std::string> find(const Include &Directive,
                                  StringRef Includer) {
    if (Directive.IsQuoted) {
      std::string Sibling =
          absolutePath(Directive.Name, llvm::sys::path::parent_path(Includer));
      if (exists(Sibling))
        return Sibling;
    }
    for (const std::string &Folder : Folders) {
      std::string Path = absolutePath(Directive.Name, Folder);
      if (exists(Path))
        return Path;
    }
    return std::nullopt;
  }

  bool exists(const std::string &Path) {
    auto [It, IsNew] = Exists.try_emplace(Path, false);
    if (IsNew)
      It->second = llvm::sys::fs::is_regular_file(Path);
    return It->second;
  }

  const std::string &realOf(const std::string &Path) {
    auto [It, IsNew] = Real.try_emplace(Path);
    if (IsNew)
      It->second = realPath(Path);
    return It->second;
  }

  llvm::StringSet<> Reached;
  std::vector<std::string> Folders;
  llvm::StringMap<std::vector<Include>> Includes;
  llvm::StringMap<bool> Exists;
  llvm::StringMap<std::string> Real;
};
} // namespace

HeaderUnits findHeaderUnits(llvm::ArrayRef<std::string> Headers,
                            llvm::ArrayRef<tooling::CompileCommand> Units) {
  // A unit with the name of a header most likely includes it.
  llvm::StringSet<> Stems;
  for (const std::string &Header : Headers)
    Stems.insert(llvm::sys::path::stem(Header));
  std::vector<size_t> Order;
  for (bool IsNamesake : {true, false})
    for (size_t I = 0; I < Units.size(); ++I)
      if (Stems.contains(llvm::sys::path::stem(Units[I].Filename)) ==
          IsNamesake)
        Order.push_back(I);

  HeaderUnits Result;
  Result.Orphans = Headers.vec();
  IncludeReader Reader;
  for (size_t I : Order) {
    if (Result.Orphans.empty())
      break;
    const llvm::StringSet<> &Files = Reader.filesOf(Units[I]);
    llvm::erase_if(Result.Orphans, [&](const std::string &Header) {
      if (!Files.contains(realPath(Header)))
        return false;
      Result.Headers[I].push_back(Header);
      return true;
    });
  }
  return Result;
}

std::vector<std::string> headersBelow(const std::string &Folder) {
  static constexpr StringRef Extensions[] = {
      ".h", ".hh", ".hpp", ".hxx", ".h++", ".H", ".inl", ".ipp", ".tpp"};
  std::vector<std::string> Found;
  std::error_code EC;
  for (llvm::sys::fs::recursive_directory_iterator It(Folder, EC), End;
       It != End && !EC; It.increment(EC)) {
    StringRef Path = It->path();
    if (It->type() == llvm::sys::fs::file_type::directory_file) {
      if (llvm::sys::path::filename(Path).starts_with("."))
        It.no_push();
    } else if (llvm::is_contained(Extensions,
                                  llvm::sys::path::extension(Path))) {
      Found.push_back(Path.str());
    }
  }
  llvm::sort(Found);
  return Found;
}

} // namespace clang::tidy::async
