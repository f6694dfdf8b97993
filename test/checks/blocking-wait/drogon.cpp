// RUN: async-blocking-wait %drogon
#include "drogon/drogon.h"

using namespace drogon;

Task<int> load(int Id = 0);
Task<> store(int);
void use(int);
void useRows(const orm::Result &);

Task<int> waits(Task<int> T) {
  sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of coroutine 'waits' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: {{^}}  co_await store(1);
  int First = sync_wait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'sync_wait' blocks the thread of coroutine 'waits' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  int First = co_await load();
  co_return First + sync_wait(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sync_wait' blocks the thread of coroutine 'waits' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  co_return First + co_await T;
}

Task<size_t> onFuture(orm::DbClientPtr Client) {
  co_return Client->execSqlAsyncFuture("select 1").get().size();
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'get' blocks the thread of coroutine 'onFuture' until the task is finished [async-blocking-wait]
}

Task<int> onAdapted() { co_return co_future(load()).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'get' blocks the thread of coroutine 'onAdapted' until the task is finished; await it instead
// CHECK-FIXES: {{^}}Task<int> onAdapted() { co_return co_await load(); }

Task<size_t> inMemberChain(orm::DbClientPtr Client) {
  co_return sync_wait(Client->execSqlCoro("select 1")).size();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'inMemberChain' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  co_return (co_await Client->execSqlCoro("select 1")).size();
}

int okPlain() { return sync_wait(load()); }
int main() { use(sync_wait(load())); }

void inLoop(trantor::EventLoop *Loop) {
  Loop->queueInLoop([] { use(sync_wait(load())); });
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sync_wait' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  Loop->runEvery(1.0, [] { use(sync_wait(load())); });
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'sync_wait' blocks the thread that runs this continuation, and all other work on it
}

void okInQueue(trantor::TaskQueue &Queue) {
  Queue.runTaskInQueue([] { use(sync_wait(load())); });
}

AsyncTask inAsyncTask() {
  use(sync_wait(load()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of coroutine 'inAsyncTask' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  use(co_await load());
  co_return;
}

void inLambda() {
  async_run([]() -> Task<> {
    use(sync_wait(load()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine until the task is finished; await it instead [async-blocking-wait]
    // CHECK-FIXES: {{^}}    use(co_await load());
    co_return;
  });
}

Task<> onLoops(trantor::EventLoop *Loop, trantor::TaskQueue &Queue) {
  Loop->loop();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'loop' blocks the thread of coroutine 'onLoops', and all other coroutines on it [async-blocking-wait]
  app().run();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'run' blocks the thread of coroutine 'onLoops', and all other coroutines on it
  Queue.syncTaskInQueue([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'syncTaskInQueue' blocks the thread of coroutine 'onLoops', and all other coroutines on it
  co_return;
}

// Not what it was once awaited, but its value: there is nothing to wait for.
Task<int> okAwaited(Task<int> T) {
  co_await T;
  co_return sync_wait(T);
}

class Simple : public HttpSimpleController<Simple> {
public:
  void asyncHandleHttpRequest(
      const HttpRequestPtr &,
      std::function<void(const HttpResponsePtr &)> &&Callback) override {
    use(sync_wait(load()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread that runs 'asyncHandleHttpRequest', and all other work on it [async-blocking-wait]
    Callback(HttpResponse::newHttpResponse());
  }
};

#define WAIT(T) sync_wait(T)
Task<int> inMacro() { co_return WAIT(load()); }
// CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'sync_wait' blocks the thread of coroutine 'inMacro' until the task is finished

template <typename T> Task<T> inTemplate(Task<T> Work) {
  co_return sync_wait(Work);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'inTemplate' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  co_return co_await Work;
}
template Task<int> inTemplate(Task<int>);
template Task<long> inTemplate(Task<long>);

using Number = Task<int>;
Number aliased();
Number ofAlias() { co_return sync_wait(aliased()); }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sync_wait' blocks the thread of coroutine 'ofAlias' until the task is finished; await it instead
// CHECK-FIXES: {{^}}Number ofAlias() { co_return co_await aliased(); }

Task<int> suppressed() {
  co_return sync_wait(load()); // NOLINT(async-blocking-wait)
}
