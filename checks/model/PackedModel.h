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

/// \p Library as bytes. Parsing YAML takes many times as long as reading these,
/// so the build packs the built-in models.
std::string packModel(const LibraryModel &Library);

/// The model that packModel() packed into \p Bytes.
std::unique_ptr<LibraryModel> unpackModel(llvm::StringRef Bytes);

/// The bytes of builtinModels(), in the same order.
llvm::ArrayRef<llvm::StringRef> packedModels();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_PACKEDMODEL_H
