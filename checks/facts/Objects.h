//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_OBJECTS_H
#define ASYNC_TIDY_CHECKS_FACTS_OBJECTS_H

#include "model/Models.h"
#include "llvm/ADT/DenseMapInfo.h"
#include "llvm/ADT/Hashing.h"

namespace clang::tidy::async {

/// An access path to an object: it starts at a variable, at `this` or at the
/// result of an accessor function.
///
/// Two equal paths that are evaluated at the same point lead to the same
/// object; two different ones may or may not. An unknown path equals no path,
/// not even itself.
class Path {
public:
  enum RootKind {
    Unknown,
    Variable, ///< A variable, a parameter or a global.
    This,     ///< The object that a member function is called on.
    Accessor, ///< The result of a function without object or arguments.
  };
  /// One step from an object to another.
  struct Step {
    enum StepKind {
      Field,   ///< `.x`: Member.
      Pointee, ///< `*p`, also of a smart pointer.
      Address, ///< `&x`.
      Element, ///< `v[i]`, `v.front()`, `std::get<0>(t)`: any part.
    };
    StepKind Kind;
    const FieldDecl *Member = nullptr;

    friend bool operator==(const Step &A, const Step &B) {
      return A.Kind == B.Kind && A.Member == B.Member;
    }
    friend llvm::hash_code hash_value(const Step &S) {
      return llvm::hash_combine(S.Kind, S.Member);
    }
  };

  Path() = default;
  static Path variable(const VarDecl *Var) {
    return Path(Variable, Var->getCanonicalDecl());
  }
  static Path accessor(const NamedDecl *Function) {
    return Path(Accessor, Function->getCanonicalDecl());
  }
  /// The object that member functions of \p Class are called on.
  static Path self(const CXXRecordDecl *Class) {
    return Path(This, Class ? Class->getCanonicalDecl() : nullptr);
  }

  explicit operator bool() const { return Kind != Unknown; }
  RootKind kind() const { return Kind; }
  /// The variable at the start; null if the path starts with something else.
  const VarDecl *variable() const { return dyn_cast_or_null<VarDecl>(Root); }
  /// The start: a variable, a function or the class of `this`.
  const Decl *root() const { return Root; }
  llvm::ArrayRef<Step> steps() const { return Steps; }
  /// The last variable or member in the path, ignoring pointers and elements
  /// after it; null if there is none.
  const ValueDecl *named() const;

  Path field(const FieldDecl *Member) const;
  Path pointee() const;
  Path address() const;
  Path element() const;

  /// The same path, with each pointer, also a smart one, identified with its
  /// pointee.
  Path withoutPointers() const;
  /// The same path, with each element identified with its container.
  Path withoutElements() const;
  /// The path without its last step; unknown for a root.
  Path parent() const;
  /// The same steps from \p Start.
  Path from(const Path &Start) const;
  /// The path to this part of \p Whole if \p Whole is at \p Start.
  Path moved(const Path &Whole, const Path &Start) const;

  /// True if \p Part is this object, or is reached through it.
  bool contains(const Path &Part) const;
  friend bool operator==(const Path &A, const Path &B) {
    return A.Kind != Unknown && A.isLike(B);
  }
  friend llvm::hash_code hash_value(const Path &P) {
    return llvm::hash_combine(
        P.Kind, P.Root,
        llvm::hash_combine_range(P.Steps.begin(), P.Steps.end()));
  }

private:
  friend struct llvm::DenseMapInfo<Path>;
  Path(RootKind Kind, const Decl *Root) : Kind(Kind), Root(Root) {}
  bool isLike(const Path &Other) const {
    return Kind == Other.Kind && Root == Other.Root && Steps == Other.Steps;
  }

  RootKind Kind = Unknown;
  const Decl *Root = nullptr;
  llvm::SmallVector<Step, 2> Steps;
};

/// Which results of calls count as parts of the object of the call.
enum class Parts {
  None,       ///< None, nor those of subscripts: the result is unknown, and a
              ///< reference to it is an object of its own.
  References, ///< References: elements.
  Values,     ///< Also values: iterators.
};

/// The object that \p E denotes. A local reference denotes its referent, an
/// assignment its left side, and a call that returns a reference a part of its
/// object, or of its first argument.
Path pathOf(const Expr *E, const Models &AllModels,
            Parts Counted = Parts::References);

/// The path \p P, with a captured copy replaced by its original, and the
/// variable of a range-based loop by an element of the range.
Path sourceOf(const Path &P, const Models &AllModels);

/// True if the object at \p P may be replaced, so that \p P leads to another
/// object later.
bool mayChange(const Path &P, ASTContext &Context);

/// True if \p Code mentions \p D, a variable or a member.
bool names(const Stmt *Code, const ValueDecl *D);

/// \p E without implicit code and casts.
const Expr *stripCasts(const Expr *E);

/// The task that the call \p E adapts; null if it adapts none.
const Expr *adaptedTask(const Expr *E, const Models &AllModels);

/// \p E without implicit code, casts, and functions that adapt or return their
/// argument, such as std::move.
const Expr *stripAdapters(const Expr *E, const Models &AllModels);

/// The same, and also without taking addresses and dereferencing pointers,
/// including smart ones.
const Expr *stripPointers(const Expr *E, const Models &AllModels);

} // namespace clang::tidy::async

template <> struct llvm::DenseMapInfo<clang::tidy::async::Path> {
  using Path = clang::tidy::async::Path;
  static Path getEmptyKey() { return {}; }
  static Path getTombstoneKey() { return Path().element(); }
  static unsigned getHashValue(const Path &P) { return hash_value(P); }
  static bool isEqual(const Path &A, const Path &B) { return A.isLike(B); }
};

#endif // ASYNC_TIDY_CHECKS_FACTS_OBJECTS_H
