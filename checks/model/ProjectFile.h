//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_PROJECTFILE_H
#define ASYNC_TIDY_CHECKS_MODEL_PROJECTFILE_H

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <string>
#include <vector>

namespace clang::tidy::async {

/// The model file that a project has for itself.
inline constexpr llvm::StringLiteral ProjectFileName = ".async-tidy.yaml";

/// The globs of files that \p File, a model file, excludes. An error has the
/// form of those from readLibraryModel().
llvm::Expected<std::vector<std::string>>
readExcludedFiles(llvm::MemoryBufferRef File);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_PROJECTFILE_H
