//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CaseFile.h"
#include "Library.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/StringSaver.h"

using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

namespace clang::tidy::async::test {

bool CaseRun::has(StringRef Suffix) const {
  return llvm::is_contained(Suffixes, Suffix);
}

static bool isPathEnd(StringRef Path, StringRef End) {
  return Path.consume_back(End) && (Path.empty() || Path.ends_with("/"));
}

bool ExpectedMessage::isIn(StringRef Path) const {
  return AtFile.empty() ? Path == File : isPathEnd(Path, AtFile);
}

void CaseFile::problem(StringRef File, unsigned Line, const Twine &Text) {
  Problems.push_back({pathOnDisk(File), Line, Text.str()});
}

std::string CaseFile::pathOnDisk(StringRef File) const {
  if (!File.consume_front(Folder))
    return File.str();
  return DiskFolder + File.str();
}

// "//" up to the first letter, then the rest, if it is a directive.
static std::optional<size_t> findDirective(StringRef Line) {
  for (size_t At = Line.find("//"); At != StringRef::npos;
       At = Line.find("//", At + 2)) {
    StringRef Comment = Line.drop_front(At).ltrim("/ \t");
    if (Comment.starts_with("RUN:") || Comment.starts_with("CHECK-"))
      return At;
  }
  return std::nullopt;
}

// Turns "text {{regex}} text" into one regular expression.
static llvm::Expected<std::string> makePattern(StringRef Text) {
  auto error = [](const Twine &What) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
  };
  std::string Pattern;
  while (!Text.empty()) {
    size_t Open = Text.find("{{");
    Pattern += llvm::Regex::escape(Text.take_front(Open));
    if (Open == StringRef::npos)
      break;
    Text = Text.drop_front(Open + 2);
    size_t Close = Text.find("}}");
    if (Close == StringRef::npos)
      return error("'{{' begins a regular expression, but no '}}' ends it");
    Pattern += ("(" + Text.take_front(Close) + ")").str();
    Text = Text.drop_front(Close + 2);
  }
  std::string Why;
  if (!llvm::Regex(Pattern).isValid(Why))
    return error("bad regular expression: " + Why);
  return Pattern;
}

// Replaces [[@LINE]], [[@LINE+1]], [[@LINE-1]] by the number they stand for.
static std::string replaceLines(StringRef Text, unsigned Line) {
  static const llvm::Regex LineRef(R"(\[\[@LINE(([+-])([0-9]+))?\]\])");
  std::string Result;
  SmallVector<StringRef, 4> Parts;
  while (LineRef.match(Text, &Parts)) {
    unsigned Distance = 0;
    Parts[3].getAsInteger(10, Distance);
    unsigned Number = Parts[2] == "-" ? Line - Distance : Line + Distance;
    size_t At = Parts[0].data() - Text.data();
    Result += Text.take_front(At).str() + llvm::utostr(Number);
    Text = Text.drop_front(At + Parts[0].size());
  }
  return Result + Text.str();
}

void CaseFile::parseMessage(StringRef File, unsigned Line, StringRef Suffix,
                            StringRef Text) {
  static const llvm::Regex Form(R"(^([^:]*):([0-9]+):([0-9]+|\{\{[^}]*\}\}): )"
                                R"((warning|error|remark|note): (.+)$)");
  std::string Replaced = replaceLines(Text, Line);
  SmallVector<StringRef, 6> Parts;
  if (!Form.match(Replaced, &Parts))
    return problem(File, Line,
                   "bad message: expected ':[[@LINE-1]]:<column>: "
                   "<warning|error|remark|note>: <text>', got '" +
                       Text + "'");
  ExpectedMessage Message;
  Message.File = File.str();
  Message.Line = Line;
  Message.Suffix = Suffix.str();
  Message.IsNote = Parts[4] == "note";
  Message.AtFile = Parts[1].str();
  Parts[2].getAsInteger(10, Message.AtLine);
  Message.Text = (Parts[4] + ": " + Parts[5]).str();
  auto Pattern =
      makePattern((Parts[3] + ": " + Parts[4] + ": " + Parts[5]).str());
  if (!Pattern)
    return problem(File, Line, llvm::toString(Pattern.takeError()));
  // The written text may be cut off at the end, but not at the start.
  Message.Pattern = "^" + *Pattern;
  Messages.push_back(std::move(Message));
}

void CaseFile::parseFix(StringRef File, unsigned Line, StringRef Suffix,
                        StringRef Text) {
  ExpectedFix Fix;
  Fix.File = File.str();
  Fix.Line = Line;
  if (Suffix == "NOT" || Suffix.consume_back("-NOT"))
    Fix.How = ExpectedFix::Kind::Absent;
  if (Suffix == "NEXT" || Suffix.consume_back("-NEXT"))
    Fix.How = ExpectedFix::Kind::Next;
  if (Suffix == "NOT" || Suffix == "NEXT")
    Suffix = "";
  Fix.Suffix = Suffix.str();
  Fix.Text = Text.str();
  if (Text.empty())
    return problem(File, Line, "CHECK-FIXES without a text");
  auto Pattern = makePattern(Text);
  if (!Pattern)
    return problem(File, Line, llvm::toString(Pattern.takeError()));
  Fix.Pattern = *Pattern;
  Fixes.push_back(std::move(Fix));
}

void CaseFile::parseDirective(StringRef File, unsigned Line,
                              StringRef Comment) {
  auto [Name, Rest] = Comment.ltrim("/ \t").split(':');
  StringRef Text = Rest.trim();
  if (Name == "RUN")
    return File == MainFile ? parseRun(Line, Text)
                            : problem(File, Line, "RUN in an included file");
  static const llvm::Regex Form(
      "^CHECK-(MESSAGES|NOTES|FIXES)(-([A-Z0-9_]+(-(NOT|NEXT))?))?$");
  SmallVector<StringRef, 4> Parts;
  // With no ':' at all, Name is the whole comment.
  if (!Form.match(Name, &Parts))
    return problem(File, Line,
                   "unknown directive '" +
                       Name.take_until([](char C) { return C == ' '; }) +
                       "': expected CHECK-MESSAGES:, CHECK-NOTES:, "
                       "CHECK-FIXES:, each with -SUFFIX if wanted, the last "
                       "with -NOT or -NEXT if wanted");
  if (Parts[1] == "FIXES")
    return parseFix(File, Line, Parts[3], Text);
  if (!Parts[4].empty())
    return problem(File, Line, Name + ": only CHECK-FIXES has this form");
  parseMessage(File, Line, Parts[3], Text);
}

static StringRef takeWord(ArrayRef<const char *> &Words) {
  StringRef First = Words.empty() ? "" : Words.front();
  Words = Words.drop_front(!Words.empty());
  return First;
}

void CaseFile::parseFlag(CaseRun &Run, StringRef Flag,
                         ArrayRef<const char *> &Rest) {
  if (Flag.consume_front("-check-suffixes=") ||
      Flag.consume_front("-check-suffix=")) {
    for (StringRef Suffix : llvm::split(Flag, ','))
      Run.Suffixes.push_back(Suffix.str());
  } else if (Flag.consume_front("-config=")) {
    std::string Why;
    auto Config = parseConfigurationWithDiags(
        llvm::MemoryBufferRef(Flag, "-config"),
        [&](const llvm::SMDiagnostic &D) { Why = D.getMessage().str(); });
    if (!Config)
      return problem(MainFile, Run.Line, "bad -config: " + Why);
    Run.Options.mergeWith(*Config, 0);
  } else if (Flag == "-option") {
    StringRef Rule = takeWord(Rest);
    auto [Key, Value] = Rule.split('=');
    if (!Rule.contains('='))
      return problem(MainFile, Run.Line, "-option wants <key>=<value>");
    Run.Options.CheckOptions[Key] = Value;
  } else if (Flag == "-each-place") {
    Run.EachPlace = true;
  } else if (Flag == "-fix-notes") {
    Run.FixNotes = true;
  } else if (Flag.consume_front("-fix-note=")) {
    Run.FixNote = Flag.str();
  } else if (Flag.consume_front("-include-file=")) {
    IncludeFiles.push_back(Flag.str());
  } else if (Flag.starts_with("%")) {
    const Library *Found = findLibrary(Flag.drop_front());
    if (!Found)
      return problem(MainFile, Run.Line, "no library is called '" + Flag + "'");
    for (StringRef Part : Found->Flags)
      Run.Flags.push_back(Part.str());
  } else {
    Run.Flags.push_back(Flag.str());
  }
}

void CaseFile::parseRun(unsigned Line, StringRef Text) {
  CaseRun Run;
  Run.Line = Line;
  std::string Replaced = Text.str();
  for (size_t At; (At = Replaced.find("%S")) != std::string::npos;)
    Replaced.replace(At, 2, StringRef(DiskFolder).rtrim('/').str());
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  SmallVector<const char *, 16> Words;
  llvm::cl::TokenizeGNUCommandLine(Replaced, Saver, Words);
  if (Words.empty())
    return problem(MainFile, Line, "RUN wants a list of checks");
  Run.Checks = Words.front();
  Run.Options = makeOptions(Run.Checks);
  if (enabledChecks(Run.Options).empty())
    return problem(MainFile, Line,
                   "no check fits '" + Run.Checks + "', the first word of RUN");
  ArrayRef<const char *> Rest = llvm::ArrayRef(Words).drop_front();
  while (!Rest.empty()) {
    StringRef Flag = takeWord(Rest);
    parseFlag(Run, Flag, Rest);
  }
  if (Run.Suffixes.empty())
    Run.Suffixes.push_back("");
  if (llvm::none_of(Run.Flags,
                    [](StringRef Flag) { return Flag.starts_with("-std="); }))
    Run.Flags.push_back("-std=c++20");
  for (const auto &Option : Run.Options.CheckOptions)
    if (!isKnownOption(Option.first()))
      problem(MainFile, Line,
              "no check reads the option '" + Option.first() + "'");
  // All cases are in a test folder.
  Run.Options.CheckOptions.try_emplace("AsyncTestPaths", "");
  Runs.push_back(std::move(Run));
}

void CaseFile::parseFile(StringRef File, StringRef Text) {
  std::string &Stripped = Files[File.str()];
  unsigned Number = 0;
  while (!Text.empty()) {
    StringRef Line = Text.take_front(Text.find('\n'));
    bool HasEnd = Line.size() < Text.size();
    Text = Text.drop_front(Line.size() + HasEnd);
    ++Number;
    if (std::optional<size_t> At = findDirective(Line)) {
      parseDirective(File, Number, Line.drop_front(*At));
      // The comment stays, so that lines and blocks keep their positions, but
      // CHECK-FIXES must not match itself.
      Line = Line.take_front(*At + 2);
    }
    Stripped += Line;
    if (HasEnd)
      Stripped += '\n';
  }
}

void CaseFile::checkSuffixes() {
  auto check = [&](const auto &Directive) {
    if (llvm::none_of(Runs, [&](const CaseRun &Run) {
          return Run.has(Directive.Suffix);
        }))
      problem(Directive.File, Directive.Line,
              Directive.Suffix.empty()
                  ? Twine("every RUN has a -check-suffix, and none has an "
                          "empty one (-check-suffix=,X): no run reads this")
                  : "no RUN has -check-suffix=" + Directive.Suffix);
  };
  llvm::for_each(Messages, check);
  llvm::for_each(Fixes, check);
}

CaseFile CaseFile::parse(StringRef Path, StringRef Text, Reader Read) {
  namespace path = llvm::sys::path;
  CaseFile Case;
  Case.DiskFolder = (path::parent_path(Path) + "/").str();
  Case.Folder =
      ("/case/" + path::filename(path::parent_path(Path)) + "/").str();
  Case.MainFile = Case.Folder + path::filename(Path).str();
  Case.parseFile(Case.MainFile, Text);
  if (Case.Runs.empty() && Case.Problems.empty())
    Case.problem(Case.MainFile, 1, "no '// RUN: <checks> <flags>' line");
  for (const std::string &Name : Case.IncludeFiles) {
    if (Case.Files.count(Case.Folder + Name))
      continue;
    if (std::optional<std::string> Included = Read(Case.DiskFolder + Name))
      Case.parseFile(Case.Folder + Name, *Included);
    else
      Case.problem(Case.MainFile, 1, "cannot read -include-file=" + Name);
  }
  if (Case.Problems.empty())
    Case.checkSuffixes();
  return Case;
}

} // namespace clang::tidy::async::test
