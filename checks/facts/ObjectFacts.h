//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_OBJECTFACTS_H
#define ASYNC_TIDY_CHECKS_FACTS_OBJECTFACTS_H

#include "facts/Objects.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::async {

/// What can be certain of an object at a point of a function.
enum class Fact : unsigned {
  Finished = 1,   ///< A task, or all tasks that it holds, are finished.
  Readable = 2,   ///< It has something to give: a read need not wait.
  Asked = 4,      ///< It was asked how it ended.
  LetThrough = 8, ///< It is a semaphore that was just waited for.
};

/// The facts that are certain of objects at one point. An object has those of
/// the whole that it is a part of.
class ObjectFacts {
public:
  bool holds(const Path &Of, Fact F) const {
    return (at(Of) & static_cast<unsigned>(F)) != 0;
  }
  void gain(const Path &Of, Fact F) {
    if (Of)
      Known[Of] |= static_cast<unsigned>(F);
  }
  /// \p F is over for \p Of, for its parts, and for all that it is a part of.
  void lose(const Path &Of, Fact F) { lose(Of, static_cast<unsigned>(F)); }
  /// \p Of is another object from here on.
  void forget(const Path &Of) { lose(Of, ~0u); }
  /// \p To holds from here on what \p From holds.
  void assign(const Path &To, const Path &From);
  /// Keeps what is certain on both ways; true if that changed anything.
  bool meet(const ObjectFacts &Other);
  /// Adds all that is certain in \p Other.
  void add(const ObjectFacts &Other);
  /// \p F is certain of \p To, or its parts, as far as it is certain in
  /// \p Other of \p From.
  void take(const Path &To, Fact F, const ObjectFacts &Other, const Path &From);
  friend bool operator==(const ObjectFacts &A, const ObjectFacts &B) {
    return A.Known == B.Known;
  }

  /// The objects of which \p F is certain.
  llvm::SmallVector<Path, 4> all(Fact F) const;
  bool isEmpty() const { return Known.empty(); }

private:
  unsigned at(const Path &Of) const;
  void lose(const Path &Of, unsigned Facts);

  /// No entry is without a fact.
  llvm::DenseMap<Path, unsigned> Known;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_OBJECTFACTS_H
