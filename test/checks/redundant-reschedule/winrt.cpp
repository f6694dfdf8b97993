// RUN: async-redundant-reschedule %winrt
#include "winrt/winrt.h"

using namespace winrt;
using namespace winrt::Windows::Foundation;
using Windows::System::DispatcherQueue;

IAsyncOperation<int> LoadAsync(int Id = 0);
void use(int);

IAsyncAction ThereAndBack(DispatcherQueue Queue) {
  co_await resume_background();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resume_background' moves coroutine 'ThereAndBack' to where it does nothing before it is moved on; remove this hop [async-redundant-reschedule]
  co_await resume_foreground(Queue);
  use(1);
}
// CHECK-FIXES: IAsyncAction ThereAndBack(DispatcherQueue Queue) {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await resume_foreground(Queue);

IAsyncAction RightBeforeItEnds(int Id) {
  use(Id);
  co_await resume_background();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resume_background' moves coroutine 'RightBeforeItEnds' right before it ends; who awaits it goes on where it was anyway [async-redundant-reschedule]
}

IAsyncAction BackBeforeItEnds(DispatcherQueue const &Queue) {
  co_await resume_background();
  use(1);
  co_await resume_foreground(Queue);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resume_foreground' moves coroutine 'BackBeforeItEnds' right before it ends; who awaits it goes on where it was anyway; remove this hop [async-redundant-reschedule]
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
