// A small coroutine library, as many projects have their own: lazy tasks on one
// thread. async-tidy recognizes them by their structure, without a model.

#ifndef WEATHER_TASK_H
#define WEATHER_TASK_H

#include <chrono>
#include <coroutine>
#include <exception>
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace weather {

/// Polls the awaited conditions, and resumes coroutines on its own thread.
class Loop {
public:
  static Loop &get() {
    static Loop Only;
    return Only;
  }

  void resumeWhen(std::function<bool()> Ready, std::coroutine_handle<> Waiter) {
    Waiting.push_back({std::move(Ready), Waiter});
  }

  /// One round; returns whether anything was resumed.
  bool poll() {
    for (std::size_t I = 0; I < Waiting.size(); ++I) {
      if (!Waiting[I].Ready())
        continue;
      std::coroutine_handle<> Waiter = Waiting[I].Waiter;
      Waiting.erase(Waiting.begin() + static_cast<std::ptrdiff_t>(I));
      Waiter.resume();
      return true;
    }
    return false;
  }

private:
  struct Entry {
    std::function<bool()> Ready;
    std::coroutine_handle<> Waiter;
  };
  std::vector<Entry> Waiting;
};

template <class T> struct FutureAwaiter {
  std::future<T> Future;

  bool await_ready() const {
    return Future.wait_for(std::chrono::seconds(0)) ==
           std::future_status::ready;
  }
  void await_suspend(std::coroutine_handle<> Waiter) {
    Loop::get().resumeWhen([this] { return await_ready(); }, Waiter);
  }
  T await_resume() { return Future.get(); }
};

template <class T = void> class Task;

struct PromiseBase {
  std::coroutine_handle<> Waiter = std::noop_coroutine();
  std::exception_ptr Error;

  struct FinalAwaiter {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<>
    await_suspend(std::coroutine_handle<Promise> Finished) const noexcept {
      return Finished.promise().Waiter;
    }
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  FinalAwaiter final_suspend() const noexcept { return {}; }
  void unhandled_exception() { Error = std::current_exception(); }

  /// A std::future can be awaited, too: the loop polls it.
  template <class T> FutureAwaiter<T> await_transform(std::future<T> &&Future) {
    return {std::move(Future)};
  }
  template <class T> Task<T> &&await_transform(Task<T> &&Awaited) {
    return std::move(Awaited);
  }
  template <class Awaiter>
    requires requires(Awaiter Each) { Each.await_ready(); }
  Awaiter await_transform(Awaiter Each) {
    return Each;
  }
};

template <class T> struct Promise : PromiseBase {
  std::optional<T> Value;

  Task<T> get_return_object();
  template <class U> void return_value(U &&Result) {
    Value.emplace(std::forward<U>(Result));
  }
  T take() {
    if (Error)
      std::rethrow_exception(Error);
    return std::move(*Value);
  }
};

template <> struct Promise<void> : PromiseBase {
  Task<void> get_return_object();
  void return_void() const noexcept {}
  void take() const {
    if (Error)
      std::rethrow_exception(Error);
  }
};

/// Work that starts when it is awaited, and not before.
template <class T> class Task {
public:
  using promise_type = Promise<T>;
  using Handle = std::coroutine_handle<promise_type>;

  explicit Task(Handle Frame) : Frame(Frame) {}
  Task(Task &&Other) noexcept : Frame(std::exchange(Other.Frame, {})) {}
  Task &operator=(Task &&Other) noexcept {
    std::swap(Frame, Other.Frame);
    return *this;
  }
  ~Task() {
    if (Frame)
      Frame.destroy();
  }

  auto operator co_await() && {
    struct Awaiter {
      Handle Frame;
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> Waiter) {
        Frame.promise().Waiter = Waiter;
        return Frame;
      }
      T await_resume() { return Frame.promise().take(); }
    };
    return Awaiter{Frame};
  }

private:
  template <class U> friend U run(Task<U> Main);
  Handle Frame;
};

template <class T> Task<T> Promise<T>::get_return_object() {
  return Task<T>(std::coroutine_handle<Promise>::from_promise(*this));
}
inline Task<void> Promise<void>::get_return_object() {
  return Task<void>(std::coroutine_handle<Promise>::from_promise(*this));
}

/// Runs a task to completion, from main.
template <class T> T run(Task<T> Main) {
  Main.Frame.resume();
  while (!Main.Frame.done())
    if (!Loop::get().poll())
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return Main.Frame.promise().take();
}

/// Awaiting it takes this time, but no thread.
inline auto sleepFor(std::chrono::milliseconds Time) {
  struct Awaiter {
    std::chrono::steady_clock::time_point End;
    bool await_ready() const { return std::chrono::steady_clock::now() >= End; }
    void await_suspend(std::coroutine_handle<> Waiter) {
      Loop::get().resumeWhen([this] { return await_ready(); }, Waiter);
    }
    void await_resume() const noexcept {}
  };
  return Awaiter{std::chrono::steady_clock::now() + Time};
}

/// Asks a weather station; the network's own thread delivers the answer.
std::future<std::string> fetch(std::string Url);

} // namespace weather

#endif // WEATHER_TASK_H
