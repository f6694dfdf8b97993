//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Baseline.h"
#include "FilePaths.h"
#include "ParseJson.h"
#include "ReplaceFile.h"
#include "Report.h"
#include "model/InputFile.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MD5.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;

namespace clang::tidy::async {

std::string hashOf(llvm::ArrayRef<StringRef> Parts) {
  llvm::MD5 Hash;
  for (StringRef Part : Parts) {
    Hash.update(Part);
    Hash.update(StringRef("\0", 1));
  }
  return std::string(Hash.final().digest());
}

//===----------------------------------------------------------------------===//
// Fingerprints
//===----------------------------------------------------------------------===//

namespace {
struct CodeToken {
  unsigned Offset;
  StringRef Text;
  bool EndsStatement;
};

/// Makes fingerprints of findings, lexing each file once.
class Fingerprints {
public:
  /// Paths are relative to \p Folder, or as shown if it is empty.
  explicit Fingerprints(Sources &S, StringRef Folder = "")
      : S(S), Folder(Folder) {}

  Fingerprint of(const ReportedFinding &Finding);

private:
  llvm::ArrayRef<CodeToken> tokensOf(StringRef Path);

  Sources &S;
  const std::string Folder;
  llvm::StringMap<std::vector<CodeToken>> Tokens;
};
} // namespace

static LangOptions languageOfAll() {
  LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus14 =
      Language.CPlusPlus17 = Language.CPlusPlus20 = true;
  return Language;
}

static std::vector<CodeToken> lex(StringRef Text) {
  std::vector<CodeToken> Tokens;
  const LangOptions Language = languageOfAll();
  // The lexer needs a terminating zero.
  std::string Copy = Text.str();
  Lexer Lex(SourceLocation(), Language, Copy.data(), Copy.data(),
            Copy.data() + Copy.size());
  bool InDirective = false;
  for (Token Next;;) {
    Lex.LexFromRawLexer(Next);
    if (Next.is(tok::eof))
      return Tokens;
    unsigned End = Lex.getCurrentBufferOffset();
    unsigned Begin = End - Next.getLength();
    bool NewLine = Next.isAtStartOfLine();
    bool StartsDirective = NewLine && Next.is(tok::hash);
    // A directive is a separate statement.
    if (StartsDirective || (InDirective && NewLine))
      Tokens.push_back({Begin, "", true});
    InDirective = StartsDirective || (InDirective && !NewLine);
    Tokens.push_back({Begin, Text.slice(Begin, End),
                      Next.isOneOf(tok::semi, tok::l_brace, tok::r_brace)});
  }
}

llvm::ArrayRef<CodeToken> Fingerprints::tokensOf(StringRef Path) {
  auto [It, IsNew] = Tokens.try_emplace(Path);
  if (IsNew)
    if (std::optional<StringRef> Text = S.text(Path))
      It->second = lex(*Text);
  return It->second;
}

/// Joins \p Tokens, with spaces only where they matter.
static std::string join(llvm::ArrayRef<CodeToken> Tokens) {
  std::string Code;
  for (const CodeToken &Next : Tokens) {
    StringRef Text = Next.Text;
    if (!Code.empty() && !Text.empty() &&
        isAsciiIdentifierContinue(Code.back()) &&
        isAsciiIdentifierContinue(Text.front()))
      Code += ' ';
    Code += Text;
  }
  return llvm::json::isUTF8(Code) ? Code : llvm::json::fixUTF8(Code);
}

// The distance from a finding at which code is considered: enough to recognize
// it, and no more than a line that people can read.
static constexpr size_t MaxTokensOfCode = 30;
static constexpr size_t MaxTokensOfContext = 20;

/// \p Path relative to \p Folder, both absolute; "../x" if it is not below.
static std::string relativeTo(StringRef Path, StringRef Folder) {
  namespace path = llvm::sys::path;
  auto At = path::begin(Path), End = path::end(Path);
  auto From = path::begin(Folder), FromEnd = path::end(Folder);
  for (; At != End && From != FromEnd && *At == *From; ++At)
    ++From;
  llvm::SmallString<256> Relative;
  for (; From != FromEnd; ++From)
    path::append(Relative, path::Style::posix, "..");
  for (; At != End; ++At)
    path::append(Relative, path::Style::posix, *At);
  return std::string(Relative);
}

/// The folder that the file \p Path is in.
static std::string folderOf(StringRef Path, llvm::vfs::FileSystem &Files) {
  llvm::SmallString<256> Folder(Path);
  (void)Files.makeAbsolute(Folder);
  llvm::sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
  llvm::sys::path::remove_filename(Folder);
  return std::string(Folder);
}

Fingerprint Fingerprints::of(const ReportedFinding &Finding) {
  Fingerprint New;
  New.Check = Finding.DiagnosticName;
  New.File = Folder.empty() ? S.shownPath(Finding.Message.FilePath)
                            : relativeTo(Finding.Message.FilePath, Folder);
  llvm::ArrayRef<CodeToken> All = tokensOf(Finding.Message.FilePath);
  size_t After =
      llvm::partition_point(All,
                            [&](const CodeToken &T) {
                              return T.Offset <= Finding.Message.FileOffset;
                            }) -
      All.begin();
  if (After == 0) {
    // There is no code to compare.
    New.Code = Finding.Message.Message;
    return New;
  }
  size_t At = After - 1;
  size_t First = At, Last = At + 1;
  while (First > 0 && At - First < MaxTokensOfCode &&
         !All[First - 1].EndsStatement)
    --First;
  while (Last < All.size() && Last - At < MaxTokensOfCode &&
         !All[Last].EndsStatement)
    ++Last;
  New.Code = join(All.slice(First, Last - First));
  size_t Before = std::min(First, MaxTokensOfContext);
  New.Context = hashOf({join(All.slice(First - Before, Before)),
                        join(All.slice(Last).take_front(MaxTokensOfContext))})
                    .substr(0, 16);
  return New;
}

std::vector<std::string> stableHashes(llvm::ArrayRef<ReportedFinding> Findings,
                                      Sources &S) {
  Fingerprints Prints(S);
  llvm::StringMap<unsigned> Times;
  std::vector<std::string> Hashes;
  for (const ReportedFinding &D : Findings) {
    Fingerprint Print = Prints.of(D);
    std::string Hash = hashOf({Print.Check, Print.File, Print.Code});
    unsigned Nth = Times[Hash]++;
    Hashes.push_back(Nth ? hashOf({Hash, llvm::utostr(Nth)}) : Hash);
  }
  return Hashes;
}

//===----------------------------------------------------------------------===//
// The file
//===----------------------------------------------------------------------===//

namespace {
constexpr unsigned BaselineVersion = 1;

struct BaselineFile {
  unsigned Version = 0;
  std::vector<Fingerprint> Findings;
};

struct FirstProblem {
  std::string File;
  std::string Message;
};
} // namespace

static void recordProblem(const llvm::SMDiagnostic &Diag, void *Context) {
  auto &First = *static_cast<FirstProblem *>(Context);
  if (First.Message.empty())
    First.Message =
        (First.File + ":" + llvm::Twine(Diag.getLineNo()) + ":" +
         llvm::Twine(Diag.getColumnNo() + 1) + ": error: " + Diag.getMessage())
            .str();
}

static llvm::Error damaged(StringRef Problem) {
  return llvm::createStringError(
      Problem +
      "; this is not a baseline, or a damaged one: regenerate it with "
      "--write-baseline");
}

} // namespace clang::tidy::async

LLVM_YAML_IS_SEQUENCE_VECTOR(clang::tidy::async::Fingerprint)

namespace llvm::yaml {

template <> struct MappingTraits<clang::tidy::async::Fingerprint> {
  static void mapping(IO &IO, clang::tidy::async::Fingerprint &Print) {
    IO.mapRequired("check", Print.Check);
    IO.mapRequired("file", Print.File);
    IO.mapRequired("code", Print.Code);
    IO.mapRequired("context", Print.Context);
  }
};

template <> struct MappingTraits<clang::tidy::async::BaselineFile> {
  static void mapping(IO &IO, clang::tidy::async::BaselineFile &File) {
    IO.mapRequired("version", File.Version);
    IO.mapRequired("findings", File.Findings);
  }
  static std::string validate(IO &, clang::tidy::async::BaselineFile &File) {
    unsigned Supported = clang::tidy::async::BaselineVersion;
    if (File.Version == Supported || File.Version == 0)
      return {};
    return ("this baseline has version " + Twine(File.Version) +
            ", but only version " + Twine(Supported) + " is supported")
        .str();
  }
};

} // namespace llvm::yaml

namespace clang::tidy::async {

llvm::Expected<Baseline> Baseline::read(StringRef Path,
                                        llvm::vfs::FileSystem &Files) {
  auto Buffer = readInput(Path, Files, MaxGeneratedBytes);
  if (!Buffer)
    return llvm::createStringError(Path +
                                   ": error: cannot read this baseline: " +
                                   llvm::toString(Buffer.takeError()));
  StringRef Text = (*Buffer)->getBuffer();
  // YAML would accept more than JSON.
  if (auto Parsed = parseJson(Text, Path); !Parsed)
    return damaged(toString(Parsed.takeError()));
  // The YAML reader knows the position of each value in the text.
  FirstProblem Problem{Path.str(), ""};
  llvm::yaml::Input In(Text, nullptr, recordProblem, &Problem);
  BaselineFile Read;
  In >> Read;
  if (In.error() && Read.Version > BaselineVersion)
    return llvm::createStringError(llvm::Twine(Problem.Message));
  if (In.error())
    return damaged(Problem.Message);

  Baseline New;
  New.Folder = folderOf(Path, Files);
  for (Fingerprint &Print : Read.Findings) {
    size_t Index = New.Entries.size();
    New.InFile[hashOf({Print.Check, Print.File, Print.Code})].push_back(Index);
    New.Elsewhere[hashOf({Print.Check, Print.Code})].push_back(Index);
    New.Entries.push_back({std::move(Print)});
  }
  return New;
}

llvm::Error Baseline::write(StringRef Path,
                            llvm::ArrayRef<ReportedFinding> Findings,
                            Sources &S) {
  Fingerprints Prints(S, folderOf(Path, S.files()));
  std::vector<std::string> Lines;
  for (const ReportedFinding &D : Findings) {
    if (kindOf(D) != FindingKind::Finding)
      continue;
    Fingerprint Print = Prints.of(D);
    std::string Line;
    llvm::raw_string_ostream OS(Line);
    llvm::json::OStream J(OS);
    // The file first, because the lines are sorted.
    J.object([&] {
      J.attribute("file", Print.File);
      J.attribute("check", Print.Check);
      J.attribute("code", Print.Code);
      J.attribute("context", Print.Context);
    });
    J.flush();
    Lines.push_back(std::move(Line));
  }
  // One finding per line, sorted, so that a diff shows the changes.
  llvm::sort(Lines);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  OS << "{\n\"version\": " << BaselineVersion << ",\n\"findings\": [";
  for (const std::string &Line : Lines)
    OS << (&Line == &Lines.front() ? "\n" : ",\n") << Line;
  OS << "\n]\n}\n";
  if (std::error_code EC = replaceFile(Path, Text))
    return llvm::createStringError(
        Path + ": error: cannot write the baseline: " + EC.message());
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Matching
//===----------------------------------------------------------------------===//

std::string Baseline::pathOf(const Entry &Each) const {
  return absolutePath(Each.File, Folder);
}

bool Baseline::isGone(const Entry &Each, const Sources &S) const {
  auto [It, IsNew] = GoneFiles.try_emplace(Each.File);
  if (IsNew)
    It->second = !S.files().exists(pathOf(Each));
  return It->second;
}

/// The first unused entry, in \p Context if that is not empty.
Baseline::Entry *Baseline::take(std::vector<size_t> &Among, StringRef Context) {
  for (size_t Index : Among) {
    Entry &Each = Entries[Index];
    if (Each.Matched || (!Context.empty() && Each.Context != Context))
      continue;
    Each.Matched = true;
    return &Each;
  }
  return nullptr;
}

unsigned Baseline::filter(std::vector<ReportedFinding> &Findings, Sources &S) {
  Fingerprints Prints(S, Folder);
  std::vector<std::optional<Fingerprint>> Open;
  for (const ReportedFinding &D : Findings)
    Open.push_back(kindOf(D) == FindingKind::Finding
                       ? std::optional(Prints.of(D))
                       : std::nullopt);
  std::vector<bool> IsMatched(Findings.size());
  auto Match = [&](llvm::function_ref<bool(const Fingerprint &)> Matches) {
    for (size_t I = 0; I < Open.size(); ++I)
      if (Open[I] && !IsMatched[I])
        IsMatched[I] = Matches(*Open[I]);
  };
  // Among equal statements, prefer those in the same context.
  auto InFileWith = [this](const Fingerprint &Print, StringRef Context) {
    auto Found = InFile.find(hashOf({Print.Check, Print.File, Print.Code}));
    return Found != InFile.end() && take(Found->second, Context);
  };
  Match([&](const Fingerprint &Print) {
    return InFileWith(Print, Print.Context);
  });
  Match([&](const Fingerprint &Print) { return InFileWith(Print, ""); });
  // The rest may come from a renamed file.
  Match([&](const Fingerprint &Print) {
    auto Found = Elsewhere.find(hashOf({Print.Check, Print.Code}));
    if (Found == Elsewhere.end() || Print.Context.empty())
      return false;
    std::vector<size_t> Moved;
    for (size_t Index : Found->second) {
      if (isGone(Entries[Index], S))
        Moved.push_back(Index);
    }
    return take(Moved, Print.Context) != nullptr;
  });

  unsigned Before = Findings.size();
  size_t I = 0;
  llvm::erase_if(Findings,
                 [&](const ReportedFinding &) { return IsMatched[I++]; });
  return Before - Findings.size();
}

unsigned Baseline::countGone(
    const Sources &S,
    llvm::function_ref<bool(StringRef File)> WasAnalysed) const {
  return llvm::count_if(Entries, [&](const Entry &Each) {
    return !Each.Matched && (WasAnalysed(pathOf(Each)) || isGone(Each, S));
  });
}

} // namespace clang::tidy::async
