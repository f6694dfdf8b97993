// RUN: async-cpu-bound-in-coroutine %seastar
#include "seastar/seastar.h"
#include "compute/compute.h"
#include <future>
#include <string>
#include <thread>
#include <vector>

using seastar::future;

using Bytes = std::vector<char>;
[[clang::annotate("async-tidy::cpu_bound")]] Bytes render(int Page);
future<> elsewhere();
future<int> number();
void use(const Bytes &Data);

static Bytes pack(const Bytes &In) {
  Bytes Out(In.size());
  ZSTD_compress(Out.data(), Out.size(), In.data(), In.size(), 3);
  return Out;
}

future<Bytes> packs(Bytes In) {
  co_await elsewhere();
  co_return pack(In);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'pack' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
  // CHECK-NOTES: :[[@LINE-8]]:3: note: 'pack' computes here, in 'ZSTD_compress'
}

future<Bytes> inContinuation() {
  return number().then([](int Page) { return render(Page); });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'render' computes for a long time on the thread that runs this continuation, which stalls everything else on it
}

// Another shard is a thread that others wait for, too.
future<> onShard() {
  co_await seastar::smp::submit_to(1, [] { use(render(1)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'render' computes for a long time on the thread that runs this continuation
}

//===-- Silent ------------------------------------------------------------===//

Bytes okPlain(int Page) { return pack(render(Page)); }

// FIXME: Silent, but should warn: a fiber suspends in waits, but here it keeps
// the thread of its shard.
future<> missedInFiber() {
  return seastar::async([] { use(render(1)); });
}

future<> okThread(seastar::alien::instance &Reactor) {
  std::thread Worker([&Reactor] {
    Bytes Data = render(1);
    seastar::alien::run_on(Reactor, 0, []() noexcept {});
  });
  Worker.detach();
  co_await elsewhere();
}
