//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Fixing must never change a text that was not analysed, lose what
// belongs to a file, or leave half of its work behind.

#include "DriverFixture.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include <cerrno>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class FixSafety : public Driver {
protected:
  /// Makes \p Link another name for \p Target.
  void link(StringRef Target, StringRef Link) {
    ASSERT_EQ(::symlink(Target.str().c_str(), path(Link).c_str()), 0);
  }
  struct stat status(StringRef Name) {
    struct stat Is = {};
    EXPECT_EQ(::lstat(path(Name).c_str(), &Is), 0) << Name.str();
    return Is;
  }
  void expectNothingLeft() {
    ProgramResult R = shell("find . -name '*.tmp' -o -name '*.journal'");
    EXPECT_EQ(R.Out, "");
  }
};

const std::string Awaits = "#include \"task.h\"\n"
                           "Task h() {\n"
                           "  co_await step();\n"
                           "  co_await step();\n"
                           "}\n";
const std::string InHeader = "#pragma once\n#include \"task.h\"\n"
                             "inline Task i() {\n"
                             "  step();\n"
                             "  co_await step();\n"
                             "}\n";
const std::string InHeaderAwaits = "#pragma once\n#include \"task.h\"\n"
                                   "inline Task i() {\n"
                                   "  co_await step();\n"
                                   "  co_await step();\n"
                                   "}\n";
} // namespace

//===----------------------------------------------------------------------===//
// Texts that were not analysed
//===----------------------------------------------------------------------===//

// A file is edited while another one is analysed: that one waits for its
// header.
TEST_F(FixSafety, LeavesAFileAloneThatChangesDuringTheRun) {
  add("a.cpp", Drops);
  add("b.cpp", Drops);
  add("slow.cpp", "#include \"slow.h\"\n");
  const std::string Edited = ("// An edit.\n" + Drops).str();
  write("edited.cpp", Edited);
  ProgramResult R =
      shell("mkfifo slow.h; { mv edited.cpp a.cpp; echo 'int X;'; } >slow.h & "
            "\"$0\" fix -j1 --no-cache --timeout=60");
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_EQ(R.Out,
            "b.cpp: 1 finding fixed: await it\n"
            "a.cpp: 1 finding not fixed: changed in the meantime; run again\n");
  EXPECT_EQ(read("a.cpp"), Edited);
  EXPECT_EQ(read("b.cpp"), Awaits);
  expectNothingLeft();
}

TEST_F(FixSafety, LeavesAFileAloneThatChangesDuringTheQuestions) {
  add("a.cpp", Drops);
  add("b.cpp", Drops);
  const std::string Edited = ("// An edit.\n" + Drops).str();
  // The second time, with results from the cache.
  for (bool IsCached : {false, true}) {
    write("a.cpp", Drops);
    write("b.cpp", Drops);
    if (IsCached)
      EXPECT_NE(tidy({}).Err.find("2 from the cache"), std::string::npos);
    write("edited.cpp", Edited);
    ProgramResult R = shell(
        "{ until grep -q 1/2 out; do sleep 0.01; done; mv edited.cpp a.cpp; "
        "printf 'y\\ny\\n'; } | \"$0\" fix -i >out; echo $?; cat out");
    EXPECT_EQ(R.Out.substr(0, 2), "3\n") << R.str();
    EXPECT_NE(R.Out.find("a.cpp: 1 finding not fixed: changed in the meantime; "
                         "run again\n"),
              std::string::npos)
        << R.str();
    EXPECT_EQ(read("a.cpp"), Edited);
    EXPECT_EQ(read("b.cpp"), Awaits);
    shell("rm out");
  }
  EXPECT_EQ(tidy({"fix"}).ExitCode, 0);
  EXPECT_EQ(read("a.cpp"), "// An edit.\n" + Awaits);
}

TEST_F(FixSafety, ShowsNoDiffOfATextThatWasNotAnalysed) {
  add("a.cpp", Drops);
  add("slow.cpp", "#include \"slow.h\"\n");
  write("edited.cpp", ("// An edit.\n" + Drops).str());
  ProgramResult R =
      shell("mkfifo slow.h; { mv edited.cpp a.cpp; echo 'int X;'; } >slow.h & "
            "\"$0\" fix --dry-run -j1 --no-cache --timeout=60");
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_EQ(R.Out, "");
  EXPECT_NE(R.Err.find("changed in the meantime; run again"), std::string::npos)
      << R.str();
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

TEST_F(FixSafety, FixesAFileWithSeveralNamesOnce) {
  write("real/x.h", InHeader);
  link("real/x.h", "link.h");
  link("real", "folder");
  add("a.cpp", "#include \"link.h\"\n");
  add("b.cpp", "#include \"real/x.h\"\n");
  add("c.cpp", "#include \"folder/../real/x.h\"\n");
  add("d.cpp", "#include \"folder/x.h\"\n");
  add("e.cpp", Drops);
  link("e.cpp", "f.cpp");
  Entries.push_back(llvm::json::Object{
      {"directory", Folder.path()},
      {"file", path("f.cpp")},
      {"arguments",
       llvm::json::Array{"clang++", "-std=c++20", "-I" + Folder.path(), "-c",
                         path("f.cpp")}}});
  add("g.cpp", Clean);
  ProgramResult R = tidy({});
  EXPECT_EQ(count(R.Out, "[async-unobserved-task]"), 2u) << R.str();
  R = tidy({"fix"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(R.Out, "e.cpp: 1 finding fixed: await it\n"
                   "link.h: 1 finding fixed: await it\n");
  EXPECT_EQ(read("real/x.h"), InHeaderAwaits);
  EXPECT_EQ(read("e.cpp"), Awaits);
  EXPECT_TRUE(S_ISLNK(status("link.h").st_mode));
  EXPECT_TRUE(S_ISLNK(status("f.cpp").st_mode));
}

// The file that includes it by another name would break.
TEST_F(FixSafety, TestsFixesInFilesThatUseAnotherName) {
  const std::string Header = "inline Task i() {\n"
                             "  step();\n"
                             "  co_await std::suspend_never{};\n"
                             "}\n";
  write("x.h", Header);
  link("x.h", "y.h");
  add("a.cpp", "#include \"task.h\"\n#include \"x.h\"\n");
  add("b.cpp", "#include \"task.h\"\n"
               "int other();\n"
               "#define step other\n"
               "#include \"y.h\"\n");
  ProgramResult R = tidy({"fix"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(R.Out, "x.h: 1 finding not fixed: the result would not compile\n");
  EXPECT_EQ(read("x.h"), Header);
  write("b.cpp", Clean);
  EXPECT_EQ(tidy({"fix"}).ExitCode, 0);
}

TEST_F(FixSafety, WritesNothingOutsideOfTheProject) {
  ScratchFolder Elsewhere;
  std::string Real = Elsewhere.write("x.h", InHeader);
  link(Real, "x.h");
  add("a.cpp", ("#include \"x.h\"\n" + Drops).str());
  for (const char *Option : {"--dry-run", "-q"}) {
    ProgramResult R = tidy({"fix", Option});
    EXPECT_EQ(R.ExitCode, 1) << R.str();
    EXPECT_NE((R.Out + R.Err)
                  .find("x.h: 1 finding not fixed: it is a link to " + Real +
                        ", outside of the project\n"),
              std::string::npos)
        << R.str();
  }
  EXPECT_EQ(*readFile(Real), InHeader);
  EXPECT_EQ(read("a.cpp"), "#include \"x.h\"\n" + Awaits);
}

TEST_F(FixSafety, KeepsHardLinksTogether) {
  add("a.cpp", Drops);
  add("b.cpp", Drops);
  ASSERT_EQ(::link(path("a.cpp").c_str(), path("copy").c_str()), 0);
  ProgramResult R = tidy({"fix"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(R.Out,
            "b.cpp: 1 finding fixed: await it\n"
            "a.cpp: 1 finding not fixed: it has other names (hard links), "
            "which would keep the old text; remove them, or edit it by hand\n");
  EXPECT_EQ(read("a.cpp"), Drops);
  EXPECT_EQ(status("a.cpp").st_ino, status("copy").st_ino);
  EXPECT_EQ(read("b.cpp"), Awaits);
  expectNothingLeft();
}

//===----------------------------------------------------------------------===//
// Properties of a file
//===----------------------------------------------------------------------===//

TEST_F(FixSafety, KeepsOwnerModeAndAttributes) {
  add("a.cpp", Drops);
  const std::string File = path("a.cpp");
  // Only root may give files away.
  bool IsRoot = ::geteuid() == 0;
  if (IsRoot)
    ASSERT_EQ(::chown(File.c_str(), 1234, 4321), 0);
  ASSERT_EQ(::chmod(File.c_str(), 0754), 0);
  // Some file systems have no attributes to keep.
  bool HasAttributes =
      ::setxattr(File.c_str(), "user.note", "kept", 4, 0) == 0 &&
      ::setxattr(File.c_str(), "user.empty", "", 0, 0) == 0;
  ASSERT_TRUE(HasAttributes || errno == ENOTSUP);
  EXPECT_EQ(tidy({"fix"}).ExitCode, 0);
  EXPECT_EQ(read("a.cpp"), Awaits);
  struct stat Is = status("a.cpp");
  EXPECT_EQ(Is.st_mode & 07777, 0754u);
  if (IsRoot) {
    EXPECT_EQ(Is.st_uid, 1234u);
    EXPECT_EQ(Is.st_gid, 4321u);
  }
  if (!HasAttributes)
    return;
  char Value[8];
  ASSERT_EQ(::getxattr(File.c_str(), "user.note", Value, sizeof(Value)), 4);
  EXPECT_EQ(StringRef(Value, 4), "kept");
  EXPECT_EQ(::getxattr(File.c_str(), "user.empty", Value, sizeof(Value)), 0);
}

//===----------------------------------------------------------------------===//
// All or nothing
//===----------------------------------------------------------------------===//

// An error such as a full disk is one for all files.
TEST_F(FixSafety, WritesNothingIfATextCannotBeWritten) {
  add("a.cpp", Drops);
  const std::string Long = (Drops + "//" + std::string(1 << 20, 'x')).str();
  add("b.cpp", Long);
  add("c.cpp", Drops);
  ProgramResult R = shell("ulimit -f 1000; exec \"$0\" fix --no-cache");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(R.Out,
            "a.cpp: 1 finding not fixed: it was not written, because b.cpp "
            "could not be\nb.cpp: 1 finding not fixed: it cannot be written: "
            "File too large\nc.cpp: 1 finding not fixed: it was not written, "
            "because b.cpp could not be\n");
  EXPECT_NE(R.Err.find("0 findings fixed in 0 files, 3 left"),
            std::string::npos)
      << R.str();
  EXPECT_EQ(read("a.cpp"), Drops);
  EXPECT_EQ(read("b.cpp"), Long);
  EXPECT_EQ(read("c.cpp"), Drops);
  expectNothingLeft();
}

TEST_F(FixSafety, FixesFilesWithTheLongestNames) {
  const std::string Long = std::string(251, 'x') + ".cpp";
  add(Long, Drops);
  EXPECT_EQ(tidy({"fix", "--no-cache"}).ExitCode, 0);
  EXPECT_EQ(read(Long), Awaits);
}

TEST_F(FixSafety, SaysThatThereIsNoJournal) {
  add("a.cpp", Drops);
  ProgramResult R =
      shell("XDG_CACHE_HOME=/dev/null exec \"$0\" fix --no-cache");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(read("a.cpp"), Awaits);
  EXPECT_NE(R.Err.find("note: the fixes were written without a journal, so a "
                       "killed run could not have been completed: /dev/null/"),
            std::string::npos)
      << R.str();
}

} // namespace clang::tidy::async::test
