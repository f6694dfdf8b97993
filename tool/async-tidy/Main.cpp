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

static int fail(const llvm::Twine &Message) {
  llvm::errs() << "error: " << Message << "\n";
  return ExitUsage;
}

static int fail(llvm::Error Err) {
  return fail(llvm::toString(std::move(Err)));
}

/// Returns \p Code, or reports an error if not all output could be written.
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

/// Registers the parts of LLVM that clang needs for parsing: the targets,
/// because a compiler's name may include one, and the parser of assembly
/// blocks, which only X86 supports. All assembly parsers would double the size
/// of the program.
static void initializeTargets() {
  llvm::InitializeAllTargetInfos();
#ifdef ASYNC_TIDY_HAS_X86
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmParser();
#endif
}

int main(int argc, const char **argv) {
  initializeTargets();
  llvm::Expected<Options> Opts = parseOptions(argc, argv);
  if (!Opts)
    return fail(Opts.takeError());
  TextStyle Style;
  Style.Colors = Opts->Colors;
  if (unsigned Columns = llvm::sys::Process::StandardOutColumns())
    Style.Width = Columns;
  switch (Opts->Do) {
  case Command::Explain:
    if (llvm::Error Err =
            explainCheck(Opts->Select.Paths.front(), Style, llvm::outs()))
      return fail(std::move(Err));
    return finish(ExitClean);
  case Command::List:
    listChecks(Style, llvm::outs());
    return finish(ExitClean);
  case Command::Models:
    listModels(Style, llvm::outs());
    return finish(ExitClean);
  case Command::Completion:
    writeCompletion(Opts->Select.Paths.front(), llvm::outs());
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
      Opts->Do == Command::Link ? linkFiles(*Opts) : run(std::move(*Opts));
  if (!Code)
    return fail(Code.takeError());
  if (*Code > 128)
    endByCaughtSignal();
  return finish(*Code);
}
