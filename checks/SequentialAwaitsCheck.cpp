//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SequentialAwaitsCheck.h"

namespace clang::tidy::async {

void SequentialAwaitsCheck::checkFacts(const Facts &Unit, Effects &Does) {}

} // namespace clang::tidy::async
