// RUN: async-fake-async %drogon
#include "drogon/drogon.h"
#include <thread>

using namespace drogon;
using namespace std::chrono_literals;

Task<size_t> count(orm::DbClientPtr Client) {
  auto Rows = Client->execSqlSync("select 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: coroutine 'count' never suspends: it blocks its caller in 'execSqlSync' [async-fake-async]
  // CHECK-FIXES: {{^}}  auto Rows = co_await Client->execSqlCoro("select 1");
  co_return Rows.size();
}

Task<> naps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'naps' never suspends: it blocks its caller in 'sleep_for'
  co_return;
}

Task<size_t> okAwaits(orm::DbClientPtr Client) {
  auto Rows = co_await Client->execSqlCoro("select 1");
  co_return Rows.size();
}

Task<int> okAtHand() { co_return 5; }

struct Repository {
  virtual Task<size_t> count() = 0;
};
struct Plain : Repository {
  orm::DbClientPtr Client;
  Task<size_t> count() override {
    co_return orm::Mapper<int>(Client).findAll().size();
    // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: coroutine 'count' never suspends: it blocks its caller in 'findAll'
    // CHECK-NOTES: :[[@LINE-2]]:40: note: 'findAll' has an asynchronous form: 'drogon::orm::CoroMapper'
  }
};

Task<> suppressed() {
  std::this_thread::sleep_for(1s); // NOLINT(async-fake-async)
  co_return;
}
