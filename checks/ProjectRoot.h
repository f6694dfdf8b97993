//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef ASYNC_TIDY_CHECKS_PROJECTROOT_H
#define ASYNC_TIDY_CHECKS_PROJECTROOT_H

#include <string>

namespace clang::tidy::async {

/// Makes the checks consider only the part of a path below \p Folder to
/// determine whether a file is a test. The default is the working directory of
/// the process; for files elsewhere, the whole path counts.
void setProjectRoot(std::string Folder);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_PROJECTROOT_H
