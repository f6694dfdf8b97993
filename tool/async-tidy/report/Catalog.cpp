//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog.h"
#include "PageText.h"
#include "model/Closest.h"
#include "model/LibraryModel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBufferRef.h"

using llvm::StringRef;

namespace clang::tidy::async {

/// The text of docs/checks/<name>.md; empty if there is no such page.
StringRef embeddedPage(StringRef Name);

StringRef nameOf(Severity S) {
  switch (S) {
  case Severity::Low:
    return "low";
  case Severity::Medium:
    return "medium";
  case Severity::High:
    return "high";
  }
  llvm_unreachable("no such severity");
}

// The words in the third column of the list.
[[maybe_unused]] static constexpr llvm::StringLiteral Always = "always";
[[maybe_unused]] static constexpr llvm::StringLiteral Sometimes = "sometimes";
[[maybe_unused]] static constexpr llvm::StringLiteral Never = "never";

llvm::ArrayRef<CheckInfo> listedChecks() {
  static const std::vector<CheckInfo> List = [] {
    std::vector<CheckInfo> Checks = {
#define ASYNC_CHECK(CLASS, NAME, SEVERITY, FIX, SINCE, SUMMARY)                \
  {NAME, Severity::SEVERITY, FIX, SINCE, SUMMARY, embeddedPage(NAME)},
#include "Checks.def"
    };
    llvm::sort(Checks, [](const CheckInfo &A, const CheckInfo &B) {
      return A.Name < B.Name;
    });
    return Checks;
  }();
  return List;
}

const CheckInfo *findCheck(StringRef Name) {
  auto *Found = llvm::find_if(
      listedChecks(), [&](const CheckInfo &Each) { return Each.Name == Name; });
  return Found == listedChecks().end() ? nullptr : Found;
}

std::string pageOf(const CheckInfo &Check) {
  static constexpr StringRef Pages = ASYNC_TIDY_PAGES;
  return Pages.empty() ? "" : (Pages + "/" + Check.Name + ".md").str();
}

std::string referenceTo(const CheckInfo &Check) {
  std::string Page = pageOf(Check);
  return Page.empty() ? ("async-tidy explain " + Check.Name).str() : Page;
}

llvm::Error explainCheck(StringRef Name, TextStyle Style,
                         llvm::raw_ostream &OS) {
  const CheckInfo *Check = findCheck(Name);
  if (!Check)
    Check = findCheck(("async-" + Name).str());
  if (Check) {
    OS << pageAsText(Check->Page, Style) << "\nseverity "
       << nameOf(Check->Level) << ", fix-it " << Check->Fix << ", since "
       << Check->Since << "\n";
    if (std::string Page = pageOf(*Check); !Page.empty())
      OS << Page << '\n';
    return llvm::Error::success();
  }
  std::string Problem = ("unknown check '" + Name + "'").str();
  std::vector<StringRef> Names;
  for (const CheckInfo &Each : listedChecks())
    Names.push_back(Each.Name);
  if (std::optional<StringRef> Suggestion = closest(Name, Names))
    Problem += "; did you mean '" + Suggestion->str() + "'?";
  else
    Problem += "; 'async-tidy list' shows all checks, and clang-tidy's own "
               "checks are described at "
               "https://clang.llvm.org/extra/clang-tidy/checks/list.html";
  return llvm::createStringError(llvm::Twine(Problem));
}

void listChecks(TextStyle Style, llvm::raw_ostream &OS) {
  std::vector<std::vector<std::string>> Rows = {
      {"check", "severity", "fix-it", "what it finds"}};
  for (const CheckInfo &Each : listedChecks())
    Rows.push_back({Each.Name.str(), nameOf(Each.Level).str(), Each.Fix.str(),
                    Each.Summary.str()});
  OS << tableAsText(Rows, Style);
}

void listModels(TextStyle Style, llvm::raw_ostream &OS) {
  std::vector<std::vector<std::string>> Rows = {
      {"library", "types", "functions", "namespaces"}};
  for (const BuiltinModel &File : builtinModels()) {
    auto Model =
        llvm::cantFail(readLibraryModel({File.Text, File.File}),
                       "a built-in model that the tests have not read");
    // One entry may list several names.
    auto CountNames = [](const auto &Entries) {
      size_t Count = 0;
      for (const auto &Each : Entries)
        Count += Each.Names.size();
      return llvm::utostr(Count);
    };
    Rows.push_back({Model->Name, CountNames(Model->Types),
                    CountNames(Model->Calls),
                    Model->Roots.empty() ? "the global namespace"
                                         : llvm::join(Model->Roots, ", ")});
  }
  OS << tableAsText(Rows, Style);
}

} // namespace clang::tidy::async
