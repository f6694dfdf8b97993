//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "Analysis.h"
#include "Cache.h"
#include "FilePaths.h"
#include "Fixes.h"
#include "Preset.h"
#include "clang-tidy/GlobList.h"
#include "model/Closest.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/Threading.h"

using llvm::StringRef;
namespace cl = llvm::cl;

namespace clang::tidy::async {

static constexpr StringRef Overview = R"(Finds misuse of asynchrony in C++.

  async-tidy [check] [-p BUILD] [PATH ...]  find misuse in all files of the
                                            compilation database, or in some
  async-tidy fix [-p BUILD] [PATH ...]      apply the fixes of findings
  async-tidy index [-p BUILD]               write .async-tidy/index, which tells
                                            files about functions in other files
  async-tidy summarize FILE -o OUT          the first half: summarize one file
  async-tidy link OUT ... -o INDEX          the second half: link summaries
  async-tidy explain CHECK                  explain what a check finds, and why
  async-tidy list                           list the checks
  async-tidy models                         list the libraries it knows

A PATH is a file, a folder or a glob, in which ** matches any number of folders.
A header is checked through a file that includes it. Without -p, async-tidy looks for
compile_commands.json (also in build/) or compile_flags.txt in the folders above
the first PATH, or above the current one. Compiler flags after -- replace the
compilation database.

Exit code: 0 no findings, 1 findings, 2 usage or configuration error, 3 a file
could not be analysed.
)";

static cl::OptionCategory Category("async-tidy's options");

static cl::list<std::string> Paths(cl::Positional, cl::desc("[PATH ...]"),
                                   cl::cat(Category));
static cl::opt<std::string>
    Build("p", cl::desc("The folder that contains compile_commands.json"),
          cl::value_desc("folder"), cl::cat(Category));
static cl::opt<std::string>
    Checks("checks",
           cl::desc("The checks to run, as for clang-tidy (default: async-*, "
                    "except those that .clang-tidy disables)"),
           cl::value_desc("globs"), cl::cat(Category));
static cl::opt<std::string>
    Preset("preset",
           cl::desc("'async' also runs clang-tidy's own checks for "
                    "coroutines and threads"),
           cl::value_desc("name"), cl::cat(Category));
static cl::opt<std::string>
    WarningsAsErrors("warnings-as-errors",
                     cl::desc("Checks whose findings are errors, in addition "
                              "to those in .clang-tidy"),
                     cl::value_desc("globs"), cl::cat(Category));
static cl::opt<std::string>
    HeaderFilter("header-filter",
                 cl::desc("Report only in headers whose path matches (default: "
                          "all headers of the project)"),
                 cl::value_desc("regex"), cl::cat(Category));
static cl::list<std::string>
    Exclude("exclude",
            cl::desc("Leave out files that match, and findings in headers "
                     "that match; may be repeated"),
            cl::value_desc("glob"), cl::cat(Category));
static cl::list<std::string>
    ExtraArg("extra-arg", cl::desc("Append this to the compiler's arguments"),
             cl::value_desc("argument"), cl::cat(Category));
static cl::list<std::string>
    ExtraArgBefore("extra-arg-before",
                   cl::desc("Put this before the compiler's arguments"),
                   cl::value_desc("argument"), cl::cat(Category));
static cl::list<std::string>
    RemovedArg("removed-arg",
               cl::desc("Remove this from the compiler's arguments"),
               cl::value_desc("argument"), cl::cat(Category));
static cl::opt<bool> ReportUnusedSuppressions(
    "report-unused-suppressions",
    cl::desc("Report NOLINT comments that name checks of async-tidy and "
             "suppress nothing"),
    cl::cat(Category));
static cl::opt<std::string> ProjectRoot(
    "project-root",
    cl::desc("Skip function bodies in headers outside of this folder "
             "(default: the root of the repository, or the folder that all "
             "files share)"),
    cl::value_desc("folder"), cl::cat(Category));
static cl::opt<std::string>
    Jobs("j", cl::desc("Files to analyse in parallel (default: one per core)"),
         cl::value_desc("N"), cl::Prefix, cl::cat(Category));
static cl::opt<std::string> Timeout(
    "timeout",
    cl::desc("Give up on a file after this time; 0 for never (default: 600)"),
    cl::value_desc("seconds"), cl::init("600"), cl::cat(Category));
static cl::opt<bool> Quiet("q", cl::desc("No progress, no summary"),
                           cl::cat(Category));
static cl::alias QuietLong("quiet", cl::desc("Alias for -q"),
                           cl::aliasopt(Quiet), cl::cat(Category));
static cl::opt<std::string>
    CacheFolder("cache-dir",
                cl::desc("Where to cache results (default: "
                         "$XDG_CACHE_HOME/async-tidy)"),
                cl::value_desc("folder"), cl::cat(Category));
static cl::opt<bool> NoCache("no-cache",
                             cl::desc("Neither read nor write the cache"),
                             cl::cat(Category));
static cl::opt<std::string>
    FormatWord("format",
               cl::desc("Output format: text, json, sarif, github or gitlab"),
               cl::value_desc("name"), cl::init("text"), cl::cat(Category));
static cl::list<std::string> OutputWords(
    "output",
    cl::desc("Write a report in this format to this file, or to standard "
             "output; may be repeated"),
    cl::value_desc("format[:file]"), cl::cat(Category));
static cl::opt<std::string>
    FailOnWord("fail-on",
               cl::desc("The lowest severity that makes the exit code 1: low, "
                        "medium, high or never"),
               cl::value_desc("severity"), cl::init("low"), cl::cat(Category));
static cl::opt<std::string>
    BaselineFile("baseline",
                 cl::desc("Leave out the findings that this file lists"),
                 cl::value_desc("file"), cl::cat(Category));
static cl::opt<std::string>
    WriteBaselineFile("write-baseline",
                      cl::desc("List all findings in this file"),
                      cl::value_desc("file"), cl::cat(Category));
static cl::opt<std::string>
    DiffRef("diff",
            cl::desc("Report only on lines that changed since this commit"),
            cl::value_desc("ref"), cl::cat(Category));

static cl::opt<std::string>
    Output("o", cl::desc("Where index, summarize and link write to"),
           cl::value_desc("file"), cl::cat(Category));
static cl::opt<bool> ShowStatistics(
    "statistics",
    cl::desc("Print what took how long: phases, checks and files"),
    cl::cat(Category));
static cl::opt<bool> NoIndex("no-index",
                             cl::desc("Do not use the project index"),
                             cl::cat(Category));

static cl::opt<bool>
    DryRun("dry-run",
           cl::desc("fix: print a unified diff of what would change, and "
                    "change nothing"),
           cl::cat(Category));
static cl::opt<bool> Interactive("i", cl::desc("fix: ask about each fix"),
                                 cl::cat(Category));
static cl::alias InteractiveLong("interactive", cl::desc("Alias for -i"),
                                 cl::aliasopt(Interactive), cl::cat(Category));
static cl::opt<bool>
    FixNotes("fix-notes",
             cl::desc("fix: where a finding has no fix of its own, apply that "
                      "of its notes, if there is only one"),
             cl::cat(Category));
static cl::opt<std::string> FormatStyle(
    "format-style",
    cl::desc("fix: the style to format what is edited in: file (default: that "
             "of .clang-format, if there is one), none, or one that "
             "clang-format knows"),
    cl::value_desc("style"), cl::init("file"), cl::cat(Category));

static void printVersion(llvm::raw_ostream &OS) {
  OS << "async-tidy " ASYNC_TIDY_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
}

/// An error if one of \p Globs matches no check.
static llvm::Error testChecks(StringRef Globs) {
  llvm::SmallVector<StringRef, 8> Parts;
  Globs.split(Parts, ',');
  std::vector<std::string> All;
  for (StringRef Part : Parts) {
    Part = Part.trim();
    Part.consume_front("-");
    if (Part.empty() || Part == "*")
      continue;
    if (All.empty())
      All = allChecks();
    GlobList Glob(Part);
    if (llvm::any_of(All, [&](StringRef Name) { return Glob.contains(Name); }))
      continue;
    std::vector<StringRef> Names(All.begin(), All.end());
    std::optional<StringRef> Meant = closest(Part, Names);
    return userError(
        "unknown check '" + Part + "'" +
        (Meant ? "; did you mean '" + *Meant + "'?" : ": see async-tidy list"));
  }
  return llvm::Error::success();
}

static std::string quoted(StringRef Word) {
  if (!Word.empty() && Word.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX"
                           "YZ0123456789_-+=./,:@%") == StringRef::npos)
    return Word.str();
  std::string Text = "'";
  for (char C : Word)
    Text += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return Text + "'";
}

std::string Options::commandFor(StringRef File) const {
  std::string Text = "async-tidy --no-cache -j1";
  if (!Select.Build.empty())
    Text += " -p " + quoted(Select.Build);
  if (IsPreset)
    Text += " --preset=async";
  if (!Checks.empty())
    Text += " --checks=" + quoted(Checks);
  for (const std::string &Arg : ExtraArgs)
    Text += " --extra-arg=" + quoted(Arg);
  for (const std::string &Arg : ExtraArgsBefore)
    Text += " --extra-arg-before=" + quoted(Arg);
  for (const std::string &Arg : RemovedArgs)
    Text += " --removed-arg=" + quoted(Arg);
  return Text + " " + quoted(File);
}

static std::optional<Command> commandOf(StringRef Word) {
  return llvm::StringSwitch<std::optional<Command>>(Word)
      .Case("check", Command::Check)
      .Case("fix", Command::Fix)
      .Case("index", Command::Index)
      .Case("summarize", Command::Summarize)
      .Case("link", Command::Link)
      .Case("explain", Command::Explain)
      .Case("list", Command::List)
      .Case("models", Command::Models)
      .Default(std::nullopt);
}

/// An error if what \p Asked writes to, or takes, does not go with its command.
static llvm::Error testOutput(const Options &Asked) {
  const std::vector<std::string> &Paths = Asked.Select.Paths;
  switch (Asked.Do) {
  case Command::Index:
    if (!Paths.empty())
      return userError("async-tidy index takes all files: no PATH, but -p if "
                       "the compilation database is elsewhere");
    return llvm::Error::success();
  case Command::Summarize:
    if (Paths.size() != 1 || Asked.Output.empty())
      return userError("name one file, and where its summary is to be written: "
                       "async-tidy summarize FILE -o FILE.ats");
    return llvm::Error::success();
  case Command::Link:
    if (Paths.empty() || Asked.Output.empty())
      return userError("name summaries, and where the index is to be written: "
                       "async-tidy link *.ats -o .async-tidy/index");
    return llvm::Error::success();
  default:
    return Asked.Output.empty()
               ? llvm::Error::success()
               : userError("-o is for async-tidy index, summarize and link");
  }
}

/// The reports that are asked for. Relative paths start in \p Here.
static llvm::Expected<std::vector<ReportTo>> parseReports(StringRef Here) {
  std::vector<ReportTo> Reports;
  if (OutputWords.empty()) {
    auto As = parseFormat(FormatWord, "--format");
    if (!As)
      return As.takeError();
    return std::vector{ReportTo{*As, ""}};
  }
  if (FormatWord.getNumOccurrences())
    return userError("--format and --output cannot be combined: --output=" +
                     FormatWord + " is the same as --format=" + FormatWord);
  for (const std::string &Word : OutputWords) {
    auto [Name, File] = StringRef(Word).split(':');
    auto As = parseFormat(Name, "--output");
    if (!As)
      return As.takeError();
    ReportTo New{*As, ""};
    if (Name.size() < Word.size() && File.empty())
      return userError("--output=" + Word + " names no file");
    if (!File.empty())
      New.File = absolutePath(File, Here);
    StringRef Folder = llvm::sys::path::parent_path(New.File);
    if (!Folder.empty() && !llvm::sys::fs::is_directory(Folder))
      return userError("--output=" + Word + ": no such folder: " +
                       llvm::sys::path::parent_path(File));
    for (const ReportTo &Other : Reports)
      if (Other.File == New.File)
        return userError("two reports cannot be written to " +
                         (File.empty() ? "standard output" : File) +
                         ": name another file for one, as in --output=sarif:"
                         "FILE");
    Reports.push_back(std::move(New));
  }
  return Reports;
}

/// An error if options for fixing do not go with the command of \p Asked.
static llvm::Error testFixing(const Options &Asked) {
  if (Asked.Do == Command::Fix)
    return testFormatStyle(FormatStyle);
  for (const cl::Option *Option : std::initializer_list<const cl::Option *>{
           &DryRun, &Interactive, &InteractiveLong, &FixNotes, &FormatStyle})
    if (Option->getNumOccurrences())
      return userError((Option->ArgStr.size() == 1 ? "-" : "--") +
                       Option->ArgStr + " is for async-tidy fix");
  return llvm::Error::success();
}

llvm::Expected<Options> parseOptions(int argc, const char **argv) {
  Options Result;
  std::string Why;
  Result.Select.Given =
      tooling::FixedCompilationDatabase::loadFromCommandLine(argc, argv, Why);

  std::vector<const char *> Args(argv, argv + argc);
  if (argc > 1)
    if (std::optional<Command> Word = commandOf(argv[1])) {
      Result.Do = *Word;
      Args.erase(Args.begin() + 1);
    }
  cl::HideUnrelatedOptions(Category);
  cl::SetVersionPrinter(printVersion);
  std::string Problem;
  llvm::raw_string_ostream Problems(Problem);
  if (!cl::ParseCommandLineOptions(Args.size(), Args.data(), Overview,
                                   &Problems)) {
    // "async-tidy: Unknown command line argument '-x'.  Try: ..."
    StringRef Line = StringRef(Problem).split('\n').first;
    Line = Line.substr(Line.find(": ") + 2).split("  Try").first;
    return userError(Line.rtrim(". ").str() + " (see async-tidy --help)");
  }

  for (const cl::opt<std::string> *Option :
       {&Build, &ProjectRoot, &CacheFolder, &BaselineFile, &WriteBaselineFile,
        &DiffRef, &Output})
    if (Option->getNumOccurrences() && Option->empty())
      return userError((Option->ArgStr.size() == 1 ? "-" : "--") +
                       Option->ArgStr + " needs a value");

  // A command may also follow options.
  bool IsFirst = Args.size() < size_t(argc);
  if (!IsFirst && !Paths.empty() && !llvm::sys::fs::exists(Paths.front()))
    if (std::optional<Command> Word = commandOf(Paths.front())) {
      Result.Do = *Word;
      Paths.erase(Paths.begin());
    }

  llvm::SmallString<256> Here;
  if (std::error_code EC = llvm::sys::fs::current_path(Here))
    return userError("the current folder cannot be used: " + EC.message());
  Result.Select.Here = Here.str().str();
  Result.Select.Build = Build;
  Result.Select.Paths = Paths;
  Result.Select.Excluded = Exclude;
  Result.ExtraArgs = ExtraArg;
  Result.ExtraArgsBefore = ExtraArgBefore;
  Result.RemovedArgs = RemovedArg;
  Result.ReportUnusedSuppressions = ReportUnusedSuppressions;
  Result.Colors = llvm::sys::Process::StandardOutHasColors() &&
                  !llvm::sys::Process::GetEnv("NO_COLOR");
  if (!ProjectRoot.empty()) {
    Result.ProjectRoot = absolutePath(ProjectRoot, Here);
    if (!llvm::sys::fs::is_directory(Result.ProjectRoot))
      return userError("--project-root: no such folder: " + ProjectRoot);
  }
  if (!Output.empty())
    Result.Output = absolutePath(Output, Here);
  if (llvm::Error Wrong = testOutput(Result))
    return std::move(Wrong);
  if (llvm::Error Wrong = testFixing(Result))
    return std::move(Wrong);
  Result.IsDryRun = DryRun;
  Result.Asks = Interactive;
  Result.FixesNotes = FixNotes;
  Result.FormatStyle = FormatStyle;
  if (Result.Do == Command::Link)
    return Result;
  bool IsCatalog = Result.Do == Command::Explain ||
                   Result.Do == Command::List || Result.Do == Command::Models;
  if (IsCatalog) {
    size_t Wanted = Result.Do == Command::Explain;
    if (Paths.size() != Wanted)
      return userError(Wanted ? "name one check: async-tidy explain CHECK (see "
                                "async-tidy list)"
                              : "async-tidy list and models take no arguments");
    return Result;
  }

  if (Result.Select.Given && !Build.empty())
    return userError("-p and flags after -- cannot be combined");
  if (!Preset.empty() && Preset != "async")
    return userError("unknown preset '" + Preset +
                     "': the only one is --preset=async");
  Result.Checks = Checks;
  Result.IsPreset = !Preset.empty();
  if (llvm::Error Unknown = testChecks(Checks))
    return std::move(Unknown);
  if (llvm::Error Unknown = testChecks(WarningsAsErrors))
    return std::move(Unknown);
  if (Checks.getNumOccurrences() &&
      checksOf((Result.IsPreset ? presetChecks() + "," : "") + Checks).empty())
    return userError("--checks=" + quoted(Checks) +
                     " leaves no check to run: name one (see async-tidy "
                     "list), such as --checks=async-*");
  Result.WarningsAsErrors = WarningsAsErrors;
  if (HeaderFilter.getNumOccurrences()) {
    if (!llvm::Regex(HeaderFilter).isValid(Why))
      return userError("--header-filter: '" + HeaderFilter +
                       "' is not a regular expression: " + Why);
    Result.HeaderFilter = HeaderFilter;
  }
  Result.Jobs = llvm::hardware_concurrency().compute_thread_count();
  if (!Jobs.empty() &&
      (StringRef(Jobs).ltrim('=').getAsInteger(10, Result.Jobs) ||
       !Result.Jobs))
    return userError("-j needs a number above 0, not '" +
                     StringRef(Jobs).ltrim('=') + "'");
  if (StringRef(Timeout).getAsInteger(10, Result.TimeoutSeconds))
    return userError("--timeout needs a number of seconds, not '" + Timeout +
                     "'");
  Result.Quiet = Quiet;
  Result.UsesIndex = !NoIndex;
  Result.ShowsStatistics = ShowStatistics;
  // What build systems keep need not be kept twice.
  if (!NoCache && Result.Do != Command::Summarize)
    Result.CacheFolder = CacheFolder.empty() ? defaultCacheFolder()
                                             : absolutePath(CacheFolder, Here);
  auto Reports = parseReports(Here);
  if (!Reports)
    return Reports.takeError();
  Result.Reports = std::move(*Reports);
  if (Result.Do == Command::Index || Result.Do == Command::Summarize)
    Result.Reports = {{Format::Text, ""}};
  auto Policy = parseFailOn(FailOnWord);
  if (!Policy)
    return Policy.takeError();
  Result.Policy = *Policy;
  Result.Baseline = BaselineFile;
  Result.WriteBaseline = WriteBaselineFile;
  Result.DiffBase = DiffRef;
  return Result;
}

} // namespace clang::tidy::async
