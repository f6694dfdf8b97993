//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FindingLog.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include <mutex>

namespace clang::tidy::async {

namespace {
struct Registry {
  std::mutex Mutex;
  llvm::DenseMap<const ClangTidyContext *, FindingLog *> Logs;
};
} // namespace

static Registry &registry() {
  static Registry All;
  return All;
}

FindingLog::FindingLog(const ClangTidyContext &Context) : Context(Context) {
  std::lock_guard<std::mutex> Lock(registry().Mutex);
  [[maybe_unused]] bool IsNew =
      registry().Logs.try_emplace(&Context, this).second;
  assert(IsNew && "two logs of one context");
}

FindingLog::~FindingLog() {
  std::lock_guard<std::mutex> Lock(registry().Mutex);
  registry().Logs.erase(&Context);
}

bool FindingLog::isKept(const ClangTidyContext &Context) {
  std::lock_guard<std::mutex> Lock(registry().Mutex);
  return registry().Logs.lookup(&Context) != nullptr;
}

void FindingLog::add(const ClangTidyContext &Context,
                     llvm::ArrayRef<Finding> New) {
  std::lock_guard<std::mutex> Lock(registry().Mutex);
  if (FindingLog *Log = registry().Logs.lookup(&Context))
    llvm::append_range(Log->Findings, New);
}

void FindingLog::addSilenced(const ClangTidyContext &Context,
                             llvm::StringRef Check, const Span &At) {
  std::lock_guard<std::mutex> Lock(registry().Mutex);
  if (FindingLog *Log = registry().Logs.lookup(&Context))
    Log->AtCauses.push_back({Check.str(), At});
}

} // namespace clang::tidy::async
