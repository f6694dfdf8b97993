//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEXOFFER_H
#define ASYNC_TIDY_CHECKS_INDEXOFFER_H

#include "PerContext.h"
#include "index/ProjectIndex.h"

namespace clang::tidy::async {

/// While it exists, the checks of its context query this index instead of the
/// usual file. An index that the user named takes precedence.
class IndexOffer : PerContext<IndexOffer> {
public:
  IndexOffer(const ClangTidyContext &Context, const ProjectIndex &Index)
      : PerContext(Context), Index(Index) {}

  /// The offer in \p Context; null if there is none.
  static const IndexOffer *of(const ClangTidyContext &Context) {
    return find(Context);
  }

  const ProjectIndex &Index;

private:
  friend class PerContext<IndexOffer>;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEXOFFER_H
