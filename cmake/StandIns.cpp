//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Stand-ins for functions that LLVM's static libraries take from libraries that
// many machines lack. The linker prefers them because they are linked first.
//
//===----------------------------------------------------------------------===//

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/SMTAPI.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdint>
#include <sys/random.h>

// Only the static analyzer uses Z3, and only if it is configured to; the
// library is a third of the size of the whole program. LLVM without Z3 fails
// like this.
llvm::SMTSolverRef llvm::CreateZ3Solver() {
  llvm::report_fatal_error("async-tidy is built without the solver Z3",
                           /*gen_crash_diag=*/false);
}
// The others of its object file, which must not be linked.
void llvm::SMTSort::dump() const { print(errs()); }
void llvm::SMTExpr::dump() const { print(errs()); }
void llvm::SMTSolver::dump() const { print(errs()); }
void llvm::SMTSolverStatistics::dump() const { print(errs()); }

// In glibc since 2.36; distributions with long support have 2.34.
extern "C" std::uint32_t arc4random() noexcept {
  std::uint32_t Number;
  while (::getrandom(&Number, sizeof(Number), 0) != sizeof(Number))
    continue;
  return Number;
}
