//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Commands, their options, and the output generated from the table of both.

#include "DriverFixture.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

/// The words in \p Text, sorted.
static std::vector<std::string> wordsOf(StringRef Text) {
  llvm::SmallVector<StringRef, 16> Parts;
  llvm::SplitString(Text, Parts, " \n");
  std::vector<std::string> Words(Parts.begin(), Parts.end());
  llvm::sort(Words);
  Words.erase(std::unique(Words.begin(), Words.end()), Words.end());
  return Words;
}

static const std::vector<std::string> AllCommands = {
    "check", "completion", "explain", "fix",    "index",    "link",
    "list",  "man",        "merge",   "models", "summarize"};

namespace {
class Commands : public Driver {
protected:
  /// The options that `COMMAND --help` lists.
  std::vector<std::string> optionsOf(const std::string &Command) {
    ProgramResult R = tidy({Command, "--help"});
    EXPECT_EQ(R.ExitCode, 0) << R.str();
    std::vector<std::string> Options;
    for (StringRef Line : llvm::split(R.Out, '\n'))
      if (Line.consume_front("  -"))
        Options.push_back(
            "-" +
            Line.take_until([](char C) { return C == ' ' || C == '='; }).str());
    return Options;
  }

  /// The completions that bash offers for the last word of \p Line.
  std::vector<std::string> inBash(const std::string &Line) {
    ProgramResult R =
        shell("exec bash -c 'source <(\"$0\" completion bash); "
              "COMP_WORDS=(async-tidy " +
              Line +
              "); "
              "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _async_tidy; "
              "echo \"${COMPREPLY[@]}\"' \"$0\"");
    EXPECT_EQ(R.Err, "") << Line;
    return wordsOf(R.Out);
  }
};

using Words = std::vector<std::string>;
} // namespace

//===----------------------------------------------------------------------===//
// Help
//===----------------------------------------------------------------------===//

TEST_F(Commands, ShowWhatEachTakes) {
  ProgramResult R = tidy({"--help"});
  EXPECT_EQ(R.ExitCode, 0);
  for (const std::string &Command : AllCommands)
    EXPECT_EQ(count(R.Out, "\n  " + Command + " "), 1u) << Command << R.str();
  auto Has = [&](const std::string &Command, const std::string &Option) {
    return llvm::is_contained(optionsOf(Command), Option);
  };
  EXPECT_TRUE(Has("fix", "--dry-run"));
  EXPECT_FALSE(Has("check", "--dry-run"));
  EXPECT_TRUE(Has("check", "--output"));
  EXPECT_FALSE(Has("fix", "--output"));
  EXPECT_TRUE(Has("link", "-o"));
  EXPECT_FALSE(Has("link", "-p"));
  EXPECT_TRUE(Has("index", "-j"));
  EXPECT_FALSE(Has("index", "--checks"));
  EXPECT_FALSE(Has("list", "-p"));
  EXPECT_TRUE(Has("list", "-q"));
  // None of LLVM's own options.
  for (const std::string &Command : AllCommands)
    EXPECT_LE(optionsOf(Command).size(), 36u) << Command;
}

TEST_F(Commands, RefuseOptionsOfOthers) {
  add("a.cpp", Clean);
  struct {
    std::vector<std::string> Args;
    const char *Why;
  } const Cases[] = {
      {{"--dry-run"}, "--dry-run is for async-tidy fix"},
      {{"check", "-i"}, "-i is for async-tidy fix"},
      {{"fix", "--output=json"}, "--output is for async-tidy check and merge"},
      {{"-o", "x", "list"},
       "-o is for async-tidy check, index, summarize and link"},
      {{"explain", "-j4", "x"},
       "Unknown command line argument '-j4' (see async-tidy explain --help)"},
      {{"fix", "--dri-run"},
       "Unknown command line argument '--dri-run' (see async-tidy fix --help)"},
      {{"completion"}, "name one shell: async-tidy completion bash|zsh|fish"},
      {{"completion", "csh"},
       "name one shell: async-tidy completion bash|zsh|fish"},
      {{"man", "x"}, "async-tidy list, models and man take no arguments"},
  };
  for (const auto &[Args, Why] : Cases) {
    ProgramResult R = tidy(Args);
    EXPECT_EQ(R.ExitCode, 2) << R.str();
    EXPECT_EQ(R.Err, std::string("error: ") + Why + "\n");
  }
}

TEST_F(Commands, MayFollowOptions) {
  add("a.cpp", Drops);
  for (const std::vector<std::string> &Args :
       {Words{"-q", "fix", "--dry-run", "a.cpp"},
        Words{"-p", ".", "--dry-run", "fix", "-q"},
        Words{"--dry-run", "-q", "-j", "1", "fix"},
        Words{"fix", "-j1", "--dry-run", "-q", "-p=."}}) {
    ProgramResult R = tidy(Args);
    EXPECT_TRUE(StringRef(R.Out).starts_with("--- a/a.cpp\n")) << R.str();
  }
  // A file of that name is a file, unless it comes first.
  write("list", "");
  EXPECT_NE(tidy({"-q", "list"}).Err.find("list is not in the compilation"),
            std::string::npos);
  EXPECT_EQ(tidy({"-q", "list"}).Out.find("severity"), std::string::npos);
  EXPECT_NE(tidy({"list"}).Out.find("severity"), std::string::npos);
  // The value of an option is not a command.
  EXPECT_EQ(tidy({"--cache-dir", "list", "-q", "a.cpp"}).ExitCode, 1);
}

//===----------------------------------------------------------------------===//
// Completion
//===----------------------------------------------------------------------===//

TEST_F(Commands, AreCompletedInBash) {
  write("data/x.cpp", "");
  write("dump.cpp", "");
  EXPECT_EQ(inBash("expl"), Words{"explain"});
  EXPECT_EQ(inBash("fix --dr"), Words{"--dry-run"});
  EXPECT_EQ(inBash("--dr"), Words{});
  EXPECT_EQ(inBash("fix --form"), Words{"--format-style="});
  EXPECT_EQ(inBash("check --format = s"), Words{"sarif"});
  EXPECT_EQ(inBash("--fail-on ="), (Words{"high", "low", "medium", "never"}));
  EXPECT_EQ(inBash("-p d"), Words{"data"});
  EXPECT_EQ(inBash("-q fix d"), (Words{"data", "dump.cpp"}));
  EXPECT_EQ(inBash("explain async-block"),
            (Words{"async-blocking-call", "async-blocking-destructor",
                   "async-blocking-wait"}));
  EXPECT_EQ(inBash("completion f"), Words{"fish"});
  EXPECT_EQ(inBash("a.cpp -- --dr"), Words{});
  // Completion and help list the same options.
  for (const std::string &Command : AllCommands) {
    Words Offered = inBash(Command + " -");
    for (std::string &Option : Offered)
      Option = StringRef(Option).rtrim('=').str();
    for (const std::string &Option : optionsOf(Command))
      EXPECT_TRUE(llvm::is_contained(Offered, Option) ||
                  StringRef(Option).starts_with("--help") ||
                  Option == "--version")
          << Command << " " << Option;
  }
}

TEST_F(Commands, AreCompletedInFish) {
  ASSERT_TRUE(has("fish")) << NotInstalled;
  auto Offers = [&](const std::string &Line) {
    ProgramResult R =
        shell("export HOME=. && \"$0\" completion fish >c.fish && exec fish "
              "--no-config -c 'source c.fish; complete -C \"async-tidy " +
              Line + "\"'");
    EXPECT_EQ(R.ExitCode, 0) << R.str();
    Words Offered;
    for (StringRef Each : llvm::split(R.Out, '\n'))
      if (!Each.empty())
        Offered.push_back(Each.split('\t').first.str());
    return Offered;
  };
  EXPECT_EQ(Offers("expl"), Words{"explain"});
  EXPECT_EQ(Offers("fix --dr"), Words{"--dry-run"});
  EXPECT_EQ(Offers("check --dr"), Words{});
  EXPECT_EQ(Offers("--dr"), Words{});
  EXPECT_EQ(Offers("check --format=s"), Words{"--format=sarif"});
  EXPECT_EQ(Offers("explain async-blocking-w"), Words{"async-blocking-wait"});
  EXPECT_EQ(Offers("completion f"), Words{"fish"});
}

TEST_F(Commands, AreCompletedInZsh) {
  ASSERT_TRUE(has("zsh")) << NotInstalled;
  // The completion system needs a terminal, which zsh gives to a part of it.
  write("complete.zsh", R"sh(zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell "PS1= RPROMPT=; autoload -Uz compinit; compinit -u -D"
zpty -w shell "source <($DRIVER completion zsh); bindkey '^I' complete-word"
zpty -w shell 'echo REA''DY'
text=
until [[ $text == *READY* ]]; do
  zpty -r -t shell seen && text+=$seen || sleep 0.1
done
zpty -n -w shell "$LINE"$'\t'
text=
repeat 40; do zpty -r -t shell seen && text+=$seen; sleep 0.1; done
print -r -- "$text"
)sh");
  auto Offers = [&](const std::string &Line) {
    std::string Seen = shell("DRIVER=\"$0\" LINE='async-tidy " + Line +
                             "' HOME=. exec timeout 60 zsh -f complete.zsh")
                           .Out;
    llvm::erase(Seen, '\a');
    return Seen;
  };
  ProgramResult Syntax = shell("\"$0\" completion zsh >c.zsh && zsh -n c.zsh");
  EXPECT_EQ(Syntax.ExitCode, 0) << Syntax.str();
  EXPECT_EQ(Syntax.Out + Syntax.Err, "");
  std::string Seen = Offers("fix --dr");
  EXPECT_NE(Seen.find("--dry-run"), std::string::npos) << Seen;
  Seen = Offers("expl");
  EXPECT_NE(Seen.find("explain"), std::string::npos) << Seen;
  Seen = Offers("explain async-sync");
  EXPECT_NE(Seen.find("async-sync-over-async"), std::string::npos) << Seen;
}

//===----------------------------------------------------------------------===//
// The manual page
//===----------------------------------------------------------------------===//

TEST_F(Commands, AreDescribedInTheManual) {
  ASSERT_TRUE(has("man")) << NotInstalled;
  ProgramResult R = shell("export MANWIDTH=100 LC_ALL=C.UTF-8; \"$0\" man "
                          ">async-tidy.1; man --warnings -E "
                          "UTF-8 -l async-tidy.1 | col -b");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(R.Err, "");
  EXPECT_NE(R.Out.find("async-tidy - find misuse of asynchrony in C++"),
            std::string::npos)
      << R.str();
  for (const std::string &Command : AllCommands) {
    EXPECT_NE(R.Out.find("\n       " + Command), std::string::npos) << Command;
    for (const std::string &Option : optionsOf(Command))
      EXPECT_TRUE(StringRef(Option).starts_with("--help") ||
                  Option == "--version" ||
                  R.Out.find("\n       " + Option) != std::string::npos)
          << Option;
  }
}

TEST_F(Commands, AreInstalledWithTheirPages) {
  ProgramResult R =
      runProgram({"cmake", "--install", ASYNC_TIDY_BUILD_DIR, "--component",
                  "driver", "--prefix", path("usr")});
  ASSERT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(read("usr/share/man/man1/async-tidy.1"), tidy({"man"}).Out);
  EXPECT_EQ(read("usr/share/bash-completion/completions/async-tidy"),
            tidy({"completion", "bash"}).Out);
  EXPECT_EQ(read("usr/share/zsh/site-functions/_async-tidy"),
            tidy({"completion", "zsh"}).Out);
  EXPECT_EQ(read("usr/share/fish/vendor_completions.d/async-tidy.fish"),
            tidy({"completion", "fish"}).Out);
  EXPECT_EQ(runProgram({path("usr/bin/async-tidy"), "list"}).Out,
            tidy({"list"}).Out);
}

} // namespace clang::tidy::async::test
