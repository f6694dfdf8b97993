//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Whether links between pages lead to files and headings that exist.

#include "Paths.h"
#include "Report.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

/// The lines of \p Text, without code: blocks are empty lines.
static std::vector<std::string> linesOf(StringRef Text) {
  std::vector<std::string> Lines;
  bool IsInBlock = false;
  for (StringRef Line : llvm::split(Text, '\n')) {
    std::string Prose;
    bool IsFence = Line.ltrim().starts_with("```");
    bool IsCode = IsInBlock || IsFence;
    IsInBlock = IsInBlock != IsFence;
    for (StringRef Part : llvm::split(Line, '`')) {
      if (!IsCode)
        Prose += Part;
      IsCode = IsInBlock || IsFence || !IsCode;
    }
    Lines.push_back(Prose);
  }
  return Lines;
}

/// The anchors that GitHub gives to the headings of \p Text.
static llvm::StringSet<> anchorsOf(StringRef Text) {
  llvm::StringSet<> Anchors;
  bool IsInBlock = false;
  for (StringRef Line : llvm::split(Text, '\n')) {
    if (Line.starts_with("```"))
      IsInBlock = !IsInBlock;
    if (IsInBlock || !Line.consume_front("#"))
      continue;
    std::string Anchor;
    for (char C : Line.ltrim('#').trim())
      if (llvm::isAlnum(C) || C == '-' || C == '_' || C == ' ')
        Anchor += C == ' ' ? '-' : llvm::toLower(C);
    std::string Unique = Anchor;
    for (unsigned I = 1; !Anchors.insert(Unique).second; ++I)
      Unique = Anchor + "-" + llvm::utostr(I);
  }
  return Anchors;
}

/// Why \p Link on the page \p Path leads nowhere; empty if it does not. Links
/// to the web are not followed.
static std::string problemOf(StringRef Link, StringRef Path) {
  if (Link.contains("://"))
    return "";
  auto [Target, Anchor] = Link.split('#');
  llvm::SmallString<256> File(Path);
  if (!Target.empty()) {
    llvm::sys::path::remove_filename(File);
    llvm::sys::path::append(File, Target);
    llvm::sys::path::remove_dots(File, /*remove_dot_dot=*/true);
  }
  if (!llvm::sys::fs::exists(File))
    return "there is no file " + File.str().str();
  if (Anchor.empty())
    return "";
  std::optional<std::string> Text = readFile(File);
  return Text && anchorsOf(*Text).contains(Anchor)
             ? ""
             : "there is no such heading in " + File.str().str();
}

static Failures checkLinks(StringRef Path, StringRef Text) {
  Failures All;
  unsigned Number = 0;
  for (const std::string &Line : linesOf(Text)) {
    ++Number;
    StringRef Rest = Line;
    while (true) {
      Rest = Rest.split("](").second;
      if (Rest.empty())
        break;
      StringRef Link = Rest.take_until([](char C) { return C == ')'; });
      if (std::string Why = problemOf(Link, Path); !Why.empty())
        All.push_back({Path.str(), Number, Link.str() + ": " + Why});
    }
  }
  return All;
}

TEST(DocsLinks, LeadSomewhere) {
  unsigned Pages = 0;
  for (const char *Folder :
       {"", "/docs", "/docs/checks", "/test/bench", "/test/stubs"})
    for (const std::string &Path :
         listFolder(std::string(ASYNC_TIDY_SOURCE_DIR) + Folder))
      if (StringRef(Path).ends_with(".md")) {
        ++Pages;
        report(checkLinks(Path, *readFile(Path)));
      }
  EXPECT_GT(Pages, 20u);
}

TEST(DocsLinks, AreReportedWhereTheyLeadNowhere) {
  ScratchFolder Folder;
  Folder.write("there.md", "# A heading, with `code`\n```\n# Code\n```\n"
                           "## Twice\n## Twice\n");
  std::string Page = Folder.write(
      "page.md", "[a](there.md) [b](there.md#a-heading-with-code)\n"
                 "[c](#here) `[d](code.md)` [e](https://example.com/x#y)\n"
                 "# Here\n"
                 "```\n[f](block.md)\n```\n"
                 "[g](there.md#twice-1)\n"
                 "[h](gone.md), [i](there.md#code)\n"
                 "[j](there.md#twice-2)\n");
  std::vector<unsigned> Lines;
  for (const Failure &Each : checkLinks(Page, *readFile(Page)))
    Lines.push_back(Each.Line);
  EXPECT_EQ(Lines, (std::vector<unsigned>{8, 8, 9}));
}

} // namespace clang::tidy::async::test
