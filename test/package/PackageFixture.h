//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_PACKAGE_PACKAGEFIXTURE_H
#define ASYNC_TIDY_TEST_PACKAGE_PACKAGEFIXTURE_H

#include "DriverFixture.h"
#include "llvm/Support/Path.h"

namespace clang::tidy::async::test {

/// A project in its own folder, into which async-tidy is installed.
class Package : public Driver {
protected:
  /// Installs \p Components, or all of them, into the folder \p Name.
  void install(const std::vector<std::string> &Components,
               const std::string &Name) {
    llvm::sys::fs::create_directory(path(Name));
    std::vector<std::string> Command = {
        "cmake", "--install", ASYNC_TIDY_BUILD_DIR, "--prefix", path(Name)};
    if (Components.empty()) {
      ProgramResult R = runProgram(Command);
      EXPECT_EQ(R.ExitCode, 0) << R.str();
    }
    for (const std::string &Component : Components) {
      std::vector<std::string> One = Command;
      One.insert(One.end(), {"--component", Component});
      ProgramResult R = runProgram(One);
      EXPECT_EQ(R.ExitCode, 0) << R.str();
    }
  }
};

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_PACKAGE_PACKAGEFIXTURE_H
