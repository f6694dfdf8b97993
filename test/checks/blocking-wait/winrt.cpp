// RUN: async-blocking-wait %winrt
#include "winrt/winrt.h"

using namespace winrt;
using namespace winrt::Windows::Foundation;
using namespace std::chrono_literals;

IAsyncOperation<int> LoadAsync(int Id = 0);
IAsyncAction StoreAsync(int);
void use(int);

IAsyncOperation<int> Blocks(IAsyncOperation<int> Work) {
  StoreAsync(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of coroutine 'Blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: {{^}}  co_await StoreAsync(1);
  int First = LoadAsync().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'get' blocks the thread of coroutine 'Blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: {{^}}  int First = co_await LoadAsync();
  Work.wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait_for' blocks the thread of coroutine 'Blocks' until the task is finished or the timeout expires [async-blocking-wait]
  co_return First + Work.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks the thread of coroutine 'Blocks' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  co_return First + co_await Work;
}

fire_and_forget OnClick() {
  use(LoadAsync().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks the thread of coroutine 'OnClick' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  use(co_await LoadAsync());
  co_return;
}

IAsyncAction Signals(HANDLE Event) {
  WaitForSingleObject(Event, INFINITE);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'WaitForSingleObject' blocks the thread of coroutine 'Signals', and all other coroutines on it [async-blocking-wait]
  WaitForSingleObject(Event, 0);
  co_await resume_on_signal(Event);
}

// Its threads may block.
IAsyncAction OkInBackground() {
  co_await resume_background();
  use(LoadAsync().get());
}

IAsyncAction BackOnTheScreen(Windows::System::DispatcherQueue Queue) {
  co_await resume_background();
  use(LoadAsync().get());
  co_await resume_foreground(Queue);
  use(LoadAsync().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks the thread of coroutine 'BackOnTheScreen' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  use(co_await LoadAsync());
}

IAsyncAction OkInPool() {
  co_await Windows::System::Threading::ThreadPool::RunAsync(
      [](auto &&) { use(LoadAsync().get()); });
}

void Enqueues(Windows::System::DispatcherQueue Queue) {
  Queue.TryEnqueue([] { use(LoadAsync().get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
}

void Continues() {
  auto Work = LoadAsync();
  Work.Completed([](IAsyncOperation<int> const &Done, AsyncStatus) {
    use(Done.GetResults());
    use(LoadAsync().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread that runs this continuation, and all other work on it
  });
}

int OkPlain() { return LoadAsync().get(); }
int main() { StoreAsync(1).get(); }

IAsyncAction OkAwaited(IAsyncOperation<int> Work) {
  co_await Work;
  use(Work.GetResults());
}

#define GET(Task) Task.get()
IAsyncOperation<int> InMacro() { co_return GET(LoadAsync()); }
// CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'get' blocks the thread of coroutine 'InMacro' until the task is finished

template <typename T> IAsyncOperation<T> InTemplate(IAsyncOperation<T> Work) {
  co_return Work.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks the thread of coroutine 'InTemplate' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  co_return co_await Work;
}
template IAsyncOperation<int> InTemplate(IAsyncOperation<int>);
template IAsyncOperation<long> InTemplate(IAsyncOperation<long>);

IAsyncAction Suppressed() {
  StoreAsync(1).get(); // NOLINT(async-blocking-wait)
  co_return;
}
