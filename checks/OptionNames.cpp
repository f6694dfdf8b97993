//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OptionNames.h"
#include "model/Closest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using llvm::StringRef;

namespace clang::tidy::async {

using OptionMap = ClangTidyOptions::OptionMap;

static constexpr llvm::StringLiteral OldTestPathsKey = "TestPaths";

/// True if \p Option is one of all checks with letters swapped or missing.
static bool resemblesShared(StringRef Option, const OptionMap &Known) {
  if (Option.contains('.') || Option == OldTestPathsKey)
    return false;
  return Option.starts_with_insensitive("async") ||
         llvm::any_of(Known, [&](const auto &Each) {
           return !Each.first().contains('.') &&
                  Option.edit_distance(Each.first(), true, 3) < 3;
         });
}

static std::string noOption(StringRef Option, const OptionMap &Known) {
  std::vector<StringRef> Names;
  for (const auto &Each : Known)
    if (Each.first().contains('.') == Option.contains('.') &&
        Each.first().starts_with_insensitive("async"))
      Names.push_back(Each.first());
  llvm::sort(Names);
  std::optional<StringRef> Meant = closest(Option, Names);
  return ("unknown option '" + Option + "'" +
          (Meant ? "; did you mean '" + *Meant + "'?" : ""))
      .str();
}

std::string problemOfSharedOption(StringRef Option, const OptionMap &Shared) {
  if (Shared.contains(Option))
    return "";
  auto [Check, Key] = Option.split('.');
  if (Check.starts_with("async-") && Shared.contains(Key))
    return ("'" + Option + "' has no effect: all checks share this option; " +
            "call it '" + Key + "'")
        .str();
  return resemblesShared(Option, Shared) ? noOption(Option, Shared) : "";
}

std::string problemOfOption(StringRef Option, const OptionMap &Known) {
  if (Known.contains(Option))
    return "";
  std::string Why = problemOfSharedOption(Option, Known);
  if (Why.empty() && Option.starts_with("async-"))
    Why = noOption(Option, Known);
  return Why;
}

} // namespace clang::tidy::async
