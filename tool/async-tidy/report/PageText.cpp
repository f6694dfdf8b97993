//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PageText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using llvm::raw_ostream;
using llvm::StringRef;

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// The blocks of a page
//===----------------------------------------------------------------------===//

namespace {
struct Block {
  enum Kind { Heading, Paragraph, Item, Table, Code };
  Kind Form;
  std::string Text; ///< Of code: empty.
  std::vector<StringRef> Lines;
};
} // namespace

static std::vector<Block> readBlocks(StringRef Page) {
  std::vector<Block> Blocks;
  bool Continues = false; // The next line continues the last block.
  for (StringRef Rest = Page; !Rest.empty();) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    if (Line.trim().empty()) {
      Continues = false;
      continue;
    }
    if (Line.starts_with("```")) {
      Block &Code = Blocks.emplace_back(Block{Block::Code, "", {}});
      for (;;) {
        std::tie(Line, Rest) = Rest.split('\n');
        if (Line.starts_with("```") || (Line.empty() && Rest.empty()))
          break;
        Code.Lines.push_back(Line);
      }
      Continues = false;
    } else if (Line.starts_with("#")) {
      Blocks.push_back({Block::Heading, Line.ltrim('#').trim().str(), {}});
      Continues = false;
    } else if (Line.starts_with("|")) {
      if (!Continues || Blocks.back().Form != Block::Table)
        Blocks.push_back({Block::Table, "", {}});
      Blocks.back().Lines.push_back(Line);
      Continues = true;
    } else if (Line.consume_front("- ")) {
      Blocks.push_back({Block::Item, Line.trim().str(), {}});
      Continues = true;
    } else if (Continues && Blocks.back().Form != Block::Table) {
      Blocks.back().Text += " " + Line.trim().str();
    } else {
      Blocks.push_back({Block::Paragraph, Line.trim().str(), {}});
      Continues = true;
    }
  }
  return Blocks;
}

static std::vector<std::string> cellsOf(StringRef Row) {
  std::vector<std::string> Cells;
  Row = Row.trim();
  Row.consume_front("|");
  Row.consume_back("|");
  // A backslash escapes a bar within a cell.
  std::string Cell;
  for (; !Row.empty(); Row = Row.drop_front()) {
    if (Row.consume_front("\\|")) {
      Cell += '|';
      if (Row.empty())
        break;
    }
    if (Row.front() != '|') {
      Cell += Row.front();
      continue;
    }
    Cells.push_back(StringRef(Cell).trim().str());
    Cell.clear();
  }
  Cells.push_back(StringRef(Cell).trim().str());
  return Cells;
}

/// Whether \p Paragraph only introduces the code below it: "**Wrong:**".
static bool isLabel(const Block &Paragraph) {
  return Paragraph.Form == Block::Paragraph &&
         (StringRef(Paragraph.Text).starts_with("**Wrong") ||
          StringRef(Paragraph.Text).starts_with("**Right"));
}

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

namespace {
enum class Look { Plain, Bold, Code };

/// The text between two spaces.
struct Word {
  std::vector<std::pair<std::string, Look>> Parts;
  size_t width() const {
    size_t Width = 0;
    for (const auto &Part : Parts)
      Width += Part.first.size();
    return Width;
  }
};
} // namespace

/// The words of \p Text, with its Markdown parsed.
static std::vector<Word> wordsOf(StringRef Text) {
  std::vector<Word> Words;
  bool InWord = false;
  auto Append = [&](StringRef More, Look As) {
    for (char C : More) {
      if (C == ' ') {
        InWord = false;
        continue;
      }
      if (!InWord)
        Words.emplace_back();
      InWord = true;
      auto &Parts = Words.back().Parts;
      if (Parts.empty() || Parts.back().second != As)
        Parts.push_back({"", As});
      Parts.back().first += C;
    }
  };
  Look Now = Look::Plain;
  while (!Text.empty()) {
    if (Text.consume_front("**")) {
      Now = Now == Look::Bold ? Look::Plain : Look::Bold;
      continue;
    }
    if (Text.starts_with("`") && Text.drop_front().contains('`')) {
      auto [Code, Rest] = Text.drop_front().split('`');
      Append(Code, Look::Code);
      Text = Rest;
      continue;
    }
    size_t Middle = Text.find("](");
    if (Text.starts_with("[") && Middle < Text.find(']', Middle + 1)) {
      size_t End = Text.find(')', Middle);
      if (End != StringRef::npos) {
        Append(Text.slice(1, Middle), Now);
        // Another page cannot be opened from here, but the web can.
        if (StringRef Target = Text.slice(Middle + 2, End);
            Target.contains("://"))
          Append((" (" + Target + ")").str(), Now);
        Text = Text.drop_front(End + 1);
        continue;
      }
    }
    Append(Text.take_front(), Now);
    Text = Text.drop_front();
  }
  return Words;
}

/// \p Text on one line, without its Markdown.
static std::string plainText(StringRef Text) {
  std::string Plain;
  for (const Word &Next : wordsOf(Text)) {
    Plain += Plain.empty() ? "" : " ";
    for (const auto &Part : Next.Parts)
      Plain += Part.first;
  }
  return Plain;
}

namespace {
/// Breaks words into lines.
class TextSetter {
public:
  TextSetter(TextStyle Style, raw_ostream &OS) : Style(Style), OS(OS) {
    OS.enable_colors(Style.Colors);
  }

  /// Writes \p Text from column \p At on; further lines begin at \p Indent.
  void write(StringRef Text, unsigned At, unsigned Indent) {
    bool IsFirst = true;
    for (const Word &Next : wordsOf(Text)) {
      if (!IsFirst && At + 1 + Next.width() > Style.Width) {
        OS << '\n';
        OS.indent(Indent);
        At = Indent;
      } else if (!IsFirst) {
        OS << ' ';
        ++At;
      }
      for (const auto &[Part, As] : Next.Parts)
        styled(Part, As);
      At += Next.width();
      IsFirst = false;
    }
    OS << '\n';
  }

  void styled(StringRef Text, Look As) {
    if (As == Look::Plain) {
      OS << Text;
      return;
    }
    if (As == Look::Bold)
      OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
    else
      OS.changeColor(raw_ostream::CYAN);
    OS << Text;
    OS.resetColor();
  }

  void label(const Block &Label) {
    OS.indent(2);
    OS.changeColor(StringRef(Label.Text).starts_with("**Wrong")
                       ? raw_ostream::RED
                       : raw_ostream::GREEN);
    OS << plainText(Label.Text);
    OS.resetColor();
    OS << '\n';
  }

  void code(const Block &Code) {
    for (StringRef Line : Code.Lines) {
      if (!Line.empty())
        OS.indent(4) << Line;
      OS << '\n';
    }
  }

  void table(llvm::ArrayRef<std::vector<std::string>> Rows) {
    std::vector<size_t> Widths;
    auto WidthOf = [](StringRef Cell) {
      size_t Width = 0;
      for (const Word &Each : wordsOf(Cell))
        Width += Each.width() + (Width ? 1 : 0);
      return Width;
    };
    for (const std::vector<std::string> &Row : Rows) {
      Widths.resize(std::max(Widths.size(), Row.size()));
      for (size_t I = 0; I < Row.size(); ++I)
        if (size_t Width = WidthOf(Row[I]); Width <= Style.Width / 2)
          Widths[I] = std::max(Widths[I], Width);
    }
    for (const std::vector<std::string> &Row : Rows) {
      unsigned At = 0;
      for (size_t I = 0; I + 1 < Row.size(); ++I) {
        // A cell that is too wide for its column gets its own line.
        bool IsWide = WidthOf(Row[I]) > Widths[I];
        if (IsWide) {
          OS << '\n';
          OS.indent(4);
        }
        for (const auto &[Index, Each] : llvm::enumerate(wordsOf(Row[I]))) {
          OS << (Index ? " " : "");
          for (const auto &[Part, As] : Each.Parts)
            styled(Part, &Row == &Rows.front() ? Look::Bold : As);
        }
        if (IsWide) {
          At = Style.Width;
          continue;
        }
        OS.indent(Widths[I] - WidthOf(Row[I]) + 2);
        At += Widths[I] + 2;
      }
      // Too little room is left for the text: put it on the next line.
      if (At > Style.Width * 2 / 3) {
        OS << '\n';
        OS.indent(4);
        At = 4;
      }
      if (!Row.empty())
        write(&Row == &Rows.front() ? "**" + Row.back() + "**" : Row.back(), At,
              At);
    }
  }

  TextStyle Style;
  raw_ostream &OS;
};
} // namespace

//===----------------------------------------------------------------------===//
// Pages
//===----------------------------------------------------------------------===//

std::string introductionOf(StringRef Page) {
  // The summary follows the title, then an empty line.
  unsigned Paragraphs = 0;
  for (const Block &Each : readBlocks(Page)) {
    if (Each.Form != Block::Paragraph || ++Paragraphs < 2)
      continue;
    return plainText(Each.Text);
  }
  return {};
}

std::string pageAsText(StringRef Page, TextStyle Style) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  TextSetter Setter(Style, OS);
  const Block *Before = nullptr;
  const std::vector<Block> Blocks = readBlocks(Page);
  for (const Block &Each : Blocks) {
    // A list is shown as one block, and so are the title with the summary, and
    // a label with its code.
    bool IsClose = !Before ||
                   (Each.Form == Block::Item && Before->Form == Each.Form) ||
                   &Each - Blocks.data() == 1 || isLabel(*Before);
    if (!IsClose)
      OS << '\n';
    Before = &Each;
    switch (Each.Form) {
    case Block::Heading:
      Setter.styled(Each.Text, Look::Bold);
      OS << '\n';
      break;
    case Block::Paragraph:
      if (isLabel(Each))
        Setter.label(Each);
      else
        Setter.write(Each.Text, 0, 0);
      break;
    case Block::Item:
      OS << "- ";
      Setter.write(Each.Text, 2, 2);
      break;
    case Block::Code:
      Setter.code(Each);
      break;
    case Block::Table: {
      std::vector<std::vector<std::string>> Rows;
      for (StringRef Line : Each.Lines)
        if (!Line.starts_with("| ---"))
          Rows.push_back(cellsOf(Line));
      Setter.table(Rows);
      break;
    }
    }
  }
  return Text;
}

std::string pageAsMarkdown(StringRef Page, StringRef Uri) {
  StringRef Folder = Uri.rsplit('/').first;
  std::string Text;
  bool InCode = false;
  while (!Page.empty()) {
    StringRef Line;
    std::tie(Line, Page) = Page.split('\n');
    if (Line.starts_with("```")) {
      InCode = !InCode;
      Text += Line.split(' ').first;
      Text += '\n';
      continue;
    }
    // There are no links within `code`.
    bool InWords = !InCode;
    while (!Line.empty()) {
      if (InWords && Uri.empty() && Line.starts_with("[")) {
        auto [Words, Rest] = Line.drop_front().split("](");
        auto [Target, After] = Rest.split(')');
        if (!Rest.empty() && !Target.contains("://")) {
          Text += Words;
          Line = After;
          continue;
        }
      }
      if (InWords && Line.consume_front("](")) {
        Text += "](";
        StringRef Target = Line.take_until([](char C) { return C == ')'; });
        if (!Target.contains("://"))
          Text += (Folder + "/").str();
        continue;
      }
      if (!InCode && Line.front() == '`')
        InWords = !InWords;
      Text += Line.front();
      Line = Line.drop_front();
    }
    Text += '\n';
  }
  return Text;
}

std::string tableAsText(llvm::ArrayRef<std::vector<std::string>> Rows,
                        TextStyle Style) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  TextSetter(Style, OS).table(Rows);
  return Text;
}

} // namespace clang::tidy::async
