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

/// The facts about the functions of one unit that other files need, as data.
///
/// A summary describes only the code of each function itself; the link derives
/// the consequences of its calls. Everything is sorted, so that equal code
/// yields equal bytes, and the paths of files below the project's root are
/// relative to it, so that a summary means the same on every machine.
namespace clang::tidy::async {

/// An entry of a model, identified by its location.
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
  std::string Callee;    ///< As messages show it.
  std::string Signature; ///< The same, but distinct from overloads.
  /// The entry that describes it; empty if the user annotated the callee.
  ModelEntry Entry;

  bool has(EffectKind Kind) const { return Kinds >> unsigned(Kind) & 1; }
  void add(EffectKind Kind) { Kinds |= 1 << unsigned(Kind); }
  friend bool operator==(const DirectEffect &, const DirectEffect &) = default;
};

/// A call of another function of the project.
struct CallSummary {
  SymbolId Callee;
  Span At;
  std::string Name;        ///< Of the callee, as messages show it.
  std::string Signature;   ///< The same, but distinct from overloads.
  bool IsVirtual = false;  ///< The object determines which override runs.
  bool IsAfterHop = false; ///< Runs on a pool, to which the caller hopped.
  bool IsMoot = false;     ///< Its duration does not matter.

  friend bool operator==(const CallSummary &, const CallSummary &) = default;
};

/// How an error leaves a function.
enum class ErrorExit : uint8_t {
  Throw, ///< An exception escapes; in a coroutine, to its promise.
  Task,  ///< The task that it returns fails.
};

/// One way in which a function can fail by itself.
struct ErrorWay {
  /// A handler for the exceptions of one of these libraries catches it.
  std::vector<std::string> Of;
  /// The parameter, counted from 1, whose task holds the error; 0 if none does.
  unsigned Parameter = 0;
  bool IsReported = false; ///< A handler reports it before it rethrows it.
  // The members below are not part of its identity.
  bool IsCertain = false; ///< It does happen in practice.
  Span At;

  bool isSame(const ErrorWay &Other) const {
    return Of == Other.Of && Parameter == Other.Parameter &&
           IsReported == Other.IsReported;
  }
  friend bool operator==(const ErrorWay &, const ErrorWay &) = default;
};

/// Whether a call fails if no summary describes its callee.
enum class UnknownError : uint8_t { Never, Perhaps, Certain };

/// A call that fails where its callee does.
struct ErrorPath {
  SymbolId Callee;
  ErrorExit Exit = ErrorExit::Throw; ///< Of the callee.
  bool IsVirtual = false;
  bool IsReported = false;         ///< As in an ErrorWay.
  bool OnlyCertain = false;        ///< Ways that are not certain do not count.
  std::vector<std::string> Of;     ///< Added to those of the callee's ways.
  std::vector<std::string> Except; ///< Handlers catch the errors of these.
  UnknownError IfUnknown = UnknownError::Perhaps;
  // The members below are not part of its identity.
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
  unsigned Number = 0; ///< Of the parameter, from 1; 0 for the returned value.
  bool IsVirtual = false; ///< Of whichever override a virtual call runs.

  explicit operator bool() const { return bool(Function); }
  friend auto operator<=>(const ValueId &, const ValueId &) = default;
};

/// One use of a value that a function receives, or one value that it returns.
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

/// All uses of one value by a function. A value is not listed if a use is
/// unknown, or if it has no effect on a fate.
struct ValueSummary {
  unsigned Number = 0; ///< As in a ValueId.
  std::vector<ValueUse> Uses;

  friend bool operator==(const ValueSummary &, const ValueSummary &) = default;
};

/// A function, or a lambda that is not part of the function around it, without
/// the consequences of its calls.
struct FunctionSummary {
  SymbolId Symbol;
  std::string Name; ///< As messages show it.
  Span Site;        ///< The location of its name.
  Span Code;        ///< The start of its code.
  /// A hash of its text: most units see the same text of an inline function.
  uint64_t Text = 0;
  ContextKind Context = ContextKind::Plain;
  bool IsCoroutine = false;
  std::vector<DirectEffect> Effects;
  std::vector<CallSummary> Calls;
  ErrorSummary Thrown; ///< Its errors by ErrorExit::Throw.
  ErrorSummary InTask; ///< Its errors by ErrorExit::Task.
  std::vector<ValueSummary> Values;
  /// For a lambda in an unknown context: the parameter that it is passed to.
  ValueId PassedTo;

  friend bool operator==(const FunctionSummary &,
                         const FunctionSummary &) = default;
};

/// A virtual function.
struct MethodSummary {
  SymbolId Symbol;
  bool IsPure = false;
  std::vector<SymbolId> Overriders; ///< Only the direct ones.

  friend bool operator==(const MethodSummary &,
                         const MethodSummary &) = default;
};

/// Identifies the models and the options that facts are based on.
using FactsBasis = uint64_t;

struct UnitSummary {
  std::vector<FactsBasis> MadeWith;
  std::vector<FunctionSummary> Functions;
  std::vector<MethodSummary> Methods;
  /// Functions that are passed by name: their callers are unknown.
  std::vector<SymbolId> AddressTaken;

  /// Sorts everything, and merges duplicates. Call it when the summary is
  /// complete.
  void normalize();

  friend bool operator==(const UnitSummary &, const UnitSummary &) = default;
};

/// The union of \p All, by symbol.
///
/// If units see different bodies of one function, because of macros, the weaker
/// claim counts: the function has only the effects that all bodies have, it
/// fails where any of them does, but certainly only where all do, and the fate
/// of a value is known only if it is the same in all of them. The result does
/// not depend on the order of \p All or on duplicates.
UnitSummary merge(std::vector<UnitSummary> All);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_UNITSUMMARY_H
