// RUN: async-io-in-offload %winrt
#include "winrt/winrt.h"

using namespace winrt;
using namespace winrt::Windows::Foundation;
using Windows::System::Threading::ThreadPool;

IAsyncOperation<int> LoadAsync(int Id = 0);
IAsyncAction StoreAsync(int);
int compute(int);

IAsyncAction Waits(int Value) {
  co_await ThreadPool::RunAsync([=](IAsyncAction const &) { StoreAsync(Value).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'RunAsync' ties up a thread waiting for 'StoreAsync', which is already asynchronous; await it directly [async-io-in-offload]
}

IAsyncAction OkComputes(int Value) {
  co_await ThreadPool::RunAsync(
      [=](IAsyncAction const &) { StoreAsync(compute(Value)).get(); });
}

IAsyncAction Suppressed(int Value) {
  co_await ThreadPool::RunAsync( // NOLINT(async-io-in-offload)
      [=](IAsyncAction const &) { StoreAsync(Value).get(); });
}
