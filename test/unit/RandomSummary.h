//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_UNIT_RANDOMSUMMARY_H
#define ASYNC_TIDY_TEST_UNIT_RANDOMSUMMARY_H

#include "index/UnitSummary.h"
#include <random>

namespace clang::tidy::async::test {

/// Makes summaries of a few functions that are often the same, often nearly the
/// same, and call each other in all ways.
class RandomSummary {
public:
  explicit RandomSummary(unsigned Seed) : Numbers(Seed) {}

  UnitSummary make() {
    UnitSummary Unit;
    Unit.MadeWith = {below(3)};
    for (unsigned N = below(6); N; --N)
      Unit.Functions.push_back(function());
    for (unsigned N = below(3); N; --N) {
      MethodSummary &Method = Unit.Methods.emplace_back();
      Method.Symbol = symbol();
      Method.IsPure = flag();
      for (unsigned Overriders = below(3); Overriders; --Overriders)
        Method.Overriders.push_back(symbol());
    }
    for (unsigned N = below(2); N; --N)
      Unit.AddressTaken.push_back(symbol());
    Unit.normalize();
    return Unit;
  }

  unsigned below(unsigned End) { return Numbers() % End; }
  bool flag() { return below(2); }

private:
  SymbolId symbol() { return SymbolId::of(std::to_string(below(8))); }
  Span span() { return {flag() ? "a.cpp" : "b.h", below(4), below(2), 0}; }
  std::vector<std::string> libraries() {
    std::vector<std::string> Names;
    for (unsigned N = below(3); N; --N)
      Names.push_back(flag() ? "boost" : "folly");
    return Names;
  }

  void fill(ErrorSummary &Errors) {
    for (unsigned N = below(3); N; --N)
      Errors.Ways.push_back({libraries(), below(2), flag(), flag(), span()});
    for (unsigned N = below(3); N; --N) {
      ErrorPath &Path = Errors.Paths.emplace_back();
      Path.Callee = symbol();
      Path.Exit = ErrorExit(below(2));
      Path.IsVirtual = flag();
      Path.IsReported = flag();
      Path.OnlyCertain = flag();
      Path.Of = libraries();
      Path.Except = libraries();
      Path.IfUnknown = UnknownError(below(3));
      Path.IsCertain = flag();
      Path.At = span();
    }
  }

  ValueId value() { return {symbol(), below(3), flag()}; }
  void fill(std::vector<ValueSummary> &Values) {
    for (unsigned N = below(3); N; --N) {
      ValueSummary &Value = Values.emplace_back();
      Value.Number = below(3);
      for (unsigned Uses = 1 + below(2); Uses; --Uses)
        Value.Uses.push_back({ValueFate(below(unsigned(LastValueFate) + 1)),
                              flag() ? value() : ValueId(), span()});
    }
  }

  FunctionSummary function() {
    FunctionSummary F;
    F.Symbol = symbol();
    F.Name = flag() ? "'f'" : "'g'";
    F.Site = span();
    F.Code = span();
    F.Text = below(2);
    F.Context = below(4) ? ContextKind(below(3)) : ContextKind::Unknown;
    F.IsCoroutine = below(4) == 0;
    for (unsigned N = below(3); N; --N) {
      DirectEffect &Effect = F.Effects.emplace_back();
      Effect.Kinds = 1 + below(7);
      Effect.At = span();
      Effect.Callee = "'read'";
      if (flag())
        Effect.Entry = {"posix", "posix.yaml", 1 + below(2)};
    }
    for (unsigned N = below(4); N; --N)
      F.Calls.push_back(
          {symbol(), span(), "'h'", "'h()'", flag(), flag(), flag()});
    fill(F.Thrown);
    fill(F.InTask);
    fill(F.Values);
    if (flag())
      F.PassedTo = value();
    return F;
  }

  std::mt19937 Numbers;
};

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_UNIT_RANDOMSUMMARY_H
