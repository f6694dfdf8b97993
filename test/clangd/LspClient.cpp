//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LspClient.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using llvm::StringRef;
namespace json = llvm::json;

namespace clang::tidy::async::test {

// Longer than anything takes on a busy machine.
static constexpr std::chrono::seconds Patience(120);

LspClient::LspClient(const std::vector<std::string> &Command) {
  std::signal(SIGPIPE, SIG_IGN); // waitForExit() reports a crash.
  int ToServer[2], FromServer[2];
  if (pipe2(ToServer, O_CLOEXEC) != 0 || pipe2(FromServer, O_CLOEXEC) != 0) {
    ADD_FAILURE() << "no pipes";
    HasEnded = true;
    return;
  }
  std::vector<char *> Words;
  for (const std::string &Word : Command)
    Words.push_back(const_cast<char *>(Word.c_str()));
  Words.push_back(nullptr);
  std::string Log = Folder.path() + "/log";
  // No user configuration.
  setenv("XDG_CONFIG_HOME", Folder.path().c_str(), /*overwrite=*/1);
  Process = fork();
  if (Process == 0) {
    dup2(ToServer[0], STDIN_FILENO);
    dup2(FromServer[1], STDOUT_FILENO);
    dup2(open(Log.c_str(), O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
    execv(Words.front(), Words.data());
    _exit(127);
  }
  close(ToServer[0]);
  close(FromServer[1]);
  In = ToServer[1];
  Out = FromServer[0];
  Reader = std::thread([this] { read(); });
}

LspClient::~LspClient() {
  if (Process > 0) {
    kill(Process, SIGKILL);
    waitpid(Process, nullptr, 0);
  }
  close(In);
  if (Reader.joinable())
    Reader.join();
  close(Out);
}

std::string LspClient::log() const {
  return "\nwhat the server says of itself:\n" +
         readFile(Folder.path() + "/log").value_or("");
}

void LspClient::read() {
  std::string Buffer;
  char Chunk[1 << 16];
  while (true) {
    ssize_t Size = ::read(Out, Chunk, sizeof(Chunk));
    if (Size <= 0)
      break;
    Buffer.append(Chunk, Size);
    while (true) {
      auto [Header, Rest] = StringRef(Buffer).split("\r\n\r\n");
      size_t Length = 0;
      if (!Header.consume_front("Content-Length: ") ||
          Header.getAsInteger(10, Length) || Rest.size() < Length)
        break;
      llvm::Expected<json::Value> Message =
          json::parse(Rest.take_front(Length));
      Buffer = Rest.drop_front(Length).str();
      std::lock_guard<std::mutex> Lock(Mutex);
      if (Message && Message->getAsObject())
        Messages.push_back(std::move(*Message->getAsObject()));
      else
        llvm::consumeError(Message.takeError());
      Changed.notify_all();
    }
  }
  std::lock_guard<std::mutex> Lock(Mutex);
  HasEnded = true;
  Changed.notify_all();
}

void LspClient::send(json::Object Message) {
  Message["jsonrpc"] = "2.0";
  std::string Body = llvm::formatv("{0}", json::Value(std::move(Message)));
  std::string Text =
      "Content-Length: " + llvm::utostr(Body.size()) + "\r\n\r\n" + Body;
  StringRef Rest = Text;
  while (!Rest.empty()) {
    ssize_t Size = write(In, Rest.data(), Rest.size());
    if (Size <= 0)
      return; // The waiting code reports it.
    Rest = Rest.drop_front(Size);
  }
}

void LspClient::notify(StringRef Method, json::Value Params) {
  send(json::Object{{"method", Method}, {"params", std::move(Params)}});
}

json::Value LspClient::request(StringRef Method, json::Value Params) {
  int64_t Id = ++LastId;
  send(json::Object{
      {"id", Id}, {"method", Method}, {"params", std::move(Params)}});
  std::optional<json::Object> Answer = waitFor([&](const json::Object &Next) {
    return Next.getInteger("id") == Id && !Next.get("method");
  });
  if (!Answer)
    return nullptr;
  if (const json::Value *Error = Answer->get("error"))
    ADD_FAILURE() << Method.str() << ": " << llvm::formatv("{0}", *Error).str();
  json::Value *Result = Answer->get("result");
  return Result ? std::move(*Result) : json::Value(nullptr);
}

std::optional<json::Object>
LspClient::waitFor(llvm::function_ref<bool(const json::Object &)> IsWanted) {
  std::unique_lock<std::mutex> Lock(Mutex);
  auto Deadline = std::chrono::steady_clock::now() + Patience;
  while (true) {
    while (!Messages.empty()) {
      json::Object Next = std::move(Messages.front());
      Messages.pop_front();
      if (IsWanted(Next))
        return Next;
    }
    if (HasEnded) {
      ADD_FAILURE() << "the server has ended" << log();
      return std::nullopt;
    }
    if (Changed.wait_until(Lock, Deadline) == std::cv_status::timeout) {
      ADD_FAILURE() << "the server does not answer" << log();
      return std::nullopt;
    }
  }
}

int LspClient::waitForExit() {
  int Status = 0;
  waitpid(Process, &Status, 0);
  Process = -1;
  return WIFEXITED(Status) ? WEXITSTATUS(Status) : -WTERMSIG(Status);
}

int LspClient::stop() {
  request("shutdown", nullptr);
  notify("exit", nullptr);
  return waitForExit();
}

} // namespace clang::tidy::async::test
