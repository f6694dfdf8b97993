//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_OUTPUTFLAGS_H
#define ASYNC_TIDY_TOOL_OUTPUTFLAGS_H

#include "Compat.h"
#include <string>
#include <vector>

namespace clang {
class CompilerInvocation;
} // namespace clang

/// A compile command belongs to the repository that is analysed, which may be
/// hostile: the analysis must write no files that a command names.
namespace clang::tidy::async {

/// Drops from \p Args, a command for clang's driver, what makes the driver
/// itself write files.
void dropDriverOutputs(std::vector<std::string> &Args);

/// Adds to \p Args, a command for clang's driver without such flags, what
/// overrides those in a configuration file of clang: one that the command
/// names, or one beside the compiler. On a machine without /dev/null, such files
/// are not read at all.
void overrideConfiguredOutputs(std::vector<std::string> &Args);

/// Drops all outputs of the compiler, however the command asked for them.
void dropOutputs(CompilerInvocation &Compiler);

/// The options for diagnostics about the command \p Args itself.
DiagnosticOptionsPtr diagnosticOptionsOf(const std::vector<std::string> &Args);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_OUTPUTFLAGS_H
