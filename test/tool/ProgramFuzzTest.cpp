//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// After any edit of a project, a run with a warm cache reports the same as one
// without a cache, byte for byte.
//
// ASYNC_TIDY_EDITS is the number of edits of each test, ASYNC_TIDY_SEED is
// added to its seed.

#include "DriverFixture.h"
#include "llvm/Support/FileSystem.h"
#include <random>

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
/// A project of many files, each with an ordinary function and a coroutine that
/// call those of other files.
class EditedProject : public Driver,
                      public testing::WithParamInterface<unsigned> {
protected:
  /// The behaviour of an ordinary function.
  enum class Body { Returns, Blocks, Throws, Calls, Waits, Last = Waits };
  /// How a coroutine uses the coroutine of another file.
  enum class Use { Awaits, Drops, None, Last = None };

  struct Unit {
    bool Exists = true;
    unsigned Version = 0; ///< Of the name of the function.
    Body Does = Body::Returns;
    unsigned Callee = 0;
    Use Uses = Use::None;
    unsigned Awaited = 0;
    bool CallsInCoroutine = false;
    bool HasParameter = false;
    unsigned EmptyLines = 0;
  };

  static constexpr unsigned Files = 30;
  // As in DriverFixture.h, without a header of the standard library: these
  // tests parse thousands of files.
  static constexpr StringRef SmallTask = R"cpp(#pragma once
namespace std {
template <typename R, typename...> struct coroutine_traits {
  using promise_type = typename R::promise_type;
};
template <typename = void> struct coroutine_handle {
  static coroutine_handle from_address(void *) noexcept;
  template <typename T> operator coroutine_handle<T>() const noexcept;
};
struct suspend_always {
  bool await_ready() noexcept { return false; }
  void await_suspend(coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};
} // namespace std
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
[[clang::annotate("async-tidy::blocking")]] void block();
)cpp";
  static constexpr StringRef Model = "library: mine\ntypes:\n"
                                     "  - {name: Task, start: eager, drop: "
                                     "loses-error}\n";

  unsigned pick(unsigned Limit) { return Random() % Limit; }
  template <typename T> T any() { return T(pick(unsigned(T::Last) + 1)); }

  std::string name(unsigned I) const {
    return "f" + std::to_string(I) + "_" + std::to_string(Units[I].Version);
  }
  static std::string task(unsigned I) { return "t" + std::to_string(I); }
  static std::string file(unsigned I) {
    return "unit" + std::to_string(I) + ".cpp";
  }

  std::string header() const {
    std::string Text = "#pragma once\n#include \"task.h\"\n";
    for (unsigned I = 0; I < Files; ++I) {
      Text += "int " + name(I) + "(" +
              (Units[I].HasParameter ? "int = 0" : "") + ");\nTask " + task(I) +
              "();\n";
    }
    if (InlineCallee < Files)
      Text += "inline int helper() { return " + name(InlineCallee) + "(); }\n";
    else
      Text += "inline int helper() { return 0; }\n";
    return Text;
  }

  std::string source(unsigned I) const {
    const Unit &U = Units[I];
    std::string Text = "#include \"all.h\"\n" + std::string(U.EmptyLines, '\n');
    std::string Call = name(U.Callee) + "()";
    std::string Code;
    switch (U.Does) {
    case Body::Returns:
      Code = "return 1;";
      break;
    case Body::Blocks:
      Code = "block(); return 1;";
      break;
    case Body::Throws:
      Code = "throw 1;";
      break;
    case Body::Calls:
      Code = "return " + Call + ";";
      break;
    case Body::Waits:
      Code = "return helper();";
      break;
    }
    Text += "int " + name(I) + "(" + (U.HasParameter ? "int" : "") + ") { " +
            Code + " }\n";
    Text += "Task " + task(I) + "() {\n";
    if (U.CallsInCoroutine)
      Text += "  " + Call + ";\n";
    if (U.Uses == Use::Awaits)
      Text += "  co_await " + task(U.Awaited) + "();\n";
    if (U.Uses == Use::Drops)
      Text += "  " + task(U.Awaited) + "();\n";
    return Text + "  co_return;\n}\n";
  }

  void change(Unit &U) {
    switch (pick(9)) {
    case 0:
    case 1:
      U.Does = any<Body>();
      break;
    case 2:
      U.Callee = pick(Files);
      break;
    case 3:
      U.Uses = any<Use>();
      break;
    case 4:
      U.Awaited = pick(Files);
      break;
    case 5:
      U.CallsInCoroutine = !U.CallsInCoroutine;
      break;
    case 6:
      ++U.Version;
      break;
    case 7:
      U.EmptyLines = pick(4);
      break;
    case 8:
      U.HasParameter = !U.HasParameter;
      break;
    }
  }

  void edit() {
    switch (pick(12)) {
    case 0: {
      Unit &U = Units[pick(Files)];
      U.Exists = !U.Exists;
      break;
    }
    case 1:
      InlineCallee = pick(Files + 5);
      break;
    default:
      change(Units[pick(Files)]);
    }
  }

  /// Writes the files whose text has changed.
  void save() {
    auto Save = [&](const std::string &Name, const std::string &Text) {
      std::string &Old = Saved[Name];
      if (Old != Text)
        write(Name, Old = Text);
    };
    Save("all.h", header());
    llvm::json::Array All;
    for (unsigned I = 0; I < Files; ++I) {
      if (!Units[I].Exists) {
        if (Saved.erase(file(I)))
          llvm::sys::fs::remove(path(file(I)));
        continue;
      }
      Save(file(I), source(I));
      All.push_back(llvm::json::Object{
          {"directory", Folder.path()},
          {"file", path(file(I))},
          {"arguments",
           llvm::json::Array{"clang++", "-std=c++20", "-c", path(file(I))}}});
    }
    std::string Json;
    llvm::raw_string_ostream(Json) << llvm::json::Value(std::move(All));
    Save("compile_commands.json", Json);
  }

  static unsigned setting(const char *Name, unsigned Default) {
    const char *Text = std::getenv(Name);
    unsigned Value = Default;
    if (Text && StringRef(Text).getAsInteger(10, Value))
      ADD_FAILURE() << Name << " is not a number";
    return Value;
  }

  std::mt19937 Random;
  std::vector<Unit> Units{Files};
  unsigned InlineCallee = Files;
  std::map<std::string, std::string> Saved;
};
} // namespace

TEST_P(EditedProject, IsReportedWarmAsCold) {
  write("task.h", SmallTask);
  write(".async-tidy.yaml", Model);
  Random.seed(setting("ASYNC_TIDY_SEED", 0) + GetParam());
  for (Unit &U : Units)
    for (unsigned I = 0; I < 40; ++I)
      change(U);
  unsigned Edits = setting("ASYNC_TIDY_EDITS", ASYNC_TIDY_TESTED_EDITS),
           WithFindings = 0;
  for (unsigned I = 0; I < Edits; ++I) {
    edit();
    save();
    std::vector<std::string> Args = {"-q", "-j2", "--format=json"};
    ProgramResult Warm = tidy(Args);
    Args.insert(Args.end(), {"--no-cache", I % 3 ? "-j2" : "-j1"});
    ProgramResult Cold = tidy(Args);
    ASSERT_EQ(Warm.Out, Cold.Out) << "after edit " << I;
    ASSERT_EQ(Warm.ExitCode, Cold.ExitCode);
    ASSERT_EQ(Warm.Err, Cold.Err);
    ASSERT_LE(Cold.ExitCode, 1) << Cold.str();
    WithFindings += Cold.ExitCode == 1;
  }
  // The test would prove nothing if no run had findings.
  EXPECT_GT(WithFindings, Edits / 2);
  // Nor if no result was ever taken from the cache.
  ProgramResult Last = tidy({"-j2"});
  EXPECT_TRUE(usedCache(Last)) << Last.str();
}

INSTANTIATE_TEST_SUITE_P(Seeds, EditedProject, testing::Values(1, 2, 3));

} // namespace clang::tidy::async::test
