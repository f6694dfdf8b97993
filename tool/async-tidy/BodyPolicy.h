//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_BODYPOLICY_H
#define ASYNC_TIDY_TOOL_BODYPOLICY_H

#include "clang/AST/ASTConsumer.h"
#include "llvm/ADT/StringRef.h"
#include <memory>

namespace clang {
class CompilerInstance;
namespace tidy::async {

/// Leaves out the function bodies that no check looks at: those in headers that
/// are not the project's, and the instances of templates there that have
/// nothing to do with it.
///
/// \p ProjectRoot and \p BuildFolder as in AnalysisOptions; they are to outlive
/// the result.
std::unique_ptr<ASTConsumer> makeBodyPolicy(CompilerInstance &Compiler,
                                            llvm::StringRef ProjectRoot,
                                            llvm::StringRef BuildFolder);

} // namespace tidy::async
} // namespace clang

#endif // ASYNC_TIDY_TOOL_BODYPOLICY_H
