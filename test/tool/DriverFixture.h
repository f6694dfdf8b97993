//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_TOOL_DRIVERFIXTURE_H
#define ASYNC_TIDY_TEST_TOOL_DRIVERFIXTURE_H

#include "Paths.h"
#include "RunProgram.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Program.h"
#include "gtest/gtest.h"

namespace clang::tidy::async::test {

// Our own task, lazy and awaitable, and a blocking function.
inline constexpr llvm::StringRef TaskHeader = R"cpp(#pragma once
#include <coroutine>
struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Task step();
[[clang::annotate("async-tidy::blocking")]] void block();
)cpp";

inline constexpr llvm::StringRef Blocks =
    "#include \"task.h\"\nTask f() { block(); co_await step(); }\n";
inline constexpr llvm::StringRef Clean =
    "#include \"task.h\"\nTask g() { co_await step(); }\n";
inline constexpr llvm::StringRef Drops =
    "#include \"task.h\"\nTask h() {\n  step();\n  co_await step();\n}\n";

// Takes as long as it is allowed to.
inline constexpr llvm::StringRef Endless =
    "constexpr int f() { int R = 0; for (;;) R ^= 1; return R; }\n"
    "constexpr int X = f();\n";
inline const std::vector<std::string> Patience = {
    "-fconstexpr-steps=2147483647"};

inline constexpr llvm::StringRef SaysBlocks = "[async-blocking-call]";

/// True if \p Program is installed.
inline bool has(llvm::StringRef Program) {
  return bool(llvm::sys::findProgramByName(Program));
}
inline constexpr const char NotInstalled[] =
    "tool/install-packages.sh test installs what is missing";

/// A project in its own folder, with the real async-tidy.
class Driver : public testing::Test {
protected:
  Driver() { write("task.h", TaskHeader); }

  std::string write(llvm::StringRef Name, llvm::StringRef Text) {
    return Folder.write(Name, Text);
  }
  std::string read(llvm::StringRef Name) { return *readFile(path(Name)); }
  std::string path(llvm::StringRef Name) const {
    return (Folder.path() + "/" + Name).str();
  }

  /// Writes a compilation database of all files that were added.
  void add(llvm::StringRef Name, llvm::StringRef Text,
           std::vector<std::string> More = {}) {
    std::string File = write(Name, Text);
    llvm::json::Array Args{"clang++", "-std=c++20", "-I" + Folder.path()};
    for (std::string &Flag : More)
      Args.push_back(std::move(Flag));
    Args.push_back("-c");
    Args.push_back(File);
    Entries.push_back(llvm::json::Object{{"directory", Folder.path()},
                                         {"file", File},
                                         {"arguments", std::move(Args)}});
    std::string Json;
    llvm::raw_string_ostream(Json)
        << llvm::json::Value(llvm::json::Array(Entries));
    write("compile_commands.json", Json);
  }

  /// Runs in the project's folder, with its own cache.
  ProgramResult tidy(std::vector<std::string> Args) {
    return shell("exec \"$0\" \"$@\"", std::move(Args));
  }

  /// Runs a script, in which "$0" is the program and "$@" its arguments.
  ProgramResult shell(const std::string &Script,
                      std::vector<std::string> Args = {}) {
    std::vector<std::string> Command = {
        "sh", "-c",
        "cd " + Folder.path() + " && export XDG_CACHE_HOME=" + Folder.path() +
            "/cache && " + Script,
        ASYNC_TIDY_DRIVER};
    llvm::append_range(Command, Args);
    return runProgram(Command);
  }

  static size_t count(llvm::StringRef Text, llvm::StringRef What) {
    return Text.count(What);
  }

  /// The number of files that the run analysed, from its summary.
  static bool usedCache(const ProgramResult &R) {
    return llvm::StringRef(R.Err).contains("from the cache");
  }

  std::string databaseOfCache() {
    for (const std::string &File : listFolder(path("cache/async-tidy")))
      if (llvm::StringRef(File).ends_with(".db"))
        return File;
    ADD_FAILURE() << "no cache";
    return "";
  }

  ScratchFolder Folder;
  llvm::json::Array Entries;
};

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_TOOL_DRIVERFIXTURE_H
