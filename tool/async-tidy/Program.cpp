//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Program.h"
#include "index/SummaryFile.h"

using llvm::StringRef;

namespace clang::tidy::async {

void Program::add(size_t Job, Analysis &Result) {
  Queries[Job] = std::exchange(Result.Queries, {});
  std::string Bytes = std::exchange(Result.Summary, {});
  if (Bytes.empty())
    return;
  // This program wrote it, so it can be read.
  if (auto Unit = summaryFrom(Bytes))
    Summaries.push_back(std::move(*Unit));
  else
    llvm::consumeError(Unit.takeError());
}

void Program::link() {
  std::string Bytes =
      indexBytes(async::link(merge(std::exchange(Summaries, {}))), Root);
  Index = llvm::cantFail(
      ProjectIndex::read(llvm::MemoryBuffer::getMemBufferCopy(Bytes), Root));
}

bool Program::affects(size_t Job) {
  auto Found = Queries.find(Job);
  return Found != Queries.end() && answersTo(Found->second) != 0;
}

bool Program::confirms(const Analysis &Result) {
  return answersTo(Result.Queries) == Result.Answers;
}

uint64_t Program::answersTo(StringRef Bytes) {
  std::optional<IndexQueries> All = queriesFrom(Bytes);
  if (!All)
    return 0;
  return combinedAnswer(*All, [&](const IndexQuery &Each) {
    // Many files have the same queries.
    auto [Found, IsNew] = Answers.try_emplace(Each);
    if (IsNew)
      Found->second = Index->answer(Each);
    return Found->second;
  });
}

} // namespace clang::tidy::async
