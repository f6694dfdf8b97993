//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/FunctionMentions.h"
#include "CodeVisitor.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

/// The location of the callee's name in \p Call.
static SourceLocation nameLocation(const Operation &Call) {
  const auto *E = dyn_cast<CallExpr>(Call.expr());
  const Expr *Callee = E ? E->getCallee()->IgnoreParenImpCasts() : nullptr;
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Callee))
    return Member->getMemberLoc();
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Callee);
  return Ref ? Ref->getLocation() : SourceLocation();
}

namespace {
/// Looks for mentions of a function outside of the calls that the facts
/// contain.
class MentionVisitor : public CodeVisitor {
public:
  MentionVisitor(const FunctionDecl *D, const Facts &F) : D(D) {
    for (const Operation *Call : F.callsOf(D))
      HasSharedLocation |= !CallLocations.insert(nameLocation(*Call)).second;
  }
  bool VisitStmt(Stmt *S) override {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      return note(Ref->getDecl(), Ref->getLocation());
    if (const auto *Member = dyn_cast<MemberExpr>(S))
      return note(Member->getMemberDecl(), Member->getMemberLoc());
    if (const auto *Overloads = dyn_cast<OverloadExpr>(S))
      return note(Overloads->getName());
    if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(S))
      return note(Member->getMember());
    return true;
  }
  /// True if all mentions are known calls, each at its own location.
  bool hasOnlyKnownCalls(const Facts &F) {
    if (HasSharedLocation)
      return false;
    for (Decl *Top : F.context().getTraversalScope()) {
      const auto *Unit = dyn_cast<TranslationUnitDecl>(Top);
      if (!Unit && !TraverseDecl(Top))
        return false;
      if (Unit)
        for (Decl *Each : Unit->decls())
          if (!F.sources().isInSystemHeader(Each->getLocation()) &&
              !TraverseDecl(Each))
            return false;
    }
    return true;
  }

private:
  bool note(const ValueDecl *Mentioned, SourceLocation At) {
    return Mentioned->getCanonicalDecl() != D->getCanonicalDecl() ||
           CallLocations.contains(At);
  }
  bool note(DeclarationName Name) { return Name != D->getDeclName(); }

  const FunctionDecl *D;
  llvm::DenseSet<SourceLocation> CallLocations;
  bool HasSharedLocation = false;
};
} // namespace

bool isOnlyCalled(const FunctionDecl *D, const Facts &F) {
  return MentionVisitor(D, F).hasOnlyKnownCalls(F);
}

} // namespace clang::tidy::async
