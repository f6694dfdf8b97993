//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of the C++ REST SDK (microsoft/cpprestsdk, 2024):
/// the tasks of pplx, and what of HTTP and streams gives them, without anything
/// that runs. Each part names the header that it mirrors.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_PPLX_PPLX_H
#define ASYNC_TIDY_TEST_STUBS_PPLX_PPLX_H

#include <exception>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

//===-- pplx/pplxtasks.h --------------------------------------------------===//

namespace pplx {

namespace stub {
// Clang wants the body of a function whose type names a lambda.
void *nowhere() noexcept;
template <typename T> T any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(nowhere()));
}
} // namespace stub

template <typename T> class task;
template <typename T> class task_completion_event;
enum task_status { not_complete, completed, canceled };
class cancellation_token {
public:
  static cancellation_token none();
};
class task_options {
public:
  task_options();
  task_options(cancellation_token);
};

namespace details {
template <typename T> struct unwrapped {
  using type = T;
};
template <typename T> struct unwrapped<task<T>> {
  using type = T;
};
// A continuation takes the task or its value.
template <typename F, typename T> struct continued {
  static auto call() {
    if constexpr (std::is_invocable_v<F, task<T>>)
      return std::type_identity<std::invoke_result_t<F, task<T>>>();
    else if constexpr (std::is_void_v<T>)
      return std::type_identity<std::invoke_result_t<F>>();
    else
      return std::type_identity<std::invoke_result_t<F, T>>();
  }
  using type = typename unwrapped<typename decltype(call())::type>::type;
};
} // namespace details

template <typename T> class task {
public:
  using result_type = T;
  task() {}
  explicit task(task_completion_event<T>) {}
  template <typename F>
    requires std::is_invocable_v<F>
  explicit task(F work, const task_options &options = task_options()) {}
  task(const task &) {}
  task(task &&) {}
  task &operator=(const task &) { return *this; }
  template <typename F>
  auto then(const F &next, task_options options = task_options()) const {
    return task<typename details::continued<F, T>::type>();
  }
  template <typename F> auto _Then(F &&next, void *token) const {
    return task<typename details::continued<F, T>::type>();
  }
  task_status wait() const { return completed; }
  T get() const { return stub::any<T>(); }
  bool is_done() const { return false; }
};

template <typename T> class task_completion_event {
public:
  task_completion_event() {}
  bool set(T result) const { return true; }
  bool set_exception(std::exception_ptr) const { return true; }
};

template <typename T>
  requires std::is_invocable_v<T>
auto create_task(T work, task_options options = task_options()) {
  return task<typename details::unwrapped<std::invoke_result_t<T>>::type>();
}
template <typename T>
task<T> create_task(task_completion_event<T> event,
                    task_options options = task_options()) {
  return {};
}
template <typename T>
task<T> task_from_result(T value,
                         const task_options &options = task_options()) {
  return {};
}
inline task<void>
task_from_result(const task_options &options = task_options()) {
  return {};
}
template <typename T, typename E>
task<T> task_from_exception(E exception,
                            const task_options &options = task_options()) {
  return {};
}
template <typename Iterator>
auto when_all(Iterator begin, Iterator end,
              const task_options &options = task_options()) {
  return task<void>();
}
template <typename T> auto operator&&(const task<T> &l, const task<T> &r) {
  return task<std::vector<T>>();
}

} // namespace pplx

//===-- cpprest/astreambuf.h, cpprest/streams.h ---------------------------===//

namespace Concurrency::streams {

template <typename Char> class basic_istream;

template <typename Char> class streambuf {
public:
  using int_type = int;
  basic_istream<Char> create_istream() const;
  virtual ~streambuf();
  virtual size_t in_avail() const;
  virtual pplx::task<int_type> putc(Char c);
  virtual pplx::task<size_t> putn_nocopy(const Char *from, size_t count);
  virtual pplx::task<int_type> bumpc();
  virtual pplx::task<size_t> getn(Char *to, size_t count);
  virtual pplx::task<void> close();
};

template <typename Char> class basic_istream {
public:
  streambuf<Char> streambuf() const;
  pplx::task<size_t>
  read_to_end(Concurrency::streams::streambuf<Char> to) const;
};
using istream = basic_istream<unsigned char>;

//===-- cpprest/containerstream.h, cpprest/rawptrstream.h,
//     cpprest/producerconsumerstream.h ----------------------------------===//

template <typename Collection>
class container_buffer : public streambuf<typename Collection::value_type> {
public:
  container_buffer();
  container_buffer(Collection data);
};
template <typename Char> class rawptr_buffer : public streambuf<Char> {
public:
  rawptr_buffer(const Char *data, size_t size);
};
template <typename Char>
class producer_consumer_buffer : public streambuf<Char> {
public:
  producer_consumer_buffer(size_t size = 512);
};

} // namespace Concurrency::streams
namespace concurrency = Concurrency;

//===-- cpprest/http_msg.h, cpprest/http_client.h, cpprest/http_listener.h ===//

namespace web::http {

namespace status_codes {
constexpr unsigned short OK = 200;
}
class http_response {
public:
  unsigned short status_code() const;
  concurrency::streams::istream body() const;
  pplx::task<std::string> extract_string(bool ignore = false) const;
};
class http_request {
public:
  pplx::task<void> reply(unsigned short status) const;
  pplx::task<void> _reply_if_not_already(unsigned short status);
  pplx::task<std::string> extract_string(bool ignore = false);
};

namespace client {
class http_client {
public:
  explicit http_client(const std::string &base);
  pplx::task<http_response> request(const std::string &path);
};
} // namespace client

namespace experimental::listener {
class http_listener {
public:
  explicit http_listener(const std::string &address);
  void support(const std::function<void(http_request)> &handler);
  void support(const std::string &method,
               const std::function<void(http_request)> &handler);
  pplx::task<void> open();
  pplx::task<void> close();
};
} // namespace experimental::listener

} // namespace web::http

//===-- cpprest/ws_msg.h --------------------------------------------------===//

namespace web::websockets::client {
class websocket_incoming_message {
public:
  pplx::task<std::string> extract_string() const;
};
} // namespace web::websockets::client

#endif // ASYNC_TIDY_TEST_STUBS_PPLX_PPLX_H
