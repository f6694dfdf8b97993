// RUN: async-sync-over-async %yaclib
#include "yaclib/yaclib.h"

using namespace yaclib;

namespace client {
Future<int> load(int Id = 0);
} // namespace client
using client::load;

int waits() { return load().Get().Ok() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'Get' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE-2]]:5: note: return a task from 'waits', and let its callers continue when it is finished

// Work that is handed out and joined.
int okJoined(IExecutor &Pool) {
  auto First = Run(Pool, [] { return 1; });
  auto Second = Run(Pool, [] { return 2; });
  return std::move(First).Get().Ok() + std::move(Second).Get().Ok();
}

int okHelper() { return load().Get().Ok() + 1; }
int main() { return okHelper(); }
