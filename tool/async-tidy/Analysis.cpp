//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis.h"
#include "AsyncCheck.h"
#include "BodyPolicy.h"
#include "Compat.h"
#include "CompilerFlags.h"
#include "FilePaths.h"
#include "FindingLog.h"
#include "IndexFile.h"
#include "IndexOffer.h"
#include "OptionNames.h"
#include "OutputFlags.h"
#include "Preset.h"
#include "ProjectRoot.h"
#include "RemovedKeys.h"
#include "Report.h"
#include "ResourceHeaders.h"
#include "SummaryRequest.h"
#include "index/ProjectIndex.h"
#include "index/SummaryFile.h"
#include "model/InputFile.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/SourceMgr.h"
#include <unistd.h>

using llvm::StringRef;

namespace clang::tidy::async {

std::string AnalysisOptions::str() const {
  std::string Text;
  for (const std::string &Part :
       {Checks, WarningsAsErrors, HeaderFilter.value_or("\1"), ProjectRoot,
        BuildFolder, std::to_string(int(Summary)),
        std::string(UsesIndex ? "" : "without index")}) {
    Text += Part;
    Text += '\0';
  }
  for (const std::string &Folder : ModelFolders) {
    Text += Folder;
    Text += '\0';
  }
  Text += IsPreset ? 'p' : 'o';
  Text += IsOfProgram ? 'p' : 'o';
  return Text;
}

static constexpr llvm::StringLiteral OurChecks = "async-*";

std::vector<std::string> checksOf(StringRef Checks) {
  ClangTidyOptions Options = ClangTidyOptions::getDefaults();
  Options.Checks = ("-*," + Checks).str();
  return namesOfChecks(Options);
}

std::vector<std::string> allChecks() { return checksOf("*"); }

using Clock = std::chrono::steady_clock;

static double secondsSince(Clock::time_point Begin) {
  return std::chrono::duration<double>(Clock::now() - Begin).count();
}

double AnalysisTimes::rest() const {
  double Known = Parse + Facts + Index;
  for (const auto &[Name, Seconds] : Checks)
    Known += Seconds;
  return std::max(Whole - Known, 0.0);
}

namespace {
/// Reads options as clang-tidy does, with `.clang-tidy`, except for the
/// selection of checks.
class LintOptionsProvider : public FileOptionsProvider {
public:
  LintOptionsProvider(const AnalysisOptions &Options,
                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FS)
      : FileOptionsProvider(ClangTidyGlobalOptions(), defaults(), {}, FS),
        Options(Options), Files(FS) {
    // clang-tidy prints what is wrong with a file, and continues without it.
    ConfigHandlers = {{".clang-tidy", [this](llvm::MemoryBufferRef Text) {
                         return parse(Text);
                       }}};
  }

  /// The problems in the configuration of the file.
  std::vector<ReportedFinding> takeProblems(const ClangTidyOptions &Of) {
    static const ClangTidyOptions::OptionMap Known = knownOptions(onlyOurs());
    for (const auto &Option : Of.CheckOptions)
      if (std::string Why = problemOfOption(Option.first(), Known);
          !Why.empty())
        addProblem("", 0, Why);
    return std::move(Problems);
  }

  /// Remarks about the configuration, which is valid.
  std::vector<ReportedFinding> takeRemarks() { return std::move(Remarks); }

  std::vector<OptionsSource> getRawOptions(StringRef File) override {
    std::vector<OptionsSource> All;
    if (canReadConfiguration(File))
      All = FileOptionsProvider::getRawOptions(File);
    ClangTidyOptions Last;
    Last.Checks = "-*";
    if (Options.Checks.empty() || Options.IsPreset) {
      ClangTidyOptions Merged = ClangTidyOptions::getDefaults();
      for (const auto &[Next, Source] : All)
        Merged.mergeWith(Next, 0);
      *Last.Checks += "," + defaultIn(*Merged.Checks);
    }
    if (!Options.Checks.empty())
      *Last.Checks += "," + Options.Checks;
    if (!Options.ExtraArgs.empty())
      Last.ExtraArgs = Options.ExtraArgs;
    if (!Options.ExtraArgsBefore.empty())
      Last.ExtraArgsBefore = Options.ExtraArgsBefore;
    Last.HeaderFilterRegex = Options.HeaderFilter;
    if (!Options.WarningsAsErrors.empty())
      Last.WarningsAsErrors = Options.WarningsAsErrors;
    All.emplace_back(std::move(Last), "the command line");
    return All;
  }

private:
  /// clang-tidy ignores a `.clang-tidy` that is not a file, and reads one of
  /// any size.
  bool canReadConfiguration(StringRef File) {
    bool IsReadable = true;
    for (StringRef Folder = llvm::sys::path::parent_path(File); !Folder.empty();
         Folder = llvm::sys::path::parent_path(Folder)) {
      llvm::SmallString<256> Path(Folder);
      llvm::sys::path::append(Path, ".clang-tidy");
      if (llvm::Error Why = testInput(Path, *Files, MaxWrittenBytes)) {
        std::string Text = llvm::toString(std::move(Why));
        IsReadable = false;
        if (Unreadable.insert(Path).second)
          addProblem(Path, 0, "cannot read this configuration: " + Text);
      }
    }
    return IsReadable;
  }

  llvm::ErrorOr<ClangTidyOptions> parse(llvm::MemoryBufferRef Text) {
    if (auto Line = lineNestedTooDeeply(Text.getBuffer())) {
      StringRef Rest = Text.getBuffer();
      for (unsigned I = 1; I < *Line; ++I)
        Rest = Rest.split('\n').second;
      addProblem(Text.getBufferIdentifier(),
                 Rest.data() - Text.getBufferStart(), nestingProblem());
      return ClangTidyOptions();
    }
    std::vector<RemovedKey> Removed;
    std::string Kept = withoutRemovedKeys(Text, Removed);
    for (const RemovedKey &Key : Removed)
      Remarks.push_back(
          about(Text.getBufferIdentifier(), Key.Offset,
                "left out '" + Key.Name + "', which clang-tidy no longer has"));
    return parseConfigurationWithDiags(
        llvm::MemoryBufferRef(Kept, Text.getBufferIdentifier()),
        [&](const llvm::SMDiagnostic &Why) {
          if (Why.getKind() != llvm::SourceMgr::DK_Error)
            return;
          StringRef Rest = Text.getBuffer();
          for (int Line = 1; Line < Why.getLineNo(); ++Line)
            Rest = Rest.split('\n').second;
          addProblem(Text.getBufferIdentifier(),
                     Rest.data() - Text.getBufferStart() +
                         std::max(0, Why.getColumnNo()),
                     Why.getMessage());
        });
  }

  static ReportedFinding
  about(StringRef File, unsigned Offset, const llvm::Twine &What,
        ReportedFinding::Level Level = ReportedFinding::Remark) {
    ReportedFinding New("clang-tidy-config", Level, "");
    New.Message = tooling::DiagnosticMessage(What.str());
    New.Message.FilePath = File.str();
    New.Message.FileOffset = Offset;
    return New;
  }

  void addProblem(StringRef File, unsigned Offset, const llvm::Twine &What) {
    Problems.push_back(about(File, Offset, What, ReportedFinding::Error));
  }

  static ClangTidyOptions onlyOurs() {
    ClangTidyOptions Options = ClangTidyOptions::getDefaults();
    Options.Checks = "-*," + OurChecks.str();
    return Options;
  }

  static ClangTidyOptions defaults() {
    ClangTidyOptions Options = ClangTidyOptions::getDefaults();
    // clang-tidy does this since LLVM 22.
    Options.HeaderFilterRegex = ".*";
    return Options;
  }

  /// What runs by default where `.clang-tidy` says \p Checks: what that leaves
  /// on; empty if it switches everything off.
  const std::string &defaultIn(const std::string &Checks) {
    auto [It, IsNew] = DefaultIn.try_emplace(Checks);
    if (!IsNew)
      return It->second;
    std::string &Result = It->second;
    std::vector<std::string> SwitchedOff;
    bool IsAllOff = false;
    llvm::SmallVector<StringRef, 16> Globs;
    llvm::SplitString(Checks, Globs, ",\n");
    for (StringRef Each : Globs) {
      Each = Each.trim();
      if (Each.empty())
        continue;
      // What comes later is on again.
      IsAllOff = Each == "-*" || (IsAllOff && Each.starts_with("-"));
      if (Each.starts_with("-") && Each != "-*")
        SwitchedOff.push_back(Each.str());
    }
    if (IsAllOff)
      return Result;
    std::vector<std::string> Ours;
    if (StringRef(Checks).contains("async") || StringRef(Checks).contains("*"))
      for (std::string &Name : checksOf(Checks))
        if (StringRef(Name).starts_with("async-"))
          Ours.push_back(std::move(Name));
    Result = Options.IsPreset ? presetChecks() : OurChecks.str();
    // One that is about other checks leaves ours on, as far as it names none.
    if (!Ours.empty())
      Result += ",-async-*," + llvm::join(Ours, ",");
    for (const std::string &Each : SwitchedOff)
      if (Ours.empty() || !StringRef(Each).starts_with("-async"))
        Result += "," + Each;
    return Result;
  }

  const AnalysisOptions &Options;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  llvm::StringSet<> Unreadable;
  std::vector<ReportedFinding> Problems;
  std::vector<ReportedFinding> Remarks;
  llvm::StringMap<std::string> DefaultIn;
};

/// True if no enabled check needs the bodies that are skipped for speed.
bool isForFastParse(const std::vector<std::string> &Checks) {
  return llvm::all_of(Checks, [](StringRef Name) {
    return Name.starts_with("async-") || isInPreset(Name);
  });
}

class LintActions : public tooling::FrontendActionFactory {
public:
  LintActions(ClangTidyContext &Context, const AnalysisOptions &Options,
              bool IsFast, SuppressionReader &Comments, AnalysisTimes &Times)
      : Consumers(Context), Options(Options), IsFast(IsFast),
        Comments(Comments), Times(Times) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<Action>(*this);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation,
                     FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Diagnostics) override {
    dropOutputs(*Invocation);
    // As clang-tidy does.
    Invocation->getPreprocessorOpts().SetUpStaticAnalyzer = true;
    FrontendOptions &Frontend = Invocation->getFrontendOpts();
    Frontend.SkipFunctionBodies = IsFast;
    // The next file needs the memory.
    Frontend.DisableFree = false;
    return FrontendActionFactory::runInvocation(Invocation, Files, Containers,
                                                Diagnostics);
  }

private:
  /// Takes the time at the end of parsing.
  class EndOfParse : public ASTConsumer {
  public:
    EndOfParse(AnalysisTimes &Times, Clock::time_point Begin)
        : Times(Times), Begin(Begin) {}

    void HandleTranslationUnit(ASTContext &) override {
      Times.Parse += secondsSince(Begin);
    }

  private:
    AnalysisTimes &Times;
    Clock::time_point Begin;
  };

  class Action : public ASTFrontendAction {
  public:
    explicit Action(LintActions &Owner) : Owner(Owner) {}

    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                   StringRef File) override {
      Compiler.getPreprocessor().addCommentHandler(&Owner.Comments);
      std::unique_ptr<ASTConsumer> Tidy =
          Owner.Consumers.createASTConsumer(Compiler, File);
      std::vector<std::unique_ptr<ASTConsumer>> All;
      if (Owner.IsFast) {
        Compiler.getDiagnostics().setIgnoreAllWarnings(true);
        All.push_back(makeBodyPolicy(Compiler, Owner.Options.ProjectRoot,
                                     Owner.Options.BuildFolder));
      }
      if (Owner.Options.MeasuresTime)
        All.push_back(std::make_unique<EndOfParse>(Owner.Times, Clock::now()));
      if (All.empty())
        return Tidy;
      All.push_back(std::move(Tidy));
      return std::make_unique<MultiplexConsumer>(std::move(All));
    }

  private:
    LintActions &Owner;
  };

  ClangTidyASTConsumerFactory Consumers;
  const AnalysisOptions &Options;
  const bool IsFast;
  SuppressionReader &Comments;
  AnalysisTimes &Times;
};

/// clang-tidy's own measurement of its checks, which it writes to a file.
class OtherChecksProfile {
public:
  explicit OtherChecksProfile(ClangTidyContext &Context) {
    if (llvm::sys::fs::createUniqueDirectory("async-tidy-profile", Folder))
      return;
    Context.setEnableProfiling(true);
    Context.setProfileStoragePrefix(Folder);
  }
  ~OtherChecksProfile() {
    if (!Folder.empty())
      llvm::sys::fs::remove_directories(Folder);
  }

  /// Adds the times of all checks but ours, once they are written.
  void addTo(std::map<std::string, double> &Checks) const {
    std::error_code EC;
    for (llvm::sys::fs::directory_iterator It(Folder, EC), End;
         !EC && It != End; It.increment(EC)) {
      auto Buffer = llvm::MemoryBuffer::getFile(It->path());
      if (!Buffer)
        continue;
      auto Parsed = llvm::json::parse((*Buffer)->getBuffer());
      if (!Parsed) {
        llvm::consumeError(Parsed.takeError());
        continue;
      }
      const llvm::json::Object *File = Parsed->getAsObject();
      const llvm::json::Object *Profile =
          File ? File->getObject("profile") : nullptr;
      if (!Profile)
        continue;
      for (const auto &[Key, Value] : *Profile) {
        StringRef Name = Key;
        if (Name.consume_front("time.clang-tidy.") &&
            Name.consume_back(".wall") && !Name.starts_with("async-"))
          Checks[Name.str()] += Value.getAsNumber().value_or(0);
      }
    }
  }

private:
  llvm::SmallString<128> Folder;
};

/// Makes all paths of a finding absolute.
class AbsolutePaths {
public:
  explicit AbsolutePaths(StringRef Folder) : Folder(Folder) {}

  ReportedFinding operator()(const ClangTidyError &Error) const {
    ReportedFinding Result(Error);
    for (const std::string &Alias : Error.EnabledDiagnosticAliases)
      Result.DiagnosticName += "," + Alias;
    if (Error.IsWarningAsError)
      Result.DiagLevel = ReportedFinding::Error;
    convert(Result.Message);
    for (tooling::DiagnosticMessage &Note : Result.Notes)
      convert(Note);
    return Result;
  }

  void operator()(Cause &Of) const {
    convert(Of.In.File);
    for (CauseStep &Step : Of.Steps)
      convert(Step.At.File);
  }

private:
  void convert(tooling::DiagnosticMessage &Message) const {
    convert(Message.FilePath);
    for (tooling::FileByteRange &Range : Message.Ranges)
      convert(Range.FilePath);
    llvm::StringMap<tooling::Replacements> Fix;
    for (auto &Entry : Message.Fix) {
      std::string Path = Entry.first().str();
      convert(Path);
      for (const tooling::Replacement &Edit : Entry.second)
        llvm::cantFail(Fix[Path].add({Path, Edit.getOffset(), Edit.getLength(),
                                      Edit.getReplacementText()}));
    }
    Message.Fix = std::move(Fix);
  }

  void convert(std::string &Path) const {
    if (!Path.empty())
      Path = absolutePath(Path, Folder);
  }

  StringRef Folder;
};

/// The findings of a log, by check and place, which are unique.
class KnownFindings {
public:
  explicit KnownFindings(const FindingLog &Log) {
    for (const Finding &Each : Log.findings())
      ByPlace[{Each.Check, Each.At.File, Each.At.Offset}] = &Each;
  }

  /// Adds to \p To what is known about \p Error, its origin.
  void describe(const ClangTidyError &Error, ReportedFinding &To) const {
    auto Found = ByPlace.find({Error.DiagnosticName, Error.Message.FilePath,
                               Error.Message.FileOffset});
    if (Found == ByPlace.end())
      return;
    const Finding &Same = *Found->second;
    if (!To.Message.Fix.empty())
      To.FixTitle = Same.Offered.Title;
    To.Advice = Same.advice();
    To.Behind = Same.Behind;
    for (const auto &[Printed, Known] : llvm::zip(Error.Notes, Same.Notes)) {
      if (Printed.Message != Known.Text)
        return; // Another note comes in between.
      To.NoteKinds.push_back(Known.Kind);
    }
  }

private:
  std::map<std::tuple<StringRef, StringRef, unsigned>, const Finding *> ByPlace;
};
} // namespace

namespace {
/// The files of the project, by absolute path. A folder may have two names, one
/// of which is a link.
class ProjectFolder {
public:
  explicit ProjectFolder(StringRef Root) : Root(Root) {}

  bool contains(StringRef File) {
    if (Root.empty() || File.empty() || isBelow(File, Root))
      return true;
    auto [It, IsNew] = Known.try_emplace(File);
    if (IsNew)
      It->second = isBelow(realPath(File), realPath(Root));
    return It->second;
  }

private:
  static std::string realPath(StringRef Path) {
    llvm::SmallString<256> Real;
    return llvm::sys::fs::real_path(Path, Real) ? Path.str() : Real.str().str();
  }

  StringRef Root;
  llvm::StringMap<bool> Known;
};
} // namespace

/// The command line as clang-tidy would run it, but without what is another
/// compiler's, which \p Dropped gets.
static std::vector<std::string> argumentsOf(const tooling::CompileCommand &From,
                                            const ClangTidyOptions &Options,
                                            llvm::ArrayRef<std::string> Removed,
                                            llvm::vfs::FileSystem &Files,
                                            std::vector<std::string> &Dropped) {
  static const tooling::ArgumentsAdjuster Adjust = tooling::combineAdjusters(
      tooling::combineAdjusters(tooling::getClangStripOutputAdjuster(),
                                tooling::getClangSyntaxOnlyAdjuster()),
      tooling::combineAdjusters(tooling::getClangStripDependencyFileAdjuster(),
                                tooling::getStripPluginsAdjuster()));
  std::vector<std::string> Args = From.CommandLine;
  dropDriverOutputs(Args);
  Args = Adjust(Args, From.Filename);
  llvm::erase_if(Args, [&](const std::string &Arg) {
    return llvm::is_contained(removedArguments(Options), Arg) ||
           llvm::is_contained(Removed, Arg);
  });
  Dropped = adaptToClang(Args);
  useSourcesOfPrecompiled(Args, From.Directory, Files);
  // What comes before the file must come behind the program.
  std::vector<std::string> Before =
      Options.ExtraArgsBefore.value_or(std::vector<std::string>());
  if (llvm::none_of(
          Args, [](StringRef Arg) { return Arg.starts_with("-resource-dir"); }))
    // Clang's own headers are those of the linked clang, which would look for
    // them next to this program.
    llvm::append_range(Before, std::vector<std::string>{
                                   "-resource-dir", resourceFolder().str()});
  Args.insert(Args.begin() + !Args.empty(), Before.begin(), Before.end());
  if (Options.ExtraArgs)
    llvm::append_range(Args, *Options.ExtraArgs);
  dropDriverOutputs(Args);
  overrideConfiguredOutputs(Args);
  return Args;
}

static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
makeFileSystem(const NewTexts *Overlay) {
  auto Disk = llvm::vfs::getRealFileSystem();
  return Overlay ? withNewTexts(std::move(Disk), *Overlay) : Disk;
}

static void takeSeen(const RecordingFileSystem &Disk, Analysis &To) {
  for (const auto &Entry : Disk.seen())
    To.Seen.emplace_back(Entry.first().str(), Entry.second);
  llvm::sort(To.Seen, llvm::less_first());
}

/// The result for a command that cannot be run. Its dependencies are unknown,
/// so no cache keeps it.
static Analysis notAnalysed(const tooling::CompileCommand &Command,
                            const llvm::Twine &What) {
  Analysis Result;
  Result.HasErrors = true;
  ReportedFinding &Why = Result.Findings.emplace_back(
      "clang-diagnostic-error", ReportedFinding::Error, Command.Directory);
  Why.Message = tooling::DiagnosticMessage(
      (What + " does not exist: build the project, or regenerate the "
              "compilation database")
          .str());
  Why.Message.FilePath = Command.Filename;
  Why.Message.FileOffset = 0;
  return Result;
}

/// What to add to \p Message, an error of clang, about files that a build
/// makes.
static StringRef adviceOn(StringRef Message, bool HasModulesOfGcc) {
  bool IsAboutImport =
      (Message.starts_with("module '") && Message.ends_with("' not found")) ||
      Message.contains("not known to be a header unit");
  if (HasModulesOfGcc && IsAboutImport)
    return "; clang cannot read modules of GCC";
  // CMake passes the names of module files in response files.
  if (Message.starts_with("no such file or directory: '@") ||
      (Message.starts_with("module file '") && Message.contains("' not found")))
    return "; build the project first";
  return "";
}

static Analysis analyzeHere(const tooling::CompileCommand &Command,
                            const AnalysisOptions &Options, Reading How,
                            const NewTexts *Overlay, const ProjectIndex *Index,
                            AnalysisTimes &Times) {
  setProjectRoot(Options.ProjectRoot);
  std::vector<std::string> ModelFolders = Options.ModelFolders;
  ModelFolders.push_back(Options.ProjectRoot);
  readModelsOnlyFrom(std::move(ModelFolders));
  setIndexUsed(Options.UsesIndex);
  Analysis Result;
  auto Disk = llvm::makeIntrusiveRefCnt<RecordingFileSystem>(
      Command.Directory, makeFileSystem(Overlay));
  std::string File = absolutePath(Command.Filename, Command.Directory);

  auto Provider = std::make_unique<LintOptionsProvider>(Options, Disk);
  LintOptionsProvider &Configuration = *Provider;
  ClangTidyContext Context(std::move(Provider));
  Context.setCurrentFile(File);
  Result.Findings = Configuration.takeProblems(Context.getOptions());
  if (!Result.Findings.empty()) {
    // The user's intention is unknown, as with models that cannot be read.
    Result.HasErrors = true;
    takeSeen(*Disk, Result);
    return Result;
  }
  Result.Findings = Configuration.takeRemarks();
  std::vector<std::string> Enabled = checksOf(*Context.getOptions().Checks);
  if (Enabled.empty()) {
    Result.IsSwitchedOff = true;
    takeSeen(*Disk, Result);
    return Result;
  }
  bool IsFast = How == Reading::Needed && isForFastParse(Enabled);
  ClangTidyDiagnosticConsumer Consumer(Context);
  auto Engine = makeDiagnosticsEngine(Context, Consumer);
  auto Files = llvm::makeIntrusiveRefCnt<FileManager>(
      FileSystemOptions(), withResourceHeaders(Disk));
  SuppressionReader Comments;
  LintActions Actions(Context, Options, IsFast, Comments, Times);
  std::optional<OtherChecksProfile> Others;
  if (Options.MeasuresTime && !llvm::all_of(Enabled, [](StringRef Name) {
        return Name.starts_with("async-");
      }))
    Others.emplace(Context);
  std::vector<std::string> Args =
      argumentsOf(Command, Context.getOptions(), Options.RemovedArgs, *Disk,
                  Result.DroppedFlags);
  DiagnosticOptionsPtr AboutCommand = diagnosticOptionsOf(Args);
  tooling::ToolInvocation Invocation(
      std::move(Args), &Actions, Files.get(),
      std::make_shared<PCHContainerOperations>());
  Invocation.setDiagnosticConsumer(&Consumer);
  Invocation.setDiagnosticOptions(AboutCommand.get());
  FindingLog Log(Context);
  std::optional<SummaryRequest> Request;
  if (Options.Summary != Summarizing::Off)
    Request.emplace(Context, Options.ProjectRoot,
                    Options.Summary == Summarizing::Alone);
  std::optional<IndexOffer> Offer;
  IndexQueries Queries;
  if (Index) {
    Offer.emplace(Context, *Index);
    Index->record(&Queries);
  }
  Result.HasErrors = !Invocation.run();
  if (Others)
    Others->addTo(Times.Checks);

  AbsolutePaths Convert(Command.Directory);
  KnownFindings Known(Log);
  bool HasModulesOfGcc = llvm::any_of(Result.DroppedFlags, [](StringRef Flag) {
    return Flag.starts_with("-fmodule");
  });
  ProjectFolder Project(Options.ProjectRoot);
  for (const ClangTidyError &Error : Consumer.take()) {
    ReportedFinding &Finding = Result.Findings.emplace_back(Convert(Error));
    Known.describe(Error, Finding);
    if (Finding.Behind) {
      Convert(*Finding.Behind);
      for (CauseStep &Step : Finding.Behind->Steps)
        Step.IsOwn &= Project.contains(Step.At.File);
    }
    if (Finding.DiagnosticName == "clang-diagnostic-error")
      Finding.Message.Message +=
          adviceOn(Finding.Message.Message, HasModulesOfGcc);
    // Errors in the command line have no place of their own.
    if (Finding.Message.FilePath.empty() &&
        Finding.DiagnosticName == "clang-diagnostic-error") {
      Finding.Message.FilePath = File;
      Finding.Message.FileOffset = 0;
      Finding.Message.Message += " (from clang, about the compile command)";
    }
    Result.HasErrors |= Error.DiagnosticName == "clang-diagnostic-error";
    // Third-party code is not the user's to fix.
    if (kindOf(Finding) == FindingKind::Finding &&
        !Project.contains(Finding.Message.FilePath))
      Result.Findings.pop_back();
  }
  if (IsFast && Result.HasErrors) {
    // The skipped bodies may be the cause, so it must not be reported.
    return analyzeHere(Command, Options, Reading::Everything, Overlay, Index,
                       Times);
  }
  auto IsOfProject = [&](StringRef Path) { return Project.contains(Path); };
  llvm::append_range(Result.Findings,
                     Comments.misspelt(Command.Directory, IsOfProject));
  Result.Suppressions =
      Comments.suppressions(Log, Enabled, Command.Directory, IsOfProject);
  // What was not understood may hold what they suppress.
  for (Suppression &Each : Result.Suppressions)
    Each.IsJudged &= !Result.HasErrors;
  // Of code that is wrong nothing is known.
  if (Request && Request->Summary && !Result.HasErrors)
    Result.Summary = toBytes(*Request->Summary);
  if (Index) {
    Index->record(nullptr);
    Result.Queries = toBytes(Queries);
    Result.Answers = combinedAnswer(
        Queries, [&](const IndexQuery &Each) { return Index->answer(Each); });
  }
  takeSeen(*Disk, Result);
  return Result;
}

Analysis analyze(const tooling::CompileCommand &Command,
                 const AnalysisOptions &Options, Reading How,
                 const NewTexts *Overlay, const ProjectIndex *Index) {
  if (::chdir(Command.Directory.c_str()) != 0)
    return notAnalysed(Command, "the folder " + Command.Directory +
                                    " of its compile command");
  if (!llvm::sys::fs::exists(Command.Filename))
    return notAnalysed(Command, "the file");
  AnalysisTimes Times;
  if (Options.MeasuresTime)
    setTimesOfUnits(&Times);
  Clock::time_point Begin = Clock::now();
  Analysis Result = analyzeHere(Command, Options, How, Overlay, Index, Times);
  setTimesOfUnits(nullptr);
  Times.Whole = secondsSince(Begin);
  Result.Times = std::move(Times);
  return Result;
}

} // namespace clang::tidy::async
