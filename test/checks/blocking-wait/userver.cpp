// RUN: async-blocking-wait %userver
#include "userver/userver.h"
#include <condition_variable>
#include <future>

using namespace userver;

void use(int);
std::future<int> fetch();

void waits() {
  utils::Async("waits", [] { use(fetch().get()); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' blocks the thread of this fiber, and all other fibers on it [async-blocking-wait]
}

void onCondition(std::condition_variable &Condition, std::mutex &Mutex) {
  utils::Async("waits", [&] {
    std::unique_lock Lock(Mutex);
    Condition.wait(Lock);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'wait' blocks the thread of this fiber, and all other fibers on it
  }).Get();
}

// The engine's own suspend.
void okSuspends(engine::Future<int> Future) {
  utils::Async("waits", [&] {
    auto Inner = utils::Async("inner", [] { return 1; });
    Inner.Wait();
    use(Inner.Get() + Future.get());
  }).Get();
}

void okOffloaded(engine::TaskProcessor &FsTaskProcessor) {
  utils::Async(FsTaskProcessor, "waits", [] { use(fetch().get()); }).Get();
}

int okPlain() { return utils::Async("inner", [] { return 1; }).Get(); }

class Handler final : public server::handlers::HttpHandlerBase {
  std::string HandleRequestThrow(const server::http::HttpRequest &,
                                 server::request::RequestContext &)
      const override {
    use(utils::Async("inner", [] { return 1; }).Get());
    use(fetch().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this fiber, and all other fibers on it
    return "";
  }
};

void suppressed() {
  utils::Async("waits", [] {
    use(fetch().get()); // NOLINT(async-blocking-wait)
  }).Get();
}
