//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_LINK_H
#define ASYNC_TIDY_CHECKS_INDEX_LINK_H

#include "index/UnitSummary.h"
#include "index/WitnessStep.h"
#include <array>

/// What follows for each function of a program from what all of them do.
namespace clang::tidy::async {

/// An effect of running a function.
struct LinkedEffect {
  /// In calls, that of the operation itself included; 0 if there is no effect.
  unsigned Distance = 0;
  WitnessStep Step; ///< The first of these, in the function itself.
  SymbolId Next;    ///< The function that it calls; none for the operation.
  ModelEntry Entry; ///< Of the operation: what says that it has the effect.

  friend bool operator==(const LinkedEffect &, const LinkedEffect &) = default;
};

/// From what contexts a function is called, by way of ordinary functions: a bit
/// for each ContextKind. That of ContextKind::Plain means an ordinary function
/// that nothing calls.
using ContextSet = uint8_t;
inline ContextSet setOf(ContextKind Kind) { return 1 << unsigned(Kind); }

/// The fate of a value that a function receives or returns, which is known.
struct LinkedValue {
  unsigned Number = 0; ///< As of a ValueId.
  ValueFate Fate = ValueFate::Unknown;
  Span At; ///< Where that happens, in whichever function.

  friend bool operator==(const LinkedValue &, const LinkedValue &) = default;
};

/// What is known of a function.
struct LinkedFunction {
  SymbolId Symbol;
  std::string Name;
  Span Site;
  bool HasBody = false; ///< False: only what calling it virtually does.
  bool IsCoroutine = false;
  ContextKind Context = ContextKind::Plain;
  std::array<LinkedEffect, EffectKinds> Effects; ///< By EffectKind.
  /// For each effect that a virtual call has, whatever override it runs: the
  /// nearest of these.
  std::array<SymbolId, EffectKinds> Dispatched;
  std::vector<ErrorWay> Thrown; ///< How it can fail, by ErrorExit::Throw.
  std::vector<ErrorWay> InTask; ///< Likewise, by ErrorExit::Task.
  std::vector<LinkedValue> Values;
  std::vector<LinkedValue> VirtualValues; ///< Whatever override is called.
  ContextSet CalledFrom = 0;
  bool IsAddressTaken = false; ///< Others may call it.
  /// A call of it in a coroutine or a continuation; nothing if there is none.
  Span SuspendingCall;
  bool IsCallInCoroutine = false; ///< That call is in a coroutine.

  friend bool operator==(const LinkedFunction &,
                         const LinkedFunction &) = default;
};

struct LinkedProgram {
  std::vector<FactsBasis> MadeWith;
  std::vector<LinkedFunction> Functions; ///< In the order of their symbols.
};

/// Settles \p Program, in time linear in the number of its calls. The shortest
/// way to an effect counts, of several the first by its place. What a virtual
/// call does is what all overrides do; if one of them is not known, nothing is.
LinkedProgram link(const UnitSummary &Program);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_LINK_H
