// RUN: async-io-in-offload -std=c++20 -isystem stubs
#include "seastar/seastar.h"

namespace ss = seastar;
using ss::future;

future<int> fetch(int Id = 0);
future<> send(int Value);
void use(int);

// A fiber costs a stack, not a thread: while it waits, the reactor goes on.
future<int> okInFiber(int Id) {
  co_return co_await ss::async([Id] { return fetch(Id).get(); });
}

future<int> okInFiberReturned(int Id) {
  return ss::async([Id] { return fetch(Id).get(); });
}

// Each shard has its own data; the choice of the thread is the point.
future<int> okOnOtherShard(int Id) {
  co_return co_await ss::smp::submit_to(1, [Id] { return fetch(Id); });
}

future<int> okOnOtherShardInCoroutine(int Id) {
  return ss::smp::submit_to(
      1, [Id]() -> future<int> { co_return co_await fetch(Id); });
}

struct Service {
  future<> stop();
  future<int> size();
};
future<int> okOnOtherShardsService(ss::sharded<Service> &Services) {
  co_await Services.invoke_on_all([](Service &S) { return S.stop(); });
  co_return co_await Services.invoke_on(1, [](Service &S) { return S.size(); });
}

// The scheduling group decides about priorities.
future<> okInGroup(ss::scheduling_group Group) {
  return ss::with_scheduling_group(Group, [] { return send(1); });
}

// Whoever is outside has to hand it over.
int okFromOutside(ss::alien::instance &Reactor) {
  ss::alien::run_on(Reactor, 0, []() noexcept { (void)send(1); });
  return 0;
}
