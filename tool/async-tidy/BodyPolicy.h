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

/// Skips the function bodies that no check needs: those in headers outside of
/// the project, and unrelated instances of the templates there.
///
/// \p ProjectRoot and \p BuildFolder as in AnalysisOptions; they must outlive
/// the result.
std::unique_ptr<ASTConsumer> makeBodyPolicy(CompilerInstance &Compiler,
                                            llvm::StringRef ProjectRoot,
                                            llvm::StringRef BuildFolder);

} // namespace tidy::async
} // namespace clang

#endif // ASYNC_TIDY_TOOL_BODYPOLICY_H
