//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Shards.h"
#include "Cache.h"
#include "FileSelection.h"
#include "Wire.h"
#include "index/FileHeader.h"
#include "model/InputFile.h"
#include "llvm/Support/MemoryBuffer.h"

using llvm::StringRef;

namespace clang::tidy::async {

static constexpr FileFormat Format{"ATSHRD\r\n", 3, "a shard of async-tidy",
                                   "async-tidy --shard"};

std::optional<Shard> shardFrom(StringRef Text) {
  auto [Index, Count] = Text.split('/');
  Shard Found;
  if (Index.getAsInteger(10, Found.Index) ||
      Count.getAsInteger(10, Found.Count) || Found.Index == 0 ||
      Found.Index > Found.Count)
    return std::nullopt;
  --Found.Index;
  return Found;
}

void ShardResults::add(StringRef Key, const Analysis &Result) {
  WireWriter To(&Paths);
  write(To, Result);
  // Like the cache, it does not keep a result whose paths are ambiguous, or one
  // that would be valid forever.
  if (To.isSound() && !Result.Seen.empty())
    ByKey[Key.str()] = std::move(To.Bytes);
}

std::string ShardResults::bytes() const {
  WireWriter To;
  To.bytes(programId());
  To.number(ByKey.size());
  for (const auto &[Key, Bytes] : ByKey) {
    To.bytes(Key);
    To.bytes(Bytes);
  }
  return withHeader(Format, To.Bytes);
}

llvm::Error ShardResults::read(const std::string &Path) {
  if (llvm::Error Why =
          testInput(Path, *llvm::vfs::getRealFileSystem(), MaxGeneratedBytes))
    return userError("cannot read " + Path + ": " +
                     llvm::toString(std::move(Why)));
  auto File = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false);
  if (!File)
    return userError("cannot read " + Path + ": " + File.getError().message());
  llvm::Expected<StringRef> Content = contentOf(Format, (*File)->getBuffer());
  if (!Content)
    return userError(Path + ": " + llvm::toString(Content.takeError()));
  WireReader From(*Content);
  // Another one may find something else, or write results in another way.
  if (From.bytes() != programId())
    return userError(Path + ": it was made by another async-tidy");
  for (size_t N = From.count(); N; --N) {
    std::string Key = From.bytes();
    ByKey[std::move(Key)] = From.bytes();
  }
  if (!From.isAtEnd())
    return userError(Path + ": " + llvm::toString(damaged(Format)));
  return llvm::Error::success();
}

const FileState &ShardResults::currentState(const std::string &Path,
                                            FileState::Kind Recorded) {
  auto [Found, IsNew] = States.try_emplace({Path, Recorded});
  if (IsNew)
    Found->second = stateOf(Path, Recorded);
  return Found->second;
}

std::optional<Analysis> ShardResults::find(StringRef Key) {
  auto Found = ByKey.find(Key);
  if (Found == ByKey.end())
    return std::nullopt;
  WireReader From(Found->second, &Paths);
  std::optional<Analysis> Result = readAnalysis(From);
  if (!Result)
    return std::nullopt;
  for (auto &[Path, State] : Result->Seen) {
    const FileState &Now = currentState(Path, State.Is);
    if (!Now.isSame(State))
      return std::nullopt;
    // The stored stamp is from another machine.
    State.Stamp = Now.Stamp;
  }
  return Result;
}

} // namespace clang::tidy::async
