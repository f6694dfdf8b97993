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
#include "FilePaths.h"
#include "FixDialog.h"
#include "Fixes.h"
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
      : Asked(std::move(O)), Files(std::move(S)), Times(std::move(Before)),
        Texts(llvm::vfs::getRealFileSystem(), Asked.Select.Here),
        Show(progressMode(Asked), llvm::errs(), Files.Commands.size()) {}

  llvm::Expected<int> execute();

private:
  llvm::Expected<int> analyzeAndReport();

  /// The state of one file of the run.
  struct Slot {
    std::optional<Analysis> Result;
    std::string Failure; ///< Why there is no result.
    bool IsDone = false;
    bool WasAnalysed = false; ///< In this run, not in an earlier one.
    /// The files to fix that its analysis reads.
    std::vector<std::string> Seen;
  };

  static Progress::Mode progressMode(const Options &O) {
    if (O.Quiet)
      return Progress::Silent;
    return llvm::sys::Process::StandardErrIsDisplayed() ? Progress::Terminal
                                                        : Progress::Lines;
  }

  void notice(const std::string &Text) {
    Show.clear();
    llvm::errs() << "note: " << Text << "\n";
  }
  std::string fileOf(size_t Job) const {
    const tooling::CompileCommand &Command = Files.Commands[Job];
    return absolutePath(Command.Filename, Command.Directory);
  }
  std::string keyOf(size_t Job, const AnalysisOptions &How) const;
  /// Whether a report is written while files are analysed.
  static bool isStreamed(const ReportTo &Report) {
    return Report.File.empty() &&
           (Report.As == Format::Text || Report.As == Format::Github);
  }
  /// The exit code after a signal; \p Then is the consequence.
  int interrupted(StringRef Then);
  llvm::Error prepare();
  /// How files are analysed: the options, and what analyze() takes besides.
  struct Method {
    AnalysisOptions Options;
    const NewTexts *Overlay = nullptr;
    const ProjectIndex *Index = nullptr;
  };
  /// As runJobs().
  bool analyzeEach(llvm::ArrayRef<size_t> Jobs, const Method &How,
                   llvm::function_ref<void(size_t Job, Outcome &&)> OnEnd,
                   llvm::function_ref<void()> OnTick) const;
  /// Fills the slots of \p Jobs, from the cache where its results are valid and
  /// \p IsValid, which may be null, agrees. Calls \p OnResult for each. False
  /// after a signal.
  bool fill(llvm::ArrayRef<size_t> Jobs, const Method &How,
            llvm::function_ref<bool(const Analysis &)> IsValid,
            llvm::function_ref<void(size_t Job)> OnResult);
  bool analyzeAll();
  /// \p Alone is how a file is analysed without knowledge of the others.
  bool analyzeProgram(Method Alone);
  std::vector<size_t> allJobs() const;
  /// \p First is how files are analysed first.
  void openCache(const AnalysisOptions &First);
  /// True if all files of the project are analysed, as one program.
  bool isOfProgram() const {
    return Asked.UsesIndex && Files.IsWhole && !summarizes();
  }
  /// Whether it matters here what an analysis depends on.
  bool needsSeen() const {
    return Asked.Do == Command::Fix || Known || !Files.OnlyHeaders.empty();
  }
  void takeSeen(size_t Job);
  void finish(size_t Job);
  void sayRemarks(std::vector<ReportedFinding> &New);
  void flush();
  void filter(std::vector<ReportedFinding> &New);
  std::vector<ReportedFinding> takeHeld();
  void leaveOut(size_t Job, std::vector<ReportedFinding> &Of) const;
  void sayWhatWasDropped();
  llvm::Error testHeaders();
  llvm::Expected<int> end();
  bool summarizes() const {
    return Asked.Do == Command::Index || Asked.Do == Command::Summarize;
  }
  llvm::Expected<int> writeSummaries();
  llvm::Expected<int> fix();
  bool testFixes(Fixes &All);

  const Options Asked;
  const Selection Files;
  Statistics Times;
  AnalysisOptions ForAnalysis;
  std::string AboveRoot; ///< What configures the project from outside.
  Sources Texts;
  Progress Show;
  std::vector<Slot> Slots;
  std::optional<Cache> Results; ///< While files are analysed.
  /// The first file that has not been printed yet.
  size_t Next = 0;
  SeenFindings Seen;
  /// Messages about the configuration.
  llvm::StringSet<> Said;
  std::optional<Baseline> Known;
  std::optional<ChangedLines> Changed;
  /// All files that were read, if there is a baseline.
  llvm::StringSet<> Analysed;
  RunSummary Summary;
  UnusedSuppressions Unused;
  /// Flags of other compilers that were left out.
  std::set<std::string> Dropped;
  size_t FilesWithDropped = 0;
  /// Headers that were to be linted, and were read.
  llvm::StringSet<> HeadersRead;
  /// What is to be told, and all that was found.
  std::vector<ReportedFinding> Findings;
  std::vector<ReportedFinding> Everything;
  /// Findings that may be merged with those of later files.
  std::vector<ReportedFinding> Held;
  /// All findings for a new baseline.
  std::vector<ReportedFinding> ForBaseline;
  std::vector<FileFailure> Failures;
  /// Of the files, if that is what is asked for.
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

/// The configuration in the folders above \p Root, which a project that moves
/// leaves behind, and what it finds instead.
static std::string configurationAbove(StringRef Root) {
  std::string Text;
  for (StringRef Folder = llvm::sys::path::parent_path(Root); !Folder.empty();
       Folder = llvm::sys::path::parent_path(Folder))
    for (StringRef Name :
         {StringRef(".clang-tidy"), StringRef(".async-tidy.yaml"),
          StringRef(IndexName), StringRef("module.modulemap")})
      if (auto Buffer = llvm::MemoryBuffer::getFile(Folder + "/" + Name))
        Text += (Name + llvm::utohexstr(hashOf((*Buffer)->getBuffer()))).str();
  return Text;
}

std::string Run::keyOf(size_t Job, const AnalysisOptions &How) const {
  const tooling::CompileCommand &Command = Files.Commands[Job];
  const PortablePaths Paths(ForAnalysis.ProjectRoot);
  WireWriter Key(&Paths);
  Key.text(How.str());
  Key.text(AboveRoot);
  Key.text(Command.Directory);
  Key.text(Command.Filename);
  StringRef Before;
  for (StringRef Arg : Command.CommandLine) {
    // A macro may mean anything.
    if (Before == "-D" || Arg.starts_with("-D"))
      Key.bytes(Arg);
    else
      Key.text(Arg);
    Before = Arg;
  }
  for (const char *Name : Variables)
    Key.text(llvm::sys::Process::GetEnv(Name).value_or(""));
  llvm::XXH128_hash_t Hash = llvm::xxh3_128bits(llvm::ArrayRef(
      reinterpret_cast<const uint8_t *>(Key.Bytes.data()), Key.Bytes.size()));
  return std::string(reinterpret_cast<const char *>(&Hash), sizeof(Hash));
}

llvm::Error Run::prepare() {
  if (Asked.Asks)
    if (llvm::Error Why = FixDialog::test())
      return Why;
  if (summarizes())
    ForAnalysis.Summary = Summarizing::Alone;
  ForAnalysis.UsesIndex = Asked.UsesIndex;
  ForAnalysis.IsOfProgram = isOfProgram();
  ForAnalysis.MeasuresTime = Asked.ShowsStatistics;
  // Which checks run makes no difference to a summary, but one must.
  ForAnalysis.Checks = summarizes() ? "async-*" : Asked.Checks;
  ForAnalysis.IsPreset = Asked.IsPreset && !summarizes();
  ForAnalysis.ExtraArgs = Asked.ExtraArgs;
  ForAnalysis.ExtraArgsBefore = Asked.ExtraArgsBefore;
  ForAnalysis.RemovedArgs = Asked.RemovedArgs;
  ForAnalysis.WarningsAsErrors = Asked.WarningsAsErrors;
  ForAnalysis.HeaderFilter = Asked.HeaderFilter;
  ForAnalysis.ProjectRoot =
      Asked.ProjectRoot.empty() ? Files.ProjectRoot : Asked.ProjectRoot;
  if (Files.DatabaseFolder != ForAnalysis.ProjectRoot &&
      isBelow(Files.DatabaseFolder, ForAnalysis.ProjectRoot) &&
      llvm::none_of(Files.Commands, [&](const auto &Command) {
        return isBelow(Command.Filename, Files.DatabaseFolder);
      }))
    ForAnalysis.BuildFolder = Files.DatabaseFolder;
  if (!Asked.Baseline.empty()) {
    auto Read = Baseline::read(Asked.Baseline, Texts.files());
    if (!Read)
      return Read.takeError();
    Known = std::move(*Read);
  }
  if (!Asked.DiffBase.empty()) {
    auto Lines = ChangedLines::since(Asked.DiffBase, Asked.Select.Here);
    if (!Lines)
      return Lines.takeError();
    Changed = std::move(*Lines);
  }
  return llvm::Error::success();
}

int Run::interrupted(StringRef Then) {
  if (!Asked.Quiet)
    notice("interrupted" + Then.str());
  return 128 + caughtSignal();
}

bool Run::analyzeEach(llvm::ArrayRef<size_t> Jobs, const Method &How,
                      llvm::function_ref<void(size_t, Outcome &&)> OnEnd,
                      llvm::function_ref<void()> OnTick) const {
  WorkerOptions Limits;
  Limits.AtATime = Asked.Jobs;
  Limits.TimeoutSeconds = Asked.TimeoutSeconds;
  auto Analyze = [&](Reading Extent) {
    return [this, &How, Extent](size_t Job) {
      return toBytes(analyze(Files.Commands[Job], How.Options, Extent,
                             How.Overlay, How.Index));
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
  if (Asked.CacheFolder.empty())
    return;
  AboveRoot = configurationAbove(ForAnalysis.ProjectRoot);
  std::vector<std::string> Keys;
  for (size_t Job = 0; Job < Slots.size(); ++Job)
    Keys.push_back(keyOf(Job, First));
  Results.emplace(Asked.CacheFolder, ForAnalysis.ProjectRoot, Keys,
                  [&](const std::string &Text) { notice(Text); });
}

bool Run::fill(llvm::ArrayRef<size_t> Jobs, const Method &How,
               llvm::function_ref<bool(const Analysis &)> IsValid,
               llvm::function_ref<void(size_t)> OnResult) {
  std::map<size_t, std::string> Keys;
  std::vector<size_t> Missing;
  for (size_t Job : Jobs) {
    Slot &At = Slots[Job];
    std::optional<Analysis> Found;
    if (Results) {
      Keys[Job] = keyOf(Job, How.Options);
      if (!caughtSignal())
        Found = Results->find(Keys[Job], needsSeen());
    }
    if (Found && (!IsValid || IsValid(*Found))) {
      At.Result = std::move(Found);
      takeSeen(Job);
      OnResult(Job);
    } else {
      Missing.push_back(Job);
    }
  }
  if (Results)
    Results->endReading();
  Times.endPhase("looking up the cache");
  Show.start(Slots.size() - Missing.size());
  flush();
  bool IsWhole = analyzeEach(
      Missing, How,
      [&](size_t Job, Outcome &&Ended) {
        Slot &At = Slots[Job];
        At.WasAnalysed = true;
        At.Failure = std::move(Ended.Reason);
        At.Result.reset();
        if (At.Failure.empty())
          At.Result = analysisFrom(Ended.Bytes);
        if (!At.Result && At.Failure.empty())
          At.Failure = "returned no result";
        if (At.Result)
          Times.add(Texts.shownPath(fileOf(Job)), At.Result->Times);
        if (At.Result && Results)
          Results->store(Keys[Job], *At.Result);
        takeSeen(Job);
        Show.finish(Files.Commands[Job].Filename);
        OnResult(Job);
        flush();
      },
      [&] {
        if (Results)
          Results->commitIfOld();
        Show.update();
      });
  Show.clear();
  Times.endPhase("analysing");
  return IsWhole;
}

bool Run::analyzeAll() {
  Slots.resize(Files.Commands.size());
  Method How{ForAnalysis};
  if (isOfProgram())
    How.Options.Summary = Summarizing::Also;
  openCache(How.Options);
  bool IsWhole = isOfProgram() ? analyzeProgram(How)
                               : fill(allJobs(), How, nullptr,
                                      [&](size_t Job) { finish(Job); });
  // Others may want to write to it while this run reports.
  Results.reset();
  return IsWhole;
}

bool Run::analyzeProgram(Method Alone) {
  Program Whole(ForAnalysis.ProjectRoot);
  Alone.Index = &Whole.index();
  if (!fill(allJobs(), Alone, nullptr, [&](size_t Job) {
        if (Slots[Job].Result)
          Whole.add(Job, *Slots[Job].Result);
      }))
    return false;
  Whole.link();
  std::vector<size_t> Affected;
  for (size_t Job = 0; Job < Slots.size(); ++Job)
    if (Slots[Job].Result && Whole.affects(Job))
      Affected.push_back(Job);
    else
      finish(Job);
  Times.endPhase("linking");
  return fill(
      Affected, {ForAnalysis, nullptr, &Whole.index()},
      [&](const Analysis &Old) { return Whole.confirms(Old); },
      [&](size_t Job) { finish(Job); });
}

std::vector<size_t> Run::allJobs() const {
  std::vector<size_t> All(Slots.size());
  std::iota(All.begin(), All.end(), 0);
  return All;
}

/// Takes what is needed of the dependencies of a result.
void Run::takeSeen(size_t Job) {
  Slot &At = Slots[Job];
  if (!At.Result)
    return;
  At.Seen.clear();
  for (const auto &[Path, State] : At.Result->Seen) {
    if (Asked.Do == Command::Fix && State.Is == FileState::Content)
      At.Seen.push_back(absolutePath(Path, "/"));
    if (Known)
      Analysed.insert(absolutePath(Path, "/"));
    if (!Files.OnlyHeaders.empty() && State.Is == FileState::Content)
      HeadersRead.insert(realPath(absolutePath(Path, "/")));
  }
  // They are large, and the result may have to wait long for other files.
  At.Result->Seen = {};
}

void Run::finish(size_t Job) {
  Slots[Job].IsDone = true;
  Summary.FromCache += !Slots[Job].WasAnalysed;
}

/// Keeps what the summary needs of a finding that has been printed.
static void forget(ReportedFinding &D) {
  D.Message.Message = {};
  D.Message.Ranges = {};
  D.Notes = {};
}

/// Reports remarks about the configuration once, and leaves only findings in
/// code in \p New.
void Run::sayRemarks(std::vector<ReportedFinding> &New) {
  llvm::erase_if(New, [&](const ReportedFinding &D) {
    if (D.DiagnosticName != "clang-tidy-config" || !isRemark(D))
      return false;
    std::string Text = D.Message.Message;
    if (!D.Message.FilePath.empty())
      Text = Texts.shownPath(D.Message.FilePath) + ": " + Text;
    if (Said.insert(Text).second && !Asked.Quiet)
      notice(Text);
    return true;
  });
}

/// Consumes the results in the order of the files, as far as they are
/// available.
void Run::flush() {
  for (; Next < Slots.size() && Slots[Next].IsDone; ++Next) {
    Slot &At = Slots[Next];
    std::vector<FileFailure> Failed;
    std::vector<ReportedFinding> New;
    if (At.Result) {
      ++(At.Result->IsSwitchedOff ? Summary.SwitchedOff : Summary.Files);
      New = std::move(At.Result->Findings);
      sayRemarks(New);
      if (Asked.Do == Command::Fix)
        llvm::append_range(Everything, New);
      leaveOut(Next, New);
      if (Asked.ReportUnusedSuppressions)
        Unused.add(At.Result->Suppressions);
      FilesWithDropped += !At.Result->DroppedFlags.empty();
      Dropped.insert(At.Result->DroppedFlags.begin(),
                     At.Result->DroppedFlags.end());
      if (summarizes() && !At.Result->Summary.empty()) {
        // What this program wrote a moment ago is as it was.
        if (auto Unit = summaryFrom(At.Result->Summary))
          Summaries.push_back(std::move(*Unit));
        else
          llvm::consumeError(Unit.takeError());
        At.Result->Summary = {};
      }
    } else {
      Failed.push_back(
          {fileOf(Next), At.Failure, Asked.commandFor(fileOf(Next))});
    }
    Seen.filter(New, Texts);
    if (!Asked.WriteBaseline.empty())
      llvm::append_range(ForBaseline, New);
    auto MayBeMerged = [](const ReportedFinding &D) {
      return D.Behind.has_value();
    };
    std::copy_if(New.begin(), New.end(), std::back_inserter(Held), MayBeMerged);
    llvm::erase_if(New, MayBeMerged);
    filter(New);
    // With the last file, everything that had to wait for it is printed.
    if (Next + 1 == Slots.size()) {
      llvm::append_range(New, takeHeld());
      std::vector<ReportedFinding> Useless = Unused.findings(Files.IsWhole);
      filter(Useless);
      llvm::append_range(New, Useless);
      putInOrder(New, Texts);
    }
    bool IsNeeded = Asked.Do == Command::Fix;
    for (const ReportTo &Each : Asked.Reports) {
      IsNeeded |= !isStreamed(Each);
      if (Asked.Do == Command::Fix || !isStreamed(Each) ||
          (New.empty() && Failed.empty()))
        continue;
      Show.clear();
      writeReport(New, Failed, Texts, {Each.As, Asked.Colors}, llvm::outs());
      llvm::outs().flush();
    }
    if (!IsNeeded)
      for (ReportedFinding &D : New)
        forget(D);
    std::move(New.begin(), New.end(), std::back_inserter(Findings));
    llvm::append_range(Failures, Failed);
  }
}

/// Takes out of \p Of what nobody wants to see of \p Job: what is in files that
/// are excluded, or not about the headers that it is there for.
void Run::leaveOut(size_t Job, std::vector<ReportedFinding> &Of) const {
  auto Headers = Files.OnlyHeaders.find(Job);
  bool IsForHeaders = Headers != Files.OnlyHeaders.end();
  if (Files.Excluded.empty() && !IsForHeaders)
    return;
  auto IsHeader = [&](const std::string &Path) {
    return llvm::any_of(Headers->second, [&](const std::string &Header) {
      return Path == Header || realPath(Path) == realPath(Header);
    });
  };
  llvm::erase_if(Of, [&](ReportedFinding &D) {
    if (kindOf(D) != FindingKind::Finding)
      return false;
    std::string Path = absolutePath(D.Message.FilePath, D.BuildDirectory);
    bool IsWanted = !IsForHeaders || IsHeader(Path);
    if (D.Behind)
      for (CauseStep &Step : D.Behind->Steps) {
        Step.IsOwn &= !Files.Excluded.contain(Step.At.File);
        // It is reported where its cause is.
        IsWanted |= Step.IsOwn && IsForHeaders && IsHeader(Step.At.File);
      }
    return !IsWanted || Files.Excluded.contain(Path);
  });
}

/// Tells of flags of other compilers.
void Run::sayWhatWasDropped() {
  if (Dropped.empty() || Asked.Quiet)
    return;
  static constexpr size_t MaxNamed = 5;
  std::vector<std::string> Named(Dropped.begin(), Dropped.end());
  std::string More;
  if (Named.size() > MaxNamed) {
    More = " and " + llvm::utostr(Named.size() - MaxNamed) + " more";
    Named.resize(MaxNamed);
  }
  notice("left out " + plural(Dropped.size(), "flag") +
         " of GCC that clang does not have, in " +
         plural(FilesWithDropped, "file") + ": " + llvm::join(Named, " ") +
         More);
}

/// An error if nothing was looked at; tells of headers that were not.
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

/// Leaves what is neither in the baseline nor outside of what has changed.
void Run::filter(std::vector<ReportedFinding> &New) {
  size_t Before = countByCause(New);
  auto CountGone = [&] {
    size_t Had = std::exchange(Before, countByCause(New));
    return Had - Before;
  };
  // The baseline first: its entries are found, wherever they are.
  if (Known) {
    Known->filter(New, Texts);
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
  return Asked.Do == Command::Fix ? Places
                                  : mergeByCause(std::move(Places), Texts);
}

llvm::Expected<int> Run::end() {
  if (Known)
    Summary.BaselineGone = Known->countGone(
        Texts, [&](StringRef File) { return Analysed.contains(File); });
  putInOrder(Findings, Texts);
  for (const ReportTo &Each : Asked.Reports) {
    if (isStreamed(Each))
      continue;
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    writeReport(Findings, Failures, Texts, {Each.As, false}, OS);
    OS.flush();
    if (Each.File.empty()) {
      llvm::outs() << Text;
      llvm::outs().flush();
      continue;
    }
    Unhurried Here;
    if (std::error_code EC = replaceFile(Each.File, Text))
      return userError("the report cannot be written: " +
                       Texts.shownPath(Each.File) + ": " + EC.message());
  }
  if (!Asked.Quiet) {
    // A report for programs shows nobody why nothing was checked.
    if (llvm::none_of(Asked.Reports, isStreamed)) {
      std::vector<ReportedFinding> Wrong;
      llvm::copy_if(Findings, std::back_inserter(Wrong),
                    [](const ReportedFinding &D) {
                      return kindOf(D) == FindingKind::ConfigError;
                    });
      writeReport(Wrong, {}, Texts, {Format::Text, Asked.Colors}, llvm::errs());
    }
    writeSummary(Findings, Failures, Summary, llvm::errs());
  }
  if (Asked.WriteBaseline.empty())
    return exitCode(Findings, Failures, Asked.Policy);
  // What was found is accepted, what could not be looked at is not.
  ExitCode Code = exitCode(Findings, Failures, FailOn::Never);
  if (Code == ExitNotAnalysed)
    notice(Asked.WriteBaseline + " lacks findings of files that could not be "
                                 "analysed: write it again when they compile");
  return Code;
}

llvm::Expected<int> Run::writeSummaries() {
  ExitCode Code = exitCode(Findings, Failures, Asked.Policy);
  if (Asked.Do == Command::Summarize) {
    if (Summaries.empty())
      return Code == ExitClean ? ExitNotAnalysed : Code;
    // A file may be compiled in several ways.
    std::string Bytes = toBytes(merge(std::move(Summaries)));
    Unhurried Here;
    if (llvm::Error Why = writeWhole(Asked.Output, Bytes))
      return std::move(Why);
    return Code;
  }
  std::string Path = Asked.Output.empty()
                         ? ForAnalysis.ProjectRoot + "/" + IndexName.str()
                         : Asked.Output;
  size_t Units = Summaries.size();
  auto Size = writeIndex(std::move(Summaries), ForAnalysis.ProjectRoot, Path);
  if (!Size)
    return Size.takeError();
  if (!Asked.Quiet) {
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

//===----------------------------------------------------------------------===//
// Fixing
//===----------------------------------------------------------------------===//

/// Drops fixes after which a file no longer compiles. Returns false if a signal
/// asked to end.
bool Run::testFixes(Fixes &All) {
  while (!All.texts().empty()) {
    std::vector<size_t> Jobs;
    for (size_t I = 0; I < Slots.size(); ++I)
      if (Slots[I].Result && !Slots[I].Result->HasErrors &&
          llvm::any_of(Slots[I].Seen, [&](const std::string &Path) {
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
          for (const std::string &Path : Slots[Job].Seen)
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
            !Asked.FixesNotes ? FixChoice::Own
            : Asked.Asks      ? FixChoice::Any
                              : FixChoice::SingleNote,
            Asked.FormatStyle, Texts);
  if (Asked.Asks) {
    FixDialog Dialog(llvm::outs(), Asked.Colors, Texts);
    All.choose([&](const Fixes::Offer &Next) { return Dialog.wants(Next); });
    if (caughtSignal())
      return interrupted(": no file was changed");
    if (Dialog.isCutOff())
      return userError("standard input ended before all fixes were decided: no "
                       "file was changed");
  }
  if (!testFixes(All))
    return interrupted(": no file was changed");
  // A diff must be all that a program reads.
  llvm::raw_ostream &OS = Asked.IsDryRun ? llvm::errs() : llvm::outs();
  if (Asked.IsDryRun) {
    std::string Diff = All.diff();
    llvm::outs() << (Asked.Colors ? colored(Diff) : Diff);
    llvm::outs().flush();
  } else {
    Unhurried Here;
    All.write();
  }
  size_t Fixed = 0;
  for (const auto &[File, Titles] : All.applied()) {
    Fixed += Titles.size();
    if (!Asked.IsDryRun)
      OS << Texts.shownPath(File) << ": " << plural(Titles.size(), "finding")
         << " fixed: " << titlesOf(Titles) << "\n";
  }
  for (const Fixes::Refusal &R : All.refused())
    OS << Texts.shownPath(R.File) << ": " << plural(R.Fixes, "finding")
       << " not fixed: " << R.Why << "\n";
  OS.flush();
  writeReport({}, Failures, Texts, {Format::Text, Asked.Colors}, OS);
  OS.flush();
  std::vector<ReportedFinding> NotFixed =
      mergeByCause(All.left(Findings), Texts);
  size_t Left = llvm::count_if(NotFixed, [](const ReportedFinding &D) {
    return kindOf(D) == FindingKind::Finding && !isRemark(D);
  });
  if (!Asked.Quiet)
    llvm::errs() << plural(Fixed, "finding")
                 << (Asked.IsDryRun ? " would be fixed in " : " fixed in ")
                 << plural(All.texts().size(), "file") << ", " << Left
                 << " left"
                 << (Left ? " (async-tidy check shows what is left)" : "")
                 << "\n";
  // Nothing was fixed if it was only shown.
  return exitCode(Asked.IsDryRun ? Findings : NotFixed, Failures, Asked.Policy);
}

llvm::Expected<int> Run::execute() {
  llvm::Expected<int> Code = analyzeAndReport();
  Times.endPhase(Asked.Do == Command::Fix ? "testing and applying fixes"
                 : summarizes()           ? "linking and writing"
                                          : "reporting");
  if (Asked.ShowsStatistics && Code)
    Times.print(Asked.Jobs, llvm::errs());
  return Code;
}

llvm::Expected<int> Run::analyzeAndReport() {
  if (llvm::Error Why = prepare()) {
    if (!caughtSignal())
      return std::move(Why);
    // The signal was meant for git as well.
    llvm::consumeError(std::move(Why));
    return interrupted("");
  }
  if (!analyzeAll()) {
    size_t Done = llvm::count_if(
        Slots, [](const Slot &S) { return S.IsDone || S.Result; });
    return interrupted(" after " + llvm::utostr(Done) + " of " +
                       plural(Slots.size(), "file"));
  }
  sayWhatWasDropped();
  if (llvm::Error Why = testHeaders())
    return std::move(Why);
  if (Asked.Do == Command::Fix)
    return fix();
  if (summarizes())
    return writeSummaries();
  // With a wrong configuration it is not known what there is to find.
  if (!Asked.WriteBaseline.empty() &&
      llvm::none_of(Findings, [](const ReportedFinding &D) {
        return kindOf(D) == FindingKind::ConfigError;
      }))
    if (llvm::Error Why =
            Baseline::write(Asked.WriteBaseline, ForBaseline, Texts))
      return std::move(Why);
  return end();
}

llvm::Expected<int> run(Options O) {
  Statistics Times;
  auto Chosen = selectFiles(std::move(O.Select));
  if (!Chosen)
    return Chosen.takeError();
  // The command to reproduce a failure must not depend on the findings.
  O.Select.Build = Chosen->DatabaseFolder;
  // Paths are shown relative to the current folder.
  O.Select.Here = Chosen->Here;
  Times.endPhase("selecting files");
  catchSignals();
  for (const std::string &Note : Chosen->Notes)
    llvm::errs() << "note: " << Note << "\n";
  return Run(std::move(O), std::move(*Chosen), std::move(Times)).execute();
}

} // namespace clang::tidy::async
