// RUN: async-unobserved-task %asio -isystem stubs
// Making a JSON value from constants in the code does not fail.
#include "logging/logging.h"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>

namespace asio = boost::asio;
using asio::awaitable;

void send(const nlohmann::json &) noexcept;
void send(const boost::json::value &) noexcept;
void write(const std::string &) noexcept;

awaitable<void> okAnswers(std::string Name) {
  asio::steady_timer T(co_await asio::this_coro::executor);
  T.expires_after(std::chrono::seconds(1));
  co_await T.async_wait(asio::use_awaitable);
  nlohmann::json Error = {{"code", -1}, {"message", Name + " timed out"}};
  nlohmann::json Text = Name;
  send(Error);
  boost::json::value Same = {{"code", -1}, {"message", "timed out"}};
  send(Same);
}
awaitable<void> forbidsGuess(std::string Name) {
  nlohmann::json Error({{"code", -1}, {"message", Name}}, false, 1);
  send(Error);
  co_return;
}
awaitable<void> dumps(nlohmann::json Value) {
  write(Value.dump()); // For text that is not UTF-8.
  co_return;
}
void startsThem(asio::io_context &Io) {
  asio::co_spawn(Io, okAnswers("x"), asio::detached);
  asio::co_spawn(Io, forbidsGuess("x"), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'forbidsGuess' is lost: 'detached' drops it [async-unobserved-task]
  asio::co_spawn(Io, dumps({}), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'dumps' is lost
}
