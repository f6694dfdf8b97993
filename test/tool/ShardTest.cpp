//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// A project that several machines analyse, a part each.

#include "DriverFixture.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/xxhash.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
/// Seven files that call each other.
class Shards : public Driver {
protected:
  Shards() {
    write("all.h", "#include \"task.h\"\nint load();\nint read();\n");
    add("serve.cpp", "#include \"all.h\"\nTask serve() {\n  load();\n"
                     "  co_await step();\n}\n");
    add("load.cpp", "#include \"all.h\"\nint load() { return read(); }\n");
    add("read.cpp", "#include \"all.h\"\nint read() { block(); return 1; }\n");
    add("blocks.cpp", Blocks);
    add("clean.cpp", Clean);
    add("drops.cpp", Drops);
    add("wrong.cpp", "int wrong( {\n");
  }

  /// The names of the files that \p Count shards are written to.
  std::vector<std::string> writeShards(unsigned Count,
                                       std::vector<std::string> More = {}) {
    std::vector<std::string> Files;
    for (unsigned I = 1; I <= Count; ++I) {
      std::string File = "part" + std::to_string(I) + ".ats";
      std::vector<std::string> Args = {
          "--shard", std::to_string(I) + "/" + std::to_string(Count), "-o",
          File};
      llvm::append_range(Args, More);
      ProgramResult R = tidy(Args);
      EXPECT_EQ(R.ExitCode, 0) << R.str();
      EXPECT_EQ(R.Out, "");
      Files.push_back(File);
    }
    return Files;
  }
};
} // namespace

TEST_F(Shards, AreReportedLikeTheWholeProject) {
  for (std::vector<std::string> More :
       {std::vector<std::string>{"--no-cache"},
        {"--no-cache", "--no-index"},
        {"--no-cache", "--checks=async-unobserved-task"},
        {}}) {
    ProgramResult Whole = tidy(More);
    EXPECT_EQ(Whole.ExitCode, 3) << Whole.str();
    for (unsigned Count : {1, 3, 9}) {
      std::vector<std::string> Args = {"merge"};
      llvm::append_range(Args, More);
      llvm::append_range(Args, writeShards(Count, More));
      ProgramResult Merged = tidy(Args);
      EXPECT_EQ(Merged.Out, Whole.Out) << Merged.str();
      EXPECT_EQ(Merged.ExitCode, Whole.ExitCode);
      EXPECT_EQ(count(Merged.Err, "were analysed here"), 0u) << Merged.str();
      // The result does not depend on order or repetition.
      std::reverse(Args.begin() + 1 + More.size(), Args.end());
      Args.push_back(Args.back());
      EXPECT_EQ(tidy(Args).Out, Whole.Out);
    }
  }
}

TEST_F(Shards, AreReportedInAnyFormat) {
  std::vector<std::string> Merge = {"merge", "-q"};
  llvm::append_range(Merge, writeShards(2));
  auto With = [](std::vector<std::string> Args, std::string More) {
    Args.push_back(std::move(More));
    return Args;
  };
  for (std::string Format : {"json", "sarif", "github", "gitlab", "html"}) {
    std::string Whole = tidy({"-q", "--format=" + Format}).Out;
    ProgramResult Merged = tidy(With(Merge, "--format=" + Format));
    EXPECT_EQ(Merged.Out, Whole) << Merged.str();
    Merged = tidy(With(Merge, "--output=" + Format + ":out"));
    EXPECT_EQ(Merged.Out, "");
    EXPECT_EQ(read("out"), Whole);
  }
  EXPECT_EQ(tidy(With(Merge, "--format=wrong")).ExitCode, 2);
}

TEST_F(Shards, AreAnalysedAgainWhereTheyAreOutOfDate) {
  std::vector<std::string> Files = writeShards(2);
  write("read.cpp", "#include \"all.h\"\nint read() { return 1; }\n");
  ProgramResult Merged =
      tidy({"merge", "--no-cache", Files.front(), Files.back()});
  EXPECT_EQ(Merged.Out, tidy({"--no-cache"}).Out);
  EXPECT_NE(Merged.Err.find("note: 1 file is in no shard, or has "
                            "changed since; it was analysed here\n"),
            std::string::npos)
      << Merged.str();
  Merged = tidy({"merge", "--no-cache", Files.front()});
  EXPECT_EQ(Merged.Out, tidy({"--no-cache"}).Out);
  EXPECT_NE(Merged.Err.find("note: 4 files are in no shard, or have "
                            "changed since; they were analysed here\n"),
            std::string::npos)
      << Merged.str();
}

// A machine that was lost is named even if nothing else is printed.
TEST_F(Shards, AreNamedWhereTheyAreMissing) {
  std::vector<std::string> Files = writeShards(4);
  auto Notes = [&](std::vector<std::string> Parts) {
    Parts.insert(Parts.begin(), {"merge", "-q"});
    ProgramResult R = tidy(Parts);
    EXPECT_EQ(R.Out, tidy({"-q"}).Out);
    return R.Err;
  };
  EXPECT_EQ(Notes(Files), "");
  EXPECT_EQ(Notes({Files[0], Files[2], Files[3], Files[0]}),
            "note: shard 2/4 is missing: its files are analysed here\n");
  EXPECT_EQ(Notes({Files[2]}), "note: shards 1/4, 2/4, 4/4 are missing: their "
                               "files are analysed here\n");
  // Shards of two divisions, of which the first is whole.
  EXPECT_EQ(tidy({"--shard=1/2", "-o", "half"}).ExitCode, 0);
  std::vector<std::string> Both = Files;
  Both.push_back("half");
  const std::string Other = "note: half is part of another division than "
                            "part1.ats: give all shards the same N, --costs "
                            "and files\n";
  EXPECT_EQ(Notes(Both), Other);
  Both.erase(Both.begin() + 1);
  EXPECT_EQ(Notes(Both),
            "note: shard 2/2 is missing: its files are analysed here\n"
            "note: shard 2/4 is missing: its files are analysed here\n" +
                Other);
}

TEST_F(Shards, TakeAboutTheSameTime) {
  write("costs", "# comment\n\n900 serve.cpp\n400 load.cpp\n500 read.cpp\n"
                 "1 gone.cpp\n");
  // The other four files are new: each costs 500. The order is serve, read,
  // blocks, clean, drops, wrong, load.
  const std::vector<std::string> Costs = {"--costs=costs"};
  std::vector<std::string> Files = writeShards(3, Costs);
  auto NotIn = [&](const std::string &File) {
    std::string Err = tidy({"merge", "--no-cache", File}).Err;
    return StringRef(Err)
        .split(" files are in no shard")
        .first.rsplit("note: ")
        .second.str();
  };
  // serve and wrong; read, clean and load; blocks and drops.
  EXPECT_EQ(NotIn(Files[0]), "5");
  EXPECT_EQ(NotIn(Files[1]), "4");
  EXPECT_EQ(NotIn(Files[2]), "5");
  std::vector<std::string> Merge = {"merge", "--no-cache"};
  llvm::append_range(Merge, Files);
  ProgramResult Merged = tidy(Merge);
  EXPECT_EQ(Merged.Out, tidy({"--no-cache"}).Out);
  EXPECT_EQ(count(Merged.Err, "note: "), 0u) << Merged.str();
  // One file is more expensive than all others.
  write("costs", "9000 serve.cpp\n1 load.cpp\n1 read.cpp\n1 blocks.cpp\n");
  EXPECT_EQ(NotIn(writeShards(2, Costs).front()), "6");
}

TEST_F(Shards, AreDividedByTheTimesOfTheLastRun) {
  for (std::vector<std::string> Write :
       {std::vector<std::string>{}, {"merge", writeShards(1).front()}}) {
    Write.push_back("--write-costs=out/costs");
    tidy(Write);
    std::string Text = read("out/costs");
    for (const char *Name : {"serve", "load", "read", "blocks", "clean"})
      EXPECT_EQ(count(Text, " " + std::string(Name) + ".cpp\n"), 1u) << Text;
    // Results from the cache have the time of their analysis.
    EXPECT_EQ(count(Text, "\n0 "), 0u) << Text;
    EXPECT_EQ(count(Text, "\n"), 8u) << Text;
  }
  ProgramResult R =
      tidy({"--shard=1/2", "-o", "x", "--costs=out/costs", "--statistics"});
  EXPECT_EQ(count(R.Err, "note: "), 0u) << R.str();
  R = tidy({"--shard=1/2", "-o", "x", "--costs=first"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(
      count(R.Err, "note: there is no first yet: all files count the same\n"),
      1u)
      << R.str();
  for (const char *Line : {"much a.cpp", "7", "-1 a.cpp", "7 "}) {
    write("wrong", std::string("1 a.cpp\n") + Line + "\n");
    R = tidy({"--shard=1/2", "-o", "y", "--costs=wrong"});
    EXPECT_EQ(R.ExitCode, 2) << R.str();
    EXPECT_EQ(count(R.Err, "wrong:2:1: error: expected milliseconds, "), 1u)
        << R.str();
  }
  EXPECT_FALSE(llvm::sys::fs::exists(path("y")));
}

TEST_F(Shards, MayBeOfAnotherCheckout) {
  std::vector<std::string> Files = writeShards(2);
  ProgramResult R =
      shell("mkdir ../$$.moved && cp -r *.cpp *.h *.ats ../$$.moved && "
            "sed \"s#$PWD#$(cd ../$$.moved && pwd)#g\" compile_commands.json "
            "> ../$$.moved/compile_commands.json && cd ../$$.moved && "
            "\"$0\" merge --no-cache part1.ats part2.ats; rm -r \"$PWD\"");
  EXPECT_EQ(count(R.Err, "analysed here"), 0u) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 2u) << R.str();
}

// The configuration above the project differs in the other place.
TEST_F(Shards, AreNotOfAnotherConfiguration) {
  writeShards(2, {"--no-cache"});
  ProgramResult R =
      shell("mkdir -p ../$$.above/moved && cp -r *.cpp *.h *.ats "
            "../$$.above/moved && sed \"s#$PWD#$(cd ../$$.above && "
            "pwd)/moved#g\" compile_commands.json "
            "> ../$$.above/moved/compile_commands.json && "
            "echo \"Checks: '-async-blocking-call'\" "
            "> ../$$.above/.clang-tidy && cd ../$$.above/moved && "
            "\"$0\" merge --no-cache part1.ats part2.ats; "
            "rm -r \"$(dirname $PWD)\"");
  EXPECT_EQ(count(R.Out, SaysBlocks), 0u) << R.str();
  EXPECT_EQ(count(R.Out, "[async-unobserved-task]"), 1u) << R.str();
}

TEST_F(Shards, SayInOneLineWhatIsWrong) {
  write("not.ats", "int x;\n");
  std::string Good = writeShards(1).front();
  std::string Damaged = read(Good);
  Damaged[Damaged.size() / 2] ^= 1;
  write("damaged.ats", Damaged);
  // The content begins with the size of the program's id, and that.
  std::string Foreign = read(Good);
  Foreign[25] ^= 1;
  llvm::support::endian::write64le(
      Foreign.data() + 16,
      llvm::xxh3_64bits(StringRef(Foreign).drop_front(24)));
  write("foreign.ats", Foreign);
  struct {
    std::vector<std::string> Args;
    StringRef Expected;
  } const Cases[] = {
      {{"--shard", "0/2", "-o", "x"}, "--shard"},
      {{"--shard", "3/2", "-o", "x"}, "--shard"},
      {{"--shard", "two", "-o", "x"}, "--shard"},
      {{"--shard", "1/100001", "-o", "x"}, "at most 100000"},
      {{"--costs", "y"}, "--costs divides the files among shards"},
      {{"--write-costs", "y", "clean.cpp"},
       "--write-costs is for all files of the project"},
      {{"--shard", "1/2", "-o", "x", "--write-costs", "y"},
       "--shard writes no report"},
      {{"--shard", "1/2"}, "-o"},
      {{"--shard", "1/2", "-o", "x", "--write-baseline", "y"},
       "--shard writes no report"},
      {{"--shard", "1/2", "-o", "x", "--report-unused-suppressions"},
       "--shard writes no report"},
      {{"--shard", "1/2", "-o", "x", "clean.cpp"},
       "--shard divides all files of the project"},
      {{"-o", "x"}, "-o is for async-tidy index, summarize, link and --shard"},
      {{"merge"}, "async-tidy merge PART ..."},
      {{"merge", "nope.ats"}, "cannot read nope.ats: "},
      {{"merge", "not.ats"}, "not.ats: this is not a shard of async-tidy"},
      {{"merge", "damaged.ats"}, "damaged.ats: the file is damaged"},
      {{"merge", "foreign.ats"},
       "error: foreign.ats: it was made by another async-tidy\n"},
  };
  for (const auto &[Args, Expected] : Cases) {
    ProgramResult R = tidy(Args);
    EXPECT_EQ(R.ExitCode, 2) << R.str();
    EXPECT_EQ(R.Out, "") << R.str();
    EXPECT_TRUE(StringRef(R.Err).starts_with("error: ")) << R.str();
    EXPECT_EQ(count(R.Err, "\n"), 1u) << R.str();
    EXPECT_NE(R.Err.find(Expected), std::string::npos) << R.str();
  }
  EXPECT_FALSE(llvm::sys::fs::exists(path("x")));
}

} // namespace clang::tidy::async::test
