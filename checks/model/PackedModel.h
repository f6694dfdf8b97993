//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_PACKEDMODEL_H
#define ASYNC_TIDY_CHECKS_MODEL_PACKEDMODEL_H

#include "model/LibraryModel.h"

namespace clang::tidy::async {

/// \p Library as bytes. Reading YAML takes many times as long as reading
/// these, so the models that are built in are packed when the program is built.
std::string packModel(const LibraryModel &Library);

/// The model that packModel() made \p Bytes of.
std::unique_ptr<LibraryModel> unpackModel(llvm::StringRef Bytes);

/// Those of builtinModels(), in the same order.
llvm::ArrayRef<llvm::StringRef> packedModels();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_PACKEDMODEL_H
