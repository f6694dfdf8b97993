//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_INPUTFILE_H
#define ASYNC_TIDY_CHECKS_MODEL_INPUTFILE_H

#include "llvm/Support/Error.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Files besides the sources: models, databases, baselines, configurations.
/// They come with a repository, so reading one must neither wait for somebody
/// else nor take all memory.
namespace clang::tidy::async {

/// More than people write.
inline constexpr uint64_t MaxWrittenBytes = uint64_t(16) << 20;
/// More than programs write for the largest projects.
inline constexpr uint64_t MaxGeneratedBytes = uint64_t(4) << 30;
/// Readers are recursive.
inline constexpr unsigned MaxNesting = 200;

/// An error if \p Path exists in \p Files, but is not a regular file, or has
/// more than \p MaxBytes: a phrase that follows the name of the file.
llvm::Error testInput(const llvm::Twine &Path, llvm::vfs::FileSystem &Files,
                      uint64_t MaxBytes);

/// The content of \p Path. An error is such a phrase.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
readInput(const llvm::Twine &Path, llvm::vfs::FileSystem &Files,
          uint64_t MaxBytes);

/// Makes isInModelFolder() accept files in \p Folders only. By default, it
/// accepts all files.
void readModelsOnlyFrom(std::vector<std::string> Folders);

/// True if \p Path, without symbolic links, is in a folder that
/// readModelsOnlyFrom() names.
bool isInModelFolder(llvm::StringRef Path, llvm::vfs::FileSystem &Files);

/// The line, from 1, in which \p Text, JSON or YAML, is nested too deeply; none
/// if it is not. Counts brackets and indentation, without understanding all of
/// YAML.
std::optional<unsigned> lineNestedTooDeeply(llvm::StringRef Text);

/// "nested more than 200 levels deep".
std::string nestingProblem();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_INPUTFILE_H
