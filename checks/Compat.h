//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// What differs between the versions of LLVM that async-tidy builds against.

#ifndef ASYNC_TIDY_CHECKS_COMPAT_H
#define ASYNC_TIDY_CHECKS_COMPAT_H

#include "llvm/Config/llvm-config.h"

#include "clang-tidy/ClangTidyModule.h"
#if LLVM_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

#endif // ASYNC_TIDY_CHECKS_COMPAT_H
