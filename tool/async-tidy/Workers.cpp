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
#include <optional>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
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

/// Ends the process as an unhandled \p Signal would.
static void endBy(int Signal) {
  ::signal(Signal, SIG_DFL);
  ::raise(Signal);
}

void restartGracePeriod() {
  static constexpr struct itimerval GracePeriod = {{0, 0}, {0, 500000}};
  ::setitimer(ITIMER_REAL, &GracePeriod, nullptr);
}

void stopGracePeriod() {
  static constexpr struct itimerval None = {};
  ::setitimer(ITIMER_REAL, &None, nullptr);
}

static void onSignal(int Signal) {
  int Saved = errno;
  Caught = Signal;
  // Work in progress may hang: the reader of our output may have stopped, or
  // another run may hold a lock on the cache.
  restartGracePeriod();
  // Wake up poll() even if it has not started yet.
  if (::write(WakePipe[1], "", 1) < 0) {
  }
  errno = Saved;
}

static void onGracePeriodEnd(int) { endBy(Caught); }

void catchSignals() {
  if (::pipe2(WakePipe, O_CLOEXEC | O_NONBLOCK))
    return;
  for (int Signal : Signals) {
    struct sigaction Old;
    ::sigaction(Signal, nullptr, &Old);
    // nohup makes us ignore it.
    if (Old.sa_handler == SIG_IGN)
      continue;
    struct sigaction New = {};
    New.sa_handler = onSignal;
    ::sigaction(Signal, &New, nullptr);
  }
  ::signal(SIGALRM, onGracePeriodEnd);
  // Exceeding the file size limit must be an error, not a signal.
  ::signal(SIGXFSZ, SIG_IGN);
}

int caughtSignal() { return Caught; }

void endByCaughtSignal() { endBy(Caught); }

Unhurried::Unhurried() {
  sigset_t Blocked;
  ::sigemptyset(&Blocked);
  for (int Signal : Signals)
    ::sigaddset(&Blocked, Signal);
  ::sigaddset(&Blocked, SIGALRM);
  ::sigprocmask(SIG_BLOCK, &Blocked, &Before);
}

Unhurried::~Unhurried() { ::sigprocmask(SIG_SETMASK, &Before, nullptr); }

//===----------------------------------------------------------------------===//
// Processes
//===----------------------------------------------------------------------===//

using Clock = std::chrono::steady_clock;

namespace {
struct Worker {
  pid_t Process = -1;
  int Jobs = -1; ///< Where it receives jobs; -1 if it gets no more.
  int Out = -1;  ///< -1 after its end.
  int Err = -1;
  std::optional<size_t> Job; ///< Its current job.
  /// After this many jobs, another process takes over: memory that libraries
  /// keep, and fragmentation of the heap, must not accumulate.
  unsigned JobsLeft = 64;
  Clock::time_point Deadline = Clock::time_point::max();
  bool HasTimedOut = false;
  std::string Bytes;
  std::string Errors;
};
} // namespace

/// Output on the error stream matters only if the process fails.
static constexpr size_t MaxErrors = 1 << 16;

static bool writeAll(int To, StringRef Bytes) {
  while (!Bytes.empty()) {
    ssize_t N = ::write(To, Bytes.data(), Bytes.size());
    if (N < 0 && errno == EINTR)
      continue;
    if (N <= 0)
      return false;
    Bytes = Bytes.drop_front(N);
  }
  return true;
}

/// A number as pipes transmit it: that of a job, or of the bytes that follow.
static StringRef asBytes(const size_t &Number) {
  return {reinterpret_cast<const char *>(&Number), sizeof(Number)};
}

static std::optional<size_t> numberAt(StringRef Bytes) {
  size_t Number;
  if (Bytes.size() < sizeof(Number))
    return std::nullopt;
  ::memcpy(&Number, Bytes.data(), sizeof(Number));
  return Number;
}

/// Makes the heap grow in pages of 2 MB, if the system has them.
///
/// A syntax tree takes hundreds of megabytes, is written once and read all
/// over: with pages of 4 KB, a third of the time goes into page faults and
/// address translation.
static void useLargePages() {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
  static constexpr size_t Reserve = size_t(512) << 20;
  struct rlimit Space;
  // The reserve takes address space only, but that may be limited.
  if (::getrlimit(RLIMIT_AS, &Space) || Space.rlim_cur != RLIM_INFINITY)
    return;
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
  ::mallopt(M_TOP_PAD, Reserve);
  uintptr_t Begin = reinterpret_cast<uintptr_t>(::sbrk(0));
  // Allocate more than is free, so that the heap grows. `volatile` keeps the
  // compiler from removing the unused allocation.
  void *volatile Block = std::malloc(size_t(16) << 20);
  std::free(Block);
  uintptr_t End = reinterpret_cast<uintptr_t>(::sbrk(0));
  static constexpr uintptr_t Page = 2 << 20;
  Begin = (Begin + Page - 1) & ~(Page - 1);
  if (End > Begin)
    ::madvise(reinterpret_cast<void *>(Begin), End - Begin, MADV_HUGEPAGE);
#endif
}

/// The next job in \p From; none if there are no more.
static std::optional<size_t> nextJob(int From) {
  char Bytes[sizeof(size_t)];
  ssize_t N;
  // A message this short arrives in one piece.
  do
    N = ::read(From, Bytes, sizeof(Bytes));
  while (N < 0 && errno == EINTR);
  return numberAt(StringRef(Bytes, std::max<ssize_t>(N, 0)));
}

[[noreturn]] static void
runInChild(pid_t Parent, int Jobs, int Out, int Err,
           llvm::function_ref<std::string(size_t)> Run) {
  // A terminal sends its signals to all processes; the parent ends this one,
  // and would otherwise mistake a signal for a crash.
  for (int Signal : Signals)
    ::signal(Signal, SIG_IGN);
  ::signal(SIGPIPE, SIG_DFL);
#ifdef __linux__
  // Do not outlive the parent, however it ends.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != Parent)
    ::_exit(1);
  // Running out of memory should fail one file, not the run.
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
  while (std::optional<size_t> Job = nextJob(Jobs)) {
    std::string Bytes = Run(*Job);
    if (!writeAll(Out, asBytes(Bytes.size())) || !writeAll(Out, Bytes))
      ::_exit(1);
  }
  ::_exit(0);
}

/// Closes the pipes to \p W that are open.
static void closeAll(Worker &W) {
  for (int *FD : {&W.Jobs, &W.Out, &W.Err})
    if (*FD >= 0)
      ::close(std::exchange(*FD, -1));
}

/// Starts a process that waits for jobs. \p Siblings are running; it must not
/// keep their pipes open.
static bool start(Worker &New, llvm::ArrayRef<Worker> Siblings,
                  llvm::function_ref<std::string(size_t)> Run) {
  // [0] is read from, [1] is written to. Jobs go through a socket: writing to a
  // pipe without a reader would end this process.
  int Pipes[3][2];
  for (unsigned Open = 0; Open < 3; ++Open)
    if (Open == 0
            ? ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, Pipes[0])
            : ::pipe2(Pipes[Open], O_CLOEXEC)) {
      while (Open-- > 0) {
        ::close(Pipes[Open][0]);
        ::close(Pipes[Open][1]);
      }
      return false;
    }
  auto &[Jobs, Out, Err] = Pipes;
  New.Jobs = Jobs[1];
  New.Out = Out[0];
  New.Err = Err[0];
  pid_t Parent = ::getpid();
  New.Process = ::fork();
  if (New.Process == 0) {
    closeAll(New);
    for (Worker Other : Siblings)
      closeAll(Other);
    runInChild(Parent, Jobs[0], Out[1], Err[1], Run);
  }
  ::close(Jobs[0]);
  ::close(Out[1]);
  ::close(Err[1]);
  if (New.Process < 0) {
    closeAll(New);
    return false;
  }
  for (int FD : {New.Out, New.Err})
    ::fcntl(FD, F_SETFL, O_NONBLOCK);
  return true;
}

/// Reads the available data; closes \p FD at its end.
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

/// The most informative line of \p Errors.
static std::string errorLine(StringRef Errors) {
  llvm::SmallVector<StringRef, 16> Lines;
  Errors.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines)
    if (Line.contains("LLVM ERROR") || Line.contains("Assertion"))
      return Line.trim().str();
  return "";
}

static Outcome failure(std::string Reason) { return {"", std::move(Reason)}; }

/// The reason why \p Ended did not complete its job.
static Outcome failureOf(const Worker &Ended, int Status,
                         const WorkerOptions &Options) {
  if (Ended.HasTimedOut)
    return failure("took longer than " +
                   std::to_string(Options.TimeoutSeconds) + " s");
  StringRef Errors = Ended.Errors;
  if (Errors.contains("out of memory") || Errors.contains("bad_alloc"))
    return failure("ran out of memory");
  std::string Line = errorLine(Errors);
  if (!Line.empty())
    Line = ": " + Line;
  if (!WIFSIGNALED(Status))
    return failure("exited immediately" + Line);
  if (WTERMSIG(Status) == SIGKILL)
    return failure("was killed, perhaps for lack of memory");
  Outcome Result = failure(std::string("crashed (") +
                           ::strsignal(WTERMSIG(Status)) + ")" + Line);
  Result.HasCrashed = true;
  return Result;
}

/// The output of \p W for its job, once it is complete.
static std::optional<std::string> takeResult(Worker &W) {
  StringRef Bytes = W.Bytes;
  std::optional<size_t> Size = numberAt(Bytes);
  if (!Size || Bytes.size() - sizeof(*Size) < *Size)
    return std::nullopt;
  std::string Result = Bytes.substr(sizeof(*Size), *Size).str();
  W.Bytes.clear();
  W.Errors.clear();
  W.Job = std::nullopt;
  return Result;
}

bool runJobs(llvm::ArrayRef<size_t> Jobs, const WorkerOptions &Options,
             llvm::function_ref<std::string(size_t)> Run,
             llvm::function_ref<void(size_t, Outcome &&)> OnEnd,
             llvm::function_ref<void()> OnTick) {
#ifdef __GLIBC__
  // Release unused memory, for instance after reading a large database, so that
  // it is not copied for each worker.
  if (!Jobs.empty())
    ::malloc_trim(0);
#endif
  std::vector<Worker> Running;
  // Sends W a job, or makes it exit if it gets no more.
  auto SendJob = [&](Worker &W) {
    if (Jobs.empty() || W.JobsLeft == 0) {
      ::close(std::exchange(W.Jobs, -1));
      return;
    }
    W.Job = Jobs.front();
    Jobs = Jobs.drop_front();
    --W.JobsLeft;
    if (Options.TimeoutSeconds)
      W.Deadline = Clock::now() + std::chrono::seconds(Options.TimeoutSeconds);
    // If the process has already ended, the end of its output reveals that.
    StringRef Bytes = asBytes(*W.Job);
    if (::send(W.Jobs, Bytes.data(), Bytes.size(), MSG_NOSIGNAL) < 0) {
    }
  };
  while (!Caught && (!Jobs.empty() || !Running.empty())) {
    while (!Jobs.empty() && Running.size() < Options.AtATime) {
      Worker New;
      if (!start(New, Running, Run)) {
        // If other workers are running, retry when one of them ends.
        if (!Running.empty())
          break;
        Outcome Failed;
        Failed.Reason =
            std::string("could not be started: ") + ::strerror(errno);
        OnEnd(Jobs.front(), std::move(Failed));
        Jobs = Jobs.drop_front();
      } else {
        SendJob(Running.emplace_back(std::move(New)));
      }
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
      std::optional<size_t> Job = W.Job;
      if (std::optional<std::string> Result =
              Job ? takeResult(W) : std::nullopt) {
        W.Deadline = Clock::time_point::max();
        SendJob(W);
        OnEnd(*Job, {std::move(*Result), ""});
        continue;
      }
      if (!W.HasTimedOut && Now >= W.Deadline) {
        W.HasTimedOut = true;
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
      closeAll(W);
      Worker Ended = std::move(W);
      Running.erase(Running.begin() + I);
      if (Job)
        OnEnd(*Job, failureOf(Ended, Status, Options));
    }
    OnTick();
  }
  for (Worker &W : Running)
    ::kill(W.Process, SIGKILL);
  for (Worker &W : Running) {
    while (::waitpid(W.Process, nullptr, 0) < 0 && errno == EINTR)
      ;
    closeAll(W);
  }
  return !Caught;
}

} // namespace clang::tidy::async
