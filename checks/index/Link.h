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

/// The facts about each function of a program that follow from the summaries of
/// all its functions.
namespace clang::tidy::async {

/// An effect of running a function.
struct LinkedEffect {
  /// In calls, including that of the operation itself; 0 if there is no effect.
  unsigned Distance = 0;
  WitnessStep Step; ///< The first of these calls, in the function.
  SymbolId Next;    ///< The function that it calls; none for the operation.
  ModelEntry Entry; ///< The entry that gives the operation its effect.

  friend bool operator==(const LinkedEffect &, const LinkedEffect &) = default;
};

/// The contexts from which a function is called, directly or through ordinary
/// functions: a bit for each ContextKind. That of ContextKind::Plain means an
/// ordinary function that nothing calls.
using ContextSet = uint8_t;
inline ContextSet setOf(ContextKind Kind) { return 1 << unsigned(Kind); }

/// The known fate of a value that a function receives or returns.
struct LinkedValue {
  unsigned Number = 0; ///< As in a ValueId.
  ValueFate Fate = ValueFate::Unknown;
  Span At; ///< Where it is dropped, in whichever function; else empty.

  friend bool operator==(const LinkedValue &, const LinkedValue &) = default;
};

/// The facts about one function.
struct LinkedFunction {
  SymbolId Symbol;
  std::string Name;
  Span Site;
  bool HasBody = false; ///< If not, only its virtual calls are described.
  bool IsCoroutine = false;
  ContextKind Context = ContextKind::Plain;
  std::array<LinkedEffect, EffectKinds> Effects; ///< By EffectKind.
  /// For each effect that a virtual call has, whichever override it runs: the
  /// override that is nearest to the effect.
  std::array<SymbolId, EffectKinds> Dispatched;
  std::vector<ErrorWay> Thrown; ///< How it can fail, by ErrorExit::Throw.
  std::vector<ErrorWay> InTask; ///< How it can fail, by ErrorExit::Task.
  std::vector<LinkedValue> Values;
  std::vector<LinkedValue> VirtualValues; ///< For whichever override is called.
  ContextSet CalledFrom = 0;
  bool IsAddressTaken = false; ///< Unknown code may call it.
  /// A call of it in a coroutine or a continuation; empty if there is none.
  Span SuspendingCall;
  bool IsCallInCoroutine = false; ///< That call is in a coroutine.

  friend bool operator==(const LinkedFunction &,
                         const LinkedFunction &) = default;
};

struct LinkedProgram {
  std::vector<FactsBasis> MadeWith;
  std::vector<LinkedFunction> Functions; ///< In the order of their symbols.
};

/// Links \p Program, in time linear in the number of its calls. The shortest
/// path to an effect counts; among several, the first by its location. A
/// virtual call has the effects that all overrides have; if an override is
/// unknown, it has none.
LinkedProgram link(const UnitSummary &Program);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_LINK_H
