// RUN: async-blocking-call %inhouse -isystem /usr/include/postgresql -isystem /usr/include/mariadb
// RUN: async-blocking-call %inhouse -isystem /usr/include/postgresql -isystem /usr/include/mariadb -check-suffix=,STRICT -option AsyncStrict=true
// The real headers.
#include "async_lib/inhouse.h"
#include <curl/curl.h>
#include <hiredis/hiredis.h>
#include <libpq-fe.h>
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafkacpp.h>
#include <mysql.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <sqlite3.h>
#include <thread>
#include <zmq.h>

using inhouse::Task;

//===-- One connection, one finding ---------------------------------------===//

Task<int> postgres(const char *Server) {
  PGconn *Connection = PQconnectdb(Server);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'PQconnectdb' blocks the thread of coroutine 'postgres', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+1]]:20: note: 'PQexec' also blocks here
  PGresult *Rows = PQexec(Connection, "SELECT 1");
  int Count = PQntuples(Rows);
  PQclear(Rows);
  PQfinish(Connection);
  co_return Count;
}

Task<int> mysql(const char *Server) {
  MYSQL *Connection = mysql_init(nullptr);
  mysql_real_connect(Connection, Server, "u", "p", "db", 0, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_real_connect' blocks the thread of coroutine 'mysql', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+2]]:3: note: 'mysql_query' also blocks here
  // CHECK-NOTES: :[[@LINE+2]]:21: note: 'mysql_store_result' also blocks here
  mysql_query(Connection, "SELECT 1");
  MYSQL_RES *Rows = mysql_store_result(Connection);
  int Count = mysql_num_rows(Rows);
  mysql_free_result(Rows);
  mysql_close(Connection);
  co_return Count;
}

Task<int> sqlite(const char *Path) {
  sqlite3 *Database = nullptr;
  sqlite3_open(Path, &Database);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_open' blocks the thread of coroutine 'sqlite', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+4]]:3: note: 'sqlite3_prepare_v2' also blocks here
  // CHECK-NOTES: :[[@LINE+5]]:10: note: 'sqlite3_step' also blocks here
  // CHECK-NOTES: :[[@LINE+7]]:3: note: 'sqlite3_close' also blocks here
  sqlite3_stmt *Statement = nullptr;
  sqlite3_prepare_v2(Database, "SELECT 1", -1, &Statement, nullptr);
  int Sum = 0;
  while (sqlite3_step(Statement) == SQLITE_ROW)
    Sum += sqlite3_column_int(Statement, 0);
  sqlite3_finalize(Statement);
  sqlite3_close(Database);
  co_return Sum;
}

Task<bool> redis() {
  redisContext *Server = redisConnect("localhost", 6379);
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'redisConnect' blocks the thread of coroutine 'redis', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+1]]:18: note: 'redisCommand' also blocks here
  void *Answer = redisCommand(Server, "PING");
  freeReplyObject(Answer);
  redisFree(Server);
  co_return Answer != nullptr;
}

Task<> curl(CURL *Easy) {
  curl_easy_setopt(Easy, CURLOPT_URL, "http://localhost");
  curl_easy_perform(Easy);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'curl_easy_perform' blocks the thread of coroutine 'curl', and all other coroutines on it [async-blocking-call]
  co_return;
}

// Two connections, two findings.
Task<> both(PGconn *From, PGconn *To) {
  PQexec(From, "SELECT 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQexec' blocks the thread of coroutine 'both', and all other coroutines on it [async-blocking-call]
  PQexec(To, "SELECT 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQexec' blocks the thread of coroutine 'both', and all other coroutines on it [async-blocking-call]
  co_return;
}

//===-- Timeouts and flags ------------------------------------------------===//

Task<> kafka(rd_kafka_t *Producer) {
  rd_kafka_flush(Producer, 500);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'rd_kafka_flush' blocks the thread of coroutine 'kafka', and all other coroutines on it [async-blocking-call]
  co_return;
}
Task<> kafkaReads(rd_kafka_t *Consumer, rd_kafka_message_t *Message) {
  rd_kafka_consumer_poll(Consumer, 100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'rd_kafka_consumer_poll' blocks the thread of coroutine 'kafkaReads', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+1]]:3: note: 'rd_kafka_commit_message' also blocks here
  rd_kafka_commit_message(Consumer, Message, 0);
  co_return;
}
Task<> kafkaClasses(RdKafka::Producer &To, RdKafka::KafkaConsumer &From) {
  To.flush(500);
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'flush' blocks the thread of coroutine 'kafkaClasses', and all other coroutines on it [async-blocking-call]
  From.consume(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'consume' blocks the thread of coroutine 'kafkaClasses', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+1]]:8: note: 'commitSync' also blocks here
  From.commitSync();
  co_return;
}
Task<> okKafkaTurns(rd_kafka_t *Client, rd_kafka_message_t *Message,
                    RdKafka::Producer &To, RdKafka::KafkaConsumer &From) {
  rd_kafka_poll(Client, 0);
  rd_kafka_flush(Client, 0);
  rd_kafka_consumer_poll(Client, 0);
  rd_kafka_commit_message(Client, Message, 1);
  To.poll(0);
  From.consume(0);
  From.commitAsync();
  co_return;
}

Task<> zeroMq(void *Socket, char *Data) {
  zmq_send(Socket, Data, 8, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'zmq_send' blocks the thread of coroutine 'zeroMq', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+1]]:3: note: 'zmq_recv' also blocks here
  zmq_recv(Socket, Data, 8, 0);
  co_return;
}
Task<int> zeroMqPolls(zmq_pollitem_t *Sockets) {
  co_return zmq_poll(Sockets, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'zmq_poll' blocks the thread of coroutine 'zeroMqPolls', and all other coroutines on it [async-blocking-call]
}
Task<> okZeroMq(void *Socket, char *Data, zmq_pollitem_t *Sockets) {
  zmq_send(Socket, Data, 8, ZMQ_DONTWAIT);
  zmq_recv(Socket, Data, 8, ZMQ_DONTWAIT | ZMQ_SNDMORE);
  zmq_poll(Sockets, 1, 0);
  co_return;
}

Task<> curlWaits(CURLM *All) {
  curl_multi_poll(All, nullptr, 0, 1000, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'curl_multi_poll' blocks the thread of coroutine 'curlWaits', and all other coroutines on it [async-blocking-call]
  co_return;
}

//===-- Non-blocking relatives --------------------------------------------===//

Task<> okRelatives(PGconn *Connection, CURLM *Transfers, redisContext *Server,
                   MYSQL *Sql) {
  PQsendQuery(Connection, "SELECT 1");
  PQconsumeInput(Connection);
  PQisBusy(Connection);
  char *Row = nullptr;
  PQgetCopyData(Connection, &Row, 1);
  int Running = 0;
  curl_multi_perform(Transfers, &Running);
  curl_multi_poll(Transfers, nullptr, 0, 0, nullptr);
  redisConnectNonBlock("localhost", 6379);
  redisAppendCommand(Server, "PING");
  int Error = 0;
  mysql_real_query_start(&Error, Sql, "SELECT 1", 8);
  co_return;
}

// As the descriptor is.
Task<> tls(SSL *Session, char *Data) {
  SSL_read(Session, Data, 8);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'SSL_read' blocks the thread of coroutine 'tls', and all other coroutines on it [async-blocking-call]
  co_return;
}
Task<> bio(BIO_ADDRINFO *Peer) {
  BIO_connect(1, BIO_ADDRINFO_address(Peer), 0);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:3: warning: 'BIO_connect' blocks the thread of coroutine 'bio', and all other coroutines on it [async-blocking-call]
  co_return;
}
// Most that is read and written so is in memory.
Task<> okEncode(const char *Data, int Size) {
  BIO *Base64 = BIO_push(BIO_new(BIO_f_base64()), BIO_new(BIO_s_mem()));
  BIO_write(Base64, Data, Size);
  BIO_free_all(Base64);
  co_return;
}
Task<> name(BIO_ADDRINFO *Found) {
  BIO_lookup("localhost", "80", BIO_LOOKUP_CLIENT, AF_UNSPEC, SOCK_STREAM,
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'BIO_lookup' blocks the thread of coroutine 'name', and all other coroutines on it [async-blocking-call]
             &Found);
  co_return;
}

//===-- By a function of one's own ----------------------------------------===//

static void store(sqlite3 *Database) {
  sqlite3_exec(Database, "INSERT", nullptr, nullptr, nullptr);
}
Task<> far(sqlite3 *Database) {
  store(Database);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'store' blocks the thread of coroutine 'far', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-5]]:3: note: 'store' blocks here, in 'sqlite3_exec'
  co_return;
}

#define QUERY(Text) PQexec(Connection, Text)
Task<> inMacro(PGconn *Connection) {
  QUERY("SELECT 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQexec' blocks the thread of coroutine 'inMacro', and all other coroutines on it [async-blocking-call]
  co_return;
}

Task<> suppressed(sqlite3 *Database) {
  store(Database); // NOLINT(async-blocking-call)
  co_return;
}

Task<> okThread(sqlite3 *Database) {
  std::thread Writer([=] { store(Database); });
  Writer.detach();
  co_return;
}

void okPlain(sqlite3 *Database) { store(Database); }

//===-- D-Bus -------------------------------------------------------------===//

// As <systemd/sd-bus.h> and <systemd/sd-event.h> declare them.
extern "C" {
struct sd_bus;
struct sd_bus_slot;
struct sd_bus_message;
struct sd_bus_error;
int sd_bus_call(sd_bus *, sd_bus_message *, uint64_t, sd_bus_error *,
                sd_bus_message **);
int sd_bus_add_match(sd_bus *, sd_bus_slot **, const char *,
                     int (*)(sd_bus_message *, void *, sd_bus_error *), void *);
}

static int changed(sd_bus_message *Told, void *Bus, sd_bus_error *Error) {
  return sd_bus_call(static_cast<sd_bus *>(Bus), Told, 0, Error, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sd_bus_call' blocks the thread that runs 'changed', and all other work on it [async-blocking-call]
}
int watches(sd_bus *Bus, sd_bus_message *First) {
  sd_bus_call(Bus, First, 0, nullptr, nullptr);
  return sd_bus_add_match(Bus, nullptr, "type='signal'", changed, Bus);
}
