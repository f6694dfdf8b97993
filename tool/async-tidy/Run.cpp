//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Run.h"
#include "Analysis.h"
#include "Baseline.h"
#include "Cache.h"
#include "ChangedLines.h"
#include "FileCosts.h"
#include "FilePaths.h"
#include "FixDialog.h"
#include "FixJournal.h"
#include "Fixes.h"
#include "FormerReport.h"
#include "IndexFile.h"
#include "Linking.h"
#include "Program.h"
#include "Progress.h"
#include "ReplaceFile.h"
#include "SharedCauses.h"
#include "Statistics.h"
#include "UnifiedDiff.h"
#include "Wire.h"
#include "Workers.h"
#include "index/ProjectIndex.h"
#include "index/SummaryFile.h"
#include "model/InputFile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/xxhash.h"
#include <functional>
#include <map>
#include <numeric>
#include <set>

using llvm::StringRef;

namespace clang::tidy::async {

namespace {
class Run {
public:
  Run(Options O, Selection S, Statistics Before)
      : Opts(std::move(O)), Files(std::move(S)), Times(std::move(Before)),
        Texts(llvm::vfs::getRealFileSystem(), Opts.Select.Here),
        ProgressLine(progressMode(Opts), llvm::errs(), Files.Commands.size()) {}

  llvm::Expected<int> execute();

private:
  llvm::Expected<int> analyzeAndReport();

  /// The state of one file of the run.
  struct Slot {
    std::optional<Analysis> Result;
    std::string Failure; ///< The reason if there is no result.
    bool IsDone = false;
    bool WasAnalysed = false; ///< In this run, not in an earlier one.
    bool WasInterrupted = false; ///< A signal ended the run before it was done.
    /// The files that its analysis read, if they may be fixed, without
    /// symbolic links.
    std::vector<std::string> Dependencies;
  };

  static Progress::Mode progressMode(const Options &O) {
    if (O.Quiet)
      return Progress::Silent;
    return llvm::sys::Process::StandardErrIsDisplayed() ? Progress::Terminal
                                                        : Progress::Lines;
  }

  void notice(const std::string &Text) {
    ProgressLine.clear();
    llvm::errs() << "note: " << Text << "\n";
  }
  std::string fileOf(size_t Job) const {
    const tooling::CompileCommand &Command = Files.Commands[Job];
    return absolutePath(Command.Filename, Command.Directory);
  }
  std::string keyOf(size_t Job, const AnalysisOptions &Setup) const;
  /// Whether a report is written while files are analysed.
  static bool isStreamed(const ReportTo &Report) {
    return Report.File.empty() &&
           (Report.As == Format::Text || Report.As == Format::Github);
  }
  /// Reports a signal and its \p Consequence, and returns the exit code.
  int reportInterruption(StringRef Consequence);
  llvm::Error prepare();
  /// Completes the fixes of a run that was killed.
  void recoverKilledRun();
  /// How files are analysed: the options and other arguments of analyze().
  struct Method {
    AnalysisOptions Options;
    const NewTexts *Overlay = nullptr;
    const ProjectIndex *Index = nullptr;
  };
  /// As runJobs().
  bool analyzeEach(llvm::ArrayRef<size_t> Jobs, const Method &Setup,
                   llvm::function_ref<void(size_t Job, Outcome &&)> OnEnd,
                   llvm::function_ref<void()> OnTick) const;
  /// Fills the slots of \p Jobs, from the cache where its results are valid and
  /// \p IsValid, which may be null, agrees. Calls \p OnResult for each. False
  /// after a signal.
  bool fill(llvm::ArrayRef<size_t> Jobs, const Method &Setup,
            llvm::function_ref<bool(const Analysis &)> IsValid,
            llvm::function_ref<void(size_t Job)> OnResult);
  bool analyzeAll();
  /// \p Alone is the method of the first pass, in which a file is analysed
  /// without knowledge of the others.
  bool analyzeProgram(Method Alone);
  /// All files, or those of the shard.
  std::vector<size_t> chosenJobs() const;
  /// \p First are the options of the first pass.
  void openCache(const AnalysisOptions &First);
  /// True if the files of the project are analysed as one program.
  bool isOfProgram() const {
    return Opts.UsesIndex && Files.IsProgram && !summarizes();
  }
  /// True if the run needs the dependencies of analyses.
  bool needsDependencies() const {
    return Opts.Do == Command::Fix || Opts.Part || AcceptedFindings ||
           !Files.OnlyHeaders.empty();
  }
  void recordDependencies(size_t Job);
  void finish(size_t Job);
  void reportRemarks(std::vector<ReportedFinding> &New);
  void flush();
  void filter(std::vector<ReportedFinding> &New);
  std::vector<ReportedFinding> takeHeld();
  void removeUnwanted(size_t Job, std::vector<ReportedFinding> &New) const;
  void reportDroppedFlags();
  llvm::Error testHeaders();
  void abandonUnfinished();
  llvm::Error writeFiles();
  llvm::Expected<int> writeReports();
  bool summarizes() const {
    return Opts.Do == Command::Index || Opts.Do == Command::Summarize;
  }
  /// True if the run only reports what it finds.
  bool reportsFindings() const {
    return !Opts.Part && !summarizes() && Opts.Do != Command::Fix;
  }
  llvm::Expected<int> writeSummaries();
  /// Decides which files belong to the shard.
  llvm::Error divideFiles();
  llvm::Expected<int> writeShard();
  llvm::Expected<int> fix();
  bool testFixes(Fixes &All);

  const Options Opts;
  const Selection Files;
  Statistics Times;
  AnalysisOptions ForAnalysis;
  std::string AboveRoot; ///< The configuration outside of the project.
  Sources Texts;
  FixableFiles Fixable;
  Progress ProgressLine;
  std::vector<Slot> Slots;
  std::optional<Cache> Results; ///< While files are analysed.
  /// The results of the shards to merge, or of the one to write.
  std::optional<ShardResults> Shards;
  size_t NotInShards = 0; ///< Files of the first pass.
  /// The shard of each file, if there are shards to write.
  std::vector<unsigned> PartOf;
  /// How long the analyses took.
  std::optional<FileCosts> Costs;
  /// The first file that has not been printed yet.
  size_t Next = 0;
  bool IsCutShort = false; ///< A signal ended the run.
  SeenFindings Seen;
  /// The messages about the configuration so far.
  llvm::StringSet<> ReportedRemarks;
  std::optional<Baseline> AcceptedFindings;
  std::optional<ChangedLines> Changed;
  std::optional<FormerReport> Former;
  /// All files that analyses depend on, if there is a baseline.
  llvm::StringSet<> Analysed;
  RunSummary Summary;
  UnusedSuppressions Unused;
  /// Flags of other compilers that were removed.
  std::set<std::string> DroppedFlags;
  size_t FilesWithDroppedFlags = 0;
  /// The files that were read, if headers are to be linted.
  llvm::StringSet<> HeadersRead;
  /// The findings to report, and, when fixing, all findings.
  std::vector<ReportedFinding> Findings;
  std::vector<ReportedFinding> Everything;
  /// Findings that may be merged with those of later files.
  std::vector<ReportedFinding> Held;
  /// All findings for a new baseline.
  std::vector<ReportedFinding> ForBaseline;
  std::vector<FileFailure> Failures;
  /// The summaries of the files, if the command writes them.
  std::vector<UnitSummary> Summaries;
};
} // namespace

static std::string plural(size_t Number, StringRef Noun) {
  return (llvm::Twine(Number) + " " + Noun + (Number == 1 ? "" : "s")).str();
}

/// The environment variables that affect the compiler.
static constexpr const char *Variables[] = {
    "CPATH",         "C_INCLUDE_PATH",  "CPLUS_INCLUDE_PATH",
    "COMPILER_PATH", "GCC_EXEC_PREFIX", "SYSROOT"};

/// A digest of the configuration in the folders above \p Root, which may differ
/// after the project is moved.
static std::string configurationAbove(StringRef Root) {
  std::string Text;
  auto Disk = llvm::vfs::getRealFileSystem();
  for (StringRef Folder = llvm::sys::path::parent_path(Root); !Folder.empty();
       Folder = llvm::sys::path::parent_path(Folder))
    for (StringRef Name :
         {StringRef(".clang-tidy"), StringRef(".async-tidy.yaml"),
          StringRef(IndexName), StringRef("module.modulemap")})
      if (auto Buffer =
              readInput(Folder + "/" + Name, *Disk, MaxGeneratedBytes))
        Text += (Name + llvm::utohexstr(hashOf((*Buffer)->getBuffer()))).str();
      else
        llvm::consumeError(Buffer.takeError());
  return Text;
}

std::string Run::keyOf(size_t Job, const AnalysisOptions &Setup) const {
  const tooling::CompileCommand &Command = Files.Commands[Job];
  const PortablePaths Paths(ForAnalysis.ProjectRoot);
  WireWriter Key(&Paths);
  Key.text(Setup.str());
  Key.text(AboveRoot);
  Key.text(Command.Directory);
  Key.text(Command.Filename);
  auto Add = [&](const std::vector<std::string> &Args) {
    Key.number(Args.size());
    StringRef Before;
    for (StringRef Arg : Args) {
      // The path in a macro may be part of the program: do not hide it.
      if (Before.ends_with("-D") || Before == "--define-macro" ||
          Arg.contains("-D") || Arg.starts_with("--define-macro"))
        Key.bytes(Arg);
      else
        Key.text(Arg);
      // An argument for the compiler proper is behind one of the driver.
      if (Arg != "-Xclang" && Arg != "-Xpreprocessor")
        Before = Arg;
    }
  };
  Add(Command.CommandLine);
  Add(Setup.ExtraArgs);
  Add(Setup.ExtraArgsBefore);
  Add(Setup.RemovedArgs);
  for (const char *Name : Variables)
    Key.text(llvm::sys::Process::GetEnv(Name).value_or(""));
  llvm::XXH128_hash_t Hash = llvm::xxh3_128bits(llvm::ArrayRef(
      reinterpret_cast<const uint8_t *>(Key.Bytes.data()), Key.Bytes.size()));
  return std::string(reinterpret_cast<const char *>(&Hash), sizeof(Hash));
}

void Run::recoverKilledRun() {
  Recovery Done = recoverFixes(FixJournal::pathFor(Fixable.Root), Fixable.Root);
  for (const std::string &Path : Done.Changed)
    notice(Texts.shownPath(Path) + " was not fixed by a run that was killed, "
                                   "and has changed since; run 'async-tidy "
                                   "fix' again");
  if (Done.Finished)
    notice("finished the fixes of a run that was killed, in " +
           plural(Done.Finished, "file"));
  else if (Done.Undone)
    notice("removed the fixes that a run had prepared before it was killed: "
           "run 'async-tidy fix' again");
}

llvm::Error Run::prepare() {
  ForAnalysis.ProjectRoot =
      Opts.ProjectRoot.empty() ? Files.ProjectRoot : Opts.ProjectRoot;
  if (!ForAnalysis.ProjectRoot.empty())
    Fixable.Root = Texts.realPath(ForAnalysis.ProjectRoot);
  recoverKilledRun();
  AboveRoot = configurationAbove(ForAnalysis.ProjectRoot);
  if (Opts.Part || Opts.Do == Command::Merge)
    Shards.emplace(ForAnalysis.ProjectRoot);
  for (const std::string &Path : Opts.Parts)
    if (llvm::Error Err = Shards->read(Path))
      return Err;
  // Even if the run is quiet: a part of the work was lost.
  if (Shards)
    for (const std::string &Problem : Shards->problems())
      notice(Problem);
  if (!Opts.WriteCosts.empty())
    Costs.emplace(ForAnalysis.ProjectRoot);
  if (Opts.Part)
    if (llvm::Error Err = divideFiles())
      return Err;
  if (Opts.Asks)
    if (llvm::Error Err = FixDialog::test())
      return Err;
  if (summarizes())
    ForAnalysis.Summary = Summarizing::Alone;
  ForAnalysis.ModelFolders = Opts.ModelFolders;
  ForAnalysis.UsesIndex = Opts.UsesIndex;
  ForAnalysis.IsOfProgram = isOfProgram();
  ForAnalysis.MeasuresTime = Opts.ShowsStatistics;
  // A summary does not depend on which checks run, but one must.
  ForAnalysis.Checks = summarizes() ? "async-*" : Opts.Checks;
  ForAnalysis.IsPreset = Opts.IsPreset && !summarizes();
  ForAnalysis.ExtraArgs = Opts.ExtraArgs;
  ForAnalysis.ExtraArgsBefore = Opts.ExtraArgsBefore;
  ForAnalysis.RemovedArgs = Opts.RemovedArgs;
  ForAnalysis.WarningsAsErrors = Opts.WarningsAsErrors;
  ForAnalysis.HeaderFilter = Opts.HeaderFilter;
  if (Files.DatabaseFolder != ForAnalysis.ProjectRoot &&
      isBelow(Files.DatabaseFolder, ForAnalysis.ProjectRoot) &&
      llvm::none_of(Files.Commands, [&](const auto &Command) {
        return isBelow(Command.Filename, Files.DatabaseFolder);
      }))
    ForAnalysis.BuildFolder = Files.DatabaseFolder;
  if (!Opts.Baseline.empty()) {
    auto Read = Baseline::read(Opts.Baseline, Texts.files());
    if (!Read)
      return Read.takeError();
    AcceptedFindings = std::move(*Read);
  }
  // The first run of a series has none.
  if (!Opts.Former.empty() && !Texts.files().exists(Opts.Former)) {
    notice("there is no report " + Texts.shownPath(Opts.Former) +
           " yet: the trend begins with this run");
  } else if (!Opts.Former.empty()) {
    auto Read = FormerReport::read(Opts.Former, Texts.files());
    if (!Read)
      return Read.takeError();
    Former = std::move(*Read);
  }
  if (!Opts.DiffBase.empty()) {
    auto Lines = ChangedLines::since(Opts.DiffBase, Opts.Select.Here);
    if (!Lines)
      return Lines.takeError();
    Changed = std::move(*Lines);
  }
  return llvm::Error::success();
}

llvm::Error Run::divideFiles() {
  FileCosts Known(ForAnalysis.ProjectRoot);
  if (!Opts.Costs.empty()) {
    if (llvm::sys::fs::exists(Opts.Costs)) {
      if (llvm::Error Err = Known.read(Opts.Costs))
        return Err;
    } else if (!Opts.Quiet) {
      notice("there is no " + Texts.shownPath(Opts.Costs) +
             " yet: all files count the same");
    }
  }
  std::vector<std::string> Paths;
  for (size_t Job = 0; Job < Files.Commands.size(); ++Job)
    Paths.push_back(fileOf(Job));
  PartOf = divide(Known.of(Paths), Opts.Part->Count);
  return llvm::Error::success();
}

int Run::reportInterruption(StringRef Consequence) {
  if (!Opts.Quiet)
    notice("interrupted" + Consequence.str());
  return 128 + caughtSignal();
}

bool Run::analyzeEach(llvm::ArrayRef<size_t> Jobs, const Method &Setup,
                      llvm::function_ref<void(size_t, Outcome &&)> OnEnd,
                      llvm::function_ref<void()> OnTick) const {
  WorkerOptions Limits;
  Limits.AtATime = Opts.Jobs;
  Limits.TimeoutSeconds = Opts.TimeoutSeconds;
  auto Analyze = [&](Reading Extent) {
    return [this, &Setup, Extent](size_t Job) {
      return toBytes(analyze(Files.Commands[Job], Setup.Options, Extent,
                             Setup.Overlay, Setup.Index));
    };
  };
  // Clang may have crashed because bodies were skipped; retry with all of them.
  std::vector<size_t> Crashed;
  return runJobs(
             Jobs, Limits, Analyze(Reading::Needed),
             [&](size_t Job, Outcome &&Ended) {
               if (Ended.HasCrashed)
                 Crashed.push_back(Job);
               else
                 OnEnd(Job, std::move(Ended));
             },
             OnTick) &&
         runJobs(Crashed, Limits, Analyze(Reading::Everything), OnEnd, OnTick);
}

void Run::openCache(const AnalysisOptions &First) {
  if (Opts.CacheFolder.empty())
    return;
  std::vector<std::string> Keys;
  for (size_t Job = 0; Job < Slots.size(); ++Job)
    Keys.push_back(keyOf(Job, First));
  Results.emplace(Opts.CacheFolder, ForAnalysis.ProjectRoot, Keys,
                  [&](const std::string &Text) { notice(Text); });
}

bool Run::fill(llvm::ArrayRef<size_t> Jobs, const Method &Setup,
               llvm::function_ref<bool(const Analysis &)> IsValid,
               llvm::function_ref<void(size_t)> OnResult) {
  std::map<size_t, std::string> Keys;
  std::vector<size_t> Missing;
  for (size_t Job : Jobs) {
    Slot &Current = Slots[Job];
    std::optional<Analysis> Found;
    if (Results || Shards) {
      Keys[Job] = keyOf(Job, Setup.Options);
      if (Results && !caughtSignal())
        Found = Results->find(Keys[Job], needsDependencies());
      if (!Found && Shards && !caughtSignal())
        Found = Shards->find(Keys[Job]);
    }
    // Shards contain no results of a second pass.
    NotInShards += !Found && !IsValid;
    if (Found && (!IsValid || IsValid(*Found))) {
      Current.Result = std::move(Found);
      if (Opts.Part)
        Shards->add(Keys[Job], *Current.Result);
      recordDependencies(Job);
      OnResult(Job);
    } else {
      Missing.push_back(Job);
    }
  }
  if (Results)
    Results->endReading();
  Times.endPhase("looking up the cache");
  ProgressLine.start(Slots.size() - Missing.size());
  flush();
  bool IsWhole = analyzeEach(
      Missing, Setup,
      [&](size_t Job, Outcome &&Ended) {
        Slot &Current = Slots[Job];
        Current.WasAnalysed = true;
        Current.Failure = std::move(Ended.Reason);
        Current.Result.reset();
        if (Current.Failure.empty())
          Current.Result = analysisFrom(Ended.Bytes);
        if (!Current.Result && Current.Failure.empty())
          Current.Failure = "returned no result";
        if (Current.Result && Opts.ShowsStatistics)
          Times.add(Texts.shownPath(fileOf(Job)), Current.Result->Times);
        if (Current.Result && Results)
          Results->store(Keys[Job], *Current.Result);
        if (Current.Result && Opts.Part)
          Shards->add(Keys[Job], *Current.Result);
        recordDependencies(Job);
        ProgressLine.finish(Files.Commands[Job].Filename);
        OnResult(Job);
        flush();
      },
      [&] {
        if (Results)
          Results->commitIfOld();
        ProgressLine.update();
      });
  ProgressLine.clear();
  Times.endPhase("analysing");
  return IsWhole;
}

bool Run::analyzeAll() {
  Slots.resize(Files.Commands.size());
  Method Setup{ForAnalysis};
  if (isOfProgram())
    Setup.Options.Summary = Summarizing::Also;
  openCache(Setup.Options);
  bool IsWhole = isOfProgram()
                     ? analyzeProgram(Setup)
                     : fill(chosenJobs(), Setup, nullptr, [&](size_t Job) {
                         // The findings of a shard are not reported.
                         if (!Opts.Part)
                           finish(Job);
                       });
  // Other runs may want to write to the cache while this one reports.
  Results.reset();
  // Those that were merged are large.
  if (!Opts.Part)
    Shards.reset();
  if (IsWhole && Opts.Do == Command::Merge && NotInShards && !Opts.Quiet)
    notice(plural(NotInShards, "file") +
           (NotInShards == 1 ? " is in no shard, or has changed since; it was "
                               "analysed here"
                             : " are in no shard, or have changed since; they "
                               "were analysed here"));
  return IsWhole;
}

bool Run::analyzeProgram(Method Alone) {
  Program Whole(ForAnalysis.ProjectRoot);
  Alone.Index = &Whole.index();
  bool IsWhole = fill(chosenJobs(), Alone, nullptr, [&](size_t Job) {
    if (Slots[Job].Result)
      Whole.add(Job, *Slots[Job].Result);
  });
  if (Opts.Part || (!IsWhole && !reportsFindings()))
    return IsWhole;
  // After a signal, link the finished files.
  if (!IsWhole)
    stopGracePeriod();
  Whole.link();
  std::vector<size_t> Affected;
  for (size_t Job = 0; Job < Slots.size(); ++Job)
    if (Slots[Job].Result && Whole.affects(Job))
      Affected.push_back(Job);
    else if (IsWhole || Slots[Job].Result || !Slots[Job].Failure.empty())
      finish(Job);
  if (!IsWhole)
    return false;
  Times.endPhase("linking");
  return fill(
      Affected, {ForAnalysis, nullptr, &Whole.index()},
      [&](const Analysis &Old) { return Whole.confirms(Old); },
      [&](size_t Job) { finish(Job); });
}

std::vector<size_t> Run::chosenJobs() const {
  std::vector<size_t> Jobs;
  for (size_t Job = 0; Job < Slots.size(); ++Job)
    if (!Opts.Part || PartOf[Job] == Opts.Part->Index)
      Jobs.push_back(Job);
  return Jobs;
}

/// Records the dependencies of a result, and its cost, as far as the run needs
/// them.
void Run::recordDependencies(size_t Job) {
  Slot &Current = Slots[Job];
  if (!Current.Result)
    return;
  if (Costs)
    Costs->add(fileOf(Job), Current.Result->Times.Whole);
  Current.Dependencies.clear();
  for (const auto &[Path, State] : Current.Result->Seen) {
    if (Opts.Do == Command::Fix && State.Is == FileState::Content) {
      const std::string &File = Texts.realPath(Path);
      Current.Dependencies.push_back(File);
      auto [It, IsNew] = Fixable.Analysed.try_emplace(File, State.Hash);
      if (!IsNew && It->second != State.Hash)
        It->second = 0;
    }
    if (AcceptedFindings)
      Analysed.insert(absolutePath(Path, "/"));
    if (!Files.OnlyHeaders.empty() && State.Is == FileState::Content)
      HeadersRead.insert(realPath(absolutePath(Path, "/")));
  }
  // Free them: they are large, and the result may wait a long time for other
  // files.
  Current.Result->Seen = {};
}

void Run::finish(size_t Job) {
  Slots[Job].IsDone = true;
  Summary.FromCache += !Slots[Job].WasAnalysed;
}

/// Frees the parts of a printed finding that the summary does not need.
static void dropDetails(ReportedFinding &D) {
  D.Message.Message = {};
  D.Message.Ranges = {};
  D.Notes = {};
}

/// Reports remarks about the configuration once, and removes them from \p New.
void Run::reportRemarks(std::vector<ReportedFinding> &New) {
  llvm::erase_if(New, [&](const ReportedFinding &D) {
    if (D.DiagnosticName != "clang-tidy-config" || !isRemark(D))
      return false;
    std::string Text = D.Message.Message;
    if (!D.Message.FilePath.empty())
      Text = Texts.shownPath(D.Message.FilePath) + ": " + Text;
    if (ReportedRemarks.insert(Text).second && !Opts.Quiet)
      notice(Text);
    return true;
  });
}

/// Consumes the results in the order of the files, as far as they are
/// available.
void Run::flush() {
  for (; Next < Slots.size() && Slots[Next].IsDone; ++Next) {
    Slot &Current = Slots[Next];
    std::vector<FileFailure> Failed;
    std::vector<ReportedFinding> New;
    if (Current.Result) {
      ++(Current.Result->IsSwitchedOff ? Summary.SwitchedOff : Summary.Files);
      New = std::move(Current.Result->Findings);
      reportRemarks(New);
      if (Opts.Do == Command::Fix)
        llvm::append_range(Everything, New);
      removeUnwanted(Next, New);
      if (Opts.ReportUnusedSuppressions)
        Unused.add(Current.Result->Suppressions);
      FilesWithDroppedFlags += !Current.Result->DroppedFlags.empty();
      DroppedFlags.insert(Current.Result->DroppedFlags.begin(),
                          Current.Result->DroppedFlags.end());
      if (summarizes() && !Current.Result->Summary.empty()) {
        // This program wrote it, so it can be read.
        if (auto Unit = summaryFrom(Current.Result->Summary))
          Summaries.push_back(std::move(*Unit));
        else
          llvm::consumeError(Unit.takeError());
      }
      // Free the rest: testFixes() needs only to know whether it compiles.
      Analysis Rest;
      Rest.HasErrors = Current.Result->HasErrors;
      Current.Result = std::move(Rest);
    } else if (Current.WasInterrupted) {
      // A note counts these files.
      Failures.push_back({fileOf(Next), "interrupted", ""});
    } else {
      Failed.push_back(
          {fileOf(Next), Current.Failure, Opts.commandFor(fileOf(Next))});
    }
    Seen.filter(New, Texts);
    if (!Opts.WriteBaseline.empty())
      llvm::append_range(ForBaseline, New);
    auto MayBeMerged = [](const ReportedFinding &D) {
      return D.Behind.has_value();
    };
    std::copy_if(New.begin(), New.end(), std::back_inserter(Held), MayBeMerged);
    llvm::erase_if(New, MayBeMerged);
    filter(New);
    // After the last file, print everything that had to wait for it.
    if (Next + 1 == Slots.size()) {
      llvm::append_range(New, takeHeld());
      std::vector<ReportedFinding> Useless;
      // A file that was not analysed may use them.
      if (!IsCutShort)
        Useless = Unused.findings(Files.IsWhole);
      filter(Useless);
      llvm::append_range(New, Useless);
      putInOrder(New, Texts);
    }
    bool IsNeeded = Opts.Do == Command::Fix;
    for (const ReportTo &Each : Opts.Reports) {
      IsNeeded |= !isStreamed(Each);
      if (Opts.Do == Command::Fix || !isStreamed(Each) ||
          (New.empty() && Failed.empty()))
        continue;
      ProgressLine.clear();
      if (caughtSignal())
        restartGracePeriod(); // Its reader may have stopped.
      writeReport(New, Failed, Texts, {Each.As, Opts.Colors}, llvm::outs());
      llvm::outs().flush();
    }
    if (!IsNeeded)
      for (ReportedFinding &D : New)
        dropDetails(D);
    std::move(New.begin(), New.end(), std::back_inserter(Findings));
    llvm::append_range(Failures, Failed);
  }
}

/// Removes the findings of \p Job that are in excluded files or, if it is
/// analysed for headers, not about these.
void Run::removeUnwanted(size_t Job, std::vector<ReportedFinding> &New) const {
  auto Headers = Files.OnlyHeaders.find(Job);
  bool IsForHeaders = Headers != Files.OnlyHeaders.end();
  if (Files.Excluded.empty() && !IsForHeaders)
    return;
  llvm::StringSet<> Wanted;
  if (IsForHeaders)
    for (const std::string &Header : Headers->second) {
      Wanted.insert(Header);
      Wanted.insert(realPath(Header));
    }
  auto IsHeader = [&](const std::string &Path) {
    return Wanted.contains(Path) || Wanted.contains(realPath(Path));
  };
  llvm::erase_if(New, [&](ReportedFinding &D) {
    if (kindOf(D) != FindingKind::Finding)
      return false;
    std::string Path = absolutePath(D.Message.FilePath, D.BuildDirectory);
    bool IsWanted = !IsForHeaders || IsHeader(Path);
    if (D.Behind)
      for (CauseStep &Step : D.Behind->Steps) {
        Step.IsOwn &= !Files.Excluded.contain(Step.At.File);
        // The finding is reported at its cause.
        IsWanted |= Step.IsOwn && IsForHeaders && IsHeader(Step.At.File);
      }
    return !IsWanted || Files.Excluded.contain(Path);
  });
}

/// Reports the flags of other compilers that were removed.
void Run::reportDroppedFlags() {
  if (DroppedFlags.empty() || Opts.Quiet)
    return;
  static constexpr size_t MaxNamed = 5;
  std::vector<std::string> Named(DroppedFlags.begin(), DroppedFlags.end());
  std::string More;
  if (Named.size() > MaxNamed) {
    More = " and " + llvm::utostr(Named.size() - MaxNamed) + " more";
    Named.resize(MaxNamed);
  }
  notice("left out " + plural(DroppedFlags.size(), "flag") +
         " of GCC that clang does not have, in " +
         plural(FilesWithDroppedFlags, "file") + ": " + llvm::join(Named, " ") +
         More);
}

/// Reports headers that were not analysed. Returns an error if no file was.
llvm::Error Run::testHeaders() {
  for (const auto &[Job, Headers] : Files.OnlyHeaders)
    for (const std::string &Header : Headers)
      if (!HeadersRead.contains(realPath(Header)))
        notice(Texts.shownPath(Header) +
               " was not analysed: " + Texts.shownPath(fileOf(Job)) +
               " includes it under conditions that do not hold");
  if (Summary.SwitchedOff && !Summary.Files && Failures.empty())
    return userError(".clang-tidy leaves no check to run for " +
                     plural(Summary.SwitchedOff, "file") +
                     ": nothing was analysed; switch checks on there, or name "
                     "some with --checks");
  return llvm::Error::success();
}

/// Removes findings in the baseline and findings on unchanged lines.
void Run::filter(std::vector<ReportedFinding> &New) {
  size_t Before = countByCause(New);
  auto CountGone = [&] {
    size_t Had = std::exchange(Before, countByCause(New));
    return Had - Before;
  };
  // Apply the baseline first: its entries match on unchanged lines, too.
  if (AcceptedFindings) {
    AcceptedFindings->filter(New, Texts);
    Summary.InBaseline += CountGone();
  }
  if (Changed) {
    Changed->filter(New, Texts);
    Summary.OutsideDiff += CountGone();
  }
}

/// The findings that had to wait for the last file; one for each cause, except
/// when fixing.
std::vector<ReportedFinding> Run::takeHeld() {
  std::vector<ReportedFinding> Places = std::exchange(Held, {});
  putInOrder(Places, Texts);
  // Conventions do not depend on which findings are reported.
  markConventions(Places);
  filter(Places);
  return Opts.Do == Command::Fix ? Places
                                 : mergeByCause(std::move(Places), Texts);
}

/// After a signal, treats the files that are not finished as not analysed.
void Run::abandonUnfinished() {
  IsCutShort = true;
  for (Slot &Each : Slots)
    if (!Each.IsDone) {
      Each.IsDone = Each.WasInterrupted = true;
      Each.Result.reset();
    }
  flush();
}

/// True if \p Path can be written without waiting for a reader.
static bool isRegularOrNew(StringRef Path) {
  llvm::sys::fs::file_status Status;
  if (Path.empty())
    return false;
  return llvm::sys::fs::status(Path, Status) ||
         llvm::sys::fs::is_regular_file(Status);
}

/// Writes the reports that are not streamed.
llvm::Error Run::writeFiles() {
  putInOrder(Findings, Texts);
  for (const ReportTo &Each : Opts.Reports) {
    if (isStreamed(Each))
      continue;
    std::string Text;
    std::optional<Unhurried> Guard(std::in_place);
    llvm::raw_string_ostream OS(Text);
    writeReport(
        Findings, Failures, Texts,
        {Each.As, false, &Summary, Former ? &*Former : nullptr, Opts.Label},
        OS);
    OS.flush();
    if (!isRegularOrNew(Each.File)) {
      // Its reader may have stopped.
      Guard.reset();
      if (caughtSignal())
        restartGracePeriod();
    }
    if (Each.File.empty()) {
      llvm::outs() << Text;
      llvm::outs().flush();
      continue;
    }
    if (std::error_code EC = replaceFile(Each.File, Text))
      return userError("the report cannot be written: " +
                       Texts.shownPath(Each.File) + ": " + EC.message());
  }
  return llvm::Error::success();
}

llvm::Expected<int> Run::writeReports() {
  if (AcceptedFindings)
    Summary.BaselineGone = AcceptedFindings->countGone(
        Texts, [&](StringRef File) { return Analysed.contains(File); });
  if (llvm::Error Err = writeFiles())
    return std::move(Err);
  if (!Opts.Quiet) {
    // A report for programs does not show the user why nothing was checked.
    if (llvm::none_of(Opts.Reports, isStreamed)) {
      std::vector<ReportedFinding> Wrong;
      llvm::copy_if(Findings, std::back_inserter(Wrong),
                    [](const ReportedFinding &D) {
                      return kindOf(D) == FindingKind::ConfigError;
                    });
      writeReport(Wrong, {}, Texts, {Format::Text, Opts.Colors}, llvm::errs());
    }
    writeSummary(Findings, Failures, Summary, llvm::errs());
  }
  if (Opts.WriteBaseline.empty())
    return exitCode(Findings, Failures, Opts.Policy);
  // The findings are accepted, but a file that could not be analysed is not.
  ExitCode Code = exitCode(Findings, Failures, FailOn::Never);
  if (Code == ExitNotAnalysed)
    notice(Opts.WriteBaseline + " lacks findings of files that could not be "
                                "analysed: write it again when they compile");
  return Code;
}

llvm::Expected<int> Run::writeSummaries() {
  ExitCode Code = exitCode(Findings, Failures, Opts.Policy);
  if (Opts.Do == Command::Summarize) {
    if (Summaries.empty())
      return Code == ExitClean ? ExitNotAnalysed : Code;
    // A file may be compiled in several ways.
    std::string Bytes = toBytes(merge(std::move(Summaries)));
    Unhurried Guard;
    if (llvm::Error Err = writeWhole(Opts.Output, Bytes))
      return std::move(Err);
    return Code;
  }
  std::string Path = Opts.Output.empty()
                         ? ForAnalysis.ProjectRoot + "/" + IndexName.str()
                         : Opts.Output;
  size_t Units = Summaries.size();
  auto Size = writeIndex(std::move(Summaries), ForAnalysis.ProjectRoot, Path);
  if (!Size)
    return Size.takeError();
  if (!Opts.Quiet) {
    llvm::errs() << "index of " << plural(Size->Functions, "function") << " in "
                 << plural(Units, "file");
    if (Summary.FromCache)
      llvm::errs() << " (" << Summary.FromCache << " from the cache)";
    llvm::errs() << " written to " << Texts.shownPath(Path) << ", "
                 << (Size->Bytes + 1023) / 1024 << " KB\n";
    if (Units < Slots.size())
      llvm::errs() << plural(Slots.size() - Units, "file")
                   << " could not be summarized\n";
  }
  return Code;
}

llvm::Expected<int> Run::writeShard() {
  for (size_t Job : chosenJobs())
    if (!Slots[Job].Result)
      Failures.push_back(
          {fileOf(Job), Slots[Job].Failure, Opts.commandFor(fileOf(Job))});
  {
    // Identifies the files and how they were divided.
    const PortablePaths Paths(ForAnalysis.ProjectRoot);
    std::string Division;
    for (size_t Job = 0; Job < PartOf.size(); ++Job)
      Division +=
          Paths.hide(fileOf(Job)) + '\n' + std::to_string(PartOf[Job]) + '\n';
    Unhurried Guard;
    if (llvm::Error Err = writeWhole(
            Opts.Output, Shards->bytes(*Opts.Part, hashOf(Division))))
      return std::move(Err);
  }
  // The findings are reported when the shards are merged.
  writeReport({}, Failures, Texts, {Format::Text, Opts.Colors}, llvm::errs());
  return Failures.empty() ? ExitClean : ExitNotAnalysed;
}

//===----------------------------------------------------------------------===//
// Fixing
//===----------------------------------------------------------------------===//

/// Drops fixes after which a file no longer compiles. Returns false after a
/// signal.
bool Run::testFixes(Fixes &All) {
  while (!All.texts().empty()) {
    std::vector<size_t> Jobs;
    for (size_t I = 0; I < Slots.size(); ++I)
      if (Slots[I].Result && !Slots[I].Result->HasErrors &&
          llvm::any_of(Slots[I].Dependencies, [&](const std::string &Path) {
            return All.texts().count(Path);
          }))
        Jobs.push_back(I);
    std::set<std::string> Broken;
    bool IsWhole = analyzeEach(
        Jobs, {ForAnalysis, &All.texts()},
        [&](size_t Job, Outcome &&Ended) {
          std::optional<Analysis> Result = analysisFrom(Ended.Bytes);
          if (Ended.Reason.empty() && Result && !Result->HasErrors)
            return;
          for (const std::string &Path : Slots[Job].Dependencies)
            if (All.texts().count(Path))
              Broken.insert(Path);
        },
        [] {});
    if (!IsWhole)
      return false;
    if (Broken.empty())
      return true;
    for (const std::string &Path : Broken)
      All.refuse(Path, "the result would not compile");
  }
  return true;
}

/// "await it (2), make 'f' synchronous".
static std::string titlesOf(llvm::ArrayRef<std::string> Fixes) {
  static constexpr size_t MaxNamed = 3;
  std::map<StringRef, size_t> Number;
  std::vector<StringRef> Titles;
  for (const std::string &Title : Fixes)
    if (!Number[Title]++)
      Titles.push_back(Title);
  std::string Text;
  for (StringRef Title : llvm::ArrayRef(Titles).take_front(MaxNamed)) {
    Text += (Text.empty() ? "" : ", ") + Title.str();
    if (Number[Title] > 1)
      Text += " (" + llvm::utostr(Number[Title]) + ")";
  }
  return Titles.size() > MaxNamed ? Text + " ..." : Text;
}

llvm::Expected<int> Run::fix() {
  Fixes All(Findings, Everything,
            !Opts.FixesNotes ? FixChoice::Own
            : Opts.Asks      ? FixChoice::Any
                             : FixChoice::SingleNote,
            Opts.FormatStyle, Fixable, Texts);
  if (Opts.Asks) {
    FixDialog Dialog(llvm::outs(), Opts.Colors, Texts);
    All.choose([&](const Fixes::Offer &Next) { return Dialog.wants(Next); });
    if (caughtSignal())
      return reportInterruption(": no file was changed");
    if (Dialog.isCutOff())
      return userError("standard input ended before all fixes were decided: no "
                       "file was changed");
  }
  if (!testFixes(All))
    return reportInterruption(": no file was changed");
  // Standard output must contain only the diff, because programs read it.
  llvm::raw_ostream &OS = Opts.IsDryRun ? llvm::errs() : llvm::outs();
  if (Opts.IsDryRun) {
    std::string Diff = All.diff();
    llvm::outs() << (Opts.Colors ? colored(Diff) : Diff);
    llvm::outs().flush();
  } else {
    Unhurried Guard;
    std::string Why = All.write(FixJournal::pathFor(Fixable.Root));
    if (!Why.empty())
      notice("the fixes were written without a journal, so a killed run could "
             "not have been completed: " +
             Why);
  }
  size_t Fixed = 0;
  for (const auto &[File, Titles] : All.applied()) {
    Fixed += Titles.size();
    if (!Opts.IsDryRun)
      OS << Texts.shownPath(File) << ": " << plural(Titles.size(), "finding")
         << " fixed: " << titlesOf(Titles) << "\n";
  }
  for (const Fixes::Refusal &R : All.refused())
    OS << Texts.shownPath(R.File) << ": " << plural(R.Fixes, "finding")
       << " not fixed: " << R.Why << "\n";
  OS.flush();
  writeReport({}, Failures, Texts, {Format::Text, Opts.Colors}, OS);
  OS.flush();
  std::vector<ReportedFinding> NotFixed =
      mergeByCause(All.left(Findings), Texts);
  size_t Left = llvm::count_if(NotFixed, [](const ReportedFinding &D) {
    return kindOf(D) == FindingKind::Finding && !isRemark(D);
  });
  if (!Opts.Quiet)
    llvm::errs() << plural(Fixed, "finding")
                 << (Opts.IsDryRun ? " would be fixed in " : " fixed in ")
                 << plural(All.texts().size(), "file") << ", " << Left
                 << " left"
                 << (Left ? " (async-tidy check shows what is left)" : "")
                 << "\n";
  // A dry run fixes nothing.
  ExitCode Code =
      exitCode(Opts.IsDryRun ? Findings : NotFixed, Failures, Opts.Policy);
  // The findings in other texts are unknown.
  return All.haveMissedAChange() ? std::max(Code, ExitNotAnalysed) : Code;
}

llvm::Expected<int> Run::execute() {
  llvm::Expected<int> Code = analyzeAndReport();
  Times.endPhase(Opts.Do == Command::Fix ? "testing and applying fixes"
                 : summarizes()          ? "linking and writing"
                                         : "reporting");
  if (Opts.ShowsStatistics && Code)
    Times.print(Opts.Jobs, llvm::errs());
  return Code;
}

llvm::Expected<int> Run::analyzeAndReport() {
  if (llvm::Error Err = prepare()) {
    if (!caughtSignal())
      return std::move(Err);
    // The signal may have ended git as well.
    llvm::consumeError(std::move(Err));
    return reportInterruption("");
  }
  if (!analyzeAll()) {
    size_t Done = llvm::count_if(
        Slots, [](const Slot &S) { return S.IsDone || S.Result; });
    if (reportsFindings()) {
      stopGracePeriod();
      abandonUnfinished();
      if (llvm::Error Err = writeFiles())
        return std::move(Err);
    }
    return reportInterruption(" after " + llvm::utostr(Done) + " of " +
                              plural(Slots.size(), "file"));
  }
  if (Opts.Part)
    return writeShard();
  reportDroppedFlags();
  if (llvm::Error Err = testHeaders())
    return std::move(Err);
  if (Opts.Do == Command::Fix)
    return fix();
  if (summarizes())
    return writeSummaries();
  if (Costs) {
    Unhurried Guard;
    if (llvm::Error Err = writeWhole(Opts.WriteCosts, Costs->text()))
      return std::move(Err);
  }
  // With an invalid configuration, the findings are unknown.
  if (!Opts.WriteBaseline.empty() &&
      llvm::none_of(Findings, [](const ReportedFinding &D) {
        return kindOf(D) == FindingKind::ConfigError;
      }))
    if (llvm::Error Err =
            Baseline::write(Opts.WriteBaseline, ForBaseline, Texts))
      return std::move(Err);
  return writeReports();
}

llvm::Expected<int> run(Options Opts) {
  Statistics Times;
  auto Chosen = selectFiles(std::move(Opts.Select));
  if (!Chosen)
    return Chosen.takeError();
  // The command to reproduce a failure must name the database that was found.
  Opts.Select.Build = Chosen->DatabaseFolder;
  // Paths are shown relative to the current folder.
  Opts.Select.Here = Chosen->Here;
  Times.endPhase("selecting files");
  catchSignals();
  for (const std::string &Note : Chosen->Notes)
    llvm::errs() << "note: " << Note << "\n";
  return Run(std::move(Opts), std::move(*Chosen), std::move(Times)).execute();
}

} // namespace clang::tidy::async
