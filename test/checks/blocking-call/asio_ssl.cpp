// RUN: async-blocking-call %asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using asio::ip::tcp;

// Certificate and key are read for each connection.
asio::awaitable<void> session(tcp::socket Socket) {
  ssl::context Context{ssl::context::tls_server};
  Context.use_certificate_chain_file("server.pem");
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'use_certificate_chain_file' blocks the thread of coroutine 'session', and all other coroutines on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE+1]]:11: note: 'use_private_key_file' also blocks here
  Context.use_private_key_file("server.key", ssl::context::pem);
  ssl::stream<tcp::socket> Stream{std::move(Socket), Context};
  co_await Stream.async_handshake(ssl::stream_base::server,
                                  asio::use_awaitable);
}

asio::awaitable<void> withError(ssl::context &Context) {
  boost::system::error_code Error;
  Context.load_verify_file("ca.pem", Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'load_verify_file' blocks the thread of coroutine 'withError', and all other coroutines on it [async-blocking-call]
  co_return;
}

// The texts are in memory.
asio::awaitable<void> okText(tcp::socket Socket, std::string Chain,
                             std::string Key) {
  ssl::context Context{ssl::context::tls_server};
  Context.use_certificate_chain(asio::buffer(Chain));
  Context.use_private_key(asio::buffer(Key), ssl::context::pem);
  Context.add_verify_path("/etc/ssl/certs");
  Context.set_verify_mode(ssl::verify_peer);
  ssl::stream<tcp::socket> Stream{std::move(Socket), Context};
  co_await Stream.async_handshake(ssl::stream_base::server,
                                  asio::use_awaitable);
}

void okPlain(ssl::context &Context) {
  Context.use_certificate_chain_file("server.pem");
  Context.set_default_verify_paths();
}
