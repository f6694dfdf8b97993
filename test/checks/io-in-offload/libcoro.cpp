// RUN: async-io-in-offload %libcoro
#include "libcoro/coro.h"

coro::task<int> load(int Id = 0);
int compute(int);

static coro::task<bool> connect(coro::net::tcp::client &Client) {
  co_return co_await Client.connect();
}
static coro::task<int> loadAndCompute(int Id) {
  co_return compute(co_await load(Id));
}

coro::task<bool> onPool(coro::thread_pool &Pool, coro::net::tcp::client &C) {
  co_return co_await Pool.schedule(connect(C));
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'schedule' moves 'connect' to a thread pool, where all it does is wait; await it directly [async-io-in-offload]
  // CHECK-FIXES: co_return co_await connect(C);
}

coro::task<bool> onDefault(coro::net::tcp::client &C) {
  co_return co_await coro::default_executor::executor()->schedule(connect(C));
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'schedule' moves 'connect' to a thread pool
  // CHECK-FIXES: co_return co_await connect(C);
}

coro::task<int> okComputes(coro::thread_pool &Pool) {
  co_return co_await Pool.schedule(loadAndCompute(1));
}
coro::task<bool> okOnScheduler(coro::scheduler &Scheduler,
                               coro::net::tcp::client &C) {
  co_return co_await Scheduler.schedule(connect(C));
}
