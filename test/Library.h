//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_LIBRARY_H
#define ASYNC_TIDY_TEST_LIBRARY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace clang::tidy::async::test {

/// A library that examples on pages name, and RUN lines use as `%name`.
struct Library {
  llvm::StringRef Name;
  /// Paths start in the folder of these tests.
  llvm::ArrayRef<llvm::StringRef> Flags;
  /// The code before the examples on pages.
  llvm::StringRef Preamble;
};

/// Null if there is no library of that name.
const Library *findLibrary(llvm::StringRef Name);

llvm::ArrayRef<Library> libraries();

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_LIBRARY_H
