//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_PROJECTINDEX_H
#define ASYNC_TIDY_CHECKS_INDEX_PROJECTINDEX_H

#include "index/IndexQueries.h"
#include "index/Link.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <optional>

namespace clang::tidy::async {

/// \p Program as the bytes of an index: sorted, to be mapped into memory. Files
/// that \p Program names from the root are below \p Root.
std::string indexBytes(const LinkedProgram &Program, llvm::StringRef Root);

/// What is known of the functions of a project in all of its files.
///
/// Nothing is read but what is asked for. Whatever the bytes are, no answer is
/// more than silence: what makes no sense is not known.
class ProjectIndex {
public:
  /// Takes \p File, an index. Its files are below \p Root; if that is empty,
  /// where they were when the index was made. An error is one line, to be put
  /// after the name of the file.
  static llvm::Expected<std::unique_ptr<const ProjectIndex>>
  read(std::unique_ptr<llvm::MemoryBuffer> File, std::string Root = "");

  /// An empty index.
  static std::unique_ptr<const ProjectIndex> empty();

  /// Records all queries from now on in \p To; null stops the recording.
  void record(IndexQueries *To) const { Recorded = To; }
  /// A hash of the answer to \p Query: equal for equal answers, in any index
  /// and with any root; 0 if nothing is known.
  uint64_t answer(const IndexQuery &Query) const;

  /// True if part of it was made with these models and options.
  bool isMadeWith(FactsBasis Given) const;
  size_t size() const { return Count; }

  /// The calls that lead from a function to an operation with an effect.
  struct Way {
    std::vector<WitnessStep> Steps;  ///< The last is the operation.
    std::vector<SymbolId> Functions; ///< In which these calls are.
    ModelEntry Entry; ///< Of the operation; nothing if the user says so.
  };

  /// How many steps the way has on which running \p Symbol has the effect
  /// \p Kind; 0 if that is not known. With \p IsVirtual, of any override that a
  /// call of it may run.
  unsigned distance(const SymbolId &Symbol, EffectKind Kind,
                    bool IsVirtual) const;
  /// That way; none where there is no distance.
  std::optional<Way> way(const SymbolId &Symbol, EffectKind Kind,
                         bool IsVirtual) const;

  /// The fate of a value of \p Symbol: of parameter number \p Number, or of the
  /// returned value if that is 0; none if it is not known.
  std::optional<LinkedValue> value(const SymbolId &Symbol, unsigned Number,
                                   bool IsVirtual) const;

  /// What is known of \p Symbol; none for nothing.
  std::optional<LinkedFunction> function(const SymbolId &Symbol) const;

private:
  ProjectIndex() = default;
  std::optional<size_t> find(const SymbolId &Symbol) const;
  SymbolId symbolAt(size_t Index) const;
  std::optional<LinkedFunction> functionAt(size_t Index) const;
  std::optional<LinkedFunction> known(const SymbolId &Symbol) const;
  std::optional<llvm::StringRef> textAt(uint64_t Number) const;
  std::optional<LinkedFunction> run(const SymbolId &Symbol, EffectKind Kind,
                                    bool IsVirtual) const;
  void place(Span &At) const;
  void noteQuery(const IndexQuery &Query) const {
    if (Recorded && !IsHashing)
      Recorded->insert(Query);
  }

  mutable IndexQueries *Recorded = nullptr;
  /// Answers are hashed, which is not a query, with the paths of the file.
  mutable bool IsHashing = false;

  std::unique_ptr<llvm::MemoryBuffer> File;
  std::string Root;
  std::vector<FactsBasis> MadeWith;
  size_t Count = 0;
  size_t Texts = 0;
  llvm::StringRef Symbols;    ///< 16 bytes each, sorted.
  llvm::StringRef RecordEnds; ///< 4 bytes each.
  llvm::StringRef Records;
  llvm::StringRef TextEnds; ///< 4 bytes each.
  llvm::StringRef TextBytes;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_PROJECTINDEX_H
