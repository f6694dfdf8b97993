//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FileSelection.h"
#include "FilePaths.h"
#include "HeaderUnits.h"
#include "PathPattern.h"
#include "PrecompiledHeaders.h"
#include "model/InputFile.h"
#include "model/ProjectFile.h"
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

namespace {
/// The files of the disk, except those that readInput() refuses.
class InputFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    if (llvm::Error Why = testInput(Path, getUnderlyingFS(), MaxWrittenBytes)) {
      llvm::consumeError(std::move(Why));
      return std::make_error_code(std::errc::invalid_argument);
    }
    return ProxyFileSystem::openFileForRead(Path);
  }
};
} // namespace

/// As clang's own function, but a response file cannot be a pipe.
static std::unique_ptr<tooling::CompilationDatabase>
loadFrom(const std::string &Folder, std::string &Why) {
  std::string Json = pathIn(Folder, JsonName);
  if (!llvm::sys::fs::exists(Json))
    return tooling::FixedCompilationDatabase::loadFromDirectory(Folder, Why);
  std::unique_ptr<tooling::CompilationDatabase> Database =
      tooling::JSONCompilationDatabase::loadFromFile(
          Json, Why, tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Database)
    return nullptr;
  return tooling::inferTargetAndDriverMode(
      tooling::inferMissingCompileCommands(tooling::expandResponseFiles(
          std::move(Database), llvm::makeIntrusiveRefCnt<InputFileSystem>(
                                   llvm::vfs::getRealFileSystem()))));
}

static llvm::Expected<std::unique_ptr<tooling::CompilationDatabase>>
loadDatabase(const std::string &Folder) {
  std::string Why;
  std::unique_ptr<tooling::CompilationDatabase> Database;
  auto Disk = llvm::vfs::getRealFileSystem();
  for (StringRef Name : {JsonName, FlagsName}) {
    std::string Path = pathIn(Folder, Name);
    if (llvm::Error Problem = testInput(Path, *Disk, MaxGeneratedBytes))
      return userError(
          Path + " cannot be read: " + llvm::toString(std::move(Problem)));
  }
  if (auto Text = llvm::MemoryBuffer::getFile(pathIn(Folder, JsonName)))
    if (auto Line = lineNestedTooDeeply((*Text)->getBuffer()))
      return userError(pathIn(Folder, JsonName) + ":" + llvm::Twine(*Line) +
                       " cannot be read: " + nestingProblem() +
                       "; regenerate it with the build");
  {
    // The reader reports errors in its own way, in three lines each.
    SilentErrors Here;
    Database = loadFrom(Folder, Why);
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

/// The source folder that CMake notes in \p BuildFolder; may be empty.
static std::string sourceFolderOf(StringRef BuildFolder) {
  auto Cache = readInput(pathIn(BuildFolder, "CMakeCache.txt"),
                         *llvm::vfs::getRealFileSystem(), MaxWrittenBytes);
  if (!Cache) {
    llvm::consumeError(Cache.takeError());
    return "";
  }
  for (StringRef Line : llvm::split((*Cache)->getBuffer(), '\n'))
    if (Line.consume_front("CMAKE_HOME_DIRECTORY:INTERNAL="))
      return Line.trim().str();
  return "";
}

static std::string projectRoot(llvm::ArrayRef<std::string> Files,
                               StringRef DatabaseFolder) {
  std::string Sources;
  StringRef Root;
  for (const std::string &File : Files) {
    StringRef Folder = llvm::sys::path::parent_path(File);
    Root = Root.empty() ? Folder : commonFolder(Root, Folder);
  }
  // A build that only verifies headers compiles what it has made itself.
  if (isBelow(Root, DatabaseFolder)) {
    Sources = sourceFolderOf(DatabaseFolder);
    if (!Sources.empty())
      Root = Sources;
  }
  // Headers may lie beside the sources, as in include/ and src/.
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

/// The C++ sources that \p Pattern, a folder or a glob, stands for, in order.
/// Build trees and hidden folders are not meant.
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

/// Leaves out of \p All what is compiled twice in the same way, or is not C++.
/// \p Files are their paths, \p IsChosen says which of them are meant.
static std::vector<tooling::CompileCommand>
takeChosen(std::vector<tooling::CompileCommand> &All,
           llvm::ArrayRef<std::string> Files,
           llvm::function_ref<bool(size_t)> IsChosen) {
  std::vector<tooling::CompileCommand> Chosen;
  llvm::StringSet<> Seen;
  for (size_t I = 0; I < All.size(); ++I) {
    tooling::CompileCommand &Command = All[I];
    if (!IsChosen(I) || isOtherLanguage(Command))
      continue;
    // The same file for two targets is often compiled in the same way.
    std::string Key = Command.Directory + '\0' + Files[I];
    for (const std::string &Arg :
         tooling::getClangStripOutputAdjuster()(Command.CommandLine, Files[I]))
      Key += '\0' + Arg;
    if (Seen.insert(Key).second)
      Chosen.push_back(std::move(Command));
  }
  return Chosen;
}

/// "a.h, b.h and 3 more".
static std::string listed(llvm::ArrayRef<std::string> Names) {
  static constexpr size_t MaxNamed = 5;
  std::string Text = llvm::join(Names.take_front(MaxNamed), ", ");
  if (Names.size() > MaxNamed)
    Text += " and " + llvm::utostr(Names.size() - MaxNamed) + " more";
  return Text;
}

/// Takes units for the headers that \p Patterns without a unit stand for into
/// \p To. What has none is a note, or an error if nothing else is there.
static llvm::Error takeHeaders(llvm::ArrayRef<PathPattern> Patterns,
                               llvm::ArrayRef<tooling::CompileCommand> All,
                               Selection &To) {
  std::vector<std::string> Headers;
  std::vector<std::string> Unknown;
  std::map<std::string, std::string> GivenAs;
  for (const PathPattern &Pattern : Patterns) {
    if (Pattern.IsUsed)
      continue;
    std::vector<std::string> Meant;
    if (Pattern.IsFolder)
      Meant = headersBelow(Pattern.Path);
    else if (Pattern.isFile())
      Meant = {Pattern.Path};
    if (Meant.empty())
      Unknown.push_back(Pattern.Given);
    for (std::string &Header : Meant)
      if (!To.Excluded.contain(Header)) {
        GivenAs[Header] =
            Pattern.IsFolder
                ? Pattern.Given + Header.substr(Pattern.Path.size())
                : Pattern.Given;
        Headers.push_back(std::move(Header));
      }
  }
  HeaderUnits Found = findHeaderUnits(Headers, All);
  for (auto &[Unit, Of] : Found.Headers) {
    To.OnlyHeaders[To.Commands.size()] = std::move(Of);
    To.Commands.push_back(All[Unit]);
  }
  for (const std::string &Header : Found.Orphans)
    Unknown.push_back(GivenAs[Header]);
  if (Unknown.empty())
    return llvm::Error::success();
  bool IsOne = Unknown.size() == 1;
  std::string Problem = listed(Unknown) + (IsOne ? " is" : " are") +
                        " not in the compilation database of " +
                        To.DatabaseFolder + ", and no file in it includes " +
                        (IsOne ? "it" : "them");
  if (To.Commands.empty())
    return userError(Problem +
                     ": add it to the build, choose another with -p, or give "
                     "the compiler's flags: " +
                     Unknown.front() + " -- -std=c++20");
  To.Notes.push_back(Problem + ": not analysed");
  return llvm::Error::success();
}

/// The globs that the project's own file in \p Root excludes. An invalid file
/// excludes nothing; the analysis reports the error.
static llvm::Expected<ExcludedFiles> excludedByProject(StringRef Root) {
  std::string Path = pathIn(Root, ProjectFileName);
  if (!llvm::sys::fs::exists(Path))
    return ExcludedFiles();
  auto Buffer =
      readInput(Path, *llvm::vfs::getRealFileSystem(), MaxWrittenBytes);
  if (!Buffer)
    return userError(Path + ": cannot read this model file: " +
                     llvm::toString(Buffer.takeError()));
  auto Globs = readExcludedFiles((*Buffer)->getMemBufferRef());
  if (!Globs) {
    llvm::consumeError(Globs.takeError());
    return ExcludedFiles();
  }
  auto Excluded = ExcludedFiles::parse(*Globs, Root);
  if (!Excluded)
    return userError(Path +
                     ": Exclude: " + llvm::toString(Excluded.takeError()));
  return Excluded;
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
  auto Excluded = ExcludedFiles::parse(Options.Excluded, Options.Here);
  if (!Excluded)
    return Excluded.takeError();
  Result.Excluded = std::move(*Excluded);

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
  findSourcesOfPrecompiled(All);
  Result.ProjectRoot = projectRoot(Files, Result.DatabaseFolder);
  StringRef Root = !Options.ProjectRoot.empty()  ? Options.ProjectRoot
                   : !Result.ProjectRoot.empty() ? Result.ProjectRoot
                                                 : Result.DatabaseFolder;
  auto OfProject = excludedByProject(Root);
  if (!OfProject)
    return OfProject.takeError();
  Result.Excluded.add(std::move(*OfProject));
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
  bool HasList = !All.empty();
  auto IsMeant = [&](size_t I) {
    return IsChosen[I] && !Result.Excluded.contain(Files[I]);
  };
  // Headers are linted through units that need not be meant themselves.
  std::vector<tooling::CompileCommand> Candidates;
  if (HasList && !llvm::all_of(Patterns, IsUsed))
    for (size_t I = 0; I < All.size(); ++I)
      if (!isOtherLanguage(All[I]) && !Result.Excluded.contain(Files[I]))
        Candidates.push_back(All[I]);
  Result.Commands = takeChosen(All, Files, IsMeant);
  if (!Candidates.empty())
    if (llvm::Error Why = takeHeaders(Patterns, Candidates, Result))
      return std::move(Why);
  if (!HasList && Patterns.empty()) {
    // Flags without a list apply to all files there.
    auto Whole = PathPattern::parse(Result.DatabaseFolder, Options.Here);
    if (!Whole)
      return Whole.takeError();
    Patterns.push_back(std::move(*Whole));
  }
  for (const PathPattern &Pattern : Patterns) {
    if (HasList)
      break;
    std::vector<std::string> Sources = Pattern.isFile()
                                           ? std::vector{Pattern.Path}
                                           : sourcesOf(Pattern, Options.Here);
    if (Sources.empty())
      return userError("no C++ sources in " + Pattern.Given);
    for (const std::string &File : Sources) {
      if (Result.Excluded.contain(File))
        continue;
      for (tooling::CompileCommand &Command :
           Database->getCompileCommands(File)) {
        Files.push_back(File);
        Result.Commands.push_back(std::move(Command));
      }
    }
  }
  if (Result.Commands.empty() && !Result.Excluded.empty())
    return userError(
        (Options.Excluded.empty()
             ? "Exclude: in " + pathIn(Root, ProjectFileName) + " leaves"
             : "--exclude leaves") +
        " out all files: nothing is left to analyse");
  Result.IsProgram = Options.Paths.empty();
  Result.IsWhole = Result.IsProgram && Result.Excluded.empty();
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
