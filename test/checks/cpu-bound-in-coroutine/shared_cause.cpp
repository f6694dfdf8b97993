// RUN: async-cpu-bound-in-coroutine %folly
// One cause is one finding, and its fix that of all places.
#include "folly/folly.h"
#include "compute/compute.h"
#include <string>

using folly::coro::Task;

void store(const std::string &);

std::string hash(const std::string &Password) {
  std::string Out(128, ' ');
  crypto_pwhash_str(Out.data(), Password.data(), Password.size(), 3, 1 << 28);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'crypto_pwhash_str' computes for a long time on the thread of coroutine 'first', and in 1 more coroutine; offload it to other threads [async-cpu-bound-in-coroutine]
  // CHECK-NOTES: :[[@LINE+6]]:9: note: it is reached from coroutine 'first' through 'hash'
  // CHECK-NOTES: :[[@LINE+11]]:9: note: it is reached from coroutine 'second' through 'hash'
  return Out;
}

Task<void> first(std::string Password) {
  store(hash(Password));
  // CHECK-FIXES: store(co_await folly::via(
  co_return;
}

Task<void> second(std::string Password) {
  store(hash(Password));
  // CHECK-FIXES: store(co_await folly::via(
  co_return;
}
