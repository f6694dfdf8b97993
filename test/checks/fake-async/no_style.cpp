// RUN: async-* %inhouse
#include "async_lib/inhouse.h"

using inhouse::Job;
using inhouse::Task;

Task<int> load(int Id);

// No check has an opinion on names and on what is merely not needed.
Task<int> okNotCalledAsync() { co_return co_await load(1); }
int okCalledAsync() { return 1; }
int okCalled_async() { return okCalledAsync(); }

// A coroutine that need not be one: it neither blocks nor computes.
Task<int> okNeverSuspends() { co_return 1; }
Job<int> okOnlyHandsOn(int Id) { co_return co_await okNeverSuspends() + Id; }

// Awaited at once, or later: as one likes.
Task<int> okAwaitsLater() {
  Task<int> Loaded = load(1);
  int Two = 2;
  co_return Two + co_await std::move(Loaded);
}
