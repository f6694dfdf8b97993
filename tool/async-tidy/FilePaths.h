//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_FILEPATHS_H
#define ASYNC_TIDY_TOOL_FILEPATHS_H

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"
#include <string>

namespace clang::tidy::async {

/// \p Path, relative to \p Folder if it is relative, without dots.
inline std::string absolutePath(llvm::StringRef Path, llvm::StringRef Folder) {
  llvm::SmallString<256> Absolute;
  if (!llvm::sys::path::is_absolute(Path))
    Absolute = Folder;
  llvm::sys::path::append(Absolute, Path);
  llvm::sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  return Absolute.str().str();
}

/// True if \p Path is in \p Folder or below it.
inline bool isBelow(llvm::StringRef Path, llvm::StringRef Folder) {
  return Path.consume_front(Folder) &&
         (Path.empty() || Folder.ends_with("/") || Path.starts_with("/"));
}

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_FILEPATHS_H
