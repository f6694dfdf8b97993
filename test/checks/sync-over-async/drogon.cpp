// RUN: async-sync-over-async %drogon
#include "drogon/drogon.h"

using namespace drogon;

Task<int> load(int Id = 0);
void use(int);

int waits(int Id) { return sync_wait(load(Id)) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'sync_wait' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE-2]]:5: note: return a task from 'waits', and let its callers continue when it is finished

static int calledByCoroutine(int Id) { return sync_wait(load(Id)) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'sync_wait' blocks the thread of every caller of 'calledByCoroutine' until the task is finished; make 'calledByCoroutine' a coroutine, like its callers [async-sync-over-async]
// CHECK-FIXES: {{^}}static drogon::Task<int> calledByCoroutine(int Id) { co_return co_await load(Id) + 1; }
Task<int> calls() { co_return calledByCoroutine(1) + calledByCoroutine(2); }
// CHECK-NOTES: :[[@LINE-1]]:31: note: a coroutine calls it here, which blocks all other coroutines on its thread
// CHECK-FIXES: {{^}}Task<int> calls() { co_return co_await calledByCoroutine(1) + co_await calledByCoroutine(2); }

static int okCalledByMain(int Id) { return sync_wait(load(Id)) + 1; }
int main() { use(okCalledByMain(1)); }

struct Store {
  Task<int> readCoro(int Id);
  // A deliberate facade.
  int okRead(int Id) { return sync_wait(readCoro(Id)); }
};

int suppressed() {
  return sync_wait(load()) + 1; // NOLINT(async-sync-over-async)
}
