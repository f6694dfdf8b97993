// RUN: async-unobserved-task %asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/log/trivial.hpp>
#include <boost/log/utility/setup/from_stream.hpp>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> okLogs(int Id) {
  BOOST_LOG_TRIVIAL(info) << "serving " << Id;
  co_return;
}
static std::string nameOf(int Id) { throw Id; }
awaitable<void> logsUnknown(int Id) {
  BOOST_LOG_TRIVIAL(info) << "serving " << nameOf(Id);
  co_return;
}
awaitable<void> readsSettings(std::istream &From) {
  boost::log::init_from_stream(From);
  co_return;
}

void starts(asio::io_context &Io, std::istream &From) {
  asio::co_spawn(Io, okLogs(1), asio::detached);
  asio::co_spawn(Io, logsUnknown(1), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'logsUnknown' is lost: 'detached' drops it [async-unobserved-task]
  asio::co_spawn(Io, readsSettings(From), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'readsSettings' is lost
}
