// RUN: async-sequential-awaits %winrt -option AsyncStrict=true
#include "winrt/winrt.h"

using winrt::Windows::Foundation::IAsyncOperation;

IAsyncOperation<int> load(int Id);

// when_all() gives no values: no fix. What they are taken from has started.
IAsyncOperation<int> inTurn() {
  int A = co_await load(1);
  int B = co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: 'load' and 'load' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  int A = co_await load(1);
  co_return A + B;
}

// The second needs the first.
IAsyncOperation<int> okNeeds() {
  int A = co_await load(1);
  int B = co_await load(A);
  co_return A + B;
}
