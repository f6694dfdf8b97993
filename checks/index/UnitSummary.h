//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_UNITSUMMARY_H
#define ASYNC_TIDY_CHECKS_INDEX_UNITSUMMARY_H

#include "index/ContextKind.h"
#include "index/EffectKind.h"
#include "index/Span.h"
#include "index/Symbol.h"
#include "index/ValueFate.h"
#include <string>
#include <vector>

/// What other files need to know of the functions of one unit, as data.
///
/// A summary has only what a function does by itself; what follows from its
/// calls is the matter of the link. Everything is sorted, so that equal code
/// gives equal bytes, and files below the project's root are named from there,
/// so that it means the same on every machine.
namespace clang::tidy::async {

/// An entry of a model, by where it stands.
struct ModelEntry {
  std::string Library;
  std::string File; ///< Without folders.
  unsigned Line = 0;

  explicit operator bool() const { return !Library.empty(); }
  friend auto operator<=>(const ModelEntry &, const ModelEntry &) = default;
};

/// An operation with an effect in a function.
struct DirectEffect {
  uint8_t Kinds = 0; ///< A bit for each EffectKind.
  Span At;
  std::string Callee;    ///< As messages name it.
  std::string Signature; ///< The same, told apart from overloads.
  ModelEntry Entry; ///< What says so; nothing if the user does, of the callee.

  bool has(EffectKind Kind) const { return Kinds >> unsigned(Kind) & 1; }
  void add(EffectKind Kind) { Kinds |= 1 << unsigned(Kind); }
  friend bool operator==(const DirectEffect &, const DirectEffect &) = default;
};

/// A call of another function of the project's.
struct CallSummary {
  SymbolId Callee;
  Span At;
  std::string Name;        ///< Of what is called, as messages name it.
  std::string Signature;   ///< The same, told apart from overloads.
  bool IsVirtual = false;  ///< The object decides which override is called.
  bool IsAfterHop = false; ///< On a pool to which the caller has moved.
  bool IsMoot = false;     ///< It matters to nobody how long it takes.

  friend bool operator==(const CallSummary &, const CallSummary &) = default;
};

/// How an error leaves a function.
enum class ErrorExit : uint8_t {
  Throw, ///< By a throw; out of a coroutine, into its promise.
  Task,  ///< In the task that it returns.
};

/// One way in which a function can fail by itself.
struct ErrorWay {
  /// A handler for the exceptions of one of these libraries catches it.
  std::vector<std::string> Of;
  /// It is the error in the task that this parameter is, counted from 1; 0 if
  /// it is not that of a parameter.
  unsigned Parameter = 0;
  bool IsReported = false; ///< A handler tells of it before it throws it again.
  // What follows is not a part of which way it is.
  bool IsCertain = false; ///< It is known to happen in practice.
  Span At;

  bool isSame(const ErrorWay &Other) const {
    return Of == Other.Of && Parameter == Other.Parameter &&
           IsReported == Other.IsReported;
  }
  friend bool operator==(const ErrorWay &, const ErrorWay &) = default;
};

/// What is said of a call whose callee no summary knows.
enum class UnknownError : uint8_t { Never, Perhaps, Certain };

/// A call that fails as its callee does.
struct ErrorPath {
  SymbolId Callee;
  ErrorExit Exit = ErrorExit::Throw; ///< Of the callee.
  bool IsVirtual = false;
  bool IsReported = false;         ///< As of an ErrorWay.
  bool OnlyCertain = false;        ///< What may happen or not is not counted.
  std::vector<std::string> Of;     ///< Added to what the callee's ways are of.
  std::vector<std::string> Except; ///< Handlers catch what is of these.
  UnknownError IfUnknown = UnknownError::Perhaps;
  // What follows is not a part of which path it is.
  bool IsCertain = true; ///< False if the call is not in all units.
  Span At;

  bool isSame(const ErrorPath &Other) const;
  friend bool operator==(const ErrorPath &, const ErrorPath &) = default;
};

/// How a function can fail.
struct ErrorSummary {
  std::vector<ErrorWay> Ways;
  std::vector<ErrorPath> Paths;

  bool empty() const { return Ways.empty() && Paths.empty(); }
  friend bool operator==(const ErrorSummary &, const ErrorSummary &) = default;
};

/// A value that a function receives or returns.
struct ValueId {
  SymbolId Function;
  unsigned Number = 0;    ///< Of the parameter, from 1; 0 if it is returned.
  bool IsVirtual = false; ///< Of any override that a virtual call may run.

  explicit operator bool() const { return bool(Function); }
  friend auto operator<=>(const ValueId &, const ValueId &) = default;
};

/// One thing that a function does with a value that it receives, or one value
/// that it returns.
struct ValueUse {
  /// If it is passed on: the fate of a callable that the receiver calls before
  /// it returns.
  ValueFate Fate = ValueFate::Unknown;
  /// The parameter that it is passed on to, or the returned value that is
  /// returned again; none if the function itself decides its fate.
  ValueId Of;
  Span At;

  friend bool operator==(const ValueUse &, const ValueUse &) = default;
};

/// All that a function does with one value, which is not listed if any of it is
/// unknown, or if it has no effect on a fate.
struct ValueSummary {
  unsigned Number = 0; ///< As of a ValueId.
  std::vector<ValueUse> Uses;

  friend bool operator==(const ValueSummary &, const ValueSummary &) = default;
};

/// What one function, or one lambda that is not a part of it, does by itself.
struct FunctionSummary {
  SymbolId Symbol;
  std::string Name; ///< As messages name it.
  Span Site;        ///< Where its name stands.
  Span Code;        ///< Where its code begins.
  /// A hash of its text: most units that see an inline function see the same.
  uint64_t Text = 0;
  ContextKind Context = ContextKind::Plain;
  bool IsCoroutine = false;
  std::vector<DirectEffect> Effects;
  std::vector<CallSummary> Calls;
  ErrorSummary Thrown; ///< What leaves it by ErrorExit::Throw.
  ErrorSummary InTask; ///< Likewise, by ErrorExit::Task.
  std::vector<ValueSummary> Values;
  /// Of a lambda in an unknown context: the parameter that it is passed to.
  ValueId PassedTo;

  friend bool operator==(const FunctionSummary &,
                         const FunctionSummary &) = default;
};

/// A virtual function.
struct MethodSummary {
  SymbolId Symbol;
  bool IsPure = false;
  std::vector<SymbolId> Overriders; ///< Directly.

  friend bool operator==(const MethodSummary &,
                         const MethodSummary &) = default;
};

/// What identifies the models and the options that facts rest on.
using FactsBasis = uint64_t;

struct UnitSummary {
  std::vector<FactsBasis> MadeWith;
  std::vector<FunctionSummary> Functions;
  std::vector<MethodSummary> Methods;
  /// Functions that are handed on by name: who calls them is not known.
  std::vector<SymbolId> AddressTaken;

  /// Puts everything in order, and makes one of what is said twice. To be
  /// called when a summary is complete.
  void normalize();

  friend bool operator==(const UnitSummary &, const UnitSummary &) = default;
};

/// The union of \p All, by symbol.
///
/// Where units see different bodies of one function, as macros make them, the
/// weaker claim counts: it has only the effects that all of them have, it fails
/// as any of them does, and for certain only if all do so; the fate of a value
/// is known only if it is the same in all of them. The order of \p All
/// makes no difference, nor does saying the same again.
UnitSummary merge(std::vector<UnitSummary> All);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_UNITSUMMARY_H
