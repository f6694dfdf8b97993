//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FileSelection.h"
#include "FilePaths.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/JSON.h"
#include <fcntl.h>
#include <unistd.h>

using llvm::StringRef;

namespace clang::tidy::async {

llvm::Error userError(const llvm::Twine &Text) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Text);
}

static constexpr llvm::StringLiteral JsonName = "compile_commands.json";
static constexpr llvm::StringLiteral FlagsName = "compile_flags.txt";

static std::string pathIn(const llvm::Twine &Folder, const llvm::Twine &Name) {
  llvm::SmallString<256> Path;
  Folder.toVector(Path);
  llvm::sys::path::append(Path, Name);
  return Path.str().str();
}

/// The nearest folder with a database, in \p Folder or above it; may be empty.
static std::string findDatabase(StringRef Folder) {
  for (; !Folder.empty(); Folder = llvm::sys::path::parent_path(Folder))
    for (const std::string &Candidate :
         {pathIn(Folder, JsonName), pathIn(pathIn(Folder, "build"), JsonName),
          pathIn(Folder, FlagsName)})
      if (llvm::sys::fs::exists(Candidate))
        return llvm::sys::path::parent_path(Candidate).str();
  return "";
}

namespace {
/// Hides output on the error stream from the user.
class SilentErrors {
public:
  SilentErrors() : Saved(::dup(2)) {
    if (int Null = ::open("/dev/null", O_WRONLY | O_CLOEXEC); Null >= 0) {
      ::dup2(Null, 2);
      ::close(Null);
    }
  }
  ~SilentErrors() {
    if (Saved < 0)
      return;
    ::dup2(Saved, 2);
    ::close(Saved);
  }

private:
  int Saved;
};
} // namespace

static llvm::Expected<std::unique_ptr<tooling::CompilationDatabase>>
loadDatabase(const std::string &Folder) {
  std::string Why;
  std::unique_ptr<tooling::CompilationDatabase> Database;
  {
    // The reader reports errors in its own way, in three lines each.
    SilentErrors Here;
    Database = tooling::CompilationDatabase::loadFromDirectory(Folder, Why);
  }
  if (Database)
    return std::move(Database);
  std::string Json = pathIn(Folder, JsonName);
  auto Buffer = llvm::MemoryBuffer::getFile(Json);
  if (!Buffer && !llvm::sys::fs::exists(Json))
    return userError("no " + JsonName + " in " + Folder +
                     ": name the build folder with -p; CMake writes the file "
                     "there with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON");
  if (!Buffer) {
    Why = Buffer.getError().message();
  } else if (auto Value = llvm::json::parse((*Buffer)->getBuffer()); !Value) {
    Why = llvm::toString(Value.takeError());
  } else {
    SilentErrors Here;
    tooling::JSONCompilationDatabase::loadFromFile(
        Json, Why, tooling::JSONCommandLineSyntax::AutoDetect);
  }
  return userError(Json + " cannot be read: " + StringRef(Why).trim() +
                   "; regenerate it with the build");
}

/// The common part of two paths.
static StringRef commonFolder(StringRef A, StringRef B) {
  while (!A.empty() && !isBelow(B, A))
    A = llvm::sys::path::parent_path(A);
  return A;
}

static std::string projectRoot(llvm::ArrayRef<std::string> Files,
                               StringRef DatabaseFolder) {
  StringRef Root;
  for (const std::string &File : Files) {
    StringRef Folder = llvm::sys::path::parent_path(File);
    Root = Root.empty() ? Folder : commonFolder(Root, Folder);
  }
  // Headers may be next to the sources, as in include/ and src/.
  for (StringRef Folder = Root; llvm::sys::path::has_parent_path(Folder);
       Folder = llvm::sys::path::parent_path(Folder))
    for (StringRef Mark : {".git", ".hg", ".svn", ".jj"})
      if (llvm::sys::fs::exists(pathIn(Folder, Mark)))
        return Folder.str();
  StringRef WithBuild = commonFolder(Root, DatabaseFolder);
  // A build elsewhere only shares /home or the like.
  if (llvm::sys::path::has_parent_path(llvm::sys::path::parent_path(WithBuild)))
    return WithBuild.str();
  return Root.str();
}

/// True if a file cannot have findings, because it is not C++.
static bool isOtherLanguage(const tooling::CompileCommand &Command) {
  StringRef Extension = llvm::sys::path::extension(Command.Filename);
  if (!llvm::is_contained({".c", ".s", ".S", ".asm", ".rc", ".f90"}, Extension))
    return false;
  return llvm::none_of(Command.CommandLine, [](StringRef Arg) {
    return Arg.starts_with("-x") || Arg.starts_with("/TP") ||
           Arg.contains("++");
  });
}

/// \p Path without symbolic links, or unchanged if it does not exist.
static std::string realPath(const std::string &Path) {
  llvm::SmallString<256> Real;
  if (llvm::sys::fs::real_path(Path, Real))
    return Path;
  return Real.str().str();
}

namespace {
/// The files that a path on the command line matches.
class PathPattern {
public:
  static llvm::Expected<PathPattern> parse(StringRef Given, StringRef Here) {
    PathPattern New;
    New.Given = Given.str();
    New.Path = absolutePath(Given, Here);
    llvm::sys::fs::file_status Status;
    if (!llvm::sys::fs::status(New.Path, Status)) {
      New.IsFolder = Status.type() == llvm::sys::fs::file_type::directory_file;
      return New;
    }
    if (Given.find_first_of("*?[{") == StringRef::npos)
      return userError("no such file or folder: " + Given);
    if (!llvm::sys::path::is_absolute(Given))
      New.Here = Here.str();
    Given.consume_front("./");
    auto Glob = llvm::GlobPattern::create(Given);
    if (!Glob)
      return userError("'" + New.Given + "' is neither a file nor a glob: " +
                       llvm::toString(Glob.takeError()));
    New.Glob = std::move(*Glob);
    return New;
  }

  bool isFile() const { return !Glob && !IsFolder; }

  /// Resolves symbolic links without changing the meaning.
  void resolveLinks() {
    Path = realPath(Path);
    if (!Here.empty())
      Here = realPath(Here);
  }

  bool matches(StringRef File) const {
    if (!Glob)
      return IsFolder ? isBelow(File, Path) : File == Path;
    if (Here.empty())
      return Glob->match(File);
    return isBelow(File, Here) && File.size() > Here.size() &&
           Glob->match(File.drop_front(Here.size()).ltrim('/'));
  }

  std::string Given;
  std::string Path;
  bool IsFolder = false;
  mutable bool IsUsed = false;

private:
  std::optional<llvm::GlobPattern> Glob;
  std::string Here; ///< Empty for an absolute glob.
};
} // namespace

/// The C++ sources that match \p Pattern, a folder or a glob, in order. Skips
/// build trees and hidden folders.
static std::vector<std::string> sourcesOf(const PathPattern &Pattern,
                                          const std::string &Here) {
  std::vector<std::string> Found;
  std::error_code EC;
  for (llvm::sys::fs::recursive_directory_iterator
           It(Pattern.IsFolder ? Pattern.Path : Here, EC),
       End;
       It != End && !EC; It.increment(EC)) {
    StringRef Path = It->path();
    if (It->type() == llvm::sys::fs::file_type::directory_file) {
      if (llvm::sys::path::filename(Path).starts_with(".") ||
          llvm::sys::fs::exists(pathIn(Path, "CMakeCache.txt")))
        It.no_push();
      continue;
    }
    if (llvm::is_contained({".cpp", ".cc", ".cxx", ".c++", ".C", ".cppm"},
                           llvm::sys::path::extension(Path)) &&
        Pattern.matches(Path))
      Found.push_back(Path.str());
  }
  llvm::sort(Found);
  return Found;
}

llvm::Expected<Selection> selectFiles(SelectionOptions Options) {
  Selection Result;
  std::vector<PathPattern> Patterns;
  for (const std::string &Given : Options.Paths) {
    auto Pattern = PathPattern::parse(Given, Options.Here);
    if (!Pattern)
      return Pattern.takeError();
    Patterns.push_back(std::move(*Pattern));
  }

  auto Database = std::move(Options.Given);
  Result.DatabaseFolder = Options.Here;
  if (!Database) {
    std::string Build = Options.Build;
    if (!Build.empty()) {
      Build = absolutePath(Build, Options.Here);
      if (StringRef(Build).ends_with(JsonName))
        Build = llvm::sys::path::parent_path(Build).str();
      if (!llvm::sys::fs::is_directory(Build))
        return userError("no such folder: " + Options.Build);
    } else {
      if (!Patterns.empty())
        Build = findDatabase(
            Patterns.front().IsFolder
                ? StringRef(Patterns.front().Path)
                : llvm::sys::path::parent_path(Patterns.front().Path));
      if (Build.empty())
        Build = findDatabase(Options.Here);
      if (Build.empty())
        return userError(
            "no " + JsonName + " or " + FlagsName +
            " here or above: name the build folder with -p (CMake writes the "
            "first with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON), or give the "
            "compiler's flags after the files: FILE ... -- -std=c++20");
    }
    auto Loaded = loadDatabase(Build);
    if (!Loaded)
      return Loaded.takeError();
    Database = std::move(*Loaded);
    Result.DatabaseFolder = Build;
  }

  std::vector<std::string> Files;
  std::vector<tooling::CompileCommand> All = Database->getAllCompileCommands();
  for (tooling::CompileCommand &Command : All) {
    if (!llvm::sys::path::is_absolute(Command.Directory))
      Command.Directory =
          absolutePath(Command.Directory, Result.DatabaseFolder);
    Files.push_back(absolutePath(Command.Filename, Command.Directory));
  }
  std::vector<bool> IsChosen(All.size(), Patterns.empty());
  auto Match = [&](llvm::ArrayRef<std::string> Paths) {
    for (auto [I, File] : llvm::enumerate(Paths))
      for (const PathPattern &Pattern : Patterns)
        if (Pattern.matches(File)) {
          Pattern.IsUsed = true;
          IsChosen[I] = true;
        }
  };
  Match(Files);
  auto IsUsed = [](const PathPattern &Pattern) { return Pattern.IsUsed; };
  if (!All.empty() && !llvm::all_of(Patterns, IsUsed)) {
    // A folder may have two names: the build's, and that of a link to it.
    for (PathPattern &Pattern : Patterns)
      Pattern.resolveLinks();
    std::vector<std::string> Real;
    for (const std::string &File : Files)
      Real.push_back(realPath(File));
    Match(Real);
  }
  llvm::StringSet<> Seen;
  for (size_t I = 0; I < All.size(); ++I) {
    tooling::CompileCommand &Command = All[I];
    if (!IsChosen[I] || isOtherLanguage(Command))
      continue;
    // The same file is often compiled in the same way for two targets.
    std::string Key = Command.Directory + '\0' + Files[I];
    for (const std::string &Arg :
         tooling::getClangStripOutputAdjuster()(Command.CommandLine, Files[I]))
      Key += '\0' + Arg;
    if (Seen.insert(Key).second)
      Result.Commands.push_back(std::move(Command));
  }
  bool HasList = !All.empty();
  if (!HasList && Patterns.empty()) {
    // Flags without a list apply to all files there.
    auto Whole = PathPattern::parse(Result.DatabaseFolder, Options.Here);
    if (!Whole)
      return Whole.takeError();
    Patterns.push_back(std::move(*Whole));
  }
  for (const PathPattern &Pattern : Patterns) {
    if (Pattern.IsUsed)
      continue;
    if (!HasList) {
      std::vector<std::string> Sources = Pattern.isFile()
                                             ? std::vector{Pattern.Path}
                                             : sourcesOf(Pattern, Options.Here);
      if (Sources.empty())
        return userError("no C++ sources in " + Pattern.Given);
      for (const std::string &File : Sources)
        for (tooling::CompileCommand &Command :
             Database->getCompileCommands(File)) {
          Files.push_back(File);
          Result.Commands.push_back(std::move(Command));
        }
      continue;
    }
    return userError(Pattern.Given + " is not in the compilation database of " +
                     Result.DatabaseFolder +
                     ": add it to the build, choose another with -p, or give "
                     "the compiler's flags: " +
                     Pattern.Given + " -- -std=c++20");
  }
  Result.ProjectRoot = projectRoot(Files, Result.DatabaseFolder);
  Result.Here = Options.Here;
  auto HasFile = [&](StringRef Folder) {
    return llvm::any_of(
        Files, [&](const std::string &File) { return isBelow(File, Folder); });
  };
  if (std::string Real = realPath(Options.Here);
      !HasFile(Options.Here) && HasFile(Real))
    Result.Here = Real;
  return Result;
}

} // namespace clang::tidy::async
