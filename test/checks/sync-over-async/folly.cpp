// RUN: async-sync-over-async -std=c++20 -isystem stubs
// RUN: async-sync-over-async -std=c++20 -isystem stubs -check-suffix=,STRICT -option AsyncStrict=true
// RUN: async-sync-over-async -std=c++20 -isystem stubs -check-suffix=TEST -option TestPaths=/folly
#include "folly/folly.h"
#include <thread>

using namespace std::chrono_literals;
using folly::Future;
using folly::SemiFuture;
using folly::coro::blockingWait;
using folly::coro::Task;

namespace client {
Future<int> fetch(int Id = 0);
SemiFuture<std::string> fetchText();
Task<int> load(int Id = 0);
Task<std::string> loadText();
Task<> store(int Value);
} // namespace client
using namespace client;
int work(int);
void use(int);

//===-- What breaks the chain ---------------------------------------------===//

int gets(int Id) {
  return fetch(Id).get() + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks the thread of every caller of 'gets' until the task is finished [async-sync-over-async]
  // CHECK-NOTES: :[[@LINE-3]]:5: note: return a task from 'gets', and let its callers go on when it is finished
}
