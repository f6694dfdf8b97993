//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Writers.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using llvm::StringRef;

namespace clang::tidy::async {

std::vector<const tooling::DiagnosticMessage *>
pathToCause(const ReportedFinding &D) {
  std::vector<const tooling::DiagnosticMessage *> Path;
  const tooling::DiagnosticMessage *From = nullptr;
  for (size_t I = 0; I < D.Notes.size(); ++I) {
    if (D.kindOfNote(I) == NoteKind::Step)
      Path.push_back(&D.Notes[I]);
    if (D.kindOfNote(I) == NoteKind::Place && !From)
      From = &D.Notes[I];
  }
  // The path of a finding that is reported at an intermediate call starts at
  // its first place.
  size_t Nearest = From ? D.Behind->nearestOwn() : 0;
  bool IsIntermediate = From && Nearest + 1 < D.Behind->Steps.size();
  if (Path.empty() && !IsIntermediate)
    return {};
  size_t Beyond = IsIntermediate ? std::min(Nearest, Path.size()) : Path.size();
  Path.insert(Path.end() - Beyond, &D.Message);
  if (IsIntermediate)
    Path.insert(Path.begin(), From);
  return Path;
}

std::vector<WayNode> waysToCause(const ReportedFinding &D) {
  std::vector<WayNode> Nodes;
  // The calls from which the operation is reached, by place: the ways of all
  // functions come together.
  std::map<Span, size_t> Known;
  auto Add = [&](const Cause &Origin) {
    if (Nodes.empty())
      Nodes.push_back({Origin.Steps.front().Callee, {}, 0});
    size_t Next = 0;
    for (size_t I = 0; I < Origin.Steps.size(); ++I) {
      bool IsFirst = I + 1 == Origin.Steps.size();
      auto [It, IsNew] = Known.try_emplace(Origin.Steps[I].At, Nodes.size());
      if (IsNew)
        Nodes.push_back({IsFirst ? Origin.Function : Origin.Steps[I + 1].Callee,
                         Origin.Steps[I].At, Next});
      else if (IsFirst)
        Nodes[It->second].Name = Origin.Function;
      Next = It->second;
    }
  };
  if (D.Behind) {
    Add(*D.Behind);
    for (const Cause &Other : D.OtherOrigins)
      Add(Other);
    return Nodes;
  }
  for (const tooling::DiagnosticMessage *Step : pathToCause(D)) {
    Span At;
    At.File = Step->FilePath;
    At.Offset = Step->FileOffset;
    Nodes.insert(Nodes.begin(), {"", At, 0});
  }
  for (size_t I = 1; I < Nodes.size(); ++I)
    Nodes[I].To = I - 1;
  return Nodes;
}

} // namespace clang::tidy::async
