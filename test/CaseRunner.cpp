//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CaseRunner.h"
#include "Expectations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using llvm::ArrayRef;
using llvm::StringRef;

namespace clang::tidy::async::test {

// Overlapping fixes are applied one after another, one more in each round.
static constexpr unsigned MaxRounds = 5;

namespace {
class Runner {
public:
  Runner(const CaseFile &Case, const CaseRun &Run) : Case(Case), Run(Run) {
    Job.MainFile = Case.MainFile;
    Job.Files = Case.Files;
    Job.Directory = ASYNC_TIDY_TEST_DIR;
    Job.Flags = Run.Flags;
    Job.Options = Run.Options;
    Job.FixNotes = Run.FixNotes;
    Job.EachPlace = Run.EachPlace;
  }

  Failures run();

private:
  const FileEdits *chooseFix(const Finding &From) const;
  std::vector<const FileEdits *> chooseFixes(ArrayRef<Finding> From) const;
  void checkFixes(const std::vector<Finding> &Found);
  bool checkRound(ArrayRef<Finding> Old, const FixedFiles &Fixed,
                  const LintJob &After, ArrayRef<Finding> New);
  void checkAlternatives(ArrayRef<Finding> Found);
  std::vector<std::vector<const Message *>>
  alternatives(ArrayRef<Finding> Found) const;
  std::string compileErrors(FixedFiles &Fixed, ArrayRef<Finding> Old);

  void fail(const Message &At, const std::string &Text) {
    All.push_back({Case.pathOnDisk(At.File), At.Line, Text});
  }

  const CaseFile &Case;
  const CaseRun &Run;
  LintJob Job;
  Failures All;
};
} // namespace

const FileEdits *Runner::chooseFix(const Finding &From) const {
  if (!Run.FixNote.empty()) {
    for (const Message &Note : From.Notes)
      if (!Note.Fix.empty() && StringRef(Note.Text).contains(Run.FixNote))
        return &Note.Fix;
    return nullptr;
  }
  if (!From.Fix.empty())
    return &From.Fix;
  const FileEdits *Only = nullptr;
  if (!Run.FixNotes)
    return Only;
  // As in clang-tidy, which does not choose between notes.
  for (const Message &Note : From.Notes) {
    if (Note.Fix.empty())
      continue;
    if (Only)
      return nullptr;
    Only = &Note.Fix;
  }
  return Only;
}

std::vector<const FileEdits *>
Runner::chooseFixes(ArrayRef<Finding> From) const {
  std::vector<const FileEdits *> Chosen;
  for (const Finding &Each : From)
    Chosen.push_back(chooseFix(Each));
  return Chosen;
}

static bool isSame(const Finding &Old, const Finding &New, unsigned NewLine) {
  return Old.Check == New.Check && Old.File == New.File && New.Line == NewLine;
}

// Compares the findings in a fixed text with those before. Returns whether
// there are fixes left that overlapped the applied ones.
bool Runner::checkRound(ArrayRef<Finding> Old, const FixedFiles &Fixed,
                        const LintJob &After, ArrayRef<Finding> New) {
  bool IsMoreLeft = false;
  std::vector<bool> Taken(New.size());
  auto newLine = [&](const Finding &Each) {
    auto It = After.Files.find(Each.File);
    return It == After.Files.end()
               ? Each.Line
               : lineAt(It->second, Fixed.shift(Each.File, Each.Offset));
  };
  auto quoteNew = [&](const Finding &Each) {
    auto It = After.Files.find(Each.File);
    return It == After.Files.end() ? "" : quoteLine(It->second, Each.Line);
  };

  for (size_t I = 0; I < Old.size(); ++I) {
    if (Fixed.Applied[I])
      continue;
    size_t At = 0;
    while (At < New.size() &&
           (Taken[At] || !isSame(Old[I], New[At], newLine(Old[I]))))
      ++At;
    if (At == New.size()) {
      fail(Old[I], "was not fixed, but is gone after the fixes of others: " +
                       Old[I].str());
      continue;
    }
    Taken[At] = true;
    if (!chooseFix(New[At]))
      continue;
    if (Old[I].FixDropped)
      IsMoreLeft = true;
    else
      fail(Old[I], "could be fixed only after the fixes of others: " +
                       New[At].str() + quoteNew(New[At]));
  }

  for (size_t At = 0; At < New.size(); ++At) {
    if (Taken[At])
      continue;
    if (New[At].IsError) {
      fail(New[At], "the fixed text does not compile: " + New[At].str() +
                        quoteNew(New[At]));
      continue;
    }
    bool IsOld = false;
    for (size_t I = 0; I < Old.size(); ++I)
      IsOld |= Fixed.Applied[I] && isSame(Old[I], New[At], newLine(Old[I]));
    fail(New[At], (IsOld ? "is still found after its fix: "
                         : "is found only after the fixes: ") +
                      New[At].str() + quoteNew(New[At]));
  }
  return IsMoreLeft;
}

void Runner::checkFixes(const std::vector<Finding> &Found) {
  std::vector<Finding> Old = Found;
  LintJob Before = Job;
  for (unsigned Round = 1; All.empty() && Round <= MaxRounds; ++Round) {
    FixedFiles Fixed = applyFixes(Before, Old, chooseFixes(Old));
    for (const std::string &Why : Fixed.Problems)
      All.push_back({Case.pathOnDisk(Case.MainFile), Run.Line, Why});
    if (Round == 1)
      llvm::append_range(All, compareFixes(Case, Run, Fixed.Files));
    if (!llvm::is_contained(Fixed.Applied, true))
      return;
    if (llvm::none_of(Case.Fixes, [&](const ExpectedFix &Want) {
          return Run.has(Want.Suffix);
        }))
      All.push_back({Case.pathOnDisk(Case.MainFile), Run.Line,
                     "there are fixes, but no CHECK-FIXES for this run"});
    LintJob After = Before;
    After.Files = Fixed.Files;
    std::vector<Finding> New = lint(After);
    if (!checkRound(Old, Fixed, After, New))
      return;
    Old = std::move(New);
    Before = std::move(After);
  }
}

// All fixes of a finding except the one that checkFixes() applied.
std::vector<std::vector<const Message *>>
Runner::alternatives(ArrayRef<Finding> Found) const {
  std::vector<std::vector<const Message *>> Result(Found.size());
  for (size_t I = 0; I < Found.size(); ++I) {
    const FileEdits *Chosen = chooseFix(Found[I]);
    auto add = [&](const Message &From) {
      if (!From.Fix.empty() && &From.Fix != Chosen)
        Result[I].push_back(&From);
    };
    add(Found[I]);
    for (const Message &Note : Found[I].Notes)
      add(Note);
  }
  return Result;
}

std::string Runner::compileErrors(FixedFiles &Fixed, ArrayRef<Finding> Old) {
  llvm::StringSet<> Known;
  for (const Finding &Each : Old)
    if (Each.IsError)
      Known.insert(Each.Text);
  LintJob Compile = Job;
  Compile.Files = Fixed.Files;
  Compile.Options.Checks = "-*";
  std::string Text;
  for (const Finding &Each : lint(Compile)) {
    if (Known.contains(Each.Text))
      continue;
    Text += "\n  " + Each.str();
    auto It = Fixed.Files.find(Each.File);
    if (It != Fixed.Files.end())
      Text += quoteLine(It->second, Each.Line);
  }
  for (const std::string &Why : Fixed.Problems)
    Text += "\n  " + Why;
  return Text;
}

// A user chooses one fix at a time, but parsing for each is slow. So try all
// together, and one by one only if that does not compile.
void Runner::checkAlternatives(ArrayRef<Finding> Found) {
  std::vector<std::vector<const Message *>> Others = alternatives(Found);
  std::vector<const FileEdits *> None(Found.size());
  size_t Most = 0;
  for (const auto &Each : Others)
    Most = std::max(Most, Each.size());

  for (size_t Rank = 0; Rank < Most; ++Rank) {
    std::vector<const FileEdits *> Together = None;
    for (size_t I = 0; I < Found.size(); ++I)
      if (Rank < Others[I].size())
        Together[I] = &Others[I][Rank]->Fix;
    FixedFiles Fixed = applyFixes(Job, Found, Together);
    if (compileErrors(Fixed, Found).empty())
      continue;
    for (size_t I = 0; I < Found.size(); ++I) {
      if (Rank >= Others[I].size())
        continue;
      std::vector<const FileEdits *> Alone = None;
      Alone[I] = Together[I];
      Fixed = applyFixes(Job, Found, Alone);
      std::string Errors = compileErrors(Fixed, Found);
      if (!Errors.empty())
        fail(Found[I], "the fix offered by '" + Others[I][Rank]->Text +
                           "' does not compile:" + Errors);
    }
  }
}

Failures Runner::run() {
  std::vector<Finding> Found = lint(Job);
  All = compareMessages(Case, Run, Found);
  // If the findings differ from the listed ones, messages about their fixes are
  // noise.
  if (!All.empty())
    return std::move(All);
  checkFixes(Found);
  checkAlternatives(Found);
  return std::move(All);
}

Failures runCase(const CaseFile &Case) {
  Failures All = Case.Problems;
  if (!All.empty())
    return All;
  for (const CaseRun &Run : Case.Runs) {
    Failures New = Runner(Case, Run).run();
    for (Failure &Each : New) {
      if (Case.Runs.size() > 1)
        Each.Text += "\n  (in the RUN of line " + llvm::utostr(Run.Line) + ")";
      All.push_back(std::move(Each));
    }
  }
  return All;
}

} // namespace clang::tidy::async::test
