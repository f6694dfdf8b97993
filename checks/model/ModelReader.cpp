//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "model/Closest.h"
#include "model/InputFile.h"
#include "model/ModelKeys.h"
#include "model/ModelRules.h"
#include "model/ProjectFile.h"
#include "model/ReaderErrors.h"
#include "model/Vocabulary.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/YAMLTraits.h"

using namespace clang::tidy::async;
using llvm::StringRef;

namespace {

/// A list that may also be written as its only element.
struct Words {
  std::vector<std::string> List;
};
struct Selectors {
  std::vector<Selector> List;
};
struct TraitWords {
  std::vector<Trait> List;
};
struct NoMapping {};
struct NoScalar {};

/// Reads the keys.
class YamlKeys {
public:
  YamlKeys(llvm::yaml::IO &IO, llvm::ArrayRef<StringRef> Written,
           bool AreRequired)
      : IO(IO), Written(Written), AreRequired(AreRequired) {}
  template <typename T> void required(StringRef Key, T &Value, StringRef) {
    read(Key, Value, AreRequired);
  }
  template <typename T> void optional(StringRef Key, T &Value, StringRef) {
    // Most of them are absent, and asking LLVM for each is slow.
    if (llvm::is_contained(Written, Key))
      read(Key, Value, false);
  }

private:
  template <typename T> void map(StringRef Key, T &Value, bool Required) {
    // The keys outlive the document: they are literals.
    if (Required)
      IO.mapRequired(Key.data(), Value);
    else
      IO.mapOptional(Key.data(), Value);
  }
  template <typename T> void read(StringRef Key, T &Value, bool Required) {
    map(Key, Value, Required);
  }
  void read(StringRef Key, std::vector<std::string> &Value, bool Required) {
    Words W{Value};
    map(Key, W, Required);
    Value = std::move(W.List);
  }
  void read(StringRef Key, std::vector<Trait> &Value, bool Required) {
    TraitWords T{Value};
    map(Key, T, Required);
    Value = std::move(T.List);
  }
  void read(StringRef Key, std::vector<Selector> &Value, bool Required) {
    Selectors S{Value};
    map(Key, S, Required);
    Value = std::move(S.List);
  }
  llvm::yaml::IO &IO;
  const llvm::ArrayRef<StringRef> Written;
  const bool AreRequired;
};

} // namespace

//===----------------------------------------------------------------------===//
// LLVM's YAML traits
//===----------------------------------------------------------------------===//

LLVM_YAML_IS_SEQUENCE_VECTOR(TypeModel)
LLVM_YAML_IS_SEQUENCE_VECTOR(CallModel)
LLVM_YAML_IS_SEQUENCE_VECTOR(Selector)
LLVM_YAML_IS_FLOW_SEQUENCE_VECTOR(Trait)

static ReaderState &stateOf(llvm::yaml::IO &IO) {
  return *static_cast<ReaderState *>(IO.getContext());
}

/// The line of the current mapping. Call it before its keys are read.
static unsigned lineOf(llvm::yaml::IO &IO) {
  const llvm::yaml::Node *Node =
      static_cast<llvm::yaml::Input &>(IO).getCurrentNode();
  return stateOf(IO).lineAt(Node->getSourceRange().Start.getPointer());
}

/// Reads the current mapping. With \p Role, only the keys of that role are
/// allowed.
template <typename T>
static void mapWithKeys(llvm::yaml::IO &IO, T &Value,
                        const RoleInfo *Role = nullptr) {
  std::vector<StringRef> Allowed = keysOf<T>();
  if (Role)
    llvm::erase_if(Allowed, [&](StringRef Key) { return !Role->takes(Key); });
  // LLVM reports the remaining ones.
  std::vector<StringRef> Accepted = IO.keys();
  llvm::erase_if(Accepted, [&](StringRef Key) {
    return !llvm::is_contained(Allowed, Key);
  });
  bool HasUnknown = Accepted.size() < IO.keys().size();
  YamlKeys K(IO, Accepted, /*AreRequired=*/!HasUnknown);
  mapKeys(K, Value);
  // Nested mappings are complete: the next error about a key is about this one.
  ReaderState &State = stateOf(IO);
  State.Allowed = std::move(Allowed);
  State.AreRoles = false;
  State.Role = Role;
  State.HasUnknownKey = HasUnknown;
}

/// The problem with \p Value; empty if it is valid, or if a key is unknown.
template <typename T, typename... Keys>
static std::string validated(llvm::yaml::IO &IO, const T &Value,
                             const Keys &...Written) {
  return stateOf(IO).HasUnknownKey ? "" : problemWith(Value, Written...);
}

namespace llvm::yaml {

template <typename T> struct WordTraits {
  static void enumeration(IO &IO, T &Value) {
    auto &Allowed = stateOf(IO).Allowed;
    Allowed.clear();
    stateOf(IO).AreRoles = std::is_same_v<T, Role>;
    for (const Word<T> &W : Vocabulary<T>::words()) {
      Allowed.push_back(W.Text);
      IO.enumCase(Value, W.Text.data(), W.Value);
    }
  }
};

#define WORD_TRAITS(TYPE)                                                      \
  template <> struct ScalarEnumerationTraits<TYPE> : WordTraits<TYPE> {};
WORD_TRAITS(Role)
WORD_TRAITS(Trait)
WORD_TRAITS(Place)
WORD_TRAITS(Errors)
WORD_TRAITS(TypeKind)
WORD_TRAITS(Start)
WORD_TRAITS(Shots)
WORD_TRAITS(Drop)
WORD_TRAITS(AwaitForm)
WORD_TRAITS(TokenEffect)
WORD_TRAITS(Blocking)
WORD_TRAITS(Moves)
WORD_TRAITS(Resumes)
WORD_TRAITS(Which)
WORD_TRAITS(ClosureLife)
WORD_TRAITS(Finished)

template <> struct ScalarTraits<Position> {
  static void output(const Position &, void *, raw_ostream &) {}
  static StringRef input(StringRef Text, void *, Position &P) {
    P.K = llvm::StringSwitch<Position::Kind>(Text)
              .Case("this", Position::This)
              .Case("last", Position::Last)
              .Case("all", Position::All)
              .Default(Position::Index);
    if (P.K == Position::Index && Text.getAsInteger(10, P.N))
      return "not a position; allowed are 0, 1 ..., this, last, all";
    return {};
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct MappingTraits<NoMapping> {
  static void mapping(IO &IO, NoMapping &) {
    IO.setError("expected a word or a list of words");
  }
};

template <> struct ScalarTraits<NoScalar> {
  static void output(const NoScalar &, void *, raw_ostream &) {}
  static StringRef input(StringRef, void *, NoScalar &) {
    return "expected a selector, as in {args: 2}, or a list of them";
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct PolymorphicTraits<Words> {
  static NodeKind getKind(const Words &) { return NodeKind::Sequence; }
  static std::string &getAsScalar(Words &W) { return W.List.emplace_back(); }
  static std::vector<std::string> &getAsSequence(Words &W) { return W.List; }
  static NoMapping &getAsMap(Words &) {
    static NoMapping None;
    return None;
  }
};

template <> struct PolymorphicTraits<TraitWords> {
  static NodeKind getKind(const TraitWords &) { return NodeKind::Sequence; }
  static Trait &getAsScalar(TraitWords &T) { return T.List.emplace_back(); }
  static std::vector<Trait> &getAsSequence(TraitWords &T) { return T.List; }
  static NoMapping &getAsMap(TraitWords &) {
    static NoMapping None;
    return None;
  }
};

template <> struct PolymorphicTraits<Selectors> {
  static NodeKind getKind(const Selectors &) { return NodeKind::Sequence; }
  static NoScalar &getAsScalar(Selectors &) {
    static NoScalar None;
    return None;
  }
  static std::vector<Selector> &getAsSequence(Selectors &S) { return S.List; }
  static Selector &getAsMap(Selectors &S) { return S.List.emplace_back(); }
};

template <typename T> struct PlainMapping {
  static void mapping(IO &IO, T &Value) { mapWithKeys(IO, Value); }
  static std::string validate(IO &IO, T &Value) { return validated(IO, Value); }
};
template <> struct MappingTraits<FixText> : PlainMapping<FixText> {};
template <> struct MappingTraits<TogetherText> : PlainMapping<TogetherText> {};
template <> struct MappingTraits<LibraryModel> : PlainMapping<LibraryModel> {};
template <> struct MappingTraits<Selector> : PlainMapping<Selector> {
  static const bool flow = true;
};

template <> struct MappingTraits<TypeModel> {
  static void mapping(IO &IO, TypeModel &T) {
    T.Line = lineOf(IO);
    mapWithKeys(IO, T);
  }
  static std::string validate(IO &IO, TypeModel &T) { return validated(IO, T); }
};

template <> struct MappingTraits<CallModel> {
  static void mapping(IO &IO, CallModel &C) {
    C.Line = lineOf(IO);
    // The role determines the allowed keys, wherever it is. If it is missing,
    // that is the error.
    std::vector<StringRef> Written = IO.keys();
    bool HasRole = llvm::is_contained(Written, "role");
    if (HasRole)
      IO.mapOptional("role", C.Is);
    bool IsEntry = HasRole || llvm::is_contained(Written, "traits");
    mapWithKeys(IO, C, IsEntry ? &infoOf(C.Is) : nullptr);
  }
  static std::string validate(IO &IO, CallModel &C) {
    return validated(IO, C, IO.keys());
  }
};

} // namespace llvm::yaml

namespace clang::tidy::async {

/// True if a line of \p Text has a key of a model, or one that is similar.
static bool isLikeModel(StringRef Text) {
  llvm::ArrayRef<StringRef> Keys = keysOf<LibraryModel>();
  return llvm::any_of(llvm::split(Text, '\n'), [&](StringRef Line) {
    Line = Line.ltrim("{ \"'");
    StringRef Key =
        Line.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    StringRef Rest = Line.drop_front(Key.size()).ltrim("\"'");
    return !Key.empty() && Rest.consume_front(":") &&
           (Rest.empty() || llvm::isSpace(Rest.front())) &&
           (llvm::is_contained(Keys, Key) || closest(Key, Keys));
  });
}

llvm::Expected<std::unique_ptr<LibraryModel>>
readLibraryModel(llvm::MemoryBufferRef File) {
  ReaderState State;
  State.File = File.getBufferIdentifier();
  State.LineStart = File.getBufferStart();
  if (auto Line = lineNestedTooDeeply(File.getBuffer()))
    return llvm::createStringError(State.File + ":" + llvm::Twine(*Line) +
                                   ":1: error: " + nestingProblem());
  llvm::yaml::Input In(File, &State, recordDiagnostic, &State);
  auto Library = std::make_unique<LibraryModel>();
  bool HasDocument = In.setCurrentDocument();
  if (HasDocument)
    llvm::yaml::yamlize(
        In, *Library, true, *[] {
          static llvm::yaml::EmptyContext Empty;
          return &Empty;
        }());
  if (In.error() && State.Message.empty())
    State.Message =
        (State.File + ":1:1: error: not a model file: " + In.error().message())
            .str();
  if (HasDocument && !In.error() && In.nextDocument() &&
      In.setCurrentDocument() && State.Message.empty())
    State.Message =
        (State.File + ":1:1: error: a model file describes one library, but "
                      "this one has a second document")
            .str();
  if (!HasDocument && State.Message.empty())
    State.Message =
        (State.File + ":1:1: error: empty; a model file starts with 'library:'")
            .str();
  // A message may quote the text, and a file that is not a model may be secret.
  if (!StringRef(State.Message).contains(" error: expected ") && HasDocument &&
      !State.Message.empty() && !isLikeModel(File.getBuffer()))
    State.Message =
        (State.File +
         ":1:1: error: not a model file; a model file starts with 'library:'")
            .str();
  if (!State.Message.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   State.Message);
  Library->File = State.File.str();
  // A program that makes models by mistake may make many.
  static constexpr size_t MaxEntries = 50000;
  if (Library->Calls.size() > MaxEntries)
    return llvm::createStringError(
        State.File + ":" + llvm::Twine(Library->Calls[MaxEntries].Line) +
        ":1: error: more than " + llvm::Twine(MaxEntries) + " calls");
  complete(*Library);
  return Library;
}

std::vector<std::string> &excludedGlobs() {
  static thread_local std::vector<std::string> Globs;
  return Globs;
}

llvm::Expected<std::vector<std::string>>
readExcludedFiles(llvm::MemoryBufferRef File) {
  excludedGlobs().clear();
  auto Library = readLibraryModel(File);
  if (!Library)
    return Library.takeError();
  return std::exchange(excludedGlobs(), {});
}

} // namespace clang::tidy::async
