// RUN: async-blocking-call -std=c++20 -isystem stubs
#include "folly/folly.h"
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

folly::coro::Task<> naps() {
  std::this_thread::sleep_for(5ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'naps', and all other coroutines on it; await a timer instead [async-blocking-call]
  // CHECK-FIXES: co_await folly::coro::sleep(5ms);
  co_return;
}

// What has no asynchronous form goes to threads that may block.
folly::coro::Task<bool> copies(const std::string Path) {
  co_return std::filesystem::copy_file(Path, "b");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'copy_file' blocks the thread of coroutine 'copies', and all other coroutines on it; offload it to threads that may block, and await the result [async-blocking-call]
  // CHECK-FIXES: co_return co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return std::filesystem::copy_file(Path, "b"); });
}

folly::Future<int> continues(folly::Future<int> F) {
  return std::move(F).thenValue([](int N) {
    std::this_thread::sleep_for(5ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread that runs this continuation
    return N;
  });
}

folly::Future<bool> okOffloaded(std::string Path) {
  return folly::via(folly::getGlobalCPUExecutor(),
                    [Path] { return std::filesystem::remove_all(Path) == 0; });
}

// What stands between the threads and what runs there.
template <typename F>
[[clang::annotate("async-tidy::offloads")]] folly::Future<folly::Unit>
onThreads(folly::Executor::KeepAlive<> Threads, F Work) {
  return folly::via(Threads).thenValue([Work](folly::Unit) { Work(); });
}
void okOnThreads(folly::Executor::KeepAlive<> Threads) {
  onThreads(Threads, [] { std::this_thread::sleep_for(5ms); }).get();
}

// Code annotated as nonblocking must not wait, whether or not in a fiber.
folly::coro::Task<int> load(int Id);
folly::Future<int> fetch(int Id);
[[clang::annotate("async-tidy::nonblocking")]] int waitsBlocking() {
  return folly::coro::blockingWait(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitsBlocking' is annotated as 'nonblocking', but 'blockingWait' blocks [async-blocking-call]
}
[[clang::annotate("async-tidy::nonblocking")]] int gets() {
  return fetch(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'gets' is annotated as 'nonblocking', but 'get' blocks
}
void waitsWithoutTime() [[clang::nonblocking]] {
  fetch(1).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitsWithoutTime' is annotated as 'nonblocking', but 'wait' blocks
}
static int getsBehind() { return fetch(1).get(); }
[[clang::annotate("async-tidy::nonblocking")]] int getsByHelper() {
  return getsBehind();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'getsByHelper' is annotated as 'nonblocking', but 'getsBehind' blocks
  // CHECK-NOTES: :[[@LINE-4]]:43: note: 'getsBehind' blocks here, in 'get'
}
[[clang::annotate("async-tidy::nonblocking")]] int okDone(folly::Future<int> F) {
  return F.isReady() ? std::move(F).get() : gets();
}

// What is deferred runs on what the task is driven by: an executor of the
// caller's may be there for this.
folly::SemiFuture<folly::Unit> okDeferred(folly::SemiFuture<folly::Unit> Before,
                                          folly::Executor *Writes,
                                          std::string Path) {
  return std::move(Before)
      .deferValue([Path](folly::Unit) { std::filesystem::remove_all(Path); })
      .deferValue([Path](folly::Unit) { std::filesystem::remove_all(Path + "~"); })
      .via(Writes)
      .semi();
}
void deferredToLoop(folly::SemiFuture<folly::Unit> Before,
                    folly::EventBase *Loop) {
  std::move(Before)
      .deferValue([](folly::Unit) { std::this_thread::sleep_for(5ms); })
      // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'sleep_for' blocks the thread that runs this continuation
      .via(Loop)
      .thenError([](folly::exception_wrapper) {});
}

//===-- Not edited --------------------------------------------------------===//

// A lock must not be held while others run.
folly::coro::Task<> napsUnderLock(std::mutex &Mutex) {
  std::scoped_lock Held(Mutex);
  std::this_thread::sleep_for(5ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'napsUnderLock', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: {{^}}  std::this_thread::sleep_for(5ms);
  co_return;
}
folly::coro::Task<> removesUnderLock(std::mutex &Mutex, std::string Path) {
  std::unique_lock Held(Mutex);
  std::filesystem::remove_all(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'remove_all' blocks the thread of coroutine 'removesUnderLock', and all other coroutines on it [async-blocking-call]
  // CHECK-FIXES: {{^}}  std::filesystem::remove_all(Path);
  co_return;
}

// Each thread has an error of its own.
folly::coro::Task<bool> makes() {
  if (truncate("a", 0) != 0 && errno != ENOENT)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'truncate' blocks the thread of coroutine 'makes', and all other coroutines on it [async-blocking-call]
    // CHECK-FIXES: if (truncate("a", 0) != 0 && errno != ENOENT)
    co_return false;
  co_return true;
}
folly::coro::Task<int> makesAnyway() {
  co_return truncate("b", 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'truncate' blocks the thread of coroutine 'makesAnyway', and all other coroutines on it; offload it
  // CHECK-FIXES: [=] { return truncate("b", 0); });
}

folly::coro::Task<> resolves(std::string Host) {
  folly::SocketAddress Named(Host, 80, true);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'SocketAddress' blocks the thread of coroutine 'resolves'
  folly::SocketAddress Numeric(Host, 80), Off(Host, 80, false);
  co_return;
}
folly::coro::Task<> resolvesLater(std::string Host, folly::SocketAddress To) {
  To.setFromHostPort(Host, 80);
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'setFromHostPort' blocks the thread of coroutine 'resolvesLater'
  co_return;
}
