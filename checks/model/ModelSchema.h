//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_MODELSCHEMA_H
#define ASYNC_TIDY_CHECKS_MODEL_MODELSCHEMA_H

#include <string>

namespace clang::tidy::async {

/// Writes the tables of all keys, roles and other words of a model file as
/// Markdown; docs/models.md contains this text.
std::string describeSchema();

/// Writes the same as a JSON Schema, with which editors complete and check
/// model files; docs/models.schema.json contains this text.
std::string jsonSchema();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_MODELSCHEMA_H
