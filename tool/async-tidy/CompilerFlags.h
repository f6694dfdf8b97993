//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_COMPILERFLAGS_H
#define ASYNC_TIDY_TOOL_COMPILERFLAGS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <string>
#include <vector>

namespace clang::tidy::async {

/// Takes away from \p Args, a command of GCC, what clang does not know or takes
/// for something else, and has clang ignore warnings that it does not know.
/// Returns what was taken away. Commands of other compilers stay as they are:
/// what clang does not know there is an error.
std::vector<std::string> adaptToClang(std::vector<std::string> &Args);

/// Replaces precompiled headers in \p Args, which may belong to another
/// compiler or not be built yet, with the headers they are made from, and
/// removes arguments that build one. Relative paths start in \p Folder; headers
/// are read from \p Files.
void useSourcesOfPrecompiled(std::vector<std::string> &Args,
                             llvm::StringRef Folder,
                             llvm::vfs::FileSystem &Files);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_COMPILERFLAGS_H
