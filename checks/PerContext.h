//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_PERCONTEXT_H
#define ASYNC_TIDY_CHECKS_PERCONTEXT_H

#include "llvm/ADT/DenseMap.h"
#include <cassert>
#include <mutex>

namespace clang::tidy {
class ClangTidyContext;

namespace async {

/// The base of a class whose objects a host in the same process creates for a
/// context, where its checks find them. Each context has at most one T.
template <typename T> class PerContext {
public:
  PerContext(const PerContext &) = delete;
  PerContext &operator=(const PerContext &) = delete;

protected:
  explicit PerContext(const ClangTidyContext &Context) : Context(Context) {
    std::lock_guard<std::mutex> Lock(registry().Mutex);
    [[maybe_unused]] bool IsNew =
        registry().All.try_emplace(&Context, static_cast<T *>(this)).second;
    assert(IsNew && "this context already has one");
  }
  ~PerContext() {
    std::lock_guard<std::mutex> Lock(registry().Mutex);
    registry().All.erase(&Context);
  }

  /// The one for \p Context; null for none.
  static T *find(const ClangTidyContext &Context) {
    std::lock_guard<std::mutex> Lock(registry().Mutex);
    return registry().All.lookup(&Context);
  }

private:
  struct Registry {
    std::mutex Mutex;
    llvm::DenseMap<const ClangTidyContext *, T *> All;
  };
  static Registry &registry() {
    static Registry Only;
    return Only;
  }

  const ClangTidyContext &Context;
};

} // namespace async
} // namespace clang::tidy

#endif // ASYNC_TIDY_CHECKS_PERCONTEXT_H
