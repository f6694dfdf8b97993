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

/// How running a function may affect its thread.
enum class EffectKind : uint8_t {
  Blocks,         ///< Parks it, or makes it wait for I/O.
  BlocksOnThread, ///< The same, except in a fiber.
  Computes,       ///< Keeps the CPU busy for a long time.
};
inline constexpr unsigned EffectKinds = 3;

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_EFFECTKIND_H
