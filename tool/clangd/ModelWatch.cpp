//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModelWatch.h"
#include "WatchedFiles.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include <atomic>
#include <chrono>
#include <fcntl.h>
#include <poll.h>
#include <thread>
#include <unistd.h>

using llvm::StringRef;

/// Set before the message that makes clangd analyse the open files again.
static std::atomic<bool> AreModelsNew = false;

//===----------------------------------------------------------------------===//
// The open files
//===----------------------------------------------------------------------===//

namespace clang::clangd {
class ClangdServer;
struct DidChangeWatchedFilesParams;
enum class WantDiagnostics { Yes, No, Auto };
} // namespace clang::clangd

// The linker's --wrap replaces these member functions. clangd calls them on its
// main thread only.
#define SERVER "_ZN5clang6clangd12ClangdServer"
#define ADD "11addDocumentEN4llvm9StringRefES3_S3_NS0_15WantDiagnosticsEb"
#define REMOVE "14removeDocumentEN4llvm9StringRefE"
#define ON_EVENT "11onFileEventERKNS0_27DidChangeWatchedFilesParamsE"

namespace clang::clangd {
// clang-format off
void realAddDocument(ClangdServer *Server, StringRef File, StringRef Text,
                     StringRef Version, WantDiagnostics Wanted,
                     bool ForceRebuild) asm("__real_" SERVER ADD);
void addDocument(ClangdServer *Server, StringRef File, StringRef Text,
                 StringRef Version, WantDiagnostics Wanted,
                 bool ForceRebuild) asm("__wrap_" SERVER ADD);
void realRemoveDocument(ClangdServer *Server,
                        StringRef File) asm("__real_" SERVER REMOVE);
void removeDocument(ClangdServer *Server,
                    StringRef File) asm("__wrap_" SERVER REMOVE);
void realOnFileEvent(ClangdServer *Server,
                     const DidChangeWatchedFilesParams &Event)
    asm("__real_" SERVER ON_EVENT);
void onFileEvent(ClangdServer *Server,
                 const DidChangeWatchedFilesParams &Event)
    asm("__wrap_" SERVER ON_EVENT);
// clang-format on

namespace {
struct Document {
  std::string Text;
  std::string Version;
};
} // namespace

static llvm::StringMap<Document> &openDocuments() {
  static llvm::StringMap<Document> Documents;
  return Documents;
}

void addDocument(ClangdServer *Server, StringRef File, StringRef Text,
                 StringRef Version, WantDiagnostics Wanted, bool ForceRebuild) {
  openDocuments()[File] = {Text.str(), Version.str()};
  realAddDocument(Server, File, Text, Version, Wanted, ForceRebuild);
}

void removeDocument(ClangdServer *Server, StringRef File) {
  openDocuments().erase(File);
  realRemoveDocument(Server, File);
}

void onFileEvent(ClangdServer *Server,
                 const DidChangeWatchedFilesParams &Event) {
  realOnFileEvent(Server, Event);
  if (!AreModelsNew.exchange(false))
    return;
  // Otherwise, clangd would keep the results for the same text.
  for (const auto &Each : openDocuments())
    realAddDocument(Server, Each.first(), Each.second.Text, Each.second.Version,
                    WantDiagnostics::Auto, /*ForceRebuild=*/true);
}
} // namespace clang::clangd

//===----------------------------------------------------------------------===//
// The messages of the editor
//===----------------------------------------------------------------------===//

namespace clang::tidy::async {

namespace {
/// Finds the ends of messages in a stream: headers, an empty line, and as many
/// bytes as a header announces.
class Framing {
public:
  void add(StringRef Bytes) {
    while (!Bytes.empty()) {
      if (BodyLeft) {
        size_t Taken = std::min(BodyLeft, Bytes.size());
        Bytes = Bytes.drop_front(Taken);
        BodyLeft -= Taken;
        continue;
      }
      Line += Bytes.front();
      Bytes = Bytes.drop_front();
      if (Line.back() == '\n')
        endLine();
    }
  }
  /// True if the next byte begins a message.
  bool isBetweenMessages() const {
    return !BodyLeft && !Announced && Line.empty();
  }

private:
  void endLine() {
    StringRef Text = StringRef(Line).trim();
    if (Text.empty())
      BodyLeft = std::exchange(Announced, 0);
    else if (Text.consume_front_insensitive("Content-Length:"))
      llvm::to_integer(Text.trim(), Announced);
    Line.clear();
  }

  std::string Line;
  size_t Announced = 0;
  size_t BodyLeft = 0;
};
} // namespace

static bool writeAll(int To, StringRef Bytes) {
  while (!Bytes.empty()) {
    ssize_t Written = ::write(To, Bytes.data(), Bytes.size());
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written <= 0)
      return false;
    Bytes = Bytes.drop_front(Written);
  }
  return true;
}

/// Passes on everything from \p From to \p To until it ends, with a message
/// when a watched file has changed.
static void relay(int From, int To) {
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds Interval(500);
  const std::string Body =
      R"({"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles",)"
      R"("params":{"changes":[]}})";
  const std::string Message =
      "Content-Length: " + llvm::utostr(Body.size()) + "\r\n\r\n" + Body;
  Framing Frames;
  Clock::time_point Next = Clock::now() + Interval;
  char Buffer[1 << 16];
  while (true) {
    struct pollfd Input = {From, POLLIN, 0};
    int Ready = ::poll(&Input, 1, Interval.count());
    if (Ready > 0) {
      ssize_t Size = ::read(From, Buffer, sizeof(Buffer));
      if (Size < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (Size <= 0 || !writeAll(To, StringRef(Buffer, Size)))
        break;
      Frames.add(StringRef(Buffer, Size));
    }
    if (Clock::now() < Next || !Frames.isBetweenMessages())
      continue;
    Next = Clock::now() + Interval;
    if (haveWatchedFilesChanged()) {
      AreModelsNew = true;
      if (!writeAll(To, Message))
        break;
    }
  }
  ::close(To);
}

void watchModels() {
  int Editor = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  int Pipe[2];
  if (Editor < 0 || ::pipe2(Pipe, O_CLOEXEC))
    return;
  if (::dup2(Pipe[0], STDIN_FILENO) < 0)
    return;
  ::close(Pipe[0]);
  std::thread(relay, Editor, Pipe[1]).detach();
}

} // namespace clang::tidy::async
