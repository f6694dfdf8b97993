//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "model/ReaderErrors.h"
#include "model/Closest.h"
#include "model/ModelKeys.h"
#include "model/Vocabulary.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>

using llvm::StringRef;

namespace clang::tidy::async {

static StringRef wordAt(const llvm::SMDiagnostic &Diag) {
  StringRef Rest = Diag.getLineContents();
  Rest = Rest.substr(std::max(Diag.getColumnNo(), 0)).ltrim("\"'");
  return Rest.take_while(
      [](char C) { return llvm::isAlnum(C) || C == '-' || C == '_'; });
}

/// LLVM's text, in our words.
static StringRef inOurWords(StringRef Text) {
  return llvm::StringSwitch<StringRef>(Text)
      .Case("invalid boolean", "expected true or false")
      .Case("not a mapping", "expected keys and values, as in 'name: value'")
      .Case("not a sequence", "expected a list: lines that begin with '-'")
      .Case("unexpected scalar", "expected one value, not a list")
      .Case("Unexpected token. Expected Key, Flow Entry, or Flow Mapping End.",
            "the '{' before this is not closed; expected ',' or '}'")
      .Case("Could not find closing ]!",
            "the '[' before this is not closed; expected ',' or ']'")
      .Default(Text);
}

/// LLVM's text about a key, in our words.
static void describeKey(llvm::raw_ostream &OS, StringRef Typed,
                        const ReaderState &State) {
  std::optional<StringRef> Suggestion = closest(Typed, State.Allowed);
  if (State.Role && llvm::is_contained(keysOf<CallModel>(), Typed)) {
    if (State.Role->Is == Role::None)
      OS << "an entry without a role";
    else
      OS << "the role " << State.Role->Word;
    OS << " does not take the key '" << Typed << "'";
    Suggestion.reset();
  } else {
    OS << "unknown key '" << Typed << "'";
  }
  if (Suggestion)
    OS << "; did you mean '" << *Suggestion << "'?";
  else
    OS << "; allowed are " << llvm::join(State.Allowed, ", ");
}

/// The same for a word.
static void describeWord(llvm::raw_ostream &OS, StringRef Typed,
                         const ReaderState &State) {
  if (llvm::is_contained(State.Allowed, Typed)) // `start: [lazy]`
    OS << "expected one word, not a list";
  else if (State.AreRoles && isWord<Trait>(Typed))
    OS << "'" << Typed << "' is a trait, not a role; write `traits: [" << Typed
       << "]`";
  else if (std::optional<StringRef> Suggestion = closest(Typed, State.Allowed))
    OS << "unknown word '" << Typed << "'; did you mean '" << *Suggestion
       << "'?";
  else
    OS << "unknown word '" << Typed << "'; allowed are "
       << llvm::join(State.Allowed, ", ");
}

void recordDiagnostic(const llvm::SMDiagnostic &Diag, void *Context) {
  auto &State = *static_cast<ReaderState *>(Context);
  if (!State.Message.empty())
    return; // Further errors follow from the first.
  llvm::raw_string_ostream OS(State.Message);
  OS << State.File << ':' << Diag.getLineNo() << ':' << Diag.getColumnNo() + 1
     << ": error: ";
  StringRef Text = Diag.getMessage();
  if (Text.consume_front("unknown key '"))
    describeKey(OS, Text.take_until([](char C) { return C == '\''; }), State);
  else if (Text.starts_with("unknown enumerated scalar"))
    describeWord(OS, wordAt(Diag), State);
  else
    OS << inOurWords(Text);
}

} // namespace clang::tidy::async
