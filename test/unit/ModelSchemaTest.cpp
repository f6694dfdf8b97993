//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The schema and the reader must agree on model files. A small validator of the
// keywords that the schema uses checks that here; a published validator in
// test/tool checks that it is a valid schema.
//
//===----------------------------------------------------------------------===//

#include "model/ModelSchema.h"
#include "Paths.h"
#include "model/LibraryModel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <cstdlib>

using llvm::StringRef;
using namespace llvm::json;

namespace clang::tidy::async::test {

//===----------------------------------------------------------------------===//
// YAML as JSON
//===----------------------------------------------------------------------===//

static Value valueOf(llvm::yaml::Node *N) {
  using namespace llvm::yaml;
  if (auto *Map = llvm::dyn_cast_or_null<MappingNode>(N)) {
    Object Found;
    for (KeyValueNode &Each : *Map) {
      llvm::SmallString<32> Storage;
      StringRef Key = llvm::cast<ScalarNode>(Each.getKey())->getValue(Storage);
      std::string Name = Key.str();
      Found[Name] = valueOf(Each.getValue());
    }
    return Found;
  }
  if (auto *List = llvm::dyn_cast_or_null<SequenceNode>(N)) {
    Array Found;
    for (Node &Each : *List)
      Found.push_back(valueOf(&Each));
    return Found;
  }
  auto *Scalar = llvm::dyn_cast_or_null<ScalarNode>(N);
  if (!Scalar)
    return nullptr;
  // Blanks before a comment belong to the node, not to the word.
  StringRef Raw = Scalar->getRawValue().rtrim();
  int64_t Number;
  if (Raw == "true" || Raw == "false")
    return Raw == "true";
  if (!Raw.getAsInteger(10, Number))
    return Number;
  llvm::SmallString<64> Storage;
  return Scalar->getValue(Storage).str();
}

static Value valueOf(StringRef Text) {
  llvm::SourceMgr Sources;
  llvm::yaml::Stream Documents(Text, Sources);
  return valueOf(Documents.begin()->getRoot());
}

//===----------------------------------------------------------------------===//
// The validator
//===----------------------------------------------------------------------===//

namespace {
/// The error in a value, with the path that leads to it; empty for none. An
/// unknown keyword is a failure.
class Schema {
public:
  explicit Schema(Value Text) : Root(std::move(Text)) {}
  std::string problem(const Value &V) const {
    return problem(*Root.getAsObject(), V, "");
  }

private:
  using Path = const std::string &;
  static StringRef typeOf(const Value &V) {
    switch (V.kind()) {
    case Value::Null:
      return "null";
    case Value::Boolean:
      return "boolean";
    case Value::Number:
      return V.getAsInteger() ? "integer" : "number";
    case Value::String:
      return "string";
    case Value::Array:
      return "array";
    case Value::Object:
      return "object";
    }
    llvm_unreachable("covered switch");
  }
  static bool isOfType(const Value &V, const Value &Type) {
    StringRef Own = typeOf(V);
    return Type.getAsString() == Own ||
           (Type.getAsString() == "number" && Own == "integer");
  }
  bool holds(const Value &S, const Value &V) const {
    return problem(*S.getAsObject(), V, "").empty();
  }

  std::string problem(const Object &S, const Value &V, Path At) const {
    for (const auto &[Keyword, Rule] : S)
      if (std::string Problem = problem(Keyword, Rule, S, V, At);
          !Problem.empty())
        return Problem;
    return {};
  }

  std::string problem(StringRef Keyword, const Value &Rule, const Object &S,
                      const Value &V, Path At) const {
    auto Of = [&](const Value &Part, const Value &Of, const llvm::Twine &Name) {
      return problem(*Part.getAsObject(), Of, At + "/" + Name.str());
    };
    auto Fails = [&](const llvm::Twine &Why) { return At + ": " + Why.str(); };
    const Object *Map = V.getAsObject();
    const Array *List = V.getAsArray();
    if (Keyword == "$ref") {
      StringRef Name = *Rule.getAsString();
      EXPECT_TRUE(Name.consume_front("#/definitions/")) << Name.str();
      const Object *To =
          Root.getAsObject()->getObject("definitions")->getObject(Name);
      EXPECT_TRUE(To) << Name.str();
      return To ? problem(*To, V, At) : "";
    }
    if (Keyword == "type") {
      bool Is =
          Rule.getAsArray()
              ? llvm::any_of(*Rule.getAsArray(),
                             [&](const Value &T) { return isOfType(V, T); })
              : isOfType(V, Rule);
      return Is ? "" : Fails("is of the type " + typeOf(V));
    }
    if (Keyword == "const")
      return V == Rule ? "" : Fails("is another word");
    if (Keyword == "enum")
      return llvm::is_contained(*Rule.getAsArray(), V) ? ""
                                                       : Fails("is no word");
    if (Keyword == "minimum")
      return !V.getAsNumber() || *V.getAsNumber() >= *Rule.getAsNumber()
                 ? ""
                 : Fails("is too small");
    if (Keyword == "required") {
      if (Map)
        for (const Value &Key : *Rule.getAsArray())
          if (!Map->get(*Key.getAsString()))
            return Fails("needs " + *Key.getAsString());
      return {};
    }
    if (Keyword == "properties") {
      if (Map)
        for (const auto &[Key, Part] : *Rule.getAsObject())
          if (const Value *Found = Map->get(Key))
            if (std::string Problem = Of(Part, *Found, Key.str());
                !Problem.empty())
              return Problem;
      return {};
    }
    if (Keyword == "additionalProperties") {
      EXPECT_EQ(Rule, Value(false));
      if (Map)
        for (const auto &[Key, Ignored] : *Map)
          if (!S.getObject("properties")->get(Key))
            return Fails("has the key " + Key.str());
      return {};
    }
    if (Keyword == "propertyNames") {
      if (Map)
        for (const auto &[Key, Ignored] : *Map)
          if (!holds(Rule, Key.str()))
            return Fails("may not have the key " + Key.str());
      return {};
    }
    if (Keyword == "items") {
      if (List)
        for (const auto &[I, Each] : llvm::enumerate(*List))
          if (std::string Problem = Of(Rule, Each, llvm::Twine(I));
              !Problem.empty())
            return Problem;
      return {};
    }
    if (Keyword == "allOf") {
      for (const Value &Part : *Rule.getAsArray())
        if (std::string Problem = problem(*Part.getAsObject(), V, At);
            !Problem.empty())
          return Problem;
      return {};
    }
    if (Keyword == "anyOf" || Keyword == "oneOf") {
      size_t Count = llvm::count_if(*Rule.getAsArray(), [&](const Value &Part) {
        return holds(Part, V);
      });
      bool Holds = Keyword == "anyOf" ? Count > 0 : Count == 1;
      return Holds ? "" : Fails("is none of what it may be");
    }
    if (Keyword == "not")
      return holds(Rule, V) ? Fails("is what it must not be") : "";
    if (Keyword == "if")
      return holds(Rule, V) ? problem(*S.getObject("then"), V, At) : "";
    EXPECT_TRUE(Keyword == "then" || Keyword == "description" ||
                Keyword == "title" || Keyword == "$schema" ||
                Keyword == "definitions")
        << Keyword.str();
    return {};
  }

  const Value Root;
};
} // namespace

static const Schema &schema() {
  static const Schema Own(llvm::cantFail(llvm::json::parse(jsonSchema())));
  return Own;
}

static bool canBeRead(StringRef Text) {
  auto Model = readLibraryModel({Text, "my.yaml"});
  if (!Model)
    llvm::consumeError(Model.takeError());
  return bool(Model);
}

/// A file with one entry of `calls` that has the keys \p Keys.
static std::string callWith(const llvm::Twine &Keys) {
  return ("library: my\ncalls: [{name: f, " + Keys + "}]\n").str();
}

//===----------------------------------------------------------------------===//
// Tests
//===----------------------------------------------------------------------===//

TEST(ModelSchema, IsWhatTheDocumentationHolds) {
  static constexpr StringRef File =
      ASYNC_TIDY_SOURCE_DIR "/docs/models.schema.json";
  // ASYNC_TIDY_UPDATE=1 writes it.
  if (getenv("ASYNC_TIDY_UPDATE")) {
    std::error_code Error;
    llvm::raw_fd_ostream OS(File, Error);
    ASSERT_FALSE(Error);
    OS << jsonSchema();
    return;
  }
  std::optional<std::string> Text = readFile(File.str());
  ASSERT_TRUE(Text);
  EXPECT_EQ(*Text, jsonSchema())
      << "run this test with ASYNC_TIDY_UPDATE=1 in the environment";
}

TEST(ModelSchema, HoldsForTheBuiltinModels) {
  for (const BuiltinModel &File : builtinModels())
    EXPECT_EQ(schema().problem(valueOf(File.Text)), "") << File.File.str();
}

// Every key with every role: the schema and the reader must reject the same
// ones.
TEST(ModelSchema, AgreesWithTheReaderOnEveryKeyOfEveryRole) {
  const std::pair<StringRef, StringRef> Keys[] = {
      {"task", "this"},
      {"callable", "0"},
      {"executor", "1"},
      {"token", "last"},
      {"timeout", "2"},
      {"runs", "pool"},
      {"errors", "lost"},
      {"blocks", "io"},
      {"drop", "cancels"},
      {"start", "lazy"},
      {"await", "none"},
      {"finished", "often"},
      {"moves", "rest"},
      {"which", "same"},
      {"stays", "true"},
      {"yields-ready", "true"},
      {"means-ready", "true"},
      {"result-differs", "true"},
      {"unwrap", "[value]"},
      {"global", "true"},
      {"concurrent", "true"},
      {"sibling", "{text: g()}"},
      {"duration", "{text: d()}"},
      {"fix", "{text: g()}"},
      {"traits", "nofail"},
      {"strict", "true"},
      {"when", "{args: 2}"},
      {"returns", "[T]"},
      {"source", "my.h"},
      {"unless", "{argument: 0, value: [0]}"}};
  unsigned Refused = 0;
  for (const RoleInfo &Row : allRoles()) {
    // With the keys that it needs.
    std::string Role = ("role: " + Row.Word).str();
    if (StringRef First = Row.Needs.split('|').first; !First.empty())
      for (const auto &[Key, Text] : Keys)
        if (Key == First)
          Role += (", " + Key + ": " + Text).str();
    EXPECT_TRUE(canBeRead(callWith(Role))) << Role;
    EXPECT_EQ(schema().problem(valueOf(callWith(Role))), "");
    for (const auto &[Key, Text] : Keys) {
      if (Key == Row.Needs.split('|').first)
        continue;
      std::string File = callWith(Role + ", " + Key + ": " + Text);
      bool Reads = canBeRead(File);
      EXPECT_EQ(Reads, Row.takes(Key)) << File;
      EXPECT_EQ(schema().problem(valueOf(File)).empty(), Reads) << File;
      Refused += !Reads;
    }
  }
  EXPECT_GT(Refused, 300u);
}

TEST(ModelSchema, AgreesWithTheReaderOnShapes) {
  const std::string Good[] = {
      "library: my\n",
      callWith("traits: nofail"),
      callWith("traits: [nofail, throws]"),
      callWith("role: query, when: {args: 2+}"),
      callWith("role: query, when: [{args: 2}, {argument: all, lvalue: true}]"),
      callWith("role: spawn, callable: last"),
      "library: my\ntypes: [{name: [A, B], kind: task, start: lazy}]\n",
      "library: my\noffload: {text: f(), needs: f, gives: [T]}\n",
      "library: my\ntogether: {text: all($tasks), takes: [T]}\n"};
  const std::string Bad[] = {"roots: [my]\n",
                             "library: my\nroot: [my]\n",
                             "library: my\nnofail: perhaps\n",
                             "library: my\ntypes: [{kind: task}]\n",
                             "library: my\ntypes: [{name: T, kind: tsk}]\n",
                             "library: my\ntypes: {name: T}\n",
                             "library: my\noffload: run()\n",
                             "library: my\noffload: {needs: [f]}\n",
                             "library: my\ntogether: {text: all($tasks)}\n",
                             callWith("task: this"),
                             callWith("role: wiat"),
                             callWith("role: nofail"),
                             callWith("role: [wait]"),
                             callWith("traits: fast"),
                             callWith("traits: nofail, task: this"),
                             callWith("role: wait, task: first"),
                             callWith("role: wait, task: -1"),
                             callWith("role: wait, when: 2"),
                             callWith("role: wait, when: {arg: 2}"),
                             callWith("role: offload"),
                             callWith("role: spawn"),
                             callWith("role: block"),
                             callWith("role: compute, unwrap: [value]")};
  for (const std::string &Text : Good) {
    EXPECT_TRUE(canBeRead(Text)) << Text;
    EXPECT_EQ(schema().problem(valueOf(Text)), "") << Text;
  }
  for (const std::string &Text : Bad) {
    EXPECT_FALSE(canBeRead(Text)) << Text;
    EXPECT_NE(schema().problem(valueOf(Text)), "") << Text;
  }
}

} // namespace clang::tidy::async::test
