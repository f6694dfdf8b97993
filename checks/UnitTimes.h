//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_UNITTIMES_H
#define ASYNC_TIDY_CHECKS_UNITTIMES_H

#include <chrono>
#include <map>
#include <string>

namespace clang::tidy::async {

/// How long the parts of an analysis take, in seconds.
struct UnitTimes {
  double Facts = 0; ///< The walk, which all checks share.
  double Index = 0; ///< Looking for the project index, and opening it.
  /// A shared computation counts for the first check that needs it.
  std::map<std::string, double> Checks;
};

/// Has all analyses from now on add to \p To, which may be null.
void setTimesOfUnits(UnitTimes *To);

/// Adds the time until its end to a sum.
class Stopwatch {
public:
  /// \p To may be null.
  explicit Stopwatch(double *To)
      : To(To), Begin(std::chrono::steady_clock::now()) {}
  ~Stopwatch() {
    if (To)
      *To += std::chrono::duration<double>(std::chrono::steady_clock::now() -
                                           Begin)
                 .count();
  }
  Stopwatch(const Stopwatch &) = delete;
  Stopwatch &operator=(const Stopwatch &) = delete;

private:
  double *To;
  std::chrono::steady_clock::time_point Begin;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_UNITTIMES_H
