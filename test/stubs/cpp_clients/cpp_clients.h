//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Stands for C++ clients of servers and files whose calls block: SQLiteCpp,
/// MySQL Connector/C++, redis-plus-plus, the MongoDB C++ driver, the AWS SDK,
/// curlpp, nanodbc, clickhouse-cpp, libpqxx, SOCI, cpp-httplib, C++ Requests
/// and JSON for Modern C++. A few functions of each, as they are declared in
/// the header that the line above them names.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_CPP_CLIENTS_CPP_CLIENTS_H
#define ASYNC_TIDY_TEST_STUBS_CPP_CLIENTS_CPP_CLIENTS_H

#include <functional>
#include <initializer_list>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

//===-- SQLiteCpp/SQLiteCpp.h ---------------------------------------------===//

namespace SQLite {
class Database {
public:
  Database(const std::string &File, int Flags = 1, int BusyTimeoutMs = 0,
           const std::string &Vfs = "");
  Database(Database &&);
  void setBusyTimeout(int Ms);
  int exec(const char *Queries);
  bool tableExists(const char *Name) const;
  long long getLastInsertRowid() const noexcept;
};
class Column {
public:
  int getInt() const noexcept;
};
class Statement {
public:
  Statement(const Database &Of, const char *Query);
  Statement(Statement &&) noexcept;
  void reset();
  void bind(int Index, int Value);
  bool executeStep();
  int exec();
  Column getColumn(int Index) const;
};
class Transaction {
public:
  explicit Transaction(Database &Of);
  Transaction(const Transaction &) = delete;
  ~Transaction();
  void commit();
  void rollback();
};
} // namespace SQLite

//===-- mysql/jdbc.h ------------------------------------------------------===//

namespace sql {
using SQLString = std::string;
class ResultSet {
public:
  virtual ~ResultSet();
  virtual bool next() = 0;
  virtual int getInt(unsigned Column) const = 0;
};
class Statement {
public:
  virtual ~Statement();
  virtual bool execute(const SQLString &Query) = 0;
  virtual ResultSet *executeQuery(const SQLString &Query) = 0;
  virtual void setQueryTimeout(unsigned Seconds) = 0;
};
class PreparedStatement : public Statement {
public:
  virtual ResultSet *executeQuery() = 0;
  virtual void setInt(unsigned Index, int Value) = 0;
};
class Connection {
public:
  virtual ~Connection();
  virtual Statement *createStatement() = 0;
  virtual PreparedStatement *prepareStatement(const SQLString &Query) = 0;
  virtual void commit() = 0;
  virtual bool isClosed() = 0;
};
class Driver {
public:
  virtual ~Driver();
  virtual Connection *connect(const SQLString &Host, const SQLString &User,
                              const SQLString &Password) = 0;
};
namespace mysql {
class MySQL_Driver : public Driver {
public:
  Connection *connect(const SQLString &Host, const SQLString &User,
                      const SQLString &Password) override;
};
MySQL_Driver *get_mysql_driver_instance();
} // namespace mysql
} // namespace sql

//===-- mysqlx/xdevapi.h --------------------------------------------------===//

namespace mysqlx {
inline namespace abi2 {
inline namespace r0 {
class RowResult {};
namespace internal {
template <class Res, class Op> class Executable {
public:
  virtual ~Executable();
  virtual Res execute() { return {}; }
};
} // namespace internal
class TableSelect : public internal::Executable<RowResult, TableSelect> {
public:
  TableSelect &where(const std::string &Condition);
};
class Table {
public:
  template <typename... Columns> TableSelect select(const Columns &...) {
    return {};
  }
};
class Schema {
public:
  Table getTable(const std::string &Name, bool CheckExists = false);
};
class Session {
public:
  template <typename... T> Session(T... Options) {}
  Session(Session &&);
  Schema getSchema(const std::string &Name, bool CheckExists = false);
  void commit();
};
} // namespace r0
} // namespace abi2
} // namespace mysqlx

//===-- sw/redis++/redis++.h ----------------------------------------------===//

namespace sw::redis {
using StringView = std::string_view;
using OptionalString = std::optional<std::string>;
class QueuedReplies {};
struct PipelineImpl {};
template <typename Impl> class QueuedRedis {
public:
  QueuedRedis(QueuedRedis &&);
  QueuedRedis &set(const StringView &Key, const StringView &Value) {
    return *this;
  }
  QueuedReplies exec() { return {}; }
};
using Pipeline = QueuedRedis<PipelineImpl>;
class Redis {
public:
  explicit Redis(const std::string &Uri);
  Redis(Redis &&);
  Pipeline pipeline(bool NewConnection = true);
  OptionalString get(const StringView &Key);
  bool set(const StringView &Key, const StringView &Value);
};
class RedisCluster {
public:
  explicit RedisCluster(const std::string &Uri);
  RedisCluster(RedisCluster &&);
  OptionalString get(const StringView &Key);
};
template <typename T> class Future {};
class AsyncRedis {
public:
  explicit AsyncRedis(const std::string &Uri);
  Future<OptionalString> get(const StringView &Key);
};
} // namespace sw::redis

//===-- mongocxx ----------------------------------------------------------===//

namespace bsoncxx {
namespace document {
class view {};
} // namespace document
} // namespace bsoncxx

namespace mongocxx {
namespace v_noabi {
class cursor {
public:
  class iterator {
  public:
    const bsoncxx::document::view &operator*() const;
    iterator &operator++();
    friend bool operator!=(const iterator &, const iterator &);
  };
  iterator begin();
  iterator end();
};
class collection {
public:
  cursor find(bsoncxx::document::view Filter);
  std::optional<int> find_one(bsoncxx::document::view Filter);
  std::optional<int> insert_one(bsoncxx::document::view Document);
};
class database {
public:
  collection operator[](std::string_view Name) const;
};
class client {
public:
  database operator[](std::string_view Name) const;
};
} // namespace v_noabi
using v_noabi::client;
using v_noabi::collection;
using v_noabi::cursor;
using v_noabi::database;
} // namespace mongocxx

//===-- aws/sqs/SQSClient.h -----------------------------------------------===//

namespace Aws {
class AmazonWebServiceRequest {
public:
  virtual ~AmazonWebServiceRequest();
};
namespace Utils {
template <typename R, typename E> class Outcome {
public:
  bool IsSuccess() const;
};
} // namespace Utils
namespace Client {
class AWSClient {
public:
  virtual ~AWSClient();
};
class AsyncCallerContext;
} // namespace Client
namespace SQS {
struct Error {};
namespace Model {
class SendMessageRequest : public AmazonWebServiceRequest {
public:
  void SetMessageBody(const std::string &);
};
struct SendMessageResult {};
using SendMessageOutcome = Utils::Outcome<SendMessageResult, Error>;
} // namespace Model
class SQSClient : public Client::AWSClient {
public:
  SQSClient();
  virtual Model::SendMessageOutcome
  SendMessage(const Model::SendMessageRequest &Request) const;
  void SendMessageAsync(
      const Model::SendMessageRequest &Request,
      const std::function<void(const Model::SendMessageOutcome &)> &Then) const;
};
} // namespace SQS
} // namespace Aws

//===-- curlpp/Easy.hpp ---------------------------------------------------===//

namespace curlpp {
class Easy {
public:
  Easy();
  void perform();
  void reset();
};
} // namespace curlpp

//===-- nanodbc/nanodbc.h -------------------------------------------------===//

namespace nanodbc {
class result {
public:
  bool next();
};
class connection {
public:
  connection();
  explicit connection(const std::string &Options, long Timeout = 0);
  connection(connection &&) noexcept;
  bool connected() const;
};
class statement {
public:
  explicit statement(connection &To);
  void bind(short Parameter, const int *Value);
};
result execute(connection &To, const std::string &Query, long Batch = 1,
               long Timeout = 0);
} // namespace nanodbc

//===-- clickhouse/client.h -----------------------------------------------===//

namespace clickhouse {
class Block {};
struct ClientOptions {};
class Client {
public:
  Client(const ClientOptions &Options);
  Client(Client &&) noexcept;
  void Execute(const std::string &Query);
  void Insert(const std::string &Table, const Block &Rows);
  bool IsSelecting() const;
};
} // namespace clickhouse

//===-- pqxx/pqxx
//-----------------------------------------------------------===//

namespace pqxx {
class result {};
class connection {
public:
  explicit connection(const char *Options);
  connection(connection &&);
  bool is_open() const noexcept;
};
class transaction_base {
public:
  virtual ~transaction_base();
  result exec(std::string_view Query);
  void commit();
  std::string quote(std::string_view Text) const;
};
class work : public transaction_base {
public:
  explicit work(connection &Of);
};
} // namespace pqxx

//===-- soci/soci.h -------------------------------------------------------===//

namespace soci {
namespace details {
class once_temp_type {};
} // namespace details
class session {
public:
  session();
  explicit session(const std::string &Options);
  session(session &&);
  void commit();
  bool is_connected() const noexcept;
  template <typename T> details::once_temp_type operator<<(const T &) {
    return {};
  }
};
} // namespace soci

//===-- httplib.h
//-----------------------------------------------------------===//

namespace httplib {
class Result {};
class Client {
public:
  explicit Client(const std::string &Host);
  Client(Client &&);
  Result Get(const std::string &Path);
  void set_keep_alive(bool On);
};
} // namespace httplib

//===-- cpr/cpr.h
//-----------------------------------------------------------===//

namespace cpr {
struct Url {
  Url(const char *Text);
};
struct Response {};
struct AsyncResponse {};
template <typename... T> Response Get(T &&...) { return {}; }
template <typename... T> AsyncResponse GetAsync(T &&...) { return {}; }
} // namespace cpr

//===-- nlohmann/json.hpp -------------------------------------------------===//

namespace nlohmann {
template <typename Strings = std::string> class basic_json {
public:
  template <typename Input>
  static basic_json parse(Input &&From, const void *Callback = nullptr,
                          bool AllowExceptions = true) {
    return {};
  }
};
using json = basic_json<>;
} // namespace nlohmann

#endif // ASYNC_TIDY_TEST_STUBS_CPP_CLIENTS_CPP_CLIENTS_H
