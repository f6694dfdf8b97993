// RUN: async-blocking-call %asio
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

// One stream, one finding.
asio::awaitable<Response> asks(beast::tcp_stream &Stream, Request &Question) {
  beast::flat_buffer Buffer;
  Response Answer;
  http::write(Stream, Question);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the thread of coroutine 'asks', and all other coroutines on it; await its asynchronous form [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await boost::beast::http::async_write(Stream, Question, boost::asio::use_awaitable);
  // CHECK-NOTES: :[[@LINE+1]]:3: note: 'read' also blocks here
  http::read(Stream, Buffer, Answer);
  // CHECK-FIXES: {{^}}  co_await boost::beast::http::async_read(Stream, Buffer, Answer, boost::asio::use_awaitable);
  co_return Answer;
}

asio::awaitable<void> withError(beast::tcp_stream &Stream, Response &Answer) {
  beast::flat_buffer Buffer;
  boost::system::error_code Error;
  http::read(Stream, Buffer, Answer, Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread of coroutine 'withError', and all other coroutines on it; await its asynchronous form [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await boost::beast::http::async_read(Stream, Buffer, Answer, boost::asio::redirect_error(boost::asio::use_awaitable, Error));
  co_return;
}

asio::awaitable<void>
accepts(beast::websocket::stream<beast::tcp_stream> &Stream) {
  Stream.accept();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'accept' blocks the thread of coroutine 'accepts', and all other coroutines on it; await its asynchronous form [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await Stream.async_accept(boost::asio::use_awaitable);
  // CHECK-NOTES: :[[@LINE+2]]:10: note: 'read' also blocks here
  beast::flat_buffer Buffer;
  Stream.read(Buffer);
  // CHECK-FIXES: {{^}}  co_await Stream.async_read(Buffer, boost::asio::use_awaitable);
  co_return;
}

// Nothing to await with.
void posts(asio::io_context &Context, beast::tcp_stream &Stream,
           Request &Question) {
  asio::post(Context, [&] { http::write(Stream, Question); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'write' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
  // CHECK-NOTES: :[[@LINE-2]]:29: note: 'write' has an asynchronous form: 'co_await boost::beast::http::async_write(Stream, Question, boost::asio::use_awaitable)'
}

asio::awaitable<void> okAwaits(beast::tcp_stream &Stream, Request &Question) {
  co_await http::async_write(Stream, Question, asio::use_awaitable);
}

void okPlain(beast::tcp_stream &Stream, Request &Question) {
  http::write(Stream, Question);
}
