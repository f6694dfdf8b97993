//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PathPattern.h"
#include "FilePaths.h"
#include "FileSelection.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async {

std::string realPath(const std::string &Path) {
  llvm::SmallString<256> Real;
  if (llvm::sys::fs::real_path(Path, Real))
    return Path;
  return Real.str().str();
}

/// \p Glob for LLVM, whose '*' matches '/' as well: so "**/" is "*/", or
/// nothing at all.
static std::vector<std::string> spellings(StringRef Glob) {
  auto [Before, After] = Glob.split("**/");
  if (Before.size() == Glob.size())
    return {Glob.str()};
  std::vector<std::string> All;
  for (const std::string &Rest : spellings(After)) {
    All.push_back((Before + Rest).str());
    All.push_back((Before + "*/" + Rest).str());
  }
  return All;
}

llvm::Expected<PathPattern> PathPattern::parse(StringRef Given,
                                               StringRef Here) {
  PathPattern New;
  New.Given = Given.str();
  New.Path = absolutePath(Given, Here);
  llvm::sys::fs::file_status Status;
  if (!llvm::sys::fs::status(New.Path, Status)) {
    New.IsFolder = Status.type() == llvm::sys::fs::file_type::directory_file;
    return New;
  }
  if (Given.find_first_of("*?[{") == StringRef::npos)
    return userError("no such file or folder: " + Given);
  return parseGlob(Given, Here);
}

llvm::Expected<PathPattern> PathPattern::parseGlob(StringRef Given,
                                                   StringRef Here) {
  PathPattern New;
  New.Given = Given.str();
  New.Path = absolutePath(Given, Here);
  if (llvm::sys::fs::exists(New.Path)) {
    New.IsFolder = llvm::sys::fs::is_directory(New.Path);
    return New;
  }
  if (!llvm::sys::path::is_absolute(Given))
    New.Here = Here.str();
  Given.consume_front("./");
  New.GlobTexts =
      std::make_shared<const std::vector<std::string>>(spellings(Given));
  for (const std::string &Each : *New.GlobTexts) {
    auto Glob = llvm::GlobPattern::create(Each, /*MaxSubPatterns=*/1024);
    if (!Glob)
      return userError("'" + New.Given + "' is neither a file nor a glob: " +
                       llvm::toString(Glob.takeError()));
    New.Globs.push_back(std::move(*Glob));
  }
  return New;
}

void PathPattern::resolveLinks() {
  Path = realPath(Path);
  if (!Here.empty())
    Here = realPath(Here);
}

bool PathPattern::matches(StringRef File) const {
  if (Globs.empty())
    return IsFolder ? isBelow(File, Path) : File == Path;
  if (!Here.empty()) {
    if (!isBelow(File, Here) || File.size() <= Here.size())
      return false;
    File = File.drop_front(Here.size()).ltrim('/');
  }
  return llvm::any_of(
      Globs, [&](const llvm::GlobPattern &Each) { return Each.match(File); });
}

llvm::Expected<ExcludedFiles>
ExcludedFiles::parse(llvm::ArrayRef<std::string> Given, StringRef Here) {
  ExcludedFiles All;
  for (const std::string &Each : Given) {
    auto Pattern = PathPattern::parseGlob(Each, Here);
    if (!Pattern)
      return Pattern.takeError();
    // The build may name the current folder by a link.
    PathPattern Real = *Pattern;
    Real.resolveLinks();
    All.Patterns.push_back(std::move(*Pattern));
    All.Patterns.push_back(std::move(Real));
  }
  return All;
}

void ExcludedFiles::add(ExcludedFiles Others) {
  std::move(Others.Patterns.begin(), Others.Patterns.end(),
            std::back_inserter(Patterns));
}

bool ExcludedFiles::contain(StringRef File) const {
  return llvm::any_of(
      Patterns, [&](const PathPattern &Each) { return Each.matches(File); });
}

} // namespace clang::tidy::async
