// RUN: async-sync-over-async %cobalt
#include "cobalt/cobalt.h"

namespace client {
boost::cobalt::task<int> load(int Id = 0);
} // namespace client
using client::load;

int waits() { return boost::cobalt::run(load()) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'run' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE-2]]:5: note: return a task from 'waits', and let its callers continue when it is finished

int okHelper() { return boost::cobalt::run(load()) + 1; }
int main() { return okHelper(); }
