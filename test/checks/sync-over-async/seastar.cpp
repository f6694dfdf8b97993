// RUN: async-sync-over-async -std=c++20 -isystem stubs
// RUN: async-sync-over-async -std=c++20 -isystem stubs -check-suffix=STRICT -option AsyncStrict=true
#include "seastar/seastar.h"

using seastar::future;

future<int> fetch(int Id = 0);
future<> send(int Value);
void use(int);

// It may be meant for a seastar::thread, where the wait suspends.
int okPlain() { return fetch().get() + 1; }
static int okHelper(int Id) { return fetch(Id).get() + 1; }
future<> inFiber() {
  return seastar::async([] { use(okHelper(1)); });
}
static int okHelperOfBoth(int Id) { return fetch(Id).get() + 1; }
future<int> inBoth() {
  co_await seastar::async([] { use(okHelperOfBoth(1)); });
  co_return okHelperOfBoth(2);
}
int okVisible() { return fetch().get() + 1; }
future<int> callsVisible() { co_return okVisible(); }
