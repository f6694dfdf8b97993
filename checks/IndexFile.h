//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEXFILE_H
#define ASYNC_TIDY_CHECKS_INDEXFILE_H

#include "index/ProjectIndex.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace clang::tidy::async {

/// The path of a project's index, relative to the project's root.
inline constexpr llvm::StringLiteral IndexName = ".async-tidy/index";

/// Without \p IsUsed, openIndex() finds no index. The default is to use it.
void setIndexUsed(bool IsUsed);

/// Opens the index for a file in \p Folder, which is absolute: the one called
/// \p Name or, if that is empty, the one with the usual name in that folder or
/// the nearest folder above it. Null if there is none.
///
/// \p Basis identifies the models and options that the unit is checked with: it
/// is an error if every part of the index was made with others. An error is one
/// line that begins with the name of the file.
llvm::Expected<std::unique_ptr<const ProjectIndex>>
openIndex(llvm::StringRef Name, llvm::StringRef Folder, FactsBasis Basis,
          llvm::vfs::FileSystem &FS);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEXFILE_H
