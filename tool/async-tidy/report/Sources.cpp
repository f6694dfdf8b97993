//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sources.h"
#include "Compat.h"
#include "model/InputFile.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace clang::tidy::async {

struct Sources::Engine {
  explicit Engine(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> VFS)
      : Options(new DiagnosticOptions),
        Diags(llvm::makeIntrusiveRefCnt<DiagnosticIDs>(), toPass(Options),
              new IgnoringDiagConsumer),
        Files(FileSystemOptions(), std::move(VFS)), Manager(Diags, Files) {}

  DiagnosticOptionsPtr Options;
  DiagnosticsEngine Diags;
  FileManager Files;
  SourceManager Manager;
};

Sources::Sources(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> VFS,
                 StringRef Top)
    : Files(std::move(VFS)), Root(Top),
      ClangObjects(std::make_unique<Engine>(Files)),
      Manager(&ClangObjects->Manager) {}

Sources::~Sources() = default;

std::string Sources::shownPath(StringRef Path) const {
  StringRef Rest = Path;
  StringRef Top = StringRef(Root).rtrim('/');
  if (!Root.empty() && Rest.consume_front(Top) && Rest.consume_front("/"))
    Path = Rest;
  return llvm::sys::path::convert_to_slash(Path);
}

const std::string &Sources::realPath(StringRef Path) const {
  auto [It, IsNew] = RealPaths.try_emplace(Path);
  llvm::SmallString<256> Real;
  if (IsNew)
    It->second = !Path.empty() && !Files->getRealPath(Path, Real)
                     ? Real.str().str()
                     : Path.str();
  return It->second;
}

FileID Sources::fileOf(StringRef Path) {
  auto [It, IsNew] = FileIDs.try_emplace(Path);
  if (!IsNew || Path.empty())
    return It->second;
  // A pipe has given its text to the analysis already.
  if (llvm::Error Why = testInput(Path, *Files, MaxGeneratedBytes))
    llvm::consumeError(std::move(Why));
  else if (auto Buffer = Files->getBufferForFile(Path))
    // Clang prints the name of the copy.
    It->second = Manager->createFileID(llvm::MemoryBuffer::getMemBufferCopy(
        (*Buffer)->getBuffer(), shownPath(Path)));
  return It->second;
}

std::optional<StringRef> Sources::text(StringRef Path) {
  FileID File = fileOf(Path);
  if (File.isInvalid())
    return std::nullopt;
  return Manager->getBufferData(File);
}

/// The number of UTF-16 code units in \p Utf8.
static unsigned utf16Length(StringRef Utf8) {
  unsigned Length = 0;
  while (!Utf8.empty()) {
    unsigned Size =
        llvm::getUTF8SequenceSize(Utf8.bytes_begin(), Utf8.bytes_end());
    Length += Size == 4 ? 2 : 1;
    // Readers replace each invalid byte with one character.
    Utf8 = Utf8.drop_front(std::max(Size, 1u));
  }
  return Length;
}

std::optional<FilePlace> Sources::place(StringRef Path, unsigned Offset) {
  std::optional<StringRef> Text = text(Path);
  if (!Text)
    return std::nullopt;
  Offset = std::min<unsigned>(Offset, Text->size());
  FileID File = fileOf(Path);
  FilePlace Found;
  Found.Line = Manager->getLineNumber(File, Offset);
  Found.Column = Manager->getColumnNumber(File, Offset);
  StringRef Before = Text->take_front(Offset).take_back(Found.Column - 1);
  // A byte order mark is not part of the text.
  if (Found.Line == 1)
    Before.consume_front("\xEF\xBB\xBF");
  Found.Utf16Column = utf16Length(Before) + 1;
  return Found;
}

SourceLocation Sources::location(StringRef Path, unsigned Offset) {
  std::optional<StringRef> Text = text(Path);
  if (!Text)
    return {};
  return Manager->getLocForStartOfFile(fileOf(Path))
      .getLocWithOffset(std::min<unsigned>(Offset, Text->size()));
}

} // namespace clang::tidy::async
