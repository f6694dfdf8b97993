//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DocsPage.h"
#include "Expectations.h"
#include "LintRunner.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

namespace clang::tidy::async::test {

static constexpr StringRef CommonPreamble = R"cpp(
#include <algorithm>
#include <chrono>
#include <condition_variable>
#if __cplusplus >= 202002L
#include <coroutine>
#endif
#include <cstdio>
#include <exception>
#include <fstream>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>
using namespace std::chrono_literals;
)cpp";

bool Example::goesWith(const Example &Other) const {
  return Of == Other.Of && Header == Other.Header && Options == Other.Options;
}

std::string Example::asFile() const {
  std::string Includes, Before, Code;
  auto add = [&](StringRef Line, std::string &To) {
    (Line.starts_with("#include") ? Includes : To) += (Line + "\n").str();
  };
  llvm::SmallVector<StringRef, 64> Preamble;
  for (StringRef Part : {CommonPreamble, Of->Preamble})
    Part.split(Preamble, '\n');
  for (StringRef Line : Preamble)
    add(Line, Before);
  for (StringRef Line : Lines)
    add(Line, Code);
  return Includes + Before + "namespace example {\n" + Code + "}\n";
}

static void parseFence(DocsPage &Page, unsigned Line, StringRef Words) {
  auto problem = [&](const Twine &Text) {
    Page.Problems.push_back({Page.Path, Line, Text.str()});
  };
  SmallVector<StringRef, 4> Parts;
  Words.split(Parts, ' ', -1, /*KeepEmpty=*/false);
  Example New;
  New.FirstLine = Line;
  New.IsBad = Parts[0] == "bad";
  New.Of = findLibrary("std");
  if (!New.IsBad && Parts[0] != "good")
    problem("an example is 'bad' or 'good', not '" + Parts[0] + "'");
  for (StringRef Part : llvm::drop_begin(Parts)) {
    if (Part.contains('='))
      New.Options.push_back(Part.str());
    else if (Part.ends_with(".h"))
      New.Header = Part.str();
    else if (const Library *Found = findLibrary(Part))
      New.Of = Found;
    else
      problem("no library is called '" + Part + "': expected one of " +
              llvm::join(llvm::map_range(
                             libraries(),
                             [](const Library &Each) { return Each.Name; }),
                         ", "));
  }
  Page.Examples.push_back(std::move(New));
}

// The cells of a table row, without code marks. "\|" is a '|' within a cell.
static std::vector<std::string> splitRow(StringRef Line) {
  std::vector<std::string> Cells;
  Line = Line.trim();
  if (!Line.consume_front("|"))
    return Cells;
  std::string Cell;
  for (size_t I = 0; I < Line.size(); ++I) {
    if (Line[I] == '|') {
      StringRef Text = StringRef(Cell).trim().trim('`');
      Cells.push_back(Text == "\"\"" || Text == "''" ? "" : Text.str());
      Cell.clear();
      continue;
    }
    I += Line.substr(I).starts_with("\\|");
    Cell += Line[I];
  }
  return Cells;
}

// Takes the rows of the option table; other tables have other headers.
static void parseTableLine(DocsPage &Page, StringRef Line, bool &IsOptions) {
  std::vector<std::string> Cells = splitRow(Line);
  if (Cells.size() < 3)
    IsOptions = false;
  else if (Cells[0] == "option" && Cells[1] == "default")
    IsOptions = true;
  else if (IsOptions && Cells[0].find_first_not_of(":-") != std::string::npos)
    Page.Options.emplace_back(Cells[0], Cells[1]);
}

DocsPage DocsPage::parse(StringRef Path, StringRef Text) {
  DocsPage Page;
  Page.Path = Path.str();
  Page.Check = llvm::sys::path::stem(Path).str();
  SmallVector<StringRef, 0> Lines;
  Text.split(Lines, '\n');
  bool IsInBlock = false, IsExample = false, IsOptions = false;
  for (unsigned Number = 1; Number <= Lines.size(); ++Number) {
    StringRef Line = Lines[Number - 1];
    if (Line.consume_front("```")) {
      if (IsExample)
        Page.Examples.back().LastLine = Number;
      IsInBlock = !IsInBlock;
      IsExample =
          IsInBlock && Line.consume_front("cpp ") && !Line.trim().empty();
      if (IsExample) {
        parseFence(Page, Number, Line);
        if (Number > 1)
          Page.Examples.back().Label = Lines[Number - 2].str();
      }
    } else if (IsExample) {
      Page.Examples.back().Lines.push_back(Line.str());
    } else if (!IsInBlock) {
      parseTableLine(Page, Line, IsOptions);
      if (Line.consume_front("## "))
        Page.Sections.push_back({Number, Line.str(), ""});
      else if (!Page.Sections.empty())
        Page.Sections.back().Prose += (Line + "\n").str();
    }
  }
  if (IsInBlock)
    Page.Problems.push_back({Page.Path, 1, "a ``` block has no end"});
  return Page;
}

namespace {
/// Examples that are in one file.
class ExampleGroup {
public:
  ExampleGroup(const DocsPage &Page, const Example &First)
      : Page(Page), Folder("/docs/"),
        MainFile((Folder + llvm::sys::path::stem(Page.Path) + ".cpp").str()),
        CodeFile(First.Header.empty() ? MainFile : Folder + First.Header),
        Examples{&First} {}

  bool add(const Example &New) {
    if (!New.goesWith(*Examples.front()))
      return false;
    Examples.push_back(&New);
    return true;
  }
  Failures run();

private:
  LintJob makeJob() const;
  const Example *exampleAt(const Finding &At) const;

  const DocsPage &Page;
  const std::string Folder;
  const std::string MainFile;
  const std::string CodeFile;
  std::vector<const Example *> Examples;
};
} // namespace

// The line numbers are those of the page: a fence becomes the start or end of a
// namespace, and includes move to another file.
LintJob ExampleGroup::makeJob() const {
  std::string Preamble = (CommonPreamble + Examples[0]->Of->Preamble).str();
  std::string Text;
  unsigned Line = 1;
  for (const Example *Each : Examples) {
    Text.append(Each->FirstLine - Line, '\n');
    Text += "namespace example" + llvm::utostr(Each->FirstLine) + " {\n";
    for (const std::string &Code : Each->Lines) {
      bool IsInclude = StringRef(Code).ltrim().starts_with("#include");
      (IsInclude ? Preamble : Text) += Code;
      Text += "\n";
      if (IsInclude)
        Preamble += "\n";
    }
    Text += "}\n";
    Line = Each->LastLine + 1;
  }

  LintJob Job;
  Job.MainFile = MainFile;
  Job.Directory = ASYNC_TIDY_TEST_DIR;
  Job.Files[Job.MainFile] = "#include \"" + Examples[0]->Header + "\"\n";
  Job.Files[CodeFile] = Text;
  Job.Files[Folder + "preamble.h"] = Preamble;
  for (StringRef Flag : Examples[0]->Of->Flags)
    Job.Flags.push_back(Flag.str());
  llvm::append_range(
      Job.Flags, std::vector<std::string>{"-include", Folder + "preamble.h"});
  Job.Options = makeOptions(Page.Check);
  for (StringRef Option : Examples[0]->Options) {
    auto [Key, Value] = Option.split('=');
    Job.Options.CheckOptions[Key] = Value;
  }
  return Job;
}

const Example *ExampleGroup::exampleAt(const Finding &At) const {
  for (const Example *Each : Examples)
    if (At.File == CodeFile && Each->FirstLine <= At.Line &&
        At.Line <= Each->LastLine)
      return Each;
  return nullptr;
}

Failures ExampleGroup::run() {
  Failures All;
  LintJob Job = makeJob();
  std::map<const Example *, std::vector<Finding>> Found;
  for (const Finding &Each : lint(Job)) {
    const Example *In = exampleAt(Each);
    if (Each.IsError || !In)
      All.push_back(
          {Page.Path, In ? Each.Line : 1,
           (In ? "" : Each.File + ":" + llvm::utostr(Each.Line) + ": ") +
               Each.str() + quoteLine(Job.Files[Each.File], Each.Line)});
    else
      Found[In].push_back(Each);
  }
  // Code that does not compile has no findings.
  if (!All.empty())
    return All;

  for (const Example *Each : Examples) {
    const std::vector<Finding> &Here = Found[Each];
    if (Here.size() == (Each->IsBad ? 1 : 0))
      continue;
    std::string Text = (Each->IsBad ? "a bad example has exactly one finding, "
                                      "this has "
                                    : "a good example has no finding, this "
                                      "has ") +
                       llvm::utostr(Here.size());
    for (const Finding &One : Here)
      Text += "\n  " + One.str() + quoteLine(Job.Files[One.File], One.Line);
    All.push_back({Page.Path, Each->FirstLine, Text});
  }
  return All;
}

Failures runExamples(const DocsPage &Page) {
  Failures All = Page.Problems;
  if (!All.empty())
    return All;
  for (bool IsBad : {true, false})
    if (llvm::none_of(Page.Examples,
                      [&](const Example &Each) { return Each.IsBad == IsBad; }))
      All.push_back(
          {Page.Path, 1,
           std::string("no example in ```cpp ") + (IsBad ? "bad" : "good")});

  std::vector<ExampleGroup> Groups;
  for (const Example &Each : Page.Examples)
    if (llvm::none_of(Groups,
                      [&](ExampleGroup &Group) { return Group.add(Each); }))
      Groups.emplace_back(Page, Each);
  for (ExampleGroup &Group : Groups)
    llvm::append_range(All, Group.run());
  return All;
}

// The options that each of several checks has; one place documents them.
static llvm::StringSet<> commonOptions(const DocsPage &Page) {
  ClangTidyOptions Options =
      makeOptions((StringRef(Page.Check).split('-').first + "-*").str());
  llvm::StringMap<unsigned> Counts;
  llvm::StringSet<> Common;
  for (const auto &Option : storedOptions(Options)) {
    auto [Check, Name] = Option.first().split('.');
    if (Name.empty())
      Common.insert(Check); // It belongs to no single check.
    else
      ++Counts[Name];
  }
  size_t Checks = enabledChecks(Options).size();
  for (const auto &Count : Counts)
    if (Checks > 1 && Count.second == Checks)
      Common.insert(Count.first());
  return Common;
}

Failures compareOptions(const DocsPage &Page) {
  Failures All;
  auto fail = [&](const Twine &Text) {
    All.push_back({Page.Path, 1, Text.str()});
  };
  std::map<std::string, std::string> Stored;
  ClangTidyOptions Options = makeOptions(Page.Check);
  for (const auto &Option : storedOptions(Options)) {
    StringRef Key = Option.first();
    bool IsShared = !Key.contains('.');
    if (IsShared || Key.consume_front(Page.Check + "."))
      Stored[Key.str()] = Option.second.Value;
  }
  for (const auto &[Name, Default] : Page.Options) {
    auto It = Stored.find(Name);
    if (It == Stored.end()) {
      fail("the table has the option '" + Twine(Name) +
           "', which the check does not store");
      continue;
    }
    if (It->second != Default)
      fail("the table says that '" + Twine(Name) + "' is '" + Default +
           "' by default, but the check stores '" + It->second + "'");
    Stored.erase(It);
  }
  llvm::StringSet<> Common = commonOptions(Page);
  for (const auto &[Name, Default] : Stored)
    if (!Common.contains(Name))
      fail("the table lacks the option '" + Twine(Name) + "', '" + Default +
           "' by default");
  return All;
}

} // namespace clang::tidy::async::test
