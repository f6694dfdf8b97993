//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CODEVISITOR_H
#define ASYNC_TIDY_CHECKS_CODEVISITOR_H

#include "llvm/Config/llvm-config.h"
#if LLVM_VERSION_MAJOR >= 20
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#else
#include "clang/AST/RecursiveASTVisitor.h"
#endif

namespace clang::tidy::async {

/// Visits each statement and expression as written in some code, including
/// types. Subclasses override VisitStmt(), and start with TraverseDecl().
#if LLVM_VERSION_MAJOR >= 20
using CodeVisitor = DynamicRecursiveASTVisitor;
#else
class CodeVisitor : public RecursiveASTVisitor<CodeVisitor> {
public:
  virtual ~CodeVisitor() = default;
  virtual bool VisitStmt(Stmt *) { return true; }
};
#endif

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_CODEVISITOR_H
