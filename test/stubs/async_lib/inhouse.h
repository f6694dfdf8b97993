//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates no public API: an asynchrony library such as a company writes for
/// itself, that no model knows. What its types mean must be read off their
/// shape, so the promises here have real bodies. The second half holds types
/// that only look like tasks.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_ASYNC_LIB_INHOUSE_H
#define ASYNC_TIDY_TEST_STUBS_ASYNC_LIB_INHOUSE_H

#include <chrono>
#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace inhouse {

namespace detail {

/// Holds a coroutine's value or exception, and who waits for it.
template <typename T> class Outcome {
public:
  template <typename U>
    requires std::is_convertible_v<U &&, T>
  void return_value(U &&NewValue) {
    Value.emplace(std::forward<U>(NewValue));
  }
  void unhandled_exception() noexcept { Error = std::current_exception(); }
  T take() {
    if (Error)
      std::rethrow_exception(Error);
    return std::move(*Value);
  }

  std::coroutine_handle<> Waiter = std::noop_coroutine();

private:
  std::optional<T> Value;
  std::exception_ptr Error;
};

template <> class Outcome<void> {
public:
  void return_void() noexcept {}
  void unhandled_exception() noexcept { Error = std::current_exception(); }
  void take() {
    if (Error)
      std::rethrow_exception(Error);
  }

  std::coroutine_handle<> Waiter = std::noop_coroutine();

private:
  std::exception_ptr Error;
};

struct ResumeWaiter {
  bool await_ready() const noexcept { return false; }
  template <typename Promise>
  std::coroutine_handle<>
  await_suspend(std::coroutine_handle<Promise> Done) noexcept {
    return Done.promise().Waiter;
  }
  void await_resume() const noexcept {}
};

/// Parks the calling thread until \p Body is done.
void park(std::coroutine_handle<> Body);

} // namespace detail

/// Lazy: starts when awaited, never runs when dropped. Without [[nodiscard]].
template <typename T = void> class Task {
public:
  struct promise_type : detail::Outcome<T> {
    Task get_return_object() noexcept {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    detail::ResumeWaiter final_suspend() noexcept { return {}; }
  };

  Task(Task &&Other) noexcept : Body(std::exchange(Other.Body, {})) {}
  Task &operator=(Task &&Other) noexcept {
    std::swap(Body, Other.Body);
    return *this;
  }
  ~Task() {
    if (Body)
      Body.destroy();
  }

  auto operator co_await() && noexcept {
    struct Awaiter {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<> Waiter) noexcept {
        Body.promise().Waiter = Waiter;
        return Body;
      }
      T await_resume() { return Body.promise().take(); }

      std::coroutine_handle<promise_type> Body;
    };
    return Awaiter{Body};
  }

private:
  explicit Task(std::coroutine_handle<promise_type> Body) noexcept
      : Body(Body) {}

  std::coroutine_handle<promise_type> Body;
};

/// Eager: already runs, goes on when dropped, and its exception is kept for
/// whoever awaits it.
template <typename T = void> class Job {
public:
  struct promise_type : detail::Outcome<T> {
    Job get_return_object() noexcept {
      return Job(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    detail::ResumeWaiter final_suspend() noexcept { return {}; }
  };

  Job(Job &&Other) noexcept : Body(std::exchange(Other.Body, {})) {}
  Job &operator=(Job &&Other) noexcept {
    std::swap(Body, Other.Body);
    return *this;
  }
  ~Job() {} // The frame is left to the coroutine.

  bool await_ready() const noexcept { return Body.done(); }
  void await_suspend(std::coroutine_handle<> Waiter) noexcept {
    Body.promise().Waiter = Waiter;
  }
  T await_resume() { return Body.promise().take(); }

  /// Blocks the calling thread.
  T get() {
    detail::park(Body);
    return Body.promise().take();
  }
  bool done() const noexcept { return Body.done(); }

private:
  explicit Job(std::coroutine_handle<promise_type> Body) noexcept
      : Body(Body) {}

  std::coroutine_handle<promise_type> Body;
};

/// Runs at once, cannot be awaited, forgets its exception.
struct FireAndForget {
  struct promise_type {
    FireAndForget get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
};

/// Runs at once, cannot be awaited, ends the process on an exception.
struct Terminating {
  struct promise_type {
    Terminating get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

/// An awaitable that is no coroutine: does nothing until awaited.
class Timer {
public:
  explicit Timer(std::chrono::milliseconds Delay) noexcept : Delay(Delay) {}
  bool await_ready() const noexcept { return Delay.count() == 0; }
  void await_suspend(std::coroutine_handle<> Waiter);
  void await_resume() const noexcept {}

private:
  std::chrono::milliseconds Delay;
};
inline Timer sleepFor(std::chrono::milliseconds Delay) { return Timer(Delay); }

/// Drives \p Work on the calling thread until it is done.
template <typename T> T blockOn(Task<T> Work) {
  auto Awaiter = std::move(Work).operator co_await();
  detail::park(Awaiter.await_suspend(std::noop_coroutine()));
  return Awaiter.await_resume();
}

/// Starts what it is given and joins all of it.
class Scope {
public:
  Scope();
  Scope(const Scope &) = delete;
  ~Scope();
  void add(Task<> Work);
  Task<> join();
};

class Pool {
public:
  explicit Pool(unsigned Threads);
  ~Pool();
  template <typename Callable>
  Job<std::invoke_result_t<Callable>> submit(Callable Work) {
    co_await Hop{*this};
    co_return Work();
  }
  void post(std::function<void()> Work);

private:
  struct Hop {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> Body) {
      To.post([Body] { Body.resume(); });
    }
    void await_resume() const noexcept {}

    Pool &To;
  };
};

//===-- What is no task ---------------------------------------------------===//

/// A coroutine that is pulled from, not awaited.
template <typename T> class Generator {
public:
  struct promise_type {
    Generator get_return_object() noexcept {
      return Generator(
          std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T &NewValue) noexcept {
      Value = &NewValue;
      return {};
    }
    std::suspend_always yield_value(T &&NewValue) noexcept {
      Value = &NewValue;
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() { throw; }
    template <typename U> void await_transform(U &&) = delete;

    T *Value = nullptr;
  };
  struct Sentinel {};
  class Iterator {
  public:
    explicit Iterator(std::coroutine_handle<promise_type> Body) : Body(Body) {}
    bool operator==(Sentinel) const { return Body.done(); }
    Iterator &operator++() {
      Body.resume();
      return *this;
    }
    T &operator*() const { return *Body.promise().Value; }

  private:
    std::coroutine_handle<promise_type> Body;
  };

  Generator(Generator &&Other) noexcept : Body(std::exchange(Other.Body, {})) {}
  ~Generator() {
    if (Body)
      Body.destroy();
  }
  Iterator begin() {
    Body.resume();
    return Iterator(Body);
  }
  Sentinel end() const noexcept { return {}; }

private:
  explicit Generator(std::coroutine_handle<promise_type> Body) noexcept
      : Body(Body) {}

  std::coroutine_handle<promise_type> Body;
};

/// A smart pointer: its get() waits for nothing.
template <typename T> class ErasedPtr {
public:
  ErasedPtr() = default;
  explicit ErasedPtr(T *Object) noexcept : Object(Object) {}
  ErasedPtr(ErasedPtr &&Other) noexcept
      : Object(std::exchange(Other.Object, nullptr)) {}
  ErasedPtr &operator=(ErasedPtr &&Other) noexcept {
    std::swap(Object, Other.Object);
    return *this;
  }
  ~ErasedPtr() { delete Object; }
  T *get() const noexcept { return Object; }
  T &operator*() const noexcept { return *Object; }
  T *operator->() const noexcept { return Object; }
  explicit operator bool() const noexcept { return Object; }

private:
  T *Object = nullptr;
};

/// A value that may be missing: neither get() nor wait() wait for anything.
template <typename T> class Maybe {
public:
  Maybe() = default;
  Maybe(T NewValue) : Value(std::move(NewValue)) {}
  T &get() { return *Value; }
  const T &get() const { return *Value; }
  Maybe &wait() noexcept { return *this; }
  explicit operator bool() const noexcept { return Value.has_value(); }

private:
  std::optional<T> Value;
};

/// A builder: every call hands back the object itself.
class RequestBuilder {
public:
  explicit RequestBuilder(std::string Url) : Url(std::move(Url)) {}
  RequestBuilder &header(std::string Name, std::string Value) {
    Headers.emplace_back(std::move(Name), std::move(Value));
    return *this;
  }
  RequestBuilder &timeout(std::chrono::milliseconds NewLimit) {
    Limit = NewLimit;
    return *this;
  }
  RequestBuilder &then(std::function<void()> NewNext) {
    Next = std::move(NewNext);
    return *this;
  }
  Task<std::string> send();

private:
  std::string Url;
  std::vector<std::pair<std::string, std::string>> Headers;
  std::chrono::milliseconds Limit{0};
  std::function<void()> Next;
};

/// Names of blocking calls on functions that return a task.
class Service {
public:
  Task<> wait();
  Task<int> get();
  Timer run();
};

} // namespace inhouse

#endif // ASYNC_TIDY_TEST_STUBS_ASYNC_LIB_INHOUSE_H
