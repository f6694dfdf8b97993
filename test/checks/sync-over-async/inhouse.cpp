// RUN: async-sync-over-async -std=c++20 -isystem stubs
// RUN: async-sync-over-async -std=c++20 -isystem stubs -check-suffix=MODEL -option AsyncModels=%S/inhouse.yaml
#include "async_lib/inhouse.h"
#include <future>
#include <string>

using inhouse::blockOn;
using inhouse::Job;
using inhouse::Task;

namespace client {
Task<int> load(int Id = 0);
Task<std::string> loadText();
Job<int> start(int Id = 0);
std::future<int> fetch(int Id = 0);
} // namespace client
using namespace client;
int work(int);
void use(int);

// Without a model nothing says that these wait.
int waits() { return blockOn(load()) + start().get(); }
// CHECK-MESSAGES-MODEL: :[[@LINE-1]]:22: warning: 'blockOn' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
// CHECK-NOTES-MODEL: :[[@LINE-2]]:5: note: return a task from 'waits', and let its callers continue when it is finished
// CHECK-MESSAGES-MODEL: :[[@LINE-3]]:48: warning: 'get' blocks the thread of every caller of 'waits'

static std::string known(int Id) {
  // CHECK-FIXES-MODEL: static inhouse::Task<std::string> known(int Id) {
  std::string Text = blockOn(loadText());
  // CHECK-MESSAGES-MODEL: :[[@LINE-1]]:22: warning: 'blockOn' blocks the thread of every caller of 'known' until the task is finished; make 'known' a coroutine, like its callers [async-sync-over-async]
  // CHECK-FIXES-MODEL: std::string Text = co_await loadText();
  if (Id > 1)
    return std::string("none");
  // CHECK-FIXES-MODEL: co_return std::string("none");
  return Text;
  // CHECK-FIXES-MODEL: co_return Text;
}
Task<size_t> callsKnown() { co_return known(1).size(); }
// CHECK-FIXES-MODEL: Task<size_t> callsKnown() { co_return (co_await known(1)).size(); }

// A promise of which nothing is known may not take what has to be converted.
static std::string converts() { return blockOn(load()) ? "a" : "b"; }
// CHECK-MESSAGES-MODEL: :[[@LINE-1]]:40: warning: 'blockOn' blocks the thread of every caller of 'converts' until the task is finished [async-sync-over-async]
Task<size_t> callsConverts() { co_return converts().size(); }

// FIXME: Silent, but should report: no model tells that it waits.
int waitElsewhere(Task<int> Work);
int missedUnknown() { return waitElsewhere(load()); }

int okForkAndJoin(inhouse::Pool &Pool) {
  auto A = Pool.submit([] { return work(1); });
  auto B = Pool.submit([] { return work(2); });
  return A.get() + B.get();
}

int okDone() {
  Job<int> Running = start();
  return Running.done() ? Running.get() : 0;
}

int okHelper() { return blockOn(load()) + 1; }
int main() { return okHelper(); }
