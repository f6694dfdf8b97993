//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of drogon and trantor (drogonframework/drogon and
/// an-tao/trantor, 2026): its coroutine types, awaiters, clients, controllers
/// and event loops, without anything that runs. Each part names the header that
/// it mirrors.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_DROGON_DROGON_H
#define ASYNC_TIDY_TEST_STUBS_DROGON_DROGON_H

#include <chrono>
#include <coroutine>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace trantor {

namespace stub {
// Clang wants the body of a function whose type names a lambda.
void *nowhere() noexcept;
template <typename T> T any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(nowhere()));
}
} // namespace stub

//===-- trantor/utils/NonCopyable.h, trantor/utils/TaskQueue.h ------------===//

class NonCopyable {
protected:
  NonCopyable();
  ~NonCopyable();
  NonCopyable(const NonCopyable &) = delete;
  NonCopyable &operator=(const NonCopyable &) = delete;
  NonCopyable(NonCopyable &&) noexcept(true) = default;
  NonCopyable &operator=(NonCopyable &&) noexcept(true) = default;
};

class TaskQueue : public NonCopyable {
public:
  virtual void runTaskInQueue(const std::function<void()> &task) = 0;
  virtual void runTaskInQueue(std::function<void()> &&task) = 0;
  void syncTaskInQueue(const std::function<void()> &task);
  virtual ~TaskQueue();
};

class ConcurrentTaskQueue : public TaskQueue {
public:
  ConcurrentTaskQueue(size_t threadNum, const std::string &name);
  void runTaskInQueue(const std::function<void()> &task) override;
  void runTaskInQueue(std::function<void()> &&task) override;
};

//===-- trantor/net/EventLoop.h -------------------------------------------===//

using Func = std::function<void()>;
using TimerId = unsigned long;

class EventLoop : NonCopyable {
public:
  EventLoop();
  ~EventLoop();
  void loop();
  void quit();
  static EventLoop *getEventLoopOfCurrentThread();
  template <typename Functor> void runInLoop(Functor &&f) {}
  void queueInLoop(const Func &f);
  void queueInLoop(Func &&f);
  TimerId runAfter(double delay, const Func &cb);
  TimerId runAfter(double delay, Func &&cb);
  TimerId runEvery(double interval, Func &&cb);
  void runOnQuit(Func &&cb);
};

//===-- trantor/net/EventLoopThread.h -------------------------------------===//

class EventLoopThread : NonCopyable {
public:
  explicit EventLoopThread(const std::string &threadName = "EventLoopThread");
  ~EventLoopThread();
  void wait();
  EventLoop *getLoop() const;
  void run();
};

} // namespace trantor

namespace drogon {

using trantor::stub::any;

//===-- drogon/utils/coroutine.h ------------------------------------------===//

template <typename T = void> struct [[nodiscard]] Task;

struct final_awaiter {
  bool await_ready() noexcept;
  template <typename T>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<T>) noexcept {
    return std::noop_coroutine();
  }
  void await_resume() noexcept;
};

template <typename Promise> struct task_awaiter {
  using handle_type = std::coroutine_handle<Promise>;
  explicit task_awaiter(handle_type) {}
  bool await_ready() noexcept { return false; }
  auto await_suspend(std::coroutine_handle<>) noexcept { return handle_type(); }
  auto await_resume() { return any<typename Promise::value_type>(); }
};

template <typename T> struct [[nodiscard]] Task {
  struct promise_type;
  using handle_type = std::coroutine_handle<promise_type>;
  Task(handle_type) {}
  Task(const Task &) = delete;
  Task(Task &&) noexcept {}
  ~Task() {}
  Task &operator=(const Task &) = delete;
  Task &operator=(Task &&) noexcept { return *this; }
  struct promise_type {
    using value_type = T;
    Task<T> get_return_object() { return any<Task<T>>(); }
    std::suspend_always initial_suspend() { return {}; }
    void return_value(const T &) {}
    void return_value(T &&) {}
    auto final_suspend() noexcept { return final_awaiter{}; }
    void unhandled_exception() { exception_ = std::current_exception(); }
    std::exception_ptr exception_;
  };
  auto operator co_await() const noexcept { return task_awaiter(coro_); }
  handle_type coro_;
};

template <> struct [[nodiscard]] Task<void> {
  struct promise_type;
  using handle_type = std::coroutine_handle<promise_type>;
  Task(handle_type);
  Task(const Task &) = delete;
  Task(Task &&) noexcept;
  ~Task();
  Task &operator=(const Task &) = delete;
  Task &operator=(Task &&) noexcept;
  struct promise_type {
    using value_type = void;
    Task<> get_return_object();
    std::suspend_always initial_suspend();
    void return_void();
    auto final_suspend() noexcept { return final_awaiter{}; }
    void unhandled_exception() { exception_ = std::current_exception(); }
    std::exception_ptr exception_;
  };
  auto operator co_await() const noexcept { return task_awaiter(coro_); }
  handle_type coro_;
};

struct AsyncTask {
  struct promise_type;
  using handle_type = std::coroutine_handle<promise_type>;
  AsyncTask() = default;
  AsyncTask(handle_type);
  struct promise_type {
    AsyncTask get_return_object() noexcept;
    std::suspend_never initial_suspend() const noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
    void return_void() noexcept;
    std::suspend_never final_suspend() const noexcept { return {}; }
  };
  handle_type coro_;
};

template <typename T = void>
struct CallbackAwaiter : public trantor::NonCopyable {
  bool await_ready() noexcept { return false; }
  const T &await_resume() const noexcept(false) { return any<const T &>(); }
};
template <> struct CallbackAwaiter<void> : public trantor::NonCopyable {
  bool await_ready() noexcept;
  void await_resume() noexcept(false);
};

namespace internal {
template <typename T>
auto getAwaiter(T &&value) -> decltype(value.operator co_await()) {
  return value.operator co_await();
}
template <typename T>
  requires requires(T &&t) { t.await_ready(); }
T &&getAwaiter(T &&value) {
  return static_cast<T &&>(value);
}
} // namespace internal

template <typename T>
using await_result_t = std::decay_t<
    decltype(internal::getAwaiter(std::declval<T>()).await_resume())>;

template <typename Await> auto sync_wait(Await &&await) {
  return any<await_result_t<Await>>();
}
template <typename Await>
auto co_future(Await &&await) noexcept -> std::future<await_result_t<Await>> {
  return {};
}

namespace internal {
struct [[nodiscard]] TimerAwaiter : CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] LoopAwaiter : CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] SwitchThreadAwaiter : CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
template <typename... Tasks>
struct WhenAllAwaiter
    : public CallbackAwaiter<std::tuple<await_result_t<Tasks>...>> {
  void await_suspend(std::coroutine_handle<>) {}
};
} // namespace internal

internal::TimerAwaiter
sleepCoro(trantor::EventLoop *loop,
          const std::chrono::duration<double> &delay) noexcept;
internal::TimerAwaiter sleepCoro(trantor::EventLoop *loop,
                                 double delay) noexcept;
internal::LoopAwaiter queueInLoopCoro(trantor::EventLoop *workLoop,
                                      std::function<void()> taskFunc,
                                      trantor::EventLoop *resumeLoop = nullptr);
internal::SwitchThreadAwaiter
switchThreadCoro(trantor::EventLoop *loop) noexcept;

template <typename Coro> void async_run(Coro &&coro) {}
template <typename Coro> std::function<void()> async_func(Coro &&coro) {
  return {};
}
template <typename... Tasks>
internal::WhenAllAwaiter<Tasks...> when_all(Tasks... tasks) {
  return any<internal::WhenAllAwaiter<Tasks...>>();
}

//===-- drogon/HttpRequest.h, drogon/HttpResponse.h -----------------------===//

class HttpRequest {
public:
  const std::string &path() const;
  static std::shared_ptr<HttpRequest> newHttpRequest();
};
class HttpResponse {
public:
  static std::shared_ptr<HttpResponse> newHttpResponse();
  void setBody(const std::string &body);
};
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;

//===-- drogon/HttpClient.h -----------------------------------------------===//

enum class ReqResult { Ok, Timeout };
using HttpReqCallback = std::function<void(ReqResult, const HttpResponsePtr &)>;

namespace internal {
struct HttpRespAwaiter : public CallbackAwaiter<HttpResponsePtr> {
  void await_suspend(std::coroutine_handle<>);
};
} // namespace internal

class HttpException : public std::exception {
public:
  HttpException() = delete;
  explicit HttpException(ReqResult res) {}
};

class HttpClient : public trantor::NonCopyable {
public:
  virtual void sendRequest(const HttpRequestPtr &req,
                           const HttpReqCallback &callback,
                           double timeout = 0) = 0;
  virtual void sendRequest(const HttpRequestPtr &req,
                           HttpReqCallback &&callback, double timeout = 0) = 0;
  std::pair<ReqResult, HttpResponsePtr> sendRequest(const HttpRequestPtr &req,
                                                    double timeout = 0);
  internal::HttpRespAwaiter sendRequestCoro(HttpRequestPtr req,
                                            double timeout = 0);
  static std::shared_ptr<HttpClient>
  newHttpClient(const std::string &hostString);
  virtual ~HttpClient();
};
using HttpClientPtr = std::shared_ptr<HttpClient>;

//===-- drogon/orm/DbClient.h, drogon/orm/SqlBinder.h ---------------------===//

namespace orm {

class Result {
public:
  using size_type = unsigned long;
  size_type size() const noexcept;
  bool empty() const noexcept;
};

enum class Mode { NonBlocking, Blocking };
class Transaction;

namespace internal {
class SqlBinder : public trantor::NonCopyable {
public:
  SqlBinder(SqlBinder &&) noexcept;
  ~SqlBinder();
  template <typename T> SqlBinder &operator<<(T &&parameter) { return *this; }
  SqlBinder &operator<<(const Mode &mode);
  SqlBinder &operator<<(Mode &&mode);
  template <typename F> SqlBinder &operator>>(F &&callback) { return *this; }
};
struct [[nodiscard]] SqlAwaiter : public CallbackAwaiter<Result> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] TransactionAwaiter
    : public CallbackAwaiter<std::shared_ptr<Transaction>> {
  void await_suspend(std::coroutine_handle<>);
};
template <typename R>
struct [[nodiscard]] MapperAwaiter : public CallbackAwaiter<R> {
  void await_suspend(std::coroutine_handle<>) {}
};
} // namespace internal

class DbClient : public trantor::NonCopyable {
public:
  virtual ~DbClient();
  template <typename F1, typename F2, typename... Arguments>
  void execSqlAsync(const std::string &sql, F1 &&rCallback, F2 &&exceptCallback,
                    Arguments &&...args) noexcept {}
  template <typename... Arguments>
  std::future<Result> execSqlAsyncFuture(const std::string &sql,
                                         Arguments &&...args) noexcept {
    return {};
  }
  template <typename... Arguments>
  Result execSqlSync(const std::string &sql, Arguments &&...args) {
    return any<Result>();
  }
  template <typename... Arguments>
  internal::SqlAwaiter execSqlCoro(const std::string &sql,
                                   Arguments &&...args) noexcept {
    return any<internal::SqlAwaiter>();
  }
  internal::SqlBinder operator<<(const std::string &sql);
  virtual std::shared_ptr<Transaction>
  newTransaction(const std::function<void(bool)> &commitCallback =
                     std::function<void(bool)>()) = 0;
  internal::TransactionAwaiter newTransactionCoro();
};
class Transaction : public DbClient {
public:
  virtual void rollback() = 0;
};
using DbClientPtr = std::shared_ptr<DbClient>;

//===-- drogon/orm/Mapper.h, drogon/orm/CoroMapper.h ----------------------===//

class DrogonDbException {};
using ExceptionCallback = std::function<void(const DrogonDbException &)>;

template <typename T> class Mapper {
public:
  explicit Mapper(DbClientPtr client) {}
  Mapper<T> &limit(size_t limit) { return *this; }
  std::vector<T> findAll() { return {}; }
  void findAll(const std::function<void(std::vector<T>)> &rcb,
               const ExceptionCallback &ecb) noexcept {}
  std::future<std::vector<T>> findFutureAll() noexcept { return {}; }
  T findOne(int criteria) { return any<T>(); }
  void insert(T &obj) {}
};
template <typename T> class CoroMapper : public Mapper<T> {
public:
  explicit CoroMapper(DbClientPtr client) : Mapper<T>(std::move(client)) {}
  internal::MapperAwaiter<std::vector<T>> findAll() {
    return any<internal::MapperAwaiter<std::vector<T>>>();
  }
  internal::MapperAwaiter<T> findOne(int criteria) {
    return any<internal::MapperAwaiter<T>>();
  }
};

} // namespace orm

//===-- drogon/nosql/RedisClient.h ----------------------------------------===//

namespace nosql {
class RedisResult {
public:
  std::string asString() const;
};
namespace internal {
struct [[nodiscard]] RedisAwaiter : public CallbackAwaiter<RedisResult> {
  void await_suspend(std::coroutine_handle<>);
};
} // namespace internal
class RedisClient {
public:
  template <typename F, typename... Args>
  std::invoke_result_t<F, const RedisResult &>
  execCommandSync(F &&processFunc, std::string_view command, Args &&...args) {
    return any<std::invoke_result_t<F, const RedisResult &>>();
  }
  template <typename... Arguments>
  internal::RedisAwaiter execCommandCoro(std::string_view command,
                                         Arguments... args) {
    return any<internal::RedisAwaiter>();
  }
  virtual ~RedisClient();
};
using RedisClientPtr = std::shared_ptr<RedisClient>;
} // namespace nosql

//===-- drogon/HttpController.h, drogon/HttpSimpleController.h ------------===//

template <typename T> class HttpController {
protected:
  template <typename FUNCTION>
  static void registerMethod(FUNCTION &&function,
                             const std::string &pathPattern,
                             const std::vector<int> &constraints = {},
                             bool classNameInPath = true,
                             const std::string &handlerName = "") {}
};

#define METHOD_LIST_BEGIN static void initPathRouting() {
#define METHOD_ADD(method, pattern, ...)                                       \
  registerMethod(&method, pattern, {__VA_ARGS__}, true, #method)
#define METHOD_LIST_END                                                        \
  return;                                                                      \
  }

class HttpSimpleControllerBase {
public:
  virtual void asyncHandleHttpRequest(
      const HttpRequestPtr &req,
      std::function<void(const HttpResponsePtr &)> &&callback) = 0;
  virtual ~HttpSimpleControllerBase();
};
template <typename T>
class HttpSimpleController : public HttpSimpleControllerBase {};

//===-- drogon/HttpAppFramework.h -----------------------------------------===//

class HttpAppFramework : public trantor::NonCopyable {
public:
  virtual ~HttpAppFramework();
  virtual void run() = 0;
  virtual trantor::EventLoop *getLoop() const = 0;
  virtual trantor::EventLoop *getIOLoop(size_t id) const = 0;
  template <typename FUNCTION>
  HttpAppFramework &registerHandler(const std::string &pathPattern,
                                    FUNCTION &&function) {
    return *this;
  }
  virtual orm::DbClientPtr getDbClient(const std::string &name = "default") = 0;
};
HttpAppFramework &app();

} // namespace drogon

#endif // ASYNC_TIDY_TEST_STUBS_DROGON_DROGON_H
