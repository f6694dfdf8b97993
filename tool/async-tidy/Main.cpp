//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang::tidy::async;

int main(int argc, char **argv) {
  std::string Error;
  auto DB = clang::tooling::FixedCompilationDatabase::loadFromCommandLine(
      argc, const_cast<const char *const *>(argv), Error);
  AnalysisOptions Options;
  for (auto &C : DB->getCompileCommands(argv[1])) {
    Analysis A = analyze(C, Options);
    for (auto &D : A.Findings)
      llvm::outs() << D.Message.FilePath << ":" << D.Message.FileOffset << " "
                   << D.Message.Message << " " << D.DiagnosticName << "\n";
    llvm::outs() << A.Seen.size() << "\n";
  }
}
