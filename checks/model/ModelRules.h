//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_MODELRULES_H
#define ASYNC_TIDY_CHECKS_MODEL_MODELRULES_H

#include "model/LibraryModel.h"

namespace clang::tidy::async {

/// The problem with a part of a model whose keys and words are valid; empty if
/// it has none. An entry of calls, \p C, has the keys \p Written.
std::string problemWith(const FixText &F);
std::string problemWith(const TogetherText &T);
std::string problemWith(const Selector &S);
std::string problemWith(const TypeModel &T);
std::string problemWith(const CallModel &C,
                        llvm::ArrayRef<llvm::StringRef> Written);
std::string problemWith(const LibraryModel &L);

/// Links the entries to their library, and computes the data derived from all
/// of them.
void complete(LibraryModel &Library);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_MODELRULES_H
