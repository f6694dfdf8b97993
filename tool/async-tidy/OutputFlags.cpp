//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OutputFlags.h"
#include "clang/Driver/Driver.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async {

/// The number of arguments that make the driver write a file, from \p Arg on.
static size_t lengthOfOutput(StringRef Arg) {
  // The commands as a compilation database.
  if (Arg == "-MJ" || Arg == "-gen-cdb-fragment-path")
    return 2;
  // Temporary files become files beside the source.
  return Arg.starts_with("-MJ") || Arg.starts_with("-save-temps") ||
         Arg.starts_with("--save-temps");
}

void dropDriverOutputs(std::vector<std::string> &Args) {
  std::vector<std::string> Kept;
  auto At = [&](size_t I) {
    return I < Args.size() ? StringRef(Args[I]) : StringRef();
  };
  for (size_t I = 0; I < Args.size();) {
    StringRef Arg = Args[I];
    // clang-cl takes arguments of clang in this way.
    if (!Arg.consume_front("/clang:"))
      Arg.consume_front("-clang:");
    if (size_t Length = I ? lengthOfOutput(Arg) : 0) {
      I += Length;
      continue;
    }
    // The next argument is for the preprocessor, or for one architecture.
    bool IsPrefix = Arg == "-Xpreprocessor" || Arg.starts_with("-Xarch_");
    if (IsPrefix && At(I + 1).starts_with("-M")) {
      bool HasValue = llvm::is_contained({"-MF", "-MT", "-MQ"}, At(I + 1));
      I += HasValue && At(I + 2) == Arg ? 4 : 2;
      continue;
    }
    Kept.push_back(Args[I++]);
  }
  Args = std::move(Kept);
}

/// Removes the flags that name configuration files, and those that clang would
/// look for by itself.
static void dropConfigurations(std::vector<std::string> &Args) {
  auto End = llvm::find(Args, "--");
  for (auto It = Args.begin(); It != End;) {
    bool IsSeparate = *It == "--config";
    if (!IsSeparate && !StringRef(*It).starts_with("--config=")) {
      ++It;
      continue;
    }
    It = Args.erase(It, It + (IsSeparate && It + 1 != End ? 2 : 1));
    End = llvm::find(Args, "--");
  }
  Args.insert(End, "--no-default-config");
}

void overrideConfiguredOutputs(std::vector<std::string> &Args) {
  if (Args.empty())
    return;
  // Some sandboxes have no devices.
  if (!llvm::sys::fs::exists("/dev/null"))
    return dropConfigurations(Args);
  std::vector<const char *> Arguments;
  for (const std::string &Arg : Args)
    Arguments.push_back(Arg.c_str());
  bool IsOfCl = driver::IsClangCL(
      driver::getDriverMode(Args.front(), llvm::ArrayRef(Arguments)));
  // The last one counts, and also replaces a fragment of a database.
  Args.insert(llvm::find(Args, "--"),
              IsOfCl ? "/clang:-MJ/dev/null" : "-MJ/dev/null");
}

/// Clears what not all versions of clang have.
template <typename Options> static void dropNewOutputs(Options &Of) {
  if constexpr (requires { Of.DumpMinimizationHintsPath; })
    Of.DumpMinimizationHintsPath.clear();
  if constexpr (requires { Of.ModuleOutputPath; })
    Of.ModuleOutputPath.clear();
}

static void dropOutputs(DiagnosticOptions &Of) {
  Of.DiagnosticLogFile.clear();
  Of.DiagnosticSerializationFile.clear();
}

void dropOutputs(CompilerInvocation &Compiler) {
  // Dependencies and included headers, in all their forms.
  Compiler.getDependencyOutputOpts() = DependencyOutputOptions();
  dropOutputs(Compiler.getDiagnosticOpts());
  FrontendOptions &Frontend = Compiler.getFrontendOpts();
  for (std::string *Path :
       {&Frontend.OutputFile, &Frontend.StatsFile, &Frontend.TimeTracePath,
        &Frontend.SymbolGraphOutputDir})
    Path->clear();
  dropNewOutputs(Frontend);
  Frontend.ShowStats = false;
  // These are not outputs, but code.
  Frontend.Plugins.clear();
  Frontend.AddPluginActions.clear();
  Frontend.LLVMArgs.clear();
  Compiler.getAnalyzerOpts().DumpExplodedGraphTo.clear();
  HeaderSearchOptions &Headers = Compiler.getHeaderSearchOpts();
  Headers.ModuleUserBuildPath.clear();
  // Modules have to be somewhere: in the user's own cache of clang.
  if (!Headers.ModuleCachePath.empty()) {
    llvm::SmallString<256> Usual;
    Headers.ModuleCachePath = driver::Driver::getDefaultModuleCachePath(Usual)
                                  ? Usual.str().str()
                                  : "";
  }
}

DiagnosticOptionsPtr diagnosticOptionsOf(const std::vector<std::string> &Args) {
  std::vector<const char *> Arguments;
  for (const std::string &Arg : Args)
    Arguments.push_back(Arg.c_str());
  DiagnosticOptionsPtr Options(CreateAndPopulateDiagOpts(Arguments).release());
  dropOutputs(*Options);
  return Options;
}

} // namespace clang::tidy::async
