//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "model/InputFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using llvm::StringRef;

namespace clang::tidy::async {

static StringRef nameOf(llvm::sys::fs::file_type Type) {
  using llvm::sys::fs::file_type;
  switch (Type) {
  case file_type::fifo_file:
    return "a pipe";
  case file_type::socket_file:
    return "a socket";
  case file_type::directory_file:
    return "a folder";
  default:
    return "a device";
  }
}

llvm::Error testInput(const llvm::Twine &Path, llvm::vfs::FileSystem &Files,
                      uint64_t MaxBytes) {
  auto Is = Files.status(Path);
  if (!Is)
    return llvm::Error::success();
  if (!Is->isRegularFile())
    return llvm::createStringError("it is " + nameOf(Is->getType()) +
                                   ", not a file");
  if (Is->getSize() > MaxBytes)
    return llvm::createStringError(
        "it has " + llvm::Twine(Is->getSize() >> 20) + " MB, but at most " +
        llvm::Twine(MaxBytes >> 20) + " MB are read");
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
readInput(const llvm::Twine &Path, llvm::vfs::FileSystem &Files,
          uint64_t MaxBytes) {
  if (llvm::Error Why = testInput(Path, Files, MaxBytes))
    return std::move(Why);
  auto Buffer = Files.getBufferForFile(Path);
  if (!Buffer)
    return llvm::createStringError(llvm::Twine(Buffer.getError().message()));
  return std::move(*Buffer);
}

static std::vector<std::string> ModelFolders;

void readModelsOnlyFrom(std::vector<std::string> Folders) {
  ModelFolders = std::move(Folders);
}

static std::string realPath(StringRef Path, llvm::vfs::FileSystem &Files) {
  llvm::SmallString<256> Real(Path);
  if (Files.getRealPath(Path, Real))
    Real = Path;
  return Real.str().rtrim('/').str();
}

bool isInModelFolder(StringRef Path, llvm::vfs::FileSystem &Files) {
  if (ModelFolders.empty())
    return true;
  const std::string Real = realPath(Path, Files);
  return llvm::any_of(ModelFolders, [&](const std::string &Folder) {
    StringRef Rest = Real;
    return Rest.consume_front(realPath(Folder, Files)) &&
           (Rest.empty() || Rest.starts_with("/"));
  });
}

std::optional<unsigned> lineNestedTooDeeply(StringRef Text) {
  unsigned Line = 1;
  unsigned Brackets = 0;
  for (; !Text.empty(); ++Line) {
    auto [Rest, Others] = Text.split('\n');
    Text = Others;
    unsigned Blocks = 0; // "- - - x", or columns of indentation.
    bool IsStart = true; // A value may begin here.
    for (size_t I = 0; I < Rest.size(); ++I) {
      char C = Rest[I];
      if (IsStart && (C == '"' || C == '\'')) {
        for (++I; I < Rest.size() && Rest[I] != C; ++I)
          if (C == '"' && Rest[I] == '\\')
            ++I;
        IsStart = false;
      } else if (IsStart && (C == '[' || C == '{')) {
        ++Brackets;
      } else if ((C == ']' || C == '}') && Brackets) {
        --Brackets;
        IsStart = false;
      } else if ((C == '-' || C == '?') && IsStart && !Brackets) {
        ++Blocks;
      } else {
        Blocks += C == ' ' && IsStart && !Brackets;
        IsStart = C == ' ' || C == '\t' || C == '\r' || C == ',' || C == ':';
      }
      // Each level of a block takes two columns at least.
      if (Brackets + Blocks / 2 > MaxNesting)
        return Line;
    }
  }
  return std::nullopt;
}

std::string nestingProblem() {
  return "nested more than " + llvm::utostr(MaxNesting) + " levels deep";
}

} // namespace clang::tidy::async
