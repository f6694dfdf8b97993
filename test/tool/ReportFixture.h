//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_TOOL_REPORTFIXTURE_H
#define ASYNC_TIDY_TEST_TOOL_REPORTFIXTURE_H

#include "report/Report.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace clang::tidy::async::test {

/// The sample files that ReportFixture::writeSensor() adds.
inline constexpr llvm::StringRef SensorPoll = "/project/src/poll.cpp";
inline constexpr llvm::StringRef SensorHeader = "/project/include/sensor.h";

/// Files in memory, and findings in them.
class ReportFixture {
public:
  ReportFixture()
      : Files(llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>()) {
    Files->setCurrentWorkingDirectory("/project");
  }

  /// Adds a file, or hides an existing one.
  void write(llvm::StringRef Path, llvm::StringRef Text);

  /// Adds a coroutine that blocks twice: itself, and in a header.
  void writeSensor();

  /// A message that points at the \p Nth \p Code in \p Path, and underlines it.
  tooling::DiagnosticMessage message(llvm::StringRef Path, llvm::StringRef Code,
                                     llvm::StringRef Text, unsigned Nth = 0);

  ReportedFinding finding(llvm::StringRef Check, llvm::StringRef Path,
                          llvm::StringRef Code, llvm::StringRef Text,
                          unsigned Nth = 0);

  /// Makes \p Message offer to replace the \p Code that it points at with
  /// \p By.
  static void offer(tooling::DiagnosticMessage &Message, llvm::StringRef By);

  /// Reads the current files.
  std::unique_ptr<Sources> sources() const {
    return std::make_unique<Sources>(Files, "/project");
  }

  std::string report(Format As, llvm::ArrayRef<ReportedFinding> Findings,
                     llvm::ArrayRef<FileFailure> Failures = {},
                     bool Colors = false);

  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Files;

private:
  std::map<std::string, std::string> Texts;
};

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_TOOL_REPORTFIXTURE_H
