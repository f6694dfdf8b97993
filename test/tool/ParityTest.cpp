//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// async-tidy finds exactly what clang-tidy finds with the plugin: the bodies
// that it skips for speed do not affect the findings.
//
// Running both on each case takes as long as all other tests together, so this
// compares a sample. ASYNC_TIDY_FULL_PARITY=1 in the environment, which
// `tool/test.sh --full` sets, makes it compare all.

#include "Library.h"
#include "Paths.h"
#include "RunProgram.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"
#include <cstdlib>
#include <map>
#include <tuple>

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef AsioExamples =
    "/usr/share/doc/libboost1.81-doc/examples/libs/asio/example/cpp20/"
    "coroutines";

static std::vector<std::string> foldersToCompare() {
  std::vector<std::string> Folders = {ASYNC_TIDY_SOURCE_DIR "/example"};
  for (const std::string &Folder : listFolder(ASYNC_TIDY_TEST_DIR "/checks"))
    Folders.push_back(Folder);
  if (llvm::sys::fs::is_directory(AsioExamples))
    Folders.push_back(AsioExamples.str());
  return Folders;
}

static bool isSample() {
  const char *Full = ::getenv("ASYNC_TIDY_FULL_PARITY");
  return !Full || StringRef(Full) != "1";
}

/// The sources in \p Folder to compare. Of the cases with the same name, which
/// are about the same library, a sample has one, and about the same number from
/// each folder; of Asio's examples it has some.
static std::vector<std::string> filesToCompare(const std::string &Folder) {
  std::map<std::string, std::vector<std::string>> ByName;
  for (const std::string &Each : foldersToCompare())
    for (const std::string &File : listFolder(Each))
      if (StringRef(File).ends_with(".cpp"))
        ByName[llvm::sys::path::filename(File).str()].push_back(File);

  std::map<std::string, std::vector<std::string>> Chosen;
  for (const auto &[Name, Same] : ByName) {
    std::vector<std::string> *Fewest = nullptr;
    const std::string *Next = nullptr;
    for (const std::string &File : Same) {
      std::vector<std::string> &In =
          Chosen[llvm::sys::path::parent_path(File).str()];
      if (!isSample())
        In.push_back(File);
      else if (!Fewest || In.size() < Fewest->size())
        std::tie(Fewest, Next) = std::make_tuple(&In, &File);
    }
    if (Fewest)
      Fewest->push_back(*Next);
  }
  std::vector<std::string> Files = Chosen[Folder];
  if (isSample() && Folder == AsioExamples)
    Files.resize(std::min<size_t>(Files.size(), 4));
  return Files;
}

/// The messages and notes of \p Out, without the code snippets.
static std::vector<std::string> messagesOf(StringRef Out) {
  llvm::SmallVector<StringRef, 64> Lines;
  Out.split(Lines, '\n');
  std::vector<std::string> Messages;
  for (StringRef Line : Lines)
    if (Line.starts_with("/") &&
        (Line.contains(": warning: ") || Line.contains(": error: ") ||
         Line.contains(": note: ")))
      Messages.push_back(Line.str());
  llvm::sort(Messages);
  Messages.erase(llvm::unique(Messages), Messages.end());
  return Messages;
}

/// The command that compiles \p File, a case or an example: the flags are those
/// of the library that a case names.
static llvm::json::Array commandFor(const std::string &File) {
  llvm::json::Array Command{"clang++"};
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  StringRef Run = Buffer ? StringRef((*Buffer)->getBuffer()).split('\n').first
                         : StringRef();
  StringRef Name = Run.split('%').second;
  const Library *Used = findLibrary(
      Name.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; }));
  for (StringRef Flag : (Used ? Used : findLibrary("std"))->Flags)
    Command.push_back(Flag == "stubs" ? ASYNC_TIDY_TEST_DIR "/stubs"
                                      : Flag.str());
  llvm::SmallVector<StringRef, 8> Words;
  Run.split(Words, ' ', -1, /*KeepEmpty=*/false);
  for (StringRef Word : Words)
    if (Word.starts_with("-D") || Word.starts_with("-std=") ||
        (Word.starts_with("-f") && !Word.starts_with("-fix")))
      Command.push_back(Word.str());
  for (StringRef Flag : {"-isystem", ASYNC_TIDY_TEST_DIR "/stubs", "-Iinclude",
                         "-isystem", "sdk", "-c"})
    Command.push_back(Flag);
  Command.push_back(File);
  return Command;
}

namespace {
class Parity : public testing::TestWithParam<std::string> {};
} // namespace

TEST_P(Parity, FindsWhatThePluginFinds) {
  llvm::json::Array Entries;
  std::vector<std::string> Files = filesToCompare(GetParam());
  for (const std::string &File : Files)
    Entries.push_back(llvm::json::Object{{"directory", GetParam()},
                                         {"file", File},
                                         {"arguments", commandFor(File)}});
  ScratchFolder Folder;
  std::string Json;
  llvm::raw_string_ostream(Json) << llvm::json::Value(std::move(Entries));
  Folder.write("compile_commands.json", Json);

  std::vector<std::string> Plugin = {ASYNC_TIDY_LLVM_BIN "/clang-tidy",
                                     "--load=" ASYNC_TIDY_PLUGIN,
                                     "--quiet",
                                     "--header-filter=.*",
                                     "--checks=-*,async-*",
                                     "-p",
                                     Folder.path()};
  llvm::append_range(Plugin, Files);
  ProgramResult Theirs = runProgram(Plugin);
  // From a separate folder: paths below it would be shown without it.
  ProgramResult Ours =
      runProgram({"sh", "-c", "cd " + Folder.path() + " && exec \"$0\" \"$@\"",
                  ASYNC_TIDY_DRIVER, "--no-cache", "--checks=async-*", "-p",
                  Folder.path(), "--project-root=" + GetParam()});
  std::vector<std::string> Wanted = messagesOf(Theirs.Out);
  std::vector<std::string> Got = messagesOf(Ours.Out);
  std::vector<std::string> Missing, More;
  std::set_difference(Wanted.begin(), Wanted.end(), Got.begin(), Got.end(),
                      std::back_inserter(Missing));
  std::set_difference(Got.begin(), Got.end(), Wanted.begin(), Wanted.end(),
                      std::back_inserter(More));
  EXPECT_EQ(llvm::join(Missing, "\n"), "") << Ours.Err;
  EXPECT_EQ(llvm::join(More, "\n"), "") << Theirs.Err;
  // That check only reports with AsyncStrict.
  EXPECT_EQ(Wanted.empty(),
            StringRef(GetParam()).ends_with("/sequential-awaits"))
      << Theirs.str();
}

INSTANTIATE_TEST_SUITE_P(Folder, Parity, testing::ValuesIn(foldersToCompare()),
                         [](const testing::TestParamInfo<std::string> &Info) {
                           return camelCase(
                               llvm::sys::path::filename(Info.param));
                         });

} // namespace clang::tidy::async::test
