//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the models cost: a process that reads all of them, a unit that mentions
// all libraries, a call that is looked up. Prints the fastest of some rounds.
//
//===----------------------------------------------------------------------===//

#include "model/Models.h"
#include "model/PackedModel.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <ctime>

using namespace clang;
using namespace clang::tidy::async;

static constexpr unsigned Rounds = 25;

/// The CPU time of the fastest of some rounds of \p Work, in milliseconds.
template <typename Callback> static double fastest(Callback Work) {
  double Best = 1e9;
  for (unsigned I = 0; I < Rounds; ++I) {
    std::clock_t Begin = std::clock();
    Work();
    Best = std::min(Best, 1e3 * double(std::clock() - Begin) / CLOCKS_PER_SEC);
  }
  return Best;
}

namespace {
/// All calls of the unit.
class Calls : public RecursiveASTVisitor<Calls> {
public:
  bool VisitCallExpr(CallExpr *E) {
    Found.push_back(CallSite::of(E));
    return true;
  }
  std::vector<CallSite> Found;
};
} // namespace

/// Code that mentions the namespaces of all libraries, and calls many functions
/// that no model knows, and some that one knows.
static std::string makeCode() {
  std::string Code;
  for (const BuiltinModel &File : builtinModels()) {
    llvm::SmallVector<StringRef> Mentions;
    File.Mentions.split(Mentions, ' ', -1, false);
    for (StringRef Name : Mentions)
      Code += ("namespace " + Name + " { void unknown(); }\n").str();
  }
  Code += "extern \"C\" unsigned sleep(unsigned);\n";
  for (unsigned I = 0; I < 2000; ++I) {
    std::string N = std::to_string(I);
    Code += "void f" + N + "();\nvoid g" + N + "() { f" + N + "(); f" + N +
            "(); sleep(1); }\n";
  }
  return Code;
}

int main() {
  size_t Bytes = 0, Files = 0, Entries = 0;
  for (const BuiltinModel &File : builtinModels()) {
    Bytes += File.Text.size();
    ++Files;
    auto Model = llvm::cantFail(readLibraryModel({File.Text, File.File}));
    Entries += Model->Types.size() + Model->Calls.size();
  }
  double ReadingYaml = fastest([] {
    for (const BuiltinModel &File : builtinModels())
      llvm::cantFail(readLibraryModel({File.Text, File.File}));
  });
  double Reading = fastest([] {
    for (llvm::StringRef Bytes : packedModels())
      unpackModel(Bytes);
  });
  llvm::outs() << Files << " models, " << Entries << " entries, "
               << Bytes / 1024 << " KB\n"
               << llvm::format("reading all of them, once a process: %.2f ms\n",
                               Reading)
               << llvm::format("the same from YAML: %.2f ms\n", ReadingYaml);

  std::unique_ptr<ASTUnit> AST =
      tooling::buildASTFromCodeWithArgs(makeCode(), {"-std=c++20"});
  const ASTContext &Context = AST->getASTContext();
  double Making = fastest([&] { Models(Context, {}, /*Strict=*/false); });
  llvm::outs() << llvm::format("a unit that mentions all libraries: %.2f ms\n",
                               Making);

  std::unique_ptr<ASTUnit> Plain =
      tooling::buildASTFromCodeWithArgs("int X;", {"-std=c++20"});
  double MakingPlain =
      fastest([&] { Models(Plain->getASTContext(), {}, /*Strict=*/false); });
  llvm::outs() << llvm::format("a unit that mentions none: %.2f ms\n",
                               MakingPlain);

  Calls All;
  All.TraverseAST(AST->getASTContext());
  Models Known(Context, {}, /*Strict=*/false);
  auto LookUp = [&] {
    unsigned Found = 0;
    for (const CallSite &Site : All.Found)
      Found += bool(Known.call(Site));
    return Found;
  };
  std::clock_t Begin = std::clock();
  unsigned Found = LookUp();
  double First = 1e9 * double(std::clock() - Begin) / CLOCKS_PER_SEC;
  double Again = fastest(LookUp) * 1e6;
  llvm::outs() << All.Found.size() << " calls, " << Found << " of them known\n"
               << llvm::format("a call, when it is met first: %.0f ns\n",
                               First / All.Found.size())
               << llvm::format("a call, later: %.0f ns\n",
                               Again / All.Found.size());
  return 0;
}
