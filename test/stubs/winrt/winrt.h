//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// Imitates the public API of C++/WinRT (microsoft/cppwinrt, 2026), as far as
/// its asynchronous operations go, and the few waits of Windows that go with
/// it, without anything that runs. Each part names the header that it mirrors.
///
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_STUBS_WINRT_WINRT_H
#define ASYNC_TIDY_TEST_STUBS_WINRT_WINRT_H

#include <chrono>
#include <coroutine>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <functional>
#include <ratio>
#include <type_traits>
#include <utility>

//===-- synchapi.h of the Windows SDK -------------------------------------===//

using HANDLE = void *;
using DWORD = unsigned long;
constexpr DWORD INFINITE = 0xFFFFFFFF;
extern "C" DWORD WaitForSingleObject(HANDLE handle, DWORD milliseconds);
extern "C" void Sleep(DWORD milliseconds);

namespace winrt {

//===-- winrt/base.h: what the coroutines need ----------------------------===//

[[noreturn]] inline void terminate() noexcept { std::abort(); }

namespace Windows::Foundation {
using TimeSpan = std::chrono::duration<std::int64_t, std::ratio<1, 10000000>>;
enum class AsyncStatus { Started, Completed, Canceled, Error };
struct IAsyncAction;
template <typename TResult> struct IAsyncOperation;
} // namespace Windows::Foundation

namespace impl {
using Windows::Foundation::AsyncStatus;
using Windows::Foundation::IAsyncAction;
using Windows::Foundation::IAsyncOperation;
using Windows::Foundation::TimeSpan;

void *nowhere() noexcept;
template <typename T> T any() noexcept {
  if constexpr (!std::is_void_v<T>)
    return static_cast<T &&>(
        *static_cast<std::remove_reference_t<T> *>(nowhere()));
}

template <typename Async> struct async_completed_handler {
  template <typename F> async_completed_handler(F &&) {}
};

// The members of an interface are those of a base.
template <typename D> struct consume_Windows_Foundation_IAsyncAction {
  auto get() const {}
  auto wait_for(TimeSpan const &) const { return AsyncStatus::Started; }
  auto GetResults() const {}
  auto Status() const { return AsyncStatus::Started; }
  auto Completed(async_completed_handler<D> const &) const {}
};
template <typename D, typename TResult>
struct consume_Windows_Foundation_IAsyncOperation {
  auto get() const { return any<TResult>(); }
  auto wait_for(TimeSpan const &) const { return AsyncStatus::Started; }
  auto GetResults() const { return any<TResult>(); }
  auto Status() const { return AsyncStatus::Started; }
  auto Completed(async_completed_handler<D> const &) const {}
};
} // namespace impl

//===-- winrt/Windows.Foundation.h ----------------------------------------===//

namespace Windows::Foundation {
struct IUnknown {
  IUnknown(std::nullptr_t = nullptr) noexcept;
  IUnknown(IUnknown const &) noexcept;
  IUnknown(IUnknown &&) noexcept;
  IUnknown &operator=(IUnknown const &) & noexcept;
  IUnknown &operator=(IUnknown &&) & noexcept;
  ~IUnknown() noexcept;
};
struct IAsyncAction
    : IUnknown,
      impl::consume_Windows_Foundation_IAsyncAction<IAsyncAction> {
  IAsyncAction(std::nullptr_t = nullptr) noexcept;
};
template <typename TResult>
struct IAsyncOperation
    : IUnknown,
      impl::consume_Windows_Foundation_IAsyncOperation<IAsyncOperation<TResult>,
                                                       TResult> {
  IAsyncOperation(std::nullptr_t = nullptr) noexcept {}
};
} // namespace Windows::Foundation

namespace impl {
template <typename Async> struct await_adapter {
  template <typename T> await_adapter(T &&) {}
  bool await_ready() const noexcept { return false; }
  template <typename T> bool await_suspend(std::coroutine_handle<T>) {
    return true;
  }
  auto await_resume() const { return any<Async const &>().GetResults(); }
};
} // namespace impl

namespace Windows::Foundation {
inline impl::await_adapter<IAsyncAction>
operator co_await(IAsyncAction const &async) {
  return {async};
}
template <typename TResult>
impl::await_adapter<IAsyncOperation<TResult>>
operator co_await(IAsyncOperation<TResult> const &async) {
  return {async};
}
} // namespace Windows::Foundation

//===-- winrt/Windows.System.h, winrt/Windows.System.Threading.h ----------===//

namespace Windows::System {
struct DispatcherQueueHandler {
  template <typename F> DispatcherQueueHandler(F &&) {}
};
struct DispatcherQueue : Foundation::IUnknown {
  DispatcherQueue(std::nullptr_t = nullptr) noexcept;
  bool TryEnqueue(DispatcherQueueHandler const &callback) const;
};
namespace Threading {
struct WorkItemHandler {
  template <typename F> WorkItemHandler(F &&) {}
};
struct ThreadPool {
  static Foundation::IAsyncAction RunAsync(WorkItemHandler const &handler);
};
} // namespace Threading
} // namespace Windows::System

//===-- winrt/base.h: where a coroutine goes on ---------------------------===//

[[nodiscard]] inline auto resume_background() noexcept {
  struct awaitable {
    bool await_ready() const noexcept { return false; }
    void await_resume() const noexcept {}
    void await_suspend(std::coroutine_handle<>) const {}
  };
  return awaitable{};
}
[[nodiscard]] inline auto
resume_foreground(Windows::System::DispatcherQueue const &) noexcept {
  struct awaitable {
    bool await_ready() const noexcept { return false; }
    bool await_resume() const noexcept { return true; }
    bool await_suspend(std::coroutine_handle<>) { return true; }
  };
  return awaitable{};
}

struct apartment_context {
  apartment_context() = default;
  explicit operator bool() const noexcept;
};

namespace impl {
struct apartment_awaiter {
  bool await_ready() const noexcept;
  void await_resume() const;
  bool await_suspend(std::coroutine_handle<>);
};
struct timespan_awaiter {
  explicit timespan_awaiter(TimeSpan) noexcept;
  bool await_ready() const noexcept;
  template <typename T> void await_suspend(std::coroutine_handle<T>) {}
  void await_resume();
};
struct signal_awaiter {
  signal_awaiter(void *, TimeSpan) noexcept;
  bool await_ready() const noexcept;
  template <typename T> void await_suspend(std::coroutine_handle<T>) {}
  bool await_resume();
};
} // namespace impl

impl::apartment_awaiter operator co_await(apartment_context const &);
[[nodiscard]] impl::timespan_awaiter
    resume_after(Windows::Foundation::TimeSpan) noexcept;
[[nodiscard]] impl::signal_awaiter
resume_on_signal(void *, Windows::Foundation::TimeSpan = {}) noexcept;

struct fire_and_forget {};

template <typename... T> Windows::Foundation::IAsyncAction when_all(T...);

namespace impl {
template <typename AsyncInterface> struct promise_base {
  AsyncInterface get_return_object() const noexcept { return {}; }
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept {
    m_exception = std::current_exception();
  }
  template <typename Expression>
  Expression &&await_transform(Expression &&expression) {
    return std::forward<Expression>(expression);
  }
  std::exception_ptr m_exception{};
};
} // namespace impl

} // namespace winrt

template <typename... Args>
struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncAction,
                             Args...> {
  struct promise_type final
      : winrt::impl::promise_base<winrt::Windows::Foundation::IAsyncAction> {
    void return_void() const noexcept {}
  };
};
template <typename TResult, typename... Args>
struct std::coroutine_traits<
    winrt::Windows::Foundation::IAsyncOperation<TResult>, Args...> {
  struct promise_type final
      : winrt::impl::promise_base<
            winrt::Windows::Foundation::IAsyncOperation<TResult>> {
    void return_value(TResult &&) noexcept {}
    void return_value(TResult const &) noexcept {}
  };
};
template <typename... Args>
struct std::coroutine_traits<winrt::fire_and_forget, Args...> {
  struct promise_type {
    winrt::fire_and_forget get_return_object() const noexcept { return {}; }
    void return_void() const noexcept {}
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void unhandled_exception() const noexcept { winrt::terminate(); }
  };
};

#endif // ASYNC_TIDY_TEST_STUBS_WINRT_WINRT_H
