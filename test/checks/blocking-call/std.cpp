// RUN: async-blocking-call -std=c++20 -isystem stubs
// RUN: async-blocking-call -std=c++20 -isystem stubs -check-suffix=,LOCKS -option async-blocking-call.Locks=true
#include "async_lib/inhouse.h"
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;
using inhouse::Task;

void use(int);

// Silent: when the outcome is taken, what was awaited is finished.
struct Joining {
  std::thread &Worker;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume() { Worker.join(); }
};
Task<> okResumes(std::thread &Worker) {
  Joining Done{Worker};
  if (Done.await_ready())
    Done.await_resume();
  else
    co_await Done;
}

//===-- What blocks
//---------------------------------------------------------===//

Task<> sleeps() {
  std::this_thread::sleep_for(5ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it [async-blocking-call]
  co_return;
}

Task<bool> copies(std::filesystem::path Path) {
  co_return std::filesystem::copy_file(Path, "copy");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'copy_file' blocks the thread of coroutine 'copies'
}

// Names and attributes of files take a few microseconds.
Task<bool> okBrief(std::filesystem::path Path) {
  if (!std::filesystem::exists(Path))
    std::filesystem::create_directory(Path);
  std::filesystem::rename("a", Path / "a");
  co_return std::filesystem::remove("b");
}
Task<> removesAll(std::filesystem::path Path) {
  std::filesystem::remove_all(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'remove_all' blocks the thread of coroutine 'removesAll'
  co_return;
}

// Several files in turn are one pause of the thread; an await is a turn for
// other work.
Task<> readsInTurn(Task<> Done) {
  std::ifstream First("a"), Second("b");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'readsInTurn'
  // CHECK-NOTES: :[[@LINE-2]]:29: note: 'basic_ifstream' also blocks here
  std::filesystem::copy_file("a", "c");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: note: 'copy_file' also blocks here
  co_await std::move(Done);
  std::ifstream Third("c");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'readsInTurn'
}

Task<int> runs() {
  co_return std::system("true");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'system' blocks the thread of coroutine 'runs'
}

// One file, one finding.
Task<std::string> reads() {
  std::ifstream In("a");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'reads'
  std::string Line;
  std::getline(In, Line);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: note: 'getline' also blocks here
  co_return Line;
}

// The members of two objects are two files.
struct Source {
  std::ifstream In;
};
Task<std::string> readsTwo(Source A, Source B, Task<> Done) {
  std::string Line;
  std::getline(A.In, Line);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getline' blocks the thread of coroutine 'readsTwo'
  std::ifstream &Again = A.In;
  std::getline(Again, Line);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: note: 'getline' also blocks here
  co_await std::move(Done);
  std::getline(B.In, Line);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getline' blocks the thread of coroutine 'readsTwo'
  co_return Line;
}

//===-- By functions of one's own
//-------------------------------------------===//

void helper() { std::this_thread::sleep_for(5ms); }
void helper2() { helper(); }

Task<> far() {
  helper2();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'helper2' blocks the thread of coroutine 'far', and all other coroutines on it [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-5]]:18: note: 'helper2' calls 'helper' here
  // CHECK-MESSAGES: :[[@LINE-7]]:17: note: 'helper' blocks here, in 'sleep_for'
  co_return;
}

// What is called before it, and does not block, hides nothing.
void prepare(int &Delay) { Delay *= 2; }
void prepares(int Delay) {
  prepare(Delay);
  usleep(Delay);
}
Task<> afterOtherWork() {
  prepares(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'prepares' blocks the thread of coroutine 'afterOtherWork'
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: 'prepares' blocks here, in 'usleep'
  co_return;
}

void even(int N);
void odd(int N) {
  if (N)
    even(N - 1);
}
void even(int N) {
  odd(N - 1);
  usleep(N);
}
Task<> recursive() {
  odd(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'odd' blocks the thread of coroutine 'recursive'
  co_return;
}

void pick(int) {}
void pick(const char *) { usleep(1); }
template <typename T> void generic(T Value) { pick(Value); }
Task<> overloads() {
  pick(1);
  generic(1);
  generic("a");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'generic' blocks the thread of coroutine 'overloads'
  auto Local = [] { usleep(1); };
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'usleep' blocks the thread of coroutine 'overloads'
  Local();
  co_return;
}

struct Store {
  virtual ~Store() = default;
  virtual void save() = 0;
  virtual void load() = 0;
};
struct OnlyStore : Store {
  void save() override { usleep(1); }
  void load() override { usleep(1); }
};
struct OtherLoad : OnlyStore {
  void load() override {}
};
Task<> virtuals(Store &S, void (*Pointer)()) {
  S.save();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'save' blocks the thread of coroutine 'virtuals'
  S.load();
  Pointer();
  co_return;
}

//===-- Annotations
//---------------------------------------------------------===//

[[clang::annotate("async-tidy::blocking")]] void declared();
[[clang::annotate("async-tidy::nonblocking")]] void trusted();
Task<> annotated() {
  declared();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'declared' blocks the thread of coroutine 'annotated'
  trusted();
  co_return;
}
void trusted() {}

[[clang::annotate("async-tidy::nonblocking")]] void contradicted() {
  usleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'contradicted' is annotated as 'nonblocking', but 'usleep' blocks [async-blocking-call]
}
void contradictedByCallee() [[clang::nonblocking]] {
  helper2();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'contradictedByCallee' is annotated as 'nonblocking', but 'helper2' blocks [async-blocking-call]
}
void attribute() [[clang::blocking]];
Task<> attributed() {
  attribute();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'attribute' blocks the thread of coroutine 'attributed'
  contradictedByCallee();
  co_return;
}
template <typename F>
[[clang::annotate("async-tidy::offloads")]] void here(F Work) {
  Work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'here' is annotated as 'offloads', but calls 'Work' on its caller's thread
}
void usesHere() {
  here([] {});
}

//===-- What is right
//-------------------------------------------------------===//

Task<> okNotHere(std::mutex &Lock) {
  std::jthread([] { usleep(1); }).detach();
  std::this_thread::sleep_for(0ms);
  std::cout << "text";
  using Size = decltype(std::filesystem::file_size("a"));
  static_assert(noexcept(usleep(1)) || true);
  use(sizeof(std::system("")) + sizeof(Size));
  std::lock_guard Guard(Lock);
  // CHECK-MESSAGES-LOCKS: :[[@LINE-1]]:19: warning: 'lock_guard' may block the thread of coroutine 'okNotHere', and all other coroutines on it, until the lock is free
  co_return;
}

// The kernel makes them up.
bool isTraced() {
  std::ifstream Status("/proc/self/status");
  int Skipped;
  Status >> Skipped;
  for (std::string Line; std::getline(Status, Line);)
    if (Line.empty())
      return true;
  return bool(Status);
}
Task<> okFilesInMemory() {
  use(isTraced());
  std::ifstream Load("/proc/loadavg");
  std::FILE *Temperature = std::fopen("/sys/class/thermal/temp", "r");
  use(std::filesystem::exists("/proc/1") + (Temperature != nullptr));
  co_return;
}

// So is what all callers make of their paths.
std::string firstLine(const std::filesystem::path &File) {
  std::string Line;
  std::ifstream Stream(File);
  std::getline(Stream, Line);
  return Line;
}
bool isLeaf(std::filesystem::path Device) {
  Device = std::filesystem::canonical(Device);
  if (std::filesystem::exists(Device / "partition"))
    return isLeaf(Device.parent_path());
  auto Queue = Device / "queue";
  return firstLine(Queue / "scheduler") == "none" &&
         firstLine(Queue / "nomerges") == "2";
}
Task<> okDeviceInMemory(std::string Number) {
  use(isLeaf(std::filesystem::path("/sys/dev/block") / Number));
  co_return;
}
std::string lastLine(const std::filesystem::path &File) {
  std::string Line;
  std::ifstream Stream(File);
  while (std::getline(Stream, Line))
    ;
  return Line;
}
std::string load() { return lastLine("/proc/loadavg"); }
Task<> readsAny(const std::filesystem::path &Folder) {
  use(lastLine(Folder / "/proc/loadavg").empty());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'lastLine' blocks the thread of coroutine 'readsAny'
  co_return;
}

// One function, said once.
void log(const char *Text) {
  std::ofstream Log("log");
  Log << Text;
}
Task<> logsTwice(bool Ok) {
  if (Ok)
    log("good");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'log' blocks the thread of coroutine 'logsTwice', and all other coroutines on it [async-blocking-call]
    // CHECK-NOTES: :[[@LINE+2]]:5: note: 'log' also blocks here
  else
    log("bad");
  co_return;
}

// What is behind it may be non-blocking.
Task<int> okReadsFromStream(std::FILE *From) { co_return std::getc(From); }

Task<> okAtTheEnd(bool Broken) {
  if (Broken) {
    usleep(1000);
    std::abort();
  }
  co_return;
}

void okOrdinary() { usleep(1); }
int main() { usleep(1); }

// By a constant, by the folder, and opened later.
constexpr const char *LoadFile = "/proc/loadavg";
const std::string MemoryFile = "/proc/meminfo";
std::string Elsewhere = "/proc/stat";
Task<> okMoreInProc(int Process) {
  std::string Line;
  std::ifstream Load(LoadFile), Memory(MemoryFile);
  std::getline(Load, Line);
  std::ifstream Stat(std::filesystem::path("/proc") / std::to_string(Process) / "stat");
  std::ifstream Later;
  Later.open("/proc/uptime");
  std::getline(Later, Line);
  co_return;
}
Task<> changed() {
  std::ifstream Stat(Elsewhere);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks
  co_return;
}

// A visible function returns it.
static std::string driverFolder() {
  std::string Folder = "/sys/bus/i2c/drivers/at24";
  return std::filesystem::exists(Folder) ? Folder : "";
}
static std::string statusOf(int Process) {
  if (Process == 0)
    return {};
  return "/proc/" + std::to_string(Process) + "/status";
}
static std::string perhapsElsewhere(bool InMemory) {
  if (InMemory)
    return "/proc/stat";
  return "/var/stat";
}
std::string folderElsewhere();
Task<> okPathFromFunction() {
  std::ifstream Device(driverFolder() + "/1-0050"), Status(statusOf(1));
  co_return;
}
Task<> pathFromFunction() {
  std::ifstream Stat(perhapsElsewhere(true));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks
  std::ifstream Other(folderElsewhere());
  // CHECK-NOTES: :[[@LINE-1]]:17: note: 'basic_ifstream' also blocks here
  co_return;
}
