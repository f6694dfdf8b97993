//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "model/ModelKeys.h"
#include "model/ModelSchema.h"
#include "model/Vocabulary.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;

namespace clang::tidy::async {

namespace {
/// Writes keys as rows of a table.
class DocKeys {
public:
  explicit DocKeys(llvm::raw_ostream &OS) : OS(OS) {}
  template <typename T> void required(StringRef Key, T &, StringRef Doc) {
    OS << "| `" << Key << "` | " << Doc << "; required |\n";
  }
  template <typename T> void optional(StringRef Key, T &, StringRef Doc) {
    OS << "| `" << Key << "` | " << Doc << " |\n";
  }

private:
  llvm::raw_ostream &OS;
};
} // namespace

template <typename T>
static void describeKeys(llvm::raw_ostream &OS, StringRef Title) {
  OS << "### " << Title << "\n\n| key | meaning |\n| --- | --- |\n";
  DocKeys K(OS);
  T Value;
  mapKeys(K, Value);
  OS << '\n';
}

/// "`a` or `b`"
static std::string inCode(StringRef Keys, StringRef Separator) {
  llvm::SmallVector<StringRef> List;
  Keys.split(List, Separator, -1, /*KeepEmpty=*/false);
  std::string Text;
  for (auto [I, Key] : llvm::enumerate(List))
    Text += (I == 0             ? "`"
             : Separator == "|" ? " or `"
                                : ", `") +
            Key.str() + "`";
  return Text;
}

static void describeRoles(llvm::raw_ostream &OS) {
  OS << "### Words for `role`, and the keys of each\n\n"
        "Every entry may have "
     << inCode(RoleInfo::CommonKeys, " ")
     << ".\nBeyond these, it may have only the keys in the row of its "
        "role.\n\n"
        "| word | meaning | needs | takes |\n| --- | --- | --- | --- |\n";
  for (const RoleInfo &Row : allRoles()) {
    std::string Needs;
    for (StringRef Need : llvm::split(Row.Needs, ' '))
      Needs += (Needs.empty() ? "" : ", ") + inCode(Need, "|");
    OS << "| `" << Row.Word << "` | " << Row.Doc << " | " << Needs << " | "
       << inCode(Row.Takes, " ") << " |\n";
  }
  OS << '\n';
}

template <typename T> static void describeWords(llvm::raw_ostream &OS) {
  OS << "### Words for `" << Vocabulary<T>::Title
     << "`\n\n| word | meaning |\n| --- | --- |\n";
  for (const Word<T> &W : Vocabulary<T>::words())
    OS << "| `" << W.Text << "` | " << W.Doc << " |\n";
  OS << '\n';
}

std::string describeSchema() {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  describeKeys<LibraryModel>(OS, "A model file");
  describeKeys<TypeModel>(OS, "An entry of `types`");
  describeKeys<CallModel>(OS, "An entry of `calls`");
  describeKeys<Selector>(OS, "A selector, for `when` and `unless`");
  describeKeys<FixText>(OS,
                        "A text, for `sibling`, `duration`, `fix`, `offload`, "
                        "`sleep`, `fiber-sleep`, `observer`, `handler`, "
                        "`executor-parameter`, `keeper`, `borrower` and "
                        "`invoker`");
  describeKeys<TogetherText>(OS, "Awaiting several tasks, for `together`");
  forEachVocabulary([&]<typename T>(T) {
    if constexpr (std::is_same_v<T, Role>)
      describeRoles(OS);
    else
      describeWords<T>(OS);
  });
  return StringRef(Text).rtrim().str() + "\n";
}

} // namespace clang::tidy::async
