//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Catalog.h"
#include "Paths.h"
#include "report/PageText.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static std::string explained(StringRef Name, TextStyle Style = {}) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  if (llvm::Error Problem = explainCheck(Name, Style, OS))
    return "error: " + toString(std::move(Problem));
  return Text;
}

TEST(Catalog, ExplainsEachCheck) {
  ASSERT_FALSE(listedChecks().empty());
  for (const CheckInfo &Check : listedChecks()) {
    EXPECT_EQ(
        Check.Page,
        readFile(
            (ASYNC_TIDY_SOURCE_DIR "/docs/checks/" + Check.Name + ".md").str())
            .value_or(""));
    std::string Text = explained(Check.Name);
    EXPECT_TRUE(StringRef(Text).starts_with((Check.Name + "\nFinds ").str()))
        << Text;
    EXPECT_TRUE(StringRef(Text).contains("\n  Right")) << Text;
    unsigned LineNo = 0;
    for (StringRef Line : llvm::split(Text, '\n')) {
      ++LineNo;
      // Code and addresses stay as they are.
      if (Line.starts_with("    ") || Line.contains("://"))
        continue;
      EXPECT_LE(Line.size(), 80u) << Check.Name.str() << ':' << LineNo;
      for (StringRef Mark : {"`", "**", "](", "| ---"})
        EXPECT_FALSE(Line.contains(Mark)) << Line.str();
    }
    // The start of the name may be left out.
    EXPECT_EQ(explained(Check.Name.split('-').second), Text);
  }
}

TEST(Catalog, KnowsWhatWasMeant) {
  EXPECT_EQ(explained("async-bloking-wait"),
            "error: unknown check 'async-bloking-wait'; did you mean "
            "'async-blocking-wait'?");
  EXPECT_EQ(explained("bugprone-use-after-move"),
            "error: unknown check 'bugprone-use-after-move'; 'async-tidy list' "
            "shows all checks, and clang-tidy's own checks are described at "
            "https://clang.llvm.org/extra/clang-tidy/checks/list.html");
}

TEST(Catalog, ListsAllChecks) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  listChecks({}, OS);
  EXPECT_TRUE(StringRef(Text).starts_with("check   ")) << Text;
  for (const CheckInfo &Check : listedChecks())
    EXPECT_TRUE(StringRef(Text).contains(("\n" + Check.Name + " ").str()))
        << Text;
  EXPECT_TRUE(StringRef(Text).contains(
      "async-blocking-call           high      sometimes  Finds calls that "
      "block the\n"))
      << Text;
}

TEST(Catalog, ListsAllModels) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  listModels({}, OS);
  EXPECT_EQ(StringRef(Text).count('\n') > 10, true) << Text;
  EXPECT_TRUE(StringRef(Text).starts_with("library ")) << Text;
  EXPECT_TRUE(StringRef(Text).contains("  the global namespace\n")) << Text;
}

static constexpr StringRef Page =
    "# async-sample\n"
    "Finds samples.\n"
    "\n"
    "The first paragraph has `code`, **bold words** and a\n"
    "[link to models](../models.md), `[not](a link)`.\n"
    "\n"
    "folly:\n"
    "\n"
    "**Wrong:**\n"
    "```cpp bad folly\n"
    "int a[2] = {f(b)(c), 1}; // [x](y)\n"
    "\n"
    "  ** keep **\n"
    "```\n"
    "\n"
    "**Right**, with `Option=1`:\n"
    "```cpp good folly async-sample.Option=1\n"
    "int b;\n"
    "```\n"
    "```sh\n"
    "run\n"
    "```\n"
    "\n"
    "- one item that is long enough to be wrapped in a narrow terminal\n"
    "  and goes on\n"
    "- two\n"
    "\n"
    "## Options\n"
    "\n"
    "| option | default | meaning |\n"
    "| --- | --- | --- |\n"
    "| `A` | `\"\"` | what it [means](https://example.org/x), in many words |\n"
    "| `Longer` | `false` | short |\n"
    "\n"
    "| option | default | meaning |\n"
    "| --- | --- | --- |\n"
    "| `B` | `a very\\|long\\|default` | its words go below |\n";

TEST(Catalog, SetsAPage) {
  EXPECT_EQ(pageAsText(Page, {false, 40}),
            "async-sample\n"
            "Finds samples.\n"
            "\n"
            "The first paragraph has code, bold words\n"
            "and a link to models, [not](a link).\n"
            "\n"
            "folly:\n"
            "\n"
            "  Wrong:\n"
            "    int a[2] = {f(b)(c), 1}; // [x](y)\n"
            "\n"
            "      ** keep **\n"
            "\n"
            "  Right, with Option=1:\n"
            "    int b;\n"
            "\n"
            "    run\n"
            "\n"
            "- one item that is long enough to be\n"
            "  wrapped in a narrow terminal and goes\n"
            "  on\n"
            "- two\n"
            "\n"
            "Options\n"
            "\n"
            "option  default  meaning\n"
            "A       \"\"       what it means\n"
            "                 (https://example.org/x),\n"
            "                 in many words\n"
            "Longer  false    short\n"
            "\n"
            "option  default              \n"
            "    meaning\n"
            "B       a very|long|default  \n"
            "    its words go below\n");
}

TEST(Catalog, SetsAPageInColors) {
  std::string Text = pageAsText("# a\nb `c` **d**\n", {true, 80});
  EXPECT_EQ(Text, "\x1B[1ma\x1B[0m\nb \x1B[0;36mc\x1B[0m \x1B[1md\x1B[0m\n");
  EXPECT_EQ(pageAsText("**Wrong:**\n```cpp bad\na\n```\n\n"
                       "**Right:**\n```cpp good\nb\n```\n",
                       {true, 80}),
            "  \x1B[0;31mWrong:\x1B[0m\n    a\n\n"
            "  \x1B[0;32mRight:\x1B[0m\n    b\n");
}

// A page that was never published has no neighbours.
TEST(Catalog, GivesAPageAsMarkdownWithoutLinks) {
  EXPECT_EQ(pageAsMarkdown("A [link to `models`](../models.md#a), `[not](a "
                           "link)`, [web](https://example.org/a) [1].\n",
                           ""),
            "A link to `models`, `[not](a link)`, "
            "[web](https://example.org/a) [1].\n");
}

TEST(Catalog, GivesAPageAsMarkdown) {
  EXPECT_EQ(
      pageAsMarkdown(Page, "https://example.org/checks/async-sample.md"),
      "# async-sample\n"
      "Finds samples.\n"
      "\n"
      "The first paragraph has `code`, **bold words** and a\n"
      "[link to models](https://example.org/checks/../models.md), "
      "`[not](a link)`.\n"
      "\n"
      "folly:\n"
      "\n"
      "**Wrong:**\n"
      "```cpp\n"
      "int a[2] = {f(b)(c), 1}; // [x](y)\n"
      "\n"
      "  ** keep **\n"
      "```\n"
      "\n"
      "**Right**, with `Option=1`:\n"
      "```cpp\n"
      "int b;\n"
      "```\n"
      "```sh\n"
      "run\n"
      "```\n"
      "\n"
      "- one item that is long enough to be wrapped in a narrow terminal\n"
      "  and goes on\n"
      "- two\n"
      "\n"
      "## Options\n"
      "\n"
      "| option | default | meaning |\n"
      "| --- | --- | --- |\n"
      "| `A` | `\"\"` | what it [means](https://example.org/x), in many "
      "words |\n"
      "| `Longer` | `false` | short |\n"
      "\n"
      "| option | default | meaning |\n"
      "| --- | --- | --- |\n"
      "| `B` | `a very\\|long\\|default` | its words go below |\n");
  EXPECT_EQ(introductionOf(Page),
            "The first paragraph has code, bold words and a link to models, "
            "[not](a link).");
}

} // namespace clang::tidy::async::test
