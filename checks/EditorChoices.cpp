//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EditorChoices.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace clang::tidy::async {

/// Each finding of a group carries the edits of all of them.
static constexpr size_t MaxAtOnce = 100;

/// True if a NOLINT comment may apply to the code at \p Offset of \p Text. The
/// names in it are not checked: leaving a finding out costs little.
static bool mayBeSilenced(StringRef Text, unsigned Offset) {
  StringRef Before = Text.take_front(Offset);
  size_t Begin = Before.rfind("NOLINTBEGIN");
  size_t End = Before.rfind("NOLINTEND");
  if (Begin != StringRef::npos && (End == StringRef::npos || End < Begin))
    return true;
  size_t LineBegin = Before.rfind('\n') + 1; // The first follows npos.
  StringRef Line = Text.slice(LineBegin, Text.find('\n', Offset));
  StringRef LineBefore = Text.take_front(LineBegin).rtrim('\n');
  LineBefore = LineBefore.substr(LineBefore.rfind('\n') + 1);
  return Line.contains("NOLINT") || LineBefore.contains("NOLINTNEXTLINE");
}

namespace {
/// Edits of several findings that can be applied together.
class CombinedEdits {
public:
  /// Returns false and adds nothing if one of \p New overlaps an existing edit.
  bool add(llvm::ArrayRef<Edit> New) {
    tooling::Replacements WithNew = Replacements;
    std::vector<Edit> Added;
    for (const Edit &Each : New) {
      tooling::Replacement Next(Each.At.File, Each.At.Offset, Each.At.Length,
                                Each.Text);
      // Two findings may need the same edit, such as an include.
      if (llvm::is_contained(Replacements, Next))
        continue;
      if (llvm::Error Overlap = WithNew.add(Next)) {
        llvm::consumeError(std::move(Overlap));
        return false;
      }
      Added.push_back(Each);
    }
    Replacements = std::move(WithNew);
    llvm::append_range(Edits, Added);
    return true;
  }

  std::vector<Edit> Edits;

private:
  tooling::Replacements Replacements;
};
} // namespace

static void offerAll(llvm::ArrayRef<Finding *> Group) {
  CombinedEdits All;
  std::vector<Finding *> Fixed;
  for (Finding *Each : Group)
    if (Fixed.size() < MaxAtOnce && All.add(Each->Offered.Edits))
      Fixed.push_back(Each);
  if (Fixed.size() < 2)
    return;
  std::string Title = (Fixed.size() == Group.size() ? "fix all " : "fix ") +
                      llvm::utostr(Fixed.size()) + " findings of " +
                      Fixed.front()->Check;
  for (Finding *Each : Fixed)
    Each->Notes.push_back(
        {Each->At, Title, NoteKind::Advice, {All.Edits, Title}});
}

void offerChoices(std::vector<Finding> &Found, StringRef File, StringRef Text) {
  llvm::MapVector<StringRef, std::vector<Finding *>> Groups;
  for (Finding &Each : Found)
    if (!Each.Offered.empty() && Each.At.File == File &&
        !mayBeSilenced(Text, Each.At.Offset) &&
        llvm::all_of(Each.Offered.Edits, [&](const Edit &Next) {
          // A fix that also edits other files is not a choice for this file.
          return Next.At.File == File;
        }))
      Groups[Each.Check].push_back(&Each);
  for (const auto &Group : Groups)
    offerAll(Group.second);

  for (Finding &Each : Found) {
    if (Each.Offered.empty())
      continue;
    Each.Advice = Each.advice();
    Note Choice{Each.At, Each.Offered.Title, NoteKind::Advice, {}};
    Choice.Offered = std::exchange(Each.Offered, {});
    Each.Notes.insert(Each.Notes.begin(), std::move(Choice));
  }
}

} // namespace clang::tidy::async
