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

/// Where the index of a project is, below its root.
inline constexpr llvm::StringLiteral IndexName = ".async-tidy/index";

/// Has openIndex() find none, or find them again.
void setIndexUsed(bool IsUsed);

/// The index that is to be used for a file in \p Folder, which is absolute: the
/// one called \p Named or, if that is empty, the nearest with the usual name in
/// that folder or one above it. Null if there is none.
///
/// \p Given is what the unit is looked at with. An error, also if all parts of
/// the index were made with something else, is one line that begins with the
/// name of the file.
llvm::Expected<std::unique_ptr<const ProjectIndex>>
openIndex(llvm::StringRef Named, llvm::StringRef Folder, FactsBasis Given,
          llvm::vfs::FileSystem &FS);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEXFILE_H
