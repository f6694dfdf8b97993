//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_UNIT_TESTUNIT_H
#define ASYNC_TIDY_TEST_UNIT_TESTUNIT_H

#include "facts/Effects.h"
#include "clang/Frontend/ASTUnit.h"

namespace clang::tidy::async::test {

struct TestUnitOptions {
  std::string Model = ""; ///< Text of a user's model file; empty for none.
  bool Strict = false;
  std::string TestPaths = "";
  std::string TestRoot = "";
  std::string File = "/unit/input.cpp";
};

/// The parsed code of a test, with its models and facts.
///
/// The code may include small replacements of <coroutine>, <exception>,
/// <future>, <tuple> and <utility>, and "lib.h", an invented library that
/// libModel() describes; they count as system headers. Code that does not
/// compile, and queries for declarations that it does not have, abort the
/// program: such a test is broken.
class TestUnit {
public:
  explicit TestUnit(llvm::StringRef Code, TestUnitOptions Options = {});
  ~TestUnit();

  ASTContext &context() { return AST->getASTContext(); }
  const Models &models() const { return *Known; }
  const Facts &facts();
  /// The same, with \p Index as the index of other files.
  const Facts &facts(const ProjectIndex *Index);
  Effects &effects();

  /// The first declaration named \p Name: a function, a variable, a class.
  template <typename Node> const Node *find(llvm::StringRef Name) {
    for (const NamedDecl *D : findAll(Name))
      if (const auto *Found = llvm::dyn_cast<Node>(D))
        return Found;
    missing(Name);
  }
  /// The type of the variable \p Variable.
  QualType typeOf(llvm::StringRef Variable) {
    return find<VarDecl>(Variable)->getType();
  }
  /// The first call or construction in the last statement of \p Function.
  const Expr *expr(llvm::StringRef Function);
  CallSite site(llvm::StringRef Function) {
    return CallSite::of(expr(Function));
  }

  /// The bodies of functions named \p Function: one for each instance.
  std::vector<const Body *> bodies(llvm::StringRef Function);
  /// The only one of these.
  const Body &body(llvm::StringRef Function);
  /// The \p Nth lambda in \p Function.
  const Body &lambda(llvm::StringRef Function, unsigned Nth = 0);
  /// The \p Nth call of \p Callee in \p Function.
  const Operation &call(llvm::StringRef Function, llvm::StringRef Callee,
                        unsigned Nth = 0);

private:
  std::vector<const NamedDecl *> findAll(llvm::StringRef Name);
  [[noreturn]] static void missing(llvm::StringRef What);

  TestUnitOptions Options;
  std::unique_ptr<ASTUnit> AST;
  std::unique_ptr<Models> Known;
  std::unique_ptr<Facts> F;
  std::unique_ptr<Effects> Does;
};

/// The model of "lib.h".
llvm::StringRef libModel();

/// A unit of code that includes "lib.h".
TestUnit libUnit(llvm::StringRef Code, TestUnitOptions Options = {});

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_UNIT_TESTUNIT_H
