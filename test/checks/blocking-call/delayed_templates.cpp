// RUN: async-blocking-call -std=c++20 -fdelayed-template-parsing -Wno-delayed-template-parsing-in-cxx20
#include <chrono>
#include <coroutine>
#include <thread>

// As Microsoft's compiler, clang may not parse the body of a template before an
// instance is made.

using namespace std::chrono_literals;

struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

template <class T> Task withoutInstance(T) {
  std::this_thread::sleep_for(1s);
  co_return;
}

template <class T> struct Holder {
  Task used(T) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the thread of coroutine 'used', and all other coroutines on it [async-blocking-call]
    co_return;
  }
  Task unused(T) {
    std::this_thread::sleep_for(1s);
    co_return;
  }
  template <class U> Task converted(U) {
    std::this_thread::sleep_for(1s);
    co_return;
  }
};

Task f(Holder<int> Held) { co_await Held.used(1); }
