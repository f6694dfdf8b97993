#pragma once
#include "async_lib/inhouse.h"
#include <unistd.h>

inline void waitsInHeader() {
  usleep(7);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread of coroutine 'inSource', and in 1 more coroutine [async-blocking-call]
}

inline inhouse::Task<> inHeader() {
  waitsInHeader();
  co_return;
}
