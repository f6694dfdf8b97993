//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Linking.h"
#include "ReplaceFile.h"
#include "Workers.h"
#include "index/ProjectIndex.h"
#include "index/SummaryFile.h"
#include "model/InputFile.h"
#include "llvm/Support/MemoryBuffer.h"

using llvm::StringRef;

namespace clang::tidy::async {

llvm::Expected<IndexSize> writeIndex(std::vector<UnitSummary> Units,
                                     StringRef Root, StringRef Path) {
  LinkedProgram Program = link(merge(std::move(Units)));
  std::string Bytes = indexBytes(Program, Root);
  Unhurried Guard;
  if (llvm::Error Err = writeWhole(Path, Bytes))
    return std::move(Err);
  return IndexSize{Program.Functions.size(), Bytes.size()};
}

static llvm::Expected<UnitSummary> readSummary(const std::string &Path) {
  if (llvm::Error Why =
          testInput(Path, *llvm::vfs::getRealFileSystem(), MaxGeneratedBytes))
    return userError("cannot read " + Path + ": " +
                     llvm::toString(std::move(Why)));
  auto File = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false);
  if (!File)
    return userError("cannot read " + Path + ": " + File.getError().message());
  auto Unit = summaryFrom((*File)->getBuffer());
  if (!Unit)
    return userError(Path + ": " + llvm::toString(Unit.takeError()));
  return Unit;
}

llvm::Expected<int> linkFiles(const Options &Opts) {
  std::vector<UnitSummary> Units;
  for (const std::string &Path : Opts.Select.Paths) {
    auto Unit = readSummary(Path);
    if (!Unit)
      return Unit.takeError();
    Units.push_back(std::move(*Unit));
  }
  auto Size =
      writeIndex(std::move(Units),
                 Opts.ProjectRoot.empty() ? Opts.Select.Here : Opts.ProjectRoot,
                 Opts.Output);
  if (!Size)
    return Size.takeError();
  return ExitClean;
}

} // namespace clang::tidy::async
