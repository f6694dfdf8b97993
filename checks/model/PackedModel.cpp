//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "model/PackedModel.h"
#include "model/ModelKeys.h"
#include "model/ModelRules.h"

using llvm::StringRef;

namespace clang::tidy::async {

namespace {

/// Writes the values of the keys as bytes.
class PackKeys {
public:
  explicit PackKeys(std::string &To) : To(To) {}
  template <typename T> void required(StringRef, T &Value, StringRef) {
    write(Value);
  }
  template <typename T> void optional(StringRef, T &Value, StringRef) {
    write(Value);
  }
  void writeNumber(unsigned Number) {
    // Seven bits per byte, the lowest first.
    for (; Number >= 128; Number /= 128)
      To += char(Number % 128 + 128);
    To += char(Number);
  }

private:
  void write(bool &Value) { To += char(Value); }
  void write(std::string &Text) {
    writeNumber(Text.size());
    To += Text;
  }
  void write(Position &P) {
    writeNumber(P.K);
    writeNumber(P.N);
  }
  template <typename T> void write(std::vector<T> &List) {
    writeNumber(List.size());
    for (T &Each : List)
      write(Each);
  }
  template <typename T> void write(T &Value) {
    if constexpr (std::is_enum_v<T>) {
      To += char(Value);
    } else {
      mapKeys(*this, Value);
      if constexpr (requires { Value.Line; })
        writeNumber(Value.Line);
    }
  }

  std::string &To;
};

/// Reads the output of PackKeys.
class UnpackKeys {
public:
  explicit UnpackKeys(StringRef Bytes) : Bytes(Bytes) {}
  template <typename T> void required(StringRef, T &Value, StringRef) {
    read(Value);
  }
  template <typename T> void optional(StringRef, T &Value, StringRef) {
    read(Value);
  }
  unsigned readNumber() {
    unsigned Number = 0;
    for (unsigned Shift = 0;; Shift += 7) {
      unsigned char Byte = take(1).front();
      Number |= unsigned(Byte % 128) << Shift;
      if (Byte < 128)
        return Number;
    }
  }

private:
  StringRef take(size_t Size) {
    assert(Size <= Bytes.size() && "not what PackKeys wrote");
    StringRef Taken = Bytes.take_front(Size);
    Bytes = Bytes.drop_front(Size);
    return Taken;
  }
  void read(bool &Value) { Value = take(1).front(); }
  void read(std::string &Text) { Text = take(readNumber()).str(); }
  void read(Position &P) {
    P.K = Position::Kind(readNumber());
    P.N = readNumber();
  }
  template <typename T> void read(std::vector<T> &List) {
    List.resize(readNumber());
    for (T &Each : List)
      read(Each);
  }
  template <typename T> void read(T &Value) {
    if constexpr (std::is_enum_v<T>) {
      Value = T(take(1).front());
    } else {
      mapKeys(*this, Value);
      if constexpr (requires { Value.Line; })
        Value.Line = readNumber();
    }
  }

  StringRef Bytes;
};

} // namespace

std::string packModel(const LibraryModel &Library) {
  std::string Bytes;
  PackKeys K(Bytes);
  LibraryModel Copy = Library;
  K.required("", Copy.File, "");
  mapKeys(K, Copy);
  return Bytes;
}

std::unique_ptr<LibraryModel> unpackModel(StringRef Bytes) {
  auto Library = std::make_unique<LibraryModel>();
  UnpackKeys K(Bytes);
  K.required("", Library->File, "");
  mapKeys(K, *Library);
  complete(*Library);
  return Library;
}

} // namespace clang::tidy::async
