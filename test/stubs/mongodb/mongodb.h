//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the futures of MongoDB (mongodb/mongo, src/mongo/util/future.h):
/// their public names and shapes, without anything that runs.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_MONGODB_MONGODB_H
#define ASYNC_TIDY_TEST_STUBS_MONGODB_MONGODB_H

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace mongo {

namespace stub {
// Clang wants the body of a function whose type names a lambda.
void *nowhere() noexcept;
template <typename T> T any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(nowhere()));
}
} // namespace stub

class Status {
public:
  Status(int code, const char *reason);
  bool isOK() const;
};
template <typename T> class StatusWith {
public:
  StatusWith(T) {}
  StatusWith(Status) {}
  bool isOK() const { return false; }
  const Status &getStatus() const { return stub::any<const Status &>(); }
  T &getValue() { return stub::any<T &>(); }
};

class OutOfLineExecutor {
public:
  template <typename F> void schedule(F &&) {}
};
using ExecutorPtr = std::shared_ptr<OutOfLineExecutor>;
class Interruptible;

template <typename T> class Future;
template <typename T> class SemiFuture;

namespace future_details {
template <typename T> struct Unwrapped {
  using Type = T;
};
template <typename T> struct Unwrapped<Future<T>> {
  using Type = T;
};
template <typename T> struct Unwrapped<StatusWith<T>> {
  using Type = T;
};
template <typename F, typename T>
using Result = typename Unwrapped<std::invoke_result_t<F, T>>::Type;
} // namespace future_details

template <typename T> class [[nodiscard]] ExecutorFuture {
public:
  T get() && { return stub::any<T>(); }
  template <typename F>
  ExecutorFuture<future_details::Result<F, T>> then(F &&) && noexcept {
    return {};
  }
  template <typename F> void getAsync(F &&) && noexcept {}
};

template <typename T> class [[nodiscard]] SemiFuture {
public:
  T get() && { return stub::any<T>(); }
  ExecutorFuture<T> thenRunOn(ExecutorPtr) && noexcept { return {}; }
};

template <typename T> class [[nodiscard]] Future {
public:
  Future() = default;
  Future &operator=(Future &&) = default;
  Future(Future &&) = default;
  static Future<T> makeReady(T) { return {}; }
  static Future<T> makeReady(Status) { return {}; }
  bool isReady() const { return false; }
  T get() && { return stub::any<T>(); }
  T &get() & { return stub::any<T &>(); }
  StatusWith<T> getNoThrow() const & noexcept {
    return stub::any<StatusWith<T>>();
  }
  StatusWith<T> getNoThrow(Interruptible *) const & noexcept {
    return stub::any<StatusWith<T>>();
  }
  template <typename F> void getAsync(F &&) && noexcept {}
  template <typename F>
  Future<future_details::Result<F, T>> then(F &&) && noexcept {
    return {};
  }
  template <typename F> Future<T> onError(F &&) && noexcept { return {}; }
  template <typename F> Future<T> onCompletion(F &&) && noexcept { return {}; }
  template <typename F> Future<T> tapError(F &&) && noexcept { return {}; }
  SemiFuture<T> semi() && noexcept { return {}; }
  ExecutorFuture<T> thenRunOn(ExecutorPtr) && noexcept { return {}; }
};

template <typename T> class Promise {
public:
  template <typename... Args> void emplaceValue(Args &&...) noexcept {}
  void setError(Status) noexcept {}
  Future<T> getFuture() noexcept { return {}; }
};

template <typename F> auto makeReadyFutureWith(F &&) {
  return Future<
      typename future_details::Unwrapped<std::invoke_result_t<F>>::Type>();
}

template <typename T>
SemiFuture<std::vector<T>> whenAllSucceed(std::vector<Future<T>> &&) {
  return {};
}

void sleepmillis(long long ms);
template <typename Duration> void sleepFor(Duration) {}
template <typename Duration>
ExecutorFuture<int> sleepFor(ExecutorPtr, Duration) {
  return {};
}

} // namespace mongo

#endif // ASYNC_TIDY_TEST_STUBS_MONGODB_MONGODB_H
