// RUN: async-io-in-offload %yaclib
#include "yaclib/yaclib.h"

using namespace yaclib;

Future<int> load(int Id = 0);
int compute(int);

Future<int> onPool(FairThreadPool &Pool, int Id) {
  co_return co_await Run(Pool, [Id] { return load(Id).Get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Run' ties up a thread waiting for 'load', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-FIXES: co_return co_await load(Id);
}

Future<int> okComputes(FairThreadPool &Pool, int Id) {
  co_return co_await Run(Pool, [Id] { return compute(load(Id).Get().Ok()); });
}
