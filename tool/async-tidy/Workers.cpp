//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Workers.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include <chrono>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

using llvm::StringRef;

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Signals
//===----------------------------------------------------------------------===//

static volatile sig_atomic_t Caught = 0;
static int WakePipe[2] = {-1, -1};
static constexpr int Signals[] = {SIGINT, SIGTERM, SIGHUP};

/// Ends the process as \p Signal does that nobody handles.
static void endBy(int Signal) {
  ::signal(Signal, SIG_DFL);
  ::raise(Signal);
}

static void onSignal(int Signal) {
  int Saved = errno;
  Caught = Signal;
  // What is under way may hang: nobody reads what is written, or another run
  // holds the cache.
  static constexpr struct itimerval Patience = {{0, 0}, {0, 500000}};
  ::setitimer(ITIMER_REAL, &Patience, nullptr);
  // poll() may be about to begin.
  if (::write(WakePipe[1], "", 1) < 0) {
  }
  errno = Saved;
}

static void onTooLate(int) { endBy(Caught); }

void catchSignals() {
  if (::pipe2(WakePipe, O_CLOEXEC | O_NONBLOCK))
    return;
  for (int Signal : Signals) {
    struct sigaction Old;
    ::sigaction(Signal, nullptr, &Old);
    // As nohup wants it.
    if (Old.sa_handler == SIG_IGN)
      continue;
    struct sigaction New = {};
    New.sa_handler = onSignal;
    ::sigaction(Signal, &New, nullptr);
  }
  ::signal(SIGALRM, onTooLate);
  // A file that must not grow is an error that is returned.
  ::signal(SIGXFSZ, SIG_IGN);
}

int caughtSignal() { return Caught; }

void endByCaughtSignal() { endBy(Caught); }

Unhurried::Unhurried() {
  sigset_t Late;
  ::sigemptyset(&Late);
  for (int Signal : Signals)
    ::sigaddset(&Late, Signal);
  ::sigaddset(&Late, SIGALRM);
  ::sigprocmask(SIG_BLOCK, &Late, &Before);
}

Unhurried::~Unhurried() { ::sigprocmask(SIG_SETMASK, &Before, nullptr); }

//===----------------------------------------------------------------------===//
// Processes
//===----------------------------------------------------------------------===//

using Clock = std::chrono::steady_clock;

namespace {
struct Worker {
  size_t Job;
  pid_t Process = -1;
  int Out = -1; ///< -1 when it is at its end.
  int Err = -1;
  Clock::time_point Deadline = Clock::time_point::max();
  bool IsTooLate = false;
  std::string Bytes;
  std::string Errors;
};
} // namespace

/// What is said on the error stream matters only when the process fails.
static constexpr size_t MaxErrors = 1 << 16;

static void writeAll(int To, StringRef Bytes) {
  while (!Bytes.empty()) {
    ssize_t N = ::write(To, Bytes.data(), Bytes.size());
    if (N < 0 && errno == EINTR)
      continue;
    if (N <= 0)
      ::_exit(1);
    Bytes = Bytes.drop_front(N);
  }
}

/// Has the heap grow in pages of 2 MB, where the system has them.
///
/// A syntax tree is hundreds of megabytes, made once and read here and there:
/// in pages of 4 KB, a third of the time goes into page faults and address
/// translation.
static void useLargePages() {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
  static constexpr size_t Reserve = size_t(512) << 20;
  struct rlimit Space;
  // It is address space alone, but somebody may have set a limit to that.
  if (::getrlimit(RLIMIT_AS, &Space) || Space.rlim_cur != RLIM_INFINITY)
    return;
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
  ::mallopt(M_TOP_PAD, Reserve);
  uintptr_t Begin = reinterpret_cast<uintptr_t>(::sbrk(0));
  // More than is free, so that the heap grows. The compiler must not see that
  // nobody wants it.
  void *volatile Much = std::malloc(size_t(16) << 20);
  std::free(Much);
  uintptr_t End = reinterpret_cast<uintptr_t>(::sbrk(0));
  static constexpr uintptr_t Page = 2 << 20;
  Begin = (Begin + Page - 1) & ~(Page - 1);
  if (End > Begin)
    ::madvise(reinterpret_cast<void *>(Begin), End - Begin, MADV_HUGEPAGE);
#endif
}

[[noreturn]] static void
runInChild(size_t Job, pid_t Parent, int Out, int Err,
           llvm::function_ref<std::string(size_t)> Run) {
  // A terminal sends its signals to all processes; ending this one is the
  // parent's task, which would take it for a crash otherwise.
  for (int Signal : Signals)
    ::signal(Signal, SIG_IGN);
  ::signal(SIGPIPE, SIG_DFL);
#ifdef __linux__
  // Whatever happens to the parent, nothing is left running.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != Parent)
    ::_exit(1);
  // Memory that does not suffice costs one file, not the run.
  if (int Score = ::open("/proc/self/oom_score_adj", O_WRONLY); Score >= 0) {
    if (::write(Score, "500", 3) < 0) {
    }
    ::close(Score);
  }
#endif
  struct rlimit NoCore = {0, 0};
  ::setrlimit(RLIMIT_CORE, &NoCore);
  if (int Null = ::open("/dev/null", O_RDWR); Null >= 0) {
    ::dup2(Null, 0);
    ::dup2(Null, 1);
  }
  ::dup2(Err, 2);
  useLargePages();
  writeAll(Out, Run(Job));
  ::_exit(0);
}

static bool start(Worker &New, const WorkerOptions &Options,
                  llvm::function_ref<std::string(size_t)> Run) {
  int Out[2], Err[2];
  if (::pipe2(Out, O_CLOEXEC))
    return false;
  if (::pipe2(Err, O_CLOEXEC)) {
    ::close(Out[0]);
    ::close(Out[1]);
    return false;
  }
  pid_t Parent = ::getpid();
  New.Process = ::fork();
  if (New.Process == 0)
    runInChild(New.Job, Parent, Out[1], Err[1], Run);
  ::close(Out[1]);
  ::close(Err[1]);
  if (New.Process < 0) {
    ::close(Out[0]);
    ::close(Err[0]);
    return false;
  }
  New.Out = Out[0];
  New.Err = Err[0];
  for (int FD : {New.Out, New.Err})
    ::fcntl(FD, F_SETFL, O_NONBLOCK);
  if (Options.TimeoutSeconds)
    New.Deadline = Clock::now() + std::chrono::seconds(Options.TimeoutSeconds);
  return true;
}

/// Reads what is there; closes \p FD at its end.
static void drain(int &FD, std::string &To, size_t Max) {
  char Buffer[1 << 16];
  while (FD >= 0) {
    ssize_t N = ::read(FD, Buffer, sizeof(Buffer));
    if (N > 0) {
      if (To.size() < Max)
        To.append(Buffer, N);
      continue;
    }
    if (N < 0 && errno == EINTR)
      continue;
    if (N < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
      return;
    ::close(FD);
    FD = -1;
  }
}

/// The line of \p Errors that says most.
static std::string lastWords(StringRef Errors) {
  llvm::SmallVector<StringRef, 16> Lines;
  Errors.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines)
    if (Line.contains("LLVM ERROR") || Line.contains("Assertion"))
      return Line.trim().str();
  return "";
}

static Outcome failure(std::string Reason) { return {"", std::move(Reason)}; }

static Outcome outcomeOf(Worker &&Ended, int Status,
                         const WorkerOptions &Options) {
  if (Ended.IsTooLate)
    return failure("took longer than " +
                   std::to_string(Options.TimeoutSeconds) + " s");
  if (WIFEXITED(Status) && WEXITSTATUS(Status) == 0)
    return {std::move(Ended.Bytes), ""};
  StringRef Errors = Ended.Errors;
  if (Errors.contains("out of memory") || Errors.contains("bad_alloc"))
    return failure("ran out of memory");
  std::string Words = lastWords(Errors);
  if (!Words.empty())
    Words = ": " + Words;
  if (!WIFSIGNALED(Status))
    return failure("ended at once" + Words);
  if (WTERMSIG(Status) == SIGKILL)
    return failure("was killed, perhaps for lack of memory");
  Outcome Result = failure(std::string("crashed (") +
                           ::strsignal(WTERMSIG(Status)) + ")" + Words);
  Result.HasCrashed = true;
  return Result;
}

bool runJobs(llvm::ArrayRef<size_t> Jobs, const WorkerOptions &Options,
             llvm::function_ref<std::string(size_t)> Run,
             llvm::function_ref<void(size_t, Outcome &&)> OnEnd,
             llvm::function_ref<void()> OnTick) {
#ifdef __GLIBC__
  // What is not in use, as after reading a large database, need not be copied
  // for each worker.
  if (!Jobs.empty())
    ::malloc_trim(0);
#endif
  std::vector<Worker> Running;
  while (!Caught && (!Jobs.empty() || !Running.empty())) {
    while (!Jobs.empty() && Running.size() < Options.AtATime) {
      Worker New;
      New.Job = Jobs.front();
      if (!start(New, Options, Run)) {
        // With others running, there will be room when they have ended.
        if (!Running.empty())
          break;
        Outcome Failed;
        Failed.Reason =
            std::string("could not be started: ") + ::strerror(errno);
        OnEnd(New.Job, std::move(Failed));
      } else {
        Running.push_back(std::move(New));
      }
      Jobs = Jobs.drop_front();
    }

    std::vector<struct pollfd> Polled = {{WakePipe[0], POLLIN, 0}};
    Clock::time_point Now = Clock::now();
    Clock::time_point Next = Now + std::chrono::milliseconds(500);
    for (const Worker &W : Running) {
      Next = std::min(Next, W.Deadline);
      for (int FD : {W.Out, W.Err})
        if (FD >= 0)
          Polled.push_back({FD, POLLIN, 0});
    }
    int Wait = std::max<int64_t>(
        0, std::chrono::ceil<std::chrono::milliseconds>(Next - Now).count());
    ::poll(Polled.data(), Polled.size(), Wait);
    if (Caught)
      break;

    Now = Clock::now();
    for (size_t I = 0; I < Running.size();) {
      Worker &W = Running[I];
      drain(W.Out, W.Bytes, SIZE_MAX);
      drain(W.Err, W.Errors, MaxErrors);
      if (!W.IsTooLate && Now >= W.Deadline) {
        W.IsTooLate = true;
        W.Deadline = Clock::time_point::max();
        ::kill(W.Process, SIGKILL);
      }
      if (W.Out >= 0 || W.Err >= 0) {
        ++I;
        continue;
      }
      int Status = 0;
      while (::waitpid(W.Process, &Status, 0) < 0 && errno == EINTR)
        ;
      Worker Ended = std::move(W);
      Running.erase(Running.begin() + I);
      size_t Job = Ended.Job;
      OnEnd(Job, outcomeOf(std::move(Ended), Status, Options));
    }
    OnTick();
  }
  for (Worker &W : Running)
    ::kill(W.Process, SIGKILL);
  for (Worker &W : Running) {
    while (::waitpid(W.Process, nullptr, 0) < 0 && errno == EINTR)
      ;
    for (int FD : {W.Out, W.Err})
      if (FD >= 0)
        ::close(FD);
  }
  return !Caught;
}

} // namespace clang::tidy::async
