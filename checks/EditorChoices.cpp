//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EditorChoices.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::async {

/// Each finding of a group carries the edits of all.
static constexpr size_t MaxAtOnce = 100;

/// True if a NOLINT comment may be about what stands at \p At. What it names is
/// not read: to leave one out costs little.
static bool mayBeSilenced(SourceLocation At, const SourceManager &SM) {
  auto [File, Offset] = SM.getDecomposedLoc(At);
  StringRef Text = SM.getBufferData(File);
  StringRef Before = Text.take_front(Offset);
  size_t Begin = Before.rfind("NOLINTBEGIN");
  size_t End = Before.rfind("NOLINTEND");
  if (Begin != StringRef::npos && (End == StringRef::npos || End < Begin))
    return true;
  size_t LineBegin = Before.rfind('\n') + 1; // The first follows npos.
  StringRef Line = Text.slice(LineBegin, Text.find('\n', Offset));
  StringRef LineBefore =
      Text.take_front(LineBegin).rtrim('\n').rsplit('\n').second;
  return Line.contains("NOLINT") || LineBefore.contains("NOLINTNEXTLINE");
}

namespace {
/// Edits of several findings that can be made together.
class Together {
public:
  explicit Together(const ASTContext &Unit) : Unit(Unit) {}

  /// False, and nothing is added, if one of \p New overlaps what is here.
  bool add(const Fix &New) {
    tooling::Replacements WithNew = Replacements;
    Fix Added;
    for (const FixItHint &Edit : New) {
      tooling::Replacement Next(Unit.getSourceManager(), Edit.RemoveRange,
                                Edit.CodeToInsert, Unit.getLangOpts());
      // Two findings may need the same, such as an include.
      if (llvm::is_contained(Replacements, Next))
        continue;
      if (llvm::Error Overlap = WithNew.add(Next)) {
        llvm::consumeError(std::move(Overlap));
        return false;
      }
      Added.push_back(Edit);
    }
    Replacements = std::move(WithNew);
    llvm::append_range(Edits, Added);
    return true;
  }

  Fix Edits;

private:
  const ASTContext &Unit;
  tooling::Replacements Replacements;
};
} // namespace

static void offerAll(llvm::ArrayRef<Finding *> Group, const ASTContext &Unit) {
  Together All(Unit);
  std::vector<Finding *> Fixed;
  for (Finding *Each : Group)
    if (Fixed.size() < MaxAtOnce && All.add(Each->Edits))
      Fixed.push_back(Each);
  if (Fixed.size() < 2)
    return;
  std::string Text = (Fixed.size() == Group.size() ? "fix all " : "fix ") +
                     llvm::utostr(Fixed.size()) + " findings of " +
                     Fixed.front()->Check;
  for (Finding *Each : Fixed)
    Each->Notes.push_back({Each->At, Text, All.Edits});
}

void offerChoices(std::vector<Finding> &Found, const ASTContext &Unit) {
  const SourceManager &SM = Unit.getSourceManager();
  llvm::MapVector<StringRef, std::vector<Finding *>> Groups;
  for (Finding &Each : Found)
    if (!Each.Edits.empty() && !mayBeSilenced(Each.At, SM) &&
        llvm::all_of(Each.Edits, [&](const FixItHint &Edit) {
          // What must be changed elsewhere too is no choice of this file.
          return SM.isWrittenInMainFile(Edit.RemoveRange.getBegin());
        }))
      Groups[Each.Check].push_back(&Each);
  for (const auto &Group : Groups)
    offerAll(Group.second, Unit);

  for (Finding &Each : Found) {
    StringRef Name = Each.Choice.empty() ? Each.Advice : Each.Choice;
    if (Each.Edits.empty() || Name.empty())
      continue;
    Each.Notes.insert(Each.Notes.begin(),
                      Note{Each.At, Name.str(), std::exchange(Each.Edits, {})});
    if (!Each.Advice.empty())
      Each.Text += "; " + std::exchange(Each.Advice, {});
  }
}

} // namespace clang::tidy::async
