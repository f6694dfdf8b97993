//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_CLANGD_LSPCLIENT_H
#define ASYNC_TIDY_TEST_CLANGD_LSPCLIENT_H

#include "Paths.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/JSON.h"
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace clang::tidy::async::test {

/// A language server, connected through its standard input and output. Errors
/// fail the current test.
class LspClient {
public:
  /// Starts \p Command, whose first word is a path.
  explicit LspClient(const std::vector<std::string> &Command);
  /// Kills it if it is still running.
  ~LspClient();
  LspClient(const LspClient &) = delete;
  LspClient &operator=(const LspClient &) = delete;

  void notify(llvm::StringRef Method, llvm::json::Value Params);
  /// The result, null if there is none.
  llvm::json::Value request(llvm::StringRef Method, llvm::json::Value Params);
  /// The first message that \p IsWanted, received or still to come; nothing if
  /// the server ends or takes too long. Earlier messages are lost.
  std::optional<llvm::json::Object>
  waitFor(llvm::function_ref<bool(const llvm::json::Object &)> IsWanted);
  /// Asks the server to exit; returns its exit code, negative after a crash.
  int stop();

private:
  void send(llvm::json::Object Message);
  void read();
  int waitForExit();
  std::string log() const;

  ScratchFolder Folder;
  int Process = -1;
  int In = -1;
  int Out = -1;
  int64_t LastId = 0;
  std::thread Reader;
  std::mutex Mutex;
  std::condition_variable Changed;
  std::deque<llvm::json::Object> Messages;
  bool HasEnded = false;
};

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_CLANGD_LSPCLIENT_H
