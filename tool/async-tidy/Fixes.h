//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_FIXES_H
#define ASYNC_TIDY_TOOL_FIXES_H

#include "ReportedFinding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// The fixes of a run, merged by file.
class Fixes {
public:
  /// Adds the fix on the warning of each of \p Findings. A fix is added as a
  /// whole or not at all: not if it overlaps one that was added before, or if
  /// the same finding has another fix in another translation unit;
  /// \p Everything has the findings of all of them. \p Findings must outlive
  /// this object.
  Fixes(llvm::ArrayRef<ReportedFinding> Findings,
        llvm::ArrayRef<ReportedFinding> Everything);

  /// The texts to write, by path.
  const std::map<std::string, std::string> &texts() const { return Texts; }

  /// Drops all fixes that edit \p Path, with their edits of other files.
  void refuse(const std::string &Path, const std::string &Why);

  /// Writes each file, as a whole or not at all.
  void write();

  /// Those of \p Findings, which were added before, that are not fixed.
  std::vector<ReportedFinding>
  left(llvm::ArrayRef<ReportedFinding> Findings) const;

  struct Refusal {
    std::string File;
    std::string Why;
    unsigned Fixes;
  };

  /// The number of fixes in the texts, by path.
  const std::map<std::string, unsigned> &applied() const { return Applied; }
  llvm::ArrayRef<Refusal> refused() const { return Refused; }

private:
  void combine();

  struct Fix {
    std::map<std::string, tooling::Replacements> Edits;
    const ReportedFinding *Finding;
    bool IsTaken = true;
  };
  std::vector<Fix> All;
  std::map<std::string, std::string> Originals;
  std::map<std::string, std::string> Texts;
  std::map<std::string, unsigned> Applied;
  std::vector<Refusal> Refused;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_FIXES_H
