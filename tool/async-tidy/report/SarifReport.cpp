//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Baseline.h"
#include "PageText.h"
#include "Writers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace clang::tidy::async {

static StringRef levelOf(Severity S) {
  switch (S) {
  case Severity::High:
    return "error";
  case Severity::Medium:
    return "warning";
  case Severity::Low:
    return "note";
  }
  llvm_unreachable("no such severity");
}

/// \p Path with the characters that a URI cannot contain as %XX.
static std::string uriOf(StringRef Path) {
  std::string Uri;
  for (unsigned char C : Path) {
    if (llvm::isAlnum(C) || StringRef("/-._~!$&'()*+,;=@").contains(C)) {
      Uri += C;
    } else {
      Uri += '%';
      Uri += llvm::hexdigit(C >> 4);
      Uri += llvm::hexdigit(C & 15);
    }
  }
  return Uri;
}

static constexpr llvm::StringLiteral RootId = "%SRCROOT%";

namespace {
class SarifWriter {
public:
  SarifWriter(Sources &S, llvm::raw_ostream &OS) : S(S), J(OS, 2) {}

  void write(const ReportContent &Content) {
    J.object([&] {
      J.attribute("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/"
                             "errata01/os/schemas/sarif-schema-2.1.0.json");
      J.attribute("version", "2.1.0");
      J.attributeArray("runs", [&] { J.object([&] { writeRun(Content); }); });
    });
    J.flush();
  }

private:
  void writeRun(const ReportContent &Content) {
    std::vector<ReportedFinding> Findings, Problems;
    for (const ReportedFinding &D : Content.Findings)
      (kindOf(D) == FindingKind::Finding ? Findings : Problems).push_back(D);
    J.attributeObject("tool", [&] {
      J.attributeObject("driver", [&] {
        J.attribute("name", "async-tidy");
        J.attribute("version", ASYNC_TIDY_VERSION);
        J.attributeArray("rules", [&] { writeRules(Findings); });
      });
    });
    J.attribute("columnKind", "utf16CodeUnits");
    if (!S.root().empty())
      J.attributeObject("originalUriBaseIds", [&] {
        J.attributeObject(RootId, [&] {
          J.attribute("uri", "file://" + uriOf(S.root().rtrim('/')) + "/");
        });
      });
    J.attributeArray("invocations", [&] {
      J.object([&] { writeInvocation(Problems, Content.Failures); });
    });
    std::vector<std::string> Hashes = stableHashes(Findings, S);
    J.attributeArray("results", [&] {
      for (const auto &[D, Hash] : llvm::zip_equal(Findings, Hashes))
        J.object([&] { writeResult(D, Hash); });
    });
  }

  /// Our checks, then other checks with findings.
  void writeRules(llvm::ArrayRef<ReportedFinding> Findings) {
    for (const CheckInfo &Check : listedChecks()) {
      RuleIndex.insert({Check.Name, RuleIndex.size()});
      J.object([&] { writeRule(Check); });
    }
    for (const ReportedFinding &D : Findings)
      if (RuleIndex.insert({D.DiagnosticName, RuleIndex.size()}).second)
        J.object([&] { J.attribute("id", toUtf8(D.DiagnosticName)); });
  }

  void writeRule(const CheckInfo &Check) {
    J.attribute("id", Check.Name);
    std::string Page = pageOf(Check);
    writeText("shortDescription", Check.Summary);
    writeText("fullDescription", introductionOf(Check.Page));
    J.attributeObject("help", [&] {
      std::string More = "\nMore: " + referenceTo(Check) + "\n";
      J.attribute("text", pageAsText(Check.Page, {}) + More);
      J.attribute("markdown", pageAsMarkdown(Check.Page, Page) + More);
    });
    if (!Page.empty())
      J.attribute("helpUri", Page);
    J.attributeObject("defaultConfiguration",
                      [&] { J.attribute("level", levelOf(Check.Level)); });
    J.attributeObject("properties", [&] {
      J.attributeArray("tags", [&] {
        J.value("asynchrony");
        J.value("concurrency");
      });
    });
  }

  void writeInvocation(llvm::ArrayRef<ReportedFinding> Problems,
                       llvm::ArrayRef<FileFailure> Failures) {
    J.attribute("executionSuccessful", Problems.empty() && Failures.empty());
    auto Write = [&](StringRef Key, FindingKind Kind) {
      J.attributeArray(Key, [&] {
        for (const ReportedFinding &D : Problems)
          if (kindOf(D) == Kind)
            J.object([&] {
              J.attribute("level", "error");
              writeText("message", D.Message.Message);
              writeLocations("locations", D.Message);
            });
        if (Kind == FindingKind::CompileError)
          for (const FileFailure &Failure : Failures)
            J.object([&] { writeFailure(Failure); });
      });
    };
    Write("toolExecutionNotifications", FindingKind::CompileError);
    Write("toolConfigurationNotifications", FindingKind::ConfigError);
  }

  void writeFailure(const FileFailure &Failure) {
    J.attribute("level", "error");
    writeText("message", messageOf(Failure) +
                             (Failure.Command.empty()
                                  ? ""
                                  : "; to reproduce: " + Failure.Command));
    J.attributeArray("locations", [&] {
      J.object([&] {
        J.attributeObject("physicalLocation", [&] { writeFile(Failure.File); });
      });
    });
  }

  void writeResult(const ReportedFinding &D, StringRef Hash) {
    J.attribute("ruleId", toUtf8(D.DiagnosticName));
    J.attribute("ruleIndex", RuleIndex.lookup(D.DiagnosticName));
    J.attribute("level", levelOf(severityOf(D)));
    writeText("message", D.Message.Message);
    writeLocations("locations", D.Message);
    J.attributeObject("partialFingerprints",
                      [&] { J.attribute("asyncTidy/v1", Hash); });
    if (!D.Notes.empty())
      J.attributeArray("relatedLocations", [&] {
        int Id = 0;
        for (const tooling::DiagnosticMessage &Note : D.Notes)
          J.object([&] {
            J.attribute("id", ++Id);
            writeLocation(Note, Note.Message);
          });
      });
    writeCodeFlow(D);
    writeFixes(D);
  }

  /// The calls from the finding to its cause.
  void writeCodeFlow(const ReportedFinding &D) {
    std::vector<const tooling::DiagnosticMessage *> Path = pathToCause(D);
    if (Path.empty())
      return;
    J.attributeArray("codeFlows", [&] {
      J.object([&] {
        J.attributeArray("threadFlows", [&] {
          J.object([&] {
            J.attributeArray("locations", [&] {
              for (const tooling::DiagnosticMessage *Step : Path)
                J.object([&] {
                  J.attributeObject(
                      "location", [&] { writeLocation(*Step, Step->Message); });
                });
            });
          });
        });
      });
    });
  }

  void writeFixes(const ReportedFinding &D) {
    std::vector<OfferedFix> Fixes = offeredFixes(D, S);
    if (Fixes.empty())
      return;
    J.attributeArray("fixes", [&] {
      for (const OfferedFix &Fix : Fixes)
        J.object([&] {
          writeText("description", Fix.Text);
          J.attributeArray("artifactChanges", [&] {
            for (const auto &[Path, Edits] : editsByFile(*Fix.Edits))
              J.object([&, &Path = Path, &Edits = Edits] {
                writeFile(Path);
                J.attributeArray("replacements", [&] {
                  for (const tooling::Replacement &Edit : *Edits)
                    J.object([&] { writeReplacement(Path, Edit); });
                });
              });
          });
        });
    });
  }

  void writeReplacement(StringRef Path, const tooling::Replacement &Edit) {
    writeRegion("deletedRegion", Path, Edit.getOffset(), Edit.getLength());
    J.attributeObject("insertedContent", [&] {
      J.attribute("text", toUtf8(Edit.getReplacementText()));
    });
  }

  void writeLocations(StringRef Key,
                      const tooling::DiagnosticMessage &Message) {
    J.attributeArray(Key, [&] {
      if (!Message.FilePath.empty())
        J.object([&] { writeLocation(Message, ""); });
    });
  }

  void writeLocation(const tooling::DiagnosticMessage &Message,
                     StringRef Text) {
    if (!Message.FilePath.empty())
      J.attributeObject("physicalLocation", [&] {
        writeFile(Message.FilePath);
        unsigned Length = 0;
        // The range that begins at the position of the message, if there is
        // one.
        for (const tooling::FileByteRange &Range : Message.Ranges)
          if (Range.FilePath == Message.FilePath &&
              Range.FileOffset == Message.FileOffset)
            Length = std::max(Length, Range.Length);
        writeRegion("region", Message.FilePath, Message.FileOffset, Length);
      });
    if (!Text.empty())
      writeText("message", Text);
  }

  /// An artifactLocation.
  void writeFile(StringRef Path) {
    std::string Shown = S.shownPath(Path);
    J.attributeObject("artifactLocation", [&] {
      if (llvm::sys::path::is_absolute(Shown)) {
        J.attribute("uri", "file://" + uriOf(Shown));
        return;
      }
      J.attribute("uri", uriOf(Shown));
      J.attribute("uriBaseId", RootId);
    });
  }

  void writeRegion(StringRef Key, StringRef Path, unsigned Offset,
                   unsigned Length) {
    auto Begin = S.place(Path, Offset);
    auto End = S.place(Path, Offset + Length);
    if (!Begin || !End)
      return;
    J.attributeObject(Key, [&] {
      J.attribute("startLine", Begin->Line);
      J.attribute("startColumn", Begin->Utf16Column);
      J.attribute("endLine", End->Line);
      J.attribute("endColumn", End->Utf16Column);
    });
  }

  void writeText(StringRef Key, StringRef Text) {
    J.attributeObject(Key, [&] { J.attribute("text", toUtf8(Text)); });
  }

  Sources &S;
  llvm::json::OStream J;
  llvm::StringMap<unsigned> RuleIndex;
};
} // namespace

void writeSarif(const ReportContent &Content, Sources &S,
                llvm::raw_ostream &OS) {
  SarifWriter(S, OS).write(Content);
  OS << '\n';
}

} // namespace clang::tidy::async
