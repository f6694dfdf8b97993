//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HtmlData.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/SHA256.h"

using llvm::StringRef;

namespace clang::tidy::async {

extern const llvm::StringLiteral HtmlPage;
extern const llvm::StringLiteral HtmlStyle;
extern const llvm::StringLiteral HtmlScript;

/// A source of a content security policy: only \p Text.
static std::string sourceOf(StringRef Text) {
  std::array<uint8_t, 32> Hash = llvm::SHA256::hash(llvm::ArrayRef(
      reinterpret_cast<const uint8_t *>(Text.data()), Text.size()));
  return "'sha256-" + llvm::encodeBase64(Hash) + "'";
}

/// The page may run its own script, and load nothing.
static std::string policy() {
  return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src "
         "data:; script-src " +
         sourceOf(HtmlScript) + "; style-src " + sourceOf(HtmlStyle);
}

/// The data, so that no text in it can end its element, or begin another.
static std::string dataOf(const ReportContent &Content, Sources &S,
                          const ReportOptions &Options) {
  std::string Json;
  llvm::raw_string_ostream OS(Json);
  HtmlData(Content, S, Options).write(OS);
  // In JSON, this character occurs only in strings.
  std::string Escaped;
  for (char C : OS.str()) {
    if (C == '<')
      Escaped += "\\u003c";
    else
      Escaped += C;
  }
  return Escaped;
}

void writeHtml(const ReportContent &Content, Sources &S,
               const ReportOptions &Options, llvm::raw_ostream &OS) {
  // The texts that replace {{name}} are not searched for such names.
  StringRef Rest = HtmlPage;
  while (!Rest.empty()) {
    auto [Before, Marked] = Rest.split("{{");
    OS << Before;
    auto [Name, After] = Marked.split("}}");
    if (Name == "policy")
      OS << policy();
    else if (Name == "style")
      OS << HtmlStyle;
    else if (Name == "data")
      OS << HtmlDataBegin << dataOf(Content, S, Options) << "</script>";
    else if (Name == "script")
      OS << HtmlScript;
    Rest = After;
  }
}

} // namespace clang::tidy::async
