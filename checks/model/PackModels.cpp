//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A program that only the build runs: it packs model files into a C++ file.
//
//===----------------------------------------------------------------------===//

#include "model/PackedModel.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang::tidy::async;

int main(int Count, char **Args) {
  llvm::outs() << "// Made from checks/models/*.yaml by PackModels.cpp.\n\n"
                  "#include \"model/PackedModel.h\"\n\n"
                  "using llvm::StringRef;\n\n"
                  "static const StringRef List[] = {\n";
  for (int I = 1; I < Count; ++I) {
    auto Buffer = llvm::MemoryBuffer::getFile(Args[I]);
    if (!Buffer) {
      llvm::errs() << Args[I] << ": " << Buffer.getError().message() << '\n';
      return 1;
    }
    std::string Name =
        ("checks/models/" + llvm::sys::path::filename(Args[I])).str();
    auto Model = readLibraryModel({(*Buffer)->getBuffer(), Name});
    if (!Model) {
      llvm::errs() << llvm::toString(Model.takeError()) << '\n';
      return 1;
    }
    std::string Bytes = packModel(**Model);
    llvm::outs() << "    StringRef(\n";
    // Compilers limit the length of one literal.
    for (size_t At = 0; At < Bytes.size(); At += 4000) {
      llvm::outs() << "        \"";
      for (unsigned char C : llvm::StringRef(Bytes).substr(At, 4000))
        llvm::outs() << '\\' << char('0' + C / 64) << char('0' + C / 8 % 8)
                     << char('0' + C % 8);
      llvm::outs() << "\"\n";
    }
    llvm::outs() << "        , " << Bytes.size() << "),\n";
  }
  llvm::outs() << "};\n\nllvm::ArrayRef<StringRef> "
                  "clang::tidy::async::packedModels() { return List; }\n";
  return 0;
}
