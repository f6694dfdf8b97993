// RUN: async-unobserved-task %drogon
// RUN: async-unobserved-task %drogon -check-suffix=,STRICT -option AsyncStrict=true
#include "drogon/drogon.h"

using namespace drogon;

Task<int> load(int Id = 0);
Task<> store(int);

void dropped() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  (void)load();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is dropped before it starts: it runs only when awaited
}

Task<> inCoroutine(HttpClientPtr Client, HttpRequestPtr Request) {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'store' is dropped before it starts: it runs only when awaited
  // CHECK-FIXES: {{^}}  co_await store(1);
  // Not [[nodiscard]] in the library: the request is never sent.
  Client->sendRequestCoro(Request);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'sendRequestCoro' is dropped before it starts: it runs only when awaited
  // CHECK-FIXES: {{^}}  co_await Client->sendRequestCoro(Request);
  auto Value = load();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Value' never runs: nothing awaits it [async-unobserved-task]
  // CHECK-FIXES: {{^}}  auto Value = co_await load();
  sleepCoro(app().getLoop(), 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sleepCoro' is dropped before it starts: it runs only when awaited
  // CHECK-FIXES: {{^}}  co_await sleepCoro(app().getLoop(), 1.0);
  co_return;
}

// Runs in the destructor, without anybody to hear of an error.
Task<> statement(orm::DbClientPtr Client) {
  (void)Client->execSqlCoro("delete from t");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'execSqlCoro' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-FIXES: {{^}}  co_await Client->execSqlCoro("delete from t");
  Client->execSqlAsyncFuture("delete from t");
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'execSqlAsyncFuture' is dropped; if it fails, nobody will know
  (void)Client->newTransactionCoro();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'newTransactionCoro' is dropped before it starts: it runs only when awaited
  // CHECK-FIXES: {{^}}  co_await Client->newTransactionCoro();
  co_return;
}

void future(orm::DbClientPtr Client) {
  Client->execSqlAsyncFuture("delete from t");
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'execSqlAsyncFuture' is dropped; if it fails, nobody will know
  // CHECK-NOTES: :[[@LINE-2]]:11: note: return it, so that the callers of 'future' can wait for it
}

Task<> okAwaited(HttpClientPtr Client, HttpRequestPtr Request) {
  co_await store(1);
  auto Response = co_await Client->sendRequestCoro(Request);
  auto Later = load();
  co_await Later;
}

void okCallbacks(HttpClientPtr Client, HttpRequestPtr Request) {
  Client->sendRequest(Request, [](ReqResult R, const HttpResponsePtr &) {
    if (R != ReqResult::Ok)
      return;
  });
}

//===-- Nobody waits for these, but their errors end the process ----------===//

void started(orm::DbClientPtr Client) {
  async_run([=]() -> Task<> { co_await store(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: an exception that escapes this coroutine ends the process: 'async_run' has no handler for it [async-unobserved-task]
  async_run([=]() -> Task<> {
    try {
      co_await store(1);
    } catch (...) {
    }
  });
  app().getLoop()->queueInLoop(
      async_func([]() -> Task<> { co_await store(1); }));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: remark: an exception that escapes this coroutine ends the process: 'async_func' has no handler for it
}

// Time passes without an error.
void okStarted() {
  async_run(
      []() -> Task<> { co_await sleepCoro(app().getLoop(), 1.0); });
}

// What the library's own wrappers are given is remarked on at their callers.
namespace drogon {
template <typename Coro> auto okWrapped(Coro &&Given) {
  return [Given = std::forward<Coro>(Given)]() mutable {
    async_run(std::move(Given));
  };
}
} // namespace drogon
template <typename Coro> void wrapped(Coro &&Given) {
  async_run(std::forward<Coro>(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: an exception that escapes this coroutine ends the process: 'async_run'
}
void callsWrappers() {
  drogon::okWrapped([]() -> Task<> { co_await store(1); })();
  wrapped([]() -> Task<> { co_await store(1); });
}

AsyncTask onItsOwn() { co_await store(1); }
// CHECK-MESSAGES-STRICT: :[[@LINE-1]]:11: warning: an exception in 'onItsOwn' ends the process, and nothing can await it [async-unobserved-task]

AsyncTask okOnItsOwn() {
  try {
    co_await store(1);
  } catch (...) {
  }
}

void okAsyncTask() { onItsOwn(); }

// A handler for what the database throws catches what a query throws.
AsyncTask okCatchesDatabase(orm::DbClientPtr Client) {
  try {
    co_await Client->execSqlCoro("select 1");
  } catch (const orm::DrogonDbException &) {
  }
}
AsyncTask okCatchesHttp(HttpClientPtr Client, HttpRequestPtr Request) {
  try {
    co_await Client->sendRequestCoro(Request);
  } catch (const HttpException &) {
  }
}
void catchesOneKind(orm::DbClientPtr Client) {
  async_run([=]() -> Task<> {
    try {
      co_await Client->execSqlCoro("select 1");
    } catch (const orm::DrogonDbException &) {
    }
  });
  async_run([=]() -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: an exception that escapes this coroutine ends the process: 'async_run'
    try {
      co_await store(1);
    } catch (const orm::DrogonDbException &) {
    }
  });
}
