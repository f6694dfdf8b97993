//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_PRECOMPILEDHEADERS_H
#define ASYNC_TIDY_TOOL_PRECOMPILEDHEADERS_H

#include "clang/Tooling/CompilationDatabase.h"
#include <vector>

namespace clang::tidy::async {

/// Replaces precompiled headers in \p All with the headers they are made from,
/// where only another command of \p All shows which: some build systems put the
/// precompiled file into another folder, without its header. The folders of the
/// commands are absolute.
void findSourcesOfPrecompiled(std::vector<tooling::CompileCommand> &All);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_PRECOMPILEDHEADERS_H
