//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Expectations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Regex.h"

using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;

namespace clang::tidy::async::test {

static SmallVector<StringRef, 0> splitLines(StringRef Text) {
  SmallVector<StringRef, 0> Lines;
  Text.split(Lines, '\n');
  return Lines;
}

std::string quoteLine(StringRef Text, unsigned Number) {
  SmallVector<StringRef, 0> Lines = splitLines(Text);
  if (Number == 0 || Number > Lines.size())
    return "";
  return ("\n  " + llvm::utostr(Number) + " | " + Lines[Number - 1]).str();
}

// The column comes first, because expectations begin with it.
static std::string fromColumn(const Message &Where, StringRef Rest) {
  return (llvm::utostr(Where.Column) + ": " + Rest).str();
}

static std::string quote(const CaseFile &Case, const Message &Where) {
  auto It = Case.Files.find(Where.File);
  return It == Case.Files.end() ? "" : quoteLine(It->second, Where.Line);
}

static bool isAt(const ExpectedMessage &Want, const Message &Got) {
  return Want.isIn(Got.File) && Want.AtLine == Got.Line;
}

static std::string describe(const ExpectedMessage &Want) {
  std::string File = Want.AtFile.empty() ? "line " : Want.AtFile + ":";
  return File + llvm::utostr(Want.AtLine) + ": " + Want.Text;
}

namespace {
/// Matches expectations with findings.
class MessageMatcher {
public:
  MessageMatcher(const CaseFile &Case, ArrayRef<Finding> Found)
      : Case(Case), Found(Found), Taken(Found.size()) {}

  void expect(const ExpectedMessage &Want) {
    if (Want.IsNote)
      return expectNote(Want);
    Last = nullptr;
    llvm::Regex Pattern(Want.Pattern);
    for (size_t I = 0; I < Found.size(); ++I) {
      if (Taken[I] || !isAt(Want, Found[I]) ||
          !Pattern.match(fromColumn(Found[I], Found[I].str())))
        continue;
      Taken[I] = true;
      Last = &Found[I];
      return;
    }
    Missing.push_back(&Want);
  }

  Failures finish() {
    for (const ExpectedMessage *Want : Missing)
      reportMissing(*Want);
    for (size_t I = 0; I < Found.size(); ++I)
      if (!Taken[I])
        All.push_back(
            {Case.pathOnDisk(Found[I].File), Found[I].Line,
             "not listed in the case: " + fromColumn(Found[I], Found[I].str()) +
                 quote(Case, Found[I])});
    return std::move(All);
  }

private:
  void expectNote(const ExpectedMessage &Want) {
    // The failure of the finding is sufficient.
    if (!Last)
      return;
    llvm::Regex Pattern(Want.Pattern);
    std::string Others;
    for (const Message &Note : Last->Notes) {
      std::string Text = fromColumn(Note, "note: " + Note.Text);
      if (isAt(Want, Note) && Pattern.match(Text))
        return;
      Others += "\n  line " + llvm::utostr(Note.Line) + ":" + Text;
    }
    fail(Want, "not found: " + describe(Want) + "\nthe finding has " +
                   (Others.empty() ? "no notes" : "these notes:") + Others);
  }

  // A finding in the same line is most likely the expected one.
  void reportMissing(const ExpectedMessage &Want) {
    for (size_t I = 0; I < Found.size(); ++I) {
      if (Taken[I] || !isAt(Want, Found[I]))
        continue;
      Taken[I] = true;
      return fail(
          Want, "differs: " + describe(Want) + "\n  pattern: " + Want.Pattern +
                    "\n  found:    " + fromColumn(Found[I], Found[I].str()) +
                    quote(Case, Found[I]));
    }
    fail(Want, "not found: " + describe(Want));
  }

  void fail(const ExpectedMessage &Want, const std::string &Text) {
    All.push_back({Case.pathOnDisk(Want.File), Want.Line, Text});
  }

  const CaseFile &Case;
  ArrayRef<Finding> Found;
  std::vector<bool> Taken;
  std::vector<const ExpectedMessage *> Missing;
  const Finding *Last = nullptr;
  Failures All;
};

/// Searches for fixes in one fixed file, from start to end.
class FixMatcher {
public:
  FixMatcher(StringRef Before, StringRef After)
      : Before(Before), After(After), Lines(splitLines(After)) {}

  /// Returns the error, or nothing.
  std::string expect(const ExpectedFix &Want) {
    if (Want.How == ExpectedFix::Kind::Absent) {
      Absent.push_back(&Want);
      return "";
    }
    size_t End = Want.How == ExpectedFix::Kind::Next
                     ? std::min(Lines.size(), Line + 2)
                     : Lines.size();
    if (Want.How == ExpectedFix::Kind::Next) {
      ++Line;
      Column = 0;
    }
    for (size_t At = Line; At < End; ++At) {
      size_t From = At == Line ? Column : 0;
      SmallVector<StringRef, 1> Parts;
      if (!llvm::Regex(Want.Pattern).match(Lines[At].substr(From), &Parts))
        continue;
      std::string Found = checkAbsent(At);
      Line = At;
      Column = Parts[0].end() - Lines[At].begin();
      return Found;
    }
    return "the fixed text has no '" + Want.Text + "'" +
           (Line || Column ? " after line " + llvm::utostr(Line + 1) : "") +
           changes();
  }

  std::string finish() { return checkAbsent(Lines.size()); }

private:
  std::string checkAbsent(size_t EndLine) {
    std::string Found;
    for (const ExpectedFix *Not : Absent)
      for (size_t At = Line; At < EndLine; ++At)
        if (llvm::Regex(Not->Pattern).match(Lines[At]))
          Found += "the fixed text has '" + Not->Text +
                   "', which it must not have" + quoteLine(After, At + 1);
    Absent.clear();
    return Found;
  }

  // The lines that the old text does not have. Moved lines are irrelevant to
  // the reader of a message.
  std::string changes() const {
    llvm::StringSet<> Old;
    for (StringRef Each : splitLines(Before))
      Old.insert(Each);
    std::string Text;
    for (size_t I = 0; I < Lines.size(); ++I)
      if (!Old.contains(Lines[I]))
        Text += quoteLine(After, I + 1);
    return Text.empty() ? "; nothing in it was changed"
                        : "; these lines of it are new:" + Text;
  }

  StringRef Before;
  StringRef After;
  SmallVector<StringRef, 0> Lines;
  size_t Line = 0;
  size_t Column = 0;
  std::vector<const ExpectedFix *> Absent;
};
} // namespace

Failures compareMessages(const CaseFile &Case, const CaseRun &Run,
                         ArrayRef<Finding> Found) {
  MessageMatcher Matcher(Case, Found);
  for (const ExpectedMessage &Want : Case.Messages)
    if (Run.has(Want.Suffix))
      Matcher.expect(Want);
  return Matcher.finish();
}

Failures compareFixes(const CaseFile &Case, const CaseRun &Run,
                      const FileSet &Fixed) {
  Failures All;
  for (const auto &[File, After] : Fixed) {
    FixMatcher Matcher(Case.Files.at(File), After);
    unsigned Line = 0;
    auto fail = [&](const std::string &Text) {
      if (!Text.empty())
        All.push_back({Case.pathOnDisk(File), Line, Text});
    };
    for (const ExpectedFix &Want : Case.Fixes) {
      if (Want.File != File || !Run.has(Want.Suffix))
        continue;
      Line = Want.Line;
      fail(Matcher.expect(Want));
    }
    fail(Matcher.finish());
  }
  return All;
}

} // namespace clang::tidy::async::test
