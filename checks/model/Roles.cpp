//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "model/Roles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace clang::tidy::async {

/// True if \p Key is one of \p Words, which spaces or bars separate.
static bool isAmong(StringRef Key, StringRef Words) {
  llvm::SmallVector<StringRef, 16> List;
  Words.split(List, ' ', -1, /*KeepEmpty=*/false);
  return llvm::any_of(List, [&](StringRef Each) {
    return llvm::is_contained(llvm::split(Each, '|'), Key);
  });
}

bool RoleInfo::takes(StringRef Key) const {
  return isAmong(Key, CommonKeys) || isAmong(Key, Needs) || isAmong(Key, Takes);
}

static llvm::ArrayRef<RoleInfo> rows() {
  using enum RoleInfo::Property;
  static constexpr RoleInfo List[] = {
      {Role::None, "", "", "", 0, ""},
#define ROLE(Enumerator, Word, Needs, Takes, Properties, Doc)                  \
  {Role::Enumerator, Word, Needs, Takes, Properties, Doc},
#include "model/Roles.def"
  };
  return List;
}

const RoleInfo &infoOf(Role R) { return rows()[size_t(R)]; }

llvm::ArrayRef<RoleInfo> allRoles() { return rows().drop_front(); }

} // namespace clang::tidy::async
