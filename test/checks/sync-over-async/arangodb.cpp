// RUN: async-sync-over-async %arangodb
#include "arangodb/arangodb.h"

using arangodb::futures::Future;

Future<int> load(int Id = 0);
void use(int);

int waits(int Id) { return load(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'get' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]

static int calledByCoroutine(int Id) { return load(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'get' blocks the thread of every caller of 'calledByCoroutine' until the task is finished; make 'calledByCoroutine' a coroutine, like its callers [async-sync-over-async]
// CHECK-FIXES: {{^}}static arangodb::futures::Future<int> calledByCoroutine(int Id) { co_return co_await load(Id) + 1; }
Future<int> calls() { co_return calledByCoroutine(1); }

static int okCalledByMain(int Id) { return load(Id).get() + 1; }
int main() { use(okCalledByMain(1)); }
