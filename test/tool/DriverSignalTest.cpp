//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Interrupts the real async-tidy while it is working.

#include "DriverFixture.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <chrono>
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using llvm::StringRef;
using Clock = std::chrono::steady_clock;

namespace clang::tidy::async::test {

static bool
waitUntil(llvm::function_ref<bool()> Holds,
          std::chrono::milliseconds AtMost = std::chrono::seconds(60)) {
  for (Clock::time_point End = Clock::now() + AtMost; Clock::now() < End;) {
    if (Holds())
      return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return Holds();
}

namespace {
class DriverSignals : public Driver {
protected:
  ~DriverSignals() {
    if (Process > 0)
      end(SIGKILL, /*All=*/true);
  }

  /// Starts a run in its own process group, as a shell does. Its output goes to
  /// \p Out, or to the file "out".
  void begin(std::vector<std::string> Args, int Out = -1) {
    // From an earlier run.
    llvm::sys::fs::remove(path("out"));
    Args.insert(Args.begin(), ASYNC_TIDY_DRIVER);
    std::vector<char *> Words;
    for (std::string &Arg : Args)
      Words.push_back(Arg.data());
    Words.push_back(nullptr);
    Process = ::fork();
    ASSERT_GE(Process, 0);
    if (Process == 0) {
      ::setpgid(0, 0);
      // A shell that runs the tests in the background ignores them.
      ::signal(SIGINT, SIG_DFL);
      ::signal(SIGQUIT, SIG_DFL);
      auto Open = [&](const char *Name) {
        return ::open(path(Name).c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
      };
      ::dup2(Out < 0 ? Open("out") : Out, 1);
      ::dup2(Open("err"), 2);
      ::setenv("XDG_CACHE_HOME", path("cache").c_str(), 1);
      if (::chdir(Folder.path().c_str()) == 0)
        ::execv(Words[0], Words.data());
      ::_exit(126);
    }
    ::setpgid(Process, Process);
  }

  /// Its output so far; it may not have started.
  std::string printed(const char *Name) {
    return readFile(path(Name)).value_or("");
  }

  /// Sends a signal to the process, or to \p All that it has started as well;
  /// returns how it ended, and how long that took.
  int end(int Signal, bool All = false) {
    Clock::time_point Begin = Clock::now();
    ::kill(All ? -Process : Process, Signal);
    int Status = wait();
    Taken = Clock::now() - Begin;
    return Status;
  }

  int wait() {
    int Status = 0;
    while (::waitpid(Process, &Status, 0) < 0 && errno == EINTR)
      ;
    Group = std::exchange(Process, -1);
    return Status;
  }

  /// The live processes of the group; zombies do not count.
  static std::vector<pid_t> living(pid_t Group) {
    std::vector<pid_t> Found;
    for (const std::string &Folder : listFolder("/proc")) {
      // 12 (name) S 1 12 ...: state, parent and group follow the name. Files in
      // /proc have no size.
      auto Read = llvm::MemoryBuffer::getFileAsStream(Folder + "/stat");
      if (!Read)
        continue;
      StringRef Stat = (*Read)->getBuffer();
      llvm::SmallVector<StringRef, 4> Words;
      Stat.rsplit(") ").second.split(Words, ' ', 3);
      pid_t Id;
      if (Words.size() > 2 && Words[0] != "Z" &&
          Words[2] == llvm::itostr(Group) &&
          llvm::to_integer(Stat.split(' ').first, Id))
        Found.push_back(Id);
    }
    return Found;
  }
  /// The remaining processes of a run that has ended.
  std::vector<pid_t> left() const { return living(Group); }

  /// A worker of the run, as soon as there is one.
  pid_t worker() const {
    pid_t Found = -1;
    waitUntil([&] {
      for (pid_t Each : living(Process))
        if (Each != Process)
          Found = Each;
      return Found > 0;
    });
    return Found;
  }

  pid_t Process = -1;
  pid_t Group = -1;
  Clock::duration Taken{};
};
} // namespace

static void expectEndedBy(int Signal, int Status) {
  EXPECT_TRUE(WIFSIGNALED(Status)) << Status;
  EXPECT_EQ(WTERMSIG(Status), Signal) << Status;
}

TEST_F(DriverSignals, EndsWithinASecondAndLeavesNothingBehind) {
  add("a.cpp", Blocks);
  add("b.cpp", Endless, Patience);
  for (int Signal : {SIGINT, SIGTERM, SIGHUP})
    for (bool All : {false, true}) {
      SCOPED_TRACE(std::string(::strsignal(Signal)) + (All ? " to all" : ""));
      llvm::sys::fs::remove_directories(path("cache"));
      // With the index, nothing is printed before all files have been read.
      begin({"-j2", "--no-index"});
      ASSERT_TRUE(waitUntil(
          [&] { return StringRef(printed("out")).contains(SaysBlocks); }));
      expectEndedBy(Signal, end(Signal, All));
      EXPECT_LT(Taken, std::chrono::seconds(1));
      EXPECT_EQ(left(), std::vector<pid_t>());
      EXPECT_EQ(count(printed("out"), ": error: "), 0u) << printed("out");
      EXPECT_EQ(printed("err"), "note: interrupted after 1 of 2 files\n");
      // Completed work is kept.
      ProgramResult After = tidy({"a.cpp", "--no-index"});
      EXPECT_NE(After.Err.find("1 from the cache"), std::string::npos)
          << After.str();
    }
}

TEST_F(DriverSignals, EndsBeforeAllFilesKnowEachOther) {
  add("a.cpp", Blocks);
  add("b.cpp", Endless, Patience);
  begin({"-j2"});
  // The result of the first file is in the cache by then.
  std::this_thread::sleep_for(std::chrono::seconds(3));
  expectEndedBy(SIGINT, end(SIGINT));
  EXPECT_LT(Taken, std::chrono::seconds(1));
  EXPECT_EQ(count(printed("out"), SaysBlocks), 1u) << printed("out");
  EXPECT_EQ(printed("err"), "note: interrupted after 1 of 2 files\n");
  write("b.cpp", Clean);
  ProgramResult After = tidy({});
  EXPECT_EQ(count(After.Out, SaysBlocks), 1u) << After.str();
  EXPECT_NE(After.Err.find("1 from the cache"), std::string::npos)
      << After.str();
}

TEST_F(DriverSignals, ReportsTheFinishedFiles) {
  // In this order, the finished file comes last.
  add("a.cpp", Endless, Patience);
  add("b.cpp", Blocks);
  auto Parsed = [&](const char *Name) {
    llvm::Expected<llvm::json::Value> Report = llvm::json::parse(printed(Name));
    if (Report)
      return std::move(*Report);
    ADD_FAILURE() << Name << ": " << toString(Report.takeError());
    return llvm::json::Value(nullptr);
  };
  auto Holds = [](StringRef Text, StringRef Part) {
    return Text.contains(Part);
  };
  std::vector<std::string> Args = {"-j2",
                                   "-q",
                                   "--output=json",
                                   "--output=json:out.json",
                                   "--output=text:out.txt",
                                   "--output=sarif:out.sarif",
                                   "--output=gitlab:out.gitlab"};
  // With the index, and without.
  for (unsigned Round = 0; Round < 2; ++Round) {
    SCOPED_TRACE(Round);
    begin(Args);
    Args.push_back("--no-index");
    // The worker that has nothing more to do ends.
    ASSERT_TRUE(waitUntil([&] { return living(Process).size() == 3; }));
    ASSERT_TRUE(waitUntil([&] { return living(Process).size() == 2; }));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    expectEndedBy(SIGTERM, end(SIGTERM));
    EXPECT_LT(Taken, std::chrono::seconds(1));
    EXPECT_EQ(printed("err"), "");
    EXPECT_EQ(printed("out.json"), printed("out"));
    const llvm::json::Value Json = Parsed("out");
    ASSERT_TRUE(Json.getAsObject());
    const llvm::json::Array &Findings =
        *Json.getAsObject()->getArray("findings");
    ASSERT_EQ(Findings.size(), 1u) << printed("out");
    EXPECT_EQ(*Findings[0].getAsObject()->getString("file"), "b.cpp");
    const llvm::json::Array &Rest =
        *Json.getAsObject()->getArray("notAnalysed");
    ASSERT_EQ(Rest.size(), 1u) << printed("out");
    EXPECT_EQ(*Rest[0].getAsObject()->getString("file"), "a.cpp");
    EXPECT_EQ(*Rest[0].getAsObject()->getString("reason"), "interrupted");
    Parsed("out.sarif");
    Parsed("out.gitlab");
    for (const char *Name : {"out.sarif", "out.gitlab", "out.txt"}) {
      EXPECT_PRED2(Holds, printed(Name), "blocks the thread") << Name;
      EXPECT_PRED2(Holds, printed(Name), "interrupted") << Name;
    }
  }
}

// As `async-tidy | less` does, which ignores interrupts.
TEST_F(DriverSignals, EndsThoughNobodyReadsWhatItWrites) {
  std::string Many = "#include \"task.h\"\n";
  for (unsigned I = 0; I < 1000; ++I)
    Many += "Task f" + llvm::utostr(I) + "() { block(); co_await step(); }\n";
  add("a.cpp", Many);
  add("b.cpp", Endless, Patience);
  int Pipe[2];
  ASSERT_EQ(::pipe2(Pipe, O_CLOEXEC), 0);
  begin({"-j2", "--no-index"}, Pipe[1]);
  // When the pipe is full, the run waits.
  int Size = ::fcntl(Pipe[0], F_GETPIPE_SZ);
  ASSERT_TRUE(waitUntil([&] {
    int Written = 0;
    ::ioctl(Pipe[0], FIONREAD, &Written);
    return Written > Size - 4096;
  }));
  expectEndedBy(SIGINT, end(SIGINT, /*All=*/true));
  EXPECT_LT(Taken, std::chrono::seconds(1));
  EXPECT_TRUE(waitUntil([&] { return left().empty(); }));
  ::close(Pipe[0]);
  ::close(Pipe[1]);
}

TEST_F(DriverSignals, MayBeKilledAtAnyPoint) {
  for (unsigned I = 0; I < 20; ++I)
    add("f" + std::to_string(I) + ".cpp", I % 2 ? Blocks : Clean);
  // Two runs at the same time share the cache; one of them continues.
  for (unsigned Millis : {20, 50, 100, 200, 400, 800, 1200}) {
    begin({"-q"});
    std::this_thread::sleep_for(std::chrono::milliseconds(Millis));
    end(SIGKILL);
    // Its workers end with it.
    EXPECT_TRUE(waitUntil([&] { return left().empty(); }));
  }
  ProgramResult R = tidy({"-q"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 10u) << R.str();
  EXPECT_EQ(R.Err, "");
}

TEST_F(DriverSignals, KillsNoRunThatSharesTheCache) {
  for (unsigned I = 0; I < 20; ++I)
    add("f" + std::to_string(I) + ".cpp", I % 2 ? Blocks : Clean);
  // While the cache is created, and while it is filled.
  for (unsigned Millis : {15, 25, 35, 50, 300, 700}) {
    llvm::sys::fs::remove_directories(path("cache"));
    ProgramResult Other;
    std::thread Beside([&] { Other = tidy({"-q"}); });
    begin({"-q"});
    std::this_thread::sleep_for(std::chrono::milliseconds(Millis));
    end(SIGKILL);
    Beside.join();
    EXPECT_EQ(Other.ExitCode, 1) << Other.str();
    EXPECT_EQ(count(Other.Out, SaysBlocks), 10u) << Other.str();
    EXPECT_EQ(Other.Err, "");
    ProgramResult After = tidy({});
    EXPECT_NE(After.Err.find("20 from the cache"), std::string::npos)
        << After.str();
  }
}

//===----------------------------------------------------------------------===//
// Fixing
//===----------------------------------------------------------------------===//

TEST_F(DriverSignals, ChangesNothingWhenInterruptedBeforeFixing) {
  add("a.cpp", Drops);
  add("b.cpp", Endless, Patience);
  begin({"fix", "-j2"});
  std::this_thread::sleep_for(std::chrono::seconds(1));
  expectEndedBy(SIGINT, end(SIGINT, /*All=*/true));
  EXPECT_LT(Taken, std::chrono::seconds(1));
  EXPECT_EQ(read("a.cpp"), Drops);
}

namespace {
/// Many large files that are fixed in one run.
class DriverSignalsWhileFixing : public DriverSignals {
protected:
  DriverSignalsWhileFixing() {
    // Of equal length, so that the content of a file is easy to recognize.
    std::string Space = "\n//" + std::string(1 << 19, 'x') + "\n";
    std::string All;
    for (unsigned I = 0; I < Number; ++I) {
      std::string Name = "part" + llvm::utostr(I) + ".h";
      std::string Begin = "inline Task p" + llvm::utostr(I) + "() {\n  ";
      std::string End = "step();\n  co_await step();\n}\n";
      Before.push_back("#pragma once\n#include \"task.h\"\n" + Begin + End +
                       Space);
      After.push_back("#pragma once\n#include \"task.h\"\n" + Begin +
                      "co_await " + End + Space);
      All += "#include \"" + Name + "\"\n";
      write(Name, Before.back());
    }
    add("a.cpp", All);
  }

  /// The number of fixed files; all others must be unchanged.
  unsigned numberFixed() {
    unsigned Fixed = 0;
    for (unsigned I = 0; I < Number; ++I) {
      std::string Text = read("part" + llvm::utostr(I) + ".h");
      Fixed += Text == After[I];
      EXPECT_TRUE(Text == Before[I] || Text == After[I]) << I;
    }
    return Fixed;
  }

  void beginToWrite() {
    begin({"fix"});
    // The files are written in the order of their paths.
    struct stat Old, New;
    ::stat(path("part0.h").c_str(), &Old);
    ASSERT_TRUE(waitUntil([&] {
      return ::stat(path("part0.h").c_str(), &New) == 0 &&
             New.st_size != Old.st_size;
    }));
  }

  static constexpr unsigned Number = 50;
  std::vector<std::string> Before, After;
};
} // namespace

TEST_F(DriverSignalsWhileFixing, WritesNoHalfOfAFile) {
  beginToWrite();
  end(SIGKILL);
  EXPECT_GE(numberFixed(), 1u);
  // The next run does the rest.
  EXPECT_EQ(tidy({"fix"}).ExitCode, 0);
  EXPECT_EQ(numberFixed(), Number);
}

TEST_F(DriverSignalsWhileFixing, FinishesWhatItHasBegun) {
  beginToWrite();
  int Status = end(SIGINT, /*All=*/true);
  EXPECT_TRUE(WIFSIGNALED(Status) || WEXITSTATUS(Status) == 0) << Status;
  EXPECT_EQ(numberFixed(), Number);
  for (const std::string &File : listFolder(Folder.path()))
    EXPECT_EQ(File.find(".tmp"), std::string::npos) << File;
}

// Wherever the run is killed, all files are fixed in the end, or none.
TEST_F(DriverSignalsWhileFixing, LeavesNothingHalfDone) {
  ASSERT_EQ(tidy({}).ExitCode, 1); // Fill the cache.
  unsigned Finished = 0, Undone = 0;
  for (unsigned Round = 0; Round < 24; ++Round) {
    begin({"fix"});
    // Half of the rounds wait for the first text that is prepared.
    auto Prepared = [&] {
      return llvm::any_of(listFolder(Folder.path()), [](StringRef File) {
        return File.ends_with(".tmp");
      });
    };
    if (Round % 2)
      waitUntil([&] { return Prepared() || read("part0.h") == After[0]; });
    std::this_thread::sleep_for(
        std::chrono::milliseconds(Round % 2 ? Round * 7 : Round * 80));
    end(SIGKILL);
    numberFixed();
    // The next run is one of any kind.
    ProgramResult Next = tidy({});
    Finished += count(Next.Err, "note: finished the fixes of a run");
    Undone += count(Next.Err, "note: removed the fixes that a run");
    EXPECT_FALSE(Prepared()) << Round;
    unsigned Fixed = numberFixed();
    EXPECT_TRUE(Fixed == 0 || Fixed == Number) << Round << ": " << Fixed;
    EXPECT_EQ(Next.ExitCode, Fixed ? 0 : 1) << Next.str();
    EXPECT_EQ(shell("find cache -name '*.journal'").Out, "");
    for (unsigned I = 0; I < Number; ++I)
      write("part" + llvm::utostr(I) + ".h", Before[I]);
  }
  // The delays suit this machine: both have been seen.
  EXPECT_GT(Finished + Undone, 0u);
}

// Somebody has edited a file after the run was killed.
TEST_F(DriverSignalsWhileFixing, FinishesNoFileThatHasChanged) {
  for (unsigned Round = 0; Round < 10; ++Round) {
    beginToWrite();
    end(SIGKILL);
    unsigned Fixed = numberFixed();
    if (Fixed < Number) {
      // The last one of the order.
      ASSERT_EQ(read("part9.h"), Before[9]);
      write("part9.h", "// Mine.\n");
      ProgramResult Next = tidy({});
      EXPECT_NE(Next.Err.find("note: part9.h was not fixed by a run that was "
                              "killed, and has changed since; run 'async-tidy "
                              "fix' again\n"),
                std::string::npos)
          << Next.str();
      EXPECT_EQ(read("part9.h"), "// Mine.\n");
      write("part9.h", After[9]);
      EXPECT_EQ(numberFixed(), Number);
      return;
    }
    for (unsigned I = 0; I < Number; ++I)
      write("part" + llvm::utostr(I) + ".h", Before[I]);
  }
  FAIL() << "no run was killed while it wrote";
}

// Clang may need the bodies that are skipped for speed.
TEST_F(DriverSignals, ReadsAFileOnceMoreThatCrashed) {
  add("a.cpp", Endless, Patience);
  begin({"-j1"});
  pid_t First = worker();
  ASSERT_GT(First, 0);
  // Let it read the file.
  std::this_thread::sleep_for(std::chrono::seconds(1));
  write("a.cpp", Blocks);
  ::kill(First, SIGSEGV);
  int Status = wait();
  ASSERT_TRUE(WIFEXITED(Status)) << Status;
  EXPECT_EQ(WEXITSTATUS(Status), 1) << printed("err");
  EXPECT_EQ(count(printed("out"), SaysBlocks), 1u) << printed("out");
  EXPECT_EQ(count(printed("out"), "crashed"), 0u) << printed("out");
}

} // namespace clang::tidy::async::test
