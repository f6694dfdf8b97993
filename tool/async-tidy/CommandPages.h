//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_COMMANDPAGES_H
#define ASYNC_TIDY_TOOL_COMMANDPAGES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

/// Output generated from the table of commands and their options.
namespace clang::tidy::async {

/// The shells that writeCompletion() knows.
std::vector<std::string> shellWords();

/// Writes a script that makes \p Shell complete command lines.
void writeCompletion(llvm::StringRef Shell, llvm::raw_ostream &OS);

/// Writes async-tidy(1) for `man`.
void writeManPage(llvm::raw_ostream &OS);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_COMMANDPAGES_H
