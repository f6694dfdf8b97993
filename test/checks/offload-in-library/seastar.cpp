// RUN: async-offload-in-library -isystem stubs -include-file=include/lib/storage.h
#include "include/lib/storage.h"

namespace lib {

int compute(int X) { return X * 2; }

// A thread that the reactor does not know of.
std::future<int> onThread(int X) {
  return std::async(std::launch::async, [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'onThread' chooses an executor on behalf of its callers: it hands its work to 'async' [async-offload-in-library]
}

// The shards are the program's, and the caller says which.
seastar::future<int> okOnShard(unsigned Shard, int X) {
  return seastar::smp::submit_to(Shard, [X] { return compute(X); });
}

// A fiber of the calling thread.
seastar::future<int> okInThread(int X) {
  return seastar::async([X] { return compute(X); });
}

seastar::future<int> okContinues(int X) {
  return seastar::make_ready_future<int>(X).then(
      [](int Value) { return compute(Value); });
}

} // namespace lib
