//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Catalog.h"
#include "CommandPages.h"
#include "Linking.h"
#include "Run.h"
#include "Workers.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang::tidy::async;

static int fail(const llvm::Twine &Why) {
  llvm::errs() << "error: " << Why << "\n";
  return ExitUsage;
}

static int fail(llvm::Error Why) {
  return fail(llvm::toString(std::move(Why)));
}

/// \p Code, if all output could be written.
static int finish(int Code) {
  llvm::outs().flush();
  std::error_code EC = llvm::outs().error();
  llvm::outs().clear_error();
  return EC ? fail("the output cannot be written: " + EC.message()) : Code;
}

#ifdef ASYNC_TIDY_HAS_X86
extern "C" {
void LLVMInitializeX86TargetMC();
void LLVMInitializeX86AsmParser();
}
#endif

/// Registers what clang asks LLVM for while it parses: the name of a compiler
/// says which target it compiles for, and blocks of assembly, which only X86
/// has, need a parser. All parsers would make half of the program.
static void initializeTargets() {
  llvm::InitializeAllTargetInfos();
#ifdef ASYNC_TIDY_HAS_X86
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmParser();
#endif
}

int main(int argc, const char **argv) {
  initializeTargets();
  llvm::Expected<Options> Asked = parseOptions(argc, argv);
  if (!Asked)
    return fail(Asked.takeError());
  TextStyle Style;
  Style.Colors = Asked->Colors;
  if (unsigned Columns = llvm::sys::Process::StandardOutColumns())
    Style.Width = Columns;
  switch (Asked->Do) {
  case Command::Explain:
    if (llvm::Error Why =
            explainCheck(Asked->Select.Paths.front(), Style, llvm::outs()))
      return fail(std::move(Why));
    return finish(ExitClean);
  case Command::List:
    listChecks(Style, llvm::outs());
    return finish(ExitClean);
  case Command::Models:
    listModels(Style, llvm::outs());
    return finish(ExitClean);
  case Command::Completion:
    writeCompletion(Asked->Select.Paths.front(), llvm::outs());
    return finish(ExitClean);
  case Command::Man:
    writeManPage(llvm::outs());
    return finish(ExitClean);
  case Command::Check:
  case Command::Fix:
  case Command::Index:
  case Command::Summarize:
  case Command::Link:
  case Command::Merge:
    break;
  }
  llvm::Expected<int> Code =
      Asked->Do == Command::Link ? linkFiles(*Asked) : run(std::move(*Asked));
  if (!Code)
    return fail(Code.takeError());
  if (*Code > 128)
    endByCaughtSignal();
  return finish(*Code);
}
