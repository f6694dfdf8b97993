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

/// True if \p Option looks like a misspelt option that all checks share.
static bool resemblesShared(StringRef Option, const OptionMap &Options) {
  if (Option.contains('.') || Option == OldTestPathsKey)
    return false;
  return Option.starts_with_insensitive("async") ||
         llvm::any_of(Options, [&](const auto &Each) {
           return !Each.first().contains('.') &&
                  Option.edit_distance(Each.first(), true, 3) < 3;
         });
}

static std::string unknownOption(StringRef Option, const OptionMap &Options) {
  std::vector<StringRef> Names;
  for (const auto &Each : Options)
    if (Each.first().contains('.') == Option.contains('.') &&
        Each.first().starts_with_insensitive("async"))
      Names.push_back(Each.first());
  llvm::sort(Names);
  std::optional<StringRef> Suggestion = closest(Option, Names);
  return ("unknown option '" + Option + "'" +
          (Suggestion ? "; did you mean '" + *Suggestion + "'?" : ""))
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
  return resemblesShared(Option, Shared) ? unknownOption(Option, Shared) : "";
}

std::string problemOfOption(StringRef Option, const OptionMap &Options) {
  if (Options.contains(Option))
    return "";
  std::string Problem = problemOfSharedOption(Option, Options);
  if (Problem.empty() && Option.starts_with("async-"))
    Problem = unknownOption(Option, Options);
  return Problem;
}

} // namespace clang::tidy::async
