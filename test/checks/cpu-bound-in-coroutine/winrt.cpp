// RUN: async-cpu-bound-in-coroutine %winrt
#include "compute/compute.h"
#include "winrt/winrt.h"
#include <vector>

using namespace winrt;
using namespace winrt::Windows::Foundation;

IAsyncOperation<int> LoadAsync(int Id = 0);
using Bytes = std::vector<unsigned char>;

IAsyncOperation<int> Packs(Bytes const &In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await LoadAsync();
  co_return compress(Out.data(), &Size, In.data(), In.size());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'compress' computes for a long time on the thread of coroutine 'Packs', which stalls everything else on it [async-cpu-bound-in-coroutine]
}

IAsyncOperation<int> OkInBackground(Bytes const &In, Bytes &Out) {
  unsigned long Size = Out.size();
  co_await resume_background();
  co_return compress(Out.data(), &Size, In.data(), In.size());
}
