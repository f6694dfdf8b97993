// RUN: async-unobserved-task %asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <optional>
#include <tuple>

// Functions of other files that return a value or an error: the claim that they
// may also throw is a guess.

namespace asio = boost::asio;
using asio::awaitable, asio::co_spawn, asio::detached;
using boost::system::error_code;

// As std::expected, and with the names of other libraries.
template <typename T> struct ResultBase {
  const error_code &error() const;
};
template <typename T> struct Result : ResultBase<T> {
  bool has_value() const;
  explicit operator bool() const;
  const T &operator*() const;
};
struct StatusCode {};
template <typename T> struct StatusOr {
  bool ok() const;
  StatusCode status() const;
  T &value();
};
struct Reply {
  bool isValid() const;
  error_code error() const;
};
struct Response {
  bool ok() const;
  StatusCode status() const;
};
struct Chain {
  awaitable<Result<int>> height();
  awaitable<StatusOr<int>> status();
  awaitable<Reply> reply();
  awaitable<std::tuple<int, Result<int>>> both();
  awaitable<error_code> organize();
  awaitable<Response> response();
  awaitable<std::optional<int>> perhaps();
  awaitable<void> plain();
};
void handle(error_code, int = 0);

void okResults(asio::io_context &Io, Chain &C) {
  co_spawn(Io, [&C]() -> awaitable<void> {
    auto Height = co_await C.height();
    if (Height) handle({}, *Height); else handle(Height.error());
  }, detached);
  co_spawn(Io, [&C]() -> awaitable<void> {
    if (auto Status = co_await C.status(); Status.ok()) handle({}, Status.value());
  }, detached);
  co_spawn(Io, [&C]() -> awaitable<void> {
    if (auto Reply = co_await C.reply(); !Reply.isValid()) handle(Reply.error());
  }, detached);
  co_spawn(Io, [&C]() -> awaitable<void> {
    auto [Id, Height] = co_await C.both();
    if (!Height) handle(Height.error(), Id);
  }, detached);
  co_spawn(Io, [&C]() -> awaitable<void> {
    handle(co_await C.organize());
  }, detached);
}
void noResults(asio::io_context &Io, Chain &C) {
  co_spawn(Io, [&C]() -> awaitable<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of this coroutine is lost: 'detached' drops it
  // CHECK-MESSAGES: :[[@LINE+1]]:21: note: an exception from here escapes this coroutine
    if (auto Some = co_await C.perhaps()) handle({}, *Some);
  }, detached);
  co_spawn(Io, [&C]() -> awaitable<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of this coroutine is lost: 'detached' drops it
  // CHECK-MESSAGES: :[[@LINE+1]]:21: note: an exception from here escapes this coroutine
    if (auto Page = co_await C.response(); Page.ok()) handle({});
  }, detached);
  // One result is not a reason to trust another operation.
  co_spawn(Io, [&C]() -> awaitable<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of this coroutine is lost: 'detached' drops it
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: an exception from here escapes this coroutine
    if (auto Height = co_await C.height(); !Height) handle(Height.error());
    co_await C.plain();
  }, detached);
}
