// RUN: async-unobserved-task %asio -isystem stubs
// RUN: async-unobserved-task %asio -isystem stubs -check-suffix=,STRICT -option AsyncStrict=true
// Log calls do not fail in practice.
#include "logging/logging.h"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> serve(asio::ip::tcp::socket &S);
void write(const std::string &) noexcept;

awaitable<void> okLogsBefore(asio::ip::tcp::socket &S,
                             std::shared_ptr<spdlog::logger> Log) {
  spdlog::info("serving {}", 1);
  spdlog::get("net")->warn("serving {}", 1);
  Log->info("serving");
  Log->flush();
  try {
    co_await serve(S);
  } catch (...) {
    spdlog::error("failed");
  }
}
awaitable<void> opensLog(asio::ip::tcp::socket &S) {
  spdlog::basic_logger_mt("net", "/var/log/net");
  try {
    co_await serve(S);
  } catch (...) {
  }
}
awaitable<void> okStreams(asio::ip::tcp::socket &S) {
  LOG(0) << "serving " << 1;
  LOG_IF(0, S.is_open()) << "open";
  lg2::info("serving", 1);
  try {
    co_await serve(S);
  } catch (...) {
  }
}
static std::string nameOf(asio::ip::tcp::socket &S) { throw 1; }
awaitable<void> logsUnknown(asio::ip::tcp::socket &S) {
  LOG(0) << nameOf(S);
  try {
    co_await serve(S);
  } catch (...) {
  }
}
awaitable<void> okFormats(asio::ip::tcp::socket &S) {
  write(fmt::format("serving {}", 1));
  try {
    co_await serve(S);
  } catch (...) {
  }
}
awaitable<void> formatsUnchecked(asio::ip::tcp::socket &S, const char *Format) {
  write(fmt::format(fmt::runtime(Format), 1));
  try {
    co_await serve(S);
  } catch (...) {
  }
}
void starts(asio::io_context &Io, asio::ip::tcp::socket &S) {
  asio::co_spawn(Io, okLogsBefore(S, nullptr), asio::detached);
  asio::co_spawn(Io, opensLog(S), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'opensLog' is lost: 'detached' drops it [async-unobserved-task]
  asio::co_spawn(Io, okStreams(S), asio::detached);
  asio::co_spawn(Io, logsUnknown(S), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'logsUnknown' is lost
  asio::co_spawn(Io, okFormats(S), asio::detached);
  asio::co_spawn(Io, formatsUnchecked(S, ""), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'formatsUnchecked' is lost
}
