//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckList.h"
#include "LintRunner.h"
#include "Paths.h"
#include "Report.h"
#include "RunProgram.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include <set>

using llvm::StringRef;
using llvm::Twine;

namespace clang::tidy::async::test {

namespace {
/// Compares all data about the checks in a tree with checks/Checks.def.
class TreeComparison {
public:
  explicit TreeComparison(StringRef Root)
      : Root(Root), Checks(readCheckList(Root)) {}

  Failures run();

private:
  void checkEntry(const ListedCheck &Check);
  void checkHeader(const ListedCheck &Check);
  void checkPage(const ListedCheck &Check);
  void checkTests(const ListedCheck &Check);
  void checkModels();
  void findOrphans(StringRef Folder, StringRef Pattern,
                   const llvm::StringSet<> &Known);

  std::optional<std::string> read(StringRef Path) {
    std::optional<std::string> Text = readFile((Root + "/" + Path).str());
    if (!Text)
      fail(Path, "does not exist, but checks/Checks.def wants it");
    return Text;
  }

  void fail(StringRef Path, const Twine &Text) {
    All.push_back({Path.str(), 1, Text.str()});
  }

  const std::string Root;
  const std::vector<ListedCheck> Checks;
  Failures All;
};
} // namespace

static std::string shortName(const ListedCheck &Check) {
  StringRef Name = Check.Name;
  Name.consume_front("async-");
  return Name.str();
}

void TreeComparison::checkEntry(const ListedCheck &Check) {
  StringRef Summary = Check.Summary;
  if (!StringRef(Check.Name).starts_with("async-"))
    fail("checks/Checks.def", "'" + Check.Name + "' does not begin 'async-'");
  if (Check.Class != camelCase(shortName(Check)) + "Check")
    fail("checks/Checks.def", "the class of '" + Check.Name + "' should be " +
                                  camelCase(shortName(Check)) + "Check, not " +
                                  Check.Class);
  if (!Summary.ends_with(".") || Summary.contains(". ") ||
      Summary.starts_with("This check"))
    fail("checks/Checks.def", "the summary of '" + Check.Name +
                                  "' is not one sentence: '" + Summary + "'");
}

// The first paragraph in ///, joined.
static std::string firstComment(StringRef Text) {
  std::string Comment;
  bool IsIn = false;
  llvm::SmallVector<StringRef, 0> Lines;
  Text.split(Lines, '\n');
  for (StringRef Line : Lines) {
    Line = Line.ltrim();
    bool IsPart = Line.consume_front("///") && !Line.trim().empty();
    if (IsIn && !IsPart)
      break;
    IsIn = IsPart;
    if (IsPart)
      Comment += (Line + "\n").str();
  }
  return joinLines(Comment);
}

void TreeComparison::checkHeader(const ListedCheck &Check) {
  std::string Path = "checks/" + Check.Class + ".h";
  if (std::optional<std::string> Text = read(Path)) {
    std::string Comment = firstComment(*Text);
    if (Comment != Check.Summary)
      fail(Path, "its first comment is '" + Comment +
                     "', but the summary is '" + Check.Summary + "'");
  }
  read("checks/" + Check.Class + ".cpp");
}

void TreeComparison::checkPage(const ListedCheck &Check) {
  std::string Path = "docs/checks/" + Check.Name + ".md";
  std::optional<std::string> Text = read(Path);
  if (!Text)
    return;
  auto [Title, Rest] = StringRef(*Text).split('\n');
  if (Title != "# " + Check.Name)
    fail(Path, "its title is '" + Title + "', not '# " + Check.Name + "'");
  StringRef Paragraph = Rest.ltrim().split("\n\n").first;
  if (!StringRef(joinLines(Paragraph) + " ").starts_with(Check.Summary + " "))
    fail(Path, "it does not begin with the summary, '" + Check.Summary + "'");
}

void TreeComparison::checkTests(const ListedCheck &Check) {
  std::string Path = "test/checks/" + shortName(Check);
  if (llvm::none_of(listFolder(Root + "/" + Path),
                    [](StringRef File) { return File.ends_with(".cpp"); }))
    fail(Path, "has no test of '" + Check.Name + "'");
}

void TreeComparison::findOrphans(StringRef Folder, StringRef Pattern,
                                 const llvm::StringSet<> &Known) {
  llvm::Regex Name(Pattern);
  for (const std::string &Path : listFolder((Root + "/" + Folder).str())) {
    StringRef File = llvm::sys::path::filename(Path);
    if (Name.match(File) && !Known.contains(File))
      fail((Folder + "/" + File).str(),
           "belongs to no check of checks/Checks.def");
  }
}

// A model without a case of its name is untested.
void TreeComparison::checkModels() {
  std::vector<std::string> Cases;
  for (const std::string &Folder : listFolder(Root + "/test/checks"))
    for (const std::string &Path : listFolder(Folder))
      if (StringRef(Path).ends_with(".cpp"))
        Cases.push_back(llvm::sys::path::stem(Path).str() + "_");
  for (const std::string &Path : listFolder(Root + "/checks/models")) {
    StringRef File = llvm::sys::path::filename(Path);
    StringRef Library = File;
    if (!Library.consume_back(".yaml"))
      continue;
    if (llvm::none_of(Cases, [&](StringRef Case) {
          return Case.consume_front(Library) && Case.starts_with("_");
        }))
      fail("checks/models/" + File.str(),
           "no case is called '" + Library + ".cpp'");
  }
}

Failures TreeComparison::run() {
  if (Checks.empty())
    fail("checks/Checks.def", "has no ASYNC_CHECK");
  llvm::StringSet<> Names;
  llvm::StringSet<> Sources = {"AsyncCheck.h", "AsyncCheck.cpp"};
  llvm::StringSet<> Pages = {"README.md"};
  llvm::StringSet<> Tests;
  for (const ListedCheck &Check : Checks) {
    checkEntry(Check);
    checkHeader(Check);
    checkPage(Check);
    checkTests(Check);
    if (!Names.insert(Check.Name).second)
      fail("checks/Checks.def", "'" + Check.Name + "' is listed twice");
    Sources.insert(Check.Class + ".h");
    Sources.insert(Check.Class + ".cpp");
    Pages.insert(Check.Name + ".md");
    Tests.insert(shortName(Check));
  }
  findOrphans("checks", "Check\\.(h|cpp)$", Sources);
  findOrphans("docs/checks", ".", Pages);
  findOrphans("test/checks", ".", Tests);
  checkModels();

  ProgramResult Tables =
      runProgram({ASYNC_TIDY_PYTHON, Root + "/test/generate-docs.py", "--check",
                  "--root", Root});
  if (Tables.ExitCode != 0)
    fail("README.md", "test/generate-docs.py --check: " + Tables.str());
  return std::move(All);
}

TEST(List, TellsWhatTheTreeTells) {
  report(TreeComparison(ASYNC_TIDY_SOURCE_DIR).run());
}

TEST(List, HasWhatTheModuleRegisters) {
  std::vector<std::string> Listed;
  for (const ListedCheck &Check : readCheckList(ASYNC_TIDY_SOURCE_DIR))
    Listed.push_back(Check.Name);
  llvm::sort(Listed);
  EXPECT_EQ(Listed, enabledChecks(makeOptions("async-*")));
}

// Options that are off by default are a matter of taste, or less certain.
TEST(List, IsSwitchedOnWithTheseOptions) {
  std::set<std::pair<std::string, std::string>> Wanted = {
      {"AsyncConventionThreshold", "10"},
      {"AsyncModels", ""},
      {"AsyncProjectIndex", ""},
      {"AsyncShowModel", "false"},
      {"AsyncStrict", "false"},
      {"AsyncTestPaths",
       "/([Tt]ests?|testing|[Uu]nit_?[Tt]est[^/]*)/|/test_[^/]*$"
       "|[_-](unit)?tests?[.][^/]*$|[^/]Tests?[.][^/]*$"},
      {"async-blocking-call.Locks", "false"},
      {"async-offload-in-library.LibraryPaths", "(^|[/\\\\])include[/\\\\]"},
      {"async-unobserved-task.AllowVoidCast", "false"},
      {"async-unobserved-task.AllowedFunctions", ""},
      {"async-unobserved-task.AllowedTypes", ""},
  };
  std::set<std::pair<std::string, std::string>> Found;
  // The options of all checks are there once, without a check's name.
  for (const auto &Option : storedOptions(makeOptions("async-*")))
    Found.emplace(Option.getKey(), Option.getValue().Value);
  EXPECT_EQ(Wanted, Found);
}

// Copies the files that add-check.py and TreeComparison read.
static void copyTree(const ScratchFolder &To) {
  std::vector<std::string> Folders =
      listFolder(ASYNC_TIDY_SOURCE_DIR "/test/checks");
  for (StringRef Folder :
       {"", "/checks", "/checks/models", "/docs", "/docs/checks", "/test"})
    Folders.push_back((ASYNC_TIDY_SOURCE_DIR + Folder).str());
  for (const std::string &Folder : Folders)
    for (const std::string &Path : listFolder(Folder))
      if (!llvm::sys::fs::is_directory(Path))
        To.write(StringRef(Path).drop_front(strlen(ASYNC_TIDY_SOURCE_DIR)),
                 readFile(Path).value_or(""));
}

TEST(List, IsMissedByNothing) {
  ScratchFolder Tree;
  copyTree(Tree);
  Tree.write("checks/LostCheck.h", "");
  Tree.write("docs/checks/async-lost.md", "");
  Tree.write("test/checks/lost/std.cpp", "");
  Tree.write("checks/models/lost.yaml", "library: Lost\n");
  Tree.write("checks/models/short.yaml", "library: Short\n");
  Tree.write("test/checks/fake-async/short_cut.cpp",
             "// CHECK-MESSAGES: x\nint F;\n// CHECK-FIXES: int F\n");
  Tree.write("test/checks/unobserved-task/short.cpp",
             "// CHECK-MESSAGES: x\nint F;\n// CHECK-FIXES: int G\n");
  Tree.write("test/checks/io-in-offload/short.cpp", "int F;");
  std::string List = readFile(Tree.path() + "/checks/Checks.def").value_or("");
  Tree.write("checks/Checks.def",
             "ASYNC_CHECK(NewChek, \"async-new\", Low, None, \"1\",\n"
             "            \"This check finds. And \"\n \"more\")\n" +
                 List);
  Failures Found = TreeComparison(Tree.path()).run();
  auto finds = [&](StringRef File, StringRef Text) {
    EXPECT_TRUE(llvm::any_of(Found,
                             [&](const Failure &Each) {
                               return Each.File == File &&
                                      StringRef(Each.Text).contains(Text);
                             }))
        << File.str() << ": " << Text.str();
  };
  finds("checks/LostCheck.h", "belongs to no check");
  finds("docs/checks/async-lost.md", "belongs to no check");
  finds("test/checks/lost", "belongs to no check");
  finds("checks/NewChek.h", "does not exist");
  finds("checks/NewChek.cpp", "does not exist");
  finds("docs/checks/async-new.md", "does not exist");
  finds("test/checks/new", "has no test");
  finds("checks/Checks.def", "should be NewCheck, not NewChek");
  finds("checks/Checks.def", "not one sentence: 'This check finds. And more'");
  finds("README.md", "+| [async-new](docs/checks/async-new.md) |");
  finds("checks/models/lost.yaml", "no case is called 'lost.cpp'");
  finds("README.md", "Lost,");
  // The checks are in the order of their names.
  finds("README.md",
        "+| [Short](../checks/models/short.yaml) |  |  |  |  |  |  | finds "
        "| silent |  |  |  |  |  |  |  | finds, fixes |");
}

TEST(List, IsExtendedByAddCheck) {
  ScratchFolder Tree;
  copyTree(Tree);
  size_t Before = readCheckList(Tree.path()).size();
  ProgramResult Added = runProgram(
      {ASYNC_TIDY_PYTHON, Tree.path() + "/test/add-check.py", "lost-socks",
       "--summary", "Finds socks that lost their pair in the \"machine\" {}."});
  ASSERT_EQ(Added.ExitCode, 0) << Added.str();
  EXPECT_EQ(readCheckList(Tree.path()).size(), Before + 1);

  auto has = [&](StringRef File, StringRef Text) {
    std::string Content = readFile(Tree.path() + "/" + File.str()).value_or("");
    EXPECT_TRUE(StringRef(Content).contains(Text))
        << File.str() << " lacks " << Text.str() << ":\n"
        << Content;
  };
  has("checks/LostSocksCheck.h", "#ifndef ASYNC_TIDY_CHECKS_LOSTSOCKSCHECK_H");
  has("checks/LostSocksCheck.h", "class LostSocksCheck : public AsyncCheck {");
  has("checks/LostSocksCheck.cpp", "#include \"LostSocksCheck.h\"");
  has("checks/CMakeLists.txt", "\n  LostSocksCheck.cpp\n");
  has("checks/AsyncTidyModule.cpp", "\n#include \"LostSocksCheck.h\"\n");
  has("docs/checks/async-lost-socks.md", "```cpp bad");
  has("docs/checks/README.md", "[async-lost-socks](async-lost-socks.md)");
  has("test/checks/lost-socks/std.cpp", "// RUN: async-lost-socks");

  // The scaffold adds no errors to those that are already there.
  Failures Old = TreeComparison(ASYNC_TIDY_SOURCE_DIR).run();
  for (const Failure &Each : TreeComparison(Tree.path()).run())
    if (llvm::none_of(
            Old, [&](const Failure &One) { return One.File == Each.File; }))
      ADD_FAILURE() << Each.File << ": " << Each.Text;
}

TEST(List, KeepsWhatAddCheckWouldOverwrite) {
  ScratchFolder Tree;
  copyTree(Tree);
  for (StringRef Name : {"Bad_Name", "lost-socks"}) {
    Tree.write("docs/checks/async-lost-socks.md", "mine");
    ProgramResult Added = runProgram(
        {ASYNC_TIDY_PYTHON, Tree.path() + "/test/add-check.py", Name.str()});
    EXPECT_EQ(Added.ExitCode, 1) << Added.str();
    EXPECT_EQ(readFile(Tree.path() + "/checks/LostSocksCheck.h"), std::nullopt);
  }
}

TEST(List, ExplainsEachRoomOfTheFacts) {
  std::string Page =
      readFile(ASYNC_TIDY_SOURCE_DIR "/docs/architecture.md").value_or("");
  for (const std::string &Path :
       listFolder(ASYNC_TIDY_SOURCE_DIR "/checks/facts"))
    if (StringRef Header = llvm::sys::path::filename(Path);
        Header.consume_back(".h"))
      EXPECT_TRUE(StringRef(Page).contains(("`" + Header + "`").str()))
          << "docs/architecture.md has no row for " << Header.str();
}

} // namespace clang::tidy::async::test
