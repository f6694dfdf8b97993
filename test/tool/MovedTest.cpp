//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// A project that is moved, or checked out in another place, with its cache.

#include "DriverFixture.h"
#include "PortablePaths.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
/// Projects below one folder, with one cache.
class Moved : public Driver {
protected:
  /// Sets up a project in \p Name, which is a repository.
  void project(const std::string &Name) {
    write(Name + "/.git/HEAD", "");
    write(Name + "/include/task.h", TaskHeader);
    write(Name + "/src/a.cpp", Drops);
    write(Name + "/src/b.cpp", Clean);
    write(Name + "/src/broken.cpp", "#include \"none.h\"\n");
    database(Name);
  }

  /// Writes the database, as a build system does again after the move.
  void database(const std::string &Name, const std::string &More = "") {
    std::string Json;
    for (StringRef File : {"a", "b", "broken"})
      Json += (Json.empty() ? "[" : ",") +
              ("{\"directory\": \"" + path(Name) + "/build\", \"file\": \"" +
               path(Name) + "/src/" + File +
               ".cpp\", \"command\": \"clang++ -std=c++20 -I" + path(Name) +
               "/include " + More + " -c " + path(Name) + "/src/" + File +
               ".cpp\"}")
                  .str();
    write(Name + "/build/compile_commands.json", Json + "]");
  }

  ProgramResult run(const std::string &Name, const std::string &Args = "") {
    return shell("cd " + Name + " && \"$0\" -p build " + Args);
  }

  /// The number of results that a run took from the cache.
  static unsigned fromCache(const ProgramResult &R) {
    StringRef Rest = StringRef(R.Err).split(" analysed (").second;
    unsigned Number = 0;
    Rest.consumeInteger(10, Number);
    return Number;
  }
};
} // namespace

TEST_F(Moved, KeepsItsResults) {
  project("one");
  ProgramResult First = run("one");
  EXPECT_EQ(First.ExitCode, 3) << First.str();
  EXPECT_EQ(fromCache(First), 0u) << First.str();
  EXPECT_EQ(fromCache(run("one")), 3u);
  ASSERT_EQ(shell("mkdir deep && mv one deep/two").ExitCode, 0);
  database("deep/two");
  ProgramResult Second = run("deep/two");
  EXPECT_EQ(fromCache(Second), 3u) << Second.str();
  // Relative paths are the same, and so are the texts.
  EXPECT_EQ(Second.Out, First.Out);
  for (StringRef Format : {"json", "sarif"}) {
    ProgramResult R = run("deep/two", ("--format=" + Format).str());
    EXPECT_EQ(count(R.Out, path("one")), 0u) << R.str();
    EXPECT_EQ(R.Out,
              run("deep/two", ("--no-cache --format=" + Format).str()).Out);
  }
  // The fixes are applied in the new place.
  ProgramResult Fixed = run("deep/two", "fix");
  EXPECT_EQ(read("deep/two/src/a.cpp"),
            StringRef(Drops).split("step").first.str() + "co_await step" +
                StringRef(Drops).split("step").second.str())
      << Fixed.str();
}

TEST_F(Moved, SharesNothingAfterwards) {
  project("one");
  run("one");
  project("two"); // A copy: the same contents, other times.
  EXPECT_EQ(fromCache(run("two")), 3u);
  write("two/src/b.cpp", Blocks);
  ProgramResult R = run("two");
  EXPECT_EQ(fromCache(R), 2u) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  R = run("one");
  EXPECT_EQ(fromCache(R), 3u) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 0u) << R.str();
  EXPECT_EQ(fromCache(run("two")), 3u);
}

TEST_F(Moved, NoticesWhatIsDifferent) {
  project("one");
  run("one");
  // Another header.
  project("two");
  write("two/include/task.h", (TaskHeader + "// changed\n").str());
  EXPECT_EQ(fromCache(run("two")), 1u);
  // A macro may have the path in it.
  project("three");
  database("three", "-DHERE=\\\"" + path("three") + "\\\"");
  EXPECT_EQ(fromCache(run("three")), 0u);
  // Files above a project count as well, in the old place and in the new one.
  write("above/.clang-tidy", "Checks: 'async-blocking-call'\n");
  project("above/four");
  ProgramResult R = run("above/four");
  EXPECT_EQ(fromCache(R), 0u) << R.str();
  EXPECT_EQ(count(R.Out, "async-unobserved-task"), 0u) << R.str();
  ASSERT_EQ(shell("mv above/four five").ExitCode, 0);
  database("five");
  R = run("five");
  EXPECT_EQ(count(R.Out, "async-unobserved-task"), 1u) << R.str();
}

// However the macro is given. Only a new checkout starts with the results of
// another one.
TEST_F(Moved, KnowsThatMacrosMayHaveThePathInThem) {
  unsigned Pairs = 0;
  auto FromFirst = [&](const std::string &InDatabase, const std::string &Args,
                       const std::string &ArgsOfSecond) {
    const std::string First = "one" + std::to_string(++Pairs);
    const std::string Second = "two" + std::to_string(Pairs);
    auto With = [&](StringRef Text, const std::string &Name) {
      auto [Before, After] = Text.split('@');
      return Before.size() == Text.size() ? Text.str()
                                          : (Before + path(Name) + After).str();
    };
    project(First);
    database(First, With(InDatabase, First));
    run(First, With(Args, First));
    project(Second);
    database(Second, With(InDatabase, Second));
    return fromCache(run(Second, With(ArgsOfSecond, Second)));
  };
  const std::string Macro = "HERE=\\\"@\\\"";
  for (const std::string &Before :
       {"-D", "-D ", "-Wp,-D", "-Xclang -D -Xclang ", "--define-macro="})
    EXPECT_EQ(FromFirst(Before + Macro, "", ""), 0u) << Before;
  for (const std::string &Before :
       {"--extra-arg=-D", "--extra-arg=-D --extra-arg=",
        "--extra-arg-before=-D", "--removed-arg=-D"})
    EXPECT_EQ(FromFirst("", Before + Macro, Before + Macro), 0u) << Before;
  // Other arguments are portable, and do not become those of another list.
  EXPECT_EQ(FromFirst("", "--extra-arg=-I@", "--extra-arg=-I@"), 3u);
  EXPECT_EQ(FromFirst("", "--extra-arg=-I@", "--extra-arg-before=-I@"), 0u);
}

TEST(PortablePaths, HideARootButNoFolderOfItsName) {
  PortablePaths Paths("/home/src");
  EXPECT_EQ(Paths.show(Paths.hide("-I/home/src/x")), "-I/home/src/x");
  EXPECT_NE(Paths.hide("-I/home/src/x"), "-I/home/src/x");
  EXPECT_EQ(Paths.hide("/x/home/src"), "/x/home/src");
  for (StringRef Root : {"", "/", "/src", "/src/"})
    for (StringRef Text : {"lib/src/x", "/src/x", "src", "/"})
      EXPECT_EQ(PortablePaths(Root).hide(Text), Text) << Root.str();
}

// A name that merely begins like the root's, or ends like it, is different.
TEST_F(Moved, TakesNoOtherPathForItsOwn) {
  project("one");
  write("one-more/include/task.h", TaskHeader);
  write("x/one/include/task.h", TaskHeader);
  database("one",
           "-I" + path("one-more/include") + " -I" + path("x") + path("one"));
  run("one");
  project("two");
  database("two",
           "-I" + path("two-more/include") + " -I" + path("x") + path("two"));
  EXPECT_EQ(fromCache(run("two")), 0u);
  // The same external paths in a third place.
  project("three");
  database("three",
           "-I" + path("one-more/include") + " -I" + path("x") + path("one"));
  EXPECT_EQ(fromCache(run("three")), 3u);
}

} // namespace clang::tidy::async::test
