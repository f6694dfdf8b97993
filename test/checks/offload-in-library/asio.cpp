// RUN: async-offload-in-library -include-file=include/lib/networking.h
#include "include/lib/networking.h"
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/packaged_task.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

namespace asio = boost::asio;

namespace lib {

using Task = std::packaged_task<int()>;

int compute(int X) { return X * 2; }

std::future<int> onSystemExecutor(int X) {
  return boost::asio::post(boost::asio::system_executor(),
                           Task([X] { return compute(X); }));
  // CHECK-MESSAGES: :[[@LINE-2]]:10: warning: 'onSystemExecutor' chooses an executor on behalf of its callers: it hands its work to 'post'; take the executor as a parameter [async-offload-in-library]
  // CHECK-NOTES: :[[@LINE-4]]:18: note: make it synchronous, or take the executor from the caller
}
// CHECK-FIXES: std::future<int> onSystemExecutor(int X, boost::asio::any_io_executor Executor) {
// CHECK-FIXES-NEXT: return boost::asio::post(Executor,

// No executor to take the place of: no fix.
std::future<int> withoutExecutor(int X) {
  return boost::asio::post(Task([X] { return compute(X); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'withoutExecutor' chooses an executor
}

static boost::asio::thread_pool Pool(4);

// A pool of one's own is no default that a header could name.
std::future<int> onGlobalPool(int X) {
  return boost::asio::post(Pool, Task([X] { return compute(X); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'onGlobalPool' chooses an executor
}

std::future<int> onStaticPool(int X) {
  static boost::asio::thread_pool Own(4);
  return boost::asio::post(Own, Task([X] { return compute(X); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'onStaticPool' chooses an executor
}

std::future<int> onExecutorOfPool(int X) {
  static boost::asio::thread_pool Own(4);
  return boost::asio::post(Own.get_executor(),
                           Task([X] { return compute(X); }));
  // CHECK-MESSAGES: :[[@LINE-2]]:10: warning: 'onExecutorOfPool' chooses an executor on behalf of its callers: it hands its work to 'post'
}

boost::asio::awaitable<int> spawnsOnSystemExecutor(int X) {
  co_return co_await asio::co_spawn(asio::system_executor(),
                                    okOnCallersThread(X), asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'spawnsOnSystemExecutor' chooses an executor on behalf of its callers: it hands its work to 'co_spawn'
}
// CHECK-FIXES: boost::asio::awaitable<int> spawnsOnSystemExecutor(int X, boost::asio::any_io_executor Executor) {
// CHECK-FIXES-NEXT: co_return co_await asio::co_spawn(Executor,

std::future<int> spawnsOnPool(int X) {
  return asio::co_spawn(Pool, okOnCallersThread(X), asio::use_future);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'spawnsOnPool' chooses an executor
}

// Silent: the executor is inside of the token.
boost::asio::awaitable<int> missedInToken(int X) {
  co_await asio::post(asio::bind_executor(Pool, asio::use_awaitable));
  co_return compute(X);
}

std::future<int> okOnParameter(boost::asio::any_io_executor Where, int X) {
  return boost::asio::post(Where, Task([X] { return compute(X); }));
}

std::future<int> okOnContext(boost::asio::thread_pool &Where, int X) {
  return boost::asio::post(Where.get_executor(),
                           Task([X] { return compute(X); }));
}

template <typename Executor>
std::future<int> okOnTemplateParameter(Executor Where, int X) {
  return boost::asio::post(Where, Task([X] { return compute(X); }));
}

int callsThem(boost::asio::thread_pool &Mine) {
  return onSystemExecutor(1).get() +
         okOnTemplateParameter(Mine.get_executor(), 2).get();
}

std::future<int> Session::okOnMember(int X) {
  return boost::asio::post(Where, Task([X] { return compute(X); }));
}

boost::asio::awaitable<int> okOnCallersThread(int X) { co_return compute(X); }

boost::asio::awaitable<int> okOnThisExecutor(int X) {
  auto Where = co_await boost::asio::this_coro::executor;
  co_return co_await boost::asio::co_spawn(Where, okOnCallersThread(X),
                                           boost::asio::use_awaitable);
}

// Nothing is returned or awaited: async-unobserved-task is about those.
void okNobodyWaits(int X) {
  boost::asio::post(Pool, [X] { compute(X); });
}

} // namespace lib
