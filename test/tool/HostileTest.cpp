//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The files of a repository cannot harm the person who analyses it.

#include "DriverFixture.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include <chrono>
#include <sys/stat.h>
#include <unistd.h>

using llvm::StringRef;
using Clock = std::chrono::steady_clock;

namespace clang::tidy::async::test {

namespace {
class Hostile : public Driver {
protected:
  /// Expects the error \p What about the file \p Name, soon.
  void expectError(StringRef Name, const std::string &What,
                   std::vector<std::string> Args = {}) {
    Clock::time_point Begin = Clock::now();
    ProgramResult R = tidy(std::move(Args));
    EXPECT_LT(Clock::now() - Begin, std::chrono::seconds(5)) << Name.str();
    EXPECT_EQ(R.ExitCode, 2) << Name.str() << R.str();
    EXPECT_NE((R.Out + R.Err).find(What), std::string::npos) << What << R.str();
    EXPECT_NE((R.Out + R.Err).find(Name), std::string::npos) << R.str();
  }

  void makePipe(StringRef Name) {
    ::unlink(path(Name).c_str());
    ASSERT_EQ(::mkfifo(path(Name).c_str(), 0600), 0);
  }

  /// A sparse file that would take all memory.
  void makeHuge(StringRef Name) {
    write(Name, "");
    ASSERT_EQ(::truncate(path(Name).c_str(), off_t(1) << 40), 0);
  }

  void link(StringRef Target, StringRef Name) {
    ::unlink(path(Name).c_str());
    ASSERT_EQ(::symlink(Target.str().c_str(), path(Name).c_str()), 0);
  }
};

std::string repeated(StringRef Text, unsigned Times) {
  std::string All;
  while (Times--)
    All += Text;
  return All;
}
} // namespace

//===----------------------------------------------------------------------===//
// Files that are none, or too large
//===----------------------------------------------------------------------===//

TEST_F(Hostile, WaitsForNoPipeAndReadsNoDevice) {
  add("a.cpp", Blocks);
  write("fine.yaml", "library: fine\n");
  const std::string Uses = "CheckOptions: {AsyncModels: model.yaml}\n";
  auto Reset = [&] {
    for (StringRef Name :
         {"model.yaml", ".clang-tidy", ".async-tidy.yaml", "baseline.json"})
      ::unlink(path(Name).c_str());
  };
  struct {
    const char *Name;
    std::vector<std::string> Args;
  } const Cases[] = {{"model.yaml", {}},
                     {".clang-tidy", {}},
                     {".async-tidy.yaml", {}},
                     {"baseline.json", {"--baseline=baseline.json"}}};
  for (const auto &[Name, Args] : Cases) {
    SCOPED_TRACE(Name);
    Reset();
    if (StringRef(Name) == "model.yaml")
      write(".clang-tidy", Uses);
    makePipe(Name);
    expectError(Name, "it is a pipe, not a file", Args);
    link("/dev/zero", Name);
    expectError(Name,
                StringRef(Name) == "model.yaml" ? "it is outside of the project"
                                                : "it is a device, not a file",
                Args);
    ::unlink(path(Name).c_str());
    makeHuge(Name);
    expectError(Name, "it has 1048576 MB, but at most ", Args);
  }
  Reset();
  // Nothing is left of it in the cache, either.
  EXPECT_EQ(tidy({}).ExitCode, 1);
  makePipe(".async-tidy.yaml");
  expectError(".async-tidy.yaml", "it is a pipe, not a file");
  ::unlink(path(".async-tidy.yaml").c_str());
  makePipe("compile_commands.json");
  expectError("compile_commands.json", "it is a pipe, not a file");
  link("/dev/zero", "compile_commands.json");
  expectError("compile_commands.json", "it is a device, not a file");
  // Nor in place of a response file, which only its command needs.
  ::unlink(path("compile_commands.json").c_str());
  Entries.clear();
  add("a.cpp", Blocks, {"@pipe", "@zero"});
  makePipe("pipe");
  link("/dev/zero", "zero");
  Clock::time_point Begin = Clock::now();
  ProgramResult R = tidy({});
  EXPECT_LT(Clock::now() - Begin, std::chrono::seconds(5));
  EXPECT_EQ(R.ExitCode, 3) << R.str();
}

// A header that becomes a pipe holds only the file that includes it.
TEST_F(Hostile, HoldsOnlyTheFileThatReadsAPipe) {
  write("part.h", "");
  add("a.cpp", "#include \"part.h\"\n");
  add("b.cpp", Blocks);
  ASSERT_EQ(tidy({}).ExitCode, 1);
  makePipe("part.h");
  Clock::time_point Begin = Clock::now();
  ProgramResult R = tidy({"--timeout=2"});
  EXPECT_LT(Clock::now() - Begin, std::chrono::seconds(20));
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_NE(R.Out.find("took longer than 2 s"), std::string::npos) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
}

TEST_F(Hostile, BoundsNesting) {
  add("a.cpp", Blocks);
  const std::string Deep = repeated("[", 100000);
  write(".async-tidy.yaml", "library: mine\nroots: " + Deep + "\n");
  expectError(".async-tidy.yaml:2:", "nested more than 200 levels deep");
  write(".async-tidy.yaml",
        "library: mine\nroots:\n  " + repeated("- ", 100000) + "x\n");
  expectError(".async-tidy.yaml:3:", "nested more than 200 levels deep");
  ::unlink(path(".async-tidy.yaml").c_str());
  write(".clang-tidy", "CheckOptions:\n  - " + Deep + "\n");
  expectError(".clang-tidy:2:", "nested more than 200 levels deep");
  ::unlink(path(".clang-tidy").c_str());
  write("baseline.json", "{\n\"version\": " + Deep + "}\n");
  expectError("baseline.json:2:", "nested more than 200 levels deep",
              {"--baseline=baseline.json"});
  write("compile_commands.json", "[\n" + Deep);
  expectError("compile_commands.json:2", "nested more than 200 levels deep");
  // Brackets in texts are not nesting.
  Entries.clear();
  add("a.cpp", Blocks, {"-DX=" + repeated("{[\"'", 1000)});
  EXPECT_EQ(tidy({}).ExitCode, 1);
}

TEST_F(Hostile, BoundsTheNumberOfModels) {
  add("a.cpp", Blocks);
  // Each level names the next one 30 times: 30^5 files.
  for (unsigned I = 0; I < 6; ++I)
    write("m" + llvm::utostr(I) + ".yaml",
          "library: m\nmodels: [" +
              (I < 5 ? repeated("m" + llvm::utostr(I + 1) + ".yaml, ", 30)
                     : std::string()) +
              "]\n");
  write(".async-tidy.yaml", "library: mine\nmodels:\n  - m0.yaml\n");
  expectError(".yaml:2:1:", "more than 256 model files are read");
}

//===----------------------------------------------------------------------===//
// Files that a compile command makes the compiler write
//===----------------------------------------------------------------------===//

TEST_F(Hostile, WritesNoFileThatACommandNames) {
  const std::vector<std::string> Commands[] = {
      {},
      {"-MD", "-MF", "new.d"},
      {"-MMD", "-MFnew.d"},
      {"-MJ", "new.json"},
      {"-MJnew.json"},
      {"-Xarch_host", "-MJnew.json"},
      {"-Wp,-MD,new.d"},
      {"-Wp,-MMD,new.d,-MT,x"},
      {"-Xpreprocessor", "-MD"},
      {"-Xpreprocessor", "-MD", "-Xpreprocessor", "-MF", "-Xpreprocessor",
       "new.d"},
      {"-Xclang", "-dependency-file", "-Xclang", "new.d", "-Xclang", "-MT",
       "-Xclang", "x"},
      {"-Xclang", "-dependency-dot", "-Xclang", "new.dot"},
      {"-Xclang", "-module-dependency-dir", "-Xclang", "new"},
      {"-Xclang", "-header-include-file", "-Xclang", "new.txt", "-H"},
      {"--serialize-diagnostics", "new.dia"},
      {"-Xclang", "-serialize-diagnostic-file", "-Xclang", "new.dia"},
      {"-serialize-diagnostic-file", "new.dia"},
      {"-Xclang", "-diagnostic-log-file", "-Xclang", "new.log"},
      {"-diagnostic-log-file", "new.log"},
      {"-save-stats"},
      {"-save-stats=cwd"},
      {"--save-stats=obj"},
      {"-Xclang", "-stats-file=new.stats"},
      {"-ftime-trace"},
      {"-ftime-trace=new.json"},
      {"-save-temps"},
      {"--save-temps=obj"},
      {"-fmodules", "-fmodules-cache-path=new"},
      {"-fmodules", "-Xclang", "-fmodules-cache-path=new"},
      {"-fcrash-diagnostics-dir=new"},
      {"-o", "new.o"},
      {"-onew.o"},
      {"--output=new.o"},
      {"--output", "new.o"},
      {"-Xclang", "-dump-minimization-hints=new"},
      {"-Xclang", "-analyzer-dump-egraph=new"},
      {"-fproc-stat-report=new"},
      {"-fsave-optimization-record", "-foptimization-record-file=new"},
      {"-gen-cdb-fragment-path", "new"},
      {"@args"},
      {"@database-args"},
      {"--config=" + path("database.cfg")},
      {"--config=" + path("fragment.cfg")},
      {"--config=" + path("other.cfg")},
      {"--config", "database.cfg", "--config-user-dir=" + Folder.path()},
      {"--config=" + path("database.cfg"), "-MJ", "new.json"},
  };
  write("database-args", "-MJ new.json\n");
  write("database.cfg", "-MJ new.json -Xarch_host -MJnew2.json\n");
  write("fragment.cfg", "-gen-cdb-fragment-path new\n");
  write("other.cfg", "-MD -MF new.d --serialize-diagnostics new.dia\n"
                     "-save-temps -save-stats -ftime-trace=new.json\n"
                     "-Wp,-MMD,new.d -Xclang -stats-file=new.stats\n");
  write("args", "-MD -MF new.d --serialize-diagnostics new.dia\n");
  write("module.modulemap", "module part { header \"part.h\" }\n");
  write("part.h", "void part();\n");
  // New files beside the database, the source, and the cache.
  auto Listed = [&] {
    return shell("find . -path ./cache -prune -o -print | sort").Out;
  };
  for (const std::vector<std::string> &More : Commands) {
    const std::string Command = llvm::join(More, " ");
    Entries.clear();
    add("src/a.cpp", "#include \"part.h\"\n" + Blocks.str(), More);
    write("out", "");
    std::string Before = Listed();
    ProgramResult R = tidy({"--no-cache"});
    EXPECT_EQ(Listed(), Before) << Command << R.str();
    EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << Command << R.str();
  }
  // As arguments that .clang-tidy adds, too.
  Entries.clear();
  add("src/a.cpp", Blocks);
  write(".clang-tidy", "ExtraArgs: [-MD, -MF, new.d, -MJnew.json]\n");
  std::string Before = Listed();
  EXPECT_EQ(tidy({"--no-cache"}).ExitCode, 1);
  EXPECT_EQ(Listed(), Before);
}

// Clang reads clang++.cfg beside the compiler, which may be in the repository.
TEST_F(Hostile, WritesNoFileThatAConfigurationNames) {
  write("bin/clang++.cfg", "-MJ new.json\n");
  write("bin/clang++", "");
  ASSERT_EQ(::chmod(path("bin/clang++").c_str(), 0700), 0);
  write("a.cpp", Blocks);
  write("compile_commands.json",
        "[{\"directory\": \"" + Folder.path() +
            "\", \"file\": \"a.cpp\", \"arguments\": [\"" +
            path("bin/clang++") +
            "\", \"-std=c++20\", \"-I.\", \"-c\", "
            "\"a.cpp\"]}]\n");
  ProgramResult R = tidy({"--no-cache"});
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_FALSE(llvm::sys::fs::exists(path("new.json")));
}

//===----------------------------------------------------------------------===//
// Files that are read
//===----------------------------------------------------------------------===//

TEST_F(Hostile, ReadsModelsOfTheProjectOnly) {
  ScratchFolder Elsewhere;
  const std::string Model =
      Elsewhere.write("model.yaml", "library: mine\ncalls:\n  - name: mine\n"
                                    "    role: block\n    blocks: sleep\n");
  const std::string Uses = "CheckOptions: {AsyncModels: '" + Model + "'}\n";
  add("a.cpp", "#include \"task.h\"\nvoid mine();\n"
               "Task f() { mine(); co_await step(); }\n");
  const std::string Why = "it is outside of the project; name its folder with "
                          "--models-from";
  write(".clang-tidy", Uses);
  expectError(Model, Why);
  ProgramResult R = tidy({"--models-from=" + Elsewhere.path()});
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  // Without the option again, not from the cache.
  expectError(Model, Why);
  ::unlink(path(".clang-tidy").c_str());
  write(".async-tidy.yaml", "library: our\nmodels: ['" + Model + "']\n");
  expectError(Model, Why);
  // A link is what it leads to.
  link(Model, "link.yaml");
  write(".async-tidy.yaml", "library: our\nmodels: [link.yaml]\n");
  expectError("link.yaml", Why);
  link(Model, ".async-tidy.yaml");
  expectError(".async-tidy.yaml", Why);
  EXPECT_EQ(tidy({"--models-from=none"}).ExitCode, 2);
}

TEST_F(Hostile, QuotesNothingThatIsNoModel) {
  add("a.cpp", Blocks);
  write(".async-tidy.yaml", "library: our\nmodels: [secret]\n");
  for (const char *Secret :
       {"root:$6$hunter2:19000:0:99999:7:::\nuser:hunter2:::\n",
        "{\"auths\": {\"hunter2\": \"hunter2\"}}\n", "hunter2: hunter2\n",
        "- hunter2\n- hunter2\n", "hunter2\n", "[hunter2\n", "\"hunter2\n"}) {
    write("secret", Secret);
    ProgramResult R = tidy({});
    EXPECT_EQ(R.ExitCode, 2) << R.str();
    EXPECT_EQ(count(R.Out + R.Err, "hunter2"), 0u) << Secret << R.str();
    EXPECT_NE((R.Out + R.Err).find("secret:1:"), std::string::npos) << R.str();
  }
  // A mistake in a model is explained.
  write("secret", "librarry: hunter2\n");
  EXPECT_EQ(count(tidy({}).Out, "librarry"), 1u);
}

} // namespace clang::tidy::async::test
