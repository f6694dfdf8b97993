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

/// A fact that can be certain about an object at a point in a function.
enum class Fact : unsigned {
  Finished = 1,     ///< The task, or all tasks in the object, are finished.
  Readable = 2,     ///< Data is available: a read does not wait.
  ErrorChecked = 4, ///< The error of the outcome was checked.
  Acquired = 8,     ///< A semaphore that was just acquired.
  Writable = 16,    ///< There is room: a write does not wait.
};

/// The facts that are certain about objects at one point. A part of an object
/// has the facts of the whole object.
class ObjectFacts {
public:
  bool holds(const Path &Object, Fact F) const {
    return (at(Object) & static_cast<unsigned>(F)) != 0;
  }
  void gain(const Path &Object, Fact F) {
    if (Object)
      Entries[Object] |= static_cast<unsigned>(F);
  }
  /// Drops \p F for \p Object, its parts, and all objects that contain it.
  void lose(const Path &Object, Fact F) {
    lose(Object, static_cast<unsigned>(F));
  }
  /// Drops all facts about \p Object, which is another object from here on.
  void forget(const Path &Object) { lose(Object, ~0u); }
  /// Replaces the facts about \p To by those about \p From.
  void assign(const Path &To, const Path &From);
  /// Keeps the facts that are certain on both paths; true if this changes any.
  bool meet(const ObjectFacts &Other);
  /// Adds all facts in \p Other.
  void add(const ObjectFacts &Other);
  /// Adds \p F for \p To and its parts, wherever \p Other has it for \p From
  /// and its parts.
  void take(const Path &To, Fact F, const ObjectFacts &Other, const Path &From);
  friend bool operator==(const ObjectFacts &A, const ObjectFacts &B) {
    return A.Entries == B.Entries;
  }

  /// The objects for which \p F is certain.
  llvm::SmallVector<Path, 4> all(Fact F) const;
  bool isEmpty() const { return Entries.empty(); }

private:
  unsigned at(const Path &Object) const;
  void lose(const Path &Object, unsigned Facts);

  /// The facts about each object, as bits; each entry has at least one.
  llvm::DenseMap<Path, unsigned> Entries;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_OBJECTFACTS_H
