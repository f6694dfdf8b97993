// RUN: async-unobserved-task %asio
#include <boost/algorithm/hex.hpp>
#include <boost/algorithm/string.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace asio = boost::asio;
using asio::awaitable;

// Text is made lower case and trimmed without fail.
awaitable<void> lowers(std::string Text) {
  boost::to_lower(Text);
  boost::trim(Text);
  co_return;
}

awaitable<void> reads(std::string Text) {
  Text = boost::algorithm::unhex(Text);
  co_return;
}

void starts(asio::io_context &Io) {
  asio::co_spawn(Io, lowers("A"), asio::detached);
  asio::co_spawn(Io, reads("0A"), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the error of 'reads' is lost: 'detached' drops it [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-8]]:10: note: an exception from here escapes 'reads'
}
