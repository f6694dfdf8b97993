//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Statistics.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"

using llvm::StringRef;

namespace clang::tidy::async {

void Statistics::endPhase(StringRef Phase) {
  Clock::time_point Now = Clock::now();
  double Seconds =
      std::chrono::duration<double>(Now - std::exchange(Begin, Now)).count();
  auto Existing = llvm::find_if(
      Phases, [&](const auto &Each) { return Each.first == Phase; });
  if (Existing != Phases.end())
    Existing->second += Seconds;
  else
    Phases.emplace_back(Phase, Seconds);
}

void Statistics::add(std::string File, const AnalysisTimes &Times) {
  Files.emplace_back(std::move(File), Times);
}

using Rows = std::vector<std::pair<std::string, double>>;

static void sortByTime(Rows &Table) {
  llvm::sort(Table, [](const auto &A, const auto &B) {
    return std::tie(B.second, A.first) < std::tie(A.second, B.first);
  });
}

static void print(StringRef Title, const Rows &Table, double Whole,
                  llvm::raw_ostream &OS) {
  OS << Title << '\n';
  for (const auto &[Name, Seconds] : Table)
    OS << llvm::format("%10.3f s %4.0f %%  ", Seconds,
                       Whole > 0 ? 100 * Seconds / Whole : 0.0)
       << Name << '\n';
}

void Statistics::print(unsigned Processes, llvm::raw_ostream &OS) const {
  double Run = 0;
  for (const auto &[Name, Seconds] : Phases)
    Run += Seconds;
  async::print("time of the run", Phases, Run, OS);

  double Whole = 0, Parse = 0, Facts = 0, Index = 0, Checking = 0, Rest = 0;
  std::map<std::string, double> ByCheck;
  Rows ByFile;
  for (const auto &[File, Times] : Files) {
    Whole += Times.Whole;
    Parse += Times.Parse;
    Facts += Times.Facts;
    Index += Times.Index;
    Rest += Times.rest();
    for (const auto &[Name, Seconds] : Times.Checks) {
      ByCheck[Name] += Seconds;
      Checking += Seconds;
    }
    ByFile.emplace_back(File, Times.Whole);
  }
  if (Files.empty()) {
    OS << "no file was analysed: all results are from the cache\n";
    return;
  }
  async::print(("time of " + llvm::Twine(Files.size()) +
                (Files.size() == 1 ? " analysis" : " analyses") + ", in " +
                llvm::Twine(Processes) +
                (Processes == 1 ? " process" : " processes"))
                   .str(),
               {{"parsing", Parse},
                {"gathering facts, for all checks", Facts},
                {"checks", Checking},
                {"opening the project index", Index},
                {"the rest: configuration, suppressions", Rest}},
               Whole, OS);
  Rows Checks(ByCheck.begin(), ByCheck.end());
  sortByTime(Checks);
  async::print("time of checks", Checks, Checking, OS);
  static constexpr size_t MaxFiles = 10;
  sortByTime(ByFile);
  bool ShowsAll = ByFile.size() <= MaxFiles;
  ByFile.resize(std::min(ByFile.size(), MaxFiles));
  async::print(ShowsAll ? "time of files" : "the files that took longest",
               ByFile, Whole, OS);
}

} // namespace clang::tidy::async
