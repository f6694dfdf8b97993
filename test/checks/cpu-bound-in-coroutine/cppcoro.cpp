// RUN: async-cpu-bound-in-coroutine %cppcoro
#include "cppcoro/cppcoro.h"
#include "compute/compute.h"
#include <string>
#include <vector>

using namespace cppcoro;

using Bytes = std::vector<unsigned char>;
task<> elsewhere();
[[clang::annotate("async-tidy::cpu_bound")]] Bytes render(int Page);

static Bytes pack(const Bytes &In) {
  Bytes Out(compressBound(In.size()));
  uLongf Size = Out.size();
  compress(Out.data(), &Size, In.data(), In.size());
  return Out;
}

task<Bytes> packs(Bytes In) {
  co_return pack(In);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'pack' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
  // CHECK-NOTES: :[[@LINE-7]]:3: note: 'pack' computes here, in 'compress'
}

shared_task<Bytes> renders(int Page) {
  co_await elsewhere();
  co_return render(Page);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'render' computes for a long time on the thread of coroutine 'renders'
}

task<Bytes> afterHopToLoop(io_service &Loop, int Page) {
  co_await Loop.schedule();
  co_return render(Page);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'render' computes for a long time on the thread of coroutine 'afterHopToLoop'
}

task<Bytes> beforeHop(static_thread_pool &Pool, int Page) {
  Bytes Data = render(Page);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'render' computes for a long time on the thread of coroutine 'beforeHop'
  co_await Pool.schedule();
  co_return Data;
}

task<Bytes> okAfterHop(static_thread_pool &Pool, int Page) {
  co_await Pool.schedule();
  co_return pack(render(Page));
}

// Large ones on the pool: which is where this may be.
task<Bytes> okAfterHopPerhaps(static_thread_pool &Pool, Bytes In) {
  if (In.size() > 1000)
    co_await Pool.schedule();
  co_return pack(In);
}

task<Bytes> startedOnPool(int Page) { co_return render(Page); }
task<Bytes> okByItsCaller(static_thread_pool &Pool, int Page) {
  co_return co_await schedule_on(Pool, startedOnPool(Page));
}

task<Bytes> startedOnLoop(int Page) {
  co_return render(Page);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'render' computes for a long time on the thread of coroutine 'startedOnLoop'
}
task<Bytes> onLoop(io_service &Loop, int Page) {
  co_return co_await schedule_on(Loop, startedOnLoop(Page));
}

task<Bytes> okInLambdaAfterHop(static_thread_pool &Pool, int Page) {
  co_await Pool.schedule();
  auto Render = [&] { return render(Page); };
  co_return Render();
}

// They run when they are pulled.
generator<Bytes> okGenerator(int Page) { co_yield render(Page); }

task<Bytes> suppressed(int Page) {
  co_return render(Page); // NOLINT(async-cpu-bound-in-coroutine)
}
