// RUN: async-fake-async %winrt
#include "winrt/winrt.h"
#include <thread>

using namespace winrt;
using namespace winrt::Windows::Foundation;
using namespace std::chrono_literals;

IAsyncOperation<int> LoadAsync(int Id = 0);

IAsyncOperation<int> LooksAsync() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'LooksAsync' never suspends: it blocks its caller in 'sleep_for' [async-fake-async]
  // CHECK-FIXES: {{^}}  co_await winrt::resume_after(1s);
  co_return 1;
}

IAsyncAction OkInBackground() {
  co_await resume_background();
  std::this_thread::sleep_for(1s);
}

IAsyncOperation<int> OkAtHand() { co_return 1; }
IAsyncOperation<int> OkAwaits() { co_return co_await LoadAsync(); }

IAsyncAction Suppressed() {
  std::this_thread::sleep_for(1s); // NOLINT(async-fake-async)
  co_return;
}
