// RUN: async-sync-over-async %dpp
#include "dpp/dpp.h"

dpp::task<int> load(int Id = 0);
void use(int);

int waits(int Id) { return load(Id).sync_wait() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'sync_wait' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]

static int okCalledByMain(int Id) { return load(Id).sync_wait() + 1; }
int main() { use(okCalledByMain(1)); }
