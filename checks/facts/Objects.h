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

/// An access path: where an object is found, from a variable, from `this` or
/// from what a function gives to everybody.
///
/// Two equal paths that are evaluated in one place lead to one object. Of two
/// that are not equal nothing is known. An unknown path equals none, not even
/// itself.
class Path {
public:
  enum RootKind {
    Unknown,
    Variable, ///< A variable, a parameter or a global.
    This,     ///< The object that a member function is called on.
    Accessor, ///< What a function gives that is called on, and with, nothing.
  };
  /// One step from an object to another one.
  struct Step {
    enum StepKind {
      Field,   ///< `.x`: Member.
      Pointee, ///< `*p`, of a smart pointer, too.
      Address, ///< `&x`.
      Element, ///< `v[i]`, `v.front()`, `std::get<0>(t)`: any part of it.
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
  /// The variable that it begins with; null if it begins with something else.
  const VarDecl *variable() const { return dyn_cast_or_null<VarDecl>(Root); }
  /// Where it begins: a variable, a function, the class of `this`.
  const Decl *root() const { return Root; }
  llvm::ArrayRef<Step> steps() const { return Steps; }
  /// The variable or member that it ends with, whatever points to that or is an
  /// element of it; null for neither.
  const ValueDecl *named() const;

  Path field(const FieldDecl *Member) const;
  Path pointee() const;
  Path address() const;
  Path element() const;

  /// The same, where a pointer counts as what it points to. A smart pointer
  /// stands for its object.
  Path withoutPointers() const;
  /// The same, where an element stands for its container.
  Path withoutElements() const;
  /// The object that it is a member or an element of; unknown for a root.
  Path parent() const;
  /// The same steps from \p Start.
  Path from(const Path &Start) const;
  /// Where this, a part of \p Whole, is found if \p Whole is at \p Start.
  Path moved(const Path &Whole, const Path &Start) const;

  /// True if \p Part is the same object, or is reached through it.
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

/// What a call counts as a part of what it is called on.
enum class Parts {
  None,       ///< Nothing, nor does a subscript: what they give is unknown, and
              ///< a reference to it is an object of its own.
  References, ///< What it gives by reference: an element.
  Values,     ///< What it gives by value as well: an iterator.
};

/// The object that \p E denotes. A local reference stands for what it is bound
/// to, an assignment for its left side, and a call that gives a reference for a
/// part of what it is called on or is given first.
Path pathOf(const Expr *E, const Models &Known,
            Parts Counted = Parts::References);

/// The path \p P, where a captured copy stands for what it was made from, and
/// the variable of a loop over a range for an element of that.
Path sourceOf(const Path &P, const Models &Known);

/// True if somebody may put another object where \p P leads, so that what is
/// there later may not be what was there before.
bool mayChange(const Path &P, ASTContext &Context);

/// True if \p Code names \p D, a variable or a member.
bool names(const Stmt *Code, const ValueDecl *D);

/// \p E without implicit code and casts.
const Expr *stripCasts(const Expr *E);

/// The task that \p E, a call, adapts; null if it does not.
const Expr *adaptedBy(const Expr *E, const Models &Known);

/// \p E without implicit code, casts to references and functions that give back
/// their argument, such as std::move.
const Expr *stripAdapters(const Expr *E, const Models &Known);

/// Likewise, and without what takes the address of an object or leads to it
/// from a pointer, be that a smart one.
const Expr *stripPointers(const Expr *E, const Models &Known);

} // namespace clang::tidy::async

template <> struct llvm::DenseMapInfo<clang::tidy::async::Path> {
  using Path = clang::tidy::async::Path;
  static Path getEmptyKey() { return {}; }
  static Path getTombstoneKey() { return Path().element(); }
  static unsigned getHashValue(const Path &P) { return hash_value(P); }
  static bool isEqual(const Path &A, const Path &B) { return A.isLike(B); }
};

#endif // ASYNC_TIDY_CHECKS_FACTS_OBJECTS_H
