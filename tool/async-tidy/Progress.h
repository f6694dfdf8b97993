//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_PROGRESS_H
#define ASYNC_TIDY_TOOL_PROGRESS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>

namespace clang::tidy::async {

/// Shows the progress of a run: on a terminal in one line that is updated in
/// place, elsewhere in a new line from time to time.
class Progress {
public:
  enum Mode { Silent, Lines, Terminal };

  Progress(Mode DisplayMode, llvm::raw_ostream &OS, size_t Total);
  ~Progress() { clear(); }

  /// \p Cached is the number of files that needed no analysis.
  void start(size_t Cached);
  void finish(llvm::StringRef File);
  /// Clears the line before something else is printed.
  void clear();
  /// Shows the current progress if an update is due.
  void update();

private:
  std::string text() const;

  const Mode DisplayMode;
  llvm::raw_ostream &OS;
  const size_t Total;
  size_t Done = 0;
  size_t Cached = 0;
  std::string LastFile;
  bool IsShown = false;
  std::chrono::steady_clock::time_point StartTime, LastUpdate;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_PROGRESS_H
