//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_UNIT_SMALLPROGRAM_H
#define ASYNC_TIDY_TEST_UNIT_SMALLPROGRAM_H

#include "index/Link.h"
#include "index/ProjectIndex.h"
#include <map>

namespace clang::tidy::async::test {

/// A program of a few functions, as summaries of its files.
///
/// A function is known by its name. What it does is at places that count up
/// from the one of its code.
class SmallProgram {
public:
  /// A function, to which things to do are added.
  class Function {
  public:
    Function &calls(llvm::StringRef Name) { return call(Name, false); }
    Function &callsVirtual(llvm::StringRef Name) { return call(Name, true); }
    Function &callsAfterHop(llvm::StringRef Name) {
      call(Name, false).F.Calls.back().IsAfterHop = true;
      return *this;
    }
    Function &callsMoot(llvm::StringRef Name) {
      call(Name, false).F.Calls.back().IsMoot = true;
      return *this;
    }
    Function &does(llvm::StringRef Operation,
                   EffectKind Kind = EffectKind::Blocks) {
      DirectEffect &New = F.Effects.emplace_back();
      New.add(Kind);
      New.At = next();
      New.Callee = Operation.str();
      New.Entry = {"lib", "lib.yaml", 7};
      return *this;
    }
    Function &throws(bool IsCertain = true) {
      F.Thrown.Ways.push_back({{}, 0, false, IsCertain, next()});
      return *this;
    }
    /// Fails as \p Name does, by a throw.
    ErrorPath &fails(llvm::StringRef Name) {
      ErrorPath &New = F.Thrown.Paths.emplace_back();
      New.Callee = SymbolId::of(Name);
      New.At = next();
      return New;
    }
    /// Something has the fate \p Fate here: parameter \p Number, or the
    /// returned value if that is 0.
    Function &value(unsigned Number, ValueFate Fate) {
      use(Number).Fate = Fate;
      return *this;
    }
    /// Passes it on to parameter \p As of \p Name, or returns what that does.
    ValueUse &passesOn(unsigned Number, llvm::StringRef Name, unsigned As,
                       bool IsVirtual = false) {
      ValueUse &New = use(Number);
      New.Fate = ValueFate::Called;
      New.Of = {SymbolId::of(Name), As, IsVirtual};
      return New;
    }
    /// It is a lambda that is passed to parameter \p As of \p Name.
    Function &isPassedTo(llvm::StringRef Name, unsigned As) {
      F.Context = ContextKind::Unknown;
      F.PassedTo = {SymbolId::of(Name), As, false};
      return *this;
    }
    Function &in(ContextKind Context) {
      F.Context = Context;
      F.IsCoroutine = Context == ContextKind::Coroutine;
      return *this;
    }

  private:
    friend class SmallProgram;
    Function(FunctionSummary &F, unsigned &Place) : F(F), Place(Place) {}
    Span next() { return {F.Code.File, ++Place}; }
    ValueUse &use(unsigned Number) {
      ValueSummary *Found = nullptr;
      for (ValueSummary &Each : F.Values)
        if (Each.Number == Number)
          Found = &Each;
      if (!Found) {
        Found = &F.Values.emplace_back();
        Found->Number = Number;
      }
      ValueUse &New = Found->Uses.emplace_back();
      New.At = next();
      return New;
    }
    Function &call(llvm::StringRef Name, bool IsVirtual) {
      CallSummary &New = F.Calls.emplace_back();
      New.Callee = SymbolId::of(Name);
      New.At = next();
      New.Name = Name.str();
      New.IsVirtual = IsVirtual;
      return *this;
    }
    FunctionSummary &F;
    unsigned &Place;
  };

  /// Defines the function \p Name in \p File. The result is good until the next
  /// one is defined.
  Function define(llvm::StringRef Name, llvm::StringRef File = "a.cpp") {
    FunctionSummary &New = Files[File.str()].Functions.emplace_back();
    New.Symbol = SymbolId::of(Name);
    New.Name = Name.str();
    unsigned &Place = Places[File.str()];
    New.Code = {File.str(), Place += 100};
    return {New, Place};
  }
  /// \p Name is virtual, and \p Overriders override it.
  void method(llvm::StringRef Name, std::vector<llvm::StringRef> Overriders,
              bool IsPure = false, llvm::StringRef File = "a.cpp") {
    MethodSummary &New = Files[File.str()].Methods.emplace_back();
    New.Symbol = SymbolId::of(Name);
    New.IsPure = IsPure;
    for (llvm::StringRef Each : Overriders)
      New.Overriders.push_back(SymbolId::of(Each));
  }

  UnitSummary whole() const {
    std::vector<UnitSummary> All;
    for (const auto &[File, Unit] : Files)
      All.push_back(Unit);
    return merge(std::move(All));
  }
  LinkedProgram link() const { return async::link(whole()); }
  /// What is linked, as it is read from its file.
  std::unique_ptr<const ProjectIndex> index() const {
    return llvm::cantFail(ProjectIndex::read(
        llvm::MemoryBuffer::getMemBufferCopy(indexBytes(link(), "/src"))));
  }

private:
  std::map<std::string, UnitSummary> Files;
  std::map<std::string, unsigned> Places;
};

/// The way to an effect of \p Name, as "load > open"; empty for none.
inline std::string way(const ProjectIndex &Index, llvm::StringRef Name,
                       EffectKind Kind = EffectKind::Blocks,
                       bool IsVirtual = false) {
  std::string Text;
  if (auto Found = Index.way(SymbolId::of(Name), Kind, IsVirtual))
    for (const WitnessStep &Step : Found->Steps)
      Text += (Text.empty() ? "" : " > ") + Step.Callee;
  return Text;
}

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_UNIT_SMALLPROGRAM_H
