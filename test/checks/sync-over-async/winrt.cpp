// RUN: async-sync-over-async %winrt
#include "winrt/winrt.h"

using namespace winrt;
using namespace winrt::Windows::Foundation;

IAsyncOperation<int> LoadAsync(int Id = 0);
void use(int);

int Waits(int Id) { return LoadAsync(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' blocks the thread of every caller of 'Waits' until the task is finished [async-sync-over-async]

static int CalledByCoroutine(int Id) { return LoadAsync(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:61: warning: 'get' blocks the thread of every caller of 'CalledByCoroutine' until the task is finished; make 'CalledByCoroutine' a coroutine, like its callers [async-sync-over-async]
// CHECK-FIXES: {{^}}static winrt::Windows::Foundation::IAsyncOperation<int> CalledByCoroutine(int Id) { co_return co_await LoadAsync(Id) + 1; }
IAsyncOperation<int> Calls() { co_return CalledByCoroutine(1); }

struct Store {
  IAsyncOperation<int> ReadAsync(int Id);
  int OkRead(int Id) { return ReadAsync(Id).get(); }
};

static int OkCalledByMain(int Id) { return LoadAsync(Id).get() + 1; }
int main() { use(OkCalledByMain(1)); }

int Suppressed() {
  return LoadAsync().get() + 1; // NOLINT(async-sync-over-async)
}
