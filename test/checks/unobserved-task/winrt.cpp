// RUN: async-unobserved-task %winrt -fix-notes
// RUN: async-unobserved-task %winrt -check-suffix=,STRICT -option AsyncStrict=true -fix-notes
#include "winrt/winrt.h"

using namespace winrt;
using namespace winrt::Windows::Foundation;
using namespace std::chrono_literals;

IAsyncOperation<int> LoadAsync(int Id = 0);
IAsyncAction StoreAsync(int);
void use(int);

void Dropped() {
  StoreAsync(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'StoreAsync' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: handle its error here
  // CHECK-FIXES: StoreAsync(1).Completed([](auto &&, auto Status) { if (Status == winrt::Windows::Foundation::AsyncStatus::Error) { /* handle the error */ } });
  (void)LoadAsync();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'LoadAsync' is dropped; if it fails, nobody will know
  // CHECK-FIXES: (void)LoadAsync().Completed([](auto &&, auto Status) {
  auto Kept = LoadAsync();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Kept': its value and its error are lost [async-unobserved-task]
  // CHECK-FIXES: {{^}}  LoadAsync().Completed([](auto &&, auto Status) {
}

IAsyncAction InCoroutine() {
  StoreAsync(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'StoreAsync' is dropped; if it fails, nobody will know
  // CHECK-FIXES: {{^}}  co_await StoreAsync(1);
  auto Kept = LoadAsync();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Kept': its value and its error are lost
  // CHECK-FIXES: {{^}}  auto Kept = co_await LoadAsync();
  auto const Held = StoreAsync(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: nothing awaits 'Held': its error is lost
  // CHECK-FIXES: {{^}}  co_await StoreAsync(1);
  (void)resume_after(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'resume_after' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  // CHECK-FIXES: {{^}}  co_await resume_after(1s);
  co_return;
}

void OkObserved() {
  auto Work = LoadAsync();
  Work.Completed([](auto &&Done, AsyncStatus) { use(Done.GetResults()); });
  StoreAsync(1).get();
}

struct Page {
  IAsyncAction m_save{nullptr};
  void OkKept() { m_save = StoreAsync(1); }
};

//===-- Nobody waits for these, but their errors end the process ----------===//

fire_and_forget OnClick() { co_await StoreAsync(1); }
// CHECK-MESSAGES-STRICT: :[[@LINE-1]]:17: warning: an exception in 'OnClick' ends the process, and nothing can await it [async-unobserved-task]

fire_and_forget OkOnClick() {
  try {
    co_await StoreAsync(1);
  } catch (...) {
  }
}

void OkStarted() { OnClick(); }

void Suppressed() {
  StoreAsync(1); // NOLINT(async-unobserved-task)
}
