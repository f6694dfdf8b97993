//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clangd with the checks linked in: its own main, its own libraries. It has
// neither plugins nor settings for some things, so the linker's --wrap replaces
// the functions that decide them.
//
//===----------------------------------------------------------------------===//

#include "EditorMode.h"
#include "ModelWatch.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace clang::clangd {
/// In libclangdMain.
int clangdMain(int argc, char *argv[]);
} // namespace clang::clangd

//===----------------------------------------------------------------------===//
// Which checks are fast
//===----------------------------------------------------------------------===//

/// clangd leaves out checks whose speed it has not measured.
std::optional<bool> realIsFastTidyCheck(StringRef Check) asm(
    "__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> isFastTidyCheck(StringRef Check) asm(
    "__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> isFastTidyCheck(StringRef Check) {
  return Check.starts_with("async-") ? true : realIsFastTidyCheck(Check);
}

//===----------------------------------------------------------------------===//
// Which checks run where nothing says so
//===----------------------------------------------------------------------===//

/// Provides the options for a file.
#if LLVM_VERSION_MAJOR >= 22
using TidyProvider = llvm::unique_function<void(clang::tidy::ClangTidyOptions &,
                                                StringRef) const>;
#else
using TidyProvider =
    llvm::function_ref<void(clang::tidy::ClangTidyOptions &, StringRef)>;
#endif

TidyProvider realProvideDefaultChecks() asm(
    "__real__ZN5clang6clangd20provideDefaultChecksEv");
TidyProvider
provideDefaultChecks() asm("__wrap__ZN5clang6clangd20provideDefaultChecksEv");

static void addDefaultChecks(clang::tidy::ClangTidyOptions &Options,
                             StringRef File) {
  static const TidyProvider Others = realProvideDefaultChecks();
  bool IsSet = Options.Checks && !Options.Checks->empty();
  Others(Options, File);
  if (!IsSet && Options.Checks)
    *Options.Checks += ",async-*";
}

TidyProvider provideDefaultChecks() { return addDefaultChecks; }

//===----------------------------------------------------------------------===//
// Where the link of a diagnostic leads
//===----------------------------------------------------------------------===//

/// Where the checks' pages are: on the web or, if they were never published,
/// near this program, as installed or in its source tree.
static StringRef pages() {
  static const std::string Found = [] {
    std::string Web = ASYNC_TIDY_PAGES;
    if (!Web.empty())
      return Web;
    std::string Program =
        llvm::sys::fs::getMainExecutable("", reinterpret_cast<void *>(&pages));
    for (const char *Way :
         {"../share/doc/async-tidy/checks", "../../../docs/checks"}) {
      llvm::SmallString<256> Folder(Program);
      llvm::sys::path::remove_filename(Folder);
      llvm::sys::path::append(Folder, Way);
      llvm::sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
      if (llvm::sys::fs::is_directory(Folder))
        return ("file://" + Folder).str();
    }
    return Web;
  }();
  return Found;
}

/// One function of clangd builds the address of a check's page, and cannot be
/// replaced, but a function that it calls can.
std::string realTwineStr(const llvm::Twine *Text) asm(
    "__real__ZNK4llvm5Twine3strB5cxx11Ev");
std::string
twineStr(const llvm::Twine *Text) asm("__wrap__ZNK4llvm5Twine3strB5cxx11Ev");
std::string twineStr(const llvm::Twine *Text) {
  std::string Result = realTwineStr(Text);
  StringRef Name = Result;
  if (Name.consume_front(
          "https://clang.llvm.org/extra/clang-tidy/checks/async/") &&
      Name.consume_back(".html"))
    return (pages() + "/async-" + Name + ".md").str();
  return Result;
}

int main(int argc, char **argv) {
  clang::tidy::async::workInEditor();
  // Clang looks for its own headers next to this program, where they are only
  // if it was installed with LLVM.
  std::vector<char *> Args(argv, argv + argc);
  std::string ResourceDir = "--resource-dir=" ASYNC_TIDY_RESOURCE_DIR;
  bool IsSaid = llvm::any_of(Args, [](StringRef Arg) {
    return Arg.ltrim('-').starts_with("resource-dir");
  });
  llvm::SmallString<128> Beside(llvm::sys::fs::getMainExecutable(
      argv[0], reinterpret_cast<void *>(&main)));
  llvm::sys::path::remove_filename(Beside);
  llvm::sys::path::append(Beside, "..", "lib", "clang",
                          llvm::Twine(LLVM_VERSION_MAJOR));
  llvm::sys::path::append(Beside, "include");
  if (!IsSaid && !llvm::sys::fs::exists(Beside))
    Args.push_back(ResourceDir.data());
  // These modes read no messages of an editor, or other ones.
  if (llvm::none_of(Args, [](StringRef Arg) {
        Arg = Arg.ltrim('-');
        return Arg.starts_with("check") || Arg.starts_with("input-style") ||
               Arg.starts_with("lit-test");
      }))
    clang::tidy::async::watchModels();
  Args.push_back(nullptr);
  return clang::clangd::clangdMain(Args.size() - 1, Args.data());
}
