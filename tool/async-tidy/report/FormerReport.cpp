//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FormerReport.h"
#include "ParseJson.h"
#include "model/InputFile.h"
#include "llvm/ADT/STLExtras.h"

using llvm::StringRef;

namespace clang::tidy::async {

static llvm::Error damaged(const llvm::Twine &Problem) {
  return llvm::createStringError(
      Problem + "; this is not a report in the format html or json, or a "
                "damaged one: name another with --trend, or none");
}

static std::string textOf(const llvm::json::Object &Object, StringRef Key) {
  return Object.getString(Key).value_or("").str();
}

static unsigned numberOf(const llvm::json::Object &Object, StringRef Key) {
  int64_t Number = Object.getInteger(Key).value_or(0);
  return Number < 0 || Number > UINT32_MAX ? 0 : Number;
}

/// The text at the index that \p Key has, in the table \p Name of \p Report.
static std::string lookUp(const llvm::json::Object &Report, StringRef Name,
                          StringRef Member, const llvm::json::Object &Object,
                          StringRef Key) {
  const llvm::json::Array *Table = Report.getArray(Name);
  size_t Index = numberOf(Object, Key);
  if (!Table || Index >= Table->size() || !(*Table)[Index].getAsObject())
    return "";
  return textOf(*(*Table)[Index].getAsObject(), Member);
}

static FormerReport::Entry entryOf(const llvm::json::Object &Finding,
                                   const llvm::json::Object &Report,
                                   bool IsHtml) {
  FormerReport::Entry New;
  New.Fingerprint = textOf(Finding, "fingerprint");
  New.Severity = textOf(Finding, "severity");
  New.Message = textOf(Finding, "message");
  if (!IsHtml) {
    New.Check = textOf(Finding, "check");
    New.File = textOf(Finding, "file");
    New.Line = numberOf(Finding, "line");
    if (textOf(Finding, "level") == "remark")
      New.Severity = "remark";
  } else {
    New.Check = lookUp(Report, "checks", "name", Finding, "check");
    if (const llvm::json::Object *At = Finding.getObject("at")) {
      New.File = lookUp(Report, "files", "path", *At, "file");
      New.Line = numberOf(*At, "line");
    }
  }
  if (!llvm::is_contained(ReportedSeverities, New.Severity))
    New.Severity = "medium";
  return New;
}

static TrendPoint pointOf(const llvm::json::Object &Object) {
  TrendPoint New;
  New.Label = textOf(Object, "label");
  for (auto [Severity, Number] :
       llvm::zip_equal(ReportedSeverities, New.Findings))
    Number = numberOf(Object, Severity);
  return New;
}

llvm::Expected<FormerReport> FormerReport::read(StringRef Path,
                                                llvm::vfs::FileSystem &Files) {
  auto Buffer = readInput(Path, Files, MaxGeneratedBytes);
  if (!Buffer)
    return llvm::createStringError(Path + ": error: cannot read this report: " +
                                   llvm::toString(Buffer.takeError()));
  StringRef Text = (*Buffer)->getBuffer();
  size_t Begin = Text.find(HtmlDataBegin);
  bool IsHtml = Begin != StringRef::npos;
  unsigned LinesBefore = 0;
  if (IsHtml) {
    Begin += HtmlDataBegin.size();
    LinesBefore = Text.take_front(Begin).count('\n');
    Text = Text.drop_front(Begin);
    Text = Text.take_front(Text.find("</script>"));
  }
  auto Parsed = parseJson(Text, Path, LinesBefore);
  if (!Parsed)
    return damaged(toString(Parsed.takeError()));
  const std::string Begins =
      (Path + ":" + llvm::Twine(LinesBefore + 1) + ":1: error: ").str();
  const llvm::json::Object *Report = Parsed->getAsObject();
  const llvm::json::Array *Found =
      Report ? Report->getArray("findings") : nullptr;
  if (!Found || Report->getInteger("version") != 1)
    return damaged(Begins + "it has no findings of version 1");

  FormerReport New;
  TrendPoint Itself;
  for (const llvm::json::Value &Each : *Found) {
    const llvm::json::Object *Finding = Each.getAsObject();
    if (!Finding)
      return damaged(Begins + "a finding is not an object");
    New.Findings.push_back(entryOf(*Finding, *Report, IsHtml));
    for (auto [Severity, Number] :
         llvm::zip_equal(ReportedSeverities, Itself.Findings))
      Number += New.Findings.back().Severity == Severity;
  }
  if (const llvm::json::Array *History = Report->getArray("history"))
    for (const llvm::json::Value &Each : *History)
      if (const llvm::json::Object *Point = Each.getAsObject())
        New.History.push_back(pointOf(*Point));
  if (New.History.empty())
    New.History.push_back(Itself);
  return New;
}

} // namespace clang::tidy::async
