// RUN: async-sync-over-async %mongodb
#include "mongodb/mongodb.h"

using mongo::Future;

Future<int> load(int Id = 0);
void use(int);

int waits(int Id) { return load(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'get' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]

// With an operation's context the wait is that operation's to do.
int okInterruptible(mongo::Interruptible *Operation) {
  return load().getNoThrow(Operation).getValue() + 1;
}

static int calledByContinuation(int Id) { return load(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'get' blocks the thread of every caller of 'calledByContinuation' until the task is finished
Future<int> calls() {
  return load().then([](int Id) { return calledByContinuation(Id); });
}

static int okCalledByMain(int Id) { return load(Id).get() + 1; }
int main() { use(okCalledByMain(1)); }
