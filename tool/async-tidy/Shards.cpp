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
#include <numeric>
#include <queue>
#include <set>

using llvm::StringRef;

namespace clang::tidy::async {

static constexpr FileFormat Format{"ATSHRD\r\n", 4, "a shard of async-tidy",
                                   "async-tidy --shard"};

/// More than there are machines.
static constexpr unsigned MaxShards = 100000;

std::optional<Shard> shardFrom(StringRef Text) {
  auto [Index, Count] = Text.split('/');
  Shard Found;
  if (Index.getAsInteger(10, Found.Index) ||
      Count.getAsInteger(10, Found.Count) || Found.Index == 0 ||
      Found.Index > Found.Count || Found.Count > MaxShards)
    return std::nullopt;
  --Found.Index;
  return Found;
}

std::vector<unsigned> divide(llvm::ArrayRef<uint64_t> Costs, unsigned Count) {
  // The most expensive file goes to the machine that has least to do, and so
  // on. Files with equal costs are dealt out in order.
  std::vector<size_t> Order(Costs.size());
  std::iota(Order.begin(), Order.end(), 0);
  llvm::sort(Order, [&](size_t A, size_t B) {
    return std::tie(Costs[B], A) < std::tie(Costs[A], B);
  });
  using Load = std::pair<uint64_t, unsigned>;
  std::priority_queue<Load, std::vector<Load>, std::greater<>> Loads;
  for (unsigned Part = 0; Part < Count; ++Part)
    Loads.emplace(0, Part);
  std::vector<unsigned> Parts(Costs.size());
  for (size_t Job : Order) {
    auto [Sum, Part] = Loads.top();
    Loads.pop();
    Parts[Job] = Part;
    // A file that costs nothing does not exist.
    Loads.emplace(Sum + std::max<uint64_t>(Costs[Job], 1), Part);
  }
  return Parts;
}

void ShardResults::add(StringRef Key, const Analysis &Result) {
  WireWriter To(&Paths);
  write(To, Result);
  // Like the cache, it does not keep a result whose paths are ambiguous, or one
  // that would be valid forever.
  if (To.isSound() && !Result.Seen.empty())
    ByKey[Key.str()] = std::move(To.Bytes);
}

std::string ShardResults::bytes(const Shard &Part, uint64_t Division) const {
  WireWriter To;
  To.bytes(programId());
  To.number(Part.Index);
  To.number(Part.Count);
  To.number(Division);
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
  ShardFile &This = Read.emplace_back();
  This.Path = Path;
  This.Part.Index = From.number();
  This.Part.Count = From.number();
  This.Division = From.number();
  if (This.Part.Index >= This.Part.Count || This.Part.Count > MaxShards)
    return userError(Path + ": " + llvm::toString(damaged(Format)));
  for (size_t N = From.count(); N; --N) {
    std::string Key = From.bytes();
    ByKey[std::move(Key)] = From.bytes();
  }
  if (!From.isAtEnd())
    return userError(Path + ": " + llvm::toString(damaged(Format)));
  return llvm::Error::success();
}

std::vector<std::string> ShardResults::problems() const {
  std::vector<std::string> Lines;
  std::map<unsigned, std::set<unsigned>> ByCount;
  for (const ShardFile &Each : Read)
    ByCount[Each.Part.Count].insert(Each.Part.Index);
  if (llvm::none_of(ByCount, [](const auto &Division) {
        return Division.second.size() == Division.first;
      }))
    for (const auto &[Count, Present] : ByCount) {
      std::string Missing;
      for (unsigned Part = 0; Part < Count; ++Part)
        if (!Present.count(Part))
          Missing += (Missing.empty() ? "" : ", ") + std::to_string(Part + 1) +
                     "/" + std::to_string(Count);
      bool IsOne = Count - Present.size() == 1;
      Lines.push_back((IsOne ? "shard " : "shards ") + Missing +
                      (IsOne ? " is missing: its" : " are missing: their") +
                      " files are analysed here");
    }
  for (const ShardFile &Each : Read)
    if (Each.Division != Read.front().Division) {
      Lines.push_back(Each.Path + " is part of another division than " +
                      Read.front().Path +
                      ": give all shards the same N, --costs and files");
      break;
    }
  return Lines;
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
