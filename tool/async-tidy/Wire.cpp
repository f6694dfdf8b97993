//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Wire.h"
#include "index/Bytes.h"

using llvm::StringRef;

namespace clang::tidy::async {

void WireWriter::number(uint64_t N) { appendNumber(Bytes, N); }

void WireWriter::text(StringRef Text) {
  if (!Paths)
    return bytes(Text);
  IsSound &= PortablePaths::isPlain(Text);
  bytes(Paths->hide(Text));
}

void WireWriter::bytes(StringRef Raw) {
  number(Raw.size());
  Bytes += Raw;
}

uint64_t WireReader::number() {
  if (std::optional<uint64_t> N = takeNumber(Rest))
    return *N;
  fail();
  return 0;
}

std::string WireReader::text() {
  return Paths ? Paths->show(bytes()) : bytes();
}

std::string WireReader::bytes() {
  uint64_t Size = number();
  if (Size > Rest.size()) {
    fail();
    return "";
  }
  std::string Text = Rest.take_front(Size).str();
  Rest = Rest.drop_front(Size);
  return Text;
}

size_t WireReader::count() {
  // Each element has at least one byte.
  uint64_t N = number();
  if (N <= Rest.size())
    return N;
  fail();
  return 0;
}

static void write(WireWriter &To, const tooling::DiagnosticMessage &Message) {
  To.text(Message.Message);
  To.text(Message.FilePath);
  To.number(Message.FilePath.empty() ? 0 : Message.FileOffset);
  std::vector<StringRef> Files;
  for (const auto &Entry : Message.Fix)
    Files.push_back(Entry.first());
  llvm::sort(Files);
  To.number(Files.size());
  for (StringRef File : Files) {
    const tooling::Replacements &Edits = Message.Fix.find(File)->second;
    To.text(File);
    To.number(Edits.size());
    for (const tooling::Replacement &Edit : Edits) {
      To.number(Edit.getOffset());
      To.number(Edit.getLength());
      To.text(Edit.getReplacementText());
    }
  }
  To.number(Message.Ranges.size());
  for (const tooling::FileByteRange &Range : Message.Ranges) {
    To.text(Range.FilePath);
    To.number(Range.FileOffset);
    To.number(Range.Length);
  }
}

static tooling::DiagnosticMessage readMessage(WireReader &From) {
  tooling::DiagnosticMessage Message(From.text());
  Message.FilePath = From.text();
  Message.FileOffset = From.number();
  for (size_t Files = From.count(); Files; --Files) {
    std::string File = From.text();
    tooling::Replacements &Edits = Message.Fix[File];
    for (size_t N = From.count(); N; --N) {
      unsigned Offset = From.number();
      unsigned Length = From.number();
      // They did not overlap when they were written.
      llvm::consumeError(Edits.add({File, Offset, Length, From.text()}));
    }
  }
  for (size_t N = From.count(); N; --N) {
    tooling::FileByteRange &Range = Message.Ranges.emplace_back();
    Range.FilePath = From.text();
    Range.FileOffset = From.number();
    Range.Length = From.number();
  }
  return Message;
}

static void write(WireWriter &To, const Span &S) {
  To.text(S.File);
  To.number(S.Offset);
  To.number(S.Length);
  To.number(S.InMacro);
}

static Span readSpan(WireReader &From) {
  Span S;
  S.File = From.text();
  S.Offset = From.number();
  S.Length = From.number();
  S.InMacro = From.number();
  return S;
}

static void write(WireWriter &To, const Cause &C) {
  To.number(C.Steps.size());
  for (const CauseStep &Step : C.Steps) {
    write(To, Step.At);
    To.text(Step.Callee);
    To.number(Step.IsOwn);
  }
  To.text(C.Says);
  write(To, C.In);
  To.text(C.Function);
  To.text(C.Kind);
  To.number(C.Convention);
}

/// None if there are no steps, which only happens with invalid bytes.
static std::optional<Cause> readCause(WireReader &From) {
  Cause C;
  for (size_t N = From.count(); N; --N) {
    CauseStep &Step = C.Steps.emplace_back();
    Step.At = readSpan(From);
    Step.Callee = From.text();
    Step.IsOwn = From.number();
  }
  C.Says = From.text();
  C.In = readSpan(From);
  C.Function = From.text();
  C.Kind = From.text();
  C.Convention = From.number();
  return C.Steps.empty() ? std::nullopt : std::optional(std::move(C));
}

void write(WireWriter &To, llvm::ArrayRef<ReportedFinding> Findings) {
  To.number(Findings.size());
  for (const ReportedFinding &Finding : Findings) {
    To.text(Finding.DiagnosticName);
    To.number(Finding.DiagLevel);
    To.text(Finding.BuildDirectory);
    write(To, Finding.Message);
    To.number(Finding.Notes.size());
    for (const tooling::DiagnosticMessage &Note : Finding.Notes)
      write(To, Note);
    To.text(Finding.FixTitle);
    To.number(Finding.NoteKinds.size());
    for (NoteKind Kind : Finding.NoteKinds)
      To.number(uint64_t(Kind));
    To.text(Finding.Advice);
    To.number(Finding.Behind.has_value());
    if (Finding.Behind)
      write(To, *Finding.Behind);
  }
}

std::vector<ReportedFinding> readFindings(WireReader &From) {
  std::vector<ReportedFinding> Findings;
  for (size_t N = From.count(); N; --N) {
    ReportedFinding &Finding = Findings.emplace_back();
    Finding.DiagnosticName = From.text();
    Finding.DiagLevel = ReportedFinding::Level(From.number());
    Finding.BuildDirectory = From.text();
    Finding.Message = readMessage(From);
    for (size_t Notes = From.count(); Notes; --Notes)
      Finding.Notes.push_back(readMessage(From));
    Finding.FixTitle = From.text();
    for (size_t Kinds = From.count(); Kinds; --Kinds)
      Finding.NoteKinds.push_back(NoteKind(From.number()));
    Finding.Advice = From.text();
    if (From.number())
      Finding.Behind = readCause(From);
  }
  return Findings;
}

static void write(WireWriter &To, double Seconds) {
  To.number(uint64_t(Seconds * 1e6));
}

static double readSeconds(WireReader &From) { return From.number() / 1e6; }

void writeResult(WireWriter &To, const Analysis &A) {
  write(To, A.Findings);
  To.number(A.HasErrors);
  To.number(A.IsSwitchedOff);
  To.number(A.Suppressions.size());
  for (const Suppression &Each : A.Suppressions) {
    To.text(Each.File);
    To.number(Each.Offset);
    To.text(Each.Name);
    To.number(Each.IsInMainFile);
    To.number(Each.IsJudged);
    To.number(Each.IsUsed);
  }
  To.number(A.DroppedFlags.size());
  for (const std::string &Flag : A.DroppedFlags)
    To.text(Flag);
  To.bytes(A.Summary);
  To.bytes(A.Queries);
  To.number(A.Answers);
  write(To, A.Times.Whole);
}

Analysis readResult(WireReader &From) {
  Analysis A;
  A.Findings = readFindings(From);
  A.HasErrors = From.number();
  A.IsSwitchedOff = From.number();
  for (size_t N = From.count(); N; --N) {
    Suppression &Each = A.Suppressions.emplace_back();
    Each.File = From.text();
    Each.Offset = From.number();
    Each.Name = From.text();
    Each.IsInMainFile = From.number();
    Each.IsJudged = From.number();
    Each.IsUsed = From.number();
  }
  for (size_t N = From.count(); N; --N)
    A.DroppedFlags.push_back(From.text());
  A.Summary = From.bytes();
  A.Queries = From.bytes();
  A.Answers = From.number();
  A.Times.Whole = readSeconds(From);
  return A;
}

void write(WireWriter &To, const Analysis &A) {
  writeResult(To, A);
  for (double Seconds : {A.Times.Parse, A.Times.Facts, A.Times.Index})
    write(To, Seconds);
  To.number(A.Times.Checks.size());
  for (const auto &[Name, Seconds] : A.Times.Checks) {
    To.text(Name);
    write(To, Seconds);
  }
  To.number(A.Seen.size());
  for (const auto &[Path, State] : A.Seen) {
    To.text(Path);
    To.number(State.Is);
    To.number(State.Hash);
    To.number(State.Stamp);
  }
}

std::string toBytes(const Analysis &A) {
  WireWriter To;
  write(To, A);
  return std::move(To.Bytes);
}

std::optional<Analysis> readAnalysis(WireReader &From) {
  Analysis A = readResult(From);
  for (double *Seconds : {&A.Times.Parse, &A.Times.Facts, &A.Times.Index})
    *Seconds = readSeconds(From);
  for (size_t N = From.count(); N; --N) {
    std::string Name = From.text();
    A.Times.Checks[Name] = readSeconds(From);
  }
  for (size_t N = From.count(); N; --N) {
    auto &[Path, State] = A.Seen.emplace_back();
    Path = From.text();
    State.Is = FileState::Kind(From.number());
    State.Hash = From.number();
    State.Stamp = From.number();
  }
  if (!From.isAtEnd())
    return std::nullopt;
  return A;
}

std::optional<Analysis> analysisFrom(StringRef Bytes) {
  WireReader From(Bytes);
  return readAnalysis(From);
}

} // namespace clang::tidy::async
