// RUN: async-io-in-offload %async_simple
#include "async_simple/async_simple.h"

using namespace async_simple;
using namespace async_simple::coro;

Lazy<int> load(int Id = 0);
int compute(int);

static Lazy<> pause() { co_await coro::sleep(std::chrono::seconds(1)); }

// What the Lazy does on the pool is not in sight, or computes.
void okStarted(executors::SimpleExecutor &Pool) {
  pause().via(&Pool).start([](Try<void> &&) {});
}
// Nobody waits for it: it is there to block.
void okScheduled(executors::SimpleExecutor &Pool) {
  Pool.schedule([] { syncAwait(load()); });
}
