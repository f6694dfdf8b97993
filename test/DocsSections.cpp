//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DocsPage.h"
#include "llvm/ADT/STLExtras.h"

using llvm::StringRef;
using llvm::Twine;

namespace clang::tidy::async::test {

static constexpr StringRef Titles[] = {
    "The pattern", "Why it matters", "Examples", "When it is silent",
    "Fix",         "Limits",         "Options",  "How to suppress"};

/// The texts that the section \p Title must contain.
static std::vector<std::string> wantedIn(StringRef Title, StringRef Check) {
  if (Title == "The pattern")
    return {"**Wrong", "**Right"};
  if (Title == "Why it matters")
    return {"](https://"};
  if (Title == "How to suppress")
    return {("`// NOLINT(" + Check + ")`").str(),
            ("`// NOLINTNEXTLINE(" + Check + ")`").str()};
  return {};
}

Failures checkSections(const DocsPage &Page) {
  Failures All;
  auto fail = [&](unsigned Line, const Twine &Text) {
    All.push_back({Page.Path, Line, Text.str()});
  };
  unsigned Line = 1;
  for (auto [Index, Title] : llvm::enumerate(Titles)) {
    if (Index == Page.Sections.size()) {
      fail(Line, "there is no heading '## " + Title + "' at the end");
      return All;
    }
    const Section &Here = Page.Sections[Index];
    Line = Here.Line;
    if (Here.Title != Title) {
      fail(Line, "expected the heading '## " + Title + "', not '## " +
                     Here.Title + "'");
      return All;
    }
    if (StringRef(Here.Prose).trim().empty())
      fail(Line, "there is nothing below '## " + Title + "'");
    for (const std::string &Wanted : wantedIn(Title, Page.Check))
      if (!StringRef(Here.Prose).contains(Wanted))
        fail(Line, "there is no '" + Wanted + "' below '## " + Title + "'");
  }
  if (Page.Sections.size() > std::size(Titles))
    fail(Page.Sections[std::size(Titles)].Line,
         "pages of checks have no heading '## " +
             Page.Sections[std::size(Titles)].Title + "'");
  return All;
}

Failures checkLabels(const DocsPage &Page) {
  Failures All;
  for (const Example &Each : Page.Examples) {
    StringRef Wanted = Each.IsBad ? "**Wrong" : "**Right";
    StringRef Label = Each.Label;
    if (Label != (Wanted + ":**").str() &&
        !(Label.starts_with((Wanted + "**, with `").str()) &&
          Label.ends_with("`:")))
      All.push_back({Page.Path, Each.FirstLine,
                     ("the line before must be '" + Wanted + ":**', or '" +
                      Wanted + "**, with `Option`:'")
                         .str()});
  }
  return All;
}

} // namespace clang::tidy::async::test
