// RUN: async-sequential-awaits %inhouse
// RUN: async-sequential-awaits %inhouse -check-suffix=STRICT -option AsyncStrict=true
#include "async_lib/inhouse.h"

using inhouse::Task;

Task<int> load(int Id);

// Slow code is not a mistake: by default, nothing is reported.
Task<int> two() {
  auto A = co_await load(1);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:21: warning: 'load' and 'load' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  auto B = co_await load(2);
  co_return A + B;
}
