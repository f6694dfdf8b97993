//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// docs/models.md explains models with an example, and this test reads it from
// the page: the header in ```cpp library, the models in ```yaml, code in ```cpp
// finds, where each line with a finding names the check, and in ```cpp good;
// the lines of ```cpp fixed must be in the code after its fixes.
//
//===----------------------------------------------------------------------===//

#include "LintRunner.h"
#include "Paths.h"
#include "Report.h"
#include "model/LibraryModel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Page = "docs/models.md";

/// The parts of the header that the page leaves out.
static constexpr StringRef Before = R"cpp(
#include <coroutine>
#include <exception>
#include <functional>
#include <tuple>
#include <utility>
struct Image {};
void log(std::exception_ptr);
)cpp";
static constexpr StringRef After = R"cpp(
namespace our {
using Work = std::function<int()>;
template <typename T> struct Future<T>::promise_type {
  Future get_return_object() { return {}; }
  std::suspend_never initial_suspend() { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_value(T) {}
  void unhandled_exception() {}
};
template <typename T> struct Future<T>::Awaiter {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume();
};
template <typename T>
template <typename F>
Future<T> Future<T>::then(F) {
  return {};
}
template <typename T>
template <typename F>
Future<T> Future<T>::onError(F) {
  return {};
}
template <typename F>
auto ThreadPool::submit(F Work) -> Future<decltype(Work())> {
  return {};
}
}
)cpp";

namespace {
/// A fenced block.
struct Block {
  unsigned Line = 0; ///< Of the fence.
  std::string Words; ///< After it.
  std::vector<std::string> Lines;
};

/// The example, assembled.
class ModelsPage {
public:
  explicit ModelsPage(StringRef Text);
  Failures run();

private:
  void fail(unsigned Line, const llvm::Twine &Text) {
    All.push_back({Page.str(), Line, Text.str()});
  }
  void readModel(const Block &B);
  void addCode(const Block &B, const std::string &File);

  std::vector<Block> Blocks;
  LintJob Job;
  /// The lines of the page that the lines of a file come from.
  std::map<std::string, std::vector<unsigned>> PageLines;
  Failures All;
};
} // namespace

ModelsPage::ModelsPage(StringRef Text) {
  bool IsIn = false;
  unsigned Number = 0;
  for (StringRef Line : llvm::split(Text, '\n')) {
    ++Number;
    if (Line.consume_front("```")) {
      IsIn = !IsIn;
      if (IsIn)
        Blocks.push_back({Number, Line.str(), {}});
    } else if (IsIn) {
      Blocks.back().Lines.push_back(Line.str());
    }
  }
}

// All models must be readable; those of the example are used.
void ModelsPage::readModel(const Block &B) {
  if (!StringRef(B.Lines.front()).starts_with("library:"))
    return;
  std::string Name = "/page/" + llvm::utostr(B.Line) + ".yaml";
  std::string Text = llvm::join(B.Lines, "\n") + "\n";
  if (auto Model = readLibraryModel({Text, Name}); !Model)
    fail(B.Line, llvm::toString(Model.takeError()));
  Job.Files[Name] = Text;
  std::string &Models = Job.Options.CheckOptions["AsyncModels"].Value;
  Models += (Models.empty() ? "" : ",") + Name;
}

void ModelsPage::addCode(const Block &B, const std::string &File) {
  std::string &Text = Job.Files[File];
  std::vector<unsigned> &Lines = PageLines[File];
  for (const auto &[I, Line] : llvm::enumerate(B.Lines)) {
    Text += Line + "\n";
    Lines.push_back(B.Line + 1 + I);
  }
}

Failures ModelsPage::run() {
  const std::string Main = "/page/main.cpp", Header = "/page/our.h";
  Job.MainFile = Main;
  Job.Directory = ASYNC_TIDY_TEST_DIR;
  Job.Flags = {"-std=c++20", "-I" ASYNC_TIDY_SOURCE_DIR "/include",
               "-include", Header};
  Job.Options = makeOptions("async-*");
  Job.Files[Header] = Before.str();
  std::vector<const Block *> Fixed;
  std::set<std::pair<unsigned, std::string>> Expected, Found;
  std::vector<std::string> Includes;
  for (const Block &B : Blocks) {
    StringRef Words = B.Words;
    if (Words == "yaml") {
      readModel(B);
    } else if (Words == "cpp library") {
      addCode(B, Header);
    } else if (Words == "cpp fixed") {
      Fixed.push_back(&B);
    } else if (Words.consume_front("cpp finds") || Words == "cpp good") {
      StringRef Path = Words == "cpp good" ? "" : Words.trim();
      addCode(B, Path.empty() ? Main : ("/page/" + Path).str());
      if (!Path.empty())
        Includes.push_back(("#include \"" + Path + "\"\n").str());
      for (const auto &[I, Line] : llvm::enumerate(B.Lines))
        if (StringRef Check = StringRef(Line).rsplit("// ").second;
            Words != "cpp good" && Check.starts_with("async-"))
          Expected.insert({B.Line + 1 + I, Check.str()});
    } else if (Words.starts_with("cpp")) {
      fail(B.Line, "what kind of code is '" + B.Words +
                       "'? It is 'library', 'finds', 'good' or 'fixed'");
    }
  }
  Job.Files[Header] += After;
  // At the end, because the names that they use are declared above.
  Job.Files[Main] += llvm::join(Includes, "");
  if (Expected.empty() || Fixed.empty())
    fail(1, "the example finds nothing");

  std::vector<async::test::Finding> Findings = lint(Job);
  std::vector<const FileEdits *> Chosen;
  for (const async::test::Finding &Each : Findings) {
    Chosen.push_back(Each.Fix.empty() ? nullptr : &Each.Fix);
    const std::vector<unsigned> &Lines = PageLines[Each.File];
    unsigned Line =
        Each.Line && Each.Line <= Lines.size() ? Lines[Each.Line - 1] : 1;
    Found.insert({Line, Each.Check});
    if (!Expected.count({Line, Each.Check}))
      fail(Line, Each.File + ": " + Each.str());
  }
  for (const auto &[Line, Check] : Expected)
    if (!Found.count({Line, Check}))
      fail(Line, Check + " says nothing here");

  FixedFiles Mended = applyFixes(Job, Findings, Chosen);
  for (const Block *B : Fixed)
    if (std::string Text = llvm::join(B->Lines, "\n") + "\n";
        llvm::none_of(Mended.Files, [&](const auto &File) {
          return StringRef(File.second).contains(Text);
        }))
      fail(B->Line, "the fixes do not lead to this");
  return std::move(All);
}

TEST(Docs, ModelsTeachWhatIsTrue) {
  std::optional<std::string> Text =
      readFile((ASYNC_TIDY_SOURCE_DIR "/" + Page).str());
  ASSERT_TRUE(Text);
  report(ModelsPage(*Text).run());
}

TEST(Docs, OfModelsAreNotTrustedBlindly) {
  auto FirstProblem = [](StringRef Text) {
    Failures All = ModelsPage(Text).run();
    return All.empty() ? "" : All.front().Text;
  };
  static constexpr StringRef Library =
      "```cpp library\nnamespace our { template <typename T> class Future {\n"
      "struct promise_type; struct Awaiter; template <typename F> Future "
      "then(F); template <typename F> Future onError(F); };\n"
      "class ThreadPool { public: template <typename F> auto submit(F Work) -> "
      "Future<decltype(Work())>; }; }\n```\n";
  EXPECT_TRUE(StringRef(FirstProblem("```yaml\nlibrary: our\nroles: 1\n```\n"))
                  .contains(":2:1: error: unknown key 'roles'"));
  EXPECT_EQ(FirstProblem((Library + "```cpp finds\nint I; // async-fake-async\n"
                                    "```\n```cpp fixed\nint I;\n```\n")
                             .str()),
            "async-fake-async says nothing here");
  EXPECT_EQ(FirstProblem("```cpp\nint I;\n```\n"),
            "what kind of code is 'cpp'? It is 'library', 'finds', 'good' or "
            "'fixed'");
}

} // namespace clang::tidy::async::test
