//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The files for continuous integration, run as the services run them.

#include "PackageFixture.h"
#include "llvm/ADT/StringExtras.h"
#include <regex>

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class Ci : public Package {
protected:
  Ci() {
    add("blocks.cpp", Blocks);
    add("clean.cpp", Clean);
  }

  /// Runs \p Script with the program in PATH and a name for git's commits.
  ProgramResult withProgram(const std::string &Script) {
    return shell("export PATH=\"$(dirname \"$0\"):$PATH\" HOME=$PWD "
                 "GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@t "
                 "GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@t; unset "
                 "GITHUB_BASE_REF GITHUB_WORKSPACE; " +
                 Script);
  }

  /// Runs the steps of the action with these inputs.
  ProgramResult action(const std::string &Inputs,
                       const std::string &Before = "") {
    return withProgram(Before + " " + RunSteps +
                       " github " ASYNC_TIDY_SOURCE_DIR " build=. " + Inputs);
  }

  ProgramResult gitlab(const std::string &Variables) {
    return withProgram(RunSteps +
                       " gitlab " ASYNC_TIDY_SOURCE_DIR
                       "/ci/gitlab.yml async-tidy "
                       "ASYNC_TIDY_BUILD=. " +
                       Variables);
  }

  const std::string RunSteps =
      ASYNC_TIDY_PYTHON " " ASYNC_TIDY_TEST_DIR "/package/run-steps.py";
};
} // namespace

//===----------------------------------------------------------------------===//
// GitHub
//===----------------------------------------------------------------------===//

TEST_F(Ci, GithubShowsFindingsAndUploadsThem) {
  ProgramResult R = action("upload-sarif=true");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "uses github/codeql-action/upload-sarif@v3 "
                         "{\"sarif_file\": \"async-tidy.sarif\""),
            1u)
      << R.str();
  EXPECT_EQ(count(read("async-tidy.sarif"), "\"ruleId\""), 1u);
  // Not unless it was asked for; a run may have findings and pass.
  R = action("'arguments=--fail-on=never  --checks=-*,async-blocking-call'");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "uses "), 0u) << R.str();
}

TEST_F(Ci, GithubMatchesFindingsInTheLog) {
  ProgramResult R = action("");
  EXPECT_EQ(count(R.Out, "::add-matcher::" ASYNC_TIDY_SOURCE_DIR
                         "/ci/problem-matcher.json\n"),
            1u)
      << R.str();
  EXPECT_EQ(count(R.Out, "::remove-matcher owner=async-tidy::\n"), 1u);
  llvm::Expected<llvm::json::Value> Json = llvm::json::parse(
      *readFile(ASYNC_TIDY_SOURCE_DIR "/ci/problem-matcher.json"));
  ASSERT_TRUE(bool(Json));
  const llvm::json::Object &Pattern =
      *(*(*Json->getAsObject()->getArray("problemMatcher"))[0]
             .getAsObject()
             ->getArray("pattern"))[0]
           .getAsObject();
  const std::regex Regex(Pattern.getString("regexp")->str());
  std::vector<std::string> Matched;
  for (StringRef Line : llvm::split(R.Out, '\n')) {
    std::string Text = Line.str();
    std::smatch Match;
    if (!std::regex_match(Text, Match, Regex))
      continue;
    for (const char *Key :
         {"file", "line", "column", "severity", "message", "code"})
      Matched.push_back(Match[*Pattern.getInteger(Key)]);
  }
  EXPECT_EQ(Matched, (std::vector<std::string>{
                         "blocks.cpp", "2", "12", "warning",
                         "'block' blocks the thread of coroutine 'f', "
                         "and all other coroutines on it",
                         "async-blocking-call"}))
      << R.str();
}

TEST_F(Ci, GithubReportsWhatAPullRequestChanges) {
  ASSERT_TRUE(has("git")) << NotInstalled;
  const std::string Base =
      "git init -q . && git add *.cpp && git commit -qm base && "
      "git update-ref refs/remotes/origin/main HEAD && "
      "cp blocks.cpp clean.cpp && ";
  ProgramResult R = action("", Base + "GITHUB_BASE_REF=main");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, "\nclean.cpp:2:12: warning: "), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "\nblocks.cpp:"), 0u) << R.str();
  R = action("diff=none", "GITHUB_BASE_REF=main");
  EXPECT_EQ(count(R.Out, "blocks.cpp:2:12: "), 1u) << R.str();
  R = action("", "GITHUB_BASE_REF=gone");
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(count(R.Out, "::error::async-tidy: the checkout has no common "
                         "commit with 'origin/gone': set 'fetch-depth: 0'"),
            1u)
      << R.str();
}

TEST_F(Ci, GithubAcceptsABaseline) {
  EXPECT_EQ(tidy({"--write-baseline=accepted.json"}).ExitCode, 0);
  ProgramResult R = action("baseline=accepted.json");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 0u) << R.str();
}

TEST_F(Ci, GithubInstallsARelease) {
  ASSERT_TRUE(has("curl")) << NotInstalled;
  // Not in PATH, but in an archive like that of a release.
  shell("mkdir -p release/async-tidy-9/bin && cd release && "
        "ln -s \"$0\" async-tidy-9/bin/async-tidy && "
        "tar -cf async-tidy-9.tar.xz async-tidy-9 && "
        "sha256sum *.xz >SHA256SUMS");
  const std::string Hidden = "PATH=/usr/bin:/bin";
  for (const char *Archive : {"release/async-tidy-9.tar.xz",
                              "file://$PWD/release/async-tidy-9.tar.xz"}) {
    ProgramResult R = action(std::string("archive=") + Archive, Hidden);
    EXPECT_EQ(R.ExitCode, 1) << R.str();
    EXPECT_EQ(count(R.Out, "async-tidy " ASYNC_TIDY_VERSION), 1u) << R.str();
    EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  }
  struct {
    const char *Inputs;
    const char *Before;
    const char *Why;
  } const Errors[] = {
      {"", "", "only the action's released versions (@v...) have an archive"},
      {"", "TEST_ACTION_REPOSITORY=o/r TEST_ACTION_REF=main", "set 'archive'"},
      {"archive=release/none.tar.xz", "", "no such file: release/none.tar.xz"},
      {"archive=file:///nowhere/none.tar.xz", "",
       "cannot download file:///nowhere/none.tar.xz"},
      {"archive=release/async-tidy-9.tar.xz",
       "echo >>release/SHA256SUMS; "
       "sed -i 's/^../00/' release/SHA256SUMS;",
       "is not the file that release/SHA256SUMS lists"},
  };
  for (const auto &[Inputs, Before, Why] : Errors) {
    ProgramResult R = action(Inputs, std::string(Before) + " " + Hidden);
    EXPECT_EQ(R.ExitCode, 2) << R.str();
    EXPECT_EQ(count(R.Out, "::error::async-tidy: "), 1u) << R.str();
    EXPECT_EQ(count(R.Out, Why), 1u) << Why << "\n" << R.str();
  }
}

//===----------------------------------------------------------------------===//
// Slurm: test/cluster/slurm.sh runs the script on a real cluster
//===----------------------------------------------------------------------===//

namespace {
/// A cluster that runs each job at once, and loses some attempts of task 2.
class Slurm : public Ci {
protected:
  Slurm() {
    add("drops.cpp", Drops);
    write("bin/sbatch", R"sh(#!/bin/sh
for Arg; do
  case $Arg in
  --array=*) Array=${Arg#*=} ;;
  --output=*) Log=${Arg#*=} ;;
  --wrap=*) Wrap=${Arg#*=} ;;
  esac
done
echo x >>jobs
wc -l <jobs
for Task in $(echo "${Array-0}" | tr , ' '); do
  SLURM_ARRAY_TASK_ID=$Task sh -c "$Wrap" \
    >"$(echo "$Log" | sed "s/%a/$Task/")" 2>&1
done
exit 0
)sh");
    write("bin/async-tidy", R"sh(#!/bin/sh
echo "$*" >>calls
case $* in
*--shard=2/*)
  Left=$(cat losses)
  if [ "$Left" -gt 0 ]; then
    echo $((Left - 1)) >losses
    kill -KILL $$
  fi ;;
esac
exec "$PROGRAM" "$@"
)sh");
    write("bin/squeue", "#!/bin/sh\n");
    shell("chmod +x bin/*");
  }

  ProgramResult run(unsigned Losses, const std::string &Arguments) {
    write("calls", "");
    write("losses", std::to_string(Losses));
    return withProgram("PROGRAM=$0 PATH=$PWD/bin:$PATH "
                       "exec " ASYNC_TIDY_SOURCE_DIR "/ci/slurm.sh -n 3 -w " +
                       Arguments);
  }

  size_t calls(const std::string &What) { return count(read("calls"), What); }
};
} // namespace

TEST_F(Slurm, RunsOnlyLostTasksAgain) {
  ASSERT_TRUE(has("bash")) << NotInstalled;
  const std::string Whole = tidy({"-q"}).Out;
  ProgramResult R = run(1, "");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(R.Out, Whole) << R.str();
  EXPECT_EQ(count(R.Err, "lost: task 2 of 3 (see "), 1u) << R.str();
  EXPECT_EQ(calls("--shard=1/3"), 1u);
  EXPECT_EQ(calls("--shard=2/3"), 2u);
  EXPECT_EQ(calls("--shard=3/3"), 1u);
  EXPECT_EQ(calls("merge "), 1u);
  EXPECT_EQ(count(read("async-tidy-slurm/costs"), ".cpp\n"), 3u);
}

TEST_F(Slurm, NamesTasksThatAreLostForGood) {
  ASSERT_TRUE(has("bash")) << NotInstalled;
  ProgramResult R = run(2, "-o 'an output' -m --output=sarif:s.sarif -- -q");
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(R.Out, "") << R.str();
  EXPECT_EQ(count(R.Err, "lost: task 2 of 3 (see "), 2u) << R.str();
  EXPECT_EQ(calls("merge "), 0u);
  // By hand.
  R = run(0, "-c -o 'an output' -m --output=sarif:s.sarif -- -q");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(R.Err.find("lost: "), std::string::npos) << R.str();
  EXPECT_EQ(calls("--shard="), 1u);
  EXPECT_EQ(calls("--shard=2/3"), 1u);
  EXPECT_EQ(count(read("s.sarif"), "\"ruleId\""), 2u);
}

TEST_F(Slurm, ExplainsItsArguments) {
  ProgramResult R = run(0, "-x");
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_TRUE(StringRef(R.Err).starts_with(
      "error: unknown or incomplete option -x (see "))
      << R.str();
  EXPECT_EQ(run(0, "-n none").Err, "error: -n needs a number, not 'none'\n");
  R = run(0, "-h");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_TRUE(StringRef(R.Out).starts_with("usage: ci/slurm.sh ")) << R.str();
}

//===----------------------------------------------------------------------===//
// Others
//===----------------------------------------------------------------------===//

TEST_F(Ci, GitlabWritesACodeQualityReport) {
  ProgramResult R = gitlab("");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_EQ(count(read("gl-code-quality-report.json"), "\"fingerprint\""), 1u);
  EXPECT_EQ(tidy({"--write-baseline=accepted.json"}).ExitCode, 0);
  R = gitlab("ASYNC_TIDY_BASELINE=accepted.json");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  R = gitlab("'ASYNC_TIDY_ARGUMENTS=--fail-on=never -q'");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  R = gitlab("CI_MERGE_REQUEST_DIFF_BASE_SHA=none");
  EXPECT_EQ(R.ExitCode, 2) << R.str();
}

TEST_F(Ci, PreCommitStopsACommit) {
  ASSERT_TRUE(has("git") && has("pre-commit")) << NotInstalled;
  ProgramResult R = withProgram(
      "git init -q hooks && cp " ASYNC_TIDY_SOURCE_DIR
      "/.pre-commit-hooks.yaml hooks && git -C hooks add . && "
      "git -C hooks commit -qm hooks && git -C hooks rev-parse HEAD");
  ASSERT_EQ(R.ExitCode, 0) << R.str();
  write(".pre-commit-config.yaml",
        "repos:\n- repo: " + path("hooks") +
            "\n  rev: " + StringRef(R.Out).trim().str() +
            "\n  hooks: [{id: async-tidy, args: [-p, .]}]\n");
  const std::string Home = "export PRE_COMMIT_HOME=$PWD/pre-commit; ";
  R = withProgram(Home + "git init -q . && git add *.cpp *.h *.yaml && "
                         "pre-commit install && git commit -qm all");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out + R.Err, SaysBlocks), 1u) << R.str();
  // A commit without findings, and one without C++.
  write("notes.txt", "x");
  R = withProgram(Home + "git rm -q --cached blocks.cpp && git commit -qm some "
                         "&& git add notes.txt && git commit -qm notes");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Out + R.Err, SaysBlocks), 0u) << R.str();
}

TEST_F(Ci, ScriptsOfClangTidyLoadThePlugin) {
  ASSERT_TRUE(has("git")) << NotInstalled;
  install({"plugin"}, "usr");
  const std::string Options = " -load=usr/lib/libAsyncTidy.so "
                              "-checks='-*,async-*' -quiet ";
  ProgramResult R =
      shell("run-clang-tidy-" ASYNC_TIDY_LLVM " -p . -j1" + Options + "2>&1");
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  R = withProgram("git init -q . && git add *.cpp && git commit -qm all && "
                  "cp blocks.cpp clean.cpp && git diff -U0 | "
                  "clang-tidy-diff-" ASYNC_TIDY_LLVM ".py -p1 -path . "
                  "-clang-tidy-binary clang-tidy-" ASYNC_TIDY_LLVM +
                  Options + " 2>&1");
  EXPECT_EQ(count(R.Out, "/clean.cpp:2:12: warning: "), 1u) << R.str();
  EXPECT_EQ(count(R.Out, "/blocks.cpp:"), 0u) << R.str();
}

} // namespace clang::tidy::async::test
