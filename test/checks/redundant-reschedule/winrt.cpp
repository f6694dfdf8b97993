// RUN: async-redundant-reschedule %winrt
#include "winrt/winrt.h"

using namespace winrt;
using namespace winrt::Windows::Foundation;
using Windows::System::DispatcherQueue;

IAsyncOperation<int> LoadAsync(int Id = 0);
void use(int);

IAsyncAction ThereAndBack(DispatcherQueue Queue) {
  co_await resume_background();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resume_background' schedules coroutine 'ThereAndBack' on an executor that it leaves at once; remove this hop [async-redundant-reschedule]
  co_await resume_foreground(Queue);
  use(1);
}
// CHECK-FIXES: IAsyncAction ThereAndBack(DispatcherQueue Queue) {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await resume_foreground(Queue);

IAsyncAction RightBeforeItEnds(int Id) {
  use(Id);
  co_await resume_background();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resume_background' schedules coroutine 'RightBeforeItEnds' on an executor right before it ends, but whatever awaits it resumes where it was anyway [async-redundant-reschedule]
}

IAsyncAction BackBeforeItEnds(DispatcherQueue const &Queue) {
  co_await resume_background();
  use(1);
  co_await resume_foreground(Queue);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resume_foreground' schedules coroutine 'BackBeforeItEnds' on an executor right before it ends, but whatever awaits it resumes where it was anyway; remove this hop [async-redundant-reschedule]
}
// CHECK-FIXES: IAsyncAction BackBeforeItEnds(DispatcherQueue const &Queue) {
// CHECK-FIXES-NEXT: co_await resume_background();
// CHECK-FIXES-NEXT: use(1);
// CHECK-FIXES-NEXT: //

IAsyncAction OkBetween(DispatcherQueue Queue) {
  co_await resume_background();
  use(1);
  co_await resume_foreground(Queue);
  use(2);
}

fire_and_forget OkNobodyWaits(DispatcherQueue const &Queue) {
  co_await resume_background();
  use(1);
  co_await resume_foreground(Queue);
}

IAsyncAction Suppressed(DispatcherQueue Queue) {
  co_await resume_background(); // NOLINT(async-redundant-reschedule)
  co_await resume_foreground(Queue);
  use(1);
}
