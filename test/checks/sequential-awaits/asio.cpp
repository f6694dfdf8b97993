// RUN: async-sequential-awaits %asio -option AsyncStrict=true
// RUN: async-sequential-awaits %asio -check-suffix=DEFAULT
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable, asio::use_awaitable;
using asio::ip::tcp;

awaitable<std::string> page(std::string Url);
awaitable<int> visits(const std::string &Url);
awaitable<std::tuple<int, int>> size(int Id);
void use(size_t);

// The operators are not in sight: what would call them could not be written.
awaitable<size_t> notOpened(std::string Url) {
  auto Text = co_await page(Url);
  auto Count = co_await visits(Url);
  // CHECK-MESSAGES: :[[@LINE-2]]:24: warning: 'page' and 'visits' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  auto Text = co_await page(Url);
  co_return Text.size() + Count;
}

awaitable<size_t> openedHere(std::string Url) {
  using namespace asio::experimental::awaitable_operators;
  auto Text = co_await page(Url);
  auto Count = co_await visits(Url);
  // CHECK-MESSAGES: :[[@LINE-2]]:24: warning: 'page' and 'visits' do not depend on each other, but run one after the other: their latencies add up; await them together [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  auto [Text, Count] = co_await (page(Url) && visits(Url));
  co_return Text.size() + Count;
}

using namespace asio::experimental::awaitable_operators;

awaitable<size_t> three(std::string Url) {
  auto Text = co_await page(Url);
  auto Count = co_await visits(Url);
  auto Other = co_await visits("/");
  // CHECK-MESSAGES: :[[@LINE-3]]:24: warning: 'page' and the 2 awaits after it do not depend
  // CHECK-FIXES: {{^}}  auto [Text, Count, Other] = co_await (page(Url) && visits(Url) && visits("/"));
  co_return Text.size() + Count + Other;
}

// The operators would take the tuple apart.
awaitable<int> ofTuples() {
  auto Left = co_await size(1);
  auto Right = co_await size(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:24: warning: 'size' and 'size' do not depend
  // CHECK-FIXES: {{^}}  auto Left = co_await size(1);
  co_return std::get<0>(Left) + std::get<0>(Right);
}

awaitable<size_t> twoSockets(tcp::socket Left, tcp::socket Right,
                             std::string ForLeft, std::string ForRight) {
  auto L =
      co_await asio::async_write(Left, asio::buffer(ForLeft), use_awaitable);
  auto R =
      co_await asio::async_write(Right, asio::buffer(ForRight), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-3]]:16: warning: 'async_write' and 'async_write' do not depend
  // CHECK-FIXES: {{^}}  auto [L, R] = co_await (asio::async_write(Left, asio::buffer(ForLeft), use_awaitable) && asio::async_write(Right, asio::buffer(ForRight), use_awaitable));
  co_return L + R;
}

// An executor only says where code runs.
awaitable<int> on(asio::io_context &Where, int Id);
awaitable<int> sharedExecutor(asio::io_context &Where) {
  auto A = co_await on(Where, 1);
  auto B = co_await on(Where, 2);
  // CHECK-MESSAGES: :[[@LINE-2]]:21: warning: 'on' and 'on' do not depend
  // CHECK-FIXES: {{^}}  auto [A, B] = co_await (on(Where, 1) && on(Where, 2));
  co_return A + B;
}

awaitable<std::vector<std::string>> loop(const std::vector<std::string> &Urls) {
  std::vector<std::string> Out;
  for (const std::string &Url : Urls)
    Out.push_back(co_await page(Url));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: each iteration of the loop awaits its own 'page', though none depends on another: their latencies add up [async-sequential-awaits]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'boost::asio::experimental::make_parallel_group' awaits them all at once
  co_return Out;
}

//===-- What has an order -------------------------------------------------===//

awaitable<size_t> okSameSocket(tcp::socket Peer, std::string &Text) {
  char Head[4];
  auto A = co_await asio::async_read(Peer, asio::buffer(Head), use_awaitable);
  auto B = co_await asio::async_read(Peer, asio::dynamic_buffer(Text),
                                     use_awaitable);
  use(A + B);
  auto C = co_await Peer.async_read_some(asio::buffer(Head), use_awaitable);
  auto D = co_await Peer.async_write_some(asio::buffer(Text), use_awaitable);
  co_return C + D;
}

// A proxy: what comes from the one goes to the other.
awaitable<void> okProxy(tcp::socket From, tcp::socket To) {
  char Data[1024];
  for (;;) {
    auto N = co_await From.async_read_some(asio::buffer(Data), use_awaitable);
    auto M =
        co_await asio::async_write(To, asio::buffer(Data, N), use_awaitable);
    use(N + M);
  }
}

awaitable<void> okSharedBuffer(tcp::socket From, tcp::socket To) {
  char Data[1024];
  auto N = co_await From.async_read_some(asio::buffer(Data), use_awaitable);
  auto M = co_await To.async_write_some(asio::buffer(Data), use_awaitable);
  use(N + M);
}

awaitable<void> okSeveralFromOne(tcp::acceptor &Acceptor,
                                 std::vector<tcp::endpoint> Peers) {
  auto First = co_await Acceptor.async_accept(use_awaitable);
  auto Second = co_await Acceptor.async_accept(use_awaitable);
  use(First.available() + Second.available());
  tcp::resolver Resolver(Acceptor.get_executor());
  auto A = co_await Resolver.async_resolve("a", "80", use_awaitable);
  auto B = co_await Resolver.async_resolve("b", "80", use_awaitable);
  use(A.size() + B.size());
}

awaitable<int> okTimers(asio::steady_timer &Timer, std::string Url) {
  auto A = co_await visits(Url);
  co_await Timer.async_wait(use_awaitable);
  auto B = co_await visits("/");
  std::vector<int> Out;
  for (const std::string &Next : {Url, std::string("/")}) {
    co_await Timer.async_wait(use_awaitable);
    Out.push_back(co_await visits(Next));
  }
  co_return A + B;
}

// This is asked for, not awaited.
awaitable<void> okExecutor() {
  auto Here = co_await asio::this_coro::executor;
  auto Cancelled = co_await asio::this_coro::cancellation_state;
  use(Here == asio::any_io_executor() && Cancelled.slot().is_connected());
}

awaitable<int> okTogether(std::string Url) {
  auto [A, B] = co_await (visits(Url) && visits("/"));
  auto [C, D] = co_await (visits(Url) && visits("/"));
  co_return A + B + C + D;
}
