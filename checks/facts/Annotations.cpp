//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Annotations.h"
#include "Compat.h"
#include "clang/AST/Attr.h"

namespace clang::tidy::async {

bool isAnnotated(const FunctionDecl *Function, llvm::StringRef Annotation) {
  return Function &&
         (hasFunctionEffect(*Function, Annotation) ||
          llvm::any_of(Function->specific_attrs<AnnotateAttr>(),
                       [&](const AnnotateAttr *Attr) {
                         llvm::StringRef Text = Attr->getAnnotation();
                         return Text.consume_front("async-tidy::") &&
                                Text == Annotation;
                       }));
}

} // namespace clang::tidy::async
