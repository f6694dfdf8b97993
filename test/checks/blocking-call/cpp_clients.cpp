// RUN: async-blocking-call %inhouse
// RUN: async-blocking-call %inhouse -check-suffix=,STRICT -option AsyncStrict=true
#include "cpp_clients/cpp_clients.h"
#include "async_lib/inhouse.h"
#include <fstream>
#include <sstream>
#include <thread>

using inhouse::Task;

//===-- Databases ---------------------------------------------------------===//

Task<int> sqlite(SQLite::Database &Of) {
  SQLite::Transaction Marked{Of};
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Transaction' blocks the thread of coroutine 'sqlite', and all other coroutines on it [async-blocking-call]
  SQLite::Statement Query{Of, "UPDATE t SET x = ?"};
  Query.bind(1, 2);
  int Rows = Query.exec();
  Marked.commit();
  co_return Rows;
}
Task<bool> sqliteOpens(const std::string &Path) {
  SQLite::Database Of(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Database' blocks the thread of coroutine 'sqliteOpens', and all other coroutines on it [async-blocking-call]
  co_return Of.tableExists("t");
}
Task<long long> okSqlite(SQLite::Database Of, SQLite::Statement &Given) {
  SQLite::Database Moved = std::move(Of);
  Moved.setBusyTimeout(10);
  Given.bind(1, 2);
  Given.reset();
  co_return Moved.getLastInsertRowid() + Given.getColumn(0).getInt();
}

Task<int> mysql() {
  sql::Driver *Driver = sql::mysql::get_mysql_driver_instance();
  std::unique_ptr<sql::Connection> To(Driver->connect("h", "u", "p"));
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'connect' blocks the thread of coroutine 'mysql', and all other coroutines on it [async-blocking-call]
  std::unique_ptr<sql::PreparedStatement> Query(
      To->prepareStatement("SELECT ?"));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'prepareStatement' blocks the thread of coroutine 'mysql', and all other coroutines on it [async-blocking-call]
  Query->setInt(1, 2);
  std::unique_ptr<sql::ResultSet> Rows(Query->executeQuery());
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'executeQuery' blocks the thread of coroutine 'mysql', and all other coroutines on it [async-blocking-call]
  co_return Rows->getInt(1);
}
Task<> mysqlReads(sql::ResultSet &Rows) {
  while (Rows.next())
    // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:15: warning: 'next' blocks the thread of coroutine 'mysqlReads', and all other coroutines on it [async-blocking-call]
    Rows.getInt(1);
  co_return;
}
Task<bool> okMysql(sql::Connection &To, sql::PreparedStatement &Query) {
  std::unique_ptr<sql::Statement> Empty(To.createStatement());
  Empty->setQueryTimeout(3);
  Query.setInt(1, 2);
  co_return To.isClosed();
}

Task<> mysqlxCommits(const std::string &Server) {
  mysqlx::Session To(Server);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Session' blocks the thread of coroutine 'mysqlxCommits', and all other coroutines on it [async-blocking-call]
  To.commit();
  co_return;
}
Task<> mysqlxSelects(mysqlx::Session &To) {
  mysqlx::TableSelect Rows = To.getSchema("s").getTable("t").select("a");
  Rows.where("a > 1").execute();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'execute' blocks the thread of coroutine 'mysqlxSelects', and all other coroutines on it [async-blocking-call]
  co_return;
}
Task<> okMysqlx(mysqlx::Session To) {
  mysqlx::Session Moved = std::move(To);
  Moved.getSchema("s").getTable("t").select("a").where("a > 1");
  co_return;
}

Task<std::string> redis(sw::redis::Redis &To) {
  To.set("a", "b");
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'set' blocks the thread of coroutine 'redis', and all other coroutines on it [async-blocking-call]
  co_return *To.get("a");
}
Task<> redisPipeline(sw::redis::Redis &To) {
  auto Both = To.pipeline();
  Both.set("a", "b").set("c", "d");
  Both.exec();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'exec' blocks the thread of coroutine 'redisPipeline', and all other coroutines on it [async-blocking-call]
  co_return;
}
Task<std::string> redisCluster() {
  sw::redis::RedisCluster To("tcp://h");
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'RedisCluster' blocks the thread of coroutine 'redisCluster', and all other coroutines on it [async-blocking-call]
  co_return *To.get("a");
}
Task<> okRedis(sw::redis::AsyncRedis &Async) {
  sw::redis::Redis To("tcp://h");
  auto Both = To.pipeline();
  Both.set("a", "b");
  Async.get("a");
  co_return;
}

Task<bool> odbc() {
  nanodbc::connection To("DSN=a");
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'connection' blocks the thread of coroutine 'odbc', and all other coroutines on it [async-blocking-call]
  auto Rows = nanodbc::execute(To, "SELECT 1");
  co_return Rows.next();
}
Task<bool> okOdbc(nanodbc::connection Given, const int &Value) {
  nanodbc::connection To = std::move(Given);
  nanodbc::statement Query(To);
  Query.bind(0, &Value);
  co_return To.connected();
}

Task<> clickHouse(const clickhouse::Block &Rows) {
  clickhouse::Client To(clickhouse::ClientOptions{});
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Client' blocks the thread of coroutine 'clickHouse', and all other coroutines on it [async-blocking-call]
  To.Insert("t", Rows);
  co_return;
}
Task<bool> okClickHouse(clickhouse::Client Given) {
  clickhouse::Client To = std::move(Given);
  co_return To.IsSelecting();
}

Task<> postgres(pqxx::connection &To) {
  pqxx::work Work(To);
  Work.exec("SELECT 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'exec' blocks the thread of coroutine 'postgres', and all other coroutines on it [async-blocking-call]
  Work.commit();
  co_return;
}
Task<std::string> okPostgres(pqxx::connection Given, pqxx::work &Work) {
  pqxx::connection To = std::move(Given);
  co_return To.is_open() ? Work.quote("a") : "";
}

Task<> sociCommits(soci::session &To) {
  To << "UPDATE t SET x = 1";
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'operator<<' blocks the thread of coroutine 'sociCommits', and all other coroutines on it [async-blocking-call]
  To.commit();
  co_return;
}
Task<bool> okSoci() {
  soci::session To;
  co_return To.is_connected();
}

//===-- The network -------------------------------------------------------===//

Task<bool> aws(Aws::SQS::SQSClient &To, const std::string &Text) {
  Aws::SQS::Model::SendMessageRequest Request;
  Request.SetMessageBody(Text);
  auto Sent = To.SendMessage(Request);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'SendMessage' blocks the thread of coroutine 'aws', and all other coroutines on it [async-blocking-call]
  co_return Sent.IsSuccess();
}
// What makes an outcome of a request need not send it.
static Aws::SQS::Model::SendMessageOutcome
outcome(const Aws::SQS::Model::SendMessageRequest &) {
  return {};
}
Task<bool> okAws(Aws::SQS::SQSClient &To,
                 const Aws::SQS::Model::SendMessageRequest &Request) {
  To.SendMessageAsync(Request, [](const auto &) {});
  co_return outcome(Request).IsSuccess();
}

Task<> curl(curlpp::Easy &Handle) {
  Handle.reset();
  Handle.perform();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'perform' blocks the thread of coroutine 'curl', and all other coroutines on it [async-blocking-call]
  co_return;
}

Task<> http(httplib::Client &To) {
  To.set_keep_alive(true);
  To.Get("/");
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'Get' blocks the thread of coroutine 'http', and all other coroutines on it [async-blocking-call]
  co_return;
}

Task<> requests() {
  cpr::GetAsync(cpr::Url{"http://h"});
  cpr::Get(cpr::Url{"http://h"});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Get' blocks the thread of coroutine 'requests', and all other coroutines on it [async-blocking-call]
  co_return;
}

//===-- Files -------------------------------------------------------------===//

Task<nlohmann::json> json(std::ifstream &From) {
  co_return nlohmann::json::parse(From);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'parse' blocks the thread of coroutine 'json', and all other coroutines on it [async-blocking-call]
}
Task<nlohmann::json> okJson(const std::string &Text, std::istream &From) {
  std::istringstream Lines(Text);
  nlohmann::json::parse(Lines);
  nlohmann::json::parse(From);
  co_return nlohmann::json::parse(Text);
}

//===-- Elsewhere ---------------------------------------------------------===//

static void store(SQLite::Database &Of) { Of.exec("INSERT"); }
Task<> far(SQLite::Database &Of) {
  store(Of);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'store' blocks the thread of coroutine 'far', and all other coroutines on it [async-blocking-call]
  co_return;
}

Task<> okThread(SQLite::Database &Of) {
  std::thread Writer([&] { store(Of); });
  Writer.detach();
  co_return;
}

void okPlain(SQLite::Database &Of, sw::redis::Redis &To) {
  store(Of);
  To.set("a", "b");
}
