// RUN: async-blocking-call %drogon
#include "drogon/drogon.h"
#include <thread>

using namespace drogon;
using namespace std::chrono_literals;

std::string sql();
void use(const orm::Result &);
void useText(const std::string &);

//===-- Clients -----------------------------------------------------------===//

Task<size_t> count(orm::DbClientPtr Client, int Id) {
  auto Rows = Client->execSqlSync("select * from t where id = $1", Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'execSqlSync' blocks the thread of coroutine 'count', and all other coroutines on it; await its asynchronous form [async-blocking-call]
  // CHECK-FIXES: {{^}}  auto Rows = co_await Client->execSqlCoro("select * from t where id = $1", Id);
  co_await sleepCoro(app().getLoop(), 1.0);
  co_return Rows.size() + Client->execSqlSync(sql()).size();
  // CHECK-NOTES: :[[@LINE-1]]:35: note: 'execSqlSync' also blocks here
  // CHECK-FIXES: {{^}}  co_return Rows.size() + (co_await Client->execSqlCoro(sql())).size();
}

Task<size_t> okCount(orm::DbClientPtr Client, int Id) {
  auto Rows = co_await Client->execSqlCoro("select * from t where id = $1", Id);
  co_return Rows.size();
}

Task<> byReference(orm::DbClient &Client) {
  use(Client.execSqlSync("begin"));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'execSqlSync' blocks the thread of coroutine 'byReference', and all other coroutines on it; await its asynchronous form
  // CHECK-FIXES: {{^}}  use(co_await Client.execSqlCoro("begin"));
  auto Transaction = co_await Client.newTransactionCoro();
  use(Transaction->execSqlSync("commit"));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'execSqlSync' blocks the thread of coroutine 'byReference', and all other coroutines on it; await its asynchronous form
  // CHECK-FIXES: {{^}}  use(co_await Transaction->execSqlCoro("commit"));
  co_await sleepCoro(app().getLoop(), 1.0);
}

Task<> transaction(orm::DbClientPtr Client) {
  auto Transaction = Client->newTransaction();
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'newTransaction' blocks the thread of coroutine 'transaction', and all other coroutines on it; await its asynchronous form
  // CHECK-FIXES: {{^}}  auto Transaction = co_await Client->newTransactionCoro();
  co_await Transaction->execSqlCoro("commit");
}

Task<> streamed(orm::DbClientPtr Client) {
  *Client << "select 1" << orm::Mode::Blocking >> [](const orm::Result &) {};
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'operator<<' blocks the thread of coroutine 'streamed', and all other coroutines on it [async-blocking-call]
  *Client << "select 1" << 5 >> [](const orm::Result &) {};
  co_await sleepCoro(app().getLoop(), 1.0);
}

struct User {};
Task<> mappers(orm::DbClientPtr Client) {
  orm::Mapper<User> Users(Client);
  auto All = Users.findAll();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'findAll' blocks the thread of coroutine 'mappers', and all other coroutines on it
  // CHECK-NOTES: :[[@LINE-2]]:20: note: 'findAll' has an asynchronous form: 'drogon::orm::CoroMapper'
  Users.findAll([](std::vector<User>) {}, [](const orm::DrogonDbException &) {});
  orm::CoroMapper<User> Later(Client);
  auto Same = co_await Later.findAll();
}

Task<> chained(orm::DbClientPtr Client) {
  auto Some = orm::Mapper<User>(Client).limit(3).findAll();
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'findAll' blocks the thread of coroutine 'chained', and all other coroutines on it
  // CHECK-NOTES: :[[@LINE-2]]:50: note: 'findAll' has an asynchronous form: 'drogon::orm::CoroMapper'
  co_return;
}

Task<std::string> redis(nosql::RedisClientPtr Redis) {
  auto Old = Redis->execCommandSync(
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'execCommandSync' blocks the thread of coroutine 'redis', and all other coroutines on it
  // CHECK-NOTES: :[[@LINE-2]]:21: note: 'execCommandSync' has an asynchronous form: 'execCommandCoro'
      [](const nosql::RedisResult &R) { return R.asString(); }, "get a");
  auto New = co_await Redis->execCommandCoro("get a");
  co_return Old + New.asString();
}

Task<> http(HttpClientPtr Client, HttpRequestPtr Request) {
  auto [Result, Response] = Client->sendRequest(Request);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'sendRequest' blocks the thread of coroutine 'http', and all other coroutines on it
  // CHECK-NOTES: :[[@LINE-2]]:37: note: 'sendRequest' has an asynchronous form: 'sendRequestCoro'
  Client->sendRequest(Request, [](ReqResult, const HttpResponsePtr &) {}, 5);
  HttpReqCallback Callback;
  Client->sendRequest(Request, Callback);
  auto Same = co_await Client->sendRequestCoro(Request, 5);
}

//===-- Sleeping ----------------------------------------------------------===//

Task<> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it; await a timer instead [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await drogon::sleepCoro(trantor::EventLoop::getEventLoopOfCurrentThread(), 10ms);
  co_await sleepCoro(app().getLoop(), 10ms);
}

//===-- What event loops call ---------------------------------------------===//

void inLoop(trantor::EventLoop *Loop, orm::DbClientPtr Client) {
  Loop->queueInLoop([=] { use(Client->execSqlSync("select 1")); });
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'execSqlSync' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:39: note: 'execSqlSync' has an asynchronous form: 'co_await Client->execSqlCoro("select 1")'
  Loop->runInLoop([] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'sleep_for' blocks the thread that runs this continuation, and all other work on it
  Loop->runAfter(1.0, [] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'sleep_for' blocks the thread that runs this continuation, and all other work on it
  use(Client->execSqlSync("select 1"));
}

// The loop of a thread of one's own.
class Store {
public:
  void okInOwnThread(orm::DbClientPtr Client) {
    Thread.getLoop()->queueInLoop([=] { use(Client->execSqlSync("select 1")); });
  }

private:
  trantor::EventLoopThread Thread;
};

void inCallback(orm::DbClientPtr Client) {
  Client->execSqlAsync(
      "select 1",
      [=](const orm::Result &R) { use(Client->execSqlSync("select 2")); },
      // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'execSqlSync' blocks the thread that runs this continuation, and all other work on it
      // CHECK-NOTES: :[[@LINE-2]]:47: note: 'execSqlSync' has an asynchronous form: 'co_await Client->execSqlCoro("select 2")'
      [](const orm::DrogonDbException &) {});
}

void okInQueue(trantor::TaskQueue &Queue, orm::DbClientPtr Client) {
  Queue.runTaskInQueue([=] { use(Client->execSqlSync("select 1")); });
}

Task<> queues(trantor::ConcurrentTaskQueue &Queue) {
  Queue.runTaskInQueue([] { std::this_thread::sleep_for(1s); });
  co_return;
}

Task<> movesToLoop(orm::DbClientPtr Client, trantor::EventLoop *Loop) {
  co_await queueInLoopCoro(Loop,
                           [=] { use(Client->execSqlSync("select 1")); });
                           // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'execSqlSync' blocks the thread that runs this continuation, and all other work on it
                           // CHECK-NOTES: :[[@LINE-2]]:46: note: 'execSqlSync' has an asynchronous form: 'co_await Client->execSqlCoro("select 1")'
}

//===-- Handlers ----------------------------------------------------------===//

void okInMain(orm::DbClientPtr Client);
int main() {
  auto Client = app().getDbClient();
  use(Client->execSqlSync("create table t"));
  app().registerHandler(
      "/a", [=](const HttpRequestPtr &,
                std::function<void(const HttpResponsePtr &)> &&Callback) {
        use(Client->execSqlSync("select 1"));
        // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'execSqlSync' blocks the thread that runs this continuation, and all other work on it
        // CHECK-NOTES: :[[@LINE-2]]:21: note: 'execSqlSync' has an asynchronous form: 'co_await Client->execSqlCoro("select 1")'
        Callback(HttpResponse::newHttpResponse());
      });
  app().registerHandler("/b",
                        [=](const HttpRequestPtr &) -> Task<HttpResponsePtr> {
                          use(Client->execSqlSync("select 1"));
                          // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'execSqlSync' blocks the thread of this coroutine, and all other coroutines on it; await its asynchronous form [async-blocking-call]
                          // CHECK-FIXES: {{^}}                          use(co_await Client->execSqlCoro("select 1"));
                          use(co_await Client->execSqlCoro("select 1"));
                          co_return HttpResponse::newHttpResponse();
                        });
  app().run();
}

class Simple : public HttpSimpleController<Simple> {
public:
  Simple() { use(app().getDbClient()->execSqlSync("create table t")); }
  void asyncHandleHttpRequest(
      const HttpRequestPtr &,
      std::function<void(const HttpResponsePtr &)> &&Callback) override {
    use(app().getDbClient()->execSqlSync("select 1"));
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'execSqlSync' blocks the thread that runs 'asyncHandleHttpRequest', and all other work on it [async-blocking-call]
    // CHECK-NOTES: :[[@LINE-2]]:30: note: 'execSqlSync' has an asynchronous form: 'co_await app().getDbClient()->execSqlCoro("select 1")'
    Callback(HttpResponse::newHttpResponse());
  }
  void okHelper() { use(app().getDbClient()->execSqlSync("select 1")); }
};

static void helper() { std::this_thread::sleep_for(1s); }

class Routed : public HttpController<Routed> {
public:
  METHOD_LIST_BEGIN
  METHOD_ADD(Routed::get, "/{1}", 1);
  METHOD_ADD(Routed::later, "/later", 1);
  METHOD_LIST_END

  void get(const HttpRequestPtr &,
           std::function<void(const HttpResponsePtr &)> &&Callback, int Id) {
    use(app().getDbClient()->execSqlSync("select $1", Id));
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'execSqlSync' blocks the thread that runs 'get', and all other work on it
    // CHECK-NOTES: :[[@LINE-2]]:30: note: 'execSqlSync' has an asynchronous form: 'co_await app().getDbClient()->execSqlCoro("select $1", Id)'
    helper();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'helper' blocks the thread that runs 'get', and all other work on it
    Callback(HttpResponse::newHttpResponse());
  }
  Task<HttpResponsePtr> later(HttpRequestPtr) {
    use(co_await app().getDbClient()->execSqlCoro("select 1"));
    co_return HttpResponse::newHttpResponse();
  }
  void okNotRouted() { use(app().getDbClient()->execSqlSync("select 1")); }
};

//===-- Macros, templates, suppression ------------------------------------===//

#define EXEC(Client, Text) Client->execSqlSync(Text)
Task<> inMacro(orm::DbClientPtr Client) {
  use(EXEC(Client, "select 1"));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'execSqlSync' blocks the thread of coroutine 'inMacro', and all other coroutines on it
  // CHECK-NOTES: :[[@LINE-2]]:7: note: 'execSqlSync' has an asynchronous form: 'execSqlCoro'
  co_await sleepCoro(app().getLoop(), 1.0);
}

template <typename T> Task<> inTemplate(orm::DbClientPtr Client, T Value) {
  use(Client->execSqlSync("select $1", Value));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'execSqlSync' blocks the thread of coroutine 'inTemplate', and all other coroutines on it; await its asynchronous form
  // CHECK-FIXES: {{^}}  use(co_await Client->execSqlCoro("select $1", Value));
  co_await sleepCoro(app().getLoop(), 1.0);
}
template Task<> inTemplate(orm::DbClientPtr, int);
template Task<> inTemplate(orm::DbClientPtr, const char *);

Task<> suppressed(orm::DbClientPtr Client) {
  use(Client->execSqlSync("select 1")); // NOLINT(async-blocking-call)
  co_await sleepCoro(app().getLoop(), 1.0);
}
