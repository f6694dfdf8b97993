//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Part of the plugin only: refuses a clang-tidy built with another LLVM.
//
// Such a host may load the plugin and list its checks, but its classes have
// other layouts: it would find nothing and report success.
//
//===----------------------------------------------------------------------===//

#include "llvm/Config/llvm-config.h"
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <string>
#include <unistd.h>

// Both may be missing in a host, so neither comes from LLVM's headers.
extern "C" [[gnu::weak]] void LLVMGetVersion(unsigned *Major, unsigned *Minor,
                                             unsigned *Patch);
namespace clang {
[[gnu::weak]] std::string getClangFullVersion();
} // namespace clang

/// The major version of the host's LLVM; 0 if unknown.
static unsigned hostVersion() {
  if (LLVMGetVersion) {
    unsigned Major = 0, Minor = 0, Patch = 0;
    LLVMGetVersion(&Major, &Minor, &Patch);
    return Major;
  }
  // LLVM has the first function since version 16.
  if (clang::getClangFullVersion) {
    static constexpr char Mark[] = "clang version ";
    std::string Text = clang::getClangFullVersion();
    if (size_t At = Text.find(Mark); At != std::string::npos)
      return std::strtoul(Text.c_str() + At + sizeof(Mark) - 1, nullptr, 10);
  }
  return 0;
}

// Runs before all other constructors of the plugin, which may call functions
// that this host lacks. clang-tidy would continue if loading merely failed, so
// this ends the process.
[[gnu::constructor(101)]] static void refuseOtherHosts() {
  unsigned Host = hostVersion();
  if (!Host || Host == LLVM_VERSION_MAJOR)
    return;
  Dl_info Plugin = {};
  ::dladdr(reinterpret_cast<void *>(&refuseOtherHosts), &Plugin);
  std::fprintf(stderr,
               "error: %s is built for LLVM %d and cannot run in LLVM %u: "
               "use clang-tidy-%d, or build the plugin with "
               "-DASYNC_TIDY_LLVM=%u\n",
               Plugin.dli_fname ? Plugin.dli_fname : "the plugin",
               LLVM_VERSION_MAJOR, Host, LLVM_VERSION_MAJOR, Host);
  std::fflush(stderr);
  ::_exit(1);
}
