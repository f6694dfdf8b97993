//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChangedLines.h"
#include "Report.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include <unistd.h>

using llvm::StringRef;

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Reading a diff
//===----------------------------------------------------------------------===//

/// Reads a path that git has quoted like C: "b/\303\244.cpp".
static std::string unquoted(StringRef Quoted) {
  std::string Path;
  Quoted = Quoted.drop_front();
  while (!Quoted.empty() && Quoted.front() != '"') {
    if (Quoted.front() != '\\') {
      Path += Quoted.front();
      Quoted = Quoted.drop_front();
      continue;
    }
    Quoted = Quoted.drop_front();
    unsigned Code;
    if (!Quoted.take_front(3).getAsInteger(8, Code)) {
      Path += static_cast<char>(Code);
      Quoted = Quoted.drop_front(3);
      continue;
    }
    static constexpr StringRef Letters = "abtnvfr";
    char C = Quoted.empty() ? '\\' : Quoted.front();
    size_t Index = Letters.find(C);
    Path += Index == StringRef::npos ? C : "\a\b\t\n\v\f\r"[Index];
    Quoted = Quoted.drop_front();
  }
  return Path;
}

/// "12" or "12,3": the first line, and the number of lines.
static bool readRange(StringRef Text, unsigned &First, unsigned &Count) {
  auto [Begin, Length] = Text.split(',');
  Count = 1;
  return !Begin.getAsInteger(10, First) &&
         (!Text.contains(',') || !Length.getAsInteger(10, Count));
}

static std::string realPath(const llvm::Twine &Path) {
  llvm::SmallString<256> Real;
  if (llvm::sys::fs::real_path(Path, Real))
    return Path.str();
  return std::string(Real);
}

llvm::Expected<ChangedLines> ChangedLines::parse(StringRef Diff,
                                                 StringRef Top) {
  ChangedLines New;
  Change *Current = nullptr;
  // Lines of code may look like anything: count them, do not parse them.
  unsigned CodeLines = 0;
  while (!Diff.empty()) {
    StringRef Line;
    std::tie(Line, Diff) = Diff.split('\n');
    if (CodeLines) {
      // "\ No newline at end of file" does not count as a line.
      CodeLines -= !Line.starts_with("\\");
      continue;
    }
    if (Line.starts_with("diff ")) {
      Current = nullptr;
    } else if (Line.consume_front("+++ ")) {
      std::string Path = Line.starts_with("\"") ? unquoted(Line)
                                                : Line.split('\t').first.str();
      StringRef Name = Path;
      Current = Name.consume_front("b/")
                    ? &New.Files[realPath(Top + "/" + Name)]
                    : nullptr; // /dev/null: the file is gone.
    } else if (Line.starts_with("@@")) {
      StringRef Old, Added, Rest;
      std::tie(Old, Rest) = Line.drop_front(2).ltrim().split(' ');
      std::tie(Added, Rest) = Rest.split(' ');
      unsigned OldFirst, OldCount, First, Count;
      if (!Old.consume_front("-") || !readRange(Old, OldFirst, OldCount) ||
          !Added.consume_front("+") || !readRange(Added, First, Count))
        return llvm::createStringError(
            "cannot parse the output of 'git diff': '" + Line + "'");
      if (Current && Count)
        Current->Parts.push_back({First, First + Count - 1});
      CodeLines = OldCount + Count;
    }
  }
  return New;
}

//===----------------------------------------------------------------------===//
// Running git
//===----------------------------------------------------------------------===//

static std::string readFile(StringRef Path) {
  // An untracked pipe would wait for somebody to write to it.
  bool IsRegular = false;
  if (llvm::sys::fs::is_regular_file(Path, IsRegular) || !IsRegular)
    return "";
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : std::string();
}

/// A setting of git.
using Setting = std::pair<std::string, StringRef>;

/// The environment for git in which \p Settings take precedence over the
/// configuration of the repository.
static std::vector<std::string> environment(llvm::ArrayRef<Setting> Settings) {
  std::vector<std::string> Variables;
  // The user's own settings come first.
  size_t Count = 0;
  llvm::to_integer(llvm::sys::Process::GetEnv("GIT_CONFIG_COUNT").value_or("0"),
                   Count);
  for (const Setting &Each : Settings) {
    std::string Index = llvm::utostr(Count++);
    Variables.push_back("GIT_CONFIG_KEY_" + Index + "=" + Each.first);
    Variables.push_back("GIT_CONFIG_VALUE_" + Index + "=" + Each.second.str());
  }
  Variables.push_back("GIT_CONFIG_COUNT=" + llvm::utostr(Count));
  // Missing objects of a partial clone may be fetched, but not with a program
  // that the repository names.
  Variables.push_back("GIT_ALLOW_PROTOCOL=https:ssh");
  Variables.push_back("GIT_TERMINAL_PROMPT=0");
  // Do not update the index.
  Variables.push_back("GIT_OPTIONAL_LOCKS=0");
  // The first of several variables with one name counts.
  for (char **Variable = environ; *Variable; ++Variable)
    Variables.push_back(*Variable);
  return Variables;
}

/// The output of git. An error is the first line of its error message.
static llvm::Expected<std::string> runGit(StringRef Folder,
                                          std::vector<StringRef> Arguments,
                                          llvm::ArrayRef<Setting> More = {}) {
  auto Git = llvm::sys::findProgramByName("git");
  if (!Git)
    return llvm::createStringError(llvm::Twine("git is not in PATH"));
  llvm::SmallString<128> Out, Err;
  for (llvm::SmallString<128> *File : {&Out, &Err})
    if (std::error_code Failed =
            llvm::sys::fs::createTemporaryFile("async-tidy-git", "", *File))
      return llvm::createStringError("cannot make a temporary file: " +
                                     Failed.message());
  llvm::FileRemover RemoveOut(Out), RemoveErr(Err);
  // The configuration of a repository may name programs.
  std::vector<Setting> Settings = {{"core.fsmonitor", "false"},
                                   {"core.hooksPath", "/dev/null"},
                                   {"core.sshCommand", "ssh"},
                                   {"core.askPass", ""},
                                   {"credential.helper", ""},
                                   {"core.alternateRefsCommand", ""},
                                   {"gc.auto", "0"},
                                   {"maintenance.auto", "false"}};
  llvm::append_range(Settings, More);
  std::vector<std::string> Variables = environment(Settings);
  std::vector<StringRef> Environment(Variables.begin(), Variables.end());
  std::vector<StringRef> Command = {*Git, "--no-pager", "-C", Folder};
  llvm::append_range(Command, Arguments);
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(Out),
                                          StringRef(Err)};
  std::string ExecutionError;
  if (llvm::sys::ExecuteAndWait(*Git, Command, Environment, Redirects,
                                /*SecondsToWait=*/0, /*MemoryLimit=*/0,
                                &ExecutionError) == 0)
    return readFile(Out);
  std::string Message = readFile(Err) + ExecutionError;
  return llvm::createStringError(StringRef(Message).trim().split('\n').first);
}

/// Settings that switch off all filters of \p Tree: programs that convert files
/// between the work tree and the repository.
static std::vector<Setting> noFilters(StringRef Tree) {
  std::vector<Setting> Settings;
  auto Keys = runGit(
      Tree, {"config", "--name-only", "-z", "--get-regexp", "^filter\\."});
  if (!Keys) {
    // There are none.
    consumeError(Keys.takeError());
    return Settings;
  }
  for (StringRef Key : llvm::split(*Keys, '\0'))
    if (!Key.empty())
      Settings.emplace_back(Key, Key.ends_with(".required") ? "false" : "");
  return Settings;
}

llvm::Expected<ChangedLines> ChangedLines::since(StringRef Ref,
                                                 StringRef Folder) {
  auto Fail = [](const llvm::Twine &Message) {
    return llvm::createStringError("--diff: " + Message);
  };
  auto Top = runGit(Folder, {"rev-parse", "--show-toplevel"});
  if (!Top) {
    std::string Reason = toString(Top.takeError());
    if (StringRef(Reason).contains("not a git repository"))
      return Fail("'" + Folder + "' is not in a git work tree");
    return Fail("'" + Folder + "': " + Reason);
  }
  StringRef Tree = StringRef(*Top).rtrim('\n');
  std::string Peeled = (Ref + "^{commit}").str();
  auto Commit = runGit(
      Tree, {"rev-parse", "--verify", "--quiet", "--end-of-options", Peeled});
  if (!Commit) {
    consumeError(Commit.takeError());
    return Fail("there is no commit '" + Ref +
                "' here; a shallow clone has to fetch it first");
  }
  std::string Base = StringRef(*Commit).trim().str();
  // Later changes on the other branch do not count. Without a common ancestor,
  // as in a shallow clone, compare with the commit itself.
  if (auto MergeBase = runGit(Tree, {"merge-base", Base, "HEAD"}))
    Base = StringRef(*MergeBase).trim().str();
  else
    consumeError(MergeBase.takeError());
  auto Diff = runGit(Tree,
                     {"diff", "-U0", "--inter-hunk-context=0", "--no-color",
                      "--no-ext-diff", "--no-textconv", "--no-relative", "-M",
                      "--ignore-submodules", "--src-prefix=a/",
                      "--dst-prefix=b/", Base, "--"},
                     noFilters(Tree));
  if (!Diff)
    return Fail(toString(Diff.takeError()));
  auto Untracked = runGit(Tree, {"ls-files", "--others", "--exclude-standard",
                                 "--full-name", "-z"});
  if (!Untracked)
    return Fail(toString(Untracked.takeError()));
  auto Changed = parse(*Diff, Tree);
  if (!Changed)
    return Fail(toString(Changed.takeError()));
  for (StringRef Path : llvm::split(*Untracked, '\0'))
    if (!Path.empty())
      Changed->Files[realPath(Tree + "/" + Path)].IsWhole = true;
  return Changed;
}

//===----------------------------------------------------------------------===//
// Filtering
//===----------------------------------------------------------------------===//

bool ChangedLines::contains(StringRef Path, unsigned First,
                            unsigned Last) const {
  auto Found = Files.find(realPath(Path));
  if (Found == Files.end())
    return false;
  return Found->second.IsWhole ||
         llvm::any_of(Found->second.Parts, [&](const Lines &Part) {
           return Part.First <= Last && First <= Part.Last;
         });
}

unsigned ChangedLines::filter(std::vector<ReportedFinding> &Findings,
                              Sources &S) const {
  auto HasChanged = [&](StringRef Path, unsigned Offset, unsigned Length) {
    auto First = S.place(Path, Offset);
    auto Last = S.place(Path, Offset + Length);
    return First && Last && contains(Path, First->Line, Last->Line);
  };
  unsigned Before = Findings.size();
  llvm::erase_if(Findings, [&](const ReportedFinding &D) {
    if (kindOf(D) != FindingKind::Finding)
      return false;
    // The blocking operation belongs to the finding, as does the call that
    // leads to it.
    if (const std::optional<Cause> &C = D.Behind)
      for (const Span &At : {C->root(), C->Steps[C->nearestOwn()].At})
        if (HasChanged(At.File, At.Offset, 0))
          return false;
    // The underlined code belongs to the finding.
    return !HasChanged(D.Message.FilePath, D.Message.FileOffset, 0) &&
           llvm::none_of(D.Message.Ranges,
                         [&](const tooling::FileByteRange &Range) {
                           return HasChanged(Range.FilePath, Range.FileOffset,
                                             Range.Length);
                         });
  });
  return Before - Findings.size();
}

} // namespace clang::tidy::async
