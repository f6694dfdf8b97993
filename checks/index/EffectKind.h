//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_EFFECTKIND_H
#define ASYNC_TIDY_CHECKS_INDEX_EFFECTKIND_H

#include <cstdint>

namespace clang::tidy::async {

/// What running a function may do to its thread.
enum class EffectKind : uint8_t {
  Blocks,         ///< Parks it, or keeps it waiting for I/O.
  BlocksOnThread, ///< Likewise, unless it runs in a fiber.
  Computes,       ///< Keeps the CPU busy for long.
};
inline constexpr unsigned EffectKinds = 3;

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_EFFECTKIND_H
