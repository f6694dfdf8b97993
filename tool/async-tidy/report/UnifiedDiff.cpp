//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnifiedDiff.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <deque>
#include <vector>

using llvm::StringRef;

namespace clang::tidy::async {

/// Lines with their line breaks.
using Lines = std::vector<StringRef>;

static Lines linesOf(StringRef Text) {
  Lines All;
  while (!Text.empty()) {
    size_t End = Text.find('\n');
    size_t Length = End == StringRef::npos ? Text.size() : End + 1;
    All.push_back(Text.take_front(Length));
    Text = Text.drop_front(Length);
  }
  return All;
}

namespace {
/// Replaces a range of lines.
struct Change {
  size_t Begin;
  size_t Removed;
  Lines Added;

  size_t end() const { return Begin + Removed; }
};
} // namespace

/// The changes that \p Edits make to \p Text, which has the lines \p Old. The
/// new lines are kept in \p Storage.
static std::vector<Change> changesOf(StringRef Text, const Lines &Old,
                                     const tooling::Replacements &Edits,
                                     std::deque<std::string> &Storage) {
  std::vector<Change> Changes;
  auto LineAt = [&](size_t Offset) {
    auto After = llvm::partition_point(Old, [&](StringRef Line) {
      return size_t(Line.data() - Text.data()) <= Offset;
    });
    return size_t(std::max<ptrdiff_t>(After - Old.begin() - 1, 0));
  };
  auto BeginOf = [&](size_t Line) {
    return Line < Old.size() ? size_t(Old[Line].data() - Text.data())
                             : Text.size();
  };
  for (auto It = Edits.begin(); It != Edits.end();) {
    size_t First = LineAt(It->getOffset());
    size_t Last = First; // Its line is edited as well.
    size_t Done = BeginOf(First);
    std::string &New = Storage.emplace_back();
    for (; It != Edits.end() && LineAt(It->getOffset()) <= Last; ++It) {
      New += Text.slice(Done, It->getOffset());
      New += It->getReplacementText();
      Done = It->getOffset() + It->getLength();
      Last = std::max(Last, LineAt(Done));
    }
    New += Text.slice(Done, BeginOf(Last + 1));
    llvm::ArrayRef<StringRef> OldLines(Old);
    OldLines = OldLines.slice(First, std::min(Last + 1, Old.size()) - First);
    Lines NewLines = linesOf(New);
    llvm::ArrayRef<StringRef> Rest(NewLines);
    while (!OldLines.empty() && !Rest.empty() &&
           OldLines.front() == Rest.front()) {
      OldLines = OldLines.drop_front();
      Rest = Rest.drop_front();
      ++First;
    }
    while (!OldLines.empty() && !Rest.empty() &&
           OldLines.back() == Rest.back()) {
      OldLines = OldLines.drop_back();
      Rest = Rest.drop_back();
    }
    if (!OldLines.empty() || !Rest.empty())
      Changes.push_back({First, OldLines.size(), Rest.vec()});
  }
  return Changes;
}

/// A range as the header of a hunk has it: the length 1 is omitted, and an
/// empty range begins at the line before it.
static std::string rangeOf(size_t Begin, size_t Length) {
  std::string Text = llvm::utostr(Length ? Begin + 1 : Begin);
  return Length == 1 ? Text : Text + "," + llvm::utostr(Length);
}

static void addLine(std::string &To, char Mark, StringRef Line) {
  To += Mark;
  To += Line;
  if (!Line.ends_with("\n"))
    To += "\n\\ No newline at end of file\n";
}

std::string unifiedDiff(StringRef Name, StringRef Text,
                        const tooling::Replacements &Edits) {
  static constexpr size_t Context = 3;
  const Lines Old = linesOf(Text);
  std::deque<std::string> Storage;
  const std::vector<Change> Changes = changesOf(Text, Old, Edits, Storage);
  if (Changes.empty())
    return "";
  auto Path = [&](StringRef Side) {
    std::string Full = llvm::sys::path::is_absolute(Name)
                           ? Name.str()
                           : (Side + "/" + Name).str();
    // Like diff, mark the end of a name that contains spaces.
    return StringRef(Full).contains(' ') ? Full + "\t" : Full;
  };
  std::string Diff = "--- " + Path("a") + "\n+++ " + Path("b") + "\n";
  ptrdiff_t Shift = 0; // Of the following lines in the new text.
  for (size_t I = 0; I < Changes.size();) {
    // Changes that are near one another share a hunk.
    size_t Last = I;
    while (Last + 1 < Changes.size() &&
           Changes[Last + 1].Begin - Changes[Last].end() <= 2 * Context)
      ++Last;
    size_t Begin = Changes[I].Begin - std::min(Context, Changes[I].Begin);
    size_t End = std::min(Changes[Last].end() + Context, Old.size());
    std::string Hunk;
    size_t At = Begin;
    ptrdiff_t Growth = 0;
    for (; I <= Last; ++I) {
      const Change &Next = Changes[I];
      for (; At < Next.Begin; ++At)
        addLine(Hunk, ' ', Old[At]);
      for (; At < Next.end(); ++At)
        addLine(Hunk, '-', Old[At]);
      for (StringRef Line : Next.Added)
        addLine(Hunk, '+', Line);
      Growth += ptrdiff_t(Next.Added.size()) - ptrdiff_t(Next.Removed);
    }
    for (; At < End; ++At)
      addLine(Hunk, ' ', Old[At]);
    Diff += "@@ -" + rangeOf(Begin, End - Begin) + " +" +
            rangeOf(Begin + Shift, End - Begin + Growth) + " @@\n" + Hunk;
    Shift += Growth;
  }
  return Diff;
}

std::string colored(StringRef Diff) {
  std::string Text;
  for (StringRef Line : linesOf(Diff)) {
    StringRef Color = Line.starts_with("--- ") || Line.starts_with("+++ ")
                          ? "\033[1m"
                      : Line.starts_with("@@") ? "\033[36m"
                      : Line.starts_with("-")  ? "\033[31m"
                      : Line.starts_with("+")  ? "\033[32m"
                                               : "";
    if (Color.empty()) {
      Text += Line;
      continue;
    }
    Text += Color;
    Text += Line.rtrim('\n');
    Text += "\033[0m\n";
  }
  return Text;
}

} // namespace clang::tidy::async
