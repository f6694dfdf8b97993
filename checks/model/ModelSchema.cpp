//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "model/ModelSchema.h"
#include "model/ModelKeys.h"
#include "model/Vocabulary.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;

namespace clang::tidy::async {

namespace {
using llvm::json::OStream;

/// The definition in the schema that describes a \p T.
template <typename T> struct Definition {
  static constexpr StringRef Name = Vocabulary<T>::Title;
};
template <> struct Definition<TypeModel> {
  static constexpr StringRef Name = "type";
};
template <> struct Definition<CallModel> {
  static constexpr StringRef Name = "call";
};
template <> struct Definition<Selector> {
  static constexpr StringRef Name = "selector";
};
template <> struct Definition<FixText> {
  static constexpr StringRef Name = "text";
};
template <> struct Definition<TogetherText> {
  static constexpr StringRef Name = "together";
};
template <> struct Definition<Position> {
  static constexpr StringRef Name = "position";
};

/// Writes keys as the properties of an object.
class SchemaKeys {
public:
  /// With \p MayBeNumbers, text may look like a number.
  SchemaKeys(OStream &J, bool MayBeNumbers)
      : J(J), MayBeNumbers(MayBeNumbers) {}
  template <typename T> void required(StringRef Key, T &Value, StringRef Doc) {
    Required.push_back(Key);
    optional(Key, Value, Doc);
  }
  template <typename T> void optional(StringRef Key, T &Value, StringRef Doc) {
    J.attributeObject(Key, [&] {
      J.attribute("description", Doc);
      describe(Value);
    });
  }
  std::vector<StringRef> Required;

private:
  template <typename T> void refer() {
    J.attribute("$ref", "#/definitions/" + Definition<T>::Name.str());
  }
  void describe(const bool &) { J.attribute("type", "boolean"); }
  void describe(const std::string &) { J.attribute("type", textTypes()); }
  /// Or the only element of the list.
  void describe(const std::vector<std::string> &) {
    llvm::json::Array Types = textTypes();
    J.attributeObject("items", [&] { J.attribute("type", textTypes()); });
    Types.push_back("array");
    J.attribute("type", std::move(Types));
  }
  template <typename T> void describe(const std::vector<T> &) {
    constexpr bool MayBeAlone =
        std::is_same_v<T, Selector> || std::is_same_v<T, Trait>;
    auto List = [&] {
      J.attribute("type", "array");
      J.attributeObject("items", [&] { refer<T>(); });
    };
    if (!MayBeAlone)
      return List();
    J.attributeArray("anyOf", [&] {
      J.object([&] { refer<T>(); });
      J.object(List);
    });
  }
  // Siblings of a `$ref` are ignored.
  template <typename T> void describe(const T &) {
    J.attributeArray("allOf", [&] { J.object([&] { refer<T>(); }); });
  }
  llvm::json::Array textTypes() const {
    llvm::json::Array Types{"string"};
    if (MayBeNumbers)
      for (StringRef Other : {"number", "boolean"})
        Types.push_back(Other);
    return Types;
  }

  OStream &J;
  const bool MayBeNumbers;
};
} // namespace

template <typename Range>
static void writeList(OStream &J, StringRef Key, const Range &List) {
  J.attributeArray(Key, [&] {
    for (StringRef Each : List)
      J.value(Each);
  });
}

static void require(OStream &J, StringRef Key) {
  J.attributeArray("required", [&] { J.value(Key); });
}

/// Writes which keys each role requires.
static void writeRules(OStream &J) {
  J.attributeArray("anyOf", [&] {
    for (StringRef Key : {"role", "traits"})
      J.object([&] { require(J, Key); });
  });
  auto Rule = [&](const RoleInfo &Row, llvm::function_ref<void()> If) {
    J.object([&] {
      J.attributeObject("if", If);
      J.attributeObject("then", [&] {
        J.attributeObject("propertyNames", [&] {
          std::vector<StringRef> Keys = keysOf<CallModel>();
          llvm::erase_if(Keys, [&](StringRef Key) { return !Row.takes(Key); });
          writeList(J, "enum", Keys);
        });
        if (Row.Needs.empty())
          return;
        J.attributeArray("allOf", [&] {
          for (StringRef Need : llvm::split(Row.Needs, ' '))
            J.object([&] {
              J.attributeArray("anyOf", [&] {
                for (StringRef Key : llvm::split(Need, '|'))
                  J.object([&] { require(J, Key); });
              });
            });
        });
      });
    });
  };
  J.attributeArray("allOf", [&] {
    Rule(infoOf(Role::None),
         [&] { J.attributeObject("not", [&] { require(J, "role"); }); });
    for (const RoleInfo &Row : allRoles())
      Rule(Row, [&] {
        require(J, "role");
        J.attributeObject("properties", [&] {
          J.attributeObject("role", [&] { J.attribute("const", Row.Word); });
        });
      });
  });
}

/// Writes an object with the keys of \p T.
template <typename T> static void writeObject(OStream &J) {
  J.attribute("type", "object");
  T Value;
  SchemaKeys K(J, std::is_same_v<T, Selector>);
  J.attributeObject("properties", [&] { mapKeys(K, Value); });
  if (!K.Required.empty())
    writeList(J, "required", K.Required);
  J.attribute("additionalProperties", false);
  if constexpr (std::is_same_v<T, CallModel>)
    writeRules(J);
}

/// Writes the words of \p T, each with its documentation.
template <typename T> static void writeWords(OStream &J) {
  J.attributeArray("oneOf", [&] {
    for (const Word<T> &W : Vocabulary<T>::words())
      J.object([&] {
        J.attribute("const", W.Text);
        J.attribute("description", W.Doc);
      });
  });
}

static void writePosition(OStream &J) {
  J.attributeArray("oneOf", [&] {
    J.object([&] {
      J.attribute("type", "integer");
      J.attribute("minimum", 0);
    });
    J.object(
        [&] { J.attribute("enum", llvm::json::Array{"this", "last", "all"}); });
  });
}

std::string jsonSchema() {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  OStream J(OS, /*IndentSize=*/2);
  J.object([&] {
    J.attribute("$schema", "http://json-schema.org/draft-07/schema#");
    J.attribute("title", "A model of a library for async-tidy");
    writeObject<LibraryModel>(J);
    J.attributeObject("definitions", [&] {
      auto Define = [&]<typename T>(T) {
        J.attributeObject(Definition<T>::Name, [&] { writeObject<T>(J); });
      };
      Define(TypeModel());
      Define(CallModel());
      Define(Selector());
      Define(FixText());
      Define(TogetherText());
      J.attributeObject(Definition<Position>::Name, [&] { writePosition(J); });
      forEachVocabulary([&]<typename T>(T) {
        J.attributeObject(Definition<T>::Name, [&] { writeWords<T>(J); });
      });
    });
  });
  OS << '\n';
  return Text;
}

} // namespace clang::tidy::async
