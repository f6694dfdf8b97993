// A clang-tidy plugin with one check, idle-nothing, that does nothing: what a
// run costs before any check has been written.

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/Version.h"
#if CLANG_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

namespace clang::tidy::idle {
namespace {

class NothingCheck : public ClangTidyCheck {
public:
  using ClangTidyCheck::ClangTidyCheck;
};

class IdleModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<NothingCheck>("idle-nothing");
  }
};

} // namespace

static ClangTidyModuleRegistry::Add<IdleModule>
    Module("idle-module", "A check that does nothing, for comparison.");

} // namespace clang::tidy::idle
