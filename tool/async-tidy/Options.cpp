//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "Analysis.h"
#include "Cache.h"
#include "CommandPages.h"
#include "FilePaths.h"
#include "Fixes.h"
#include "Preset.h"
#include "clang-tidy/GlobList.h"
#include "model/Closest.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/Threading.h"

using llvm::StringRef;
namespace cl = llvm::cl;

namespace clang::tidy::async {

static cl::SubCommand
    CheckSub("check", "find misuse in all files of the compilation database, "
                      "or in some; the default"),
    FixSub("fix", "apply the fixes of findings"),
    IndexSub("index", "write .async-tidy/index, which describes the "
                      "functions of all files"),
    SummarizeSub("summarize", "the first half of index: summarize one file"),
    LinkSub("link", "the second half of index: link summaries"),
    MergeSub("merge", "report the findings of a project analysed in shards"),
    ExplainSub("explain", "explain what a check finds, and why"),
    ListSub("list", "list the checks"),
    ModelsSub("models", "list the libraries it knows"),
    CompletionSub("completion", "print a completion script for a shell"),
    ManSub("man", "print the manual page async-tidy(1)");

static constexpr StringRef AboutPaths =
    "A PATH is a file, a folder or a glob, in which ** matches any number of "
    "folders. A header is checked through a file that includes it. Without -p, "
    "async-tidy looks for compile_commands.json (also in build/) or "
    "compile_flags.txt in the folders above the first PATH, or above the "
    "current one. Compiler flags after -- replace the compilation database.";

namespace {
/// A command, as it is typed and described.
struct Entry {
  Command Do;
  cl::SubCommand &Sub;
  StringRef Operands;
  StringRef Details;
};
} // namespace

static const Entry Commands[] = {
    {Command::Check, CheckSub, "[-p BUILD] [PATH ...]", AboutPaths},
    {Command::Fix, FixSub, "[-p BUILD] [PATH ...]",
     "A fix is applied as a whole or not at all, and only if everything that "
     "reads a changed file still compiles."},
    {Command::Index, IndexSub, "[-p BUILD]",
     "The index covers all files of the compilation database. Unchanged files "
     "come from the cache."},
    {Command::Summarize, SummarizeSub, "FILE -o FILE.ats",
     "For build systems, which track changes themselves: link combines the "
     "summaries into the index."},
    {Command::Link, LinkSub, "FILE.ats ... -o .async-tidy/index",
     "The operands are files that summarize wrote."},
    {Command::Merge, MergeSub, "[-p BUILD] PART ...",
     "The operands are files that async-tidy --shard wrote with the same "
     "options. The report is the same as without shards. Files that are in no "
     "shard, or have changed since, are analysed."},
    {Command::Explain, ExplainSub, "CHECK",
     "The prefix async- of a CHECK is optional."},
    {Command::List, ListSub, "", ""},
    {Command::Models, ModelsSub, "", ""},
    {Command::Completion, CompletionSub, "bash|zsh|fish",
     "For bash: source <(async-tidy completion bash). For zsh: source "
     "<(async-tidy completion zsh), after compinit. For fish: async-tidy "
     "completion fish | source."},
    {Command::Man, ManSub, "", "Read it with: async-tidy man | man -l -"},
};

static cl::OptionCategory Category("async-tidy's options");

// The default command is check.
static cl::SubCommandGroup JustChecking({&cl::SubCommand::getTopLevel(),
                                         &CheckSub}),
    Checking({&cl::SubCommand::getTopLevel(), &CheckSub, &MergeSub}),
    Selecting({&cl::SubCommand::getTopLevel(), &CheckSub, &FixSub}),
    Reporting({&cl::SubCommand::getTopLevel(), &CheckSub, &FixSub, &MergeSub}),
    Project({&cl::SubCommand::getTopLevel(), &CheckSub, &FixSub, &MergeSub,
             &IndexSub}),
    Analysing({&cl::SubCommand::getTopLevel(), &CheckSub, &FixSub, &MergeSub,
               &IndexSub, &SummarizeSub}),
    Rooted({&cl::SubCommand::getTopLevel(), &CheckSub, &FixSub, &MergeSub,
            &IndexSub, &SummarizeSub, &LinkSub}),
    Writing({&cl::SubCommand::getTopLevel(), &CheckSub, &IndexSub,
             &SummarizeSub, &LinkSub}),
    Fixing({&FixSub}), Bare({&IndexSub, &ListSub, &ModelsSub, &ManSub}),
    Everything({&cl::SubCommand::getTopLevel(), &CheckSub, &FixSub, &MergeSub,
                &IndexSub, &SummarizeSub, &LinkSub, &ExplainSub, &ListSub,
                &ModelsSub, &CompletionSub, &ManSub});

static cl::list<std::string> Paths(cl::Positional, cl::desc("[PATH ...]"),
                                   cl::sub(Selecting), cl::cat(Category));
static cl::list<std::string> SummarizedFile(cl::Positional, cl::desc("FILE"),
                                            cl::sub(SummarizeSub),
                                            cl::cat(Category));
static cl::list<std::string> LinkedFiles(cl::Positional,
                                         cl::desc("FILE.ats ..."),
                                         cl::sub(LinkSub), cl::cat(Category));
static cl::list<std::string> MergedFiles(cl::Positional, cl::desc("PART ..."),
                                         cl::sub(MergeSub), cl::cat(Category));
static cl::list<std::string> ExplainedCheck(cl::Positional, cl::desc("CHECK"),
                                            cl::sub(ExplainSub),
                                            cl::cat(Category));
static cl::list<std::string> Shell(cl::Positional, cl::desc("bash|zsh|fish"),
                                   cl::sub(CompletionSub), cl::cat(Category));
// Accepted by the parser, so that our own message reports them.
static cl::list<std::string> Unwanted(cl::Positional, cl::sub(Bare),
                                      cl::cat(Category));

static cl::opt<std::string>
    Build("p", cl::desc("The folder that contains compile_commands.json"),
          cl::value_desc("folder"), cl::sub(Analysing), cl::cat(Category));
static cl::opt<std::string>
    Checks("checks",
           cl::desc("The checks to run, as for clang-tidy (default: async-*, "
                    "except those that .clang-tidy disables)"),
           cl::value_desc("globs"), cl::sub(Reporting), cl::cat(Category));
static cl::opt<std::string>
    Preset("preset",
           cl::desc("'async' also runs those of clang-tidy's own checks "
                    "that complement async-*"),
           cl::value_desc("name"), cl::sub(Reporting), cl::cat(Category));
static cl::opt<std::string>
    WarningsAsErrors("warnings-as-errors",
                     cl::desc("Checks whose findings are errors, in addition "
                              "to those in .clang-tidy"),
                     cl::value_desc("globs"), cl::sub(Reporting),
                     cl::cat(Category));
static cl::opt<std::string>
    HeaderFilter("header-filter",
                 cl::desc("Report only in headers whose path matches (default: "
                          "all headers of the project)"),
                 cl::value_desc("regex"), cl::sub(Reporting),
                 cl::cat(Category));
static cl::list<std::string>
    Exclude("exclude",
            cl::desc("Leave out files that match, and findings in headers "
                     "that match; may be repeated"),
            cl::value_desc("glob"), cl::sub(Project), cl::cat(Category));
static cl::list<std::string>
    ExtraArg("extra-arg", cl::desc("Append this to the compiler's arguments"),
             cl::value_desc("argument"), cl::sub(Analysing), cl::cat(Category));
static cl::list<std::string> ExtraArgBefore(
    "extra-arg-before", cl::desc("Put this before the compiler's arguments"),
    cl::value_desc("argument"), cl::sub(Analysing), cl::cat(Category));
static cl::list<std::string> RemovedArg(
    "removed-arg", cl::desc("Remove this from the compiler's arguments"),
    cl::value_desc("argument"), cl::sub(Analysing), cl::cat(Category));
static cl::opt<bool> ReportUnusedSuppressions(
    "report-unused-suppressions",
    cl::desc("Report NOLINT comments that name checks of async-tidy and "
             "suppress nothing"),
    cl::sub(Checking), cl::cat(Category));
static cl::opt<std::string> ProjectRoot(
    "project-root",
    cl::desc("Skip function bodies in headers outside of this folder "
             "(default: the root of the repository, or the folder that all "
             "files share)"),
    cl::value_desc("folder"), cl::sub(Rooted), cl::cat(Category));
static cl::list<std::string> ModelsFrom(
    "models-from",
    cl::desc("Also read models from this folder; by default, only those of "
             "the project are read (may be repeated)"),
    cl::value_desc("folder"), cl::sub(Analysing), cl::cat(Category));
static cl::opt<std::string>
    Jobs("j", cl::desc("Files to analyse in parallel (default: one per core)"),
         cl::value_desc("N"), cl::Prefix, cl::sub(Project), cl::cat(Category));
static cl::opt<std::string> Timeout(
    "timeout",
    cl::desc("Give up on a file after this time; 0 for never (default: 600)"),
    cl::value_desc("seconds"), cl::init("600"), cl::sub(Analysing),
    cl::cat(Category));
static cl::opt<bool> Quiet("q", cl::desc("Print neither progress nor summary"),
                           cl::sub(Everything), cl::cat(Category));
static cl::alias QuietLong("quiet", cl::desc("Alias for -q"),
                           cl::aliasopt(Quiet), cl::cat(Category));
static cl::opt<std::string>
    CacheFolder("cache-dir",
                cl::desc("Where to cache results (default: "
                         "$XDG_CACHE_HOME/async-tidy)"),
                cl::value_desc("folder"), cl::sub(Project), cl::cat(Category));
static cl::opt<bool> NoCache("no-cache",
                             cl::desc("Neither read nor write the cache"),
                             cl::sub(Project), cl::cat(Category));
static cl::opt<std::string> FormatWord(
    "format",
    cl::desc("Output format: text, json, sarif, github, gitlab or html"),
    cl::value_desc("name"), cl::init("text"), cl::sub(Checking),
    cl::cat(Category));
static cl::list<std::string> OutputWords(
    "output",
    cl::desc("Write a report in this format to this file, or to standard "
             "output; may be repeated"),
    cl::value_desc("format[:file]"), cl::sub(Checking), cl::cat(Category));
static cl::opt<std::string> Trend(
    "trend",
    cl::desc("Compare the html report with this earlier html or json report"),
    cl::value_desc("file"), cl::sub(Checking), cl::cat(Category));
static cl::opt<std::string>
    Label("label",
          cl::desc("Name this run in the html report, for instance with a date "
                   "or a revision"),
          cl::value_desc("text"), cl::sub(Checking), cl::cat(Category));
static cl::opt<std::string>
    FailOnWord("fail-on",
               cl::desc("The lowest severity that makes the exit code 1: low, "
                        "medium, high or never"),
               cl::value_desc("severity"), cl::init("low"), cl::sub(Reporting),
               cl::cat(Category));
static cl::opt<std::string>
    BaselineFile("baseline",
                 cl::desc("Leave out the findings that this file lists"),
                 cl::value_desc("file"), cl::sub(Reporting), cl::cat(Category));
static cl::opt<std::string> WriteBaselineFile(
    "write-baseline", cl::desc("List all findings in this file"),
    cl::value_desc("file"), cl::sub(Checking), cl::cat(Category));
static cl::opt<std::string>
    DiffRef("diff",
            cl::desc("Report only on lines that changed since this commit"),
            cl::value_desc("ref"), cl::sub(Reporting), cl::cat(Category));

static cl::opt<std::string> Output("o", cl::desc("The output file"),
                                   cl::value_desc("file"), cl::sub(Writing),
                                   cl::cat(Category));
static cl::opt<bool>
    ShowStatistics("statistics",
                   cl::desc("Print the time of each phase, check and file"),
                   cl::sub(Analysing), cl::cat(Category));
static cl::opt<bool> NoIndex("no-index",
                             cl::desc("Do not use the project index"),
                             cl::sub(Reporting), cl::cat(Category));

static cl::opt<std::string> ShardText(
    "shard",
    cl::desc("Analyse only part I of N of the files, and write the results to "
             "the file that -o names, for async-tidy merge"),
    cl::value_desc("I/N"), cl::sub(JustChecking), cl::cat(Category));
static cl::opt<std::string> CostsFile(
    "costs",
    cl::desc("With --shard, divide the files by the times that this file "
             "lists"),
    cl::value_desc("file"), cl::sub(JustChecking), cl::cat(Category));
static cl::opt<std::string> WriteCostsFile(
    "write-costs",
    cl::desc("List how long the analysis of each file took in this file, for "
             "--costs"),
    cl::value_desc("file"), cl::sub(Checking), cl::cat(Category));

static cl::opt<bool>
    DryRun("dry-run",
           cl::desc("Print the changes as a unified diff, and change "
                    "nothing"),
           cl::sub(Fixing), cl::cat(Category));
static cl::opt<bool> Interactive("i", cl::desc("Ask about each fix"),
                                 cl::sub(Fixing), cl::cat(Category));
static cl::alias InteractiveLong("interactive", cl::desc("Alias for -i"),
                                 cl::aliasopt(Interactive), cl::cat(Category));
static cl::opt<bool>
    FixNotes("fix-notes",
             cl::desc("If a finding has no fix of its own, apply the fix "
                      "of its notes, provided that there is only one"),
             cl::sub(Fixing), cl::cat(Category));
static cl::opt<std::string> FormatStyle(
    "format-style",
    cl::desc("Format edited code in this style: file (default; uses "
             ".clang-format if there is one), none, or a style of "
             "clang-format"),
    cl::value_desc("style"), cl::init("file"), cl::sub(Fixing),
    cl::cat(Category));

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

static const Entry *commandOf(StringRef Word) {
  const Entry *Found = llvm::find_if(
      Commands, [&](const Entry &Each) { return Each.Sub.getName() == Word; });
  return Found == std::end(Commands) ? nullptr : Found;
}

std::string withDashes(StringRef Option) {
  return ((Option.size() == 1 ? "-" : "--") + Option).str();
}

/// The option \p Option of any command; null if no command has it.
static cl::Option *findOption(StringRef Option) {
  for (const Entry &Each : Commands)
    if (cl::Option *Found = Each.Sub.OptionsMap.lookup(Option))
      return Found;
  return nullptr;
}

/// Puts the command in \p Args, which may follow options, first. Null if there
/// is none.
static const Entry *takeCommand(std::vector<const char *> &Args) {
  for (size_t I = 1; I < Args.size(); ++I) {
    StringRef Arg = Args[I];
    if (Arg == "--")
      return nullptr;
    if (Arg.size() > 1 && Arg.front() == '-') {
      cl::Option *Option = findOption(Arg.ltrim('-'));
      // Its value is the next argument.
      I += Option && Option->getValueExpectedFlag() == cl::ValueRequired;
      continue;
    }
    const Entry *Found = commandOf(Arg);
    if (Found && (I == 1 || !llvm::sys::fs::exists(Arg))) {
      std::rotate(Args.begin() + 1, Args.begin() + I, Args.begin() + I + 1);
      return Found;
    }
    return nullptr;
  }
  return nullptr;
}

/// An error if an option in \p Args is for other commands than \p Chosen.
static llvm::Error testOptions(llvm::ArrayRef<const char *> Args,
                               const Entry &Chosen) {
  for (StringRef Arg : Args) {
    if (Arg == "--")
      break;
    StringRef Name = Arg.split('=').first;
    if (!Name.consume_front("-"))
      continue;
    Name.consume_front("-");
    // Options that all commands have are in none of these maps.
    if (Chosen.Sub.OptionsMap.lookup(Name) || !findOption(Name))
      continue;
    std::vector<StringRef> Takers;
    for (const Entry &Each : Commands)
      if (Each.Sub.OptionsMap.lookup(Name))
        Takers.push_back(Each.Sub.getName());
    std::string Text = llvm::join(llvm::ArrayRef(Takers).drop_back(), ", ");
    return userError(withDashes(Name) + " is for async-tidy " + Text +
                     (Text.empty() ? "" : " and ") + Takers.back());
  }
  return llvm::Error::success();
}

/// The words that the value of \p Option may be.
static std::vector<std::string> valuesOf(StringRef Option) {
  if (Option == "format" || Option == "output")
    return formatWords();
  if (Option == "fail-on")
    return failOnWords();
  if (Option == "preset")
    return {"async"};
  if (Option == "format-style")
    return {"file",    "none",   "llvm",      "google", "chromium",
            "mozilla", "webkit", "microsoft", "gnu"};
  std::vector<std::string> Checks;
  if (Option == "checks" || Option == "warnings-as-errors")
    for (const CheckInfo &Each : listedChecks())
      Checks.push_back(Each.Name.str());
  return Checks;
}

std::vector<CommandInfo> commandTable() {
  std::vector<CommandInfo> Table;
  for (const Entry &Each : Commands) {
    CommandInfo &New = Table.emplace_back();
    New.Name = Each.Sub.getName().str();
    New.Summary = Each.Sub.getDescription().str();
    New.Operands = Each.Operands.str();
    New.Details = Each.Details.str();
    if (Each.Do == Command::Explain)
      New.Words = valuesOf("checks");
    if (Each.Do == Command::Completion)
      New.Words = shellWords();
    New.TakesPaths = Each.Do == Command::Check || Each.Do == Command::Fix ||
                     Each.Do == Command::Summarize ||
                     Each.Do == Command::Link || Each.Do == Command::Merge;
    for (const auto &[Name, Option] : Each.Sub.OptionsMap)
      if (llvm::is_contained(Option->Categories, &Category))
        New.Options.push_back({Name.str(), Option->ValueStr.str(),
                               Option->HelpStr.str(), valuesOf(Name)});
    llvm::sort(New.Options, [](const OptionInfo &A, const OptionInfo &B) {
      return A.Name < B.Name;
    });
  }
  return Table;
}

/// An error if what \p Asked writes to, or takes, does not go with its command.
static llvm::Error testOutput(const Options &Asked) {
  const std::vector<std::string> &Paths = Asked.Select.Paths;
  switch (Asked.Do) {
  case Command::Check:
    if (Asked.Part && Asked.Output.empty())
      return userError("name the file for the results of the shard: "
                       "async-tidy --shard=I/N -o PART");
    if (Asked.Part &&
        (!WriteBaselineFile.empty() || !BaselineFile.empty() ||
         !WriteCostsFile.empty() || !DiffRef.empty() || !OutputWords.empty() ||
         !Trend.empty() || !Label.empty() ||
         FormatWord.getNumOccurrences() || ReportUnusedSuppressions))
      return userError("--shard writes no report: pass report options to "
                       "async-tidy merge");
    if (Asked.Part && !Paths.empty())
      return userError(
          "--shard divides all files of the project, so it takes no "
          "PATH; use --exclude to leave files out");
    if (!Asked.Part && !Asked.Costs.empty())
      return userError("--costs divides the files among shards: "
                       "async-tidy --shard=I/N --costs=FILE -o PART");
    if (!Asked.WriteCosts.empty() && !Paths.empty())
      return userError("--write-costs is for all files of the project, so it "
                       "takes no PATH");
    if (!Asked.Part && !Asked.Output.empty())
      return userError("-o is for async-tidy index, summarize, link and "
                       "--shard; name the file of a report with --output");
    return llvm::Error::success();
  case Command::Merge:
    if (Asked.Parts.empty())
      return userError("name the files that async-tidy --shard wrote: "
                       "async-tidy merge PART ...");
    return llvm::Error::success();
  case Command::Index:
    if (!Paths.empty())
      return userError(
          "async-tidy index reads all files and takes no PATH; use "
          "-p if the compilation database is elsewhere");
    return llvm::Error::success();
  case Command::Summarize:
    if (Paths.size() != 1 || Asked.Output.empty())
      return userError("name one file, and the output file for its summary: "
                       "async-tidy summarize FILE -o FILE.ats");
    return llvm::Error::success();
  case Command::Link:
    if (Paths.empty() || Asked.Output.empty())
      return userError("name the summaries, and the output file for the index: "
                       "async-tidy link *.ats -o .async-tidy/index");
    return llvm::Error::success();
  default:
    return llvm::Error::success();
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
      return userError("--output=" + Word +
                       " needs a file name after the colon");
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

/// The text of `--help` before the list of options.
static std::string overviewOf(const Entry *Named) {
  std::string Text = "Finds misuse of asynchrony in C++.\n";
  auto Add = [&](StringRef Paragraph) {
    Text += '\n';
    size_t Column = 0;
    for (StringRef Word : llvm::split(Paragraph, ' ')) {
      if (Column && Column + 1 + Word.size() > 80) {
        Text += '\n';
        Column = 0;
      }
      if (Column)
        Text += ' ';
      Text += Word;
      Column += Word.size() + (Column > 0);
    }
    Text += '\n';
  };
  if (Named) {
    Text = "async-tidy " + Named->Sub.getName().str() + " " +
           Named->Operands.str() + "\n";
    if (!Named->Details.empty())
      Add(Named->Details);
    return Text;
  }
  Text += "\n  async-tidy [check] [-p BUILD] [PATH ...]\n"
          "  async-tidy fix [-p BUILD] [PATH ...]\n"
          "  async-tidy explain CHECK\n";
  Add(AboutPaths);
  Add("Exit code: 0 no findings, 1 findings, 2 usage or configuration error, 3 "
      "a file could not be analysed.");
  return Text;
}

llvm::Expected<Options> parseOptions(int argc, const char **argv) {
  Options Result;
  std::string Why;
  Result.Select.Given =
      tooling::FixedCompilationDatabase::loadFromCommandLine(argc, argv, Why);

  std::vector<const char *> Args(argv, argv + argc);
  const Entry *Named = takeCommand(Args);
  const Entry &Chosen = Named ? *Named : Commands[0];
  Result.Do = Chosen.Do;
  if (llvm::Error Wrong = testOptions(Args, Chosen))
    return std::move(Wrong);
  cl::HideUnrelatedOptions(Category);
  cl::SetVersionPrinter(printVersion);
  std::string Problem;
  llvm::raw_string_ostream Problems(Problem);
  if (!cl::ParseCommandLineOptions(Args.size(), Args.data(), overviewOf(Named),
                                   &Problems)) {
    // "async-tidy: Unknown command line argument '-x'.  Try: ..."
    StringRef Line = StringRef(Problem).split('\n').first;
    Line = Line.substr(Line.find(": ") + 2).split("  Try").first;
    return userError(Line.rtrim(". ").str() + " (see async-tidy " +
                     (Named ? Named->Sub.getName() + " " : "") + "--help)");
  }

  for (const cl::opt<std::string> *Option :
       {&Build, &ProjectRoot, &CacheFolder, &BaselineFile, &WriteBaselineFile,
        &DiffRef, &Output, &ShardText, &CostsFile, &WriteCostsFile, &Trend,
        &Label})
    if (Option->getNumOccurrences() && Option->empty())
      return userError(withDashes(Option->ArgStr) + " needs a value");

  llvm::SmallString<256> Here;
  if (std::error_code EC = llvm::sys::fs::current_path(Here))
    return userError("the current folder cannot be used: " + EC.message());
  Result.Select.Here = Here.str().str();
  Result.Select.Build = Build;
  // Only the operands of one command can be non-empty.
  auto Take = [&](const std::vector<std::string> &Operands) {
    llvm::append_range(Result.Select.Paths, Operands);
  };
  Take(Paths);
  Take(SummarizedFile);
  Take(LinkedFiles);
  Take(ExplainedCheck);
  Take(Shell);
  Take(Unwanted);
  Result.Parts = MergedFiles;
  if (!ShardText.empty()) {
    Result.Part = shardFrom(ShardText);
    if (!Result.Part)
      return userError("--shard=" + ShardText +
                       ": expected I/N, such as 1/3: part I of N, which is at "
                       "most 100000");
  }
  if (!CostsFile.empty())
    Result.Costs = absolutePath(CostsFile, Here);
  if (!WriteCostsFile.empty())
    Result.WriteCosts = absolutePath(WriteCostsFile, Here);
  Result.Select.Excluded = Exclude;
  for (const std::string &Folder : ModelsFrom) {
    Result.ModelFolders.push_back(absolutePath(Folder, Here));
    if (!llvm::sys::fs::is_directory(Result.ModelFolders.back()))
      return userError("--models-from: no such folder: " + Folder);
  }
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
    Result.Select.ProjectRoot = Result.ProjectRoot;
  }
  if (!Output.empty())
    Result.Output = absolutePath(Output, Here);
  if (llvm::Error Wrong = testOutput(Result))
    return std::move(Wrong);
  if (Result.Do == Command::Fix)
    if (llvm::Error Wrong = testFormatStyle(FormatStyle))
      return std::move(Wrong);
  Result.IsDryRun = DryRun;
  Result.Asks = Interactive;
  Result.FixesNotes = FixNotes;
  Result.FormatStyle = FormatStyle;
  if (Result.Do == Command::Link)
    return Result;
  const std::vector<std::string> &Operands = Result.Select.Paths;
  switch (Result.Do) {
  case Command::Explain:
    if (Operands.size() != 1)
      return userError("name one check: async-tidy explain CHECK (see "
                       "async-tidy list)");
    return Result;
  case Command::Completion:
    if (Operands.size() != 1 ||
        !llvm::is_contained(shellWords(), Operands.front()))
      return userError("name one shell: async-tidy completion " +
                       Chosen.Operands);
    return Result;
  case Command::List:
  case Command::Models:
  case Command::Man:
    if (!Operands.empty())
      return userError("async-tidy list, models and man take no arguments");
    return Result;
  default:
    break;
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
  // Build systems keep summaries themselves.
  if (!NoCache && Result.Do != Command::Summarize)
    Result.CacheFolder = CacheFolder.empty() ? defaultCacheFolder()
                                             : absolutePath(CacheFolder, Here);
  auto Reports = parseReports(Here);
  if (!Reports)
    return Reports.takeError();
  Result.Reports = std::move(*Reports);
  if (Result.Do != Command::Check && Result.Do != Command::Merge)
    Result.Reports = {{Format::Text, ""}};
  for (const cl::opt<std::string> *Option : {&Trend, &Label})
    if (!Option->empty() &&
        llvm::none_of(Result.Reports, [](const ReportTo &Each) {
          return Each.As == Format::Html;
        }))
      return userError(withDashes(Option->ArgStr) +
                       " is for the html report: add --output=html:FILE");
  if (!Trend.empty())
    Result.Former = absolutePath(Trend, Here);
  Result.Label = Label;
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
