// RUN: async-io-in-offload -std=c++20 -isystem stubs
#include "cppcoro/cppcoro.h"
#include <future>
#include <numeric>

using cppcoro::sync_wait;
using cppcoro::task;

task<int> load(int Id = 0);
int compute(const std::vector<int> &Values);

// cppcoro's way to a pool is a hop, with the coroutine's own work behind it.
task<int> okAfterHop(cppcoro::static_thread_pool &Pool,
                     std::vector<int> Values) {
  co_await Pool.schedule();
  co_return std::accumulate(Values.begin(), Values.end(), 0);
}

static task<int> sum(std::vector<int> Values) { co_return compute(Values); }
task<int> okScheduled(cppcoro::static_thread_pool &Pool,
                      std::vector<int> Values) {
  int Twice = co_await (sum(Values) | cppcoro::schedule_on(Pool));
  co_return Twice + co_await cppcoro::schedule_on(Pool, sum(Values));
}

// A coroutine that only awaits I/O needs no pool.
static task<size_t> readOne(cppcoro::read_only_file &File, char *Buffer) {
  co_return co_await File.read(0, Buffer, 8);
}
static task<size_t> readNext(cppcoro::read_only_file &File, char *Buffer) {
  co_return co_await readOne(File, Buffer);
}
task<size_t> onPool(cppcoro::static_thread_pool &Pool,
                    cppcoro::read_only_file &File, char *Buffer) {
  size_t First = co_await cppcoro::schedule_on(Pool, readOne(File, Buffer));
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'schedule_on' moves 'readOne' to a thread pool, where all it does is wait; await it directly [async-io-in-offload]
  // CHECK-FIXES: size_t First = co_await readOne(File, Buffer);
  co_return First + co_await cppcoro::schedule_on(Pool, readNext(File, Buffer));
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'schedule_on' moves 'readNext' to a thread pool
  // CHECK-FIXES: co_return First + co_await readNext(File, Buffer);
}

// Nor does it need to go to one first.
task<size_t> hopsToWait(cppcoro::static_thread_pool &Pool,
                        cppcoro::read_only_file &File, char *Buffer) {
  co_await Pool.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'schedule' moves coroutine 'hopsToWait' to a thread pool, where all it does is wait [async-io-in-offload]
  // CHECK-FIXES: task<size_t> hopsToWait(
  // CHECK-FIXES-NEXT: cppcoro::read_only_file &File, char *Buffer) {
  // CHECK-FIXES-NEXT: //
  // CHECK-FIXES: co_return co_await File.read(0, Buffer, 8);
  co_return co_await File.read(0, Buffer, 8);
}
task<size_t> hopsToWaitTwice(cppcoro::static_thread_pool &Pool,
                             cppcoro::read_only_file &File, char *Buffer) {
  co_await Pool.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'schedule' moves coroutine 'hopsToWaitTwice' to a thread pool
  // CHECK-FIXES: task<size_t> hopsToWaitTwice(
  // CHECK-FIXES-NEXT: cppcoro::read_only_file &File, char *Buffer) {
  // CHECK-FIXES-NEXT: //
  size_t First = co_await readOne(File, Buffer);
  co_return First + co_await readNext(File, Buffer);
}
task<int> okHopsToCompute(cppcoro::static_thread_pool &Pool,
                          cppcoro::read_only_file &File, char *Buffer) {
  co_await Pool.schedule();
  co_await File.read(0, Buffer, 8);
  co_return compute({Buffer[0]});
}
task<int> okHopsToOther(cppcoro::static_thread_pool &Pool) {
  co_await Pool.schedule();
  co_return co_await load();
}
task<> okOnlyHops(cppcoro::static_thread_pool &Pool) {
  co_await Pool.schedule();
}
task<size_t> okHopsAfterwards(cppcoro::static_thread_pool &Pool,
                              cppcoro::read_only_file &File, char *Buffer) {
  size_t First = co_await File.read(0, Buffer, 8);
  co_await Pool.schedule();
  co_return First;
}

// FIXME: Silent, but should report: an operator moves it.
task<size_t> missedByOperator(cppcoro::static_thread_pool &Pool,
                              cppcoro::read_only_file &File, char *Buffer) {
  co_return co_await (readOne(File, Buffer) | cppcoro::schedule_on(Pool));
}

// What the task in the middle computes is not in sight.
static task<int> loadNext(int Id) { co_return co_await load(Id + 1); }
task<int> okMaybeComputes(cppcoro::static_thread_pool &Pool) {
  co_return co_await cppcoro::schedule_on(Pool, loadNext(1));
}

// Only what comes after it is on the pool.
task<size_t> okResumesOnPool(cppcoro::static_thread_pool &Pool,
                             cppcoro::read_only_file &File, char *Buffer) {
  co_return co_await cppcoro::resume_on(Pool, readOne(File, Buffer));
}

task<size_t> okOnLoop(cppcoro::io_service &Loop, cppcoro::read_only_file &File,
                      char *Buffer) {
  co_return co_await cppcoro::schedule_on(Loop, readOne(File, Buffer));
}

// Not to be awaited here, so nothing could take its place.
std::future<int> okForOthers() {
  return std::async([] { return sync_wait(load()); });
}

int okJoined() {
  std::future<int> First = std::async([] { return sync_wait(load(1)); });
  return First.get() + sync_wait(load(2));
}

// FIXME: Silent, but should warn: an event loop of its own on a thread of its
// own, for one operation.
void missedOnThread(cppcoro::io_service &Service) {
  std::future<void> Loop = std::async([&] { Service.process_events(); });
}
