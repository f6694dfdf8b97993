// RUN: async-blocking-call %winrt
#include "winrt/winrt.h"
#include <fstream>
#include <thread>

using namespace winrt;
using namespace winrt::Windows::Foundation;
using namespace std::chrono_literals;

IAsyncOperation<int> LoadAsync(int Id = 0);
void use(int);

IAsyncAction Sleeps(DWORD Some) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'Sleeps', and all other coroutines on it; await a timer instead [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await winrt::resume_after(1s);
  ::Sleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Sleep' blocks the thread of coroutine 'Sleeps', and all other coroutines on it; await a timer instead
  // CHECK-FIXES: {{^}}  co_await winrt::resume_after(std::chrono::milliseconds(100));
  Sleep(Some);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Sleep' blocks the thread of coroutine 'Sleeps', and all other coroutines on it; await a timer instead
  // CHECK-FIXES: {{^}}  co_await winrt::resume_after(std::chrono::milliseconds(Some));
  co_await LoadAsync();
}

fire_and_forget OnClick() {
  std::ifstream File("settings.json");
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'basic_ifstream' blocks the thread of coroutine 'OnClick', and all other coroutines on it [async-blocking-call]
  int Value = 0;
  File >> Value;
  co_await LoadAsync(Value);
}

IAsyncAction OkInBackground() {
  co_await resume_background();
  std::this_thread::sleep_for(1s);
}

void Enqueues(Windows::System::DispatcherQueue Queue) {
  Queue.TryEnqueue([] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'sleep_for' blocks the thread that runs this continuation, and all other work on it [async-blocking-call]
}

void OkPlain() { Sleep(1); }

IAsyncAction Suppressed() {
  Sleep(1); // NOLINT(async-blocking-call)
  co_await LoadAsync();
}
